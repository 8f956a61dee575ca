/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/measure_circle.c - time and distance circles: the share of
 * people who have what the rule asks for within its limit.
 *
 * A home has each of the parts (or any, or so many) within reach, or not, or
 * it isn't known. Homes of which it isn't known whether the rule is about them
 * at all count as unknown in what the share may be, and as any other in its
 * value.
 *
 * Where the rule has conditions a walk counts to those facilities that meet
 * them, and one to those that may leaves it open.
 *
 * Coverage answers part by part, home by home; the answers are counted in two
 * bytes a home (parts covered, parts unknown), and only then a home is judged
 * by how many parts the rule needs. Sums are thousandths of weight, exact. The
 * share is of those that are known; its bounds count all that is unknown as one
 * and as the other. Cost: a pass over the homes a part, and one a level.
 */
#include "src/study/assess/measure_circle.h"

#include "lifecircle/world/ages.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/world.h"
#include "src/study/assess/measure_land.h"
#include "src/study/cover/coverage.h"
#include "src/study/labels.h"
#include "src/study/rules/conditions.h"
#include "src/study/rules/rule.h"
#include "src/study/time/open.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/facilities/facility.h"
#include "src/world/units/level.h"
#include "src/world/units/unit.h"
#include "src/world/units/unplaced.h"

#include <math.h>
#include <string.h>

typedef struct circle {
    lc_job *j;
    uint8_t *covered, *unknown; /* parts of each home */
    uint8_t *answer;            /* of one part */
    uint8_t *other;             /* of a category that may be the part's */
    uint16_t *reasons;          /* bits of lc_reason, over the parts */
    uint8_t *large;             /* lc_known, by rank, of one category */
    int64_t *weight;            /* of each home; -1: not known */
    uint32_t lacks;             /* of the whole */
    uint32_t untold;            /* facilities of unknown size, or condition */
    const char *attribute;      /* that these don't tell */
} circle;

/* ---- straight, of at least a size ---- */

typedef struct sized {
    circle *c;
    uint32_t category;
    lc_pt p;
    double radius_m, maybe_m; /* maybe_m: to the nearest of unknown size */
    bool found;               /* one within the radius that is large enough */
    lc_pt at;                 /* the place of it that is nearest */
} sized;

/* One that is large enough ends the search; what may be too small does not. */
static void look_at(void *ctx, uint32_t rank, double *limit_m)
{
    sized *s = ctx;
    const lc_world *w = s->c->j->w;
    lc_known large = s->c->large[rank];
    lc_pt at;
    double m;

    if (large == LIFE_NO)
        return;
    m = lc_facility_nearest_m(w, w->member[s->category][rank], s->p, &at);
    if (large == LIFE_MAYBE) {
        s->maybe_m = fmin(s->maybe_m, m);
    } else if (m <= s->radius_m) {
        s->found = true;
        s->at = at;
        *limit_m = -1;
    }
}

/* As lc_coverage_homes() packs them. */
static uint8_t answer_of(lc_answer a, lc_reason r)
{
    return (uint8_t)(a | (unsigned)r << 2);
}

/* Sizes are texts: each is read once, and not for each home near it. */
static lc_status find_large(circle *c, uint32_t category, lc_error *err)
{
    const lc_world *w = c->j->w;
    uint32_t n = w->category[category].facility_count;

    c->large = lc_calloc((size_t)n + 1, 1);
    if (!c->large)
        return lc_no_memory(err, "indicators");
    for (uint32_t r = 0; r < n; r++) {
        c->large[r] =
            (uint8_t)lc_conditions_large(w, c->j->p, w->member[category][r]);
        c->untold += c->large[r] == LIFE_MAYBE;
    }
    return LIFE_OK;
}

/* The order of the reasons is that of coverage.c. */
static uint8_t answer_without(const circle *c, const sized *s, uint32_t home)
{
    const lc_world *w = c->j->w;

    if (s->maybe_m <= s->radius_m) /* told as a lacking attribute */
        return answer_of(LIFE_UNKNOWN, LIFE_REASON_NONE);
    if (lc_unplaced_near_home(w, s->category, false, home))
        return answer_of(LIFE_UNKNOWN, LIFE_REASON_FACILITY_UNLINKED);
    if (lc_world_extent_home_mm(w, home, w->category_extents[s->category]) <=
        c->j->p->radius_mm)
        return answer_of(LIFE_UNKNOWN, LIFE_REASON_EDGE_OF_DATA);
    return answer_of(LIFE_UNCOVERED, LIFE_REASON_NONE);
}

/* Coverage's labels and distances know nothing of sizes, so one that is large
 * enough is looked for anew. That of the home before is often near enough: a
 * metre less, since places are rounded; a metre more, since bounds are. */
static lc_status answer_sized(circle *c, uint32_t category, lc_error *err)
{
    const lc_world *w = c->j->w;
    const bool any = w->category[category].facility_count > 0;
    sized s = {.c = c,
               .category = category,
               .radius_m = c->j->p->radius_mm / 1000.0,
               .maybe_m = HUGE_VAL};
    lc_status st = find_large(c, category, err);

    for (uint32_t h = 0; h < w->home_count && !st; h++) {
        s.p = w->home_pt[h];
        s.maybe_m = HUGE_VAL;
        s.found = s.found && lc_distance_m(s.p, s.at) < s.radius_m - 1;
        if (any && !s.found)
            lc_index_nearest(w->member_index[category], s.p, s.radius_m + 1,
                             look_at, &s);
        if (!any)
            c->answer[h] = answer_of(LIFE_UNKNOWN, LIFE_REASON_NO_DATA);
        else
            c->answer[h] = s.found ? answer_of(LIFE_COVERED, LIFE_REASON_NONE)
                                   : answer_without(c, &s, h);
    }
    lc_free(c->large);
    c->large = NULL;
    return st;
}

/* ---- the parts of each home ---- */

/* In place of a reason: what stands there may be of the category. It fits the
 * bits of `reasons` beside those of lc_reason. */
#define REASON_VAGUE 15u

/* A home without the category but with one that may be it: not known. Only who
 * would be uncovered is looked at again: to be covered is certain, and unknown
 * it is already. */
static lc_status add_vague(circle *c, lc_coverage_query q,
                           const lc_catset *vague, lc_error *err)
{
    const lc_world *w = c->j->w;
    lc_status st = LIFE_OK;

    for (LIFE_CATSET_EACH(k, vague)) {
        if (st || !w->category[k].facility_count)
            continue;
        q.category = k;
        st = lc_coverage_homes(c->j->study, &q, NULL, w->home_count, c->other,
                               err);
        for (uint32_t h = 0; h < w->home_count && !st; h++)
            if ((c->answer[h] & 3) == LIFE_UNCOVERED &&
                (c->other[h] & 3) != LIFE_UNCOVERED)
                c->answer[h] = (uint8_t)(LIFE_UNKNOWN | REASON_VAGUE << 2);
    }
    return st;
}

/* What counts: whose conditions are met or perhaps are, and at a time what is
 * open, by ways that are, or may be. */
typedef struct keeping {
    bool perhaps;        /* meets the conditions */
    bool maybe;          /* is open */
    const lc_open *open; /* NULL: whenever */
} keeping;

static bool is_open(const keeping *k, uint32_t f)
{
    lc_hours_state is =
        k->open ? lc_open_state(&k->open->states, f) : LIFE_HOURS_OPEN;

    return is == LIFE_HOURS_OPEN || (k->maybe && is == LIFE_HOURS_UNKNOWN);
}

/* Which facilities of the category surely meet the rule's conditions, or also
 * those that may. */
static void find_kept(circle *c, uint32_t category, const keeping *k,
                      uint8_t *keep)
{
    const lc_world *w = c->j->w;

    for (uint32_t r = 0; r < w->category[category].facility_count; r++) {
        uint32_t f = w->member[category][r];
        const char *lacking = NULL;
        lc_known is = lc_conditions_match(w, &c->j->p->where, f, &lacking);

        keep[f] = (is == LIFE_YES || (k->perhaps && is == LIFE_MAYBE)) &&
                  is_open(k, f);
        if (k->perhaps && !k->maybe && is == LIFE_MAYBE) {
            c->untold++;
            c->attribute = lacking;
        }
    }
}

/* By the walks to those alone that are kept; where none of the category is in
 * the data there are no walks. */
static lc_status answer_kept(circle *c, const lc_coverage_query *q,
                             const keeping *k, uint8_t *out, lc_error *err)
{
    const lc_world *w = c->j->w;
    uint8_t *keep = lc_calloc((size_t)w->facility.n + 1, 1);
    const lc_shut *shut = !k->open   ? NULL
                          : k->maybe ? &k->open->maybe
                                     : &k->open->sure;
    const lc_labels_some some = {q->pace, q->category, keep,
                                 shut && lc_shut_is_any(shut) ? shut : NULL,
                                 LIFE_SEARCH_MS};
    lc_coverage_query by = *q;
    uint64_t *label = NULL;
    lc_status st = keep ? LIFE_OK : lc_no_memory(err, "indicators");

    by.when = (lc_when){0}; /* that is in the walks */
    if (!st)
        find_kept(c, q->category, k, keep);
    if (!st && w->category[q->category].facility_count)
        st = lc_labels_of_some(c->j->study, &some, &label, err);
    if (!st)
        st = lc_coverage_homes_by(c->j->study, &by, label, out, err);
    lc_free(label);
    lc_free(keep);
    return st;
}

/* Who isn't covered but would be if more counted: not known, why. */
static void leave_open(circle *c, lc_reason why)
{
    for (uint32_t h = 0; h < c->j->w->home_count; h++)
        if ((c->answer[h] & 3) == LIFE_UNCOVERED &&
            (c->other[h] & 3) == LIFE_COVERED)
            c->answer[h] = answer_of(LIFE_UNKNOWN, why);
}

/* A home within the limit of one that meets the conditions has it; of one that
 * may meet them, perhaps. */
static lc_status answer_where(circle *c, const lc_coverage_query *q,
                              const lc_open *open, lc_error *err)
{
    keeping k = {.perhaps = true, .open = open};
    lc_status st = answer_kept(c, q, &k, c->answer, err);

    k.perhaps = false;
    if (!st)
        st = answer_kept(c, q, &k, c->other, err);
    for (uint32_t h = 0; h < c->j->w->home_count && !st; h++)
        if ((c->answer[h] & 3) == LIFE_COVERED &&
            (c->other[h] & 3) != LIFE_COVERED)
            c->answer[h] = answer_of(LIFE_UNKNOWN, LIFE_REASON_NONE);
    k.perhaps = k.maybe = true;
    if (!st && open)
        st = answer_kept(c, q, &k, c->other, err);
    if (!st && open)
        leave_open(c, LIFE_REASON_HOURS_UNKNOWN);
    return st;
}

static lc_status answer_where_then(circle *c, const lc_coverage_query *q,
                                   lc_error *err)
{
    lc_open open;
    lc_status st;

    if (q->when.kind == LIFE_WHEN_ANY)
        return answer_where(c, q, NULL, err);
    st = lc_open_begin(&open, c->j->study, q->pace, q->when, err);
    if (!st)
        st = answer_where(c, q, &open, err);
    lc_open_end(&open);
    return st;
}

static lc_status answer_part(circle *c, const lc_rule_part *part, lc_error *err)
{
    lc_status st;
    const lc_rule_plan *p = c->j->p;
    lc_coverage_query q = {.pace = p->rule.pace,
                           .straight = p->straight,
                           .limit_ms = part->limit_ms,
                           .radius_mm = p->radius_mm,
                           .category = part->category,
                           .when = c->j->asked->when};

    /* A straight line has no pace; the default's index stands for any. */
    if (p->straight)
        q.pace = 0;
    if (p->straight && p->min_area_m2 > 0)
        return answer_sized(c, part->category, err);
    st = p->where.count
             ? answer_where_then(c, &q, err)
             : lc_coverage_homes(c->j->study, &q, NULL, c->j->w->home_count,
                                 c->answer, err);
    return st ? st : add_vague(c, q, part->vague, err);
}

static lc_status answer_parts(circle *c, lc_error *err)
{
    const lc_rule_plan *p = c->j->p;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < p->parts && !st; i++) {
        st = answer_part(c, &p->part[i], err);
        for (uint32_t h = 0; h < c->j->w->home_count && !st; h++) {
            uint8_t a = c->answer[h];

            if ((a & 3) == LIFE_COVERED)
                c->covered[h]++;
            if ((a & 3) != LIFE_UNKNOWN)
                continue;
            c->unknown[h]++;
            c->reasons[h] |= (uint16_t)(1u << (a >> 2));
        }
    }
    return st;
}

/* Enough are there for certain: covered. Too few even if all that is unknown
 * were there: uncovered. */
static lc_answer answer_home(const circle *c, uint32_t h)
{
    size_t need = c->j->p->need ? c->j->p->need : c->j->p->parts;

    if (c->covered[h] >= need)
        return LIFE_COVERED;
    return c->covered[h] + c->unknown[h] >= (int)need ? LIFE_UNKNOWN
                                                      : LIFE_UNCOVERED;
}

/* ---- whom it is about ---- */

/* From the finest unit of a home on, the first that says yes or no. */
static lc_known scope_of(const circle *c, uint32_t home)
{
    const lc_world *w = c->j->w;
    lc_known in = LIFE_MAYBE;

    if (!strcmp(c->j->p->rule.scope, "all"))
        return LIFE_YES;
    for (size_t l = w->level.n; l-- > 0 && in == LIFE_MAYBE;) {
        uint32_t u = lc_world_home_unit(w, home, (uint32_t)l);

        if (u != LIFE_NONE)
            in = lc_job_scope(c->j, u);
    }
    return in;
}

/* A population that begins with a digit is an age band; any other is
 * everybody. */
static lc_status find_weights(circle *c, lc_error *err)
{
    const lc_world *w = c->j->w;
    const char *population = c->j->p->rule.population;
    const lc_assess_query *asked = c->j->asked;
    lc_error why = {0};
    lc_status st;

    if (asked->ages && !lc_measure_circle_has_ages(c->j->p))
        population = asked->ages;
    else if (!lc_measure_circle_has_ages(c->j->p)) {
        memcpy(c->weight, w->home_weight, w->home_count * sizeof *c->weight);
        return LIFE_OK;
    }
    st = lc_world_age_weights(w, population, c->weight, &why);
    if (st == LIFE_ERR_NOT_FOUND) {
        c->lacks |= LIFE_LACKS_AGES;
        return LIFE_OK;
    }
    return st ? lc_fail(err, st, "%s", why.text) : LIFE_OK;
}

/* ---- adding up ---- */

typedef struct sums { /* thousandths */
    int64_t covered, uncovered, unknown;
    int64_t maybe_covered, maybe_uncovered; /* not known to be in scope */
    int64_t ageless;
    bool homes, inside; /* there are any; any are in scope, or may be */
    uint16_t reasons;
} sums;

/* Weight 0 (nobody is known to live there) is no home. `homes` is set before
 * the scope is looked at: it tells a unit out of scope from one without
 * people. */
static void add_home(const circle *c, uint32_t h, lc_known scope, sums *s)
{
    int64_t weight = c->weight[h];
    lc_answer a = answer_home(c, h);

    s->homes |= c->j->w->home_weight[h] > 0;
    if (scope == LIFE_NO || c->j->w->home_weight[h] <= 0)
        return;
    s->inside = true;
    if (weight < 0) {
        s->ageless += c->j->w->home_weight[h];
    } else if (a == LIFE_UNKNOWN) {
        s->unknown += weight;
        s->reasons |= c->reasons[h];
    } else if (scope == LIFE_YES) {
        *(a == LIFE_COVERED ? &s->covered : &s->uncovered) += weight;
    } else {
        *(a == LIFE_COVERED ? &s->maybe_covered : &s->maybe_uncovered) +=
            weight;
    }
}

static void join(sums *to, const sums *one)
{
    to->covered += one->covered;
    to->uncovered += one->uncovered;
    to->unknown += one->unknown;
    to->maybe_covered += one->maybe_covered;
    to->maybe_uncovered += one->maybe_uncovered;
    to->ageless += one->ageless;
    to->homes |= one->homes;
    to->inside |= one->inside;
    to->reasons |= one->reasons;
}

static uint32_t lacks_of(const circle *c, const sums *s)
{
    static const struct {
        lc_reason reason;
        uint32_t bit;
    } of[] = {{LIFE_REASON_NO_DATA, LIFE_LACKS_CATEGORY},
              {LIFE_REASON_UNLINKED, LIFE_LACKS_LINK},
              {LIFE_REASON_DETACHED, LIFE_LACKS_LINK},
              {LIFE_REASON_FACILITY_UNLINKED, LIFE_LACKS_REACH},
              {LIFE_REASON_EDGE_OF_DATA, LIFE_LACKS_EXTENT},
              {LIFE_REASON_NONE, LIFE_LACKS_ATTRIBUTE},
              {LIFE_REASON_HOURS_UNKNOWN, LIFE_LACKS_HOURS},
              {(lc_reason)REASON_VAGUE, LIFE_LACKS_KIND}};
    uint32_t bits = 0;

    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (s->unknown && s->reasons >> of[i].reason & 1)
            bits |= of[i].bit;
    if (s->maybe_covered || s->maybe_uncovered)
        bits |= lc_job_scope_lacks(c->j->p);
    if (s->ageless)
        bits |= LIFE_LACKS_AGES;
    return bits;
}

static double percent(int64_t part, int64_t whole)
{
    return whole > 0 ? 100.0 * (double)part / (double)whole : NAN;
}

static void conclude(const circle *c, const sums *s, lc_reading *f)
{
    int64_t maybe = s->maybe_covered + s->maybe_uncovered;
    int64_t known = s->covered + s->uncovered + maybe;
    int64_t total = known + s->unknown + s->ageless;

    if (s->homes && !s->inside) {
        f->applies = false; /* all homes are out of the rule's scope */
        return;
    }
    f->no_data = c->j->absent_parts;
    f->lacks |= lacks_of(c, s);
    if (!total) {
        f->lacks |= s->homes && *c->j->p->rule.population != 'r'
                        ? LIFE_LACKS_AGES
                        : LIFE_LACKS_HOMES;
        return;
    }
    f->attribute = c->attribute;
    f->untold = c->untold;
    /* The value takes those who may be in scope as if they were; the bounds
     * count them as unknown. */
    if (known * 10 >= total) /* else the figure would rest on next to nothing */
        f->value = percent(s->covered + s->maybe_covered, known);
    f->low = percent(s->covered, total);
    f->high = percent(total - s->uncovered, total);
    /* Where all that is known is only perhaps in scope nobody can say who lacks
     * it. */
    if (known > maybe)
        f->gap_weight = s->uncovered;
}

/* Whether two homes lie in the same unit of each level. */
static bool lie_together(const lc_world *w, uint32_t a, uint32_t b)
{
    for (uint32_t l = 0; l < w->level.n; l++)
        if (lc_world_home_unit(w, a, l) != lc_world_home_unit(w, b, l))
            return false;
    return true;
}

/* A run of homes that lie together, as most of one street do, is added up by
 * itself; what it comes to goes into the city and into the unit of every level
 * that has a reading. Returns what follows it. */
static uint32_t add_run(const circle *c, uint32_t first, sums *s)
{
    const lc_world *w = c->j->w;
    lc_known scope = scope_of(c, first);
    uint32_t h = first;
    sums run = {0};

    do
        add_home(c, h++, scope, &run);
    while (h < w->home_count && lie_together(w, first, h));
    join(&s[0], &run);
    for (uint32_t l = 0; l < w->level.n; l++) {
        uint32_t u = lc_world_home_unit(w, first, l);

        if (u < c->j->units)
            join(&s[u + 1], &run);
    }
    return h;
}

static lc_status add_up(circle *c, lc_error *err)
{
    sums *s = lc_calloc(c->j->count, sizeof *s);

    if (!s)
        return lc_no_memory(err, "indicators");
    for (uint32_t h = 0; h < c->j->w->home_count;)
        h = add_run(c, h, s);
    for (size_t i = 0; i < c->j->count; i++)
        if (c->j->out[i].applies)
            conclude(c, &s[i], &c->j->out[i]);
    lc_free(s);
    return LIFE_OK;
}

static lc_status measure_homes(lc_job *j, lc_error *err)
{
    size_t n = j->w->home_count;
    circle c = {.j = j,
                .attribute = "site_area_m2",
                .covered = lc_calloc(n, 1),
                .unknown = lc_calloc(n, 1),
                .answer = lc_calloc(n, 1),
                .other = lc_calloc(n, 1),
                .reasons = lc_calloc(n, sizeof(uint16_t)),
                .weight = lc_calloc(n, sizeof(int64_t))};
    lc_status st =
        c.covered && c.unknown && c.answer && c.other && c.reasons && c.weight
            ? find_weights(&c, err)
            : lc_no_memory(err, "indicators");

    if (!st && c.lacks)
        lc_job_lacks(j, c.lacks);
    if (!st)
        st = answer_parts(&c, err);
    /* Without ages nobody is counted; but who is out of scope still is. */
    for (size_t h = 0; h < n && !st && c.lacks; h++)
        c.weight[h] = -1;
    if (!st)
        st = add_up(&c, err);
    lc_free(c.covered);
    lc_free(c.unknown);
    lc_free(c.answer);
    lc_free(c.other);
    lc_free(c.reasons);
    lc_free(c.weight);
    return st;
}

lc_status lc_measure_circle(lc_job *j, lc_error *err)
{
    /* There is no network of driving: such a rule is unknown, and says so. */
    if (j->p->drive) {
        lc_job_lacks(j, LIFE_LACKS_DRIVE);
        return LIFE_OK;
    }
    if (lc_measure_land_is(j->p))
        return lc_measure_land(j, err);
    return measure_homes(j, err);
}
