/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/cover.c - see cover.h.
 *
 * One category after another: every cell says of its homes whether they are
 * covered (mixes.h), and their weights, then and now, are added up by row. So a
 * row has a figure for each set of causes, of which parts.h makes the parts.
 * all_basic is put together home by home of what the basic categories say, as
 * coverage does it.
 */
#include "src/study/compare/cover.h"

#include "lifecircle/base/log.h"
#include "src/study/compare/homes.h"
#include "src/study/compare/mixes.h"
#include "src/study/compare/parts.h"
#include "src/study/compare/sameness.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MILLION 1000000.0

/* Of a set of causes: bits as lc_factor. */
_Static_assert((int)LIFE_PARTS == (int)LIFE_FACTORS, "a part for each cause");

typedef struct covering {
    lc_comparison *out;
    lc_mixes mixes;
    lc_home_pairs homes;
    uint32_t *row[2]; /* of each home: its unit's row, or LIFE_NONE */
    size_t rows;      /* all homes, the pairs of units, no unit */
    /* [(cell * 2 + whose weights) * rows + row] */
    lc_share *sum;
    uint8_t *basic[LIFE_MIXES][2]; /* answers of all_basic, by whose rules */
    bool same_basics;
} covering;

static lc_share *sums_of(const covering *c, unsigned cell, int weights)
{
    return c->sum + (cell * 2 + (unsigned)weights) * c->rows;
}

/* ---- homes by row ---- */

static uint32_t row_of(const covering *c, const lc_world *w, int side,
                       uint32_t home)
{
    uint32_t level = c->out->units.level[side];
    uint32_t unit = level == LIFE_NONE
                        ? LIFE_NONE
                        : w->home_unit[level * w->home_count + home];
    uint32_t pair;

    if (unit == LIFE_NONE)
        return (uint32_t)c->rows - 1;
    pair = c->out->units.pair[side][unit];
    return pair == LIFE_NONE ? LIFE_NONE : pair + 1;
}

static lc_status list_rows(covering *c, lc_error *err)
{
    c->rows = c->out->units.v.n + 2;
    for (int side = 0; side < 2; side++) {
        const lc_world *w = side ? c->out->after : c->out->before;

        c->row[side] = lc_calloc(w->home_count, sizeof **c->row);
        if (!c->row[side])
            return lc_no_memory(err, "the comparison");
        for (uint32_t h = 0; h < w->home_count; h++)
            c->row[side][h] = row_of(c, w, side, h);
    }
    c->sum = lc_calloc((size_t)2 * LIFE_MIXES * c->rows, sizeof *c->sum);
    return c->sum ? LIFE_OK : lc_no_memory(err, "the comparison");
}

static void add(lc_share *to, unsigned answer, int64_t weight)
{
    to->total += weight;
    to->covered += answer == LIFE_COVERED ? weight : 0;
    to->unknown += answer == LIFE_UNKNOWN ? weight : 0;
}

/* Of one cell, by both weights. */
static void sum_cell(covering *c, unsigned cell, const uint8_t *answer)
{
    int side = lc_mixes_side(cell, LIFE_MIX_HOMES);
    size_t n = lc_mixes_homes(&c->mixes, cell);

    for (int w = 0; w < 2; w++) {
        const int64_t *weight = c->homes.weight[side][w];
        lc_share *sum = sums_of(c, cell, w);

        memset(sum, 0, c->rows * sizeof *sum);
        for (size_t h = 0; h < n; h++) {
            unsigned is = answer[h] & 3;
            uint32_t row = c->row[side][h];

            add(&sum[0], is, weight[h]);
            if (row != LIFE_NONE)
                add(&sum[row], is, weight[h]);
        }
    }
}

/* ---- all_basic ---- */

static lc_status open_basic(covering *c, lc_error *err)
{
    for (unsigned i = 0; i < LIFE_MIXES; i++)
        for (int r = 0; r < 2 && c->mixes.used[i]; r++) {
            size_t n = lc_mixes_homes(&c->mixes, i);

            if (r && c->same_basics)
                continue;
            c->basic[i][r] = lc_calloc(n, 1);
            if (!c->basic[i][r])
                return lc_no_memory(err, "the comparison");
            memset(c->basic[i][r], LIFE_COVERED, n);
        }
    return LIFE_OK;
}

/* Uncovered by one is uncovered, else unknown by one is unknown. */
static void join_answers(uint8_t *all, const uint8_t *one, size_t n)
{
    for (size_t h = 0; h < n; h++) {
        unsigned is = one[h] & 3;

        if (all[h] == LIFE_UNCOVERED || is == LIFE_COVERED)
            continue;
        all[h] = (uint8_t)is;
    }
}

static bool is_basic(const lc_world *w, const char *category)
{
    uint32_t i = lc_world_category_find(w, category);

    return i != LIFE_NONE && w->category[i].basic;
}

static void join_category(covering *c, const char *category)
{
    for (int r = 0; r < 2; r++) {
        if (!is_basic(r ? c->out->after : c->out->before, category))
            continue;
        for (unsigned i = 0; i < LIFE_MIXES; i++)
            if (c->basic[i][r])
                join_answers(c->basic[i][r], c->mixes.answer[i],
                             lc_mixes_homes(&c->mixes, i));
    }
}

/* ---- rows ---- */

/* The figures of a row where the causes of a set are as they are now. `basic`:
 * a row of all_basic, whose answers differ by whose rules it is; then `sum` is
 * of one of them at a time. */
static const lc_share *at(const covering *c, unsigned set, size_t row)
{
    unsigned cell =
        set & (LIFE_MIX_FACILITIES | LIFE_MIX_STREETS | LIFE_MIX_HOMES);
    int weights = (set >> LIFE_FACTOR_RESIDENTS & 1) != 0;

    if (set >> LIFE_FACTOR_RULES & 1)
        cell |= LIFE_MIX_RULES;
    if (c->mixes.homes_of >= 0)
        weights = c->mixes.homes_of;
    return &sums_of(c, c->mixes.as[cell], weights)[row];
}

/* Of what is known, or (least) of all. */
static int64_t whole_of(const lc_share *s, bool least)
{
    return least ? s->total : s->total - s->unknown;
}

/* As coverage writes it, so that both say the same. */
static int64_t millionths(const lc_share *s, bool least)
{
    int64_t whole = whole_of(s, least);

    char text[32];

    if (whole <= 0)
        return 0;
    snprintf(text, sizeof text, "%.6f", (double)s->covered / (double)whole);
    return llround(strtod(text, NULL) * MILLION);
}

/* A city between of which nothing is known has no share: it is taken to stand
 * half way, which favours no cause. */
static void part_shares(const lc_share *set, bool least, int64_t *out)
{
    const lc_share *last = &set[LIFE_PARTS_SETS - 1];
    int64_t half = (millionths(set, least) + millionths(last, least)) / 2;
    int64_t v[LIFE_PARTS_SETS];

    for (unsigned s = 0; s < LIFE_PARTS_SETS; s++)
        v[s] = whole_of(&set[s], least) > 0 ? millionths(&set[s], least) : half;
    lc_parts_of(v, out);
}

/* Each by itself; uncovered is what is left of the total. */
static void part_weights(const lc_share *set, lc_share *out)
{
    int64_t v[3][LIFE_PARTS_SETS], part[3][LIFE_PARTS];

    for (unsigned s = 0; s < LIFE_PARTS_SETS; s++) {
        v[0][s] = set[s].covered;
        v[1][s] = set[s].unknown;
        v[2][s] = set[s].total;
    }
    for (int i = 0; i < 3; i++)
        lc_parts_of(v[i], part[i]);
    for (int p = 0; p < LIFE_FACTORS; p++)
        out[p] = (lc_share){part[0][p], part[1][p], part[2][p]};
}

/* `set` has as many as there are sets of causes, or the first and the last. */
static void explain(const lc_share *set, bool causes, lc_cover_change *row)
{
    const lc_share *last = &set[LIFE_PARTS_SETS - 1];

    row->before = set[0];
    row->after = *last;
    row->has_shares = lc_share_is_known(set[0]) && lc_share_is_known(*last);
    row->has_least = set[0].total > 0 && last->total > 0;
    row->share_before = millionths(&set[0], false);
    row->share_after = millionths(last, false);
    row->least_before = millionths(&set[0], true);
    row->least_after = millionths(last, true);
    row->has_causes = causes;
    if (!causes)
        return;
    part_weights(set, row->cause);
    part_shares(set, false, row->share_cause);
    part_shares(set, true, row->least_cause);
}

static bool is_as_it_was(const lc_share *a, const lc_share *b)
{
    return a->covered == b->covered && a->unknown == b->unknown &&
           a->total == b->total;
}

typedef lc_share set_row[LIFE_PARTS_SETS];

/* Adds those of the rows that changed. */
static lc_status put_rows(const covering *c, set_row *set,
                          const lc_category *category, lc_error *err)
{
    lc_comparison *out = c->out;

    for (size_t r = 0; r < c->rows; r++) {
        lc_cover_change row = {.category = category};

        if (is_as_it_was(&set[r][0], &set[r][LIFE_PARTS_SETS - 1]))
            continue;
        row.where = r ? LIFE_WHERE_UNIT : LIFE_WHERE_ALL;
        row.pair = (uint32_t)r - 1;
        if (r == c->rows - 1)
            row.where = LIFE_WHERE_OUTSIDE;
        explain(set[r], out->query.causes, &row);
        if (!lc_vec_push(&out->cover, row))
            return lc_no_memory(err, "the comparison");
    }
    return LIFE_OK;
}

/* Of the sets of causes those with or without new rules. */
static void take_sets(const covering *c, set_row *set, bool with_old,
                      bool with_new)
{
    for (unsigned s = 0; s < LIFE_PARTS_SETS; s++) {
        bool rules = s >> LIFE_FACTOR_RULES & 1;
        bool wanted =
            c->out->query.causes || s == 0 || s == LIFE_PARTS_SETS - 1;

        if (wanted && (rules ? with_new : with_old))
            for (size_t r = 0; r < c->rows; r++)
                set[r][s] = *at(c, s, r);
    }
}

static lc_status put_category(covering *c, set_row *set,
                              const lc_category *category, lc_error *err)
{
    for (unsigned i = 0; i < LIFE_MIXES; i++)
        if (c->mixes.used[i])
            sum_cell(c, i, c->mixes.answer[i]);
    take_sets(c, set, true, true);
    return put_rows(c, set, category, err);
}

static lc_status put_basic(covering *c, set_row *set, lc_error *err)
{
    for (int r = 0; r < 2; r++) {
        int whose = c->same_basics ? 0 : r;

        for (unsigned i = 0; i < LIFE_MIXES; i++)
            if (c->basic[i][whose])
                sum_cell(c, i, c->basic[i][whose]);
        take_sets(c, set, !r, r);
    }
    return put_rows(c, set, NULL, err);
}

/* ---- all of them ---- */

/* The second city's in its order, then those that the first alone has. */
static const lc_category *category_at(const lc_comparison *out, size_t i)
{
    size_t n = out->after->category_count;

    return i < n ? &out->after->category[i] : &out->before->category[i - n];
}

/* Asked for by name, or needed for all_basic. */
static bool is_wanted(const lc_comparison *out, size_t i, bool *shown)
{
    const lc_category *d = category_at(out, i);
    bool old = i >= out->after->category_count;

    if (old && lc_world_category_find(out->after, d->id) != LIFE_NONE)
        return false;
    *shown = old ? out->query.others
                 : lc_catset_has(&out->query.categories, (uint32_t)i);
    return *shown || (out->query.basic && (is_basic(out->before, d->id) ||
                                           is_basic(out->after, d->id)));
}

static lc_status each_category(covering *c, set_row *set, lc_error *err)
{
    lc_comparison *out = c->out;
    size_t n = out->after->category_count + out->before->category_count;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < n && !st; i++) {
        const lc_category *d = category_at(out, i);
        bool shown;

        lc_progress("coverage", i, n);
        if (!is_wanted(out, i, &shown))
            continue;
        st = lc_mixes_judge(&c->mixes, d->id, err);
        if (!st && out->query.basic)
            join_category(c, d->id);
        if (!st && shown)
            st = put_category(c, set, d, err);
    }
    return st;
}

/* Sums of both, and of what is between them, are to fit (parts.h). */
static lc_status check_weights(const lc_comparison *out, lc_error *err)
{
    int64_t a = out->before->total_weight, b = out->after->total_weight;

    if (a <= LIFE_PARTS_MOST / 2 && b <= LIFE_PARTS_MOST / 2)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_LIMIT,
                   "the homes of a city weigh %lld in all, too much to be "
                   "compared",
                   (long long)(a > b ? a : b) / 1000);
}

static lc_status make_homes(covering *c, lc_error *err)
{
    const lc_comparison *out = c->out;

    if (out->homes_of < 0)
        return lc_home_pairs_make(out->before, out->after, &c->homes, err);
    for (int s = 0; s < 2; s++)
        for (int w = 0; w < 2; w++)
            c->homes.weight[s][w] = (s ? out->after : out->before)->home_weight;
    return LIFE_OK;
}

static bool same_weights(const covering *c)
{
    const lc_world *w = c->out->after;

    return c->out->homes_of >= 0 || !w->home_count ||
           !memcmp(w->home_weight, c->homes.weight[1][0],
                   w->home_count * sizeof *w->home_weight);
}

static void tell(covering *c)
{
    lc_comparison *out = c->out;
    uint8_t same = c->mixes.same;

    out->same[LIFE_FACTOR_FACILITIES] = same & LIFE_MIX_FACILITIES;
    out->same[LIFE_FACTOR_NETWORK] = same & LIFE_MIX_STREETS;
    out->same[LIFE_FACTOR_HOMES] = same & LIFE_MIX_HOMES || out->homes_of >= 0;
    out->same[LIFE_FACTOR_RESIDENTS] = same_weights(c);
    out->same[LIFE_FACTOR_RULES] = same & LIFE_MIX_RULES && c->same_basics;
    out->homes_same = c->homes.same;
    for (unsigned i = 0; i < LIFE_MIXES; i++)
        out->cities += c->mixes.used[i];
}

static void end(covering *c)
{
    for (unsigned i = 0; i < LIFE_MIXES; i++) {
        lc_free(c->basic[i][0]);
        lc_free(c->basic[i][1]);
    }
    lc_mixes_clear(&c->mixes);
    lc_home_pairs_clear(&c->homes);
    lc_free(c->row[0]);
    lc_free(c->row[1]);
    lc_free(c->sum);
}

lc_status lc_cover_changes(lc_study *before, lc_study *after,
                           lc_comparison *out, lc_error *err)
{
    covering c = {.out = out,
                  .mixes = {.file = {before, after},
                            .pace = out->query.pace,
                            .limit_ms = out->query.limit_ms,
                            .homes_of = out->homes_of}};
    set_row *set = NULL;
    lc_status st = check_weights(out, err);

    c.same_basics = lc_same_basics(out->before, out->after);
    if (!st)
        st = make_homes(&c, err);
    if (!st)
        st = list_rows(&c, err);
    if (!st)
        st = lc_mixes_open(&c.mixes, out->query.causes, err);
    if (!st && out->query.basic)
        st = open_basic(&c, err);
    if (!st) {
        tell(&c);
        set = lc_calloc(c.rows, sizeof *set);
        st = set ? each_category(&c, set, err)
                 : lc_no_memory(err, "the comparison");
    }
    if (!st && out->query.basic)
        st = put_basic(&c, set, err);
    lc_free((void *)set);
    end(&c);
    return st;
}
