/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/latin.h - addresses in words, the number before or behind
 * the street, for reading.c.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_ADDRESS_LATIN_H
#define LIFECIRCLE_SRC_IMPORT_ADDRESS_LATIN_H

#include "src/import/address/reading.h"

/* Of a folded text; as lc_address_reading_make() and ..._split(). */
lc_status lc_latin_read(const lc_address_index *ix, const char *text,
                        lc_arena *arena, lc_address_reading *out,
                        lc_error *err);
lc_status lc_latin_split(const lc_address_index *ix, const char *text,
                         lc_arena *arena, lc_address_parts *out, lc_error *err);

#endif
