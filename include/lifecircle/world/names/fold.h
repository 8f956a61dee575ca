/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/names/fold.h - names as they are compared: compatibility
 * forms (full-width letters), case and accents put aside.
 */
#ifndef LIFECIRCLE_WORLD_NAMES_FOLD_H
#define LIFECIRCLE_WORLD_NAMES_FOLD_H

#include "lifecircle/base/arena.h"

/* A folded copy in `arena`; "" where the text is not valid UTF-8, NULL when
 * out of memory. */
const char *lc_fold_name(lc_arena *arena, const char *text);
/* The same without spaces and ASCII's marks between the letters. */
const char *lc_fold_bare(lc_arena *arena, const char *text);

/* Case alone put aside, also of letters beyond ASCII. */
const char *lc_fold_case(lc_arena *arena, const char *text);

#endif
