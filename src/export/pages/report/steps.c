/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/steps.c - see steps.h.
 *
 * A step is where one more facility would reach most people that lack it. It
 * is named by the nearest street with a name, as a position says little to a
 * reader.
 */
#include "src/export/pages/report/steps.h"

#include "lifecircle/words/say.h"
#include "src/export/pages/html.h"

#include <stdlib.h>

/* A step is named by a street no farther than this from it. */
#define NEAR_STREET_M 80.0

/* The street by its name, or the unit's. Streets whose beginning is more than
 * 0.006 degrees away are passed over without being measured: that is a cheap
 * test for some hundred thousand streets, asked for a handful of steps. */
static const char *street_near(const lc_report_view *s, lc_pt at)
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

/* The position too: a name alone finds no plot of land. */
static void put_step(const lc_report_view *s, size_t i)
{
    const lc_next_step *x = &s->r->step[i];
    const char *street = street_near(s, x->at);
    lc_lonlat at = lc_pt_lonlat(x->at);

    lc_buf_printf(s->out, "<li><b class=\"no\">%zu</b><div><b>%s%s", i + 1,
                  lc_say_text(s->lang, LIFE_SAY_REPORT_STEP_ADD),
                  lc_report_view_space(s));
    lc_html_text(s->out, lc_report_view_category(s, x->category));
    lc_buf_printf(s->out, "</b><br>%s ",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_STEP_NEAR));
    lc_html_text(s->out, *street ? street : lc_report_view_unit(s, x->unit));
    if (*street && x->unit != LIFE_NONE && x->unit != s->r->unit) {
        lc_buf_puts(s->out, lc_say_text(s->lang, LIFE_SAY_REPORT_COMMA));
        lc_html_text(s->out, lc_report_view_unit(s, x->unit));
    }
    lc_buf_printf(s->out, " <span class=\"why\">(%.5f, %.5f)</span><br>%s%s ",
                  at.lon, at.lat,
                  lc_say_text(s->lang, LIFE_SAY_REPORT_STEP_GAIN),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_COLON));
    lc_report_view_weight(s, x->gained);
    lc_buf_printf(s->out, "%s%s%s ",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_SEMICOLON),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_STEP_OF),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_COLON));
    lc_report_view_weight(s, x->lacking);
    lc_buf_printf(s->out, " (%g %s)", x->limit_ms / 60000.0,
                  lc_say_text(s->lang, LIFE_SAY_REPORT_MINUTES));
    lc_buf_puts(s->out, "</div></li>\n");
}

void lc_report_steps_put(const lc_report_view *s)
{
    lc_report_view_heading(s, LIFE_SAY_REPORT_STEPS);
    if (!s->r->steps) {
        lc_buf_printf(s->out, "<p>%s</p>\n",
                      lc_say_text(s->lang, LIFE_SAY_REPORT_NO_STEPS));
        return;
    }
    lc_buf_puts(s->out, "<ol class=\"steps\">\n");
    for (size_t i = 0; i < s->r->steps; i++)
        put_step(s, i);
    lc_buf_puts(s->out, "</ol>\n");
}
