/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/graph/edge_index.c - see the header. The tree leaves out what has an
 * empty box, and its items are still the edges' numbers.
 */
#include "lifecircle/graph/edge_index.h"

#include "lifecircle/base/mem.h"

static bool find_any(void *ctx, uint32_t item)
{
    (void)item;
    *(bool *)ctx = true;
    return false;
}

/* `near` NULL: all are wanted. */
static lc_box box_of(const lc_network *n, uint32_t e, const lc_index *near)
{
    uint32_t first = n->edge[e].shape, end = n->edge[e + 1].shape;
    lc_box box = lc_points_box(n->shape + first, end - first);
    bool found = !near;

    if (near)
        lc_index_query(near, box, find_any, &found);
    return found ? box : lc_box_empty();
}

/* For all edges at once: the tree copies what it keeps of them. */
lc_status lc_edge_index_make(lc_network *n, const lc_box *place, size_t places,
                             lc_error *err)
{
    lc_box *box;
    lc_index *near = NULL;
    lc_status st = place ? lc_index_build(place, places, &near, err) : LIFE_OK;

    if (st)
        return st;
    box = lc_realloc(NULL, n->edge_count, sizeof *box);
    for (uint32_t e = 0; box && e < n->edge_count; e++)
        box[e] = box_of(n, e, near);
    st = box ? lc_index_build(box, n->edge_count, &n->index, err)
             : lc_no_memory(err, "the street network");
    lc_free(box);
    lc_index_free(near);
    return st;
}
