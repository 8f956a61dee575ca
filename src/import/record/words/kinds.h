/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/kinds.h - categories by id or name.
 *
 * Threads: constant once it is open. Category i of a set is row i of the table
 * of categories: geodata's, with those that the city adds.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_KINDS_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_WORDS_KINDS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/base/table.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/catset.h"
#include "src/import/record/words/type_facts.h"

#include <stdbool.h>

#define LIFE_KINDS_SUBTYPE "subtype" /* the attribute that keeps a type */

typedef struct lc_kinds lc_kinds;

/* `own`: a table of types and their categories that goes before geodata's, or
 * NULL. LIFE_ERR_RANGE with file and line: it names no category. */
lc_status lc_kinds_open(lc_city *c, const char *own, lc_kinds **out,
                        lc_error *err);
void lc_kinds_close(lc_kinds *k);
/* The city's table of categories. */
const lc_table *lc_kinds_categories(const lc_kinds *k);
/* What categories a cell names: ids, names, types and classes by
 * geodata/type_names.csv, several with ; | or a comma between; empty where none
 * is known. `odd`: the first type that is not known, or "". LIFE_ERR_NOMEM. */
lc_status lc_kinds_find(const lc_kinds *k, const char *text, lc_catset *set,
                        lc_buf *odd, lc_error *err);
/* The same where all must be known: LIFE_ERR_RANGE names the one that is not,
 * and the nearest id. */
lc_status lc_kinds_parse(const lc_kinds *k, const char *text, lc_catset *set,
                         lc_error *err);
/* What a cell of types says beside its categories: itself, as it is written
 * (LIFE_KINDS_SUBTYPE; nothing where it is ids of categories alone), and the
 * facts of its types. `text` is kept by its pointer. */
void lc_kinds_tell(const lc_kinds *k, const char *text, lc_told *out);
/* "park school", in table order. */
void lc_kinds_text(const lc_kinds *k, const lc_catset *set, lc_buf *out);
/* How far apart doubles of these kinds may be (study/check/twins.h). */
double lc_kinds_reach_m(const lc_kinds *k, const lc_catset *set);
/* Name of the first of them. */
const char *lc_kinds_name(const lc_kinds *k, const lc_catset *set,
                          lc_lang lang);

#endif
