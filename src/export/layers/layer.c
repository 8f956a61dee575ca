/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/layer.c - what layers share.
 */
#include "src/export/layers/layer.h"

#include "lifecircle/world/category.h"
#include "lifecircle/world/level.h"

uint32_t lc_layer_levels(const lc_layer_rows *l, uint32_t *first)
{
    *first = l->every_level ? 0 : l->request.level;
    return l->every_level ? (uint32_t)lc_world_level_count(l->w) : *first + 1;
}

#define MOST_MS (30 * 60000)

lc_status lc_layer_check_walk(const lc_layer_rows *l, const char *who,
                              lc_error *err)
{
    if (l->request.q.straight)
        return lc_fail_param(err, LIFE_ERR_RANGE, "radius",
                             "%s are of walking: give minutes in place of a "
                             "radius",
                             who);
    if (l->request.q.limit_ms > MOST_MS)
        return lc_fail_param(err, LIFE_ERR_RANGE, "minutes",
                             "%s are of at most 30 minutes", who);
    return LIFE_OK;
}

void lc_layer_name_basic(lc_layer_rows *l)
{
    for (uint32_t c = 0; c < lc_world_category_count(l->w); c++)
        if (l->request.basic && lc_world_category(l->w, c)->basic)
            lc_catset_add(&l->request.categories, c);
}

#define LINK_FIELDS(X)                                                         \
    X("links", LIFE_JSON, "", "links to streets", "与街道的连接",              \
      lc_row_text(r, &text))

static const lc_export_field fields[] = {LINK_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_layer_link_fields = LIFE_FIELDS(fields);

/* A link is where walking leaves the street: which one, how far along it and
 * away from it, and the point there. */
static void put_link(lc_json *j, const lc_link_at *link)
{
    lc_json_object(j, NULL);
    lc_json_int(j, "street", link->street);
    lc_json_int(j, "at_mm", link->at_mm);
    lc_json_int(j, "leg_mm", link->leg_mm);
    lc_json_e7(j, "lon", link->to.lon);
    lc_json_e7(j, "lat", link->to.lat);
    lc_json_end(j);
}

lc_status lc_layer_links(const lc_world *w, lc_layer_link_fn *at,
                         uint32_t owner, size_t n, lc_row *r, lc_error *err)
{
    lc_status st = LIFE_OK;
    lc_buf text = {0};
    lc_json j;

    lc_json_init(&j, &text);
    lc_json_array(&j, NULL);
    for (size_t k = 0; k < n && !st; k++) {
        lc_link_at link;

        st = at(w, owner, k, &link, err);
        if (!st)
            put_link(&j, &link);
    }
    lc_json_end(&j);
    LINK_FIELDS(LIFE_VALUE_OF)
    lc_buf_free(&text);
    return st;
}
