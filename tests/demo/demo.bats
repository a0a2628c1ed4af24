#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The demonstration, row by row: what the policy says of each sample message is what comes out.
bats_require_minimum_version 1.5.0

# The demonstration with these options, in a directory where anything left behind is seen.
demo() {
  TMPDIR=$DEMO/run scripts/demo --build "$CHAPERONE_BUILD" "$@" >"$DEMO/table" 2>"$DEMO/said"
}

setup_file() {
  [ "$(id -u)" = 0 ] || skip 'Postfix needs root to start'
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  DEMO=$(mktemp -d /tmp/chaperone-test.XXXXXX)
  export DEMO
  mkdir "$DEMO/run"
  chmod 755 "$DEMO" "$DEMO/run"
  demo --json "$DEMO/rows.json" || {
    cat "$DEMO/said" "$DEMO/table"
    return 1
  }
}

setup() {
  cd "$BATS_TEST_DIRNAME/../.." || return 1
}

teardown_file() {
  rm -rf "$DEMO"
}

# No file; and no process, once those of Postfix that were at work have noticed the end.
nothing_left() {
  local deadline=$((SECONDS + 20))
  [ -z "$(ls "$DEMO/run")" ] || return 1
  while grep -ls "$DEMO/run/chaperone-demo" /proc/[0-9]*/environ >"$DEMO/alive"; do
    ((SECONDS < deadline)) || { sed 's/environ/status/' "$DEMO/alive" | xargs head -3; return 1; }
    read -r -t 0.05 <><(:) || true
  done
}

@test "every sample message fares as the policy says" {
  diff "$BATS_TEST_DIRNAME/expected.tsv" <(
    printf 'file\tverdict\trules\tarrived_at\n'
    jq -r '.[] | [.file, .verdict, (.rules | join(" ")), (.arrived_at | join(" "))] | @tsv' "$DEMO/rows.json"
  )
}

@test "what is refused never arrives and its sender is told why" {
  jq -e 'map(select(.verdict == "reject")) | length > 4 and all(.code == 550 and .arrived_at == [] and (.reply | length > 40))' \
    "$DEMO/rows.json"
}

@test "what is held lies in the queue" {
  jq -e 'map(select(.verdict == "hold")) | length > 1 and all(.code == 250 and .held_in_queue > 0)' "$DEMO/rows.json"
}

@test "mass mail shows nobody's address but the organisation's own" {
  jq -e '.[] | select(.file | startswith("09")) | .to + .cc | test("@young|@home|@osullivan") | not' "$DEMO/rows.json"
}

@test "the table tells of every message, and the chain is whole" {
  local file
  for file in "$BATS_TEST_DIRNAME"/../../seeds/messages/*.eml; do
    grep -q "^| $(basename "$file" | cut -c1-2) " "$DEMO/table"
  done
  grep -q 'REPAIRED' "$DEMO/table"
  grep -q 'REFUSED' "$DEMO/table"
  grep -q 'HELD' "$DEMO/table"
  tail -1 "$DEMO/table" | grep -qi 'whole\|intact\|verif\|entries'
}

@test "nothing is left behind" {
  nothing_left
}

@test "stopped half-way, nothing is left behind either" {
  TMPDIR=$DEMO/run scripts/demo --build "$CHAPERONE_BUILD" >"$DEMO/table" 2>"$DEMO/said" 3>&- &
  local demo=$!
  until grep -q Sending "$DEMO/said"; do
    kill -0 "$demo" 2>/dev/null || { cat "$DEMO/said"; return 1; }
    read -r -t 0.05 <><(:) || true
  done
  kill -TERM "$demo"
  if wait "$demo"; then return 1; fi
  nothing_left
}

@test "with --keep it goes on running, as it says, until it is stopped" {
  demo --keep
  local relay
  relay=$(sed -n 's/^It goes on running in \(.*\). To send .*/\1/p' "$DEMO/table")
  [ -S "$relay/run/chaperone.sock" ]
  bash -c "$(sed -n '/^  swaks/,/Saturday/p' "$DEMO/table")"
  "$relay/bin/chaperone" -c "$relay/etc/chaperone.conf" log list --json --limit 0 |
    jq -e 'any(.subject == "Hello" and .verdict == "modify")'
  run ! nothing_left
  scripts/demo --stop "$relay"
  nothing_left
}
