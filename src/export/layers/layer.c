/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/layer.c - what layers share.
 */
#include "src/export/layers/layer.h"

#include "lifecircle/world/category.h"
#include "lifecircle/world/level.h"

#include <string.h>

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
      lc_cell_text(r->long_text.data))

static const lc_export_field fields[] = {LINK_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_layer_link_fields = LIFE_FIELDS(fields);

#define PUT(to, text) ((char *)memcpy(to, text, strlen(text)) + strlen(text))
#define LINK_BYTES                                                             \
    (3 * LIFE_UINT_BYTES + 2 * LIFE_E7_BYTES +                                 \
     sizeof "{'street':,'at_mm':,'leg_mm':,'lon':,'lat':}")

/* A link is where walking leaves the street: which one, how far along it and
 * away from it, and the point there. In one piece: a third of what an export of
 * homes or facilities takes went into these. */
static void put_link(lc_buf *out, const lc_link_at *link)
{
    char *to = lc_buf_room(out, LINK_BYTES);

    if (!to)
        return;
    to = PUT(to, "{\"street\":");
    to = lc_buf_uint_text(to, link->street);
    to = PUT(to, ",\"at_mm\":");
    to = lc_buf_uint_text(to, link->at_mm);
    to = PUT(to, ",\"leg_mm\":");
    to = lc_buf_uint_text(to, link->leg_mm);
    to = PUT(to, ",\"lon\":");
    to = lc_buf_e7_text(to, link->to.lon);
    to = PUT(to, ",\"lat\":");
    to = lc_buf_e7_text(to, link->to.lat);
    to = PUT(to, "}");
    lc_buf_ends(out, to);
}

lc_status lc_layer_links(const lc_world *w, lc_layer_link_fn *at,
                         uint32_t owner, size_t n, lc_row *r, lc_error *err)
{
    lc_status st = LIFE_OK;
    lc_buf *text = &r->long_text;

    lc_buf_clear(text);
    lc_buf_putc(text, '[');
    for (size_t k = 0; k < n && !st; k++) {
        lc_link_at link;

        st = at(w, owner, k, &link, err);
        if (k)
            lc_buf_putc(text, ',');
        if (!st)
            put_link(text, &link);
    }
    lc_buf_putc(text, ']');
    if (text->failed)
        r->failed = true;
    LINK_FIELDS(LIFE_VALUE_OF)
    return st;
}
