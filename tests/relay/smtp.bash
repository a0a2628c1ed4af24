# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# A small SMTP client, so that tests hold every step of a session in their hands.
#
#   smtp_open [PORT]      connects, takes the greeting, says EHLO
#   smtp LINE             sends a line; the whole answer is in $reply, its code in $code
#   smtp_data FILE        DATA, the file with dots doubled, the final dot
#   smtp_close            QUIT
#
# Several sessions at once: SMTP=other smtp_open, and so on.

declare -A smtp_in smtp_out

smtp_answers() {
  (exec 3<>"/dev/tcp/$RELAY_ADDRESS/$1" && read -r -t 10 line <&3 && [[ $line == 220* ]]) 2>/dev/null
}

# Reads an answer of one or more lines. An ended connection is code 000.
smtp_read() {
  local line fd=${smtp_in[${SMTP:-main}]}
  reply='' code=000
  while IFS= read -r -t 90 -u "$fd" line; do
    line=${line%$'\r'}
    reply+=${reply:+$'\n'}$line
    if [[ $line =~ ^[0-9]{3}( |$) ]]; then
      code=${line:0:3}
      return 0
    fi
  done
}

# Into a connection that has ended it writes in vain, as a client would.
smtp_send() {
  local fd=${smtp_out[${SMTP:-main}]}
  printf '%s\r\n' "$1" >&"$fd" || true
}

smtp() {
  smtp_send "$1"
  smtp_read
}

smtp_open() {
  local fd
  exec {fd}<>"/dev/tcp/$RELAY_ADDRESS/${1:-2525}" || return 1
  smtp_in[${SMTP:-main}]=$fd
  smtp_out[${SMTP:-main}]=$fd
  smtp_read
  smtp 'EHLO client.test'
}

# Standard input into the session.
smtp_send_bytes() {
  cat >&"${smtp_out[${SMTP:-main}]}"
}

# Ends the connection without a word.
smtp_hang_up() {
  local fd=${smtp_in[${SMTP:-main}]}
  exec {fd}>&-
}

smtp_close() {
  smtp QUIT
  smtp_hang_up
}

# The text of a message, LF or CRLF, as DATA wants it: CRLF, dots doubled, the last line ended.
smtp_stuff() {
  LC_ALL=C sed -e 's/\r$//' -e 's/^\./../' -e 's/$/\r/' -e "\$a\\" "$1"
}

smtp_data() {
  smtp DATA
  [ "$code" = 354 ] || return 0
  smtp_stuff "$1" | smtp_send_bytes
  smtp .
}

# AUTH PLAIN for a user of the SASL database; the session must be on port 2587.
smtp_login() {
  smtp "AUTH PLAIN $(printf '\0%s\0secret' "$1" | base64 -w0)"
}

# One message in one session: smtp_send_file FILE SENDER RECIPIENT...
# Options by environment: PORT=…; AUTH=user logs in on the submission port;
# MAILARGS=… follows the sender. Leaves $reply and $code: the answer that ended it.
smtp_send_file() {
  local file=$1 sender=$2 recipient port=${PORT:-2525}
  shift 2
  [ -z "${AUTH:-}" ] || port=2587
  smtp_open "$port"
  [ -z "${AUTH:-}" ] || smtp_login "$AUTH"
  smtp "MAIL FROM:<$sender>${MAILARGS:+ $MAILARGS}"
  if [ "$code" = 250 ]; then
    for recipient in "$@"; do
      smtp "RCPT TO:<$recipient>"
    done
    smtp_data "$file"
  fi
  local last_reply=$reply last_code=$code
  smtp_close
  reply=$last_reply code=$last_code
}
