/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/plain/plain.h - the core answer as pages of HTML that
 * need no script: search a place, get its list; a unit, and its table. For old
 * phones, text browsers, and browsers with scripts off.
 *
 * Each function writes a whole page with a form on top; its links lead to
 * /plain with lang, q, lon, lat, to, pace, minutes, services or unit. All text
 * of others is escaped.
 *
 * Layer:   export, over study.
 * Errors:  as lifecircle/export/answers/coverage.h.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_PLAIN_PLAIN_H
#define LIFECIRCLE_EXPORT_PAGES_PLAIN_PLAIN_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/export/links.h"
#include "lifecircle/export/operator.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/world.h"

typedef struct lc_plain {
    lc_study *study;
    const lc_world *w; /* the study's */
    lc_walker *a;
    lc_links links;              /* of the city */
    const lc_operator *operator; /* for the foot; NULL: none */
    lc_lang lang;
    uint32_t minutes;
    uint32_t pace;
    uint64_t services;  /* what a place is to offer (world/service.h); 0: any */
    lc_crs_degrees crs; /* of a typed position without a mark */
    const char *moved;  /* a sentence on the position's system; NULL: none */
} lc_plain;

/* What it is, and the units to choose from. */
void lc_plain_start(lc_buf *out, const lc_plain *p);
/* The matches of a question. A typed position that is the only one is answered
 * as lc_plain_place() does. */
lc_status lc_plain_search(lc_buf *out, const lc_plain *p, const char *q,
                          lc_error *err);
/* An address that is none of ours: what was wrong. */
void lc_plain_wrong(lc_buf *out, const lc_plain *p, const char *why);

#endif
