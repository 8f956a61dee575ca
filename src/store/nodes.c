/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/nodes.c - fills an R*Tree at once.
 *
 * Inserting one row after another takes SQLite about 11 us each; packing the
 * rows in Hilbert order into full nodes, twenty times less, and the tree is
 * smaller and quicker to search. The nodes are written as SQLite's R*Tree keeps
 * them (the comment at the top of ext/rtree/rtree.c), and its own rtreecheck()
 * passes judgement on them:
 *
 *   IDX_node(nodeno, data)          data: depth u16 (node 1, the root, only),
 *                                   cells u16, then for each cell id i64 and
 *                                   xmin, xmax, ymin, ymax f32; big-endian
 *   IDX_parent(nodeno, parentnode)  of every node but the root
 *   IDX_rowid(rowid, nodeno)        the leaf that each row is in
 */
#include "src/store/nodes.h"

#include "lifecircle/base/log.h"
#include "src/store/city/city.h"
#include "src/store/stmt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_BYTES = LIFE_NODE_HEAD_BYTES, CELL_BYTES = LIFE_NODE_CELL_BYTES };

typedef lc_node_cell cell;

typedef struct row_leaf {
    int64_t row;
    int64_t leaf;
} row_leaf;

typedef struct tree {
    lc_city *city;
    const char *index;
    lc_node_cells *cells;
    row_leaf *leaf; /* one a row */
    unsigned char *node;
    size_t node_bytes;
    lc_stmt *put_node;
    lc_stmt *put_parent;
} tree;

/* Sides are rounded outward: the box must hold all of the shape. */
static float float_down(double v)
{
    float f = (float)v;

    return (double)f > v ? nextafterf(f, -HUGE_VALF) : f;
}

static float float_up(double v)
{
    float f = (float)v;

    return (double)f < v ? nextafterf(f, HUGE_VALF) : f;
}

bool lc_nodes_add(lc_node_cells *cells, int64_t row, const double box[4],
                  uint64_t key)
{
    cell c = {row,
              {float_down(box[0]), float_up(box[1]), float_down(box[2]),
               float_up(box[3])},
              key};

    return lc_vec_push(cells, c);
}

static int by_key(const void *a, const void *b)
{
    const cell *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static int by_row(const void *a, const void *b)
{
    const row_leaf *x = a, *y = b;

    return (x->row > y->row) - (x->row < y->row);
}

/* Streets come along the curve already. */
static bool is_in_order(const void *v, size_t n, size_t size,
                        int (*order)(const void *, const void *))
{
    const char *at = v;
    size_t i = 1;

    while (i < n && order(at + (i - 1) * size, at + i * size) <= 0)
        i++;
    return i >= n;
}

#define RUNS 256

typedef struct runs { /* of keys that begin alike */
    uint64_t least;
    unsigned shift;
    size_t end[RUNS];
} runs;

static size_t run_of(const runs *r, const cell *c)
{
    return (size_t)((c->key - r->least) >> r->shift);
}

static void find_runs(const lc_node_cells *cells, runs *r)
{
    uint64_t most = 0;

    *r = (runs){.least = UINT64_MAX};
    for (size_t i = 0; i < cells->n; i++) {
        uint64_t key = cells->v[i].key;

        r->least = key < r->least ? key : r->least;
        most = key > most ? key : most;
    }
    while ((most - r->least) >> r->shift >= RUNS)
        r->shift++;
    for (size_t i = 0; i < cells->n; i++)
        r->end[run_of(r, &cells->v[i])]++;
    for (size_t k = 1; k < RUNS; k++)
        r->end[k] += r->end[k - 1];
}

/* Cells change places until each is in its run, and then each run is sorted by
 * itself: qsort() takes as much memory again as what it sorts. */
static void sort_cells(lc_node_cells *cells)
{
    size_t next[RUNS] = {0};
    runs r;

    find_runs(cells, &r);
    memcpy(next + 1, r.end, (RUNS - 1) * sizeof *next);
    for (size_t k = 0; k < RUNS; k++)
        while (next[k] < r.end[k]) {
            cell c = cells->v[next[k]];
            size_t *to = &next[run_of(&r, &c)];

            cells->v[next[k]] = cells->v[*to];
            cells->v[(*to)++] = c;
        }
    for (size_t k = 0, from = 0; k < RUNS; from = r.end[k++])
        if (from < r.end[k])
            qsort(cells->v + from, r.end[k] - from, sizeof *cells->v, by_key);
}

static void put_be(unsigned char *to, uint64_t v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        to[i] = (unsigned char)(v >> (8 * (bytes - 1 - i)));
}

/* Writes one cell as bytes, and makes `above` hold it. */
static void put_cell(unsigned char *to, const cell *c, cell *above)
{
    put_be(to, (uint64_t)c->id, 8);
    for (size_t k = 0; k < 4; k++) {
        uint32_t bits;

        memcpy(&bits, &c->side[k], sizeof bits);
        put_be(to + 8 + 4 * k, bits, 4);
        above->side[k] = k % 2 ? fmaxf(above->side[k], c->side[k])
                               : fminf(above->side[k], c->side[k]);
    }
}

/* Writes cells [from, to) as node above->id, and makes `above` the cell that
 * stands for it one level up. */
static lc_status put_node(tree *t, int depth, size_t from, size_t to,
                          cell *above, lc_error *err)
{
    memset(t->node, 0, t->node_bytes);
    put_be(t->node, above->id == 1 ? (uint64_t)depth : 0, 2);
    put_be(t->node + 2, to - from, 2);
    for (size_t i = from; i < to; i++)
        put_cell(t->node + HEAD_BYTES + (i - from) * CELL_BYTES,
                 &t->cells->v[i], above);
    lc_stmt_int(t->put_node, 1, above->id);
    lc_stmt_blob(t->put_node, 2, t->node, t->node_bytes);
    return lc_stmt_run(t->put_node, err);
}

/* Notes that cell i is in node `no`. */
static lc_status put_child(tree *t, size_t i, int64_t no, int depth,
                           lc_error *err)
{
    if (depth == 0) {
        t->leaf[i] = (row_leaf){t->cells->v[i].id, no};
        return LIFE_OK;
    }
    lc_stmt_int(t->put_parent, 1, t->cells->v[i].id);
    lc_stmt_int(t->put_parent, 2, no);
    return lc_stmt_run(t->put_parent, err);
}

/* Level after level from the leaves up; each level's nodes are the next one's
 * cells. The one node of the last level is the root, number 1. */
static lc_status pack(tree *t, lc_error *err)
{
    size_t most = (t->node_bytes - HEAD_BYTES) / CELL_BYTES;
    size_t count = t->cells->n, nodes = 0;
    int64_t next = 2;
    lc_status st = LIFE_OK;

    for (int depth = 0; !st && nodes != 1; depth++) {
        nodes = count ? (count + most - 1) / most : 1;
        for (size_t k = 0; !st && k < nodes; k++) {
            size_t from = k * count / nodes, to = (k + 1) * count / nodes;
            cell above = {nodes == 1 ? 1 : next++,
                          {HUGE_VALF, -HUGE_VALF, HUGE_VALF, -HUGE_VALF},
                          0};

            st = put_node(t, depth, from, to, &above, err);
            for (size_t i = from; !st && i < to; i++)
                st = put_child(t, i, above.id, depth, err);
            if (count)
                t->cells->v[k] = above; /* k <= from: read already */
        }
        count = nodes;
    }
    return st;
}

/* Of an insert most is what goes with a statement, whatever its rows. */
#define ROWS_AT_ONCE 32

static lc_status prepare_rows(const tree *t, size_t rows, lc_stmt **out,
                              lc_error *err)
{
    static const char row[] = ",(?,?)";
    char values[ROWS_AT_ONCE * (sizeof row - 1) + 1] = "";

    for (size_t i = 0; i < rows; i++)
        memcpy(values + i * (sizeof row - 1), row, sizeof row);
    return lc_stmt_prepare_f(t->city, out, err,
                             "INSERT INTO \"%w_rowid\" VALUES%s", t->index,
                             values + 1);
}

static lc_status put_some(const row_leaf *leaf, size_t rows, lc_stmt *s,
                          lc_error *err)
{
    for (size_t i = 0; i < rows; i++) {
        lc_stmt_int(s, 2 * (int)i + 1, leaf[i].row);
        lc_stmt_int(s, 2 * (int)i + 2, leaf[i].leaf);
    }
    return lc_stmt_run(s, err);
}

/* In order of rows, so that the table is filled from one end. */
static lc_status put_rows(tree *t, size_t n, lc_error *err)
{
    lc_stmt *one = NULL, *many = NULL;
    lc_status st = prepare_rows(t, 1, &one, err);
    size_t rows;

    if (!st)
        st = prepare_rows(t, ROWS_AT_ONCE, &many, err);
    if (!is_in_order(t->leaf, n, sizeof *t->leaf, by_row))
        qsort(t->leaf, n, sizeof *t->leaf, by_row);
    for (size_t i = 0; !st && i < n; i += rows) {
        rows = n - i < ROWS_AT_ONCE ? 1 : ROWS_AT_ONCE;
        lc_progress("spatial indexes", i, n);
        st = put_some(t->leaf + i, rows, rows == 1 ? one : many, err);
    }
    lc_stmt_free(one);
    lc_stmt_free(many);
    return st;
}

/* Empties the index and makes ready to write it; nodes keep their size. */
static lc_status clear_index(tree *t, lc_error *err)
{
    int64_t bytes = 0;
    lc_status st = lc_stmt_value(t->city, 0, &bytes, err,
                                 "SELECT length(data) FROM \"%w_node\" "
                                 "WHERE nodeno = 1",
                                 t->index);

    if (!st && (bytes < HEAD_BYTES + 4 * CELL_BYTES || bytes > 65536))
        st = lc_fail(err, LIFE_ERR_DB, "%s: the spatial index %s is damaged",
                     t->city->temp, t->index);
    if (st)
        return st;
    t->node_bytes = (size_t)bytes;
    t->node = lc_calloc(t->node_bytes, 1);
    t->leaf = lc_calloc(t->cells->n, sizeof *t->leaf);
    if (!t->node || !t->leaf)
        return lc_fail(err, LIFE_ERR_NOMEM,
                       "no memory for the spatial index %s", t->index);
    st = lc_stmt_exec_f(t->city, err,
                        "DELETE FROM \"%w_node\"; "
                        "DELETE FROM \"%w_parent\"; "
                        "DELETE FROM \"%w_rowid\"",
                        t->index, t->index, t->index);
    if (!st)
        st = lc_stmt_prepare_f(t->city, &t->put_node, err,
                               "INSERT INTO \"%w_node\" VALUES(?1, ?2)",
                               t->index);
    if (!st)
        st = lc_stmt_prepare_f(t->city, &t->put_parent, err,
                               "INSERT INTO \"%w_parent\" VALUES(?1, ?2)",
                               t->index);
    return st;
}

lc_status lc_nodes_pack(lc_city *c, const char *index, lc_node_cells *cells,
                        lc_error *err)
{
    tree t = {.city = c, .index = index, .cells = cells};
    size_t n = cells->n;
    lc_status st = clear_index(&t, err);

    if (!st && !is_in_order(cells->v, n, sizeof *cells->v, by_key))
        sort_cells(cells);
    if (!st)
        st = pack(&t, err);
    lc_vec_free(cells);
    if (!st)
        st = put_rows(&t, n, err);
    lc_stmt_free(t.put_parent);
    lc_stmt_free(t.put_node);
    lc_free(t.node);
    lc_free(t.leaf);
    return st;
}
