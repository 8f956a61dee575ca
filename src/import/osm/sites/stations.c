/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/sites/stations.c - stations, and the ways into them.
 *
 * A metro station is mapped as a point at its middle, below ground, and its
 * entrances as points in the streets around. One walks to the entrances, and
 * the station counts once.
 */
#include "src/import/osm/sites/stations.h"

#include "lifecircle/geo/point.h"

#include <string.h>

/* From the middle of a station to its farthest entrance: a platform for eight
 * cars has 180 m, and passages lead on to the next crossing. */
#define WAY_IN_M 400.0

/* Points of one station, one for each line. */
#define SAME_STATION_M 250.0

lc_status lc_osm_stations_find(lc_osm_stations *s, lc_osm_places *places,
                               const lc_catset *of, lc_error *err)
{
    s->places = places;
    for (uint32_t i = 0; i < places->n; i++) {
        const lc_osm_place *p = &places->v[i];

        if (!lc_catset_meets(&p->categories, of) || p->into != LIFE_OSM_NONE)
            continue;
        if (!(p->way_in ? lc_vec_push(&s->ways_in, i)
                        : lc_vec_push(&s->stations, i)))
            return lc_no_memory(err, "the facilities");
    }
    return LIFE_OK;
}

void lc_osm_stations_clear(lc_osm_stations *s)
{
    lc_vec_free(&s->stations);
    lc_vec_free(&s->ways_in);
}

uint32_t lc_osm_stations_twin(const lc_osm_stations *s, size_t i)
{
    const lc_osm_place *one = &s->places->v[s->stations.v[i]];

    for (size_t k = 0; one->name && k < i; k++) {
        const lc_osm_place *other = &s->places->v[s->stations.v[k]];

        if (other->into == LIFE_OSM_NONE && other->name &&
            lc_catset_meets(&other->categories, &one->categories) &&
            !strcmp(other->name, one->name) &&
            lc_distance_m(other->pt, one->pt) <= SAME_STATION_M)
            return s->stations.v[k];
    }
    return LIFE_OSM_NONE;
}

void lc_osm_stations_enter(const lc_osm_stations *s)
{
    for (size_t i = 0; i < s->ways_in.n; i++) {
        lc_osm_place *way = &s->places->v[s->ways_in.v[i]];
        double best_m = WAY_IN_M;

        for (size_t k = 0; k < s->stations.n; k++) {
            const lc_osm_place *p = &s->places->v[s->stations.v[k]];
            double m = lc_distance_m(p->pt, way->pt);

            if (p->into != LIFE_OSM_NONE ||
                !lc_catset_meets(&p->categories, &way->categories) ||
                m >= best_m)
                continue;
            best_m = m;
            way->station = s->stations.v[k];
        }
    }
}
