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
#include "src/export/values/street.h"

/* A step is named by a street no farther than this from it. */
#define NEAR_STREET_M 80.0

/* The position too: a name alone finds no plot of land. */
static void put_step(const lc_report_view *s, size_t i)
{
    const lc_next_step *x = &s->r->step[i];
    const char *street = lc_street_near(s->w, x->at, NEAR_STREET_M);
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
