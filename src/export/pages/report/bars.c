/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/bars.c - see bars.h.
 */
#include "src/export/pages/report/bars.h"

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/share.h"
#include "src/export/pages/html.h"

static double percent(int64_t part, int64_t whole)
{
    return whole > 0 ? 100 * (double)part / (double)whole : 0;
}

void lc_report_bars_draw(const lc_report_view *s, lc_share share,
                         const char *colour)
{
    double covered = percent(share.covered, share.total);
    double unknown = percent(share.unknown, share.total);

    lc_buf_puts(s->out,
                "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
                "aria-hidden=\"true\"><path d=\"M0 .5h100v9H0z\" "
                "fill=\"#fff\" stroke=\"#8a938e\"/>");
    if (unknown > 0)
        lc_buf_printf(
            s->out, "<path fill=\"url(#hatch)\" d=\"M%.1f 0h%.1fv10h-%.1fz\"/>",
            covered, unknown, unknown);
    lc_buf_printf(s->out, "<path fill=\"%s\" d=\"M0 0h%.1fv10H0z\"/></svg>",
                  colour, covered);
}

static void put_reach(const lc_report_view *s, const lc_reach *x)
{
    const lc_coverage_row *row = &x->row;

    lc_buf_puts(s->out, "<tr><td>");
    lc_html_text(s->out, lc_report_view_category(s, x->category));
    lc_buf_printf(s->out, "</td><td class=\"n\">%g %s</td><td class=\"bar\">",
                  x->limit_ms / 60000.0,
                  lc_say_text(s->lang, LIFE_SAY_REPORT_MINUTES));
    lc_report_bars_draw(s, lc_coverage_share(row), "#0b5d4b");
    lc_buf_puts(s->out, "</td><td class=\"n\">");
    lc_share_text(s->out, lc_coverage_share(row), " %", s->lang);
    lc_buf_puts(s->out, "</td><td class=\"n\">");
    if (row->unknown < row->total)
        lc_html_count(s->out, (double)row->uncovered / 1000);
    else if (row->by_reason[LIFE_REASON_NO_DATA])
        lc_buf_puts(s->out, lc_say_text(s->lang, LIFE_SAY_REPORT_NO_DATA));
    lc_buf_puts(s->out, "</td></tr>\n");
}

void lc_report_bars_put(const lc_report_view *s)
{
    lc_buf_printf(s->out,
                  "<h2 class=\"next\">%s</h2>\n"
                  "<svg class=\"defs\" width=\"0\" height=\"0\" "
                  "aria-hidden=\"true\"><defs>"
                  "<pattern id=\"hatch\" width=\"2\" height=\"4\" "
                  "patternUnits=\"userSpaceOnUse\" "
                  "patternTransform=\"rotate(30)\"><path "
                  "d=\"M0 0h.7v4H0z\" fill=\"#5a645f\"/></pattern></defs></svg>"
                  "<table><caption>",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_BARS));
    LC_HTML_SAY(s->out, s->lang, LIFE_SAY_REPORT_BARS_NOTE,
                lc_report_view_weight_of(s));
    lc_buf_printf(s->out,
                  "</caption>\n<thead><tr><th>%s</th><th class=\"n\">%s</th>"
                  "<th></th><th class=\"n\">%s</th><th class=\"n\">%s</th></tr>"
                  "</thead>\n<tbody>\n",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_SERVICE),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_WITHIN),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_REACHED),
                  lc_say_text(s->lang, LIFE_SAY_REPORT_OUT_OF_REACH));
    for (size_t i = 0; i < s->reaches; i++)
        put_reach(s, &s->reach[i]);
    lc_buf_puts(s->out, "</tbody></table>\n");
}
