# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# chaperoned in the private relay: run by an unprivileged user, as it should be,
# on a socket that Postfix reaches through the directory's group.
#
# CHAPERONE_BUILD is the build directory.

CHAPERONED_USER=daemon

# chaperone VERB…: the administrator's command on this relay.
chaperone() {
  "$CHAPERONE_BUILD/admin/chaperone" -c "$RELAY/etc/chaperone.conf" "$@"
}

# The same, as the user that owns the stores: what it makes must stay theirs.
as_owner() {
  setpriv --reuid="$CHAPERONED_USER" --regid="$CHAPERONED_USER" --clear-groups \
    "$RELAY/bin/chaperone" -c "$RELAY/etc/chaperone.conf" "$@"
}

# configure [RULES [TOP]]: the configuration; both texts are libconfig's.
configure() {
  cat >"$RELAY/etc/chaperone.conf" <<CONF
organisation: {
  name = "Teens in AI";
  domains = ( "teensinai.example" );
  timezone = "Europe/London";
  help = "safeguarding@teensinai.example";
};
listen = "${RELAY_LISTEN:-unix:$RELAY/run/chaperone.sock}";
store: {
  roster = "$RELAY/store/roster.db";
  journal = "$RELAY/store/journal.db";
  key = "$RELAY/store/journal.key";
};
mta: { kind = "postfix"; config = "$RELAY/etc"; };
rules: { ${1:-} };
${2:-}
CONF
}

# A new configuration for a running chaperoned; returns when it is in force.
reconfigure() {
  local before
  configure "$@"
  before=$(logged_lines 'read anew\|stays as it was')
  kill -HUP "$(chaperoned_pid)"
  wait_until more_lines_than "$before" 'read anew\|stays as it was'
}

# How many lines of the daemon's log match.
logged_lines() {
  grep -c -- "$1" "$RELAY/log/chaperoned" || true
}

more_lines_than() {
  [ "$(logged_lines "$2")" -gt "$1" ]
}

chaperoned_pid() {
  cat "$RELAY/run/pid"
}

chaperoned_prepare() {
  # The checkout may stand where only root can read.
  install -d -m 755 "$RELAY"/{etc,bin,log}
  install -m 755 "$CHAPERONE_BUILD/milter/chaperoned" "$CHAPERONE_BUILD/admin/chaperone" "$RELAY/bin/"
  install -d -m 700 -o "$CHAPERONED_USER" "$RELAY/store"
  install -d -m 2750 -o "$CHAPERONED_USER" -g postfix "$RELAY/run"
  : >"$RELAY/log/chaperoned"
  configure
  roster_write "$RELAY/roster"
  as_owner roster import "$RELAY"/roster/*.csv >"$RELAY/log/import"
}

# The job is in $chaperoned_job, for who wants to wait for its exit status. Its
# process id is written before it becomes chaperoned, so it is never another's.
chaperoned_spawn() {
  # shellcheck disable=SC2016 # the inner shell expands them
  setsid sh -c 'echo $$ >"$1/run/pid"
    exec setpriv --reuid="$2" --regid="$2" --clear-groups --no-new-privs --inh-caps=-all \
      "$1/bin/chaperoned" -c "$1/etc/chaperone.conf"' sh "$RELAY" "$CHAPERONED_USER" \
    >>"$RELAY/log/chaperoned" 2>&1 3>&- &
  # shellcheck disable=SC2034 # for tests
  chaperoned_job=$!
}

chaperoned_start() {
  local before
  before=$(logged_lines 'listens on')
  chaperoned_spawn
  wait_until chaperoned_is_up "$before"
}

# Up, or ended with an error, which is said.
chaperoned_is_up() {
  more_lines_than "$1" 'listens on' && return
  [ ! -s "$RELAY/run/pid" ] || chaperoned_runs || {
    cat "$RELAY/log/chaperoned" >&2
    exit 1
  }
  return 1
}

# A process that ended but that nobody waited for does not run.
chaperoned_runs() {
  local status
  [ -s "$RELAY/run/pid" ] || return 1
  status=$(cat "/proc/$(chaperoned_pid)/stat" 2>/dev/null) && [[ $status != *') Z '* ]]
}

chaperoned_is_gone() {
  ! chaperoned_runs
}

# chaperoned_stop [SIGNAL]
# shellcheck disable=SC2120 # most callers want TERM
chaperoned_stop() {
  [ -s "$RELAY/run/pid" ] || return 0
  kill "-${1:-TERM}" "$(chaperoned_pid)" 2>/dev/null || true
  wait_until chaperoned_is_gone
  rm -f "$RELAY/run/pid"
}
