/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/filter.c - see filter.h.
 */
#include "lifecircle/export/filter/filter.h"

#include "lifecircle/base/mem.h"
#include "src/export/filter/grammar.h"
#include "src/export/filter/holds.h"
#include "src/export/filter/tree.h"

/* Texts, names and nodes of what the limits of the grammar allow. */
#define MOST_BYTES (64u << 20)

lc_status lc_filter_parse(const char *text, const lc_filter_rows *rows,
                          lc_filter **out, lc_error *err)
{
    lc_filter *f = lc_calloc(1, sizeof *f);
    lc_grammar g = {.rows = rows, .filter = f};
    lc_status st;

    *out = NULL;
    if (f)
        f->arena = lc_arena_new(MOST_BYTES);
    if (!f || !f->arena) {
        lc_free(f);
        return lc_no_memory(err, "the filter");
    }
    g.lex =
        (lc_lex){.start = text, .at = text, .word = text, .arena = f->arena};
    st = lc_grammar_read(&g, err);
    if (st)
        lc_filter_free(f);
    else
        *out = f;
    return st;
}

void lc_filter_free(lc_filter *f)
{
    if (!f)
        return;
    for (lc_tree *t = f->with_region; t; t = t->with_region)
        lc_region_free(t->region);
    lc_arena_free(f->arena);
    lc_free(f);
}

bool lc_filter_keeps(const lc_filter *f, lc_row *row)
{
    return lc_holds_tree(f->root, row) == LIFE_TRUE;
}

/* ---- what narrows it ---- */

/* What must hold is the tree itself, and the parts of an `and` at its top. */
static const lc_tree *first_demand(const lc_filter *f)
{
    return f->root->op == LIFE_TREE_AND ? f->root->first : f->root;
}

bool lc_filter_box(const lc_filter *f, lc_box *box)
{
    for (const lc_tree *t = first_demand(f); t; t = t->next)
        if (t->op == LIFE_TREE_INTERSECTS) {
            *box = lc_region_bounds(t->region);
            return true;
        }
    return false;
}

const char *lc_filter_equal(const lc_filter *f, size_t *field)
{
    for (const lc_tree *t = first_demand(f); t; t = t->next) {
        const lc_operand *a = t->operand;
        size_t left;

        if (t->op != LIFE_TREE_EQ)
            continue;
        left = a[0].is_field ? 0 : 1;
        if (!a[left].is_field || a[!left].is_field ||
            a[left].kind != LIFE_OPERAND_TEXT || a[0].fold || a[1].fold)
            continue;
        *field = a[left].field;
        return a[!left].text;
    }
    return NULL;
}
