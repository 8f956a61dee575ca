/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/coverage_table.c - coverage for a terminal: a row a unit, a
 * column a category.
 */
#include "src/ask/cover/coverage_table.h"

#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/study/cover/basic_count.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/share.h"
#include "lifecircle/words/units.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/ask/cover/coverage.h"
#include "src/ask/place/place.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define TABLE_COLUMNS 12 /* categories, where the user names none */
#define MOST_WORDS    8  /* of a category's id, one above the other */

/* All rows asked for: those of each query, one query a category. */
typedef struct matrix {
    const lc_world *w;
    lc_lang lang;
    LC_VEC(lc_coverage_query) query;
    LC_VEC(lc_coverage_row) row;
    size_t per_query;
    lc_basic city; /* of all homes, where their number is a column */
} matrix;

/* Rows are borrowed for the call, and the table needs all of them: a column is
 * a query, a line is a unit. */
static lc_status keep(void *ctx, const lc_coverage_query *q,
                      const lc_coverage_row *rows, size_t count, lc_error *err)
{
    matrix *m = ctx;

    if (!lc_vec_push(&m->query, *q) || !lc_vec_reserve(&m->row, count))
        return lc_no_memory(err, "coverage");
    memcpy(m->row.v + m->row.n, rows, count * sizeof *rows);
    m->row.n += count;
    m->per_query = count;
    return LIFE_OK;
}

static lc_status keep_city(void *ctx, const lc_coverage_query *q,
                           const lc_coverage_row *rows, size_t count,
                           lc_error *err)
{
    matrix *m = ctx;

    (void)q;
    (void)count;
    (void)err;
    m->city = rows[0].basic;
    return LIFE_OK;
}

/* The first categories that the city has any of, so that a table fits. */
static lc_catset some_categories(const lc_world *w)
{
    lc_catset set = {{0}};
    int n = 1; /* all_basic */

    for (uint32_t c = 0; c < lc_world_category_count(w); c++)
        if (lc_world_category(w, c)->facility_count > 0 && n < TABLE_COLUMNS) {
            lc_catset_add(&set, c);
            n++;
        }
    return set;
}

/* As it is typed after --category, so that what is read can be asked for. */
static const char *query_name(const lc_world *w, const lc_coverage_query *q)
{
    if (q->category == LIFE_ALL_BASIC)
        return "all_basic";
    if (q->category == LIFE_BASIC_COUNT)
        return "basic_count";
    return lc_world_category(w, q->category)->id;
}

/* ---- headings ---- */

/* Word `n` of an id with _ between its words; *len 0: it has fewer. */
static const char *word_of(const char *id, size_t n, size_t *len)
{
    while (n-- > 0 && *id) {
        id += strcspn(id, "_");
        id += *id == '_';
    }
    *len = strcspn(id, "_");
    return id;
}

static size_t word_count(const char *id)
{
    size_t n = 1;

    for (; *id; id++)
        n += *id == '_';
    return n < MOST_WORDS ? n : MOST_WORDS;
}

/* How many lines the headings take: as many as the longest id has words. */
static size_t most_words(const lc_world *w, const matrix *m)
{
    size_t lines = 1;

    for (size_t i = 0; i < m->query.n; i++) {
        size_t n = word_count(query_name(w, &m->query.v[i]));

        lines = n > lines ? n : lines;
    }
    return lines;
}

/* An id stands over its column word by word, the last at the bottom. */
static void put_headings(lc_grid *g, const lc_world *w, const matrix *m,
                         const char *unit, const char *weight)
{
    size_t lines = most_words(w, m);

    for (size_t line = 0; line < lines; line++) {
        bool last = line + 1 == lines;

        lc_grid_put(g, "%s", last ? unit : "");
        lc_grid_put(g, "%s", last ? weight : "");
        for (size_t i = 0; i < m->query.n; i++) {
            const char *id = query_name(w, &m->query.v[i]);
            size_t above = lines - word_count(id), len = 0;
            const char *word = "";

            if (line >= above)
                word = word_of(id, line - above, &len);
            lc_grid_put(g, "%.*s%s", (int)len, word,
                        !last && word[len] == '_' ? "_" : "");
        }
    }
}

/* ---- rows ---- */

static void put_share(lc_grid *g, lc_share share, lc_lang lang)
{
    lc_buf text = {0};

    lc_share_text(&text, share, "", lang);
    g->failed |= text.failed;
    lc_grid_put(g, "%s", text.failed ? "" : text.data);
    lc_buf_free(&text);
}

/* To a tenth, towards the worse; as bounds where these differ by over a
 * hundredth of what there is, as of a share. */
static void put_basic(lc_grid *g, const lc_basic *b, lc_lang lang)
{
    if (isnan(b->least))
        lc_grid_put(g, "-");
    else if (isnan(b->mean))
        lc_grid_put(g, "%s", lc_say_text(lang, LIFE_SAY_REPORT_NOT_KNOWN));
    else if ((b->most - b->least) * 100 > b->total)
        lc_grid_put(g, "%.1f-%.1f", floor(b->least * 10) / 10,
                    ceil(b->most * 10) / 10);
    else
        lc_grid_put(g, "%.1f", floor(b->mean * 10) / 10);
}

static void put_figure(lc_grid *g, const lc_coverage_query *q,
                       const lc_coverage_row *row, lc_lang lang)
{
    if (q->category == LIFE_BASIC_COUNT)
        put_basic(g, &row->basic, lang);
    else
        put_share(g, lc_coverage_share(row), lang);
}

/* Weights are thousandths; a table needs none of them. */
static void put_weight(lc_grid *g, int64_t thousandths)
{
    lc_grid_put(g, "%.0f", (double)thousandths / 1000);
}

/* `name` is of a row that is of no unit. A unit's own is as the data have it,
 * where it has none in the language that is read. */
static void put_unit(lc_grid *g, const matrix *m, size_t r, const char *name)
{
    const lc_world *w = m->w;
    uint32_t unit = m->row.v[r].unit;
    bool alone =
        unit != LIFE_NONE && lc_world_unit_is_alone(lc_world_unit(w, unit));

    if (unit != LIFE_NONE)
        lc_grid_put(g, "%s%s", lc_world_unit(w, unit)->approximate ? "~" : "",
                    lc_world_unit(w, unit)->called[m->lang]);
    else
        lc_grid_put(g, "%s", name);
    if (alone)
        lc_grid_put(g, "-");
    else
        put_weight(g, m->row.v[r].total);
    for (size_t i = 0; i < m->query.n; i++)
        put_figure(g, &m->query.v[i], &m->row.v[i * m->per_query + r], m->lang);
}

/* Sums of the units, those without homes too; the row "outside" is among them,
 * so it is all homes of the city. */
static void put_total(lc_grid *g, const matrix *m, const char *name)
{
    for (size_t i = 0; i < m->query.n; i++) {
        lc_share sum = {0};

        for (size_t r = 0; r < m->per_query; r++) {
            const lc_coverage_row *row = &m->row.v[i * m->per_query + r];

            sum.total += row->total;
            sum.covered += row->covered;
            sum.unknown += row->unknown;
        }
        if (i == 0) {
            lc_grid_put(g, "%s", name);
            put_weight(g, sum.total);
        }
        if (m->query.v[i].category == LIFE_BASIC_COUNT)
            put_basic(g, &m->city, m->lang);
        else
            put_share(g, sum, m->lang);
    }
}

/* ---- all of it ---- */

/* The limit and what is counted stand over the table, as it may be copied from
 * where it was asked. */
static void put_caption(lc_buf *out, const lc_world *w,
                        const lc_coverage_request *r, lc_lang lang)
{
    const lc_coverage_query *q = &r->q;
    const lc_pace *pace = lc_world_pace(w, q->pace);
    lc_buf who = {0};
    char limit[16];

    if (r->ages)
        LC_SAY(&who, lang, LIFE_SAY_COVERAGE_AGED, r->ages);
    else
        lc_buf_puts(&who, lc_words_of(lc_world_home_kind(w), lang));

    snprintf(limit, sizeof limit, "%" PRIu32,
             q->straight ? q->radius_mm / 1000 : q->limit_ms / 60000);
    LC_SAY(out, lang,
           q->straight ? LIFE_SAY_TABLE_COVERAGE_STRAIGHT
                       : LIFE_SAY_TABLE_COVERAGE_WALK,
           lc_say_part(out, &who), limit,
           lang == LIFE_LANG_ZH ? pace->name_zh : pace->id,
           lc_words_mode(w, q->pace, lang));
    lc_buf_free(&who);
}

/* What a column of numbers is among those of per cent. */
static void put_count_key(lc_buf *out, const matrix *m)
{
    char total[16], known[16];

    if (m->query.v[m->query.n - 1].category != LIFE_BASIC_COUNT)
        return;
    snprintf(total, sizeof total, "%" PRIu32, m->city.total);
    snprintf(known, sizeof known, "%" PRIu32, m->city.known);
    LC_SAY(out, m->lang, LIFE_SAY_TABLE_COVERAGE_COUNT, total, known);
}

/* Of the one category; of several the streets'. */
static const char *as_of(const lc_world *w, const matrix *m)
{
    return m->query.n == 1 ? lc_as_of_category(w, m->query.v[0].category)
                           : lc_as_of_city(w);
}

/* All columns but the first are figures. What their signs mean stands below,
 * where the eye ends. */
static void put_table(const lc_coverage_request *r, const matrix *m,
                      lc_buf *out)
{
    const lc_world *w = m->w;
    lc_lang lang = m->lang;
    lc_grid g = {.columns = m->query.n + 2, .right = ~UINT64_C(1)};
    const char *unit = r->level < lc_world_level_count(w)
                           ? lc_world_level(w, r->level)
                           : lc_say_text(lang, LIFE_SAY_TABLE_COVERAGE_UNIT);

    put_caption(out, w, r, lang);
    put_headings(&g, w, m, unit,
                 lc_say_text(lang, LIFE_SAY_TABLE_COVERAGE_WEIGHT));
    for (size_t i = 0; i < m->per_query; i++)
        put_unit(&g, m, i,
                 lc_say_text(lang, r->area ? LIFE_SAY_TABLE_COVERAGE_AREA
                                           : LIFE_SAY_TABLE_OUTSIDE));
    if (m->per_query > 1)
        put_total(&g, m, lc_say_text(lang, LIFE_SAY_TABLE_COVERAGE_TOTAL));
    lc_grid_write(&g, out);
    lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_TABLE_COVERAGE_KEY));
    if (m->query.n)
        put_count_key(out, m);
    if (!r->area &&
        lc_units_say(out, w, r->unit,
                     r->unit == LIFE_NONE ? r->level : LIFE_NONE, lang))
        lc_buf_putc(out, '\n');
    lc_ask_place_foot(out, w, r->q.pace, lc_coverage_wheels(w, r), as_of(w, m),
                      lang);
}

/* The only row's, or that of all homes: means don't add up as shares do. */
static lc_status count_city(lc_study *study, const lc_coverage_request *r,
                            matrix *m, lc_error *err)
{
    lc_coverage_request all = *r;

    all.categories = (lc_catset){{0}};
    all.basic = false;
    all.level = LIFE_NONE;
    if (m->per_query != 1)
        return lc_coverage_each(study, &all, keep_city, m, err);
    m->city = m->row.v[m->row.n - 1].basic;
    return LIFE_OK;
}

/* Where no category was named a few stand for all: 47 columns fit no terminal.
 */
lc_status lc_ask_coverage_table(const lc_ask *ask, const lc_args *args,
                                lc_coverage_request *r, lc_buf *out,
                                lc_error *err)
{
    matrix m = {.w = ask->world, .lang = (lc_lang)args->v[LIFE_PARAM_LANG].n};
    lc_status st;

    if (!r->named) {
        r->categories = some_categories(ask->world);
        r->counted = true;
    }
    st = lc_coverage_each(ask->study, r, keep, &m, err);
    if (!st && r->counted)
        st = count_city(ask->study, r, &m, err);
    if (!st)
        put_table(r, &m, out);
    lc_vec_free(&m.query);
    lc_vec_free(&m.row);
    return st;
}
