/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/styles.h - how a workbook's numbers are shown: as days,
 * times or numbers.
 *
 * Days are counted from 1900 or 1904, with the leap day of 1900 that never
 * was.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_STYLES_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_STYLES_H

#include <stdbool.h>
#include <stdint.h>

typedef enum lc_style { /* how a number is shown */
                        LIFE_STYLE_NUMBER,
                        LIFE_STYLE_DATE, /* and time, where it has one */
                        LIFE_STYLE_TIME
} lc_style;

/* The style that a format's code stands for. */
lc_style lc_style_of(const char *code);
/* That of a format that has no code in the file. */
lc_style lc_style_built_in(uint64_t id);
/* A day's number as 2024-05-31, with 08:30:00 behind it or alone; false: it
 * is out of range. */
bool lc_style_date(double v, lc_style style, bool from_1904, char out[32]);

#endif
