/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/needs.c - see needs.h.
 *
 * A city knows the categories that it was computed with; the words are those
 * of this program. So a need may stand for categories that the city has not:
 * it is found all the same, and has no facilities.
 */
#include "src/world/names/needs.h"

#include "lifecircle/world/category_table.h"
#include "lifecircle/world/facilities/service.h"
#include "lifecircle/world/names/category_words.h"
#include "src/world/category.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

#define AROUND "*" /* in place of a category: words that are put aside */

/* What is needed while needs are made, and the city's names, to which they
 * go. */
typedef struct maker {
    const lc_world *w;
    lc_names *to;
    lc_table *categories; /* this program's, with the city's own */
    lc_buf id;
} maker;

static lc_status no_room(lc_error *err)
{
    return lc_no_memory(err, "the words of need");
}

/* ---- needs ---- */

/* "pharmacy", "hospital,school": what category= of a question takes. */
static const char *id_of(maker *m, const lc_catset *rows)
{
    lc_buf_clear(&m->id);
    for (LIFE_CATSET_EACH(r, rows))
        lc_buf_printf(&m->id, "%s%s", m->id.len ? "," : "",
                      lc_table_cell(m->categories, r, "id"));
    return m->id.failed ? NULL : m->id.data;
}

/* Rows of the table become the city's numbers; what the city has not falls
 * away. */
static lc_catset known_of(const maker *m, const lc_catset *rows)
{
    lc_catset set = {{0}};

    for (LIFE_CATSET_EACH(r, rows)) {
        uint32_t c =
            lc_world_category_find(m->w, lc_table_cell(m->categories, r, "id"));

        if (c < m->w->category_count)
            lc_catset_add(&set, c);
    }
    return set;
}

/* There are some hundred, and each is looked for once a word. */
static const lc_need *find_need(const lc_needs *n, const char *id,
                                uint32_t service)
{
    for (size_t i = 0; i < n->need.n; i++)
        if (!strcmp(n->need.v[i]->id, id) && n->need.v[i]->service == service)
            return n->need.v[i];
    return NULL;
}

/* What it is called where it stands for one category alone: as that is. */
static bool name_it(maker *m, lc_need *n, const lc_catset *rows, const char *zh,
                    const char *en)
{
    uint32_t only = lc_catset_only(rows);

    if (only != LIFE_CATSET_END && n->service == LIFE_NONE) {
        zh = lc_table_cell(m->categories, only, "name_zh");
        en = lc_table_cell(m->categories, only, "name_en");
    }
    n->name_zh = lc_names_keep(m->to, zh);
    n->name_en = lc_names_keep(m->to, en);
    return n->name_zh && n->name_en;
}

/* The same categories are the same need, whatever words lead there, where the
 * same service is asked for. */
static const lc_need *need_of(maker *m, const lc_catset *rows, const char *zh,
                              const char *en, uint32_t service)
{
    const char *id = id_of(m, rows);
    const lc_need *known = id ? find_need(&m->to->needs, id, service) : NULL;
    lc_need *n;

    if (known || !id)
        return known;
    n = lc_arena_alloc(m->to->text, sizeof *n);
    if (!n || !(n->id = lc_names_keep(m->to, id)))
        return NULL;
    n->service = service;
    if (!name_it(m, n, rows, zh, en))
        return NULL;
    n->set = known_of(m, rows);
    return lc_vec_push(&m->to->needs.need, n) ? n : NULL;
}

/* ---- words ---- */

static bool is_closed(const char *s, size_t len)
{
    return s[len - 1] == ')' || (len >= 3 && !memcmp(s + len - 3, "）", 3));
}

/* Without spaces around it, and what stands in brackets behind it:
 * "Kindergarten (3-6)". */
static void trim(const char **s, size_t *len)
{
    for (; *len && **s == ' '; (*len)--)
        (*s)++;
    for (size_t i = 1; i < *len && is_closed(*s, *len); i++)
        if ((*s)[i] == '(' || (*len - i >= 3 && !memcmp(*s + i, "（", 3)))
            *len = i;
    while (*len && (*s)[*len - 1] == ' ')
        (*len)--;
}

static lc_status add_text(maker *m, const char *s, size_t len,
                          const lc_need *need, bool is_name, lc_error *err)
{
    lc_need_word one = {
        .name = {.kind = LIFE_HIT_CATEGORY}, .need = need, .is_name = is_name};
    lc_name *n = &one.name;

    n->id = need->service == LIFE_NONE
                ? need->id
                : lc_world_service(m->w, need->service)->id;
    n->name = lc_arena_strndup(m->to->text, s, len);
    n->key = n->name ? lc_name_key(m->to->han, m->to->text, n->name) : NULL;
    if (!n->key)
        return no_room(err);
    if (lc_han_in(n->key))
        n->letters = lc_han_letters(m->to->han, n->key);
    if (*n->key && !lc_vec_push(&m->to->needs.word, one))
        return no_room(err);
    return LIFE_OK;
}

/* Also with what stands in brackets, as it is shown. */
static lc_status add_word(maker *m, const char *s, size_t len,
                          const lc_need *need, bool is_name, lc_error *err)
{
    size_t bare = len;
    lc_status st;

    trim(&s, &bare);
    st = add_text(m, s, bare, need, is_name, err);
    return st || !is_name || bare == len
               ? st
               : add_text(m, s, len, need, is_name, err);
}

static lc_status add_words(maker *m, const char *words, const lc_need *need,
                           lc_error *err)
{
    lc_status st = LIFE_OK;

    while (*words && !st) {
        size_t len = strcspn(words, "|");

        st = add_word(m, words, len, need, false, err);
        words += len + (words[len] == '|');
    }
    return st;
}

/* ---- geodata/needs.csv ---- */

/* Words that are put aside: the longest first, so that none hides another. */
static int by_length(const void *pa, const void *pb)
{
    const char *a = *(const char *const *)pa, *b = *(const char *const *)pb;
    size_t m = strlen(a), n = strlen(b);

    return m != n ? (m < n) - (m > n) : strcmp(a, b);
}

static lc_status add_around(maker *m, const char *words, lc_error *err)
{
    lc_names *to = m->to;

    while (*words) {
        size_t len = strcspn(words, "|");
        const char *word = lc_arena_strndup(to->text, words, len);
        const char *key = word ? lc_name_key(to->han, to->text, word) : NULL;

        if (!key || (*key && !lc_vec_push(&to->needs.around, key)))
            return no_room(err);
        words += len + (words[len] == '|');
    }
    return LIFE_OK;
}

/* The first word of a cell, for lc_free(). */
static char *first_word(const char *words)
{
    lc_buf b = {0};

    lc_buf_put(&b, words, strcspn(words, "|"));
    return lc_buf_steal(&b, NULL);
}

static lc_status add_need(maker *m, const lc_catset *rows, uint32_t service,
                          const char *zh, const char *en, lc_error *err)
{
    char *first_zh = first_word(zh), *first_en = first_word(en);
    const lc_need *need = first_zh && first_en
                              ? need_of(m, rows, first_zh, first_en, service)
                              : NULL;
    lc_status st = need ? add_words(m, zh, need, err) : no_room(err);

    if (!st)
        st = add_words(m, en, need, err);
    lc_free(first_zh);
    lc_free(first_en);
    return st;
}

static lc_status add_row(maker *m, const lc_table *t, size_t row, lc_error *err)
{
    const char *ids = lc_table_cell(t, row, "category");
    const char *zh = lc_table_cell(t, row, "zh");
    const char *en = lc_table_cell(t, row, "en");
    const char *asked = lc_table_cell(t, row, "service");
    uint32_t service = *asked ? lc_world_service_find(m->w, asked) : LIFE_NONE;
    lc_catset rows;
    lc_status st;

    if (*asked && service == LIFE_NONE)
        return lc_table_bad(t, row, "service", "an id of services.csv", err);
    if (!strcmp(ids, AROUND)) {
        st = add_around(m, zh, err);
        return st ? st : add_around(m, en, err);
    }
    if (!lc_category_words_ids(m->categories, ids, &rows) ||
        lc_catset_is_empty(&rows))
        return lc_table_bad(t, row, "category",
                            "ids of categories.csv with spaces between", err);
    return add_need(m, &rows, service, zh, en, err);
}

static lc_status add_table(maker *m, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("needs.csv", &t, err);

    for (size_t i = 0; !st && i < lc_table_rows(t); i++)
        st = add_row(m, t, i, err);
    lc_table_free(t);
    if (!st && m->to->needs.around.n)
        qsort(m->to->needs.around.v, m->to->needs.around.n,
              sizeof(const char *), by_length);
    return st;
}

/* ---- what categories answer to ---- */

/* Ids are nobody's words, nor are classes of map services, their steps, and
 * values of tags. */
static bool is_said(const lc_category_word *word)
{
    bool of_tags = *word->system && strcmp(word->system, "bureau") != 0 &&
                   strcmp(word->system, "english") != 0;

    return word->kind != LIFE_CATEGORY_ID &&
           word->kind != LIFE_CATEGORY_CLASS &&
           word->kind != LIFE_CATEGORY_LEAF && !of_tags &&
           !lc_catset_is_empty(word->set);
}

static lc_status take_word(void *ctx, const lc_category_word *word,
                           lc_error *err)
{
    maker *m = ctx;
    const lc_need *need;
    char *text;
    lc_buf b = {0};

    if (!is_said(word) || !word->len)
        return LIFE_OK;
    lc_buf_put(&b, word->text, word->len);
    text = lc_buf_steal(&b, NULL);
    need = text ? need_of(m, word->set, text, text, LIFE_NONE) : NULL;
    lc_free(text);
    return need ? add_word(m, word->text, word->len, need,
                           word->kind == LIFE_CATEGORY_NAME, err)
                : no_room(err);
}

/* ---- geodata/services.csv ---- */

/* A table of one's own may name categories that are in no table: then a search
 * doesn't lead there. */
static lc_status add_service(maker *m, uint32_t service, lc_error *err)
{
    const lc_service *s = lc_world_service(m->w, service);
    const lc_need *need;
    lc_catset rows;
    lc_status st = LIFE_OK;

    if (!lc_category_words_ids(m->categories, s->categories, &rows) ||
        lc_catset_is_empty(&rows))
        return LIFE_OK;
    need = need_of(m, &rows, s->name[LIFE_LANG_ZH], s->name[LIFE_LANG_EN],
                   service);
    if (!need)
        return no_room(err);
    for (size_t i = 0; i < LIFE_LANG_COUNT && !st; i++)
        st = add_word(m, s->name[i], strlen(s->name[i]), need, false, err);
    return st ? st : add_words(m, s->words, need, err);
}

static lc_status add_services(maker *m, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < lc_world_service_count(m->w) && !st; i++)
        st = add_service(m, (uint32_t)i, err);
    return st;
}

/* ---- all of them ---- */

/* Of equal words in the order in which they were added: needs.csv, then names
 * of categories, then services. */
static int by_key(const void *pa, const void *pb)
{
    const lc_need_word *const *a = pa, *const *b = pb;
    int order = strcmp((*a)->name.key, (*b)->name.key);

    return order ? order : (*a > *b) - (*a < *b);
}

/* What a service is called says more than that it is the type of a place where
 * alone the service is usual: 磨刀 of who sharpens, among all who repair. */
static bool is_of(const lc_need *service, const lc_need *kind)
{
    return service->service != LIFE_NONE && kind->service == LIFE_NONE &&
           !strcmp(service->id, kind->id);
}

static void swap(lc_need_word *a, lc_need_word *b)
{
    lc_need_word held = *a;

    *a = *b;
    *b = held;
}

/* Of equal words the first has it, or a service that is of it: the others lose
 * their need. */
static lc_status drop_repeated(lc_needs *n, lc_error *err)
{
    lc_need_word **v = lc_calloc(n->word.n + 1, sizeof *v);
    size_t kept = 0;

    if (!v)
        return no_room(err);
    for (size_t i = 0; i < n->word.n; i++)
        v[i] = &n->word.v[i];
    if (n->word.n)
        qsort(v, n->word.n, sizeof(lc_need_word *), by_key);
    for (size_t i = n->word.n; i-- > 1;)
        if (!strcmp(v[i]->name.key, v[i - 1]->name.key)) {
            if (is_of(v[i]->need, v[i - 1]->need))
                swap(v[i], v[i - 1]);
            v[i]->need = NULL;
        }
    lc_free(v);
    for (size_t i = 0; i < n->word.n; i++)
        if (n->word.v[i].need)
            n->word.v[kept++] = n->word.v[i];
    n->word.n = kept;
    return LIFE_OK;
}

lc_status lc_needs_make(lc_city *c, const lc_world *w, lc_names *to,
                        lc_error *err)
{
    maker m = {.w = w, .to = to};
    lc_status st = lc_category_table_open(c, &m.categories, err);

    if (!st)
        st = add_table(&m, err);
    if (!st)
        st = lc_category_words(m.categories, take_word, &m, err);
    if (!st)
        st = add_services(&m, err);
    if (!st)
        st = drop_repeated(&to->needs, err);
    lc_table_free(m.categories);
    lc_buf_free(&m.id);
    return st;
}

/* ---- questions ---- */

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether a word stands at the front of the text, as a whole one. */
static bool begins(const char *s, size_t len, const char *word, size_t n)
{
    return n < len && !memcmp(s, word, n) &&
           !(is_latin(word[n - 1]) && is_latin(s[n]));
}

static bool ends(const char *s, size_t len, const char *word, size_t n)
{
    return n < len && !memcmp(s + len - n, word, n) &&
           !(is_latin(*word) && is_latin(s[len - n - 1]));
}

/* Takes one word off either end. The longest first, until nothing more comes
 * off: "where is the nearest pharmacy" is "pharmacy". */
static bool take_off(const lc_needs *needs, const char **s, size_t *len)
{
    for (size_t i = 0; i < needs->around.n; i++) {
        const char *word = needs->around.v[i];
        size_t n = strlen(word);

        if (begins(*s, *len, word, n))
            *s += n;
        else if (!ends(*s, *len, word, n))
            continue;
        *len -= n;
        trim(s, len);
        return true;
    }
    return false;
}

const char *lc_needs_core(const lc_needs *n, lc_arena *arena, const char *key)
{
    size_t len = strlen(key), whole = len;

    while (len && take_off(n, &key, &len))
        ;
    return len && len < whole ? lc_arena_strndup(arena, key, len) : NULL;
}

/* One of two categories of a need counts once. */
uint32_t lc_needs_facilities(const lc_world *w, const lc_need *need)
{
    uint32_t only = lc_catset_only(&need->set), n = 0;

    if (only != LIFE_CATSET_END)
        return w->category[only].facility_count;
    for (size_t i = 0; i < w->facility.n; i++)
        n += lc_catset_meets(w->facility.v[i].categories, &need->set);
    return n;
}

uint32_t lc_needs_offering(const lc_world *w, const lc_need *need)
{
    uint64_t wanted;
    uint32_t n = 0;

    if (need->service == LIFE_NONE)
        return 0;
    wanted = UINT64_C(1) << need->service;
    for (size_t i = 0; i < w->facility.n; i++) {
        const lc_facility *f = &w->facility.v[i];

        n += lc_catset_meets(f->categories, &need->set) &&
             lc_service_offered(lc_world_service_offer(w, f), wanted) ==
                 LIFE_OFFERED_YES;
    }
    return n;
}
