/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/reject.h - why a row is not taken.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_REJECT_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_REJECT_H

#include "lifecircle/base/error.h"

/* What a row is rejected for goes into the error's `parameter`: the id of a
 * finding of geodata/findings.csv that begins with "row_". */
#define lc_reject(err, st, id, ...)                                            \
    lc_fail_param(err, st, "row_" id, __VA_ARGS__)

#endif
