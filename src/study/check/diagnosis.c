/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/check/diagnosis.c - see lifecircle/study/check/diagnosis.h.
 *
 * Nothing is mended and nothing guessed: each check counts what is odd and
 * keeps the first examples, which are the same each time since facilities,
 * homes and units are gone through in order. The words are data. On foot, as
 * most answers are. Cost: logarithmic for each facility and home; what isn't
 * linear is said in the file of its check.
 */
#include "lifecircle/study/check/diagnosis.h"

#include "lifecircle/base/table.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/geo/prepared_area.h"
#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/address.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/store/rows/street.h"
#include "lifecircle/study/check/twins.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/world/attributes.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/category_table.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/study/check/diagnosing.h"
#include "src/study/check/diagnosis_streets.h"
#include "src/study/check/diagnosis_units.h"
#include "src/world/city.h"
#include "src/world/links/links.h"
#include "src/world/people/home.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A place farther than this from any street has another fault: its position. */
#define LOOK_M 20000.0 /* how far a street is looked for */

static lc_finding_example *add_facility(lc_diagnosing *d, lc_finding_code code,
                                        const lc_facility *f)
{
    lc_finding_example *e = lc_diagnosing_add(d, code);

    lc_utf8_format(e->id, sizeof e->id, "%s", f->id);
    e->name = f->name;
    e->pt = f->pt;
    e->placed = f->placed;
    return e;
}

/* With what is known of its place from its address, where it is. */
static void add_by_address(lc_diagnosing *d, lc_finding_code code,
                           const lc_facility *f, const char *key)
{
    static const char *const known[] = {
        "exact",     "number",      "between",          "in_street",
        "crossing",  "beside",      "no_street",        "elsewhere",
        "ambiguous", "street_only", "number_not_mapped"};
    lc_finding_example *e = add_facility(d, code, f);
    char text[32];

    if (lc_attribute_of(f, key, text, sizeof text))
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (!strcmp(known[i], text))
                e->said = known[i];
}

/* ---- facilities ---- */

/* NULL for points and lines, which have no corners inside one another. */
static const lc_shape *area_of(const lc_world *w, const lc_facility *f)
{
    const lc_shape *s = f->shape == LIFE_NONE ? NULL : &w->shape.v[f->shape];

    return s && s->kind == LIFE_SHAPE_AREA ? s : NULL;
}

static bool holds_a_corner(const lc_shape *of, const lc_shape *other)
{
    for (uint32_t i = 0; i < other->pt_count; i++)
        if (lc_shape_contains(of, other->pt[i]))
            return true;
    return false;
}

/* The courts of a ground bear one name and are several. */
static bool lie_apart(const lc_world *w, const lc_facility *a,
                      const lc_facility *b)
{
    const lc_shape *sa = area_of(w, a), *sb = area_of(w, b);

    return sa && sb && !holds_a_corner(sa, sb) && !holds_a_corner(sb, sa);
}

/* Within one source the table or the map has it twice; across two the imports
 * overlap. The mend is another, so these are two findings. */
static void see_twin(void *ctx, size_t a, size_t b, double m)
{
    lc_diagnosing *d = ctx;
    const lc_facility *fa = &d->w->facility.v[a], *fb = &d->w->facility.v[b];
    bool within = !strcmp(fa->source, fb->source);
    lc_finding_example *e;

    if (within && lie_apart(d->w, fa, fb))
        return;
    e = add_facility(
        d, within ? LIFE_FINDING_TWICE_WITHIN : LIFE_FINDING_TWICE_ACROSS, fa);
    e->other = fb->id;
    e->metres = m;
}

/* By each category of the world; a facility of several has the farthest. Where
 * the table says nothing of a kind, the common distance counts. */
static double reach_of(const double *reach, const lc_catset *categories)
{
    double m = 0;

    for (LIFE_CATSET_EACH(i, categories))
        m = fmax(m, reach[i] > 0 ? reach[i] : LIFE_TWIN_M);
    return m;
}

/* By the city's own table of categories: a city may say how far doubles of a
 * kind of its own lie apart. */
static lc_status load_reach(const lc_world *w, double *reach, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_category_table_make(
        lc_world_setting(w, LIFE_CATEGORY_SETTING), &t, err);

    for (uint32_t i = 0; !st && i < lc_world_category_count(w); i++)
        reach[i] = lc_twin_reach_m(t, lc_world_category(w, i)->id);
    lc_table_free(t);
    return st;
}

/* Only names that were given count: made-up ones are alike by their making. */
static lc_status find_twins(lc_diagnosing *d, lc_error *err)
{
    const lc_world *w = d->w;
    size_t n = w->facility.n;
    lc_twin *twin = lc_calloc(n, sizeof *twin);
    double reach[LIFE_MAX_CATEGORIES] = {0};
    lc_status st;

    if (!twin)
        return lc_no_memory(err, "a diagnosis");
    st = load_reach(w, reach, err);
    for (size_t i = 0; i < n; i++) {
        const lc_facility *f = &w->facility.v[i];

        twin[i] = (lc_twin){.name = f->name_given ? f->name : NULL,
                            .placed = f->placed,
                            .categories = f->categories,
                            .reach_m = reach_of(reach, f->categories),
                            .pt = f->pt};
        if (f->shape != LIFE_NONE)
            twin[i].shape = &w->shape.v[f->shape];
    }
    if (!st)
        st = lc_twins_find(twin, n, see_twin, d, err);
    lc_free(twin);
    return st;
}

/* Which streets are looked for: any that may be walked, linked or not; or of
 * one layer; or of it those that are more than islands. */
typedef struct wanted {
    bool of_layer, no_islands;
    int layer;
} wanted;

typedef struct street_probe {
    const lc_network *net;
    wanted want;
    lc_pt pt;
    double least_m;
} street_probe;

static void see_street(void *ctx, uint32_t edge, double *limit_m)
{
    street_probe *p = ctx;
    const lc_edge *e = &p->net->edge[edge];
    uint32_t at_mm;
    lc_pt at;
    double m;

    if (!lc_edge_perm(e, LIFE_MODE_MAIN) ||
        (p->want.of_layer && e->layer != p->want.layer) ||
        (p->want.no_islands && (e->flags & LIFE_EDGE_ISLAND)))
        return;
    m = lc_network_project(p->net, edge, p->pt, &at_mm, &at);
    if (m < p->least_m)
        *limit_m = p->least_m = m;
}

/* Of an area or line (`s`, else NULL), from the nearest of its points. The
 * limit shrinks from point to point, so that all but the first search end at
 * once. NaN: none nearer than the limit. */
static double street_m(const lc_world *w, lc_pt pt, const lc_shape *s,
                       wanted want, double limit_m)
{
    street_probe p = {w->net, want, pt, limit_m};

    lc_index_nearest(w->net->index, p.pt, limit_m, see_street, &p);
    for (uint32_t i = 0; s && i < s->pt_count && p.least_m > 0; i++) {
        p.pt = s->pt[i];
        lc_index_nearest(w->net->index, p.pt, p.least_m, see_street, &p);
    }
    return p.least_m < limit_m ? p.least_m : NAN;
}

/* As far as links reach and no farther: who is of a layer without streets would
 * have the whole neighbourhood looked at. */
static bool is_street_near(const lc_diagnosing *d, lc_pt pt, const lc_shape *s,
                           wanted want)
{
    double limit_m = nextafter(LIFE_LINK_REACH_M, HUGE_VAL);

    return street_m(d->w, pt, s, want, limit_m) <= LIFE_LINK_REACH_M;
}

/* By what links ask for, one after the other. */
static void explain_unlinked(lc_diagnosing *d, lc_finding_example *e,
                             const lc_shape *s, int layer)
{
    const wanted same = {.of_layer = true, .layer = layer};
    const wanted joined = {true, true, layer};

    if (is_street_near(d, e->pt, s, joined))
        lc_diagnosing_explain(d, e,
                              "water, a railway or a road closed to walkers "
                              "lies between");
    else if (is_street_near(d, e->pt, s, same))
        lc_diagnosing_explain(
            d, e, "the streets near it, of layer %d, are islands", layer);
    else if (layer)
        lc_diagnosing_explain(d, e,
                              "it lies on layer %d, and no street of that "
                              "layer is within 250 m",
                              layer);
    else
        lc_diagnosing_explain(d, e, "no street on the ground is within 250 m");
}

static const lc_shape *shape_of(const lc_world *w, const lc_facility *f)
{
    return f->shape == LIFE_NONE ? NULL : &w->shape.v[f->shape];
}

static bool is_linked(const lc_world *w, uint32_t facility)
{
    const lc_link *link;

    return lc_world_facility_links(w, facility, LIFE_MODE_MAIN, &link) > 0;
}

/* A street is near and still takes no link: water, railway or an island is in
 * the way. None near is another finding, most often a wrong position. */
static void check_link(lc_diagnosing *d, uint32_t i)
{
    const lc_facility *f = &d->w->facility.v[i];
    const lc_shape *s = shape_of(d->w, f);
    lc_finding_example *e;
    double m;

    if (is_linked(d->w, i))
        return;
    m = street_m(d->w, f->pt, s, (wanted){0}, LOOK_M);
    if (m <= LIFE_LINK_REACH_M) {
        e = add_facility(d, LIFE_FINDING_FACILITY_UNLINKED, f);
        explain_unlinked(d, e, s, d->w->facility_layer[i]);
    } else {
        e = add_facility(d, LIFE_FINDING_FAR, f);
    }
    e->metres = m;
}

/* Where no street is to be expected; what is linked needs no look, as grounds
 * that reach into the data are reached all the same. */
static bool is_beyond(const lc_diagnosing *d, const lc_prepared_bands *extent,
                      uint32_t i)
{
    return lc_world_extent(d->w)->pt_count > 0 && !is_linked(d->w, i) &&
           !lc_prepared_bands_contain(extent, d->w->facility.v[i].pt);
}

/* In the order of their ids. A facility without a position has no link to be
 * asked about. */
static void see_facilities(lc_diagnosing *d, const lc_prepared_bands *extent)
{
    const lc_world *w = d->w;

    for (uint32_t i = 0; i < w->facility.n; i++) {
        const lc_facility *f = &w->facility.v[i];
        const char *code = w->facility_unit_code[i];

        if (!f->name_given)
            add_facility(d, LIFE_FINDING_NAMELESS, f);
        if (*f->opening_hours && f->hours == LIFE_NONE)
            add_facility(d, LIFE_FINDING_HOURS, f)->said = f->opening_hours;
        if (code && *code && lc_world_unit_find(w, code) == LIFE_NONE)
            add_facility(d, LIFE_FINDING_UNIT_UNKNOWN, f)->other = code;
        if (!f->placed) {
            add_by_address(d, LIFE_FINDING_UNPLACED, f, "place_reason");
            continue;
        }
        if (strstr(f->attributes, "\"place_quality\""))
            add_by_address(d, LIFE_FINDING_BY_ADDRESS, f, "place_quality");
        if (is_beyond(d, extent, i)) /* one finding is enough */
            add_facility(d, LIFE_FINDING_OUTSIDE, f);
        else
            check_link(d, i);
    }
}

static lc_status check_facilities(lc_diagnosing *d, lc_error *err)
{
    lc_prepared_bands *extent;
    lc_status st = lc_prepared_bands_make(lc_world_extent(d->w), &extent, err);

    if (!st)
        see_facilities(d, extent);
    lc_prepared_bands_free(extent);
    return st;
}

/* Numbers from 1, as rows of the table are shown; ids come later, from the
 * file. */
static void check_homes(lc_diagnosing *d)
{
    const lc_link *link;

    for (uint32_t h = 0; h < d->w->home_count; h++) {
        lc_finding_example *e;

        if (lc_world_home_links(d->w, h, LIFE_MODE_MAIN, &link) > 0)
            continue;
        e = lc_diagnosing_add(d, LIFE_FINDING_HOME_UNLINKED);
        snprintf(e->id, sizeof e->id, "home %" PRIu32, h + 1);
        e->home = h + 1;
        e->pt = d->w->home_pt[h];
    }
}

/* ---- sources ---- */

/* One example a source; the number of rows stands in its text. */
static void check_sources(lc_diagnosing *d)
{
    for (uint32_t i = 0; i < lc_world_source_count(d->w); i++) {
        const lc_source_info *s = lc_world_source(d->w, i);
        lc_finding_example *e;

        if (s->rejected == 0 || !strcmp(s->kind, "osm"))
            continue; /* those of an extract are named one by one below */
        e = lc_diagnosing_add(d, LIFE_FINDING_REJECTED);
        lc_utf8_format(e->id, sizeof e->id, "%s", s->name);
        lc_diagnosing_explain(d, e, "%" PRId64 " rows", s->rejected);
        e->name = s->file;
        e->placed = false;
    }
}

/* A line of what the import of an extract kept: "r9 WHY (NAME)", the name in
 * brackets where it has one, which may hold brackets itself. */
static void add_line(lc_diagnosing *d, lc_finding_code code, int id,
                     const char *line, const char *why, const char *end)
{
    lc_finding_example *e = lc_diagnosing_add(d, code);
    const char *bracket = why;

    lc_utf8_format(e->id, sizeof e->id, "osm:%.*s", id, line);
    e->placed = false;
    while (bracket < end && strncmp(bracket, " (", 2) != 0)
        bracket++;
    lc_diagnosing_explain(d, e, "%.*s", (int)(bracket - why), why);
    if (end - bracket > 3) {
        e->name = lc_arena_strndup(d->out->text, bracket + 2,
                                   (size_t)(end - bracket) - 3);
        d->failed |= !e->name;
    }
    if (!e->name)
        e->name = "";
}

/* What the import kept of places that it holds a part of, or that are of
 * another time: lines such as "r9 placed 1 of 2 ways missing". */
static void check_partial(lc_diagnosing *d)
{
    static const struct {
        const char *mark;
        lc_finding_code code;
    } kinds[] = {{" placed ", LIFE_FINDING_CUT},
                 {" lost ", LIFE_FINDING_LOST},
                 {" dated ", LIFE_FINDING_DATED}};
    const char *s = lc_world_setting(d->w, "osm_partial");

    while (s && *s) {
        const char *end = s + strcspn(s, "\n");
        int id = (int)strcspn(s, " ");

        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
            size_t len = strlen(kinds[i].mark);

            if (!strncmp(s + id, kinds[i].mark, len))
                add_line(d, kinds[i].code, id, s, s + id + len, end);
        }
        s = end + (*end != '\0');
    }
}

/* What it made no unit of: lines such as "r9 1 of 2 ways missing (Newtown)". */
static void check_no_units(lc_diagnosing *d)
{
    const char *s = lc_world_setting(d->w, "osm_no_units");

    while (s && *s) {
        const char *end = s + strcspn(s, "\n");
        int id = (int)strcspn(s, " ");

        if (s + id < end)
            add_line(d,
                     *s == 'n' ? LIFE_FINDING_NO_UNIT : LIFE_FINDING_NOT_CLOSED,
                     id, s, s + id + 1, end);
        s = end + (*end != '\0');
    }
}

/* Findings are in the order of LIFE_FINDING_MAP. Nothing here reads the file:
 * what only it holds is added by lc_diagnosis_file(). */
lc_status lc_diagnosis_make(const lc_world *w, lc_diagnosis *out, lc_error *err)
{
    static const char *const ids[LIFE_FINDING_COUNT] = {
#define LIFE_X(code, id) id,
        LIFE_FINDING_MAP(LIFE_X)
#undef LIFE_X
    };
    lc_diagnosing d = {.w = w, .out = out};
    lc_status st;

    *out = (lc_diagnosis){0};
    for (int i = 0; i < LIFE_FINDING_COUNT; i++)
        out->finding[i].id = ids[i];
    out->text = lc_arena_new(0);
    st = out->text ? lc_table_open("findings.csv", &out->words, err)
                   : lc_no_memory(err, "a diagnosis");
    if (!st)
        st =
            lc_findings_word(out->finding, LIFE_FINDING_COUNT, out->words, err);
    if (!st)
        st = find_twins(&d, err);
    if (!st)
        st = check_facilities(&d, err);
    if (!st) {
        check_homes(&d);
        lc_diagnosis_units_each(&d);
        st = lc_diagnosis_streets_look(&d, err);
    }
    if (!st)
        st = lc_diagnosis_units_overlaps(&d, err);
    if (!st)
        st = lc_diagnosis_units_holes(&d, err);
    if (!st)
        st = lc_diagnosis_units_sums(&d, err);
    if (!st)
        st = lc_diagnosis_units_names(&d, err);
    if (!st) {
        check_sources(&d);
        check_partial(&d);
        check_no_units(&d);
    }
    return !st && d.failed ? lc_no_memory(err, "a diagnosis") : st;
}

/* ---- what the file tells ---- */

static lc_status name_street(lc_city *c, lc_finding_example *e, lc_error *err)
{
    int64_t way = 0;
    lc_status st = lc_street_rows_way(c, e->street, &way, err);

    if (!st && way > 0)
        snprintf(e->id, sizeof e->id, "osm:w%" PRId64, way);
    return st;
}

/* A home on no way and of no building has no id but its number. Its layer, by
 * which it takes links, stands in the file alone. */
static lc_status name_home(lc_diagnosing *d, lc_city *c, int64_t id,
                           lc_finding_example *e, lc_error *err)
{
    lc_stored_home row = {0};
    lc_rows *rows;
    lc_status st = lc_home_rows_find(c, id, &row, &rows, err);

    if (lc_rows_next(&rows, &st, err)) {
        if (*row.osm_id)
            lc_utf8_format(e->id, sizeof e->id, "osm:%s", row.osm_id);
        explain_unlinked(d, e, NULL, row.layer);
    }
    lc_rows_close(&rows);
    return st;
}

/* Examples alone, of which each finding keeps a few. */
static lc_status name_all(lc_diagnosing *d, lc_city *c, const int64_t *home_id,
                          lc_error *err)
{
    lc_status st = LIFE_OK;

    for (int i = 0; i < LIFE_FINDING_COUNT; i++)
        for (size_t k = 0; k < d->out->finding[i].example.n && !st; k++) {
            lc_finding_example *e = &d->out->finding[i].example.v[k];

            if (e->street)
                st = name_street(c, e, err);
            else if (e->home)
                st = name_home(d, c, home_id[e->home - 1], e, err);
        }
    return st;
}

/* Addresses whose street and number the extract writes in one text: no facility
 * can be placed by them. */
static lc_status check_addresses(lc_diagnosing *d, lc_city *c, lc_error *err)
{
    const lc_source_info *s = lc_world_source_of_kind(d->w, "osm");
    lc_finding_example *e;
    int64_t count = 0;
    lc_status st = lc_address_rows_whole(c, &count, err);

    if (st || !s || !count)
        return st;
    e = lc_diagnosing_add(d, LIFE_FINDING_ADDRESSES_WHOLE);
    lc_utf8_format(e->id, sizeof e->id, "%s", s->name);
    lc_diagnosing_explain(d, e, "%" PRId64 " rows", count);
    e->name = s->file;
    e->placed = false;
    return d->failed ? lc_no_memory(err, "a diagnosis") : LIFE_OK;
}

lc_status lc_diagnosis_file(lc_diagnosis *d, const lc_world *w,
                            const char *path, bool published, lc_error *err)
{
    lc_diagnosing of = {.w = w, .out = d};
    lc_city *c = NULL;
    int64_t *home_id = NULL;
    lc_status st = lc_city_open(path, published, &c, err);

    if (!st)
        st = lc_world_home_ids(c, w, &home_id, err);
    if (!st)
        st = name_all(&of, c, home_id, err);
    if (!st)
        st = check_addresses(&of, c, err);
    lc_free(home_id);
    lc_city_close(c);
    return st;
}

void lc_diagnosis_clear(lc_diagnosis *d)
{
    lc_findings_clear(d->finding, LIFE_FINDING_COUNT);
    lc_table_free(d->words);
    lc_arena_free(d->text);
    *d = (lc_diagnosis){0};
}
