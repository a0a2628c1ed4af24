# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# The people of the relay tests. Ages hold whenever the tests run.
#
#   Sam 15, Leo 12: siblings; mum is copied, dad may be
#   Zoe 14: katrin and jonas are copied           Mia 15: laura; mark is barred
#   Yusuf 15: no guardian                         Sofia 14: lucia; no consent
#   Adam 19: of age                               Nils 11: nina
#   Uma 15: her guardian lives at an international domain
#   Ole 15: his guardian's local part needs SMTPUTF8
#   Vic 15: ann; the co-staff of his programme is Erin, whose address is an alias
#   kid1 … kid6: families of their own, guardians parent1 … parent6

born() {
  date -d "$1 years ago - 40 days" +%F
}

roster_write() {
  mkdir -p "$1"
  cat >"$1/staff.csv" <<CSV
id,name,email,role,programmes,personal_email,login
S1,Grace Okafor,safeguarding@teensinai.example,designated,ACC,,grace
S2,Ben Carter,ben@teensinai.example;ben.carter@teensinai.example,mentor,ACC,ben@mail.example,ben
S3,Carol Reed,carol@teensinai.example,staff,ACC,,carol
S4,David Nowak,david@teensinai.example,volunteer,HACK,,
S6,Erin Moss,erin@teensinai.example,staff,ROBO,,
S5,Messages,noreply@teensinai.example,service,,,
CSV
  cat >"$1/programmes.csv" <<CSV
id,name,co_staff,designated,list_address,list_members
ACC,Accelerator,S3,S1,,
CAMP,Summer Camp,S4,S1,camp@teensinai.example,families
HACK,Hackathon,S4,S1,hackathon@teensinai.example,participants
ROBO,Robotics,S6,S1,,
CSV
  cat >"$1/permissions.csv" <<CSV
participant_id,kind,subject,granted_by,granted_on,expires_on
P1,copy,coach@school.example,Maria,2020-01-01,
CSV
  {
    echo 'id,name,email,date_of_birth,contact_consent,programmes,guardian1_name,guardian1_email,guardian1_contact,guardian2_name,guardian2_email,guardian2_contact'
    echo "P1,Sam Taylor,sam@young.example,$(born 15),yes,ACC,Maria Taylor,mum@home.example,copy,Tom Taylor,dad@home.example,none"
    echo "P2,Leo Taylor,leo@young.example,$(born 12),yes,CAMP,Maria Taylor,mum@home.example,copy,,,"
    echo "P3,Zoe Weiss,zoe@young.example,$(born 14),yes,ACC,Katrin Weiss,katrin@home.example,copy,Jonas Weiss,jonas@home.example,copy"
    echo "P4,Mia Johnson,mia@young.example,$(born 15),yes,ACC,Laura Johnson,laura@home.example,copy,Mark Johnson,mark@mail.example,barred"
    echo "P5,Yusuf Demir,yusuf@young.example,$(born 15),yes,ACC,,,,,,"
    echo "P6,Sofia Diaz,sofia@young.example,$(born 14),no,ACC,Lucia Diaz,lucia@home.example,copy,,,"
    echo "P7,Adam Baker,adam@young.example,$(born 19),yes,ACC,,,,,,"
    echo "P8,Nils Berg,nils@young.example,$(born 11),yes,CAMP,Nina Berg,nina@home.example,copy,,,"
    echo "P9,Uma Roth,uma@young.example,$(born 15),yes,ACC,Ida Roth,ida@bücher.example,copy,,,"
    echo "P10,Ole Lund,ole@young.example,$(born 15),yes,ACC,Mans Lund,måns@home.example,copy,,,"
    echo "P11,Vic Hall,vic@young.example,$(born 15),yes,ROBO,Ann Hall,ann@home.example,copy,,,"
    local n
    for n in 1 2 3 4 5 6; do
      echo "K$n,Kid $n,kid$n@young.example,$(born 14),yes,HACK,Parent $n,parent$n@home.example,copy,,,"
    done
  } >"$1/participants.csv"
}
