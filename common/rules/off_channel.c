// SPDX-License-Identifier: MIT
/* policy, off-channel: no moving of a conversation with a young person to private
 * messages or personal numbers. */
#include "rules/rules.h"

#include "phrases.h"
#include "rules/word_list.h"
#include "texts.h"
#include "words.h"

static void judge(const Facts *facts, const RuleSettings *rule, Judgement *out)
{
  gboolean cut = FALSE;
  g_autoptr(GPtrArray) entries = word_list_find(facts, rule, &cut);
  if (entries->len > 0) {
    Finding *finding = word_list_finding(out, rule, FOUND, entries, TEXT_OFF_CHANNEL);
    for (guint i = 0; i < facts->young->len; i++) finding_person(finding, facts->young->pdata[i]);
    finding_refuse(finding, "%s", TEXT_OFF_CHANNEL_REFUSAL);
  }
  if (cut) word_list_cannot_tell(out, rule);
}

static const SettingSpec settings[] = {
    [WORD_LIST] = {.name = "words",
                   .type = SETTING_FILE,
                   .help = "the list of words, links and numbers to look for; the program's own when empty",
                   .text = "",
                   .check = phrases_check,
                   .built_in = words_off_channel},
    {.name = NULL},
};

const RuleSpec rule_off_channel = {
    .id = "off-channel",
    .clause = "no moving of a conversation to private messages or personal numbers",
    .scope = SCOPE_YOUNG,
    .needs = NEEDS_BODY,
    .action = ACTION_LOG,
    .settings = settings,
    .judge = judge,
    .prepare = word_list_prepare,
    .release = word_list_release,
};
