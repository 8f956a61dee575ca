/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/findings/finding.c - see lifecircle/study/findings/finding.h.
 */
#include "lifecircle/study/findings/finding.h"

#include "lifecircle/base/table.h"

#include <math.h>
#include <string.h>

static bool find_row(const lc_table *words, const char *id, size_t *row)
{
    int column = lc_table_column(words, "id");

    for (*row = 0; *row < lc_table_rows(words); ++*row)
        if (strcmp(lc_table_get(words, *row, column), id) == 0)
            return true;
    return false;
}

/* A finding without words would be a number that nobody can read, so it fails;
 * the words are data, in two languages, and are looked up once. */
lc_status lc_findings_word(lc_finding *f, size_t count, const lc_table *words,
                           lc_error *err)
{
    for (size_t i = 0; i < count; i++) {
        size_t row;

        if (!find_row(words, f[i].id, &row))
            return lc_fail_at(err,
                              lc_fail(err, LIFE_ERR_PARSE,
                                      "there are no words for '%s'", f[i].id),
                              lc_table_source(words), 0);
        f[i].fault = strcmp(lc_table_cell(words, row, "kind"), "fault") == 0;
        f[i].what[LIFE_LANG_EN] = lc_table_cell(words, row, "what_en");
        f[i].what[LIFE_LANG_ZH] = lc_table_cell(words, row, "what_zh");
        f[i].means[LIFE_LANG_EN] = lc_table_cell(words, row, "means_en");
        f[i].means[LIFE_LANG_ZH] = lc_table_cell(words, row, "means_zh");
        f[i].mend[LIFE_LANG_EN] = lc_table_cell(words, row, "mend_en");
        f[i].mend[LIFE_LANG_ZH] = lc_table_cell(words, row, "mend_zh");
    }
    return LIFE_OK;
}

bool lc_finding_has_room(const lc_finding *f)
{
    return f->example.n < (f->most ? f->most : LIFE_FINDING_EXAMPLES);
}

lc_finding_example *lc_finding_note(lc_finding *f)
{
    /* Where no room is left the caller still has something to write to. */
    static _Thread_local lc_finding_example lost;
    lc_finding_example *e = &lost;

    f->count++;
    if (lc_finding_has_room(f) && lc_vec_reserve(&f->example, 1))
        e = &f->example.v[f->example.n++];
    *e = (lc_finding_example){
        .other = "", .name = "", .said = "", .why = "", .metres = NAN};
    return e;
}

void lc_findings_clear(lc_finding *f, size_t count)
{
    for (size_t i = 0; f && i < count; i++)
        lc_vec_free(&f[i].example);
}
