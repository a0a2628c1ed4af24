// SPDX-License-Identifier: MIT
#include "journal_key.h"

#include "journal.h"

#include <glib/gstdio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct JournalKeys {
  EVP_MAC_CTX *macs[JOURNAL_PURPOSES]; /* never fed: each use is a copy, so that threads share them */
};

static const char *const purposes[] = {"chain", "detail", "head", "check"};

/* ---- the file ---- */

static gboolean fail(GError **error, JournalError code, const char *path, const char *what)
{
  g_set_error(error, JOURNAL_ERROR, code, "%s: %s", path, what);
  return FALSE;
}

static gboolean write_whole(int fd, const guint8 *bytes, gsize length)
{
  gsize done = 0;
  while (done < length) {
    ssize_t written = write(fd, bytes + done, length - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return FALSE;
    done += (gsize)written;
  }
  return fsync(fd) == 0;
}

static gboolean sync_directory(const char *path)
{
  g_autofree char *directory = g_path_get_dirname(path);
  int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return FALSE;
  gboolean synced = fsync(fd) == 0;
  close(fd);
  return synced;
}

static gboolean write_new(const char *path, const guint8 key[JOURNAL_KEY_BYTES])
{
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return FALSE;
  gboolean written = write_whole(fd, key, JOURNAL_KEY_BYTES);
  return close(fd) == 0 && written;
}

/* The key is written whole under another name and then linked: a crash leaves a
 * key or none, and of two processes that make one at once, both use the first. */
gboolean journal_key_make(const char *path, GError **error)
{
  guint8 key[JOURNAL_KEY_BYTES];
  guint32 tag;
  if (!journal_random(key, sizeof key) || !journal_random(&tag, sizeof tag)) {
    return fail(error, JOURNAL_ERROR_OPEN, path, "the system has no randomness for a key");
  }
  g_autofree char *draft = g_strdup_printf("%s.new-%08x", path, tag);
  gboolean made = write_new(draft, key) && (link(draft, path) == 0 || errno == EEXIST);
  int reason = errno;
  OPENSSL_cleanse(key, sizeof key);
  g_unlink(draft);
  if (!made) return fail(error, JOURNAL_ERROR_OPEN, path, g_strerror(reason));
  if (sync_directory(path)) return TRUE;
  return fail(error, JOURNAL_ERROR_OPEN, path, "its directory cannot be written to disk");
}

static gboolean check_guard(const char *path, const struct stat *status, GError **error)
{
  if ((status->st_mode & 077) == 0) return TRUE;
  g_set_error(error, JOURNAL_ERROR, JOURNAL_ERROR_KEY,
              "%s: others can read the journal's key (mode %04o); run \"chmod 600 %s\", and think of who may "
              "have copied it",
              path, (unsigned)status->st_mode & 07777, path);
  return FALSE;
}

/* Reads one byte more than a key has, to see that there is none. */
static gboolean read_key(int fd, const char *path, JournalKeyCare care, guint8 *key, GError **error)
{
  struct stat status;
  if (fstat(fd, &status) != 0) return fail(error, JOURNAL_ERROR_OPEN, path, g_strerror(errno));
  guint8 bytes[JOURNAL_KEY_BYTES + 1] = {0};
  ssize_t length = S_ISREG(status.st_mode) ? read(fd, bytes, sizeof bytes) : 0;
  memcpy(key, bytes, JOURNAL_KEY_BYTES);
  OPENSSL_cleanse(bytes, sizeof bytes);
  if (length != JOURNAL_KEY_BYTES) {
    return fail(error, JOURNAL_ERROR_KEY, path,
                "this is no journal key (it must have 32 bytes); restore it from a backup");
  }
  return care == JOURNAL_KEY_READ || check_guard(path, &status, error);
}

static gboolean load(const char *path, JournalKeyCare care, guint8 *key, GError **error)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0 && errno == ENOENT) {
    return fail(
        error, JOURNAL_ERROR_OPEN, path,
        "the journal's key is missing; restore it from a backup, or move the journal aside to begin a "
        "new one");
  }
  if (fd < 0) return fail(error, JOURNAL_ERROR_OPEN, path, g_strerror(errno));
  gboolean loaded = read_key(fd, path, care, key, error);
  close(fd);
  return loaded;
}

/* ---- derivation ---- */

static gboolean derive(const guint8 *key, const char *purpose, guint8 *derived)
{
  EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
  EVP_KDF_CTX *context = EVP_KDF_CTX_new(kdf);
  g_autofree char *info = g_strdup_printf("chaperone journal 1 %s", purpose);
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)"SHA256", 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)key, JOURNAL_KEY_BYTES),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info, strlen(info)),
      OSSL_PARAM_construct_end(),
  };
  gboolean derived_it =
      context != NULL && EVP_KDF_derive(context, derived, JOURNAL_KEY_BYTES, parameters) == 1;
  EVP_KDF_CTX_free(context);
  EVP_KDF_free(kdf);
  return derived_it;
}

static EVP_MAC_CTX *mac_for(const guint8 *key, const char *purpose)
{
  guint8 derived[JOURNAL_KEY_BYTES];
  if (!derive(key, purpose, derived)) return NULL;
  EVP_MAC *hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
  EVP_MAC_CTX *context = EVP_MAC_CTX_new(hmac);
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)"SHA256", 0),
      OSSL_PARAM_construct_end(),
  };
  if (context != NULL && EVP_MAC_init(context, derived, sizeof derived, parameters) != 1) {
    g_clear_pointer(&context, EVP_MAC_CTX_free);
  }
  OPENSSL_cleanse(derived, sizeof derived);
  EVP_MAC_free(hmac);
  return context;
}

JournalKeys *journal_keys_open(const char *path, JournalKeyCare care, GError **error)
{
  guint8 key[JOURNAL_KEY_BYTES];
  if (!load(path, care, key, error)) return NULL;
  g_autoptr(JournalKeys) keys = g_new0(JournalKeys, 1);
  gboolean derived = TRUE;
  for (int i = 0; i < JOURNAL_PURPOSES; i++) {
    keys->macs[i] = mac_for(key, purposes[i]);
    derived = derived && keys->macs[i] != NULL;
  }
  OPENSSL_cleanse(key, sizeof key);
  if (derived) return g_steal_pointer(&keys);
  fail(error, JOURNAL_ERROR_OPEN, path, "OpenSSL cannot derive keys from it");
  return NULL;
}

void journal_keys_free(JournalKeys *keys)
{
  if (keys == NULL) return;
  for (int i = 0; i < JOURNAL_PURPOSES; i++) EVP_MAC_CTX_free(keys->macs[i]);
  g_free(keys);
}

gboolean journal_mac(const JournalKeys *keys, JournalPurpose purpose, const GByteArray *bytes,
                     guint8 mac[JOURNAL_MAC_BYTES])
{
  EVP_MAC_CTX *context = EVP_MAC_CTX_dup(keys->macs[purpose]);
  size_t length = 0;
  gboolean made = context != NULL && EVP_MAC_update(context, bytes->data, bytes->len) == 1 &&
                  EVP_MAC_final(context, mac, &length, JOURNAL_MAC_BYTES) == 1;
  EVP_MAC_CTX_free(context);
  return made && length == JOURNAL_MAC_BYTES;
}

gboolean journal_random(gpointer bytes, gsize length)
{
  return RAND_bytes(bytes, (int)length) == 1;
}

/* ---- encoding ---- */

void journal_put_number(GByteArray *bytes, gint64 number)
{
  guint64 big = GUINT64_TO_BE((guint64)number);
  g_byte_array_append(bytes, (const guint8 *)&big, sizeof big);
}

void journal_put_text(GByteArray *bytes, const char *text)
{
  journal_put_number(bytes, text != NULL ? (gint64)strlen(text) : -1);
  if (text != NULL) g_byte_array_append(bytes, (const guint8 *)text, (guint)strlen(text));
}
