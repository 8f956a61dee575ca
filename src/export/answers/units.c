/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/units.c - units, with their outlines or without.
 *
 * A Feature and an entry of the plain list have the same members; the plain
 * list is for menus, and leaves the outlines out, which are nearly all of the
 * bytes.
 */
#include "lifecircle/export/answers/units.h"

#include "lifecircle/export/formats/geojson.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/layers/held.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"
#include "src/export/values/alone.h"
#include "src/export/values/unit.h"

/* A unit without a boundary has a centre all the same, but a name has none. */
static void put_centre(lc_json *j, const lc_unit *u)
{
    lc_lonlat at = lc_pt_lonlat(u->centre);

    if (lc_world_unit_is_alone(u)) {
        lc_json_null(j, "centre");
        return;
    }
    lc_json_array(j, "centre");
    lc_json_double(j, NULL, at.lon, 7);
    lc_json_double(j, NULL, at.lat, 7);
    lc_json_end(j);
}

/* ASCII alone: Chinese has no case, and tolower() would ask the locale. */
static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/* Whether `text` holds `part`, ASCII letters in either case. */
static bool holds(const char *text, const char *part)
{
    for (;; text++) {
        size_t n = 0;

        while (part[n] && lower(text[n]) == lower(part[n]))
            n++;
        if (!part[n])
            return true;
        if (!*text)
            return false;
    }
}

/* What a unit says, and where its middle is. */
static void put_members(lc_json *j, lc_row *row, const lc_world *w,
                        const lc_unit *u)
{
    lc_unit_values(row, w, u);
    lc_members_put(j, &lc_unit_fields, row);
    put_centre(j, u);
}

/* `alone`: say of a name alone what it lacks, which a list says once a level.
 */
static void put_feature(lc_json *j, lc_row *row, const lc_world *w,
                        const lc_unit *u, const lc_shape *shape, bool alone)
{
    const lc_geometry outline = {.shape = shape};

    lc_geojson_begin(j, u->code, &outline);
    put_members(j, row, w, u);
    if (alone)
        lc_alone_put(j, u);
    lc_geojson_end(j);
}

/* A part of the name, in Chinese or English, or of the code is enough. */
void lc_answer_units(lc_buf *out, const lc_world *w, uint32_t level,
                     const char *q, uint32_t parent, bool shapes)
{
    lc_json j;
    lc_row row = {0};

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    if (shapes)
        lc_json_str(&j, "type", "FeatureCollection");
    lc_json_str(&j, "attribution", lc_world_source_attribution(w));
    lc_json_str(&j, "data_as_of", lc_as_of_city(w));
    lc_alone_put_levels(&j, w, level);
    lc_json_array(&j, shapes ? "features" : "units");
    for (uint32_t i = 0; i < lc_world_unit_count(w); i++) {
        const lc_unit *u = lc_world_unit(w, i);

        if ((level != LIFE_NONE && u->level_index != level) ||
            (parent != LIFE_NONE && u->parent != parent) ||
            !(holds(u->name, q) || holds(u->name_en, q) || holds(u->code, q)))
            continue;
        if (shapes) {
            put_feature(&j, &row, w, u, lc_held_outline(w, u), false);
            continue;
        }
        lc_json_object(&j, NULL);
        put_members(&j, &row, w, u);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    lc_json_end(&j);
    lc_row_free(&row);
}

void lc_answer_unit(lc_buf *out, const lc_world *w, uint32_t unit)
{
    const lc_unit *u = lc_world_unit(w, unit);
    lc_json j;
    lc_row row = {0};

    lc_json_init(&j, out);
    put_feature(&j, &row, w, u, u->shape, true);
    lc_row_free(&row);
}
