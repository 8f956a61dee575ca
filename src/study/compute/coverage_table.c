/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/coverage_table.c - see coverage_table.h.
 *
 * A row a unit and category, of the homes in no unit too. Rows of a category
 * are worked out on whatever thread is free, and written in one order. Cost:
 * two passes over the homes a category, and one more a level.
 */
#include "src/study/compute/coverage_table.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/store/rows/coverage.h"
#include "lifecircle/world/category.h"
#include "src/study/cover/coverage.h"
#include "src/study/label_arrays.h"
#include "src/study/labels.h"
#include "src/world/city.h"

/* The limit that the table of coverage is about, at the default pace: what a
 * map of the city in another program is of. Any other is answered when it is
 * asked for, in milliseconds; written down for every pace they were a third of
 * compute and a fifth of the file. */
#define TABLE_MINUTES 15

typedef struct coverage_writer {
    lc_city *city;
    lc_study *study;
    const lc_world *w;
    const bool *stale; /* of a category: its rows go, and come anew */
    bool basic;        /* so do those of all_basic, which rests on such a one */
    lc_home_times *times; /* all_basic's */
    size_t from;          /* the first of those at hand */
    size_t most; /* rows of a category: the units, and `outside` a level */
    /* Of category c, and all_basic behind the last: from rows[c * most] on,
     * count[c * levels + level] of each level. */
    lc_coverage_row *rows;
    size_t *count;
} coverage_writer;

static lc_status write_row(coverage_writer *cw, const lc_coverage_query *q,
                           uint32_t level, const lc_coverage_row *r,
                           lc_error *err)
{
    const lc_world *w = cw->w;
    const lc_stored_coverage row = {
        .unit = r->unit == LIFE_NONE ? "" : w->unit.v[r->unit].code,
        .level = w->level.v[level],
        .category = q->category == LIFE_ALL_BASIC ? "all_basic"
                                                  : w->category[q->category].id,
        .mode = "walk",
        .pace = w->pace[q->pace].id,
        .minutes = (int)(q->limit_ms / 60000),
        .total_milli = r->total,
        .covered_milli = r->covered,
        .uncovered_milli = r->uncovered,
        .unknown_milli = r->unknown,
        .median_ms = r->median == LIFE_NONE ? -1 : (int64_t)r->median,
        .p90_ms = r->p90 == LIFE_NONE ? -1 : (int64_t)r->p90,
        .facilities_inside = r->facilities_inside};

    /* Where nobody lives and nothing stands there is nothing to be told; a
     * city may hold thousands of units by name and code alone. */
    if (r->total == 0 && r->facilities_inside == 0)
        return LIFE_OK;
    return lc_coverage_rows_insert(cw->city, &row, err);
}

static lc_coverage_query query_of(const coverage_writer *cw, size_t item)
{
    return (lc_coverage_query){.category = item < cw->w->category_count
                                               ? (uint32_t)item
                                               : LIFE_ALL_BASIC,
                               .limit_ms = TABLE_MINUTES * 60000};
}

static bool is_wanted(const coverage_writer *cw, size_t item)
{
    return item < cw->w->category_count ? cw->stale[item] : cw->basic;
}

static lc_status find_rows(void *ctx, size_t at, unsigned worker, lc_error *err)
{
    coverage_writer *cw = ctx;
    size_t item = cw->from + at;
    const lc_coverage_query q = query_of(cw, item);
    const uint64_t *label;
    lc_status st = LIFE_OK;

    (void)worker;
    lc_progress("coverage", item, cw->w->category_count + 1);
    if (!is_wanted(cw, item))
        return LIFE_OK;
    /* They are stored, also where there is no unit to ask for them. */
    if (item < cw->w->category_count)
        st = lc_labels_homes(cw->study, 0, (uint32_t)item, &label, err);
    return st ? st
              : lc_coverage_levels(cw->study, &q, cw->times,
                                   cw->rows + item * cw->most,
                                   cw->count + item * cw->w->level.n, err);
}

static lc_status write_category(coverage_writer *cw, size_t item, lc_error *err)
{
    const lc_world *w = cw->w;
    const lc_coverage_query q = query_of(cw, item);
    lc_status st = lc_coverage_rows_remove(
        cw->city, item < w->category_count ? w->category[item].id : "all_basic",
        err);

    for (uint32_t l = 0; l < w->level.n && !st; l++)
        for (size_t i = 0; i < cw->count[item * w->level.n + l] && !st; i++)
            st = write_row(
                cw, &q, l,
                &cw->rows[item * cw->most + w->level_first[l] + l + i], err);
    return st;
}

/* Categories whose labels stand in memory at once: as many as keep some threads
 * busy. All of them were a third of the memory of compute. */
enum { BATCH = 8 };

static lc_status write_rows(coverage_writer *cw, size_t from, size_t to,
                            lc_error *err)
{
    lc_status st;

    cw->from = from;
    st = lc_pool_run(lc_pool_threads(), to - from, find_rows, cw, err);
    for (size_t i = from; i < to && !st; i++)
        if (is_wanted(cw, i))
            st = write_category(cw, i, err);
    return st;
}

/* Into the file, also where there was no unit to ask for them. */
static lc_status store_labels(coverage_writer *cw, uint32_t from, uint32_t to,
                              lc_error *err)
{
    const uint64_t *label;
    lc_status st = LIFE_OK;

    for (uint32_t c = from; c < to && !st; c++)
        if (cw->stale[c])
            st = lc_labels_homes(cw->study, 0, c, &label, err);
    if (!st)
        st = lc_label_arrays_store(cw->city, cw->study, 0, cw->stale, err);
    for (uint32_t c = from; c < to; c++)
        if (cw->stale[c])
            lc_labels_forget(cw->study, 0, c);
    return st;
}

/* It rests on every basic one, whose labels are all in the file by now, and
 * asks for nothing of them but the times. */
static lc_status write_all_basic(coverage_writer *cw, lc_error *err)
{
    const lc_world *w = cw->w;
    bool *basic = lc_calloc(w->category_count, sizeof *basic);
    lc_status st = basic ? LIFE_OK : lc_no_memory(err, "coverage");

    for (uint32_t c = 0; c < w->category_count && !st; c++)
        basic[c] = w->category[c].basic;
    if (!st)
        st = lc_home_times_open(cw->city, cw->study, basic, &cw->times, err);
    if (!st)
        st = write_rows(cw, w->category_count, w->category_count + 1, err);
    lc_home_times_close(cw->times);
    cw->times = NULL;
    lc_free(basic);
    return st;
}

static lc_status write_categories(coverage_writer *cw, bool many, lc_error *err)
{
    uint32_t n = (uint32_t)cw->w->category_count;
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < n; c++)
        cw->basic |= cw->stale[c] && cw->w->category[c].basic;
    for (uint32_t from = 0; from < n && !st; from += BATCH) {
        uint32_t to = n - from < BATCH ? n : from + BATCH;

        if (many)
            st = lc_labels_sweep(cw->study, 0, from, to, err);
        if (!st)
            st = write_rows(cw, from, to, err);
        if (!st)
            st = store_labels(cw, from, to, err);
    }
    if (!st && cw->basic)
        st = write_all_basic(cw, err);
    lc_progress_end();
    return st;
}

/* Labels of many categories are made on all threads first, those of a few when
 * they are asked for. */
lc_status lc_coverage_table_write(lc_city *c, lc_study *study,
                                  const bool *stale, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    coverage_writer cw = {.city = c,
                          .study = study,
                          .w = w,
                          .stale = stale,
                          .most = w->unit.n + w->level.n};
    size_t items = w->category_count + 1, many = 0;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < w->category_count; i++)
        many += stale[i];
    cw.rows = lc_calloc(items * cw.most, sizeof *cw.rows);
    cw.count = lc_calloc(items * w->level.n, sizeof *cw.count);
    if (!cw.rows || !cw.count)
        st = lc_no_memory(err, "coverage");
    if (!st)
        st = write_categories(&cw, many > w->category_count / 2, err);
    lc_free(cw.rows);
    lc_free(cw.count);
    return st;
}
