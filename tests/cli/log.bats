#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# chaperone log: what became of each message. journal-fill appends invented messages, five kinds in turn, a minute
# apart from 2026-07-01 09:00 UTC: modify, reject, hold, accept, and a hostile one (tests/tools/invented.h).
# CHAPERONE_BUILD is the build directory.

bats_require_minimum_version 1.5.0

setup() {
  dir=$BATS_TEST_TMPDIR
  journal=$dir/journal.db
  cat >"$dir/chaperone.conf" <<EOF2
organisation: { name = "Teens in AI"; domains = ( "teensinai.example" ); timezone = "Europe/London";
                help = "safeguarding@teensinai.example"; };
store: { roster = "$dir/roster.db"; journal = "$journal"; key = "$dir/journal.key"; };
EOF2
}

teardown() {
  [ -z "${background:-}" ] || kill "$background"
}

chaperone() { "$CHAPERONE_BUILD/admin/chaperone" -c "$dir/chaperone.conf" "$@"; }
# COUNT messages; their references are the array `references`.
fill() { mapfile -t references < <("$CHAPERONE_BUILD/tests/journal-fill" "$journal" "$dir/journal.key" "$@"); }
# Runs a command until it succeeds, for ten seconds.
await() {
  local tries
  for ((tries = 0; tries < 200; tries++)); do
    "$@" && return
    read -rt 0.05 <> <(:) || true
  done
  echo "in vain: $*"
  return 1
}
files() { find "$dir" -name 'journal*' | sort; }

# ---- list ----

@test "list has a line a message, the newest last" {
  fill 3
  run -0 chaperone log list
  [ "${#lines[@]}" -eq 4 ]
  [[ ${lines[1]} == "2026-07-01 10:00:00  ${references[0]}  modify "*"ben@teensinai.example"* ]]
  [[ ${lines[3]} == "2026-07-01 10:02:00  ${references[2]}  hold "* ]]
}

@test "a long address leaves room for how many more there are" {
  fill 4
  chaperone log list | grep "${references[3]}" | grep -q 'carol@teensinai.examp… (S3)  sam@young.example +1 '
}

@test "log alone is log list" {
  fill 2
  [ "$(chaperone log)" = "$(chaperone log list)" ]
  [ "$(chaperone log --json)" = "$(chaperone log list --json)" ]
}

@test "a journal that is not there is told with what to do" {
  for verb in list "show CH-0000-0001" stats follow verify "review CH-0000-0001 --outcome upheld"; do
    # shellcheck disable=SC2086 # words
    run -2 --separate-stderr chaperone log $verb
    [ -z "$output" ]
    # shellcheck disable=SC2154 # run sets it
    [[ $stderr == *"$dir"* ]]
  done
  run -2 chaperone log list
  [[ $output == *"there is no journal at $journal"*"chaperoned makes it when it starts"* ]]
  [ -z "$(files)" ]
}

@test "reading makes and changes no file" {
  fill 3
  before=$(files | xargs sha256sum)
  chaperone log list >/dev/null
  chaperone log show "${references[0]}" >/dev/null
  chaperone log stats >/dev/null
  chaperone log verify >/dev/null
  rm "$journal-wal" "$journal-shm"
  chaperone log list >/dev/null
  [ "$(files)" = "$(printf '%s\n' "$journal" "$dir/journal.key" "$dir/journal.key.head")" ]
  sha256sum --check <(grep -v -e -wal -e -shm <<<"$before")
}

@test "an unreadable verdict, rule, date or limit is an error of use" {
  fill 1
  for options in "--verdict maybe" "--rule kindness" "--since yesterday" "--until 2026-02-30" "--limit -2" "extra" \
    "--json --csv" "--colour"; do
    # shellcheck disable=SC2086 # words
    run -2 --separate-stderr chaperone log list $options
    [ -z "$output" ]
    # shellcheck disable=SC2154 # run sets it
    [[ $stderr == "chaperone log list: "* ]]
  done
}

# Prints the numbers (from 1) of the messages that `log list` with these options has.
chosen() { chaperone log list --json "$@" | jq -c '[.[].sequence]'; }

@test "filters choose messages" {
  fill 10
  [ "$(chosen)" = '[1,2,3,4,5,6,7,8,9,10]' ]
  [ "$(chosen --verdict hold)" = '[3,8]' ]
  [ "$(chosen --rule parents)" = '[1,6]' ]
  [ "$(chosen --sender S2)" = '[1,2,3,6,7,8]' ]
  [ "$(chosen --sender ben@private.example)" = '[2,7]' ]
  [ "$(chosen --sender BEN+tag@PRIVATE.example)" = '[2,7]' ]
  [ "$(chosen --sender P1)" = '[]' ]
  [ "$(chosen --person P1)" = '[1,2,3,4,5,6,7,8,9,10]' ]
  [ "$(chosen --person Mum@home.example)" = '[1,6]' ]
  [ "$(chosen --person p1)" = '[]' ]
  [ "$(chosen --verdict reject --rule official-account --sender S2)" = '[2,7]' ]
  [ "$(chosen --verdict accept --rule parents)" = '[]' ]
}

@test "since and until take days of the organisation's time zone, whole, and times" {
  fill 10
  [ "$(chosen --since 2026-07-01 --until 2026-07-01)" = '[1,2,3,4,5,6,7,8,9,10]' ]
  [ "$(chosen --since 2026-07-02)" = '[]' ]
  [ "$(chosen --until 2026-06-30)" = '[]' ]
  [ "$(chosen --since 2026-07-01T10:03:00)" = '[4,5,6,7,8,9,10]' ]
  [ "$(chosen --since '2026-07-01 10:03:00' --until 2026-07-01T09:05:00Z)" = '[4,5]' ]
  [ "$(chosen --until 2026-07-01T10:01:00+01:00)" = '[1]' ]
}

@test "a limit takes the latest, and 0 takes all" {
  fill 60
  [ "$(chosen --limit 2)" = '[59,60]' ]
  [ "$(chaperone log list --json --limit 0 | jq length)" -eq 60 ]
  [ "$(chaperone log list --json | jq length)" -eq 60 ]
  [ "$(chaperone log list | grep -c CH-)" -eq 50 ]
  [ "$(chaperone log list --limit 0 | grep -c CH-)" -eq 60 ]
  chaperone log list | tail -n 1 | grep -q -e '--limit 0'
}

@test "JSON is one array, empty when nothing is like that" {
  fill 2
  [ "$(chaperone log list --json --verdict hold | jq -c .)" = '[]' ]
  chaperone log list --json | jq -e 'type == "array" and length == 2'
  chaperone log list --json | jq -e '[.. | objects | keys[]] | all(test("^[a-z_]+$"))'
}

@test "CSV has a row a message and no cell that is a formula" {
  fill 5
  chaperone log list --csv >"$dir/log.csv"
  run -0 python3 - "$dir/log.csv" <<'EOF2'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
assert len(rows) == 5, rows
assert rows[0]["recipients"] == "sam@young.example; carol@teensinai.example", rows[0]
assert rows[4]["subject"].startswith("'=HYPERLINK("), rows[4]
assert rows[4]["sender"] == "'=cmd|'/c calc'!A1@evil.example", rows[4]
for row in rows:
    for cell in row.values():
        assert cell == "" or cell[0] not in "=+-@\t\r", cell
        assert all(ord(letter) >= 32 for letter in cell), cell
EOF2
}

@test "nothing that a message says reaches the terminal as a control character" {
  fill 5
  chaperone log list >"$dir/shown"
  chaperone log show "${references[4]}" >>"$dir/shown"
  chaperone log stats >>"$dir/shown"
  grep -q 'HYPERLINK' "$dir/shown"
  run -1 env LC_ALL=C grep '[[:cntrl:]]' "$dir/shown"
}

@test "a verdict that was only observed stands in brackets" {
  fill 5
  chaperone log list | grep "${references[4]}" | grep -q ' (reject) '
}

# ---- show ----

@test "show tells what was found and changed, before and after" {
  fill 1
  run -0 chaperone log show "${references[0]}"
  [[ $output == *"modify: it went out after changes"* ]]
  [[ $output == *"Sam Okoro (P1) is under age and Mary Okoro is not copied."* ]]
  [[ $output == *"Delivered to"*"before:    sam@young.example"*"after: "*"mum@home.example"* ]]
  [[ $output == *"Cc"*"before:    Carol <carol@teensinai.example>"$'\n'*"after:     Carol <carol@teensinai.example>, mum@home.example"* ]]
}

@test "show tells what the sender was told, and why a message was held" {
  fill 3
  run -0 chaperone log show "${references[1]}"
  [[ $output == *"What the sender was told (550 5.7.1)"*"Please write from your own organisational account only."* ]]
  run -0 chaperone log show "${references[2]}"
  [[ $output == *"Why it was held"*"consent"* ]]
}

@test "a reference is understood as people write it" {
  fill 1
  want=$(chaperone log show "${references[0]}")
  plain=${references[0]#CH-}
  [ "$(chaperone log show "${references[0],,}")" = "$want" ]
  [ "$(chaperone log show "$plain")" = "$want" ]
  [ "$(chaperone log show "${plain/-/}")" = "$want" ]
}

@test "a message that is not in the log: exit code 1; no reference: 2" {
  fill 1
  run -1 chaperone log show CH-0000-0001
  run -2 chaperone log show rubbish
  run -2 chaperone log show
}

@test "show --json has the same object as list --json" {
  fill 1
  [ "$(chaperone log show --json "${references[0]}")" = "$(chaperone log list --json | jq --indent 2 '.[0]')" ]
}

# ---- review ----

@test "a review is kept, and takes the message off the unreviewed" {
  fill 3
  run -0 chaperone log review "${references[1]}" --outcome mistaken --note "He was asked to" --by "Dana Lead"
  [ "$(chosen --unreviewed)" = '[1,3]' ]
  chaperone log show "${references[1]}" | grep -q 'reviewed: mistaken, by Dana Lead'
  chaperone log show "${references[1]}" | grep -q 'He was asked to'
  [ "$(chaperone log show --json "${references[1]}" | jq -r .review.outcome)" = mistaken ]
  chaperone log verify
}

@test "a later review replaces an earlier one, and both stay" {
  fill 1
  chaperone log review "${references[0]}" --outcome mistaken
  chaperone log review "${references[0]}" --outcome escalated
  [ "$(chaperone log show --json "${references[0]}" | jq -r .review.outcome)" = escalated ]
  [ "$(chaperone log show "${references[0]}" | grep -c reviewed)" -eq 2 ]
  [ "$(chaperone log list --json | jq length)" -eq 1 ]
}

@test "what cannot be reviewed is refused" {
  fill 1
  run -2 chaperone log review "${references[0]}" --outcome splendid
  run -2 chaperone log review "${references[0]}"
  run -1 chaperone log review CH-0000-0001 --outcome upheld
  chaperone log verify | grep -q ' 1 entries'
}

# ---- erase ----

# Sam and Ben of the invented messages, as the roster has them.
import_people() {
  printf 'id,name,email,role,login\nS2,Ben Ade,ben@teensinai.example,mentor,ben\n' >"$dir/staff.csv"
  printf 'id,name,email,date_of_birth,contact_consent\nP1,Sam Okoro,sam@young.example,2011-01-01,yes\n' >"$dir/participants.csv"
  chaperone roster import "$dir/staff.csv" "$dir/participants.csv" >/dev/null
}
# What the files of the journal have in them, erased pages included.
journal_strings() { cat "$journal" "$journal-wal" | strings -n 4; }

@test "erase takes a person out of every entry and leaves everybody else" {
  import_people
  fill 10
  journal_strings | grep -q 'sam@young.example'
  run -0 chaperone log erase --person P1 --note "their wish"
  [[ $output == "Personal fields erased: "[1-9]* ]]
  chaperone log list --json >"$dir/after"
  run -1 grep -e '"P1"' -e 'Sam Okoro' -e 'sam@young' "$dir/after"
  run -1 grep -E 'sam@young|Sam Okoro' <(journal_strings)
  jq -e 'length == 10 and all(.recipients == [null, "carol@teensinai.example"])' "$dir/after"
  jq -e '.[0].edits.add_recipients == ["mum@home.example", "safeguarding@teensinai.example"]' "$dir/after"
  jq -e '.[0].findings[0].text == "Copied: Mary Okoro."' "$dir/after"
  jq -e '.[2].findings[0] | .people == [null, "P12"] and .text == "Nor is any for Ana (P12)."' "$dir/after"
  jq -e 'all(.subject != null) and .[0].sender.id == "S2" and .[0].verdict == "modify"' "$dir/after"
  [ "$(chosen --person P1)" = '[]' ]
  [ "$(chosen --person mum@home.example)" = '[1,6]' ]
  chaperone log show "${references[0]}" | grep -q '(erased)'
  chaperone log verify | grep -q ' 11 entries'
}

@test "erase takes away what a person wrote" {
  import_people
  fill 5
  chaperone log erase --person S2
  chaperone log list --json >"$dir/after"
  jq -e '.[:3] | all(.subject == null and .client == null and .login == null and .message_id == null
    and .sender.address == null and .sender.id == null)' "$dir/after"
  jq -e '.[3] | .subject == "Your project" and .sender.id == "S3" and .client != null' "$dir/after"
  chaperone log verify
}

@test "erase --before takes all personal fields of older entries, and no verdict" {
  fill 10
  chaperone log review "${references[0]}" --outcome upheld --note "Sam is fine"
  chaperone log erase --before 2026-07-01T10:05:00
  chaperone log list --json >"$dir/after"
  jq -e '.[:5] | all(.subject == null and .recipients == [null, null] and .young_people == [null])' "$dir/after"
  jq -e '.[5:] | all(.subject != null and .recipients[0] == "sam@young.example")' "$dir/after"
  [ "$(jq -c '[.[].verdict]' "$dir/after")" = '["modify","reject","hold","accept","reject","modify","reject","hold","accept","reject"]' ]
  chaperone log verify
  fill 1
  chaperone log verify
}

@test "erase while entries are appended leaves the log whole" {
  import_people
  "$CHAPERONE_BUILD/tests/journal-fill" "$journal" "$dir/journal.key" 1000000 >"$dir/told" &
  background=$!
  await [ -s "$dir/told" ]
  chaperone log erase --person P1
  chaperone log verify
  kill "$background"
  wait "$background" || true
  unset background
  chaperone log verify
}

@test "what cannot be erased is refused, and nothing is erased" {
  fill 1
  run -2 chaperone log erase
  run -2 chaperone log erase --before 2026-01-01 --person P1
  run -2 chaperone log erase --before whenever
  run -2 chaperone log erase --person P1
  chaperone log verify | grep -q ' 1 entries'
}

# ---- verify ----

@test "verify says that a whole log is whole, and counts its entries" {
  fill 7
  run -0 chaperone log verify
  [[ $output == "The log is whole: 7 entries, each as it was written." ]]
  chaperone log verify --json | jq -e '.whole and .entries == 7 and .broken_entry == null'
}

@test "verify names the first broken entry and ends with 1" {
  fill 7
  sqlite3 "$journal" "UPDATE entry SET verdict = 'accept' WHERE sequence IN (3, 5)"
  run -1 chaperone log verify
  [[ $output == *"BROKEN at entry 3 (${references[2]})"* ]]
  run -1 chaperone log verify --json
  jq -e '.whole == false and .broken_entry == 3 and .entries == 2' <<<"$output"
}

@test "verify misses entries that were removed from the end" {
  fill 4
  cp "$journal" "$dir/older.db"
  fill 2
  cp "$dir/older.db" "$journal"
  run -1 chaperone log verify
  [[ $output == *"BROKEN at entry 5: "*"missing from the end"* ]]
}

@test "verify with another key ends with 1, without one with 2" {
  fill 2
  head -c 32 /dev/urandom >"$dir/journal.key"
  run -1 chaperone log verify
  [[ $output == *"is not the key that this journal was begun with"* ]]
  rm "$dir/journal.key"
  run -2 chaperone log verify
}

@test "verify works while entries are appended" {
  "$CHAPERONE_BUILD/tests/journal-fill" "$journal" "$dir/journal.key" 1000000 >"$dir/told" &
  background=$!
  await [ -s "$dir/told" ]
  for _ in 1 2 3 4 5; do chaperone log verify; done
  kill "$background"
  wait "$background" || true
  unset background
  chaperone log verify
}

# ---- stats ----

@test "stats counts verdicts, rules and senders" {
  fill 10
  run -0 chaperone log stats
  [[ $output == *"Messages in the log: 10"* ]]
  chaperone log stats --json | jq -e '.messages == 10 and .unreviewed == 10 and .verdicts.reject == 4
    and .rules.parents == 2 and .senders["ben@teensinai.example"] == 4 and .senders["carol@teensinai.example"] == null'
  chaperone log stats --json --since 2026-07-02 | jq -e '.messages == 0 and .first == null'
}

# ---- follow ----

@test "follow lists what is there and then what comes, until it is ended" {
  fill 1
  "$CHAPERONE_BUILD/admin/chaperone" -c "$dir/chaperone.conf" log follow >"$dir/shown" &
  background=$!
  await grep -q "${references[0]}" "$dir/shown"
  fill 1
  await grep -q "${references[0]}" "$dir/shown"
  kill "$background"
  wait "$background"
  unset background
  [ "$(grep -c CH- "$dir/shown")" -eq 2 ]
}
