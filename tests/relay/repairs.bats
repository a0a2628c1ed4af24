#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# With the rules as they are by default: what comes out at the other side is compliant.
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

@test "a message to a young person alone is copied to a parent and to co-staff" {
  send "$(message -f ben@teensinai.example -t sam@young.example -s Saturday)" \
    ben@teensinai.example sam@young.example
  assert_code 250
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  assert_equal "$(delivered_header To)" sam@young.example
  assert_cc carol@teensinai.example mum@home.example
  assert_logged modify co-staff,parents
}

@test "a changed message says so, with the reference of its entry" {
  send "$(message -f ben@teensinai.example -t sam@young.example -s Saturday)" \
    ben@teensinai.example sam@young.example
  [[ "$(delivered_header X-Chaperone)" =~ ^ref=(CH-[0-9A-Z]{4}-[0-9A-Z]{4})\;\ verdict=modify\;\ rules= ]]
  assert_equal "$(log_entry | jq -r .reference)" "${BASH_REMATCH[1]}"
}

@test "a compliant message passes as it came" {
  send "$(message -f ben@teensinai.example -t sam@young.example -c 'carol@teensinai.example, mum@home.example' -s Saturday)" \
    ben@teensinai.example sam@young.example carol@teensinai.example mum@home.example
  assert_code 250
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  assert_equal "$(delivered_header Cc)" 'carol@teensinai.example, mum@home.example'
  assert_equal "$(delivered_header X-Chaperone)" ''
  assert_logged accept ''
}

@test "a message that reaches no young person passes as it came and is not logged" {
  send "$(message -f ben@teensinai.example -t someone@school.example -s Room)" \
    ben@teensinai.example someone@school.example
  assert_code 250
  assert_delivered_to someone@school.example
  assert_equal "$(delivered_header X-Chaperone)" ''
  assert_not_logged
}

@test "a Cc header that names a parent who is not in the envelope copies nobody" {
  send "$(message -f ben@teensinai.example -t sam@young.example -c 'mum@home.example, carol@teensinai.example' -s Saturday)" \
    ben@teensinai.example sam@young.example
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  assert_cc carol@teensinai.example mum@home.example
  assert_equal "$(delivered | grep -ci '^cc:')" 1
}

@test "both parents who are to be copied are copied" {
  send "$(message -f ben@teensinai.example -t zoe@young.example -s Saturday)" \
    ben@teensinai.example zoe@young.example
  assert_delivered_to carol@teensinai.example jonas@home.example katrin@home.example zoe@young.example
}

@test "copies to parents of two families are hidden" {
  send "$(message -f ben@teensinai.example -t 'sam@young.example, zoe@young.example' -s Saturday)" \
    ben@teensinai.example sam@young.example zoe@young.example
  assert_delivered_to carol@teensinai.example jonas@home.example katrin@home.example mum@home.example \
    sam@young.example zoe@young.example
  assert_cc carol@teensinai.example
  refute_contains "$(delivered)" home.example
}

@test "somebody of age gets co-staff, and no parent" {
  send "$(message -f ben@teensinai.example -t adam@young.example -s Saturday)" \
    ben@teensinai.example adam@young.example
  assert_delivered_to adam@young.example carol@teensinai.example
  assert_logged modify co-staff
}

@test "a minor without a guardian to copy is not written to" {
  send "$(message -f ben@teensinai.example -t yusuf@young.example -s Saturday)" \
    ben@teensinai.example yusuf@young.example
  assert_code 550
  assert_contains "$reply" '550-5.7.1 parents:'
  assert_contains "$reply" 'safeguarding@teensinai.example'
  [[ $reply =~ 550\ 5\.7\.1\ .*CH-[0-9A-Z]{4}-[0-9A-Z]{4} ]]
  assert_nothing_delivered
  assert_logged reject co-staff,parents
}

@test "mass mail goes out with its recipients hidden, each family with its parents" {
  send "$(message -f carol@teensinai.example \
    -t 'kid1@young.example, kid2@young.example, kid3@young.example' -c 'kid4@young.example, kid5@young.example' -s News)" \
    carol@teensinai.example kid{1,2,3,4,5}@young.example
  assert_code 250
  assert_delivered_to david@teensinai.example kid{1,2,3,4,5}@young.example parent{1,2,3,4,5}@home.example
  assert_equal "$(delivered_header To)" 'undisclosed-recipients:;'
  assert_cc david@teensinai.example
  refute_contains "$(delivered)" young.example
  refute_contains "$(delivered)" home.example
  assert_logged modify co-staff,parents,mass-mail
}

@test "mass mail to people who are not on the roster is hidden too" {
  send "$(message -f carol@teensinai.example -t 'a@a.example, b@b.example, c@c.example, d@d.example, e@e.example' -s News)" \
    carol@teensinai.example a@a.example b@b.example c@c.example d@d.example e@e.example
  assert_delivered_to a@a.example b@b.example c@c.example d@d.example e@e.example
  assert_equal "$(delivered_header To)" 'undisclosed-recipients:;'
  assert_logged modify mass-mail
}

@test "a header that carries a hidden address goes, From stays" {
  send "$(message -f carol@teensinai.example -t 'a@a.example, b@b.example, c@c.example, d@d.example, e@e.example' -s News \
    -h 'Reply-To: a@a.example' -h 'X-Original-To: b@b.example')" \
    carol@teensinai.example a@a.example b@b.example c@c.example d@d.example e@e.example
  assert_equal "$(delivered_header Reply-To)" ''
  assert_equal "$(delivered_header X-Original-To)" ''
  assert_equal "$(delivered_header From)" carol@teensinai.example
}

@test "an outsider is not written to beside a young person" {
  send "$(message -f ben@teensinai.example -t sam@young.example -c pal@else.example -s Saturday)" \
    ben@teensinai.example sam@young.example pal@else.example
  assert_code 550
  assert_contains "$reply" outsiders
  assert_nothing_delivered
  assert_logged reject co-staff,parents,outsiders
}

@test "an outsider with permission may read along" {
  send "$(message -f ben@teensinai.example -t sam@young.example -c coach@school.example -s Saturday)" \
    ben@teensinai.example sam@young.example coach@school.example
  assert_code 250
  assert_delivered_to carol@teensinai.example coach@school.example mum@home.example sam@young.example
}

@test "a barred guardian is refused" {
  send "$(message -f ben@teensinai.example -t mia@young.example -c mark@mail.example -s Saturday)" \
    ben@teensinai.example mia@young.example mark@mail.example
  assert_code 550
  assert_contains "$reply" outsiders
  refute_contains "$reply" laura
  assert_nothing_delivered
}

@test "a personal account is refused" {
  send "$(message -f ben@mail.example -t sam@young.example -s Saturday)" \
    ben@mail.example sam@young.example
  assert_code 550
  assert_contains "$reply" official-account
  assert_nothing_delivered
}

@test "a minor whose parents did not consent is not written to" {
  send "$(message -f ben@teensinai.example -t sofia@young.example -s Saturday)" \
    ben@teensinai.example sofia@young.example
  assert_code 550
  assert_contains "$reply" consent
  assert_nothing_delivered
}

@test "a families list needs no parents, and its co-staff comes from the programme" {
  send "$(message -f ben@teensinai.example -t camp@teensinai.example -s Camp)" \
    ben@teensinai.example camp@teensinai.example
  assert_delivered_to camp@teensinai.example david@teensinai.example
  assert_cc david@teensinai.example
  assert_logged modify co-staff
}

@test "a participants' list gets the parents of every minor on it" {
  send "$(message -f ben@teensinai.example -t hackathon@teensinai.example -s Hackathon)" \
    ben@teensinai.example hackathon@teensinai.example
  assert_delivered_to david@teensinai.example hackathon@teensinai.example parent{1,2,3,4,5,6}@home.example
  refute_contains "$(delivered)" home.example
}

@test "a message from a young person is not touched" {
  send "$(message -f sam@young.example -t ben@teensinai.example -s Question)" \
    sam@young.example ben@teensinai.example
  assert_code 250
  assert_delivered_to ben@teensinai.example
  assert_not_logged
}
