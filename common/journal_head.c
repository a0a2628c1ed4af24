// SPDX-License-Identifier: MIT
#include "journal_head.h"

#include "journal.h"

#include <openssl/crypto.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Two slots, written in turn: a write that a power cut tears leaves the other. */
enum { SLOT_BYTES = 8 + 2 * JOURNAL_MAC_BYTES, SLOTS = 2 };

typedef struct HeadFile {
  JournalHeadState state;
  JournalHead head; /* the later one that fits */
  int slot;         /* the slot it stands in */
} HeadFile;

static const char *const place_names[] = {"row", "file"};

gboolean journal_head_seal(const JournalKeys *keys, JournalHeadPlace place, const JournalHead *head,
                           guint8 seal[JOURNAL_MAC_BYTES])
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  journal_put_text(bytes, place_names[place]);
  journal_put_number(bytes, head->sequence);
  g_byte_array_append(bytes, head->mac, JOURNAL_MAC_BYTES);
  return journal_mac(keys, JOURNAL_FOR_HEAD, bytes, seal);
}

gboolean journal_head_fits(const JournalKeys *keys, JournalHeadPlace place, const JournalHead *head,
                           const guint8 seal[JOURNAL_MAC_BYTES])
{
  guint8 expected[JOURNAL_MAC_BYTES];
  return journal_head_seal(keys, place, head, expected) &&
         CRYPTO_memcmp(expected, seal, JOURNAL_MAC_BYTES) == 0;
}

char *journal_head_path(const char *key_path)
{
  return g_strconcat(key_path, ".head", NULL);
}

/* ---- reading ---- */

static gboolean read_slot(const JournalKeys *keys, const guint8 *slot, JournalHead *head)
{
  guint64 big;
  memcpy(&big, slot, sizeof big);
  head->sequence = (gint64)GUINT64_FROM_BE(big);
  memcpy(head->mac, slot + sizeof big, JOURNAL_MAC_BYTES);
  return journal_head_fits(keys, JOURNAL_HEAD_FILE, head, slot + sizeof big + JOURNAL_MAC_BYTES);
}

static HeadFile read_file(int fd, const JournalKeys *keys)
{
  HeadFile file = {.state = JOURNAL_HEAD_UNREADABLE};
  guint8 bytes[SLOTS * SLOT_BYTES] = {0};
  ssize_t length = pread(fd, bytes, sizeof bytes, 0);
  if (length < 0) return file;
  file.state = length == 0 ? JOURNAL_HEAD_MISSING : JOURNAL_HEAD_BROKEN;
  for (int i = 0; i < SLOTS && length > 0; i++) {
    JournalHead head;
    if (!read_slot(keys, bytes + (gsize)i * SLOT_BYTES, &head)) continue;
    if (file.state == JOURNAL_HEAD_FOUND && head.sequence < file.head.sequence) continue;
    file = (HeadFile){.state = JOURNAL_HEAD_FOUND, .head = head, .slot = i};
  }
  return file;
}

JournalHeadState journal_head_load(const char *key_path, const JournalKeys *keys, JournalHead *head)
{
  g_autofree char *path = journal_head_path(key_path);
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return errno == ENOENT ? JOURNAL_HEAD_MISSING : JOURNAL_HEAD_UNREADABLE;
  HeadFile file = read_file(fd, keys);
  if (file.state == JOURNAL_HEAD_FOUND) *head = file.head;
  close(fd);
  return file.state;
}

/* ---- writing ---- */

static gboolean write_slot(int fd, const JournalKeys *keys, const JournalHead *head, int slot)
{
  guint8 seal[JOURNAL_MAC_BYTES];
  if (!journal_head_seal(keys, JOURNAL_HEAD_FILE, head, seal)) return FALSE;
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  journal_put_number(bytes, head->sequence);
  g_byte_array_append(bytes, head->mac, JOURNAL_MAC_BYTES);
  g_byte_array_append(bytes, seal, JOURNAL_MAC_BYTES);
  return pwrite(fd, bytes->data, bytes->len, (off_t)slot * SLOT_BYTES) == (ssize_t)bytes->len;
}

static gboolean raise_to(int fd, const JournalKeys *keys, const JournalHead *head)
{
  HeadFile file = read_file(fd, keys);
  if (file.state == JOURNAL_HEAD_MISSING) return write_slot(fd, keys, head, 0) && fsync(fd) == 0;
  if (file.state != JOURNAL_HEAD_FOUND) {
    if (file.state == JOURNAL_HEAD_BROKEN) errno = EBADMSG;
    return FALSE;
  }
  if (file.head.sequence >= head->sequence) return TRUE;
  return write_slot(fd, keys, head, 1 - file.slot) && fdatasync(fd) == 0;
}

/* A file that root makes is the key's owner's, like the key. */
static gboolean give_to_owner(int fd, const char *key_path)
{
  struct stat file, key;
  if (geteuid() != 0 || fstat(fd, &file) != 0 || file.st_size > 0 || stat(key_path, &key) != 0) return TRUE;
  return fchown(fd, key.st_uid, key.st_gid) == 0;
}

gboolean journal_head_raise(const char *key_path, const JournalKeys *keys, const JournalHead *head,
                            GError **error)
{
  g_autofree char *path = journal_head_path(key_path);
  int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  gboolean raised = fd >= 0 && give_to_owner(fd, key_path) && raise_to(fd, keys, head);
  int reason = errno;
  if (fd >= 0) close(fd);
  if (raised) return TRUE;
  g_set_error(error, JOURNAL_ERROR, JOURNAL_ERROR_WRITE,
              "%s: the journal's head cannot be written there (%s); entries removed from the end may not be "
              "noticed until it can",
              path, reason == EBADMSG ? "the file was changed" : g_strerror(reason));
  return FALSE;
}
