/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/twins.h - which facilities of a table stand in it twice, or
 * in another source too.
 *
 * Cost: an index of all facilities of the city; for a try alone, where the
 * answer is wanted.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_TWINS_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_TWINS_H

#include "lifecircle/store/city.h"
#include "src/import/record/journal.h"
#include "src/import/record/words/kinds.h"

/* Notes the facilities of `source` that stand twice in it, or in another
 * source of the city too. */
lc_status lc_record_twins(lc_journal *r, lc_city *c, const char *source,
                          const lc_kinds *kinds, lc_error *err);

#endif
