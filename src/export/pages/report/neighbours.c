/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/neighbours.c - see neighbours.h.
 *
 * Units of one level under one parent, by the mean share of homes that have
 * the basic services within 15 minutes: covered, unknown and all homes, summed
 * over the services. They stand in the order of the least that it can be.
 */
#include "src/export/pages/report/neighbours.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/share.h"
#include "lifecircle/world/unit.h"
#include "src/export/pages/html.h"
#include "src/export/pages/report/bars.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST_ROWS 16 /* of neighbours; the unit itself is always one */

typedef struct neighbour {
    uint32_t unit;
    lc_share share; /* summed over the services that the city has */
} neighbour;

/* The best first; those of which too little is known come last, not lowest. */
static int by_share(const void *pa, const void *pb)
{
    const neighbour *a = pa, *b = pb;
    int by = lc_share_is_known(b->share) - lc_share_is_known(a->share);
    double la = lc_share_least(a->share), lb = lc_share_least(b->share);

    if (!by)
        by = (la < lb) - (la > lb);
    return by ? by : (a->unit > b->unit) - (a->unit < b->unit);
}

/* Of each service that the city has; `sum` is by unit. */
static lc_status add_shares(const lc_report_view *s, uint32_t level,
                            lc_coverage_row *row, lc_share *sum, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < s->reaches && !st; i++) {
        lc_coverage_query q = {.category = s->reach[i].category,
                               .limit_ms = LIFE_CIRCLE_MS,
                               .no_percentiles = true};
        size_t count;

        if (!lc_world_category(s->w, q.category)->facility_count)
            continue;
        st = lc_coverage_level(s->study, &q, level, row, &count, err);
        for (size_t k = 0; k < count && !st; k++) {
            lc_share *to;

            if (row[k].unit == LIFE_NONE)
                continue;
            to = &sum[row[k].unit];
            to->covered += row[k].covered;
            to->unknown += row[k].unknown;
            to->total += row[k].total;
        }
    }
    return st;
}

/* The unit itself is marked by a sign too, for print without colours. */
static void put_neighbour(const lc_report_view *s, const neighbour *n)
{
    bool me = n->unit == s->r->unit;

    lc_buf_printf(s->out, "<tr%s><td>", me ? " class=\"me\"" : "");
    lc_html_text(s->out, lc_report_view_unit(s, n->unit));
    if (me)
        lc_buf_puts(s->out, " ◀");
    lc_buf_puts(s->out, "</td><td class=\"bar\">");
    if (lc_share_is_known(n->share))
        lc_report_bars_draw(s, n->share, me ? "#0b5d4b" : "#7fb3a2");
    lc_buf_puts(s->out, "</td><td class=\"n\">");
    lc_share_text(s->out, n->share, " %", s->lang);
    lc_buf_puts(s->out, "</td></tr>\n");
}

/* The unit is always there, also beyond the rows that are shown. */
static void list_neighbours(const lc_report_view *s, neighbour *all, size_t n)
{
    char number[24];

    lc_buf_printf(s->out, "<table><caption>%s</caption>\n<tbody>\n",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_NEIGHBOURS_NOTE));
    for (size_t i = 0; i < n; i++)
        if (i < MOST_ROWS || all[i].unit == s->r->unit)
            put_neighbour(s, &all[i]);
    if (n > MOST_ROWS) {
        snprintf(number, sizeof number, "%zu", n);
        lc_buf_puts(s->out, "<tr><td class=\"why\">… ");
        LC_HTML_SAY(s->out, s->lang, LIFE_SAY_REPORT_ALL_NEIGHBOURS, number);
        lc_buf_puts(s->out, "</td><td></td><td></td></tr>\n");
    }
    lc_buf_puts(s->out, "</tbody></table>\n");
}

static size_t find_neighbours(const lc_report_view *s, const lc_share *sum,
                              neighbour *out)
{
    const lc_unit *me = lc_world_unit(s->w, s->r->unit);
    size_t n = 0;

    for (uint32_t u = 0; u < lc_world_unit_count(s->w); u++) {
        const lc_unit *x = lc_world_unit(s->w, u);

        if (x->level_index == me->level_index && x->parent == me->parent)
            out[n++] = (neighbour){u, sum[u]};
    }
    qsort(out, n, sizeof *out, by_share);
    return n;
}

lc_status lc_report_neighbours_put(const lc_report_view *s, lc_error *err)
{
    size_t units = lc_world_unit_count(s->w), n;
    lc_coverage_row *row = lc_calloc(units + 1, sizeof *row);
    neighbour *all = lc_calloc(units, sizeof *all);
    lc_share *sum = lc_calloc(units, sizeof *sum);
    lc_status st;

    if (!row || !all || !sum) {
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for the neighbours");
        goto done;
    }
    st = add_shares(s, lc_world_unit(s->w, s->r->unit)->level_index, row, sum,
                    err);
    if (st)
        goto done;
    n = find_neighbours(s, sum, all);
    lc_report_view_heading(s, LIFE_SAY_REPORT_NEIGHBOURS);
    if (n > 1)
        list_neighbours(s, all, n);
    else
        lc_buf_printf(s->out, "<p>%s</p>\n",
                      lc_say_text(s->lang, LIFE_SAY_REPORT_NO_NEIGHBOURS));

done:
    lc_free(row);
    lc_free(all);
    lc_free(sum);
    return st;
}
