/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/findings/finding.h - what is odd in data, in words, with
 * counts and examples. Made by the diagnosis of a city and by the imports,
 * written by export.
 *
 * The words of each finding are in geodata/findings.csv, in both languages.
 *
 * Layer:   study.
 * Threads: belongs to one thread.
 */
#ifndef LIFECIRCLE_STUDY_FINDINGS_FINDING_H
#define LIFECIRCLE_STUDY_FINDINGS_FINDING_H

#include "lifecircle/base/csv.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/table.h"
#include "lifecircle/geo/point.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIFE_FINDING_EXAMPLES 100 /* kept of a finding, the first ones */

/* Texts that are pointed to belong to what was looked at (a world, a table) and
 * must outlive the finding; `id` is its own. Every one is set, none is NULL. */
typedef struct lc_finding_example {
    char id[80];       /* of a facility, a unit, a source; osm:n12; or "" */
    const char *other; /* what it is a double of, overlaps, ... or "" */
    const char *name;  /* or "" */
    const char *said;  /* of a row: what is wrong with it, or "" */
    const char *why;   /* what more is known of it, in English (words/imported.h
                          has the Chinese), or "" */
    uint32_t line;     /* of a table; 0: none */
    uint32_t feature;  /* its number from 1, in a file without lines; 0 */
    uint32_t street;   /* of the city file, whose way it is; 0: of none */
    uint32_t home;     /* its number from 1; 0: none */
    lc_pt pt;
    bool placed;
    double metres; /* to the other or to the street; of an island, its length;
                      NAN where it says nothing */
} lc_finding_example;

/* The words are those of the table given to lc_findings_word(). `count` goes on
 * when the examples are full. */
typedef struct lc_finding {
    const char *id;
    bool fault; /* likely to make answers wrong; else worth knowing */
    /* What it is, what it means, what mends it, by language. */
    const char *what[LIFE_LANG_COUNT], *means[LIFE_LANG_COUNT],
        *mend[LIFE_LANG_COUNT];
    uint64_t count;
    size_t most; /* examples that are kept; 0: LIFE_FINDING_EXAMPLES */
    LC_VEC(lc_finding_example) example;
} lc_finding;

/* Fills in the words of findings by their ids, from `words`, which must stay
 * as long as they are read: lc_table_open("findings.csv"). LIFE_ERR_PARSE with
 * its line: a finding has no words. */
lc_status lc_findings_word(lc_finding *f, size_t count, const lc_table *words,
                           lc_error *err);
/* Whether one more example is kept. */
bool lc_finding_has_room(const lc_finding *f);
/* Counts one, and gives the example to be filled in, or one to be lost. */
lc_finding_example *lc_finding_note(lc_finding *f);
void lc_findings_clear(lc_finding *f, size_t count);

#endif
