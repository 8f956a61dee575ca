/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/list.h - a list on its way: what its rows are made from, and
 * where they go.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_LISTS_LIST_H
#define LIFECIRCLE_SRC_EXPORT_LISTS_LIST_H

#include "lifecircle/export/formats/fieldset.h"
#include "lifecircle/export/formats/mark.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/export/lists/lists.h"
#include "lifecircle/words/say.h"
#include "src/export/lists/earlier.h"

typedef struct lc_list_run {
    lc_study *study;
    const lc_world *w; /* the study's */
    const lc_assessment *a;
    const lc_list_query *q;
    lc_lang lang;
    lc_fieldset columns;
    lc_writer writer;
    lc_row row;          /* that gathers */
    lc_earlier *earlier; /* NULL: there is none */
} lc_list_run;

/* A kind of list. `fields` may depend on the city; `write` gives each row to
 * lc_list_put(). */
typedef struct lc_list_kind {
    const char *name;
    lc_sentence title;
    lc_sentence (*note)(const lc_list_run *l);
    lc_fields (*fields)(const lc_list_run *l);
    lc_status (*write)(lc_list_run *l, lc_error *err);
} lc_list_kind;

extern const lc_list_kind lc_list_policy, lc_list_projects, lc_list_data,
    lc_list_opportunities, lc_list_figures;

/* The row that has gathered, held against the earlier list; then it is empty
 * for the next. */
lc_status lc_list_put(lc_list_run *l, lc_error *err);

/* How rows of a list are ranked: `order` is that of the file; those of one
 * line (a group, a trade) stand together and are numbered from 1. */
typedef struct lc_list_ranking {
    size_t size; /* of a row */
    int (*order)(const void *a, const void *b);
    bool (*in_line)(const void *a, const void *b);
    lc_status (*put)(void *ctx, const void *row, int64_t rank, lc_error *err);
} lc_list_ranking;
/* Sorts the rows and puts each with its rank. */
lc_status lc_list_ranked(const lc_list_ranking *by, void *rows, size_t n,
                         void *ctx, lc_error *err);

/* Behind the last row: those of the earlier list that are gone. */
lc_status lc_list_rest(lc_list_run *l, lc_error *err);

/* ---- what lists share ---- */

/* The last two columns of each: by whose rules, of when. */
#define LIFE_LIST_END_FIELDS(X)                                                \
    X("standard_title", LIFE_TEXT | LIFE_HEADED | LIFE_LOOSE, "",              \
      "by which standard", "依据标准", lc_list_standard(l))                    \
    X("data_as_of", LIFE_TEXT | LIFE_HEADED | LIFE_LOOSE, "", "data as of",    \
      "数据截至", lc_cell_text(lc_as_of_city(l->w)))

/* "WHOSE · NAME (version 2026.1)". */
lc_cell lc_list_standard(lc_list_run *l);
/* A word of the list's language. */
static inline const char *lc_list_say(const lc_list_run *l, lc_sentence id)
{
    return lc_say_text(l->lang, id);
}
/* A text as a cell, then free; null where it is empty. */
lc_cell lc_list_text(lc_list_run *l, lc_buf *text);
/* The unit's name in the list's language, and those above it, " · " between,
 * the largest first. */
const char *lc_list_unit(const lc_list_run *l, uint32_t unit);
lc_cell lc_list_parents(lc_list_run *l, uint32_t unit);
/* Whether a unit lies in the one that was asked for; all lie in the city. */
bool lc_list_within(const lc_list_run *l, uint32_t unit);
/* Thousandths as a whole number of people, null where it isn't known. */
lc_cell lc_list_whole(int64_t milli);

#endif
