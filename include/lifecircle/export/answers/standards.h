/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/standards.h - the standards built in.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_STANDARDS_H
#define LIFECIRCLE_EXPORT_ANSWERS_STANDARDS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/world/world.h"

/* {"standards":[...]}, with their rules. The errors of lc_standard_open(). */
lc_status lc_answer_standards(lc_buf *out, const lc_world *w, lc_error *err);

#endif
