/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/view.h - what the parts of a report page are written
 * from, and the names and weights that all of them write.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_VIEW_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_VIEW_H

#include "lifecircle/export/pages/report/page.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/world.h"

/* The 15 minutes that the circle is named for. */
#define LIFE_CIRCLE_MS 900000

typedef struct lc_reach { /* a basic service, for the unit */
    uint32_t category;
    uint32_t limit_ms;
    lc_coverage_row row;
} lc_reach;

typedef struct lc_report_view {
    lc_buf *out;
    lc_study *study;
    const lc_world *w; /* the study's */
    const lc_report *r;
    const lc_report_page *page;
    lc_lang lang;
    lc_reach reach[LIFE_MAX_CATEGORIES]; /* the standard's basic services */
    size_t reaches;
} lc_report_view;

/* Names in the page's language, or in the other where there is none; the
 * city's of LIFE_NONE. */
const char *lc_report_view_unit(const lc_report_view *s, uint32_t unit);
const char *lc_report_view_category(const lc_report_view *s, uint32_t category);
/* One of three, by what the city's homes weigh. */
const char *lc_report_view_by_kind(const lc_report_view *s,
                                   lc_sentence residents, lc_sentence floor,
                                   lc_sentence street);
/* What stands between a figure and a word: Chinese has none. */
const char *lc_report_view_space(const lc_report_view *s);
/* A weight of homes with what it is of: "1,234 people". */
void lc_report_view_weight(const lc_report_view *s, int64_t thousandths);
/* "residents", "the floor area of homes", ... */
const char *lc_report_view_weight_of(const lc_report_view *s);
void lc_report_view_heading(const lc_report_view *s, lc_sentence text);

#endif
