/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/site_bounds.c - see the header.
 *
 * Homes are summed in the cells of a grid, so that what lives about a cell is a
 * sum over its rows:
 *
 *      . . # # # . .
 *      . # # # # # .       #: cells that come within the reach of a place in o,
 *      # # # o # # #          or of a street no longer than a cell is wide
 *      . # # # # # .          that ends there
 *      . . # # # . .
 *
 * Who walks to a street comes past one of its ends, so whoever does so in time
 * lives within the reach of an end.
 */
#include "src/study/gap/site_bounds.h"

#include <math.h>

#define CELLS_A_REACH 16
#define CELLS_MOST    ((size_t)1 << 20)
#define UNIT_DEG      1e-7
/* The least metres that a degree of latitude has anywhere, and that one of
 * longitude at the equator has, less what a plane is off within 20 km. */
#define LAT_DEG_M 110000.0
#define LON_DEG_M 110800.0

typedef struct grid {
    lc_box box;
    double cell_m;               /* at least as wide and high */
    double lon_units, lat_units; /* of a cell */
    double wide_m, high_m; /* a cell is no less, wherever in the box it lies */
    double reach_m;
    int64_t cols, rows;
    int64_t *before; /* [row * (cols + 1) + col]: of the row up to there */
    int64_t *about;  /* of each cell; negative: not summed up yet */
} grid;

static double cos_deg(double units)
{
    double deg = fabs(units) * UNIT_DEG;

    return deg >= 89.9 ? 0.001 : cos(deg * (3.14159265358979323846 / 180));
}

static void set_cells(grid *x, double cell_m)
{
    double south = cos_deg(x->box.min_lat), north = cos_deg(x->box.max_lat);
    double least = south < north ? south : north;
    bool across = x->box.min_lat < 0 && x->box.max_lat > 0;
    double most = across ? 1 : south < north ? north : south;

    x->cell_m = cell_m;
    x->lat_units = ceil(cell_m / LAT_DEG_M / UNIT_DEG);
    x->lon_units = ceil(cell_m / LON_DEG_M / UNIT_DEG / most);
    x->high_m = x->lat_units * UNIT_DEG * LAT_DEG_M;
    x->wide_m = x->lon_units * UNIT_DEG * LON_DEG_M * least;
    x->cols =
        (int64_t)(((double)x->box.max_lon - x->box.min_lon) / x->lon_units) + 1;
    x->rows =
        (int64_t)(((double)x->box.max_lat - x->box.min_lat) / x->lat_units) + 1;
}

/* A place outside has no cell. */
static bool cell_of(const grid *x, lc_pt p, int64_t *col, int64_t *row)
{
    *col = (int64_t)(((double)p.lon - x->box.min_lon) / x->lon_units);
    *row = (int64_t)(((double)p.lat - x->box.min_lat) / x->lat_units);
    return lc_box_contains(x->box, p);
}

static lc_status make_grid(grid *x, const lc_site_about *about, lc_error *err)
{
    const lc_pt *pt = about->home_pt;
    const lc_site_home *home = about->home;
    const size_t n = about->n;
    double cell_m = x->reach_m / CELLS_A_REACH;
    int64_t col, row;

    x->box = lc_box_empty();
    for (size_t i = 0; i < n; i++)
        lc_box_add(&x->box, pt[home[i].home]);
    x->box = lc_box_grown(x->box, x->reach_m);
    for (set_cells(x, cell_m); (double)x->cols * (double)x->rows > CELLS_MOST;
         set_cells(x, cell_m))
        cell_m *= 1.5;
    x->before = lc_calloc((size_t)((x->cols + 1) * x->rows), sizeof *x->before);
    x->about = lc_calloc((size_t)(x->cols * x->rows), sizeof *x->about);
    if (!x->before || !x->about)
        return lc_no_memory(err, "the best place");
    for (size_t i = 0; i < n; i++)
        if (cell_of(x, pt[home[i].home], &col, &row))
            x->before[row * (x->cols + 1) + col + 1] += home[i].weight;
    for (row = 0; row < x->rows; row++)
        for (col = 0; col < x->cols; col++)
            x->before[row * (x->cols + 1) + col + 1] +=
                x->before[row * (x->cols + 1) + col];
    return LIFE_OK;
}

static void free_grid(grid *x)
{
    lc_free(x->before);
    lc_free(x->about);
}

/* What lives within the reach, and a cell more, of any place in the cell. */
static int64_t sum_about(const grid *x, int64_t col, int64_t row)
{
    double reach_m = x->reach_m + x->cell_m;
    int64_t far = (int64_t)(reach_m / x->high_m) + 1, sum = 0;
    int64_t first = row > far ? row - far : 0;
    int64_t last = row + far < x->rows - 1 ? row + far : x->rows - 1;

    for (int64_t r = first; r <= last; r++) {
        const int64_t *before = x->before + r * (x->cols + 1);
        int64_t off = r < row ? row - r : r - row, side, lo, hi;
        double up_m = off > 1 ? (double)(off - 1) * x->high_m : 0;
        double half_m =
            up_m < reach_m ? sqrt(reach_m * reach_m - up_m * up_m) : 0;

        side = half_m / x->wide_m < (double)x->cols
                   ? (int64_t)(half_m / x->wide_m) + 1
                   : x->cols;
        lo = col > side ? col - side : 0;
        hi = col + side + 1 < x->cols ? col + side + 1 : x->cols;
        sum += before[hi] - before[lo];
    }
    return sum;
}

/* A cell that was summed up has its sum and 1 more. */
static int64_t about(const grid *x, lc_pt p)
{
    int64_t col, row, *kept;

    if (!cell_of(x, p, &col, &row))
        return 0;
    kept = &x->about[row * x->cols + col];
    if (!*kept)
        *kept = sum_about(x, col, row) + 1;
    return *kept - 1;
}

/* ---- the streets about them ---- */

typedef struct gathering {
    lc_site_bounds *b;
    const lc_pace_graph *g;
    const grid *x;
    bool no_memory;
} gathering;

static bool gather(void *ctx, uint32_t e)
{
    gathering *t = ctx;
    const lc_network *net = t->g->net;
    const lc_edge *d = &net->edge[e];
    int64_t most;

    if (t->g->end[e][0] == LIFE_NO_EDGE)
        return true;
    most = about(t->x, net->node[d->from]);
    if (!most || d->length_mm > t->x->cell_m * 1000)
        most += about(t->x, net->node[d->to]);
    t->b->most[e] = most;
    if (most && !lc_vec_push(&t->b->at, ((lc_site_bound){most, e})))
        t->no_memory = true;
    return !t->no_memory;
}

/* ---- the heap ---- */

/* Whether the first is to be looked at before the other. */
static bool before(const lc_site_bound *a, const lc_site_bound *b)
{
    return a->most != b->most ? a->most > b->most : a->edge < b->edge;
}

static void sift_down(lc_site_bounds *b, size_t i)
{
    lc_site_bound x = b->at.v[i];

    for (size_t kid = 2 * i + 1; kid < b->at.n; kid = 2 * i + 1) {
        if (kid + 1 < b->at.n && before(&b->at.v[kid + 1], &b->at.v[kid]))
            kid++;
        if (!before(&b->at.v[kid], &x))
            break;
        b->at.v[i] = b->at.v[kid];
        i = kid;
    }
    b->at.v[i] = x;
}

lc_status lc_site_bounds_begin(lc_site_bounds *b, const lc_pace_graph *g,
                               const lc_site_about *about, double reach_m,
                               lc_error *err)
{
    grid x = {.reach_m = reach_m};
    gathering t = {b, g, &x, false};
    lc_status st = make_grid(&x, about, err);

    b->most = lc_calloc(g->net->edge_count, sizeof *b->most);
    if (!st && !b->most)
        st = lc_no_memory(err, "the best place");
    if (!st)
        lc_index_query(g->net->index, x.box, gather, &t);
    if (!st && t.no_memory)
        st = lc_no_memory(err, "the best place");
    free_grid(&x);
    for (size_t i = b->at.n / 2; i-- > 0;)
        sift_down(b, i);
    return st;
}

lc_status lc_site_bounds_raise(lc_site_bounds *b, uint32_t edge, int64_t most,
                               lc_error *err)
{
    size_t i = b->at.n;

    if (b->most[edge] >= most)
        return LIFE_OK;
    b->most[edge] = most;
    if (!lc_vec_push(&b->at, ((lc_site_bound){most, edge})))
        return lc_no_memory(err, "the best place");
    for (; i > 0 && before(&b->at.v[i], &b->at.v[(i - 1) / 2]);
         i = (i - 1) / 2) {
        lc_site_bound up = b->at.v[(i - 1) / 2];

        b->at.v[(i - 1) / 2] = b->at.v[i];
        b->at.v[i] = up;
    }
    return LIFE_OK;
}

bool lc_site_bounds_next(lc_site_bounds *b, lc_site_bound *out)
{
    while (b->at.n && b->at.v[0].most != b->most[b->at.v[0].edge]) {
        /* Of one that was raised both stand here: the old one is no bound. */
        if (b->at.v[0].most < b->most[b->at.v[0].edge]) {
            lc_site_bounds_drop(b);
            continue;
        }
        b->at.v[0].most = b->most[b->at.v[0].edge];
        sift_down(b, 0);
    }
    if (b->at.n)
        *out = b->at.v[0];
    return b->at.n > 0;
}

void lc_site_bounds_drop(lc_site_bounds *b)
{
    b->at.v[0] = b->at.v[--b->at.n];
    if (b->at.n)
        sift_down(b, 0);
}

void lc_site_bounds_clear(lc_site_bounds *b)
{
    lc_free(b->most);
    lc_vec_free(&b->at);
}
