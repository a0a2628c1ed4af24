#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# scripts/import-roster, as cron and timers run it. CHAPERONE_BUILD is the build directory.

bats_require_minimum_version 1.5.0

setup() {
  root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
  cd "$BATS_TEST_TMPDIR" || return 1
  printf '%s\n' 'organisation: { domains = ( "teensinai.example" ); };' \
    "store: { roster = \"$PWD/roster.db\"; journal = \"$PWD/journal.db\"; key = \"$PWD/journal.key\"; };" \
    >chaperone.conf
  export CHAPERONE=$CHAPERONE_BUILD/admin/chaperone
  mkdir drop
}

# import_roster [OPTION…]
# shellcheck disable=SC2120 # run passes them
import_roster() { "$root/scripts/import-roster" -c chaperone.conf "$@" drop; }

staff() { printf 'id,name,email,role\n%s,Zoe,%s@teensinai.example,staff\n' "$1" "$1"; }

count() { sqlite3 roster.db 'SELECT count(*) FROM staff'; }

@test "nothing dropped is nothing to do" {
  run -0 import_roster
  [ -z "$output" ]
  [ ! -e roster.db ]
}

@test "all files are imported as one and moved to done, with a report" {
  cp "$root"/seeds/roster/*.csv drop
  run -0 import_roster
  [ "$(cd drop/done && echo [ps]*.csv)" = 'participants.csv permissions.csv programmes.csv staff.csv' ]
  grep -q 'participants: 40 added' drop/done/report-*.txt
  [ "$(ls drop)" = 'done
failed' ]
}

@test "files with errors are moved to failed, with a report, and nothing is imported" {
  staff S1 >drop/staff.csv
  echo 'x,y' >drop/-odd.CSV
  run -1 import_roster
  [ -e drop/failed/staff.csv ]
  grep -q '^-odd.CSV:1: file: ' drop/failed/report-*.txt
  [ ! -e roster.db ] || [ "$(count)" = 0 ]
}

@test "a second file of the same name replaces none in done" {
  for id in S1 S2; do
    staff $id >drop/staff.csv
    import_roster --
  done
  [ "$(find drop/done -name '*.csv' | wc -l)" = 2 ]
  [ "$(find drop/done -name 'report*.txt' | wc -l)" = 2 ]
  [ "$(count)" = 2 ]
}

@test "other files, links and directories stay where they are" {
  staff S1 >staff.csv
  ln -s "$PWD/staff.csv" drop/link.csv
  ln staff.csv drop/hard.csv
  mkdir drop/directory.csv
  staff S2 >drop/staff.csv.part
  run -0 import_roster
  [ "$(ls drop)" = 'directory.csv
done
failed
hard.csv
link.csv
staff.csv.part' ]
  [ ! -e roster.db ]
}

@test "a done that is somebody's link is not followed" {
  mkdir elsewhere
  ln -s "$PWD/elsewhere" drop/done
  staff S1 >drop/staff.csv
  run -2 import_roster
  [ -z "$(ls elsewhere)" ]
}

@test "what could not be tried stays for the next time" {
  staff S1 >drop/staff.csv
  CHAPERONE=$PWD/absent run -2 import_roster
  [ -e drop/staff.csv ]
  mv chaperone.conf away
  run -2 import_roster
  [ -e drop/staff.csv ]
  mv away chaperone.conf
  run -0 import_roster
  [ "$(count)" = 1 ]
}

@test "what a run that was killed had taken is imported by the next" {
  mkdir -p drop/.import-roster
  staff S1 >drop/.import-roster/staff.csv
  run -0 import_roster
  [ -e drop/done/staff.csv ]
  [ "$(count)" = 1 ]
}

@test "two at once take each file once" {
  for n in 1 2 3 4 5 6; do staff "S$n" >"drop/$n.csv"; done
  import_roster -- 3>&- &
  import_roster -- 3>&- &
  wait -n
  wait
  [ "$(count)" = 6 ]
  [ "$(find drop/done -name '*.csv' | wc -l)" = 6 ]
}

@test "options go to the import" {
  printf 'id,name,email,role\nS1,Zo\xeb,z@teensinai.example,staff\n' >drop/staff.csv
  run -0 import_roster --encoding windows-1252
  [ "$(sqlite3 roster.db 'SELECT name FROM staff')" = Zoë ]
}

@test "help and wrong calls" {
  run -0 "$root/scripts/import-roster" --help
  [[ $output == Usage:* ]]
  run -2 "$root/scripts/import-roster"
  run -2 "$root/scripts/import-roster" absent
  run -2 "$root/scripts/import-roster" --sideways drop
}
