/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/say.c - see say.h.
 */
#include "lifecircle/words/say.h"

#include <assert.h>
#include <string.h>

static const char *const sentences[LIFE_SAY_COUNT][LIFE_LANG_COUNT] = {
#define LIFE_X(id, zh, en) {[LIFE_LANG_ZH] = zh, [LIFE_LANG_EN] = en},
    LIFE_WORDS(LIFE_X)
#undef LIFE_X
};

const char *lc_say_text(lc_lang lang, lc_sentence id)
{
    return sentences[id][lang];
}

void lc_say_parts(lc_buf *out, lc_lang lang, lc_sentence id,
                  const char *const *part, lc_say_put put)
{
    const char *s = lc_say_text(lang, id);
    size_t parts = 0;

    while (part[parts])
        parts++;
    for (const char *at; (at = strchr(s, '{')); s = at + 3) {
        /* the test of the tables knows no brace that isn't a place */
        size_t n = (size_t)(at[1] - '0');

        lc_buf_put(out, s, (size_t)(at - s));
        assert(n < parts);
        if (n < parts)
            put(out, part[n]);
    }
    lc_buf_puts(out, s);
}

void lc_say(lc_buf *out, lc_lang lang, lc_sentence id, const char *const *part)
{
    lc_say_parts(out, lang, id, part, lc_buf_puts);
}

const char *lc_say_part(lc_buf *out, const lc_buf *part)
{
    if (part->failed)
        out->failed = true;
    return part->failed || !part->data ? "" : part->data;
}
