/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/facility.h - one facility.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_FACILITY_H
#define LIFECIRCLE_EXPORT_ANSWERS_FACILITY_H

#include "lifecircle/base/buf.h"
#include "lifecircle/world/world.h"

/* A Feature: its outline where it has one, its hours, links to other maps. */
void lc_answer_facility(lc_buf *out, const lc_world *w, uint32_t facility);

#endif
