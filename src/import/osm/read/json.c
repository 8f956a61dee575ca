/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/json.c - Overpass JSON, one element at a time.
 *
 *     {"version": 0.6, "elements": [
 *       {"type": "node", "id": 1, "lat": 30.65, "lon": 104.06, "tags": {}},
 *       {"type": "way", "id": 2, "nodes": [1], "geometry": [{"lat", "lon"}]},
 *       {"type": "relation", "id": 3, "center": {"lat", "lon"}, "members": [
 *         {"type": "way", "ref": 2, "role": "outer", "geometry": []}]}]}
 *
 * The text is cut at the braces of the elements, and each is then read whole by
 * jansson; what stands around the list is read last, without it. So a file may
 * be larger than the memory, and is still held to the letter.
 */
#include "src/import/osm/read/json.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/log.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

enum { CHUNK_BYTES = 65536, DEPTH_MAX = 64 };

/* A relation of a country's coast with its whole line has some 20 MiB. */
#define ELEMENT_MAX_BYTES ((size_t)64 << 20)
/* What stands around the elements is a few lines. */
#define REST_MAX_BYTES ((size_t)1 << 20)

typedef struct reader {
    lc_osm_builder *b;
    lc_error *err;
    lc_buf item, rest;
    uint32_t line, item_line;
    uint32_t depth; /* of braces and brackets */
    bool in_string, escaped, listed, in_list;
} reader;

/* ---- elements ---- */

static lc_status bad(const reader *r, const char *what)
{
    return lc_fail(r->err, LIFE_ERR_PARSE, "an element %s", what);
}

/* A whole number; false where it is none. */
static bool get_int(const json_t *o, const char *key, int64_t *out)
{
    const json_t *v = json_object_get(o, key);

    *out = json_is_integer(v) ? json_integer_value(v) : 0;
    return json_is_integer(v);
}

/* Degrees of a place, under two names; false where it is none of this globe. */
static bool get_pt(const json_t *o, const char *lon, const char *lat,
                   lc_pt *out)
{
    const json_t *x = json_object_get(o, lon), *y = json_object_get(o, lat);
    lc_lonlat p = {json_number_value(x), json_number_value(y)};

    if (!json_is_number(x) || !json_is_number(y) || !(p.lon >= -180) ||
        !(p.lon <= 180) || !(p.lat >= -90) || !(p.lat <= 90))
        return false;
    *out = lc_pt_from(p);
    return true;
}

static lc_status put_text(reader *r, const json_t *v, uint32_t *out)
{
    return lc_osm_builder_text(r->b, json_string_value(v),
                               json_string_length(v), out, r->err);
}

static lc_status put_tags(reader *r, json_t *tags)
{
    const char *key;
    json_t *value;
    lc_status st = LIFE_OK;

    json_object_foreach(tags, key, value)
    {
        lc_osm_tag t = {0};

        if (!json_is_string(value))
            return bad(r, "has a tag whose value is not a text");
        st = lc_osm_builder_text(r->b, key, strlen(key), &t.key, r->err);
        if (!st)
            st = put_text(r, value, &t.value);
        if (!st)
            st = lc_osm_builder_tag(r->b, t, r->err);
        if (st)
            break;
    }
    return st;
}

/* Refs, and places where there is a geometry beside them or in their stead; a
 * null in it is a place out of the box that was asked for. */
static lc_status put_refs(reader *r, const json_t *e)
{
    const json_t *nodes = json_object_get(e, "nodes");
    const json_t *line = json_object_get(e, "geometry");
    size_t n = json_array_size(nodes ? nodes : line);
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < n; i++) {
        const json_t *node = json_array_get(nodes, i);
        lc_pt pt;
        bool placed = get_pt(json_array_get(line, i), "lon", "lat", &pt);

        if (nodes && !json_is_integer(node))
            return bad(r, "has nodes that are no whole numbers");
        if (!nodes) {
            st = lc_osm_builder_point(r->b, placed ? &pt : NULL, r->err);
            continue;
        }
        st = lc_osm_builder_ref(r->b, json_integer_value(node), r->err);
        if (!st && placed)
            st = lc_osm_builder_place(r->b, json_integer_value(node), pt,
                                      r->err);
    }
    return st;
}

/* A member may bring its place, or its line. */
static lc_status put_member(reader *r, const json_t *o)
{
    static const char *const types[] = {"node", "way", "relation"};
    const char *type = json_string_value(json_object_get(o, "type"));
    const json_t *role = json_object_get(o, "role");
    lc_osm_member m = {0};
    lc_pt pt;
    lc_status st = LIFE_OK;

    for (size_t i = 0; type && i < 3; i++)
        if (!strcmp(type, types[i]))
            m.type = *types[i];
    if (!m.type || !get_int(o, "ref", &m.id))
        return bad(r, "has a member without type and ref");
    if (json_is_string(role))
        st = put_text(r, role, &m.role);
    if (!st)
        st = lc_osm_builder_member(r->b, m, r->err);
    if (!st && m.type == 'n' && get_pt(o, "lon", "lat", &pt))
        st = lc_osm_builder_place(r->b, m.id, pt, r->err);
    if (!st && m.type == 'w' && json_is_array(json_object_get(o, "geometry"))) {
        st = put_refs(r, o);
        if (!st)
            st = lc_osm_builder_line(r->b, m.id, r->err);
    }
    return st;
}

static lc_status put_members(reader *r, const json_t *e)
{
    const json_t *members = json_object_get(e, "members");
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < json_array_size(members); i++)
        st = put_member(r, json_array_get(members, i));
    return st;
}

/* "out center", or "out bb" whose middle it is. */
static void find_middle(const json_t *e, lc_osm_head *head)
{
    const json_t *box = json_object_get(e, "bounds");
    lc_pt a, b;

    head->centered =
        get_pt(json_object_get(e, "center"), "lon", "lat", &head->pt);
    if (!head->centered && get_pt(box, "minlon", "minlat", &a) &&
        get_pt(box, "maxlon", "maxlat", &b)) {
        head->pt = lc_pt_middle(a, b);
        head->centered = true;
    }
}

static lc_status put_element(reader *r, json_t *e)
{
    const char *type = json_string_value(json_object_get(e, "type"));
    lc_osm_head head = {.visible =
                            !json_is_false(json_object_get(e, "visible"))};
    lc_status st;

    if (!type || !strcmp(type, "count") || !strcmp(type, "area"))
        return type ? LIFE_OK : bad(r, "has no type");
    head.kind = !strcmp(type, "node")       ? LIFE_OSM_NODE
                : !strcmp(type, "way")      ? LIFE_OSM_WAY
                : !strcmp(type, "relation") ? LIFE_OSM_RELATION
                                            : LIFE_OSM_KIND_COUNT;
    if (head.kind == LIFE_OSM_KIND_COUNT)
        return bad(r, "has a type that is not node, way or relation");
    if (!get_int(e, "id", &head.id))
        return bad(r, "needs a whole number as id");
    get_int(e, "version", &head.version);
    lc_osm_dated_text(lc_osm_builder_dated(r->b),
                      json_string_value(json_object_get(e, "timestamp")),
                      false);
    st = put_tags(r, json_object_get(e, "tags"));
    if (head.kind == LIFE_OSM_NODE) {
        if (!get_pt(e, "lon", "lat", &head.pt) && head.visible)
            return bad(r, "is a node without lon and lat in degrees");
    } else {
        find_middle(e, &head);
    }
    if (!st && head.kind == LIFE_OSM_WAY)
        st = put_refs(r, e);
    if (!st && head.kind == LIFE_OSM_RELATION)
        st = put_members(r, e);
    return st ? st : lc_osm_builder_commit(r->b, &head, r->err);
}

/* ---- the text ---- */

static lc_status parse(reader *r, lc_buf *text, uint32_t line, json_t **out)
{
    json_error_t where;

    *out = text->failed ? NULL
                        : json_loadb(text->data, text->len,
                                     JSON_REJECT_DUPLICATES, &where);
    if (*out)
        return LIFE_OK;
    if (text->failed)
        return lc_no_memory(r->err, "the extract");
    r->line = line + (where.line > 0 ? (uint32_t)where.line - 1 : 0);
    return lc_fail(r->err, LIFE_ERR_PARSE, "is not valid JSON: %.120s",
                   where.text);
}

static lc_status end_item(reader *r)
{
    json_t *e;
    uint32_t line = r->line;
    lc_status st = parse(r, &r->item, r->item_line, &e);

    if (st)
        return st;
    r->line = r->item_line;
    st = put_element(r, e);
    json_decref(e);
    if (!st)
        r->line = line;
    lc_buf_clear(&r->item);
    return st;
}

/* Whether the text before a bracket is "elements": */
static bool begins_list(const reader *r)
{
    static const char name[] = "\"elements\"";
    const char *s = r->rest.data;
    size_t n = r->rest.len;

    while (n && strchr(" \t\r\n:", s[n - 1]))
        n--;
    return r->depth == 1 && !r->listed && n >= sizeof name - 1 &&
           !memcmp(s + n - (sizeof name - 1), name, sizeof name - 1);
}

/* Braces count where they are no text. */
static void count_depth(reader *r, char c)
{
    if (r->in_string) {
        r->in_string = r->escaped || c != '"';
        r->escaped = !r->escaped && c == '\\';
    } else if (c == '"') {
        r->in_string = true;
    } else if (c == '{' || c == '[') {
        r->depth++;
    } else if (c == '}' || c == ']') {
        r->depth -= r->depth > 0;
    }
}

/* The list stands at depth 2, its elements at 3. */
static lc_status take_char(reader *r, char c)
{
    bool opens = !r->in_string && c == '[' && begins_list(r);
    bool inside = r->in_list && r->depth > 2;

    r->line += c == '\n';
    count_depth(r, c);
    if (r->depth > DEPTH_MAX)
        return lc_fail(r->err, LIFE_ERR_LIMIT,
                       "values are nested more than %d deep", DEPTH_MAX);
    if (r->in_list && r->depth > 2 && !inside)
        r->item_line = r->line;
    if (inside || (r->in_list && r->depth > 2)) {
        lc_buf_putc(&r->item, c);
        if (r->item.len > ELEMENT_MAX_BYTES)
            return lc_fail(r->err, LIFE_ERR_LIMIT,
                           "an element is longer than 64 MiB");
        return r->depth > 2 ? LIFE_OK : end_item(r);
    }
    if (r->in_list && r->depth == 2 && !r->in_string && strchr(", \t\r\n", c))
        return LIFE_OK;
    r->in_list = opens || (r->in_list && r->depth >= 2);
    r->listed = r->listed || opens;
    lc_buf_putc(&r->rest, c);
    return r->rest.len > REST_MAX_BYTES
               ? lc_fail(r->err, LIFE_ERR_PARSE,
                         "has no list \"elements\" near its beginning")
               : LIFE_OK;
}

/* A remark says that the answer is cut short, as by a time limit. */
static lc_status end_file(reader *r)
{
    json_t *rest;
    const char *remark;
    lc_status st = parse(r, &r->rest, 1, &rest);

    if (st)
        return st;
    remark = json_string_value(json_object_get(rest, "remark"));
    if (remark)
        lc_log(LIFE_LOG_WARN, "the file says of itself: %.300s", remark);
    lc_osm_dated_text(
        lc_osm_builder_dated(r->b),
        json_string_value(json_object_get(json_object_get(rest, "osm3s"),
                                          "timestamp_osm_base")),
        true);
    if (!json_is_array(json_object_get(rest, "elements")))
        st = lc_fail(r->err, LIFE_ERR_PARSE,
                     "is JSON without a list \"elements\", as Overpass writes "
                     "it; GeoJSON is a table: import facilities or units");
    json_decref(rest);
    return st;
}

lc_status lc_osm_json_read(lc_bytes_source *s, const char *path,
                           lc_osm_builder *b, lc_error *err)
{
    reader r = {.b = b, .err = err, .line = 1};
    char *chunk = lc_calloc(CHUNK_BYTES, 1);
    size_t got = CHUNK_BYTES;
    lc_status st = chunk ? LIFE_OK : lc_no_memory(err, "the extract");

    while (!st && got == CHUNK_BYTES) {
        st = lc_bytes_source_read(s, chunk, CHUNK_BYTES, &got, err);
        for (size_t i = 0; !st && i < got; i++)
            st = take_char(&r, chunk[i]);
    }
    if (!st)
        st = end_file(&r);
    if (st)
        st = lc_fail_at(err, st, path, r.line);
    lc_buf_free(&r.item);
    lc_buf_free(&r.rest);
    lc_free(chunk);
    return st;
}
