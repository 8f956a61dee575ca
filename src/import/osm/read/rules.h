/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/rules.h - tables of tag rules (geodata/osm_rules.csv,
 * features.csv, homes.csv): which result the tags of an element give.
 *
 * A rule's column `expression` joins conditions by " + "; all must hold:
 *
 *   key=a|b     one of the tag's values (lists split at ';') is a or b
 *   key!=a|b    none of them is; holds without the tag
 *   key  !key   there is such a tag; there is none
 *   key~a|b     the value contains a or b, ASCII letters in either case
 *   key^a|b     the same, as a whole word
 *   key<5       the value is a number below 5;  key>=5 likewise
 *
 * Three keys are no tags: `any_name` is each of the element's names,
 * `area_m2` its size (an element that is no area has none), `result` the
 * results of the rules above. The first condition must ask for a tag.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_RULES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_RULES_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/table.h"
#include "src/import/osm/read/data.h"

typedef struct lc_osm_rules lc_osm_rules;

typedef struct lc_osm_view {
    const lc_osm_data *data;
    uint32_t tag, tag_count;
    double area_m2; /* NAN: not known yet, conditions hold; < 0: no area */
} lc_osm_view;

typedef struct lc_osm_match { /* `= {0}` to begin */
    uint64_t results;         /* bit i: lc_osm_rules_result(r, i) */
    size_t row;               /* of the rule that matched last */
    uint64_t keys;            /* which first keys the element has */
    uint16_t at[64];          /* of these: which of its tags that is */
    size_t next;
    bool begun;
} lc_osm_match;

/* Reads geodata/TABLE, whose column `result` names what a rule gives; rows
 * whose column `weak` is 1 only if `weak`. LIFE_ERR_PARSE: a rule that can't
 * be understood, with its line; LIFE_ERR_LIMIT: over 64 results or first
 * keys. On LIFE_OK `*out` is the caller's, for lc_osm_rules_free(). */
lc_status lc_osm_rules_open(const char *table, const char *result, bool weak,
                            lc_osm_rules **out, lc_error *err);
/* The same of a table that is there, which it takes over in any case; NULL is
 * out of memory. */
lc_status lc_osm_rules_make(lc_table *table, const char *result, bool weak,
                            lc_osm_rules **out, lc_error *err);
void lc_osm_rules_free(lc_osm_rules *r); /* NULL is fine */

/* Moves on to the next rule that holds and whose result has not been given
 * yet, in the table's order; false at the end. */
bool lc_osm_rules_next(const lc_osm_rules *r, const lc_osm_view *t,
                       lc_osm_match *m);
/* All results at once. */
uint64_t lc_osm_rules_match(const lc_osm_rules *r, const lc_osm_view *t);

size_t lc_osm_rules_result_count(const lc_osm_rules *r);
const char *lc_osm_rules_result(const lc_osm_rules *r, size_t i);
/* The results of the rows that have 1 in the column. */
uint64_t lc_osm_rules_marked(const lc_osm_rules *r, const char *column);
/* Bit of a result, 0 where no rule gives it. */
uint64_t lc_osm_rules_bit(const lc_osm_rules *r, const char *result);
/* Index of the result that a row gives. */
size_t lc_osm_rules_of_row(const lc_osm_rules *r, size_t row);
/* Cell of a row, "" where there is none; lives as long as `r`. */
const char *lc_osm_rules_cell(const lc_osm_rules *r, size_t row,
                              const char *column);
/* What kind of its result the element is, by the rule that a row is: the value
 * of its first key where the row has 1 in the column `kind`, else NULL. */
const char *lc_osm_rules_kind(const lc_osm_rules *r, size_t row,
                              const lc_osm_view *t);
/* The same as people write it: swimming_pool as "swimming pool". */
void lc_osm_rules_put_kind(const char *kind, lc_buf *out);
/* First line of a rule with that result, for messages. */
uint32_t lc_osm_rules_line(const lc_osm_rules *r, size_t result);
/* The key that a row's first condition asks for. */
const char *lc_osm_rules_key(const lc_osm_rules *r, size_t row);

#endif
