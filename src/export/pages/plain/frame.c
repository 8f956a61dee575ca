/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/plain/frame.c - see frame.h.
 */
#include "src/export/pages/plain/frame.h"

#include "lifecircle/export/pages/page.h"
#include "lifecircle/words/as_of.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/wheels.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/facilities/service.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/source.h"
#include "src/export/pages/html.h"

/* ---- links ---- */

void lc_plain_frame_services(lc_buf *out, const lc_plain *p)
{
    bool any = false;

    for (uint32_t i = 0; i < lc_world_service_count(p->w); i++) {
        if (!(p->services >> i & 1))
            continue;
        lc_buf_printf(out, "%s%s", any ? "," : "",
                      lc_world_service(p->w, i)->id);
        any = true;
    }
}

static void put_link(lc_buf *out, const lc_plain *p, lc_lang lang)
{
    lc_links_put(out, &p->links, LIFE_PLAIN_PATH);
    lc_buf_printf(out, "?lang=%s", lc_lang_id(lang));
    if (p->pace) {
        lc_buf_puts(out, "&amp;pace=");
        lc_html_url(out, lc_world_pace(p->w, p->pace)->id);
    }
    if (p->minutes != 15)
        lc_buf_printf(out, "&amp;minutes=%u", (unsigned)p->minutes);
    if (p->services) {
        lc_buf_puts(out, "&amp;services=");
        lc_plain_frame_services(out, p);
    }
}

void lc_plain_frame_link(lc_buf *out, const lc_plain *p)
{
    put_link(out, p, p->lang);
}

void lc_plain_frame_at(lc_buf *out, lc_lonlat at)
{
    lc_buf_puts(out, "&amp;lon=");
    lc_buf_double(out, at.lon, 7);
    lc_buf_puts(out, "&amp;lat=");
    lc_buf_double(out, at.lat, 7);
}

void lc_plain_frame_form(lc_buf *out, const lc_plain *p)
{
    lc_buf_puts(out, "<form action=\"");
    lc_links_put(out, &p->links, LIFE_PLAIN_PATH);
    lc_buf_puts(out, "\" method=\"get\"");
}

/* ---- the frame ---- */

/* The form keeps the language: a search starts from the page it is on. */
static void put_form(lc_buf *out, const lc_plain *p, const char *q)
{
    lc_plain_frame_form(out, p);
    lc_buf_printf(out,
                  " role=\"search\">\n"
                  "<input type=\"hidden\" name=\"lang\" value=\"%s\">\n"
                  "<label for=\"q\">%s</label>\n"
                  "<input id=\"q\" name=\"q\" type=\"search\" maxlength=\"64\" "
                  "autocomplete=\"off\" aria-describedby=\"hint\" value=\"",
                  lc_lang_id(p->lang),
                  lc_say_text(p->lang, LIFE_SAY_PLAIN_FIND));
    lc_html_text(out, q);
    lc_buf_printf(out,
                  "\">\n<small id=\"hint\">%s</small><br>\n"
                  "<button>%s</button>\n</form>\n",
                  lc_say_text(p->lang, LIFE_SAY_PLAIN_HINT),
                  lc_say_text(p->lang, LIFE_SAY_PLAIN_GO));
}

/* The other language leads to the same page, not to the start. */
static void put_nav(lc_buf *out, const lc_plain *p, const char *same)
{
    lc_lang other = p->lang == LIFE_LANG_ZH ? LIFE_LANG_EN : LIFE_LANG_ZH;

    lc_buf_puts(out, "<nav><a href=\"");
    lc_plain_frame_link(out, p);
    lc_buf_printf(out, "\">%s</a><a href=\"",
                  lc_say_text(p->lang, LIFE_SAY_PLAIN_HOME));
    put_link(out, p, other);
    lc_buf_printf(out, "%s\" lang=\"%s\">%s</a><a href=\"", same,
                  lc_lang_tag(other),
                  lc_say_text(p->lang, LIFE_SAY_PLAIN_OTHER));
    lc_links_put(out, &p->links, "/");
    lc_buf_printf(out, "#lang=%s\">%s</a></nav>\n", lc_lang_id(p->lang),
                  lc_say_text(p->lang, LIFE_SAY_PLAIN_MAP));
}

void lc_plain_frame_head(lc_buf *out, const lc_plain *p, const char *title,
                         const char *q, const char *same)
{
    lc_page_head head = {.kind = LIFE_PAGE_PLAIN,
                         .lang = p->lang,
                         .title = title,
                         .links = &p->links,
                         .site = lc_say_text(p->lang, LIFE_SAY_PLAIN_TITLE)};

    lc_page_begin(out, &head);
    put_nav(out, p, same);
    lc_buf_puts(out, "<main>\n<h1>");
    lc_html_text(out,
                 *title ? title : lc_say_text(p->lang, LIFE_SAY_PLAIN_TITLE));
    lc_buf_puts(out, "</h1>\n");
    put_form(out, p, q);
    if (p->moved && *p->moved) {
        lc_buf_puts(out, "<p class=\"soft\">");
        lc_html_text(out, p->moved);
        lc_buf_puts(out, "</p>\n");
    }
}

void lc_plain_frame_foot(lc_buf *out, const lc_plain *p)
{
    lc_buf_puts(out, "</main>\n<footer><p class=\"soft\">");
    LC_HTML_SAY(out, p->lang, LIFE_SAY_PLAIN_SOURCE,
                lc_world_source_attribution(p->w));
    lc_buf_putc(out, ' ');
    lc_as_of_text(out, lc_as_of_city(p->w), p->lang);
    lc_buf_puts(out, "</p>\n");
    lc_operator_put(out, p->operator, p->lang);
    lc_buf_puts(out, "</footer>\n");
    lc_page_end(out);
}

void lc_plain_frame_wheels(lc_buf *out, const lc_plain *p, lc_wheels_count n)
{
    if (!lc_world_pace(p->w, p->pace)->wheels)
        return;
    lc_buf_puts(out, "<p>");
    lc_wheels_text(out, n, p->lang);
    lc_buf_puts(out, "</p>\n");
}
