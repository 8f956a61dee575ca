/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/plain/plain.c - see plain.h.
 *
 * Pages without a script, whose only input is a form: the start with its
 * units, and a search with its matches. A search that is a position alone
 * (typed or pasted) leads to the place at once, as there is nothing to choose.
 */
#include "lifecircle/export/pages/plain/plain.h"

#include "lifecircle/export/pages/plain/place.h"
#include "lifecircle/study/find.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/unit.h"
#include "src/export/pages/html.h"
#include "src/export/pages/plain/frame.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What a person looks through; and units enough for a large city's finest
 * level without a page of megabytes. */
enum { MOST_MATCHES = 20, MOST_UNITS = 400 };

/* ---- the start ---- */

static void put_unit_link(lc_buf *out, const lc_plain *p, const char *code)
{
    lc_buf_puts(out, "<a href=\"");
    lc_plain_frame_link(out, p);
    lc_buf_puts(out, "&amp;unit=");
    lc_html_url(out, code);
    lc_buf_puts(out, "\">");
}

/* The finest level, and only units where people live: others have no
 * coverage to show. */
static void put_units(lc_buf *out, const lc_plain *p)
{
    size_t levels = lc_world_level_count(p->w), n = 0;

    for (uint32_t i = 0; i < lc_world_unit_count(p->w) && n < MOST_UNITS; i++) {
        const lc_unit *u = lc_world_unit(p->w, i);

        if (u->level_index + 1 != levels || !u->home_count)
            continue;
        if (!n++)
            lc_buf_printf(out, "<h2>%s</h2>\n<ul>\n",
                          lc_say_text(p->lang, LIFE_SAY_PLAIN_UNITS));
        lc_buf_puts(out, "<li>");
        put_unit_link(out, p, u->code);
        lc_html_text(out, u->called[p->lang]);
        lc_buf_puts(out, "</a></li>\n");
    }
    if (n)
        lc_buf_puts(out, "</ul>\n");
}

void lc_plain_start(lc_buf *out, const lc_plain *p)
{
    lc_buf going = {0};

    lc_plain_frame_head(out, p, lc_world_setting(p->w, "name"), "", "");
    lc_words_going(&going, p->w, p->pace, p->lang);
    lc_buf_puts(out, "<p>");
    LC_HTML_SAY(out, p->lang, LIFE_SAY_PLAIN_WHAT, lc_say_part(out, &going));
    lc_buf_puts(out, "</p>\n");
    lc_buf_free(&going);
    put_units(out, p);
    lc_plain_frame_foot(out, p);
}

/* Errors are in English, whatever the page's language: so they are marked. */
void lc_plain_wrong(lc_buf *out, const lc_plain *p, const char *why)
{
    lc_plain_frame_head(out, p, lc_say_text(p->lang, LIFE_SAY_PLAIN_WRONG), "",
                        "");
    lc_buf_puts(out, "<p class=\"say\" lang=\"en\">");
    lc_html_text(out, why);
    lc_buf_puts(out, "</p>\n");
    lc_plain_frame_foot(out, p);
}

/* ---- matches ---- */

/* What a match is, since a street and a square may share a name. */
static lc_sentence kind_word(lc_hit_kind kind)
{
    static const lc_sentence words[LIFE_HIT_KINDS] = {
        [LIFE_HIT_PLACE] = LIFE_SAY_PLAIN_PLACE_KIND,
        [LIFE_HIT_UNIT] = LIFE_SAY_PLAIN_UNIT_KIND,
        [LIFE_HIT_FACILITY] = LIFE_SAY_PLAIN_FACILITY_KIND,
        [LIFE_HIT_STREET] = LIFE_SAY_PLAIN_STREET_KIND,
        [LIFE_HIT_ADDRESS] = LIFE_SAY_PLAIN_ADDRESS_KIND,
        [LIFE_HIT_POSITION] = LIFE_SAY_PLAIN_POSITION_KIND};

    return words[kind];
}

/* Not of one place: it has no page of its own. */
static void put_need(lc_buf *out, const lc_plain *p, const lc_hit *h)
{
    const char *name =
        p->lang == LIFE_LANG_ZH ? h->need->name_zh : h->need->name_en;
    char count[16], offering[16];

    snprintf(count, sizeof count, "%" PRIu32, h->facilities);
    snprintf(offering, sizeof offering, "%" PRIu32, h->offering);
    lc_buf_puts(out, "<li>");
    if (h->facilities) {
        lc_html_text(out, name);
        lc_buf_puts(out, " <small>");
        if (h->need->service == LIFE_NONE)
            LC_HTML_SAY(out, p->lang, LIFE_SAY_NEED_FROM, count);
        else
            LC_HTML_SAY(out, p->lang, LIFE_SAY_NEED_OFFERED, count, offering);
        lc_buf_puts(out, "</small>");
    } else {
        LC_HTML_SAY(out, p->lang, LIFE_SAY_NEED_NONE, name);
    }
    lc_buf_puts(out, "</li>\n");
}

/* A place without a name is shown by its position, which can be typed in
 * again. */
static void put_hit(lc_buf *out, const lc_plain *p, const lc_hit *h)
{
    lc_lonlat at = lc_pt_lonlat(h->pt);

    lc_buf_puts(out, "<li>");
    if (h->kind == LIFE_HIT_UNIT) {
        put_unit_link(out, p, h->id);
    } else {
        lc_buf_puts(out, "<a href=\"");
        lc_plain_frame_link(out, p);
        lc_plain_frame_at(out, at);
        lc_buf_puts(out, "\">");
    }
    if (*h->name) {
        lc_html_text(out, h->name);
    } else {
        lc_buf_double(out, at.lon, 7);
        lc_buf_puts(out, ", ");
        lc_buf_double(out, at.lat, 7);
    }
    lc_buf_printf(out, "</a> <small>%s",
                  lc_say_text(p->lang, kind_word(h->kind)));
    if (*h->detail) {
        lc_buf_puts(out, lc_say_text(p->lang, LIFE_SAY_PLAIN_COMMA));
        lc_html_text(out, h->detail);
    }
    lc_buf_puts(out, "</small></li>\n");
}

static void put_matches(lc_buf *out, const lc_plain *p, const char *q,
                        const lc_hit *hit, size_t n)
{
    lc_buf same = {0};

    lc_buf_puts(&same, "&amp;q=");
    lc_html_url(&same, q);
    lc_plain_frame_head(out, p, "", q, lc_say_part(out, &same));
    lc_buf_free(&same);
    lc_buf_puts(out, n ? "<h2>" : "<p class=\"say\">");
    LC_HTML_SAY(out, p->lang,
                n ? LIFE_SAY_PLAIN_MATCHES : LIFE_SAY_PLAIN_NO_MATCH, q);
    lc_buf_puts(out, n ? "</h2>\n<ol>\n" : "</p>\n");
    for (size_t i = 0; i < n; i++) {
        if (hit[i].need)
            put_need(out, p, &hit[i]);
        else
            put_hit(out, p, &hit[i]);
    }
    if (n)
        lc_buf_puts(out, "</ol>\n");
    lc_plain_frame_foot(out, p);
}

/* What was typed is told with it, where a mark or the address said that it was
 * of another system. */
static lc_status answer_position(lc_buf *out, const lc_plain *p, const char *q,
                                 const lc_hit *h, lc_error *err)
{
    lc_lonlat at = lc_pt_lonlat(h->pt);
    lc_plain page = *p;
    lc_buf moved = {0};
    char is[48];
    lc_status st;

    snprintf(is, sizeof is, "%.7f,%.7f", at.lon, at.lat);
    if (h->system != LIFE_DEGREES_WGS84)
        LC_SAY(&moved, p->lang, LIFE_SAY_CRS_MOVED, q,
               lc_words_system(h->system, p->lang), is);
    page.moved = lc_say_part(out, &moved);
    st = lc_plain_place(out, &page, at, err);
    lc_buf_free(&moved);
    return st;
}

lc_status lc_plain_search(lc_buf *out, const lc_plain *p, const char *q,
                          lc_error *err)
{
    lc_find find = {
        .q = q, .limit = MOST_MATCHES, .needs = true, .system = p->crs};
    lc_hit hit[MOST_MATCHES];
    size_t n;
    lc_status st = lc_study_find(p->study, &find, hit, &n, err);

    if (st)
        return st;
    if (n == 1 && hit[0].kind == LIFE_HIT_POSITION)
        return answer_position(out, p, q, &hit[0], err);
    put_matches(out, p, q, hit, n);
    return LIFE_OK;
}
