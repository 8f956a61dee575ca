/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/lib/lct_standard.c - see lct_standard.h.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_standard.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/store/stmt.h"

#include <math.h>
#include <stdio.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

#define HEADER                                                                 \
    "id,kind,categories,need,mode,pace,minutes,radius_m,min_area_m2,level,"    \
    "scope,population,attribute,where,opened,per,op,targets,"                  \
    "name_zh,name_en,group,unit_zh,unit_en,choice_zh,choice_en,source_zh,"     \
    "source_en\n"
#define NAMES ",规则,a rule,health,%,%,,,《文件》一,Document 1\n"

void lct_standard_write_more(const char *more, const char *const *rule,
                             size_t n)
{
    lc_buf b = {0};

    lc_buf_printf(&b, "%s%s%s", more, *more ? "," : "", HEADER);
    for (size_t i = 0; i < n; i++)
        lc_buf_printf(&b, "%s%s", rule[i], NAMES);
    lct_folder_put("standard.csv",
                   "name_zh,name_en,version\n标准,Standard,1\n");
    lct_folder_put("basic.csv", "category,minutes\npharmacy,15\nhospital,10\n");
    lct_folder_put("systems.csv",
                   "id,name_zh,name_en,state,done_by_zh,done_by_en,"
                   "source_zh,source_en\n");
    lct_folder_put("rules.csv", b.data);
    lc_buf_free(&b);
}

void lct_standard_write(const char *const *rule, size_t n)
{
    lct_standard_write_more("", rule, n);
}

void lct_sql(lct_city *c, const char *sql, const char *a, const char *b)
{
    lc_error err = {0};
    lc_stmt *s;

    ok(lc_stmt_prepare(lct_file(c), sql, &s, &err), &err);
    if (a)
        lc_stmt_text(s, 1, a);
    if (b)
        lc_stmt_text(s, 2, b);
    ok(lc_stmt_run(s, &err), &err);
    lc_stmt_free(s);
}

void lct_attributes(lct_city *c, const char *id, const char *json)
{
    lct_sql(c, "UPDATE facility SET attributes = ?2 WHERE id = ?1", id, json);
}

void lct_square(lct_city *c, const char *level, const char *code, double x,
                double size)
{
    const lct_xy ring[4] = {
        {x, -size}, {x + size, -size}, {x + size, size}, {x, size}};

    lct_unit_of(c, level, code, ring, 4);
}

void lct_residents(lct_city *c, const char *code, const char *milli,
                   const char *ages)
{
    char sql[256];

    snprintf(sql, sizeof sql,
             "INSERT INTO resident(source, kind, code, residents_milli, ages)"
             " VALUES('test', 'unit', ?1, %s, ?2)",
             milli);
    lct_sql(c, sql, code, ages);
}

void lct_figure(lct_city *c, const char *id, const char *unit, int year,
                double value)
{
    char sql[256];

    snprintf(sql, sizeof sql,
             "INSERT INTO statistic(source, id, unit, year, value, origin)"
             " VALUES('t', ?1, ?2, %d, CAST(%.17g AS REAL), '年报')",
             year, value);
    lct_sql(c, sql, id, unit);
}

lct_asked lct_ask(lct_city *c, const char *unit, int year)
{
    lc_study *study = lct_study(c) ? lct_study(c) : lct_open(c);
    const lc_world *w = lc_study_world(study);
    const lc_report_query q = {
        .unit = unit ? lc_world_unit_find(w, unit) : LIFE_NONE, .year = year};
    lct_asked x = {0};
    lc_error err = {0};

    ok(lc_assessment_get(study, lct_folder(), &x.a, &err), &err);
    ok(lc_report_make(study, x.a, &q, &x.r, &err), &err);
    return x;
}

void lct_expect(const lc_report *r, size_t row, double value,
                lc_rule_verdict verdict)
{
    const lc_indicator *v = &r->row[row];
    bool same = isnan(value) ? isnan(v->value) : fabs(v->value - value) < 1e-9;

    assert_true(row < r->rows);
    if (!same || v->verdict != verdict)
        fail_msg("%s: %.9g %s, not %.9g %s", v->rule->id, v->value,
                 lc_indicator_verdict_id(v->verdict), value,
                 lc_indicator_verdict_id(verdict));
}
