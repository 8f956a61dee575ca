/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/map.c - the report's map as SVG: units of a
 * thousandth of its width, lines thinned to them, so that a page stays small
 * whatever the city's size.
 *
 * Layers from the bottom up: ground, streets, what lies outside the unit made
 * paler, homes that lack services, facilities, steps, the scale. Each is one
 * path where it can be, as a path costs far less than as many elements.
 * Positions are whole map units, written relative to the last.
 */
#include "src/export/pages/report/map.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/unit.h"
#include "src/export/pages/html.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH      1000
#define LEAST_HIGH 560.0 /* a map is no flatter, and no higher, than this */
#define MOST_HIGH  760.0
#define MARGIN_M   120.0
#define LEAST_M    600.0 /* across */
#define FAR_PER_M  0.15  /* below it many stand close: they are drawn smaller */
#define THIN       1.3   /* map units between points of a line */
#define STEP_WIDE  38    /* a step's disc */
#define CELL       9     /* homes are drawn by squares of this size */
#define MOST_LINES 40000 /* streets; above, the smaller ones are left out */

typedef struct canvas {
    lc_report_view *s;
    lc_buf *out;
    lc_frame frame;
    lc_box box;
    double x0, y0, per_m; /* of the frame; map units a metre */
    int high;
} canvas;

typedef struct spot {
    int x, y;
} spot;

/* y grows downwards in SVG. */
static spot spot_of(const canvas *c, lc_pt p)
{
    lc_xy m = lc_frame_xy(&c->frame, p);

    return (spot){(int)lround((m.x - c->x0) * c->per_m),
                  (int)lround((c->y0 - m.y) * c->per_m)};
}

/* ---- paths ---- */

/* On which sides outside the map a point lies. 20 units of margin, so that no
 * cut end of a wide line shows at the border. */
static int sides(const canvas *c, spot p)
{
    return (p.x < -20) | (p.x > WIDTH + 20) << 1 | (p.y < -20) << 2 |
           (p.y > c->high + 20) << 3;
}

/* A part of a shape: points nearer than a line's width to the last are left
 * out, and those of a run that stays outside one side of the map. */
static void put_part(canvas *c, const lc_pt *pt, size_t n, bool close)
{
    spot last = {0, 0};
    bool begun = false;

    for (size_t i = 0; i < n; i++) {
        spot p = spot_of(c, pt[i]);
        bool end = i + 1 == n;

        if (begun && !end &&
            (hypot(p.x - last.x, p.y - last.y) < THIN ||
             (sides(c, last) & sides(c, p) & sides(c, spot_of(c, pt[i + 1])))))
            continue;
        if (begun && end && close)
            break;
        if (begun)
            lc_buf_printf(c->out, "l%d %d", p.x - last.x, p.y - last.y);
        else
            lc_buf_printf(c->out, "M%d %d", p.x, p.y);
        begun = true;
        last = p;
    }
    if (begun && close)
        lc_buf_putc(c->out, 'z');
}

static bool part_meets(const canvas *c, const lc_pt *pt, size_t n)
{
    lc_box box = lc_box_empty();

    for (size_t i = 0; i < n; i++)
        lc_box_add(&box, pt[i]);
    return lc_box_meets(box, c->box);
}

static void put_shape(canvas *c, const lc_shape *s)
{
    for (uint32_t i = 0; i < s->part_count; i++) {
        const lc_pt *pt = s->pt + s->part[i];
        size_t n = s->part[i + 1] - s->part[i];

        if (part_meets(c, pt, n))
            put_part(c, pt, n, s->kind == LIFE_SHAPE_AREA);
    }
}

/* ---- where it is ---- */

static void add_homes(const lc_report_view *s, lc_box *box)
{
    uint32_t unit = s->r->unit;
    uint32_t level =
        unit == LIFE_NONE ? 0 : lc_world_unit(s->w, unit)->level_index;

    for (uint32_t h = 0; h < lc_world_home_count(s->w); h++)
        if (unit == LIFE_NONE || lc_world_home_unit(s->w, h, level) == unit)
            lc_box_add(box, lc_world_home(s->w, h).pt);
}

/* What the unit is known by, in this order: its outline, its homes, its
 * centre, and at last the city itself. */
static lc_box find_box(const lc_report_view *s)
{
    lc_box box = lc_box_empty();
    const lc_unit *u =
        s->r->unit == LIFE_NONE ? NULL : lc_world_unit(s->w, s->r->unit);

    if (u && u->shape->kind == LIFE_SHAPE_AREA)
        box = lc_shape_box(u->shape);
    else
        add_homes(s, &box);
    if (box.min_lon > box.max_lon && u)
        lc_box_add(&box, u->centre);
    if (box.min_lon > box.max_lon)
        box = lc_shape_box(lc_world_extent(s->w));
    return box;
}

/* As wide as the box with its margins, made wider or higher until the
 * proportions are within the two bounds. North is up, and the middle of the
 * box in the middle. */
static void place_canvas(canvas *c)
{
    lc_box b = find_box(c->s);
    lc_pt low = {b.min_lon, b.min_lat}, high = {b.max_lon, b.max_lat};
    lc_pt middle = lc_pt_middle(low, high);
    lc_xy corner;
    double wide_m, high_m;

    c->frame = lc_frame_at(middle);
    corner = lc_frame_xy(&c->frame, high);
    wide_m = fmax(2 * (corner.x + MARGIN_M), LEAST_M);
    high_m = fmax(2 * (corner.y + MARGIN_M), wide_m * LEAST_HIGH / WIDTH);
    wide_m = fmax(wide_m, high_m * WIDTH / MOST_HIGH);
    c->per_m = WIDTH / wide_m;
    c->high = (int)lround(high_m * c->per_m);
    c->x0 = -wide_m / 2;
    c->y0 = high_m / 2;
    c->box = lc_box_empty();
    lc_box_add(&c->box, middle);
    c->box.min_lon -= (int32_t)(wide_m / 2 / c->frame.x_per_unit);
    c->box.max_lon += (int32_t)(wide_m / 2 / c->frame.x_per_unit);
    c->box.min_lat -= (int32_t)(high_m / 2 / c->frame.y_per_unit);
    c->box.max_lat += (int32_t)(high_m / 2 / c->frame.y_per_unit);
}

/* ---- ground ---- */

typedef struct ground {
    canvas *c;
    const char *kind;
    bool lines;
} ground;

static void put_ground(void *ctx, const char *kind, const lc_shape *s)
{
    const ground *g = ctx;

    if (!strcmp(kind, g->kind) && (s->kind == LIFE_SHAPE_LINE) == g->lines)
        put_shape(g->c, s);
}

static lc_status draw_ground(canvas *c, lc_error *err)
{
    static const struct {
        const char *kind;
        bool lines;
        const char *how;
    } layer[] = {{"green", false, "fill=\"#d5e8cf\" fill-rule=\"evenodd\""},
                 {"water", false, "fill=\"#b5d3e7\" fill-rule=\"evenodd\""},
                 {"water", true,
                  "fill=\"none\" stroke=\"#b5d3e7\" "
                  "stroke-width=\"2\""}};
    const lc_scenery *from = c->s->page->scenery;
    lc_status st = LIFE_OK;

    for (size_t i = 0; from && i < sizeof layer / sizeof *layer && !st; i++) {
        ground g = {c, layer[i].kind, layer[i].lines};

        lc_buf_printf(c->out, "<path %s d=\"", layer[i].how);
        st = from->each(from->ctx, c->box, put_ground, &g, err);
        lc_buf_puts(c->out, "\"/>\n");
    }
    return st;
}

/* ---- streets ---- */

typedef struct street_list {
    canvas *c;
    const lc_network *n;
    LC_VEC(uint32_t) edge[LIFE_HIGHWAY_STROKES];
    bool failed;
} street_list;

/* In the order of the index, which the picture must not hang on: sorted
 * later. */
static bool list_street(void *ctx, uint32_t e)
{
    street_list *l = ctx;
    const lc_highway *way = &l->n->highway[l->n->edge[e].kind];

    l->failed |= !lc_vec_push(&l->edge[way->stroke], e);
    return !l->failed;
}

static int by_edge(const void *pa, const void *pb)
{
    uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

    return (a > b) - (a < b);
}

static void draw_size(street_list *l, int size, const char *how)
{
    if (l->edge[size].n)
        qsort(l->edge[size].v, l->edge[size].n, sizeof *l->edge[size].v,
              by_edge);
    lc_buf_printf(l->c->out, "<path fill=\"none\" %s d=\"", how);
    for (size_t i = 0; i < l->edge[size].n; i++) {
        const lc_edge *e = &l->n->edge[l->edge[size].v[i]];

        put_part(l->c, l->n->shape + e->shape, e[1].shape - e->shape, false);
    }
    lc_buf_puts(l->c->out, "\"/>\n");
}

/* The largest are kept first where there are too many, and drawn last, above
 * the smaller ones. */
static lc_status draw_streets(canvas *c, lc_error *err)
{
    static const char *const how[LIFE_HIGHWAY_STROKES] = {
        "stroke=\"#8f8676\" stroke-width=\"3\"",
        "stroke=\"#b9b2a5\" stroke-width=\"1.8\"",
        "stroke=\"#cfcabf\" stroke-width=\"1\""};
    street_list l = {.c = c, .n = lc_world_network(c->s->w)};
    size_t lines = 0;

    lc_index_query(l.n->index, c->box, list_street, &l);
    for (int size = LIFE_HIGHWAY_LARGE; size < LIFE_HIGHWAY_STROKES; size++) {
        lines += l.edge[size].n;
        if (lines > MOST_LINES)
            l.edge[size].n = 0;
    }
    for (int size = LIFE_HIGHWAY_SMALL; size >= LIFE_HIGHWAY_LARGE; size--)
        draw_size(&l, size, how[size]);
    for (int size = 0; size < LIFE_HIGHWAY_STROKES; size++)
        lc_vec_free(&l.edge[size]);
    return l.failed ? lc_fail(err, LIFE_ERR_NOMEM, "no memory for the map")
                    : LIFE_OK;
}

/* ---- the unit ---- */

/* What lies outside is paler. */
static void draw_outline(canvas *c)
{
    const lc_shape *s = c->s->r->unit == LIFE_NONE
                            ? NULL
                            : lc_world_unit(c->s->w, c->s->r->unit)->shape;

    if (!s || s->kind != LIFE_SHAPE_AREA)
        return;
    lc_buf_printf(c->out,
                  "<path fill=\"#fff\" fill-opacity=\".55\" "
                  "fill-rule=\"evenodd\" d=\"M-40-40H%dV%dH-40z",
                  WIDTH + 40, c->high + 40);
    put_shape(c, s);
    lc_buf_puts(c->out, "\"/>\n<path fill=\"none\" stroke=\"#1a1f1c\" "
                        "stroke-width=\"3.5\" stroke-dasharray=\"12 6\" "
                        "d=\"");
    put_shape(c, s);
    lc_buf_puts(c->out, "\"/>\n");
}

/* ---- homes that lack services ---- */

typedef struct cell {
    double homes, lacking; /* sums: weights, and weights times services */
} cell;

/* The homes of the unit, or of the city, that the map shows. */
static size_t list_homes(const canvas *c, uint32_t *home)
{
    const lc_world *w = c->s->w;
    uint32_t unit = c->s->r->unit;
    uint32_t level =
        unit == LIFE_NONE ? 0 : lc_world_unit(w, unit)->level_index;
    size_t n = 0;

    for (uint32_t h = 0; h < lc_world_home_count(w); h++) {
        spot p;

        if (unit != LIFE_NONE && lc_world_home_unit(w, h, level) != unit)
            continue;
        p = spot_of(c, lc_world_home(w, h).pt);
        if (p.x >= 0 && p.x < WIDTH && p.y >= 0 && p.y < c->high)
            home[n++] = h;
    }
    return n;
}

typedef struct lacking {
    uint32_t *home; /* those on the map */
    size_t n;
    uint16_t *services; /* of each: basic ones that are out of reach */
    uint8_t *answer;    /* of each, of one service */
} lacking;

static lc_status count_lacking(canvas *c, lacking *l, lc_error *err)
{
    const lc_report_view *s = c->s;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < s->reaches && !st; i++) {
        lc_coverage_query q = {.category = s->reach[i].category,
                               .limit_ms = s->reach[i].limit_ms};

        if (!s->reach[i].row.uncovered)
            continue; /* nobody's */
        st = lc_coverage_homes(s->study, &q, l->home, l->n, l->answer, err);
        for (size_t k = 0; k < l->n && !st; k++)
            if ((l->answer[k] & 3) == LIFE_UNCOVERED)
                l->services[k]++;
    }
    return st;
}

/* Homes by the square they stand in, weighted; one is added to each weight, so
 * that a home without any counts as well. */
static void fill_cells(const canvas *c, const lacking *l, cell *grid, int wide)
{
    for (size_t i = 0; i < l->n; i++) {
        lc_home home = lc_world_home(c->s->w, l->home[i]);
        spot p = spot_of(c, home.pt);
        cell *to = &grid[p.y / CELL * wide + p.x / CELL];

        to->homes += (double)home.weight + 1;
        to->lacking += ((double)home.weight + 1) * l->services[i];
    }
}

static const struct {
    double least; /* services lacked */
    int size;     /* of the square */
    const char *fill;
    lc_sentence key;
} lacks[] = {{0.5, 4, "#f0a35e", LIFE_SAY_REPORT_KEY_FEW},
             {2.5, 6, "#d9662b", LIFE_SAY_REPORT_KEY_SOME},
             {5.5, 8, "#8c1c13", LIFE_SAY_REPORT_KEY_MANY}};
enum { LACKS = sizeof lacks / sizeof *lacks };

/* A path a class, of squares in the middle of their cells: the darker, the
 * larger, so that print without colours tells them apart. */
static void draw_cells(canvas *c, const cell *grid, int wide, int rows)
{
    for (int k = 0; k < LACKS; k++) {
        lc_buf_printf(c->out, "<path fill=\"%s\" d=\"", lacks[k].fill);
        for (int i = 0; i < wide * rows; i++) {
            double mean =
                grid[i].homes > 0 ? grid[i].lacking / grid[i].homes : 0;
            int inset = (CELL - lacks[k].size) / 2, side = lacks[k].size;

            if (mean >= lacks[k].least &&
                (k + 1 == LACKS || mean < lacks[k + 1].least))
                lc_buf_printf(c->out, "M%d %dh%dv%dh-%dz",
                              i % wide * CELL + inset, i / wide * CELL + inset,
                              side, side, side);
        }
        lc_buf_puts(c->out, "\"/>\n");
    }
}

static lc_status draw_homes(canvas *c, lc_error *err)
{
    int wide = WIDTH / CELL + 1, rows = c->high / CELL + 1;
    size_t most = lc_world_home_count(c->s->w);
    cell *grid = lc_calloc((size_t)wide * (size_t)rows, sizeof *grid);
    lacking l = {.home = lc_calloc(most, sizeof *l.home),
                 .services = lc_calloc(most, sizeof *l.services),
                 .answer = lc_calloc(most, sizeof *l.answer)};
    lc_status st = LIFE_OK;

    if (!grid || !l.home || !l.services || !l.answer)
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for the map");
    if (!st) {
        l.n = list_homes(c, l.home);
        st = count_lacking(c, &l, err);
    }
    if (!st) {
        fill_cells(c, &l, grid, wide);
        draw_cells(c, grid, wide, rows);
    }
    lc_free(grid);
    lc_free(l.home);
    lc_free(l.services);
    lc_free(l.answer);
    return st;
}

/* ---- what stands on it ---- */

static lc_catset basic_set(const lc_report_view *s)
{
    lc_catset set = {{0}};

    for (size_t i = 0; i < s->reaches; i++)
        lc_catset_add(&set, s->reach[i].category);
    return set;
}

static void draw_facilities(canvas *c)
{
    lc_catset set = basic_set(c->s);

    lc_buf_printf(c->out,
                  "<path stroke=\"#0b5d4b\" stroke-width=\"%d\" "
                  "stroke-linecap=\"round\" d=\"",
                  c->per_m > FAR_PER_M ? 9 : 5);
    for (uint32_t f = 0; f < lc_world_facility_count(c->s->w); f++) {
        const lc_facility *d = lc_world_facility(c->s->w, f);
        spot p;

        if (!d->placed || !lc_catset_meets(d->categories, &set) ||
            !lc_box_contains(c->box, d->pt))
            continue;
        p = spot_of(c, d->pt);
        lc_buf_printf(c->out, "M%d %dh.1", p.x, p.y);
    }
    lc_buf_puts(c->out, "\"/>\n");
}

/* Steps at one place stand beside one another. */
static spot step_spot(const canvas *c, size_t i)
{
    const lc_next_step *step = c->s->r->step;
    spot p = spot_of(c, step[i].at);

    for (size_t k = 0; k < i; k++) {
        spot q = spot_of(c, step[k].at);

        if (abs(p.x - q.x) < STEP_WIDE && abs(p.y - q.y) < STEP_WIDE)
            p.x = q.x + STEP_WIDE * (int)(i - k);
    }
    return p;
}

static void draw_steps(canvas *c)
{
    for (size_t i = 0; i < c->s->r->steps; i++) {
        spot p = step_spot(c, i);

        lc_buf_printf(c->out,
                      "<circle cx=\"%d\" cy=\"%d\" r=\"17\" fill=\"#1f2d7a\" "
                      "stroke=\"#fff\" stroke-width=\"3\"/><text x=\"%d\" "
                      "y=\"%d\" fill=\"#fff\" font-size=\"22\" "
                      "font-weight=\"700\" text-anchor=\"middle\">%zu</text>\n",
                      p.x, p.y, p.x, p.y + 8, i + 1);
    }
}

/* A round number of metres, about a fifth of the map. */
static void draw_scale(canvas *c)
{
    double fifth = WIDTH / 5.0 / c->per_m;
    double ten = pow(10, floor(log10(fifth)));
    double metres = fifth >= 5 * ten   ? 5 * ten
                    : fifth >= 2 * ten ? 2 * ten
                                       : ten;
    int wide = (int)lround(metres * c->per_m);

    lc_buf_printf(
        c->out,
        "<path fill=\"#fff\" fill-opacity=\".8\" d=\"M10 %dh%dv38h-%dz\"/>"
        "<path fill=\"none\" stroke=\"#1a1f1c\" stroke-width=\"3\" "
        "d=\"M20 %dv8h%dv-8\"/><text x=\"%d\" y=\"%d\" "
        "font-size=\"18\" text-anchor=\"middle\">",
        c->high - 46, wide + 24, wide + 24, c->high - 26, wide, 20 + wide / 2,
        c->high - 29);
    lc_words_number(c->out, metres, 0);
    lc_buf_printf(c->out, " %s</text>\n",
                  lc_say_text(c->s->lang, LIFE_SAY_REPORT_METRES));
}

/* ---- its key ---- */

static void put_key(const lc_report_view *s, const char *svg, lc_sentence t)
{
    lc_buf_printf(s->out,
                  "<li><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">%s</svg>"
                  "%s</li>\n",
                  svg, lc_say_text(s->lang, t));
}

static void put_keys(const lc_report_view *s)
{
    lc_buf_puts(s->out, "<ul class=\"key\">\n");
    if (s->r->unit != LIFE_NONE &&
        lc_world_unit(s->w, s->r->unit)->shape->kind == LIFE_SHAPE_AREA)
        put_key(s,
                "<path d=\"M0 8h16\" stroke=\"#1a1f1c\" stroke-width=\"2.5\" "
                "stroke-dasharray=\"5 3\"/>",
                LIFE_SAY_REPORT_KEY_UNIT);
    put_key(s, "<circle cx=\"8\" cy=\"8\" r=\"4.5\" fill=\"#0b5d4b\"/>",
            LIFE_SAY_REPORT_KEY_FACILITY);
    for (int k = 0; k < LACKS; k++) {
        lc_buf_printf(
            s->out,
            "<li><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">"
            "<path fill=\"%s\" d=\"M%d %dh%dv%dh-%dz\"/></svg>%s</li>\n",
            lacks[k].fill, 8 - lacks[k].size, 8 - lacks[k].size,
            2 * lacks[k].size, 2 * lacks[k].size, 2 * lacks[k].size,
            lc_say_text(s->lang, lacks[k].key));
    }
    if (s->r->steps)
        put_key(s,
                "<circle cx=\"8\" cy=\"8\" r=\"7.5\" fill=\"#1f2d7a\"/>"
                "<text x=\"8\" y=\"12\" fill=\"#fff\" font-size=\"11\" "
                "text-anchor=\"middle\">1</text>",
                LIFE_SAY_REPORT_KEY_STEP);
    if (s->page->scenery) {
        put_key(s, "<path fill=\"#b5d3e7\" d=\"M1 3h14v10H1z\"/>",
                LIFE_SAY_REPORT_KEY_WATER);
        put_key(s, "<path fill=\"#d5e8cf\" d=\"M1 3h14v10H1z\"/>",
                LIFE_SAY_REPORT_KEY_GREEN);
    }
    lc_buf_puts(s->out, "</ul>\n");
}

lc_status lc_report_map_put(lc_report_view *s, lc_error *err)
{
    canvas c = {.s = s, .out = s->out};
    lc_status st;

    place_canvas(&c);
    lc_buf_printf(s->out,
                  "<h2>%s</h2>\n<figure>\n<svg viewBox=\"0 0 %d %d\" "
                  "width=\"%d\" height=\"%d\" "
                  "role=\"img\" aria-label=\"%s\" font-family=\"sans-serif\">\n"
                  "<path fill=\"#f7f5f0\" d=\"M0 0h%dv%dH0z\"/>\n",
                  lc_say_text(s->lang, LIFE_SAY_REPORT_MAP), WIDTH, c.high,
                  WIDTH, c.high, lc_say_text(s->lang, LIFE_SAY_REPORT_MAP_ALT),
                  WIDTH, c.high);
    st = draw_ground(&c, err);
    if (!st)
        st = draw_streets(&c, err);
    draw_outline(&c);
    if (!st)
        st = draw_homes(&c, err);
    draw_facilities(&c);
    draw_steps(&c);
    draw_scale(&c);
    lc_buf_puts(s->out, "</svg>\n");
    put_keys(s);
    lc_buf_puts(s->out, "</figure>\n");
    return st;
}
