/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/home_base.c - homes as they were before residents.
 *
 * Residents are spread anew by every compute, from what homes weighed at
 * first; so that is kept beside, with the settings that say what a weight is,
 * and put back before each spreading and when the residents go. What is copied
 * from table to table is one statement, without a struct between.
 */
#include "lifecircle/store/rows/home_base.h"

#include "lifecircle/store/rows/setting.h"
#include "src/store/rows/rows.h"

lc_status lc_home_base_keep(lc_city *c, lc_error *err)
{
    return lc_stmt_exec(
        c,
        "INSERT INTO home_base(home, weight, assumed)"
        " SELECT id, weight, assumed FROM home;"
        "INSERT INTO setting(key, value)"
        " SELECT 'base_' || key, value FROM setting"
        " WHERE key IN ('home_kind', 'home_unit_text',"
        " 'assumed_share_milli');"
        "UPDATE resident SET kept_milli = u.residents_milli,"
        " kept_year = u.residents_year FROM unit u"
        " WHERE resident.kind = 'unit' AND u.code = resident.code;"
        "UPDATE unit SET residents_milli = r.residents_milli,"
        " residents_year = r.year FROM resident r"
        " WHERE r.kind = 'unit' AND r.code = unit.code",
        err);
}

lc_status lc_home_base_restore(lc_city *c, lc_error *err)
{
    char kind[32];
    lc_status st = lc_setting_get(c, "base_home_kind", kind, sizeof kind, err);

    if (st || !kind[0])
        return st;
    st = lc_stmt_exec(
        c,
        "UPDATE home SET weight = b.weight, assumed = b.assumed"
        " FROM home_base b WHERE b.home = home.id;"
        "DELETE FROM home WHERE id NOT IN (SELECT home FROM home_base);"
        "DELETE FROM home_base;"
        "INSERT OR REPLACE INTO setting(key, value)"
        " SELECT substr(key, 6), value FROM setting"
        " WHERE substr(key, 1, 5) = 'base_';"
        "DELETE FROM setting WHERE substr(key, 1, 5) = 'base_'"
        " OR substr(key, 1, 10) = 'residents_'",
        err);
    return st ? st : lc_home_base_restore_units(c, err);
}

lc_status lc_home_base_restore_units(lc_city *c, lc_error *err)
{
    /* A unit that was imported anew since has figures of its own. */
    return lc_stmt_exec(c,
                        "UPDATE unit SET residents_milli = r.kept_milli,"
                        " residents_year = r.kept_year FROM resident r"
                        " WHERE r.kind = 'unit' AND r.code = unit.code"
                        " AND unit.residents_milli IS r.residents_milli",
                        err);
}
