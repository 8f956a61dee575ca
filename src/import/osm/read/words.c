/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/words.c - lists of words, from geodata/osm_words.csv.
 *
 * Lists are short and asked of objects that have the tag in question, so each
 * value is compared in turn.
 */
#include "src/import/osm/read/words.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/table.h"

#include <string.h>

typedef struct word {
    const char *key; /* "" where the list is of values alone */
    const char *value;
} word;

struct lc_osm_words {
    lc_arena *mem; /* of the texts */
    LC_VEC(word) list[LIFE_OSM_LIST_COUNT];
};

static const char *const names[LIFE_OSM_LIST_COUNT] = {
#define LIFE_OSM_LIST(id, name) [LIFE_OSM_LIST_##id] = (name),
    LIFE_OSM_LISTS(LIFE_OSM_LIST)
#undef LIFE_OSM_LIST
};

/* ---- reading ---- */

/* Cuts "a|b|c" at the bars, in place. */
static lc_status add_values(lc_osm_words *w, int list, const char *key,
                            char *values, lc_error *err)
{
    for (char *at = values, *bar; at; at = bar ? bar + 1 : NULL) {
        word one = {key, at};

        bar = strchr(at, '|');
        if (bar)
            *bar = '\0';
        if (!lc_vec_push(&w->list[list], one))
            return lc_no_memory(err, "the words of tags");
    }
    return LIFE_OK;
}

static lc_status read_row(lc_osm_words *w, const lc_table *t, size_t row,
                          lc_error *err)
{
    const char *name = lc_table_cell(t, row, "list");
    const char *key = lc_table_cell(t, row, "key");
    const char *values = lc_table_cell(t, row, "values");
    char *own;
    int list = 0;

    while (list < LIFE_OSM_LIST_COUNT && strcmp(names[list], name) != 0)
        list++;
    if (list == LIFE_OSM_LIST_COUNT)
        return lc_table_bad(t, row, "list",
                            "one of those that the file explains", err);
    if (!*values)
        return lc_table_bad(t, row, "values", "words with bars between them",
                            err);
    key = lc_arena_strdup(w->mem, key);
    own = lc_arena_strdup(w->mem, values);
    return key && own ? add_values(w, list, key, own, err)
                      : lc_no_memory(err, "the words of tags");
}

/* A list without a row would be a word that is never understood. */
static lc_status check_whole(const lc_osm_words *w, const lc_table *t,
                             lc_error *err)
{
    for (int i = 0; i < LIFE_OSM_LIST_COUNT; i++)
        if (!w->list[i].n)
            return lc_fail_at(err,
                              lc_fail(err, LIFE_ERR_PARSE,
                                      "there is no row of the list %s",
                                      names[i]),
                              lc_table_source(t), 0);
    return LIFE_OK;
}

static lc_status read_all(lc_osm_words *w, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("osm_words.csv", &t, err);

    for (size_t i = 0; !st && i < lc_table_rows(t); i++)
        st = read_row(w, t, i, err);
    if (!st)
        st = check_whole(w, t, err);
    lc_table_free(t);
    return st;
}

lc_status lc_osm_words_open(lc_osm_words **out, lc_error *err)
{
    lc_osm_words *w = lc_calloc(1, sizeof *w);
    lc_status st;

    *out = NULL;
    if (!w || !(w->mem = lc_arena_new(0)))
        st = lc_no_memory(err, "the words of tags");
    else
        st = read_all(w, err);
    if (st)
        lc_osm_words_free(w);
    else
        *out = w;
    return st;
}

void lc_osm_words_free(lc_osm_words *w)
{
    if (!w)
        return;
    for (int i = 0; i < LIFE_OSM_LIST_COUNT; i++)
        lc_vec_free(&w->list[i]);
    lc_arena_free(w->mem);
    lc_free(w);
}

/* ---- asking ---- */

bool lc_osm_words_has(const lc_osm_words *w, lc_osm_list list, const char *text)
{
    for (size_t i = 0; i < w->list[list].n; i++)
        if (!strcmp(w->list[list].v[i].value, text))
            return true;
    return false;
}

/* Values of one key stand side by side, so that each tag is looked up once. */
bool lc_osm_words_tagged(const lc_osm_words *w, lc_osm_list list,
                         lc_osm_tags tags)
{
    const char *key = NULL, *said = NULL;

    for (size_t i = 0; i < w->list[list].n; i++) {
        const word *one = &w->list[list].v[i];

        if (one->key != key) {
            key = one->key;
            said = lc_osm_data_tag(tags.d, tags.tag, tags.count, key);
        }
        if (said && !strcmp(said, one->value))
            return true;
    }
    return false;
}

const char *lc_osm_words_at(const lc_osm_words *w, lc_osm_list list, size_t i)
{
    return i < w->list[list].n ? w->list[list].v[i].value : NULL;
}
