/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/hanzi.h - addresses in Chinese, from the large to the
 * small, for reading.c.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_ADDRESS_HANZI_H
#define LIFECIRCLE_SRC_IMPORT_ADDRESS_HANZI_H

#include "src/import/address/reading.h"

/* Of a folded text; as lc_address_reading_make() and ..._split(). */
lc_status lc_hanzi_read(const lc_address_index *ix, const char *text,
                        lc_arena *arena, lc_address_reading *out,
                        lc_error *err);
lc_status lc_hanzi_split(const lc_address_index *ix, const char *text,
                         lc_arena *arena, lc_address_parts *out, lc_error *err);

#endif
