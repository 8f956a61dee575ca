/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/measure_land.c - see measure_land.h.
 *
 * The land is given as units of a level of its own, by tables: an extract's
 * landuse is too patchy to be a base. It is looked at by points of a grid, each
 * of which stands for the ground of its cell. A point has what the rule asks
 * for within the radius for certain, or perhaps (a park of unknown size, one
 * without a place, the end of the data nearer than the radius), or not; so the
 * share has bounds. Cost: a search a point and part.
 */
#include "src/study/assess/measure_land.h"

#include "lifecircle/world/category.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/study/rules/conditions.h"
#include "src/study/rules/rule.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/facilities/facility.h"
#include "src/world/units/level.h"
#include "src/world/units/unit.h"
#include "src/world/units/unplaced.h"

#include <math.h>
#include <string.h>

/* entrances: a station is where one goes in. */
static const struct {
    const char *population, *level;
    uint32_t lacks; /* where the city has no such units */
    bool entrances;
} lands[] = {
    {"built_up_area", "built_up", LIFE_LACKS_BUILT_UP, true},
    {"residential_land", "residential_land", LIFE_LACKS_LEVEL, false},
};

#define LAND_COUNT (sizeof lands / sizeof *lands)

/* Its place in the table; LAND_COUNT: it is none. */
static size_t land_of(const lc_rule_plan *p)
{
    size_t i = 0;

    while (i < LAND_COUNT && strcmp(lands[i].population, p->rule.population))
        i++;
    return i;
}

bool lc_measure_land_is(const lc_rule_plan *p)
{
    return land_of(p) < LAND_COUNT;
}

/* ---- a point ---- */

typedef struct ground { /* m² of a unit, or the city */
    double near, maybe, all;
    uint32_t lacks, untold;
} ground;

typedef struct land {
    lc_job *j;
    double radius_m, step_m;
    bool entrances;
    ground *of; /* as lc_job.out */
} land;

typedef struct seen { /* around a point, of one category */
    const land *a;
    uint32_t category;
    lc_pt p;
    double nearest_m, maybe_m; /* of those large enough, of unknown size */
} seen;

static double distance_m(const seen *s, uint32_t f)
{
    const lc_world *w = s->a->j->w;
    uint32_t first = w->entrance_first[f], end = w->entrance_first[f + 1];
    double m = HUGE_VAL;

    if (!s->a->entrances || first == end)
        return lc_facility_distance_m(w, f, s->p);
    for (uint32_t e = first; e < end; e++)
        m = fmin(m, lc_distance_m(w->entrance.v[e], s->p));
    return m;
}

/* What may be too small does not end the search. */
static void look_at(void *ctx, uint32_t rank, double *limit_m)
{
    seen *s = ctx;
    const lc_world *w = s->a->j->w;
    uint32_t f = w->member[s->category][rank];
    lc_known large = lc_conditions_large(w, s->a->j->p, f);
    double m;

    if (large == LIFE_NO)
        return;
    m = distance_m(s, f);
    if (large == LIFE_MAYBE) {
        s->maybe_m = fmin(s->maybe_m, m);
        return;
    }
    s->nearest_m = fmin(s->nearest_m, m);
    if (m < *limit_m)
        *limit_m = m;
}

/* Entrances may lie 500 m from what the index knows of a station; else a little
 * more than the radius, since bounds are rounded. */
static seen look_around(const land *a, uint32_t category, lc_pt p)
{
    seen s = {a, category, p, HUGE_VAL, HUGE_VAL};

    if (a->j->w->category[category].facility_count)
        lc_index_nearest(a->j->w->member_index[category], p,
                         a->radius_m + (a->entrances ? 500 : 1), look_at, &s);
    return s;
}

/* Why a part may be there that isn't seen; 0: nothing speaks for it. */
static uint32_t may_be(const land *a, const lc_rule_part *part, const seen *s)
{
    const lc_world *w = a->j->w;

    if (!w->category[part->category].facility_count)
        return LIFE_LACKS_CATEGORY;
    if (s->maybe_m <= a->radius_m)
        return LIFE_LACKS_ATTRIBUTE;
    if (lc_unplaced_near(w, part->category, false, s->p))
        return LIFE_LACKS_POSITION;
    for (LIFE_CATSET_EACH(k, part->vague))
        if (look_around(a, k, s->p).nearest_m <= a->radius_m)
            return LIFE_LACKS_KIND;
    return lc_world_extent_edge_m(w, s->p, part->category) <= a->radius_m
               ? LIFE_LACKS_EXTENT
               : 0;
}

/* Of the ground of one cell: all of it, what has the parts, what may. */
static ground look(const land *a, lc_pt p, double m2)
{
    const lc_rule_plan *plan = a->j->p;
    size_t need = plan->need ? plan->need : plan->parts, sure = 0, maybe = 0;
    ground g = {.all = m2};

    for (size_t i = 0; i < plan->parts && sure < need; i++) {
        const seen s = look_around(a, plan->part[i].category, p);
        uint32_t why =
            s.nearest_m <= a->radius_m ? 0 : may_be(a, &plan->part[i], &s);

        sure += s.nearest_m <= a->radius_m;
        maybe += why != 0;
        g.lacks |= why;
    }
    if (sure >= need)
        g = (ground){.near = m2, .all = m2};
    else if (sure + maybe >= need)
        g.maybe = m2;
    else
        g.lacks = 0;
    return g;
}

static void add(ground *to, const ground *g)
{
    to->near += g->near;
    to->maybe += g->maybe;
    to->all += g->all;
    to->lacks |= g->lacks;
}

/* For the city, and for the unit of every level that the point lies in. */
static void sample(land *a, lc_pt p, double m2)
{
    const lc_job *j = a->j;
    const ground g = look(a, p, m2);

    add(&a->of[0], &g);
    for (uint32_t l = 0; l < j->w->level.n; l++) {
        uint32_t u = lc_world_unit_of(j->w, p, l);

        if (u < j->units)
            add(&a->of[u + 1], &g);
    }
}

/* ---- the grid ---- */

/* Between points: of much land at most this, of little at least. A tenth of a
 * per cent of a square kilometre is then told apart. */
#define MOST_M      50.0
#define LEAST_M     5.0
#define ALL_POINTS  400000.0 /* about so many over all */
#define UNIT_POINTS 100.0    /* of a small one at least */
#define MOST_POINTS 4000000.0

static double box_m2(const lc_shape *shape)
{
    lc_box b = lc_shape_box(shape);
    lc_pt corner = {b.min_lon, b.min_lat}, east = {b.max_lon, b.min_lat},
          north = {b.min_lon, b.max_lat};

    return lc_distance_m(corner, east) * lc_distance_m(corner, north);
}

static double step_of(const land *a, double m2)
{
    return fmax(fmin(a->step_m, sqrt(m2 / UNIT_POINTS)),
                sqrt(m2 / MOST_POINTS) + 1e-3);
}

/* Over the unit's box, the points in the middle of their cells. */
static void sample_unit(land *a, const lc_shape *shape)
{
    lc_box b = lc_shape_box(shape);
    lc_pt corner = {b.min_lon, b.min_lat}, east = {b.max_lon, b.min_lat},
          north = {b.min_lon, b.max_lat};
    double width_m = lc_distance_m(corner, east);
    double height_m = lc_distance_m(corner, north);
    double step_m = step_of(a, width_m * height_m);
    int columns = (int)(width_m / step_m) + 1;
    int rows = (int)(height_m / step_m) + 1;
    double m2 = width_m * height_m / columns / rows;

    for (int y = 0; y < rows; y++)
        for (int x = 0; x < columns; x++) {
            double right = (x + 0.5) / columns, up = (y + 0.5) / rows;
            lc_pt p = {b.min_lon + (int32_t)(right * (b.max_lon - b.min_lon)),
                       b.min_lat + (int32_t)(up * (b.max_lat - b.min_lat))};

            if (lc_shape_contains(shape, p))
                sample(a, p, m2);
        }
}

/* ---- the whole ---- */

/* As of people: the value is of what is known, unless that is next to
 * nothing. */
static void conclude(const land *a, const ground *g, lc_reading *f)
{
    double known = g->all - g->maybe;

    if (g->all <= 0) {
        f->applies = false; /* there is no such land */
        return;
    }
    f->lacks |= g->lacks;
    f->no_data = g->lacks & LIFE_LACKS_CATEGORY ? a->j->absent_parts : 0;
    f->attribute = "site_area_m2";
    f->untold = g->untold;
    if (known * 10 >= g->all)
        f->value = 100 * g->near / known;
    f->low = 100 * g->near / g->all;
    f->high = 100 * (g->near + g->maybe) / g->all;
}

/* Facilities of the city that don't tell their size. */
static uint32_t untold(const lc_job *j)
{
    const lc_world *w = j->w;
    uint32_t n = 0;

    for (size_t i = 0; i < j->p->parts; i++) {
        uint32_t c = j->p->part[i].category;

        for (uint32_t r = 0; r < w->category[c].facility_count; r++)
            n += lc_conditions_large(w, j->p, w->member[c][r]) == LIFE_MAYBE;
    }
    return n;
}

static void lack_units(lc_job *j, size_t of)
{
    lc_job_lacks(j, lands[of].lacks);
    for (size_t i = 0; i < j->count; i++)
        j->out[i].level = lands[of].level;
}

static void measure(land *a, uint32_t first, uint32_t count)
{
    const lc_job *j = a->j;
    uint32_t n = untold(j);
    double m2 = 0;

    for (uint32_t u = first; u < first + count; u++)
        if (j->w->unit.v[u].shape->kind == LIFE_SHAPE_AREA)
            m2 += box_m2(j->w->unit.v[u].shape);
    a->step_m = fmin(MOST_M, fmax(LEAST_M, sqrt(m2 / ALL_POINTS)));
    for (uint32_t u = first; u < first + count; u++)
        if (j->w->unit.v[u].shape->kind == LIFE_SHAPE_AREA)
            sample_unit(a, j->w->unit.v[u].shape);
    for (size_t i = 0; i < j->count; i++) {
        a->of[i].untold = n;
        conclude(a, &a->of[i], &j->out[i]);
    }
}

lc_status lc_measure_land(lc_job *j, lc_error *err)
{
    size_t of = land_of(j->p);
    land a = {.j = j,
              .radius_m = j->p->radius_mm / 1000.0,
              .entrances = lands[of].entrances,
              .of = lc_calloc(j->count, sizeof *a.of)};
    uint32_t first, count;

    if (!a.of)
        return lc_no_memory(err, "indicators");
    if (!lc_world_level_units(j->w, lands[of].level, &first, &count))
        lack_units(j, of);
    else if (j->all_absent)
        lc_job_lacks(j, LIFE_LACKS_CATEGORY);
    else
        measure(&a, first, count);
    lc_free(a.of);
    return LIFE_OK;
}
