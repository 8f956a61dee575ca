/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/access.c - see access.h.
 */
#include "lifecircle/words/access.h"

#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/words/ages.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/home.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The capacity's own people where they are those counted, else the residents
 * (of the ages that were asked for). */
static void put_who(lc_buf *out, const lc_access *a, lc_lang lang)
{
    const lc_capacity *c = a->capacity;

    if (!strcmp(a->ages, c->ages))
        lc_buf_puts(out, lang == LIFE_LANG_ZH ? c->who_zh : c->who_en);
    else if (*a->ages)
        lc_ages_residents(out, LIFE_SAY_ACCESS_AGED, a->ages, lang);
    else
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_ACCESS_RESIDENTS));
}

/* By how many there are: none, one for several people, several for each. */
static lc_sentence text_of(double ratio)
{
    return ratio <= 0  ? LIFE_SAY_ACCESS_NONE
           : ratio < 1 ? LIFE_SAY_ACCESS_SHARED
                       : LIFE_SAY_ACCESS_EACH;
}

/* People for one, or pieces for each; a decimal where that says something. */
static void put_count(lc_buf *out, double ratio)
{
    if (ratio >= 1)
        lc_buf_double(out, ratio, 1);
    else if (ratio > 0)
        lc_buf_double(out, 1 / ratio, ratio > 0.1 ? 1 : 0);
}

bool lc_access_text(lc_buf *out, const lc_access *a, const lc_access_row *row,
                    lc_lang lang)
{
    const lc_capacity *c = a->capacity;
    const char *of = row->ratio >= 1 ? c->many_en : c->one_en;
    lc_buf who = {0}, count = {0};
    char minutes[32], at[20];

    if (isnan(row->ratio) ||
        lc_world_home_kind(a->world) != LIFE_HOMES_RESIDENTS)
        return false;
    lc_world_clock_text(a->query.when, at);
    if (*at)
        LC_SAY(out, lang, LIFE_SAY_ACCESS_THEN, at);
    snprintf(minutes, sizeof minutes, "%g", a->query.limit_ms / 60000.0);
    put_who(&who, a, lang);
    put_count(&count, row->ratio);
    LC_SAY(out, lang, text_of(row->ratio),
           lc_words_mode(a->world, a->query.pace, lang), minutes,
           lc_say_part(out, &who), lang == LIFE_LANG_ZH ? c->many_zh : of,
           lc_say_part(out, &count));
    lc_buf_free(&who);
    lc_buf_free(&count);
    return true;
}
