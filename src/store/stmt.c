/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/stmt.c - prepared statements, and SQLite's failures as lc_error.
 */

#include "src/store/stmt.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/geo/shape_blob.h"
#include "src/store/city/city.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A failed bind is kept until the statement runs, so that whoever sets ten
 * parameters checks once. */
struct lc_stmt {
    lc_city *city;
    sqlite3_stmt *st;
    int bind_rc; /* the first parameter that could not be set; 0: none */
};

/* What a caller can act on is told apart: too little memory, a disk or a path
 * that fails, a value beyond SQLite's limits. All else is a fault of the file
 * or of the statement. */
static lc_status status_of(int rc)
{
    switch (rc & 0xFF) { /* the primary code of an extended one */
    case SQLITE_NOMEM:
        return LIFE_ERR_NOMEM;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return LIFE_ERR_IO;
    case SQLITE_TOOBIG:
        return LIFE_ERR_LIMIT;
    default:
        return LIFE_ERR_DB;
    }
}

/* The file that is named is the one that the statement ran on, which while a
 * city is written is the temporary one. The first failure is kept there, as
 * nothing that was written after it may be published. */
lc_status lc_stmt_fail(lc_city *c, int rc, lc_error *err)
{
    /* After a failed bind the connection's message may be of another call. */
    const char *text = sqlite3_extended_errcode(c->db) == rc
                           ? sqlite3_errmsg(c->db)
                           : sqlite3_errstr(rc);
    lc_status st = status_of(rc);
    int sys = st == LIFE_ERR_IO ? sqlite3_system_errno(c->db) : 0;
    const char *why = sys ? strerror(sys) : "";

    if (rc == SQLITE_INTERRUPT) /* by layer.c's limit */
        text = "a view or table in it takes too many steps to read";
    if (c->temp && !c->failed[0])
        lc_utf8_format(c->failed, sizeof c->failed, "%s", text);
    lc_fail(err, st, "%s: %s%s%s", c->temp ? c->temp : c->path, text,
            sys ? ": " : "", why);
    return st;
}

/* SQLite's own formats: %Q quotes a text and %w a name, so that neither can end
 * the statement. */
static lc_status prepare_va(lc_city *c, lc_stmt **out, lc_error *err,
                            const char *fmt, va_list ap)
{
    char *sql = sqlite3_vmprintf(fmt, ap);
    lc_status st = LIFE_ERR_NOMEM;

    if (sql)
        st = lc_stmt_prepare(c, sql, out, err);
    else
        lc_fail(err, st, "no memory for a statement");
    sqlite3_free(sql);
    return st;
}

lc_status lc_stmt_prepare_f(lc_city *c, lc_stmt **out, lc_error *err,
                            const char *fmt, ...)
{
    va_list ap;
    lc_status st;

    va_start(ap, fmt);
    st = prepare_va(c, out, err, fmt, ap);
    va_end(ap);
    return st;
}

/* One number of one row; `none` stands for NULL as well as for no row. */
lc_status lc_stmt_value(lc_city *c, int64_t none, int64_t *out, lc_error *err,
                        const char *fmt, ...)
{
    lc_stmt *s = NULL;
    bool row = false;
    va_list ap;
    lc_status st;

    va_start(ap, fmt);
    st = prepare_va(c, &s, err, fmt, ap);
    va_end(ap);
    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st)
        *out = row && !lc_stmt_is_null(s, 0) ? lc_stmt_col_int(s, 0) : none;
    lc_stmt_free(s);
    return st;
}

lc_status lc_stmt_exec_f(lc_city *c, lc_error *err, const char *fmt, ...)
{
    va_list ap;
    char *sql;
    lc_status st;

    va_start(ap, fmt);
    sql = sqlite3_vmprintf(fmt, ap);
    va_end(ap);
    st = sql ? lc_stmt_exec(c, sql, err) : lc_no_memory(err, "a statement");
    sqlite3_free(sql);
    return st;
}

/* For texts of one or several statements without parameters and without an
 * answer. */
lc_status lc_stmt_exec(lc_city *c, const char *sql, lc_error *err)
{
    int rc = sqlite3_exec(c->db, sql, NULL, NULL, NULL);

    return rc ? lc_stmt_fail(c, rc, err) : LIFE_OK;
}

lc_status lc_stmt_prepare(lc_city *c, const char *sql, lc_stmt **out,
                          lc_error *err)
{
    lc_stmt *s = lc_calloc(1, sizeof *s);
    int rc;

    *out = s;
    if (!s)
        return lc_no_memory(err, "a statement");
    s->city = c;
    rc = sqlite3_prepare_v2(c->db, sql, -1, &s->st, NULL);
    if (!rc)
        return LIFE_OK;
    *out = NULL;
    lc_free(s);
    return lc_stmt_fail(c, rc, err);
}

/* For what SQLite alone can say: names and types of columns, names of
 * parameters. */
sqlite3_stmt *lc_stmt_handle(lc_stmt *s)
{
    return s->st;
}

void lc_stmt_free(lc_stmt *s)
{
    if (!s)
        return;
    sqlite3_finalize(s->st);
    lc_free(s);
}

/* Binding is not checked call by call: run and step report the first one
 * that failed. */
static void bound(lc_stmt *s, int rc)
{
    if (rc && !s->bind_rc)
        s->bind_rc = rc;
}

void lc_stmt_int(lc_stmt *s, int i, int64_t v)
{
    bound(s, sqlite3_bind_int64(s->st, i, v));
}

void lc_stmt_double(lc_stmt *s, int i, double v)
{
    bound(s, sqlite3_bind_double(s->st, i, v));
}

/* Copied: the caller's text may be gone before the statement runs. */
void lc_stmt_text(lc_stmt *s, int i, const char *v)
{
    bound(s, sqlite3_bind_text(s->st, i, v, -1, SQLITE_TRANSIENT));
}

void lc_stmt_blob(lc_stmt *s, int i, const void *v, size_t n)
{
    /* A NULL pointer would bind NULL; no bytes are still a blob. */
    bound(s, sqlite3_bind_blob64(s->st, i, n ? v : "", n, SQLITE_TRANSIENT));
}

/* Not copied: the text has to live until the statement has run. */
void lc_stmt_text_kept(lc_stmt *s, int i, const char *v)
{
    bound(s, sqlite3_bind_text(s->st, i, v, -1, SQLITE_STATIC));
}

void lc_stmt_blob_kept(lc_stmt *s, int i, const void *v, size_t n)
{
    bound(s, sqlite3_bind_blob64(s->st, i, n ? v : "", n, SQLITE_STATIC));
}

void lc_stmt_null(lc_stmt *s, int i)
{
    bound(s, sqlite3_bind_null(s->st, i));
}

/* A value goes over with its type, whatever it is, for tables that are taken
 * over from another file. */
void lc_stmt_copy(lc_stmt *s, int i, lc_stmt *from, int col)
{
    bound(s, sqlite3_bind_value(s->st, i, sqlite3_column_value(from->st, col)));
}

/* The blob was made for this call and becomes SQLite's, which frees it. */
lc_status lc_stmt_shape(lc_stmt *s, int i, const lc_shape *shape,
                        lc_blob_form form, lc_error *err)
{
    unsigned char *blob = NULL;
    size_t len = 0;
    lc_status st;

    if (!shape || shape->kind == LIFE_SHAPE_NONE) {
        lc_stmt_null(s, i);
        return LIFE_OK;
    }
    st = lc_shape_blob_write(shape, form, &blob, &len, err);
    if (st) {
        bound(s, st == LIFE_ERR_NOMEM ? SQLITE_NOMEM : SQLITE_MISUSE);
        return st;
    }
    bound(s, sqlite3_bind_blob64(s->st, i, blob, len, lc_free));
    return LIFE_OK;
}

/* A shape of one point, on the stack: nothing can fail but memory, which is
 * told when the statement runs. */
void lc_stmt_point(lc_stmt *s, int i, lc_pt p)
{
    uint32_t part[2] = {0, 1};
    lc_shape shape = {LIFE_SHAPE_POINT, &p, part, 1, 1};

    (void)lc_stmt_shape(s, i, &shape, LIFE_BLOB_ONE, NULL);
}

/* Told once: the next run of the same statement starts clean. */
static lc_status check_bound(lc_stmt *s, lc_error *err)
{
    int rc = s->bind_rc;

    s->bind_rc = 0;
    return rc ? lc_stmt_fail(s->city, rc, err) : LIFE_OK;
}

/* Behind the last row it is reset at once, so that it holds no lock and may be
 * bound and run again. */
lc_status lc_stmt_step(lc_stmt *s, bool *row, lc_error *err)
{
    lc_status st = check_bound(s, err);
    int rc;

    *row = false;
    if (st)
        return st;
    rc = sqlite3_step(s->st);
    if (rc == SQLITE_ROW) {
        *row = true;
        return LIFE_OK;
    }
    if (rc != SQLITE_DONE)
        st = lc_stmt_fail(s->city, rc, err);
    sqlite3_reset(s->st);
    return st;
}

/* Whatever rows it has are passed over. Bindings are cleared, so that copies go
 * and what the next run doesn't set is NULL. */
lc_status lc_stmt_run(lc_stmt *s, lc_error *err)
{
    lc_status st;
    bool row;

    do
        st = lc_stmt_step(s, &row, err);
    while (row);
    sqlite3_clear_bindings(s->st);
    return st;
}

bool lc_stmt_is_null(lc_stmt *s, int col)
{
    return sqlite3_column_type(s->st, col) == SQLITE_NULL;
}

int64_t lc_stmt_col_int(lc_stmt *s, int col)
{
    return sqlite3_column_int64(s->st, col);
}

double lc_stmt_col_double(lc_stmt *s, int col)
{
    return sqlite3_column_double(s->st, col);
}

const char *lc_stmt_col_text_or_null(lc_stmt *s, int col)
{
    return (const char *)sqlite3_column_text(s->st, col);
}

/* NULL and "" read the same; whoever tells them apart asks
 * lc_stmt_is_null(). */
const char *lc_stmt_col_text(lc_stmt *s, int col)
{
    const char *text = lc_stmt_col_text_or_null(s, col);

    return text ? text : "";
}

/* Valid until the next step. The bytes are counted behind the pointer, as
 * SQLite's manual advises: a conversion may change their number. */
const void *lc_stmt_col_blob(lc_stmt *s, int col, size_t *n)
{
    const void *blob = sqlite3_column_blob(s->st, col);

    *n = blob ? (size_t)sqlite3_column_bytes(s->st, col) : 0;
    return blob;
}

/* Blobs come from files that others may have written, so a damaged one is an
 * error that names the file. */
lc_status lc_stmt_col_shape(lc_stmt *s, int col, lc_shape *out, lc_error *err)
{
    size_t n;
    const void *blob = lc_stmt_col_blob(s, col, &n);
    lc_status st;

    *out = (lc_shape){0};
    if (lc_stmt_is_null(s, col))
        return LIFE_OK;
    st = lc_shape_blob_read(blob, n, out, err);
    return st ? lc_fail_at(err, st, s->city->path, 0) : LIFE_OK;
}

lc_status lc_stmt_col_point(lc_stmt *s, int col, lc_pt *out, lc_error *err)
{
    size_t n;
    const void *blob = lc_stmt_col_blob(s, col, &n);
    lc_shape shape;
    lc_status st;

    if (blob && lc_shape_blob_point_read(blob, n, out))
        return LIFE_OK;
    *out = (lc_pt){0, 0};
    st = lc_stmt_col_shape(s, col, &shape, err);
    if (st)
        return st;
    if (shape.kind == LIFE_SHAPE_POINT && shape.pt_count == 1)
        *out = shape.pt[0];
    else
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "%s: column %s holds no point where one is needed",
                     s->city->path, sqlite3_column_name(s->st, col));
    lc_shape_clear(&shape);
    return st;
}
