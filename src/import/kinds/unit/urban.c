/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/unit/urban.c - see urban.h.
 *
 * A unit's row stays its own source's: what another table says of it is kept
 * beside it and read over it (lc_world_statistic_load).
 */
#include "src/import/kinds/unit/urban.h"

#include "lifecircle/store/rows/statistic.h"
#include "lifecircle/world/people/statistic.h"
#include "src/import/record/reject.h"
#include "src/import/report.h"

#include <inttypes.h>

int lc_unit_urban_find(const lc_table_import *t, const char *text)
{
    const char *value = lc_cell_words_find(&t->words, "urban", text, "");

    return *value ? *value == '1' : -1;
}

lc_status lc_unit_urban_read(const lc_table_import *t, const char *text,
                             bool *out, lc_error *err)
{
    int urban = lc_unit_urban_find(t, text);

    *out = urban > 0;
    if (urban >= 0)
        return LIFE_OK;
    if (!*text)
        return lc_reject(err, LIFE_ERR_PARSE, "missing",
                         "the row doesn't say whether the unit is urban or "
                         "rural");
    return lc_reject(err, LIFE_ERR_PARSE, "other",
                     "\"%.40s\" says neither urban nor rural: write urban, "
                     "rural, or a code of the statistics bureau (111, 112, "
                     "121, 122, 123, 210, 220)",
                     text);
}

static lc_status check_new(const lc_table_import *t, const char *code, int year,
                           lc_error *err)
{
    bool known = false;
    lc_status st = lc_statistic_rows_known(t->city, LIFE_LIST_URBAN, code, year,
                                           &known, err);

    if (st || !known)
        return st;
    return lc_reject(err, LIFE_ERR_RANGE, "twice",
                     "whether the unit \"%.64s\" is urban is told already, in "
                     "this table or by another source",
                     code);
}

lc_status lc_unit_urban_put(const lc_table_import *t, const lc_record *r,
                            const lc_stored_unit *unit,
                            lc_unit_urban_count *count, lc_error *err)
{
    bool urban;
    int64_t year = 0;
    lc_status st = lc_unit_urban_read(
        t, lc_table_import_get(t, r, LIFE_FIELD_urban), &urban, err);

    if (!st)
        st = lc_table_import_year(t, r, &year, err);
    if (!st)
        st = check_new(t, unit->code, (int)year, err);
    if (!st)
        st = lc_statistic_rows_insert(
            t->city,
            &(lc_stored_statistic){.source = t->source.name,
                                   .id = LIFE_LIST_URBAN,
                                   .unit = unit->code,
                                   .year = (int)year,
                                   .value = urban,
                                   .origin = t->source.name},
            err);
    if (st)
        return st;
    count->urban += urban;
    count->rural += !urban;
    count->other += unit->urban >= 0 && unit->urban != urban;
    return LIFE_OK;
}

void lc_unit_urban_describe(const lc_unit_urban_count *count,
                            lc_import_report *report)
{
    if (count->urban + count->rural == 0)
        return;
    lc_import_report_add(report,
                         "%" PRId64 " units of other sources got told whether "
                         "they are urban: %" PRId64 " urban, %" PRId64 " rural",
                         count->urban + count->rural, count->urban,
                         count->rural);
    if (count->other)
        lc_import_report_add(report,
                             "%" PRId64 " of them are other than their own "
                             "table says: this table counts",
                             count->other);
}
