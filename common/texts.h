// SPDX-License-Identifier: MIT
/* Every sentence that senders and the log are told, in one place, ready for
 * translation. Formats say in a comment what goes in. Refusals name nothing
 * that the sender did not write (policy, Refusals).
 */
#pragma once

/* ---- every refusal ---- */
#define TEXT_REPLY_FINDING "%s: %s"                    /* rule id, sentence of the finding */
#define TEXT_REPLY_ASK "Questions? Ask %s."            /* help address */
#define TEXT_REPLY_REFERENCE "Reference: %s"           /* reference */
#define TEXT_HOLD "chaperone %s: held for review (%s)" /* reference, rules */

/* ---- the daemon's own trouble: 451, impersonal ---- */
#define TEXT_TRY_LATER "This message cannot be checked at the moment. Please try again later."
#define TEXT_BAD_RECIPIENT                                                                                   \
  "A recipient of this message is no complete e-mail address, so it cannot be checked."

/* ---- phrases ---- */
#define TEXT_LIST_COMMA ", "
#define TEXT_LIST_AND " and "
/* how many are not named */
#define TEXT_LIST_MORE " and %u more"
/* ends what was too long to say in full */
#define TEXT_CUT_SHORT "…"

/* ---- what is said of several rules ---- */
#define TEXT_CUT "The message has more header fields or addresses than are looked at."
#define TEXT_CUT_REFUSAL "The message has too many header fields or addresses. Please send a simpler one."
#define TEXT_UNREADABLE "A header field with addresses cannot be read."
#define TEXT_UNREADABLE_REFUSAL "An address field of the message cannot be read. Please write it anew."
/* who, listed */
#define TEXT_COPIED "Copied: %s."

#define TEXT_NOT_ALL_READ "Not all of the message could be read."
#define TEXT_NOT_ALL_READ_REFUSAL                                                                            \
  "The message is too long or too nested to be read. Please send a shorter one."

/* ---- co-staff ---- */
/* young people, listed */
#define TEXT_CO_STAFF "No other member of staff or volunteer is copied into a message to %s."
#define TEXT_CO_STAFF_NOBODY "Nobody could be found to copy."
#define TEXT_CO_STAFF_UNKNOWN "Who is writing cannot be read, so neither can who the second adult is."
#define TEXT_CO_STAFF_REFUSAL                                                                                \
  "Please copy another member of staff or volunteer, at their official address, into e-mail to young "       \
  "people."

/* ---- parents ---- */
/* young person; guardians, listed */
#define TEXT_PARENTS "%s is under age, and the message did not go to %s."
#define TEXT_PARENTS_BARRED                                                                                  \
  "%s is under age and %s cannot be copied: barred for somebody reached, or without an address."
/* young person */
#define TEXT_PARENTS_NONE "%s is under age and the roster has no parent or carer to copy."
/* addresses that the sender wrote, listed */
#define TEXT_PARENTS_REFUSAL "Please copy the parents or carers of young people under age: %s."
#define TEXT_PARENTS_REFUSAL_PLAIN "Please copy the parents or carers of young people under age."
/* addresses that the sender wrote, listed */
#define TEXT_PARENTS_NONE_REFUSAL                                                                            \
  "This message must wait until the parents or carers can be copied who belong to: %s."
#define TEXT_PARENTS_NONE_REFUSAL_PLAIN                                                                      \
  "This message must wait until the parents or carers of every young person under age can be copied."

/* ---- mass-mail ---- */
/* how many */
#define TEXT_MASS_MAIL "The message shows the addresses of %u households to each other."
/* addresses, listed */
#define TEXT_MASS_MAIL_ABSENT "Shown, but not among the recipients: %s."
/* how many */
#define TEXT_MASS_MAIL_REFUSAL                                                                               \
  "This message shows the addresses of %u families or outsiders to each other. Please send it with Bcc."

/* ---- outsiders ---- */
/* addresses, listed */
#define TEXT_OUTSIDER_UNKNOWN                                                                                \
  "Not on the roster, and not every young person reached has permission for it: %s."
/* address; person */
#define TEXT_OUTSIDER_PERSONAL "%s is no official address of %s."
#define TEXT_OUTSIDER_LEFT "%s is an address of %s, who has left."
#define TEXT_OUTSIDER_OTHER_FAMILY "%s belongs to %s, of another family."
#define TEXT_OUTSIDER_BARRED "%s belongs to %s, who is barred from contact."
/* guardian */
#define TEXT_OUTSIDER_BARRED_LIST "A list reaches %s, who is barred from contact."
#define TEXT_OUTSIDERS_EMPTY "Without these addresses the message would have no recipient."
/* addresses that the sender wrote, listed */
#define TEXT_OUTSIDERS_REFUSAL                                                                               \
  "Only staff, the young people themselves and their parents may receive this message or be shown in it, "   \
  "unless everybody concerned has permitted it. Please remove: %s."
#define TEXT_OUTSIDERS_LIST_REFUSAL                                                                          \
  "A list reaches somebody who may not receive this message. Please write to the families one by one."

/* ---- official-account ---- */
#define TEXT_ACCOUNT_NO_LOGIN "The message came without a login."
#define TEXT_ACCOUNT_UNKNOWN "The sender is not known to be a member of staff."
/* person */
#define TEXT_ACCOUNT_NOT_STAFF "The sender is %s, who is not an active member of staff."
/* header field; address */
#define TEXT_ACCOUNT_ADDRESS "%s names %s, which is no official address of the sender."
/* address */
#define TEXT_ACCOUNT_ENVELOPE "The envelope sender is %s, which is no official address of the sender."
#define TEXT_ACCOUNT_REFUSAL                                                                                 \
  "Please write to young people and their families from your own organisational account only."
/* addresses that the sender wrote, listed */
#define TEXT_ACCOUNT_REFUSAL_ADDRESS "Not such an account: %s."
#define TEXT_ACCOUNT_REFUSAL_LOGIN "Please log in to the mail server to send it."

/* ---- consent ---- */
/* young people, listed */
#define TEXT_CONSENT_MISSING "No consent to contact is recorded for %s."
#define TEXT_CONSENT_ENDED "The consent to contact has ended for %s."
#define TEXT_CONSENT_NO_PURPOSE "The subject names no purpose in square brackets."
#define TEXT_CONSENT_PURPOSE "No purpose in the subject is permitted for all of: %s."
/* addresses that the sender wrote, listed */
#define TEXT_CONSENT_REFUSAL "Parents have not agreed, or no longer agree, to this way of contact with: %s."
#define TEXT_CONSENT_REFUSAL_PLAIN                                                                           \
  "Parents have not agreed, or no longer agree, to this way of contact with a young person."
#define TEXT_CONSENT_PURPOSE_REFUSAL                                                                         \
  "Please name a purpose in square brackets in the subject to which the parents of every young person "      \
  "have agreed, as in [Summer camp]."

/* ---- sign-off ---- */
#define TEXT_SIGN_OFF_EMOJI "The closing has an emoji."
#define TEXT_SIGN_OFF_HEART "The closing has a heart."
#define TEXT_SIGN_OFF_EMOTICON "The closing has a kiss in signs."
#define TEXT_SIGN_OFF_ROW "The closing has an x, or a row of them, as a kiss."
#define TEXT_SIGN_OFF_UNREADABLE "Text of the message cannot be read, so neither can its closing."
#define TEXT_SIGN_OFF_REFUSAL                                                                                \
  "Please end messages to young people and their families in a professional way, without emoji, hearts or "  \
  "kisses such as an x."
#define TEXT_SIGN_OFF_UNREADABLE_REFUSAL                                                                     \
  "The text of this message cannot be read. Please send it as plain text or HTML in UTF-8."

/* ---- identifying-details ---- */
/* person */
#define TEXT_DETAIL_ADDRESS "The e-mail address of %s goes to somebody else."
#define TEXT_DETAIL_PHONE "The phone number of %s goes to somebody else."
#define TEXT_DETAIL_POSTCODE "The postcode of %s, with the name, goes to somebody else."
#define TEXT_DETAIL_SCHOOL "The school of %s, with the name, goes to somebody else."
#define TEXT_DETAIL_ADDRESS_REFUSAL                                                                          \
  "The message holds the e-mail address of a young person, parent or carer. Please take it out."
#define TEXT_DETAIL_PHONE_REFUSAL                                                                            \
  "The message holds the phone number of a young person, parent or carer. Please take it out."
#define TEXT_DETAIL_POSTCODE_REFUSAL                                                                         \
  "The message holds the name and postcode of a young person. Please take one of them out."
#define TEXT_DETAIL_SCHOOL_REFUSAL                                                                           \
  "The message holds the name and school of a young person. Please take one of them out."
#define TEXT_DETAILS_CUT "Not all of the message could be looked through for personal details."
#define TEXT_DETAILS_CUT_REFUSAL                                                                             \
  "The message is too long or too nested to be looked through for personal details. Please send less of it."

/* ---- pictures ---- */
/* MIME type, file name */
#define TEXT_PICTURE "A picture or video (%s, \"%s\") is sent without consent of all concerned."
#define TEXT_PICTURE_TEXT "A picture lies within the text of the message."
#define TEXT_PICTURE_WINMAIL "What winmail.dat holds cannot be told."
#define TEXT_PICTURE_UNKNOWN                                                                                 \
  "Parts of the message cannot be looked at, so neither can whether they are pictures."
#define TEXT_PICTURE_REFUSAL                                                                                 \
  "Pictures and videos may only be sent to young people when the parents of all of them have agreed."

/* ---- encrypted ---- */
#define TEXT_ENCRYPTED_MESSAGE "The message, or a part of it, is encrypted."
#define TEXT_ENCRYPTED_PGP "The text holds a PGP message."
#define TEXT_ENCRYPTED_ARCHIVE "An encrypted archive is attached."
#define TEXT_ENCRYPTED_OFFICE "An encrypted Office document is attached."
#define TEXT_ENCRYPTED_PDF "An encrypted PDF document is attached."
#define TEXT_ENCRYPTED_FILE "A file of an encryption program is attached."
#define TEXT_ENCRYPTED_UNREADABLE "A part of the message cannot be decoded."
#define TEXT_ENCRYPTED_UNKNOWN "An attached file cannot be opened, so whether it is encrypted cannot be told."
#define TEXT_ENCRYPTED_CUT "The message is larger or deeper than is looked at, or lies elsewhere."
#define TEXT_ENCRYPTED_REFUSAL                                                                               \
  "Please send messages and files to young people so that they can be read: not encrypted, and in a common " \
  "format."

/* ---- lookalike ---- */
/* address; young person */
#define TEXT_LOOKALIKE_NAME "%s is on no roster and is shown under the name of %s."
#define TEXT_LOOKALIKE_ADDRESS "%s is on no roster and resembles an address of %s."
/* address that the sender wrote */
#define TEXT_LOOKALIKE_REFUSAL                                                                               \
  "%s looks like the address of a young person, but it is not known. Please use the address that is on "     \
  "record."

/* ---- off-channel ---- */
/* entries of the list, in quotation marks */
#define TEXT_OFF_CHANNEL "The message may move a conversation elsewhere: it has %s."
#define TEXT_OFF_CHANNEL_REFUSAL                                                                             \
  "The message seems to move a conversation with a young person to another channel: a messaging service, a " \
  "private address or a personal number. Please keep to e-mail from your official account."

/* ---- disclosure ---- */
/* entries of the list, in quotation marks */
#define TEXT_DISCLOSURE "The message may tell of harm: it has %s."
#define TEXT_DISCLOSURE_NOBODY "There is no designated person who could be copied."
#define TEXT_DISCLOSURE_THERE "All designated people receive it already."
#define TEXT_DISCLOSURE_REFUSAL                                                                              \
  "The message may tell of harm to somebody. Please speak to the designated safeguarding lead without "      \
  "delay."

/* ---- designated-person ---- */
/* young person */
#define TEXT_DESIGNATED "No designated person of the programme receives a message to %s."
#define TEXT_DESIGNATED_APPROVAL "A message to %s awaits the designated person."
#define TEXT_DESIGNATED_NONE "No designated person could be found for %s."
#define TEXT_DESIGNATED_REFUSAL "Please send messages for young people by way of the designated person."

/* ---- min-age ---- */
/* young person */
#define TEXT_MIN_AGE "%s is below the age at which children are written to directly."
#define TEXT_MIN_AGE_LIST "%s is reached by a list, from which nobody can be taken out."
#define TEXT_MIN_AGE_NOBODY "No parent or carer of %s can receive the message instead."
/* address; guardian */
#define TEXT_MIN_AGE_SHARED "%s stays, for it is also an address of %s."
/* addresses that the sender wrote, listed */
#define TEXT_MIN_AGE_REFUSAL                                                                                 \
  "Children this young are not written to directly. Please write to their parents instead of: %s."
#define TEXT_MIN_AGE_REFUSAL_PLAIN                                                                           \
  "Children this young are not written to directly. Please write to their parents instead."

/* ---- reply-alone ---- */
/* young person; staff */
#define TEXT_REPLY_ALONE "%s writes to %s and to no other adult."
#define TEXT_REPLY_ALONE_UNKNOWN "Who writes to one member of staff alone cannot be read."
#define TEXT_REPLY_ALONE_REFUSAL                                                                             \
  "Please write to two members of staff, or copy a parent or carer, so that nobody is written to alone."

/* ---- reply-to ---- */
#define TEXT_REPLY_TO "A plain answer would not reach all the staff who are copied."
#define TEXT_REPLY_TO_REFUSAL                                                                                \
  "Please set Reply-To to your own official address and those of the staff you copy, so that an answer "     \
  "reaches all of them."
