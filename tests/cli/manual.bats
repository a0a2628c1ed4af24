#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The shipped configuration and the manual say what the program does: compared with the program's own tables.
# CHAPERONE_BUILD is the build directory.

bats_require_minimum_version 1.5.0

setup() {
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  chaperone=$CHAPERONE_BUILD/admin/chaperone
}

# What chaperone.conf says of a rule, from its name to the end of its group, comments uncommented.
rule_in_conf() {
  awk -v rule="$1" '$0 ~ "^  " rule ": [{]" { on = 1 } on { sub(/^ *#?/, ""); print } on && /^};/ { exit }' conf/chaperone.conf
}

# Every path of a setting that is no rule's, as "store.roster".
general_settings() {
  "$chaperone" -c conf/chaperone.conf config --json |
    jq -r '.settings | del(.rules) | paths(type != "object") | map(strings) | join(".")' | sort -u
}

@test "the shipped configuration says what counts when nothing is said" {
  printf 'organisation: { name = "Example Organisation"; domains = ( "example.org" ); };\n' >"$BATS_TEST_TMPDIR/least.conf"
  diff <("$chaperone" -c "$BATS_TEST_TMPDIR/least.conf" config --json | jq .settings) \
    <("$chaperone" -c conf/chaperone.conf config --json | jq .settings)
}

@test "the shipped configuration names every setting of every rule with its default" {
  local missing='' id line
  while IFS=$'\t' read -r id line; do
    grep -qxF -- "$line" <(rule_in_conf "$id") || missing+="$id: $line"$'\n'
  done < <("$chaperone" rules --json | jq -r '.[] | .id as $id |
    ($id + "\taction = \"\(.default)\";"),
    (if .repairs then $id + "\totherwise = \"reject\";" else empty end),
    ($id + "\texempt = ( );"),
    (.settings[] | select(.default != "()") | $id + "\t\(.name) = \(.default);")')
  [ -z "$missing" ] || { printf 'conf/chaperone.conf lacks\n%s' "$missing"; false; }
}

@test "the shipped configuration names every list of every rule" {
  local missing='' id name
  while read -r id name; do
    grep -qE "^$name = \(.*\);$" <(rule_in_conf "$id") || missing+="$id.$name "
  done < <("$chaperone" rules --json | jq -r '.[] | .id as $id | .settings[] | select(.default == "()") | "\($id) \(.name)"')
  [ -z "$missing" ] || { echo "conf/chaperone.conf lacks $missing"; false; }
}

@test "the shipped configuration works with all that is commented out put in" {
  sed -E 's/^( *)#([a-z-]+ = )/\1\2/' conf/chaperone.conf >"$BATS_TEST_TMPDIR/all.conf"
  run -0 "$chaperone" -c "$BATS_TEST_TMPDIR/all.conf" config
}

@test "manual and shipped configuration have every general setting" {
  local path missing=''
  while read -r path; do
    grep -qE "^\.It Ic (.*, )?(.* )?${path//./\\.}( |$)" conf/chaperone.conf.5 || missing+="chaperone.conf.5: $path"$'\n'
    grep -qE "^ *#?${path##*.} +?= " conf/chaperone.conf || missing+="chaperone.conf: $path"$'\n'
  done < <(general_settings)
  [ -z "$missing" ] || { printf 'lacking\n%s' "$missing"; false; }
}

@test "the manual's list of rules is the program's" {
  diff <(tests/cli/rules-mdoc "$chaperone") \
    <(sed -n '/compares\.$/,/End of what rules-mdoc makes/{//!p}' conf/chaperone.conf.5)
}

@test "the manual has every verb" {
  local verb below missing=''
  for verb in $("$chaperone" --help | grep -oE '^  [a-z-]+'); do
    grep -qE "^\.(It )?Ic $verb( |$)" admin/chaperone.1 || missing+="$verb "
    "$chaperone" "$verb" --help | grep -q "^Usage: chaperone $verb \[-c FILE\] VERB" || continue
    for below in $("$chaperone" "$verb" --help | grep -oE '^  [a-z-]+'); do
      grep -qE "^\.(It )?Ic $verb $below( |$)" admin/chaperone.1 || missing+="'$verb $below' "
    done
  done
  [ -z "$missing" ] || { echo "admin/chaperone.1 lacks $missing"; false; }
}

@test "what config prints is a configuration with the same effect" {
  "$chaperone" -c conf/chaperone.conf config >"$BATS_TEST_TMPDIR/printed.conf"
  diff <("$chaperone" -c conf/chaperone.conf config --json | jq 'del(.file)') \
    <("$chaperone" -c "$BATS_TEST_TMPDIR/printed.conf" config --json | jq 'del(.file)')
}

@test "a bad configuration is told by file, line and setting, with exit code 2" {
  printf 'organisation: { domains = "example.org"; };\nmode = "watch";\n' >"$BATS_TEST_TMPDIR/bad.conf"
  run -2 --separate-stderr "$chaperone" -c "$BATS_TEST_TMPDIR/bad.conf" config
  [ -z "$output" ]
  # shellcheck disable=SC2154 # bats sets it
  [ "$stderr" = "chaperone config: $BATS_TEST_TMPDIR/bad.conf:2: mode: cannot be \"watch\"; it can be \"enforce\", \"observe\"" ]
}
