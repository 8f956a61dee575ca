/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/scenario.c - see lifecircle/import/scenario.h.
 *
 * Which members a change has is a table, so that one that is unknown, missing
 * or of another kind is told by its name, in whichever list it stands.
 */
#include "lifecircle/import/scenario.h"

#include "lifecircle/base/utf8.h"
#include "src/import/scenario.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define TEXT_MOST   LIFE_SCENARIO_TEXT
#define METRES_MOST 20000          /* over an hour's way at any pace */
#define BOM         "\xEF\xBB\xBF" /* as editors on Windows begin a file */

static const char *const lists[LIFE_CHANGE_KINDS] = {
    [LIFE_CHANGE_ADD] = "add",    [LIFE_CHANGE_REMOVE] = "remove",
    [LIFE_CHANGE_MOVE] = "move",  [LIFE_CHANGE_SET] = "set",
    [LIFE_CHANGE_LINK] = "links", [LIFE_CHANGE_BLOCK] = "blocks",
    [LIFE_CHANGE_GATE] = "gates",
};

typedef lc_scenario_reading reading;

/* ---- members ---- */

static lc_status wrong(const reading *r, const char *member, const char *what)
{
    char where[48];

    snprintf(where, sizeof where, "%s.%s", r->c->where, member);
    return lc_fail_param(r->err, LIFE_ERR_RANGE, where, "%s must be %s", where,
                         what);
}

static lc_status missing(const reading *r, const char *member)
{
    char where[48];

    snprintf(where, sizeof where, "%s.%s", r->c->where, member);
    return lc_fail_param(r->err, LIFE_ERR_RANGE, where, "%s is missing", where);
}

bool lc_scenario_is_text(const char *s)
{
    const char *end = s + strlen(s);

    if (end - s > TEXT_MOST)
        return false;
    while (s < end) {
        uint32_t c = lc_utf8_next(&s, end);

        if (c < 0x20 || c == 0x7f)
            return false;
    }
    return true;
}

lc_status lc_scenario_keep(lc_scenario *s, const char *text, const char **out,
                           lc_error *err)
{
    if (!s->text)
        s->text = lc_arena_new(0);
    *out = s->text ? lc_arena_strdup(s->text, text) : NULL;
    return *out ? LIFE_OK : lc_no_memory(err, "a scenario");
}

static lc_status read_text(const reading *r, const char *member,
                           const json_t *v, const char **out)
{
    const char *text = json_string_value(v);

    if (!text || strlen(text) != json_string_length(v) ||
        !lc_scenario_is_text(text))
        return wrong(r, member,
                     "a text of at most 255 bytes without control characters");
    return lc_scenario_keep(r->s, text, out, r->err);
}

static lc_status read_id(const reading *r, const char *member, const json_t *v)
{
    lc_status st = read_text(r, member, v, &r->c->id);

    return st || *r->c->id ? st : wrong(r, member, "a text that is not empty");
}

static lc_status read_lon(const reading *r, const char *member, const json_t *v)
{
    r->c->at.lon = json_number_value(v);
    return json_is_number(v) && fabs(r->c->at.lon) <= 180
               ? LIFE_OK
               : wrong(r, member, "a number of -180 to 180");
}

static lc_status read_lat(const reading *r, const char *member, const json_t *v)
{
    r->c->at.lat = json_number_value(v);
    return json_is_number(v) && fabs(r->c->at.lat) <= 90
               ? LIFE_OK
               : wrong(r, member, "a number of -90 to 90");
}

/* [longitude, latitude], as GeoJSON has them. */
static lc_status read_pair(const reading *r, const char *member,
                           const json_t *v, lc_lonlat *out)
{
    const json_t *lon = json_array_get(v, 0), *lat = json_array_get(v, 1);

    *out = (lc_lonlat){json_number_value(lon), json_number_value(lat)};
    return json_array_size(v) == 2 && json_is_number(lon) &&
                   json_is_number(lat) && fabs(out->lon) <= 180 &&
                   fabs(out->lat) <= 90
               ? LIFE_OK
               : wrong(r, member, "a list of longitude and latitude");
}

static lc_status read_from(const reading *r, const char *member,
                           const json_t *v)
{
    return read_pair(r, member, v, &r->c->at);
}

static lc_status read_to(const reading *r, const char *member, const json_t *v)
{
    return read_pair(r, member, v, &r->c->to);
}

static lc_status read_metres(const reading *r, const char *member,
                             const json_t *v)
{
    r->c->metres = json_number_value(v);
    return json_is_number(v) && r->c->metres > 0 && r->c->metres <= METRES_MOST
               ? LIFE_OK
               : wrong(r, member, "a number over 0, of at most 20000");
}

static lc_status read_way(const reading *r, const char *member, const json_t *v)
{
    return read_text(r, member, v, &r->c->way);
}

static lc_status read_open(const reading *r, const char *member,
                           const json_t *v)
{
    r->c->open = json_is_true(v);
    return json_is_boolean(v)
               ? LIFE_OK
               : wrong(r, member, "true (it is opened) or false (closed)");
}

static lc_status read_name(const reading *r, const char *member,
                           const json_t *v)
{
    return read_text(r, member, v, &r->c->name);
}

static lc_status read_hours(const reading *r, const char *member,
                            const json_t *v)
{
    return read_text(r, member, v, &r->c->opening_hours);
}

static lc_status read_wheels(const reading *r, const char *member,
                             const json_t *v)
{
    return read_text(r, member, v, &r->c->wheelchair);
}

static lc_status read_capacity(const reading *r, const char *member,
                               const json_t *v)
{
    r->c->capacity = json_number_value(v);
    return json_is_number(v) && r->c->capacity >= 0 && r->c->capacity <= 1e9
               ? LIFE_OK
               : wrong(r, member, "a number of 0 to 1000000000");
}

#define BIT(kind) (1U << LIFE_CHANGE_##kind)

/* In the order in which they are told, those that must be there first. */
static const struct member {
    const char *name;
    unsigned needed, taken; /* by which lists */
    lc_status (*read)(const reading *r, const char *member, const json_t *v);
} members[] = {
    {"category", BIT(ADD), BIT(ADD), read_id},
    {"open", BIT(GATE), BIT(GATE), read_open},
    {"id", BIT(MOVE) | BIT(SET), BIT(MOVE) | BIT(SET) | BIT(GATE), read_id},
    {"lon", BIT(ADD) | BIT(MOVE) | BIT(BLOCK),
     BIT(ADD) | BIT(MOVE) | BIT(BLOCK) | BIT(GATE), read_lon},
    {"lat", BIT(ADD) | BIT(MOVE) | BIT(BLOCK),
     BIT(ADD) | BIT(MOVE) | BIT(BLOCK) | BIT(GATE), read_lat},
    {"from", BIT(LINK), BIT(LINK), read_from},
    {"to", BIT(LINK), BIT(LINK), read_to},
    {"metres", 0, BIT(LINK), read_metres},
    {"kind", 0, BIT(LINK), read_way},
    {"name", 0, BIT(ADD), read_name},
    {"opening_hours", 0, BIT(ADD) | BIT(SET), read_hours},
    {"capacity", 0, BIT(ADD) | BIT(SET), read_capacity},
    {"wheelchair", 0, BIT(ADD), read_wheels},
};

enum { MEMBERS = sizeof members / sizeof *members };

/* What a change of a list may have, for messages. */
static void list_members(unsigned list, char out[160])
{
    size_t n = 0;

    out[0] = '\0';
    for (size_t i = 0; i < MEMBERS; i++)
        if (members[i].taken & list)
            n += (size_t)snprintf(out + n, 160 - n, "%s%s", n ? ", " : "",
                                  members[i].name);
}

static lc_status check_names(const reading *r, json_t *v)
{
    unsigned list = 1U << r->c->kind;
    char taken[160], where[48];
    const char *key;
    json_t *value;

    json_object_foreach(v, key, value)
    {
        size_t i = 0;

        while (i < MEMBERS &&
               !(members[i].taken & list && !strcmp(members[i].name, key)))
            i++;
        if (i < MEMBERS)
            continue;
        list_members(list, taken);
        snprintf(where, sizeof where, "%s.%.20s", r->c->where, key);
        return lc_fail_param(r->err, LIFE_ERR_RANGE, where,
                             "%s is no member of a change here: there are %s",
                             where, taken);
    }
    return LIFE_OK;
}

/* ---- changes ---- */

lc_status lc_scenario_open(lc_scenario_reading *r, lc_change_kind kind)
{
    lc_scenario *s = r->s;
    size_t n = 0;

    if (s->change.n == LIFE_SCENARIO_CHANGES_MAX)
        return lc_fail_param(r->err, LIFE_ERR_LIMIT, lists[kind],
                             "a scenario has at most %d changes",
                             LIFE_SCENARIO_CHANGES_MAX);
    if (!lc_vec_reserve(&s->change, 1))
        return lc_no_memory(r->err, "a scenario");
    for (size_t i = 0; i < s->change.n; i++)
        n += s->change.v[i].kind == kind;
    r->c = &s->change.v[s->change.n++];
    *r->c = (lc_change){.kind = kind,
                        .id = "",
                        .at = {NAN, NAN},
                        .capacity = NAN,
                        .metres = NAN};
    snprintf(r->c->where, sizeof r->c->where, "%s[%zu]", lists[kind], n);
    return LIFE_OK;
}

bool lc_scenario_is_unheeded(const lc_change *c)
{
    return c->kind == LIFE_CHANGE_SET || c->opening_hours ||
           !isnan(c->capacity);
}

bool lc_scenario_is_placed(const lc_change *c)
{
    return c->kind != LIFE_CHANGE_REMOVE && c->kind != LIFE_CHANGE_SET &&
           !(c->kind == LIFE_CHANGE_GATE && *c->id);
}

static lc_status place(const reading *r, lc_lonlat *at)
{
    lc_lonlat asked = *at;

    if (lc_lonlat_valid(asked))
        *at = lc_crs_degrees_to_wgs84(r->crs, asked);
    return lc_lonlat_valid(*at)
               ? LIFE_OK
               : lc_fail_param(r->err, LIFE_ERR_RANGE, r->c->where,
                               "%s: %.9g,%.9g in %s is no place on earth",
                               r->c->where, asked.lon, asked.lat,
                               lc_crs_degrees_names[r->crs]);
}

/* A gate is told by its id or by its place, not by both. */
lc_status lc_scenario_place(const lc_scenario_reading *r)
{
    lc_status st;

    if (r->c->kind == LIFE_CHANGE_GATE &&
        !*r->c->id == (isnan(r->c->at.lon) || isnan(r->c->at.lat)))
        return lc_fail_param(r->err, LIFE_ERR_RANGE, r->c->where,
                             "%s must have an id, or lon and lat", r->c->where);
    if (!lc_scenario_is_placed(r->c))
        return LIFE_OK;
    st = place(r, &r->c->at);
    return st || r->c->kind != LIFE_CHANGE_LINK ? st : place(r, &r->c->to);
}

/* Removing needs no more than the id. */
static lc_status read_change(reading *r, lc_change_kind kind, json_t *v)
{
    lc_status st = lc_scenario_open(r, kind);

    if (st)
        return st;
    if (kind == LIFE_CHANGE_REMOVE)
        return json_is_string(v)
                   ? read_id(r, "id", v)
                   : lc_fail_param(r->err, LIFE_ERR_RANGE, r->c->where,
                                   "%s must be a facility's id, as a text",
                                   r->c->where);
    if (!json_is_object(v))
        return lc_fail_param(r->err, LIFE_ERR_RANGE, r->c->where,
                             "%s must be an object", r->c->where);
    st = check_names(r, v);
    for (size_t i = 0; i < MEMBERS && !st; i++) {
        const json_t *value = json_object_get(v, members[i].name);

        if (value)
            st = members[i].read(r, members[i].name, value);
        else if (members[i].needed & 1U << kind)
            st = missing(r, members[i].name);
    }
    return st ? st : lc_scenario_place(r);
}

static lc_status read_list(reading *r, lc_change_kind kind, const json_t *list)
{
    lc_status st = LIFE_OK;

    if (list && !json_is_array(list))
        return lc_fail_param(r->err, LIFE_ERR_RANGE, lists[kind],
                             "%s must be a list", lists[kind]);
    for (size_t i = 0; i < json_array_size(list) && !st; i++)
        st = read_change(r, kind, json_array_get(list, i));
    return st;
}

/* ---- the whole ---- */

static lc_status wrong_member(lc_error *err, const char *member,
                              const char *what)
{
    return lc_fail_param(err, LIFE_ERR_RANGE, member, "%s must be %s", member,
                         what);
}

static lc_status read_scenario_name(reading *r, const json_t *v)
{
    const char *name = json_string_value(v);
    lc_buf both = {0};
    lc_status st;

    if (!v)
        return LIFE_OK;
    if (!name || strlen(name) != json_string_length(v) ||
        !lc_scenario_is_text(name))
        return wrong_member(r->err, "name",
                            "a text of at most 255 bytes without control "
                            "characters");
    lc_buf_printf(&both, "%s%s%s", r->s->name ? r->s->name : "",
                  r->s->name ? " + " : "", name);
    if (both.failed)
        st = lc_no_memory(r->err, "a scenario");
    else if (both.len > TEXT_MOST) /* what is told could not be read again */
        st = lc_fail_param(r->err, LIFE_ERR_LIMIT, "name",
                           "the names of all scenarios together have at most "
                           "%d bytes",
                           TEXT_MOST);
    else
        st = lc_scenario_keep(r->s, both.data, &r->s->name, r->err);
    lc_buf_free(&both);
    return st;
}

/* Two that hold together are asked with one pace. */
static lc_status read_pace(reading *r, const json_t *v)
{
    const char *pace = json_string_value(v);

    if (!v)
        return LIFE_OK;
    if (!pace || !*pace || !lc_scenario_is_text(pace))
        return wrong_member(r->err, "pace", "the id of a pace");
    if (r->s->pace && strcmp(r->s->pace, pace) != 0)
        return lc_fail_param(r->err, LIFE_ERR_RANGE, "pace",
                             "one scenario says the pace %.40s, another %.40s",
                             r->s->pace, pace);
    return lc_scenario_keep(r->s, pace, &r->s->pace, r->err);
}

static lc_status read_minutes(reading *r, const json_t *v)
{
    json_int_t minutes = json_integer_value(v);

    if (!v)
        return LIFE_OK;
    if (!json_is_integer(v) || minutes < 1 || minutes > 60)
        return wrong_member(r->err, "minutes", "a whole number of 1 to 60");
    if (r->s->minutes && r->s->minutes != minutes)
        return lc_fail_param(r->err, LIFE_ERR_RANGE, "minutes",
                             "one scenario says %" PRIu32
                             " minutes, another %" JSON_INTEGER_FORMAT,
                             r->s->minutes, minutes);
    r->s->minutes = (uint32_t)minutes;
    return LIFE_OK;
}

static lc_status check_root(json_t *root, lc_error *err)
{
    static const char *const known[] = {"name",   "pace",   "minutes", "add",
                                        "move",   "remove", "set",     "links",
                                        "blocks", "gates"};
    const char *key;
    json_t *value;

    if (!json_is_object(root))
        return lc_fail(err, LIFE_ERR_RANGE, "a scenario is a JSON object");
    json_object_foreach(root, key, value)
    {
        size_t i = 0;

        while (i < sizeof known / sizeof *known && strcmp(known[i], key) != 0)
            i++;
        if (i == sizeof known / sizeof *known) {
            char name[41];

            snprintf(name, sizeof name, "%.40s", key);
            return lc_fail_param(err, LIFE_ERR_RANGE, name,
                                 "%s is no member of a scenario: there are "
                                 "name, pace, minutes, add, remove, move, set, "
                                 "links, blocks, gates",
                                 name);
        }
    }
    return LIFE_OK;
}

static lc_status read_root(reading *r, json_t *root)
{
    lc_status st = check_root(root, r->err);

    if (!st)
        st = read_scenario_name(r, json_object_get(root, "name"));
    if (!st)
        st = read_pace(r, json_object_get(root, "pace"));
    if (!st)
        st = read_minutes(r, json_object_get(root, "minutes"));
    for (int k = 0; k < LIFE_CHANGE_KINDS && !st; k++)
        st = read_list(r, (lc_change_kind)k, json_object_get(root, lists[k]));
    return st;
}

lc_status lc_scenario_read(lc_scenario *s, const char *text, size_t len,
                           lc_crs_degrees crs, lc_error *err)
{
    size_t skip =
        len >= strlen(BOM) && !memcmp(text, BOM, strlen(BOM)) ? strlen(BOM) : 0;
    json_error_t why;
    json_t *root =
        json_loadb(text + skip, len - skip, JSON_REJECT_DUPLICATES, &why);
    reading r = {.s = s, .crs = crs, .err = err};
    lc_status st;

    if (root)
        st = read_root(&r, root);
    else if (json_error_code(&why) == json_error_out_of_memory)
        st = lc_no_memory(err, "a scenario");
    else
        st = lc_fail(err, LIFE_ERR_PARSE, "not JSON: line %d, column %d: %s",
                     why.line, why.column, why.text);
    json_decref(root);
    return st;
}

const char *lc_scenario_list(lc_change_kind kind)
{
    return lists[kind];
}

void lc_scenario_clear(lc_scenario *s)
{
    lc_arena_free(s->text);
    lc_vec_free(&s->change);
    *s = (lc_scenario){0};
}
