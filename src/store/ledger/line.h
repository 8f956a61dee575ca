/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/ledger/line.h - a line of the ledger as text.
 */
#ifndef LIFECIRCLE_SRC_STORE_LEDGER_LINE_H
#define LIFECIRCLE_SRC_STORE_LEDGER_LINE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/store/ledger.h"

/* With its newline. */
void lc_line_put(lc_buf *out, const lc_ledger_line *line);
/* Of `len` bytes without a newline. False: it is no whole line. Members that
 * are missing or of another kind are not known; others are passed over. */
bool lc_line_read(const char *text, size_t len, lc_ledger_line *out);

#endif
