/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/systems.c - see systems.h.
 *
 * CGCS2000 is taken as WGS 84, as everywhere here (geo/crs.h); its zones of 3
 * degrees are EPSG:4534 (central meridian 75) to 4554 (135), northing first.
 */
#include "src/http/ogc/systems.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/crs.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ZONE 4534
#define ZONES      21
#define OTHERS     4

struct lc_system {
    int epsg;    /* 0: CRS84 */
    bool turned; /* latitude or northing first */
    bool metres;
    lc_crs *crs; /* of metres */
    pthread_mutex_t *lock;
};

struct lc_systems {
    lc_system system[OTHERS + ZONES];
    pthread_mutex_t lock[OTHERS + ZONES];
    size_t count;
};

/* One that PROJ lacks is left out; only want of memory fails. */
static lc_status add(lc_systems *s, int epsg, bool turned, bool metres,
                     lc_error *err)
{
    lc_system *one = &s->system[s->count];
    char name[24];
    lc_status st = LIFE_OK;

    *one = (lc_system){.epsg = epsg,
                       .turned = turned,
                       .metres = metres,
                       .lock = &s->lock[s->count]};
    snprintf(name, sizeof name, "EPSG:%d", epsg);
    if (metres)
        st = lc_crs_open(name, &one->crs, NULL);
    if (st == LIFE_ERR_NOMEM)
        return lc_no_memory(err, "systems of coordinates");
    if (st)
        return LIFE_OK;
    pthread_mutex_init(one->lock, NULL);
    s->count++;
    return LIFE_OK;
}

/* The first point that is asked for makes PROJ choose its way, for which it
 * reads its database. */
static void choose_ways(lc_systems *s)
{
    for (size_t i = 0; i < s->count; i++) {
        int zone = s->system[i].epsg - FIRST_ZONE;
        lc_lonlat p = {zone >= 0 && zone < ZONES ? 75.0 + 3 * zone : 104, 30};
        double a, b;

        if (lc_system_from_wgs84(&s->system[i], p, &a, &b))
            lc_system_to_wgs84(&s->system[i], a, b, &p);
    }
}

lc_status lc_systems_open(lc_systems **out, lc_error *err)
{
    lc_systems *s = lc_calloc(1, sizeof *s);
    lc_status st;

    *out = NULL;
    if (!s)
        return lc_no_memory(err, "systems of coordinates");
    st = add(s, 0, false, false, err);
    if (!st)
        st = add(s, 4326, true, false, err);
    if (!st)
        st = add(s, 3857, false, true, err);
    if (!st)
        st = add(s, 4490, true, false, err);
    for (int i = 0; !st && i < ZONES; i++)
        st = add(s, FIRST_ZONE + i, true, true, err);
    if (st) {
        lc_systems_free(s);
        return st;
    }
    choose_ways(s);
    *out = s;
    return LIFE_OK;
}

void lc_systems_free(lc_systems *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->count; i++) {
        lc_crs_close(s->system[i].crs);
        pthread_mutex_destroy(s->system[i].lock);
    }
    lc_free(s);
}

/* ---- which there are ---- */

/* Whether the corners lie in it. */
static bool holds(const lc_system *s, lc_box box)
{
    const lc_pt corner[] = {{box.min_lon, box.min_lat},
                            {box.max_lon, box.min_lat},
                            {box.max_lon, box.max_lat},
                            {box.min_lon, box.max_lat}};
    bool all = true;
    double a, b;

    if (!s->metres)
        return true;
    lc_system_hold(s);
    for (size_t i = 0; i < 4; i++)
        all = all && lc_system_from_wgs84(s, lc_pt_lonlat(corner[i]), &a, &b);
    lc_system_give(s);
    return all;
}

const lc_system *lc_systems_at(const lc_systems *s, size_t i, lc_box box)
{
    for (size_t k = 0; k < s->count; k++)
        if (holds(&s->system[k], box) && i-- == 0)
            return &s->system[k];
    return NULL;
}

/* The number at the end of ".../EPSG/0/4326", "urn:...:EPSG::4326",
 * "[EPSG:4326]"; 0 of CRS84; -1: none. */
static int code_of(const char *name)
{
    const char *epsg = strstr(name, "EPSG"), *digits;
    char *end;
    long code;

    if (!epsg)
        return strstr(name, "CRS84") ? 0 : -1;
    digits = strrchr(epsg, strchr(epsg, '/') ? '/' : ':');
    if (!digits || digits[1] < '1' || digits[1] > '9')
        return -1;
    code = strtol(digits + 1, &end, 10);
    return (*end && strcmp(end, "]") != 0) || code > 99999 ? -1 : (int)code;
}

const lc_system *lc_systems_find(const lc_systems *s, const char *name,
                                 lc_box box)
{
    int code = code_of(name);

    for (size_t k = 0; k < s->count; k++)
        if (s->system[k].epsg == code)
            return holds(&s->system[k], box) ? &s->system[k] : NULL;
    return NULL;
}

void lc_system_uri(const lc_system *s, lc_buf *out)
{
    if (s->epsg)
        lc_buf_printf(out, "http://www.opengis.net/def/crs/EPSG/0/%d", s->epsg);
    else
        lc_buf_puts(out, LIFE_CRS84);
}

bool lc_system_is_crs84(const lc_system *s)
{
    return !s->epsg;
}

int lc_system_decimals(const lc_system *s)
{
    return s->metres ? 3 : 7;
}

/* ---- positions ---- */

void lc_system_hold(const lc_system *s)
{
    pthread_mutex_lock(s->lock);
}

void lc_system_give(const lc_system *s)
{
    pthread_mutex_unlock(s->lock);
}

bool lc_system_to_wgs84(const lc_system *s, double a, double b, lc_lonlat *out)
{
    double x = s->turned ? b : a, y = s->turned ? a : b;

    *out = (lc_lonlat){x, y};
    return s->metres ? !lc_crs_to_wgs84(s->crs, x, y, out, NULL)
                     : lc_lonlat_valid(*out);
}

bool lc_system_from_wgs84(const lc_system *s, lc_lonlat p, double *a, double *b)
{
    double x = p.lon, y = p.lat;

    if (s->metres && lc_crs_from_wgs84(s->crs, p, &x, &y, NULL))
        return false;
    *a = s->turned ? y : x;
    *b = s->turned ? x : y;
    return true;
}
