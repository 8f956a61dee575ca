/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/beside.c - the report page's next steps, and the unit
 * beside its neighbours.
 */
#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/coverage.h"
#include "src/export/pages/html.h"
#include "src/export/pages/report/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define NEIGHBOUR_MS  900000
#define MOST_BESIDE   16 /* rows of neighbours; the unit itself is always one */
#define NEAR_STREET_M 80.0
#define LEAST_KNOWN   0.5

/* ---- the next steps ---- */

/* The street by its name, or the unit's. */
static const char *street_near(const lc_sheet *s, lc_pt at)
{
    const lc_network *n = lc_world_network(s->w);
    const char *name = "";
    double best_m = NEAR_STREET_M;

    for (uint32_t e = 0; e < n->edge_count; e++) {
        lc_pt from = n->node[n->edge[e].from];
        double m;

        if (!n->edge[e].name || abs(from.lon - at.lon) > 60000 ||
            abs(from.lat - at.lat) > 60000)
            continue;
        m = lc_network_project(n, e, at, &(uint32_t){0}, &(lc_pt){0, 0});
        if (m < best_m) {
            best_m = m;
            name = n->names + n->edge[e].name;
        }
    }
    return name;
}

static void put_step(const lc_sheet *s, size_t i)
{
    const lc_next_step *x = &s->r->step[i];
    const char *street = street_near(s, x->at);
    lc_lonlat at = lc_pt_lonlat(x->at);

    lc_buf_printf(s->out, "<li><b class=\"no\">%zu</b><div><b>%s%s", i + 1,
                  lc_sheet_text(s, LIFE_TEXT_STEP_ADD),
                  s->lang == LIFE_LANG_ZH ? "" : " ");
    lc_html_text(s->out, lc_sheet_category(s, x->category));
    lc_buf_printf(s->out, "</b><br>%s%s ",
                  lc_sheet_text(s, LIFE_TEXT_STEP_NEAR),
                  s->lang == LIFE_LANG_ZH ? "：" : "");
    lc_html_text(s->out, *street ? street : lc_sheet_unit(s, x->unit));
    if (*street && x->unit != LIFE_NONE && x->unit != s->r->unit) {
        lc_buf_puts(s->out, s->lang == LIFE_LANG_ZH ? "，" : ", ");
        lc_html_text(s->out, lc_sheet_unit(s, x->unit));
    }
    lc_buf_printf(s->out, " <span class=\"why\">(%.5f, %.5f)</span><br>%s%s ",
                  at.lon, at.lat, lc_sheet_text(s, LIFE_TEXT_STEP_GAIN),
                  s->lang == LIFE_LANG_ZH ? "：" : ":");
    lc_sheet_weight(s, x->gained);
    lc_buf_printf(s->out, "%s%s%s ", s->lang == LIFE_LANG_ZH ? "；" : "; ",
                  lc_sheet_text(s, LIFE_TEXT_STEP_OF),
                  s->lang == LIFE_LANG_ZH ? "：" : ":");
    lc_sheet_weight(s, x->lacking);
    lc_buf_printf(s->out, " (%g %s)", x->limit_ms / 60000.0,
                  lc_sheet_text(s, LIFE_TEXT_MINUTES));
    lc_buf_puts(s->out, "</div></li>\n");
}

void lc_sheet_steps(const lc_sheet *s)
{
    lc_sheet_heading(s, LIFE_TEXT_STEPS);
    if (!s->r->steps) {
        lc_buf_printf(s->out, "<p>%s</p>\n",
                      lc_sheet_text(s, LIFE_TEXT_NO_STEPS));
        return;
    }
    lc_buf_puts(s->out, "<ol class=\"steps\">\n");
    for (size_t i = 0; i < s->r->steps; i++)
        put_step(s, i);
    lc_buf_puts(s->out, "</ol>\n");
}

/* ---- the neighbours ---- */

typedef struct neighbour {
    uint32_t unit;
    double share; /* mean over the services that are known; NaN: none */
} neighbour;

static int by_share(const void *pa, const void *pb)
{
    const neighbour *a = pa, *b = pb;
    int by = isnan(a->share) - isnan(b->share);

    if (!by && !isnan(a->share))
        by = (a->share < b->share) - (a->share > b->share);
    return by ? by : (a->unit > b->unit) - (a->unit < b->unit);
}

static lc_status add_shares(const lc_sheet *s, uint32_t level,
                            lc_coverage_row *row, double *sum, double *of,
                            lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < s->reaches && !st; i++) {
        lc_coverage_query q = {.category = s->reach[i].category,
                               .limit_ms = NEIGHBOUR_MS,
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

static void put_neighbour(const lc_sheet *s, const neighbour *n)
{
    bool me = n->unit == s->r->unit;

    lc_buf_printf(s->out, "<tr%s><td>", me ? " class=\"me\"" : "");
    lc_html_text(s->out, lc_sheet_unit(s, n->unit));
    if (me)
        lc_buf_puts(s->out, " ◀");
    lc_buf_puts(s->out, "</td><td class=\"bar\">");
    if (isnan(n->share)) {
        lc_buf_printf(s->out, "</td><td class=\"n\">%s</td></tr>\n",
                      lc_sheet_text(s, LIFE_TEXT_NOT_KNOWN));
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

static void list_neighbours(const lc_sheet *s, neighbour *all, size_t n)
{
    char number[24];
    const char *arg[1] = {number};

    lc_buf_printf(s->out, "<table><caption>%s</caption>\n<tbody>\n",
                  lc_sheet_text(s, LIFE_TEXT_NEIGHBOURS_NOTE));
    for (size_t i = 0; i < n; i++)
        if (i < MOST_BESIDE || all[i].unit == s->r->unit)
            put_neighbour(s, &all[i]);
    if (n > MOST_BESIDE) {
        snprintf(number, sizeof number, "%zu", n);
        lc_buf_puts(s->out, "<tr><td class=\"why\">… ");
        lc_sheet_say(s, LIFE_TEXT_ALL_NEIGHBOURS, arg);
        lc_buf_puts(s->out, "</td><td></td><td></td></tr>\n");
    }
    lc_buf_puts(s->out, "</tbody></table>\n");
}

/* A share that rests on less than half of what was asked is none. */
static size_t find_neighbours(const lc_sheet *s, const double *sum,
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

lc_status lc_sheet_neighbours(const lc_sheet *s, lc_error *err)
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
    lc_sheet_heading(s, LIFE_TEXT_NEIGHBOURS);
    if (n > 1)
        list_neighbours(s, all, n);
    else
        lc_buf_printf(s->out, "<p>%s</p>\n",
                      lc_sheet_text(s, LIFE_TEXT_NO_NEIGHBOURS));

done:
    lc_free(row);
    lc_free(all);
    lc_free(sum);
    lc_free(of);
    return st;
}
