/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/coverage_matrix.c - see coverage_matrix.h.
 *
 * A terminal, a page and a workbook write a unit a line, and answers come a
 * service after the other: so all of them are kept.
 */
#include "lifecircle/export/answers/coverage_matrix.h"

#include "lifecircle/words/ages.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pace.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Rows are borrowed for the call. */
static lc_status keep(void *ctx, const lc_coverage_query *q,
                      const lc_coverage_row *rows, size_t count, lc_error *err)
{
    lc_coverage_matrix *m = ctx;

    if (!lc_vec_push(&m->query, *q) || !lc_vec_reserve(&m->row, count) ||
        !lc_vec_push(&m->end, m->row.n + count))
        return lc_no_memory(err, "coverage");
    memcpy(m->row.v + m->row.n, rows, count * sizeof *rows);
    m->row.n += count;
    m->rows = count > m->rows ? count : m->rows;
    return LIFE_OK;
}

static lc_status keep_city(void *ctx, const lc_coverage_query *q,
                           const lc_coverage_row *rows, size_t count,
                           lc_error *err)
{
    lc_coverage_matrix *m = ctx;

    (void)q;
    (void)count;
    (void)err;
    m->city = rows[0].basic;
    return LIFE_OK;
}

static lc_status count_city(lc_study *study, const lc_coverage_request *r,
                            lc_coverage_matrix *m, lc_error *err)
{
    lc_coverage_request all = *r;

    all.categories = (lc_catset){{0}};
    all.basic = false;
    all.level = LIFE_NONE;
    if (m->rows != 1)
        return lc_coverage_each(study, &all, keep_city, m, err);
    m->city = m->row.v[m->row.n - 1].basic;
    return LIFE_OK;
}

lc_status lc_coverage_matrix_make(lc_study *study, const lc_coverage_request *r,
                                  lc_coverage_matrix *out, lc_error *err)
{
    lc_status st;

    *out = (lc_coverage_matrix){0};
    st = lc_coverage_each(study, r, keep, out, err);
    return !st && r->counted ? count_city(study, r, out, err) : st;
}

void lc_coverage_matrix_clear(lc_coverage_matrix *m)
{
    lc_vec_free(&m->query);
    lc_vec_free(&m->row);
    lc_vec_free(&m->end);
    *m = (lc_coverage_matrix){0};
}

static size_t first_of(const lc_coverage_matrix *m, size_t column)
{
    return column ? m->end.v[column - 1] : 0;
}

size_t lc_coverage_matrix_own(const lc_coverage_matrix *m, size_t column)
{
    return m->end.v[column] - first_of(m, column);
}

/* What one column lacks is the last row of others, outside the units. */
const lc_coverage_row *lc_coverage_matrix_at(const lc_coverage_matrix *m,
                                             size_t column, size_t row)
{
    static const lc_coverage_row nobody = {
        .unit = LIFE_NONE,
        .median = LIFE_NONE,
        .p90 = LIFE_NONE,
        .basic = {.mean = NAN, .least = NAN, .most = NAN}};

    return row < lc_coverage_matrix_own(m, column)
               ? &m->row.v[first_of(m, column) + row]
               : &nobody;
}

lc_share lc_coverage_matrix_total(const lc_coverage_matrix *m, size_t column)
{
    lc_share sum = {0};

    for (size_t r = 0; r < m->rows; r++) {
        const lc_coverage_row *row = lc_coverage_matrix_at(m, column, r);

        sum.total += row->total;
        sum.covered += row->covered;
        sum.unknown += row->unknown;
    }
    return sum;
}

bool lc_coverage_matrix_is_counted(const lc_coverage_matrix *m)
{
    return m->query.n &&
           m->query.v[m->query.n - 1].category == LIFE_BASIC_COUNT;
}

/* ---- words ---- */

/* The first of those asked for: of all paces there is one. */
static const char *category_of(const lc_world *w, const lc_coverage_request *r,
                               lc_lang lang)
{
    uint32_t c = lc_catset_next(&r->categories, 0);

    if (c == LIFE_CATSET_END)
        return lc_say_text(lang, LIFE_SAY_RULE_ALL_BASIC);
    return lc_lang_pick(lang, lc_world_category(w, c)->name_zh,
                        lc_world_category(w, c)->name_en);
}

void lc_coverage_caption(lc_buf *out, const lc_world *w,
                         const lc_coverage_request *r, lc_lang lang)
{
    const lc_coverage_query *q = &r->q;
    const lc_pace *pace = lc_world_pace(w, q->pace);
    lc_buf who = {0};
    char limit[16], at[20];

    if (r->ages)
        lc_ages_residents(&who, LIFE_SAY_COVERAGE_AGED, r->ages, lang);
    else
        lc_buf_puts(&who, lc_words_of(lc_world_home_kind(w), lang));
    snprintf(limit, sizeof limit, "%" PRIu32,
             q->straight ? q->radius_mm / 1000 : q->limit_ms / 60000);
    if (r->by_pace)
        LC_SAY(out, lang, LIFE_SAY_TABLE_COVERAGE_BY, lc_say_part(out, &who),
               limit, category_of(w, r, lang));
    else
        LC_SAY(out, lang,
               q->straight ? LIFE_SAY_TABLE_COVERAGE_STRAIGHT
                           : LIFE_SAY_TABLE_COVERAGE_WALK,
               lc_say_part(out, &who), limit,
               lang == LIFE_LANG_ZH ? pace->name_zh : pace->id,
               lc_words_mode(w, q->pace, lang));
    lc_buf_free(&who);
    lc_world_clock_text(q->when, at);
    if (*at)
        LC_SAY(out, lang, LIFE_SAY_TABLE_COVERAGE_OPEN, at);
}

void lc_coverage_count_text(lc_buf *out, const lc_basic *b, lc_lang lang)
{
    if (isnan(b->least))
        lc_buf_puts(out, "-");
    else if (isnan(b->mean))
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_REPORT_NOT_KNOWN));
    else if ((b->most - b->least) * 100 > b->total)
        lc_buf_printf(out, "%.1f-%.1f", floor(b->least * 10) / 10,
                      ceil(b->most * 10) / 10);
    else
        lc_buf_printf(out, "%.1f", floor(b->mean * 10) / 10);
}
