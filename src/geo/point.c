/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/point.c - positions, distances, segments.
 *
 * What must be right is decided in integers (which side, whether two segments
 * meet): lc_turn() has 128 bits and never rounds. Lengths are doubles.
 */
#include "lifecircle/geo/point.h"

#include "src/geo/geodesic.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

/* LON_MAX and LAT_MAX are 180 and 90 degrees in units of 1e-7, and fit in
 * int32_t. */
#define RAD_PER_DEG 0.017453292519943295
#define LON_MAX     1800000000
#define LAT_MAX     900000000

bool lc_lonlat_valid(lc_lonlat p)
{
    return p.lon >= -180 && p.lon <= 180 && p.lat >= -90 && p.lat <= 90;
}

lc_pt lc_pt_from(lc_lonlat p)
{
    return (lc_pt){(int32_t)lround(p.lon * LIFE_UNITS_PER_DEG),
                   (int32_t)lround(p.lat * LIFE_UNITS_PER_DEG)};
}

/* A division, because it gives the double nearest to the decimal number, and
 * a multiplication by 1e-7 does not. */
lc_lonlat lc_pt_lonlat(lc_pt p)
{
    return (lc_lonlat){p.lon / LIFE_UNITS_PER_DEG, p.lat / LIFE_UNITS_PER_DEG};
}

lc_box lc_box_empty(void)
{
    return (lc_box){INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
}

static int32_t clamp(double v, int32_t most)
{
    return v > most ? most : v < -most ? -most : (int32_t)v;
}

/* Degrees of longitude are shortest at the end of the box that is nearest to a
 * pole, so they are counted there; where a pole is in reach, all longitudes
 * are. Rounded up, so that nothing within `metres` is lost. */
lc_box lc_box_grown(lc_box b, double metres)
{
    double x, y, unused, far, grow_lat, grow_lon;

    if (b.min_lon > b.max_lon || b.min_lat > b.max_lat)
        return b;
    /* The meridian is most curved at the equator: no degree is shorter. */
    lc_geodesic_unit_metres(0, &unused, &y);
    grow_lat = ceil(metres / y);
    far = fmax(fabs((double)b.min_lat), fabs((double)b.max_lat)) + grow_lat;
    grow_lon = LON_MAX * 2.0;
    if (far < LAT_MAX) {
        lc_geodesic_unit_metres(far / LIFE_UNITS_PER_DEG, &x, &unused);
        grow_lon = ceil(metres / x);
    }
    return (lc_box){clamp(b.min_lon - grow_lon, LON_MAX),
                    clamp(b.min_lat - grow_lat, LAT_MAX),
                    clamp(b.max_lon + grow_lon, LON_MAX),
                    clamp(b.max_lat + grow_lat, LAT_MAX)};
}

double lc_distance_m(lc_pt a, lc_pt b)
{
    double dlon = fabs((double)b.lon - a.lon) / LIFE_UNITS_PER_DEG;

    if (a.lat > b.lat) { /* the same bits from b to a */
        lc_pt swap = a;

        a = b;
        b = swap;
    }
    return lc_geodesic_m(a.lat / LIFE_UNITS_PER_DEG, b.lat / LIFE_UNITS_PER_DEG,
                         dlon);
}

lc_frame lc_frame_at(lc_pt origin)
{
    lc_frame f = {.origin = origin};

    lc_geodesic_unit_metres(origin.lat / LIFE_UNITS_PER_DEG, &f.x_per_unit,
                            &f.y_per_unit);
    return f;
}

lc_pt lc_frame_pt(const lc_frame *f, lc_xy p)
{
    double lon = f->origin.lon + round(p.x / f->x_per_unit);
    double lat = f->origin.lat + round(p.y / f->y_per_unit);

    return (lc_pt){clamp(lon, LON_MAX), clamp(lat, LAT_MAX)};
}

double lc_bearing_deg(lc_pt a, lc_pt b)
{
    const double deg_per_rad = 57.29577951308232;
    lc_frame f = lc_frame_at(a);
    lc_xy d = lc_frame_xy(&f, b);
    double deg = atan2(d.x, d.y) * deg_per_rad;

    return deg < 0 ? deg + 360 : deg;
}

double lc_segment_nearest(lc_xy a, lc_xy b, lc_xy p, double *dist_m)
{
    double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    double t = 0;

    if (square > 0)
        t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / square;
    t = t > 1 ? 1 : t > 0 ? t : 0;
    /* The end itself, to the last bit: all that share it are equally near. */
    dx = (t < 1 ? a.x + t * dx : b.x) - p.x;
    dy = (t < 1 ? a.y + t * dy : b.y) - p.y;
    *dist_m = sqrt(dx * dx + dy * dy); /* hypot() is ten times slower */
    return t;
}

double lc_line_nearest(const lc_pt *line, uint32_t n, const lc_frame *from,
                       uint32_t *segment, double *along)
{
    lc_xy origin = {0, 0}, a = lc_frame_xy(from, line[0]), b;
    double best_m = HUGE_VAL;

    *segment = 0;
    *along = 0;
    for (uint32_t i = 0; i + 1 < n; i++) {
        double d_m, part;

        b = lc_frame_xy(from, line[i + 1]);
        part = lc_segment_nearest(a, b, origin, &d_m);
        if (d_m < best_m) {
            best_m = d_m;
            *along = part;
            *segment = i;
        }
        a = b;
    }
    return best_m;
}

/* Two points at once, as every processor has it: the lesser of each number, or
 * the greater. */
typedef int32_t four __attribute__((vector_size(16)));

static inline four lesser(four a, four b)
{
    four is = a < b;

    return (a & is) | (b & ~is);
}

static inline four greater(four a, four b)
{
    four is = a > b;

    return (a & is) | (b & ~is);
}

lc_box lc_points_box(const lc_pt *pt, size_t n)
{
    lc_box all = lc_box_empty();
    four low = {all.min_lon, all.min_lat, all.min_lon, all.min_lat};
    four high = {all.max_lon, all.max_lat, all.max_lon, all.max_lat}, two;
    size_t i = 0;

    for (; i + 1 < n; i += 2) {
        memcpy(&two, pt + i, sizeof two);
        low = lesser(two, low);
        high = greater(two, high);
    }
    all = (lc_box){low[0], low[1], high[0], high[1]};
    if (i) {
        lc_box_add(&all, (lc_pt){low[2], low[3]});
        lc_box_add(&all, (lc_pt){high[2], high[3]});
    }
    if (i < n)
        lc_box_add(&all, pt[i]);
    return all;
}

static lc_box segment_box(lc_pt a, lc_pt b)
{
    lc_box box = lc_box_empty();

    lc_box_add(&box, a);
    lc_box_add(&box, b);
    return box;
}

/* The product of two signs below fits an int; that of two turns would not fit
 * anything. */
static int turn_sign(lc_pt a, lc_pt b, lc_pt c)
{
    lc_wide t = lc_turn(a, b, c);

    return (t > 0) - (t < 0);
}

bool lc_point_on_segment(lc_pt a, lc_pt b, lc_pt p)
{
    return lc_box_contains(segment_box(a, b), p) && lc_turn(a, b, p) == 0;
}

/* Boxes that meet make the sign test right for collinear and for one-point
 * segments too. */
bool lc_segments_meet(lc_pt a, lc_pt b, lc_pt c, lc_pt d)
{
    return lc_box_meets(segment_box(a, b), segment_box(c, d)) &&
           turn_sign(a, b, c) * turn_sign(a, b, d) <= 0 &&
           turn_sign(c, d, a) * turn_sign(c, d, b) <= 0;
}

bool lc_segments_cross(lc_pt a, lc_pt b, lc_pt c, lc_pt d)
{
    bool a_on, b_on;
    lc_pt end;

    if (!lc_segments_meet(a, b, c, d))
        return false;
    a_on = lc_point_on_segment(c, d, a);
    b_on = lc_point_on_segment(c, d, b);
    if (!a_on && !b_on)
        return true;
    if (turn_sign(a, b, c) != 0 || turn_sign(a, b, d) != 0)
        return false; /* they share one point, and it is an end of ab */
    /* On one line: is there more than that end, which would be c or d? */
    if (a_on && b_on)
        return !lc_pt_equal(a, b);
    end = a_on ? a : b;
    return (!lc_pt_equal(c, end) && lc_point_on_segment(a, b, c)) ||
           (!lc_pt_equal(d, end) && lc_point_on_segment(a, b, d));
}

/* The curve is one of four, by how it is turned: bit 0 of a turn swaps x and
 * y, bit 1 turns both about. A step takes four bits of each at once, the bits
 * of x before those of y in turn: eight bits of the result, lowest, and the
 * turn of what follows, as it stands in front of the next step's bits. */
static uint16_t hilbert_step[4 * 256];

static void make_hilbert(void)
{
    for (unsigned i = 0; i < 4 * 256; i++) {
        unsigned turn = i >> 8, along = 0;

        for (unsigned bit = 4; bit-- > 0;) {
            unsigned x = i >> (2 * bit + 1) & 1, y = i >> 2 * bit & 1;
            unsigned rx = (turn & 1 ? y : x) ^ turn >> 1;
            unsigned ry = (turn & 1 ? x : y) ^ turn >> 1;

            along = along << 2 | ((3 * rx) ^ ry);
            if (ry == 0) /* the quadrant's curve is turned */
                turn ^= 1 | rx << 1;
        }
        hilbert_step[i] = (uint16_t)(turn << 8 | along);
    }
}

/* Four bits of each from a place on; written out below, as a loop's own steps
 * would take as long. */
#define STEP(shift)                                                            \
    (step = hilbert_step[(step & 0x300) | (both >> (shift)&255)],              \
     d = d << 8 | (step & 255))

/* Its bits at every second place, by halving the distance that they move. */
static uint64_t spread(uint32_t v)
{
    uint64_t s = v;

    s = (s | s << 16) & UINT64_C(0x0000FFFF0000FFFF);
    s = (s | s << 8) & UINT64_C(0x00FF00FF00FF00FF);
    s = (s | s << 4) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    s = (s | s << 2) & UINT64_C(0x3333333333333333);
    return (s | s << 1) & UINT64_C(0x5555555555555555);
}

/* Both coordinates are counted from the south-west, so that they are positive
 * and fit in 32 bits; eight steps take four bits of each. */
uint64_t lc_hilbert(lc_pt p)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    uint32_t x = (uint32_t)((int64_t)p.lon + LON_MAX);
    uint32_t y = (uint32_t)((int64_t)p.lat + LAT_MAX);
    uint64_t both = spread(x) << 1 | spread(y), d = 0;
    unsigned step = 0;

    pthread_once(&once, make_hilbert);
    STEP(56);
    STEP(48);
    STEP(40);
    STEP(32);
    STEP(24);
    STEP(16);
    STEP(8);
    STEP(0);
    return d;
}
