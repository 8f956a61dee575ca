/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/kinds.c - which category a type is, by the words in a
 * table.
 *
 * A cell is tried as a whole first, as a name may hold separators itself; then
 * by the bars between classes, then by what separates types. What finds
 * nothing is told once, with the nearest category.
 */
#include "src/import/record/words/kinds.h"

#include "lifecircle/base/table.h"
#include "lifecircle/base/text.h"
#include "lifecircle/study/check/twins.h"
#include "lifecircle/world/names/category_words.h"
#include "src/import/record/words/kind_words.h"
#include "src/import/table/cell.h"

#include <math.h>
#include <string.h>

#define CLOSE_MAX   64 /* bytes of a word that is compared for closeness */
#define CODE_DIGITS 6  /* of AMap's type codes */

struct lc_kinds {
    lc_kind_words words;
    lc_type_facts facts;
};

lc_status lc_kinds_open(lc_city *c, const char *own, lc_kinds **out,
                        lc_error *err)
{
    lc_kinds *k = lc_calloc(1, sizeof *k);
    lc_status st;

    *out = NULL;
    if (!k)
        return lc_no_memory(err, "the categories");
    st = lc_kind_words_open(&k->words, c, own, err);
    if (!st)
        st = lc_type_facts_open(&k->facts, err);
    if (st)
        lc_kinds_close(k);
    else
        *out = k;
    return st;
}

void lc_kinds_close(lc_kinds *k)
{
    if (!k)
        return;
    lc_kind_words_close(&k->words);
    lc_type_facts_close(&k->facts);
    lc_free(k);
}

const lc_table *lc_kinds_categories(const lc_kinds *k)
{
    return k->words.table;
}

/* ---- what is like it ---- */

/* The first category, in the order of the table. */
static size_t first_of(const lc_catset *set)
{
    uint32_t c = lc_catset_next(set, 0);

    return c == LIFE_CATSET_END ? 0 : c;
}

/* Only names of categories are offered: types of map services are nobody's
 * guess. */
static lc_status unknown(const lc_kinds *k, const char *word, lc_error *err)
{
    size_t best = 0, least = SIZE_MAX;
    lc_buf folded = {0};

    lc_cell_fold(word, strlen(word), &folded);
    for (size_t i = 0; !folded.failed && i < k->words.answers.n; i++) {
        size_t n = k->words.answers.v[i].own
                       ? lc_text_distance(folded.data,
                                          k->words.answers.v[i].word, CLOSE_MAX)
                       : SIZE_MAX;

        if (n < least) {
            least = n;
            best = first_of(&k->words.answers.v[i].set);
        }
    }
    lc_buf_free(&folded);
    return lc_fail_param(
        err, LIFE_ERR_RANGE, "category",
        "there is no category \"%.80s\"; the nearest id is \"%s\"", word,
        lc_table_cell(k->words.table, best, "id"));
}

/* ---- a cell ---- */

/* AMap's codes have six digits in three pairs; the last pairs are the finer
 * ones. */
static const lc_kind_word *find_code(const lc_kinds *k, const char *s,
                                     size_t len)
{
    char code[CODE_DIGITS + 1];
    const lc_kind_word *a = NULL;

    if (len != CODE_DIGITS || strspn(s, "0123456789") < CODE_DIGITS)
        return NULL;
    memcpy(code, s, CODE_DIGITS);
    code[CODE_DIGITS] = '\0';
    for (size_t at = CODE_DIGITS; !a && at >= 2; at -= 2) {
        memset(code + at, '0', CODE_DIGITS - at);
        a = lc_kind_words_find(&k->words, code);
    }
    return a;
}

/* The longest class that the steps lie in. */
static const lc_kind_word *find_class(const lc_kinds *k, const char *s,
                                      size_t len, bool *failed)
{
    lc_buf b = {0};
    const lc_kind_word *a = NULL;

    lc_kind_words_fold(s, len, &b);
    *failed |= b.failed;
    while (!b.failed && b.len > 0 &&
           !(a = lc_kind_words_find(&k->words, b.data))) {
        do
            b.data[--b.len] = '\0';
        while (b.len > 0 && b.data[b.len - 1] != ';');
    }
    lc_buf_free(&b);
    return a;
}

/* A word, or behind what it may begin with (三甲, 公办) the rest of it. */
static const lc_kind_word *find_folded(const lc_kinds *k, const char *folded)
{
    const lc_kind_word *a = lc_kind_words_find(&k->words, folded);
    size_t front;

    while (!a && (front = lc_type_facts_front(&k->facts, folded)) > 0) {
        folded += front;
        a = lc_kind_words_find(&k->words, folded);
    }
    return a;
}

/* Length of one of two texts that begins here, or 0. */
static size_t begins(const char *s, size_t len, const char *narrow,
                     const char *wide)
{
    if (len >= 1 && *s == *narrow)
        return 1;
    return len >= strlen(wide) && !memcmp(s, wide, strlen(wide)) ? strlen(wide)
                                                                 : 0;
}

/* Folding ends at a bracket: 镇(街道)为老服务综合体 goes on behind it. */
static void fold_around(const char *s, size_t len, lc_buf *out)
{
    lc_buf bare = {0};
    size_t depth = 0;

    lc_buf_puts(&bare, "");
    for (size_t i = 0; i < len;) {
        size_t open = begins(s + i, len - i, "(", "（");
        size_t shut = depth ? begins(s + i, len - i, ")", "）") : 0;

        depth += open > 0;
        depth -= shut > 0;
        if (!depth && !shut)
            lc_buf_putc(&bare, s[i]);
        i += open ? open : shut ? shut : 1;
    }
    if (bare.failed)
        out->failed = true;
    else
        lc_cell_fold(bare.data, bare.len, out);
    lc_buf_free(&bare);
}

/* A name, or one of AMap's codes. */
static const lc_kind_word *find_name(const lc_kinds *k, const char *s,
                                     size_t len, bool *failed)
{
    void (*const fold[])(const char *, size_t, lc_buf *) = {fold_around,
                                                            lc_cell_fold};
    const lc_kind_word *a = NULL;

    for (size_t i = 0; !a && i < sizeof fold / sizeof *fold; i++) {
        lc_buf b = {0};

        fold[i](s, len, &b);
        *failed |= b.failed;
        if (!b.failed)
            a = find_folded(k, b.data);
        lc_buf_free(&b);
    }
    return a ? a : find_code(k, s, len);
}

/* Tencent's classes have a : between their steps. The last that is known says
 * most; the first is too wide to say anything. */
static const lc_kind_word *find_step(const lc_kinds *k, const char *s,
                                     size_t len, bool *failed)
{
    const lc_kind_word *a = NULL;

    for (size_t at = len; !a && at > 0; at--)
        if (s[at - 1] == ':') {
            a = find_name(k, s + at, len - at, failed);
            len = at - 1;
        }
    return a;
}

/* Length of the text before the next separator of types, and of that. */
static size_t next_type(const char *s, const char *between, size_t *separator)
{
    static const char *const wide[] = {"；", /* ; */ "｜", /* | */
                                       "、",
                                       /* enumeration comma */ "，" /* , */};

    for (size_t n = 0; s[n]; n++) {
        *separator = 1;
        if (strchr(between, s[n]))
            return n;
        for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
            if (!strncmp(s + n, wide[i], 3)) {
                *separator = 3;
                return n;
            }
    }
    *separator = 0;
    return strlen(s);
}

/* The categories of a cell so far. */
typedef struct search {
    const lc_kinds *kinds;
    lc_catset set;
    lc_buf *odd; /* the first type that is not known */
    bool failed; /* out of memory */
} search;

/* One type, spaces cut off: a name, or ids with spaces between. */
static void take_type(search *f, const char *s, size_t len)
{
    const lc_kind_word *a;
    lc_catset set;
    lc_buf word = {0};

    for (; len > 0 && *s == ' '; s++)
        len--;
    while (len > 0 && s[len - 1] == ' ')
        len--;
    if (len == 0)
        return;
    a = find_name(f->kinds, s, len, &f->failed);
    if (!a)
        a = find_step(f->kinds, s, len, &f->failed);
    if (a) {
        lc_catset_join(&f->set, &a->set);
        return;
    }
    lc_buf_put(&word, s, len);
    f->failed |= word.failed;
    if (!word.failed &&
        lc_category_words_ids(f->kinds->words.table, word.data, &set))
        lc_catset_join(&f->set, &set);
    else if (!word.failed && f->odd->len == 0)
        lc_buf_puts(f->odd, word.data);
    lc_buf_free(&word);
}

/* What stands between two |: a class, or types with ; and the like between. */
static void take_group(search *f, const char *s, size_t len)
{
    const lc_kind_word *a = find_name(f->kinds, s, len, &f->failed);
    lc_buf one = {0};

    if (!a && memchr(s, ';', len))
        a = find_class(f->kinds, s, len, &f->failed);
    if (a) {
        lc_catset_join(&f->set, &a->set);
        return;
    }
    lc_buf_put(&one, s, len);
    f->failed |= one.failed;
    for (const char *at = one.failed ? "" : one.data; *at;) {
        size_t separator, n = next_type(at, ";,", &separator);

        take_type(f, at, n);
        at += n + separator;
    }
    lc_buf_free(&one);
}

lc_status lc_kinds_find(const lc_kinds *k, const char *text, lc_catset *set,
                        lc_buf *odd, lc_error *err)
{
    search f = {.kinds = k, .odd = odd};
    const lc_kind_word *whole;

    lc_buf_clear(odd);
    lc_buf_puts(odd, "");
    whole = find_name(k, text, strlen(text), &f.failed);
    if (whole)
        f.set = whole->set; /* a name may hold separators itself */
    while (!whole && *text) {
        size_t len = strcspn(text, "|");

        if (len)
            take_group(&f, text, len);
        text += len + (text[len] != '\0');
    }
    *set = f.set;
    return f.failed || odd->failed ? lc_no_memory(err, "the categories")
                                   : LIFE_OK;
}

lc_status lc_kinds_parse(const lc_kinds *k, const char *text, lc_catset *set,
                         lc_error *err)
{
    lc_buf odd = {0};
    lc_status st = lc_kinds_find(k, text, set, &odd, err);

    if (!st && odd.len > 0)
        st = unknown(k, odd.data, err);
    else if (!st && *text && lc_catset_is_empty(set))
        st = unknown(k, text, err);
    else if (!st && lc_catset_is_empty(set))
        st = lc_fail_param(err, LIFE_ERR_RANGE, "category",
                           "no category is given");
    lc_buf_free(&odd);
    return st;
}

/* ---- beside the category ---- */

/* One type: what it says, and whether it is more than ids of categories. */
static bool tell_type(const lc_kinds *k, const char *s, size_t len,
                      lc_told *out)
{
    lc_catset unused;
    lc_buf b = {0};
    bool word;

    lc_buf_put(&b, s, len);
    word = len && !b.failed &&
           !lc_category_words_ids(k->words.table, b.data, &unused);
    lc_buf_clear(&b);
    fold_around(s, len, &b);
    if (word && !b.failed)
        lc_type_facts_tell(&k->facts, b.data, out);
    lc_buf_free(&b);
    return word;
}

void lc_kinds_tell(const lc_kinds *k, const char *text, lc_told *out)
{
    bool words = false;

    for (const char *at = text; *at;) {
        size_t separator, len = next_type(at, ";,|", &separator);

        words |= tell_type(k, at, len, out);
        at += len + separator;
    }
    if (words)
        lc_type_facts_add(out, LIFE_KINDS_SUBTYPE, text);
}

void lc_kinds_text(const lc_kinds *k, const lc_catset *set, lc_buf *out)
{
    int id = lc_table_column(k->words.table, "id");
    const char *space = "";

    lc_buf_puts(out, "");
    for (LIFE_CATSET_EACH(i, set)) {
        lc_buf_printf(out, "%s%s", space, lc_table_get(k->words.table, i, id));
        space = " ";
    }
}

double lc_kinds_reach_m(const lc_kinds *k, const lc_catset *set)
{
    int id = lc_table_column(k->words.table, "id");
    double m = 0;

    for (LIFE_CATSET_EACH(i, set)) {
        double one = lc_twin_reach_m(k->words.table,
                                     lc_table_get(k->words.table, i, id));

        m = fmax(m, one > 0 ? one : LIFE_TWIN_M);
    }
    return m;
}

const char *lc_kinds_name(const lc_kinds *k, const lc_catset *set, lc_lang lang)
{
    return lc_table_get(k->words.table, first_of(set),
                        lc_table_column(k->words.table, lang == LIFE_LANG_ZH
                                                            ? "name_zh"
                                                            : "name_en"));
}
