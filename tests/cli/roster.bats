#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# chaperone roster as the administrator uses it, with the sample roster of seeds/. CHAPERONE_BUILD is the build directory.

bats_require_minimum_version 1.5.0

roster() { "$CHAPERONE_BUILD/admin/chaperone" -c chaperone.conf roster "$@"; }

setup() {
  seeds=$(cd "$BATS_TEST_DIRNAME/../../seeds/roster" && pwd)
  cd "$BATS_TEST_TMPDIR" || return 1
  printf '%s\n' 'organisation: { name = "Teens in AI"; domains = ( "teensinai.example" );' \
    '  help = "safeguarding@teensinai.example"; };' \
    "store: { roster = \"$PWD/roster.db\"; journal = \"$PWD/journal.db\"; key = \"$PWD/journal.key\"; };" \
    >chaperone.conf
}

import_sample() { roster import "$seeds"/*.csv >/dev/null 2>&1; }

# young COUNT [FIRST]: a file of so many young people with a mother each.
young() {
  awk -v count="$1" -v first="${2:-1}" 'BEGIN {
    print "id,name,email,date_of_birth,contact_consent,guardian1_name,guardian1_email"
    for (i = first; i < first + count; i++)
      printf "Y%d,Young %d,young%d@young.example,2014-01-01,yes,Parent %d,parent%d@home.example\n", i, i, i, i, i
  }'
}

# dump: all that the roster knows, without the history.
dump() { rm -rf dump && roster export dump >/dev/null && cat dump/*.csv; }

@test "import prints what was added, changed, left and unchanged" {
  run --separate-stderr -0 roster import "$seeds"/*.csv
  [ "${lines[0]}" = 'staff: 12 added, 0 changed, 0 left, 0 unchanged' ]
  [ "${lines[1]}" = 'participants: 40 added, 0 changed, 0 left, 0 unchanged' ]
  # shellcheck disable=SC2154 # run sets it
  [ "$stderr" = "$seeds/participants.csv:7: email: warning: the young person has only a guardian's address" ]
  run --separate-stderr -0 roster import "$seeds"/*.csv
  [ "$output" = 'staff: 0 added, 0 changed, 0 left, 12 unchanged
participants: 0 added, 0 changed, 0 left, 40 unchanged
programmes: 0 added, 0 changed, 0 left, 4 unchanged
permissions: 0 added, 0 changed, 0 left, 7 unchanged' ]
}

@test "the file has mode 0640 and nothing is left beside it" {
  import_sample
  [ "$(stat -c %a roster.db)" = 640 ]
  [ "$(echo roster.db*)" = roster.db ]
}

@test "any error and nothing changes, in any file" {
  import_sample
  before=$(dump)
  young 3 >good.csv
  printf 'id,name,email,role\nS2,Benjamin,ben@teensinai.example,mentor\nS99,Zoe,zoe,staff\n' >bad.csv
  run --separate-stderr -1 roster import good.csv bad.csv
  [ -z "$output" ]
  [ "$stderr" = 'bad.csv:3: email: "zoe" is not an e-mail address
1 error: nothing was changed.' ]
  [ "$(dump)" = "$before" ]
}

@test "what cannot be tried ends with 2" {
  run -2 roster import
  run -2 roster import absent.csv
  young 1 >young.csv
  run -2 roster import --encoding klingon young.csv
  run -2 roster import --sideways young.csv
  run -2 roster export
  run -2 roster gaps
  [[ $output == *'No such file or directory'* ]]
  [ ! -e roster.db ]
}

@test "a spreadsheet in another encoding is told its cure, and taken with it" {
  printf 'id,name,email,role\nS1,Zo\xeb,zoe@teensinai.example,staff\n' >staff.csv
  run -1 roster import staff.csv
  [[ $output == *'staff.csv:2: name: '*'--encoding windows-1252'* ]]
  run -0 roster import --encoding windows-1252 staff.csv
  run -0 roster show S1
  [[ $output == *'Zoë'* ]]
}

@test "a dry run tells the same and changes nothing" {
  run -0 roster import --dry-run "$seeds"/staff.csv "$seeds"/programmes.csv
  [[ $output == *'staff: 12 added'*'A dry run: nothing was changed.' ]]
  [ ! -e roster.db ]
}

@test "more than a fifth leaves with --force alone" {
  young 10 >all.csv
  young 7 >some.csv
  roster import all.csv
  for option in --dry-run --replace; do
    run -1 roster import --replace "$option" some.csv
    [[ $output == *--force* ]]
  done
  run -0 roster import --replace --force some.csv
  [ "${lines[0]}" = 'participants: 0 added, 0 changed, 3 left, 7 unchanged' ]
  [ "${lines[1]}" = '3 young people leave' ]
}

@test "an export is what import wants, to the byte" {
  import_sample
  run -0 roster export out
  [ "$(stat -c %a out)" = 700 ]
  [ "$(stat -c %a out/*.csv | sort -u)" = 600 ]
  for file in staff participants programmes permissions; do
    diff "$seeds/$file.csv" "out/$file.csv"
  done
  run -2 roster export out
  mkdir -m 755 empty
  roster export empty
  [ "$(stat -c %a empty)" = 700 ]
}

@test "an export carries quotes, commas, line breaks and semicolons" {
  printf '%s\n' 'id,name,email,role,phone' 'S1,"Zoe ""Z"", ' 'Quill",z@teensinai.example ; y@teensinai.example,Staff," 1 ; 2 "' \
    >staff.csv
  roster import staff.csv
  roster export out
  [ "$(sed 1d out/staff.csv)" = 'S1,"Zoe ""Z"", Quill",z@teensinai.example;y@teensinai.example,staff,,,,1;2,yes' ]
  run -0 roster import out/staff.csv
  [ "$output" = 'staff: 0 added, 0 changed, 0 left, 1 unchanged' ]
}

@test "show finds people by id and by any spelling of an address" {
  import_sample
  run -0 roster show P1
  [[ $output == 'P1  Sam Taylor: participant'*'guardian '*'Maria Taylor <mum@home.example> 07700 900101: is copied'* ]]
  run -0 roster show Mum+x@HOME.example
  [[ $output == 'A guardian'*'P1 Sam Taylor'*'P2 Leo Taylor'* ]]
  run -0 roster show barbara@xn--w-uga1v8h.example
  [[ $output == *'Maja Żółkiewska'* ]]
  run -0 roster show mark.johnson@mail.example
  [[ $output == *BARRED* ]]
  run -0 roster show farid@teensinai.example
  [[ $output == 'S6  Farid Haddad: staff'*'guardian of '*'P20 Layla Haddad'* ]]
  run -0 roster show camp-families@teensinai.example
  [[ $output == 'CAMP  Summer Camp'*families* ]]
  run -1 roster show nobody@teensinai.example
}

@test "gaps lists what is missing, and ends with 1 when something is" {
  import_sample
  run -1 roster gaps
  for gap in 'P11  Yusuf Demir' 'P24  Jack Murphy' 'P18  中村 海' 'P12  Sofía García' \
    'P14  Ngozi Adeyemi: ended on 2025-08-31' 'ROBO  Robotics Club: only one'; do
    [[ $output == *"$gap"* ]] || { echo "no gap: $gap"; return 1; }
  done
  [[ $output != *'Sam Taylor'* ]]
}

@test "gaps tells consents that end and birthdays that come within 30 days" {
  {
    echo 'id,name,email,date_of_birth,contact_consent,contact_consent_until,guardian1_email'
    echo "Y1,Soon,,$(date -d "$(date -d '+10 days' +%F) 18 years ago" +%F),yes,$(date -d '+20 days' +%F),a@home.example"
    echo "Y2,Later,,$(date -d "$(date -d '+60 days' +%F) 18 years ago" +%F),yes,$(date -d '+60 days' +%F),b@home.example"
  } >young.csv
  roster import young.csv
  run -1 roster gaps
  [[ $output == *"Y1  Soon: on $(date -d '+20 days' +%F)"*"Y1  Soon: turns 18 on $(date -d '+10 days' +%F)"* ]]
  [[ $output != *Later* ]]
}

@test "a roster without gaps ends with 0" {
  young 2 >young.csv
  roster import young.csv
  run -0 roster gaps
  [ "$output" = 'No gaps.' ]
}

@test "history names every import, its files by digest, and what it changed in words" {
  import_sample
  sed 's/,copy,Peter/,none,Peter/; s/900101,copy,,/900101,none,,/' "$seeds/participants.csv" >participants.csv
  roster import participants.csv 2>/dev/null
  run -0 roster history
  [[ ${lines[0]} == '2  '*", by $(id -un)" ]]
  [[ $output == *"participants.csv (participants, SHA-256 $(sha256sum <participants.csv | cut -d' ' -f1))"* ]]
  [[ $output == *'2 young people lose their only guardian'* ]]
  [[ $output == *'1  '*'38 young people join'* ]]
}

@test "revert undoes the last import, and is one itself" {
  import_sample
  before=$(dump)
  young 3 >young.csv
  roster import young.csv
  after=$(dump)
  run -0 roster revert
  [ "$(dump)" = "$before" ]
  run -0 roster history
  [[ ${lines[0]} == '3  '*': reverts 2' ]]
  run -0 roster revert
  [ "$(dump)" = "$after" ]
}

@test "revert without an import ends with 2" {
  run -2 roster revert
  [[ $output == *'there is no import to revert'* ]]
}

@test "stats counts" {
  import_sample
  run -0 roster stats
  [[ $output == *'staff          11, and 1 who left'* ]]
  [[ $output == *'young people   39'* ]]
}

@test "help teaches what the files look like" {
  run -0 roster --help
  for verb in import show gaps export stats history revert; do
    [[ $output == *"$verb"* ]]
    run -0 roster "$verb" --help
    [[ $output == *'Usage:'* ]]
    run -0 roster --help
  done
  run -0 roster import --help
  [[ $output == *guardianN_contact* ]]
}

# ---- at the same time ----

@test "two imports at once both go in" {
  young 3000 1 >one.csv
  young 3000 3001 >two.csv
  roster import one.csv &
  roster import two.csv &
  wait -n
  wait
  run -0 roster stats
  [[ $output == *'young people   6000'* ]]
  [[ $output == 'version        2'* ]]
}

@test "an import that another one keeps waiting says so" {
  import_sample
  young 1 >young.csv
  coproc sqlite3 roster.db
  echo 'BEGIN IMMEDIATE; SELECT 1;' >&"${COPROC[1]}"
  read -r -u "${COPROC[0]}"
  run -2 roster import young.csv
  echo '.quit' >&"${COPROC[1]}"
  [[ $output == *'another import is running'* ]]
}

@test "an import under a reader is seen by the next look, and holds up nobody" {
  import_sample
  young 1 >young.csv
  coproc sqlite3 roster.db
  echo 'BEGIN; SELECT count(*) FROM participant;' >&"${COPROC[1]}"
  read -r -u "${COPROC[0]}" before
  run -0 roster import young.csv
  echo 'SELECT count(*) FROM participant; COMMIT; SELECT count(*) FROM participant;' >&"${COPROC[1]}"
  read -r -u "${COPROC[0]}" during
  read -r -u "${COPROC[0]}" after
  echo '.quit' >&"${COPROC[1]}"
  [ "$before $during $after" = '40 40 41' ]
}

@test "an import killed at any moment leaves the old roster" {
  import_sample
  before=$(dump)
  young 20000 >young.csv
  # Ever later, until one goes through: every stage of an import is met.
  for ((ms = 5; ms < 20000; ms += ms / 4 + 5)); do
    roster import young.csv >/dev/null 2>&1 3>&- &
    pid=$!
    sleep "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))"
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" && break
    [ "$(dump)" = "$before" ] || { roster history; break; }
  done
  [ "$ms" -gt 5 ]
  [ "$(sqlite3 roster.db 'PRAGMA integrity_check')" = ok ]
  run -0 roster import young.csv
  [[ ${lines[0]} == *'20000 '* ]]
}
