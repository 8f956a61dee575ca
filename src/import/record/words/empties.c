/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/empties.c - see empties.h.
 */
#include "src/import/record/words/empties.h"

#include <string.h>
#include <strings.h>

/* Columns of words that may be "no", and those of which nobody knows what they
 * hold. */
static bool may_answer(const lc_columns *c, int column)
{
    static const lc_field answers[] = {LIFE_FIELD_wheelchair, LIFE_FIELD_urban,
                                       LIFE_FIELD_value};

    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (c->column[answers[i]] == column)
            return true;
    for (int f = 0; f < LIFE_FIELD_COUNT; f++)
        if (c->column[f] == column)
            return false;
    for (size_t i = 0; i < c->attributes.n; i++)
        if (c->attributes.v[i].column == column)
            return !c->attributes.v[i].is_number && !c->attributes.v[i].is_date;
    return true;
}

lc_status lc_empties_open(lc_empties *e, const lc_columns *c, size_t count,
                          lc_error *err)
{
    lc_status st = lc_table_open("cell_words.csv", &e->words, err);
    int word = st ? 0 : lc_table_column(e->words, "word");

    if (st)
        return st;
    e->answers_no = lc_calloc(count + 1, sizeof *e->answers_no);
    if (!e->answers_no)
        return lc_no_memory(err, "the columns");
    for (size_t i = 0; i < count; i++)
        e->answers_no[i] = !c->table || may_answer(c, (int)i);
    for (size_t i = 0; i < lc_table_rows(e->words); i++) {
        size_t n = strlen(lc_table_get(e->words, i, word));

        if (n > e->longest)
            e->longest = n;
    }
    return LIFE_OK;
}

void lc_empties_close(lc_empties *e)
{
    lc_table_free(e->words);
    lc_free(e->answers_no);
    *e = (lc_empties){0};
}

bool lc_empties_is(const lc_empties *e, size_t column, const char *cell)
{
    int field = lc_table_column(e->words, "field");
    int word = lc_table_column(e->words, "word");
    size_t len = strnlen(cell, e->longest + 1);

    if (len == 0 || len > e->longest)
        return false;
    for (size_t i = 0; i < lc_table_rows(e->words); i++) {
        const char *of = lc_table_get(e->words, i, field);

        if (strcmp(of, "empty") &&
            (strcmp(of, "none") || e->answers_no[column]))
            continue;
        if (!strcasecmp(lc_table_get(e->words, i, word), cell))
            return true;
    }
    return false;
}
