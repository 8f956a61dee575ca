/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/layers.c - whole layers, streamed: one table of layers, one
 * of formats.
 *
 * Each layer has one type of geometry, as GIS tools want it: facilities and
 * homes are points (a facility's ground area is the property area_m2; its
 * outline is in lc_answer_facility), streets are lines, units and coverage
 * are multipolygons or, where a unit has no shape, null.
 *
 * Coverage is wide as GeoJSON (a Feature a unit; share_CATEGORY, min_, max_)
 * and long as CSV (the rows of lc_answer_coverage), so that neither repeats
 * geometries.
 */
#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/nearest.h"
#include "src/export/formats/row.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PIECE_BYTES 65536 /* what the sink is given at a time */

/* Where the features come from. Feature LIFE_NONE stands for a blank one: the
 * CSV header is written from it. */
typedef struct source {
    lc_study *study;
    const lc_world *w;
    lc_coverage_request request;
    /* coverage: `per_category` rows for each query, one query a category */
    LC_VEC(lc_coverage_row) row;
    LC_VEC(lc_coverage_query) query;
    size_t per_category;
    const lc_assessment *assessment; /* indicators */
    uint32_t first_unit, units;
} source;

typedef struct layer {
    const char *name;
    lc_status (*open)(source *s, lc_error *err); /* NULL: nothing to do */
    size_t (*count)(const source *s, const lc_row *r);
    void (*emit)(const source *s, lc_row *r, uint32_t i);
} layer;

/* ---- facilities ---- */

/* Where each link for walking meets its street. */
static void put_links(lc_row *r, const lc_world *w, const lc_link *link,
                      size_t n)
{
    const lc_network *net = lc_world_network(w);
    lc_buf text = {0};
    lc_json j;

    lc_json_init(&j, &text);
    lc_json_array(&j, NULL);
    for (size_t i = 0; i < n; i++) {
        lc_lonlat to = lc_pt_lonlat(link[i].to);

        lc_json_object(&j, NULL);
        lc_json_int(&j, "street", net->edge[link[i].edge].street);
        lc_json_int(&j, "at_mm", link[i].at_mm);
        lc_json_int(&j, "leg_mm", link[i].leg_mm);
        lc_json_double(&j, "lon", to.lon, 7);
        lc_json_double(&j, "lat", to.lat, 7);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    lc_row_json(r, "links", &text);
    lc_buf_free(&text);
}

static size_t facility_count(const source *s, const lc_row *r)
{
    (void)r;
    return lc_world_facility_count(s->w);
}

static void facility_emit(const source *s, lc_row *r, uint32_t i)
{
    static const lc_facility blank = {.unit = LIFE_NONE};
    const lc_facility *f = i == LIFE_NONE ? &blank : lc_world_facility(s->w, i);
    const lc_link *link = NULL;
    size_t links = 0;

    if (i != LIFE_NONE)
        links = lc_world_facility_links(s->w, i, LIFE_MODE_FOOT, &link);
    lc_row_begin(r, f->id);
    lc_row_point(r, f->pt, f->placed);
    lc_row_facility(r, s->w, f, LIFE_ANY_CATEGORY);
    put_links(r, s->w, link, links);
    lc_row_end(r);
}

/* ---- units ---- */

static size_t unit_count(const source *s, const lc_row *r)
{
    (void)r;
    return lc_world_unit_count(s->w);
}

static void unit_emit(const source *s, lc_row *r, uint32_t i)
{
    static const lc_unit blank = {.parent = LIFE_NONE};
    const lc_unit *u = i == LIFE_NONE ? &blank : lc_world_unit(s->w, i);
    lc_lonlat centre = lc_pt_lonlat(u->centre);

    lc_row_begin(r, u->code);
    lc_row_shape(r, u->shape);
    lc_row_unit(r, s->w, u);
    lc_row_double(r, "centre_lon", centre.lon, 7);
    lc_row_double(r, "centre_lat", centre.lat, 7);
    lc_row_end(r);
}

/* ---- homes ---- */

static size_t home_count(const source *s, const lc_row *r)
{
    (void)r;
    return lc_world_home_count(s->w);
}

/* CATEGORY_what as a member's name. */
static const char *member(char *text, size_t size, const char *category,
                          const char *what)
{
    snprintf(text, size, "%.60s_%s", category, what);
    return text;
}

/* What one category says of a home; `i` LIFE_NONE: of none, for the names. */
static void put_answer(const source *s, lc_row *r, uint32_t i, uint32_t c)
{
    static const char *const answers[] = {[LIFE_UNCOVERED] = "uncovered",
                                          [LIFE_COVERED] = "covered",
                                          [LIFE_UNKNOWN] = "unknown"};
    const char *id = lc_category_id(s->w, c);
    lc_coverage_query q = s->request.q;
    lc_answer answer = LIFE_UNKNOWN;
    lc_reason reason = LIFE_REASON_NONE;
    uint32_t measure = LIFE_NONE;
    lc_near near = {LIFE_NONE, LIFE_NONE, LIFE_NONE, 0};
    char text[80];

    q.category = c;
    if (i != LIFE_NONE)
        lc_coverage_home(s->study, &q, i, &answer, &reason, &measure, NULL);
    lc_row_str(r, member(text, sizeof text, id, "answer"), answers[answer]);
    lc_row_str(r, member(text, sizeof text, id, "reason"),
               lc_reason_id(reason));
    lc_row_time(r,
                member(text, sizeof text, id,
                       q.straight ? "straight_metres" : "seconds"),
                measure);
    if (q.straight || c == LIFE_ALL_BASIC)
        return;
    if (i != LIFE_NONE)
        lc_coverage_nearest(s->study, q.pace, c, i, &near, NULL);
    lc_row_time(r, member(text, sizeof text, id, "metres"), near.walk_mm);
    lc_row_str(r, member(text, sizeof text, id, "nearest"),
               near.facility == LIFE_NONE
                   ? NULL
                   : lc_world_facility(s->w, near.facility)->id);
}

static void put_answers(const source *s, lc_row *r, uint32_t i)
{
    for (uint32_t c = 0; c < lc_world_category_count(s->w); c++)
        if (s->request.named && s->request.categories >> c & 1)
            put_answer(s, r, i, c);
    if (s->request.named && s->request.basic)
        put_answer(s, r, i, LIFE_ALL_BASIC);
}

static void home_emit(const source *s, lc_row *r, uint32_t i)
{
    lc_home h = {0};
    const lc_link *link = NULL;
    size_t links = 0;
    char text[80];

    if (i != LIFE_NONE) {
        h = lc_world_home(s->w, i);
        links = lc_world_home_links(s->w, i, LIFE_MODE_FOOT, &link);
    }
    snprintf(text, sizeof text, "%lu", (unsigned long)i);
    lc_row_begin(r, text);
    lc_row_point(r, h.pt, true);
    lc_row_int(r, "home", i);
    lc_row_milli(r, "weight", h.weight);
    lc_row_str(r, "weight_kind", lc_world_setting(s->w, "home_kind"));
    lc_row_bool(r, "assumed", h.assumed);
    for (uint32_t l = 0; l < lc_world_level_count(s->w); l++) {
        uint32_t unit =
            i == LIFE_NONE ? LIFE_NONE : lc_world_home_unit(s->w, i, l);

        snprintf(text, sizeof text, "unit_%s", lc_world_level(s->w, l));
        lc_row_str(r, text, lc_unit_code(s->w, unit));
    }
    put_answers(s, r, i);
    put_links(r, s->w, link, links);
    lc_row_end(r);
}

/* ---- streets ---- */

static size_t street_count(const source *s, const lc_row *r)
{
    (void)r;
    return lc_world_network(s->w)->edge_count;
}

/* The edge's own points, borrowed as a line. */
static void put_street_line(lc_row *r, const lc_network *n, const lc_edge *e)
{
    uint32_t part[2] = {0, 0};
    lc_shape line = {LIFE_SHAPE_LINE, NULL, part, 1, 0};

    if (e) {
        line.pt = n->shape + e[0].shape;
        line.pt_count = part[1] = e[1].shape - e[0].shape;
    }
    lc_row_shape(r, &line);
}

static void street_emit(const source *s, lc_row *r, uint32_t i)
{
    static const lc_edge blank;
    const lc_network *n = lc_world_network(s->w);
    const lc_edge *e = i == LIFE_NONE ? &blank : &n->edge[i];
    char id[16];

    snprintf(id, sizeof id, "%lu", (unsigned long)e->street);
    lc_row_begin(r, id);
    put_street_line(r, n, e == &blank ? NULL : e);
    lc_row_int(r, "street", e->street);
    lc_row_str(r, "name", e == &blank ? NULL : n->names + e->name);
    lc_row_str(r, "highway", n->kinds[e->kind]);
    lc_row_int(r, "from_node", e == &blank ? 0 : n->node_id[e->from]);
    lc_row_int(r, "to_node", e == &blank ? 0 : n->node_id[e->to]);
    lc_row_int(r, "at_mm", e->at_mm);
    lc_row_int(r, "length_mm", e->length_mm);
    for (int m = 0; m < LIFE_MODE_COUNT; m++)
        lc_row_int(r, lc_mode_names[m], e->perm[m]);
    lc_row_int(r, "layer", e->layer);
    lc_row_bool(r, "steps", e->flags & LIFE_EDGE_STEPS);
    lc_row_bool(r, "island", e->flags & LIFE_EDGE_ISLAND);
    lc_row_bool(r, "residential", e->flags & LIFE_EDGE_RESIDENTIAL);
    lc_row_end(r);
}

/* ---- coverage ---- */

static lc_status keep_rows(void *ctx, const lc_coverage_query *q,
                           const lc_coverage_row *rows, size_t count,
                           lc_error *err)
{
    source *s = ctx;

    if (!lc_vec_push(&s->query, *q) || !lc_vec_reserve(&s->row, count))
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for coverage");
    memcpy(s->row.v + s->row.n, rows, count * sizeof *rows);
    s->row.n += count;
    s->per_category = count;
    return LIFE_OK;
}

static lc_status coverage_open(source *s, lc_error *err)
{
    return lc_coverage_each(s->study, &s->request, keep_rows, s, err);
}

static size_t coverage_count(const source *s, const lc_row *r)
{
    return r->json ? s->per_category : s->row.n;
}

static void coverage_line(const source *s, lc_row *r, uint32_t i)
{
    static const lc_coverage_row blank = {.unit = LIFE_NONE};

    lc_row_begin(r, NULL);
    if (i == LIFE_NONE)
        lc_row_coverage(r, s->w, &s->request, &s->request.q, &blank);
    else
        lc_row_coverage(r, s->w, &s->request, &s->query.v[i / s->per_category],
                        &s->row.v[i]);
    lc_row_end(r);
}

static void put_wide_share(lc_row *r, const char *what, const char *category,
                           int64_t part, int64_t whole)
{
    char key[80];

    snprintf(key, sizeof key, "%s_%s", what, category);
    lc_row_share(r, key, part, whole);
}

static void coverage_feature(const source *s, lc_row *r, uint32_t i)
{
    const lc_coverage_row *row = &s->row.v[i];
    const lc_unit *u =
        row->unit == LIFE_NONE ? NULL : lc_world_unit(s->w, row->unit);
    const char *code = u ? u->code : "outside";

    lc_row_begin(r, code);
    lc_row_shape(r, u ? u->shape : s->request.area);
    lc_row_where(r, s->w, &s->request, row->unit);
    lc_row_bool(r, "approximate", u && u->approximate);
    lc_row_str(r, "weight", lc_world_setting(s->w, "home_kind"));
    lc_row_milli(r, "total", row->total);
    for (size_t c = 0; c < s->query.n; c++, row += s->per_category) {
        const char *id = lc_category_id(s->w, s->query.v[c].category);

        put_wide_share(r, "share", id, row->covered, row->total - row->unknown);
        put_wide_share(r, "min", id, row->covered, row->total);
        put_wide_share(r, "max", id, row->covered + row->unknown, row->total);
    }
    lc_row_end(r);
}

static void coverage_emit(const source *s, lc_row *r, uint32_t i)
{
    if (r->json)
        coverage_feature(s, r, i);
    else
        coverage_line(s, r, i);
}

/* ---- indicators: wide as GeoJSON, long as CSV, as coverage is ---- */

static lc_status indicators_open(source *s, lc_error *err)
{
    const char *standard = s->request.standard;

    for (uint32_t u = 0; u < lc_world_unit_count(s->w); u++) {
        if (lc_world_unit(s->w, u)->level_index != s->request.level)
            continue;
        if (!s->units++)
            s->first_unit = u;
    }
    return lc_assessment_get(s->study,
                             standard ? standard : lc_standard_names[0],
                             &s->assessment, err);
}

static size_t indicators_count(const source *s, const lc_row *r)
{
    (void)r;
    return s->units;
}

static void put_wide(lc_row *r, const lc_report *report)
{
    char key[96];

    for (size_t i = 0; i < report->rows; i++) {
        const lc_indicator *v = &report->row[i];

        snprintf(key, sizeof key, "verdict_%s", v->rule->id);
        lc_row_str(r, key, lc_rule_verdict_id(v->verdict));
        snprintf(key, sizeof key, "value_%s", v->rule->id);
        lc_row_double(r, key, v->value, 6);
    }
}

static void put_long(lc_row *r, const lc_report *report)
{
    for (size_t i = 0; i < report->rows; i++) {
        lc_row_begin(r, NULL);
        lc_row_indicator(r, report->world, report->unit, &report->row[i]);
        lc_row_end(r);
    }
}

static void indicators_emit(const source *s, lc_row *r, uint32_t i)
{
    static const lc_rule no_rule = {.group = ""};
    static const lc_indicator none = {.rule = &no_rule};
    const lc_report_query q = {.unit = s->first_unit + i, .no_ranks = true};
    lc_report report;

    if (i == LIFE_NONE) {
        lc_row_begin(r, NULL);
        lc_row_indicator(r, s->w, LIFE_NONE, &none);
        lc_row_end(r);
        return;
    }
    if (lc_report_make(s->study, s->assessment, &q, &report, NULL)) {
        (r->json ? r->json->out : r->csv)->failed = true; /* no memory */
        return;
    }
    if (r->json) {
        const lc_unit *u = lc_world_unit(s->w, q.unit);

        lc_row_begin(r, u->code);
        lc_row_shape(r, u->shape);
        lc_row_unit(r, s->w, u);
        put_wide(r, &report);
        lc_row_end(r);
    } else {
        put_long(r, &report);
    }
    lc_report_clear(&report);
}

static const layer layers[] = {
    {"facilities", NULL, facility_count, facility_emit},
    {"units", NULL, unit_count, unit_emit},
    {"homes", NULL, home_count, home_emit},
    {"streets", NULL, street_count, street_emit},
    {"coverage", coverage_open, coverage_count, coverage_emit},
    {"indicators", indicators_open, indicators_count, indicators_emit},
};

/* ---- formats ---- */

typedef struct stream {
    lc_buf buf;
    lc_sink_fn sink;
    void *ctx;
    lc_json json;
    lc_row row;
} stream;

typedef struct syntax {
    void (*begin)(stream *o, const layer *l, const source *s);
    void (*feature)(stream *o, const layer *l, const source *s, uint32_t i);
    void (*end)(stream *o);
} syntax;

static void geojson_begin(stream *o, const layer *l, const source *s)
{
    o->row.json = &o->json;
    lc_json_init(&o->json, &o->buf);
    lc_json_object(&o->json, NULL);
    lc_json_str(&o->json, "type", "FeatureCollection");
    lc_json_str(&o->json, "name", l->name);
    lc_json_str(&o->json, "attribution", lc_world_setting(s->w, "attribution"));
    lc_json_array(&o->json, "features");
}

static void geojson_feature(stream *o, const layer *l, const source *s,
                            uint32_t i)
{
    lc_buf_putc(&o->buf, '\n');
    l->emit(s, &o->row, i);
}

static void geojson_end(stream *o)
{
    lc_json_end(&o->json);
    lc_json_end(&o->json);
    lc_buf_putc(&o->buf, '\n');
}

static void seq_begin(stream *o, const layer *l, const source *s)
{
    (void)l, (void)s;
    o->row.json = &o->json;
}

/* RFC 8142: each text between a record separator and a line feed. */
static void seq_feature(stream *o, const layer *l, const source *s, uint32_t i)
{
    lc_json_init(&o->json, &o->buf);
    lc_buf_putc(&o->buf, '\x1e');
    l->emit(s, &o->row, i);
    lc_buf_putc(&o->buf, '\n');
}

static void csv_begin(stream *o, const layer *l, const source *s)
{
    o->row.csv = &o->buf;
    o->row.names_only = true;
    lc_buf_puts(&o->buf, LIFE_CSV_BOM);
    l->emit(s, &o->row, LIFE_NONE);
    o->row.names_only = false;
}

static void csv_feature(stream *o, const layer *l, const source *s, uint32_t i)
{
    l->emit(s, &o->row, i);
}

static void no_end(stream *o)
{
    (void)o;
}

static const syntax formats[] = {
    [LIFE_FORMAT_GEOJSON] = {geojson_begin, geojson_feature, geojson_end},
    [LIFE_FORMAT_GEOJSONSEQ] = {seq_begin, seq_feature, no_end},
    [LIFE_FORMAT_CSV] = {csv_begin, csv_feature, no_end},
};

/* Hands over what has gathered, once there is `least` of it. */
static lc_status flush(stream *o, size_t least, lc_error *err)
{
    lc_status st;

    if (o->buf.failed)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for an export");
    if (o->buf.len < least)
        return LIFE_OK;
    st = o->sink(o->ctx, o->buf.data, o->buf.len, err);
    lc_buf_clear(&o->buf);
    return st;
}

static lc_status write_layer(stream *o, const layer *l, const syntax *f,
                             const source *s, lc_error *err)
{
    lc_status st = LIFE_OK;
    size_t n;

    f->begin(o, l, s);
    n = l->count(s, &o->row);
    for (size_t i = 0; !st && i < n; i++) {
        f->feature(o, l, s, (uint32_t)i);
        st = flush(o, PIECE_BYTES, err);
    }
    if (st)
        return st;
    f->end(o);
    return flush(o, 1, err);
}

static const layer *find_layer(const char *name, lc_error *err)
{
    lc_buf names = {0};

    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        if (strcmp(layers[i].name, name) == 0) {
            lc_buf_free(&names);
            return &layers[i];
        }
        lc_buf_printf(&names, " %s", layers[i].name);
    }
    lc_fail_param(err, LIFE_ERR_NOT_FOUND, "layer",
                  "there is no layer \"%s\"; there are:%s", name,
                  names.failed ? "" : names.data);
    lc_buf_free(&names);
    return NULL;
}

/* NOLINTNEXTLINE(readability-function-size): a sink is two */
lc_status lc_export_layer(lc_study *study, const char *layer_name,
                          lc_layer_format format, const lc_coverage_request *q,
                          lc_sink_fn sink, void *ctx, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    const layer *l = find_layer(layer_name, err);
    source s = {.study = study, .w = w};
    stream o = {.sink = sink, .ctx = ctx};
    lc_status st = LIFE_OK;

    if (!l)
        return LIFE_ERR_NOT_FOUND;
    if (q)
        s.request = *q;
    else
        s.request = (lc_coverage_request){
            .q.limit_ms = 15 * 60000,
            .categories = ~(lc_catset)0,
            .basic = true,
            .level = (uint32_t)lc_world_level_count(w) - 1,
            .unit = LIFE_NONE,
        };
    if (l->open)
        st = l->open(&s, err);
    if (!st)
        st = write_layer(&o, l, &formats[format], &s, err);
    lc_vec_free(&s.row);
    lc_vec_free(&s.query);
    lc_buf_free(&o.buf);
    return st;
}
