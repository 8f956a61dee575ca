/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/fit.c - see fit.h.
 *
 * Chinese map services shift positions by some hundred metres, each in its own
 * way, and tables rarely say whose they are. But facilities stand beside
 * streets: read in the right system most lie within 30 m of one, read in a
 * wrong one they are scattered.
 *
 * So the same points are read in each system and measured against the streets
 * of the city. A system is taken only where it fits plainly better than chance
 * explains; else the import asks (settle.c).
 */
#include "src/import/record/place/fit.h"

#include "lifecircle/base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SHARE_WORTH  0.15
#define ERRORS_WORTH 2.5 /* chance alone does that once in 160 times */

/* ---- points against streets ---- */

/* WGS 84 needs no way back. */
static lc_lonlat as_it_is(lc_lonlat p)
{
    return p;
}

/* By GCJ-02, as Baidu's shift lies on top of that one. */
static lc_lonlat from_bd09(lc_lonlat p)
{
    return lc_gcj02_to_wgs84(lc_bd09_to_gcj02(p));
}

/* The three that are in degrees, in the order of LIFE_FIT_. */
static const struct {
    const char *name;
    lc_lonlat (*to_wgs84)(lc_lonlat p);
} systems[LIFE_FIT_COUNT] = {
    {"wgs84", as_it_is},
    {"gcj02", lc_gcj02_to_wgs84},
    {"bd09", from_bd09},
};

/* Where there is room; the caller's list is short. */
static lc_fit_way *add_way(lc_fit_ways *w, const char *name,
                           lc_lonlat (*shift)(lc_lonlat p))
{
    lc_fit_way *way = &w->v[w->n < LIFE_FIT_MOST ? w->n++ : w->n - 1];

    snprintf(way->name, sizeof way->name, "%s", name);
    way->shift = shift;
    return way;
}

void lc_fit_ways_degrees(lc_fit_ways *w)
{
    *w = (lc_fit_ways){0};
    for (int i = 0; i < LIFE_FIT_COUNT; i++)
        add_way(w, systems[i].name, systems[i].to_wgs84);
}

/* A system that is read from what was written; what is no system is left out.
 */
static lc_status add_system(lc_fit_ways *w, const char *name, lc_error *err)
{
    lc_error unused = {0};
    lc_crs *crs = NULL;
    lc_status st = lc_crs_open(name, &crs, &unused);

    if (st == LIFE_ERR_NOMEM)
        return lc_no_memory(err, "systems");
    if (!st)
        add_way(w, name, NULL)->forth = crs;
    return LIFE_OK;
}

lc_status lc_fit_ways_metres(const char *read_as, lc_lonlat city,
                             lc_fit_ways *w, lc_error *err)
{
    /* Strips of 3 degrees of CGCS2000 (EPSG:4534 at 75 E on) and zones of UTM,
     * by the city's longitude, beside what everybody uses. */
    int strip = 4534 + (int)lround((city.lon - 75) / 3);
    int zone = 32601 + (int)floor((city.lon + 180) / 6);
    char names[6][LIFE_FIT_NAME];
    lc_status st;

    *w = (lc_fit_ways){0};
    snprintf(names[0], LIFE_FIT_NAME, "%.20s+gcj02", read_as);
    snprintf(names[1], LIFE_FIT_NAME, "%.20s+bd09", read_as);
    snprintf(names[2], LIFE_FIT_NAME, "bd09mc");
    snprintf(names[3], LIFE_FIT_NAME, "EPSG:3857");
    snprintf(names[4], LIFE_FIT_NAME, "EPSG:%d", strip);
    snprintf(names[5], LIFE_FIT_NAME, "EPSG:%d", zone);
    st = lc_crs_open(read_as, &w->back, err);
    if (!st)
        add_way(w, read_as, NULL);
    for (size_t i = 0; !st && i < sizeof names / sizeof *names; i++)
        if (strcasecmp(names[i], read_as))
            st = add_system(w, names[i], err);
    return st;
}

void lc_fit_ways_close(lc_fit_ways *w)
{
    for (size_t i = 0; i < w->n; i++)
        lc_crs_close(w->v[i].forth);
    lc_crs_close(w->back);
    *w = (lc_fit_ways){0};
}

lc_lonlat lc_fit_way_go(const lc_fit_ways *w, size_t i, lc_lonlat p)
{
    const lc_fit_way *way = &w->v[i];
    lc_lonlat none = {NAN, NAN};
    double x, y;

    if (way->forth && (lc_crs_from_wgs84(w->back, p, &x, &y, NULL) ||
                       lc_crs_to_wgs84(way->forth, x, y, &p, NULL)))
        return none;
    return way->shift ? way->shift(p) : p;
}

/* One point looking for its street. */
typedef struct probe {
    const lc_network *net;
    lc_pt pt;
    double least_m;
} probe;

/* The nearest so far. */
static void see_street(void *ctx, uint32_t edge, double *limit_m)
{
    probe *p = ctx;
    uint32_t at_mm;
    lc_pt at;
    double d = lc_network_project(p->net, edge, p->pt, &at_mm, &at);

    if (d < p->least_m)
        *limit_m = p->least_m = d;
}

/* Farther than LIFE_FIT_ABOUT_M doesn't matter. */
static double street_m(const lc_network *net, lc_pt pt)
{
    probe p = {net, pt, HUGE_VAL};

    lc_index_nearest(net->index, pt, LIFE_FIT_ABOUT_M, see_street, &p);
    return p.least_m;
}

/* Of all streets: points far outside it say nothing. */
lc_box lc_fit_box(const lc_network *net)
{
    lc_box b = lc_box_empty();

    for (uint32_t i = 0; i < net->shape_count; i++)
        lc_box_add(&b, net->shape[i]);
    return b;
}

/* For the median. */
static int by_metres(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;

    return a < b ? -1 : a > b;
}

/* What all points of a system are measured with. */
typedef struct yard { /* what every system is measured by */
    const lc_network *net;
    lc_box all;
    lc_lonlat *pt; /* sorted */
    size_t count;
    double *metres;
} yard;

static int by_place(const void *pa, const void *pb)
{
    const lc_lonlat *a = pa, *b = pb;

    if (a->lon != b->lon)
        return a->lon < b->lon ? -1 : 1;
    return a->lat < b->lat ? -1 : a->lat > b->lat;
}

/* A hundred stalls of one market say no more than one. */
static bool is_again(const yard *y, size_t i)
{
    return i > 0 && !by_place(&y->pt[i - 1], &y->pt[i]);
}

/* All points in one system. */
static void measure(const yard *y, const lc_fit_ways *w, size_t way,
                    lc_fit *out)
{
    for (size_t i = 0; i < y->count; i++) {
        lc_lonlat p = lc_fit_way_go(w, way, y->pt[i]);
        double d;
        lc_pt at;

        out->places += !is_again(y, i);
        if (!lc_lonlat_valid(p))
            continue;
        at = lc_pt_from(p);
        out->moved |= !lc_pt_equal(at, lc_pt_from(y->pt[i]));
        if (!lc_box_contains(y->all, at))
            continue;
        out->inside++;
        if (is_again(y, i))
            continue;
        d = street_m(y->net, at);
        out->near += d <= LIFE_FIT_NEAR_M;
        if (d <= LIFE_FIT_ABOUT_M)
            y->metres[out->about++] = d;
    }
    if (out->about == 0)
        return;
    qsort(y->metres, out->about, sizeof *y->metres, by_metres);
    out->median_m = y->metres[(out->about - 1) / 2];
}

lc_status lc_fit_measure(const lc_network *net, const lc_lonlat *pt,
                         size_t count, const lc_fit_ways *w, lc_fit *out,
                         lc_error *err)
{
    yard y = {net, lc_box_grown(lc_fit_box(net), LIFE_FIT_OUTSIDE_M),
              lc_calloc(count, sizeof *y.pt), count,
              lc_calloc(count, sizeof *y.metres)};

    if (!y.metres || !y.pt) {
        lc_free(y.pt);
        lc_free(y.metres);
        return lc_no_memory(err, "distances");
    }
    memcpy(y.pt, pt, count * sizeof *pt);
    qsort(y.pt, count, sizeof *y.pt, by_place);
    for (size_t i = 0; i < w->n; i++) {
        out[i] = (lc_fit){.name = w->v[i].name};
        measure(&y, w, i, &out[i]);
    }
    lc_free(y.pt);
    lc_free(y.metres);
    return LIFE_OK;
}

/* Both shares are of the same points, those that either puts at the streets;
 * one more hit and one more miss keep a share of all or none from looking
 * certain (Laplace's rule of succession). */
bool lc_fit_beats(const lc_fit *a, const lc_fit *b)
{
    size_t most = a->about > b->about ? a->about : b->about;
    double n = (double)most + 2, pa = ((double)a->near + 1) / n,
           pb = ((double)b->near + 1) / n,
           error = sqrt((pa * (1 - pa) + pb * (1 - pb)) / n);

    return a->about >= LIFE_FIT_LEAST && pa - pb > SHARE_WORTH &&
           pa - pb > ERRORS_WORTH * error;
}

bool lc_fit_stands(const lc_fit *fit, size_t i)
{
    return i == 0 || fit[i].moved;
}

const lc_fit *lc_fit_winner(const lc_fit *fit, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool wins = lc_fit_stands(fit, i);

        for (size_t k = 0; k < count; k++)
            if (k != i && lc_fit_stands(fit, k) &&
                !lc_fit_beats(&fit[i], &fit[k]))
                wins = false;
        if (wins)
            return &fit[i];
    }
    return NULL;
}
