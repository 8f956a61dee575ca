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
#include "lifecircle/world/names/category_words.h"
#include "src/import/record/columns.h"
#include "src/import/record/words/column_words.h"
#include "src/import/table/cell.h"
#include "src/import/table/formats.h"

#include <stdlib.h>
#include <string.h>

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

/* ---- categories.csv, type_names.csv ---- */

static lc_status take_word(void *ctx, const lc_category_word *w, lc_error *err)
{
    lc_kind_words *k = ctx;
    bool own = w->kind == LIFE_CATEGORY_ID || w->kind == LIFE_CATEGORY_NAME ||
               w->kind == LIFE_CATEGORY_PART;

    return w->kind == LIFE_CATEGORY_CLASS
               ? add_name(k, w->text, w->len, w->set, err)
               : add_word(k, w->text, w->len, w->set, own, err);
}

/* ---- --types ---- */

/* "a|b;c|d". */
static lc_status add_names(lc_kind_words *k, const char *names,
                           const lc_catset *set, lc_error *err)
{
    lc_status st = LIFE_OK;

    while (*names && !st) {
        size_t len = strcspn(names, "|");

        st = add_name(k, names, len, set, err);
        names += len + (names[len] == '|');
    }
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

    if (lc_category_words_ids(o->kinds->table, ids, &set))
        return add_names(o->kinds, r->cell[o->name], &set, err);
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
    st = lc_category_words(k->table, take_word, k, err);
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
