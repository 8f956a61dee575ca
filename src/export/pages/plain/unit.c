/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/plain/unit.c - the plain page of a unit: its coverage as a
 * table.
 *
 * A row a category, with the shares of homes that have it, lack it, or of which
 * it isn't known.
 */
#include "lifecircle/export/pages/plain/unit.h"

#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/share.h"
#include "lifecircle/words/units.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/unit.h"
#include "src/export/pages/html.h"
#include "src/export/pages/plain/frame.h"

#include <stdio.h>

typedef struct table {
    lc_buf *out;
    const lc_plain *p;
    lc_wheels_count wheels; /* of what the table counts */
} table;

/* A dash of a unit without homes: 0 % would say that nobody has it. */
static void put_share(lc_buf *out, int64_t part, int64_t whole)
{
    if (whole > 0)
        lc_buf_printf(out, "<td>%.0f %%</td>",
                      100.0 * (double)part / (double)whole);
    else
        lc_buf_puts(out, "<td>–</td>");
}

/* The share covered stands with its bounds; who lacks it and of whom it isn't
 * known are of all homes. */
static lc_status put_row(void *ctx, const lc_coverage_query *q,
                         const lc_coverage_row *rows, size_t count,
                         lc_error *err)
{
    const table *t = ctx;
    const lc_category *c = lc_world_category(t->p->w, q->category);

    (void)err;
    if (!count)
        return LIFE_OK;
    lc_buf_puts(t->out, "<tr><th scope=\"row\">");
    lc_html_text(t->out, lc_lang_pick(t->p->lang, c->name_zh, c->name_en));
    lc_buf_puts(t->out, "</th>");
    lc_buf_puts(t->out, "<td>");
    lc_share_text(t->out, lc_coverage_share(rows), " %", t->p->lang);
    lc_buf_puts(t->out, "</td>");
    put_share(t->out, rows->uncovered, rows->total);
    put_share(t->out, rows->unknown, rows->total);
    lc_buf_puts(t->out, "</tr>\n");
    return LIFE_OK;
}

static lc_status put_table(table *t, uint32_t unit, lc_error *err)
{
    lc_status st;
    size_t n = lc_world_category_count(t->p->w);
    lc_coverage_request r = {.q = {.pace = t->p->pace,
                                   .limit_ms = t->p->minutes * 60000,
                                   .no_percentiles = true},
                             .categories = lc_catset_first(n),
                             .level = LIFE_NONE,
                             .unit = unit};
    char minutes[16];
    lc_buf limit = {0}, going = {0};

    snprintf(minutes, sizeof minutes, "%u", (unsigned)t->p->minutes);
    LC_SAY(&limit, t->p->lang, LIFE_SAY_PLAIN_LIMIT, minutes);
    lc_words_going(&going, t->p->w, t->p->pace, t->p->lang);
    lc_buf_puts(t->out, "<table>\n<caption>");
    LC_HTML_SAY(t->out, t->p->lang, LIFE_SAY_PLAIN_CAPTION,
                lc_say_part(t->out, &limit), lc_say_part(t->out, &going));
    lc_buf_free(&limit);
    lc_buf_free(&going);
    lc_buf_printf(t->out,
                  "</caption>\n<thead><tr><th scope=\"col\">%s</th>"
                  "<th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
                  "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
                  lc_say_text(t->p->lang, LIFE_SAY_PLAIN_SERVICE),
                  lc_say_text(t->p->lang, LIFE_SAY_PLAIN_COVERED),
                  lc_say_text(t->p->lang, LIFE_SAY_PLAIN_UNCOVERED),
                  lc_say_text(t->p->lang, LIFE_SAY_PLAIN_UNSURE));
    st = lc_coverage_each(t->p->study, &r, put_row, t, err);
    t->wheels = lc_coverage_wheels(t->p->w, &r);
    return st;
}

/* A unit known by its name alone has no centre to ask from. */
static void put_links(const table *t, const lc_unit *u)
{
    lc_buf_puts(t->out, "<ul>\n<li><a href=\"");
    lc_links_question(t->out, &t->p->links, "/units/{code}/report", u->code);
    lc_buf_printf(t->out, "?format=html&amp;lang=%s\">%s</a></li>\n",
                  lc_lang_id(t->p->lang),
                  lc_say_text(t->p->lang, LIFE_SAY_PLAIN_REPORT));
    if (!lc_world_unit_is_alone(u)) {
        lc_buf_puts(t->out, "<li><a href=\"");
        lc_plain_frame_link(t->out, t->p);
        lc_plain_frame_at(t->out, lc_pt_lonlat(u->centre));
        lc_buf_printf(t->out, "\">%s</a></li>\n",
                      lc_say_text(t->p->lang, LIFE_SAY_PLAIN_CENTRE));
    }
    lc_buf_puts(t->out, "</ul>\n");
}

/* In place of a table in which nothing is known. */
static void put_alone(const table *t, const lc_unit *u)
{
    lc_buf text = {0};

    lc_units_say_alone(&text, u, t->p->lang);
    lc_buf_puts(t->out, "<p>");
    lc_html_text(t->out, lc_say_part(t->out, &text));
    lc_buf_puts(t->out, "</p>\n");
    lc_buf_free(&text);
}

lc_status lc_plain_unit(lc_buf *out, const lc_plain *p, uint32_t unit,
                        lc_error *err)
{
    const lc_unit *u = lc_world_unit(p->w, unit);
    const char *name = u->called[p->lang];
    table t = {.out = out, .p = p};
    lc_buf same = {0};
    lc_status st;

    lc_buf_puts(&same, "&amp;unit=");
    lc_html_url(&same, u->code);
    lc_plain_frame_head(out, p, name, "", lc_say_part(out, &same));
    lc_buf_free(&same);
    lc_buf_puts(out, "<h2>");
    LC_HTML_SAY(out, p->lang, LIFE_SAY_PLAIN_COVERAGE, name);
    lc_buf_puts(out, "</h2>\n");
    put_links(&t, u);
    if (lc_world_unit_is_alone(u)) {
        put_alone(&t, u);
        lc_plain_frame_foot(out, p);
        return LIFE_OK;
    }
    st = put_table(&t, unit, err);
    lc_buf_puts(out, "</tbody>\n</table>\n");
    lc_plain_frame_wheels(out, p, t.wheels);
    lc_plain_frame_foot(out, p);
    return st;
}
