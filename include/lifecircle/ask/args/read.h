/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/ask/args/read.h - texts to values, as far as no city is needed
 * for it.
 */
#ifndef LIFECIRCLE_ASK_ARGS_READ_H
#define LIFECIRCLE_ASK_ARGS_READ_H

#include "lifecircle/ask/args/args.h"

/* That nothing required is missing, nothing excludes another, and each value
 * is of its type. A value that is wrong is read as if it were not given.
 * LIFE_ERR_USAGE, LIFE_ERR_RANGE, LIFE_ERR_LIMIT, LIFE_ERR_NOT_FOUND. */
lc_status lc_args_read(lc_args *a, lc_error *err);

#endif
