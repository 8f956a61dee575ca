/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/unit/by_name.c - see by_name.h.
 *
 * A wrong place is worse than none, as homes are counted by it: whatever could
 * be meant twice is left to people.
 */
#include "src/import/kinds/unit/by_name.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/place.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/store/rows/unit.h"
#include "src/import/kinds/unit/endings.h"
#include "src/import/record/journal.h"
#include "src/import/report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define NO_UNIT     UINT32_MAX
#define LEVELS_MOST 32   /* above a unit: a circle of parents ends there */
#define SAME_M      50.0 /* apart: doubles of one house, as of facilities */

typedef struct unit {
    const char *code, *said, *level, *parent;
    const char *name; /* plain: unit/endings.h */
    size_t name_bytes;
    lc_shape area; /* of those with a boundary alone */
    lc_box box;
    uint32_t above;    /* into units */
    uint32_t taken_by; /* of the extract's: whose boundary it is now */
    bool listed, bare; /* a row of the table; without a place */
    bool of_extract;   /* and of the level */
} unit;

/* In the order in which they are asked. */
typedef enum tier { BOUNDARY, PLACE, OFFICE, TIERS } tier;

/* What stands in the extract, or in a table of facilities, and may be a unit of
 * the list. Names are kept without their endings, so that 水井坊 and 水井坊社区
 * are one. */
typedef struct candidate {
    const char *id, *name;
    size_t name_bytes;
    lc_pt pt;
    uint32_t unit; /* whose boundary it is; NO_UNIT: a point */
    tier from;
} candidate;

typedef struct by_name {
    lc_city *city;
    const char *source, *level;
    lc_journal *journal;
    lc_arena *text;
    lc_unit_endings endings;
    char extract[256];  /* the source of kind osm; "": none */
    LC_VEC(unit) units; /* by code */
    LC_VEC(candidate) candidates;
    int64_t placed[TIERS], several, elsewhere, none, removed;
} by_name;

static const char *keep(by_name *b, const char *text)
{
    return lc_arena_strdup(b->text, text ? text : "");
}

/* ---- the units ---- */

/* A city has one extract. */
static lc_status find_extract(by_name *b, lc_error *err)
{
    lc_stored_source source;
    lc_rows *rows;
    lc_status st = lc_source_rows(b->city, &source, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        if (!strcmp(source.kind, "osm") &&
            strlen(source.name) < sizeof b->extract)
            memcpy(b->extract, source.name, strlen(source.name) + 1);
    return st;
}

/* The area becomes the unit's, where it is a boundary. */
static lc_status add_unit(by_name *b, lc_stored_unit *row, lc_error *err)
{
    bool here = !strcmp(row->level, b->level);
    bool bounded =
        row->area.kind == LIFE_SHAPE_AREA && !row->approximate && !row->rest;
    unit u = {.code = keep(b, row->code),
              .said = keep(b, row->name),
              .level = keep(b, row->level),
              .parent = keep(b, row->parent),
              .name = lc_unit_endings_plain(&b->endings, b->text, row->name),
              .above = NO_UNIT,
              .taken_by = NO_UNIT,
              .listed = here && !strcmp(row->source, b->source),
              .of_extract = here && !strcmp(row->source, b->extract)};

    u.bare = !row->has_centre && row->area.kind == LIFE_SHAPE_NONE;
    if (!u.code || !u.said || !u.level || !u.parent || !u.name ||
        !lc_vec_reserve(&b->units, 1))
        return lc_no_memory(err, "the units");
    u.name_bytes = strlen(u.name);
    if (bounded) {
        u.area = row->area;
        u.box = lc_shape_box(&u.area);
        row->area = (lc_shape){0};
    }
    b->units.v[b->units.n++] = u;
    return LIFE_OK;
}

static int compare_code(const void *key, const void *of)
{
    const unit *u = of;

    return strcmp(key, u->code);
}

static int by_code(const void *pa, const void *pb)
{
    const unit *a = pa, *b = pb;

    return strcmp(a->code, b->code);
}

/* All of them, also those of other levels and sources: units above bound where
 * one may lie. Sorted by code, so that a parent is found by halving. */
static lc_status load_units(by_name *b, lc_error *err)
{
    lc_stored_unit row;
    lc_rows *rows;
    lc_status st = lc_unit_rows(b->city, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        st = add_unit(b, &row, err);
    if (st || !b->units.n)
        return st;
    qsort(b->units.v, b->units.n, sizeof *b->units.v, by_code);
    for (size_t i = 0; i < b->units.n; i++) {
        unit *u = &b->units.v[i];
        const unit *above = bsearch(u->parent, b->units.v, b->units.n,
                                    sizeof *above, compare_code);

        u->above = above ? (uint32_t)(above - b->units.v) : NO_UNIT;
    }
    return LIFE_OK;
}

/* ---- what may give a unit its place ---- */

static lc_status add_candidate(by_name *b, candidate one, lc_error *err)
{
    if (!one.id || !one.name || !lc_vec_reserve(&b->candidates, 1))
        return lc_no_memory(err, "the units");
    one.name_bytes = strlen(one.name);
    if (one.name_bytes)
        b->candidates.v[b->candidates.n++] = one;
    return LIFE_OK;
}

/* Of the level alone, and the extract's: a table's own boundaries are their
 * units' already. */
static lc_status add_boundaries(by_name *b, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < b->units.n; i++) {
        const unit *u = &b->units.v[i];
        candidate one = {.id = u->code,
                         .name = u->name,
                         .unit = (uint32_t)i,
                         .from = BOUNDARY};

        if (!u->of_extract || u->area.kind != LIFE_SHAPE_AREA)
            continue;
        one.pt = lc_shape_inner(&u->area);
        st = add_candidate(b, one, err);
    }
    return st;
}

/* Points of places tell where a unit's middle is, and nothing of its reach. */
static lc_status add_places(by_name *b, lc_error *err)
{
    lc_stored_place row;
    lc_rows *rows;
    lc_status st = lc_place_rows(b->city, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        candidate one = {
            .id = keep(b, row.id),
            .name = lc_unit_endings_plain(&b->endings, b->text, row.name),
            .pt = row.pt,
            .unit = NO_UNIT,
            .from = PLACE};

        st = add_candidate(b, one, err);
    }
    return st;
}

/* Whatever their category: maps and tables sort such houses in many ways. */
static lc_status add_offices(by_name *b, lc_error *err)
{
    lc_stored_facility row;
    lc_rows *rows;
    lc_status st = lc_facility_rows(b->city, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        candidate one = {.pt = row.pt, .unit = NO_UNIT, .from = OFFICE};

        if (!row.placed || !row.name_given)
            continue;
        st = lc_unit_endings_of_office(&b->endings, b->text, row.name,
                                       &one.name, err);
        if (st || !*one.name)
            continue;
        one.id = keep(b, row.id);
        st = add_candidate(b, one, err);
    }
    return st;
}

/* ---- which is whose ---- */

/* Whether the text is made of names of units above, and of nothing else:
 * 成都市锦江区 before 水井坊社区. */
static bool is_of_above(const by_name *b, const unit *u, const char *text,
                        size_t bytes)
{
    size_t done = 0;
    bool more = true;

    while (more && done < bytes) {
        uint32_t at = u->above;

        more = false;
        for (int n = 0; at != NO_UNIT && n < LEVELS_MOST && !more; n++) {
            const unit *a = &b->units.v[at];

            more = a->name_bytes && a->name_bytes <= bytes - done &&
                   !memcmp(text + done, a->name, a->name_bytes);
            if (more)
                done += a->name_bytes;
            at = a->above;
        }
    }
    return done == bytes;
}

/* Boundaries and places bear the unit's name and no more; an office's may begin
 * with the names of the units that it is in. */
static bool is_called(const by_name *b, const unit *u, const candidate *c)
{
    size_t before;

    if (!u->name_bytes || c->name_bytes < u->name_bytes ||
        (c->from != OFFICE && c->name_bytes != u->name_bytes))
        return false;
    before = c->name_bytes - u->name_bytes;
    return !memcmp(c->name + before, u->name, u->name_bytes) &&
           is_of_above(b, u, c->name, before);
}

static bool is_in(const unit *u, lc_pt pt)
{
    return u->area.kind == LIFE_SHAPE_AREA && lc_box_contains(u->box, pt) &&
           lc_shape_contains(&u->area, pt);
}

static bool is_in_any(const by_name *b, const char *level, lc_pt pt)
{
    for (size_t i = 0; i < b->units.n; i++)
        if (is_in(&b->units.v[i], pt) && !strcmp(b->units.v[i].level, level))
            return true;
    return false;
}

/* A unit above without a boundary holds what no other of its level does. */
static bool is_within_above(const by_name *b, const unit *u, lc_pt pt)
{
    uint32_t at = u->above;

    for (int n = 0; at != NO_UNIT && n < LEVELS_MOST; n++) {
        const unit *a = &b->units.v[at];

        if (a->area.kind == LIFE_SHAPE_AREA)
            return is_in(a, pt);
        if (is_in_any(b, a->level, pt))
            return false;
        at = a->above;
    }
    return true;
}

typedef struct choice {
    const candidate *first, *second; /* within the unit above; or NULL */
    const candidate *outside;        /* one of the name, but not within */
} choice;

/* Of a tier. Boundaries of one name are two units, however near; points of one
 * name near each other are one place that was mapped twice. */
static void look(const by_name *b, const unit *u, tier from, choice *out)
{
    for (size_t i = 0; i < b->candidates.n && !out->second; i++) {
        const candidate *c = &b->candidates.v[i];

        if (c->from != from || !is_called(b, u, c))
            continue;
        if (!is_within_above(b, u, c->pt))
            out->outside = out->outside ? out->outside : c;
        else if (!out->first)
            out->first = c;
        else if (from == BOUNDARY ||
                 lc_distance_m(out->first->pt, c->pt) > SAME_M)
            out->second = c;
    }
}

/* Another unit of the table that could take the same, or NULL. */
static const unit *find_rival(const by_name *b, const unit *u,
                              const candidate *c)
{
    for (size_t i = 0; i < b->units.n; i++) {
        const unit *other = &b->units.v[i];

        if (other != u && other->listed && is_called(b, other, c) &&
            is_within_above(b, other, c->pt))
            return other;
    }
    return NULL;
}

/* ---- what comes of it ---- */

static void tell(by_name *b, const char *finding, const unit *u,
                 const candidate *c, const char *said)
{
    lc_finding_example *e = lc_journal_add(b->journal, finding, NULL);

    if (!e)
        return;
    lc_utf8_format(e->id, sizeof e->id, "%s", u->code);
    e->name = lc_journal_keep(b->journal, u->said);
    e->other = lc_journal_keep(b->journal, c->id);
    e->said = lc_journal_keep(b->journal, said);
    e->pt = c->pt;
    e->placed = true;
}

/* Areas stay the unit's that they were read with. */
static lc_status place(by_name *b, uint32_t at, const candidate *c,
                       lc_error *err)
{
    const unit *u = &b->units.v[at];
    lc_stored_unit row = {.code = u->code,
                          .source = b->source,
                          .centre = c->pt,
                          .has_centre = true};

    b->placed[c->from]++;
    tell(b, c->from == BOUNDARY ? "units_placed_area" : "units_placed_point", u,
         c, "");
    if (c->unit == NO_UNIT)
        return lc_unit_rows_seat(b->city, &row, err);
    b->units.v[c->unit].taken_by = at;
    row.area = b->units.v[c->unit].area;
    return lc_unit_rows_fill(b->city, &row, err);
}

/* The first tier that knows the name decides, and where it knows several the
 * unit gets no place: a lower tier could only guess which was meant. */
static lc_status place_one(by_name *b, uint32_t at, lc_error *err)
{
    const unit *u = &b->units.v[at];
    const candidate *outside = NULL;

    for (int i = 0; i < TIERS; i++) {
        choice c = {0};
        const unit *rival;

        look(b, u, (tier)i, &c);
        outside = outside ? outside : c.outside;
        if (!c.first)
            continue;
        rival = find_rival(b, u, c.first);
        if (!c.second && !rival)
            return place(b, at, c.first, err);
        b->several++;
        tell(b, "units_ambiguous", u, c.first,
             c.second ? c.second->id : rival->code);
        return LIFE_OK;
    }
    b->elsewhere += outside != NULL;
    b->none += outside == NULL;
    if (outside)
        tell(b, "units_elsewhere", u, outside, "");
    return LIFE_OK;
}

/* The level is the table's alone now. */
static lc_status remove_others(by_name *b, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < b->units.n; i++) {
        const unit *u = &b->units.v[i];
        bool taken = u->taken_by != NO_UNIT;

        if (!u->of_extract)
            continue;
        b->removed += !taken;
        st = lc_unit_rows_adopt(b->city, u->code,
                                taken ? b->units.v[u->taken_by].code : "", err);
        if (!st)
            st = lc_unit_rows_remove(b->city, u->code, err);
    }
    return st;
}

static lc_status load(by_name *b, lc_error *err)
{
    lc_status st;

    b->text = lc_arena_new(0);
    if (!b->text)
        return lc_no_memory(err, "the units");
    st = lc_unit_endings_open(&b->endings, err);
    if (!st)
        st = find_extract(b, err);
    if (!st)
        st = load_units(b, err);
    if (!st)
        st = add_boundaries(b, err);
    if (!st)
        st = add_places(b, err);
    return st ? st : add_offices(b, err);
}

/* What the command prints; which unit got what is in the journal. */
static void report_all(const by_name *b, lc_import_report *report)
{
    lc_import_report_add(
        report,
        "placed by name: %" PRId64 " by a boundary, %" PRId64
        " by a place point, %" PRId64 " by their office; %" PRId64
        " have several of their name, %" PRId64 " one in another unit alone, "
        "%" PRId64 " none",
        b->placed[BOUNDARY], b->placed[PLACE], b->placed[OFFICE], b->several,
        b->elsewhere, b->none);
    if (b->removed)
        lc_import_report_add(report,
                             "%" PRId64 " units of level %s that the extract "
                             "had are not in the table and were taken out",
                             b->removed, b->level);
}

static void close_all(by_name *b)
{
    for (size_t i = 0; i < b->units.n; i++)
        lc_shape_clear(&b->units.v[i].area);
    lc_vec_free(&b->units);
    lc_vec_free(&b->candidates);
    lc_unit_endings_close(&b->endings);
    lc_arena_free(b->text);
}

lc_status lc_unit_by_name(lc_city *c, const char *source, const char *level,
                          lc_journal *journal, lc_import_report *report,
                          lc_error *err)
{
    by_name b = {
        .city = c, .source = source, .level = level, .journal = journal};
    lc_status st = load(&b, err);

    for (size_t i = 0; !st && i < b.units.n; i++)
        if (b.units.v[i].listed && b.units.v[i].bare)
            st = place_one(&b, (uint32_t)i, err);
    if (!st)
        st = remove_others(&b, err);
    if (!st)
        report_all(&b, report);
    close_all(&b);
    return st;
}
