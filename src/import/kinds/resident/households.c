/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/resident/households.c - see households.h.
 *
 * They weigh nothing and are spread over nothing: rules per hundred households
 * look them up like any other figure of a unit.
 */
#include "src/import/kinds/resident/households.h"

#include "lifecircle/store/rows/statistic.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/measure.h"
#include "src/import/record/words/number.h"

#define ID "households"

lc_status lc_households_take(const lc_table_import *t, const lc_record *r,
                             const char *code, int64_t year, lc_error *err)
{
    const char *text = lc_table_import_get(t, r, LIFE_FIELD_households);
    lc_stored_statistic row = {.source = t->source.name,
                               .id = ID,
                               .unit = code,
                               .year = (int)year,
                               .origin = t->source.name};
    bool known = false;
    lc_status st;

    if (!*text)
        return LIFE_OK;
    if (!lc_measure_read(&t->columns.words, "count", text, &row.value) ||
        row.value < 0 || row.value > LIFE_PEOPLE_MAX)
        return lc_reject(err, LIFE_ERR_PARSE, "number",
                         "households \"%.40s\" is not a number, 0 to "
                         "1,000,000,000",
                         text);
    st = lc_statistic_rows_known(t->city, ID, code, row.year, &known, err);
    if (!st && known)
        st = lc_reject(err, LIFE_ERR_RANGE, "twice",
                       "another source tells the households of the unit "
                       "\"%.64s\" already",
                       code);
    return st ? st : lc_statistic_rows_insert(t->city, &row, err);
}
