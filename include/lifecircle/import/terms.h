/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/terms.h - on what terms a source may be used: whom its data
 * are owed to, its licence, and whether its rows may be given away.
 *
 * Layer:   import, over store.
 * Threads: as the city that is edited.
 */
#ifndef LIFECIRCLE_IMPORT_TERMS_H
#define LIFECIRCLE_IMPORT_TERMS_H

#include "lifecircle/import/options.h"
#include "lifecircle/store/city.h"

/* With their NUL. */
#define LIFE_ATTRIBUTION_BYTES 501
#define LIFE_LICENCE_BYTES     201

typedef struct lc_terms {
    char attribution[LIFE_ATTRIBUTION_BYTES];
    char licence[LIFE_LICENCE_BYTES]; /* an SPDX id, or words; "": not known */
    bool withheld;                    /* shown, but not given away */
} lc_terms;

/* Those that the options say; what they are silent about stays as the source
 * of that name has it ("" and given away where there is none). LIFE_ERR_RANGE
 * with the option: too long, or no line of text. */
lc_status lc_terms_take(lc_city *c, const char *source, const lc_import_opts *o,
                        lc_terms *out, lc_error *err);
/* `sources set`: "licence=...", "attribution=...", "export=yes|no"; the rest
 * stays. LIFE_ERR_NOT_FOUND: no such source, with the names there are;
 * LIFE_ERR_USAGE with the field. */
lc_status lc_terms_set(lc_city *c, const char *source,
                       const char *const *fields, size_t count, lc_error *err);

#endif
