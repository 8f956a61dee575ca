/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/health/file.h - whether a city file can be served, and what is
 * missing from it. `check` looks at its data one by one; here it is what an
 * operator has to know before it goes out.
 */
#ifndef LIFECIRCLE_SRC_CLI_HEALTH_FILE_H
#define LIFECIRCLE_SRC_CLI_HEALTH_FILE_H

#include "src/cli/health/health.h"

/* Whatever is wrong with it, a missing file too, is a row, not an error. */
void lc_health_file(lc_health *h, const char *path);

#endif
