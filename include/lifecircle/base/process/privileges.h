/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/process/privileges.h - what a process has by birth.
 *
 * Layer:   base.
 * Threads: call it before there are any.
 */
#ifndef LIFECIRCLE_BASE_PROCESS_PRIVILEGES_H
#define LIFECIRCLE_BASE_PROCESS_PRIVILEGES_H

#include <stdbool.h>

/* No program that it starts has more rights than itself, from now on. */
void lc_privileges_keep(void);
/* Whether it may do what others may not: it is root. */
bool lc_privileges_root(void);
/* Closes what it was started with beside 0, 1 and 2 (and the `kept` behind
 * them, as a service manager hands over sockets), and opens /dev/null for those
 * of the three that are closed, as a database must never be one of them. How
 * many were closed. */
int lc_privileges_descriptors(unsigned kept);

#endif
