/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/process/leftover.h - files that are there while a process
 * works, and that one which was killed leaves: the next one finds them unlocked
 * and removes them.
 *
 * Layer:   base.
 * Threads: safe.
 */
#ifndef LIFECIRCLE_BASE_PROCESS_LEFTOVER_H
#define LIFECIRCLE_BASE_PROCESS_LEFTOVER_H

#include <stdbool.h>

/* Says that somebody works on it, as long as `fd` is open; also across
 * namespaces of processes. Where nothing can be locked, nothing is. */
void lc_leftover_hold(int fd);
/* Removes what nobody holds in the folder and is called PREFIX and what `tail`
 * wants, of this user alone. What can't be removed stays. */
void lc_leftover_sweep(const char *folder, const char *prefix,
                       bool (*tail)(const char *rest));

#endif
