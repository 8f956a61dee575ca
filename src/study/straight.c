/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/straight.c - see straight.h.
 *
 * A search in the category's R-tree for each home, once a category; facilities
 * without a walk have a tree of their own. Of a pace nothing counts here but
 * whether it heeds wheels.
 */
#include "src/study/straight.h"

#include "lifecircle/world/wheels.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"
#include "src/world/links/unlinked.h"

#include <math.h>

/* Facilities that are looked for, and the tree that they stand in. */
typedef struct quarry {
    const lc_world *w;
    const lc_index *index;
    const uint32_t *facility; /* by the tree's numbers */
    bool wheels;
    const uint8_t *keep; /* by facility: those that count; NULL: all do */
} quarry;

/* The index calls with one facility after another, the nearest boxes first;
 * the limit shrinks to the best so far. */
typedef struct near_home {
    const quarry *q;
    lc_pt p;
    double best_m;
    uint32_t facility; /* that is so far */
    lc_pt at;          /* the place of it that is */
} near_home;

static void near_facility(void *ctx, uint32_t item, double *limit_m)
{
    near_home *n = ctx;
    const lc_world *w = n->q->w;
    uint32_t f = n->q->facility[item];
    lc_pt at;
    double m;

    if (!lc_wheels_may(&w->facility.v[f], n->q->wheels) ||
        (n->q->keep && !n->q->keep[f]))
        return;
    m = lc_facility_nearest_m(w, f, n->p, &at);
    if (m < n->best_m) {
        n->best_m = m;
        n->facility = f;
        n->at = at;
    }
    if (m < *limit_m)
        *limit_m = m;
}

/* 4,000 km is what 32 bits hold; beyond it nothing was found. */
uint32_t lc_straight_rounded_mm(double m)
{
    return m < 4000000.0 ? (uint32_t)ceil(m * 1000.0) : LIFE_NONE;
}

/* The largest radius that may be asked for, and the search's end. (20 km is the
 * most that a rule's radius_m may say.) */
#define STRAIGHT_MOST_M 20000.0

/* From a place. *near is where a place near by found its nearest, which is no
 * nearer than this one's: a metre more is room enough for what is rounded. */
static double nearest_m(const quarry *q, lc_pt p, lc_pt *near)
{
    near_home n = {.q = q, .p = p, .best_m = HUGE_VAL};
    double limit_m = STRAIGHT_MOST_M;

    if (near)
        limit_m = fmin(lc_distance_m(p, *near) + 1, STRAIGHT_MOST_M);
    lc_index_nearest(q->index, p, limit_m, near_facility, &n);
    if (near && n.best_m < HUGE_VAL)
        *near = n.at;
    return n.best_m;
}

/* For all homes at once, since coverage asks for all of them; homes that follow
 * each other are mostly neighbours. Before any was found, the pole is as far
 * from everybody as the search goes. */
static lc_status of_homes(const quarry *q, double most_m, uint32_t **out,
                          lc_error *err)
{
    const lc_world *w = q->w;
    uint32_t *mm = lc_calloc(w->home_count, sizeof *mm);
    lc_pt near = {0, 900000000};

    if (!mm)
        return lc_no_memory(err, "distances");
    for (size_t h = 0; h < w->home_count; h++) {
        double m = nearest_m(q, w->home_pt[h], &near);

        mm[h] = lc_straight_rounded_mm(m <= most_m ? m : HUGE_VAL);
    }
    *out = mm;
    return LIFE_OK;
}

static quarry members(const lc_world *w, bool wheels, uint32_t category)
{
    return (quarry){w, w->member_index[category], w->member[category], wheels,
                    NULL};
}

static lc_status make_straight(lc_study *s, bool wheels, uint32_t category,
                               lc_error *err)
{
    const quarry q = members(s->w, wheels, category);
    uint32_t *mm;
    lc_status st = of_homes(&q, HUGE_VAL, &mm, err);

    if (!st)
        s->straight_mm[wheels][category] = mm;
    return st;
}

uint32_t lc_straight_home_mm(const lc_study *s, bool wheels, uint32_t category,
                             uint32_t home)
{
    const uint32_t *all = s->straight_mm[wheels][category];
    const quarry q = members(s->w, wheels, category);

    return all ? all[home]
               : lc_straight_rounded_mm(
                     nearest_m(&q, s->w->home_pt[home], NULL));
}

double lc_straight_place_m(const lc_study *s, bool wheels, uint32_t category,
                           lc_pt p, uint32_t *facility, lc_pt *at)
{
    const quarry q = members(s->w, wheels, category);
    near_home n = {
        .q = &q, .p = p, .best_m = HUGE_VAL, .facility = LIFE_NONE, .at = p};

    lc_index_nearest(q.index, p, STRAIGHT_MOST_M, near_facility, &n);
    *facility = n.facility;
    *at = n.at;
    return n.best_m;
}

lc_status lc_straight_mm(lc_study *s, bool wheels, uint32_t category,
                         const uint32_t **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!s->straight_mm[wheels][category]) {
        pthread_mutex_lock(&s->making_of[category]);
        if (!s->straight_mm[wheels][category])
            st = make_straight(s, wheels, category, err);
        pthread_mutex_unlock(&s->making_of[category]);
    }
    *out = s->straight_mm[wheels][category];
    return st;
}

lc_status lc_straight_kept(const lc_world *w, bool wheels, uint32_t category,
                           const uint8_t *keep, uint32_t **out, lc_error *err)
{
    quarry q = members(w, wheels, category);

    q.keep = keep;
    return of_homes(&q, HUGE_VAL, out, err);
}

static lc_status make_unlinked(lc_study *s, const lc_pace *pace,
                               uint32_t category, lc_error *err)
{
    const lc_mode_links *m = &s->w->links[pace->mode];
    const quarry q = {s->w, m->unlinked_index[category], m->unlinked[category],
                      pace->wheels, NULL};
    uint32_t *mm;
    lc_status st = of_homes(&q, STRAIGHT_MOST_M, &mm, err);

    if (!st)
        s->unlinked_mm[pace->wheels][pace->mode][category] = mm;
    return st;
}

lc_status lc_straight_unlinked_mm(lc_study *s, const lc_pace *pace,
                                  uint32_t category, const uint32_t **out,
                                  lc_error *err)
{
    uint32_t *_Atomic *mm = &s->unlinked_mm[pace->wheels][pace->mode][category];
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!s->w->links[pace->mode].unlinked_count[category])
        return LIFE_OK;
    if (!*mm) {
        pthread_mutex_lock(&s->making_of[category]);
        if (!*mm)
            st = make_unlinked(s, pace, category, err);
        pthread_mutex_unlock(&s->making_of[category]);
    }
    *out = *mm;
    return st;
}

/* A metre more than is asked for, for what is rounded up. */
bool lc_straight_unlinked_within(const lc_world *w, const lc_pace *pace,
                                 uint32_t category, lc_pt p, uint32_t mm)
{
    double limit_m = fmin(mm / 1000.0 + 1, STRAIGHT_MOST_M);

    return lc_straight_rounded_mm(lc_unlinked_m(w, pace->mode, pace->wheels,
                                                category, p, limit_m)) <= mm;
}
