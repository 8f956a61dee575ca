/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/date.h - dates as people write them.
 *
 * Dates are kept as precise as they were written, and no more.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_DATE_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_DATE_H

#include <stdbool.h>

/* "2024-5-1", "2024/05/01 10:00", "2024年5月" and the like as YYYY, YYYY-MM or
 * YYYY-MM-DD; false for what is no date. */
bool lc_date_parse(const char *s, char out[16]);
/* Whether it is YYYY, YYYY-MM or YYYY-MM-DD as it stands: what mappers write
 * otherwise is not guessed at. */
bool lc_date_is_plain(const char *s);
/* Whether such a date begins after tomorrow (UTC), when it is tomorrow nowhere
 * yet. */
bool lc_date_is_future(const char *s);

#endif
