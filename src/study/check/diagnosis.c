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

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* Within one source the table or the map has it twice; across two the imports
 * overlap. The mend is another, so these are two findings. */
static void see_twin(void *ctx, size_t a, size_t b, double m)
{
    lc_diagnosing *d = ctx;
    const lc_facility *fa = &d->w->facility.v[a], *fb = &d->w->facility.v[b];
    lc_finding_example *e = add_facility(d,
                                         !strcmp(fa->source, fb->source)
                                             ? LIFE_FINDING_TWICE_WITHIN
                                             : LIFE_FINDING_TWICE_ACROSS,
                                         fa);

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

typedef struct street_probe {
    const lc_network *net;
    lc_pt pt;
    double least_m;
} street_probe;

/* Any street that may be walked, linked or not: an island too. */
static void see_street(void *ctx, uint32_t edge, double *limit_m)
{
    street_probe *p = ctx;
    const lc_edge *e = &p->net->edge[edge];
    uint32_t at_mm;
    lc_pt at;
    double m;

    if (!lc_edge_perm(e, LIFE_MODE_MAIN))
        return;
    m = lc_network_project(p->net, edge, p->pt, &at_mm, &at);
    if (m < p->least_m)
        *limit_m = p->least_m = m;
}

/* Of an area or line, from the nearest of its points. The limit shrinks from
 * point to point, so that all but the first search end at once. NaN: none
 * within 20 km. */
static double street_m(const lc_world *w, const lc_facility *f)
{
    const lc_shape *s = f->shape == LIFE_NONE ? NULL : &w->shape.v[f->shape];
    street_probe p = {w->net, f->pt, LOOK_M};

    lc_index_nearest(w->net->index, p.pt, LOOK_M, see_street, &p);
    for (uint32_t i = 0; s && i < s->pt_count && p.least_m > 0; i++) {
        p.pt = s->pt[i];
        lc_index_nearest(w->net->index, p.pt, p.least_m, see_street, &p);
    }
    return p.least_m < LOOK_M ? p.least_m : NAN;
}

/* A street is near and still takes no link: water, railway or an island is in
 * the way. None near is another finding, most often a wrong position. */
static void check_link(lc_diagnosing *d, uint32_t i)
{
    const lc_facility *f = &d->w->facility.v[i];
    const lc_link *link;
    lc_finding_code code = LIFE_FINDING_FACILITY_UNLINKED;
    double m;

    if (lc_world_facility_links(d->w, i, LIFE_MODE_MAIN, &link) > 0)
        return;
    m = street_m(d->w, f);
    if (!(m <= LIFE_LINK_REACH_M))
        code = LIFE_FINDING_FAR;
    add_facility(d, code, f)->metres = m;
}

static void check_facilities(lc_diagnosing *d)
{
    const lc_world *w = d->w;
    const lc_shape *extent = lc_world_extent(w);

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
        /* Beyond the data no street is to be expected: one finding is
         * enough. */
        if (extent && extent->pt_count > 0 && !lc_shape_contains(extent, f->pt))
            add_facility(d, LIFE_FINDING_OUTSIDE, f);
        else
            check_link(d, i);
    }
}

static void check_homes(lc_diagnosing *d)
{
    const lc_link *link;

    for (uint32_t h = 0; h < d->w->home_count; h++) {
        lc_finding_example *e;

        if (lc_world_home_links(d->w, h, LIFE_MODE_MAIN, &link) > 0)
            continue;
        e = lc_diagnosing_add(d, LIFE_FINDING_HOME_UNLINKED);
        snprintf(e->id, sizeof e->id, "home %" PRIu32, h);
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
        lc_utf8_format(e->id, sizeof e->id, "%.40s: %" PRId64 " rows", s->name,
                       s->rejected);
        e->name = s->file;
        e->placed = false;
    }
}

/* What the import of an extract kept of places that it holds a part of: lines
 * such as "r9 placed 1 of 2 ways missing". */
static void check_partial(lc_diagnosing *d)
{
    const char *s = lc_world_setting(d->w, "osm_partial");

    while (s && *s) {
        const char *end = s + strcspn(s, "\n");
        int id = (int)strcspn(s, " ");
        bool placed = !strncmp(s + id, " placed ", 8);
        const char *why = s + id + (placed ? 8 : 6); /* " lost " */
        lc_finding_example *e;

        if (why < end) {
            e = lc_diagnosing_add(d, placed ? LIFE_FINDING_CUT
                                            : LIFE_FINDING_LOST);
            lc_utf8_format(e->id, sizeof e->id, "osm:%.*s: %.*s", id, s,
                           (int)(end - why), why);
            e->placed = false;
        }
        s = end + (*end != '\0');
    }
}

/* What the import of an extract made no unit of: lines such as "r9 1 of 2 ways
 * missing (Newtown)". */
static void check_no_units(lc_diagnosing *d)
{
    const char *s = lc_world_setting(d->w, "osm_no_units");

    while (s && *s) {
        size_t len = strcspn(s, "\n");
        int id = (int)strcspn(s, " ");
        lc_finding_example *e = lc_diagnosing_add(
            d, *s == 'n' ? LIFE_FINDING_NO_UNIT : LIFE_FINDING_NOT_CLOSED);

        lc_utf8_format(e->id, sizeof e->id, "osm:%.*s:%.*s", id, s,
                       (int)len - id, s + id);
        e->placed = false;
        s += len + (s[len] != '\0');
    }
}

lc_status lc_diagnosis_make(const lc_world *w, lc_diagnosis *out, lc_error *err)
{
    static const char *const ids[LIFE_FINDING_COUNT] = {
#define LIFE_X(code, id) id,
        LIFE_FINDING_MAP(LIFE_X)
#undef LIFE_X
    };
    lc_diagnosing d = {w, out};
    lc_status st;

    *out = (lc_diagnosis){0};
    for (int i = 0; i < LIFE_FINDING_COUNT; i++)
        out->finding[i].id = ids[i];
    st = lc_table_open("findings.csv", &out->words, err);
    if (!st)
        st =
            lc_findings_word(out->finding, LIFE_FINDING_COUNT, out->words, err);
    if (!st)
        st = find_twins(&d, err);
    if (!st) {
        check_facilities(&d);
        check_homes(&d);
        lc_diagnosis_units_each(&d);
        st = lc_diagnosis_streets_islands(&d, err);
        if (!st)
            st = lc_diagnosis_streets_detached(&d, err);
    }
    if (!st)
        st = lc_diagnosis_streets_ends(&d, err);
    if (!st)
        st = lc_diagnosis_streets_cut(&d, err);
    if (!st)
        lc_diagnosis_streets_closings(&d);
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
    return st;
}

void lc_diagnosis_clear(lc_diagnosis *d)
{
    lc_findings_clear(d->finding, LIFE_FINDING_COUNT);
    lc_table_free(d->words);
    *d = (lc_diagnosis){0};
}
