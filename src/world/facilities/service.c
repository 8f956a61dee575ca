/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/service.c - the table of services, and who offers what.
 *
 * What a facility offers is read once, as the city is loaded, and kept as bits:
 * a search asks it of every facility that it meets. 16 bytes each.
 */
#include "src/world/facilities/service.h"

#include "lifecircle/base/table.h"
#include "lifecircle/world/attributes.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facilities/fact.h"
#include "src/world/category.h"
#include "src/world/city.h"

#include <string.h>
#include <strings.h>

/* Longer cells of services are cut: a list of all has 400 bytes. */
enum { CELL_BYTES = 2048 };

/* ---- the table ---- */

static uint64_t bit_of(uint32_t service)
{
    return UINT64_C(1) << service;
}

static lc_status bad_id(const lc_table *t, size_t row, lc_error *err)
{
    return lc_table_bad(t, row, "id",
                        "small letters, digits and _, there only once", err);
}

static bool is_id(const char *id)
{
    return *id && strlen(id) <= 40 &&
           !id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_")];
}

/* All that it may be called. */
static bool add_words(lc_world *w, const lc_service *s, uint32_t i)
{
    const char *name[] = {s->id, s->name[LIFE_LANG_ZH], s->name[LIFE_LANG_EN]};
    bool ok = true;

    for (size_t k = 0; k < sizeof name / sizeof *name; k++)
        ok &= lc_service_words_add(&w->services.words, name[k], strlen(name[k]),
                                   i);
    for (const char *word = s->words; ok && *word; word += *word == '|') {
        size_t len = strcspn(word, "|");

        ok = lc_service_words_add(&w->services.words, word, len, i);
        word += len;
    }
    return ok;
}

static lc_status add(lc_world *w, const lc_table *t, size_t row, lc_error *err)
{
    lc_service s = {.id = lc_world_keep(w, lc_table_cell(t, row, "id"))};
    uint32_t i = (uint32_t)w->services.row.n;
    const struct {
        const char **to;
        const char *column;
    } text[] = {{&s.name[LIFE_LANG_ZH], "name_zh"},
                {&s.name[LIFE_LANG_EN], "name_en"},
                {&s.phrase[LIFE_LANG_ZH], "phrase_zh"},
                {&s.phrase[LIFE_LANG_EN], "phrase_en"},
                {&s.words, "words"},
                {&s.categories, "categories"}};

    for (size_t k = 0; k < sizeof text / sizeof *text; k++)
        if (!(*text[k].to =
                  lc_world_keep(w, lc_table_cell(t, row, text[k].column))))
            return lc_no_memory(err, "the services");
    if (!s.id || !lc_vec_push(&w->services.row, s) || !add_words(w, &s, i))
        return lc_no_memory(err, "the services");
    w->services.by_kind[i] =
        lc_world_category_set(w, lc_table_cell(t, row, "by_kind"));
    for (int lang = 0; lang < LIFE_LANG_COUNT; lang++)
        w->services.phrased[lang] |= *s.phrase[lang] ? bit_of(i) : 0;
    return LIFE_OK;
}

static bool is_new_id(const lc_world *w, const char *id)
{
    for (size_t i = 0; i < w->services.row.n; i++)
        if (!strcmp(w->services.row.v[i].id, id))
            return false;
    return is_id(id);
}

lc_status lc_world_service_table(lc_world *w, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("services.csv", &t, err);

    if (!st && lc_table_rows(t) > LIFE_MAX_SERVICES)
        st = lc_fail_at(err,
                        lc_fail(err, LIFE_ERR_LIMIT, "more than %d services",
                                LIFE_MAX_SERVICES),
                        lc_table_source(t), 0);
    for (size_t i = 0; !st && i < lc_table_rows(t); i++)
        st = is_new_id(w, lc_table_cell(t, i, "id")) ? add(w, t, i, err)
                                                     : bad_id(t, i, err);
    lc_table_free(t);
    return st ? st : lc_service_words_fill(&w->services.words, w, err);
}

/* ---- a facility ---- */

/* What speaks for and against is not known. */
static void settle(lc_offer *o)
{
    uint64_t both = o->yes & o->no;

    o->yes &= ~both;
    o->no &= ~both;
}

/* The attribute of one service says more than a list, which may be cut. */
static void add_own(const lc_world *w, uint32_t service, const char *cell,
                    lc_offer *out)
{
    lc_offered is = lc_service_words_answer(&w->services.words, cell);

    if (is == LIFE_OFFERED_UNSTATED)
        return;
    out->yes &= ~bit_of(service);
    out->no &= ~bit_of(service);
    *(is == LIFE_OFFERED_YES ? &out->yes : &out->no) |= bit_of(service);
}

/* What is kept from one facility to the next. */
struct lc_service_reader {
    uint64_t begins[256]; /* services by the first letter of their ids */
    /* The categories of the last facility, and what such offer by being such:
     * facilities share their sets, so it serves most of the next. */
    const lc_catset *of;
    uint64_t usual;
    char name[64], cell[CELL_BYTES]; /* here they are cleared once */
};
typedef lc_service_reader reader;

static void list_letters(const lc_world *w, reader *r)
{
    for (uint32_t i = 0; i < w->services.row.n; i++)
        r->begins[(unsigned char)*w->services.row.v[i].id] |= bit_of(i);
}

/* Asked for each attribute of each facility, most of which are no service: the
 * first letter tells that of nearly all. */
static uint32_t by_id(const lc_world *w, const reader *r, const char *id)
{
    for (uint64_t rest = r->begins[(unsigned char)*id]; rest;
         rest &= rest - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(rest);

        if (!strcmp(w->services.row.v[i].id, id))
            return i;
    }
    return LIFE_NONE;
}

static uint64_t usual_of(const lc_world *w, const lc_catset *set, reader *r)
{
    if (r->of == set)
        return r->usual;
    r->of = set;
    r->usual = 0;
    for (uint32_t i = 0; i < w->services.row.n; i++)
        if (lc_catset_meets(set, &w->services.by_kind[i]))
            r->usual |= bit_of(i);
    return r->usual;
}

/* Whether what stands under a key is a list of services of this place. */
static bool is_list(const lc_world *w, const lc_facility *f, const char *key)
{
    size_t n;
    const lc_fact_key *k = lc_world_fact_keys(w, key, &n);

    for (size_t i = 0; i < n; i++) {
        const lc_fact *fact = &w->facts.row.v[k[i].fact];

        if ((fact->kind == LIFE_FACT_SERVICES ||
             fact->kind == LIFE_FACT_TAGS) &&
            (fact->any || lc_catset_meets(f->categories, &fact->categories)))
            return true;
    }
    return false;
}

/* A place that never closes is open at night, by its hours alone. */
static void add_hours(const lc_world *w, const reader *r, const lc_facility *f,
                      lc_offer *own)
{
    uint32_t service;

    /* Before the look at the table, since few are. */
    if (strcmp(f->opening_hours, "24/7") != 0)
        return;
    service = by_id(w, r, "all_day");
    if (service != LIFE_NONE)
        own->yes |= bit_of(service);
}

/* Lists first, then the attributes of one service each. */
lc_offer lc_service_read_offer(const lc_world *w, const lc_facility *f,
                               reader *r)
{
    lc_offer out = {0}, own = {0};
    lc_attribute_at at = lc_attribute_first(f);

    while (lc_attribute_next(&at, r->name, sizeof r->name, r->cell,
                             sizeof r->cell)) {
        uint32_t service = by_id(w, r, r->name);

        if (service != LIFE_NONE)
            add_own(w, service, r->cell, &own);
        else if (is_list(w, f, r->name))
            lc_world_service_read(w, r->cell, &out, NULL, NULL);
    }
    settle(&out);
    add_hours(w, r, f, &own);
    out.yes = (out.yes & ~own.no) | own.yes;
    out.no = (out.no & ~own.yes) | own.no;
    out.yes |= usual_of(w, f->categories, r) & ~out.no;
    return out;
}

lc_status lc_service_reader_new(const lc_world *w, reader **out, lc_error *err)
{
    *out = lc_calloc(1, sizeof **out);
    if (!*out)
        return lc_no_memory(err, "the services");
    list_letters(w, *out);
    return LIFE_OK;
}

/* Two of three facilities are written as one before them; a city that was
 * computed has such texts once, so that those are the same that lie in one
 * place. What is remembered has its own by where its attributes lie. */
enum { REMEMBERED = 4096 };

typedef struct remembered {
    const lc_facility *like; /* NULL: none yet */
    lc_offer offer;
} remembered;

static bool is_like(const lc_facility *a, const lc_facility *b)
{
    return a && a->attributes == b->attributes &&
           a->wheelchair == b->wheelchair &&
           a->opening_hours == b->opening_hours &&
           a->categories == b->categories;
}

static lc_status read_offers(lc_world *w, reader *r, lc_error *err)
{
    remembered *all = lc_calloc(REMEMBERED, sizeof *all);

    if (!all)
        return lc_no_memory(err, "the services");
    for (uint32_t i = 0; i < w->facility.n; i++) {
        const lc_facility *f = &w->facility.v[i];
        uint64_t place =
            (uintptr_t)f->attributes * UINT64_C(0x9E3779B97F4A7C15);
        remembered *of = &all[place >> 52];

        if (!is_like(of->like, f))
            *of = (remembered){f, lc_service_read_offer(w, f, r)};
        w->services.offer[i] = of->offer;
    }
    lc_free(all);
    return LIFE_OK;
}

lc_status lc_world_service_load(lc_world *w, lc_error *err)
{
    reader r = {.of = NULL};
    lc_status st = lc_world_service_table(w, err);

    if (st)
        return st;
    w->services.offer = lc_calloc(w->facility.n, sizeof *w->services.offer);
    if (!w->services.offer)
        return lc_no_memory(err, "the services");
    list_letters(w, &r);
    return read_offers(w, &r, err);
}

void lc_world_service_clear(lc_world *w)
{
    lc_vec_free(&w->services.row);
    lc_service_words_clear(&w->services.words);
    lc_free(w->services.offer);
}

/* ---- looking up ---- */

size_t lc_world_service_count(const lc_world *w)
{
    return w->services.row.n;
}

const lc_service *lc_world_service(const lc_world *w, uint32_t i)
{
    return &w->services.row.v[i];
}

uint64_t lc_world_service_phrased(const lc_world *w, lc_lang lang)
{
    return w->services.phrased[lang];
}

/* Of the service of which alone a name begins so. */
static uint32_t find_beginning(const lc_world *w, const char *word)
{
    size_t len = strlen(word);
    uint32_t found = LIFE_NONE;

    if (len < LIFE_SERVICE_BEGINNING)
        return LIFE_NONE;
    for (uint32_t i = 0; i < w->services.row.n; i++) {
        const lc_service *one = &w->services.row.v[i];

        if (strncasecmp(one->name[LIFE_LANG_ZH], word, len) != 0 &&
            strncasecmp(one->name[LIFE_LANG_EN], word, len) != 0)
            continue;
        if (found != LIFE_NONE)
            return LIFE_NONE;
        found = i;
    }
    return found;
}

uint32_t lc_world_service_find(const lc_world *w, const char *word)
{
    size_t len = strlen(word);

    for (size_t i = 0; i < w->services.words.service.n; i++) {
        const lc_service_word *one = &w->services.words.service.v[i];

        if (one->len == len && !strncasecmp(one->text, word, len))
            return one->means;
    }
    return find_beginning(w, word);
}

/* A city that is being computed has none yet. */
lc_offer lc_world_service_offer(const lc_world *w, const lc_facility *f)
{
    return w->services.offer ? w->services.offer[f - w->facility.v]
                             : (lc_offer){0};
}

void lc_world_service_counts(const lc_world *w, uint32_t category,
                             uint32_t *out)
{
    bool any = category == LIFE_ANY_CATEGORY;
    size_t n = any ? w->facility.n : w->category[category].facility_count;

    memset(out, 0, LIFE_MAX_SERVICES * sizeof *out);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t f = any ? i : w->member[category][i];

        for (uint64_t rest = w->services.offer[f].yes; rest; rest &= rest - 1)
            out[__builtin_ctzll(rest)]++;
    }
}

uint64_t lc_world_service_spoken(const lc_world *w, uint32_t category)
{
    uint64_t said = 0;

    for (uint32_t i = 0; i < w->category[category].facility_count; i++) {
        const lc_offer *o = &w->services.offer[w->member[category][i]];

        said |= o->yes | o->no;
    }
    return said;
}

void lc_world_service_read(const lc_world *w, const char *cell, lc_offer *out,
                           lc_service_rest rest, void *ctx)
{
    lc_service_words_read(&w->services.words, cell, out, rest, ctx);
}
