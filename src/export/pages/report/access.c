/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/access.c - the report page's words on how much there
 * is for each person, of the services that state what they can take.
 */
#include "lifecircle/export/answers/access.h"

#include "lifecircle/study/cover/capacity.h"
#include "src/export/pages/html.h"
#include "src/export/pages/report/report.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define LIMIT_MS 900000

/* Whether any facility states it: else there is nothing to say. */
static bool is_stated(const lc_world *w, const lc_capacity *c)
{
    for (uint32_t f = 0; f < lc_world_facility_count(w); f++) {
        const lc_facility *d = lc_world_facility(w, f);

        if (d->categories & c->categories &&
            lc_facility_number_milli(w, f, c->attribute) >= 0)
            return true;
    }
    return false;
}

static void put_milli(lc_buf *out, int64_t milli)
{
    lc_html_count(out, (double)milli / 1000);
}

static void put_norm(const lc_sheet *s, const lc_capacity *c,
                     const lc_access_row *row)
{
    lc_buf number[4] = {{0}, {0}, {0}, {0}};
    const char *arg[4];

    lc_buf_double(&number[0], c->norm, 1);
    lc_html_number(&number[1], c->per, 0);
    put_milli(&number[2], row->needed_milli);
    put_milli(&number[3], row->short_milli);
    for (int i = 0; i < 4; i++)
        arg[i] = number[i].data ? number[i].data : "";
    lc_sheet_say(s,
                 !row->short_milli    ? LIFE_TEXT_NORM_MET
                 : row->short_at_most ? LIFE_TEXT_NORM_AT_MOST
                                      : LIFE_TEXT_NORM,
                 arg);
    lc_buf_puts(s->out, s->lang == LIFE_LANG_ZH ? "（" : " (");
    lc_html_text(s->out, lc_sheet_pick(s, c->source_zh, c->source_en));
    lc_buf_puts(s->out, s->lang == LIFE_LANG_ZH ? "）" : ")");
    for (int i = 0; i < 4; i++)
        lc_buf_free(&number[i]);
}

static void put_inside(const lc_sheet *s, const lc_access *a,
                       const lc_access_row *row)
{
    const lc_capacity *c = a->capacity;
    lc_buf number = {0};
    char lacking[24];
    const char *inside[2] = {"",
                             s->lang == LIFE_LANG_ZH ? c->many_zh : c->many_en};
    const char *left_out[1] = {lacking};

    put_milli(&number, row->inside_milli);
    inside[0] = number.data ? number.data : "";
    lc_buf_puts(s->out, "<br><span class=\"why\">");
    lc_sheet_say(s, LIFE_TEXT_INSIDE, inside);
    if (row->needed_milli >= 0)
        put_norm(s, c, row);
    if (row->no_capacity) {
        snprintf(lacking, sizeof lacking, "%" PRIu32, row->no_capacity);
        lc_sheet_say(s, LIFE_TEXT_LEFT_OUT, left_out);
    }
    lc_buf_puts(s->out, "</span>");
    lc_buf_free(&number);
}

static lc_status put_capacity(const lc_sheet *s, uint32_t capacity, bool *any,
                              lc_error *err)
{
    lc_access_query q = {.limit_ms = LIMIT_MS, .capacity = capacity};
    lc_buf words = {0};
    lc_access_row row;
    lc_access a;
    lc_status st = lc_access_make(s->study, &q, &a, err);

    if (st)
        return st;
    st = lc_access_unit(&a, s->r->unit, &row, err);
    if (!st && lc_access_sentence(&words, &a, &row, s->lang)) {
        if (!*any)
            lc_buf_printf(s->out, "<h2>%s</h2>\n<ul>\n",
                          lc_sheet_text(s, LIFE_TEXT_ENOUGH));
        *any = true;
        lc_buf_puts(s->out, "<li>");
        if (words.len && *words.data >= 'a' && *words.data <= 'z')
            *words.data = (char)(*words.data - 'a' + 'A');
        lc_html_text(s->out, words.data ? words.data : "");
        lc_buf_puts(s->out, lc_sheet_text(s, LIFE_TEXT_SUM_STOP));
        put_inside(s, &a, &row);
        lc_buf_puts(s->out, "</li>\n");
    }
    lc_buf_free(&words);
    lc_access_clear(&a);
    return st;
}

lc_status lc_sheet_access(lc_sheet *s, lc_error *err)
{
    bool any = false;
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < lc_capacity_count(s->study) && !st; i++)
        if (is_stated(s->w, lc_capacity_at(s->study, i)))
            st = put_capacity(s, i, &any, err);
    if (any)
        lc_buf_puts(s->out, "</ul>\n");
    return st;
}
