#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Whatever breaks, no message passes unjudged: the client gets 4xx, nothing is delivered,
# and the service comes back.
# shellcheck disable=SC2154 # code, reply and stderr are set by lib.bash and by run
bats_require_minimum_version 1.5.0
load lib

setup_file() {
  relay_start
}

teardown_file() {
  relay_stop
}

setup() {
  configure
  chaperoned_runs || chaperoned_start
  relay_clear
  to_sam=$(message -f ben@teensinai.example -t sam@young.example -s Saturday)
}

teardown() {
  relay_verify
}

send_to_sam() {
  send "$to_sam" ben@teensinai.example sam@young.example
}

passes_to_sam() {
  send_to_sam
  [ "$code" = 250 ]
}

# A session that stands in the middle of its message's text.
half_a_message() {
  smtp_open
  smtp 'MAIL FROM:<ben@teensinai.example>'
  smtp 'RCPT TO:<sam@young.example>'
  smtp DATA
  assert_code 354
  smtp_stuff "$to_sam" | head -c 40 >&"${smtp_out[main]}"
}

rest_of_the_message() {
  smtp_stuff "$to_sam" | tail -c +41 >&"${smtp_out[main]}"
  smtp .
}

@test "killed in mid-message: the client is deferred and nothing is delivered" {
  half_a_message
  chaperoned_stop KILL
  rest_of_the_message
  [[ $code == 4* ]]
  smtp_close
  assert_nothing_delivered
  chaperoned_start
  send_to_sam
  assert_code 250
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
}

@test "not running: the client is deferred" {
  chaperoned_stop
  send_to_sam
  [[ $code == 4* ]]
  assert_nothing_delivered
}

@test "killed: its stale socket is replaced at the next start" {
  chaperoned_stop KILL
  [ -S "$RELAY/run/chaperone.sock" ]
  chaperoned_start
  send_to_sam
  assert_code 250
}

@test "SIGTERM with a message in flight: an answer or 4xx, exit 0, quickly" {
  chaperoned_stop
  chaperoned_start
  half_a_message
  local began=$SECONDS
  kill -TERM "$(chaperoned_pid)"
  wait "$chaperoned_job"
  ((SECONDS - began <= 3))
  rest_of_the_message
  [[ $code == 4* ]]
  smtp_close
  assert_nothing_delivered
  [ ! -e "$RELAY/run/chaperone.sock" ]
  rm -f "$RELAY/run/pid"
}

@test "SIGTERM under load: every message that was answered 250 is delivered with its copies" {
  local -a jobs=()
  local n
  for n in 1 2 3 4; do
    stream_of_messages "$n" >"$BATS_TEST_TMPDIR/codes.$n" 3>&- &
    jobs+=($!)
  done
  wait_until some_were_delivered 20
  chaperoned_stop
  touch "$BATS_TEST_TMPDIR/enough"
  wait "${jobs[@]}"
  local accepted
  accepted=$(cat "$BATS_TEST_TMPDIR"/codes.* | grep -c '^250$' || true)
  refute grep -v '^\(250\|4..\|000\)$' "$BATS_TEST_TMPDIR"/codes.*
  wait_until queue_is_idle
  [ "$(delivered_files | wc -l)" -ge "$accepted" ]
  assert_equal "$(delivered_files | xargs -r grep -L '^RCPT mum@home.example$')" ''
}

stream_of_messages() {
  while [ ! -e "$BATS_TEST_TMPDIR/enough" ]; do
    send_to_sam
    echo "$code"
  done
}

some_were_delivered() {
  [ "$(delivered_files | wc -l)" -ge "$1" ]
}

@test "a reload with a broken configuration keeps the old one and says why" {
  echo 'rules: { parents: { action = "perhaps"; }; };' >>"$RELAY/etc/chaperone.conf"
  local before
  before=$(logged_lines 'stays as it was')
  kill -HUP "$(chaperoned_pid)"
  wait_until more_lines_than "$before" 'stays as it was'
  send_to_sam
  configure
  assert_code 250
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
}

@test "a reload without a configuration keeps the old one" {
  local before
  before=$(logged_lines 'stays as it was')
  mv "$RELAY/etc/chaperone.conf" "$RELAY/etc/away"
  kill -HUP "$(chaperoned_pid)"
  wait_until more_lines_than "$before" 'stays as it was'
  mv "$RELAY/etc/away" "$RELAY/etc/chaperone.conf"
  send_to_sam
  assert_code 250
}

@test "many reloads in a row do not stop it" {
  local n pid
  pid=$(chaperoned_pid)
  for n in $(seq 1 200); do
    kill -HUP "$pid"
  done
  send_to_sam
  assert_code 250
  assert_equal "$(chaperoned_pid)" "$pid"
  chaperoned_runs
}

@test "the roster removed: deferred, and well again when it is back" {
  mv "$RELAY/store/roster.db" "$RELAY/store/away"
  send_to_sam
  assert_code 451
  assert_contains "$reply" 4.7.1
  refute_contains "$reply" roster
  assert_nothing_delivered
  mv "$RELAY/store/away" "$RELAY/store/roster.db"
  wait_until passes_to_sam
}

@test "the roster emptied: deferred" {
  cp -p "$RELAY/store/roster.db" "$BATS_TEST_TMPDIR/roster.db"
  mv "$RELAY/store/roster.db" "$RELAY/store/away"
  : >"$RELAY/store/roster.db"
  send "$(message -f ben@teensinai.example -t someone@school.example -s x)" ben@teensinai.example someone@school.example
  mv "$RELAY/store/away" "$RELAY/store/roster.db"
  [[ $code == 4* ]]
  wait_until passes_to_sam
}

@test "the journal removed: no message passes without an entry that stands, and the loss shows" {
  send_to_sam
  assert_code 250
  relay_clear
  rm "$RELAY"/store/journal.db*
  send_to_sam
  if [ "$code" = 250 ]; then
    assert_equal "$(chaperone log list --limit 0 --json | jq length)" 1
  else
    [[ $code == 4* ]]
    assert_nothing_delivered
  fi
  run -1 chaperone log verify
  start_new_journal
  send_to_sam
  assert_code 250
}

start_new_journal() {
  chaperoned_stop
  rm -f "$RELAY"/store/journal.*
  chaperoned_start
}

@test "the journal locked by another process: deferred within seconds, and well again" {
  local lock began=$SECONDS
  exec {lock}> >(sqlite3 "$RELAY/store/journal.db" 3>&-)
  printf 'BEGIN IMMEDIATE;\n.shell touch %s/locked\n' "$BATS_TEST_TMPDIR" >&"$lock"
  wait_until test -e "$BATS_TEST_TMPDIR/locked"
  send_to_sam
  exec {lock}>&-
  assert_code 451
  ((SECONDS - began < 20))
  assert_nothing_delivered
  wait_until passes_to_sam
}

@test "mail that reaches no young person is deferred, too, while there is no roster" {
  mv "$RELAY/store/roster.db" "$RELAY/store/away"
  send "$(message -f ben@teensinai.example -t someone@school.example -s x)" ben@teensinai.example someone@school.example
  mv "$RELAY/store/away" "$RELAY/store/roster.db"
  assert_code 451
  assert_nothing_delivered
  wait_until passes_to_sam
}

@test "an error names nobody in the log" {
  mv "$RELAY/store/roster.db" "$RELAY/store/away"
  send_to_sam
  mv "$RELAY/store/away" "$RELAY/store/roster.db"
  wait_until passes_to_sam
  send "$to_sam" ben@teensinai.example 'sam%young.example@teensinai.example'
  refute grep -E 'sam|ben@|mum@' "$RELAY/log/chaperoned"
}

@test "an MTA that speaks an old protocol lets nothing pass unjudged" {
  local version
  for version in 2 3 4; do
    relay_clear
    PORT=250$version send_to_sam
    [[ $code == 4* || $code == 250 ]]
    [ "$code" != 250 ] || assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
    [ "$code" = 250 ] || assert_nothing_delivered
  done
}

@test "a second chaperoned on the same socket ends and leaves the first alone" {
  run -1 --separate-stderr "$RELAY/bin/chaperoned" -c "$RELAY/etc/chaperone.conf"
  assert_contains "$stderr" 'answers there already'
  send_to_sam
  assert_code 250
}
