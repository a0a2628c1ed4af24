#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Every rule with each action it can have: what is held lies in Postfix's hold queue with
# its repairs, what is refused is refused in the session, and nothing else goes out.
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

# A message that breaks each rule and, but for repairs that other rules make, nothing else.
breaks() {
  case $1 in
  co-staff) send "$(message -f ben@teensinai.example -t adam@young.example -s x)" ben@teensinai.example adam@young.example ;;
  parents)
    send "$(message -f ben@teensinai.example -t sam@young.example -c carol@teensinai.example -s x)" \
      ben@teensinai.example sam@young.example carol@teensinai.example
    ;;
  mass-mail)
    send "$(message -f ben@teensinai.example -t 'a@a.example, b@b.example, c@c.example, d@d.example, e@e.example' -s x)" \
      ben@teensinai.example a@a.example b@b.example c@c.example d@d.example e@e.example
    ;;
  outsiders)
    send "$(message -f ben@teensinai.example -t adam@young.example -c 'carol@teensinai.example, pal@else.example' -s x)" \
      ben@teensinai.example adam@young.example carol@teensinai.example pal@else.example
    ;;
  official-account)
    send "$(message -f ben@mail.example -t adam@young.example -c carol@teensinai.example -s x)" \
      ben@mail.example adam@young.example carol@teensinai.example
    ;;
  consent)
    send "$(message -f ben@teensinai.example -t sofia@young.example -c 'carol@teensinai.example, lucia@home.example' -s x)" \
      ben@teensinai.example sofia@young.example carol@teensinai.example lucia@home.example
    ;;
  min-age)
    send "$(message -f ben@teensinai.example -t nils@young.example -c 'carol@teensinai.example, nina@home.example' -s x)" \
      ben@teensinai.example nils@young.example carol@teensinai.example nina@home.example
    ;;
  designated-person)
    send "$(message -f ben@teensinai.example -t adam@young.example -c carol@teensinai.example -s x)" \
      ben@teensinai.example adam@young.example carol@teensinai.example
    ;;
  esac
}

assert_held() {
  assert_code 250
  assert_nothing_delivered
  assert_equal "$(held_ids | wc -l)" 1
  assert_logged hold "$1"
  assert_equal "$(held_ids)" "$(log_entry | jq -r .queue_id)"
}

assert_refused() {
  assert_code 550
  assert_contains "$reply" "550-5.7.1 $1:"
  assert_nothing_delivered
  assert_equal "$(held_ids)" ''
  assert_logged reject "$1"
}

with_action() {
  reconfigure "$1: { action = \"$2\"; };"
  breaks "$1"
}

@test "co-staff holds" { with_action co-staff hold; assert_held co-staff; }
@test "parents holds" { with_action parents hold; assert_held parents; }
@test "mass-mail holds" { with_action mass-mail hold; assert_held mass-mail; }
@test "outsiders holds" { with_action outsiders hold; assert_held outsiders; }
@test "official-account holds" { with_action official-account hold; assert_held official-account; }
@test "consent holds" { with_action consent hold; assert_held consent; }
@test "min-age holds" { with_action min-age hold; assert_held min-age; }
@test "designated-person holds" { with_action designated-person hold; assert_held designated-person; }

@test "co-staff refuses" { with_action co-staff reject; assert_refused co-staff; }
@test "parents refuses" { with_action parents reject; assert_refused parents; }
@test "mass-mail refuses" { with_action mass-mail reject; assert_refused mass-mail; }
@test "outsiders refuses" { with_action outsiders reject; assert_refused outsiders; }
@test "official-account refuses" { with_action official-account reject; assert_refused official-account; }
@test "consent refuses" { with_action consent reject; assert_refused consent; }
@test "min-age refuses" { with_action min-age reject; assert_refused min-age; }
@test "designated-person refuses" { with_action designated-person reject; assert_refused designated-person; }

@test "min-age takes the child out and leaves the parent" {
  with_action min-age fix
  assert_code 250
  assert_delivered_to carol@teensinai.example nina@home.example
  refute_contains "$(delivered | sed '/^$/q')" nils@young.example
}

@test "designated-person copies the designated person of the programme" {
  with_action designated-person fix
  assert_code 250
  assert_delivered_to adam@young.example carol@teensinai.example safeguarding@teensinai.example
}

@test "outsiders takes the outsider out" {
  with_action outsiders fix
  assert_code 250
  assert_delivered_to adam@young.example carol@teensinai.example
  refute_contains "$(delivered | sed '/^$/q')" pal@else.example
}

@test "outsiders refuses when taking out would leave nobody" {
  reconfigure 'outsiders: { action = "fix"; };'
  send "$(message -f ben@teensinai.example -t mark@mail.example -s x)" ben@teensinai.example mark@mail.example
  assert_code 550
  assert_nothing_delivered
}

@test "what cannot be repaired is held when otherwise says so" {
  reconfigure 'parents: { otherwise = "hold"; };'
  send "$(message -f ben@teensinai.example -t yusuf@young.example -s x)" ben@teensinai.example yusuf@young.example
  assert_code 250
  assert_nothing_delivered
  assert_equal "$(log_entry | jq -r .verdict)" hold
}

@test "a rule that logs lets the message pass as it is" {
  with_action parents log
  assert_code 250
  assert_delivered_to carol@teensinai.example sam@young.example
  assert_equal "$(log_entry | jq -r '.findings[].action')" log
}

@test "a rule that is off finds nothing" {
  with_action parents off
  assert_code 250
  assert_delivered_to carol@teensinai.example sam@young.example
  assert_logged accept ''
}

@test "what is released from the hold queue carries its repairs and is not judged again" {
  reconfigure 'consent: { action = "hold"; };'
  send "$(message -f ben@teensinai.example -t sofia@young.example -s x)" ben@teensinai.example sofia@young.example
  assert_code 250
  assert_nothing_delivered
  release "$(held_ids)"
  assert_delivered_to carol@teensinai.example lucia@home.example sofia@young.example
  assert_cc carol@teensinai.example lucia@home.example
  assert_contains "$(delivered_header X-Chaperone)" 'verdict=hold; rules='
  assert_equal "$(log_entries | jq length)" 1
}

@test "a reject beside a hold refuses and holds nothing" {
  reconfigure 'consent: { action = "hold"; };'
  send "$(message -f ben@teensinai.example -t sofia@young.example -c pal@else.example -s x)" \
    ben@teensinai.example sofia@young.example pal@else.example
  assert_code 550
  assert_equal "$(held_ids)" ''
}

@test "observing changes nothing and logs what would have happened" {
  reconfigure '' 'mode = "observe";'
  send "$(message -f ben@teensinai.example -t 'sam@young.example, yusuf@young.example' -c pal@else.example -s x -h 'Bcc: x@else.example')" \
    ben@teensinai.example sam@young.example yusuf@young.example pal@else.example
  assert_code 250
  assert_delivered_to pal@else.example sam@young.example yusuf@young.example
  assert_equal "$(delivered_header X-Chaperone)" ''
  assert_equal "$(log_entry | jq -r '.verdict + " " + .mode')" 'reject observe'
}

@test "the daemon's log names nobody" {
  reconfigure 'consent: { action = "hold"; };'
  send "$(message -f ben@teensinai.example -t sofia@young.example -s x)" ben@teensinai.example sofia@young.example
  refute grep -E '@(young|home|teensinai)' "$RELAY/log/chaperoned"
  refute grep -iE 'sofia|lucia' "$RELAY/log/chaperoned"
}
