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

/* The index calls with one facility after another, the nearest boxes first;
 * the limit shrinks to the best so far. */
typedef struct near_home {
    const lc_world *w;
    lc_pt p;
    uint32_t category;
    bool wheels;
    double best_m;
} near_home;

static void near_facility(void *ctx, uint32_t rank, double *limit_m)
{
    near_home *n = ctx;
    uint32_t f = n->w->member[n->category][rank];
    double m;

    if (!lc_wheels_may(&n->w->facility.v[f], n->wheels))
        return;
    m = lc_facility_distance_m(n->w, f, n->p);
    if (m < n->best_m)
        n->best_m = m;
    if (m < *limit_m)
        *limit_m = m;
}

/* Distances are rounded up, so that "within" never counts one too many. 4,000
 * km is what 32 bits hold; beyond it nothing was found. */
static uint32_t to_mm(double m)
{
    return m < 4000000.0 ? (uint32_t)ceil(m * 1000.0) : LIFE_NONE;
}

/* The largest radius that may be asked for, and the search's end. (20 km is the
 * most that a rule's radius_m may say.) */
#define STRAIGHT_MOST_M 20000.0

/* For all homes at once, since coverage asks for all of them. */
static lc_status make_straight(lc_study *s, bool wheels, uint32_t category,
                               lc_error *err)
{
    const lc_world *w = s->w;
    uint32_t *mm = lc_calloc(w->home_count, sizeof *mm);

    if (!mm)
        return lc_no_memory(err, "distances");
    for (size_t h = 0; h < w->home_count; h++) {
        near_home n = {w, w->home_pt[h], category, wheels, HUGE_VAL};

        lc_index_nearest(w->member_index[category], n.p, STRAIGHT_MOST_M,
                         near_facility, &n);
        mm[h] = to_mm(n.best_m);
    }
    s->straight_mm[wheels][category] = mm;
    return LIFE_OK;
}

lc_status lc_straight_mm(lc_study *s, bool wheels, uint32_t category,
                         const uint32_t **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!s->straight_mm[wheels][category]) {
        pthread_mutex_lock(&s->making);
        if (!s->straight_mm[wheels][category])
            st = make_straight(s, wheels, category, err);
        pthread_mutex_unlock(&s->making);
    }
    *out = s->straight_mm[wheels][category];
    return st;
}

static lc_status make_unlinked(lc_study *s, const lc_pace *pace,
                               uint32_t category, lc_error *err)
{
    const lc_world *w = s->w;
    uint32_t *mm = lc_calloc(w->home_count, sizeof *mm);

    if (!mm)
        return lc_no_memory(err, "distances");
    for (size_t h = 0; h < w->home_count; h++)
        mm[h] = to_mm(lc_unlinked_m(w, pace->mode, pace->wheels, category,
                                    w->home_pt[h], STRAIGHT_MOST_M));
    s->unlinked_mm[pace->wheels][pace->mode][category] = mm;
    return LIFE_OK;
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
        pthread_mutex_lock(&s->making);
        if (!*mm)
            st = make_unlinked(s, pace, category, err);
        pthread_mutex_unlock(&s->making);
    }
    *out = *mm;
    return st;
}

/* A metre more than is asked for, for what is rounded up. */
bool lc_straight_unlinked_within(const lc_world *w, const lc_pace *pace,
                                 uint32_t category, lc_pt p, uint32_t mm)
{
    double limit_m = fmin(mm / 1000.0 + 1, STRAIGHT_MOST_M);

    return to_mm(lc_unlinked_m(w, pace->mode, pace->wheels, category, p,
                               limit_m)) <= mm;
}
