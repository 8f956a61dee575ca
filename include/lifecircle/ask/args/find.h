/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/ask/args/find.h - values that name what a city holds.
 */
#ifndef LIFECIRCLE_ASK_ARGS_FIND_H
#define LIFECIRCLE_ASK_ARGS_FIND_H

#include "lifecircle/ask/args/args.h"
#include "lifecircle/study/study.h"

/* What the values name in the city: LIFE_ERR_NOT_FOUND with the nearest names
 * there are. Also reads an area: LIFE_ERR_IO, LIFE_ERR_PARSE. */
lc_status lc_args_find(lc_args *a, lc_study *study, lc_error *err);

#endif
