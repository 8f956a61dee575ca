/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/coverage_table.c - see coverage_table.h.
 *
 * A row a unit and category, of the homes in no unit too. Cost: one pass over
 * the homes a category and level.
 */
#include "src/study/compute/coverage_table.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/coverage.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/category.h"
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
    lc_coverage_row *rows; /* the units and `outside` */
    const bool *stale;     /* of a category: its rows go, and come anew */
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

/* One category at one level. */
static lc_status write_level(coverage_writer *cw, uint32_t category,
                             uint32_t level, lc_error *err)
{
    const lc_coverage_query q = {.category = category,
                                 .limit_ms = TABLE_MINUTES * 60000};
    size_t n = 0;
    lc_status st = lc_coverage_level(cw->study, &q, level, cw->rows, &n, err);

    for (size_t k = 0; k < n && !st; k++)
        st = write_row(cw, &q, level, &cw->rows[k], err);
    return st;
}

static lc_status write_category(coverage_writer *cw, uint32_t category,
                                const char *id, lc_error *err)
{
    lc_status st = lc_coverage_rows_remove(cw->city, id, err);

    for (uint32_t l = 0; l < cw->w->level.n && !st; l++)
        st = write_level(cw, category, l, err);
    return st;
}

/* all_basic rests on every basic one. */
static lc_status write_categories(coverage_writer *cw, lc_error *err)
{
    const lc_world *w = cw->w;
    bool basic = false;
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        lc_progress("coverage", c, w->category_count + 1);
        if (!cw->stale[c])
            continue;
        basic |= w->category[c].basic;
        st = write_category(cw, c, w->category[c].id, err);
    }
    if (!st && basic)
        st = write_category(cw, LIFE_ALL_BASIC, "all_basic", err);
    lc_progress_end();
    return st;
}

/* Labels of many categories are made on all threads first, those of a few when
 * they are asked for. */
lc_status lc_coverage_table_write(lc_city *c, lc_study *study,
                                  const bool *stale, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    coverage_writer cw = {.city = c, .study = study, .w = w, .stale = stale};
    size_t many = 0;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < w->category_count; i++)
        many += stale[i];
    cw.rows = lc_calloc(w->unit.n + 1, sizeof *cw.rows);
    if (!cw.rows)
        st = lc_no_memory(err, "coverage");
    if (!st && many > w->category_count / 2)
        st = lc_labels_sweep(study, 0, err);
    if (!st)
        st = write_categories(&cw, err);
    lc_free(cw.rows);
    return st;
}
