/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/report.h - what the parts of the report page share.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_REPORT_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_REPORT_H

#include "lifecircle/export/pages/report_html.h"
#include "lifecircle/study/cover/coverage.h"
#include "src/export/pages/report/report_text.h"

typedef struct lc_reach { /* a basic service, for the unit */
    uint32_t category;
    uint32_t limit_ms;
    lc_coverage_row row;
} lc_reach;

typedef struct lc_sheet {
    lc_buf *out;
    lc_study *study;
    const lc_world *w;
    const lc_report *r;
    const lc_report_page *page;
    lc_lang lang;
    lc_reach reach[LIFE_MAX_CATEGORIES];
    size_t reaches;
} lc_sheet;

const char *lc_sheet_text(const lc_sheet *s, lc_report_text t);
/* The same, put out with {0}, {1} ... replaced: text that is escaped. */
void lc_sheet_say(const lc_sheet *s, lc_report_text t, const char *const *arg);
/* Chinese or English, the other where one is "". */
const char *lc_sheet_pick(const lc_sheet *s, const char *zh, const char *en);
const char *lc_sheet_unit(const lc_sheet *s, uint32_t unit); /* its name */
const char *lc_sheet_category(const lc_sheet *s, uint32_t category);
/* A weight of homes with what it is of: "1,234 people". */
void lc_sheet_weight(const lc_sheet *s, int64_t thousandths);
/* "residents", "the floor area of homes", ... */
const char *lc_sheet_weight_of(const lc_sheet *s);

void lc_sheet_heading(const lc_sheet *s, lc_report_text t);

/* report_beside.c */
void lc_sheet_steps(const lc_sheet *s);
lc_status lc_sheet_neighbours(const lc_sheet *s, lc_error *err);
/* report_map.c */
lc_status lc_sheet_map(lc_sheet *s, lc_error *err);
/* report_access.c */
lc_status lc_sheet_access(lc_sheet *s, lc_error *err);
/* report_rows.c */
void lc_sheet_bars(lc_sheet *s);
void lc_sheet_checklist(lc_sheet *s);

#endif
