/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/circle.h - all categories at once, as seen from a
 * place.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_CIRCLE_H
#define LIFECIRCLE_EXPORT_ANSWERS_CIRCLE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/world.h"

/* What lc_circle_make gave, and the limit it was asked with. */
typedef struct lc_circle_made {
    uint32_t limit_ms;
    const lc_circle_row *rows; /* one a category */
    lc_wheels_count wheels;
} lc_circle_made;

void lc_answer_circle(lc_buf *out, lc_walker *a, const lc_world *w,
                      const lc_place *from, const lc_circle_made *made);

#endif
