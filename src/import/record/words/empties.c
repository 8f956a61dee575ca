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

/* Few words have a cell's length, and most cells are longer than any. */
static lc_status list_words(lc_empties *e, lc_error *err)
{
    int field = lc_table_column(e->words, "field");
    int word = lc_table_column(e->words, "word");

    for (size_t i = 0; i < lc_table_rows(e->words); i++) {
        const char *of = lc_table_get(e->words, i, field);
        lc_empty one = {lc_table_get(e->words, i, word), !strcmp(of, "none")};
        size_t len = strlen(one.word);

        if ((!one.none && strcmp(of, "empty")) || len >= LIFE_EMPTIES_BYTES)
            continue;
        if (!lc_vec_push(&e->of_length[len], one))
            return lc_no_memory(err, "the words");
    }
    return LIFE_OK;
}

lc_status lc_empties_open(lc_empties *e, const lc_columns *c, size_t count,
                          lc_error *err)
{
    lc_status st = lc_table_open("cell_words.csv", &e->words, err);

    if (st)
        return st;
    e->answers_no = lc_calloc(count + 1, sizeof *e->answers_no);
    if (!e->answers_no)
        return lc_no_memory(err, "the columns");
    for (size_t i = 0; i < count; i++)
        e->answers_no[i] = !c->table || may_answer(c, (int)i);
    return list_words(e, err);
}

void lc_empties_close(lc_empties *e)
{
    for (size_t i = 0; i < LIFE_EMPTIES_BYTES; i++)
        lc_vec_free(&e->of_length[i]);
    lc_table_free(e->words);
    lc_free(e->answers_no);
    *e = (lc_empties){0};
}

bool lc_empties_is(const lc_empties *e, size_t column, const char *cell)
{
    size_t len = strnlen(cell, LIFE_EMPTIES_BYTES);

    if (len == 0 || len >= LIFE_EMPTIES_BYTES || !e->words)
        return false;
    for (size_t i = 0; i < e->of_length[len].n; i++) {
        const lc_empty *one = &e->of_length[len].v[i];

        /* The same letter in either case differs in one bit. */
        if ((one->word[0] | 0x20) == (cell[0] | 0x20) &&
            !(one->none && e->answers_no[column]) &&
            !strcasecmp(one->word, cell))
            return true;
    }
    return false;
}
