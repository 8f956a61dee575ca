/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/fact.c - the tables of what is said of a facility.
 *
 * An export looks up each attribute of each facility: most are no keys. Words
 * are sorted, so that one is found by halving.
 */
#include "src/world/facilities/fact.h"

#include "lifecircle/base/table.h"
#include "src/world/category.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The column "kind" of geodata/attributes.csv. */
static const char *const kinds[LIFE_FACT_KINDS] = {
    [LIFE_FACT_COUNT] = "count",     [LIFE_FACT_TEXT] = "text",
    [LIFE_FACT_LIST] = "list",       [LIFE_FACT_SERVICES] = "services",
    [LIFE_FACT_PHRASES] = "phrases", [LIFE_FACT_LACKING] = "lacking",
    [LIFE_FACT_TAGS] = "tags"};

/* ---- what is said ---- */

static bool read_kind(const char *name, lc_fact_kind *out)
{
    for (int i = 0; i < LIFE_FACT_KINDS; i++)
        if (!strcmp(kinds[i], name)) {
            *out = (lc_fact_kind)i;
            return true;
        }
    return false;
}

/* The keys of the row that comes next. */
static bool add_keys(lc_world *w, const char *keys)
{
    lc_fact_key one = {.fact = (uint32_t)w->facts.row.n};

    for (; *keys; keys += *keys == '|', one.rank++) {
        size_t len = strcspn(keys, "|");

        one.key = lc_arena_strndup(w->text, keys, len);
        if (!one.key || !lc_vec_push(&w->facts.key, one))
            return false;
        keys += len;
    }
    return true;
}

static bool is_of_services(lc_fact_kind kind)
{
    return kind == LIFE_FACT_SERVICES || kind == LIFE_FACT_PHRASES ||
           kind == LIFE_FACT_LACKING;
}

/* Texts are copied, as the table is closed again. Categories that this city has
 * not are in no set, and a row of only such is never said. */
static lc_status add(lc_world *w, const lc_table *t, size_t row, lc_error *err)
{
    const char *categories = lc_table_cell(t, row, "categories");
    lc_fact f = {.any = !*categories,
                 .categories = lc_world_category_set(w, categories)};
    const struct {
        const char **to;
        const char *column;
    } text[] = {{&f.id, "id"},
                {&f.keys, "keys"},
                {&f.text[LIFE_LANG_ZH], "zh"},
                {&f.text[LIFE_LANG_EN], "en"},
                {&f.none[LIFE_LANG_ZH], "none_zh"},
                {&f.none[LIFE_LANG_EN], "none_en"},
                {&f.behind[LIFE_LANG_ZH], "behind_zh"},
                {&f.behind[LIFE_LANG_EN], "behind_en"}};

    if (!read_kind(lc_table_cell(t, row, "kind"), &f.kind))
        return lc_table_bad(t, row, "kind",
                            "count, text, list, services, phrases, lacking or "
                            "tags",
                            err);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!(*text[i].to =
                  lc_world_keep(w, lc_table_cell(t, row, text[i].column))))
            return lc_no_memory(err, "the attributes");
    if (w->facts.row.n < 64 && is_of_services(f.kind))
        w->facts.offers |= UINT64_C(1) << w->facts.row.n;
    return add_keys(w, f.keys) && lc_vec_push(&w->facts.row, f)
               ? LIFE_OK
               : lc_no_memory(err, "the attributes");
}

/* Rows of one key in the table's order, in which they are said. */
static int by_row(const void *a, const void *b)
{
    const lc_fact_key *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order ? order : (x->fact > y->fact) - (x->fact < y->fact);
}

/* FNV-1a. */
static uint32_t hash_of(const char *key)
{
    uint32_t h = 2166136261u;

    for (; *key; key++)
        h = (h ^ (unsigned char)*key) * 16777619u;
    return h;
}

/* The place of a key, or the empty one where it would be. */
static uint32_t *place_of(const lc_facts *f, const char *key)
{
    uint32_t at = hash_of(key);

    for (;; at++) {
        uint32_t *place = &f->place[at & (f->places - 1)];

        if (!*place || !strcmp(f->key.v[*place - 1].key, key))
            return place;
    }
}

/* Half of the places stay empty at least. The first of equal keys has it. */
static lc_status place_keys(lc_facts *f, lc_error *err)
{
    for (f->places = 64; f->places < 2 * f->key.n;)
        f->places *= 2;
    f->place = lc_calloc(f->places, sizeof *f->place);
    if (!f->place)
        return lc_no_memory(err, "the attributes");
    for (size_t i = 0; i < f->key.n; i++) {
        uint32_t *place = place_of(f, f->key.v[i].key);

        if (!*place)
            *place = (uint32_t)i + 1;
    }
    return LIFE_OK;
}

/* ---- words ---- */

static int by_key(const void *a, const void *b)
{
    const lc_fact_word *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order ? order : strcasecmp(x->word, y->word);
}

/* A row has several words for one text. */
static lc_status add_words(lc_world *w, const lc_table *t, size_t row,
                           lc_error *err)
{
    const char *words = lc_table_cell(t, row, "words");
    lc_fact_word one = {
        .key = lc_world_keep(w, lc_table_cell(t, row, "attribute")),
        .text = {lc_world_keep(w, lc_table_cell(t, row, "zh")),
                 lc_world_keep(w, lc_table_cell(t, row, "en"))}};
    bool ok = one.key && one.text[0] && one.text[1];

    for (; ok && *words; words += *words == '|') {
        size_t len = strcspn(words, "|");

        one.word = lc_arena_strndup(w->text, words, len);
        ok = one.word && lc_vec_push(&w->facts.word, one);
        words += len;
    }
    return ok ? LIFE_OK : lc_no_memory(err, "the attributes");
}

/* ---- the files ---- */

static lc_status read_table(lc_world *w, const char *name,
                            lc_status (*put)(lc_world *, const lc_table *,
                                             size_t, lc_error *),
                            lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open(name, &t, err);

    for (size_t i = 0; !st && i < lc_table_rows(t); i++)
        st = put(w, t, i, err);
    lc_table_free(t);
    return st;
}

lc_status lc_world_fact_load(lc_world *w, lc_error *err)
{
    lc_status st = read_table(w, "attributes.csv", add, err);

    if (!st)
        st = read_table(w, "attribute_words.csv", add_words, err);
    if (!st && w->facts.key.n)
        qsort(w->facts.key.v, w->facts.key.n, sizeof *w->facts.key.v, by_row);
    if (!st && w->facts.word.n)
        qsort(w->facts.word.v, w->facts.word.n, sizeof *w->facts.word.v,
              by_key);
    return st ? st : place_keys(&w->facts, err);
}

void lc_world_fact_clear(lc_world *w)
{
    lc_vec_free(&w->facts.row);
    lc_vec_free(&w->facts.key);
    lc_free(w->facts.place);
    lc_vec_free(&w->facts.word);
}

/* ---- looking up ---- */

size_t lc_world_fact_count(const lc_world *w)
{
    return w->facts.row.n;
}

uint64_t lc_world_fact_offers(const lc_world *w)
{
    return w->facts.offers;
}

const lc_fact *lc_world_fact(const lc_world *w, size_t i)
{
    return &w->facts.row.v[i];
}

const lc_fact_key *lc_world_fact_keys(const lc_world *w, const char *key,
                                      size_t *count)
{
    const lc_facts *f = &w->facts;
    uint32_t first = f->place ? *place_of(f, key) : 0;

    *count = 0;
    if (!first--)
        return NULL;
    while (first + *count < f->key.n &&
           !strcmp(f->key.v[first + *count].key, key))
        ++*count;
    return &f->key.v[first];
}

/* "*" is any attribute's; an attribute's own words go before it. */
const lc_fact_word *lc_world_fact_word(const lc_world *w, const char *key,
                                       const char *text)
{
    const char *const of[] = {key, "*"};

    for (size_t i = 0; i < sizeof of / sizeof *of && w->facts.word.n; i++) {
        const lc_fact_word wanted = {.key = of[i], .word = text};
        const lc_fact_word *found =
            bsearch(&wanted, w->facts.word.v, w->facts.word.n,
                    sizeof *w->facts.word.v, by_key);

        if (found)
            return found;
    }
    return NULL;
}
