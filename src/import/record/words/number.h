/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/number.h - numbers as spreadsheets write them.
 *
 * A point before decimals; a comma, or spaces between thousands, is no number,
 * as it would be another one elsewhere.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_NUMBER_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* A decimal, with an exponent or not. */
bool lc_number_parse(const char *s, double *out);
#define LIFE_PEOPLE_MAX 1e9 /* in one unit, building or cell */

/* A number of people, 0 to LIFE_PEOPLE_MAX. */
bool lc_number_people(const char *s, double *out);
/* A year of four digits, 1000 to 9999. */
bool lc_number_year(const char *s, int64_t *out);

#endif
