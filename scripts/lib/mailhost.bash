# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# A private Postfix and a sink on loopback ports, in a directory that can be thrown away. Sourced by scripts/demo
# and by the relay tests. Needs root, as Postfix does; touches nothing outside the directory.
#
#   postfix_make DIR PORT SINK MILTER [MAIN.CF LINE…]   lays a Postfix at DIR/postfix that listens on 127.0.0.1:PORT,
#                                                     asks MILTER (e.g. unix:/run/x.sock; "" for none) and delivers
#                                                     everything to 127.0.0.1:SINK
#   postfix_start DIR, postfix_stop DIR               returns when it answers, or is gone
#   sink_start DIR PORT, sink_stop DIR                every message becomes a file DIR/sink/*, with X-Mail-Args and
#                                                     X-Rcpt-Args lines for the envelope
#   free_ports COUNT                                  that many unused loopback ports, one a line
#   wait_until SECONDS COMMAND…                       runs it until it succeeds; fails when the time is over
# DIR and everything above it must be traversable for everybody (mktemp -d makes 0700: chmod 755).

wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.05
  done
}

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below the range that the kernel hands out, so that no client takes one in between.
free_ports() {
  local wanted=$1 port
  local -A taken=()
  while [ ${#taken[@]} -lt "$wanted" ]; do
    port=$((10000 + SRANDOM % 20000))
    port_answers "$port" || taken[$port]=1
  done
  printf '%s\n' "${!taken[@]}"
}

postfix_make() {
  local dir=$1 port=$2 sink=$3 milter=$4
  local root=$dir/postfix
  shift 4
  mkdir -p "$root/etc" "$root/spool" "$root/data" "$root/log"
  chmod 755 "$root" "$root/etc" "$root/spool" "$root/log"
  chown postfix "$root/data"
  chmod 700 "$root/data"
  {
    cat <<TEXT
compatibility_level = 3.6
config_directory = $root/etc
queue_directory = $root/spool
data_directory = $root/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
shlib_directory = /usr/lib/postfix
meta_directory = /etc/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = $root/log/mail.log
maillog_file_prefixes = $root/log
myhostname = mail.teensinai.example
myorigin = teensinai.example
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 0.0.0.0/0
relayhost = [127.0.0.1]:$sink
smtp_host_lookup = native
smtp_dns_support_level = disabled
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_authorized_xclient_hosts = 127.0.0.0/8
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_client_message_rate_limit = 0
smtpd_client_recipient_rate_limit = 0
in_flow_delay = 0
smtpd_milters = $milter
non_smtpd_milters = $milter
milter_default_action = tempfail
TEXT
    printf '%s\n' "$@"
  } >"$root/etc/main.cf"
  cat >"$root/etc/master.cf" <<TEXT
127.0.0.1:$port inet n - n - - smtpd
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp      unix  - - n - - smtp
relay     unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
local     unix  - n n - - local
virtual   unix  - n n - - virtual
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
TEXT
  echo "$port" >"$root/port"
}

postfix_start() {
  postfix -c "$1/postfix/etc" start >"$1/postfix/log/start" 2>&1 || { cat "$1/postfix/log/start" >&2; return 1; }
  wait_until 20 port_answers "$(cat "$1/postfix/port")"
}

postfix_stop() {
  [ -d "$1/postfix/etc" ] || return 0
  postfix -c "$1/postfix/etc" stop >/dev/null 2>&1 || true
}

sink_start() {
  mkdir -p "$1/sink"
  chown nobody "$1/sink"
  (cd "$1/sink" && exec smtp-sink -u nobody -d "%Y%m%d%H%M%S." "127.0.0.1:$2" 1000) >"$1/sink.log" 2>&1 &
  echo $! >"$1/sink.pid"
  wait_until 20 port_answers "$2"
}

sink_stop() { process_stop "$1/sink.pid"; }

# Ends the process whose number stands in that file, and waits for its end.
process_stop() {
  [ -s "$1" ] || return 0
  local pid
  pid=$(cat "$1")
  kill "$pid" 2>/dev/null || true
  wait_until 20 process_gone "$pid" || kill -9 "$pid" 2>/dev/null || true
  rm -f "$1"
}

process_gone() { ! kill -0 "$1" 2>/dev/null; }
