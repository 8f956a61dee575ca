/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names.h - names as they are looked for (names.c makes them at
 * load, find.c goes through them).
 */
#ifndef LIFECIRCLE_SRC_WORLD_NAMES_H
#define LIFECIRCLE_SRC_WORLD_NAMES_H

#include "src/world/world_internal.h"

/* Kinds in the order in which equals are shown. */
enum {
    LIFE_NAME_PLACE,
    LIFE_NAME_UNIT,
    LIFE_NAME_FACILITY,
    LIFE_NAME_STREET,
    LIFE_NAME_ADDRESS
};

/* The form that is compared, in `arena`: folded; Chinese text without spaces
 * and in simplified characters. NULL: no memory. */
const char *lc_name_key(const lc_han *han, lc_arena *arena, const char *text);

#endif
