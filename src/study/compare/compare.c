/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/compare.c - see lifecircle/study/compare/compare.h.
 */
#include "lifecircle/study/compare/compare.h"

#include "lifecircle/geo/prepared_area.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/pace.h"
#include "src/study/compare/cover.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <string.h>

/* A city holds the area of another where of the homes within that one's extent
 * so many are within its own: outlines of one place are drawn anew from time to
 * time. */
enum { HELD_PARTS = 9, HELD_OF = 10 };

static const char *const factor_ids[LIFE_FACTORS] = {
    "facilities", "network", "homes", "residents", "rules"};

const char *lc_factor_id(lc_factor c)
{
    return factor_ids[c];
}

static lc_status holds(const lc_world *w, const lc_world *other, bool *out,
                       lc_error *err)
{
    lc_prepared_area *a = NULL, *its = NULL;
    size_t all = 0, in = 0;
    lc_status st = lc_prepared_area_make(lc_world_extent(w), &a, err);

    if (!st)
        st = lc_prepared_area_make(lc_world_extent(other), &its, err);
    for (size_t h = 0; !st && h < other->home_count; h++) {
        if (!lc_prepared_area_contains(its, other->home_pt[h]))
            continue;
        all++;
        in += lc_prepared_area_contains(a, other->home_pt[h]);
    }
    lc_prepared_area_free(a);
    lc_prepared_area_free(its);
    *out = in * HELD_OF >= all * HELD_PARTS;
    return st;
}

lc_status lc_comparison_check_place(const lc_world *a, const lc_world *b,
                                    lc_error *err)
{
    bool held[2];
    lc_status st = holds(a, b, &held[0], err);

    if (!st)
        st = holds(b, a, &held[1], err);
    if (st || held[0] || held[1])
        return st;
    return lc_fail(err, LIFE_ERR_STATE,
                   "the files are not of one place: neither has nine tenths of "
                   "the other's homes in its extent");
}

/* Dates of different lengths compare as far as both go: 2013 is no later than
 * 2013-08-03. */
static int find_newer(const lc_world *a, const lc_world *b)
{
    const char *was = lc_as_of_city(a), *is = lc_as_of_city(b);

    return !(was && is && strcmp(was, is) > 0 &&
             strncmp(was, is, strlen(is)) != 0);
}

static lc_status check_query(const lc_comparison *c, lc_error *err)
{
    const lc_compare_query *q = &c->query;

    if (lc_world_pace_find(c->before, q->pace) == LIFE_NONE ||
        lc_world_pace_find(c->after, q->pace) == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "pace",
                             "one of the files has no pace %.40s", q->pace);
    if (q->level && lc_world_level_find(c->after, q->level) == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "level",
                             "the second file has no level %.40s", q->level);
    return LIFE_OK;
}

static const char *mode_of(const lc_comparison *c)
{
    uint32_t p = lc_world_pace_find(c->after, c->query.pace);

    return c->after->mode[c->after->pace[p].mode].id;
}

lc_status lc_comparison_make(lc_study *before, lc_study *after,
                             const lc_compare_query *q, lc_comparison *out,
                             lc_error *err)
{
    const lc_world *a = before->w, *b = after->w;
    lc_status st;

    *out = (lc_comparison){
        .before = a, .after = b, .query = *q, .newer = find_newer(a, b)};
    out->homes_of = a->home_kind == b->home_kind ? -1 : out->newer;
    st = check_query(out, err);
    if (!st)
        st = lc_comparison_check_place(a, b, err);
    if (!st)
        st = lc_unit_pairs_make(a, b, q->level ? q->level : "", &out->units,
                                err);
    if (!st)
        st = lc_changes_find(a, b, &out->facilities, err);
    if (!st)
        st = lc_streets_change_find(a, b, mode_of(out), &out->streets, err);
    return st ? st : lc_cover_changes(before, after, out, err);
}

void lc_comparison_clear(lc_comparison *c)
{
    lc_changes_clear(&c->facilities);
    lc_unit_pairs_clear(&c->units);
    lc_vec_free(&c->cover);
    *c = (lc_comparison){0};
}
