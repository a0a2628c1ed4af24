// SPDX-License-Identifier: MIT
/* The effective settings: what the configuration file says, or the default.
 *
 * Built by settings_new (all defaults), then filled by settings_file.h from
 * libconfig. Immutable after settings_seal, shared by reference: each message
 * holds the settings it began with. Pure; does not read files itself, but
 * looks up a time zone.
 */
#pragma once

#include <glib.h>

/* policy, What a rule can do; in order of strength. */
typedef enum { ACTION_OFF, ACTION_LOG, ACTION_FIX, ACTION_HOLD, ACTION_REJECT } Action;
const char *action_name(Action action);
gboolean action_parse(const char *name, Action *action);

typedef enum { MODE_ENFORCE, MODE_OBSERVE } Mode;
const char *mode_name(Mode mode);
typedef enum { COPIES_AUTO, COPIES_SHOWN, COPIES_HIDDEN } Copies;
typedef enum { LOG_STDERR, LOG_SYSLOG } LogTarget;
typedef enum { MTA_POSTFIX, MTA_SENDMAIL } MtaKind;

/* Their names in the configuration, by their numbers; each ends with NULL. */
extern const char *const mode_names[];
extern const char *const copies_names[];
extern const char *const log_names[];
extern const char *const mta_names[];

/* ---- the settings of one rule, as its row declares them ---- */

typedef enum {
  SETTING_BOOL,
  SETTING_INT,
  SETTING_STRING,
  SETTING_CHOICE,    /* one of `choices`; stored as its number, from 0 */
  SETTING_ADDRESSES, /* list of addresses: must be addresses */
  SETTING_PATTERNS,  /* list of addresses or @domains */
  SETTING_FILE,      /* path of a word list, read when the configuration is */
} SettingType;

typedef struct SettingSpec {
  const char *name; /* as in the configuration; NULL ends a list */
  SettingType type;
  const char *help;           /* one line for --help, manual and README */
  int number;                 /* default of BOOL, INT, CHOICE */
  const char *text;           /* default of STRING and FILE */
  int least, most;            /* bounds of INT */
  const char *const *choices; /* of CHOICE, NULL-terminated */
  /* Of STRING: what is wrong with a text ("is no …"), or NULL; NULL: anything goes.
   * Of FILE the same of an entry. */
  const char *(*check)(const char *text);
  const char *built_in; /* of FILE: the list that counts when no file is named, as its text */
} SettingSpec;

typedef struct SettingValue {
  int number;
  char *text;
  GPtrArray *recorded;  /* of char *: ADDRESSES, PATTERNS as written; FILE: its lines */
  GPtrArray *canonical; /* of char *: the same, canonical ("@domain" for domains); FILE: folded */
  gboolean given;       /* the configuration says it, if only as an empty list */
} SettingValue;

struct RuleSpec;

typedef struct RuleSettings {
  const struct RuleSpec *spec;
  Action action;
  Action otherwise;     /* ACTION_HOLD or ACTION_REJECT */
  GPtrArray *exempt;    /* canonical addresses */
  SettingValue *values; /* in the order of spec->settings */
  gpointer prepared;    /* what spec->prepare made of them when they were sealed */
} RuleSettings;

typedef struct Settings {
  gint references; /* settings_ref, settings_unref */
  char *organisation;
  GPtrArray *domains; /* canonical */
  char *timezone_name;
  GTimeZone *timezone; /* UTC where the system does not know the default one: settings_set_timezone */
  char *help;          /* address named in refusals; never NULL after sealing */
  char *listen;
  Mode mode;
  Copies copies;
  LogTarget log;
  char *roster, *journal, *key; /* paths */
  char *subaddress;             /* set of separators */
  MtaKind mta;
  char *mta_config;
  RuleSettings *rules; /* one per row of rules_table, in its order */
  char *digest;        /* hex SHA-256 of everything that a verdict depends on */
} Settings;

/* The defaults that are not a rule's; conf/chaperone.conf explains them. */
#define SETTINGS_TIMEZONE "Europe/London"
#define SETTINGS_LISTEN "unix:/run/chaperone/chaperone.sock"
#define SETTINGS_STATE_DIR "/var/lib/chaperone"

/* All defaults, organisation still empty; word lists are not read. */
Settings *settings_new(void);
/* Takes the time zone of that name; FALSE, and no change, when there is none. */
gboolean settings_set_timezone(Settings *settings, const char *name);
/* Adds to the organisation's domains, each once; FALSE when it is no domain. */
gboolean settings_add_domain(Settings *settings, const char *domain);
/* Fills what depends on other settings: help (postmaster of the first domain),
 * co-staff's default (help), the organisation's name (its first domain), the
 * MTA's directory, digest. No changes afterwards. */
void settings_seal(Settings *settings);
Settings *settings_ref(Settings *settings);
void settings_unref(Settings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settings, settings_unref)

/* The settings of the rule with this row; never NULL. */
const RuleSettings *settings_rule(const Settings *settings, const struct RuleSpec *spec);
/* The same, to be filled in before sealing; NULL when there is no such rule. */
RuleSettings *settings_rule_by_id(Settings *settings, const char *id);
/* A rule's settings with their defaults, and their end. */
void rule_settings_init(RuleSettings *rule, const struct RuleSpec *spec);
void rule_settings_clear(RuleSettings *rule);
/* A value by its place in the row's list of settings. */
const SettingValue *rule_value(const RuleSettings *rule, guint setting);
/* Adds to an ADDRESSES or PATTERNS value; returns FALSE when `text` is no
 * address (nor @domain, for PATTERNS) and changes nothing then. */
gboolean setting_add_address(SettingValue *value, SettingType type, const char *text, const char *separators);
/* Adds an entry to the list of a FILE value. */
void setting_add_word(SettingValue *value, const char *word);
/* Takes all entries out of it. */
void setting_clear_words(SettingValue *value);

/* policy, Terms: the age that defines a minor, also when `parents` is off. */
int settings_until_age(const Settings *settings);
