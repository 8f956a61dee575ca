/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/access.c - the tables of geodata/network/ applied to
 * tags.
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

#include "lifecircle/base/csv.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"

#include <stdlib.h>
#include <string.h>

#define KEYS_MAX 3

typedef enum word { WORD_YES, WORD_TAG, WORD_OWN, WORD_NO, WORD_COUNT } word;

/* Words of the tables, in the order of lc_osm_pass and beyond. */
static const char *const word_names[WORD_COUNT] = {"yes", "tag", "own", "no"};
static const char *const pass_names[] = {"yes", "private", "no"};

#define SAYS_NOTHING (-1) /* beside the values of lc_osm_pass */

/* opening: how many of the keys can open what is closed by default. */
static const struct {
    const char *keys[KEYS_MAX];
    int opening;
} chains[LIFE_MODE_COUNT] = {
    [LIFE_MODE_FOOT] = {{"foot", "access"}, 1},
    [LIFE_MODE_WHEELCHAIR] = {{"wheelchair", "foot", "access"}, 2},
    [LIFE_MODE_CYCLE] = {{"bicycle", "vehicle", "access"}, 1},
};

/* A row of highways.csv or barriers.csv. */
typedef struct rule { /* a row of highways.csv or barriers.csv */
    const char *key, *value;
    word word[LIFE_MODE_COUNT];
    bool residential;
} rule;

/* A row of access.csv. */
typedef struct value { /* a row of access.csv */
    const char *text;
    lc_osm_pass pass;
} value;

struct lc_osm_access {
    lc_table *table[3]; /* own the texts */
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

/* By the column's name. */
static const char *cell(const lc_table *t, size_t row, const char *column)
{
    return lc_table_get(t, row, lc_table_column(t, column));
}

/* With the table and its line. */
static lc_status bad_cell(const lc_table *t, size_t row, const char *column,
                          const char *right, lc_error *err)
{
    lc_status st = lc_fail(err, LIFE_ERR_PARSE, "%s is \"%.40s\", not %s",
                           column, cell(t, row, column), right);

    return lc_fail_at(err, st, lc_table_source(t), lc_table_line(t, row));
}

/* A word for each mode. */
static lc_status read_rule(const lc_table *t, size_t row, rule *out,
                           lc_error *err)
{
    for (int m = 0; m < LIFE_MODE_COUNT; m++) {
        int w =
            find_name(word_names, WORD_COUNT, cell(t, row, lc_mode_names[m]));

        if (w < 0)
            return bad_cell(t, row, lc_mode_names[m], "yes, tag, own or no",
                            err);
        out->word[m] = (word)w;
    }
    return LIFE_OK;
}

/* Which ways are streets. */
static lc_status read_highway(lc_osm_access *a, size_t row, lc_error *err)
{
    const lc_table *t = a->table[0];
    rule r = {.key = "highway", .value = cell(t, row, "highway")};
    lc_status st = read_rule(t, row, &r, err);

    r.residential = !strcmp(cell(t, row, "residential"), "1");
    if (!st && !lc_vec_push(&a->highways, r))
        st = lc_no_memory(err, "the tables of access");
    return st;
}

/* Which nodes may stop a person. */
static lc_status read_barrier(lc_osm_access *a, size_t row, lc_error *err)
{
    const lc_table *t = a->table[1];
    rule r = {.key = cell(t, row, "key"), .value = cell(t, row, "value")};
    lc_status st = read_rule(t, row, &r, err);

    if (!st && !lc_vec_push(&a->barriers, r))
        st = lc_no_memory(err, "the tables of access");
    return st;
}

/* What the values of access tags allow. */
static lc_status read_value(lc_osm_access *a, size_t row, lc_error *err)
{
    const lc_table *t = a->table[2];
    int pass = find_name(pass_names, 3, cell(t, row, "state"));
    value v = {cell(t, row, "value"), (lc_osm_pass)pass};

    if (pass < 0)
        return bad_cell(t, row, "state", "yes, private or no", err);
    if (!lc_vec_push(&a->values, v))
        return lc_no_memory(err, "the tables of access");
    return LIFE_OK;
}

lc_status lc_osm_access_open(lc_osm_access **out, lc_error *err)
{
    static const struct {
        const char *name;
        lc_status (*read)(lc_osm_access *, size_t row, lc_error *);
    } tables[3] = {{"network/highways.csv", read_highway},
                   {"network/barriers.csv", read_barrier},
                   {"network/access.csv", read_value}};
    lc_osm_access *a = lc_calloc(1, sizeof *a);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!a)
        return lc_no_memory(err, "the tables of access");
    for (int i = 0; !st && i < 3; i++) {
        st = lc_table_open(tables[i].name, &a->table[i], err);
        for (size_t row = 0; !st && row < lc_table_rows(a->table[i]); row++)
            st = tables[i].read(a, row, err);
    }
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
    lc_vec_free(&a->highways);
    lc_vec_free(&a->barriers);
    lc_vec_free(&a->values);
    lc_free(a);
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

/* `texts` ends with NULL. */
static bool is_among(lc_osm_tags tags, const char *key,
                     const char *const *texts)
{
    const char *v = lc_osm_access_tag(tags, key);

    for (; v && *texts; texts++)
        if (!strcmp(v, *texts))
            return true;
    return false;
}

/* Whether a tag says yes. */
static const char *const yes[] = {"yes", "true", "1", NULL};
static const char *const reverse[] = {"-1", "reverse", NULL};
static const char *const no_text[] = {"no", "false", "0", NULL};

/* Whether the key with nothing, :both, :left or :right has such a value. */
static bool is_on_a_side(lc_osm_tags tags, const char *const keys[4],
                         const char *const *texts)
{
    for (int i = 0; i < 4; i++)
        if (is_among(tags, keys[i], texts))
            return true;
    return false;
}

/* A pavement beside a road that is closed to walkers is open to them. */
static const char *const sidewalk_keys[4] = {"sidewalk", "sidewalk:both",
                                             "sidewalk:left", "sidewalk:right"};
static const char *const cycleway_keys[4] = {"cycleway", "cycleway:both",
                                             "cycleway:left", "cycleway:right"};

/* What a tag says of access; false where it says nothing that is known. */
static int says(const lc_osm_access *a, lc_osm_tags tags, const char *key)
{
    const char *v = key ? lc_osm_access_tag(tags, key) : NULL;

    for (size_t i = 0; v && i < a->values.n; i++)
        if (!strcmp(a->values.v[i].text, v))
            return (int)a->values.v[i].pass;
    return SAYS_NOTHING;
}

/* Whether the mode may be there at all; `hint` stands for tags other than
 * the chain's that open what is closed by default. */
static bool is_opened(const lc_osm_access *a, lc_osm_tags tags, lc_mode mode,
                      word w, bool hint)
{
    int keys = w == WORD_TAG ? chains[mode].opening : 1;

    if (w == WORD_YES || w == WORD_NO)
        return w == WORD_YES;
    for (int i = 0; !hint && i < keys; i++) {
        int said = says(a, tags, chains[mode].keys[i]);

        hint = said == LIFE_PASS_OPEN || said == LIFE_PASS_PRIVATE;
    }
    return hint;
}

/* The first of the keys that says something; they go from special to general.
 */
static lc_osm_pass resolve(const lc_osm_access *a, lc_osm_tags tags,
                           lc_mode mode, word w, bool hint)
{
    int said = SAYS_NOTHING;

    if (!is_opened(a, tags, mode, w, hint))
        return LIFE_PASS_CLOSED;
    for (int i = 0; said == SAYS_NOTHING && i < KEYS_MAX; i++)
        said = says(a, tags, chains[mode].keys[i]);
    return said == SAYS_NOTHING ? LIFE_PASS_OPEN : (lc_osm_pass)said;
}

/* ---- ways ---- */

/* The row for a way: its highway value, or platform. */
static const rule *find_highway(const lc_osm_access *a, lc_osm_tags tags)
{
    const char *highway = lc_osm_access_tag(tags, "highway");

    if (!highway && (is(tags, "railway", "platform") ||
                     is(tags, "public_transport", "platform")))
        highway = "platform";
    for (size_t i = 0; highway && i < a->highways.n; i++)
        if (!strcmp(a->highways.v[i].value, highway))
            return a->highways.v + i;
    return NULL;
}

/* Tags beside the highway value that take a way out. */
static bool is_out(lc_osm_tags tags)
{
    static const struct {
        const char *key, *value;
    } out[] = {{"motorroad", "yes"}, {"route", "ferry"},   {"indoor", "room"},
               {"indoor", "wall"},   {"abandoned", "yes"}, {"disused", "yes"},
               {"razed", "yes"},     {"demolished", "yes"}};

    for (size_t i = 0; i < sizeof out / sizeof *out; i++)
        if (is(tags, out[i].key, out[i].value))
            return true;
    return false;
}

/* Whether its sidewalks are ways of their own, on each side that has one. */
static bool has_separate_sidewalk(lc_osm_tags tags)
{
    static const char *const separate[] = {"separate", NULL};
    static const char *const elsewhere[] = {"separate", "no", "none", NULL};

    if (is_among(tags, sidewalk_keys[0], separate) ||
        is_among(tags, sidewalk_keys[1], separate))
        return true;
    return is_on_a_side(tags, sidewalk_keys, separate) &&
           is_among(tags, sidewalk_keys[2], elsewhere) &&
           is_among(tags, sidewalk_keys[3], elsewhere);
}

/* Of a way for one mode. */
static void resolve_way(const lc_osm_access *a, lc_osm_tags tags, const rule *r,
                        lc_osm_pass out[LIFE_MODE_COUNT])
{
    static const char *const sidewalks[] = {"both", "left", "right", "yes",
                                            NULL};
    static const char *const lanes[] = {
        "lane",          "track",          "shared_lane", "share_busway", "yes",
        "opposite_lane", "opposite_track", "shared",      "shoulder",     NULL};
    bool hint[LIFE_MODE_COUNT];

    hint[LIFE_MODE_FOOT] = is_on_a_side(tags, sidewalk_keys, sidewalks) ||
                           (!strcmp(r->value, "cycleway") &&
                            lc_osm_access_tag(tags, "segregated"));
    hint[LIFE_MODE_WHEELCHAIR] = r->word[LIFE_MODE_WHEELCHAIR] == WORD_OWN
                                     ? is(tags, "ramp:wheelchair", "yes")
                                     : hint[LIFE_MODE_FOOT];
    hint[LIFE_MODE_CYCLE] = is_on_a_side(tags, cycleway_keys, lanes);
    for (int m = 0; m < LIFE_MODE_COUNT; m++)
        out[m] = resolve(a, tags, (lc_mode)m, r->word[m], hint[m]);
    if (has_separate_sidewalk(tags) && says(a, tags, "foot") == SAYS_NOTHING)
        out[LIFE_MODE_FOOT] = out[LIFE_MODE_WHEELCHAIR] = LIFE_PASS_CLOSED;
}

/* Direction that a oneway key gives, both if none; 0: the key is absent. */
static uint8_t oneway(lc_osm_tags tags, const char *key)
{
    if (is_among(tags, key, yes))
        return LIFE_PERM_FORWARD;
    if (is_among(tags, key, reverse))
        return LIFE_PERM_BACK;
    if (is_among(tags, key, no_text))
        return LIFE_PERM_FORWARD | LIFE_PERM_BACK;
    return 0;
}

/* A car's oneway says nothing to a pedestrian; an escalator's run does. */
static uint8_t foot_direction(lc_osm_tags tags)
{
    uint8_t way = oneway(tags, "oneway:foot");

    if (!way && is(tags, "conveying", "forward"))
        way = LIFE_PERM_FORWARD;
    if (!way && is(tags, "conveying", "backward"))
        way = LIFE_PERM_BACK;
    if (!way)
        way = LIFE_PERM_FORWARD | LIFE_PERM_BACK;
    if (is(tags, "foot:forward", "no"))
        way &= (uint8_t)~LIFE_PERM_FORWARD;
    if (is(tags, "foot:backward", "no"))
        way &= (uint8_t)~LIFE_PERM_BACK;
    return way;
}

/* Walkers go both ways on every street; wheels do not. */
static uint8_t cycle_direction(lc_osm_tags tags)
{
    static const char *const opposite[] = {"opposite", "opposite_lane",
                                           "opposite_track",
                                           "opposite_share_busway", NULL};
    static const char *const round[] = {"roundabout", "circular", NULL};
    uint8_t way = oneway(tags, "oneway:bicycle");

    if (!way && is_on_a_side(tags, cycleway_keys, opposite))
        way = LIFE_PERM_FORWARD | LIFE_PERM_BACK;
    if (!way)
        way = oneway(tags, "oneway");
    if (!way && is_among(tags, "junction", round))
        way = LIFE_PERM_FORWARD;
    if (!way)
        way = LIFE_PERM_FORWARD | LIFE_PERM_BACK;
    if (is(tags, "bicycle:forward", "no"))
        way &= (uint8_t)~LIFE_PERM_FORWARD;
    if (is(tags, "bicycle:backward", "no"))
        way &= (uint8_t)~LIFE_PERM_BACK;
    return way;
}

/* Bridges are above, tunnels below, where no layer is stated. */
static int8_t find_layer(lc_osm_tags tags)
{
    static const char *const no_tunnel[] = {"no", "building_passage", "culvert",
                                            NULL};
    const char *text = lc_osm_access_tag(tags, "layer");
    int64_t layer;

    if (text && lc_parse_int(text, -5, 5, &layer))
        return (int8_t)layer;
    if (lc_osm_access_tag(tags, "bridge") && !is(tags, "bridge", "no"))
        return 1;
    if (lc_osm_access_tag(tags, "tunnel") &&
        !is_among(tags, "tunnel", no_tunnel))
        return -1;
    return 0;
}

bool lc_osm_access_way(const lc_osm_access *a, lc_osm_tags tags, bool closed,
                       lc_osm_passage *out)
{
    static const char *const climbs[] = {"steps", "escalator", NULL};
    const rule *r = find_highway(a, tags);
    lc_osm_pass pass[LIFE_MODE_COUNT];
    uint8_t along[LIFE_MODE_COUNT];
    bool any = false;

    if (!r || is_out(tags))
        return false;
    resolve_way(a, tags, r, pass);
    along[LIFE_MODE_FOOT] = foot_direction(tags);
    along[LIFE_MODE_WHEELCHAIR] = along[LIFE_MODE_FOOT];
    along[LIFE_MODE_CYCLE] = cycle_direction(tags);
    *out = (lc_osm_passage){.highway = r->value,
                            .layer = find_layer(tags),
                            .residential = r->residential,
                            .steps = is_among(tags, "highway", climbs)};
    for (int m = 0; m < LIFE_MODE_COUNT; m++) {
        if (pass[m] != LIFE_PASS_CLOSED && along[m])
            out->perm[m] = along[m];
        if (out->perm[m] && pass[m] == LIFE_PASS_PRIVATE)
            out->perm[m] |= LIFE_PERM_PRIVATE;
        any = any || out->perm[m];
    }
    out->area = closed && !lc_osm_access_tag(tags, "area:highway") &&
                (is(tags, "area", "yes") ||
                 (!strcmp(r->value, "platform") && !is(tags, "area", "no")));
    return any;
}

/* ---- nodes ---- */

bool lc_osm_access_node(const lc_osm_access *a, lc_osm_tags tags,
                        lc_osm_pass out[LIFE_MODE_COUNT])
{
    word words[LIFE_MODE_COUNT] = {WORD_YES, WORD_YES, WORD_YES};
    bool known = lc_osm_access_tag(tags, "barrier") != NULL;
    bool locked = is(tags, "locked", "yes");
    bool any = false;

    for (size_t i = 0; i < a->barriers.n; i++) {
        const rule *r = a->barriers.v + i;

        if (!is(tags, r->key, r->value))
            continue;
        known = true;
        for (int m = 0; m < LIFE_MODE_COUNT; m++)
            if (r->word[m] > words[m])
                words[m] = r->word[m];
    }
    for (int m = 0; known && m < LIFE_MODE_COUNT; m++) {
        out[m] = resolve(a, tags, (lc_mode)m, words[m], false);
        if (locked && out[m] == LIFE_PASS_OPEN &&
            says(a, tags, chains[m].keys[0]) != LIFE_PASS_OPEN)
            out[m] = LIFE_PASS_CLOSED;
        any = any || out[m] != LIFE_PASS_OPEN;
    }
    return any;
}
