/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/access_measures.h - how evenly something is shared out, for a
 * terminal: of access as it is, and of a scenario.
 */
#ifndef LIFECIRCLE_SRC_ASK_COVER_ACCESS_MEASURES_H
#define LIFECIRCLE_SRC_ASK_COVER_ACCESS_MEASURES_H

#include "lifecircle/ask/question.h"
#include "lifecircle/export/answers/whatif.h"
#include "lifecircle/study/cover/equity.h"
#include "lifecircle/words/say.h"

/* A line: what it is over, and each measure; one that can't be had says why. */
void lc_ask_measures(lc_buf *out, lc_sentence over, const lc_equity *e,
                     lc_lang lang);

/* Before and after a scenario of facilities, over homes, with what each has. */
void lc_ask_shared_table(lc_buf *out, const lc_whatif_shared *s, lc_lang lang);
/* Of the study, and of the city that the changes make. On an error neither
 * answer is there. lc_access_ask()'s errors, and lc_altered_study()'s. */
lc_status lc_ask_shared(lc_study *study, const lc_whatif_changes *c,
                        lc_whatif_shared *s, lc_error *err);
void lc_ask_shared_clear(lc_whatif_shared *s);

#endif
