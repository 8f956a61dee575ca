/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/matrix.c - see matrix.h.
 *
 * A cell is coloured by what is certain and says it in figures too, so that it
 * is read without colours, and in print. Services stand in the order of their
 * table, which has those of one group side by side.
 */
#include "lifecircle/export/pages/matrix.h"

#include "lifecircle/export/answers/coverage_matrix.h"
#include "lifecircle/export/pages/page.h"
#include "lifecircle/words/as_of.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/share.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/pages/html.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Where a colour ends, in per cent of those who are certainly covered; the last
 * is for all of them. */
static const uint32_t shade_end[] = {20, 40, 60, 80, 100};
enum { SHADES = sizeof shade_end / sizeof *shade_end + 1 };

typedef struct page {
    lc_buf *out;
    const lc_world *w;
    const lc_coverage_request *r;
    lc_lang lang;
    lc_coverage_matrix m;
    size_t *order; /* of the rows */
} page;

/* ---- the order ---- */

typedef struct place {
    double count; /* the least that is certain; below 0: nobody lives there */
    size_t row;
} place;

static int by_count(const void *pa, const void *pb)
{
    const place *a = pa, *b = pb;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

/* Without the number of services, by the mean of the columns' least shares. */
static double count_of(const lc_coverage_matrix *m, size_t row)
{
    double sum = 0;

    if (lc_coverage_matrix_at(m, 0, row)->total <= 0)
        return -1;
    if (lc_coverage_matrix_is_counted(m))
        return lc_coverage_matrix_at(m, m->query.n - 1, row)->basic.least;
    for (size_t c = 0; c < m->query.n; c++)
        sum +=
            lc_share_least(lc_coverage_share(lc_coverage_matrix_at(m, c, row)));
    return sum;
}

static lc_status put_in_order(page *p, lc_error *err)
{
    size_t n = p->m.query.n ? p->m.rows : 0;
    place *v = lc_calloc(n + 1, sizeof *v);

    p->order = lc_calloc(n + 1, sizeof *p->order);
    if (!v || !p->order) {
        lc_free(v);
        return lc_no_memory(err, "coverage");
    }
    for (size_t i = 0; i < n; i++)
        v[i] = (place){count_of(&p->m, i), i};
    qsort(v, n, sizeof *v, by_count);
    for (size_t i = 0; i < n; i++)
        p->order[i] = v[i].row;
    lc_free(v);
    return LIFE_OK;
}

/* ---- cells ---- */

/* SHADES: it isn't known; and of nobody there is no colour. */
static uint32_t shade_of(lc_share s)
{
    uint32_t i = 0;

    if (!lc_share_is_known(s))
        return SHADES;
    while (i < SHADES - 1 && s.covered * 100 >= shade_end[i] * s.total)
        i++;
    return i;
}

static void put_share(const page *p, lc_share s)
{
    lc_buf text = {0};

    if (s.total <= 0) {
        lc_buf_puts(p->out, "<td>-</td>");
        return;
    }
    lc_share_text(&text, s, "", p->lang);
    lc_buf_printf(p->out, "<td class=\"q%" PRIu32 "\">", shade_of(s));
    lc_html_text(p->out, lc_say_part(p->out, &text));
    lc_buf_puts(p->out, "</td>");
    lc_buf_free(&text);
}

static void put_count(const page *p, const lc_basic *b)
{
    lc_buf text = {0};

    lc_coverage_count_text(&text, b, p->lang);
    lc_buf_puts(p->out, "<td class=\"count\">");
    lc_html_text(p->out, lc_say_part(p->out, &text));
    lc_buf_puts(p->out, "</td>");
    lc_buf_free(&text);
}

/* ---- lines ---- */

static const char *name_of(const page *p, uint32_t category)
{
    const lc_category *c;

    if (category == LIFE_ALL_BASIC)
        return lc_say_text(p->lang, LIFE_SAY_RULE_ALL_BASIC);
    c = lc_world_category(p->w, category);
    return lc_lang_pick(p->lang, c->name_zh, c->name_en);
}

static void put_headings(const page *p)
{
    lc_buf_puts(p->out, "<thead><tr><th scope=\"col\" class=\"unit\">");
    lc_html_text(p->out, lc_say_text(p->lang, LIFE_SAY_TABLE_COVERAGE_UNIT));
    lc_buf_puts(p->out, "</th>");
    if (lc_coverage_matrix_is_counted(&p->m)) {
        lc_buf_puts(p->out, "<th scope=\"col\"><span>");
        lc_html_text(p->out, lc_say_text(p->lang, LIFE_SAY_MATRIX_COUNT));
        lc_buf_puts(p->out, "</span></th>");
    }
    for (size_t c = 0; c < p->m.query.n; c++) {
        if (p->m.query.v[c].category == LIFE_BASIC_COUNT)
            continue;
        lc_buf_puts(p->out, "<th scope=\"col\"><span>");
        lc_html_text(p->out, name_of(p, p->m.query.v[c].category));
        lc_buf_puts(p->out, "</span></th>");
    }
    lc_buf_puts(p->out, "</tr></thead>\n");
}

static void begin_line(const page *p, const char *mark, const char *name)
{
    lc_buf_puts(p->out, "<tr><th scope=\"row\" class=\"unit\">");
    lc_buf_puts(p->out, mark);
    lc_html_text(p->out, name);
    lc_buf_puts(p->out, "</th>");
}

static void put_line(const page *p, size_t row)
{
    uint32_t unit = lc_coverage_matrix_at(&p->m, 0, row)->unit;
    const lc_unit *u = unit == LIFE_NONE ? NULL : lc_world_unit(p->w, unit);

    begin_line(p, u && u->approximate ? "~" : "",
               u ? u->called[p->lang]
                 : lc_say_text(p->lang, p->r->area
                                            ? LIFE_SAY_TABLE_COVERAGE_AREA
                                            : LIFE_SAY_TABLE_OUTSIDE));
    if (lc_coverage_matrix_is_counted(&p->m))
        put_count(p,
                  &lc_coverage_matrix_at(&p->m, p->m.query.n - 1, row)->basic);
    for (size_t c = 0; c < p->m.query.n; c++)
        if (p->m.query.v[c].category != LIFE_BASIC_COUNT)
            put_share(p,
                      lc_coverage_share(lc_coverage_matrix_at(&p->m, c, row)));
    lc_buf_puts(p->out, "</tr>\n");
}

/* Of several units alone: of one it would be the same line. */
static void put_total(const page *p)
{
    if (p->m.rows < 2)
        return;
    lc_buf_puts(p->out, "<tfoot>");
    begin_line(p, "", lc_say_text(p->lang, LIFE_SAY_TABLE_COVERAGE_TOTAL));
    if (lc_coverage_matrix_is_counted(&p->m))
        put_count(p, &p->m.city);
    for (size_t c = 0; c < p->m.query.n; c++)
        if (p->m.query.v[c].category != LIFE_BASIC_COUNT)
            put_share(p, lc_coverage_matrix_total(&p->m, c));
    lc_buf_puts(p->out, "</tr></tfoot>\n");
}

static void put_table(const page *p)
{
    lc_buf_puts(p->out, "<div class=\"scroll\" tabindex=\"0\"><table>\n");
    put_headings(p);
    lc_buf_puts(p->out, "<tbody>\n");
    for (size_t i = 0; i < p->m.rows; i++)
        put_line(p, p->order[i]);
    lc_buf_puts(p->out, "</tbody>\n");
    put_total(p);
    lc_buf_puts(p->out, "</table></div>\n");
}

/* ---- around it ---- */

static void put_head(const page *p)
{
    lc_page_head head = {.kind = LIFE_PAGE_MATRIX, .lang = p->lang};
    lc_buf caption = {0};

    head.title = lc_world_setting(p->w, "name");
    head.title = head.title ? head.title : "";
    head.site = lc_say_text(p->lang, LIFE_SAY_MATRIX_TITLE);
    lc_page_begin(p->out, &head);
    lc_buf_puts(p->out, "<h1>");
    lc_html_text(p->out, head.site);
    lc_buf_puts(p->out, "</h1>\n<p>");
    lc_coverage_caption(&caption, p->w, p->r, p->lang);
    lc_html_text(p->out, lc_say_part(p->out, &caption));
    lc_buf_puts(p->out, "</p>\n");
    lc_buf_free(&caption);
}

/* The number that a city is called by: "all of them" is nobody nearly
 * everywhere. */
static void put_headline(const page *p)
{
    lc_buf count = {0};
    char total[16];

    if (!lc_coverage_matrix_is_counted(&p->m))
        return;
    snprintf(total, sizeof total, "%" PRIu32, p->m.city.total);
    lc_coverage_count_text(&count, &p->m.city, p->lang);
    lc_buf_puts(p->out, "<p class=\"sum\">");
    LC_HTML_SAY(p->out, p->lang, LIFE_SAY_MATRIX_HEADLINE,
                lc_say_part(p->out, &count), total);
    lc_buf_puts(p->out, "</p>\n");
    lc_buf_free(&count);
}

static void put_key(const page *p)
{
    uint32_t from = 0;

    lc_buf_puts(p->out, "<p class=\"key\">");
    lc_html_text(p->out, lc_say_text(p->lang, LIFE_SAY_MATRIX_KEY));
    for (uint32_t i = 0; i < SHADES - 1; i++) {
        lc_buf_printf(p->out, "<b class=\"q%" PRIu32 "\">%" PRIu32 "-</b> ", i,
                      from);
        from = shade_end[i];
    }
    lc_buf_printf(p->out, "<b class=\"q%d\">100</b> <b class=\"q%d\">",
                  SHADES - 1, SHADES);
    lc_html_text(p->out, lc_say_text(p->lang, LIFE_SAY_REPORT_NOT_KNOWN));
    lc_buf_puts(p->out, "</b></p>\n<p>");
    lc_html_text(p->out, lc_say_text(p->lang, LIFE_SAY_TABLE_COVERAGE_KEY));
    lc_buf_puts(p->out, "</p>\n");
}

static void put_foot(const page *p)
{
    lc_buf text = {0};

    lc_as_of_text(&text, lc_as_of_city(p->w), p->lang);
    lc_buf_puts(p->out, "<footer><p>");
    lc_html_text(p->out, lc_say_part(p->out, &text));
    lc_buf_puts(p->out, "</p><p>");
    lc_html_text(p->out, lc_world_source_attribution(p->w));
    lc_buf_puts(p->out, "</p></footer>\n");
    lc_buf_free(&text);
}

lc_status lc_matrix_page(lc_buf *out, lc_study *study,
                         const lc_coverage_request *r, lc_lang lang,
                         lc_error *err)
{
    page p = {.out = out, .w = lc_study_world(study), .r = r, .lang = lang};
    lc_status st = lc_coverage_matrix_make(study, r, &p.m, err);

    if (!st)
        st = put_in_order(&p, err);
    if (!st) {
        put_head(&p);
        put_headline(&p);
        put_key(&p);
        put_table(&p);
        put_foot(&p);
        lc_page_end(out);
    }
    lc_free(p.order);
    lc_coverage_matrix_clear(&p.m);
    return st;
}

void lc_matrix_page_policy(lc_buf *out)
{
    lc_page_policy(out, LIFE_PAGE_MATRIX);
}
