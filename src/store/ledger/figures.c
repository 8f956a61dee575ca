/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/ledger/figures.c - see figures.h.
 *
 * Read from tables that a city has anyway: a line must not cost what answers
 * cost, and stands for a file that nobody may ever ask.
 */
#include "src/store/ledger/figures.h"

#include "lifecircle/store/rows/setting.h"
#include "src/store/stmt.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* ---- counts ---- */

/* Streets and homes are numbered from 1 without a gap, so the last number is
 * how many there are, and no page is read for it. */
static const struct {
    size_t at; /* of the number */
    const char *sql;
} counts[] = {
    {offsetof(lc_ledger_line, facilities),
     "SELECT count(*) FROM facility WHERE closed_on IS NULL"},
    {offsetof(lc_ledger_line, closed),
     "SELECT count(*) FROM facility WHERE closed_on IS NOT NULL"},
    {offsetof(lc_ledger_line, streets), "SELECT max(id) FROM street"},
    {offsetof(lc_ledger_line, homes), "SELECT max(id) FROM home"},
    {offsetof(lc_ledger_line, units), "SELECT count(*) FROM unit"},
    {offsetof(lc_ledger_line, basic_services),
     "SELECT count(*) FROM category WHERE basic = 1"},
};

static lc_status count(lc_city *c, lc_ledger_line *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < sizeof counts / sizeof *counts && !st; i++)
        st = lc_stmt_value(c, 0, (int64_t *)((char *)out + counts[i].at), err,
                           "%s", counts[i].sql);
    return st;
}

/* ---- texts ---- */

/* What is too long for its place is not known: a line is bounded. */
static lc_status get(lc_city *c, const char *key, char *out, size_t size,
                     lc_error *err)
{
    lc_status st = lc_setting_get(c, key, out, size, NULL);

    if (st == LIFE_ERR_LIMIT)
        st = LIFE_OK;
    return st ? lc_setting_get(c, key, out, size, err) : LIFE_OK;
}

/* Of the first source of streets that tells, as answers have it. */
static lc_status get_date(lc_city *c, char *out, size_t size, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st = lc_stmt_prepare(c,
                                   "SELECT as_of FROM source WHERE kind = 'osm'"
                                   " AND as_of <> '' ORDER BY name LIMIT 1",
                                   &s, err);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st && row && strlen(lc_stmt_col_text(s, 0)) < size)
        snprintf(out, size, "%s", lc_stmt_col_text(s, 0));
    lc_stmt_free(s);
    return st;
}

/* ---- coverage ---- */

/* Units of one level have, with the homes in none of them, all homes. */
#define LEVEL                                                                  \
    "(SELECT level FROM coverage WHERE category = 'all_basic' LIMIT 1)"

/* A sum over homes is the mean over them, once it is divided by their weight:
 * of so many services each covers so much. */
#define OF_ALL                                                                 \
    "SELECT sum(total), sum(covered), sum(uncovered) FROM coverage"            \
    " WHERE category = 'all_basic' AND level = " LEVEL
#define OF_EACH                                                                \
    "SELECT sum(total), sum(covered), sum(uncovered) FROM coverage"            \
    " JOIN category ON category.id = coverage.category"                        \
    " WHERE basic = 1 AND level = " LEVEL

typedef struct sums {
    double total, covered, uncovered;
} sums;

static lc_status sum_up(lc_city *c, const char *sql, sums *out, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st = lc_stmt_prepare(c, sql, &s, err);

    *out = (sums){0};
    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st && row)
        *out = (sums){lc_stmt_col_double(s, 0), lc_stmt_col_double(s, 1),
                      lc_stmt_col_double(s, 2)};
    lc_stmt_free(s);
    return st;
}

/* The table of coverage stays when its city is changed with --no-compute; what
 * it rests on goes. */
#define IS_COMPUTED                                                            \
    "SELECT count(*) FROM setting WHERE key = 'computed_by'"                   \
    " AND EXISTS(SELECT 1 FROM array WHERE name GLOB 'facilities/*')"

/* Not known where nobody lives, and where nothing is computed. */
static lc_status measure(lc_city *c, lc_ledger_line *out, lc_error *err)
{
    sums all = {0}, each = {0};
    int64_t computed = 0;
    lc_status st = lc_stmt_value(c, 0, &computed, err, "%s", IS_COMPUTED);

    if (!st && computed)
        st = sum_up(c, OF_ALL, &all, err);
    if (!st && computed)
        st = sum_up(c, OF_EACH, &each, err);
    if (st || !(all.total > 0))
        return st;
    out->weight_milli = (int64_t)all.total;
    out->all_basic_min = all.covered / all.total;
    out->all_basic_max = 1 - all.uncovered / all.total;
    out->basic_min = each.covered / all.total;
    out->basic_max = (each.total - each.uncovered) / all.total;
    return LIFE_OK;
}

lc_status lc_figures_of(lc_city *c, lc_ledger_line *out, lc_error *err)
{
    lc_status st = count(c, out, err);

    out->weight_milli = -1;
    out->basic_min = out->basic_max = -1;
    out->all_basic_min = out->all_basic_max = -1;
    if (!st)
        st = get(c, "generation", out->generation, sizeof out->generation, err);
    if (!st)
        st = get(c, "home_kind", out->home_kind, sizeof out->home_kind, err);
    if (!st)
        st = get_date(c, out->data_as_of, sizeof out->data_as_of, err);
    return st ? st : measure(c, out, err);
}
