/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/split.h - see table_split.c.
 *
 * Memory: one feature at a time, at most 64 MiB.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_SPLIT_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_SPLIT_H

#include "lifecircle/base/buf.h"
#include "src/import/table/text/text.h"

typedef struct lc_split {
    const lc_reading *job;
    bool sequence;
    lc_text *text;
    const char *at, *end; /* of the piece at hand */
    uint32_t line;        /* of the next byte */
    bool blank;           /* nothing but white space so far */
    /* the item found: a feature's text, and where it begins */
    lc_buf item;
    uint32_t item_line;
    /* a sequence's: what ends an item, 0 before the first */
    char mark;
    /* a collection's */
    lc_buf rest; /* the text without its items */
    bool in_string, escaped, in_list, listed, wants_item;
    uint64_t depth, items;
} lc_split;

lc_status lc_split_open(const lc_reading *job, bool sequence, lc_split *out,
                        lc_error *err);
void lc_split_close(lc_split *s);
/* The next feature into s->item; *found false at the end. LIFE_ERR_PARSE and
 * LIFE_ERR_LIMIT with the line, or what lc_text_next() returns. */
lc_status lc_split_next(lc_split *s, bool *found, lc_error *err);

#endif
