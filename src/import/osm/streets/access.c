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
    lc_osm_times *times;
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
    if (!st)
        st = lc_osm_times_open(&a->times, err);
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
    lc_osm_times_free(a->times);
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

/* What is said of the times at which a mode may pass. */
typedef struct said_times {
    const char *text; /* NULL: nothing */
    bool hours;       /* opening hours; else a value under conditions */
    bool open_else;   /* where no condition holds */
} said_times;

/* The condition on the key that decides, or on one more special. */
static const char *find_condition(const lc_osm_access *a, lc_osm_tags tags,
                                  lc_mode mode)
{
    const lc_osm_travel *t = &a->travel[mode];

    for (size_t i = 0; i < LIFE_OSM_TRAVEL_KEYS && t->key[i]; i++) {
        const char *v = lc_osm_access_tag(tags, t->conditional[i]);

        if (v && lc_osm_times_says(a->times, v))
            return v;
        if (says(a, tags, t->key[i]) != SAYS_NOTHING)
            return NULL;
    }
    return NULL;
}

/* What is closed by a tag and open under a condition is open where no time is
 * asked for. */
static lc_osm_pass find_times(const lc_osm_access *a, lc_osm_tags tags,
                              bool way, lc_mode mode, lc_osm_pass pass,
                              said_times *at)
{
    const bool open = pass == LIFE_PASS_OPEN;

    *at = (said_times){find_condition(a, tags, mode), false, open};
    if (at->text && !open && !lc_osm_times_opens(a->times, at->text))
        at->text = NULL;
    if (!at->text && open) {
        at->text = lc_osm_times_hours(
            a->times, tags, way ? LIFE_OSM_TIMES_WAY : LIFE_OSM_TIMES_NODE);
        at->hours = true;
    }
    return at->text ? LIFE_PASS_OPEN : pass;
}

/* The first of the keys that says something; they go from special to general.
 * `r` is the rule of a way, NULL for a node. */
static lc_osm_pass resolve(const lc_osm_access *a, lc_osm_tags tags,
                           lc_mode mode, word w, const rule *r, said_times *at)
{
    const lc_osm_travel *t = &a->travel[mode];
    int said = SAYS_NOTHING;
    lc_osm_pass pass = LIFE_PASS_OPEN;

    *at = (said_times){0};
    if (!is_opened(a, tags, mode, w, r))
        return LIFE_PASS_CLOSED;
    for (size_t i = 0; said == SAYS_NOTHING && i < LIFE_OSM_TRAVEL_KEYS; i++)
        said = says(a, tags, t->key[i]);
    if (said != SAYS_NOTHING)
        pass = (lc_osm_pass)said;
    return lc_osm_times_any(a->times, tags)
               ? find_times(a, tags, r != NULL, mode, pass, at)
               : pass;
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

static lc_osm_pass resolve_way(const lc_osm_access *a, lc_osm_tags tags,
                               const rule *r, lc_mode mode, said_times *at)
{
    const lc_osm_travel *t = &a->travel[mode];
    lc_osm_pass pass = resolve(a, tags, mode, r->word[mode], r, at);

    if (t->rides || !lc_osm_travel_apart(t, tags) ||
        says(a, tags, t->direction) != SAYS_NOTHING)
        return pass;
    *at = (said_times){0};
    return LIFE_PASS_CLOSED;
}

bool lc_osm_access_way(const lc_osm_access *a, lc_osm_tags tags, bool closed,
                       lc_osm_passage *out)
{
    const rule *r = find_highway(a, tags);
    bool any = false;

    if (!r)
        return false;
    *out = (lc_osm_passage){.highway = r->value,
                            .layer = find_layer(a, tags),
                            .residential = r->residential,
                            .steps = r->steps,
                            .area = is_area(tags, r, closed)};
    for (lc_mode m = 0; m < a->modes.count; m++) {
        said_times at;
        lc_osm_pass pass = resolve_way(a, tags, r, m, &at);
        uint8_t along = lc_osm_travel_direction(&a->travel[m], a->words, tags);

        if (pass != LIFE_PASS_CLOSED && along)
            out->perm[m] = along;
        if (out->perm[m] && pass == LIFE_PASS_PRIVATE)
            out->perm[m] |= LIFE_PERM_PRIVATE;
        if (out->perm[m] && at.text)
            out->timed |= (uint8_t)(1u << m);
        any = any || out->perm[m];
    }
    return any &&
           !lc_osm_words_tagged(a->words, LIFE_OSM_LIST_WAY_CLOSED, tags);
}

/* ---- nodes ---- */

/* The strictest of what its rows of the table ask for. False: it is none that
 * may stop somebody. */
static bool node_words(const lc_osm_access *a, lc_osm_tags tags,
                       word out[LIFE_MAX_MODES])
{
    bool known = lc_osm_access_tag(tags, "barrier") != NULL;

    for (size_t m = 0; m < LIFE_MAX_MODES; m++)
        out[m] = WORD_YES;
    for (size_t i = 0; i < a->barriers.n; i++) {
        const rule *r = a->barriers.v + i;

        if (!is(tags, r->key, r->value))
            continue;
        known = true;
        for (size_t m = 0; m < a->modes.count; m++)
            if (r->word[m] > out[m])
                out[m] = r->word[m];
    }
    return known || (lc_osm_times_any(a->times, tags) &&
                     lc_osm_times_hours(a->times, tags, LIFE_OSM_TIMES_NODE));
}

static lc_osm_pass resolve_node(const lc_osm_access *a, lc_osm_tags tags,
                                const word words[LIFE_MAX_MODES], lc_mode mode,
                                said_times *at)
{
    lc_osm_pass pass = resolve(a, tags, mode, words[mode], NULL, at);

    if (pass != LIFE_PASS_OPEN ||
        !lc_osm_words_tagged(a->words, LIFE_OSM_LIST_LOCKED, tags) ||
        says(a, tags, a->travel[mode].key[0]) == LIFE_PASS_OPEN)
        return pass;
    *at = (said_times){0};
    return LIFE_PASS_CLOSED;
}

bool lc_osm_access_node(const lc_osm_access *a, lc_osm_tags tags,
                        lc_osm_pass out[LIFE_MAX_MODES], uint8_t *timed)
{
    word words[LIFE_MAX_MODES];
    bool any = false;

    *timed = 0;
    if (!node_words(a, tags, words))
        return false;
    for (lc_mode m = 0; m < a->modes.count; m++) {
        said_times at;

        out[m] = resolve_node(a, tags, words, m, &at);
        if (at.text)
            *timed |= (uint8_t)(1u << m);
        any = any || out[m] != LIFE_PASS_OPEN;
    }
    return any || *timed;
}

/* ---- times ---- */

const char *lc_osm_access_rule(const lc_osm_access *a, lc_osm_tags tags,
                               bool way, lc_mode mode, lc_buf *out)
{
    said_times at = {0};
    word words[LIFE_MAX_MODES];
    const rule *r = way ? find_highway(a, tags) : NULL;

    if (r)
        resolve_way(a, tags, r, mode, &at);
    else if (!way && node_words(a, tags, words))
        resolve_node(a, tags, words, mode, &at);
    if (at.text && at.hours)
        lc_osm_times_hours_rule(at.text, out);
    else if (at.text)
        lc_osm_times_rule(a->times, at.text, at.open_else, out);
    return at.text;
}

const lc_osm_times *lc_osm_access_times(const lc_osm_access *a)
{
    return a->times;
}
