/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/category.c - kinds of service, and who is of each.
 *
 * A category's index is its row in the table, and stays for the life of the
 * world: sets of categories are bits by index, and facilities keep such sets.
 * There are at most 63, so that bit 63 is left for "any facility" and a look-up
 * by id may go through all.
 */
#include "src/world/category.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/json.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "lifecircle/store/rows/category.h"
#include "src/world/city.h"

#include <string.h>
#include <strings.h>

/* Between the braces of an object, that others stand beside them. */
static lc_status keep_members(lc_world *w, lc_category *c, lc_error *err)
{
    lc_buf text = {0};
    lc_json j;

    lc_json_init(&j, &text);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "category", c->id);
    lc_json_str(&j, "group", c->group);
    lc_json_str(&j, "name_zh", c->name_zh);
    lc_json_str(&j, "name_en", c->name_en);
    lc_json_bool(&j, "basic", c->basic);
    if (!text.failed) {
        c->members = lc_world_keep(w, text.data + 1);
        c->members_length = (uint32_t)text.len - 1;
    }
    lc_buf_free(&text);
    return c->members ? LIFE_OK : lc_no_memory(err, "the categories");
}

static lc_status add(lc_world *w, const lc_stored_category *row, lc_error *err)
{
    lc_category *c = &w->category[w->category_count];
    const struct {
        const char **to;
        const char *text;
    } text[] = {{&c->id, row->id},
                {&c->group, row->group_id},
                {&c->name_zh, row->name_zh},
                {&c->name_en, row->name_en},
                {&c->group_zh, row->group_zh},
                {&c->group_en, row->group_en}};

    if (w->category_count == LIFE_MAX_CATEGORIES)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than %d categories",
                       LIFE_MAX_CATEGORIES);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!(*text[i].to = lc_world_keep(w, text[i].text)))
            return lc_no_memory(err, "the categories");
    c->walk_minutes = row->walk_minutes > 0 ? row->walk_minutes : 0;
    c->basic = row->basic;
    w->category_count++;
    return keep_members(w, c, err);
}

static lc_stored_category read_row(const lc_table *t, size_t row)
{
    int64_t minutes = -1;

    (void)lc_parse_int(lc_table_cell(t, row, "walk_minutes"), 0, 60, &minutes);
    return (lc_stored_category){
        .id = lc_table_cell(t, row, "id"),
        .group_id = lc_table_cell(t, row, "group"),
        .name_zh = lc_table_cell(t, row, "name_zh"),
        .name_en = lc_table_cell(t, row, "name_en"),
        .group_zh = lc_table_cell(t, row, "group_zh"),
        .group_en = lc_table_cell(t, row, "group_en"),
        .walk_minutes = (int)minutes,
        .basic = !strcmp(lc_table_cell(t, row, "basic"), "1")};
}

/* A city that was computed before a category came has no facility of it, but
 * the rules of a standard name it. They stand behind its own, as far as there
 * is room; the next computing puts them into the file. */
static lc_status add_newer(lc_world *w, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("categories.csv", &t, err);

    if (st)
        return st;
    for (size_t i = 0; i < lc_table_rows(t) && !st; i++) {
        const lc_stored_category row = read_row(t, i);

        if (w->category_count < LIFE_MAX_CATEGORIES &&
            lc_world_category_find(w, row.id) == LIFE_NONE)
            st = add(w, &row, err);
    }
    lc_table_free(t);
    return st;
}

lc_status lc_world_category_load(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_category row = {0};
    lc_rows *rows;
    lc_status st;

    w->category = lc_calloc(LIFE_MAX_CATEGORIES, sizeof *w->category);
    if (!w->category)
        return lc_no_memory(err, "the categories");
    st = lc_category_rows(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        st = add(w, &row, err);
    return st ? st : add_newer(w, err);
}

/* ---- looking up ---- */

/* A city file may name categories that this one no longer has. */
lc_catset lc_world_category_set(const lc_world *w, const char *ids)
{
    lc_catset set = {{0}};

    while (*ids) {
        size_t len = strcspn(ids, " ");

        for (uint32_t c = 0; c < w->category_count; c++) {
            const char *id = w->category[c].id;

            /* The first letter tells most of them apart. */
            if (*id == *ids && !strncmp(id, ids, len) && !id[len])
                lc_catset_add(&set, c);
        }
        ids += len;
        ids += strspn(ids, " ");
    }
    return set;
}

/* Sorted by their bytes, for halving. */
const lc_catset *lc_world_category_keep(lc_world *w, const lc_catset *set)
{
    size_t low = 0, high = w->catset.n;
    lc_catset *own;

    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = memcmp(set, w->catset.v[mid], sizeof *set);

        if (!order)
            return w->catset.v[mid];
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    own = lc_arena_alloc(w->text, sizeof *own);
    if (!own || !lc_vec_push(&w->catset, own))
        return NULL;
    *own = *set;
    memmove(w->catset.v + low + 1, w->catset.v + low,
            (w->catset.n - 1 - low) * sizeof *w->catset.v);
    w->catset.v[low] = own;
    return own;
}

size_t lc_world_category_count(const lc_world *w)
{
    return w->category_count;
}

const lc_category *lc_world_category(const lc_world *w, uint32_t i)
{
    return &w->category[i];
}

uint32_t lc_world_category_find(const lc_world *w, const char *id)
{
    if (!strcmp(id, "all_basic"))
        return LIFE_ALL_BASIC;
    for (uint32_t i = 0; i < w->category_count; i++)
        if (!strcmp(w->category[i].id, id))
            return i;
    return LIFE_NONE;
}

/* The length of a name before what stands in brackets. */
static size_t before_brackets(const char *name, size_t len)
{
    for (size_t i = 1; i < len; i++)
        if (name[i] == '(' || !strncmp(name + i, "（", strlen("（")))
            return name[i - 1] == ' ' ? i - 1 : i;
    return len;
}

/* Whether a part of a name is the word, with what is in brackets or without.
 * Letters of other scripts have no case here, so bytes are enough. */
static bool is_word(const char *name, size_t len, const char *word)
{
    size_t n = strlen(word), bare = before_brackets(name, len);

    return (n == len || n == bare) && !strncasecmp(name, word, n);
}

/* The whole name, or what stands between its dots. */
static bool has_name(const char *name, const char *word)
{
    bool found = is_word(name, strlen(name), word);

    while (!found && *name) {
        const char *dot = strstr(name, "·");

        found = is_word(name, dot ? (size_t)(dot - name) : strlen(name), word);
        name = dot ? dot + strlen("·") : name + strlen(name);
    }
    return found;
}

uint32_t lc_world_category_named(const lc_world *w, const char *word)
{
    uint32_t found = lc_world_category_find(w, word);

    if (found != LIFE_NONE)
        return found;
    for (uint32_t i = 0; i < w->category_count; i++) {
        const lc_category *c = &w->category[i];

        if (!has_name(c->name_zh, word) && !has_name(c->name_en, word))
            continue;
        if (found != LIFE_NONE)
            return LIFE_NONE;
        found = i;
    }
    return found;
}

/* What no facility has is unknown (no_data), never uncovered. */
lc_catset lc_world_category_absent(const lc_world *w, const lc_catset *set)
{
    lc_catset none = {{0}};

    for (LIFE_CATSET_EACH(c, set))
        if (!w->category[c].facility_count)
            lc_catset_add(&none, c);
    return none;
}
