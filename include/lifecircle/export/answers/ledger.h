/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/ledger.h - the ledger of a city as JSON or CSV.
 *
 * Layer:   export, over store.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_LEDGER_H
#define LIFECIRCLE_EXPORT_ANSWERS_LEDGER_H

#include "lifecircle/base/buf.h"
#include "lifecircle/store/ledger.h"

/* The name of the file that is still that version, without its folder; "":
 * there is none. `out` takes it. */
void lc_answer_ledger_file(lc_buf *out, const lc_ledger *l,
                           const lc_ledger_line *line);
/* `format`: "json", with how many lines are torn, or "csv". LIFE_ERR_NOMEM. */
lc_status lc_answer_ledger(lc_buf *out, const lc_ledger *l, const char *format,
                           lc_error *err);

#endif
