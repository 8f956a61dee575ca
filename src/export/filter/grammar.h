/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/grammar.h - a filter's text as a tree.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_FILTER_GRAMMAR_H
#define LIFECIRCLE_SRC_EXPORT_FILTER_GRAMMAR_H

#include "src/export/filter/lex.h"
#include "src/export/filter/tree.h"

#define LIFE_GRAMMAR_DEPTH 32 /* of brackets and `not` */

/* A filter being read. The word that is looked at is `lex`'s. */
typedef struct lc_grammar {
    lc_lex lex;
    const lc_filter_rows *rows;
    lc_filter *filter; /* gets the nodes */
    unsigned depth;
} lc_grammar;

/* All of the text; the errors of filter.h. */
lc_status lc_grammar_read(lc_grammar *g, lc_error *err);

#endif
