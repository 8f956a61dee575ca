/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/cell_words.c - see cell_words.h.
 *
 * Few words and few rows of the table: it is looked through for each cell.
 */
#include "src/import/record/words/cell_words.h"

#include "lifecircle/base/table.h"

#include <string.h>
#include <strings.h>

lc_status lc_cell_words_open(lc_cell_words *w, lc_error *err)
{
    lc_status st = lc_table_open("cell_words.csv", &w->table, err);

    if (st)
        return st;
    w->field = lc_table_column(w->table, "field");
    w->word = lc_table_column(w->table, "word");
    w->value = lc_table_column(w->table, "value");
    return LIFE_OK;
}

void lc_cell_words_close(lc_cell_words *w)
{
    lc_table_free(w->table);
    *w = (lc_cell_words){0};
}

const char *lc_cell_words_find(const lc_cell_words *w, const char *field,
                               const char *text, const char *otherwise)
{
    for (size_t i = 0; *text && i < lc_table_rows(w->table); i++)
        if (!strcmp(lc_table_get(w->table, i, w->field), field) &&
            !strcasecmp(lc_table_get(w->table, i, w->word), text))
            return lc_table_get(w->table, i, w->value);
    return otherwise;
}
