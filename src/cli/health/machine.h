/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/health/machine.h - what a server needs of its machine: limits,
 * memory, what the kernel has for a sandbox, the clock.
 */
#ifndef LIFECIRCLE_SRC_CLI_HEALTH_MACHINE_H
#define LIFECIRCLE_SRC_CLI_HEALTH_MACHINE_H

#include "src/cli/health/health.h"

/* Looks at the process that runs it: as the server would be started. */
void lc_health_machine(lc_health *h);

#endif
