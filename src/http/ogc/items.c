/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/items.c - see items.h.
 *
 * A page goes on behind the id that the one before ended with, in whatever
 * generation is served then; `offset` counts in the present one.
 */
#include "src/http/ogc/items.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/text.h"
#include "lifecircle/export/pages/features.h"
#include "lifecircle/words/say.h"
#include "src/http/ogc/item.h"
#include "src/http/ogc/wish.h"
#include "src/http/serve/request.h"
#include "src/http/serve/response.h"

#include <stdio.h>
#include <string.h>

/* Kept free behind the features, for the links and counts of a page. */
#define TAIL_BYTES 65536
/* Rows of a page for people, and its bytes, where no limit is said: outlines of
 * thousands of corners stand in it. */
#define HTML_LIMIT 100
#define HTML_BYTES 1048576

/* ---- a page ---- */

typedef struct page { /* being written */
    const lc_context *ctx;
    lc_request *req;
    const lc_ogc_layer *l;
    const lc_wish *w;
    lc_ogc_chosen *chosen; /* NULL: all */
    const uint32_t *rank;
    size_t matched, from, returned;
} page;

static size_t feature_at(const page *p, size_t i)
{
    return p->rank ? p->rank[i] : i;
}

/* The first behind an id: both lists are in the order of ids. */
static size_t behind(const page *p, const char *id)
{
    size_t at, low = 0, high = p->matched;

    at = lc_ogc_data_find(p->l, id, &at) ? at + 1 : at;
    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (feature_at(p, mid) < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static lc_status choose(page *p, lc_error *err)
{
    lc_status st = LIFE_OK;

    p->matched = p->l->count;
    if (p->w->filtered) {
        st = lc_ogc_data_choose(p->ctx->ogc, p->l, &p->w->which, &p->chosen,
                                err);
        if (!st)
            p->rank = lc_ogc_data_chosen(p->chosen, &p->matched);
    }
    if (st)
        return st;
    p->from = p->w->cursor ? behind(p, p->w->cursor) : 0;
    p->from += p->w->offset < p->matched - p->from ? p->w->offset
                                                   : p->matched - p->from;
    return LIFE_OK;
}

/* As many as are asked for; a page whose bytes would be too many ends before,
 * with one feature at least. */
static lc_status put_features(page *p, lc_json *j, lc_error *err)
{
    lc_layer_reader r = {0};
    lc_buf *out = j->out;
    size_t most = out->limit - TAIL_BYTES;
    lc_status st = LIFE_OK;

    lc_json_array(j, "features");
    while (!st && p->returned < p->w->limit &&
           p->from + p->returned < p->matched) {
        lc_json before = *j;
        size_t len = out->len;

        st = lc_ogc_item_put(j, p->l, feature_at(p, p->from + p->returned),
                             p->w->system, &r, err);
        lc_json_end(j);
        if (!st && p->returned && (out->failed || out->len > most)) {
            *j = before;
            out->failed = false;
            out->len = len;
            break;
        }
        p->returned++;
    }
    lc_json_end(j);
    lc_layer_reader_free(&r);
    return st;
}

/* A parameter, behind what sign is next. */
static void put_param(lc_buf *out, char *sign, const char *name,
                      const char *value)
{
    lc_buf_putc(out, *sign);
    lc_text_url(out, name);
    lc_buf_putc(out, '=');
    lc_text_url(out, value);
    *sign = '&';
}

/* The parameters again, without those that a page has of its own; `form`: of
 * this page in another form. */
static void put_query(const page *p, bool next, const char *form, lc_buf *out)
{
    char sign = '?';

    for (size_t i = 0; i < p->req->param_count; i++) {
        const lc_pair *one = &p->req->param[i];

        if ((next &&
             (!strcmp(one->name, "offset") || !strcmp(one->name, "cursor"))) ||
            (form && !strcmp(one->name, "f")))
            continue;
        put_param(out, &sign, one->name, one->value);
    }
    if (next)
        put_param(out, &sign, "cursor",
                  p->l->id[feature_at(p, p->from + p->returned - 1)]);
    if (form)
        put_param(out, &sign, "f", form);
}

static void put_path(const page *p, bool next, const char *form, lc_buf *out)
{
    lc_buf_printf(out, "/collections/%s/items", p->l->kind->id);
    put_query(p, next, form, out);
}

static bool has_more(const page *p)
{
    return p->returned && p->from + p->returned < p->matched;
}

static void put_links(const page *p, lc_json *j, lc_response *res)
{
    lc_buf self = {0}, html = {0}, next = {0}, header = {0}, up = {0};

    put_path(p, false, NULL, &self);
    put_path(p, false, "html", &html);
    lc_buf_printf(&up, "/collections/%s", p->l->kind->id);
    lc_json_array(j, "links");
    lc_ogc_answer_link(
        j, p->ctx, p->req,
        &(lc_ogc_link){self.data, "self", LIFE_OGC_GEOJSON, "this page"});
    lc_ogc_answer_link(j, p->ctx, p->req,
                       &(lc_ogc_link){html.data, "alternate", "text/html",
                                      "this page for people"});
    if (has_more(p)) {
        put_path(p, true, NULL, &next);
        lc_ogc_answer_link(j, p->ctx, p->req,
                           &(lc_ogc_link){next.data, "next", LIFE_OGC_GEOJSON,
                                          "the next page"});
        lc_buf_putc(&header, '<');
        lc_ogc_answer_href(p->ctx, p->req, next.data, &header);
        lc_buf_puts(&header, ">; rel=\"next\"; type=\"" LIFE_OGC_GEOJSON "\"");
        lc_response_header(res, "Link",
                           lc_arena_strdup(p->req->arena, header.data));
    }
    lc_ogc_answer_link(j, p->ctx, p->req,
                       &(lc_ogc_link){up.data, "collection", "application/json",
                                      p->l->kind->en});
    lc_json_end(j);
    lc_buf_free(&self);
    lc_buf_free(&html);
    lc_buf_free(&next);
    lc_buf_free(&header);
    lc_buf_free(&up);
}

static void count_header(const lc_request *req, lc_response *res,
                         const char *name, size_t n)
{
    lc_buf text = {0};

    lc_buf_int(&text, (int64_t)n);
    lc_response_header(res, name, lc_arena_strdup(req->arena, text.data));
    lc_buf_free(&text);
}

static void put_headers(const page *p, lc_response *res)
{
    count_header(p->req, res, "OGC-NumberMatched", p->matched);
    count_header(p->req, res, "OGC-NumberReturned", p->returned);
    lc_ogc_item_system(p->req, res, p->w->system);
}

static lc_status put_page(page *p, lc_response *res, lc_error *err)
{
    lc_json j;
    lc_status st;

    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "type", "FeatureCollection");
    lc_json_int(&j, "numberMatched", (int64_t)p->matched);
    st = put_features(p, &j, err);
    if (st)
        return st;
    lc_json_int(&j, "numberReturned", (int64_t)p->returned);
    put_links(p, &j, res);
    lc_json_end(&j);
    put_headers(p, res);
    lc_response_header(res, "Vary", "Accept");
    return lc_ogc_answer_done(res, LIFE_OGC_GEOJSON, err);
}

/* ---- a page for people ---- */

static lc_way way_to(const page *p, bool next, const char *form,
                     const char *title, const char *rel)
{
    lc_buf path = {0};
    lc_way way = {"", title, rel};

    put_path(p, next, form, &path);
    if (!path.failed)
        way.href = lc_ogc_answer_address(p->ctx, p->req, path.data);
    lc_buf_free(&path);
    return way;
}

/* In the request's memory. */
static const char *count_of(const page *p, bool matched)
{
    bool zh = lc_request_lang(p->req) == LIFE_LANG_ZH;
    lc_buf text = {0};
    const char *copy;

    if (matched)
        lc_buf_printf(&text,
                      zh ? "共 %zu 个，从第 %zu 个起" : "%zu in all, from %zu",
                      p->matched, p->from + (p->from < p->matched));
    else
        lc_buf_printf(&text, zh ? "本页 %zu 个" : "%zu on this page",
                      p->returned);
    copy = text.failed ? "" : lc_arena_strdup(p->req->arena, text.data);
    lc_buf_free(&text);
    return copy ? copy : "";
}

typedef struct room { /* that rows are read and put together in, used again */
    lc_layer_reader reader;
    lc_buf href, shape;
} room;

static lc_status put_row(const page *p, const lc_features_page *as, size_t at,
                         room *r, lc_buf *out, lc_error *err)
{
    const lc_row *row = &r->reader.row;
    lc_status st =
        lc_layer_rows_read(p->l->rows, p->l->row[at], &r->reader, err);

    lc_buf_clear(&r->href);
    lc_buf_clear(&r->shape);
    if (!st)
        st = lc_ogc_item_shape(&r->shape, &row->geometry, p->w->system, err);
    if (st)
        return st;
    lc_ogc_item_address(p->ctx, p->req, p->l, at, "html", &r->href);
    lc_features_row(out, as,
                    &(lc_features_one_of){lc_say_part(out, &r->href),
                                          p->l->id[at],
                                          lc_say_part(out, &r->shape)},
                    row);
    return LIFE_OK;
}

/* As put_features(), up to `most` bytes. */
static lc_status put_rows(page *p, const lc_features_page *as, size_t most,
                          lc_buf *out, lc_error *err)
{
    room r = {0};
    lc_status st = LIFE_OK;

    while (!st && p->returned < p->w->limit &&
           p->from + p->returned < p->matched) {
        size_t len = out->len;

        st = put_row(p, as, feature_at(p, p->from + p->returned), &r, out, err);
        if (!st && p->returned && (out->failed || out->len > most)) {
            out->failed = false;
            out->len = len;
            break;
        }
        p->returned++;
    }
    lc_layer_reader_free(&r.reader);
    lc_buf_free(&r.href);
    lc_buf_free(&r.shape);
    return st;
}

static lc_status put_html_page(page *p, lc_response *res, lc_error *err)
{
    const lc_ogc_kind *k = p->l->kind;
    const lc_way way[] = {way_to(p, false, "json", "GeoJSON", "alternate"),
                          lc_ogc_item_collection(p->ctx, p->req, k)};
    const lc_features_page as = {
        lc_ogc_answer_head(p->ctx, p->req,
                           lc_ogc_answer_say(p->req, k->en, k->zh)),
        count_of(p, true), way, 2, p->l->fields};
    lc_way next;
    lc_status st;

    lc_features_begin(&res->body, &as);
    st = put_rows(p, &as,
                  lc_request_param(p->req, "limit")
                      ? res->body.limit - TAIL_BYTES
                      : HTML_BYTES,
                  &res->body, err);
    if (st)
        return st;
    if (has_more(p))
        next = way_to(p, true, "html",
                      lc_ogc_answer_say(p->req, "next page", "下一页"), "next");
    lc_features_end(&res->body, count_of(p, false), &next, has_more(p));
    put_headers(p, res);
    return lc_ogc_answer_page(p->req, res, err);
}

lc_status lc_ogc_items(const lc_context *ctx, lc_request *req, lc_response *res,
                       lc_error *err)
{
    page p = {.ctx = ctx, .req = req};
    lc_wish w = {0};
    bool html;
    lc_status st = lc_ogc_data_layer(ctx->ogc, req->capture[0], &p.l, err);

    if (!st)
        st = lc_ogc_answer_form(req, &html, err);
    if (st)
        return st;
    st = lc_wish_read(ctx, req, p.l, &w, err);
    if (html && !lc_request_param(req, "limit"))
        w.limit = HTML_LIMIT;
    p.w = &w;
    if (!st)
        st = choose(&p, err);
    if (!st)
        st = html ? put_html_page(&p, res, err) : put_page(&p, res, err);
    lc_ogc_data_give(ctx->ogc, p.chosen);
    lc_wish_clear(&w);
    return st;
}

static bool are_few(const lc_request *req)
{
    static const char *const few[] = {"offset", "cursor", "f", NULL};
    uint64_t n;

    for (size_t i = 0; i < req->param_count; i++) {
        const lc_pair *p = &req->param[i];
        const char *const *name = few;

        if (!strcmp(p->name, "limit") &&
            lc_parse_uint(p->value, LIFE_OGC_LIMIT, &n))
            continue;
        while (*name && strcmp(*name, p->name) != 0)
            name++;
        if (!*name)
            return false;
    }
    return true;
}

lc_weight lc_ogc_items_weigh(lc_generations *g, const lc_request *req)
{
    return are_few(req) && lc_generations_collection_open(g, req->capture[0])
               ? LIFE_LIGHT
               : LIFE_MEDIUM;
}
