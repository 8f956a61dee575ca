/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/process/calls.h - which system calls the process may still
 * make: seccomp.
 *
 * Layer:   base.
 * Threads: of all of them, also those that are running, and of those to come.
 * Nothing takes it back. Programs under the sanitizers are let off, as these
 * trace the process at its end.
 */
#ifndef LIFECIRCLE_BASE_PROCESS_CALLS_H
#define LIFECIRCLE_BASE_PROCESS_CALLS_H

#include <stdbool.h>

/* A server at work: files are opened and read, connections that come are
 * taken, threads begin and end. No program is started, no connection made, no
 * memory made to run, no other process touched: EPERM. False: the kernel has
 * none of it. Milliseconds. */
bool lc_calls_serve(void);
/* What needs no network: sockets but those of this machine's own services
 * (AF_UNIX), programs, tracing and asynchronous rings are EPERM. False as
 * above. */
bool lc_calls_offline(void);

#endif
