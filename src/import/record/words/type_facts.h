/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/type_facts.h - what a type says of a place beside
 * its category, by geodata/type_facts.csv: 三甲医院 is of a grade, 公办幼儿园
 * has an owner.
 *
 * Threads: constant once it is open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_TYPE_FACTS_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_TYPE_FACTS_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/table.h"

#include <stdbool.h>
#include <stddef.h>

#define LIFE_TOLD_MOST 16 /* facts of one row that are kept; more are none */

/* Attributes and what they are; texts are not its own. */
typedef struct lc_told {
    struct lc_told_fact {
        const char *attribute, *value;
    } v[LIFE_TOLD_MOST];
    size_t n;
} lc_told;

/* The first that is told of an attribute stays. `value` NULL: it is no longer
 * known. */
void lc_type_facts_add(lc_told *t, const char *attribute, const char *value);

typedef struct lc_type_fact {
    char *name; /* folded (lc_cell_fold) */
    bool front; /* a type may begin with it */
    bool cells; /* stands for its value in the attribute's own column too */
    const char *attribute, *value;
} lc_type_fact;

typedef struct lc_type_facts { /* `= {0}` may be closed */
    lc_table *table;
    LC_VEC(lc_type_fact) fact;
} lc_type_facts;

/* LIFE_ERR_PARSE of the table, LIFE_ERR_NOMEM; close *f either way. */
lc_status lc_type_facts_open(lc_type_facts *f, lc_error *err);
void lc_type_facts_close(lc_type_facts *f);

/* Bytes of the longest front of a folded type that says something, and is not
 * all of it; 0: none. O(facts). */
size_t lc_type_facts_front(const lc_type_facts *f, const char *folded);
/* What a folded type says, its fronts one after another first. */
void lc_type_facts_tell(const lc_type_facts *f, const char *folded,
                        lc_told *out);
/* Whether the cells of an attribute's column are looked up, and what one of
 * them is; `text` itself where it is no word of the table. */
bool lc_type_facts_has_cells(const lc_type_facts *f, const char *attribute);
const char *lc_type_facts_cell(const lc_type_facts *f, const char *attribute,
                               const char *text);

#endif
