/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/streets.c - the edges of the walking network, as lines.
 */
#include "lifecircle/graph/network.h"
#include "lifecircle/world/mode.h"
#include "lifecircle/world/pages/street_pages.h"
#include "lifecircle/world/world.h"
#include "src/export/layers/held.h"
#include "src/export/layers/layer.h"

#include <stdio.h>

/* The columns of the modes stand between these two, a mode each. */
#define WAY(X)                                                                 \
    X("street", LIFE_INTEGER, "", "street's number", "街道编号",               \
      lc_cell_whole(e->street))                                                \
    X("name", LIFE_TEXT, "", "name", "名称", lc_cell_text(n->names + e->name)) \
    X("highway", LIFE_TEXT, "", "kind of way", "道路类型",                     \
      lc_cell_text(n->kinds[e->kind]))                                         \
    X("from_node", LIFE_INTEGER, "", "from node", "起点",                      \
      lc_cell_whole(s->from))                                                  \
    X("to_node", LIFE_INTEGER, "", "to node", "终点", lc_cell_whole(s->to))    \
    X("at_mm", LIFE_INTEGER, "mm", "begins at", "起始位置",                    \
      lc_cell_whole(e->at_mm))                                                 \
    X("length_mm", LIFE_INTEGER, "mm", "length", "长度",                       \
      lc_cell_whole(e->length_mm))
#define KIND(X)                                                                \
    X("layer", LIFE_INTEGER, "", "layer above ground", "层位",                 \
      lc_cell_whole(e->layer))                                                 \
    X("steps", LIFE_BOOL, "", "steps", "台阶",                                 \
      lc_cell_whole((e->flags & LIFE_EDGE_STEPS) != 0))                        \
    X("island", LIFE_BOOL, "", "cut off from the network", "与路网隔断",       \
      lc_cell_whole((e->flags & LIFE_EDGE_ISLAND) != 0))                       \
    X("residential", LIFE_BOOL, "", "homes stand on it", "居住街道",           \
      lc_cell_whole((e->flags & LIFE_EDGE_RESIDENTIAL) != 0))

static const lc_export_field way[] = {WAY(LIFE_FIELD_OF)};
static const lc_export_field kind[] = {KIND(LIFE_FIELD_OF)};

static lc_status open_layer(lc_layer_rows *l, lc_error *err)
{
    static const lc_fields way_fields = LIFE_FIELDS(way);
    static const lc_fields kind_fields = LIFE_FIELDS(kind);
    static const lc_export_field permission = {"", LIFE_INTEGER, "",
                                               "permission", "通行许可"};

    lc_fieldset_add(&l->columns, &way_fields);
    for (lc_mode m = 0; m < lc_world_mode_count(l->w); m++)
        lc_fieldset_make(&l->columns, &permission,
                         lc_world_mode_at(l->w, m)->id, "");
    lc_fieldset_add(&l->columns, &kind_fields);
    return lc_held_streets(l->w) ? LIFE_OK
                                 : lc_world_street_rows(l->w, &l->count, err);
}

/* A column for each mode, with lc_edge's permission as it is. */
static void add_values(lc_row *r, const lc_world *w, const lc_street_at *s)
{
    const lc_network *n = lc_world_network(w);
    const lc_edge *e = s->edge;

    WAY(LIFE_VALUE_OF)
    for (lc_mode m = 0; m < lc_world_mode_count(w); m++)
        lc_row_add(r, lc_cell_whole(lc_edge_perm(e, m)));
    KIND(LIFE_VALUE_OF)
}

/* Several edges share a street's number: a street is cut at each crossing, and
 * at_mm says where. */
static lc_status row(const lc_layer_rows *l, size_t i, lc_layer_reader *r,
                     lc_error *err)
{
    lc_street_at s;
    lc_status st = lc_world_street(l->w, (uint32_t)i, &s, err);

    if (st)
        return st;
    /* The edge's own points, borrowed as a line. */
    r->part[0] = 0;
    r->part[1] = s.pts;
    r->line = (lc_shape){LIFE_SHAPE_LINE, s.pt, r->part, 1, r->part[1]};
    snprintf(r->id, sizeof r->id, "%lu", (unsigned long)s.edge->street);
    r->row.id = r->id;
    r->row.geometry.shape = &r->line;
    add_values(&r->row, l->w, &s);
    return LIFE_OK;
}

extern const lc_export_layer lc_layer_streets;
const lc_export_layer lc_layer_streets = {
    {LIFE_GEOMETRY_LINE, open_layer, row},
    {LIFE_GEOMETRY_LINE, open_layer, row}};
