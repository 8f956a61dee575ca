/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/lib/lct_standard.h - a standard of a test's own in lct_folder(), what
 * its rules are about on a drawn city, and the report by it.
 */
#ifndef LCT_STANDARD_H
#define LCT_STANDARD_H

#include "lct_city.h"
#include "lct_folder.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/report.h"

/* A row of rules.csv each, as far as these columns: id, kind, categories, need,
 * mode, pace, minutes, radius_m, min_area_m2, level, scope, population,
 * attribute, where, opened, per, op, targets. Names and source follow. */
void lct_standard_write(const char *const *rule, size_t n);
/* The same with columns of `more` ("reached,list") in front of them. */
void lct_standard_write_more(const char *more, const char *const *rule,
                             size_t n);

/* A statement with up to two texts; what lct_city.h doesn't draw. */
void lct_sql(lct_city *c, const char *sql, const char *a, const char *b);
void lct_attributes(lct_city *c, const char *id, const char *json);
/* A unit of x to x + size and -size to size. */
void lct_square(lct_city *c, const char *level, const char *code, double x,
                double size);
/* Of a unit, in thousandths, as SQL writes it; ages a JSON object or NULL. */
void lct_residents(lct_city *c, const char *code, const char *milli,
                   const char *ages);
/* A published figure; unit "" the whole city. */
void lct_figure(lct_city *c, const char *id, const char *unit, int year,
                double value);

typedef struct lct_asked {
    const lc_assessment *a;
    lc_report r; /* for lc_report_clear() */
} lct_asked;

/* By lct_folder()'s standard; unit NULL: the whole city. */
lct_asked lct_ask(lct_city *c, const char *unit, int year);
/* A row's value to 1e-9 (NaN: not known) and its verdict. */
void lct_expect(const lc_report *r, size_t row, double value,
                lc_rule_verdict verdict);

#endif
