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

lc_status lc_osm_names_city(lc_osm_import *im, const char *stem, lc_error *err)
{
    lc_stored_place town;
    lc_rows *rows;
    char name[1100];
    lc_status st = lc_place_rows_towns(im->city, &town, &rows, err);

    lc_utf8_format(name, sizeof name, "%s", stem);
    if (lc_rows_next(&rows, &st, err)) /* the largest comes first */
        lc_utf8_format(name, sizeof name, "%s", town.name);
    lc_rows_close(&rows);
    return st ? st : lc_setting_put(im->city, "name", name, err);
}
