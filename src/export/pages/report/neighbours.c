/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/neighbours.c - see neighbours.h.
 *
 * Units of one level under one parent, by the mean share of homes that have
 * the basic services within 15 minutes. A service weighs by what is known of
 * it in the unit: the share is what is covered over what is known, both summed
 * over the services.
 */
#include "src/export/pages/report/neighbours.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/unit.h"
#include "src/export/pages/html.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_ROWS   16  /* of neighbours; the unit itself is always one */
#define LEAST_KNOWN 0.5 /* of the services asked for: below, no share */

typedef struct neighbour {
    uint32_t unit;
    double share; /* mean over the services that are known; NaN: none */
} neighbour;

/* The best first; those of which too little is known come last, not lowest. */
static int by_share(const void *pa, const void *pb)
{
    const neighbour *a = pa, *b = pb;
    int by = isnan(a->share) - isnan(b->share);

    if (!by && !isnan(a->share))
        by = (a->share < b->share) - (a->share > b->share);
    return by ? by : (a->unit > b->unit) - (a->unit < b->unit);
}

/* Shares of each service that the city has; what is known of a unit is
 * summed beside, to tell a low share from a vague one. */
static lc_status add_shares(const lc_report_view *s, uint32_t level,
                            lc_coverage_row *row, double *sum, double *of,
                            lc_error *err)
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
            int64_t known = row[k].total - row[k].unknown;

            if (row[k].unit == LIFE_NONE || known <= 0)
                continue;
            sum[row[k].unit] += (double)row[k].covered / (double)row[k].total;
            of[row[k].unit] += (double)known / (double)row[k].total;
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
    if (isnan(n->share)) {
        lc_buf_printf(s->out, "</td><td class=\"n\">%s</td></tr>\n",
                      lc_say_text(s->lang, LIFE_SAY_REPORT_NOT_KNOWN));
        return;
    }
    lc_buf_printf(s->out,
                  "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
                  "aria-hidden=\"true\"><path d=\"M0 .5h100v9H0z\" "
                  "fill=\"#fff\" stroke=\"#8a938e\"/><path "
                  "fill=\"%s\" d=\"M0 0h%.1fv10H0z\"/></svg></td>"
                  "<td class=\"n\">%.1f %%</td></tr>\n",
                  me ? "#0b5d4b" : "#7fb3a2", 100 * n->share, 100 * n->share);
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

/* A share that rests on less than half of what was asked is none. */
static size_t find_neighbours(const lc_report_view *s, const double *sum,
                              const double *of, neighbour *out)
{
    const lc_unit *me = lc_world_unit(s->w, s->r->unit);
    double asked = 0;
    size_t n = 0;

    for (size_t i = 0; i < s->reaches; i++)
        asked +=
            lc_world_category(s->w, s->reach[i].category)->facility_count > 0;

    for (uint32_t u = 0; u < lc_world_unit_count(s->w); u++) {
        const lc_unit *x = lc_world_unit(s->w, u);

        if (x->level_index == me->level_index && x->parent == me->parent)
            out[n++] = (neighbour){u, of[u] > 0 && of[u] >= asked * LEAST_KNOWN
                                          ? sum[u] / of[u]
                                          : NAN};
    }
    qsort(out, n, sizeof *out, by_share);
    return n;
}

lc_status lc_report_neighbours_put(const lc_report_view *s, lc_error *err)
{
    size_t units = lc_world_unit_count(s->w), n;
    lc_coverage_row *row = lc_calloc(units + 1, sizeof *row);
    neighbour *all = lc_calloc(units, sizeof *all);
    double *sum = lc_calloc(units, sizeof *sum);
    double *of = lc_calloc(units, sizeof *of);
    lc_status st;

    if (!row || !all || !sum || !of) {
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for the neighbours");
        goto done;
    }
    st = add_shares(s, lc_world_unit(s->w, s->r->unit)->level_index, row, sum,
                    of, err);
    if (st)
        goto done;
    n = find_neighbours(s, sum, of, all);
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
    lc_free(of);
    return st;
}
