/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/route.c - the way to a facility, with its steps.
 */
#include "lifecircle/export/answers/route.h"

#include "lifecircle/export/formats/geojson.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/words/closings.h"
#include "lifecircle/words/directions.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/pace.h"

typedef struct way {
    const lc_facility *to;
    const lc_route *route;
} way;

#define ROUTE_FIELDS(X)                                                        \
    X("id", LIFE_TEXT, "", "facility", "设施", lc_cell_text(x->to->id))        \
    X("name", LIFE_TEXT, "", "name", "名称", lc_cell_text(x->to->name))        \
    X("walk_seconds", LIFE_MILLI, "s", "way, in time", "路程时间",             \
      lc_cell_milli(x->route->walk_ms))                                        \
    X("walk_metres", LIFE_MILLI, "m", "way", "路程",                           \
      lc_cell_milli(x->route->walk_mm))                                        \
    X("pace", LIFE_TEXT, "", "pace", "步速", lc_cell_text(pace))

static const lc_export_field fields[] = {ROUTE_FIELDS(LIFE_FIELD_OF)};
static const lc_fields route_fields = LIFE_FIELDS(fields);

static void add_values(lc_row *r, const way *x, const char *pace)
{
    ROUTE_FIELDS(LIFE_VALUE_OF)
}

/* The steps come last: they are as many as the way has turns. */
void lc_answer_route(lc_buf *out, const lc_world *w, const lc_place *from,
                     uint32_t facility, const lc_route *route, lc_lang lang)
{
    const way x = {lc_world_facility(w, facility), route};
    const lc_geometry line = {.shape = &route->line};
    lc_row row = {0};
    lc_json j;

    lc_json_init(&j, out);
    lc_geojson_begin(&j, x.to->id, &line);
    add_values(&row, &x, lc_world_pace(w, from->pace)->id);
    lc_members_put(&j, &route_fields, &row);
    lc_directions_put(&j, route, x.to->name, lang);
    lc_closings_put(&j, w, route->closing, route->closings);
    lc_geojson_end(&j);
    lc_row_free(&row);
}
