/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/names.c - see names.h.
 *
 * Names of places are for the search, and the largest town gives the city its
 * name where nobody gave it another.
 */
#include "src/import/osm/places/names.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/store/rows/place.h"
#include "lifecircle/store/rows/setting.h"
#include "src/import/osm/places/elements.h"

#include <stdio.h>
#include <string.h>

/* A population that is no number, "ca. 2000", is not known. */
static lc_status put_place(lc_osm_import *im, const lc_osm_element *e,
                           lc_error *err)
{
    const char *people = lc_osm_element_tag(im, e, "population");
    uint64_t population;
    char id[32], full[40];
    lc_stored_place row = {.id = full,
                           .kind = lc_osm_element_tag(im, e, "place"),
                           .name = lc_osm_element_tag(im, e, "name"),
                           .name_en = lc_osm_element_tag(im, e, "name:en"),
                           .population = -1,
                           .pt = im->data->nodes.v[e->at].pt};

    lc_osm_element_id(e, id);
    snprintf(full, sizeof full, "osm:%s", id);
    if (people && lc_parse_uint(people, INT32_MAX, &population))
        row.population = (int64_t)population;
    im->rows++;
    return lc_place_rows_insert(im->city, &row, err);
}

lc_status lc_osm_names_places(lc_osm_import *im, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < im->elements.n; i++) {
        const lc_osm_element *e = &im->elements.v[i];
        const char *name = lc_osm_element_tag(im, e, "name");

        if (e->type == 'n' && name && *name &&
            lc_osm_element_tag(im, e, "place"))
            st = put_place(im, e, err);
    }
    return st;
}

/* Where a kind of place stands among those that name a city; the end of the
 * list: it names none. */
static size_t rank_of(const lc_osm_import *im, const char *kind)
{
    const char *one;
    size_t i = 0;

    while ((one = lc_osm_words_at(im->words, LIFE_OSM_LIST_TOWN, i)) &&
           strcmp(one, kind) != 0)
        i++;
    return one ? i : SIZE_MAX;
}

/* Places come by id, so that of equals the first stays. */
lc_status lc_osm_names_city(lc_osm_import *im, const char *stem, lc_error *err)
{
    lc_stored_place p;
    lc_rows *rows;
    char name[1100];
    size_t best = SIZE_MAX;
    int64_t most = -1;
    lc_status st = lc_place_rows(im->city, &p, &rows, err);

    lc_utf8_format(name, sizeof name, "%s", stem);
    while (lc_rows_next(&rows, &st, err)) {
        int64_t people = p.population > 0 ? p.population : 0;
        size_t rank = rank_of(im, p.kind);

        if (rank == SIZE_MAX || people < most ||
            (people == most && rank >= best))
            continue;
        most = people;
        best = rank;
        lc_utf8_format(name, sizeof name, "%s", p.name);
    }
    return st ? st : lc_setting_put(im->city, "name", name, err);
}
