/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/plain/route.c - the plain page of a facility: the way to it,
 * in words.
 *
 * Everything that is known of a facility, and the steps to it as sentences,
 * which can be printed or read out. Texts of the data are shown as they are
 * and nothing is guessed from them but what can be dialled.
 */
#include "lifecircle/export/pages/plain/route.h"

#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/route.h"
#include "lifecircle/words/closings.h"
#include "lifecircle/words/directions.h"
#include "lifecircle/words/facts.h"
#include "lifecircle/words/hours.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/attributes.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/opening.h"
#include "src/export/pages/html.h"
#include "src/export/pages/plain/frame.h"
#include "src/export/values/map_link.h"

#include <string.h>

typedef struct answer {
    lc_buf *out;
    const lc_plain *p;
    const lc_facility *f;
} answer;

/* A line of what is known; nothing where it isn't. */
static void put_fact(const answer *s, lc_sentence name, const char *text)
{
    if (!*text)
        return;
    lc_buf_printf(s->out, "<p>%s", lc_say_text(s->p->lang, name));
    lc_html_text(s->out, text);
    lc_buf_puts(s->out, "</p>\n");
}

/* Where the place was worked out from the address and is not that house. */
static void put_quality(const answer *s)
{
    char name[16];

    if (lc_attribute_of(s->f, "place_quality", name, sizeof name) &&
        strcmp(name, "exact"))
        lc_buf_printf(s->out, "<p>%s</p>\n",
                      lc_say_text(s->p->lang, LIFE_SAY_PLAIN_PLACED));
}

/* A link that dials; what has no digit in it can be read, not dialled. */
static void put_phone(const answer *s)
{
    const char *phone = s->f->phone;

    if (!strpbrk(phone, "0123456789")) {
        put_fact(s, LIFE_SAY_PLAIN_PHONE, phone);
        return;
    }
    lc_buf_printf(s->out, "<p>%s<a href=\"tel:",
                  lc_say_text(s->p->lang, LIFE_SAY_PLAIN_PHONE));
    for (; *phone && *phone != ';'; phone++) /* the first of several */
        if ((*phone >= '0' && *phone <= '9') || *phone == '+')
            lc_buf_putc(s->out, *phone);
    lc_buf_puts(s->out, "\">");
    lc_html_text(s->out, s->f->phone);
    lc_buf_puts(s->out, "</a></p>\n");
}

/* Hours that could not be read stand as the data have them. */
static void put_hours(const answer *s)
{
    const lc_hours *h = lc_world_opening(s->p->w, s->f->hours);
    lc_buf text = {0};

    if (!h) {
        put_fact(s, LIFE_SAY_PLAIN_HOURS, s->f->opening_hours);
        return;
    }
    lc_hours_text(h, lc_world_clock_now(s->p->w), s->p->lang, &text);
    put_fact(s, LIFE_SAY_PLAIN_HOURS, lc_say_part(s->out, &text));
    lc_buf_free(&text);
}

/* What else it says of itself: what it offers, for whom, at what price. */
static void put_facts(const answer *s)
{
    lc_buf text = {0};

    lc_facts_asked(&text, s->p->w, s->f, s->p->services, s->p->lang);
    if (text.len) {
        lc_buf_puts(s->out, "<p>");
        lc_html_text(s->out, lc_say_part(s->out, &text));
        lc_buf_puts(s->out, "</p>\n");
    }
    lc_buf_free(&text);
}

/* Other maps need not learn from which page one comes. */
static void put_map_links(const answer *s)
{
    if (!s->f->placed)
        return;
    lc_buf_printf(s->out, "<h2>%s</h2>\n<ul>\n",
                  lc_say_text(s->p->lang, LIFE_SAY_PLAIN_OTHER_MAPS));
    for (size_t i = 0; i < lc_map_link_count; i++) {
        lc_buf url = {0};

        lc_map_link_put(&url, i, s->f);
        lc_buf_puts(s->out, "<li><a href=\"");
        lc_html_text(s->out, lc_say_part(s->out, &url));
        lc_buf_printf(s->out, "\" rel=\"noreferrer\">%s</a></li>\n",
                      lc_map_link_name(i, s->p->lang));
        lc_buf_free(&url);
    }
    lc_buf_puts(s->out, "</ul>\n");
}

/* Gates with hours: the page knows no time that is asked for. */
static void put_closings(const answer *s, const lc_route *r)
{
    for (uint32_t i = 0; i < r->closings; i++) {
        lc_buf text = {0};

        lc_closing_text(&text, lc_world_closing(s->p->w, r->closing[i]),
                        s->p->lang);
        lc_buf_puts(s->out, "<p class=\"say\">");
        lc_html_text(s->out, lc_say_part(s->out, &text));
        lc_buf_puts(s->out, "</p>\n");
        lc_buf_free(&text);
    }
}

/* The sum stands before the steps: it decides whether to read on. */
static void put_way(const answer *s, const lc_route *r)
{
    lc_buf minutes = {0}, metres = {0}, going = {0};

    lc_words_minutes(&minutes, r->walk_ms, s->p->lang);
    lc_words_distance(&metres, r->walk_mm / 1000.0, s->p->lang);
    lc_words_going(&going, s->p->w, s->p->pace, s->p->lang);
    lc_buf_printf(s->out, "<h2>%s</h2>\n<p class=\"say\">",
                  lc_say_text(s->p->lang, LIFE_SAY_PLAIN_WAY));
    LC_HTML_SAY(s->out, s->p->lang, LIFE_SAY_PLAIN_WAY_SUM,
                lc_say_part(s->out, &minutes), lc_say_part(s->out, &metres),
                lc_say_part(s->out, &going));
    lc_buf_free(&minutes);
    lc_buf_free(&metres);
    lc_buf_free(&going);
    lc_buf_puts(s->out, "</p>\n<ol>\n");
    for (size_t i = 0; i < r->step_count; i++) {
        lc_buf text = {0};

        lc_direction_step(&text, &r->step[i], s->f->name, s->p->lang);
        lc_buf_puts(s->out, "<li>");
        lc_html_text(s->out, lc_say_part(s->out, &text));
        lc_buf_puts(s->out, "</li>\n");
        lc_buf_free(&text);
    }
    lc_buf_puts(s->out, "</ol>\n");
    put_closings(s, r);
}

/* The page is known by the place and the facility, in either language. */
static void put_head(const answer *s, lc_lonlat at)
{
    lc_buf same = {0};

    lc_plain_frame_at(&same, at);
    lc_buf_puts(&same, "&amp;to=");
    lc_html_url(&same, s->f->id);
    lc_plain_frame_head(s->out, s->p, s->f->name, "",
                        lc_say_part(s->out, &same));
    lc_buf_free(&same);
    lc_buf_puts(s->out, "<p><a href=\"");
    lc_plain_frame_link(s->out, s->p);
    lc_plain_frame_at(s->out, at);
    lc_buf_printf(s->out, "\">%s</a></p>\n",
                  lc_say_text(s->p->lang, LIFE_SAY_PLAIN_BACK));
}

static void put_no_way(const answer *s)
{
    lc_buf going = {0};

    lc_words_going(&going, s->p->w, s->p->pace, s->p->lang);
    lc_buf_puts(s->out, "<p class=\"say\">");
    LC_HTML_SAY(s->out, s->p->lang, LIFE_SAY_PLAIN_NO_ROUTE,
                lc_say_part(s->out, &going));
    lc_buf_puts(s->out, "</p>\n");
    lc_buf_free(&going);
}

/* That there is no way is an answer, and the rest is shown with it. */
lc_status lc_plain_route(lc_buf *out, const lc_plain *p, lc_lonlat at,
                         uint32_t facility, lc_error *err)
{
    answer s = {out, p, lc_world_facility(p->w, facility)};
    lc_route route = {0};
    lc_place from;
    lc_status st = lc_place_at(p->a, at, p->pace, &from, err);

    if (st)
        return st;
    st = lc_route_find(p->a, &from, facility, &route, NULL);
    if (st && st != LIFE_ERR_NOT_FOUND)
        return lc_fail(err, st, "no way was found");
    put_head(&s, at);
    put_hours(&s);
    put_fact(&s, LIFE_SAY_PLAIN_ADDRESS, s.f->address);
    put_quality(&s);
    put_phone(&s);
    put_facts(&s);
    put_fact(&s, LIFE_SAY_PLAIN_CHECKED, s.f->checked_on);
    if (st)
        put_no_way(&s);
    else
        put_way(&s, &route);
    put_map_links(&s);
    lc_plain_frame_foot(out, p);
    lc_route_clear(&route);
    return LIFE_OK;
}
