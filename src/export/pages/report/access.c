/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/access.c - the report page's words on how much there
 * is for each person, of the services that state what they can take.
 *
 * One item a kind of capacity (beds, places in school) that at least one
 * facility states, by the same method as lc_answer_access(): E2SFCA within 15
 * minutes on foot.
 */
#include "src/export/pages/report/access.h"

#include "lifecircle/study/cover/access.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/words/access.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/standard.h"
#include "src/export/pages/html.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

/* Whether any facility states it: else there is nothing to say. */
static bool is_stated(const lc_world *w, const lc_capacity *c)
{
    for (uint32_t f = 0; f < lc_world_facility_count(w); f++) {
        const lc_facility *d = lc_world_facility(w, f);

        if (lc_catset_meets(d->categories, &c->categories) &&
            lc_capacity_milli(w, f, c->attribute) >= 0)
            return true;
    }
    return false;
}

/* Supply is counted in thousandths, since shares of a place are given out; a
 * norm of one for 30,000 asks for less than one. */
static void put_milli(lc_buf *out, int64_t milli)
{
    if (milli && milli < 10000)
        lc_buf_double(out, (double)milli / 1000, 1);
    else
        lc_html_count(out, (double)milli / 1000);
}

/* With whose the norm is and where it comes from: it is they who are held to
 * it. */
static void put_norm(const lc_report_view *s, const lc_access_row *row)
{
    lc_sentence text = !row->short_milli    ? LIFE_SAY_REPORT_NORM_MET
                       : row->short_at_most ? LIFE_SAY_REPORT_NORM_AT_MOST
                                            : LIFE_SAY_REPORT_NORM;
    const lc_norm *n = row->norm;
    lc_buf norm = {0}, per = {0}, needed = {0}, lacking = {0};

    lc_buf_double(&norm, n->amount, 1);
    lc_words_number(&per, n->per, 0);
    put_milli(&needed, row->needed_milli);
    put_milli(&lacking, row->short_milli);
    LC_HTML_SAY(s->out, s->lang, text, lc_say_part(s->out, &norm),
                lc_say_part(s->out, &per), lc_say_part(s->out, &needed),
                lc_say_part(s->out, &lacking));
    lc_buf_puts(s->out, lc_say_text(s->lang, LIFE_SAY_REPORT_BRACKET));
    lc_html_text(s->out, lc_lang_pick(s->lang, n->whose_zh, n->whose_en));
    lc_buf_puts(s->out, lc_say_text(s->lang, LIFE_SAY_REPORT_NORM_WHOSE));
    lc_html_text(s->out, lc_lang_pick(s->lang, n->source_zh, n->source_en));
    lc_buf_puts(s->out, lc_say_text(s->lang, LIFE_SAY_REPORT_BRACKET_END));
    lc_buf_free(&norm);
    lc_buf_free(&per);
    lc_buf_free(&needed);
    lc_buf_free(&lacking);
}

/* What nobody states is not told as nothing. */
static lc_sentence inside_of(const lc_access_row *row)
{
    if (!row->no_capacity)
        return LIFE_SAY_REPORT_INSIDE;
    return row->inside_milli ? LIFE_SAY_REPORT_INSIDE_STATED
                             : LIFE_SAY_REPORT_INSIDE_UNSTATED;
}

/* Beside what can be reached, what stands in the unit itself: norms of the
 * standard are by unit. */
static void put_inside(const lc_report_view *s, const lc_access *a,
                       const lc_access_row *row)
{
    const lc_capacity *c = a->capacity;
    lc_buf inside = {0};

    put_milli(&inside, row->inside_milli);
    lc_buf_puts(s->out, "<span class=\"why\">");
    LC_HTML_SAY(s->out, s->lang, inside_of(row), lc_say_part(s->out, &inside),
                s->lang == LIFE_LANG_ZH ? c->many_zh : c->many_en);
    lc_buf_free(&inside);
    if (row->needed_milli >= 0)
        put_norm(s, row);
    if (row->no_capacity) {
        char number[24];

        snprintf(number, sizeof number, "%" PRIu32, row->no_capacity);
        LC_HTML_SAY(s->out, s->lang, LIFE_SAY_REPORT_LEFT_OUT, number);
    }
    lc_buf_puts(s->out, "</span>");
}

/* The sentence begins a line here, so with a capital in English. */
static void put_reached(const lc_report_view *s, lc_buf *words)
{
    if (words->len && *words->data >= 'a' && *words->data <= 'z')
        *words->data = (char)(*words->data - 'a' + 'A');
    lc_html_text(s->out, words->data ? words->data : "");
    lc_buf_puts(s->out, lc_say_text(s->lang, LIFE_SAY_REPORT_SUM_STOP));
    lc_buf_puts(s->out, "<br>");
}

static lc_status put_capacity(const lc_report_view *s, uint32_t capacity,
                              bool *any, lc_error *err)
{
    const char *standard = lc_standard_id(s->r->standard);
    lc_access_query q = {.limit_ms = LIFE_CIRCLE_MS,
                         .capacity = capacity,
                         .standard = lc_world_standard_is_known(s->w, standard)
                                         ? standard
                                         : NULL};
    lc_buf words = {0};
    lc_access_row row;
    lc_access a;
    lc_status st = lc_access_make(s->study, &q, &a, err);

    if (st)
        return st;
    st = lc_access_rows_unit(&a, s->r->unit, &row, err);
    if (!st && lc_access_text(&words, &a, &row, s->lang)) {
        if (!*any)
            lc_buf_printf(s->out, "<h2>%s</h2>\n<ul>\n",
                          lc_say_text(s->lang, LIFE_SAY_REPORT_ENOUGH));
        *any = true;
        lc_buf_puts(s->out, "<li>");
        if (row.ratio > 0 || !row.no_capacity)
            put_reached(s, &words);
        put_inside(s, &a, &row);
        lc_buf_puts(s->out, "</li>\n");
    }
    lc_buf_free(&words);
    lc_access_clear(&a);
    return st;
}

lc_status lc_report_access_put(lc_report_view *s, lc_error *err)
{
    bool any = false;
    lc_status st = lc_capacity_check(s->study, err);

    for (uint32_t i = 0; i < lc_capacity_count(s->study) && !st; i++)
        if (is_stated(s->w, lc_capacity_at(s->study, i)))
            st = put_capacity(s, i, &any, err);
    if (any)
        lc_buf_puts(s->out, "</ul>\n");
    return st;
}
