/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/categories.h - the categories, and how many
 * facilities each has.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_CATEGORIES_H
#define LIFECIRCLE_EXPORT_ANSWERS_CATEGORIES_H

#include "lifecircle/base/buf.h"
#include "lifecircle/world/world.h"

/* {"categories":[...]}, in the order of the table. */
void lc_answer_categories(lc_buf *out, const lc_world *w);

#endif
