/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/local.h - a local time, as text and back.
 *
 * Room:    base.
 * Threads: pure functions; nothing of the process's own time zone is used.
 */
#ifndef LIFECIRCLE_BASE_LOCAL_H
#define LIFECIRCLE_BASE_LOCAL_H

#include "lifecircle/base/date.h"

#include <stdbool.h>

/* "2026-11-21T18:00"; `out` takes 20 bytes. */
void lc_local_text(lc_local t, char out[20]);
/* That form, with seconds allowed and dropped; the years 1970 to 2399. False:
 * none of that form, *out is as it was. */
bool lc_local_parse(const char *s, lc_local *out);

#endif
