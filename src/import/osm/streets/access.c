/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/access.c - the tables of geodata/network/ and
 * geodata/modes.csv applied to tags.
 *
 * For each mode a word of the table says what it takes to be open, and a
 * chain of keys, the mode's own first, says who may pass; the first key of
 * the chain with a known value decides.
 *
 * Who may pass is found in three steps: what the kind of way allows by itself,
 * what the tags say of each mode, and what they say of all. The more special
 * word wins over the more general one, as the wiki has it.
 */
#include "src/import/osm/streets/access.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "src/import/osm/read/words.h"
#include "src/import/osm/streets/travel.h"

#include <stdlib.h>
#include <string.h>

typedef enum word { WORD_YES, WORD_TAG, WORD_OWN, WORD_NO, WORD_COUNT } word;

/* Words of the tables, in the order of lc_osm_pass and beyond. */
static const char *const word_names[WORD_COUNT] = {"yes", "tag", "own", "no"};
static const char *const pass_names[] = {"yes", "private", "no"};

#define SAYS_NOTHING (-1) /* beside the values of lc_osm_pass */

/* A row of highways.csv or barriers.csv. */
typedef struct rule {
    const char *key, *value;
    word word[LIFE_MAX_MODES];
    bool residential, steps, across;
    const char *also;      /* "KEY=VALUE KEY=VALUE": ways of this kind too */
    const char *opened_by; /* a key that opens it to walkers; "": none */
} rule;

/* A row of access.csv. */
typedef struct value {
    const char *text;
    lc_osm_pass pass;
} value;

struct lc_osm_access {
    lc_table *table[3]; /* own the texts */
    lc_mode_table modes;
    lc_osm_travel travel[LIFE_MAX_MODES]; /* a mode's row, taken apart */
    lc_osm_words *words;
    LC_VEC(rule) highways;
    LC_VEC(rule) barriers;
    LC_VEC(value) values;
};

/* ---- tables ---- */

/* Its place in a list, or -1. */
static int find_name(const char *const *names, int count, const char *text)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(names[i], text))
            return i;
    return -1;
}

/* The column that is about a mode: its own, or that of the mode it is like. */
static const char *column_of(const lc_osm_access *a, const lc_table *t,
                             size_t mode)
{
    const char *like = lc_mode_table_cell(&a->modes, mode, "like");

    return lc_table_column(t, a->modes.id[mode]) < 0 && *like
               ? like
               : a->modes.id[mode];
}

/* A word for each mode. */
static lc_status read_rule(const lc_osm_access *a, const lc_table *t,
                           size_t row, rule *out, lc_error *err)
{
    for (size_t m = 0; m < a->modes.count; m++) {
        const char *column = column_of(a, t, m);
        int w =
            find_name(word_names, WORD_COUNT, lc_table_cell(t, row, column));

        if (w < 0)
            return lc_table_bad(t, row, column, "yes, tag, own or no", err);
        out->word[m] = (word)w;
    }
    return LIFE_OK;
}

/* Which ways are streets. */
static lc_status read_highway(lc_osm_access *a, size_t row, lc_error *err)
{
    const lc_table *t = a->table[0];
    rule r = {.key = "highway",
              .value = lc_table_cell(t, row, "highway"),
              .residential = lc_table_is_set(t, row, "residential"),
              .steps = lc_table_is_set(t, row, "steps"),
              .across = lc_table_is_set(t, row, "across"),
              .also = lc_table_cell(t, row, "also"),
              .opened_by = lc_table_cell(t, row, "opened_by")};
    lc_status st = read_rule(a, t, row, &r, err);

    if (!st && !lc_vec_push(&a->highways, r))
        st = lc_no_memory(err, "the tables of access");
    return st;
}

/* Which nodes may stop a person. */
static lc_status read_barrier(lc_osm_access *a, size_t row, lc_error *err)
{
    const lc_table *t = a->table[1];
    rule r = {.key = lc_table_cell(t, row, "key"),
              .value = lc_table_cell(t, row, "value")};
    lc_status st = read_rule(a, t, row, &r, err);

    if (!st && !lc_vec_push(&a->barriers, r))
        st = lc_no_memory(err, "the tables of access");
    return st;
}

/* What the values of access tags allow. */
static lc_status read_value(lc_osm_access *a, size_t row, lc_error *err)
{
    const lc_table *t = a->table[2];
    int pass = find_name(pass_names, 3, lc_table_cell(t, row, "state"));
    value v = {lc_table_cell(t, row, "value"), (lc_osm_pass)pass};

    if (pass < 0)
        return lc_table_bad(t, row, "state", "yes, private or no", err);
    if (!lc_vec_push(&a->values, v))
        return lc_no_memory(err, "the tables of access");
    return LIFE_OK;
}

static lc_status read_tables(lc_osm_access *a, lc_error *err)
{
    static const struct {
        const char *name;
        lc_status (*read)(lc_osm_access *, size_t row, lc_error *);
    } tables[3] = {{"network/highways.csv", read_highway},
                   {"network/barriers.csv", read_barrier},
                   {"network/access.csv", read_value}};
    lc_status st = lc_mode_table_open(&a->modes, err);

    for (size_t m = 0; !st && m < a->modes.count; m++)
        st = lc_osm_travel_read(&a->modes, m, &a->travel[m], err);
    if (!st)
        st = lc_osm_words_open(&a->words, err);
    for (int i = 0; !st && i < 3; i++) {
        st = lc_table_open(tables[i].name, &a->table[i], err);
        for (size_t row = 0; !st && row < lc_table_rows(a->table[i]); row++)
            st = tables[i].read(a, row, err);
    }
    return st;
}

lc_status lc_osm_access_open(lc_osm_access **out, lc_error *err)
{
    lc_osm_access *a = lc_calloc(1, sizeof *a);
    lc_status st =
        a ? read_tables(a, err) : lc_no_memory(err, "the tables of access");

    *out = NULL;
    if (st) {
        lc_osm_access_free(a);
        return st;
    }
    *out = a;
    return LIFE_OK;
}

void lc_osm_access_free(lc_osm_access *a)
{
    if (!a)
        return;
    for (int i = 0; i < 3; i++)
        lc_table_free(a->table[i]);
    for (size_t m = 0; m < LIFE_MAX_MODES; m++)
        lc_osm_travel_clear(&a->travel[m]);
    lc_mode_table_close(&a->modes);
    lc_osm_words_free(a->words);
    lc_vec_free(&a->highways);
    lc_vec_free(&a->barriers);
    lc_vec_free(&a->values);
    lc_free(a);
}

const lc_mode_table *lc_osm_access_modes(const lc_osm_access *a)
{
    return &a->modes;
}

/* ---- tags ---- */

const char *lc_osm_access_tag(lc_osm_tags tags, const char *key)
{
    return lc_osm_data_tag(tags.d, tags.tag, tags.count, key);
}

/* Whether a tag has a value. */
static bool is(lc_osm_tags tags, const char *key, const char *text)
{
    const char *v = lc_osm_access_tag(tags, key);

    return v && !strcmp(v, text);
}

/* What a tag says of access; false where it says nothing that is known. */
static int says(const lc_osm_access *a, lc_osm_tags tags, const char *key)
{
    const char *v = key ? lc_osm_access_tag(tags, key) : NULL;

    for (size_t i = 0; v && i < a->values.n; i++)
        if (!strcmp(a->values.v[i].text, v))
            return (int)a->values.v[i].pass;
    return SAYS_NOTHING;
}

/* What opens a way that is closed by default, beside the chain's keys; no rule
 * of a way: nothing does. */
static bool is_hinted(lc_osm_tags tags, const lc_osm_travel *t, const rule *r,
                      word w)
{
    if (!r)
        return false;
    if (w == WORD_OWN && t->ramp)
        return is(tags, t->ramp, "yes");
    return lc_osm_travel_beside(t, LIFE_OSM_SIDE_OPEN, tags) ||
           (!t->rides && *r->opened_by &&
            lc_osm_access_tag(tags, r->opened_by));
}

/* Whether the mode may be there at all. */
static bool is_opened(const lc_osm_access *a, lc_osm_tags tags, lc_mode mode,
                      word w, const rule *r)
{
    const lc_osm_travel *t = &a->travel[mode];
    size_t keys = w == WORD_TAG ? t->opening : 1;

    if (w == WORD_YES || w == WORD_NO)
        return w == WORD_YES;
    for (size_t i = 0; i < keys; i++) {
        int said = says(a, tags, t->key[i]);

        if (said == LIFE_PASS_OPEN || said == LIFE_PASS_PRIVATE)
            return true;
    }
    return is_hinted(tags, t, r, w);
}

/* The first of the keys that says something; they go from special to general.
 * `r` is the rule of a way, NULL for a node. */
static lc_osm_pass resolve(const lc_osm_access *a, lc_osm_tags tags,
                           lc_mode mode, word w, const rule *r)
{
    const lc_osm_travel *t = &a->travel[mode];
    int said = SAYS_NOTHING;

    if (!is_opened(a, tags, mode, w, r))
        return LIFE_PASS_CLOSED;
    for (size_t i = 0; said == SAYS_NOTHING && i < LIFE_OSM_TRAVEL_KEYS; i++)
        said = says(a, tags, t->key[i]);
    return said == SAYS_NOTHING ? LIFE_PASS_OPEN : (lc_osm_pass)said;
}

/* ---- ways ---- */

/* Whether a tag stands in "KEY=VALUE KEY=VALUE". */
static bool is_in(lc_osm_tags tags, const char *list)
{
    char key[64];

    for (const char *at = list; *at; at += *at == ' ') {
        size_t all = strcspn(at, " "), len = strcspn(at, "=");
        const char *v = NULL;

        if (len < all && len < sizeof key) {
            memcpy(key, at, len);
            key[len] = '\0';
            v = lc_osm_access_tag(tags, key);
        }
        if (v && strlen(v) == all - len - 1 &&
            !memcmp(v, at + len + 1, all - len - 1))
            return true;
        at += all;
    }
    return false;
}

/* The row for a way: its highway value, or other tags that make such a way. */
static const rule *find_highway(const lc_osm_access *a, lc_osm_tags tags)
{
    const char *highway = lc_osm_access_tag(tags, "highway");

    for (size_t i = 0; i < a->highways.n; i++) {
        const rule *r = a->highways.v + i;

        if (highway ? !strcmp(r->value, highway)
                    : *r->also && is_in(tags, r->also))
            return r;
    }
    return NULL;
}

/* Bridges are above, tunnels below, where no layer is stated. */
static int8_t find_layer(const lc_osm_access *a, lc_osm_tags tags)
{
    const char *text = lc_osm_access_tag(tags, "layer");
    int64_t layer;

    if (text && lc_parse_int(text, -5, 5, &layer))
        return (int8_t)layer;
    if (lc_osm_access_tag(tags, "bridge") && !is(tags, "bridge", "no"))
        return 1;
    if (lc_osm_access_tag(tags, "tunnel") &&
        !lc_osm_words_tagged(a->words, LIFE_OSM_LIST_OPEN_TUNNEL, tags))
        return -1;
    return 0;
}

/* Walked across: a ring that says so, or whose kind goes without saying. */
static bool is_area(lc_osm_tags tags, const rule *r, bool closed)
{
    return closed && !lc_osm_access_tag(tags, "area:highway") &&
           (is(tags, "area", "yes") || (r->across && !is(tags, "area", "no")));
}

/* Of a way for each mode. */
static void resolve_way(const lc_osm_access *a, lc_osm_tags tags, const rule *r,
                        lc_osm_pass out[LIFE_MAX_MODES])
{
    for (lc_mode m = 0; m < a->modes.count; m++) {
        const lc_osm_travel *t = &a->travel[m];

        out[m] = resolve(a, tags, m, r->word[m], r);
        if (!t->rides && lc_osm_travel_apart(t, tags) &&
            says(a, tags, t->direction) == SAYS_NOTHING)
            out[m] = LIFE_PASS_CLOSED;
    }
}

bool lc_osm_access_way(const lc_osm_access *a, lc_osm_tags tags, bool closed,
                       lc_osm_passage *out)
{
    const rule *r = find_highway(a, tags);
    lc_osm_pass pass[LIFE_MAX_MODES];
    bool any = false;

    if (!r)
        return false;
    *out = (lc_osm_passage){.highway = r->value,
                            .layer = find_layer(a, tags),
                            .residential = r->residential,
                            .steps = r->steps,
                            .area = is_area(tags, r, closed)};
    resolve_way(a, tags, r, pass);
    for (lc_mode m = 0; m < a->modes.count; m++) {
        uint8_t along = lc_osm_travel_direction(&a->travel[m], a->words, tags);

        if (pass[m] != LIFE_PASS_CLOSED && along)
            out->perm[m] = along;
        if (out->perm[m] && pass[m] == LIFE_PASS_PRIVATE)
            out->perm[m] |= LIFE_PERM_PRIVATE;
        any = any || out->perm[m];
    }
    return any &&
           !lc_osm_words_tagged(a->words, LIFE_OSM_LIST_WAY_CLOSED, tags);
}

/* ---- nodes ---- */

bool lc_osm_access_node(const lc_osm_access *a, lc_osm_tags tags,
                        lc_osm_pass out[LIFE_MAX_MODES])
{
    word words[LIFE_MAX_MODES] = {WORD_YES};
    bool known = lc_osm_access_tag(tags, "barrier") != NULL;
    bool locked = lc_osm_words_tagged(a->words, LIFE_OSM_LIST_LOCKED, tags);
    bool any = false;

    for (size_t i = 0; i < a->barriers.n; i++) {
        const rule *r = a->barriers.v + i;

        if (!is(tags, r->key, r->value))
            continue;
        known = true;
        for (size_t m = 0; m < a->modes.count; m++)
            if (r->word[m] > words[m])
                words[m] = r->word[m];
    }
    for (lc_mode m = 0; known && m < a->modes.count; m++) {
        out[m] = resolve(a, tags, m, words[m], NULL);
        if (locked && out[m] == LIFE_PASS_OPEN &&
            says(a, tags, a->travel[m].key[0]) != LIFE_PASS_OPEN)
            out[m] = LIFE_PASS_CLOSED;
        any = any || out[m] != LIFE_PASS_OPEN;
    }
    return any;
}
