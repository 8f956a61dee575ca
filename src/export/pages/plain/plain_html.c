/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/plain/plain_html.c - the frame of the plain pages, the
 * start, and the matches of a search.
 */
#include "lifecircle/export/pages/plain_html.h"

#include "lifecircle/base/embed.h"
#include "src/export/pages/html.h"
#include "src/export/pages/plain/plain.h"

#include <stdio.h>
#include <string.h>

enum { MOST_MATCHES = 20, MOST_UNITS = 400 };

/* ---- words ---- */

const char *lc_plain_word(const lc_plain *p, lc_plain_text t)
{
    static const char *const text[LIFE_PLAIN_COUNT][LIFE_LANG_COUNT] = {
#define LIFE_X(id, zh, en) {zh, en},
        LIFE_PLAIN_TEXT_MAP(LIFE_X)
#undef LIFE_X
    };

    return text[t][p->lang];
}

void lc_plain_say(lc_buf *out, const lc_plain *p, lc_plain_text t,
                  const char *const *arg)
{
    for (const char *s = lc_plain_word(p, t); *s; s++) {
        if (*s == '{' && s[1] >= '0' && s[1] <= '9' && s[2] == '}') {
            lc_html_text(out, arg[s[1] - '0']);
            s += 2;
        } else {
            lc_buf_putc(out, *s);
        }
    }
}

const char *lc_plain_pick(const lc_plain *p, const char *zh, const char *en)
{
    return lc_lang_pick(p->lang, zh, en);
}

/* ---- links ---- */

static void put_link(lc_buf *out, const lc_plain *p, lc_lang lang)
{
    lc_buf_printf(out, "/plain?lang=%s", lc_lang_id(lang));
    if (p->pace) {
        lc_buf_puts(out, "&amp;pace=");
        lc_html_url(out, lc_world_pace(p->w, p->pace)->id);
    }
    if (p->minutes != 15)
        lc_buf_printf(out, "&amp;minutes=%u", (unsigned)p->minutes);
}

void lc_plain_link(lc_buf *out, const lc_plain *p)
{
    put_link(out, p, p->lang);
}

void lc_plain_at(lc_buf *out, lc_lonlat at)
{
    lc_buf_puts(out, "&amp;lon=");
    lc_buf_double(out, at.lon, 7);
    lc_buf_puts(out, "&amp;lat=");
    lc_buf_double(out, at.lat, 7);
}

static void put_unit_link(lc_buf *out, const lc_plain *p, const char *code)
{
    lc_buf_puts(out, "<a href=\"");
    lc_plain_link(out, p);
    lc_buf_puts(out, "&amp;unit=");
    lc_html_url(out, code);
    lc_buf_puts(out, "\">");
}

/* ---- the frame ---- */

static void put_form(lc_buf *out, const lc_plain *p, const char *q)
{
    lc_buf_printf(out,
                  "<form action=\"/plain\" method=\"get\" role=\"search\">\n"
                  "<input type=\"hidden\" name=\"lang\" value=\"%s\">\n"
                  "<label for=\"q\">%s</label>\n"
                  "<input id=\"q\" name=\"q\" type=\"search\" maxlength=\"64\" "
                  "autocomplete=\"off\" aria-describedby=\"hint\" value=\"",
                  lc_lang_id(p->lang), lc_plain_word(p, LIFE_PLAIN_FIND));
    lc_html_text(out, q);
    lc_buf_printf(out,
                  "\">\n<small id=\"hint\">%s</small><br>\n"
                  "<button>%s</button>\n</form>\n",
                  lc_plain_word(p, LIFE_PLAIN_HINT),
                  lc_plain_word(p, LIFE_PLAIN_GO));
}

void lc_plain_head(lc_buf *out, const lc_plain *p, const char *title,
                   const char *q, const char *same)
{
    const lc_embedded *css = lc_embedded_find("export/pages/plain/plain.css");

    lc_buf_printf(out,
                  "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                  "<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, "
                  "initial-scale=1\">\n<link rel=\"icon\" "
                  "href=\"/favicon.svg\">\n<title>",
                  lc_lang_tag(p->lang));
    if (*title) {
        lc_html_text(out, title);
        lc_buf_puts(out, " · ");
    }
    lc_buf_printf(out, "%s</title>\n<style>",
                  lc_plain_word(p, LIFE_PLAIN_TITLE));
    lc_buf_put(out, css->data, css->size);
    lc_buf_puts(out, "</style>\n</head>\n<body>\n<nav><a href=\"");
    lc_plain_link(out, p);
    lc_buf_printf(out, "\">%s</a><a href=\"",
                  lc_plain_word(p, LIFE_PLAIN_HOME));
    put_link(out, p, p->lang == LIFE_LANG_ZH ? LIFE_LANG_EN : LIFE_LANG_ZH);
    lc_buf_printf(out,
                  "%s\" lang=\"%s\">%s</a><a href=\"/#lang=%s\">%s</a></nav>\n",
                  same, p->lang == LIFE_LANG_ZH ? "en" : "zh-CN",
                  lc_plain_word(p, LIFE_PLAIN_OTHER), lc_lang_id(p->lang),
                  lc_plain_word(p, LIFE_PLAIN_MAP));
    lc_buf_puts(out, "<main>\n<h1>");
    lc_html_text(out, *title ? title : lc_plain_word(p, LIFE_PLAIN_TITLE));
    lc_buf_puts(out, "</h1>\n");
    put_form(out, p, q);
}

void lc_plain_foot(lc_buf *out, const lc_plain *p)
{
    const char *owed = lc_world_setting(p->w, "attribution");

    lc_buf_puts(out, "</main>\n<footer><p class=\"soft\">");
    lc_plain_say(out, p, LIFE_PLAIN_SOURCE, &owed);
    lc_buf_puts(out, "</p></footer>\n</body>\n</html>\n");
}

/* ---- the start ---- */

static void put_units(lc_buf *out, const lc_plain *p)
{
    size_t levels = lc_world_level_count(p->w), n = 0;

    for (uint32_t i = 0; i < lc_world_unit_count(p->w) && n < MOST_UNITS; i++) {
        const lc_unit *u = lc_world_unit(p->w, i);

        if (u->level_index + 1 != levels || !u->home_count)
            continue;
        if (!n++)
            lc_buf_printf(out, "<h2>%s</h2>\n<ul>\n",
                          lc_plain_word(p, LIFE_PLAIN_UNITS));
        lc_buf_puts(out, "<li>");
        put_unit_link(out, p, u->code);
        lc_html_text(out, lc_plain_pick(p, u->name, u->name_en));
        lc_buf_puts(out, "</a></li>\n");
    }
    if (n)
        lc_buf_puts(out, "</ul>\n");
}

void lc_plain_start(lc_buf *out, const lc_plain *p)
{
    lc_plain_head(out, p, lc_world_setting(p->w, "name"), "", "");
    lc_buf_printf(out, "<p>%s</p>\n", lc_plain_word(p, LIFE_PLAIN_WHAT));
    put_units(out, p);
    lc_plain_foot(out, p);
}

void lc_plain_wrong(lc_buf *out, const lc_plain *p, const char *why)
{
    lc_plain_head(out, p, lc_plain_word(p, LIFE_PLAIN_WRONG), "", "");
    lc_buf_puts(out, "<p class=\"say\" lang=\"en\">");
    lc_html_text(out, why);
    lc_buf_puts(out, "</p>\n");
    lc_plain_foot(out, p);
}

/* ---- matches ---- */

static lc_plain_text kind_word(const char *kind)
{
    static const struct {
        const char *kind;
        lc_plain_text word;
    } words[] = {{"place", LIFE_PLAIN_PLACE_KIND},
                 {"unit", LIFE_PLAIN_UNIT_KIND},
                 {"facility", LIFE_PLAIN_FACILITY_KIND},
                 {"street", LIFE_PLAIN_STREET_KIND},
                 {"address", LIFE_PLAIN_ADDRESS_KIND}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].kind, kind))
            return words[i].word;
    return LIFE_PLAIN_POSITION_KIND;
}

static void put_hit(lc_buf *out, const lc_plain *p, const lc_hit *h)
{
    lc_lonlat at = lc_pt_lonlat(h->pt);

    lc_buf_puts(out, "<li>");
    if (!strcmp(h->kind, "unit")) {
        put_unit_link(out, p, h->id);
    } else {
        lc_buf_puts(out, "<a href=\"");
        lc_plain_link(out, p);
        lc_plain_at(out, at);
        lc_buf_puts(out, "\">");
    }
    if (*h->name) {
        lc_html_text(out, h->name);
    } else {
        lc_buf_double(out, at.lon, 7);
        lc_buf_puts(out, ", ");
        lc_buf_double(out, at.lat, 7);
    }
    lc_buf_printf(out, "</a> <small>%s", lc_plain_word(p, kind_word(h->kind)));
    if (*h->detail) {
        lc_buf_puts(out, p->lang == LIFE_LANG_ZH ? "，" : ", ");
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
    lc_plain_head(out, p, "", q, same.failed ? "" : same.data);
    lc_buf_free(&same);
    lc_buf_puts(out, n ? "<h2>" : "<p class=\"say\">");
    lc_plain_say(out, p, n ? LIFE_PLAIN_MATCHES : LIFE_PLAIN_NO_MATCH, &q);
    lc_buf_puts(out, n ? "</h2>\n<ol>\n" : "</p>\n");
    for (size_t i = 0; i < n; i++)
        put_hit(out, p, &hit[i]);
    if (n)
        lc_buf_puts(out, "</ol>\n");
    lc_plain_foot(out, p);
}

lc_status lc_plain_search(lc_buf *out, const lc_plain *p, const char *q,
                          lc_error *err)
{
    lc_find find = {.q = q, .limit = MOST_MATCHES};
    lc_hit hit[MOST_MATCHES];
    size_t n;
    lc_status st = lc_world_find(p->w, &find, hit, &n, err);

    if (st)
        return st;
    if (n == 1 && hit[0].system)
        return lc_plain_place(out, p, lc_pt_lonlat(hit[0].pt), err);
    put_matches(out, p, q, hit, n);
    return LIFE_OK;
}

void lc_plain_policy(lc_buf *out)
{
    const lc_embedded *css = lc_embedded_find("export/pages/plain/plain.css");

    lc_buf_puts(out, "default-src 'none'; style-src 'sha256-");
    lc_html_hash(out, css->data, css->size);
    lc_buf_puts(out, "'; img-src 'self'; base-uri 'none'; form-action 'self'; "
                     "frame-ancestors 'none'");
}
