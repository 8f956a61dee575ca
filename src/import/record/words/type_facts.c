/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/type_facts.c - see type_facts.h.
 *
 * Some hundred words, looked through in the order of the table: what is told
 * first stands, so a longer word stands above its own beginning.
 */
#include "src/import/record/words/type_facts.h"

#include "lifecircle/base/buf.h"
#include "src/import/table/cell.h"

#include <string.h>

void lc_type_facts_add(lc_told *t, const char *attribute, const char *value)
{
    for (size_t i = 0; i < t->n; i++)
        if (!strcmp(t->v[i].attribute, attribute))
            return;
    if (t->n < LIFE_TOLD_MOST)
        t->v[t->n++] = (struct lc_told_fact){attribute, value};
}

/* ---- the table ---- */

static lc_status add_name(lc_type_facts *f, size_t row, const char *s,
                          size_t len, lc_error *err)
{
    bool front = len > 0 && s[len - 1] == '*';
    lc_buf folded = {0};
    lc_type_fact fact = {.front = front,
                         .cells = lc_table_is_set(f->table, row, "cells"),
                         .attribute = lc_table_cell(f->table, row, "attribute"),
                         .value = lc_table_cell(f->table, row, "value")};

    lc_cell_fold(s, len - front, &folded);
    fact.name = lc_buf_steal(&folded, NULL);
    if (!fact.name)
        return lc_no_memory(err, "the types");
    if (!*fact.name) {
        lc_free(fact.name);
        return lc_table_bad(f->table, row, "names", "a name", err);
    }
    if (lc_vec_push(&f->fact, fact))
        return LIFE_OK;
    lc_free(fact.name);
    return lc_no_memory(err, "the types");
}

lc_status lc_type_facts_open(lc_type_facts *f, lc_error *err)
{
    lc_status st;

    *f = (lc_type_facts){0};
    st = lc_table_open("type_facts.csv", &f->table, err);
    for (size_t row = 0; !st && row < lc_table_rows(f->table); row++) {
        const char *names = lc_table_cell(f->table, row, "names");

        while (*names && !st) {
            size_t len = strcspn(names, "|");

            st = add_name(f, row, names, len, err);
            names += len + (names[len] == '|');
        }
    }
    return st;
}

void lc_type_facts_close(lc_type_facts *f)
{
    for (size_t i = 0; i < f->fact.n; i++)
        lc_free(f->fact.v[i].name);
    lc_vec_free(&f->fact);
    lc_table_free(f->table);
    *f = (lc_type_facts){0};
}

/* ---- asking ---- */

/* Whether a type begins with it and goes on. */
static bool is_front(const lc_type_fact *fact, const char *folded)
{
    size_t len = strlen(fact->name);

    return fact->front && !strncmp(folded, fact->name, len) && folded[len];
}

size_t lc_type_facts_front(const lc_type_facts *f, const char *folded)
{
    size_t best = 0;

    for (size_t i = 0; i < f->fact.n; i++) {
        size_t len = strlen(f->fact.v[i].name);

        if (len > best && is_front(&f->fact.v[i], folded))
            best = len;
    }
    return best;
}

/* Of what is whole, and of what stands in front. */
static void tell_here(const lc_type_facts *f, const char *folded, size_t front,
                      lc_told *out)
{
    for (size_t i = 0; i < f->fact.n; i++) {
        const lc_type_fact *fact = &f->fact.v[i];

        if (!strcmp(fact->name, folded) ||
            (front && strlen(fact->name) == front && is_front(fact, folded)))
            lc_type_facts_add(out, fact->attribute, fact->value);
    }
}

void lc_type_facts_tell(const lc_type_facts *f, const char *folded,
                        lc_told *out)
{
    size_t front;

    do {
        front = lc_type_facts_front(f, folded);
        tell_here(f, folded, front, out);
        folded += front;
    } while (front);
}

bool lc_type_facts_has_cells(const lc_type_facts *f, const char *attribute)
{
    for (size_t i = 0; i < f->fact.n; i++)
        if (f->fact.v[i].cells && !strcmp(f->fact.v[i].attribute, attribute))
            return true;
    return false;
}

const char *lc_type_facts_cell(const lc_type_facts *f, const char *attribute,
                               const char *text)
{
    const char *value = text;
    lc_buf folded = {0};

    lc_cell_fold(text, strlen(text), &folded);
    for (size_t i = 0; !folded.failed && i < f->fact.n; i++)
        if (f->fact.v[i].cells && !strcmp(f->fact.v[i].name, folded.data) &&
            !strcmp(f->fact.v[i].attribute, attribute)) {
            value = f->fact.v[i].value;
            break;
        }
    lc_buf_free(&folded);
    return value;
}
