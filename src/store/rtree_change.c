/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rtree_change.c - see rtree_change.h.
 *
 * Which rows are others nobody needs to say: all boxes of the index are held
 * against those of the table, which takes less than packing them. So an index
 * that was wrong before is right behind it too. Those that differ go through
 * SQLite's own R*Tree.
 */
#include "src/store/rtree_change.h"

#include "lifecircle/base/mem.h"
#include "src/store/stmt.h"

#include <stdlib.h>
#include <string.h>

/* One row in so many may be another: of more, packing is quicker, and the tree
 * would become looser from change to change. */
#define MOST_SHARE 64

typedef struct change {
    lc_city *city;
    const char *table;
    const lc_node_cell *row;
    size_t count;
    bool *stays; /* one a row: the index has it as it is */
    LC_VEC(int64_t) gone;
    LC_VEC(int64_t) inner; /* nodes that are no leaves, by rising number */
    bool strange;          /* the index is none that this could change */
} change;

static uint64_t get_be(const unsigned char *p, int bytes)
{
    uint64_t v = 0;

    for (int i = 0; i < bytes; i++)
        v = v << 8 | p[i];
    return v;
}

static int by_number(const void *pa, const void *pb)
{
    int64_t a = *(const int64_t *)pa, b = *(const int64_t *)pb;

    return (a > b) - (a < b);
}

static int by_id(const void *pa, const void *pb)
{
    const lc_node_cell *a = pa, *b = pb;

    return (a->id > b->id) - (a->id < b->id);
}

/* Most tables count their rows without a gap, so that a row's place is near
 * its number. */
static const lc_node_cell *find_row(const change *g, int64_t id)
{
    const lc_node_cell key = {.id = id};
    uint64_t guess;

    if (!g->count || id < g->row[0].id)
        return NULL;
    guess = (uint64_t)id - (uint64_t)g->row[0].id;
    if (guess < g->count && g->row[guess].id == id)
        return &g->row[guess];
    return bsearch(&key, g->row, g->count, sizeof *g->row, by_id);
}

static bool has_sides(const lc_node_cell *row, const unsigned char *p)
{
    for (size_t k = 0; k < 4; k++) {
        uint32_t bits;

        memcpy(&bits, &row->side[k], sizeof bits);
        if (bits != get_be(p + 4 * k, 4))
            return false;
    }
    return true;
}

static bool see_cell(change *g, const unsigned char *p)
{
    int64_t id = (int64_t)get_be(p, 8);
    const lc_node_cell *row = find_row(g, id);

    if (!row || !has_sides(row, p + 8))
        return lc_vec_push(&g->gone, id);
    g->strange |= g->stays[row - g->row]; /* twice */
    g->stays[row - g->row] = true;
    return true;
}

/* A node with more cells than bytes for them is not read. */
static bool see_leaf(change *g, const unsigned char *data, size_t bytes)
{
    size_t cells =
        bytes < LIFE_NODE_HEAD_BYTES ? SIZE_MAX : (size_t)get_be(data + 2, 2);

    g->strange |= cells > bytes / LIFE_NODE_CELL_BYTES ||
                  LIFE_NODE_HEAD_BYTES + cells * LIFE_NODE_CELL_BYTES > bytes;
    for (size_t i = 0; i < cells && !g->strange; i++)
        if (!see_cell(g,
                      data + LIFE_NODE_HEAD_BYTES + i * LIFE_NODE_CELL_BYTES))
            return false;
    return true;
}

/* The root is its own leaf where there is no other node. */
static lc_status list_inner(change *g, lc_error *err)
{
    lc_stmt *s = NULL;
    bool more = false;
    lc_status st = lc_stmt_prepare_f(
        g->city, &s, err,
        "SELECT DISTINCT parentnode FROM \"idx_%w_geom_parent\"", g->table);

    while (!st && !(st = lc_stmt_step(s, &more, err)) && more)
        if (!lc_vec_push(&g->inner, lc_stmt_col_int(s, 0)))
            st = lc_no_memory(err, "a spatial index");
    lc_stmt_free(s);
    if (g->inner.n)
        qsort(g->inner.v, g->inner.n, sizeof *g->inner.v, by_number);
    return st;
}

static bool is_inner(const change *g, int64_t node)
{
    return g->inner.n && bsearch(&node, g->inner.v, g->inner.n,
                                 sizeof *g->inner.v, by_number);
}

static lc_status compare(change *g, lc_error *err)
{
    lc_stmt *s = NULL;
    bool more = false;
    lc_status st = list_inner(g, err);

    if (!st)
        st = lc_stmt_prepare_f(g->city, &s, err,
                               "SELECT nodeno, data FROM \"idx_%w_geom_node\"",
                               g->table);
    while (!st && !g->strange && !(st = lc_stmt_step(s, &more, err)) && more) {
        size_t bytes = 0;
        const void *data = lc_stmt_col_blob(s, 1, &bytes);

        if (!is_inner(g, lc_stmt_col_int(s, 0)) && !see_leaf(g, data, bytes))
            st = lc_no_memory(err, "a spatial index");
    }
    lc_stmt_free(s);
    return st;
}

static lc_status take_out(change *g, lc_error *err)
{
    lc_stmt *s = NULL;
    lc_status st = lc_stmt_prepare_f(
        g->city, &s, err, "DELETE FROM \"idx_%w_geom\" WHERE pkid = ?1",
        g->table);

    for (size_t i = 0; i < g->gone.n && !st; i++) {
        lc_stmt_int(s, 1, g->gone.v[i]);
        st = lc_stmt_run(s, err);
    }
    lc_stmt_free(s);
    return st;
}

static lc_status put_in(change *g, lc_error *err)
{
    lc_stmt *s = NULL;
    lc_status st = lc_stmt_prepare_f(
        g->city, &s, err,
        "INSERT INTO \"idx_%w_geom\"(pkid, xmin, xmax, ymin, ymax) "
        "VALUES(?1, ?2, ?3, ?4, ?5)",
        g->table);

    for (size_t i = 0; i < g->count && !st; i++) {
        if (g->stays[i])
            continue;
        lc_stmt_int(s, 1, g->row[i].id);
        for (int k = 0; k < 4; k++)
            lc_stmt_double(s, 2 + k, g->row[i].side[k]);
        st = lc_stmt_run(s, err);
    }
    lc_stmt_free(s);
    return st;
}

static size_t fresh_of(const change *g)
{
    size_t n = 0;

    for (size_t i = 0; i < g->count; i++)
        n += !g->stays[i];
    return n;
}

lc_status lc_rtree_change(lc_city *c, const char *table,
                          const lc_node_cells *row, bool *done, lc_error *err)
{
    size_t count = row->n;
    change g = {.city = c, .table = table, .row = row->v, .count = count};
    lc_status st;

    *done = false;
    g.stays = lc_calloc(count, sizeof *g.stays);
    st = g.stays ? compare(&g, err) : lc_no_memory(err, "a spatial index");
    if (!st && !g.strange && fresh_of(&g) + g.gone.n <= count / MOST_SHARE) {
        *done = true;
        st = take_out(&g, err);
        if (!st)
            st = put_in(&g, err);
    }
    lc_vec_free(&g.inner);
    lc_vec_free(&g.gone);
    lc_free(g.stays);
    return st;
}
