/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/schema.c - the tables of a city, and SpatiaLite's part in
 * them.
 *
 * While rows are written SpatiaLite's triggers are put aside: for each row they
 * would look up the column's type, note the time and touch the R*Tree (a load
 * takes several times as long), and they answer a bad row with ROLLBACK, which
 * a transaction without a journal can't do. When the load is over, all rows are
 * checked and the R*Trees filled at once, and the triggers put back for
 * whoever edits the file with other programs.
 */

#include "src/store/city/schema.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/embedded.h"
#include "lifecircle/base/mem.h"
#include "src/store/city/connection.h"
#include "src/store/city/written.h"
#include "src/store/rows/street.h"
#include "src/store/rtree.h"
#include "src/store/statistics.h"
#include "src/store/stmt.h"

#include <stdio.h>
#include <string.h>

#define SCHEMA_FILE "store/city/schema.sql"

typedef struct column {
    char table[32];
    char type[24];
    bool indexed; /* an index costs half as much as points themselves */
} column;

/* Where the columns of modes go. */
#define MODES_MARK "    -- @modes\n"

/* The text of schema.sql, for lc_free(). */
static lc_status schema_text(char **out, lc_error *err)
{
    const lc_embedded *f = lc_embedded_find(SCHEMA_FILE);
    const char *text = f ? (const char *)f->data : "";
    const char *mark = strstr(text, MODES_MARK);
    lc_buf made = {0};
    lc_status st;

    *out = NULL;
    if (!mark)
        return lc_fail(err, LIFE_ERR_STATE, "%s is not built into this program",
                       SCHEMA_FILE);
    lc_buf_put(&made, text, (size_t)(mark - text));
    st = lc_street_rows_schema(&made, err);
    lc_buf_puts(&made, mark + strlen(MODES_MARK));
    if (!st && !(*out = lc_buf_steal(&made, NULL)))
        st = lc_no_memory(err, SCHEMA_FILE);
    lc_buf_free(&made);
    return st;
}

/* The next line "-- @geometry TABLE TYPE[ unindexed]" after *at; false: no
 * more. */
static bool next_column(const char **at, column *col)
{
    static const char mark[] = "\n-- @geometry ", bare[] = " unindexed";
    int end;

    while ((*at = strstr(*at, mark))) {
        *at += sizeof mark - 1;
        if (sscanf(*at, "%31[a-z_] %23[A-Z]%n", col->table, col->type, &end) !=
            2)
            continue;
        col->indexed = strncmp(*at + end, bare, sizeof bare - 1) != 0;
        return true;
    }
    return false;
}

/* Calls `fn` for each geometry column. */
static lc_status
each_column(lc_city *c, lc_status (*fn)(lc_city *, const column *, lc_error *),
            lc_error *err)
{
    char *text = NULL;
    const char *at;
    column col;
    lc_status st = schema_text(&text, err);

    for (at = text; !st && next_column(&at, &col);)
        st = fn(c, &col, err);
    lc_free(text);
    return st;
}

/* SpatiaLite's functions say that they failed by giving something else than
 * 1, not by an error. */
static lc_status make_column(lc_city *c, const column *col, lc_error *err)
{
    int64_t known = 0, indexed = 0;
    lc_status st =
        lc_stmt_value(c, 0, &known, err,
                      "SELECT RecoverGeometryColumn(%Q,'geom',4326,%Q,'XY')",
                      col->table, col->type);

    if (!col->indexed)
        indexed = known;
    else if (!st && known == 1)
        st = lc_stmt_value(c, 0, &indexed, err,
                           "SELECT CreateSpatialIndex(%Q,'geom')", col->table);
    if (!st && indexed != 1)
        st = lc_fail(err, LIFE_ERR_DB,
                     "%s: SpatiaLite refused geometries of type %s in table %s",
                     c->temp, col->type, col->table);
    return st;
}

static lc_status set_ids(lc_city *c, lc_error *err)
{
    lc_status st = lc_stmt_exec_f(c, err,
                                  "PRAGMA application_id = %d; "
                                  "PRAGMA user_version = %d",
                                  LIFE_APPLICATION_ID, LIFE_SCHEMA_VERSION);

    /* SQLite passes over a pragma it doesn't know: read them back. */
    return st ? st : lc_schema_check(c, err);
}

lc_status lc_schema_create(lc_city *c, lc_error *err)
{
    /* China's systems beside WGS 84 and the web's: what analysts join with. */
    static const int srid[] = {4326, 4490, 4544, 3857};
    int64_t answer = 0;
    char *text = NULL;
    lc_status st =
        lc_stmt_value(c, 0, &answer, err, "SELECT InitSpatialMetaData('NONE')");

    for (size_t i = 0; !st && answer == 1 && i < sizeof srid / sizeof *srid;
         i++)
        st = lc_stmt_value(c, 0, &answer, err, "SELECT InsertEpsgSrid(%d)",
                           srid[i]);
    if (!st && answer != 1)
        st = lc_fail(err, LIFE_ERR_DB,
                     "%s: SpatiaLite could not make its own tables", c->temp);
    if (!st)
        st = schema_text(&text, err);
    if (!st)
        st = lc_stmt_exec(c, text, err);
    if (!st)
        st = each_column(c, make_column, err);
    if (!st)
        st = set_ids(c, err);
    lc_free(text);
    return st;
}

lc_status lc_schema_blank(lc_city **out, lc_error *err)
{
    char *text = NULL;
    lc_status st = lc_connection_memory(out, err);

    if (!st)
        st = schema_text(&text, err);
    if (!st)
        st = lc_stmt_exec(*out, text, err);
    lc_free(text);
    return st;
}

static lc_status drop_index(lc_city *c, const column *col, lc_error *err)
{
    return lc_stmt_exec_f(c, err,
                          "SELECT DisableSpatialIndex(%Q, 'geom');"
                          "DROP TABLE \"idx_%w_geom\"",
                          col->table, col->table);
}

/* Older files have indexes also where there are none now. */
static lc_status mend_column(lc_city *c, const column *col, lc_error *err)
{
    int64_t known = 0, indexed = 0;
    lc_status st = lc_stmt_value(c, 0, &known, err,
                                 "SELECT count(*) FROM geometry_columns WHERE "
                                 "f_table_name = %Q",
                                 col->table);

    if (!st && !known)
        return make_column(c, col, err);
    if (!st)
        st = lc_stmt_value(c, 0, &indexed, err,
                           "SELECT count(*) FROM geometry_columns WHERE "
                           "f_table_name = %Q AND spatial_index_enabled",
                           col->table);
    return !st && indexed && !col->indexed ? drop_index(c, col, err) : st;
}

lc_status lc_schema_mend(lc_city *c, lc_error *err)
{
    lc_status st = each_column(c, mend_column, err);

    return st ? st : set_ids(c, err);
}

lc_status lc_schema_version(lc_city *c, int *version, lc_error *err)
{
    int64_t id = 0, v = 0;
    lc_status st = lc_stmt_value(c, 0, &id, err, "PRAGMA application_id");

    *version = 0;
    if (!st)
        st = lc_stmt_value(c, 0, &v, err, "PRAGMA user_version");
    if (st)
        return st;
    if (id != LIFE_APPLICATION_ID)
        return lc_fail(err, LIFE_ERR_DB,
                       "%s is a database of another program (application_id "
                       "0x%08X, a city file has 0x%08X)",
                       c->path, (unsigned)id, LIFE_APPLICATION_ID);
    if (v > LIFE_SCHEMA_VERSION)
        return lc_fail(err, LIFE_ERR_DB,
                       "%s was made by a newer lifecircle (version %lld), this "
                       "one reads up to %d",
                       c->path, (long long)v, LIFE_SCHEMA_VERSION);
    if (v < 1)
        return lc_fail(err, LIFE_ERR_DB,
                       "%s is no whole city file: its user_version is %lld",
                       c->path, (long long)v);
    *version = (int)v;
    return LIFE_OK;
}

lc_status lc_schema_check(lc_city *c, lc_error *err)
{
    int version;
    lc_status st = lc_schema_version(c, &version, err);

    if (!st && version < LIFE_SCHEMA_VERSION)
        st = lc_fail(err, LIFE_ERR_DB, "%s is of version %d, not %d", c->path,
                     version, LIFE_SCHEMA_VERSION);
    return st;
}

lc_status lc_schema_open(lc_city *c, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st = lc_stmt_prepare(
        c,
        "SELECT group_concat(sql, ';'), "
        "group_concat('DROP TRIGGER \"' || name || '\"', ';') "
        "FROM (SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND "
        "tbl_name IN (SELECT f_table_name FROM geometry_columns) "
        "ORDER BY name)",
        &s, err);
    char *drop = NULL;

    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st) {
        c->triggers = lc_strdup(lc_stmt_col_text(s, 0));
        drop = lc_strdup(lc_stmt_col_text(s, 1));
        if (!c->triggers || !drop)
            st = lc_no_memory(err, "the schema");
    }
    lc_stmt_free(s); /* a table that is read can't change */
    if (!st)
        st = lc_stmt_exec(c, drop, err);
    lc_free(drop);
    return st;
}

static bool is_written(const lc_city *c, const column *col)
{
    return lc_written_whole(c) || lc_written_to(c, col->table);
}

/* A table that nothing wrote to has the index that it had, and what was in it
 * has been looked at; files of before may not say how much that is. */
static lc_status finish_column(lc_city *c, const column *col, lc_error *err)
{
    bool written = is_written(c, col), known = false;
    lc_status st =
        written ? LIFE_OK : lc_statistics_known(c, col->table, &known, err);

    if (st || known)
        return st;
    return written && col->indexed
               ? lc_rtree_fill(c, col->table, col->type, err)
               : lc_rtree_check(c, col->table, col->type, err);
}

/* Rows that name a row that isn't there. */
static lc_status check_references(lc_city *c, lc_error *err)
{
    static const struct {
        const char *table, *column, *to_table, *to_column;
        const char *but; /* what needs no row */
    } ref[] = {
        {"facility", "source", "source", "name", NULL},
        {"facility_shape", "facility", "facility", "id", NULL},
        {"facility_entrance", "facility", "facility", "id", NULL},
        {"unit", "source", "source", "name", NULL},
        {"address", "source", "source", "name", ""},
    };
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < sizeof ref / sizeof *ref; i++) {
        int64_t row = 0;

        if (!lc_written_whole(c) && !lc_written_to(c, ref[i].table) &&
            !lc_written_lost(c, ref[i].to_table))
            continue;
        st = lc_stmt_value(c, 0, &row, err,
                           "SELECT rowid FROM \"%w\" WHERE \"%w\" NOT IN "
                           "(SELECT \"%w\" FROM \"%w\") AND \"%w\" IS NOT %Q "
                           "LIMIT 1",
                           ref[i].table, ref[i].column, ref[i].to_column,
                           ref[i].to_table, ref[i].column, ref[i].but);
        if (!st && row)
            st =
                lc_fail(err, LIFE_ERR_DB,
                        "%s: row %lld of table %s names a %s that is not "
                        "there",
                        c->temp, (long long)row, ref[i].table, ref[i].to_table);
    }
    return st;
}

static lc_status analyze(lc_city *c, const char *table, lc_error *err)
{
    return lc_stmt_exec_f(c, err, "ANALYZE \"%w\"", table);
}

/* What stands in the other tables is known from before. */
static lc_status gather_statistics(lc_city *c, lc_error *err)
{
    return lc_written_whole(c) ? lc_stmt_exec(c, "ANALYZE", err)
                               : lc_written_each(c, analyze, err);
}

lc_status lc_schema_finish(lc_city *c, lc_error *err)
{
    lc_status st = check_references(c, err);

    if (!st)
        st = each_column(c, finish_column, err);
    if (!st)
        st = lc_stmt_exec(c, c->triggers, err);
    /* SpatiaLite's diary holds the time of each step, to the millisecond:
     * the same input must give the same bytes. So must what others noted of
     * columns. */
    if (!st)
        st = lc_stmt_exec(c,
                          "DELETE FROM spatialite_history; "
                          "DELETE FROM geometry_columns_field_infos",
                          err);
    if (!st)
        st = lc_statistics_guard(c, err);
    return st ? st : gather_statistics(c, err);
}

static lc_status quick_check(lc_city *c, const char *pragma, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st = lc_stmt_prepare(c, pragma, &s, err);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st && (!row || strcmp(lc_stmt_col_text(s, 0), "ok") != 0))
        st = lc_fail(err, LIFE_ERR_DB, "%s is damaged: %s",
                     c->temp ? c->temp : c->path,
                     row ? lc_stmt_col_text(s, 0) : "no answer");
    lc_stmt_free(s);
    return st;
}

lc_status lc_schema_quick_check(lc_city *c, lc_error *err)
{
    return quick_check(c, "PRAGMA quick_check(1)", err);
}

static lc_status check_table(lc_city *c, const char *table, lc_error *err)
{
    char *pragma = sqlite3_mprintf("PRAGMA quick_check(%Q)", table);
    lc_status st =
        pragma ? quick_check(c, pragma, err) : lc_no_memory(err, "the tables");

    sqlite3_free(pragma);
    return st;
}

/* Pages of the others are those of the old file, which were summed up when they
 * were copied; where there was no sum, nobody has looked at them yet. */
lc_status lc_schema_check_written(lc_city *c, lc_error *err)
{
    return lc_written_whole(c) || c->unsummed
               ? lc_schema_quick_check(c, err)
               : lc_written_each(c, check_table, err);
}

lc_status lc_schema_check_indexes(const lc_city *c, lc_error *err)
{
    lc_city *reader = NULL;
    char *text = NULL;
    column col;
    lc_status st = lc_connection_read(c->temp, &reader, err);

    if (!st)
        st = schema_text(&text, err);
    for (const char *at = text; !st && next_column(&at, &col);)
        if (col.indexed && is_written(c, &col))
            st = lc_rtree_verify(reader, col.table, err);
    lc_free(text);
    lc_connection_close(reader);
    return st;
}
