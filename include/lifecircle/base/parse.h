/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/parse.h - numbers and text from outside, checked.
 *
 * Layer:   base. All are pure, and the same in every locale.
 */
#ifndef LIFECIRCLE_BASE_PARSE_H
#define LIFECIRCLE_BASE_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A plain decimal "-12.5": digits with at most one point, no exponent, no
 * plus, no space, no hex, at most 24 characters. False leaves *out alone. */
bool lc_parse_decimal(const char *s, double *out);
/* Digits only, min..max. */
bool lc_parse_uint(const char *s, uint64_t max, uint64_t *out);
bool lc_parse_int(const char *s, int64_t min, int64_t max, int64_t *out);
/* "LON,LAT" as two plain decimals; says nothing of their range. */
bool lc_parse_pair(const char *s, double *lon, double *lat);

#endif
