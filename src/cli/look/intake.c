/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/intake.c - how a table was read: its columns, first rows, types
 * without a category; in full for a trial, in a few lines behind an import.
 */
#include "src/cli/look/intake.h"

#include "lifecircle/base/utf8.h"
#include "lifecircle/export/pages/data/report.h"
#include "lifecircle/words/heading.h"
#include "lifecircle/words/imported.h"
#include "src/cli/look/findings.h"
#include "src/cli/term.h"

#include <inttypes.h>
#include <stdio.h>

#define TYPES_LISTED 10 /* in a few lines */
#define NUMBER       24 /* bytes of any count, with its NUL */

/* Sentences take their parts as text. */
static void put_number(char out[NUMBER], int64_t n)
{
    snprintf(out, NUMBER, "%" PRId64, n);
}

/* A cell that is empty is a type as well: rows without one are listed by it. */
static const char *type_name(const lc_journal_type *t, lc_lang lang)
{
    return *t->type ? t->type : lc_say_text(lang, LIFE_SAY_CELL_EMPTY);
}

/* Every column of the table, in its order: what was not used is the first thing
 * to look for when rows are missing. */
static lc_status put_columns(const lc_journal *n, lc_lang lang, lc_error *err)
{
    lc_grid g = {.columns = 2};

    lc_heading_put(&g, lang, LIFE_SAY_HEAD_COLUMNS, NULL);
    for (size_t i = 0; i < n->column.n; i++) {
        const char *field = n->column.v[i].field;

        lc_grid_put(&g, "%s", n->column.v[i].name);
        lc_grid_put(&g, "%s",
                    *field ? lc_journal_called(n, field, lang)
                           : lc_say_text(lang, LIFE_SAY_CELL_UNUSED));
    }
    return lc_term_grid(&g, err);
}

/* The first rows as they were read, a line a field: a wrong column shows here
 * at once. */
static lc_status put_rows(const lc_journal *n, lc_lang lang, lc_error *err)
{
    lc_grid g = {.columns = 3};

    lc_heading_put(&g, lang, LIFE_SAY_HEAD_ROWS, NULL);
    for (size_t i = 0; i < n->row_count; i++)
        for (size_t k = 0; k < n->row[i].cell.n; k++) {
            if (k == 0)
                lc_findings_place(&g, "", n->row[i].line, n->row[i].feature,
                                  lang);
            else
                lc_grid_put(&g, "%s", "");
            lc_grid_put(&g, "%s",
                        lc_journal_called(n, n->row[i].cell.v[k].field, lang));
            lc_grid_put(&g, "%s", n->row[i].cell.v[k].value);
        }
    return lc_term_grid(&g, err);
}

/* Types that no category stands for, most frequent first, with an example to
 * look up. */
static lc_status put_types(const lc_journal *n, lc_lang lang, lc_error *err)
{
    lc_grid g = {.columns = 4, .right = 1};
    char more[NUMBER];
    lc_status st;

    if (n->type.n == 0)
        return LIFE_OK;
    st = lc_term_printf(err, "\n");
    lc_heading_put(&g, lang, LIFE_SAY_HEAD_TYPES, NULL);
    for (size_t i = 0; i < n->type.n; i++) {
        const lc_journal_type *t = &n->type.v[i];

        lc_grid_put(&g, "%" PRId64, t->count);
        lc_grid_put(&g, "%s", type_name(t, lang));
        lc_findings_place(&g, "", t->line, t->feature, lang);
        lc_grid_put(&g, "%s", t->example);
    }
    if (st) {
        lc_term_grid(&g, NULL);
        return st;
    }
    st = lc_term_grid(&g, err);
    if (st || !n->type_more)
        return st;
    put_number(more, n->type_more);
    return LC_TERM_SAY(err, lang, LIFE_SAY_TRIAL_MORE_TYPES, more);
}

/* What would become of the rows: these add up to all of them. */
static lc_status put_counts(const lc_journal *n, lc_lang lang, lc_error *err)
{
    char rows[NUMBER], taken[NUMBER], rejected[NUMBER], left_out[NUMBER];
    lc_status st;

    put_number(rows, n->rows);
    put_number(taken, n->taken);
    put_number(rejected, n->rejected);
    put_number(left_out, n->left_out);
    st = LC_TERM_SAY(err, lang, LIFE_SAY_TRIAL_ROWS, rows, taken, rejected);
    if (!st && n->left_out)
        st = LC_TERM_SAY(err, lang, LIFE_SAY_TRIAL_LEFT_OUT, left_out);
    return st ? st : lc_term_printf(err, "\n\n");
}

/* All of a trial: nothing of it is in the city, so nowhere else can it be read.
 */
lc_status lc_intake_print(const lc_data_report *r, lc_lang lang, lc_error *err)
{
    const lc_journal *n = r->intake;
    const char *crs = n->crs_text ? n->crs_text
                      : n->crs    ? n->crs
                                  : lc_say_text(lang, LIFE_SAY_TRIAL_CRS_NONE);
    lc_status st = put_columns(n, lang, err);
    lc_buf text = {0};

    lc_imported_put(&text, lang, crs);
    if (!st)
        st = LC_TERM_SAY(err, lang, LIFE_SAY_TRIAL_CRS,
                         text.data ? text.data : crs);
    lc_buf_clear(&text);
    if (n->note)
        lc_imported_put(&text, lang, n->note);
    if (!st && text.len)
        st = lc_term_printf(err, "%s\n", text.data);
    lc_buf_free(&text);
    if (!st)
        st = put_counts(n, lang, err);
    if (!st)
        st = put_rows(n, lang, err);
    if (!st)
        st = put_types(n, lang, err);
    if (!st)
        st = lc_term_printf(err, "\n");
    return st ? st
              : lc_findings_print(n->finding, n->finding_count, false, lang,
                                  err);
}

/* ---- a few lines ---- */

/* On one line, as they are names alone. */
static void tell_columns(const lc_journal *n, lc_lang lang)
{
    lc_buf used = {0}, unused = {0};

    for (size_t i = 0; i < n->column.n; i++) {
        const lc_journal_column *c = &n->column.v[i];

        if (*c->field)
            lc_buf_printf(&used, "%s%s = %s", used.len ? ", " : "", c->name,
                          lc_journal_called(n, c->field, lang));
        else
            lc_buf_printf(&unused, "%s%s", unused.len ? ", " : "", c->name);
    }
    if (used.len && !used.failed)
        LC_TERM_LOG(lang, LIFE_SAY_IMPORTED_COLUMNS, used.data);
    if (unused.len && !unused.failed)
        LC_TERM_LOG(lang, LIFE_SAY_IMPORTED_UNUSED, unused.data);
    lc_buf_free(&used);
    lc_buf_free(&unused);
}

/* The most frequent ones: a long tail is for --report. */
static void tell_types(const lc_journal *n, lc_lang lang)
{
    char count[NUMBER];

    for (size_t i = 0; i < n->type.n && i < TYPES_LISTED; i++) {
        put_number(count, n->type.v[i].count);
        LC_TERM_LOG(lang, LIFE_SAY_IMPORTED_TYPE, count,
                    type_name(&n->type.v[i], lang));
    }
    if (n->type.n > TYPES_LISTED) {
        put_number(count, (int64_t)n->type.n - TYPES_LISTED);
        LC_TERM_LOG(lang, LIFE_SAY_IMPORTED_MORE_TYPES, count);
    }
}

/* " (metro:12 Name at 104.05,30.63)", or nothing. */
static void put_where(lc_buf *out, const lc_finding *f, lc_lang lang)
{
    const lc_finding_example *e = &f->example.v[0];
    lc_lonlat at = lc_pt_lonlat(e->pt);
    char which[192], where[48];

    if (f->example.n == 0)
        return;
    lc_utf8_format(which, sizeof which, "%s%s%.80s", e->id, *e->name ? " " : "",
                   e->name);
    snprintf(where, sizeof where, "%.6f,%.6f", at.lon, at.lat);
    if (e->placed)
        LC_SAY(out, lang, LIFE_SAY_IMPORTED_WHERE, which, where);
    else
        LC_SAY(out, lang, LIFE_SAY_IMPORTED_WHICH, which);
}

/* Of the whole city and not of this table alone: an import may disturb what was
 * there (two facilities in one place). */
static void tell_faults(const lc_finding *f, size_t count, lc_lang lang)
{
    for (size_t i = 0; i < count; i++) {
        char n[NUMBER];
        lc_buf where = {0};

        if (f[i].count == 0 || !f[i].fault)
            continue;
        put_number(n, (int64_t)f[i].count);
        put_where(&where, &f[i], lang);
        LC_TERM_LOG(lang, LIFE_SAY_IMPORTED_FAULT, n, f[i].what[lang],
                    where.data ? where.data : "");
        lc_buf_free(&where);
    }
}

void lc_intake_log(const lc_data_report *r, lc_lang lang)
{
    tell_columns(r->intake, lang);
    tell_types(r->intake, lang);
    if (!r->city)
        return;
    tell_faults(r->city->finding, LIFE_FINDING_COUNT, lang);
    LC_TERM_LOG(lang, LIFE_SAY_IMPORTED_CHECK, "");
}
