#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Input that nobody sends by accident: the daemon answers, and goes on.
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
  pid=$(chaperoned_pid)
}

# It goes on, as the same process, and judges.
teardown() {
  chaperoned_runs
  [ "$(chaperoned_pid)" = "$pid" ]
  send "$(message -f ben@teensinai.example -t yusuf@young.example -s x)" ben@teensinai.example yusuf@young.example
  [ "$code" = 550 ]
  relay_verify
}

# Never an accept without the copies.
assert_safe() {
  [[ $code == 4* || $code == 5* || $code == 250 ]]
  if [ "$code" = 250 ] && [ -n "$(delivered_files)" ]; then
    assert_delivered_to carol@teensinai.example mum@home.example sam@young.example
  fi
}

@test "five thousand recipients, one of them a child" {
  local n
  smtp_open
  smtp 'MAIL FROM:<ben@teensinai.example>'
  for n in $(seq 1 5000); do
    printf 'RCPT TO:<r%d@school.example>\r\n' "$n"
  done | smtp_send_bytes
  assert_equal "$(head -n 5000 <&"${smtp_in[main]}" | grep -c '^250 ')" 5000
  smtp 'RCPT TO:<sam@young.example>'
  smtp_data "$(message -f ben@teensinai.example -t sam@young.example -s x)"
  assert_code 550
  assert_contains "$reply" outsiders
  smtp_close
  assert_nothing_delivered
}

@test "a hundred thousand header fields" {
  local file
  file=$(message -f ben@teensinai.example -t sam@young.example -s x)
  { seq -f 'X-%g: y' 1 100000; cat "$file"; } >"$BATS_TEST_TMPDIR/many"
  send "$BATS_TEST_TMPDIR/many" ben@teensinai.example sam@young.example
  assert_safe
}

@test "a header field of ten megabytes" {
  local file
  file=$(message -f ben@teensinai.example -t sam@young.example -s x)
  { printf 'X-Long: '; head -c 7500000 /dev/zero | base64 -w 900 | sed '2,$s/^/ /'; cat "$file"; } >"$BATS_TEST_TMPDIR/long"
  send "$BATS_TEST_TMPDIR/long" ben@teensinai.example sam@young.example
  assert_safe
}

@test "a To field of two hundred kilobytes hides nobody" {
  local to
  to=$(seq 1 5000 | sed 's/.*/Name & <n&@teensinai.example>,/')
  send "$(message -f ben@teensinai.example -t "${to//$'\n'/$'\n '} sam@young.example" -s x)" ben@teensinai.example sam@young.example
  assert_safe
}

@test "a message without header fields" {
  printf '\nSee you.\n' >"$BATS_TEST_TMPDIR/bare"
  send "$BATS_TEST_TMPDIR/bare" ben@teensinai.example sam@young.example
  assert_safe
}

@test "an empty message" {
  : >"$BATS_TEST_TMPDIR/empty"
  send "$BATS_TEST_TMPDIR/empty" ben@teensinai.example sam@young.example
  assert_safe
}

@test "binary rubbish" {
  { printf 'From: ben@teensinai.example\nTo: sam@young.example\n\n'; head -c 200000 /dev/urandom | tr -d '\r'; } >"$BATS_TEST_TMPDIR/rubbish"
  send "$BATS_TEST_TMPDIR/rubbish" ben@teensinai.example sam@young.example
  assert_safe
  head -c 200000 /dev/urandom | tr -d '\r' >"$BATS_TEST_TMPDIR/rubbish"
  send "$BATS_TEST_TMPDIR/rubbish" ben@teensinai.example sam@young.example
  [[ $code == 4* || $code == 5* || $code == 250 ]]
}

@test "rubbish where an MTA should speak" {
  local n
  for n in $(seq 1 20); do
    head -c 5000 /dev/urandom | perl -MIO::Socket::UNIX -e '
      local $SIG{PIPE} = "IGNORE";
      my $socket = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "no connection: $!";
      print $socket $_ while <STDIN>;' "$RELAY/run/chaperone.sock"
  done
}

@test "a thousand nested multiparts" {
  {
    printf 'From: ben@teensinai.example\nTo: sam@young.example\nMIME-Version: 1.0\n'
    seq 1 1000 | sed 's|.*|Content-Type: multipart/mixed; boundary="b&"\n\n--b&|'
    printf 'Content-Type: text/plain\n\nHello\n'
  } >"$BATS_TEST_TMPDIR/nested"
  send "$BATS_TEST_TMPDIR/nested" ben@teensinai.example sam@young.example
  assert_safe
}

@test "a connection that says nothing does not hold up others" {
  SMTP=silent smtp_open
  SMTP=silent smtp 'MAIL FROM:<ben@teensinai.example>'
  SMTP=silent smtp 'RCPT TO:<sam@young.example>'
  SMTP=silent smtp DATA
  send "$(message -f ben@teensinai.example -t sam@young.example -s x)" ben@teensinai.example sam@young.example
  assert_code 250
  SMTP=silent smtp_hang_up
}
