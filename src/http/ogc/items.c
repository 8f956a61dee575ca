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
#include "lifecircle/export/formats/geometry.h"
#include "lifecircle/export/formats/members.h"
#include "src/http/ogc/wish.h"
#include "src/http/serve/response.h"

#include <stdlib.h>
#include <string.h>

/* Kept free behind the features, for the links and counts of a page. */
#define TAIL_BYTES 65536

/* ---- a feature ---- */

/* Each position "[lon,lat]" of a GeoJSON geometry in another system. False:
 * one lies outside of it. */
static bool move_positions(const lc_system *system, const char *s, lc_buf *out)
{
    int decimals = lc_system_decimals(system);

    while (*s) {
        char *end;
        lc_lonlat p;
        double a, b;

        if (*s != '[' || (s[1] != '-' && (s[1] < '0' || s[1] > '9'))) {
            lc_buf_putc(out, *s++);
            continue;
        }
        p.lon = strtod(s + 1, &end);
        p.lat = strtod(end + 1, &end);
        if (!lc_system_from_wgs84(system, p, &a, &b))
            return false;
        lc_buf_putc(out, '[');
        lc_buf_double(out, a, decimals);
        lc_buf_putc(out, ',');
        lc_buf_double(out, b, decimals);
        s = end;
    }
    return true;
}

static lc_status put_moved(lc_json *j, const lc_geometry *g,
                           const lc_system *system, lc_error *err)
{
    lc_buf plain = {0}, moved = {0};
    lc_json inner;
    lc_status st = LIFE_OK;

    lc_json_init(&inner, &plain);
    lc_geometry_put(&inner, NULL, g);
    lc_system_hold(system);
    if (!plain.failed && !move_positions(system, plain.data, &moved))
        st = lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                           "a feature lies outside of this system");
    lc_system_give(system);
    if (plain.failed || moved.failed)
        st = lc_no_memory(err, "a feature");
    if (!st)
        lc_json_raw(j, "geometry", moved.data, moved.len);
    lc_buf_free(&plain);
    lc_buf_free(&moved);
    return st;
}

/* What has no meaning for a row is null here: clients make their table of the
 * first few features. */
static void fill_absent(lc_row *row)
{
    for (size_t i = 0; i < row->value.n; i++)
        if (row->value.v[i].kind == LIFE_CELL_ABSENT)
            row->value.v[i].kind = LIFE_CELL_NULL;
}

/* All but the end of its object. */
static lc_status put_feature(lc_json *j, const lc_ogc_layer *l, size_t at,
                             const lc_system *system, lc_layer_reader *r,
                             lc_error *err)
{
    lc_status st = lc_layer_rows_read(l->rows, l->row[at], r, err);

    if (st)
        return st;
    fill_absent(&r->row);
    lc_json_object(j, NULL);
    lc_json_str(j, "type", "Feature");
    lc_json_str(j, "id", l->id[at]);
    if (lc_system_is_crs84(system))
        lc_geometry_put(j, "geometry", &r->row.geometry);
    else
        st = put_moved(j, &r->row.geometry, system, err);
    lc_json_object(j, "properties");
    lc_members_write_typed(j, &l->fields, &r->row);
    lc_json_end(j);
    return st;
}

/* ---- a page ---- */

typedef struct page { /* being written */
    const lc_context *ctx;
    const lc_request *req;
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

        st = put_feature(j, p->l, feature_at(p, p->from + p->returned),
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

/* The parameters again, without those that a page has of its own. */
static void put_query(const page *p, bool next, lc_buf *out)
{
    char sign = '?';

    for (size_t i = 0; i < p->req->param_count; i++) {
        const lc_pair *one = &p->req->param[i];

        if (next &&
            (!strcmp(one->name, "offset") || !strcmp(one->name, "cursor")))
            continue;
        lc_buf_putc(out, sign);
        lc_text_url(out, one->name);
        lc_buf_putc(out, '=');
        lc_text_url(out, one->value);
        sign = '&';
    }
    if (!next)
        return;
    lc_buf_printf(out, "%ccursor=", sign);
    lc_text_url(out, p->l->id[feature_at(p, p->from + p->returned - 1)]);
}

static void put_path(const page *p, bool next, lc_buf *out)
{
    lc_buf_printf(out, "/collections/%s/items", p->l->kind->id);
    put_query(p, next, out);
}

static void put_links(const page *p, lc_json *j, lc_response *res)
{
    lc_buf self = {0}, next = {0}, header = {0}, up = {0};
    bool more = p->returned && p->from + p->returned < p->matched;

    put_path(p, false, &self);
    lc_buf_printf(&up, "/collections/%s", p->l->kind->id);
    lc_json_array(j, "links");
    lc_ogc_answer_link(
        j, p->ctx, p->req,
        &(lc_ogc_link){self.data, "self", LIFE_OGC_GEOJSON, "this page"});
    if (more) {
        put_path(p, true, &next);
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

/* In angle brackets (18-058r1, /req/crs/ogc-crs-header-value). */
static void system_header(const lc_request *req, lc_response *res,
                          const lc_system *system)
{
    lc_buf text = {0};

    lc_buf_putc(&text, '<');
    lc_system_uri(system, &text);
    lc_buf_putc(&text, '>');
    lc_response_header(res, "Content-Crs",
                       lc_arena_strdup(req->arena, text.data));
    lc_buf_free(&text);
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
    count_header(p->req, res, "OGC-NumberMatched", p->matched);
    count_header(p->req, res, "OGC-NumberReturned", p->returned);
    system_header(p->req, res, p->w->system);
    return lc_ogc_answer_done(res, LIFE_OGC_GEOJSON, err);
}

lc_status lc_ogc_items(const lc_context *ctx, lc_request *req, lc_response *res,
                       lc_error *err)
{
    page p = {.ctx = ctx, .req = req};
    lc_wish w = {0};
    bool html;
    lc_status st = lc_ogc_data_layer(ctx->ogc, req->capture[0], &p.l, err);

    if (!st)
        st = lc_ogc_answer_form(req, false, &html, err);
    if (st)
        return st;
    st = lc_wish_read(ctx, req, p.l, &w, err);
    p.w = &w;
    if (!st)
        st = choose(&p, err);
    if (!st)
        st = put_page(&p, res, err);
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

/* ---- one ---- */

static void put_own_links(const lc_context *ctx, const lc_request *req,
                          const lc_ogc_layer *l, size_t at, lc_json *j)
{
    lc_buf self = {0}, up = {0};

    lc_buf_printf(&up, "/collections/%s", l->kind->id);
    lc_buf_printf(&self, "%s/items/", up.data);
    lc_text_url(&self, l->id[at]);
    lc_json_array(j, "links");
    lc_ogc_answer_link(
        j, ctx, req,
        &(lc_ogc_link){self.data, "self", LIFE_OGC_GEOJSON, l->id[at]});
    lc_ogc_answer_link(
        j, ctx, req,
        &(lc_ogc_link){up.data, "collection", "application/json", l->kind->en});
    lc_json_end(j);
    lc_buf_free(&self);
    lc_buf_free(&up);
}

typedef struct one {
    const lc_ogc_layer *l;
    const lc_system *system;
    size_t at;
} one;

static lc_status put_one(const lc_context *ctx, const lc_request *req,
                         const one *f, lc_response *res, lc_error *err)
{
    lc_layer_reader r = {0};
    lc_json j;
    lc_status st;

    lc_json_init(&j, &res->body);
    st = put_feature(&j, f->l, f->at, f->system, &r, err);
    lc_layer_reader_free(&r);
    if (st)
        return st;
    put_own_links(ctx, req, f->l, f->at, &j);
    lc_json_end(&j);
    system_header(req, res, f->system);
    return lc_ogc_answer_done(res, LIFE_OGC_GEOJSON, err);
}

lc_status lc_ogc_items_one(const lc_context *ctx, lc_request *req,
                           lc_response *res, lc_error *err)
{
    static const char *const names[] = {"crs", NULL};
    one f = {0};
    bool html;
    lc_status st = lc_ogc_data_layer(ctx->ogc, req->capture[0], &f.l, err);

    if (!st)
        st = lc_ogc_answer_form(req, false, &html, err);
    if (!st)
        st = lc_ogc_answer_only(req, names, err);
    if (!st)
        st = lc_wish_system(ctx, req, "crs", &f.system, err);
    if (st)
        return st;
    if (!lc_ogc_data_find(f.l, req->capture[1], &f.at))
        return lc_fail(err, LIFE_ERR_NOT_FOUND, "%s has no feature \"%.80s\"",
                       f.l->kind->id, req->capture[1]);
    return put_one(ctx, req, &f, res, err);
}
