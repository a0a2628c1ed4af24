#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# How mail comes in and what MTAs make of edits: logins, sendmail(1), aliases, odd
# envelopes and headers, several messages on one connection.
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
  to_sam=$(message -f ben@teensinai.example -t sam@young.example -s Saturday)
}

teardown() {
  relay_verify
}

# ---- who writes ----

@test "the login says who writes, whatever From says" {
  AUTH=ben send "$(message -f carol@teensinai.example -t sam@young.example -s Saturday)" \
    carol@teensinai.example sam@young.example
  assert_code 550
  assert_contains "$reply" official-account
  assert_equal "$(log_entry | jq -r .login)" ben@teensinai.example
  assert_equal "$(log_entry | jq -r .sender.id)" S2
}

@test "a login's own address is an official account" {
  AUTH=ben send "$to_sam" ben@teensinai.example sam@young.example
  assert_code 250
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  assert_equal "$(log_entry | jq -r .login)" ben@teensinai.example
}

@test "one's own second address is no co-staff" {
  AUTH=ben send "$(message -f ben@teensinai.example -t sam@young.example -c ben.carter@teensinai.example -s Saturday)" \
    ben@teensinai.example sam@young.example ben.carter@teensinai.example mum@home.example
  assert_delivered_to ben.carter@teensinai.example carol@teensinai.example mum@home.example sam@young.example
}

@test "a login does not outlive its message" {
  smtp_open
  smtp 'XCLIENT ADDR=192.0.2.7 LOGIN=carol@teensinai.example'
  smtp 'EHLO client.test'
  smtp 'MAIL FROM:<carol@teensinai.example>'
  smtp 'RCPT TO:<sam@young.example>'
  smtp_data "$(message -f carol@teensinai.example -t sam@young.example -s one)"
  assert_code 250
  smtp 'XCLIENT ADDR=192.0.2.8 LOGIN=[UNAVAILABLE]'
  smtp 'EHLO client.test'
  smtp 'MAIL FROM:<ben@teensinai.example>'
  smtp 'RCPT TO:<sam@young.example>'
  smtp_data "$(message -f ben@teensinai.example -t sam@young.example -s two)"
  assert_code 250
  smtp_close
  assert_equal "$(log_entries | jq -c '[.[] | [.login, .sender.id, .client]]')" \
    '[["carol@teensinai.example","S3","192.0.2.7"],[null,"S2","192.0.2.8"]]'
}

@test "a null sender with a login is judged as the login's owner" {
  AUTH=ben send "$to_sam" '' sam@young.example
  assert_code 250
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
}

@test "mail by sendmail(1) is repaired too" {
  sendmail -C "$RELAY/etc" -f ben@teensinai.example -i sam@young.example <"$to_sam"
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  assert_cc carol@teensinai.example mum@home.example
  assert_logged modify co-staff,parents
}

@test "mail by sendmail(1) is refused by a bounce to its sender" {
  sendmail -C "$RELAY/etc" -f ben@teensinai.example -i yusuf@young.example \
    <"$(message -f ben@teensinai.example -t yusuf@young.example -s Saturday)"
  wait_until log_has_entry
  assert_delivered_to ben@teensinai.example
  assert_contains "$(delivered)" 'parents:'
  assert_logged reject co-staff,parents
}

@test "mail by sendmail -t with a Bcc to a young person is repaired" {
  sendmail -C "$RELAY/etc" -f ben@teensinai.example -i -t \
    <"$(message -f ben@teensinai.example -t carol@teensinai.example -h 'Bcc: sam@young.example' -s Saturday)"
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  assert_equal "$(delivered_header Bcc)" ''
}

# ---- recipients ----

@test "a copy to a virtual alias reaches whoever stands behind it" {
  send "$(message -f ben@teensinai.example -t vic@young.example -s Saturday)" ben@teensinai.example vic@young.example
  assert_delivered_to ann@home.example archive@office.example erin@office.example vic@young.example
  assert_cc ann@home.example erin@teensinai.example
}

@test "who is there already is not copied twice" {
  send "$to_sam" ben@teensinai.example sam@young.example MUM@Home.Example carol+work@teensinai.example
  assert_delivered_to MUM@Home.Example carol+work@teensinai.example sam@young.example
  assert_logged accept ''
}

@test "the same recipient twice gets one message" {
  send "$to_sam" ben@teensinai.example sam@young.example sam@young.example mum@home.example mum@home.example
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
}

@test "a recipient whom Postfix refused copies nobody" {
  smtp_open
  smtp 'MAIL FROM:<ben@teensinai.example>'
  smtp 'RCPT TO:<refused@elsewhere.example>'
  assert_code 554
  smtp 'RCPT TO:<sam@young.example>'
  smtp_data "$to_sam"
  assert_code 250
  smtp_close
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  assert_equal "$(log_entry | jq -c .recipients)" '["sam@young.example"]'
}

@test "the last recipient refused by Postfix is not taken for one" {
  smtp_open
  smtp 'MAIL FROM:<ben@teensinai.example>'
  smtp 'RCPT TO:<someone@school.example>'
  smtp 'RCPT TO:<refused@elsewhere.example>'
  assert_code 554
  smtp_data "$(message -f ben@teensinai.example -t someone@school.example -c refused@elsewhere.example -s Room)"
  assert_code 250
  smtp_close
  assert_delivered_to someone@school.example
}

@test "of more recipients than Postfix takes at once, the batch that it takes is judged" {
  PORT=2510 send "$(message -f ben@teensinai.example -t 'kid1@young.example, kid2@young.example, kid3@young.example' -s x)" \
    ben@teensinai.example kid1@young.example kid2@young.example kid3@young.example
  assert_code 250
  assert_delivered_to david@teensinai.example kid1@young.example kid2@young.example parent1@home.example parent2@home.example
}

@test "an address that Postfix would rewrite before delivery is deferred" {
  local address
  for address in 'sam%young.example@teensinai.example' 'young.example!sam@teensinai.example' '@relay.test:sam@young.example'; do
    send "$to_sam" ben@teensinai.example "$address" mum@home.example carol@teensinai.example
    [ "$code" = 451 ] || [[ $code == 5* ]]
  done
  send "$to_sam" ben@teensinai.example sam
  [ "$code" = 451 ] || [[ $code == 5* ]]
  assert_nothing_delivered
}

@test "a barred guardian is taken out when outsiders are removed" {
  reconfigure 'outsiders: { action = "fix"; };'
  send "$(message -f ben@teensinai.example -t mia@young.example -c 'Mark <Mark@Mail.example>, carol@teensinai.example' -s Saturday)" \
    ben@teensinai.example mia@young.example Mark@Mail.example carol@teensinai.example
  reconfigure
  assert_code 250
  assert_delivered_to carol@teensinai.example laura@home.example mia@young.example
  assert_cc carol@teensinai.example laura@home.example
}

@test "by sendmail(1), too, a barred guardian is taken out" {
  reconfigure 'outsiders: { action = "fix"; };'
  sendmail -C "$RELAY/etc" -f ben@teensinai.example -i mia@young.example mark@mail.example \
    <"$(message -f ben@teensinai.example -t mia@young.example -c mark@mail.example -s Saturday)"
  wait_until log_has_entry
  reconfigure
  assert_delivered_to carol@teensinai.example laura@home.example mia@young.example
}

@test "a parent at an international domain is copied" {
  send "$(message -f ben@teensinai.example -t uma@young.example -s Saturday)" ben@teensinai.example uma@young.example
  assert_code 250
  assert_delivered_to carol@teensinai.example ida@xn--bcher-kva.example uma@young.example
}

@test "a message in SMTPUTF8 is repaired" {
  MAILARGS=SMTPUTF8 send "$(message -f ben@teensinai.example -t 'Olé <ole@young.example>' -s 'Sábado')" \
    ben@teensinai.example ole@young.example
  assert_code 250
  assert_delivered_to carol@teensinai.example måns@home.example ole@young.example
  assert_cc carol@teensinai.example måns@home.example
  assert_equal "$(delivered_header Subject)" Sábado
}

@test "an SMTPUTF8 recipient who is there already is not copied twice" {
  MAILARGS=SMTPUTF8 send "$(message -f ben@teensinai.example -t ole@young.example -c 'Måns@home.example, carol@teensinai.example' -s Lunch)" \
    ben@teensinai.example ole@young.example Måns@home.example carol@teensinai.example
  assert_delivered_to Måns@home.example carol@teensinai.example ole@young.example
}

# ---- headers ----

@test "several To fields all count, and one Cc is added" {
  send "$(message -f ben@teensinai.example -t sam@young.example -h 'To: leo@young.example' -s Saturday)" \
    ben@teensinai.example sam@young.example leo@young.example
  assert_delivered_to carol@teensinai.example leo@young.example mum@home.example sam@young.example
  assert_lines "$(delivered_header To)" sam@young.example leo@young.example
  assert_cc carol@teensinai.example mum@home.example
}

@test "mass mail over several To fields leaves one To" {
  send "$(message -f carol@teensinai.example -t 'a@a.example, b@b.example' -h 'To: c@c.example' -h 'To: d@d.example' \
    -c 'e@e.example' -h 'Cc: f@f.example' -s News)" \
    carol@teensinai.example a@a.example b@b.example c@c.example d@d.example e@e.example f@f.example
  assert_code 250
  assert_equal "$(delivered_header To)" 'undisclosed-recipients:;'
  assert_equal "$(delivered_header Cc)" ''
  refute_contains "$(delivered | sed '/^$/q' | grep -v ^Received)" @a.example
  assert_delivered_to a@a.example b@b.example c@c.example d@d.example e@e.example f@f.example
}

@test "a staff member stays in a To that loses everybody else" {
  send "$(message -f carol@teensinai.example -t 'a@a.example, David <david@teensinai.example>, b@b.example' \
    -h 'To: c@c.example' -h 'To: d@d.example, e@e.example' -s News)" \
    carol@teensinai.example a@a.example b@b.example c@c.example d@d.example e@e.example david@teensinai.example
  assert_equal "$(delivered_header To)" 'David <david@teensinai.example>'
}

@test "copies join the Cc that is there" {
  send "$(message -f ben@teensinai.example -t sam@young.example -c '"Reed, Carol" <carol@teensinai.example>' -s Saturday)" \
    ben@teensinai.example sam@young.example carol@teensinai.example
  assert_equal "$(delivered | grep -ci '^cc:')" 1
  assert_cc carol@teensinai.example mum@home.example
  assert_contains "$(delivered_header Cc)" '"Reed, Carol"'
}

@test "a long Cc is folded, and nothing in it is lost" {
  local n cc=
  for n in $(seq 1 80); do
    cc+="\"Reed, Carol $n\" <carol@teensinai.example>,"$'\n\t'
  done
  send "$(message -f ben@teensinai.example -t sam@young.example -c "${cc}carol@teensinai.example" -s Saturday)" \
    ben@teensinai.example sam@young.example carol@teensinai.example
  assert_code 250
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  assert_equal "$(delivered_header Cc | grep -o '"Reed, Carol [0-9]*"' | sort -u | wc -l)" 80
  assert_contains "$(delivered_header Cc)" mum@home.example
  assert_equal "$(delivered | sed '/^$/q' | awk 'length > 100')" ''
  refute_contains "$(delivered)" $'\r'
}

@test "what is not to be changed passes byte for byte" {
  local file
  file=$(message -f 'Ben  Carter <ben@teensinai.example>' -t $'someone@school.example,\n\tother@school.example' -s '=?utf-8?q?H=C3=A9?=' \
    -h $'X-Odd:no space' -h $'X-Folded: one\n  two\n\tthree' -h 'X-Empty:')
  printf '.leading dot\n\n\ttrailing blanks  \n\xff\xfe 8-bit\n' >>"$file"
  send "$file" ben@teensinai.example someone@school.example
  assert_code 250
  delivered | sed '1,/^\tfor /d' | cmp - "$file"
}

@test "a Bcc header does not go out" {
  send "$(message -f ben@teensinai.example -t carol@teensinai.example -h 'Bcc: hidden@else.example' -h 'Resent-Bcc: other@else.example' -s Room)" \
    ben@teensinai.example carol@teensinai.example hidden@else.example
  assert_code 250
  assert_delivered_to carol@teensinai.example hidden@else.example
  assert_equal "$(delivered_header Bcc)$(delivered_header Resent-Bcc)" ''
}

@test "a forged X-Chaperone is removed and ours is set" {
  send "$(message -f ben@teensinai.example -t carol@teensinai.example -h 'X-Chaperone: ref=CH-0000-0000; verdict=accept; rules=' \
    -h 'x-chaperone: again' -s Room)" ben@teensinai.example carol@teensinai.example
  assert_code 250
  assert_equal "$(delivered | grep -ci '^x-chaperone:')" 1
  refute_contains "$(delivered_header X-Chaperone)" CH-0000-0000
  assert_contains "$(delivered_header X-Chaperone)" 'verdict=modify; rules='
}

@test "a forged X-Chaperone is removed from incoming mail" {
  send "$(message -f parent@somewhere.example -t ben@teensinai.example -h 'X-Chaperone: ref=CH-0000-0000' -s Question)" \
    parent@somewhere.example ben@teensinai.example
  assert_code 250
  refute_contains "$(delivered_header X-Chaperone)" CH-0000-0000
}

@test "a message without To and Cc gets its copies" {
  send "$(message -f ben@teensinai.example -s Saturday)" ben@teensinai.example sam@young.example
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  assert_cc carol@teensinai.example mum@home.example
}

@test "a percent sign in a refusal arrives as one" {
  send "$(message -f ben@teensinai.example -t sam@young.example -c '"100% pal" <100%pal@else.example>' -s Saturday)" \
    ben@teensinai.example sam@young.example
  assert_code 550
  assert_contains "$reply" '100%pal@else.example'
  assert_equal "$(grep -c '^550' <<<"$reply")" "$(wc -l <<<"$reply")"
}

# ---- one connection ----

@test "an aborted message leaves nothing to the next one" {
  smtp_open
  smtp 'MAIL FROM:<ben@teensinai.example>'
  smtp 'RCPT TO:<yusuf@young.example>'
  smtp RSET
  smtp 'MAIL FROM:<carol@teensinai.example>'
  smtp 'RCPT TO:<adam@young.example>'
  smtp_data "$(message -f carol@teensinai.example -t adam@young.example -s Saturday)"
  assert_code 250
  smtp_close
  assert_delivered_to adam@young.example safeguarding@teensinai.example
  assert_equal "$(log_entries | jq -c '[.[] | [.recipients, .sender.id]]')" '[[["adam@young.example"],"S3"]]'
}

@test "each message of a connection is judged by itself" {
  smtp_open
  smtp 'MAIL FROM:<ben@teensinai.example>'
  smtp 'RCPT TO:<someone@school.example>'
  smtp_data "$(message -f ben@teensinai.example -t someone@school.example -s one)"
  assert_code 250
  smtp 'MAIL FROM:<ben@teensinai.example>'
  smtp 'RCPT TO:<yusuf@young.example>'
  smtp_data "$(message -f ben@teensinai.example -t yusuf@young.example -s two)"
  assert_code 550
  smtp 'MAIL FROM:<ben@teensinai.example>'
  smtp 'RCPT TO:<sam@young.example>'
  smtp_data "$to_sam"
  assert_code 250
  smtp_close
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example someone@school.example
  assert_equal "$(log_entries | jq -c 'map(.verdict)')" '["reject","modify"]'
}

@test "a client that goes away in mid-message leaves nothing behind" {
  smtp_open
  smtp 'MAIL FROM:<ben@teensinai.example>'
  smtp 'RCPT TO:<sam@young.example>'
  smtp DATA
  smtp_send 'Subject: half'
  smtp_hang_up
  send "$to_sam" ben@teensinai.example sam@young.example
  assert_code 250
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  assert_equal "$(delivered_header Subject)" Saturday
}

@test "a message in chunks (BDAT) is repaired" {
  local text
  smtp_stuff "$to_sam" >"$BATS_TEST_TMPDIR/chunk"
  text=$(wc -c <"$BATS_TEST_TMPDIR/chunk")
  smtp_open
  smtp 'MAIL FROM:<ben@teensinai.example>'
  smtp 'RCPT TO:<sam@young.example>'
  smtp_send "BDAT $text LAST"
  smtp_send_bytes <"$BATS_TEST_TMPDIR/chunk"
  smtp_read
  assert_code 250
  smtp_close
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
}

@test "a message with a large body passes whole" {
  local file
  file=$(message -f ben@teensinai.example -t sam@young.example -c 'carol@teensinai.example, mum@home.example' -s Saturday)
  head -c 3000000 /dev/zero | base64 >>"$file"
  send "$file" ben@teensinai.example sam@young.example carol@teensinai.example mum@home.example
  assert_code 250
  assert_equal "$(delivered | wc -c | awk '{ print ($1 > 4000000) }')" 1
}

@test "a header of many kilobytes is judged" {
  local file
  file=$(message -f ben@teensinai.example -t sam@young.example -s Saturday -h "X-Long: $(head -c 90000 /dev/zero | tr '\0' x | fold -w 900 | sed '2,$s/^/ /')")
  send "$file" ben@teensinai.example sam@young.example
  assert_code 250
  assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
}

@test "a quoted-string local part of somebody unknown passes byte for byte" {
  send "$(message -f ben@teensinai.example -t '"a b"@school.example' -s Room)" ben@teensinai.example '"a b"@school.example'
  assert_code 250
  assert_delivered_to '"a b"@school.example'
}
