/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/mend.h - cells and rows as they were meant.
 *
 * Cost: cells that are plain ASCII are looked at once and passed on as they
 * are.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_MEND_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_MEND_H

#include "src/import/record/journal.h"
#include "src/import/table/formats.h"

/* lc_format_read() with cells mended (invisible characters taken out,
 * full-width digits made plain, what stands for nothing made empty) and
 * without the rows that are no records. What was mended or left out is noted
 * in `r`, which may be NULL, and counted in the sink's `left`. */
lc_status lc_mend_read(const char *path, const lc_import_opts *o,
                       const lc_record_sink *sink, lc_journal *r,
                       char note[LIFE_NOTE_BYTES], lc_error *err);

#endif
