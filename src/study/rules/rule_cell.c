/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/rules/rule_cell.c - see rule_cell.h.
 */
#include "src/study/rules/rule_cell.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"

#include <stdio.h>
#include <string.h>

lc_status lc_rule_cell_bad(const lc_rule_cell *at, const char *column,
                           const char *value, const char *what, lc_error *err)
{
    lc_status st =
        lc_fail(err, LIFE_ERR_RANGE, "column \"%s\": \"%.60s\" is not %s",
                column, value, what);

    return lc_fail_at(err, st, lc_table_source(at->table),
                      lc_table_line(at->table, at->row));
}

const char *lc_rule_cell_of(const lc_rule_cell *at, const char *column)
{
    return lc_table_cell(at->table, at->row, column);
}

const char *lc_rule_cell_text(const lc_rule_cell *at, const char *column,
                              lc_error *err)
{
    const char *kept =
        lc_arena_strdup(at->standard->text, lc_rule_cell_of(at, column));

    if (!kept)
        lc_no_memory(err, "the standard");
    return kept;
}

const char *lc_rule_cell_word(const lc_rule_cell *at, const char **text,
                              const char *between, lc_error *err)
{
    const char *word;
    size_t len;

    *text += strspn(*text, between);
    len = strcspn(*text, between);
    if (!len)
        return NULL;
    word = lc_arena_strndup(at->standard->text, *text, len);
    if (!word)
        lc_no_memory(err, "the standard");
    *text += len;
    return word;
}

lc_status lc_rule_cell_number(const lc_rule_cell *at, const char *column,
                              double low, double high, double *out,
                              lc_error *err)
{
    const char *text = lc_rule_cell_of(at, column);
    char what[96];

    /* An empty cell keeps what *out was: the default is the caller's. */
    if (!*text)
        return LIFE_OK;
    if (lc_parse_decimal(text, out) && *out >= low && *out <= high)
        return LIFE_OK;
    snprintf(what, sizeof what, "a number from %g to %g", low, high);
    return lc_rule_cell_bad(at, column, text, what, err);
}
