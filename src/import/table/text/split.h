/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/split.h - the objects of a JSON text one at a time,
 * whatever it is called: a FeatureCollection, an answer of a map service with
 * its list of places, a list, one object, or objects one behind another.
 *
 * Memory: one feature at a time, at most 64 MiB.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_SPLIT_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_SPLIT_H

#include "lifecircle/base/buf.h"
#include "src/import/table/text/text.h"

typedef enum lc_split_form {
    LIFE_SPLIT_MEMBER, /* the list is a member: "features", "pois", "data" */
    LIFE_SPLIT_LIST,   /* the text is a list */
    LIFE_SPLIT_LOOSE,  /* objects one behind another, over any lines */
    LIFE_SPLIT_LINES   /* one a line, or behind RFC 8142's marks */
} lc_split_form;

typedef struct lc_split {
    const lc_reading *job;
    lc_split_form form;
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
    uint64_t depth, items, around; /* around: how deep the list lies */
} lc_split;

/* Looks at the text's beginning, as far as that is needed to know its form.
 * What can't be told is a member's list, or lines where `sequence`. */
lc_status lc_split_find(const lc_reading *job, bool sequence,
                        lc_split_form *out, lc_error *err);
lc_status lc_split_open(const lc_reading *job, lc_split_form form,
                        lc_split *out, lc_error *err);
/* Whether a member of this name may be the list of places or features. */
bool lc_split_names_list(const char *name, size_t len);
void lc_split_close(lc_split *s);
/* The next feature into s->item; *found false at the end. LIFE_ERR_PARSE and
 * LIFE_ERR_LIMIT with the line, or what lc_text_next() returns. */
lc_status lc_split_next(lc_split *s, bool *found, lc_error *err);

#endif
