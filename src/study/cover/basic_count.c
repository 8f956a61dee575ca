/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/basic_count.c - see lifecircle/study/cover/basic_count.h.
 *
 * Shares of weight add up to a mean of numbers because all have one whole, so
 * no home needs to be counted by itself.
 */
#include "lifecircle/study/cover/basic_count.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/world/category.h"
#include "src/study/study.h"
#include "src/world/city.h"

static void add(lc_basic *sum, lc_share share)
{
    bool known = lc_share_is_known(share);

    sum->total++;
    sum->known += known;
    sum->mean += known ? lc_share_value(share) : lc_share_least(share);
    sum->least += lc_share_least(share);
    sum->most += lc_share_most(share);
}

/* What stays of a row of all basic categories together: the weight, and what
 * stands there. */
static void begin_row(lc_coverage_row *row)
{
    *row = (lc_coverage_row){.unit = row->unit,
                             .total = row->total,
                             .untold = row->untold,
                             .median = LIFE_NONE,
                             .p90 = LIFE_NONE,
                             .facilities_inside = row->facilities_inside,
                             .wheels_unstated = row->wheels_unstated};
}

static void finish_row(lc_coverage_row *row)
{
    lc_basic *b = &row->basic;

    if (row->total <= 0)
        b->mean = b->least = b->most = NAN;
    if (!b->known)
        b->mean = NAN;
}

/* The row of homes in no unit is left out where one category has nothing
 * there, while another may have: it is always the last. */
static void add_category(lc_coverage_row *rows, size_t count,
                         const lc_coverage_row *of, size_t n)
{
    for (size_t i = 0; i < count; i++)
        add(&rows[i].basic, i < n ? lc_coverage_share(&of[i]) : (lc_share){0});
}

lc_status lc_basic_count(lc_study *s, const lc_coverage_query *q,
                         const lc_coverage_where *where, lc_coverage_row *rows,
                         size_t *count, lc_error *err)
{
    const lc_world *w = s->w;
    lc_coverage_query one = *q;
    lc_coverage_row *scratch;
    lc_status st;

    one.no_percentiles = true;
    one.category = LIFE_ALL_BASIC;
    st = lc_coverage_of(s, &one, where, rows, count, err);
    if (st)
        return st;
    scratch = lc_calloc(w->unit.n + 1, sizeof *scratch);
    if (!scratch)
        return lc_no_memory(err, "coverage");
    for (size_t i = 0; i < *count; i++)
        begin_row(&rows[i]);
    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        size_t n;

        if (!w->category[c].basic)
            continue;
        one.category = c;
        st = lc_coverage_of(s, &one, where, scratch, &n, err);
        if (!st)
            add_category(rows, *count, scratch, n);
    }
    for (size_t i = 0; i < *count && !st; i++)
        finish_row(&rows[i]);
    lc_free(scratch);
    return st;
}
