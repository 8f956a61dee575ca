/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/wish.c - see wish.h.
 *
 * All that chooses features is a filter: fields by name, bbox and datetime are
 * written as one, so that there is one way to be right about them.
 */
#include "src/http/ogc/wish.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/export/filter/instant.h"
#include "src/http/serve/request.h"

#include <string.h>

enum { BY_FILTER, BY_BOX, BY_TIME, BY_FIELDS };

const char *const lc_wish_names[] = {
    "limit",  "offset",      "cursor",     "crs",      "bbox", "bbox-crs",
    "filter", "filter-lang", "filter-crs", "datetime", "f",    NULL};

/* ---- systems ---- */

lc_status lc_wish_system(const lc_context *ctx, const lc_request *req,
                         const char *name, const lc_system **out, lc_error *err)
{
    const char *uri = lc_request_param(req, name);

    *out = lc_systems_find(ctx->systems, uri ? uri : LIFE_CRS84,
                           lc_ogc_answer_extent(ctx));
    if (*out)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, name,
                         "%s is \"%.100s\"; it must be one of those that the "
                         "collection lists under crs",
                         name, uri);
}

typedef struct position_of { /* what positions in a filter are of */
    const lc_system *system;
} position_of;

static bool place(void *ctx, double a, double b, lc_lonlat *out)
{
    const position_of *p = ctx;

    return lc_system_to_wgs84(p->system, a, b, out);
}

/* ---- filters ---- */

/* Positions of `system`, which is held while the text is read. */
static lc_status parse(const lc_ogc_layer *l, const char *text,
                       const lc_system *system, lc_filter **out, lc_error *err)
{
    bool plain = lc_system_is_crs84(system);
    position_of positions = {system};
    const lc_filter_rows rows = {.fields = l->fields,
                                 .geometry = lc_layer_rows_geometry(l->rows) !=
                                             LIFE_GEOMETRY_NONE,
                                 .place = plain ? NULL : place,
                                 .ctx = &positions};
    lc_status st;

    if (!plain)
        lc_system_hold(system);
    st = lc_filter_parse(text, &rows, out, err);
    if (!plain)
        lc_system_give(system);
    return st;
}

typedef struct own { /* a filter that we wrote ourselves */
    const lc_buf *text;
    const char *parameter, *value; /* what it was written of */
} own;

/* What is wrong with it is wrong with the parameter. */
static lc_status parse_own(const lc_ogc_layer *l, own o,
                           const lc_system *system, lc_filter **out,
                           lc_error *err)
{
    lc_error why = {0};
    lc_status st = o.text->failed ? lc_no_memory(&why, "a filter")
                                  : parse(l, o.text->data, system, out, &why);

    if (!st || st == LIFE_ERR_NOMEM)
        return st ? lc_fail_as(err, &why) : LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, o.parameter,
                         "%.40s is \"%.80s\", which is not understood: %.200s",
                         o.parameter, o.value, why.text);
}

static lc_status read_filter(const lc_context *ctx, const lc_request *req,
                             const lc_ogc_layer *l, lc_wish *w, lc_error *err)
{
    const char *text = lc_request_param(req, "filter");
    const char *lang = lc_request_param(req, "filter-lang");
    const lc_system *system;
    lc_status st;

    if (lang && strcmp(lang, "cql2-text") != 0)
        return lc_fail_param(err, LIFE_ERR_RANGE, "filter-lang",
                             "filter-lang is \"%.40s\"; it must be cql2-text",
                             lang);
    st = lc_wish_system(ctx, req, "filter-crs", &system, err);
    if (st || !text)
        return st;
    return parse(l, text, system, &w->which.filter[BY_FILTER], err);
}

/* ---- bbox ---- */

/* Four or six numbers with commas between: plain ones alone, as they become
 * words of a filter. */
static bool is_numbers(const char *s, size_t *count)
{
    char one[32];

    for (*count = 0; *count < 7; (*count)++) {
        size_t len = strcspn(s, ",");
        double v;

        if (len >= sizeof one)
            return false;
        memcpy(one, s, len);
        one[len] = '\0';
        if (!lc_parse_decimal(one, &v))
            return false;
        s += len;
        if (!*s)
            return ++*count == 4 || *count == 6;
        s++;
    }
    return false;
}

/* The standard has features without a geometry match any box. */
static lc_status read_box(const lc_context *ctx, const lc_request *req,
                          const lc_ogc_layer *l, lc_wish *w, lc_error *err)
{
    const char *bbox = lc_request_param(req, "bbox");
    const lc_system *system;
    lc_filter *alone = NULL;
    lc_buf text = {0};
    size_t count;
    lc_status st = lc_wish_system(ctx, req, "bbox-crs", &system, err);

    if (st || !bbox)
        return st;
    if (!is_numbers(bbox, &count))
        return lc_fail_param(err, LIFE_ERR_RANGE, "bbox",
                             "bbox is \"%.80s\"; it must be four numbers: "
                             "the lower corner, and the upper",
                             bbox);
    lc_buf_printf(&text, "s_intersects(geometry, BBOX(%s))", bbox);
    st = parse_own(l, (own){&text, "bbox", bbox}, system, &alone, err);
    if (!st)
        w->which.has_box = lc_filter_box(alone, &w->which.box);
    lc_filter_free(alone);
    lc_buf_puts(&text, " or geometry is null");
    if (!st)
        st = parse_own(l, (own){&text, "bbox", bbox}, system,
                       &w->which.filter[BY_BOX], err);
    lc_buf_free(&text);
    return st;
}

/* ---- datetime ---- */

static bool is_open(const char *s, size_t len)
{
    return !len || (len == 2 && !memcmp(s, "..", 2));
}

static void put_bound(lc_buf *out, const char *field, const char *op,
                      const char *s, size_t len)
{
    if (is_open(s, len))
        return;
    if (out->len)
        lc_buf_puts(out, " and ");
    lc_buf_printf(out, "\"%s\" %s ", field, op);
    lc_buf_quoted(out, s, len);
}

/* Whether it is one, or an end of an interval that is open. */
static bool is_time(const char *s, size_t len, bool may_open)
{
    char one[64];
    int64_t ms;
    bool day;

    if (len >= sizeof one)
        return false;
    memcpy(one, s, len);
    one[len] = '\0';
    return (may_open && is_open(s, len)) || lc_instant_read(one, &ms, &day);
}

/* Also of collections that have no date: what is no time is never a time. */
static lc_status check_time(const char *time, const char *slash, lc_error *err)
{
    size_t first = slash ? (size_t)(slash - time) : strlen(time);

    if (is_time(time, first, slash) &&
        (!slash || is_time(slash + 1, strlen(slash + 1), true)))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "datetime",
                         "datetime is \"%.80s\"; it must be a day or a time as "
                         "2026-01-31 and 2026-01-31T12:00:00Z, or two with a "
                         "slash between, an open end being \"..\"",
                         time);
}

/* An instant, or two with a slash between, of which ".." or nothing is open.
 * Features without a date match any time, as those without a place any box;
 * so do all of a collection that has no date. */
static lc_status read_time(const lc_request *req, const lc_ogc_layer *l,
                           const lc_system *system, lc_wish *w, lc_error *err)
{
    const char *time = lc_request_param(req, "datetime");
    const char *slash = time ? strchr(time, '/') : NULL;
    const char *field = l->kind->date;
    lc_buf bounds = {0}, text = {0};
    lc_status st = LIFE_OK;

    if (time)
        st = check_time(time, slash, err);
    if (st || !time || !field)
        return st;
    if (slash) {
        put_bound(&bounds, field, ">=", time, (size_t)(slash - time));
        put_bound(&bounds, field, "<=", slash + 1, strlen(slash + 1));
    } else {
        put_bound(&bounds, field, "=", time, strlen(time));
    }
    if (bounds.len) {
        lc_buf_printf(&text, "(%s) or \"%s\" is null", bounds.data, field);
        text.failed |= bounds.failed;
        st = parse_own(l, (own){&text, "datetime", time}, system,
                       &w->which.filter[BY_TIME], err);
    }
    lc_buf_free(&bounds);
    lc_buf_free(&text);
    return st;
}

/* ---- fields by name ---- */

bool lc_wish_asks(const lc_export_field *f)
{
    return lc_field_type_of(f) != LIFE_FIELD_JSON;
}

static const lc_export_field *find_field(const lc_ogc_layer *l,
                                         const char *name)
{
    for (size_t i = 0; i < l->fields.count; i++)
        if (!strcmp(l->fields.field[i].name, name) &&
            lc_wish_asks(&l->fields.field[i]))
            return &l->fields.field[i];
    return NULL;
}

static bool is_number(const lc_export_field *f)
{
    lc_field_type type = lc_field_type_of(f);

    return type == LIFE_FIELD_INTEGER || type == LIFE_FIELD_DECIMAL ||
           type == LIFE_FIELD_MILLI;
}

/* "\"name\" = value". A backslash before a quote would end the text early, so
 * such a value is refused: nothing is called so. */
static lc_status put_equal(lc_buf *out, const lc_export_field *f,
                           const lc_pair *p, lc_error *err)
{
    double number;
    bool boolean = lc_field_type_of(f) == LIFE_FIELD_BOOL;

    if ((is_number(f) && !lc_parse_decimal(p->value, &number)) ||
        (boolean && strcmp(p->value, "true") && strcmp(p->value, "false")))
        return lc_fail_param(err, LIFE_ERR_RANGE, p->name,
                             "%.40s is \"%.40s\"; it must be %s", p->name,
                             p->value, boolean ? "true or false" : "a number");
    if (strstr(p->value, "\\'") ||
        (*p->value && p->value[strlen(p->value) - 1] == '\\'))
        return lc_fail_param(err, LIFE_ERR_RANGE, p->name,
                             "%.40s has a backslash before a quote or its end",
                             p->name);
    if (out->len)
        lc_buf_puts(out, " and ");
    lc_buf_printf(out, "\"%s\" = ", f->name);
    if (is_number(f) || boolean)
        lc_buf_puts(out, p->value);
    else
        lc_buf_quoted(out, p->value, strlen(p->value));
    return LIFE_OK;
}

static bool is_ours(const char *name)
{
    for (const char *const *n = lc_wish_names; *n; n++)
        if (!strcmp(*n, name))
            return true;
    return false;
}

static lc_status read_fields(const lc_request *req, const lc_ogc_layer *l,
                             const lc_system *system, lc_wish *w, lc_error *err)
{
    lc_buf text = {0};
    const lc_pair *last = NULL;
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < req->param_count; i++) {
        const lc_pair *p = &req->param[i];
        const lc_export_field *f;

        if (is_ours(p->name))
            continue;
        f = find_field(l, p->name);
        st = f ? put_equal(&text, f, p, err)
               : lc_fail_param(err, LIFE_ERR_USAGE, p->name,
                               "parameter %.40s is not known here: it is no "
                               "field of %s",
                               p->name, l->kind->id);
        last = p;
    }
    if (!st && last)
        st = parse_own(l, (own){&text, last->name, last->value}, system,
                       &w->which.filter[BY_FIELDS], err);
    lc_buf_free(&text);
    return st;
}

/* ---- all of them ---- */

static lc_status read_count(const lc_request *req, const char *name,
                            uint64_t least, uint64_t absent, uint64_t *out,
                            lc_error *err)
{
    const char *s = lc_request_param(req, name);

    *out = absent;
    if (!s || (lc_parse_uint(s, UINT32_MAX, out) && *out >= least))
        return LIFE_OK;
    return lc_fail_param(
        err, LIFE_ERR_RANGE, name,
        "%s is \"%.40s\"; it must be a whole number from %u on", name, s,
        (unsigned)least);
}

/* What changes the choice, in the order of the list, whatever the order of the
 * request. */
static void make_key(const lc_request *req, const lc_ogc_layer *l, lc_wish *w)
{
    static const char *const page[] = {"limit", "offset", "cursor", "crs", "f"};

    lc_buf_printf(&w->key, "%s", l->kind->id);
    for (size_t i = 0; i < req->param_count; i++) {
        size_t k = 0;

        while (k < 5 && strcmp(page[k], req->param[i].name) != 0)
            k++;
        if (k == 5)
            lc_buf_printf(&w->key, "\n%s=%s", req->param[i].name,
                          req->param[i].value);
    }
    w->which.key = w->key.data;
}

lc_status lc_wish_read(const lc_context *ctx, const lc_request *req,
                       const lc_ogc_layer *l, lc_wish *w, lc_error *err)
{
    const lc_system *crs84;
    lc_status st;

    *w = (lc_wish){.cursor = lc_request_param(req, "cursor")};
    st = read_count(req, "limit", 1, LIFE_OGC_LIMIT, &w->limit, err);
    if (!st)
        st = read_count(req, "offset", 0, 0, &w->offset, err);
    if (w->limit > LIFE_OGC_LIMIT_MOST)
        w->limit = LIFE_OGC_LIMIT_MOST;
    if (!st)
        st = lc_wish_system(ctx, req, "crs", &w->system, err);
    if (!st)
        st = read_filter(ctx, req, l, w, err);
    if (!st)
        st = read_box(ctx, req, l, w, err);
    crs84 =
        lc_systems_find(ctx->systems, LIFE_CRS84, lc_ogc_answer_extent(ctx));
    if (!st)
        st = read_time(req, l, crs84, w, err);
    if (!st)
        st = read_fields(req, l, crs84, w, err);
    for (size_t i = 0; i < 4; i++)
        w->filtered = w->filtered || w->which.filter[i];
    make_key(req, l, w);
    return !st && w->key.failed ? lc_no_memory(err, "a request") : st;
}

void lc_wish_clear(lc_wish *w)
{
    for (size_t i = 0; i < 4; i++)
        lc_filter_free(w->which.filter[i]);
    lc_buf_free(&w->key);
}
