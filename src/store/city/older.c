/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/older.c - see the header.
 *
 * What this version's tables are like is read from an empty database made by
 * schema.sql, so that no list of what each version added has to be kept.
 */
#include "src/store/city/older.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/store/rows/home_base.h"
#include "lifecircle/store/rows/setting.h"
#include "src/store/city/connection.h"
#include "src/store/city/path.h"
#include "src/store/city/schema.h"
#include "src/store/city/swap.h"
#include "src/store/rows/street.h"
#include "src/store/stmt.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* One column of this version's tables. */
typedef struct wanted {
    const char *table, *column, *type, *otherwise; /* its DEFAULT, or NULL */
    bool needed;                                   /* NOT NULL */
} wanted;

typedef lc_status (*wanted_fn)(lc_city *c, const wanted *w, void *ctx,
                               lc_error *err);

/* ---- what this version's tables are like ---- */

/* What compute writes all of. */
static bool is_computed(const char *table)
{
    static const char *const names[] = {"coverage", "array", "category",
                                        "pace"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(table, names[i]))
            return true;
    return false;
}

static lc_status has_column(lc_city *c, const char *table, const char *column,
                            bool *has, lc_error *err)
{
    int64_t n = 0;
    lc_status st = lc_stmt_value(
        c, 0, &n, err,
        "SELECT count(*) FROM pragma_table_info(%Q) WHERE name = %Q", table,
        column);

    *has = n > 0;
    return st;
}

static lc_status has_table(lc_city *c, const char *table, bool *has,
                           lc_error *err)
{
    int64_t n = 0;
    lc_status st = lc_stmt_value(c, 0, &n, err,
                                 "SELECT count(*) FROM sqlite_master WHERE "
                                 "type = 'table' AND name = %Q",
                                 table);

    *has = n > 0;
    return st;
}

/* Calls `fn` for each column that `c` lacks of tables that compute doesn't
 * write. A mode's column is none: a city says itself which modes it knows. */
static lc_status each_missing(lc_city *blank, lc_city *c, wanted_fn fn,
                              void *ctx, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false, has = false;
    lc_status st = lc_stmt_prepare(
        blank,
        "SELECT m.name, p.name, p.type, p.dflt_value, p.\"notnull\""
        " FROM sqlite_master m, pragma_table_info(m.name) p"
        " WHERE m.type = 'table' ORDER BY m.rowid, p.cid",
        &s, err);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    while (!st && row) {
        wanted w = {.table = lc_stmt_col_text(s, 0),
                    .column = lc_stmt_col_text(s, 1),
                    .type = lc_stmt_col_text(s, 2),
                    .otherwise =
                        lc_stmt_is_null(s, 3) ? NULL : lc_stmt_col_text(s, 3),
                    .needed = lc_stmt_col_int(s, 4) != 0};

        if (!is_computed(w.table) &&
            (strcmp(w.table, "street") != 0 || lc_street_rows_has(w.column))) {
            st = has_column(c, w.table, w.column, &has, err);
            if (!st && !has)
                st = fn(c, &w, ctx, err);
        }
        if (!st)
            st = lc_stmt_step(s, &row, err);
    }
    lc_stmt_free(s);
    return st;
}

/* ---- which rows tables and people brought ---- */

#define BROUGHT "(SELECT name FROM source WHERE kind <> 'osm')"

/* Settings that an import of an extract or compute makes anew, or that speak
 * of tables that are not taken over. */
#define MADE                                                                   \
    "key LIKE 'base/_%' ESCAPE '/' OR key LIKE 'residents/_%' ESCAPE '/' OR "  \
    "key IN ('age_bands', 'osm_partial', 'osm_no_units', 'home_kind', "        \
    "'home_unit_text', "                                                       \
    "'assumed_share_milli', 'home_streets', 'levels', 'finest_level', "        \
    "'generation', 'computed_at', 'computed_by', 'created_at')"

/* The rows of a table of `c` that its sources but OpenStreetMap's brought, as a
 * condition; NULL: none, as where rows did not say their source yet. */
static lc_status brought(lc_city *c, const char *table, const char **where,
                         lc_error *err)
{
    static const struct {
        const char *table, *where;
    } whole[] = {{"closing", "0"}, /* gates have hours from the next extract */
                 {"source", "kind <> 'osm'"},
                 {"setting", "NOT (" MADE ")"},
                 {"resident_grid", "1"}};
    bool of_source = false, of_facility = false;
    lc_status st = has_column(c, table, "source", &of_source, err);

    *where = NULL;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (!strcmp(table, whole[i].table))
            *where = whole[i].where;
    if (!st)
        st = has_column(c, table, "facility", &of_facility, err);
    if (of_source)
        *where = "source IN " BROUGHT;
    else if (of_facility)
        *where =
            "facility IN (SELECT id FROM facility WHERE source IN " BROUGHT ")";
    return st;
}

/* ---- whether a file can be brought up to date ---- */

typedef struct judged {
    lc_city *blank;
    bool whole;
} judged;

/* A table that is missing is an empty one only where tables fill it. */
static lc_status judge(lc_city *c, const wanted *w, void *ctx, lc_error *err)
{
    judged *j = ctx;
    const char *where = NULL;
    bool has = false;
    lc_status st = has_table(c, w->table, &has, err);

    if (!st && !has)
        st = brought(j->blank, w->table, &where, err);
    if (has ? w->needed && !w->otherwise : !where)
        j->whole = false;
    return st;
}

lc_status lc_older_is_whole(lc_city *c, bool *whole, lc_error *err)
{
    judged j = {.whole = true};
    lc_status st = lc_schema_blank(&j.blank, err);

    if (!st)
        st = each_missing(j.blank, c, judge, &j, err);
    lc_connection_close(j.blank);
    *whole = !st && j.whole;
    return st;
}

/* " (a, b, c)" of the sources that tables and people brought, or "". */
static lc_status list_brought(lc_city *c, lc_buf *out, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st = lc_stmt_prepare(
        c, "SELECT name FROM source WHERE kind <> 'osm' ORDER BY name", &s,
        err);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    while (!st && row) {
        lc_buf_printf(out, "%s%s", out->len ? ", " : " (",
                      lc_stmt_col_text(s, 0));
        st = lc_stmt_step(s, &row, err);
    }
    lc_stmt_free(s);
    lc_buf_puts(out, out->len ? ")" : "");
    return st ? st : out->failed ? lc_no_memory(err, "the sources") : LIFE_OK;
}

/* A shell takes it as one word. */
static const char *quote_of(const char *path)
{
    return path[strcspn(path, " \t\"$&()*;<>?[\\]`{|}~#!")] ? "'" : "";
}

lc_status lc_older_refuse(lc_city *c, int version, lc_error *err)
{
    const char *q = quote_of(c->path);
    lc_buf names = {0};
    bool whole = false;
    lc_status st = lc_older_is_whole(c, &whole, err);

    if (!st && !whole)
        st = list_brought(c, &names, err);
    if (!st && whole)
        st = lc_fail(err, LIFE_ERR_DB,
                     "%s is a city file of version %d, this program reads "
                     "version %d: `lifecircle compute --city %s%s%s` brings it "
                     "up to date, and nothing in it is lost",
                     c->path, version, LIFE_SCHEMA_VERSION, q, c->path, q);
    else if (!st)
        st = lc_fail(err, LIFE_ERR_DB,
                     "%s is a city file of version %d, this program reads "
                     "version %d: `lifecircle import osm EXTRACT --city "
                     "%s%s%s` makes it anew%s%s",
                     c->path, version, LIFE_SCHEMA_VERSION, q, c->path, q,
                     names.len ? "; what tables and edits brought stays" : "",
                     names.len ? names.data : "");
    lc_buf_free(&names);
    return st;
}

/* ---- bringing a copy up to date ---- */

static lc_status run_schema(lc_city *blank, lc_city *c, const char *type,
                            const char *name, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st =
        lc_stmt_prepare_f(blank, &s, err,
                          "SELECT sql FROM sqlite_master WHERE type = %Q AND "
                          "name = %Q",
                          type, name);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st && row)
        st = lc_stmt_exec(c, lc_stmt_col_text(s, 0), err);
    lc_stmt_free(s);
    return st;
}

/* Rows that did not say their source are the extract's: no table brought
 * such. */
static lc_status add_column(lc_city *c, const wanted *w, lc_error *err)
{
    lc_status st = lc_stmt_exec_f(
        c, err, "ALTER TABLE \"%w\" ADD COLUMN \"%w\" %s%s%s%s", w->table,
        w->column, w->type, w->needed ? " NOT NULL" : "",
        w->otherwise ? " DEFAULT " : "", w->otherwise ? w->otherwise : "");

    if (!st && !strcmp(w->column, "source"))
        st = lc_stmt_exec_f(c, err,
                            "UPDATE \"%w\" SET source = s.name FROM source s"
                            " WHERE s.kind = 'osm'",
                            w->table);
    return st;
}

/* A column, or with the first of its columns a table. */
static lc_status add(lc_city *c, const wanted *w, void *blank, lc_error *err)
{
    bool has = false;
    lc_status st = has_table(c, w->table, &has, err);

    if (st)
        return st;
    return has ? add_column(c, w, err)
               : run_schema(blank, c, "table", w->table, err);
}

/* Tables and indexes that are new; and with `emptied` what compute writes,
 * empty and as it is now. */
static lc_status renew(lc_city *blank, lc_city *c, bool emptied, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st = lc_stmt_prepare(
        blank,
        "SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL"
        " ORDER BY rowid",
        &s, err);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    while (!st && row) {
        const char *type = lc_stmt_col_text(s, 0),
                   *name = lc_stmt_col_text(s, 1);
        int64_t there = 0;

        if (emptied && is_computed(name))
            st = lc_stmt_exec_f(c, err, "DROP TABLE IF EXISTS \"%w\"", name);
        else
            st = lc_stmt_value(
                c, 0, &there, err,
                "SELECT count(*) FROM sqlite_master WHERE name = %Q", name);
        if (!st && !there)
            st = run_schema(blank, c, type, name, err);
        if (!st)
            st = lc_stmt_step(s, &row, err);
    }
    lc_stmt_free(s);
    return st;
}

/* Until version 6 links were a table, and each home named its units: arrays say
 * both in a tenth of the bytes. */
static lc_status drop_gone(lc_city *c, lc_error *err)
{
    bool has = false;
    lc_status st = lc_stmt_exec(c, "DROP TABLE IF EXISTS link", err);

    if (!st)
        st = has_column(c, "home", "units", &has, err);
    return st || !has
               ? st
               : lc_stmt_exec(c, "ALTER TABLE home DROP COLUMN units", err);
}

lc_status lc_older_upgrade(lc_city *c, lc_error *err)
{
    lc_city *blank = NULL;
    lc_status st = lc_schema_blank(&blank, err);

    if (!st)
        st = each_missing(blank, c, add, blank, err);
    if (!st)
        st = renew(blank, c, true, err);
    if (!st)
        st = drop_gone(c, err);
    /* Files had no licences before version 5; until version 6 addresses of the
     * extract named it. */
    if (!st)
        st = lc_stmt_exec(c,
                          "UPDATE source SET licence = 'ODbL-1.0'"
                          " WHERE kind = 'osm' AND licence = '';"
                          "UPDATE address SET source = '' WHERE source ="
                          " (SELECT name FROM source WHERE kind = 'osm')",
                          err);
    if (!st)
        st = lc_schema_mend(c, err);
    lc_connection_close(blank);
    return st;
}

lc_status lc_older_complete(lc_city *c, lc_error *err)
{
    lc_city *blank = NULL;
    lc_status st = lc_schema_blank(&blank, err);

    if (!st)
        st = renew(blank, c, false, err);
    lc_connection_close(blank);
    return st;
}

/* ---- taking over its tables ---- */

/* The columns that both have, each in quotes, and as many question marks. */
static lc_status common_columns(lc_city *old, lc_city *c, const char *table,
                                lc_buf *names, lc_buf *marks, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false, has = false;
    lc_status st = lc_stmt_prepare_f(
        c, &s, err, "SELECT name FROM pragma_table_info(%Q) ORDER BY cid",
        table);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    while (!st && row) {
        const char *column = lc_stmt_col_text(s, 0);

        st = has_column(old, table, column, &has, err);
        if (!st && has) {
            lc_buf_printf(names, "%s\"%s\"", names->len ? ", " : "", column);
            lc_buf_puts(marks, marks->len ? ", ?" : "?");
        }
        if (!st)
            st = lc_stmt_step(s, &row, err);
    }
    lc_stmt_free(s);
    return st                               ? st
           : names->failed || marks->failed ? lc_no_memory(err, "the tables")
                                            : LIFE_OK;
}

/* Values as they are: a row of another type than its column's is refused by
 * the new table. */
static lc_status copy_rows(lc_stmt *from, lc_stmt *to, lc_error *err)
{
    int columns = sqlite3_column_count(lc_stmt_handle(from));
    bool row = false;
    lc_status st = lc_stmt_step(from, &row, err);

    while (!st && row) {
        for (int i = 0; i < columns; i++)
            lc_stmt_copy(to, i + 1, from, i);
        st = lc_stmt_run(to, err);
        if (!st)
            st = lc_stmt_step(from, &row, err);
    }
    return st;
}

static lc_status copy_table(lc_city *old, lc_city *c, const char *table,
                            const char *where, lc_error *err)
{
    lc_buf names = {0}, marks = {0};
    lc_stmt *from = NULL, *to = NULL;
    lc_status st = common_columns(old, c, table, &names, &marks, err);

    if (!st && names.len)
        st = lc_stmt_prepare_f(old, &from, err,
                               "SELECT %s FROM \"%w\" WHERE %s ORDER BY rowid",
                               names.data, table, where);
    if (!st && names.len)
        st = lc_stmt_prepare_f(c, &to, err, "INSERT INTO \"%w\"(%s) VALUES(%s)",
                               table, names.data, marks.data);
    if (!st && names.len)
        st = copy_rows(from, to, err);
    lc_stmt_free(from);
    lc_stmt_free(to);
    lc_buf_free(&names);
    lc_buf_free(&marks);
    return st;
}

/* Facilities of the extract that people closed: import osm brings them anew,
 * and then they are closed again. */
static lc_status take_closed(lc_city *old, lc_city *c, lc_error *err)
{
    lc_stmt *from = NULL, *to = NULL;
    lc_status st = lc_facility_rows_keep_closed(c, "", err);

    if (!st)
        st = lc_stmt_prepare(old,
                             "SELECT id, closed_on FROM facility"
                             " WHERE source NOT IN " BROUGHT
                             " AND closed_on <> '' ORDER BY id",
                             &from, err);
    if (!st)
        st = lc_stmt_prepare(c, "INSERT INTO temp.closed VALUES(?1, ?2)", &to,
                             err);
    if (!st)
        st = copy_rows(from, to, err);
    lc_stmt_free(from);
    lc_stmt_free(to);
    return st;
}

/* Where residents were spread, units have what they were given; here they have
 * what their own tables say, until they are spread anew. */
static lc_status take_units(lc_city *old, lc_city *c, lc_error *err)
{
    char kind[32];
    lc_status st =
        lc_setting_get(old, "base_home_kind", kind, sizeof kind, err);

    return st || !kind[0] ? st : lc_home_base_restore_units(c, err);
}

/* Table after table of this version, so that one that is no longer there, or
 * not ours, stays behind. */
static lc_status take_tables(lc_city *blank, lc_city *old, lc_city *c,
                             lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st =
        lc_stmt_prepare(blank,
                        "SELECT name FROM sqlite_master WHERE type = 'table'"
                        " ORDER BY rowid",
                        &s, err);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    while (!st && row) {
        const char *table = lc_stmt_col_text(s, 0), *where;

        st = brought(old, table, &where, err);
        if (!st && where)
            st = copy_table(old, c, table, where, err);
        if (!st)
            st = lc_stmt_step(s, &row, err);
    }
    lc_stmt_free(s);
    return st;
}

lc_status lc_older_take(lc_city *c, lc_error *err)
{
    lc_city *blank = NULL, *old = NULL;
    lc_status st = lc_connection_read(c->path, &old, err);

    if (!st)
        st = lc_schema_quick_check(old, err);
    if (!st)
        st = lc_schema_blank(&blank, err);
    if (!st)
        st = take_tables(blank, old, c, err);
    if (!st)
        st = take_units(old, c, err);
    if (!st)
        st = take_closed(old, c, err);
    lc_connection_close(blank);
    lc_connection_close(old);
    return st;
}

/* ---- the file as it was ---- */

lc_status lc_older_keep(const char *path, int version, lc_error *err)
{
    char suffix[32];
    char *kept;
    lc_status st = LIFE_OK;

    snprintf(suffix, sizeof suffix, ".v%d", version);
    kept = lc_path_join(path, suffix);
    if (!kept)
        return lc_no_memory(err, "the name of the earlier file");
    if (unlink(kept) != 0 && errno != ENOENT)
        st = lc_path_fail("replace", kept, err);
    else if (link(path, kept) != 0)
        st = lc_swap_create(kept, path, true, err);
    lc_free(kept);
    return st;
}
