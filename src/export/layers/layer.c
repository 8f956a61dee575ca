/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/layer.c - what layers share.
 */
#include "src/export/layers/layer.h"

lc_status lc_layer_put(lc_layer_run *run, lc_error *err)
{
    lc_status st = lc_writer_row(&run->writer, &run->row, err);

    lc_row_clear(&run->row);
    return st;
}

#define LINK_FIELDS(X)                                                         \
    X("links", LIFE_JSON, "", "links to streets", "与街道的连接",              \
      lc_row_text(r, &text))

static const lc_export_field fields[] = {LINK_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_layer_link_fields = LIFE_FIELDS(fields);

/* A link is where walking leaves the street: which one, how far along it and
 * away from it, and the point there. */
void lc_layer_links(lc_layer_run *run, const lc_link *link, size_t n)
{
    const lc_network *net = lc_world_network(run->w);
    lc_row *r = &run->row;
    lc_buf text = {0};
    lc_json j;

    lc_json_init(&j, &text);
    lc_json_array(&j, NULL);
    for (size_t i = 0; i < n; i++) {
        lc_lonlat to = lc_pt_lonlat(link[i].to);

        lc_json_object(&j, NULL);
        lc_json_int(&j, "street", net->edge[link[i].edge].street);
        lc_json_int(&j, "at_mm", link[i].at_mm);
        lc_json_int(&j, "leg_mm", link[i].leg_mm);
        lc_json_double(&j, "lon", to.lon, 7);
        lc_json_double(&j, "lat", to.lat, 7);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    LINK_FIELDS(LIFE_VALUE_OF)
    lc_buf_free(&text);
}
