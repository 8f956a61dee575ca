/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/filter/instant.h - dates and times as text.
 *
 * Layer:   export.
 * Units:   milliseconds since 1970.
 */
#ifndef LIFECIRCLE_EXPORT_FILTER_INSTANT_H
#define LIFECIRCLE_EXPORT_FILTER_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

#define LIFE_INSTANT_DAY_MS INT64_C(86400000)

/* "2026-01-31" (*day: a day alone, its midnight) or
 * "2026-01-31T12:00[:00[.5]][Z|+08:00]", without an offset in UTC, as
 * milliseconds since 1970; false: it is neither. */
bool lc_instant_read(const char *s, int64_t *ms, bool *day);

#endif
