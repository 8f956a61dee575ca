/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/table_run.c - see table_run.h.
 */
#include "src/import/kinds/table_run.h"

#include "src/import/kinds/table_rows.h"

void lc_table_run_open(lc_table_import *t, lc_city *c, const char *path,
                       const lc_import_opts *o, lc_import_report *report)
{
    t->city = c;
    t->path = path;
    t->o = o;
    t->report = report;
}

typedef lc_status (*step_fn)(void *ctx, lc_error *err);

static lc_status step(const lc_table_import *t, step_fn fn, lc_error *err)
{
    return fn ? fn(t->ctx, err) : LIFE_OK;
}

/* Options are checked before the source that is replaced is taken out. */
static lc_status read_all(lc_table_import *t, lc_error *err)
{
    const lc_table_kind *k = t->kind;
    lc_status st = lc_table_import_open(t, err);

    if (!st)
        st = step(t, k->check, err);
    if (!st)
        st = lc_table_import_source(t, err);
    if (!st)
        st = step(t, k->begin, err);
    if (!st && k->settle)
        st = k->settle(t, err);
    if (!st && !t->rowless)
        st = lc_table_rows_read(t, err);
    return st ? st : step(t, k->end, err);
}

lc_status lc_table_run(lc_table_import *t, const lc_table_kind *kind, void *ctx,
                       lc_error *err)
{
    lc_status st;

    t->kind = kind;
    t->ctx = ctx;
    st = lc_table_import_finish(t, read_all(t, err), err);
    if (!st)
        st = kind->describe(ctx, err);
    lc_table_import_close(t);
    if (kind->close)
        kind->close(ctx);
    return st;
}
