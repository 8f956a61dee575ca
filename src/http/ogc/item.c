/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/item.c - see item.h.
 */
#include "src/http/ogc/item.h"

#include "lifecircle/base/text.h"
#include "lifecircle/export/formats/geometry.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/pages/features.h"
#include "lifecircle/words/say.h"
#include "src/http/ogc/wish.h"
#include "src/http/serve/response.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

lc_status lc_ogc_item_shape(lc_buf *out, const lc_geometry *g,
                            const lc_system *system, lc_error *err)
{
    lc_buf plain = {0};
    lc_json inner;
    lc_status st = LIFE_OK;

    lc_json_init(&inner, &plain);
    lc_geometry_put(&inner, NULL, g);
    if (lc_system_is_crs84(system)) {
        lc_buf_puts(out, lc_say_part(out, &plain));
        lc_buf_free(&plain);
        return LIFE_OK;
    }
    lc_system_hold(system);
    if (!plain.failed && !move_positions(system, plain.data, out))
        st = lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                           "a feature lies outside of this system");
    lc_system_give(system);
    if (plain.failed || out->failed)
        st = lc_no_memory(err, "a feature");
    lc_buf_free(&plain);
    return st;
}

static lc_status put_moved(lc_json *j, const lc_geometry *g,
                           const lc_system *system, lc_error *err)
{
    lc_buf moved = {0};
    lc_status st = lc_ogc_item_shape(&moved, g, system, err);

    if (!st)
        lc_json_raw(j, "geometry", moved.data, moved.len);
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
lc_status lc_ogc_item_put(lc_json *j, const lc_ogc_layer *l, size_t at,
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

void lc_ogc_item_address(const lc_context *ctx, const lc_request *req,
                         const lc_ogc_layer *l, size_t at, const char *form,
                         lc_buf *out)
{
    lc_buf path = {0};

    lc_buf_printf(&path, "/collections/%s/items/", l->kind->id);
    lc_text_url(&path, l->id[at]);
    lc_buf_printf(&path, "?f=%s", form);
    lc_ogc_answer_href(ctx, req, lc_say_part(out, &path), out);
    lc_buf_free(&path);
}

lc_way lc_ogc_item_collection(const lc_context *ctx, const lc_request *req,
                              const lc_ogc_kind *k)
{
    char path[80];

    snprintf(path, sizeof path, "/collections/%s?f=html", k->id);
    return (lc_way){lc_ogc_answer_address(ctx, req, path),
                    lc_ogc_answer_say(req, k->en, k->zh), "collection"};
}

/* In angle brackets (18-058r1, /req/crs/ogc-crs-header-value). */
void lc_ogc_item_system(const lc_request *req, lc_response *res,
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
    lc_buf_puts(&self, "?f=html");
    lc_ogc_answer_link(j, ctx, req,
                       &(lc_ogc_link){self.data, "alternate", "text/html",
                                      "this feature for people"});
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
    st = lc_ogc_item_put(&j, f->l, f->at, f->system, &r, err);
    lc_layer_reader_free(&r);
    if (st)
        return st;
    put_own_links(ctx, req, f->l, f->at, &j);
    lc_json_end(&j);
    lc_ogc_item_system(req, res, f->system);
    lc_response_header(res, "Vary", "Accept");
    return lc_ogc_answer_done(res, LIFE_OGC_GEOJSON, err);
}

static lc_status put_html_one(const lc_context *ctx, lc_request *req,
                              const one *f, lc_response *res, lc_error *err)
{
    lc_buf address = {0}, shape = {0};
    lc_layer_reader r = {0};
    lc_status st = lc_layer_rows_read(f->l->rows, f->l->row[f->at], &r, err);

    lc_ogc_item_address(ctx, req, f->l, f->at, "json", &address);
    if (!st)
        st = lc_ogc_item_shape(&shape, &r.row.geometry, f->system, err);
    if (!st) {
        const lc_way way[] = {
            {lc_say_part(&res->body, &address), "GeoJSON", "alternate"},
            lc_ogc_item_collection(ctx, req, f->l->kind)};
        const lc_features_page as = {
            lc_ogc_answer_head(ctx, req, f->l->id[f->at]), "", way, 2,
            f->l->fields};

        lc_features_one(&res->body, &as, &r.row,
                        lc_say_part(&res->body, &shape));
    }
    lc_layer_reader_free(&r);
    lc_buf_free(&address);
    lc_buf_free(&shape);
    if (st)
        return st;
    lc_ogc_item_system(req, res, f->system);
    return lc_ogc_answer_page(req, res, err);
}

lc_status lc_ogc_item(const lc_context *ctx, lc_request *req, lc_response *res,
                      lc_error *err)
{
    static const char *const names[] = {"crs", NULL};
    one f = {0};
    bool html;
    lc_status st = lc_ogc_data_layer(ctx->ogc, req->capture[0], &f.l, err);

    if (!st)
        st = lc_ogc_answer_form(req, &html, err);
    if (!st)
        st = lc_ogc_answer_only(req, names, err);
    if (!st)
        st = lc_wish_system(ctx, req, "crs", &f.system, err);
    if (st)
        return st;
    if (!lc_ogc_data_find(f.l, req->capture[1], &f.at))
        return lc_fail(err, LIFE_ERR_NOT_FOUND, "%s has no feature \"%.80s\"",
                       f.l->kind->id, req->capture[1]);
    return html ? put_html_one(ctx, req, &f, res, err)
                : put_one(ctx, req, &f, res, err);
}
