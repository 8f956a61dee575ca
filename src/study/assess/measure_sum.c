/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/measure_sum.c - what facilities add up to: so many places
 * per resident, the share of them with a quality, so many built of so many
 * planned.
 *
 * What a facility doesn't tell is never nothing: a sum is then a least one,
 * and a share lies between what it is if none and if all of them had it.
 *
 * A facility counts in its unit of every level, by the unit that it names or by
 * where it stands, and in the city. Each is asked three-valued questions (does
 * it meet the rule's conditions, is it among those that are meant), and what
 * comes of them is added up apart: surely there, perhaps, not told. From these
 * sums the least and the most follow. Cost: linear in facilities and levels; a
 * share of those near others adds a search for each of its facilities.
 */
#include "src/study/assess/measure_sum.h"

#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/people/statistic.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/study/rules/conditions.h"
#include "src/study/rules/rule.h"
#include "src/study/walk/within.h"
#include "src/world/category.h"
#include "src/world/city.h"
#include "src/world/facilities/attributes.h"
#include "src/world/units/level.h"
#include "src/world/units/unit.h"

#include <math.h>
#include <string.h>

typedef struct tally {                      /* of one unit, or the city */
    double have;                            /* of those that tell */
    double of;                              /* shares: what it is a part of */
    double maybe_yes, maybe_no, maybe_both; /* shares by number: see below */
    uint32_t facilities, untold;
    uint32_t in, unsized; /* shares: surely among; without a number */
    uint32_t vague;       /* that may be meant; none of the above counts them */
    const char *attribute;
} tally;

typedef struct sums {
    lc_job *j;
    tally *of; /* as lc_job.out */
    lc_walker *walker;
} sums;

/* The last attribute that was lacking stands for all: a report names one. */
static void add_tally(tally *t, const tally *one)
{
    t->have += one->have;
    t->of += one->of;
    t->maybe_yes += one->maybe_yes;
    t->maybe_no += one->maybe_no;
    t->maybe_both += one->maybe_both;
    t->facilities += one->facilities;
    t->untold += one->untold;
    t->in += one->in;
    t->unsized += one->unsized;
    t->vague += one->vague;
    if (one->attribute)
        t->attribute = one->attribute;
}

static void add_everywhere(sums *s, uint32_t f, const tally *one)
{
    const lc_world *w = s->j->w;

    add_tally(&s->of[0], one);
    for (uint32_t l = 0; l < w->level.n; l++) {
        uint32_t u = w->facility_unit[(size_t)l * w->facility.n + f];

        if (u < s->j->units)
            add_tally(&s->of[u + 1], one);
    }
}

static lc_status begin(sums *s, lc_job *j, lc_error *err)
{
    *s = (sums){.j = j, .of = lc_calloc(j->count, sizeof(tally))};
    return s->of ? LIFE_OK : lc_no_memory(err, "indicators");
}

/* Those that may be of the categories, for all that is told of them. */
static void count_vague(sums *s)
{
    const lc_world *w = s->j->w;
    const tally one = {.vague = 1};

    if (lc_catset_is_empty(&s->j->p->vague))
        return;
    for (uint32_t f = 0; f < w->facility.n; f++) {
        const lc_catset *set = w->facility.v[f].categories;

        if (lc_catset_meets(set, &s->j->p->vague) &&
            !lc_catset_meets(set, &s->j->p->set))
            add_everywhere(s, f, &one);
    }
}

/* ---- ratios ---- */

/* Without a number its part in the sum is not known, so it adds nothing to the
 * least and leaves the most open. */
static void count_facility(sums *s, uint32_t f)
{
    const lc_rule_plan *p = s->j->p;
    const char *lacking = NULL;
    lc_known known = lc_conditions_match(s->j->w, &p->where, f, &lacking);
    lc_known opened = lc_conditions_opened(s->j->w, p, f);
    tally one = {.facilities = 1};
    double v;

    if (known == LIFE_NO || opened == LIFE_NO)
        return;
    if (opened == LIFE_MAYBE) {
        known = LIFE_MAYBE;
        lacking = "opened";
    }
    if (known == LIFE_YES &&
        lc_attribute_number(s->j->w, f, p->attribute, &v)) {
        one.have = v;
    } else {
        one.untold = 1;
        one.attribute = lacking ? lacking : p->attribute;
    }
    add_everywhere(s, f, &one);
}

static void count_all(sums *s)
{
    const lc_world *w = s->j->w;

    for (uint32_t f = 0; f < w->facility.n; f++)
        if (lc_catset_meets(w->facility.v[f].categories, &s->j->p->set))
            count_facility(s, f);
    count_vague(s);
}

/* People of each unit, and the city: NaN where not known. A unit with a home of
 * unknown ages has a sum that is no number, on purpose. */
static lc_status people_of_age(const lc_job *j, double *of, lc_error *err)
{
    const lc_world *w = j->w;
    int64_t *weight = lc_calloc(w->home_count, sizeof *weight);
    lc_error why = {0};
    lc_status st =
        weight ? lc_world_age_weights(w, j->p->rule.population, weight, &why)
               : lc_no_memory(&why, "indicators");

    for (uint32_t h = 0; h < w->home_count && !st; h++) {
        double v = weight[h] < 0 ? NAN : (double)weight[h] / 1000;

        of[0] += v;
        for (uint32_t l = 0; l < w->level.n; l++) {
            uint32_t u = lc_world_home_unit(w, h, l);

            if (u < j->units)
                of[u + 1] += v;
        }
    }
    for (size_t i = 0; i < j->count && st == LIFE_ERR_NOT_FOUND; i++)
        of[i] = NAN;
    lc_free(weight);
    if (st && st != LIFE_ERR_NOT_FOUND)
        return lc_fail(err, st, "%s", why.text);
    return LIFE_OK;
}

/* A population by another name (pupils, say) is a statistic of that id. */
static double figure_of(const lc_job *j, uint32_t u)
{
    const lc_statistic *told =
        lc_world_statistic(j->w, j->p->rule.population, u, 0);

    return told ? told->value : NAN;
}

static double residents_of(const lc_job *j, uint32_t u)
{
    int year;
    int64_t residents = lc_world_unit_residents(j->w, u, &year);

    return residents < 0 ? NAN : (double)residents / 1000;
}

static bool is_households(const lc_job *j)
{
    return !strcmp(j->p->rule.population, "households");
}

/* Those of a level within the unit, added up, where each that has homes tells
 * its own and no home lies beside them; NaN: not so. */
static double sum_of_level(const lc_job *j, uint32_t level, uint32_t in)
{
    const lc_world *w = j->w;
    size_t homes = in == LIFE_NONE ? w->home_count : w->unit.v[in].home_count;
    double sum = 0;

    for (uint32_t u = w->level_first[level]; u < w->level_first[level + 1];
         u++) {
        double one = figure_of(j, u);

        if (in != LIFE_NONE && !lc_world_unit_within(w, u, in))
            continue;
        if (isnan(one) && w->unit.v[u].home_count)
            return NAN;
        sum += isnan(one) ? 0 : one;
        homes -= w->unit.v[u].home_count;
    }
    return homes ? NAN : sum;
}

/* As the unit tells them, else as the units of the first finer level that all
 * do, else so many people to one, where the rule chose that. */
static double households_of(const lc_job *j, uint32_t u, lc_reading *f)
{
    const lc_world *w = j->w;
    double found = figure_of(j, u);
    uint32_t l = u == LIFE_NONE ? 0 : w->unit.v[u].level_index + 1;

    for (; isnan(found) && l < w->level.n; l++)
        found = sum_of_level(j, l, u);
    if (!isnan(found) || j->p->household_size <= 0)
        return found;
    f->household_size = j->p->household_size;
    return residents_of(j, u) / j->p->household_size;
}

static lc_status find_people(const lc_job *j, double *of, lc_error *err)
{
    const char *population = j->p->rule.population;

    if (*population >= '0' && *population <= '9')
        return people_of_age(j, of, err);
    for (size_t i = 0; i < j->count; i++) {
        uint32_t u = i ? (uint32_t)i - 1 : LIFE_NONE;

        of[i] = !strcmp(population, "residents") ? residents_of(j, u)
                : is_households(j) ? households_of(j, u, &j->out[i])
                                   : figure_of(j, u);
    }
    return LIFE_OK;
}

/* A rule about some units alone: what holds them has only theirs. Units of the
 * rule's main level are summed up into what holds them, parent by parent; 64
 * steps end a circle of parents. Coarser sums are set to nothing first. What
 * isn't known of one unit's scope is not known of its holders. */
static void keep_scope(sums *s, double *people)
{
    const lc_job *j = s->j;
    uint32_t first, count;
    size_t last = j->p->levels - 1;

    if (!strcmp(j->p->rule.scope, "all") ||
        !lc_world_level_units(j->w, j->p->level[last], &first, &count))
        return;
    for (size_t i = 0; i < j->count && i <= first; i++) {
        s->of[i] = (tally){0};
        people[i] = 0;
        j->out[i].applies = false;
    }
    for (uint32_t u = first; u < first + count && u < j->units; u++) {
        lc_known in = lc_job_scope(j, u);
        uint32_t up = j->w->unit.v[u].parent;

        j->out[u + 1].applies = in != LIFE_NO;
        if (in == LIFE_MAYBE)
            j->out[u + 1].lacks |= lc_job_scope_lacks(j->p);
        if (in == LIFE_NO)
            continue;
        for (int k = 0; k < 64; k++) {
            lc_reading *f = up == LIFE_NONE ? &j->out[0] : lc_job_at(j, up);

            f->applies = true;
            f->lacks |= j->out[u + 1].lacks;
            add_tally(&s->of[f - j->out], &s->of[u + 1]);
            people[f - j->out] += people[u + 1];
            if (up == LIFE_NONE)
                break;
            up = j->w->unit.v[up].parent;
        }
    }
}

/* What does not tell its number may have any; of places that are counted each
 * is one at most. */
static double most_of(const lc_job *j, const tally *t, const lc_reading *f)
{
    uint32_t maybe = t->untold + t->vague;

    if (f->no_data || (maybe && *j->p->attribute))
        return HUGE_VAL;
    return t->have + maybe;
}

static void conclude_ratio(const lc_job *j, const tally *t, double people,
                           lc_reading *f)
{
    /* Until here only a scope can be lacking. */
    bool scoped = f->lacks != 0;

    f->no_data = j->absent_parts;
    f->facilities = t->facilities;
    f->untold = t->untold;
    f->attribute = t->attribute;
    if (f->no_data)
        f->lacks |= LIFE_LACKS_CATEGORY;
    if (t->untold)
        f->lacks |= LIFE_LACKS_ATTRIBUTE;
    if (t->vague)
        f->lacks |= LIFE_LACKS_KIND;
    if (people <= 0)
        f->lacks |= LIFE_LACKS_HOMES;
    if (isnan(people))
        f->lacks |=
            *j->p->rule.population >= '0' && *j->p->rule.population <= '9'
                ? LIFE_LACKS_AGES
                : LIFE_LACKS_RESIDENTS;
    if (isnan(people) || people <= 0)
        return;
    f->have = t->have;
    f->people = people;
    f->low = f->value = t->have * j->p->per / people;
    f->high = most_of(j, t, f) * j->p->per / people;
    /* Nothing that is counted is known: a value of 0 would be made up. */
    if (j->all_absent || (t->facilities && t->facilities == t->untold))
        f->value = NAN;
    if (scoped) {
        f->low = 0;
        f->high = HUGE_VAL;
    }
}

lc_status lc_measure_sum_ratio(lc_job *j, lc_error *err)
{
    sums s;
    double *people = lc_calloc(j->count, sizeof *people);
    lc_status st = begin(&s, j, err);

    if (!st && !people)
        st = lc_no_memory(err, "indicators");
    if (!st)
        st = find_people(j, people, err);
    if (!st) {
        count_all(&s);
        keep_scope(&s, people);
    }
    for (size_t i = 0; i < j->count && !st; i++)
        if (j->out[i].applies)
            conclude_ratio(j, &s.of[i], people[i], &j->out[i]);
    lc_free(s.of);
    lc_free(people);
    return st;
}

/* ---- shares: near others ---- */

static lc_status near_all(sums *s, uint32_t f, lc_known *out, lc_error *err)
{
    const lc_rule_plan *p = s->j->p;
    size_t need = p->need ? p->need : p->parts, yes = 0, maybe = 0;
    lc_status st = LIFE_OK;

    /* Rounded up: 80 % of 6 parts are 5 of them. */
    if (p->need_percent)
        need = (p->parts * (size_t)p->need_percent + 99) / 100;
    for (size_t i = 0; i < p->parts && !st; i++) {
        lc_known one;

        st = lc_within_part(s->walker, p, f, &p->part[i], &one, err);
        yes += one == LIFE_YES;
        maybe += one == LIFE_MAYBE;
    }
    *out = yes >= need ? LIFE_YES : yes + maybe >= need ? LIFE_MAYBE : LIFE_NO;
    return st;
}

/* ---- shares ---- */

/* In numbers of facilities: `have` of `of` are sure. maybe_yes: would be one
 * more of both; maybe_no: one more of `of`; maybe_both: of `of`, and perhaps
 * of `have`. */
static void count_share(tally *one, lc_known among, lc_known has)
{
    if (among == LIFE_YES) {
        one->in = one->facilities = 1;
        one->have = has == LIFE_YES;
        one->of = has != LIFE_MAYBE;
        one->maybe_both = has == LIFE_MAYBE;
        one->untold = has == LIFE_MAYBE;
        return;
    }
    one->untold = one->facilities = 1;
    one->maybe_yes = has != LIFE_NO;
    one->maybe_no = has != LIFE_YES;
}

/* By a number of beds, places ...: one that tells no number can be any part
 * of the whole. */
static void weigh_share(const sums *s, uint32_t f, lc_known among, lc_known has,
                        tally *one)
{
    const lc_rule_plan *p = s->j->p;
    const char *whole = *p->attribute_of ? p->attribute_of : p->attribute;
    double part, of;
    bool told = lc_attribute_number(s->j->w, f, p->attribute, &part);
    bool sized = lc_attribute_number(s->j->w, f, whole, &of);

    one->facilities = 1;
    one->in = among == LIFE_YES;
    if (!told || !sized) {
        one->unsized = one->untold = 1;
        one->attribute = told ? whole : p->attribute;
    } else if (among == LIFE_YES && has != LIFE_MAYBE) {
        one->have = has == LIFE_YES ? part : 0;
        one->of = of;
    } else {
        one->untold = 1;
        one->maybe_both = among == LIFE_YES ? of : 0;
        one->maybe_yes = among == LIFE_MAYBE && has != LIFE_NO ? of : 0;
        one->maybe_no = among == LIFE_MAYBE && has != LIFE_YES ? of : 0;
    }
}

static lc_status share_facility(sums *s, uint32_t f, lc_error *err)
{
    const lc_rule_plan *p = s->j->p;
    const char *lacking = NULL;
    lc_known has = lc_conditions_match(s->j->w, &p->where, f, &lacking);
    lc_known among = lc_conditions_match(s->j->w, &p->among, f, &lacking);
    tally one = {0};
    lc_status st = LIFE_OK;

    /* Not one of those that the share is of. */
    if (among == LIFE_NO)
        return LIFE_OK;
    if (p->from_others)
        st = near_all(s, f, &has, err);
    if (*p->attribute)
        weigh_share(s, f, among, has, &one);
    else
        count_share(&one, among, has);
    if (one.untold && !one.attribute)
        one.attribute = lacking;
    if (!st)
        add_everywhere(s, f, &one);
    return st;
}

/* low: all that may be counted against it is; high: all that may be for it is.
 * A facility without a number could outweigh the rest, so its bounds are 0 and
 * 100. */
static void conclude_share(const lc_job *j, const tally *t, lc_reading *f)
{
    double least = t->of + t->maybe_both + t->maybe_no;
    double most = t->of + t->maybe_both + t->maybe_yes;

    f->no_data = j->p->from_others ? j->absent_from : j->absent_parts;
    if (!t->facilities) {
        f->applies = f->no_data != 0; /* none stands there */
        f->lacks |= LIFE_LACKS_CATEGORY;
        return;
    }
    f->no_data |= j->absent_parts;
    f->facilities = t->facilities;
    f->untold = t->untold;
    f->attribute = t->attribute;
    if (t->untold && t->attribute)
        f->lacks |= LIFE_LACKS_ATTRIBUTE;
    else if (t->untold && f->no_data)
        f->lacks |= LIFE_LACKS_CATEGORY;
    else if (t->untold)
        f->lacks |= LIFE_LACKS_EXTENT;
    if (t->vague)
        f->lacks |= LIFE_LACKS_KIND;
    if (t->of > 0)
        f->value = 100 * t->have / t->of;
    f->have = t->have;
    f->people = t->of; /* of what it is a share */
    f->low = t->unsized || least <= 0 ? 0 : 100 * t->have / least;
    f->high = t->unsized || most <= 0
                  ? 100
                  : 100 * (t->have + t->maybe_both + t->maybe_yes) / most;
    if (t->vague) {
        f->low = 0;
        f->high = 100;
    }
    if (!t->untold && t->of <= 0)
        f->applies = false; /* places, but none of them: no share */
}

lc_status lc_measure_sum_share(lc_job *j, lc_error *err)
{
    sums s;
    const lc_world *w = j->w;
    const lc_catset *set = j->p->from_others ? &j->p->from : &j->p->set;
    lc_status st = begin(&s, j, err);

    s.walker = j->p->from_others ? lc_walker_new(j->study) : NULL;
    if (!st && j->p->from_others && !s.walker)
        st = lc_no_memory(err, "indicators");
    for (uint32_t f = 0; f < w->facility.n && !st; f++)
        if (lc_catset_meets(w->facility.v[f].categories, set))
            st = share_facility(&s, f, err);
    if (!st)
        count_vague(&s);
    for (size_t i = 0; i < j->count && !st; i++)
        if (j->out[i].applies)
            conclude_share(j, &s.of[i], &j->out[i]);
    lc_walker_free(s.walker);
    lc_free(s.of);
    return st;
}

/* ---- programmes ---- */

/* A count of facilities; what was told goes before it (indicator.c). */
static void conclude_programme(const lc_job *j, const tally *t, lc_reading *f)
{
    if (j->p->listed) {
        f->lacks |= LIFE_LACKS_FIGURE;
        return;
    }
    f->no_data = j->absent_parts;
    f->facilities = t->facilities;
    f->untold = t->untold;
    f->attribute = t->attribute;
    f->lacks |= f->no_data ? LIFE_LACKS_CATEGORY : 0;
    f->lacks |= t->untold ? LIFE_LACKS_ATTRIBUTE : 0;
    f->lacks |= t->vague ? LIFE_LACKS_KIND : 0;
    f->low = t->have * j->p->per;
    f->high = most_of(j, t, f) * j->p->per;
    if (!j->all_absent && !(t->untold && t->untold == t->facilities))
        f->value = f->low;
}

lc_status lc_measure_sum_programme(lc_job *j, lc_error *err)
{
    sums s;
    lc_status st = begin(&s, j, err);

    if (!st && !j->p->listed)
        count_all(&s);
    for (size_t i = 0; i < j->count && !st; i++)
        if (j->out[i].applies)
            conclude_programme(j, &s.of[i], &j->out[i]);
    lc_free(s.of);
    return st;
}
