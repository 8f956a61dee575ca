/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/street.c - the table of streets.
 *
 * Ids follow the ways, so that the streets of one way stand side by side: the
 * map joins them into one line again.
 */
#include "src/store/rows/street.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/shape_blob.h"
#include "lifecircle/store/rows/street.h"
#include "src/store/rows/rows.h"
#include "src/store/stmt.h"

#include <math.h>
#include <string.h>

typedef lc_stored_street row;

/* The columns of modes are called by their ids in a file, and there may be
 * fewer than these. Ids have no digits, so that none is called so. */
#define MODE "mode_"

static const lc_column columns[] = {
    LIFE_COLUMN(id, "id", 0),
    LIFE_COLUMN(way_id, "way_id", 0),
    LIFE_COLUMN(name, "name", 0),
    LIFE_COLUMN(highway, "highway", 0),
    LIFE_COLUMN(from_node, "from_node", 0),
    LIFE_COLUMN(to_node, "to_node", 0),
    LIFE_COLUMN(at_mm, "at_mm", 0),
    LIFE_COLUMN(length_mm, "length_mm", 0),
    LIFE_COLUMN(layer, "layer", 0),
    LIFE_COLUMN(steps, "steps", 0),
    LIFE_COLUMN(perm[0], MODE "0", 0),
    LIFE_COLUMN(perm[1], MODE "1", 0),
    LIFE_COLUMN(perm[2], MODE "2", 0),
    LIFE_COLUMN(perm[3], MODE "3", 0),
    LIFE_COLUMN(perm[4], MODE "4", 0),
    LIFE_COLUMN(perm[5], MODE "5", 0),
    LIFE_COLUMN(perm[6], MODE "6", 0),
    LIFE_COLUMN(perm[7], MODE "7", 0),
    LIFE_COLUMN(residential, "residential", 0),
    LIFE_COLUMN(island, "island", 0),
    LIFE_COLUMN(ends, "ends", 0),
    LIFE_COLUMN(line, "geom", 0),
};
_Static_assert(LIFE_MAX_MODES == 8, "a column for each mode");

static const char *in_file(const lc_city *c, const lc_column *column)
{
    size_t m;

    if (strncmp(column->name, MODE, strlen(MODE)) != 0)
        return column->name;
    m = (size_t)(column->name[strlen(MODE)] - '0');
    return m < c->modes->count ? c->modes->id[m] : NULL;
}

static const lc_rows_table table = {
    "street", columns, sizeof columns / sizeof *columns, sizeof(row), in_file};

/* ---- modes ---- */

bool lc_street_rows_has(const char *column)
{
    for (size_t i = 0; i < table.count; i++)
        if (!strcmp(columns[i].name, column))
            return true;
    return false;
}

/* What is no column of every street is a mode's. */
static lc_status add_mode(lc_city *c, lc_street_modes *m, const char *column,
                          lc_error *err)
{
    size_t len = strlen(column);

    if (lc_street_rows_has(column))
        return LIFE_OK;
    if (m->count == LIFE_MAX_MODES || len >= LIFE_MODE_BYTES)
        return lc_fail(err, LIFE_ERR_DB,
                       "%s: the table street has a column \"%.40s\" that is "
                       "no mode: at most %d, of up to %d bytes, are",
                       c->path, column, LIFE_MAX_MODES, LIFE_MODE_BYTES - 1);
    memcpy(m->id[m->count++], column, len + 1);
    return LIFE_OK;
}

static lc_status read_modes(lc_city *c, lc_street_modes *m, lc_error *err)
{
    lc_stmt *s = NULL;
    bool more = false;
    lc_status st = lc_stmt_prepare(
        c, "SELECT name FROM pragma_table_info('street') ORDER BY cid", &s,
        err);

    if (!st)
        st = lc_stmt_step(s, &more, err);
    while (!st && more) {
        st = add_mode(c, m, lc_stmt_col_text(s, 0), err);
        if (!st)
            st = lc_stmt_step(s, &more, err);
    }
    lc_stmt_free(s);
    if (!st && !m->count)
        st = lc_fail(err, LIFE_ERR_DB,
                     "%s: the table street says of no mode who may pass",
                     c->path);
    return st;
}

lc_status lc_street_modes_get(lc_city *c, const lc_street_modes **out,
                              lc_error *err)
{
    lc_street_modes *m = NULL;
    lc_status st = LIFE_OK;

    if (!c->modes) {
        m = lc_calloc(1, sizeof *m);
        st = m ? read_modes(c, m, err) : lc_no_memory(err, "the modes");
        if (!st)
            c->modes = m;
        else
            lc_free(m);
    }
    *out = c->modes;
    return st;
}

/* Whether its id can be a column beside the others. */
static lc_status check_mode(const lc_mode_table *t, size_t i, lc_error *err)
{
    return lc_street_rows_has(t->id[i])
               ? lc_mode_table_bad(t, i, "id",
                                   "no column that every street has", err)
               : LIFE_OK;
}

/* A mode that the city has already keeps its column. */
static lc_status add_column(lc_city *c, const char *id, lc_error *err)
{
    for (size_t i = 0; i < c->modes->count; i++)
        if (!strcmp(c->modes->id[i], id))
            return LIFE_OK;
    return lc_stmt_exec_f(
        c, err,
        "ALTER TABLE street ADD COLUMN \"%w\" INTEGER NOT NULL DEFAULT 0", id);
}

lc_status lc_street_modes_extend(lc_city *c, lc_error *err)
{
    const lc_street_modes *known;
    lc_mode_table t = {0};
    lc_status st = lc_street_modes_get(c, &known, err);

    if (!st)
        st = lc_mode_table_open(&t, err);
    for (size_t i = 0; i < t.count && !st; i++) {
        st = check_mode(&t, i, err);
        if (!st)
            st = add_column(c, t.id[i], err);
    }
    lc_mode_table_close(&t);
    if (st)
        return st;
    /* What was prepared knows nothing of the new columns. */
    lc_rows_forget(c, false);
    lc_free(c->modes);
    c->modes = NULL;
    return lc_street_modes_get(c, &known, err);
}

lc_status lc_street_rows_schema(lc_buf *out, lc_error *err)
{
    lc_mode_table t;
    lc_status st = lc_mode_table_open(&t, err);

    for (size_t i = 0; i < t.count && !st; i++) {
        st = check_mode(&t, i, err);
        lc_buf_printf(out, "    %s INTEGER NOT NULL,\n", t.id[i]);
    }
    lc_mode_table_close(&t);
    return st;
}

/* ---- rows ---- */

lc_status lc_street_rows(lc_city *c, lc_stored_street *r, lc_rows **out,
                         lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT @columns FROM street ORDER BY id", false};
    const lc_street_modes *modes;
    lc_status st = lc_street_modes_get(c, &modes, err);

    *out = NULL;
    return st ? st : lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_street_rows_last(lc_city *c, int64_t *id, lc_error *err)
{
    return lc_stmt_value(c, 0, id, err, "SELECT max(id) FROM street");
}

lc_status lc_street_rows_insert(lc_city *c, const lc_stored_street *r,
                                lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};
    const lc_street_modes *modes;
    lc_status st = lc_street_modes_get(c, &modes, err);

    return st ? st : lc_rows_run(c, &sql, r, err);
}

lc_status lc_street_rows_cut(lc_city *c, int64_t id, int ends, lc_error *err)
{
    static const lc_sql sql = {
        &table, "UPDATE street SET ends = ends | :ends WHERE id = :id", false};
    const lc_stored_street r = {.id = id, .ends = ends};

    return lc_rows_run(c, &sql, &r, err);
}

lc_status lc_street_rows_clear(lc_city *c, lc_error *err)
{
    return lc_stmt_exec(c, "DELETE FROM closing; DELETE FROM street", err);
}

lc_status lc_street_rows_way(lc_city *c, int64_t id, int64_t *way_id,
                             lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT way_id FROM street WHERE id = :id", false};
    lc_stored_street key = {.id = id}, r = {0};
    bool found;
    lc_status st = lc_rows_first(c, &sql, &key, &r, &found, err);

    *way_id = found ? r.way_id : 0;
    return st;
}

/* ---- the box around all ---- */

/* A shape's box stands in its first bytes; decoding all shapes for it would
 * take as long as loading the network. */
lc_status lc_street_rows_box(lc_city *c, lc_box *out, lc_error *err)
{
    lc_lonlat least = {HUGE_VAL, HUGE_VAL}, most = {-HUGE_VAL, -HUGE_VAL};
    lc_stmt *s = NULL;
    bool more = false;
    lc_status st = lc_stmt_prepare(c, "SELECT geom FROM street", &s, err);

    while (!st && !(st = lc_stmt_step(s, &more, err)) && more) {
        size_t bytes = 0;
        const void *blob = lc_stmt_col_blob(s, 0, &bytes);
        lc_shape_blob_head h;

        if (!lc_shape_blob_head_read(blob, bytes, &h))
            continue;
        least.lon = fmin(least.lon, h.min_lon);
        least.lat = fmin(least.lat, h.min_lat);
        most.lon = fmax(most.lon, h.max_lon);
        most.lat = fmax(most.lat, h.max_lat);
    }
    lc_stmt_free(s);
    *out = lc_box_empty();
    if (st || least.lon > most.lon)
        return st;
    lc_box_add(out, lc_pt_from(least));
    lc_box_add(out, lc_pt_from(most));
    return LIFE_OK;
}

lc_status lc_street_rows_near(lc_city *c, lc_box box, bool *out, lc_error *err)
{
    lc_lonlat least = lc_pt_lonlat((lc_pt){box.min_lon, box.min_lat});
    lc_lonlat most = lc_pt_lonlat((lc_pt){box.max_lon, box.max_lat});
    lc_stmt *s = NULL;
    lc_status st =
        lc_stmt_prepare(c,
                        "SELECT pkid FROM idx_street_geom WHERE xmax >= ?1"
                        " AND ymax >= ?2 AND xmin <= ?3 AND ymin <= ?4 LIMIT 1",
                        &s, err);

    *out = false;
    if (!st) {
        lc_stmt_double(s, 1, least.lon);
        lc_stmt_double(s, 2, least.lat);
        lc_stmt_double(s, 3, most.lon);
        lc_stmt_double(s, 4, most.lat);
        st = lc_stmt_step(s, out, err);
    }
    lc_stmt_free(s);
    return st;
}
