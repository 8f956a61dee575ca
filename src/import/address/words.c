/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/words.c - see words.h.
 */
#include "src/import/address/words.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/world/names/fold.h"

#include <string.h>

/* As in the table, which keeps the words of a kind together. */
static const char *const kind_names[LIFE_ADDRESS_WORDS] = {
    "crossing", "beside", "area", "bound", "zone",
    "behind",   "same",   "end",  "pass"};

/* Each kind is then a range of rows, first[k] up to end[k]. */
static lc_status find_kinds(lc_address_words *w, lc_error *err)
{
    lc_table *t = w->table;
    int kind = lc_table_column(t, "kind");
    size_t rows = lc_table_rows(t), row = 0;

    while (row < rows) {
        const char *name = lc_table_get(t, row, kind);
        size_t k = 0, first = row;

        while (k < LIFE_ADDRESS_WORDS && strcmp(kind_names[k], name))
            k++;
        if (k == LIFE_ADDRESS_WORDS || w->end[k])
            return lc_fail_at(err,
                              lc_fail(err, LIFE_ERR_PARSE,
                                      "\"%s\" is no kind of word, or not all "
                                      "of the kind stand together",
                                      name),
                              lc_table_source(t), lc_table_line(t, row));
        while (row < rows && !strcmp(lc_table_get(t, row, kind), name))
            row++;
        w->first[k] = first;
        w->end[k] = row;
    }
    return LIFE_OK;
}

lc_status lc_address_words_open(lc_address_words *w, lc_error *err)
{
    lc_status st = lc_table_open("address_words.csv", &w->table, err);

    if (st)
        return st;
    w->word = lc_table_column(w->table, "word");
    w->means = lc_table_column(w->table, "means");
    w->arena = lc_arena_new(0);
    if (!w->arena)
        return lc_no_memory(err, "the words of addresses");
    st = find_kinds(w, err);
    return st ? st : lc_han_load(w->arena, &w->han, err);
}

void lc_address_words_close(lc_address_words *w)
{
    lc_table_free(w->table);
    lc_arena_free(w->arena);
    *w = (lc_address_words){0};
}

/* ---- words ---- */

static const char *word_at(const lc_address_words *w, size_t row)
{
    return lc_table_get(w->table, row, w->word);
}

/* Words are compared as bytes, as both sides were folded. */
bool lc_address_words_is(const lc_address_words *w, lc_address_word kind,
                         const char *text)
{
    for (size_t i = w->first[kind]; i < w->end[kind]; i++)
        if (!strcmp(word_at(w, i), text))
            return true;
    return false;
}

/* Any byte of UTF-8 beyond ASCII counts, so that "ß" is a letter. */
static bool is_letter(char c)
{
    return (c & 0x80) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* "near" is not meant in "Nearfield Road". Chinese has no spaces, so there a
 * word may stand anywhere. */
static bool has_word(const char *text, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        if (lc_han_in(word) ||
            ((at == text || !is_letter(at[-1])) && !is_letter(at[len])))
            return true;
    return false;
}

bool lc_address_words_in(const lc_address_words *w, lc_address_word kind,
                         const char *text)
{
    for (size_t i = w->first[kind]; i < w->end[kind]; i++)
        if (has_word(text, word_at(w, i)))
            return true;
    return false;
}

/* The longest, as one word may begin another. */
size_t lc_address_words_front(const lc_address_words *w, lc_address_word kind,
                              const char *text)
{
    size_t longest = 0;

    for (size_t i = w->first[kind]; i < w->end[kind]; i++) {
        size_t len = strlen(word_at(w, i));

        if (len > longest && !strncmp(text, word_at(w, i), len))
            longest = len;
    }
    return longest;
}

size_t lc_address_words_back(const lc_address_words *w, lc_address_word kind,
                             const char *text, size_t len)
{
    size_t longest = 0;

    for (size_t i = w->first[kind]; i < w->end[kind]; i++) {
        size_t n = strlen(word_at(w, i));

        if (n > longest && n <= len &&
            !memcmp(text + len - n, word_at(w, i), n))
            longest = n;
    }
    return longest;
}

/* ---- texts ---- */

/* Dashes that no width tells apart, and what stands for "to". */
static size_t dash_at(const char *s)
{
    static const char *const dash[] = {"‐", "‑", "‒", "–", "—",
                                       "―", "~", "−", "～"};

    for (size_t i = 0; i < sizeof dash / sizeof *dash; i++)
        if (!strncmp(s, dash[i], strlen(dash[i])))
            return strlen(dash[i]);
    return 0;
}

static const char *const bracket[][2] = {
    {"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}};

enum { LIFE_BRACKETS = sizeof bracket / sizeof *bracket };

/* What stands in brackets is a remark. */
static size_t remark_at(const char *s)
{
    for (size_t i = 0; i < LIFE_BRACKETS; i++) {
        const char *end = strncmp(s, bracket[i][0], strlen(bracket[i][0]))
                              ? NULL
                              : strstr(s, bracket[i][1]);

        if (end)
            return (size_t)(end - s) + strlen(bracket[i][1]);
    }
    return 0;
}

/* The length of a bracket of either side. */
static size_t bracket_at(const char *s)
{
    for (size_t i = 0; i < 2 * (size_t)LIFE_BRACKETS; i++) {
        const char *sign = bracket[i / 2][i % 2];

        if (!strncmp(s, sign, strlen(sign)))
            return strlen(sign);
    }
    return 0;
}

/* It never grows, as each sign becomes one that is no longer. */
static void unify(char *to, const char *folded, bool remarks)
{
    for (const char *s = folded; *s;) {
        size_t dash = dash_at(s);
        size_t gone = remarks ? bracket_at(s) : remark_at(s);

        if (gone) {
            if (remarks)
                *to++ = ' ';
            s += gone;
        } else if (dash) {
            *to++ = '-';
            s += dash;
        } else if (!strncmp(s, "、", strlen("、"))) {
            *to++ = ',';
            s += strlen("、");
        } else {
            *to++ = *s++;
        }
    }
    *to = '\0';
}

/* Written over the copy of the folded text. One that is all remark stays, as no
 * address would be left. */
const char *lc_address_words_fold(const lc_address_words *w, lc_arena *arena,
                                  const char *text)
{
    const char *folded = lc_fold_name(arena, text);
    char *out = folded ? lc_arena_strdup(arena, folded) : NULL;

    if (!out)
        return NULL;
    unify(out, folded, false);
    if (!out[strspn(out, " ")])
        unify(out, folded, true);
    if (lc_han_in(out))
        lc_han_simplify(w->han, out);
    return out;
}

/* The short form of a word, or the word; `len` is that of its front alone
 * where only its end has one. */
static const char *short_form(const lc_address_words *w, const char *word,
                              size_t *len)
{
    *len = 0;
    for (size_t i = w->first[LIFE_ADDRESS_SAME]; i < w->end[LIFE_ADDRESS_SAME];
         i++)
        if (!strcmp(word_at(w, i), word))
            return lc_table_get(w->table, i, w->means);
    for (size_t i = w->first[LIFE_ADDRESS_END]; i < w->end[LIFE_ADDRESS_END];
         i++) {
        size_t n = strlen(word_at(w, i)), all = strlen(word);

        if (n < all && !strcmp(word + all - n, word_at(w, i))) {
            *len = all - n;
            return lc_table_get(w->table, i, w->means);
        }
    }
    return "";
}

/* One word of a name, without its marks, in its short form. */
static void put_word(const lc_address_words *w, char *word, lc_buf *out)
{
    const char *brief;
    size_t front;

    brief = short_form(w, word, &front);
    if (*brief) {
        lc_buf_put(out, word, front);
        lc_buf_puts(out, brief);
    } else {
        lc_buf_puts(out, word);
    }
}

/* Word by word: "Turm-Str." and "Turmstraße" have the same key, as marks go and
 * the short form stands for the word. */
const char *lc_address_words_key(const lc_address_words *w, lc_arena *arena,
                                 const char *text)
{
    const char *folded = lc_address_words_fold(w, arena, text);
    const char *key = NULL;
    lc_buf out = {0}, word = {0};

    lc_buf_puts(&out, "");
    for (const char *s = folded; s && !word.failed; s++) {
        if (is_letter(*s)) {
            lc_buf_putc(&word, *s);
            continue;
        }
        if (word.len)
            put_word(w, word.data, &out);
        lc_buf_clear(&word);
        if (!*s)
            break;
    }
    if (folded && !out.failed && !word.failed)
        key = lc_arena_strdup(arena, out.data);
    lc_buf_free(&out);
    lc_buf_free(&word);
    return key;
}
