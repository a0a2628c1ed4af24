# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What every relay test file loads: a private relay of Postfix and chaperoned,
# messages to send through it, and the words for what must come out.
#
# A file's setup_file calls relay_start, its teardown_file relay_stop; one relay
# serves all tests of a file. Every wait is for a condition.

# A write into an ended session is answered by code 000, not by the end of the test.
trap "" PIPE

# shellcheck source=tests/relay/postfix.bash
source "$BATS_TEST_DIRNAME/postfix.bash"
# shellcheck source=tests/relay/smtp.bash
source "$BATS_TEST_DIRNAME/smtp.bash"
# shellcheck source=tests/relay/roster.bash
source "$BATS_TEST_DIRNAME/roster.bash"
# shellcheck source=tests/relay/chaperoned.bash
source "$BATS_TEST_DIRNAME/chaperoned.bash"

# wait_until COMMAND…: until it succeeds; after a minute it fails and says what for.
wait_until() {
  local deadline=$((SECONDS + 60))
  until "$@"; do
    if ((SECONDS > deadline)); then
      echo "waited in vain for: $*" >&2
      return 1
    fi
    read -r -t 0.02 <><(:) || true
  done
}

relay_require() {
  [ "$(id -u)" = 0 ] || skip 'Postfix needs root to start'
  local program
  for program in postfix saslpasswd2 setpriv; do
    PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || skip "$program is not installed"
  done
}

# The relay: directories, roster, chaperoned, Postfix.
relay_start() {
  relay_require
  export PATH=$PATH:/usr/sbin
  RELAY=$(mktemp -d /tmp/chaperone-relay.XXXXXX)
  RELAY_ADDRESS=$(relay_address)
  export RELAY RELAY_ADDRESS
  chmod 755 "$RELAY"
  relay_copy_suppressions
  chaperoned_prepare
  chaperoned_start
  postfix_start
}

# What TSAN_OPTIONS names may stand where chaperoned's user cannot read it.
relay_copy_suppressions() {
  [[ ${TSAN_OPTIONS:-} == suppressions=* ]] || return 0
  install -D -m 644 "${TSAN_OPTIONS#suppressions=}" "$RELAY/etc/tsan.supp"
  export TSAN_OPTIONS="suppressions=$RELAY/etc/tsan.supp"
}

# Fails when a sanitizer had something to say about chaperoned, its leaks at the end included.
relay_stop() {
  local failed=0
  [ -n "${RELAY:-}" ] || return 0
  postfix_stop || true
  chaperoned_stop TERM || failed=1
  refute grep -A 40 -E 'Sanitizer|runtime error:' "$RELAY/log/chaperoned" >&2 || failed=1
  [ -n "${RELAY_KEEP:-}" ] || rm -rf "$RELAY"
  return "$failed"
}

# Called before each test: nothing of the last one is left to be mistaken.
relay_clear() {
  log_before=$(log_count)
  wait_until queue_is_idle
  postsuper -c "$RELAY/etc" -d ALL 2>/dev/null
  rm -f "$RELAY"/sink/new/*
}

# ---- messages ----

# message [-f FROM] [-t TO] [-c CC] [-s SUBJECT] [-h 'Name: value']… : the path of
# a message file. Without From, To, Cc or Subject where none is given.
message() {
  local file option OPTIND OPTARG
  file=$(mktemp "$BATS_TEST_TMPDIR/message.XXXXXX")
  while getopts f:t:c:s:h: option; do
    case $option in
    f) printf 'From: %s\n' "$OPTARG" ;;
    t) printf 'To: %s\n' "$OPTARG" ;;
    c) printf 'Cc: %s\n' "$OPTARG" ;;
    s) printf 'Subject: %s\n' "$OPTARG" ;;
    h) printf '%s\n' "$OPTARG" ;;
    *) return 1 ;;
    esac
  done >"$file"
  printf 'Date: Mon, 02 Jun 2025 10:00:00 +0100\nMessage-ID: <%s@client.test>\n\nSee you on Saturday.\n\nKind regards\nBen\n' \
    "${file##*.}" >>"$file"
  echo "$file"
}

# send FILE SENDER RECIPIENT…: one message; $code and $reply are the MTA's last answer.
send() {
  smtp_send_file "$@"
}

# ---- what came out ----

delivered_files() {
  find "$RELAY/sink/new" -type f
}

# Everything on its way has arrived; then all envelope recipients, sorted, one a line.
delivered_to() {
  wait_until queue_is_idle
  delivered_files | xargs -r awk 'FNR == 1 { on = 1 } /^$/ { on = 0 } on && sub(/^RCPT /, "")' | LC_ALL=C sort
}

# The messages that arrived, without their envelopes.
delivered() {
  wait_until queue_is_idle
  delivered_files | xargs -r sed -s '1,/^$/d'
}

# header NAME <MESSAGE: the values of all fields of that name, unfolded, one a line.
header() {
  awk -v name="$(tr '[:upper:]' '[:lower:]' <<<"$1"):" '
    /^\r?$/ { exit }
    /^[ \t]/ { if (on) { sub(/^[ \t]+/, " "); value = value $0 }; next }
    { if (on) print value; on = tolower(substr($0, 1, length(name))) == name }
    on { value = substr($0, length(name) + 1); sub(/^[ \t]+/, "", value) }
    END { if (on) print value }'
}

delivered_header() {
  delivered | header "$1"
}

# ---- what the log says ----

# The entries since the test began, as one JSON array.
log_entries() {
  chaperone log list --limit 0 --json | jq "sort_by(.sequence) | .[$log_before:]"
}

log_count() {
  chaperone log list --limit 0 --json | jq length
}

log_has_entry() {
  [ "$(log_count)" -gt "$log_before" ]
}

# The one entry since the test began.
log_entry() {
  log_entries | jq '.[-1]'
}

# Called after each test: the chain holds whatever the test did.
relay_verify() {
  chaperone log verify >/dev/null
}

# ---- assertions that say what they saw ----

assert_equal() {
  [ "$1" = "$2" ] && return
  printf 'expected: %s\n     got: %s\n' "$2" "$1" >&2
  return 1
}

# assert_lines TEXT LINE…: exactly these lines.
assert_lines() {
  local text=$1
  shift
  assert_equal "$text" "$(printf '%s\n' "$@")"
}

# refute COMMAND…: it must fail. (A bare "!" fails no test.)
refute() {
  if "$@"; then
    echo "should have failed: $*" >&2
    return 1
  fi
}

assert_contains() {
  [[ $1 == *"$2"* ]] && return
  printf 'expected to contain: %s\n                got: %s\n' "$2" "$1" >&2
  return 1
}

refute_contains() {
  [[ $1 != *"$2"* ]] && return
  printf 'expected not to contain: %s\n                    got: %s\n' "$2" "$1" >&2
  return 1
}

# The last session's answer.
assert_code() {
  assert_equal "$code" "$1" || { printf '%s\n' "$reply" >&2; return 1; }
}

# assert_delivered_to ADDRESS…: these recipients, each once, nobody else.
assert_delivered_to() {
  assert_lines "$(delivered_to)" "$@"
}

assert_nothing_delivered() {
  assert_equal "$(delivered_to)" ''
}

# assert_cc ADDRESS…: exactly these stand in the Cc fields, in whatever order.
assert_cc() {
  assert_lines "$(delivered_header Cc | grep -oE '[^ ,<>]+@[^ ,<>]+' | LC_ALL=C sort)" "$@"
}

# assert_logged VERDICT RULE,…: one entry since the test began, with these findings in any order.
assert_logged() {
  local entry
  entry=$(log_entry)
  assert_equal "$(jq -r .verdict <<<"$entry")" "$1"
  assert_equal "$(jq -r '[.findings[].rule] | unique | join(",")' <<<"$entry")" \
    "$(tr , '\n' <<<"$2" | LC_ALL=C sort | paste -sd,)"
}

assert_not_logged() {
  assert_equal "$(log_entries | jq length)" 0
}
