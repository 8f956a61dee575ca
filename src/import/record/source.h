/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/source.h - the source that a table becomes in the city.
 *
 * Names are shown to people and are part of ids, so they are text, and not
 * long.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_SOURCE_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_SOURCE_H

#include "lifecircle/import/options.h"
#include "lifecircle/import/terms.h"
#include "lifecircle/store/city.h"

/* A source of a table import: its name, given or the file's stem. */
#define LIFE_SOURCE_BYTES 128 /* of a source's name, with its NUL */

/* The rule for the names of all sources, extracts and tables alike: 1 to 127
 * bytes of UTF-8 without control bytes. LIFE_ERR_RANGE with "source". */
lc_status lc_record_source_check(const char *name, size_t len, lc_error *err);

typedef struct lc_record_source {
    char name[LIFE_SOURCE_BYTES];
    char sha256[65];
    const char *kind, *file; /* borrowed */
    const char *extent;      /* --extent, or NULL; borrowed */
    char as_of[16]; /* YYYY[-MM[-DD]]: --as-of, else the newest so far; or "" */
    lc_terms terms;
} lc_record_source;

/* Checks name and file, and takes out what the name brought before.
 * LIFE_ERR_USAGE: the name belongs to another kind of source. */
lc_status lc_record_source_begin(lc_city *c, const char *path, const char *kind,
                                 const lc_import_opts *o, lc_record_source *out,
                                 lc_error *err);
lc_status lc_record_source_end(lc_city *c, const lc_record_source *from,
                               const char *crs, const lc_import_report *report,
                               lc_error *err);

#endif
