/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds.c - categories by their id or one of their names.
 *
 * A category answers to its id, its Chinese and English names, and each of
 * the things these list: library and bookshop are both reading_space.
 */
#include "table.h"

#include <stdlib.h>
#include <string.h>

#define KINDS_MAX 64 /* bits of the sets */
#define CLOSE_MAX 64 /* bytes of a word that is compared for closeness */

typedef struct answer {
    char *word; /* folded */
    size_t row;
} answer;

struct lc_kinds {
    lc_table *table;
    LC_VEC(answer) answers;
};

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the categories");
}

/* The row whose id or name that is, or -1. */
static int find_word(const lc_kinds *k, const char *word)
{
    for (size_t i = 0; i < k->answers.n; i++)
        if (strcmp(k->answers.v[i].word, word) == 0)
            return (int)k->answers.v[i].row;
    return -1;
}

static lc_status add_word(lc_kinds *k, const char *s, size_t len, size_t row,
                          lc_error *err)
{
    lc_buf b = {0};
    answer a = {NULL, row};

    lc_fold(s, len, &b);
    a.word = lc_buf_steal(&b, NULL);
    if (!a.word)
        return no_memory(err);
    if (!*a.word || find_word(k, a.word) >= 0) {
        lc_free(a.word); /* whoever comes first in the table has it */
        return LIFE_OK;
    }
    if (lc_vec_push(&k->answers, a))
        return LIFE_OK;
    lc_free(a.word);
    return no_memory(err);
}

/* Length of the part of a name in front of the next separator, and of that. */
static size_t part_of_name(const char *s, size_t *separator)
{
    static const char *const between[] = {"\xc2\xb7", ",", "/"}; /* U+00B7 */

    for (size_t n = 0; s[n]; n++)
        for (size_t i = 0; i < sizeof between / sizeof *between; i++)
            if (strncmp(s + n, between[i], strlen(between[i])) == 0) {
                *separator = strlen(between[i]);
                return n;
            }
    *separator = 0;
    return strlen(s);
}

static lc_status add_parts(lc_kinds *k, const char *name, size_t row,
                           lc_error *err)
{
    lc_status st = LIFE_OK;

    while (*name && st == LIFE_OK) {
        size_t separator, len = part_of_name(name, &separator);

        st = add_word(k, name, len, row, err);
        name += len + separator;
    }
    return st;
}

static lc_status add_answers(lc_kinds *k, lc_error *err)
{
    static const char *const column[] = {"id", "name_zh", "name_en"};
    size_t rows = lc_table_rows(k->table);
    lc_status st = LIFE_OK;

    if (rows > KINDS_MAX)
        return lc_fail_at(err,
                          lc_fail(err, LIFE_ERR_LIMIT,
                                  "there are %zu categories, at most %d can be "
                                  "held",
                                  rows, KINDS_MAX),
                          lc_table_source(k->table), 0);
    /* Whole names first, so that no part of one takes another's. */
    for (size_t c = 0; c < 6; c++)
        for (size_t row = 0; st == LIFE_OK && row < rows; row++) {
            const char *name = lc_table_get(
                k->table, row, lc_table_column(k->table, column[c % 3]));

            st = c < 3 ? add_word(k, name, strlen(name), row, err)
                       : add_parts(k, name, row, err);
        }
    return st;
}

lc_status lc_kinds_open(lc_kinds **out, lc_error *err)
{
    lc_kinds *k = lc_calloc(1, sizeof *k);
    lc_status st;

    *out = NULL;
    if (!k)
        return no_memory(err);
    st = lc_table_open("categories.csv", &k->table, err);
    if (st == LIFE_OK)
        st = add_answers(k, err);
    if (st == LIFE_OK)
        *out = k;
    else
        lc_kinds_close(k);
    return st;
}

void lc_kinds_close(lc_kinds *k)
{
    if (!k)
        return;
    for (size_t i = 0; i < k->answers.n; i++)
        lc_free(k->answers.v[i].word);
    lc_vec_free(&k->answers);
    lc_table_free(k->table);
    lc_free(k);
}

/* Bytes to change, add or drop to make one of the other (Levenshtein). */
static size_t changes(const char *a, const char *b)
{
    size_t row[CLOSE_MAX + 1], m = strlen(a), n = strlen(b);

    if (m > CLOSE_MAX || n > CLOSE_MAX)
        return SIZE_MAX / 2;
    for (size_t k = 0; k <= n; k++)
        row[k] = k;
    for (size_t i = 1; i <= m; i++) {
        size_t corner = row[0];

        row[0] = i;
        for (size_t k = 1; k <= n; k++) {
            size_t least = corner + (a[i - 1] != b[k - 1]);

            corner = row[k];
            if (row[k - 1] + 1 < least)
                least = row[k - 1] + 1;
            if (corner + 1 < least)
                least = corner + 1;
            row[k] = least;
        }
    }
    return row[n];
}

static lc_status unknown(const lc_kinds *k, const char *word, size_t len,
                         const char *folded, lc_error *err)
{
    size_t best = 0, least = SIZE_MAX;

    for (size_t i = 0; i < k->answers.n; i++) {
        size_t n = changes(folded, k->answers.v[i].word);

        if (n < least) {
            least = n;
            best = k->answers.v[i].row;
        }
    }
    return lc_fail_param(
        err, LIFE_ERR_RANGE, "category",
        "there is no category '%.*s'; the nearest id is '%s'",
        (int)(len > 80 ? 80 : len), word,
        lc_table_get(k->table, best, lc_table_column(k->table, "id")));
}

/* -1 in *row where the word is not known. */
static lc_status look_up(const lc_kinds *k, const char *s, size_t len, int *row,
                         lc_error *err)
{
    lc_buf b = {0};
    lc_status st;

    lc_fold(s, len, &b);
    st = b.failed ? no_memory(err) : LIFE_OK;
    *row = b.failed ? -1 : find_word(k, b.data);
    lc_buf_free(&b);
    return st;
}

static lc_status parse_words(const lc_kinds *k, const char *s, size_t len,
                             uint64_t *bits, lc_error *err)
{
    int row;
    lc_status st = look_up(k, s, len, &row, err);

    if (st != LIFE_OK)
        return st;
    if (row >= 0) {
        *bits |= UINT64_C(1) << row;
        return LIFE_OK;
    }
    /* Not one name with spaces in it: then one name between two spaces. */
    for (size_t at = 0; at < len && st == LIFE_OK;) {
        size_t n = 0;

        while (at + n < len && s[at + n] != ' ')
            n++;
        if (n)
            st = look_up(k, s + at, n, &row, err);
        if (n && st == LIFE_OK && row >= 0) {
            *bits |= UINT64_C(1) << row;
        } else if (n && st == LIFE_OK) {
            lc_buf b = {0};

            lc_fold(s + at, n, &b);
            st = b.failed ? no_memory(err) : unknown(k, s + at, n, b.data, err);
            lc_buf_free(&b);
        }
        at += n + 1;
    }
    return st;
}

lc_status lc_kinds_parse(const lc_kinds *k, const char *text, uint64_t *bits,
                         lc_error *err)
{
    lc_status st = LIFE_OK;
    int whole;

    *bits = 0;
    st = look_up(k, text, strlen(text), &whole, err);
    if (st == LIFE_OK && whole >= 0) {
        *bits = UINT64_C(1) << whole; /* a name may hold separators itself */
        return st;
    }
    while (*text && st == LIFE_OK) {
        size_t len = strcspn(text, ";|");

        st = parse_words(k, text, len, bits, err);
        text += len + (text[len] != '\0');
    }
    if (st == LIFE_OK && *bits == 0)
        st = lc_fail_param(err, LIFE_ERR_RANGE, "category",
                           "no category is given");
    return st;
}

void lc_kinds_text(const lc_kinds *k, uint64_t bits, lc_buf *out)
{
    int id = lc_table_column(k->table, "id");
    const char *space = "";

    lc_buf_puts(out, "");
    for (size_t i = 0; i < lc_table_rows(k->table); i++)
        if (bits >> i & 1) {
            lc_buf_printf(out, "%s%s", space, lc_table_get(k->table, i, id));
            space = " ";
        }
}

const char *lc_kinds_name(const lc_kinds *k, uint64_t bits, bool chinese)
{
    size_t i = 0;

    while (i < lc_table_rows(k->table) && !(bits >> i & 1))
        i++;
    return lc_table_get(
        k->table, i,
        lc_table_column(k->table, chinese ? "name_zh" : "name_en"));
}
