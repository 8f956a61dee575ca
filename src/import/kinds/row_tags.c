/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/row_tags.c - see row_tags.h.
 *
 * A row is laid out as an object of an extract with its tags alone, so that
 * one set of rules reads both.
 */
#include "src/import/kinds/row_tags.h"

#include "lifecircle/base/utf8.h"

#include <string.h>

#define KEYS_LEAST 2 /* one may be the name of any column */

/* Keys under which OpenStreetMap tells what a place is. */
static bool is_main_key(const char *name)
{
    static const char *const keys[] = {
        "amenity",  "shop",   "leisure",   "healthcare",       "tourism",
        "office",   "craft",  "emergency", "public_transport", "railway",
        "highway",  "sport",  "landuse",   "social_facility",  "historic",
        "building", "natural"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(keys[i], name))
            return true;
    return false;
}

static bool has_keys(const char *const *name, size_t count)
{
    size_t keys = 0;
    bool id = false;

    for (size_t i = 0; i < count; i++) {
        keys += is_main_key(name[i]);
        id |= !strcmp(name[i], "@id");
    }
    return keys >= KEYS_LEAST || (keys > 0 && id);
}

/* Tags of an object are sorted by key; few columns, once a table. */
static void sort_keys(lc_row_tags *t)
{
    for (size_t i = 0; i < t->count; i++) {
        size_t k = i;

        for (; k > 0 && strcmp(t->key[t->order[k - 1]], t->key[i]) > 0; k--)
            t->order[k] = t->order[k - 1];
        t->order[k] = i;
    }
}

lc_status lc_row_tags_open(lc_row_tags *t, const lc_kinds *kinds,
                           const char *const *name, size_t count, lc_error *err)
{
    lc_status st;

    if (!has_keys(name, count))
        return LIFE_OK;
    st =
        lc_osm_kinds_open(&t->found_by, lc_kinds_categories(kinds), false, err);
    if (st)
        return st;
    t->rules = true;
    t->key = lc_calloc(count, sizeof *t->key);
    t->order = lc_calloc(count, sizeof *t->order);
    if (!t->key || !t->order)
        return lc_no_memory(err, "the columns");
    t->count = count;
    for (size_t i = 0; i < count; i++)
        t->key[i] = name[i];
    sort_keys(t);
    return LIFE_OK;
}

void lc_row_tags_close(lc_row_tags *t)
{
    lc_osm_kinds_close(&t->found_by);
    lc_free(t->key);
    lc_free(t->order);
    lc_osm_data_free(&t->row);
    lc_buf_free(&t->kind);
    *t = (lc_row_tags){0};
}

bool lc_row_tags_uses(const lc_row_tags *t, size_t column)
{
    return t->rules && is_main_key(t->key[column]);
}

/* A text of the row; its place, or 0 where there is no memory. */
static uint32_t put_text(lc_row_tags *t, const char *s)
{
    uint32_t at = (uint32_t)t->row.text.n;

    do {
        if (!lc_vec_push(&t->row.text, *s))
            return 0;
    } while (*s++);
    return at;
}

/* For who wants to know which types are left out. */
static void tell_type(lc_row_tags *t, const lc_record *r)
{
    t->type[0] = '\0';
    for (size_t i = 0; i < t->count && !t->type[0]; i++)
        if (*r->cell[i] && is_main_key(t->key[i]))
            lc_utf8_format(t->type, sizeof t->type, "%.40s=%.80s", t->key[i],
                           r->cell[i]);
}

lc_status lc_row_tags_find(lc_row_tags *t, const lc_record *r, double area_m2,
                           lc_catset *set, lc_error *err)
{
    lc_osm_view view = {&t->row, 0, 0, area_m2};
    lc_osm_found found;

    *set = (lc_catset){{0}};
    if (!t->rules)
        return LIFE_OK;
    t->row.text.n = t->row.tags.n = 0;
    if (!lc_vec_push(&t->row.text, '\0'))
        return lc_no_memory(err, "a row");
    for (size_t i = 0; i < t->count; i++) {
        lc_osm_tag tag;

        if (!*r->cell[t->order[i]])
            continue;
        tag.key = put_text(t, t->key[t->order[i]]);
        tag.value = put_text(t, r->cell[t->order[i]]);
        if (!tag.key || !tag.value || !lc_vec_push(&t->row.tags, tag))
            return lc_no_memory(err, "a row");
    }
    view.tag_count = (uint32_t)t->row.tags.n;
    found = lc_osm_kinds_find(&t->found_by, &view);
    tell_type(t, r);
    lc_buf_clear(&t->kind);
    lc_osm_rules_put_kind(found.subtype ? found.subtype : "", &t->kind);
    *set = found.categories;
    return t->kind.failed ? lc_no_memory(err, "a row") : LIFE_OK;
}
