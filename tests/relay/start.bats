#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# chaperoned's start, --check and options, without a Postfix.
# shellcheck disable=SC2030,SC2031 # a test is a process, and so is its teardown
# shellcheck disable=SC2154 # code, reply and stderr are set by lib.bash and by run
bats_require_minimum_version 1.5.0
load lib

setup() {
  RELAY=$(mktemp -d /tmp/chaperone-start.XXXXXX)
  export RELAY
  chmod 755 "$RELAY"
  mkdir "$RELAY"/{etc,log,run,store}
  configure
}

teardown() {
  if [ -n "${started:-}" ]; then
    kill "$started" 2>/dev/null || true
    wait "$started" || true
  fi
  rm -rf "$RELAY"
}

chaperoned() {
  "$CHAPERONE_BUILD/milter/chaperoned" "$@"
}

start() {
  "$CHAPERONE_BUILD/milter/chaperoned" -c "$RELAY/etc/chaperone.conf" 2>"$RELAY/log/chaperoned" 3>&- &
  started=$!
  wait_until has_started
}

has_started() {
  grep -q 'listens on' "$RELAY/log/chaperoned"
}

with_roster() {
  roster_write "$RELAY/roster"
  chaperone roster import "$RELAY"/roster/*.csv >/dev/null
}

# starts_not STATUS TEXT: ends at once, with this status and an error that says so.
starts_not() {
  run "-$1" --separate-stderr chaperoned -c "$RELAY/etc/chaperone.conf"
  assert_contains "$stderr" "$2"
}

@test "--help and --version answer" {
  run -0 chaperoned --help
  assert_contains "$output" '--check'
  run -0 chaperoned --version
  [[ $output =~ ^chaperoned\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
}

@test "an argument or option that there is not is an error of usage" {
  run -2 chaperoned something
  run -2 chaperoned --something
  run -2 chaperoned -c
}

@test "no configuration is an error that names the file" {
  rm "$RELAY/etc/chaperone.conf"
  starts_not 2 "$RELAY/etc/chaperone.conf"
}

@test "a bad configuration is an error that names file, line and setting" {
  configure 'parents: { action = "perhaps"; };'
  starts_not 2 "$RELAY/etc/chaperone.conf:"
  assert_contains "$stderr" action
}

@test "no roster is an error" {
  starts_not 1 roster.db
}

@test "a roster into which nobody was imported is an error" {
  with_roster
  : >"$RELAY/store/empty.db"
  sed -i 's|roster.db|empty.db|' "$RELAY/etc/chaperone.conf"
  starts_not 1 empty.db
}

@test "a journal that cannot be made is an error" {
  with_roster
  sed -i 's|store/journal.db|nowhere/journal.db|' "$RELAY/etc/chaperone.conf"
  starts_not 1 nowhere
}

@test "a socket in a directory that is not there is an error" {
  with_roster
  rmdir "$RELAY/run"
  starts_not 1 "cannot listen on unix:$RELAY/run/chaperone.sock"
}

@test "a file that is no socket is not replaced" {
  with_roster
  echo precious >"$RELAY/run/chaperone.sock"
  starts_not 1 'no socket'
  assert_equal "$(cat "$RELAY/run/chaperone.sock")" precious
}

@test "a port in use is an error" {
  with_roster
  RELAY_LISTEN="inet:8891@$(relay_address)" configure
  start
  starts_not 1 'answers there already'
}

@test "the socket is for its owner and group only" {
  with_roster
  start
  assert_equal "$(stat -c %a "$RELAY/run/chaperone.sock")" 660
}

@test "SIGTERM ends it with status 0 and removes the socket" {
  with_roster
  start
  kill -TERM "$started"
  wait "$started"
  started=''
  [ ! -e "$RELAY/run/chaperone.sock" ]
}

@test "SIGINT ends it like SIGTERM" {
  with_roster
  start
  kill -INT "$started"
  wait "$started"
  started=''
}

@test "--check says ready when all is well, and makes no file" {
  with_roster
  run -0 chaperoned -c "$RELAY/etc/chaperone.conf" --check
  assert_contains "$output" ready
  [ ! -e "$RELAY/store/journal.db" ]
  [ ! -e "$RELAY/run/chaperone.sock" ]
}

@test "--check beside a running chaperoned leaves it alone" {
  with_roster
  start
  run -0 chaperoned -c "$RELAY/etc/chaperone.conf" --check
  assert_contains "$output" 'chaperoned is running'
  kill -0 "$started"
}

@test "--check names everything that is wrong" {
  sed -i 's|store/journal.db|nowhere/journal.db|' "$RELAY/etc/chaperone.conf"
  rmdir "$RELAY/run"
  run -1 chaperoned -c "$RELAY/etc/chaperone.conf" --check
  assert_contains "$output" roster.db
  assert_contains "$output" nowhere
  assert_contains "$output" 'cannot listen'
  run -1 chaperoned -c "$RELAY/etc/chaperone.conf" --check
  assert_contains "$output" 'not ready'
}

@test "--check with a bad configuration ends with 2" {
  echo 'nonsense' >"$RELAY/etc/chaperone.conf"
  run -2 chaperoned -c "$RELAY/etc/chaperone.conf" --check
}

@test "start and --check say which co-staff defaults cannot be the second adult" {
  with_roster
  configure 'co-staff: { default = ( "nobody@teensinai.example", "noreply@teensinai.example", "carol@teensinai.example" ); };'
  run -0 --separate-stderr chaperoned -c "$RELAY/etc/chaperone.conf" --check
  assert_contains "$stderr" nobody@teensinai.example
  assert_contains "$stderr" noreply@teensinai.example
  refute_contains "$stderr" carol@teensinai.example
  start
  grep -q 'warning: .*nobody@teensinai.example' "$RELAY/log/chaperoned"
}

@test "running as root is warned of" {
  [ "$(id -u)" = 0 ] || skip 'not root'
  with_roster
  run -0 --separate-stderr chaperoned -c "$RELAY/etc/chaperone.conf" --check
  assert_contains "$stderr" root
}
