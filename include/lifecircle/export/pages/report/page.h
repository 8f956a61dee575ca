/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/report/page.h - a unit's report as one page of HTML
 * that needs nothing else: no script, its style and pictures inside, Chinese or
 * English, made for A4 and for a phone.
 *
 * Layer:   export, over study.
 * Errors:  as lifecircle/export/answers/coverage.h.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_REPORT_PAGE_H
#define LIFECIRCLE_EXPORT_PAGES_REPORT_PAGE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/export/operator.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/study.h"

/* Water and green for the map: calls `fn` with each shape that meets `box`.
 * `kind` is "water" or "green". The shape holds for the call. */
typedef void (*lc_scenery_fn)(void *ctx, const char *kind, const lc_shape *s);
typedef struct lc_scenery {
    const void *ctx;
    lc_status (*each)(const void *ctx, lc_box box, lc_scenery_fn fn,
                      void *fn_ctx, lc_error *err);
} lc_scenery;

typedef struct lc_report_page {
    lc_lang lang;
    const char *address;         /* of this page, for the QR code; NULL: none */
    const lc_scenery *scenery;   /* NULL: the map has streets alone */
    bool steps;                  /* the report was made with next steps */
    const lc_operator *operator; /* for the foot; NULL: none */
} lc_report_page;

lc_status lc_report_page_write(lc_buf *out, lc_study *study, const lc_report *r,
                               const lc_report_page *page, lc_error *err);

/* lc_page_policy() of a report. */
void lc_report_page_policy(lc_buf *out);

#endif
