/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/coverage_table.c - coverage for a terminal: a row a unit, a
 * column a category.
 */
#include "src/ask/cover/coverage_table.h"

#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/answers/coverage_matrix.h"
#include "lifecircle/study/cover/basic_count.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/share.h"
#include "lifecircle/words/units.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/names/term.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/ask/cover/coverage.h"
#include "src/ask/place/place.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TABLE_COLUMNS 12  /* categories, where the user names none */
#define MOST_WORDS    8   /* of a category's name, one above the other */
#define DOT           "·" /* between words of a Chinese name */

/* What is asked, and its answer, a column a category. */
typedef struct matrix {
    const lc_world *w;
    lc_lang lang;
    bool by_pace; /* a column a pace, of one category */
    lc_coverage_matrix m;
} matrix;

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

/* As it may be typed after --category, so that what is read can be asked for:
 * an id, in Chinese a name. */
static const char *query_name(const matrix *m, const lc_coverage_query *q)
{
    bool zh = m->lang == LIFE_LANG_ZH;
    const lc_category *c;

    if (m->by_pace)
        return zh ? lc_world_pace(m->w, q->pace)->name_zh
                  : lc_world_pace(m->w, q->pace)->id;
    if (q->category == LIFE_ALL_BASIC)
        return zh ? lc_say_text(m->lang, LIFE_SAY_RULE_ALL_BASIC) : "all_basic";
    if (q->category == LIFE_BASIC_COUNT)
        return zh ? lc_say_text(m->lang, LIFE_SAY_MATRIX_COUNT) : "basic_count";
    c = lc_world_category(m->w, q->category);
    return zh ? c->name_zh : c->id;
}

/* ---- headings ---- */

/* Where a word of a heading ends: before _ in an id, before the dot or a
 * bracket in a name. */
static size_t word_length(const char *s)
{
    size_t n = s[0] != '\0';

    while (s[n] && s[n] != '_' && s[n] != '(' &&
           strncmp(s + n, DOT, strlen(DOT)))
        n++;
    return n;
}

/* The length of what stands between two words and in neither. */
static size_t between(const char *s)
{
    return *s == '_' ? 1 : !strncmp(s, DOT, strlen(DOT)) ? strlen(DOT) : 0;
}

/* Word `n` of a heading; *len 0: it has fewer. */
static const char *word_of(const char *s, size_t n, size_t *len)
{
    while (n-- > 0 && *s) {
        s += word_length(s);
        s += between(s);
    }
    *len = *s ? word_length(s) : 0;
    return s;
}

static size_t word_count(const char *s)
{
    size_t n = 1, len;

    while (n < MOST_WORDS && *word_of(s, n, &len))
        n++;
    return n;
}

/* How many lines the headings take: as many as the longest name has words. */
static size_t most_words(const matrix *m)
{
    size_t lines = 1;

    for (size_t i = 0; i < m->m.query.n; i++) {
        size_t n = word_count(query_name(m, &m->m.query.v[i]));

        lines = n > lines ? n : lines;
    }
    return lines;
}

/* A name stands over its column word by word, the last at the bottom. */
static void put_headings(lc_grid *g, const matrix *m, const char *unit,
                         const char *weight)
{
    size_t lines = most_words(m);

    for (size_t line = 0; line < lines; line++) {
        bool last = line + 1 == lines;

        lc_grid_put(g, "%s", last ? unit : "");
        lc_grid_put(g, "%s", last ? weight : "");
        for (size_t i = 0; i < m->m.query.n; i++) {
            const char *id = query_name(m, &m->m.query.v[i]);
            size_t above = lines - word_count(id), len = 0;
            const char *word = "";

            if (line >= above)
                word = word_of(id, line - above, &len);
            lc_grid_put(g, "%.*s%.*s", (int)len, word,
                        last ? 0 : (int)between(word + len), word + len);
        }
    }
}

/* ---- rows ---- */

static void put_basic(lc_grid *g, const lc_basic *b, lc_lang lang)
{
    lc_buf text = {0};

    lc_coverage_count_text(&text, b, lang);
    lc_grid_take(g, &text);
}

static void put_figure(lc_grid *g, const lc_coverage_query *q,
                       const lc_coverage_row *row, lc_lang lang)
{
    if (q->category == LIFE_BASIC_COUNT)
        put_basic(g, &row->basic, lang);
    else
        lc_share_cell(g, lc_coverage_share(row), lang);
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
    uint32_t unit = lc_coverage_matrix_at(&m->m, 0, r)->unit;
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
        put_weight(g, lc_coverage_matrix_at(&m->m, 0, r)->total);
    for (size_t i = 0; i < m->m.query.n; i++)
        put_figure(g, &m->m.query.v[i], lc_coverage_matrix_at(&m->m, i, r),
                   m->lang);
}

/* As all homes of the city, where it is of a level. */
static void put_total(lc_grid *g, const matrix *m, const char *name)
{
    for (size_t i = 0; i < m->m.query.n; i++) {
        lc_share sum = lc_coverage_matrix_total(&m->m, i);

        if (i == 0) {
            lc_grid_put(g, "%s", name);
            put_weight(g, sum.total);
        }
        if (m->m.query.v[i].category == LIFE_BASIC_COUNT)
            put_basic(g, &m->m.city, m->lang);
        else
            lc_share_cell(g, sum, m->lang);
    }
}

/* ---- all of it ---- */

/* What a column of numbers is among those of per cent. */
static void put_count_key(lc_buf *out, const matrix *m)
{
    char total[16], known[16];

    if (!lc_coverage_matrix_is_counted(&m->m))
        return;
    snprintf(total, sizeof total, "%" PRIu32, m->m.city.total);
    snprintf(known, sizeof known, "%" PRIu32, m->m.city.known);
    LC_SAY(out, m->lang, LIFE_SAY_TABLE_COVERAGE_COUNT, total, known);
}

/* Of the one category; of several the streets'. */
static const char *as_of(const lc_world *w, const matrix *m)
{
    return m->m.query.n == 1 ? lc_as_of_category(w, m->m.query.v[0].category)
                             : lc_as_of_city(w);
}

/* All columns but the first are figures. What their signs mean stands below,
 * where the eye ends. */
static void put_table(const lc_coverage_request *r, const matrix *m,
                      lc_buf *out)
{
    const lc_world *w = m->w;
    lc_lang lang = m->lang;
    lc_grid g = {.columns = m->m.query.n + 2, .right = ~UINT64_C(1)};
    const char *unit = r->level < lc_world_level_count(w)
                           ? lc_world_term(w, lc_world_level(w, r->level), lang)
                           : lc_say_text(lang, LIFE_SAY_TABLE_COVERAGE_UNIT);

    lc_coverage_caption(out, w, r, lang);
    lc_buf_putc(out, '\n');
    put_headings(&g, m, unit,
                 lc_say_text(lang, LIFE_SAY_TABLE_COVERAGE_WEIGHT));
    for (size_t i = 0; i < m->m.rows; i++)
        put_unit(&g, m, i,
                 lc_say_text(lang, r->area ? LIFE_SAY_TABLE_COVERAGE_AREA
                                           : LIFE_SAY_TABLE_OUTSIDE));
    if (m->m.rows > 1)
        put_total(&g, m, lc_say_text(lang, LIFE_SAY_TABLE_COVERAGE_TOTAL));
    lc_grid_write(&g, out);
    lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_TABLE_COVERAGE_KEY));
    put_count_key(out, m);
    if (!r->area &&
        lc_units_say(out, w, r->unit,
                     r->unit == LIFE_NONE ? r->level : LIFE_NONE, lang))
        lc_buf_putc(out, '\n');
    lc_ask_place_foot(out, w, r->q.pace, lc_coverage_wheels(w, r), as_of(w, m),
                      lang);
}

/* Where no category was named a few stand for all: 47 columns fit no terminal.
 */
lc_status lc_ask_coverage_table(const lc_ask *ask, const lc_args *args,
                                lc_coverage_request *r, lc_buf *out,
                                lc_error *err)
{
    matrix m = {.w = ask->world,
                .lang = (lc_lang)args->v[LIFE_PARAM_LANG].n,
                .by_pace = r->by_pace};
    lc_status st;

    if (!r->named) {
        r->categories = some_categories(ask->world);
        r->counted = true;
    }
    st = lc_coverage_matrix_make(ask->study, r, &m.m, err);
    if (!st)
        put_table(r, &m, out);
    lc_coverage_matrix_clear(&m.m);
    return st;
}
