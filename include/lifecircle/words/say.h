/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/say.h - every sentence of the program in every language, and
 * the one function that puts parts into it.
 *
 * A sentence is a row of a table: lifecircle/words/tables/SUBJECT.h. Its parts
 * go by number, {0} to {9}, since languages order them differently.
 *
 * How a sentence is written, in both languages:
 *
 *   plain      words that a resident uses; no abbreviation but units
 *   honest     what is not known is said to be so, and never as zero; a share
 *              or a time never sounds better than it is
 *   whole      what stands alone is a sentence with its full stop; cells,
 *              labels and what stands behind a colon have none
 *   marks      Chinese has its own, full width, and no space around them;
 *              quotation marks are “ ”, as HTML would escape the straight ones
 *   figures    Arabic, a space before a unit in English; in Chinese a space
 *              around them in tables of a terminal, none on the report
 *   order      each language has its own, which is why places are numbered;
 *              no sentence is put together from words whose form would
 *              depend on one another
 *   short      labels stand beside figures on a phone
 *
 * A new sentence is a row; the test of the tables wants both languages, the
 * same places in both, and nothing that HTML would escape.
 *
 * Layer:   words.
 * Errors:  those of the lc_buf.
 * Threads: the tables are constant.
 */
#ifndef LIFECIRCLE_WORDS_SAY_H
#define LIFECIRCLE_WORDS_SAY_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/words/tables/access.h"
#include "lifecircle/words/tables/checklist.h"
#include "lifecircle/words/tables/commands.h"
#include "lifecircle/words/tables/data.h"
#include "lifecircle/words/tables/directions.h"
#include "lifecircle/words/tables/facts.h"
#include "lifecircle/words/tables/foot.h"
#include "lifecircle/words/tables/headings.h"
#include "lifecircle/words/tables/health.h"
#include "lifecircle/words/tables/held.h"
#include "lifecircle/words/tables/hours.h"
#include "lifecircle/words/tables/lists.h"
#include "lifecircle/words/tables/missing.h"
#include "lifecircle/words/tables/plain.h"
#include "lifecircle/words/tables/published.h"
#include "lifecircle/words/tables/reasons.h"
#include "lifecircle/words/tables/report.h"
#include "lifecircle/words/tables/tables.h"
#include "lifecircle/words/tables/units.h"

/* All tables, in the order of their names. A new one has its include and its
 * line here; nothing else knows of it. */
#define LIFE_WORDS(X)                                                          \
    LIFE_WORDS_ACCESS(X)                                                       \
    LIFE_WORDS_ALTERED(X)                                                      \
    LIFE_WORDS_CHECKLIST(X)                                                    \
    LIFE_WORDS_COMMANDS(X)                                                     \
    LIFE_WORDS_COMPARE(X)                                                      \
    LIFE_WORDS_DATA(X)                                                         \
    LIFE_WORDS_DIRECTIONS(X)                                                   \
    LIFE_WORDS_EVALUATION(X)                                                   \
    LIFE_WORDS_EXPORTS(X)                                                      \
    LIFE_WORDS_FACTS(X)                                                        \
    LIFE_WORDS_FOOT(X)                                                         \
    LIFE_WORDS_HEADINGS(X)                                                     \
    LIFE_WORDS_HEALTH(X)                                                       \
    LIFE_WORDS_HELD(X)                                                         \
    LIFE_WORDS_HOURS(X)                                                        \
    LIFE_WORDS_LISTS(X)                                                        \
    LIFE_WORDS_MISSING(X)                                                      \
    LIFE_WORDS_OPERATOR(X)                                                     \
    LIFE_WORDS_PLAIN(X)                                                        \
    LIFE_WORDS_PUBLISHED(X)                                                    \
    LIFE_WORDS_REASONS(X)                                                      \
    LIFE_WORDS_REPORT(X)                                                       \
    LIFE_WORDS_TABLES(X)                                                       \
    LIFE_WORDS_UNITS(X)

/* clang-format off */
/* Numbers mean nothing beyond this program: none is stored or sent. */
typedef enum lc_sentence { /* LIFE_SAY_PLAIN_TITLE, ... */
#define LIFE_X(id, zh, en) LIFE_SAY_##id,
    LIFE_WORDS(LIFE_X)
#undef LIFE_X
    LIFE_SAY_COUNT
} lc_sentence;
/* clang-format on */

/* The sentence as the table has it, placeholders and all; never NULL or "".
 * For words that have no part. */
const char *lc_say_text(lc_lang lang, lc_sentence id);

/* Puts a part where it belongs: as it is (lc_buf_puts), or escaped. */
typedef void (*lc_say_put)(lc_buf *out, const char *part);

/* Puts the sentence with its parts, NULL behind the last. There must be as
 * many as it has places; what is more is left out. The words themselves are put
 * as they are: no table holds what HTML would escape. */
void lc_say_parts(lc_buf *out, lc_lang lang, lc_sentence id,
                  const char *const *part, lc_say_put put);
/* Plain text: parts as they are. */
void lc_say(lc_buf *out, lc_lang lang, lc_sentence id, const char *const *part);
/* Its parts one after another: LC_SAY(&out, lang, LIFE_SAY_METRES, "120"). A
 * sentence without places needs none: lc_say_text(). */
#define LC_SAY(out, lang, id, ...)                                             \
    lc_say(out, lang, id, (const char *const[]){__VA_ARGS__, NULL})

/* The text of a part that was put together in a buffer of its own; "" where
 * that failed, and then `out` has failed too. Holds as long as `part`. */
const char *lc_say_part(lc_buf *out, const lc_buf *part);

#endif
