// SPDX-License-Identifier: MIT
/* A filter that does nothing, to measure against: every callback there is, each
 * answered "continue".
 *
 *   nothing SOCKET replies   a reply to every step, as libmilter has it by default
 *   nothing SOCKET silent    the steps and no-reply flags that chaperoned negotiates
 */
#include <libmilter/mfapi.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int is_silent;

#define SILENT_STEPS                                                                                         \
  (SMFIP_NOHELO | SMFIP_NOUNKNOWN | SMFIP_NODATA | SMFIP_NOEOH | SMFIP_NR_CONN | SMFIP_NR_MAIL |             \
   SMFIP_NR_RCPT | SMFIP_NR_HDR)

static sfsistat early(void)
{
  return is_silent ? SMFIS_NOREPLY : SMFIS_CONTINUE;
}

static sfsistat on_negotiate(SMFICTX *context, unsigned long actions, unsigned long steps, unsigned long f2,
                             unsigned long f3, unsigned long *wanted_actions, unsigned long *wanted_steps,
                             unsigned long *wanted_f2, unsigned long *wanted_f3)
{
  (void)context, (void)f2, (void)f3;
  *wanted_actions = actions & (SMFIF_ADDHDRS | SMFIF_CHGHDRS);
  *wanted_steps = is_silent ? SILENT_STEPS | (steps & SMFIP_SKIP) : 0;
  *wanted_f2 = *wanted_f3 = 0;
  return SMFIS_CONTINUE;
}

static sfsistat on_connect(SMFICTX *context, char *host, _SOCK_ADDR *address)
{
  (void)context, (void)host, (void)address;
  return early();
}

static sfsistat on_helo(SMFICTX *context, char *host)
{
  (void)context, (void)host;
  return SMFIS_CONTINUE;
}

static sfsistat on_envelope(SMFICTX *context, char **arguments)
{
  (void)context, (void)arguments;
  return early();
}

static sfsistat on_header(SMFICTX *context, char *name, char *value)
{
  (void)context, (void)name, (void)value;
  return early();
}

static sfsistat on_body(SMFICTX *context, unsigned char *bytes, size_t length)
{
  (void)context, (void)bytes, (void)length;
  return is_silent ? SMFIS_SKIP : SMFIS_CONTINUE;
}

static sfsistat on_step(SMFICTX *context)
{
  (void)context;
  return SMFIS_CONTINUE;
}

int main(int argc, char **argv)
{
  struct smfiDesc filter = {
      .xxfi_name = (char *)"nothing",
      .xxfi_version = SMFI_VERSION,
      .xxfi_flags = SMFIF_ADDHDRS | SMFIF_CHGHDRS,
      .xxfi_connect = on_connect,
      .xxfi_helo = on_helo,
      .xxfi_envfrom = on_envelope,
      .xxfi_envrcpt = on_envelope,
      .xxfi_header = on_header,
      .xxfi_eoh = on_step,
      .xxfi_body = on_body,
      .xxfi_eom = on_step,
      .xxfi_abort = on_step,
      .xxfi_close = on_step,
      .xxfi_data = on_step,
      .xxfi_negotiate = on_negotiate,
  };
  if (argc != 3) {
    fprintf(stderr, "usage: nothing SOCKET replies|silent\n");
    return 2;
  }
  is_silent = strcmp(argv[2], "silent") == 0;
  unlink(argv[1]);
  if (smfi_register(filter) != MI_SUCCESS || smfi_setconn(argv[1]) != MI_SUCCESS ||
      smfi_setbacklog(200) != MI_SUCCESS) {
    return 1;
  }
  return smfi_main() == MI_SUCCESS ? 0 : 1;
}
