/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/heading.h - the headings of a table for a terminal.
 *
 * Layer:   words.
 * Errors:  those of the lc_grid.
 * Threads: a grid belongs to one thread.
 */
#ifndef LIFECIRCLE_WORDS_HEADING_H
#define LIFECIRCLE_WORDS_HEADING_H

#include "lifecircle/base/grid.h"
#include "lifecircle/words/say.h"

/* A cell for each heading of the row `id` of tables/headings.h: they must be as
 * many as the grid has columns. `part` takes the place of {0}; NULL where there
 * is none. */
void lc_heading_put(lc_grid *g, lc_lang lang, lc_sentence id, const char *part);

#endif
