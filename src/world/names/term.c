/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/term.c - see lifecircle/world/names/term.h.
 *
 * Attributes need no table of their own: what a column of people's tables may
 * be called (columns.csv) begins, in Chinese, with what the thing is called.
 */
#include "src/world/names/term.h"

#include "lifecircle/base/table.h"
#include "src/world/city.h"

#include <string.h>

static lc_status add(lc_world *w, const char *id, const char *zh,
                     const char *en, lc_error *err)
{
    const lc_term t = {lc_world_keep(w, id), lc_world_keep(w, zh),
                       lc_world_keep(w, en)};

    return t.id && t.name_zh && t.name_en && lc_vec_push(&w->term, t)
               ? LIFE_OK
               : lc_no_memory(err, "the names of ids");
}

static lc_status add_terms(lc_world *w, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("standards/terms.csv", &t, err);

    if (st)
        return st;
    for (size_t i = 0; i < lc_table_rows(t) && !st; i++) {
        const char *id = lc_table_cell(t, i, "id");
        const char *zh = lc_table_cell(t, i, "name_zh");

        st = *id && *zh
                 ? add(w, id, zh, lc_table_cell(t, i, "name_en"), err)
                 : lc_table_bad(t, i, *id ? "name_zh" : "id", "a text", err);
    }
    lc_table_free(t);
    return st;
}

/* The first of "beds|床位|床位数" that lc_han_in() finds Chinese; "" where none
 * is. */
static const char *first_chinese(lc_world *w, const char *columns)
{
    while (*columns) {
        size_t len = strcspn(columns, "|");
        const char *word = lc_arena_strndup(w->text, columns, len);

        if (!word || lc_han_in(word))
            return word;
        columns += len + (columns[len] == '|');
    }
    return "";
}

static lc_status add_attributes(lc_world *w, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("columns.csv", &t, err);

    if (st)
        return st;
    for (size_t i = 0; i < lc_table_rows(t) && !st; i++) {
        const char *zh = first_chinese(w, lc_table_cell(t, i, "columns"));

        if (!zh)
            st = lc_no_memory(err, "the names of ids");
        else if (*zh)
            st = add(w, lc_table_cell(t, i, "field"), zh, "", err);
    }
    lc_table_free(t);
    return st;
}

lc_status lc_world_term_load(lc_city *c, lc_world *w, lc_error *err)
{
    lc_status st = add_terms(w, err);

    (void)c;
    return st ? st : add_attributes(w, err);
}

const char *lc_world_term(const lc_world *w, const char *id, lc_lang lang)
{
    for (size_t i = 0; i < w->term.n; i++) {
        const lc_term *t = &w->term.v[i];
        const char *name = lang == LIFE_LANG_ZH ? t->name_zh : t->name_en;

        if (*name && !strcmp(t->id, id))
            return name;
    }
    return id;
}
