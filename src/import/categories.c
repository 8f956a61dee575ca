/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/categories.c - a table of categories into the city. It is a
 * source like any other, but its rows stand in a setting, since geodata's own
 * and they are one table.
 */
#include "lifecircle/import/categories.h"

#include "lifecircle/store/rows/facility.h"
#include "src/import/record/categories.h"
#include "src/import/record/source.h"
#include "src/import/report.h"

#include <inttypes.h>
#include <string.h>

/* Whether two lists with spaces between have a word in common. */
static bool meet(const char *a, const char *b)
{
    while (*a) {
        size_t len = strcspn(a, " ");

        for (const char *at = b; *at; at += strspn(at, " ")) {
            size_t other = strcspn(at, " ");

            if (len && other == len && !memcmp(a, at, len))
                return true;
            at += other;
        }
        a += len + (a[len] == ' ');
    }
    return false;
}

/* Facilities of categories that are gone: who brought them must know. */
static lc_status tell_left(lc_city *c, const char *gone,
                           lc_import_report *report, lc_error *err)
{
    lc_stored_facility row = {0};
    lc_rows *rows;
    int64_t left = 0;
    lc_status st;

    if (!*gone)
        return LIFE_OK;
    st = lc_facility_rows(c, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err))
        left += meet(row.categories, gone);
    if (!st && left)
        lc_import_report_add(report,
                             "%" PRId64
                             " facilities are of categories that are no "
                             "longer there: %s",
                             left, gone);
    return st;
}

static void describe(const lc_categories_done *done, lc_import_report *report)
{
    lc_import_report_add(report,
                         "%zu categories: %zu with types of their own, %zu "
                         "with tag rules",
                         done->categories, done->with_types, done->with_rules);
    if (done->with_rules)
        lc_import_report_add(report, "tag rules hold from the next import of "
                                     "an extract on");
}

/* Between the source's beginning and its end. */
static lc_status run(lc_city *c, const char *path, const lc_record_source *from,
                     const lc_import_opts *o, lc_import_report *report,
                     lc_error *err)
{
    lc_categories_done done = {0};
    lc_status st = lc_categories_replace(c, path, from->name, o, &done, err);

    if (!st) {
        report->rows = report->taken = (int64_t)done.categories;
        describe(&done, report);
        st = tell_left(c, done.gone.data ? done.gone.data : "", report, err);
    }
    lc_buf_free(&done.gone);
    return st;
}

lc_status lc_import_categories(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err)
{
    lc_record_source from;
    lc_status st = lc_record_source_begin(c, path, "categories", o, &from, err);

    if (!st)
        st = run(c, path, &from, o, report, err);
    return st ? st : lc_record_source_end(c, &from, "", report, err);
}

lc_status lc_import_categories_remove(lc_city *c, const char *source,
                                      lc_error *err)
{
    static const lc_import_opts plain = {0};
    lc_categories_done done = {0};
    lc_status st = lc_categories_replace(c, NULL, source, &plain, &done, err);

    lc_buf_free(&done.gone);
    return st;
}
