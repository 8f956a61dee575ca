/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/tally.c - see tally.h.
 *
 * One bad row is no reason to refuse a table of ten thousand; a thousand bad
 * ones are. Rejected rows are counted, the first of them listed, and at the
 * end, or as soon as it is certain, too many are an error that quotes the
 * first.
 */
#include "src/import/record/tally.h"

#include "src/import/report.h"

#include <inttypes.h>

#define LISTED_MAX   20
#define REJECTED_MAX 1000 /* and 1 % */

/* Any other status would hit the next row just as well. */
static bool is_of_the_row(lc_status st)
{
    return st == LIFE_ERR_PARSE || st == LIFE_ERR_RANGE ||
           st == LIFE_ERR_LIMIT || st == LIFE_ERR_NOT_FOUND;
}

/* One in a hundred, or what --max-reject allows. */
static bool too_many(const lc_tally *t)
{
    const lc_import_report *r = t->report;

    if (t->max_reject > 0)
        return r->rejected > t->max_reject;
    return r->rejected > REJECTED_MAX || r->rejected * 100 > r->rows;
}

lc_status lc_tally_end(const lc_tally *t, lc_error *err)
{
    const lc_import_report *r = t->report;

    if (t->journal && t->journal->question.status)
        return lc_fail_as(err, &t->journal->question);
    if (r->taken == 0 && r->left_out > 0) {
        lc_fail_param(err, LIFE_ERR_LIMIT, t->none.parameter,
                      "%s (no row of %" PRId64 " has a category; --types "
                      "FILE says which type is which)",
                      t->none.text, r->rows);
        return lc_fail_at(err, LIFE_ERR_LIMIT, t->path, t->none.line);
    }
    if (r->rejected == 0 || !too_many(t))
        return LIFE_OK;
    lc_fail_param(err, LIFE_ERR_LIMIT, t->first.parameter,
                  "%s (%" PRId64 " of %" PRId64 " rows rejected%s)",
                  t->first.text, r->rejected, r->rows,
                  r->rejected < r->rows ? "; --max-reject allows more" : "");
    return lc_fail_at(err, LIFE_ERR_LIMIT, t->path, t->first.line);
}

lc_status lc_tally_leave_out(lc_tally *t, const lc_record *r,
                             const lc_error *row_error)
{
    t->report->rows++;
    if (t->report->left_out++ > 0)
        return LIFE_OK;
    t->none = *row_error;
    t->none.line = r->line;
    return LIFE_OK;
}

/* For the journal, under the finding that the row was rejected for. */
static void note_rejection(const lc_tally *t, const lc_record *r,
                           const lc_error *row_error)
{
    lc_finding_example *e = lc_journal_add(t->journal, row_error->parameter, r);

    if (e)
        e->said = lc_journal_keep(t->journal, row_error->text);
}

lc_status lc_tally_row(lc_tally *t, const lc_record *r, lc_status st,
                       const lc_error *row_error, lc_error *err)
{
    lc_import_report *report = t->report;
    lc_error named = {0};

    report->rows++;
    if (!st) {
        report->taken++;
        return LIFE_OK;
    }
    if (!is_of_the_row(st)) {
        lc_fail_as(err, row_error);
        return st;
    }
    report->rejected++;
    note_rejection(t, r, row_error);
    if (r->feature)
        lc_fail_param(&named, st, row_error->parameter, "feature %u: %s",
                      (unsigned)r->feature, row_error->text);
    else
        named = *row_error;
    named.line = r->line;
    if (report->rejected == 1)
        t->first = named;
    if (report->rejected <= LISTED_MAX && r->feature)
        lc_import_report_add(report, "%s", named.text);
    else if (report->rejected <= LISTED_MAX)
        lc_import_report_add(report, "line %u: %s", (unsigned)r->line,
                             named.text);
    if (!t->to_the_end && report->rejected > REJECTED_MAX &&
        report->rejected > t->max_reject)
        return lc_tally_end(t, err);
    return LIFE_OK;
}
