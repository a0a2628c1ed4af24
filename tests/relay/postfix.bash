# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# A private Postfix: its own configuration, queue and loopback address, so that
# any number of test files run side by side and beside the machine's own.
#
#   $RELAY          the private directory
#   $RELAY_ADDRESS  its loopback address; SMTP answers on port 2525 there,
#                   submission with SASL on 2587, odd arrangements on the ports
#                   that postfix_write_master lists
#
# What Postfix would deliver lands in the sink ($RELAY/sink/new, see sink).

# An address of 127.0.0.0/8 for this process alone, so that ports need no choosing.
relay_address() {
  printf '127.%d.%d.%d\n' $((100 + ($$ >> 16 & 127))) $(($$ >> 8 & 255)) $(($$ & 255))
}

postfix_write_main() {
  cat >"$RELAY/etc/main.cf" <<MAIN
compatibility_level = 3.6
config_directory = $RELAY/etc
queue_directory = $RELAY/spool
data_directory = $RELAY/data
maillog_file = $RELAY/log/mail.log
maillog_file_prefixes = $RELAY/log
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
shlib_directory = /usr/lib/postfix
meta_directory = /etc/postfix
mail_owner = postfix
setgid_group = postdrop
myhostname = relay.test
myorigin = teensinai.example
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
virtual_alias_maps = texthash:$RELAY/etc/virtual
recipient_delimiter = +
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_host_lookup = native
smtp_dns_support_level = disabled
disable_dns_lookups = yes
mynetworks = 127.0.0.0/8, 192.0.2.0/24
default_transport = sink:sink
relay_transport = sink:sink
sink_destination_recipient_limit = 10000
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access texthash:$RELAY/etc/refused, permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_recipient_limit = 20000
smtpd_recipient_overshoot_limit = 20000
header_size_limit = 20000000
message_size_limit = 104857600
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain = teensinai.example
cyrus_sasl_config_path = $RELAY/etc/sasl
smtpd_authorized_xclient_hosts = 127.0.0.0/8, 192.0.2.0/24
smtputf8_autodetect_classes = all
in_flow_delay = 0
queue_run_delay = 300s
minimal_backoff_time = 300s
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 1000
milter_default_action = tempfail
milter_connect_timeout = 10s
milter_command_timeout = 30s
milter_content_timeout = 60s
smtpd_milters = ${RELAY_MILTER-unix:$RELAY/run/chaperone.sock}
non_smtpd_milters = ${RELAY_MILTER-unix:$RELAY/run/chaperone.sock}
MAIN
}

postfix_write_master() {
  cat >"$RELAY/etc/master.cf" <<MASTER
$RELAY_ADDRESS:2525 inet n - n - - smtpd
$RELAY_ADDRESS:2587 inet n - n - - smtpd
    -o smtpd_sasl_auth_enable=yes
    -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
    -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
$RELAY_ADDRESS:2502 inet n - n - - smtpd -o milter_protocol=2
$RELAY_ADDRESS:2503 inet n - n - - smtpd -o milter_protocol=3
$RELAY_ADDRESS:2504 inet n - n - - smtpd -o milter_protocol=4
$RELAY_ADDRESS:2510 inet n - n - - smtpd -o smtpd_recipient_limit=2
$RELAY_ADDRESS:2511 inet n - n - - smtpd -o smtpd_milters=inet:$RELAY_ADDRESS:8891
pickup    unix      n - n 60   1 pickup
cleanup   unix      n - n -    0 cleanup
qmgr      unix      n - n 300  1 qmgr
rewrite   unix      - - n -    - trivial-rewrite
bounce    unix      - - n -    0 bounce
defer     unix      - - n -    0 bounce
trace     unix      - - n -    0 bounce
verify    unix      - - n -    1 verify
flush     unix      n - n 1000 0 flush
proxymap  unix      - - n -    - proxymap
showq     unix      n - n -    - showq
error     unix      - - n -    - error
retry     unix      - - n -    - error
discard   unix      - - n -    - discard
anvil     unix      - - n -    1 anvil
postlog   unix-dgram n - n -   1 postlogd
sink      unix      - n n -    - pipe
    user=nobody flags=q null_sender= argv=$RELAY/bin/sink $RELAY/sink \${sender} \${recipient}
MASTER
}

postfix_write_sasl() {
  cat >"$RELAY/etc/sasl/smtpd.conf" <<SASL
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: $RELAY/etc/sasl/db
mech_list: PLAIN LOGIN
SASL
  local user
  for user in ${RELAY_USERS:-ben carol}; do
    printf 'secret\n' | saslpasswd2 -p -c -f "$RELAY/etc/sasl/db" -u teensinai.example "$user"
  done
  chgrp postfix "$RELAY/etc/sasl/db"
  chmod 640 "$RELAY/etc/sasl/db"
}

# The directories, with the owners and modes that Postfix insists on.
postfix_prepare() {
  install -d -m 755 "$RELAY"/{etc,etc/sasl,spool,log,bin}
  install -d -m 700 -o postfix "$RELAY/data"
  install -d -m 755 -o nobody "$RELAY"/sink{,/tmp,/new}
  install -m 755 "$BATS_TEST_DIRNAME/sink" "$RELAY/bin/sink"
  echo 'refused@elsewhere.example REJECT no such mailbox' >"$RELAY/etc/refused"
  echo 'erin@teensinai.example erin@office.example, archive@office.example' >"$RELAY/etc/virtual"
  postfix_write_main
  postfix_write_master
  postfix_write_sasl
}

postfix_start() {
  postfix_prepare
  postfix -c "$RELAY/etc" start >"$RELAY/log/start" 2>&1 || {
    cat "$RELAY/log/start" "$RELAY/log/mail.log" >&2
    return 1
  }
  wait_until smtp_answers 2525
}

postfix_stop() {
  [ -e "$RELAY/spool/pid/master.pid" ] || return 0
  postfix -c "$RELAY/etc" stop >>"$RELAY/log/start" 2>&1
}

# The files of these queues, one path a line.
queue_files() {
  local queue
  for queue in "$@"; do
    find "$RELAY/spool/$queue" -type f 2>/dev/null
  done
}

# Nothing on its way any more: everything accepted is in the sink or in the hold queue.
queue_is_idle() {
  [ -z "$(queue_files maildrop incoming active deferred)" ]
}

# The queue ids of held messages, one a line.
held_ids() {
  queue_files hold | sed 's|.*/||'
}

# Lets a held message go, as an administrator does.
release() {
  postsuper -c "$RELAY/etc" -H "$1" >>"$RELAY/log/start" 2>&1
  postqueue -c "$RELAY/etc" -i "$1" >>"$RELAY/log/start" 2>&1
}
