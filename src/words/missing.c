/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/missing.c - see missing.h.
 */
#include "lifecircle/words/missing.h"

#include "lifecircle/words/ages.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/names/term.h"

#include <inttypes.h>
#include <stdio.h>

static const lc_sentence texts[LIFE_LACK_COUNT] = {
#define OF(id) [LIFE_LACK_##id] = LIFE_SAY_LACK_##id
    OF(CATEGORY), OF(KIND),     OF(ATTRIBUTE), OF(RESIDENTS), OF(AGES),
    OF(DRIVE),    OF(BUILT_UP), OF(LEVEL),     OF(LIST),      OF(URBAN),
    OF(FIGURE),   OF(HOMES),    OF(LINK),      OF(REACH),     OF(EXTENT),
    OF(POSITION), OF(TARGET),   OF(WHOLE),     OF(HOURS)
#undef OF
};

/* More than these would not be read: then the first few, and how many. */
enum { MOST_NAMED = 6, FEW_NAMED = 4 };

/* Names, which a table of facilities may have in its column too. */
static void put_categories(lc_buf *out, const lc_world *w, const lc_catset *set,
                           lc_lang lang)
{
    uint32_t all = 0, n = 0;
    char count[16];

    for (LIFE_CATSET_EACH(c, set))
        all++;
    for (LIFE_CATSET_EACH(c, set)) {
        const lc_category *d = lc_world_category(w, c);

        if (all > MOST_NAMED && n == FEW_NAMED)
            break;
        if (n++)
            lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_LACK_JOIN));
        lc_buf_puts(out, lc_lang_pick(lang, d->name_zh, d->name_en));
    }
    snprintf(count, sizeof count, "%" PRIu32, all);
    if (n < all)
        LC_SAY(out, lang, LIFE_SAY_LACK_AND_MORE, count);
}

/* In English the ids of columns, levels and lists stay: tables are headed so.
 */
static void put_name(lc_buf *out, const lc_world *w, const lc_missing *m,
                     lc_lang lang)
{
    if (!lc_catset_is_empty(&m->set))
        put_categories(out, w, &m->set, lang);
    else if (lang == LIFE_LANG_EN)
        lc_buf_puts(out, m->name);
    else if (m->lack == LIFE_LACK_AGES)
        lc_ages_text(out, m->name, lang);
    else
        lc_buf_puts(out,
                    m->name_zh ? m->name_zh : lc_world_term(w, m->name, lang));
}

void lc_missing_text(lc_buf *out, const lc_world *w, const lc_missing *m,
                     lc_lang lang)
{
    lc_buf name = {0};
    char count[16];

    put_name(&name, w, m, lang);
    snprintf(count, sizeof count, "%" PRIu32, m->count);
    LC_SAY(out, lang, texts[m->lack], lc_say_part(out, &name), count);
    lc_buf_free(&name);
}
