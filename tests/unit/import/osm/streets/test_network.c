/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/streets/access.h and osm_network.h: who may pass by which
 * tags, and what ways, barriers and plazas make of the street network.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_folder.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/graph/network.h"
#include "src/import/osm/read/read.h"
#include "src/import/osm/streets/access.h"
#include "src/import/osm/streets/network.h"
#include "src/store/stmt.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { F, W, C }; /* rows of geodata/modes.csv */

#define O LIFE_PASS_OPEN
#define P LIFE_PASS_PRIVATE
#define X LIFE_PASS_CLOSED

static char path[64], city_path[64];

static int set_up(void **state)
{
    if (lct_folder_make(state))
        return -1;
    snprintf(path, sizeof path, "%s", lct_folder_path("extract.osm"));
    snprintf(city_path, sizeof city_path, "%s", lct_folder_path("test.city"));
    lc_log_set_level(LIFE_LOG_ERROR);
    return 0;
}

/* ---- a small language for extracts ---- */

/* Nodes on a grid of 0.001 degrees: "xy" is node 1xy at lon x, lat y. */
static void begin(lc_buf *b)
{
    lc_buf_puts(b, "<osm>");
    for (int x = 0; x < 10; x++)
        for (int y = 0; y < 10; y++)
            lc_buf_printf(b, "<node id='%d' lon='0.00%d' lat='0.00%d'/>",
                          100 + 10 * x + y, x, y);
}

/* "key=value key=value"; '_' is a blank. */
static void put_tags(lc_buf *b, const char *tags)
{
    while (*tags) {
        size_t key = strcspn(tags, "=");
        size_t all = strcspn(tags, " ");

        lc_buf_printf(b, "<tag k='%.*s' v='%.*s'/>", (int)key, tags,
                      (int)(all - key - 1), tags + key + 1);
        tags += all + (tags[all] == ' ');
    }
}

/* The same node with tags, as a later version. */
static void put_node(lc_buf *b, const char *xy, const char *tags)
{
    lc_buf_printf(b, "<node id='1%s' version='2' lon='0.00%c' lat='0.00%c'>",
                  xy, xy[0], xy[1]);
    put_tags(b, tags);
    lc_buf_puts(b, "</node>");
}

/* "00 10 20"; xx is a node that is not in the extract. */
static void put_way(lc_buf *b, int id, const char *tags, const char *xy)
{
    lc_buf_printf(b, "<way id='%d'>", id);
    for (; *xy; xy += 2 + (xy[2] == ' '))
        if (*xy == 'x')
            lc_buf_puts(b, "<nd ref='999'/>");
        else
            lc_buf_printf(b, "<nd ref='1%.2s'/>", xy);
    put_tags(b, tags);
    lc_buf_puts(b, "</way>");
}

typedef struct city {
    lc_osm_data d;
    lc_osm_streets s;
} city;

static void read_text(const char *text, lc_osm_data *d)
{
    lc_error err = {.line = 0};
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    fclose(f);
    *d = (lc_osm_data){.bytes_read = 0};
    if (lc_osm_read(path, NULL, d, &err) != LIFE_OK)
        fail_msg("%s", err.text);
}

/* Ends the extract, frees the text, builds the streets. */
static void build(lc_buf *b, city *c)
{
    lc_error err = {.line = 0};

    lc_buf_puts(b, "</osm>");
    read_text(b->data, &c->d);
    lc_buf_free(b);
    c->s = (lc_osm_streets){.access = NULL};
    if (lc_osm_network_build(&c->d, NULL, &c->s, &err) != LIFE_OK)
        fail_msg("%s", err.text);
}

static void city_clear(city *c)
{
    lc_osm_network_free(&c->s);
    lc_osm_data_free(&c->d);
}

static const lc_osm_street *row_of(const city *c, int64_t way, int nth)
{
    for (size_t i = 0; i < c->s.rows.n; i++)
        if (c->s.rows.v[i].way_id == way && nth-- == 0)
            return c->s.rows.v + i;
    fail_msg("way %d has no row %d", (int)way, nth);
    return NULL;
}

static size_t rows_of(const city *c, int64_t way)
{
    size_t n = 0;

    for (size_t i = 0; i < c->s.rows.n; i++)
        n += c->s.rows.v[i].way_id == way;
    return n;
}

/* Whether a node of way `to` is reached from node `from` without private
 * ways, or with them; against all directions. */
static bool reaches(const city *c, int mode, int64_t from, int64_t to,
                    bool privately)
{
    int64_t seen[400] = {from};
    size_t n = 1;

    for (size_t at = 0; at < n; at++)
        for (size_t i = 0; i < c->s.rows.n; i++) {
            const lc_osm_street *r = c->s.rows.v + i;
            int64_t next = r->from_node == seen[at] ? r->to_node : r->from_node;
            size_t k = 0;

            if ((r->from_node != seen[at] && r->to_node != seen[at]) ||
                !r->perm[mode] ||
                (!privately && (r->perm[mode] & LIFE_PERM_PRIVATE)))
                continue;
            while (k < n && seen[k] != next)
                k++;
            if (k == n)
                seen[n++] = next;
            assert_true(n < COUNT(seen));
        }
    for (size_t k = 0; k < n; k++)
        if (seen[k] == to)
            return true;
    return false;
}

/* ---- tags ---- */

/* 1 forward, 2 back, 3 both, 4 private, 0 closed; -1: not kept */
static const struct {
    const char *tags;
    int foot, wheelchair, cycle;
} ways[] = {
    /* kinds of ways */
    {"highway=residential", 3, 3, 3},
    {"highway=footway", 3, 3, 0},
    {"highway=path", 3, 3, 3},
    {"highway=pedestrian", 3, 3, 0},
    {"highway=corridor", 3, 3, 0},
    {"highway=elevator", 3, 3, 0},
    {"highway=platform", 3, 3, 0},
    {"railway=platform", 3, 3, 0},
    {"public_transport=platform", 3, 3, 0},
    {"highway=motorway", -1, 0, 0},
    {"highway=motorway foot=yes", -1, 0, 0},
    {"highway=motorway_link", -1, 0, 0},
    {"highway=primary motorroad=yes", -1, 0, 0},
    {"highway=construction", -1, 0, 0},
    {"highway=construction railway=platform", -1, 0, 0},
    {"highway=proposed", -1, 0, 0},
    {"highway=raceway", -1, 0, 0},
    {"highway=via_ferrata", -1, 0, 0},
    {"highway=path abandoned=yes", -1, 0, 0},
    {"highway=path disused=yes", -1, 0, 0},
    {"route=ferry foot=yes", -1, 0, 0},
    {"highway=service route=ferry", -1, 0, 0},
    {"highway=footway indoor=room", -1, 0, 0},
    {"indoor=room", -1, 0, 0},
    {"waterway=river", -1, 0, 0},
    /* open by tag alone */
    {"highway=trunk", -1, 0, 0},
    {"highway=trunk access=yes", -1, 0, 0},
    {"highway=trunk foot=yes", 3, 3, 0},
    {"highway=trunk sidewalk=right", 3, 3, 0},
    {"highway=trunk sidewalk:left=yes", 3, 3, 0},
    {"highway=trunk sidewalk=no", -1, 0, 0},
    {"highway=trunk bicycle=yes", 0, 0, 3},
    {"highway=trunk cycleway:right=lane", 0, 0, 3},
    {"highway=bridleway", -1, 0, 0},
    {"highway=bridleway foot=designated", 3, 3, 0},
    {"highway=busway", -1, 0, 0},
    {"highway=busway sidewalk=both bicycle=yes", 3, 3, 3},
    {"highway=cycleway", 0, 0, 3},
    {"highway=cycleway foot=yes", 3, 3, 3},
    {"highway=cycleway foot=designated segregated=yes", 3, 3, 3},
    {"highway=cycleway segregated=no", 3, 3, 3},
    {"highway=cycleway wheelchair=yes", 0, 3, 3},
    {"highway=footway bicycle=yes", 3, 3, 3},
    {"highway=pedestrian bicycle=permissive", 3, 3, 3},
    /* the chain of keys */
    {"highway=residential access=no", -1, 0, 0},
    {"highway=residential access=no foot=yes", 3, 3, 0},
    {"highway=service access=private", 7, 7, 7},
    {"highway=service access=private foot=yes", 3, 3, 7},
    {"highway=service access=private wheelchair=yes", 7, 3, 7},
    {"highway=service access=destination", 7, 7, 7},
    {"highway=service access=customers", 7, 7, 7},
    {"highway=service access=delivery", 7, 7, 7},
    {"highway=service access=permit", 7, 7, 7},
    {"highway=residential foot=no", 0, 0, 3},
    {"highway=residential foot=use_sidepath", 0, 0, 3},
    {"highway=residential foot=private", 7, 7, 3},
    {"highway=residential foot=discouraged", 3, 3, 3},
    {"highway=residential foot=no wheelchair=yes", 0, 3, 3},
    {"highway=residential wheelchair=no", 3, 0, 3},
    {"highway=residential wheelchair=limited", 3, 3, 3},
    {"highway=residential bicycle=no", 3, 3, 0},
    {"highway=residential bicycle=dismount", 3, 3, 0},
    {"highway=residential bicycle=use_sidepath", 3, 3, 0},
    {"highway=residential vehicle=no", 3, 3, 0},
    {"highway=residential vehicle=no bicycle=yes", 3, 3, 3},
    {"highway=residential vehicle=private", 3, 3, 7},
    {"highway=track access=forestry", -1, 0, 0},
    {"highway=track access=agricultural foot=permissive", 3, 3, 0},
    {"highway=track access=military", -1, 0, 0},
    {"highway=track access=official", 3, 3, 3},
    {"highway=track access=unknown", 3, 3, 3},
    {"highway=footway foot=gibberish access=no", -1, 0, 0},
    {"highway=path access:conditional=no_@_night", 3, 3, 3},
    {"highway=footway motor_vehicle=no", 3, 3, 0},
    /* sidewalks as ways of their own */
    {"highway=primary sidewalk=separate", 0, 0, 3},
    {"highway=primary sidewalk:both=separate", 0, 0, 3},
    {"highway=primary sidewalk:left=separate sidewalk:right=separate", 0, 0, 3},
    {"highway=primary sidewalk:left=separate sidewalk:right=no", 0, 0, 3},
    {"highway=primary sidewalk:left=separate sidewalk:right=yes", 3, 3, 3},
    {"highway=primary sidewalk:left=separate", 3, 3, 3},
    {"highway=primary sidewalk:left=no sidewalk:right=no", 3, 3, 3},
    {"highway=primary sidewalk=no", 3, 3, 3},
    {"highway=primary sidewalk=separate foot=yes", 3, 3, 3},
    /* directions */
    {"highway=residential oneway=yes", 3, 3, 1},
    {"highway=residential oneway=-1", 3, 3, 2},
    {"highway=residential oneway=no", 3, 3, 3},
    {"highway=residential oneway=yes oneway:bicycle=no", 3, 3, 3},
    {"highway=residential oneway=yes cycleway=opposite", 3, 3, 3},
    {"highway=residential oneway=yes cycleway:left=opposite_lane", 3, 3, 3},
    {"highway=residential oneway=yes cycleway:both=lane", 3, 3, 1},
    {"highway=residential junction=roundabout", 3, 3, 1},
    {"highway=residential junction=roundabout oneway:bicycle=no", 3, 3, 3},
    {"highway=residential oneway:bicycle=-1", 3, 3, 2},
    {"highway=footway oneway=yes", 3, 3, 0},
    {"highway=footway oneway:foot=yes", 1, 1, 0},
    {"highway=footway oneway:foot=-1", 2, 2, 0},
    {"highway=footway foot:backward=no", 1, 1, 0},
    {"highway=footway foot:forward=no access=private", 6, 6, 0},
    {"highway=footway foot:forward=no foot:backward=no", -1, 0, 0},
    {"highway=path oneway:foot=yes oneway:bicycle=no", 1, 1, 3},
    /* steps */
    {"highway=steps", 3, 0, 0},
    {"highway=steps ramp:wheelchair=yes", 3, 3, 0},
    {"highway=steps ramp:wheelchair=no", 3, 0, 0},
    {"highway=steps wheelchair=yes", 3, 3, 0},
    {"highway=steps wheelchair=designated", 3, 3, 0},
    {"highway=steps wheelchair=limited", 3, 0, 0},
    {"highway=steps foot=yes", 3, 0, 0},
    {"highway=steps bicycle=yes", 3, 0, 0},
    {"highway=steps ramp:wheelchair=yes wheelchair=no", 3, 0, 0},
    {"highway=steps ramp:wheelchair=yes access=no", -1, 0, 0},
    {"highway=steps conveying=forward", 1, 0, 0},
    {"highway=steps conveying=backward", 2, 0, 0},
    {"highway=steps conveying=reversible", 3, 0, 0},
};

static void knows_who_may_pass(void **state)
{
    lc_osm_access *a;

    (void)state;
    assert_int_equal(lc_osm_access_open(&a, NULL), LIFE_OK);
    for (size_t i = 0; i < COUNT(ways); i++) {
        lc_buf b = {0};
        lc_osm_data d;
        lc_osm_passage p = {.highway = NULL};
        bool kept;

        lc_buf_puts(&b, "<osm>");
        put_way(&b, 1, ways[i].tags, "00 10");
        lc_buf_puts(&b, "</osm>");
        read_text(b.data, &d);
        kept = lc_osm_access_way(
            a, (lc_osm_tags){&d, d.ways.v->tag, d.ways.v->tag_count}, false,
            &p);
        if (kept != (ways[i].foot >= 0) ||
            (kept &&
             (p.perm[F] != ways[i].foot || p.perm[W] != ways[i].wheelchair ||
              p.perm[C] != ways[i].cycle)))
            fail_msg("%s: kept %d, foot %d, wheelchair %d, cycle %d",
                     ways[i].tags, kept, p.perm[F], p.perm[W], p.perm[C]);
        lc_osm_data_free(&d);
        lc_buf_free(&b);
    }
    lc_osm_access_free(a);
}

static void knows_layers_and_kinds(void **state)
{
    static const struct {
        const char *tags;
        int layer;
        bool closed, steps, residential, area;
    } row[] = {
        {"highway=path layer=1", 1, false, false, false, false},
        {"highway=path layer=-5", -5, false, false, false, false},
        {"highway=path layer=6", 0, false, false, false, false},
        {"highway=path layer=1.5 bridge=yes", 1, false, false, false, false},
        {"highway=path layer=0 bridge=yes", 0, false, false, false, false},
        {"highway=path bridge=viaduct", 1, false, false, false, false},
        {"highway=path bridge=no", 0, false, false, false, false},
        {"highway=path tunnel=yes", -1, false, false, false, false},
        {"highway=path tunnel=no", 0, false, false, false, false},
        {"highway=path tunnel=building_passage", 0, false, false, false, false},
        {"highway=path covered=yes", 0, false, false, false, false},
        {"highway=steps", 0, false, true, false, false},
        {"highway=escalator", 0, false, true, false, false},
        {"highway=living_street", 0, false, false, true, false},
        {"highway=pedestrian", 0, true, false, true, false},
        {"highway=pedestrian area=yes", 0, true, false, true, true},
        {"highway=footway area=yes", 0, true, false, false, true},
        {"highway=footway area=yes", 0, false, false, false, false},
        {"highway=footway area=no", 0, true, false, false, false},
        {"highway=footway area=yes area:highway=x", 0, true, false, false,
         false},
        {"railway=platform", 0, true, false, false, true},
        {"railway=platform area=no", 0, true, false, false, false},
        {"railway=platform", 0, false, false, false, false},
    };
    lc_osm_access *a;

    (void)state;
    assert_int_equal(lc_osm_access_open(&a, NULL), LIFE_OK);
    for (size_t i = 0; i < COUNT(row); i++) {
        lc_buf b = {0};
        lc_osm_data d;
        lc_osm_passage p = {.highway = NULL};

        lc_buf_puts(&b, "<osm>");
        put_way(&b, 1, row[i].tags, "00 10");
        lc_buf_puts(&b, "</osm>");
        read_text(b.data, &d);
        assert_true(lc_osm_access_way(
            a, (lc_osm_tags){&d, d.ways.v->tag, d.ways.v->tag_count},
            row[i].closed, &p));
        if (p.layer != row[i].layer || p.steps != row[i].steps ||
            p.residential != row[i].residential || p.area != row[i].area)
            fail_msg("%s: layer %d, steps %d, residential %d, area %d",
                     row[i].tags, p.layer, p.steps, p.residential, p.area);
        lc_osm_data_free(&d);
        lc_buf_free(&b);
    }
    lc_osm_access_free(a);
}

static void knows_what_a_barrier_stops(void **state)
{
    static const struct {
        const char *tags;
        lc_osm_pass foot, wheelchair, cycle;
    } row[] = {
        {"highway=crossing", O, O, O},
        {"highway=crossing foot=no", O, O, O},
        {"barrier=gate", O, O, O},
        {"barrier=lift_gate", O, O, O},
        {"barrier=swing_gate", O, O, O},
        {"barrier=bollard", O, O, O},
        {"barrier=block", O, O, O},
        {"barrier=entrance", O, O, O},
        {"barrier=border_control", O, O, O},
        {"barrier=something_new", O, O, O},
        {"barrier=gate access=no", X, X, X},
        {"barrier=gate access=private", P, P, P},
        {"barrier=gate access=private foot=yes", O, O, P},
        {"barrier=gate foot=no", X, X, O},
        {"barrier=gate bicycle=no", O, O, X},
        {"barrier=gate wheelchair=no", O, X, O},
        {"barrier=gate locked=yes", X, X, X},
        {"barrier=gate locked=yes foot=yes", O, X, X},
        {"barrier=gate locked=yes access=private", P, P, P},
        {"barrier=gate locked=no", O, O, O},
        {"barrier=something_new access=no", X, X, X},
        {"barrier=stile", O, X, X},
        {"barrier=stile foot=yes", O, X, X},
        {"barrier=stile bicycle=yes", O, X, O},
        {"barrier=kissing_gate", O, X, X},
        {"barrier=kissing_gate wheelchair=yes", O, O, X},
        {"barrier=turnstile", O, X, X},
        {"barrier=full-height_turnstile", O, X, X},
        {"barrier=wall", X, X, X},
        {"barrier=wall foot=yes", O, X, X},
        {"kerb=raised", O, X, O},
        {"kerb=lowered", O, O, O},
        {"barrier=kerb kerb=raised", O, X, O},
        {"barrier=gate kerb=raised access=private", P, X, P},
        {"entrance=emergency", X, X, X},
        {"entrance=emergency access=yes", X, X, X},
        {"entrance=main access=private", O, O, O},
    };
    lc_osm_access *a;

    (void)state;
    assert_int_equal(lc_osm_access_open(&a, NULL), LIFE_OK);
    for (size_t i = 0; i < COUNT(row); i++) {
        lc_buf b = {0};
        lc_osm_data d;
        lc_osm_pass pass[LIFE_MAX_MODES] = {O, O, O};
        uint8_t timed;
        bool stops;

        lc_buf_puts(&b, "<osm>");
        put_node(&b, "00", row[i].tags);
        lc_buf_puts(&b, "</osm>");
        read_text(b.data, &d);
        stops = lc_osm_access_node(
            a, (lc_osm_tags){&d, d.nodes.v->tag, d.nodes.v->tag_count}, pass,
            &timed);
        if (pass[F] != row[i].foot || pass[W] != row[i].wheelchair ||
            pass[C] != row[i].cycle)
            fail_msg("%s: foot %d, wheelchair %d, cycle %d", row[i].tags,
                     (int)pass[F], (int)pass[W], (int)pass[C]);
        assert_int_equal(stops,
                         row[i].foot || row[i].wheelchair || row[i].cycle);
        lc_osm_data_free(&d);
        lc_buf_free(&b);
    }
    lc_osm_access_free(a);
}

/* ---- splitting ---- */

static void splits_at_junctions(void **state)
{
    lc_buf b = {0};
    city c;
    const lc_osm_street *r;

    (void)state;
    begin(&b);
    put_way(&b, 2, "highway=steps ref=B_2 layer=2", "20 21");
    put_way(&b, 1, "highway=residential name=Main ref=A1", "00 10 20 30 31");
    put_way(&b, 3, "building=yes", "10 11 01");
    build(&b, &c);
    assert_int_equal(c.s.rows.n, 3);
    r = row_of(&c, 1, 0);
    assert_int_equal(r[0].way_id, 1);
    assert_int_equal(r[0].from_node, 100);
    assert_int_equal(r[0].to_node, 120);
    assert_int_equal(r[0].pt_count, 3);
    assert_string_equal(r[0].name, "Main");
    assert_string_equal(r[0].highway, "residential");
    assert_true(r[0].residential);
    assert_int_equal(r[1].from_node, 120);
    assert_int_equal(r[1].to_node, 131);
    assert_int_equal(r[1].at_mm, r[0].at_mm + r[0].length_mm);
    assert_int_equal(r[2].way_id, 2);
    assert_int_equal(r[2].layer, 2);
    assert_true(r[2].steps);
    assert_false(r[2].residential);
    assert_string_equal(r[2].name, "B_2");
    city_clear(&c);
}

static void at_runs_along_the_whole_way(void **state)
{
    lc_buf b = {0};
    city c;
    lc_pt p[10];
    double m = 0;

    (void)state;
    begin(&b);
    put_way(&b, 1, "highway=path", "00 13 24 37 49 58");
    for (int i = 0; i < 4; i++) { /* a junction at each inner node */
        static const char *const at[] = {"13 14", "24 25", "37 38", "49 59"};

        put_way(&b, 2 + i, "highway=path", at[i]);
    }
    build(&b, &c);
    assert_int_equal(rows_of(&c, 1), 5);
    for (int i = 0; i < 5; i++) {
        const lc_osm_street *r = row_of(&c, 1, i);

        assert_int_equal(r->at_mm, llround(1000 * m));
        assert_int_equal(r->pt_count, 2);
        p[0] = c.s.pts.v[r->pt];
        p[1] = c.s.pts.v[r->pt + 1];
        m += lc_distance_m(p[0], p[1]);
        assert_int_equal(r->at_mm + r->length_mm, llround(1000 * m));
    }
    city_clear(&c);
}

/* Its own crossing, a ring without a junction, a ring with one. */
static void splits_where_a_way_meets_itself(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_way(&b, 1, "highway=path", "00 10 20 21 11 10");
    put_way(&b, 2, "highway=path", "50 60 61 51 50");
    put_way(&b, 3, "highway=path", "55 65 66 56 55");
    put_way(&b, 4, "highway=path", "66 77");
    build(&b, &c);
    assert_int_equal(rows_of(&c, 1), 2);
    assert_int_equal(row_of(&c, 1, 1)->from_node, 110);
    assert_int_equal(row_of(&c, 1, 1)->to_node, 110);
    assert_int_equal(rows_of(&c, 2), 1);
    assert_int_equal(row_of(&c, 2, 0)->from_node, 150);
    assert_int_equal(row_of(&c, 2, 0)->to_node, 150);
    assert_int_equal(row_of(&c, 2, 0)->pt_count, 5);
    assert_int_equal(rows_of(&c, 3), 2);
    assert_true(reaches(&c, F, 155, 177, false));
    city_clear(&c);
}

static void breaks_at_missing_nodes(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_way(&b, 1, "highway=path", "xx 00 10 xx xx 30 40 xx 50");
    put_way(&b, 2, "highway=path", "xx 00 xx");
    build(&b, &c);
    assert_int_equal(c.s.rows.n, 2);
    assert_int_equal(row_of(&c, 1, 0)->to_node, 110);
    assert_int_equal(row_of(&c, 1, 1)->from_node, 130);
    assert_true(row_of(&c, 1, 1)->at_mm >
                row_of(&c, 1, 0)->at_mm + row_of(&c, 1, 0)->length_mm);
    city_clear(&c);
}

/* A way of which the extract has one node has no street; the one that it
 * leaves from is cut there, on both sides, and counts once. */
static void ends_where_all_but_a_node_is_missing(void **state)
{
    lc_buf b = {0};
    city c;
    int again = 0;

    (void)state;
    begin(&b);
    put_way(&b, 1, "highway=path", "00 10 20");
    put_way(&b, 2, "highway=path", "10 xx");
    put_way(&b, 3, "highway=path,access=private", "20 xx");
    put_way(&b, 4, "highway=motorway", "00 xx");
    build(&b, &c);
    assert_int_equal(c.s.rows.n, 2);
    assert_int_equal(c.s.ends.n, 2);
    for (size_t i = 0; i < c.s.ends.n; i++) {
        assert_true(c.s.ends.v[i].missing);
        assert_int_equal(c.s.ends.v[i].side, 1 - i);
        again += c.s.ends.v[i].again;
    }
    assert_int_equal(again, 1);
    city_clear(&c);
}

/* Nodes 110 and 500 are at one place; 110 is repeated. */
static void joins_nodes_at_one_place(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    lc_buf_puts(&b, "<node id='500' lon='0.001' lat='0.000'/>"
                    "<way id='1'><nd ref='100'/><nd ref='110'/><nd ref='110'/>"
                    "<nd ref='500'/><nd ref='120'/>"
                    "<tag k='highway' v='path'/></way>"
                    "<way id='2'><nd ref='500'/><nd ref='111'/>"
                    "<tag k='highway' v='path'/></way>"
                    "<way id='3'><nd ref='500'/><nd ref='110'/>"
                    "<tag k='highway' v='path'/></way>");
    build(&b, &c);
    assert_int_equal(c.s.rows.n, 3);
    assert_int_equal(row_of(&c, 1, 0)->pt_count, 2);
    assert_true(reaches(&c, F, 100, 111, false));
    assert_true(reaches(&c, F, 100, 120, false));
    city_clear(&c);
}

/* ---- barriers ---- */

static void closed_barriers_cut(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_node(&b, "20", "barrier=gate access=no");
    put_way(&b, 1, "highway=residential", "00 10 20 30 40");
    put_way(&b, 2, "highway=residential", "20 21 22");
    build(&b, &c);
    assert_int_equal(c.s.rows.n, 3);
    assert_int_equal(row_of(&c, 1, 0)->from_node, 100);
    assert_true(row_of(&c, 1, 0)->to_node < 0);
    assert_true(row_of(&c, 1, 1)->from_node < 0);
    assert_true(row_of(&c, 1, 0)->to_node != row_of(&c, 1, 1)->from_node);
    assert_false(reaches(&c, F, 100, 140, true));
    assert_false(reaches(&c, F, 100, 122, true));
    for (int i = 0; i < 2; i++) /* closed is not private */
        assert_int_equal(row_of(&c, 1, i)->perm[F], 3);
    city_clear(&c);
}

/* A kerb stops wheelchairs alone: same line twice, permissions apart. */
static void partial_barriers_cut_by_mode(void **state)
{
    lc_buf b = {0};
    city c;
    const lc_osm_street *foot, *chair;

    (void)state;
    begin(&b);
    put_node(&b, "20", "barrier=kerb kerb=raised");
    put_way(&b, 1, "highway=residential", "00 10 20 30 40");
    build(&b, &c);
    assert_int_equal(c.s.rows.n, 4);
    foot = row_of(&c, 1, 0);
    chair = row_of(&c, 1, 1);
    assert_int_equal(foot->at_mm, chair->at_mm);
    assert_int_equal(foot->length_mm, chair->length_mm);
    assert_int_equal(foot->to_node, 120);
    assert_true(chair->to_node < 0);
    assert_int_equal(foot->perm[F], 3);
    assert_int_equal(foot->perm[W], 0);
    assert_int_equal(foot->perm[C], 3);
    assert_int_equal(chair->perm[F], 0);
    assert_int_equal(chair->perm[W], 3);
    assert_int_equal(chair->perm[C], 0);
    assert_true(foot->residential); /* people live along it once */
    assert_false(chair->residential);
    assert_true(reaches(&c, F, 100, 140, false));
    assert_true(reaches(&c, C, 100, 140, false));
    assert_false(reaches(&c, W, 100, 140, false));
    city_clear(&c);
}

/* A compound behind two private gates: its ways become private, it is entered
 * by both gates, and nobody walks through. */
static void compounds_are_private(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_node(&b, "21", "barrier=gate access=private");
    put_node(&b, "51", "barrier=lift_gate access=private locked=yes");
    put_way(&b, 1, "highway=residential", "00 20 50 90");
    put_way(&b, 2, "highway=service", "20 21 22");
    put_way(&b, 3, "highway=service", "22 32 42 52 51 50");
    build(&b, &c);
    assert_int_equal(rows_of(&c, 1), 3);
    assert_int_equal(row_of(&c, 1, 0)->perm[F], 3);
    assert_int_equal(row_of(&c, 2, 0)->perm[F], 3); /* up to the gate */
    assert_int_equal(row_of(&c, 2, 1)->perm[F], 7);
    assert_int_equal(row_of(&c, 2, 1)->perm[W], 7);
    assert_int_equal(row_of(&c, 2, 1)->perm[C], 7);
    assert_int_equal(row_of(&c, 3, 0)->perm[F], 7);
    assert_int_equal(row_of(&c, 3, 1)->perm[F], 3);
    assert_int_equal(row_of(&c, 3, 0)->to_node, 151);
    assert_int_equal(row_of(&c, 3, 1)->from_node, 151);
    assert_false(reaches(&c, F, 100, 122, false));
    assert_true(reaches(&c, F, 100, 122, true));
    assert_true(reaches(&c, C, 100, 122, true));
    city_clear(&c);
}

/* A compound with an open way in as well is no compound; its private gate
 * stays shut to the public. */
static void open_compounds_stay_public(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_node(&b, "21", "barrier=gate access=private");
    put_way(&b, 1, "highway=residential", "00 20 50 90");
    put_way(&b, 2, "highway=service", "20 21 22");
    put_way(&b, 3, "highway=service", "22 32 42 52 51 50");
    build(&b, &c);
    assert_int_equal(row_of(&c, 2, 1)->perm[F], 3);
    assert_int_equal(row_of(&c, 3, 0)->perm[F], 3);
    assert_true(row_of(&c, 2, 0)->to_node != row_of(&c, 2, 1)->from_node);
    assert_true(reaches(&c, F, 100, 122, false));
    city_clear(&c);
}

/* Behind a private gate: ways that are private by tag. */
static void private_ways_pass_private_gates(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_node(&b, "21", "barrier=gate access=private");
    put_node(&b, "24", "barrier=gate access=private");
    put_way(&b, 1, "highway=residential", "00 20 50 90");
    put_way(&b, 2, "highway=service access=private", "20 21 22 23 24 25");
    build(&b, &c);
    assert_int_equal(rows_of(&c, 2), 3);
    assert_true(reaches(&c, F, 100, 125, true));
    assert_false(reaches(&c, F, 100, 122, false));
    city_clear(&c);
}

/* A gate closed to all hides what is behind it, and leaves it public. */
static void locked_gates_only_cut(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_node(&b, "21", "barrier=gate locked=yes");
    put_way(&b, 1, "highway=residential", "00 20 50 90");
    put_way(&b, 2, "highway=service", "20 21 22 29 99");
    build(&b, &c);
    assert_int_equal(row_of(&c, 2, 1)->perm[F], 3);
    assert_false(row_of(&c, 2, 1)->island);
    assert_false(reaches(&c, F, 100, 199, true));
    city_clear(&c);
}

/* Of two towns apart, each has its compound; the smaller town is none. */
static void each_town_has_its_own_public_part(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_node(&b, "61", "barrier=gate access=private");
    put_way(&b, 1, "highway=residential", "00 09 19 10");
    put_way(&b, 2, "highway=residential", "40 60 90");
    put_way(&b, 3, "highway=service", "60 61 62");
    build(&b, &c);
    assert_int_equal(row_of(&c, 2, 0)->perm[F], 3);
    assert_int_equal(row_of(&c, 3, 0)->perm[F], 3);
    assert_int_equal(row_of(&c, 3, 1)->perm[F], 7);
    city_clear(&c);
}

/* 111 m a step: three steps are an island, five are not; a closed gate
 * makes none. */
static void finds_islands(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_node(&b, "02", "barrier=gate access=no");
    put_way(&b, 1, "highway=path", "00 01 02 03 04 05");
    put_way(&b, 2, "highway=path", "20 21 22 23");
    put_way(&b, 3, "highway=cycleway", "23 24");
    put_way(&b, 4, "highway=cycleway", "05 06");
    put_way(&b, 5, "highway=path access=private", "40 45");
    build(&b, &c);
    assert_false(row_of(&c, 1, 0)->island);
    assert_false(row_of(&c, 1, 1)->island);
    assert_true(row_of(&c, 2, 0)->island);
    assert_true(row_of(&c, 3, 0)->island);
    assert_false(row_of(&c, 4, 0)->island);
    assert_false(row_of(&c, 5, 0)->island);
    city_clear(&c);
}

/* ---- plazas ---- */

static bool has_line(const city *c, int64_t a, int64_t b)
{
    for (size_t i = 0; i < c->s.rows.n; i++) {
        const lc_osm_street *r = c->s.rows.v + i;

        if (r->pt_count == 2 && ((r->from_node == a && r->to_node == b) ||
                                 (r->from_node == b && r->to_node == a)))
            return true;
    }
    return false;
}

static void plazas_are_crossed(void **state)
{
    lc_buf b = {0};
    city c;
    int64_t end = -1;

    (void)state;
    begin(&b);
    put_way(&b, 1, "highway=pedestrian area=yes", "22 42 62 64 66 46 26 24 22");
    put_way(&b, 2, "highway=footway", "41 42");
    put_way(&b, 3, "highway=footway", "46 47");
    put_way(&b, 4, "highway=footway", "64 74");
    put_way(&b, 5, "highway=footway", "62 72");
    build(&b, &c);
    assert_true(has_line(&c, 142, 146));
    assert_true(has_line(&c, 142, 164));
    assert_true(has_line(&c, 146, 164));
    assert_true(has_line(&c, 146, 162));
    assert_false(has_line(&c, 124, 164)); /* nothing meets the rim at 24 */
    for (int i = 0; i < (int)rows_of(&c, 1); i++) {
        const lc_osm_street *r = row_of(&c, 1, i);

        assert_true(r->at_mm >= end); /* ranges never overlap */
        end = r->at_mm + r->length_mm;
    }
    /* rim 22-42, 42-62, 62-64, 64-46, 46-22, and four lines */
    assert_int_equal(rows_of(&c, 1), 5 + 4);
    assert_false(row_of(&c, 1, 8)->residential);
    city_clear(&c);
}

/* An L: no line leaves it. Not an area: no line at all. */
static void lines_stay_inside(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_way(&b, 1, "highway=footway area=yes", "11 51 53 33 36 16 11");
    put_way(&b, 2, "highway=footway", "53 63");
    put_way(&b, 3, "highway=footway", "36 37");
    put_way(&b, 4, "highway=footway", "11 00");
    put_way(&b, 5, "highway=pedestrian", "66 86 88 68 66");
    put_way(&b, 6, "highway=footway", "86 95");
    put_way(&b, 7, "highway=footway", "68 59");
    build(&b, &c);
    assert_false(has_line(&c, 153, 136));
    assert_true(has_line(&c, 111, 153));
    assert_true(has_line(&c, 111, 136));
    assert_false(has_line(&c, 186, 168));
    city_clear(&c);
}

/* A square with a pond in the middle, as a relation of bare ways. */
static void relations_are_plazas_too(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    begin(&b);
    put_way(&b, 1, "", "11 51 91 95 99");
    put_way(&b, 2, "", "99 59 19 15 11");
    put_way(&b, 3, "", "44 64 66 46 44");
    put_way(&b, 4, "highway=footway", "50 51");
    put_way(&b, 5, "highway=footway", "05 15");
    put_way(&b, 6, "highway=footway", "59 69");
    put_way(&b, 7, "highway=footway", "95 85");
    lc_buf_puts(&b, "<relation id='1'>"
                    "<member type='way' ref='1' role='outer'/>"
                    "<member type='way' ref='2' role='outer'/>"
                    "<member type='way' ref='3' role='inner'/>"
                    "<tag k='type' v='multipolygon'/>"
                    "<tag k='highway' v='pedestrian'/>"
                    "<tag k='name' v='Pond_Square'/></relation>");
    build(&b, &c);
    assert_true(has_line(&c, 151, 115));
    assert_false(has_line(&c, 151, 159)); /* the pond */
    assert_false(has_line(&c, 115, 195));
    assert_string_equal(row_of(&c, 2, 0)->name, "Pond_Square");
    assert_int_equal(rows_of(&c, 3), 1); /* round the pond */
    city_clear(&c);
}

/* Forty ways into a round plaza: at most 32 of them are crossed between. */
static void lines_are_capped(void **state)
{
    lc_buf b = {0};
    city c;
    size_t lines = 0;

    (void)state;
    lc_buf_puts(&b, "<osm>");
    for (int i = 0; i < 40; i++)
        lc_buf_printf(&b,
                      "<node id='%d' lon='%.7f' lat='%.7f'/>"
                      "<node id='%d' lon='%.7f' lat='%.7f'/>"
                      "<way id='%d'><nd ref='%d'/><nd ref='%d'/>"
                      "<tag k='highway' v='path'/></way>",
                      i + 1, 0.001 * cos(i * 0.157079632679),
                      0.001 * sin(i * 0.157079632679), i + 101,
                      0.002 * cos(i * 0.157079632679),
                      0.002 * sin(i * 0.157079632679), i + 2, i + 1, i + 101);
    lc_buf_puts(&b, "<way id='1'><tag k='highway' v='pedestrian'/>"
                    "<tag k='area' v='yes'/>");
    for (int i = 0; i <= 40; i++)
        lc_buf_printf(&b, "<nd ref='%d'/>", i % 40 + 1);
    lc_buf_puts(&b, "</way>");
    build(&b, &c);
    lines = rows_of(&c, 1) - 40;
    assert_in_range(lines, 400, 32 * 31 / 2);
    city_clear(&c);
}

/* ---- the whole ---- */

static void same_rows_from_any_order(void **state)
{
    lc_buf b[2] = {{0}, {0}};
    city c[2];

    (void)state;
    for (int i = 0; i < 2; i++) {
        begin(&b[i]);
        for (int k = 0; k < 4; k++)
            switch (i ? 3 - k : k) {
            case 0:
                put_node(&b[i], "21", "barrier=gate access=private");
                break;
            case 1:
                put_way(&b[i], 2, "highway=service", "20 21 22");
                break;
            case 2:
                put_way(&b[i], 1, "highway=residential", "00 20 50");
                break;
            default:
                put_node(&b[i], "20", "barrier=stile");
            }
        build(&b[i], &c[i]);
    }
    assert_int_equal(c[0].s.rows.n, c[1].s.rows.n);
    for (size_t k = 0; k < c[0].s.rows.n; k++) {
        const lc_osm_street *x = c[0].s.rows.v + k;
        const lc_osm_street *y = c[1].s.rows.v + k;

        assert_int_equal(x->way_id, y->way_id);
        assert_int_equal(x->from_node, y->from_node);
        assert_int_equal(x->to_node, y->to_node);
        assert_int_equal(x->at_mm, y->at_mm);
        assert_memory_equal(x->perm, y->perm, sizeof x->perm);
    }
    city_clear(&c[0]);
    city_clear(&c[1]);
}

static void an_empty_extract_has_no_streets(void **state)
{
    lc_buf b = {0};
    city c;

    (void)state;
    lc_buf_puts(&b, "<osm>");
    build(&b, &c);
    assert_int_equal(c.s.rows.n, 0);
    city_clear(&c);
}

static void survives_lack_of_memory(void **state)
{
    lc_buf b = {0};
    lc_status st = LIFE_ERR_NOMEM;
    lc_osm_data d;

    (void)state;
    begin(&b);
    put_node(&b, "21", "barrier=gate access=private");
    put_way(&b, 1, "highway=pedestrian area=yes", "22 42 62 64 66 46 26 24 22");
    put_way(&b, 2, "highway=footway", "41 42");
    put_way(&b, 3, "highway=footway", "46 47");
    put_way(&b, 4, "highway=service", "22 21 20");
    lc_buf_puts(&b, "</osm>");
    read_text(b.data, &d);
    for (int64_t n = 0; st != LIFE_OK && n < 2000; n++) {
        lc_osm_streets s = {.access = NULL};

        lc_mem_fail_after(n, false);
        st = lc_osm_network_build(&d, NULL, &s, NULL);
        lc_mem_fail_after(-1, false);
        assert_true(st == LIFE_OK || st == LIFE_ERR_NOMEM);
        lc_osm_network_free(&s);
    }
    assert_int_equal(st, LIFE_OK);
    lc_osm_data_free(&d);
    lc_buf_free(&b);
}

static void fills_the_table(void **state)
{
    lc_buf b = {0};
    lc_city *db = NULL;
    lc_stmt *stmt = NULL;
    lc_error err = {.line = 0};
    bool row;
    lc_osm_streets written = {.access = NULL};
    city c;

    (void)state;
    begin(&b);
    put_node(&b, "21", "barrier=gate access=private");
    put_way(&b, 1, "highway=residential name=Main", "00 20 50");
    put_way(&b, 2, "highway=service", "20 21 22");
    build(&b, &c);
    if (lc_city_begin(city_path, false, &db, &err) != LIFE_OK ||
        lc_osm_network(db, &c.d, NULL, &written, NULL, &err) != LIFE_OK ||
        lc_stmt_prepare(db,
                        "SELECT id, way_id, name, highway, from_node, to_node,"
                        " at_mm, length_mm, layer, steps, foot, wheelchair,"
                        " cycle, residential, island, geom FROM street"
                        " ORDER BY id",
                        &stmt, &err) != LIFE_OK)
        fail_msg("%s", err.text);
    assert_int_equal(c.s.rows.n, 4);
    for (int i = 0; i < 4; i++) {
        const lc_osm_street *r = row_of(&c, 1 + i / 2, i % 2);
        lc_shape line;

        assert_int_equal(lc_stmt_step(stmt, &row, &err), LIFE_OK);
        assert_true(row);
        assert_int_equal(lc_stmt_col_int(stmt, 0), i + 1);
        assert_int_equal(lc_stmt_col_int(stmt, 1), r->way_id);
        assert_string_equal(lc_stmt_col_text(stmt, 2), r->name);
        assert_string_equal(lc_stmt_col_text(stmt, 3), r->highway);
        assert_int_equal(lc_stmt_col_int(stmt, 4), r->from_node);
        assert_int_equal(lc_stmt_col_int(stmt, 5), r->to_node);
        assert_int_equal(lc_stmt_col_int(stmt, 6), r->at_mm);
        assert_int_equal(lc_stmt_col_int(stmt, 7), r->length_mm);
        assert_int_equal(lc_stmt_col_int(stmt, 10), r->perm[F]);
        assert_int_equal(lc_stmt_col_int(stmt, 13), r->residential);
        assert_int_equal(lc_stmt_col_int(stmt, 14), r->island);
        assert_int_equal(lc_stmt_col_shape(stmt, 15, &line, &err), LIFE_OK);
        assert_int_equal(line.pt_count, r->pt_count);
        assert_memory_equal(line.pt, c.s.pts.v + r->pt,
                            r->pt_count * sizeof *line.pt);
        lc_shape_clear(&line);
    }
    assert_int_equal(lc_stmt_step(stmt, &row, &err), LIFE_OK);
    assert_false(row);
    lc_stmt_free(stmt);
    lc_city_close(db);
    city_clear(&c);
    lc_osm_network_free(&written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_who_may_pass),
        cmocka_unit_test(knows_layers_and_kinds),
        cmocka_unit_test(knows_what_a_barrier_stops),
        cmocka_unit_test(splits_at_junctions),
        cmocka_unit_test(at_runs_along_the_whole_way),
        cmocka_unit_test(splits_where_a_way_meets_itself),
        cmocka_unit_test(breaks_at_missing_nodes),
        cmocka_unit_test(ends_where_all_but_a_node_is_missing),
        cmocka_unit_test(joins_nodes_at_one_place),
        cmocka_unit_test(closed_barriers_cut),
        cmocka_unit_test(partial_barriers_cut_by_mode),
        cmocka_unit_test(compounds_are_private),
        cmocka_unit_test(open_compounds_stay_public),
        cmocka_unit_test(private_ways_pass_private_gates),
        cmocka_unit_test(locked_gates_only_cut),
        cmocka_unit_test(each_town_has_its_own_public_part),
        cmocka_unit_test(finds_islands),
        cmocka_unit_test(plazas_are_crossed),
        cmocka_unit_test(lines_stay_inside),
        cmocka_unit_test(relations_are_plazas_too),
        cmocka_unit_test(lines_are_capped),
        cmocka_unit_test(same_rows_from_any_order),
        cmocka_unit_test(an_empty_extract_has_no_streets),
        cmocka_unit_test(survives_lack_of_memory),
        cmocka_unit_test(fills_the_table),
    };

    return cmocka_run_group_tests(tests, set_up, lct_folder_remove);
}
