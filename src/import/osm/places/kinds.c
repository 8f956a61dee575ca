/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/kinds.c - see kinds.h.
 *
 * Two sets of rules are asked, one after the other: a set has room for 64
 * results, and those of geodata nearly fill it.
 */
#include "src/import/osm/places/kinds.h"

#include <string.h>

/* A rule for a category that is not in the table is a slip in geodata, told
 * with its line. */
static lc_status map_categories(struct lc_osm_kind_rules *set,
                                const lc_table *categories, lc_error *err)
{
    int id = lc_table_column(categories, "id");
    size_t rows = lc_table_rows(categories);

    for (size_t i = 0; i < lc_osm_rules_result_count(set->rules); i++) {
        const char *result = lc_osm_rules_result(set->rules, i);
        size_t row = 0;

        while (row < rows && strcmp(lc_table_get(categories, row, id), result))
            row++;
        if (row == rows && strcmp(result, "-"))
            return lc_fail_at(err,
                              lc_fail(err, LIFE_ERR_PARSE,
                                      "categories.csv has no \"%s\"", result),
                              "osm_rules.csv",
                              lc_osm_rules_line(set->rules, i));
        if (row < rows)
            lc_catset_add(&set->category_of[i], (uint32_t)row);
    }
    return LIFE_OK;
}

/* ---- the city's own ---- */

/* The expressions of a cell, a row each; they hold neither " nor ;. */
static void put_expressions(lc_buf *out, const char *id, const char *cell)
{
    while (*cell) {
        size_t len = strcspn(cell, ";"), end = len, from = strspn(cell, " ");

        while (end > from && cell[end - 1] == ' ')
            end--;
        if (end > from)
            lc_buf_printf(out, "%s,0,\"%.*s\"\n", id, (int)(end - from),
                          cell + from);
        cell += len + (cell[len] == ';');
    }
}

#define OWN_HEAD "category,weak,expression\n"

/* Takes the text over. */
static lc_status make_own(lc_buf *text, lc_osm_rules **out, lc_error *err)
{
    lc_table *t = NULL;
    lc_status st;

    *out = NULL;
    if (text->failed)
        st = lc_no_memory(err, "the tag rules");
    else
        st = lc_table_parse(text->data, text->len, "the city's own tag rules",
                            &t, err);
    lc_buf_free(text);
    return st ? st : lc_osm_rules_make(t, "category", false, out, err);
}

static lc_status open_own(struct lc_osm_kind_rules *set,
                          const lc_table *categories, lc_error *err)
{
    lc_buf text = {0};

    lc_buf_puts(&text, OWN_HEAD);
    for (size_t i = 0; i < lc_table_rows(categories); i++)
        put_expressions(&text, lc_table_cell(categories, i, "id"),
                        lc_table_cell(categories, i, "osm"));
    return make_own(&text, &set->rules, err);
}

lc_status lc_osm_kinds_check(const char *rules, lc_error *err)
{
    lc_osm_rules *made;
    lc_buf text = {0};
    lc_status st;

    if (strchr(rules, '"'))
        return lc_fail(err, LIFE_ERR_PARSE, "a rule has no \" in it");
    lc_buf_puts(&text, OWN_HEAD);
    put_expressions(&text, "x", rules);
    st = make_own(&text, &made, err);
    lc_osm_rules_free(made);
    return st;
}

/* ---- all of them ---- */

lc_status lc_osm_kinds_open(lc_osm_kinds *k, const lc_table *categories,
                            bool weak, lc_error *err)
{
    lc_status st;

    *k = (lc_osm_kinds){.left_out = 0};
    st = lc_osm_rules_open("osm_rules.csv", "category", weak, &k->set[0].rules,
                           err);
    if (!st)
        st = open_own(&k->set[1], categories, err);
    for (size_t i = 0; i < LIFE_OSM_KIND_SETS && !st; i++)
        st = map_categories(&k->set[i], categories, err);
    if (!st)
        k->left_out = lc_osm_rules_bit(k->set[0].rules, "-");
    return st;
}

void lc_osm_kinds_close(lc_osm_kinds *k)
{
    for (size_t i = 0; i < LIFE_OSM_KIND_SETS; i++)
        lc_osm_rules_free(k->set[i].rules);
    *k = (lc_osm_kinds){.left_out = 0};
}

static bool is_set(const lc_osm_rules *r, size_t row, const char *column)
{
    return !strcmp(lc_osm_rules_cell(r, row, column), "1");
}

/* What one rule adds to what was found. */
static void take_rule(const struct lc_osm_kind_rules *set, size_t row,
                      const lc_osm_view *tags, lc_osm_found *out)
{
    const lc_osm_rules *r = set->rules;
    const lc_catset *of = &set->category_of[lc_osm_rules_of_row(r, row)];

    if (!out->kind)
        out->kind = lc_osm_data_tag(tags->data, tags->tag, tags->tag_count,
                                    lc_osm_rules_key(r, row));
    if (!out->subtype)
        out->subtype = lc_osm_rules_kind(r, row, tags);
    out->linear &= is_set(r, row, "linear");
    out->way_in &= is_set(r, row, "way_in");
    if (is_set(r, row, "unstated"))
        lc_catset_join(&out->unstated, of);
    lc_catset_join(&out->categories, of);
}

lc_osm_found lc_osm_kinds_find(const lc_osm_kinds *k, const lc_osm_view *tags)
{
    lc_osm_found out = {.linear = true, .way_in = true};

    for (size_t i = 0; i < LIFE_OSM_KIND_SETS; i++) {
        lc_osm_match m = {0};

        while (lc_osm_rules_next(k->set[i].rules, tags, &m)) {
            if (i == 0 && m.results & k->left_out)
                return (lc_osm_found){.kind = NULL};
            take_rule(&k->set[i], m.row, tags, &out);
        }
    }
    return out;
}

lc_catset lc_osm_kinds_ways_in(const lc_osm_kinds *k)
{
    uint64_t results = lc_osm_rules_marked(k->set[0].rules, "way_in");
    lc_catset of = {{0}};

    for (size_t i = 0; i < lc_osm_rules_result_count(k->set[0].rules); i++)
        if (results >> i & 1)
            lc_catset_join(&of, &k->set[0].category_of[i]);
    return of;
}
