/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/column_words.c - see column_words.h.
 */
#include "src/import/record/words/column_words.h"

#include "lifecircle/base/table.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

lc_status lc_column_words_open(lc_column_words *w, lc_error *err)
{
    lc_status st = lc_table_open("column_words.csv", &w->table, err);

    if (st)
        return st;
    w->field = lc_table_column(w->table, "field");
    w->word = lc_table_column(w->table, "word");
    return LIFE_OK;
}

void lc_column_words_close(lc_column_words *w)
{
    lc_table_free(w->table);
    *w = (lc_column_words){0};
}

bool lc_column_words_is(const lc_column_words *w, const char *field,
                        const char *folded)
{
    for (size_t i = 0; i < lc_table_rows(w->table); i++)
        if (!strcmp(lc_table_get(w->table, i, w->field), field) &&
            !strcmp(lc_table_get(w->table, i, w->word), folded))
            return true;
    return false;
}

/* ---- age bands ---- */

/* Without regard to case, which bytes above 127 have none of. */
static bool skip(const char **s, const char *word)
{
    size_t len = strlen(word);

    if (strncasecmp(*s, word, len))
        return false;
    *s += len;
    return true;
}

/* Moves *s behind the first word of a field that stands there. */
static bool skip_word(const lc_column_words *w, const char *field,
                      const char **s)
{
    for (size_t i = 0; i < lc_table_rows(w->table); i++)
        if (!strcmp(lc_table_get(w->table, i, w->field), field) &&
            skip(s, lc_table_get(w->table, i, w->word)))
            return true;
    return false;
}

/* What stands between the two ages. */
static bool skip_to(const char **s)
{
    static const char *const to[] = {"_", "-", "~", "–", " "};

    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        if (skip(s, to[i]))
            return true;
    return false;
}

#define AGE_MAX 150 /* older than anybody has become */

/* -1: there is none. */
static int age(const char **s)
{
    int v = -1;

    while (**s >= '0' && **s <= '9' && v <= AGE_MAX)
        v = (v < 0 ? 0 : v * 10) + (*(*s)++ - '0');
    return v > AGE_MAX ? -1 : v;
}

bool lc_column_words_band(const lc_column_words *w, const char *name,
                          char out[LIFE_BAND_BYTES])
{
    bool named = skip_word(w, "age_head", &name);
    int low, high;

    if (named && (*name == '_' || *name == '-' || *name == ' '))
        name++;
    low = age(&name);
    if (low < 0)
        return false;
    if (skip_word(w, "age_more", &name)) {
        snprintf(out, LIFE_BAND_BYTES, "%d+", low);
        return !*name;
    }
    if (!skip_to(&name))
        return false;
    high = age(&name);
    named |= skip_word(w, "age_unit", &name);
    snprintf(out, LIFE_BAND_BYTES, "%d-%d", low, high);
    return named && high >= low && !*name;
}
