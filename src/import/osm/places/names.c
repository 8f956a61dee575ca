/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/names.c - see names.h.
 */
#include "src/import/osm/places/names.h"

#include "lifecircle/base/num.h"
#include "lifecircle/base/utf8.h"
#include "src/import/osm/places/elements.h"

#include <stdio.h>
#include <string.h>

static lc_status put_place(lc_osm_import *im, lc_stmt *insert,
                           const lc_osm_element *e, lc_error *err)
{
    const char *name_en = lc_osm_element_tag(im, e, "name:en");
    const char *people = lc_osm_element_tag(im, e, "population");
    uint64_t population;
    char id[32], full[40];

    lc_osm_element_id(e, id);
    snprintf(full, sizeof full, "osm:%s", id);
    lc_stmt_text(insert, 1, full);
    lc_stmt_text(insert, 2, lc_osm_element_tag(im, e, "place"));
    lc_stmt_text(insert, 3, lc_osm_element_tag(im, e, "name"));
    lc_stmt_text(insert, 4, name_en ? name_en : "");
    if (people && lc_parse_uint(people, INT32_MAX, &population))
        lc_stmt_int(insert, 5, (int64_t)population);
    lc_stmt_point(insert, 6, im->data->nodes.v[e->at].pt);
    im->rows++;
    return lc_stmt_run(insert, err);
}

lc_status lc_osm_names_places(lc_osm_import *im, lc_error *err)
{
    lc_stmt *insert = NULL;
    lc_status st = lc_stmt_prepare(
        im->city,
        "INSERT INTO place(id, kind, name, name_en, population, geom)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
        &insert, err);

    for (size_t i = 0; !st && i < im->elements.n; i++) {
        const lc_osm_element *e = &im->elements.v[i];
        const char *name = lc_osm_element_tag(im, e, "name");

        if (e->type == 'n' && name && *name &&
            lc_osm_element_tag(im, e, "place"))
            st = put_place(im, insert, e, err);
    }
    lc_stmt_free(insert);
    return st;
}

lc_status lc_osm_names_city(lc_osm_import *im, const char *stem, lc_error *err)
{
    lc_stmt *select = NULL;
    char name[1100];
    bool row = false;
    lc_status st = lc_stmt_prepare(
        im->city,
        "SELECT name FROM place WHERE kind IN ('city', 'town') ORDER BY"
        " coalesce(population, 0) DESC, kind = 'city' DESC, id LIMIT 1",
        &select, err);

    if (!st)
        st = lc_stmt_step(select, &row, err);
    if (!st && row)
        lc_utf8_format(name, sizeof name, "%s", lc_stmt_col_text(select, 0));
    else
        lc_utf8_format(name, sizeof name, "%s", stem);
    lc_stmt_free(select);
    return st ? st : lc_city_set(im->city, "name", name, err);
}
