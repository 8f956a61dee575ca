/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/lang.c - see lang.h.
 */
#include "lifecircle/base/lang.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *id, *tag;
} langs[LIFE_LANG_COUNT] = {
    [LIFE_LANG_ZH] = {"zh", "zh-CN"}, [LIFE_LANG_EN] = {"en", "en"}};

const char *lc_lang_id(lc_lang lang)
{
    return langs[lang].id;
}

const char *lc_lang_tag(lc_lang lang)
{
    return langs[lang].tag;
}

bool lc_lang_parse(const char *id, lc_lang *out)
{
    for (int i = 0; i < LIFE_LANG_COUNT; i++)
        if (!strcmp(id, langs[i].id)) {
            *out = (lc_lang)i;
            return true;
        }
    return false;
}

lc_lang lc_lang_environment(void)
{
    /* in the order of POSIX.1-2008, 8.2: an empty one counts as unset */
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return strncmp(value, "zh", 2) ? LIFE_LANG_EN : LIFE_LANG_ZH;
    }
    return LIFE_LANG_EN;
}

const char *lc_lang_pick(lc_lang lang, const char *zh, const char *en)
{
    if (lang == LIFE_LANG_ZH)
        return *zh ? zh : en;
    return *en ? en : zh;
}
