/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/intake.c - how a table was read: its columns, first rows, types
 * without a category; in full for a trial, in a few lines behind an import.
 */
#include "src/cli/look/intake.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/export/pages/data/report.h"
#include "src/cli/look/findings.h"
#include "src/cli/term.h"

#include <inttypes.h>
#include <stdio.h>

#define TYPES_LISTED 10 /* in a few lines */

static void put_place(lc_grid *g, uint32_t line, uint32_t feature)
{
    if (line)
        lc_grid_put(g, "line %" PRIu32, line);
    else
        lc_grid_put(g, "feature %" PRIu32, feature);
}

static lc_status put_columns(const lc_journal *n, lc_error *err)
{
    lc_grid g = {.columns = 2};

    lc_grid_put(&g, "column");
    lc_grid_put(&g, "read as");
    for (size_t i = 0; i < n->column.n; i++) {
        const char *field = n->column.v[i].field;

        lc_grid_put(&g, "%s", n->column.v[i].name);
        lc_grid_put(&g, "%s", *field ? field : "(not used)");
    }
    return lc_term_grid(&g, err);
}

static lc_status put_rows(const lc_journal *n, lc_error *err)
{
    lc_grid g = {.columns = 3};

    lc_grid_put(&g, "row");
    lc_grid_put(&g, "field");
    lc_grid_put(&g, "value");
    for (size_t i = 0; i < n->row_count; i++)
        for (size_t k = 0; k < n->row[i].cell.n; k++) {
            if (k == 0)
                put_place(&g, n->row[i].line, n->row[i].feature);
            else
                lc_grid_put(&g, "%s", "");
            lc_grid_put(&g, "%s", n->row[i].cell.v[k].field);
            lc_grid_put(&g, "%s", n->row[i].cell.v[k].value);
        }
    return lc_term_grid(&g, err);
}

static lc_status put_types(const lc_journal *n, lc_error *err)
{
    lc_grid g = {.columns = 4, .right = 1};
    lc_status st;

    if (n->type.n == 0)
        return LIFE_OK;
    st = lc_term_printf(err, "\n");
    lc_grid_put(&g, "rows");
    lc_grid_put(&g, "type without a category");
    lc_grid_put(&g, "first in");
    lc_grid_put(&g, "such as");
    for (size_t i = 0; i < n->type.n; i++) {
        const lc_journal_type *t = &n->type.v[i];

        lc_grid_put(&g, "%" PRId64, t->count);
        lc_grid_put(&g, "%s", *t->type ? t->type : "(empty)");
        put_place(&g, t->line, t->feature);
        lc_grid_put(&g, "%s", t->example);
    }
    if (st) {
        lc_term_grid(&g, NULL);
        return st;
    }
    st = lc_term_grid(&g, err);
    if (!st && n->type_more)
        st = lc_term_printf(err, "and %" PRId64 " rows of other types\n",
                            n->type_more);
    return st;
}

lc_status lc_intake_print(const lc_data_report *r, lc_error *err)
{
    const lc_journal *n = r->intake;
    const char *crs = n->crs_text ? n->crs_text : n->crs ? n->crs : "none";
    lc_status st = put_columns(n, err);

    if (!st)
        st = lc_term_printf(err,
                            "\ncoordinates: %s\n%s%s%" PRId64 " rows: %" PRId64
                            " would be taken, %" PRId64 " rejected",
                            crs, n->note ? n->note : "", n->note ? "\n" : "",
                            n->rows, n->taken, n->rejected);
    if (!st && n->left_out)
        st = lc_term_printf(
            err, ", %" PRId64 " left out for want of a category", n->left_out);
    if (!st)
        st = lc_term_printf(err, "\n\n");
    if (!st)
        st = put_rows(n, err);
    if (!st)
        st = put_types(n, err);
    if (!st)
        st = lc_term_printf(err, "\n");
    return st ? st
              : lc_findings_print(n->finding, n->finding_count, false, err);
}

/* ---- a few lines ---- */

static void tell_columns(const lc_journal *n)
{
    lc_buf used = {0}, unused = {0};

    for (size_t i = 0; i < n->column.n; i++) {
        const lc_journal_column *c = &n->column.v[i];

        if (*c->field)
            lc_buf_printf(&used, "%s%s = %s", used.len ? ", " : "", c->name,
                          c->field);
        else
            lc_buf_printf(&unused, "%s%s", unused.len ? ", " : "", c->name);
    }
    if (used.len && !used.failed)
        lc_log(LIFE_LOG_INFO, "columns: %s", used.data);
    if (unused.len && !unused.failed)
        lc_log(LIFE_LOG_INFO, "columns not used: %s", unused.data);
    lc_buf_free(&used);
    lc_buf_free(&unused);
}

static void tell_types(const lc_journal *n)
{
    for (size_t i = 0; i < n->type.n && i < TYPES_LISTED; i++)
        lc_log(LIFE_LOG_INFO, "no category: %" PRId64 " of the type %s",
               n->type.v[i].count,
               *n->type.v[i].type ? n->type.v[i].type : "(empty)");
    if (n->type.n > TYPES_LISTED)
        lc_log(LIFE_LOG_INFO,
               "and %zu other types without a category; --report FILE or "
               "--dry-run lists them all",
               n->type.n - TYPES_LISTED);
}

/* "(metro:12 Name at 104.05,30.63)", or nothing. */
static void put_where(const lc_finding *f, char *out, size_t size)
{
    const lc_finding_example *e = &f->example.v[0];
    lc_lonlat at = lc_pt_lonlat(e->pt);

    out[0] = '\0';
    if (f->example.n == 0)
        return;
    if (e->placed)
        lc_utf8_format(out, size, " (%s%s%.80s at %.6f,%.6f)", e->id,
                       *e->name ? " " : "", e->name, at.lon, at.lat);
    else
        lc_utf8_format(out, size, " (%s%s%.80s)", e->id, *e->name ? " " : "",
                       e->name);
}

static void tell_faults(const lc_finding *f, size_t count)
{
    char where[256];

    for (size_t i = 0; i < count; i++) {
        if (f[i].count == 0 || !f[i].fault)
            continue;
        put_where(&f[i], where, sizeof where);
        lc_log(LIFE_LOG_INFO, "the city now: %" PRIu64 " %s%s", f[i].count,
               f[i].what[LIFE_LANG_EN], where);
    }
}

void lc_intake_log(const lc_data_report *r)
{
    tell_columns(r->intake);
    tell_types(r->intake);
    if (!r->city)
        return;
    tell_faults(r->city->finding, LIFE_FINDING_COUNT);
    lc_log(LIFE_LOG_INFO, "lifecircle check tells more of each");
}
