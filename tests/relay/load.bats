#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Many messages at once.
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
  relay_clear
}

teardown() {
  relay_verify
}

# flood CONNECTIONS MESSAGES [PORT]: to Sam, from Ben, over that many connections at once.
flood() {
  printf 'From: ben@teensinai.example\nTo: sam@young.example\nSubject: Saturday\n\nSee you.\n' >"$BATS_TEST_TMPDIR/flood"
  smtp-source -s "$1" -m "$2" -f ben@teensinai.example -t sam@young.example -F "$BATS_TEST_TMPDIR/flood" \
    "inet:[$RELAY_ADDRESS]:${3:-2525}"
}

assert_all_copied() {
  wait_until queue_is_idle
  assert_equal "$(delivered_files | wc -l)" "$1"
  local who
  for who in sam@young.example mum@home.example carol@teensinai.example; do
    assert_equal "$(delivered_files | xargs grep -l "^RCPT $who\$" | wc -l)" "$1"
  done
  assert_equal "$(delivered_files | xargs grep -c '^RCPT' | grep -vc ':3$' || true)" 0
}

@test "sixteen connections at once: every message is copied and has its entry" {
  flood 16 160
  assert_all_copied 160
  assert_equal "$(log_entries | jq '[.[] | select(.verdict == "modify")] | length')" 160
  assert_equal "$(log_entries | jq '[.[].reference] | unique | length')" 160
}

@test "the roster imported anew under load: no message is misjudged, none refused" {
  local imports=0
  flood 8 200 3>&- &
  local job=$!
  while kill -0 "$job" 2>/dev/null; do
    as_owner roster import --replace "$RELAY/roster/staff.csv" "$RELAY/roster/programmes.csv" \
      "$RELAY/roster/participants.csv" >/dev/null
    imports=$((imports + 1))
  done
  wait "$job"
  assert_all_copied 200
  [ "$imports" -ge 2 ]
}

@test "a new roster counts from the next message on" {
  sed -i 's/mum@home.example/mother@home.example/' "$RELAY/roster/participants.csv"
  as_owner roster import "$RELAY/roster/participants.csv" >/dev/null
  send "$(message -f ben@teensinai.example -t sam@young.example -s x)" ben@teensinai.example sam@young.example
  assert_delivered_to carol@teensinai.example mother@home.example sam@young.example
}

@test "a hundred reloads under load disturb nothing" {
  flood 8 100 3>&- &
  local job=$!
  while kill -0 "$job" 2>/dev/null; do
    kill -HUP "$(chaperoned_pid)"
    read -r -t 0.01 <><(:) || true
  done
  wait "$job"
  wait_until queue_is_idle
  assert_equal "$(delivered_files | wc -l)" 100
}

@test "over TCP, too, sixteen connections at once are served" {
  chaperoned_stop
  export RELAY_LISTEN=inet:8891@$RELAY_ADDRESS
  configure
  chaperoned_start
  flood 16 100 2511
  wait_until queue_is_idle
  assert_equal "$(delivered_files | wc -l)" 100
  assert_equal "$(log_entries | jq '[.[] | select(.verdict == "modify")] | length')" 100
}
