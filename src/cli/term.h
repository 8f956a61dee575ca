/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/term.h - standard output. Results go there, everything else to
 * standard error.
 */
#ifndef LIFECIRCLE_SRC_CLI_TERM_H
#define LIFECIRCLE_SRC_CLI_TERM_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/grid.h"
#include "lifecircle/words/say.h"

/* Writing failed, errno says why: LIFE_ERR_IO; where nobody reads any more the
 * program ends, in silence, by SIGPIPE. */
lc_status lc_term_failed(lc_error *err);
/* LIFE_ERR_IO, with what the system says. Output is buffered: only the flush
 * knows whether all of it arrived. */
lc_status lc_term_write(const void *bytes, size_t len, lc_error *err);
/* For what is no sentence: ids, newlines. */
lc_status lc_term_printf(lc_error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* A sentence with its parts, NULL behind the last: to standard output, or as a
 * line of the log. */
lc_status lc_term_say(lc_error *err, lc_lang lang, lc_sentence id,
                      const char *const *part);
void lc_term_log(lc_lang lang, lc_sentence id, const char *const *part);
#define LC_TERM_SAY(err, lang, id, ...)                                        \
    lc_term_say(err, lang, id, (const char *const[]){__VA_ARGS__, NULL})
#define LC_TERM_LOG(lang, id, ...)                                             \
    lc_term_log(lang, id, (const char *const[]){__VA_ARGS__, NULL})
/* From now on what takes long tells on a terminal how far it is; `quiet`: it
 * doesn't. */
void lc_term_progress(lc_lang lang, bool quiet);
/* An answer, and a newline; frees the buffer. */
lc_status lc_term_answer(lc_buf *answer, lc_error *err);
/* A table; empties it. */
lc_status lc_term_grid(lc_grid *g, lc_error *err);
/* What the process ends with where its command did all it was to do, and has
 * something to say by it; 0 else. */
void lc_term_set_exit(int code);
int lc_term_get_exit(void);
/* Whether all of it arrived: a full disk is an error. */
lc_status lc_term_flush(lc_error *err);

#endif
