/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/plain/place.c - the plain page of a place: what is there,
 * what is missing.
 *
 * The answer of the map page as text, for readers of screens, old phones and
 * paper: a sentence of how many services are there, then each of them by
 * group. Every one has its line, also those that are missing or not known, so
 * that silence never stands for an answer. A place on no street gets advice
 * where to ask from instead.
 */
#include "lifecircle/export/pages/plain/place.h"

#include "lifecircle/hours/hours.h"
#include "lifecircle/study/walk/advice.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/words/facts.h"
#include "lifecircle/words/reasons.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facilities/service.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/opening.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/unit.h"
#include "src/export/pages/html.h"
#include "src/export/pages/plain/frame.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What a page is written from. */
typedef struct answer {
    lc_buf *out;
    const lc_plain *p;
    const lc_place *from;
    const lc_circle_row *rows;
    lc_wheels_count wheels;
    char limit[32]; /* "15 min" */
    lc_buf going;   /* "on foot" */
} answer;

/* Made once, as the title and the sum both say it. */
static void set_limit(answer *s)
{
    lc_buf text = {0};
    char minutes[16];

    snprintf(minutes, sizeof minutes, "%u", (unsigned)s->p->minutes);
    LC_SAY(&text, s->p->lang,
           s->p->minutes == 1 ? LIFE_SAY_PLAIN_LIMIT_ONE : LIFE_SAY_PLAIN_LIMIT,
           minutes);
    snprintf(s->limit, sizeof s->limit, "%s", lc_say_part(s->out, &text));
    lc_buf_free(&text);
}

/* ---- one service ---- */

/* The facility's name, which leads to its own page. */
static void put_name(const answer *s, const lc_facility *f)
{
    lc_buf_puts(s->out, "<a href=\"");
    lc_plain_frame_link(s->out, s->p);
    lc_plain_frame_at(s->out, lc_pt_lonlat(s->from->pt));
    lc_buf_puts(s->out, "&amp;to=");
    lc_html_url(s->out, f->id);
    lc_buf_puts(s->out, "\">");
    lc_html_text(s->out, f->name);
    lc_buf_puts(s->out, "</a>");
}

/* What else it says of itself, behind the rest as it is the longest. */
static void put_facts(const answer *s, const lc_facility *f)
{
    lc_buf text = {0};

    lc_facts_text(&text, s->p->w, f, s->p->lang);
    if (text.len)
        LC_HTML_SAY(s->out, s->p->lang, LIFE_SAY_FACTS_PLAIN,
                    lc_say_part(s->out, &text));
    lc_buf_free(&text);
}

/* Whether it is open is told where it is known, and left out else. */
static void put_near(const answer *s, const lc_near *near)
{
    const lc_facility *f = lc_world_facility(s->p->w, near->facility);
    double bearing = lc_bearing_deg(s->from->pt, f->pt);
    const lc_hours *h = lc_world_opening(s->p->w, f->hours);
    lc_hours_state open =
        h ? lc_hours_at(h, lc_world_clock_now(s->p->w)) : LIFE_HOURS_UNKNOWN;
    lc_buf minutes = {0}, metres = {0};

    lc_words_minutes(&minutes, near->walk_ms, s->p->lang);
    lc_words_distance(&metres, near->walk_mm / 1000.0, s->p->lang);
    put_name(s, f);
    LC_HTML_SAY(s->out, s->p->lang, LIFE_SAY_PLAIN_NEAREST,
                lc_say_part(s->out, &minutes), lc_say_part(s->out, &metres),
                lc_words_compass(bearing, s->p->lang));
    lc_buf_free(&minutes);
    lc_buf_free(&metres);
    if (open != LIFE_HOURS_UNKNOWN)
        lc_buf_puts(s->out,
                    lc_say_text(s->p->lang, open == LIFE_HOURS_OPEN
                                                ? LIFE_SAY_PLAIN_OPEN
                                                : LIFE_SAY_PLAIN_CLOSED));
    put_facts(s, f);
}

static void put_count(const answer *s, lc_sentence id, uint32_t n)
{
    char count[12];

    snprintf(count, sizeof count, "%" PRIu32, n);
    LC_HTML_SAY(s->out, s->p->lang, id, count);
}

/* Why there is no figure: a blank would read as "none". */
static void put_reason(const answer *s, const lc_circle_row *r)
{
    static const struct {
        lc_reason reason;
        lc_sentence text;
    } words[] = {
        {LIFE_REASON_FACILITY_UNLINKED, LIFE_SAY_PLAIN_FACILITY_UNLINKED},
        {LIFE_REASON_EDGE_OF_DATA, LIFE_SAY_PLAIN_EDGE_OF_DATA},
        {LIFE_REASON_NO_DATA, LIFE_SAY_PLAIN_NO_DATA},
        {LIFE_REASON_DETACHED, LIFE_SAY_PLAIN_DETACHED},
        {LIFE_REASON_NONE_OFFERS, LIFE_SAY_PLAIN_NONE_NEAR},
        {LIFE_REASON_OVER_60_MIN, LIFE_SAY_PLAIN_NONE_NEAR}};
    lc_sentence text = LIFE_SAY_PLAIN_NO_WAY;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].reason == r->reason)
            text = words[i].text;
    if (r->reason == LIFE_REASON_SERVICES_UNKNOWN)
        put_count(s, LIFE_SAY_FACTS_PLAIN_UNKNOWN, r->unstated);
    else
        lc_buf_puts(s->out, lc_say_text(s->p->lang, text));
}

/* The mark is seen before the word is read; those who listen hear the word
 * alone. */
static void put_service(const answer *s, uint32_t category)
{
    static const lc_sentence answers[] = {
        [LIFE_UNCOVERED] = LIFE_SAY_PLAIN_MISSING,
        [LIFE_COVERED] = LIFE_SAY_PLAIN_THERE,
        [LIFE_UNKNOWN] = LIFE_SAY_PLAIN_UNKNOWN};
    static const char *const marks[] = {
        [LIFE_UNCOVERED] = "✗", [LIFE_COVERED] = "✓", [LIFE_UNKNOWN] = "?"};
    const lc_category *c = lc_world_category(s->p->w, category);
    const lc_circle_row *r = &s->rows[category];

    lc_buf_puts(s->out, "<li><strong>");
    lc_html_text(s->out, lc_lang_pick(s->p->lang, c->name_zh, c->name_en));
    lc_buf_printf(s->out,
                  "</strong> <span aria-hidden=\"true\">%s</span> "
                  "%s<br>\n",
                  marks[r->answer],
                  lc_say_text(s->p->lang, answers[r->answer]));
    if (r->answer == LIFE_UNKNOWN || r->nearest.facility == LIFE_NONE) {
        put_reason(s, r);
        if (r->nearest.facility != LIFE_NONE)
            lc_buf_puts(s->out,
                        lc_say_text(s->p->lang, LIFE_SAY_PLAIN_SEMICOLON));
    }
    if (r->nearest.facility != LIFE_NONE)
        put_near(s, &r->nearest);
    if (r->count > 1)
        put_count(s, LIFE_SAY_PLAIN_MORE, r->count);
    if (r->unstated && r->nearest.facility != LIFE_NONE)
        put_count(s, LIFE_SAY_FACTS_PLAIN_NEARER, r->unstated);
    lc_buf_puts(s->out, "</li>\n");
}

/* ---- all of them ---- */

/* Asked for services, most categories are of places that would never think of
 * them; "nobody says" forty times over hides the answer. */
static bool is_listed(const answer *s, uint32_t category)
{
    return !s->p->services ||
           lc_world_service_spoken(s->p->w, category) & s->p->services;
}

/* Categories of a group stand together in the table of categories. */
static void put_services(const answer *s)
{
    const char *group = NULL;

    for (uint32_t c = 0; c < lc_world_category_count(s->p->w); c++) {
        const lc_category *d = lc_world_category(s->p->w, c);

        if (!is_listed(s, c))
            continue;
        if (!group || strcmp(group, d->group) != 0) {
            lc_buf_puts(s->out, group ? "</ul>\n<h2>" : "<h2>");
            lc_html_text(s->out,
                         lc_lang_pick(s->p->lang, d->group_zh, d->group_en));
            lc_buf_puts(s->out, "</h2>\n<ul class=\"services\">\n");
            group = d->group;
        }
        put_service(s, c);
    }
    if (group)
        lc_buf_puts(s->out, "</ul>\n");
}

static void put_only(const answer *s)
{
    lc_buf names = {0};

    if (!s->p->services)
        return;
    lc_facts_services(&names, s->p->w, s->p->services, s->p->lang);
    lc_buf_puts(s->out, "<p>");
    LC_HTML_SAY(s->out, s->p->lang, LIFE_SAY_FACTS_PLAIN_ONLY,
                lc_say_part(s->out, &names));
    lc_buf_puts(s->out, "</p>\n");
    lc_buf_free(&names);
}

/* The three counts add up to all that are listed, so that none goes missing. */
static void put_sum(const answer *s)
{
    char count[3][24];
    uint32_t of[3] = {0};
    static const lc_answer order[] = {LIFE_COVERED, LIFE_UNCOVERED,
                                      LIFE_UNKNOWN};

    for (uint32_t c = 0; c < lc_world_category_count(s->p->w); c++)
        of[s->rows[c].answer] += is_listed(s, c);
    for (int i = 0; i < 3; i++)
        snprintf(count[i], sizeof count[i], "%" PRIu32, of[order[i]]);
    lc_buf_puts(s->out, "<p class=\"say\">");
    LC_HTML_SAY(s->out, s->p->lang, LIFE_SAY_PLAIN_SUM, count[0], s->limit,
                count[1], count[2], lc_say_part(s->out, &s->going));
    lc_buf_puts(s->out, "</p>\n");
    put_only(s);
    lc_plain_frame_wheels(s->out, s->p, s->wheels);
}

/* A place may lie in no unit: then there is nothing to lead to. */
static void put_unit(const answer *s)
{
    const lc_unit *u;

    if (s->from->unit == LIFE_NONE)
        return;
    u = lc_world_unit(s->p->w, s->from->unit);
    lc_buf_printf(s->out, "<p>%s<a href=\"",
                  lc_say_text(s->p->lang, LIFE_SAY_PLAIN_IN_UNIT));
    lc_plain_frame_link(s->out, s->p);
    lc_buf_puts(s->out, "&amp;unit=");
    lc_html_url(s->out, u->code);
    lc_buf_puts(s->out, "\">");
    lc_html_text(s->out, u->called[s->p->lang]);
    lc_buf_puts(s->out, "</a></p>\n");
}

/* ---- pace and time ---- */

static void put_option(lc_buf *out, const char *value, const char *text,
                       bool chosen)
{
    lc_buf_puts(out, "<option value=\"");
    lc_html_text(out, value);
    lc_buf_printf(out, "\"%s>", chosen ? " selected" : "");
    lc_html_text(out, text);
    lc_buf_puts(out, "</option>\n");
}

/* What is asked for stays a choice though it be several, which no list has. */
static void put_asked(const answer *s)
{
    lc_buf ids = {0}, names = {0};

    lc_plain_frame_services(&ids, s->p);
    lc_facts_services(&names, s->p->w, s->p->services, s->p->lang);
    put_option(s->out, lc_say_part(s->out, &ids), lc_say_part(s->out, &names),
               true);
    lc_buf_free(&ids);
    lc_buf_free(&names);
}

/* Only what some place of the city says it has. */
static void put_offers(const answer *s)
{
    const lc_world *w = s->p->w;
    uint32_t had[LIFE_MAX_SERVICES];

    lc_world_service_counts(w, LIFE_ANY_CATEGORY, had);
    lc_buf_printf(s->out,
                  "<label for=\"services\">%s</label>\n"
                  "<select id=\"services\" name=\"services\">\n",
                  lc_say_text(s->p->lang, LIFE_SAY_FACTS_PLAIN_CHOICE));
    put_option(s->out, "", lc_say_text(s->p->lang, LIFE_SAY_FACTS_PLAIN_ANY),
               !s->p->services);
    if (s->p->services)
        put_asked(s);
    for (uint32_t i = 0; i < lc_world_service_count(w); i++) {
        const lc_service *one = lc_world_service(w, i);

        if (had[i] && s->p->services != UINT64_C(1) << i)
            put_option(s->out, one->id, one->name[s->p->lang], false);
    }
    lc_buf_puts(s->out, "</select>\n");
}

/* A form with a button: no script could follow a choice by itself. */
static void put_choices(const answer *s)
{
    static const uint32_t minutes[] = {5, 10, 15, 30};
    lc_lonlat at = lc_pt_lonlat(s->from->pt);
    lc_buf *out = s->out;

    lc_plain_frame_form(out, s->p);
    lc_buf_printf(out,
                  ">\n<h2>%s</h2>\n"
                  "<input type=\"hidden\" name=\"lang\" value=\"%s\">\n"
                  "<input type=\"hidden\" name=\"lon\" value=\"",
                  lc_say_text(s->p->lang, LIFE_SAY_PLAIN_CHANGE),
                  lc_lang_id(s->p->lang));
    lc_buf_double(out, at.lon, 7);
    lc_buf_puts(out, "\">\n<input type=\"hidden\" name=\"lat\" value=\"");
    lc_buf_double(out, at.lat, 7);
    lc_buf_printf(out,
                  "\">\n<label for=\"pace\">%s</label>\n"
                  "<select id=\"pace\" name=\"pace\">\n",
                  lc_say_text(s->p->lang, LIFE_SAY_PLAIN_PACE));
    for (uint32_t i = 0; i < lc_world_pace_count(s->p->w); i++) {
        const lc_pace *pace = lc_world_pace(s->p->w, i);

        put_option(out, pace->id,
                   lc_lang_pick(s->p->lang, pace->name_zh, pace->name_en),
                   i == s->p->pace);
    }
    lc_buf_printf(out,
                  "</select>\n<label for=\"minutes\">%s</label>\n"
                  "<select id=\"minutes\" name=\"minutes\">\n",
                  lc_say_text(s->p->lang, LIFE_SAY_PLAIN_MINUTES));
    for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
        char text[12];

        snprintf(text, sizeof text, "%" PRIu32, minutes[i]);
        put_option(out, text, text, minutes[i] == s->p->minutes);
    }
    lc_buf_puts(out, "</select>\n");
    put_offers(s);
    lc_buf_printf(out, "<br>\n<button>%s</button>\n</form>\n",
                  lc_say_text(s->p->lang, LIFE_SAY_PLAIN_SHOW));
}

/* ---- no answer from here ---- */

/* With a link that asks again from the street that was found. */
static void put_advice(const answer *s)
{
    lc_advice a;
    lc_buf text = {0};

    lc_advice_find(s->p->a, s->from, &a);
    lc_reason_advice(&text, s->p->w, s->from, &a, s->p->lang);
    lc_buf_puts(s->out, "<p class=\"say\">");
    lc_html_text(s->out, lc_say_part(s->out, &text));
    lc_buf_puts(s->out, "</p>\n");
    lc_buf_free(&text);
    if (!a.has_street)
        return;
    lc_buf_puts(s->out, "<p><a href=\"");
    lc_plain_frame_link(s->out, s->p);
    lc_plain_frame_at(s->out, lc_pt_lonlat(a.at));
    lc_buf_printf(s->out, "\">%s</a></p>\n",
                  lc_say_text(s->p->lang, LIFE_SAY_PLAIN_FROM_THERE));
}

/* The title is the question, so that a tab or a print says which it was. */
static void put_title(const answer *s)
{
    lc_buf title = {0}, same = {0};

    LC_SAY(&title, s->p->lang, LIFE_SAY_PLAIN_HERE, s->limit,
           lc_say_part(s->out, &s->going));
    lc_plain_frame_at(&same, lc_pt_lonlat(s->from->pt));
    lc_plain_frame_head(s->out, s->p, lc_say_part(s->out, &title), "",
                        lc_say_part(s->out, &same));
    lc_buf_free(&title);
    lc_buf_free(&same);
}

lc_status lc_plain_place(lc_buf *out, const lc_plain *p, lc_lonlat at,
                         lc_error *err)
{
    lc_circle_row rows[LIFE_MAX_CATEGORIES];
    lc_place from;
    answer s = {.out = out, .p = p, .from = &from, .rows = rows};
    lc_status st = lc_place_at(p->a, at, p->pace, &from, err);

    from.menu.wanted = p->services;
    if (!st)
        st = lc_circle_make(p->a, &from, p->minutes * 60000, rows, &s.wheels,
                            err);
    if (st)
        return st;
    set_limit(&s);
    lc_words_going(&s.going, p->w, p->pace, p->lang);
    put_title(&s);
    if (from.reason) {
        put_advice(&s);
    } else {
        put_unit(&s);
        put_sum(&s);
        put_services(&s);
        put_choices(&s);
    }
    lc_plain_frame_foot(out, p);
    lc_buf_free(&s.going);
    return LIFE_OK;
}
