/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/category_words.c - see
 * lifecircle/world/names/category_words.h.
 */
#include "lifecircle/world/names/category_words.h"

#include <string.h>

#define NONE "-" /* stands for no category */

typedef struct words {
    const lc_table *categories, *types;
    lc_category_word_fn fn;
    void *ctx;
} words;

bool lc_category_words_ids(const lc_table *categories, const char *s,
                           lc_catset *set)
{
    int column = lc_table_column(categories, "id");

    *set = (lc_catset){{0}};
    if (!strcmp(s, NONE))
        return true;
    while (*(s += strspn(s, " "))) {
        size_t len = strcspn(s, " "), row = 0, rows = lc_table_rows(categories);

        while (row < rows) {
            const char *id = lc_table_get(categories, row, column);

            if (strlen(id) == len && !memcmp(id, s, len))
                break;
            row++;
        }
        if (row == rows)
            return false;
        lc_catset_add(set, (uint32_t)row);
        s += len;
    }
    return !lc_catset_is_empty(set);
}

/* ---- categories.csv ---- */

/* Length of the part of a name in front of the next separator, and of that. */
static size_t part_of_name(const char *s, size_t *separator)
{
    static const char *const between[] = {"·", ",", "/"}; /* U+00B7 */

    for (size_t n = 0; s[n]; n++)
        for (size_t i = 0; i < sizeof between / sizeof *between; i++)
            if (!strncmp(s + n, between[i], strlen(between[i]))) {
                *separator = strlen(between[i]);
                return n;
            }
    *separator = 0;
    return strlen(s);
}

/* "library, bookshop" answers to either. */
static lc_status give_parts(const words *w, const char *name,
                            const lc_catset *set, lc_error *err)
{
    lc_status st = LIFE_OK;

    while (*name && !st) {
        size_t separator, len = part_of_name(name, &separator);
        const lc_category_word one = {name, len, set, LIFE_CATEGORY_PART, ""};

        st = w->fn(w->ctx, &one, err);
        name += len + separator;
    }
    return st;
}

/* Ids and names, whole or the parts of them. */
static lc_status give_own(const words *w, bool parts, lc_error *err)
{
    static const char *const column[] = {"id", "name_zh", "name_en"};
    size_t rows = lc_table_rows(w->categories);
    lc_status st = LIFE_OK;

    for (size_t c = 0; c < sizeof column / sizeof *column; c++)
        for (size_t row = 0; !st && row < rows; row++) {
            const char *name = lc_table_cell(w->categories, row, column[c]);
            const lc_catset set = lc_catset_of((uint32_t)row);
            const lc_category_word one = {
                name, strlen(name), &set,
                c ? LIFE_CATEGORY_NAME : LIFE_CATEGORY_ID, ""};

            st = parts ? give_parts(w, name, &set, err)
                       : w->fn(w->ctx, &one, err);
        }
    return st;
}

/* ---- type_names.csv, and the types of a city's own categories ---- */

/* "a|b;c|d". `leaves`: the last step of a class is a name as well. */
static lc_status give_names(const words *w, const char *names,
                            const char *system, const lc_catset *set,
                            bool leaves, lc_error *err)
{
    lc_category_word one = {.set = set, .system = system};
    lc_status st = LIFE_OK;

    while (*names && !st) {
        size_t len = strcspn(names, "|"), leaf = len;

        while (leaf > 0 && names[leaf - 1] != ';')
            leaf--;
        one.text = leaves ? names + leaf : names;
        one.len = leaves ? len - leaf : len;
        one.kind = leaves                    ? LIFE_CATEGORY_LEAF
                   : memchr(names, ';', len) ? LIFE_CATEGORY_CLASS
                                             : LIFE_CATEGORY_TYPE;
        if (!leaves || (leaf > 0 && leaf < len && !lc_catset_is_empty(set)))
            st = w->fn(w->ctx, &one, err);
        names += len + (names[len] == '|');
    }
    return st;
}

static lc_status give_row(const words *w, size_t row, bool leaves,
                          lc_error *err)
{
    const char *ids = lc_table_cell(w->types, row, "category");
    lc_catset set;

    if (lc_category_words_ids(w->categories, ids, &set))
        return give_names(w, lc_table_cell(w->types, row, "names"),
                          lc_table_cell(w->types, row, "system"), &set, leaves,
                          err);
    lc_fail(err, LIFE_ERR_PARSE, "\"%.80s\" is not a category", ids);
    return lc_fail_at(err, LIFE_ERR_PARSE, lc_table_source(w->types),
                      lc_table_line(w->types, row));
}

static lc_status give_types(const words *w, bool leaves, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < lc_table_rows(w->types); i++)
        st = give_row(w, i, leaves, err);
    return st;
}

/* The column that only a city's own categories have. */
static lc_status give_own_types(const words *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < lc_table_rows(w->categories); i++) {
        const lc_catset set = lc_catset_of((uint32_t)i);

        st = give_names(w, lc_table_cell(w->categories, i, "types"), "", &set,
                        false, err);
    }
    return st;
}

/* All names first, so that no part of a category's own takes one, nor the last
 * step of a class. The types of a city's own categories were made for it. */
static lc_status give_all(const words *w, lc_error *err)
{
    lc_status st = give_own_types(w, err);

    if (!st)
        st = give_own(w, false, err);
    if (!st)
        st = give_types(w, false, err);
    if (!st)
        st = give_own(w, true, err);
    return st ? st : give_types(w, true, err);
}

lc_status lc_category_words(const lc_table *categories, lc_category_word_fn fn,
                            void *ctx, lc_error *err)
{
    words w = {categories, NULL, fn, ctx};
    lc_table *types;
    lc_status st = lc_table_open("type_names.csv", &types, err);

    w.types = types;
    if (!st)
        st = give_all(&w, err);
    lc_table_free(types);
    return st;
}
