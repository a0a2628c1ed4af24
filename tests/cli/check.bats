#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# chaperone check as scripts and people use it, with the sample roster of seeds/. CHAPERONE_BUILD is the build directory.

bats_require_minimum_version 1.5.0

chaperone() { "$CHAPERONE_BUILD/admin/chaperone" -c "${conf:-$BATS_FILE_TMPDIR/chaperone.conf}" "$@"; }

# write_conf FILE [SETTING…]: a configuration with the sample roster, and these settings at its end.
write_conf() {
  printf '%s\n' 'organisation: { name = "Teens in AI"; domains = ( "teensinai.example" );' \
    '  help = "safeguarding@teensinai.example"; };' \
    "store: { roster = \"$BATS_FILE_TMPDIR/roster.db\"; journal = \"$BATS_FILE_TMPDIR/journal.db\";" \
    "  key = \"$BATS_FILE_TMPDIR/journal.key\"; };" "${@:2}" >"$1"
}

setup_file() {
  seeds=$BATS_TEST_DIRNAME/../../seeds
  write_conf "$BATS_FILE_TMPDIR/chaperone.conf"
  chaperone roster import "$seeds"/roster/*.csv
}

setup() {
  messages=$BATS_TEST_DIRNAME/../../seeds/messages
  cd "$BATS_TEST_TMPDIR" || return 1
}

at=2026-11-23T10:00:00Z

# sample NUMBER OPTION…: judges that sample message with the envelope that envelopes.tsv gives it.
sample() {
  local file login sender recipients recipient arguments=()
  IFS=$'\t' read -r file login sender recipients < <(grep "^$1-" "$messages/envelopes.tsv")
  [ "$login" = - ] || arguments+=(--login "$login")
  for recipient in $recipients; do arguments+=(--recipient "$recipient"); done
  chaperone check --at "$at" --sender "$sender" "${arguments[@]}" "${@:2}" "$messages/$file"
}

# draft TO [HEADER-LINE…]: a message of Ben's, on standard output.
draft() {
  printf 'From: Ben Carter <ben@teensinai.example>\nTo: %s\n' "$1"
  [ $# -eq 1 ] || printf '%s\n' "${@:2}"
  printf 'Subject: Saturday\n\nHello\n'
}

# says WHAT EXIT-CODE ARGUMENT…: check must end with that exit code and say that on standard error alone.
# shellcheck disable=SC2154 # bats sets stderr
says() {
  run "-$2" --separate-stderr chaperone check "${@:3}"
  [ -z "$output" ]
  [[ $stderr == *"$1"* ]] || { echo "said: $stderr"; false; }
}

# ---- verdicts --------------------------------------------------------------

@test "a message that keeps every rule is sent as it is" {
  run -0 sample 01 --json
  [ "$(jq -c '[.verdict, .findings, .add_recipients, .headers]' <<<"$output")" = '["accept",[],[],[]]' ]
}

@test "a message to a young person alone is repaired, and told in the contract's form" {
  run -0 sample 02 --json
  [ "$(jq -c 'keys_unsorted' <<<"$output")" = '["verdict","direction","mode","sender","young_people","findings","add_recipients","remove_recipients","headers","reply","hold"]' ]
  [ "$(jq -c 'del(.findings, .headers)' <<<"$output")" = '{"verdict":"modify","direction":"outgoing","mode":"enforce","sender":{"address":"ben@teensinai.example","login":"ben","id":"S2","role":"mentor"},"young_people":["P1"],"add_recipients":["mum@home.example","safeguarding@teensinai.example"],"remove_recipients":[],"reply":null,"hold":null}' ]
  [ "$(jq -c '[.findings[] | [.rule, .action]] | sort' <<<"$output")" = '[["co-staff","fix"],["parents","fix"]]' ]
  [ "$(jq -c '[.findings[] | keys_unsorted] | unique' <<<"$output")" = '[["rule","action","people","addresses","text"]]' ]
  [ "$(jq -c '[.headers[] | keys_unsorted] | unique' <<<"$output")" = '[["op","name","index","value"]]' ]
}

@test "a message to an outsider is refused, with a reply" {
  run -1 sample 11 --json
  [ "$(jq -c '[.verdict, .reply.code, .reply.status, .hold, .add_recipients, .headers]' <<<"$output")" = '["reject",550,"5.7.1",null,[],[]]' ]
  [ "$(jq '.reply.lines | length > 1' <<<"$output")" = true ]
}

@test "a message that is held carries the repairs of the other rules" {
  conf=$BATS_TEST_TMPDIR/hold.conf
  write_conf "$conf" 'rules: { parents: { action = "hold"; }; };'
  run -1 sample 02 --json
  [ "$(jq -c '[.verdict, .add_recipients, .reply]' <<<"$output")" = '["hold",["safeguarding@teensinai.example"],null]' ]
  [ "$(jq -r '.hold | type' <<<"$output")" = string ]
}

@test "observe judges as if enforced, changes nothing and says it would be sent" {
  conf=$BATS_TEST_TMPDIR/observe.conf
  write_conf "$conf" 'mode = "observe";'
  run -0 sample 11 --json
  [ "$(jq -c '[.verdict, .mode, (.findings | length > 0), .add_recipients, .remove_recipients, .headers, .reply, .hold]' <<<"$output")" = '["reject","observe",true,[],[],[],null,null]' ]
}

@test "the same message gets the same verdict twice" {
  diff <(sample 09 --json) <(sample 09 --json)
}

# ---- envelope and time -----------------------------------------------------

@test "without --recipient everybody in To, Cc and Bcc is written to" {
  draft 'Grace <grace@teensinai.example>' 'Cc: sam@young.example' 'Bcc: leo.taylor@young.example' >m.eml
  run -0 chaperone check --at "$at" --json m.eml
  [ "$(jq -c '.young_people' <<<"$output")" = '["P1","P2"]' ]
}

@test "with --recipient only those are written to, whatever the header says" {
  draft 'sam@young.example' >m.eml
  run -0 chaperone check --at "$at" --json --recipient grace@teensinai.example m.eml
  [ "$(jq -c '.young_people' <<<"$output")" = '[]' ]
}

@test "without --sender the From address sends" {
  draft 'grace@teensinai.example' >m.eml
  run -0 chaperone check --at "$at" --json m.eml
  [ "$(jq -c '.sender' <<<"$output")" = '{"address":"ben@teensinai.example","login":null,"id":"S2","role":"mentor"}' ]
}

@test "the null sender is <> or nothing, and the From address is told" {
  draft 'grace@teensinai.example' >m.eml
  local null
  for null in '<>' ''; do
    run -0 chaperone check --at "$at" --json --sender "$null" m.eml
    [ "$(jq -r '.sender.address' <<<"$output")" = ben@teensinai.example ]
  done
}

@test "the message may come from standard input or a pipe" {
  draft 'sam@young.example' >m.eml
  local direct
  direct=$(chaperone check --at "$at" --json m.eml)
  [ "$(chaperone check --at "$at" --json - <m.eml)" = "$direct" ]
  # shellcheck disable=SC2002 # a pipe is what is tried
  [ "$(cat m.eml | chaperone check --at "$at" --json -)" = "$direct" ]
  [ "$(chaperone check --at "$at" --json <(cat m.eml))" = "$direct" ]
}

@test "the time of receipt decides who is a minor, in the organisation's time zone" {
  draft 'aarav.sharma@young.example' >m.eml
  minors() { chaperone check --json --at "$1" m.eml | jq -c '[.findings[].rule] | contains(["parents"])'; }
  [ "$(minors 2026-12-04T23:59:59Z)" = true ]
  [ "$(minors 2026-12-05T00:00:00Z)" = false ]
  [ "$(minors 2026-12-05T00:30:00+01:00)" = true ]
  [ "$(minors 2026-12-04t23:30:00.5-01:00)" = false ]
}

@test "-c may stand after the verb" {
  draft 'grace@teensinai.example' >m.eml
  run -0 "$CHAPERONE_BUILD/admin/chaperone" check --json -c "$BATS_FILE_TMPDIR/chaperone.conf" m.eml
}

# ---- what is written -------------------------------------------------------

@test "--rewritten writes the message as it would be delivered" {
  sample 02 --rewritten out.eml >/dev/null
  sed -z 's/\r//g; s/\n[ \t]/ /g; s/\n\n.*//' out.eml >unfolded
  [ "$(grep -c '^Cc:' unfolded)" = 1 ]
  grep -q '^Cc: .*mum@home.example' unfolded
  grep -q '^Cc: .*safeguarding@teensinai.example' unfolded
  grep -q '^X-Chaperone: ref=CH-0000-0000; verdict=modify; rules=' unfolded
  diff <(sed '1,/^\r*$/d' "$messages"/02-*.eml) <(sed '1,/^\r*$/d' out.eml)
}

@test "a rewritten message has nothing left to repair" {
  sample 02 --rewritten out.eml >/dev/null
  run -0 chaperone check --at "$at" --login ben --json out.eml
  [ "$(jq -c '.findings' <<<"$output")" = '[]' ]
}

@test "--rewritten keeps the line ends and leaves what needs no repair to the byte" {
  draft 'grace@teensinai.example' | sed 's/$/\r/' >m.eml
  run -0 chaperone check --at "$at" --rewritten out.eml m.eml
  cmp m.eml out.eml
}

@test "--rewritten writes nothing when the message would be refused" {
  run -1 --separate-stderr sample 11 --json --rewritten out.eml
  [ ! -e out.eml ]
  [[ $stderr == *'nothing is written'* ]]
}

@test "--rewritten may overwrite the message itself" {
  draft 'sam@young.example' >m.eml
  run -0 chaperone check --at "$at" --rewritten m.eml m.eml
  grep -q '^X-Chaperone:' m.eml
  tail -n 1 m.eml | grep -qx Hello
}

@test "nothing is logged" {
  sample 02 >/dev/null
  sample 11 >/dev/null || true
  [ ! -e "$BATS_FILE_TMPDIR/journal.db" ]
  [ ! -e "$BATS_FILE_TMPDIR/journal.key" ]
}

@test "the account in words says verdict, sender, young people, findings and changes" {
  run -0 sample 02
  [[ $output == *'would be sent after changes (modify)'* ]]
  [[ $output == *'Ben Carter (S2), mentor'* ]]
  [[ $output == *'Sam Taylor (P1)'* ]]
  [[ $output == *'parents (repair): '* ]]
  [[ $output == *'Also sent to:  mum@home.example'* ]]
  run -1 sample 11
  [[ $output == *'would be refused (reject)'* ]]
  [[ $output == *'The sender is told:'*'550 5.7.1 '* ]]
}

@test "what a message says cannot command the terminal" {
  draft 'sam@young.example' $'Cc: "\e[2J" <pat\e]0;x@elsewhere.example>, p\xe2\x80\xaeat@elsewhere.example' >m.eml
  run chaperone check --at "$at" --sender $'a\e[31m@b.example' --login $'x\e[2J' --recipient sam@young.example m.eml
  [[ $output != *$'\e'* ]]
  [[ $output != *$'\xe2\x80\xae'* ]]
}

# ---- what cannot be judged -------------------------------------------------

@test "wrong usage ends with exit code 2" {
  draft 'sam@young.example' >m.eml
  says 'name one message file' 2
  says 'name one message file' 2 m.eml m.eml
  says 'Unknown option --nope' 2 --nope m.eml
  local wrong
  for wrong in 2026-03-01 2026-03-01T09:00:00 2026-13-01T00:00:00Z 2026-02-30T00:00:00Z 09:00 yesterday ''; do
    says 'this is no time' 2 --at "$wrong" m.eml
  done
}

@test "a recipient that is no address ends with exit code 2" {
  draft 'sam@young.example' >m.eml
  local wrong
  for wrong in sam '' '<>' 'sam@' '@young.example' 'a b@young.example' 'sam%young.example@teensinai.example' \
    'young.example!sam' '@a.example,@b.example:sam@young.example' $'sam@young.example\nx'; do
    says 'recipient "' 2 --recipient "$wrong" m.eml
  done
  draft 'sam%young.example@teensinai.example, grace@teensinai.example' >routed.eml
  says 'recipient "sam%young.example@teensinai.example"' 2 routed.eml
}

@test "a message that names nobody asks for --recipient" {
  local nobody
  for nobody in 'undisclosed-recipients:;' 'sam' '' ',,,'; do
    draft "$nobody" >m.eml
    says 'name them with --recipient' 2 m.eml
  done
}

@test "a file that is no message is told with exit code 2" {
  : >empty.eml
  printf '\nno header\n' >headless.eml
  head -c 65536 /dev/urandom | tr -d ':' >rubbish.eml
  says 'this is no message' 2 empty.eml
  says 'this is no message' 2 headless.eml
  says 'this is no message' 2 rubbish.eml
  says 'No such file or directory' 2 none.eml
  says 'Is a directory' 2 .
}

@test "without a roster, or with one that is empty, nothing is judged" {
  draft 'grace@teensinai.example' >m.eml
  conf=$BATS_TEST_TMPDIR/none.conf
  write_conf "$conf"
  sed -i "s|$BATS_FILE_TMPDIR/roster.db|$BATS_TEST_TMPDIR/roster.db|" "$conf"
  says 'roster.db' 2 m.eml
  : >roster.db
  says 'roster.db' 2 m.eml
}

@test "a bad configuration is told by file and line" {
  draft 'grace@teensinai.example' >m.eml
  conf=$BATS_TEST_TMPDIR/bad.conf
  write_conf "$conf" 'mods = "enforce";'
  says 'bad.conf:5: mods: unknown setting; did you mean "mode"?' 2 m.eml
}

@test "a verdict that cannot be written is no verdict" {
  draft 'grace@teensinai.example' >m.eml
  to_full() { chaperone check --json m.eml >/dev/full; }
  run -2 to_full
}

# ---- large input -----------------------------------------------------------

# padding COUNT: so many bytes of text.
padding() { head -c "$1" /dev/zero | tr '\0' x; }

@test "100,000 header fields, or one of 10 MB, to a young person are never let pass" {
  { printf 'From: ben@teensinai.example\nTo: sam@young.example\n'
    seq -f 'X-Field-%.0f: y' 100000
    printf '\nHello\n'; } >many.eml
  { printf 'From: ben@teensinai.example\nTo: sam@young.example\nX-Large: '
    padding 10000000
    printf '\n\nHello\n'; } >large.eml
  local file
  for file in many.eml large.eml; do
    says 'the header is too large' 2 --at "$at" "$file"
    run -1 chaperone check --at "$at" --json --recipient sam@young.example "$file"
    [[ $(jq -r .verdict <<<"$output") =~ ^(hold|reject)$ ]]
  done
}

@test "a message of 60 MB is judged; 60 MB of text cannot be" {
  local copied='Cc: mum@home.example, safeguarding@teensinai.example'
  { draft 'sam@young.example' "$copied" 'Content-Type: multipart/mixed; boundary=b'
    printf -- '--b\n\nHello\n--b\nContent-Type: application/zip\n\n'
    padding 60000000 | fold -w 76
    printf -- '\n--b--\n'; } >file.eml
  run -0 chaperone check --at "$at" --json file.eml
  [ "$(jq -r .verdict <<<"$output")" = accept ]
  { draft 'sam@young.example' "$copied"
    padding 60000000 | fold -w 76; } >text.eml
  run -1 chaperone check --at "$at" --json text.eml
  [ "$(jq -r .verdict <<<"$output")" = reject ]
}

@test "an attachment of 25 MB is ordinary mail, whatever is in it" {
  { draft 'sam@young.example' 'Cc: mum@home.example, safeguarding@teensinai.example' \
      'Content-Type: application/octet-stream' 'Content-Transfer-Encoding: base64'
    padding 25000000 | base64; } >m.eml
  run -0 chaperone check --at "$at" --json m.eml
  [ "$(jq -r .verdict <<<"$output")" = accept ]
}

@test "5,000 recipients are judged" {
  { printf 'From: ben@teensinai.example\nTo: sam@young.example'
    seq -f ', person%.0f@elsewhere.example' 5000 | tr -d '\n' | fold -w 900 | sed 's/^/\n /' | grep -v '^$'
    printf '\nSubject: All\n\nHello\n'; } >m.eml
  run chaperone check --at "$at" --json m.eml
  [ "$status" -le 1 ]
  [ "$(jq -r .verdict <<<"$output")" = reject ]
}
