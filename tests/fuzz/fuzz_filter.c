/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_filter.c - filters of rows, as a request or a command has
 * them, held against a few rows.
 */
#include "fuzz.h"
#include "lifecircle/export/filter/filter.h"

#include <stdio.h>
#include <stdlib.h>

static const lc_export_field field[] = {{"name", LIFE_TEXT, "", "name", ""},
                                        {"n", LIFE_INTEGER, "", "n", ""},
                                        {"share", LIFE_DECIMAL(3), "", "s", ""},
                                        {"metres", LIFE_MILLI, "", "m", ""},
                                        {"open", LIFE_BOOL, "", "open", ""},
                                        {"day", LIFE_DATE, "", "day", ""},
                                        {"kinds", LIFE_LIST, "", "kinds", ""}};

/* The first row has all its values, the second none. */
static void make_row(lc_row *r, int i)
{
    static const char *const kinds[] = {"park", "公园"};
    const lc_cell full[] = {
        lc_cell_text("aB_%公"), lc_cell_whole(5),
        lc_cell_real(0.25),     lc_cell_whole(1500),
        lc_cell_whole(1),       lc_cell_text("2026-01-31T12:00:00+08:00"),
        lc_cell_list(kinds, 2)};

    for (size_t f = 0; f < sizeof full / sizeof *full; f++)
        lc_row_add(r, i ? lc_cell_text(NULL) : full[f]);
    r->geometry.placed = !i;
    r->geometry.pt = (lc_pt){1040600000, 306500000};
}

/* What is kept by a filter is not kept by its `not`. */
static void hold(const lc_filter *f, const lc_filter *no)
{
    for (int i = 0; i < 2; i++) {
        lc_row r = {0};

        make_row(&r, i);
        if (lc_filter_keeps(f, &r) && no && lc_filter_keeps(no, &r))
            abort();
        if (r.failed)
            abort();
        lc_row_free(&r);
    }
}

void lct_fuzz_filter(const uint8_t *data, size_t len)
{
    const lc_filter_rows rows = {.fields = LIFE_FIELDS(field),
                                 .geometry = true};
    char *text = lct_fuzz_text(data, len), *turned = malloc(len + 8);
    lc_filter *f = NULL, *no = NULL;
    lc_error err = {0};
    size_t which;
    lc_box box;

    if (!turned)
        abort();
    lct_fuzz_told((int)lc_filter_parse(text, &rows, &f, &err), &err);
    if (f) {
        snprintf(turned, len + 8, "not (%s)", text);
        lc_filter_parse(turned, &rows, &no, NULL);
        hold(f, no);
        lc_filter_box(f, &box);
        lc_filter_equal(f, &which);
    }
    lc_filter_free(f);
    lc_filter_free(no);
    free(turned);
    free(text);
}
