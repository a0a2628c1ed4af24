// SPDX-License-Identifier: MIT
/* What of an entry enters its code, and how. Changing anything here breaks every
 * journal that there is: a new layout needs a new name in entry_layout. */
#include "journal_entry.h"

#include <string.h>

static const char entry_layout[] = "entry 1";
static const char detail_layout[] = "detail 1";

gboolean journal_detail_digest(const Detail *detail, const JournalKeys *keys,
                               guint8 digest[JOURNAL_MAC_BYTES])
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  journal_put_text(bytes, detail_layout);
  g_byte_array_append(bytes, detail->salt, JOURNAL_SALT_BYTES);
  journal_put_text(bytes, detail_kind_name(detail->kind));
  journal_put_text(bytes, detail->value);
  journal_put_text(bytes, detail->whose);
  return journal_mac(keys, JOURNAL_FOR_DETAIL, bytes, digest);
}

gboolean journal_entry_seal(JournalEntry *entry, const JournalKeys *keys, GError **error)
{
  g_autofree guint8 *salts = g_malloc(entry->details->len * (gsize)JOURNAL_SALT_BYTES + 1);
  gboolean sealed = journal_random(salts, entry->details->len * (gsize)JOURNAL_SALT_BYTES);
  for (guint i = 0; i < entry->details->len && sealed; i++) {
    Detail *detail = g_ptr_array_index(entry->details, i);
    memcpy(detail->salt, salts + (gsize)i * JOURNAL_SALT_BYTES, JOURNAL_SALT_BYTES);
    sealed = journal_detail_digest(detail, keys, detail->digest);
  }
  if (sealed) return TRUE;
  g_set_error_literal(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE,
                      "OpenSSL has no randomness or memory for the journal's entry");
  return FALSE;
}

static void put_parts(GByteArray *bytes, const JournalEntry *entry)
{
  journal_put_number(bytes, entry->findings->len);
  for (guint i = 0; i < entry->findings->len; i++) {
    const EntryFinding *finding = g_ptr_array_index(entry->findings, i);
    journal_put_text(bytes, finding->rule);
    journal_put_text(bytes, finding->action);
  }
  journal_put_number(bytes, entry->edits->len);
  for (guint i = 0; i < entry->edits->len; i++) {
    const EntryEdit *edit = g_ptr_array_index(entry->edits, i);
    journal_put_text(bytes, edit->op);
    journal_put_text(bytes, edit->name);
    journal_put_number(bytes, edit->index);
  }
}

static void put_details(GByteArray *bytes, const JournalEntry *entry)
{
  journal_put_number(bytes, entry->details->len);
  for (guint i = 0; i < entry->details->len; i++) {
    const Detail *detail = g_ptr_array_index(entry->details, i);
    journal_put_text(bytes, detail_kind_name(detail->kind));
    journal_put_number(bytes, detail->part);
    g_byte_array_append(bytes, detail->digest, JOURNAL_MAC_BYTES);
  }
}

gboolean journal_entry_mac(const JournalEntry *entry, const JournalKeys *keys,
                           const guint8 previous[JOURNAL_MAC_BYTES], guint8 mac[JOURNAL_MAC_BYTES])
{
  const char *texts[] = {entry->reference, entry->queue_id,       entry->verdict,      entry->direction,
                         entry->mode,      entry->sender_role,    entry->reply_status, entry->hold,
                         entry->outcome,   entry->settings_digest};
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  journal_put_text(bytes, entry_layout);
  g_byte_array_append(bytes, previous, JOURNAL_MAC_BYTES);
  journal_put_number(bytes, entry->sequence);
  journal_put_text(bytes, entry_kind_name(entry->kind));
  journal_put_number(bytes, entry->time);
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) journal_put_text(bytes, texts[i]);
  journal_put_number(bytes, entry->reply_code);
  journal_put_number(bytes, entry->roster_version);
  put_parts(bytes, entry);
  put_details(bytes, entry);
  return journal_mac(keys, JOURNAL_FOR_CHAIN, bytes, mac);
}
