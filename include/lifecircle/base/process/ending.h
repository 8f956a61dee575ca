/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/process/ending.h - what is done when a signal ends the
 * process: files that are half-written go, the line of progress is wiped.
 *
 * SIGINT, SIGTERM and SIGHUP end it as they would have without this, unless
 * they are handled or ignored by somebody else.
 *
 * Layer:   base.
 * Threads: safe.
 */
#ifndef LIFECIRCLE_BASE_PROCESS_ENDING_H
#define LIFECIRCLE_BASE_PROCESS_ENDING_H

#include <stdbool.h>

/* Called in a signal handler, before anything is removed: async-signal-safe
 * functions alone may be used. One for the process; NULL: none. */
void lc_ending_call(void (*last)(void));

/* The file goes with the process. `path` is borrowed till lc_ending_keep();
 * false: too many are there (8), and this one stays. */
bool lc_ending_remove(const char *path);
void lc_ending_keep(const char *path); /* not there: nothing happens */

/* Does it all now, for who ends the process himself. */
void lc_ending_run(void);

#endif
