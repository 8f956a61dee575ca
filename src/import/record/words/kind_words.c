/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/kind_words.c - see kind_words.h.
 *
 * Words are folded, sorted, and looked up by halving. Of equals the one that
 * came first stays, which is why the order of adding is the order of trust.
 */
#include "src/import/record/words/kind_words.h"

#include "lifecircle/base/table.h"
#include "lifecircle/world/category_table.h"
#include "src/import/record/columns.h"
#include "src/import/record/words/column_words.h"
#include "src/import/table/cell.h"
#include "src/import/table/formats.h"

#include <stdlib.h>
#include <string.h>

#define NONE "-" /* stands for no category */

/* ---- words ---- */

/* Takes the text over. A name that folds to nothing answers to nothing. */
static lc_status add_folded(lc_kind_words *k, lc_buf *word,
                            const lc_catset *set, bool own, lc_error *err)
{
    lc_kind_word a = {lc_buf_steal(word, NULL), *set, k->answers.n, own};

    if (a.word && *a.word && lc_vec_push(&k->answers, a))
        return LIFE_OK;
    if (a.word && !*a.word) {
        lc_free(a.word);
        return LIFE_OK;
    }
    lc_free(a.word);
    return lc_no_memory(err, "the categories");
}

/* As people write it. */
static lc_status add_word(lc_kind_words *k, const char *s, size_t len,
                          const lc_catset *set, bool own, lc_error *err)
{
    lc_buf b = {0};

    lc_cell_fold(s, len, &b);
    return add_folded(k, &b, set, own, err);
}

/* Steps down a tree of classes, each folded and with ; behind it. */
void lc_kind_words_fold(const char *s, size_t len, lc_buf *out)
{
    lc_buf_puts(out, "");
    for (size_t at = 0; at < len;) {
        const char *end = memchr(s + at, ';', len - at);
        size_t n = end ? (size_t)(end - s) - at : len - at;
        lc_buf step = {0};

        lc_cell_fold(s + at, n, &step);
        if (step.failed)
            out->failed = true;
        else if (step.len > 0)
            lc_buf_printf(out, "%s;", step.data);
        lc_buf_free(&step);
        at += n + 1;
    }
}

/* A name with ; in it is a class: steps down a tree. */
static lc_status add_name(lc_kind_words *k, const char *s, size_t len,
                          const lc_catset *set, lc_error *err)
{
    lc_buf b = {0};

    if (!memchr(s, ';', len))
        return add_word(k, s, len, set, false, err);
    lc_kind_words_fold(s, len, &b);
    return add_folded(k, &b, set, false, err);
}

/* Of equals the one that was added first. */
static int by_word(const void *pa, const void *pb)
{
    const lc_kind_word *a = pa, *b = pb;
    int order = strcmp(a->word, b->word);

    return order ? order : (a->turn > b->turn) - (a->turn < b->turn);
}

/* And throws out all but the first of equals. */
static void sort_answers(lc_kind_words *k)
{
    size_t kept = 0;

    qsort(k->answers.v, k->answers.n, sizeof *k->answers.v, by_word);
    for (size_t i = 0; i < k->answers.n; i++) {
        lc_kind_word a = k->answers.v[i];

        if (kept > 0 && !strcmp(a.word, k->answers.v[kept - 1].word))
            lc_free(a.word);
        else
            k->answers.v[kept++] = a;
    }
    k->answers.n = kept;
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
static lc_status add_parts(lc_kind_words *k, const char *name,
                           const lc_catset *set, lc_error *err)
{
    lc_status st = LIFE_OK;

    while (*name && !st) {
        size_t separator, len = part_of_name(name, &separator);

        st = add_word(k, name, len, set, true, err);
        name += len + separator;
    }
    return st;
}

/* Ids and names of categories.csv, whole, or the parts of them. */
static lc_status add_own(lc_kind_words *k, bool parts, lc_error *err)
{
    static const char *const column[] = {"id", "name_zh", "name_en"};
    size_t rows = lc_table_rows(k->table);
    lc_status st = LIFE_OK;

    for (size_t c = 0; c < sizeof column / sizeof *column; c++)
        for (size_t row = 0; !st && row < rows; row++) {
            const char *name = lc_table_cell(k->table, row, column[c]);
            const lc_catset one = lc_catset_of((uint32_t)row);

            st = parts ? add_parts(k, name, &one, err)
                       : add_word(k, name, strlen(name), &one, true, err);
        }
    return st;
}

/* ---- type_names.csv, and --types ---- */

/* "park school" by ids alone; "-" is none. */
bool lc_kind_words_ids(const lc_kind_words *k, const char *s, lc_catset *set)
{
    int column = lc_table_column(k->table, "id");

    *set = (lc_catset){{0}};
    if (!strcmp(s, NONE))
        return true;
    while (*(s += strspn(s, " "))) {
        size_t len = strcspn(s, " "), row = 0, rows = lc_table_rows(k->table);

        while (row < rows) {
            const char *id = lc_table_get(k->table, row, column);

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

/* "a|b;c|d". `leaves`: the last step of a class is a name as well. */
static lc_status add_names(lc_kind_words *k, const char *names,
                           const lc_catset *set, bool leaves, lc_error *err)
{
    lc_status st = LIFE_OK;

    while (*names && !st) {
        size_t len = strcspn(names, "|"), leaf = len;

        while (leaf > 0 && names[leaf - 1] != ';')
            leaf--;
        if (!leaves)
            st = add_name(k, names, len, set, err);
        else if (leaf > 0 && leaf < len && !lc_catset_is_empty(set))
            st = add_word(k, names + leaf, len - leaf, set, false, err);
        names += len + (names[len] == '|');
    }
    return st;
}

/* One row of type_names.csv. */
static lc_status add_row(lc_kind_words *k, const lc_table *t, size_t row,
                         bool leaves, lc_error *err)
{
    const char *ids = lc_table_cell(t, row, "category");
    const char *names = lc_table_cell(t, row, "names");
    lc_catset set;

    if (lc_kind_words_ids(k, ids, &set))
        return add_names(k, names, &set, leaves, err);
    lc_fail(err, LIFE_ERR_PARSE, "\"%.80s\" is not a category", ids);
    return lc_fail_at(err, LIFE_ERR_PARSE, lc_table_source(t),
                      lc_table_line(t, row));
}

/* All names first, so that no part of a category's own takes one, nor the last
 * step of a class. */
static lc_status add_known(lc_kind_words *k, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("type_names.csv", &t, err);

    for (int leaves = 0; leaves < 2; leaves++) {
        for (size_t i = 0; !st && i < lc_table_rows(t); i++)
            st = add_row(k, t, i, leaves == 1, err);
        if (!st && !leaves)
            st = add_own(k, true, err);
    }
    lc_table_free(t);
    return st;
}

/* A table of one's own, while it is read. */
typedef struct own_table { /* --types */
    lc_kind_words *kinds;
    const char *path;
    lc_column_words words;
    int name, category; /* its two columns; -1: not there */
} own_table;

/* From the last to the first, so that of several the first counts. */
static lc_status find_own_columns(own_table *o, const char *const *name,
                                  size_t count, lc_error *err)
{
    for (size_t i = count; i-- > 0;) {
        lc_buf folded = {0};

        lc_cell_fold(name[i], strlen(name[i]), &folded);
        if (folded.failed)
            return lc_no_memory(err, "the categories");
        if (lc_column_words_is(&o->words, "type", folded.data))
            o->name = (int)i;
        if (lc_column_words_is(&o->words, "category", folded.data))
            o->category = (int)i;
        lc_buf_free(&folded);
    }
    return LIFE_OK;
}

/* Both columns are needed. */
static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    own_table *o = ctx;
    lc_status st = find_own_columns(o, name, count, err);

    if (st)
        return st;
    if (o->name >= 0 && o->category >= 0)
        return LIFE_OK;
    lc_fail_param(err, LIFE_ERR_RANGE, "types",
                  "the table needs the columns type and category (or 类型 and "
                  "类别)");
    return lc_fail_at(err, LIFE_ERR_RANGE, o->path, 0);
}

/* "-" says that a type is meant to find none. */
static lc_status take_record(void *ctx, const lc_record *r, lc_error *err)
{
    own_table *o = ctx;
    const char *ids = r->cell[o->category];
    lc_catset set;

    if (lc_kind_words_ids(o->kinds, ids, &set))
        return add_names(o->kinds, r->cell[o->name], &set, false, err);
    lc_fail_param(
        err, LIFE_ERR_RANGE, "types",
        "\"%.80s\" is no category; give ids as in `lifecircle categories`, or "
        "- for none",
        ids);
    return lc_fail_at(err, LIFE_ERR_RANGE, o->path, r->line);
}

/* Read like any table, whatever its format. */
static lc_status add_given(lc_kind_words *k, const char *path, lc_error *err)
{
    own_table o = {.kinds = k, .path = path, .name = -1, .category = -1};
    lc_record_sink sink = {take_columns, take_record, &o, NULL, NULL, false};
    lc_import_opts plain = {0};
    char note[LIFE_NOTE_BYTES];
    lc_status st;

    if (!path)
        return LIFE_OK;
    st = lc_column_words_open(&o.words, err);
    if (!st)
        st = lc_format_read(path, &plain, &sink, note, err);
    lc_column_words_close(&o.words);
    return st;
}

lc_status lc_kind_words_open(lc_kind_words *k, lc_city *c, const char *own,
                             lc_error *err)
{
    lc_status st = lc_category_table_open(c, &k->table, err);

    if (st)
        return st;
    st = add_given(k, own, err);
    if (st)
        return st;
    st = add_own(k, false, err);
    if (st)
        return st;
    st = add_known(k, err);
    if (!st)
        sort_answers(k);
    return st;
}

void lc_kind_words_close(lc_kind_words *k)
{
    for (size_t i = 0; i < k->answers.n; i++)
        lc_free(k->answers.v[i].word);
    lc_vec_free(&k->answers);
    lc_table_free(k->table);
}

const lc_kind_word *lc_kind_words_find(const lc_kind_words *k, const char *word)
{
    size_t low = 0, high = k->answers.n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = strcmp(word, k->answers.v[mid].word);

        if (order == 0)
            return &k->answers.v[mid];
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}
