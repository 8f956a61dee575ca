/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/xml.c - OpenStreetMap XML, streamed through expat.
 *
 *     <osm> <bounds/> <node> <tag/> </node> <way> <nd/> <tag/> </way>
 *           <relation> <member/> <tag/> </relation> </osm>
 *
 * Answers of Overpass have places on their nd, lines in their members, and the
 * middle of an object instead of its nodes.
 *
 * A document type is refused, and with it every entity; what else is not
 * known is passed over.
 *
 * Positions are read as text with all their digits: 7 decimals are the grid on
 * which points are kept.
 */
#include "src/import/osm/read/xml.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/parse.h"

#include <expat.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define DEPTH_MAX   64
#define CHUNK_BYTES 65536
#define REMARK_MAX  300
/* Expat keeps an unfinished token whole; OSM texts end at 255 characters. */
#define TOKEN_MAX_BYTES (1 << 20)

/* The object at hand, and where objects go. */
typedef struct reader {
    XML_Parser parser;
    lc_osm_builder *b;
    lc_error *err;
    lc_status st;
    unsigned depth;   /* of the element being read; the root is 1 */
    bool in_object;   /* inside node, way or relation */
    lc_osm_head head; /* the object */
    int64_t member;   /* the one of a relation that is at hand */
    bool in_remark;   /* Overpass tells so that its answer is cut short */
    LC_VEC(char) remark;
} reader;

static const char *const PLACE[2] = {"lon", "lat"};

/* As the elements are called. */
static const char *const kind_names[LIFE_OSM_KIND_COUNT] = {"node", "way",
                                                            "relation"};

/* expat goes on until it is told; the first failure is the one that is kept. */
static void stop(reader *r, lc_status st)
{
    if (!r->st && st) {
        r->st = st;
        XML_StopParser(r->parser, XML_FALSE);
    }
}

/* NULL where there is none. */
static const char *attribute(const char *const *atts, const char *name)
{
    for (; *atts; atts += 2)
        if (!strcmp(atts[0], name))
            return atts[1];
    return NULL;
}

/* A whole number that must be there. */
static lc_status get_id(reader *r, const char *element, const char *const *atts,
                        const char *name, int64_t *out)
{
    const char *text = attribute(atts, name);

    if (!text || !lc_parse_int(text, INT64_MIN, INT64_MAX, out))
        return lc_fail(r->err, LIFE_ERR_PARSE,
                       "<%s> needs a whole number as %s, not \"%.40s\"",
                       element, name, text ? text : "");
    return LIFE_OK;
}

/* Degrees that are none, or beyond the globe, are told with the line. */
static lc_status get_degrees(reader *r, const char *element,
                             const char *const *atts, const char *name,
                             double *out)
{
    const char *text = attribute(atts, name);
    double limit = strstr(name, "lat") ? 90 : 180;

    if (!text || !lc_parse_decimal(text, out) || *out < -limit || *out > limit)
        return lc_fail(r->err, LIFE_ERR_PARSE,
                       "<%s> needs plain degrees within %g as %s, not "
                       "\"%.40s\"",
                       element, limit, name, text ? text : "");
    return LIFE_OK;
}

/* A node that was deleted has no position. */
static lc_status get_point(reader *r, const char *element,
                           const char *const *atts, const char *const names[2],
                           lc_pt *out)
{
    lc_lonlat p = {0, 0};
    lc_status st = get_degrees(r, element, atts, names[0], &p.lon);

    if (!st)
        st = get_degrees(r, element, atts, names[1], &p.lat);
    if (!st)
        *out = lc_pt_from(p);
    return st;
}

/* Files may have several, or none. */
static lc_status start_bounds(reader *r, const char *const *atts)
{
    static const char *const low[2] = {"minlon", "minlat"};
    static const char *const high[2] = {"maxlon", "maxlat"};
    lc_box box = lc_box_empty();
    lc_pt a, b;
    lc_status st = get_point(r, "bounds", atts, low, &a);

    if (!st)
        st = get_point(r, "bounds", atts, high, &b);
    if (st)
        return st;
    lc_box_add(&box, a);
    lc_box_add(&box, b);
    lc_osm_builder_header(r->b, box);
    return LIFE_OK;
}

/* What an object says of itself. */
static lc_status start_object(reader *r, lc_osm_kind kind,
                              const char *const *atts)
{
    const char *visible = attribute(atts, "visible");
    const char *action = attribute(atts, "action"); /* JOSM's */
    const char *version = attribute(atts, "version");
    lc_status st;

    r->head = (lc_osm_head){.kind = kind};
    r->in_object = true;
    r->head.visible = !(visible && !strcmp(visible, "false")) &&
                      !(action && !strcmp(action, "delete"));
    if (version && !lc_parse_int(version, 0, INT32_MAX, &r->head.version))
        return lc_fail(r->err, LIFE_ERR_PARSE,
                       "<%s> has the version \"%.40s\", not a whole number",
                       kind_names[kind], version);
    lc_osm_dated_text(lc_osm_builder_dated(r->b), attribute(atts, "timestamp"),
                      false);
    st = get_id(r, kind_names[kind], atts, "id", &r->head.id);
    if (!st && kind == LIFE_OSM_NODE && r->head.visible)
        st = get_point(r, "node", atts, PLACE, &r->head.pt);
    return st;
}

/* Only objects have tags. */
static lc_status start_tag(reader *r, const char *const *atts)
{
    const char *k = attribute(atts, "k");
    const char *v = attribute(atts, "v");
    lc_osm_tag tag = {0};
    lc_status st;

    if (!k || !v)
        return lc_fail(r->err, LIFE_ERR_PARSE, "<tag> needs k and v");
    st = lc_osm_builder_text(r->b, k, strlen(k), &tag.key, r->err);
    if (!st)
        st = lc_osm_builder_text(r->b, v, strlen(v), &tag.value, r->err);
    return st ? st : lc_osm_builder_tag(r->b, tag, r->err);
}

/* A node of a way; the file may say where it lies ("out geom" of Overpass,
 * locations on ways of osmium), and then do without the node. */
static lc_status start_ref(reader *r, const char *const *atts)
{
    bool placed = attribute(atts, "lat") && attribute(atts, "lon");
    int64_t id = 0;
    lc_pt pt = {0, 0};
    lc_status st = placed ? get_point(r, "nd", atts, PLACE, &pt) : LIFE_OK;

    if (!st && !attribute(atts, "ref") && (placed || r->depth > 3))
        return lc_osm_builder_point(r->b, placed ? &pt : NULL, r->err);
    if (!st)
        st = get_id(r, "nd", atts, "ref", &id);
    if (!st)
        st = lc_osm_builder_ref(r->b, id, r->err);
    return !st && placed ? lc_osm_builder_place(r->b, id, pt, r->err) : st;
}

/* Where an object without its nodes lies: its middle, or its box. */
static lc_status start_middle(reader *r, const char *name,
                              const char *const *atts)
{
    static const char *const low[2] = {"minlon", "minlat"};
    static const char *const high[2] = {"maxlon", "maxlat"};
    lc_pt a = {0}, b = {0};
    lc_status st;

    if (!strcmp(name, "center")) {
        st = get_point(r, name, atts, PLACE, &r->head.pt);
    } else {
        st = get_point(r, name, atts, low, &a);
        if (!st)
            st = get_point(r, name, atts, high, &b);
        if (!st && !r->head.centered)
            r->head.pt = lc_pt_middle(a, b);
    }
    r->head.centered = !st;
    return st;
}

/* An object of a relation. */
static lc_status start_member(reader *r, const char *const *atts)
{
    const char *type = attribute(atts, "type");
    const char *role = attribute(atts, "role");
    lc_osm_member m = {0};
    lc_pt pt;
    lc_status st = get_id(r, "member", atts, "ref", &m.id);

    for (int k = 0; type && k < LIFE_OSM_KIND_COUNT; k++)
        if (!strcmp(type, kind_names[k]))
            m.type = kind_names[k][0];
    if (!st && !m.type)
        return lc_fail(r->err, LIFE_ERR_PARSE,
                       "<member> is of type \"%.40s\", not node, way or "
                       "relation",
                       type ? type : "");
    r->member = m.id;
    if (!st && role)
        st = lc_osm_builder_text(r->b, role, strlen(role), &m.role, r->err);
    if (!st)
        st = lc_osm_builder_member(r->b, m, r->err);
    if (!st && m.type == 'n' && attribute(atts, "lat") &&
        attribute(atts, "lon")) {
        st = get_point(r, "member", atts, PLACE, &pt);
        if (!st)
            st = lc_osm_builder_place(r->b, m.id, pt, r->err);
    }
    return st;
}

/* What lies in an object, by its name. */
static lc_status start_part(reader *r, const char *name,
                            const char *const *atts)
{
    if (!strcmp(name, "tag"))
        return start_tag(r, atts);
    if (!strcmp(name, "nd") && r->head.kind == LIFE_OSM_WAY)
        return start_ref(r, atts);
    if (!strcmp(name, "member") && r->head.kind == LIFE_OSM_RELATION)
        return start_member(r, atts);
    if ((!strcmp(name, "center") || !strcmp(name, "bounds")) &&
        r->head.kind != LIFE_OSM_NODE)
        return start_middle(r, name, atts);
    return LIFE_OK;
}

/* By depth: the root, an object, a part of one. */
static void on_start(void *ctx, const XML_Char *name, const XML_Char **atts)
{
    reader *r = ctx;
    const char *const *pairs = (const char *const *)atts;

    if (r->st)
        return;
    if (++r->depth > DEPTH_MAX) {
        stop(r, lc_fail(r->err, LIFE_ERR_LIMIT,
                        "elements are nested more than %d deep", DEPTH_MAX));
    } else if (r->depth == 1 && strcmp(name, "osm")) {
        stop(r, lc_fail(r->err, LIFE_ERR_PARSE,
                        "begins with <%.40s>; an OSM file begins with <osm>",
                        name));
    } else if (r->depth == 1) {
        lc_osm_dated_text(lc_osm_builder_dated(r->b),
                          attribute(pairs, "timestamp"), true);
    } else if (r->depth == 2) {
        if (!strcmp(name, "meta")) /* Overpass */
            lc_osm_dated_text(lc_osm_builder_dated(r->b),
                              attribute(pairs, "osm_base"), true);
        if (!strcmp(name, "bounds"))
            stop(r, start_bounds(r, pairs));
        r->in_remark = !strcmp(name, "remark");
        for (int k = 0; k < LIFE_OSM_KIND_COUNT; k++)
            if (!strcmp(name, kind_names[k]))
                stop(r, start_object(r, (lc_osm_kind)k, pairs));
    } else if (r->depth == 3 && r->in_object) {
        stop(r, start_part(r, name, pairs));
    } else if (r->depth == 4 && r->in_object && !strcmp(name, "nd") &&
               r->head.kind == LIFE_OSM_RELATION) {
        stop(r, start_ref(r, pairs));
    }
}

/* An object is whole at its end. */
static void on_end(void *ctx, const XML_Char *name)
{
    reader *r = ctx;

    if (r->st)
        return;
    if (r->depth == 3 && r->in_object && !strcmp(name, "member"))
        stop(r, lc_osm_builder_line(r->b, r->member, r->err));
    if (r->depth == 2 && !strcmp(name, "remark"))
        lc_log(LIFE_LOG_WARN, "the file says of itself: %.*s", (int)r->remark.n,
               r->remark.v ? r->remark.v : "");
    if (r->depth == 2 && r->in_object) {
        r->in_object = false;
        stop(r, lc_osm_builder_commit(r->b, &r->head, r->err));
    }
    r->depth--;
}

/* Only of a remark, and no more of it than is told. */
static void on_text(void *ctx, const XML_Char *text, int len)
{
    reader *r = ctx;

    for (int i = 0; r->in_remark && i < len && r->remark.n < REMARK_MAX; i++)
        if (!lc_vec_push(&r->remark, text[i]))
            stop(r, lc_no_memory(r->err, "the extract"));
}

/* Entities could unpack a small file to any size. */
static void on_doctype(void *ctx, const XML_Char *name, const XML_Char *system,
                       const XML_Char *public_id, int internal)
{
    reader *r = ctx;

    (void)name, (void)system, (void)public_id, (void)internal;
    stop(r, lc_fail(r->err, LIFE_ERR_PARSE,
                    "has a document type, which OSM files never have"));
}

/* In pieces, as the file is unpacked. */
static lc_status feed(reader *r, lc_bytes_source *s)
{
    bool last = false;

    while (!last) {
        void *room = XML_GetBuffer(r->parser, CHUNK_BYTES);
        size_t got;
        lc_status st;
        enum XML_Status ok;

        if (!room)
            return lc_no_memory(r->err, "the extract");
        st = lc_bytes_source_read(s, room, CHUNK_BYTES, &got, r->err);
        if (st)
            return st;
        last = got < CHUNK_BYTES;
        ok = XML_ParseBuffer(r->parser, (int)got, last);
        if (r->st)
            return r->st;
        if (ok != XML_STATUS_OK)
            return lc_fail(r->err, LIFE_ERR_PARSE, "is not valid XML: %s",
                           XML_ErrorString(XML_GetErrorCode(r->parser)));
        if (lc_bytes_source_at(s) -
                (uint64_t)XML_GetCurrentByteIndex(r->parser) >
            TOKEN_MAX_BYTES)
            return lc_fail(r->err, LIFE_ERR_LIMIT,
                           "an element is longer than 1 MiB");
    }
    return LIFE_OK;
}

lc_status lc_osm_xml_read(lc_bytes_source *s, const char *path,
                          lc_osm_builder *b, lc_error *err)
{
    reader r = {.b = b, .err = err, .parser = XML_ParserCreate(NULL)};
    lc_status st;

    if (!r.parser)
        return lc_no_memory(err, "the extract");
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_start, on_end);
    XML_SetCharacterDataHandler(r.parser, on_text);
    XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
    st = feed(&r, s);
    if (st)
        st = lc_fail_at(err, st, path,
                        (uint32_t)XML_GetCurrentLineNumber(r.parser));
    lc_vec_free(&r.remark);
    XML_ParserFree(r.parser);
    return st;
}
