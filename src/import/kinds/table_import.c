/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/table_import.c - see table_import.h.
 *
 * The order matters: options are checked before the source that is replaced is
 * taken out, and the journal is closed even where the import failed, since it
 * is then that people read it.
 */
#include "src/import/kinds/table_import.h"

#include "src/import/record/place/settle.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/measure.h"
#include "src/import/record/words/number.h"
#include "src/import/report.h"

lc_status lc_table_import_open(lc_table_import *t, lc_error *err)
{
    *t->report = (lc_import_report){0};
    t->tally = (lc_tally){.path = t->path,
                          .max_reject = t->o->max_reject,
                          .report = t->report,
                          .journal = t->o->journal,
                          .to_the_end = t->o->to_the_end};
    t->crs = "wgs84";
    return lc_journal_begin(t->o->journal, t->kind->name, err);
}

lc_status lc_table_import_source(lc_table_import *t, lc_error *err)
{
    lc_status st = lc_cell_words_open(&t->words, err);

    if (st)
        return st;
    return lc_record_source_begin(t->city, t->path, t->kind->name, t->o,
                                  &t->source, err);
}

lc_status lc_table_import_places(lc_table_import *t, lc_error *err)
{
    lc_status st =
        lc_settle_crs(t->city, t->path, t->o, &t->crs, t->report, err);

    return st ? st : lc_shapes_open(t->crs, &t->columns, &t->shapes, err);
}

lc_status lc_table_import_finish(lc_table_import *t, lc_status st,
                                 lc_error *err)
{
    lc_journal_end(t->o->journal, t->report, t->note);
    if (st)
        return st;
    return lc_record_source_end(t->city, &t->source, t->crs, t->report, err);
}

void lc_table_import_close(lc_table_import *t)
{
    lc_shapes_close(&t->shapes);
    lc_columns_close(&t->columns);
    lc_cell_words_close(&t->words);
    lc_arena_free(t->codes);
    lc_free(t->cell);
}

/* ---- for the kinds ---- */

void lc_table_import_tell(const lc_table_import *t)
{
    lc_buf left = {0};

    lc_no_record_tell(&t->left, &left);
    if (!left.failed && left.len > 0)
        lc_import_report_add(t->report, "%s", left.data);
    lc_buf_free(&left);
    if (*t->note)
        lc_import_report_add(t->report, "%s", t->note);
}

const char *lc_table_import_get(const lc_table_import *t, const lc_record *r,
                                lc_field field)
{
    return lc_columns_get(&t->columns, r, field);
}

lc_status lc_table_import_need(const lc_table_import *t, lc_field field,
                               const char *what, lc_error *err)
{
    const lc_columns *c = &t->columns;

    if (lc_columns_have(c, field))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "map",
                         "no column holds %s; name it with --map %s=COLUMN; "
                         "the columns are: %s",
                         what, lc_columns_name(field), c->names.data);
}

lc_status lc_table_import_year(const lc_table_import *t, const lc_record *r,
                               int64_t *out, lc_error *err)
{
    const char *text = lc_table_import_get(t, r, LIFE_FIELD_residents_year);

    if (!*text || lc_number_year(text, out))
        return LIFE_OK;
    return lc_reject(err, LIFE_ERR_PARSE, "number", "\"%.40s\" is not a year",
                     text);
}

lc_status lc_table_import_people(const lc_table_import *t, const char *text,
                                 double *out, lc_error *err)
{
    if (lc_measure_read(&t->columns.words, "count", text, out) && *out >= 0 &&
        *out <= LIFE_PEOPLE_MAX)
        return LIFE_OK;
    return lc_reject(err, LIFE_ERR_PARSE, "number",
                     "residents \"%.40s\" is not a number of people, 0 to "
                     "1,000,000,000",
                     text);
}
