// SPDX-License-Identifier: MIT
#include "rules/permitted.h"

#include "address.h"
#include "rules/rules.h"

#include <string.h>

/* An address, or "@domain" for all of a domain's. */
static gboolean matches(const char *pattern, const char *canonical)
{
  if (pattern[0] == '@') return strcmp(pattern + 1, address_domain(canonical)) == 0;
  return strcmp(pattern, canonical) == 0;
}

gboolean permitted_by_settings(const Settings *settings, const char *canonical)
{
  const RuleSettings *rule = settings_rule(settings, &rule_outsiders);
  const GPtrArray *allowed = rule_value(rule, OUTSIDERS_ALLOW)->canonical;
  for (guint i = 0; i < allowed->len; i++) {
    if (matches(g_ptr_array_index(allowed, i), canonical)) return TRUE;
  }
  return FALSE;
}

gboolean permitted_by(const Facts *facts, const Person *young, const char *canonical)
{
  for (guint i = 0; i < young->permissions->len; i++) {
    const Permission *permission = g_ptr_array_index(young->permissions, i);
    if (permission->kind == PERMISSION_COPY && permission_is_valid(permission, facts->today) &&
        matches(permission->subject, canonical))
      return TRUE;
  }
  return FALSE;
}

gboolean permitted_by_all(const Facts *facts, const char *canonical)
{
  for (guint i = 0; i < facts->young->len; i++) {
    if (!permitted_by(facts, g_ptr_array_index(facts->young, i), canonical)) return FALSE;
  }
  return TRUE;
}
