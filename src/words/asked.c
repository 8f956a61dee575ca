/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/asked.c - see asked.h.
 */
#include "lifecircle/words/asked.h"

#include "lifecircle/words/ages.h"
#include "lifecircle/words/say.h"

void lc_asked_text(lc_buf *out, lc_when when, const char *ages, lc_lang lang)
{
    lc_buf who = {0};
    char at[20];

    lc_world_clock_text(when, at);
    if (*at)
        LC_SAY(out, lang, LIFE_SAY_TABLE_THEN, at);
    if (!ages)
        return;
    lc_ages_residents(&who, LIFE_SAY_COVERAGE_AGED, ages, lang);
    LC_SAY(out, lang, LIFE_SAY_TABLE_WHOM, lc_say_part(out, &who));
    lc_buf_free(&who);
}
