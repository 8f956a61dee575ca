/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/rows.c - statements that a city keeps, and rows in and out of
 * structs by the names of their columns.
 *
 * A statement is prepared when it is first wanted, matched once with the
 * fields of its table, and put in front of the city's list. An import writes
 * one table for a while and then another, so it is found there at once; what
 * has been read to its end lies idle until it is wanted again.
 */
#include "src/store/rows/rows.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"

#include <assert.h>
#include <string.h>

/* Parameters and columns stand in the statement's own order; each points to the
 * field that it goes with. */
struct lc_rows {
    lc_rows *next; /* of the city's, the last used first */
    lc_city *city;
    const lc_sql *sql;
    lc_stmt *stmt;
    void *row; /* what is read into; NULL: not in use */
    bool done; /* the statement has reset itself */
    int parameters, columns;
    const lc_column *parameter[LIFE_MAX_COLUMNS];
    const lc_column *column[LIFE_MAX_COLUMNS];
};

/* ---- matching names ---- */

/* Tables have at most LIFE_MAX_COLUMNS, and a statement is matched once: no
 * index is worth its while. */
static const lc_column *find_column(const lc_rows_table *t, const char *name)
{
    for (size_t i = 0; i < t->count; i++)
        if (!strcmp(t->column[i].name, name))
            return &t->column[i];
    return NULL;
}

/* A statement that names what its table hasn't got is a fault of this room,
 * which its tests meet. */
static lc_status match(lc_rows *r, lc_error *err)
{
    sqlite3_stmt *st = lc_stmt_handle(r->stmt);
    const char *name = "";
    bool ok;

    r->parameters = sqlite3_bind_parameter_count(st);
    r->columns = sqlite3_column_count(st);
    ok = r->parameters <= LIFE_MAX_COLUMNS && r->columns <= LIFE_MAX_COLUMNS;
    for (int i = 0; ok && i < r->parameters; i++) {
        name = sqlite3_bind_parameter_name(st, i + 1);
        r->parameter[i] = find_column(r->sql->table, name ? name + 1 : "");
        ok = r->parameter[i] != NULL;
    }
    for (int i = 0; ok && i < r->columns; i++) {
        name = sqlite3_column_name(st, i);
        r->column[i] = find_column(r->sql->table, name ? name : "");
        ok = r->column[i] != NULL;
    }
    return ok ? LIFE_OK
              : lc_fail(err, LIFE_ERR_STATE, "table %s has no field for %s",
                        r->sql->table->name, name ? name : "a parameter");
}

/* NULL: this city's file has no such column. */
static const char *name_in_file(const lc_city *c, const lc_rows_table *t,
                                const lc_column *column)
{
    return t->in_file ? t->in_file(c, column) : column->name;
}

/* "t(a, b) VALUES(:a, :b)": the first round writes the names of the file's
 * columns, the second the parameters, which bear the table's names. */
static char *insert_text(const lc_city *c, const lc_sql *sql)
{
    const lc_rows_table *t = sql->table;
    lc_buf text = {0};

    lc_buf_printf(&text, "%s INTO %s(", sql->text, t->name);
    for (int values = 0; values < 2; values++) {
        const char *comma = "";

        lc_buf_puts(&text, values ? ") VALUES(" : "");
        for (size_t i = 0; i < t->count; i++) {
            const char *name = name_in_file(c, t, &t->column[i]);

            if (t->column[i].flags & LIFE_READ_ONLY || !name)
                continue;
            lc_buf_printf(&text, "%s%s%s", comma, values ? ":" : "",
                          values ? t->column[i].name : name);
            comma = ", ";
        }
    }
    lc_buf_putc(&text, ')');
    return lc_buf_steal(&text, NULL);
}

#define ALL_COLUMNS "@columns"

/* With the names of this file in it, each given back under the table's. */
static char *select_text(const lc_city *c, const lc_sql *sql)
{
    const lc_rows_table *t = sql->table;
    const char *mark = strstr(sql->text, ALL_COLUMNS), *comma = "";
    lc_buf text = {0};

    lc_buf_put(&text, sql->text, (size_t)(mark - sql->text));
    for (size_t i = 0; i < t->count; i++) {
        const char *name = name_in_file(c, t, &t->column[i]);

        if (name) {
            lc_buf_printf(&text, "%s%s AS %s", comma, name, t->column[i].name);
            comma = ", ";
        }
    }
    lc_buf_puts(&text, mark + strlen(ALL_COLUMNS));
    return lc_buf_steal(&text, NULL);
}

/* ---- statements that are kept ---- */

/* Only of statements that are in no list any more. */
static void rows_free(lc_rows *r)
{
    lc_stmt_free(r->stmt);
    lc_free(r);
}

static lc_status prepare(lc_rows *r, lc_error *err)
{
    bool made = r->sql->insert || strstr(r->sql->text, ALL_COLUMNS);
    char *text = NULL;
    lc_status st;

    if (made)
        text = r->sql->insert ? insert_text(r->city, r->sql)
                              : select_text(r->city, r->sql);
    if (made && !text)
        return lc_no_memory(err, "a statement");
    st = lc_stmt_prepare(r->city, text ? text : r->sql->text, &r->stmt, err);
    lc_free(text);
    return st ? st : match(r, err);
}

/* The city's own, if it isn't being read; else one more. */
static lc_status rows_take(lc_city *c, const lc_sql *sql, lc_rows **out,
                           lc_error *err)
{
    lc_rows **at = &c->rows, *r;
    lc_status st;

    *out = NULL;
    while ((r = *at) && (r->sql != sql || r->row))
        at = &r->next;
    if (!r) {
        r = lc_calloc(1, sizeof *r);
        if (!r)
            return lc_no_memory(err, "a statement");
        r->city = c;
        r->sql = sql;
        st = prepare(r, err);
        if (st) {
            rows_free(r);
            return st;
        }
    } else {
        *at = r->next;
    }
    r->next = c->rows;
    c->rows = r;
    *out = r;
    return LIFE_OK;
}

/* Those whose row somebody reads hold that reader's struct: they go only where
 * the city itself does. */
bool lc_rows_forget(lc_city *c, bool in_use)
{
    lc_rows **at = &c->rows;

    while (*at) {
        lc_rows *r = *at;

        if (r->row && !in_use) {
            at = &r->next;
            continue;
        }
        *at = r->next;
        rows_free(r);
    }
    return !c->rows;
}

/* ---- a struct's fields as parameters ---- */

/* Texts and shapes of the caller's outlive the one step that uses them, so
 * nothing is copied. Every parameter is set anew each time: what an earlier
 * row left is never written again. */

/* -1 stands for "not known" in the structs, NULL in the file: then sums and
 * comparisons in SQL pass it over by themselves. */
static void bind_number(lc_stmt *s, int i, const lc_column *c, int64_t v)
{
    if (v < 0 && c->flags & LIFE_MAY_LACK)
        lc_stmt_null(s, i);
    else
        lc_stmt_int(s, i, v);
}

static void bind_real(lc_stmt *s, int i, const lc_column *c, double v)
{
    if (v < 0 && c->flags & LIFE_MAY_LACK)
        lc_stmt_null(s, i);
    else
        lc_stmt_double(s, i, v);
}

/* NULL in a column that must not lack its value would fail the row; there a
 * text that was never set is an empty one. */
static void bind_text(lc_stmt *s, int i, const lc_column *c, const char *v)
{
    lc_stmt_text_kept(s, i, v || c->flags & LIFE_MAY_LACK ? v : "");
}

static void bind_point(lc_stmt *s, int i, const lc_column *c, const char *row)
{
    if (c->flags & LIFE_MAY_LACK && !*(const bool *)(row + c->placed))
        lc_stmt_null(s, i);
    else
        lc_stmt_point(s, i, *(const lc_pt *)(const void *)(row + c->offset));
}

/* A column's geometries are all of one kind, so that programs that read the
 * layer know what it has. */
static lc_blob_form form_of(const lc_column *c, const char *row)
{
    if (c->flags & LIFE_SMALL && *(const bool *)(row + c->placed))
        return LIFE_BLOB_SMALL;
    return c->flags & LIFE_MANY ? LIFE_BLOB_MANY : LIFE_BLOB_ONE;
}

static lc_status bind(lc_stmt *s, int i, const lc_column *c, const char *row,
                      lc_error *err)
{
    const void *field = row + c->offset;

    switch (c->type) {
    case LIFE_COLUMN_INT:
        bind_number(s, i, c, *(const int *)field);
        break;
    case LIFE_COLUMN_INT64:
        bind_number(s, i, c, *(const int64_t *)field);
        break;
    case LIFE_COLUMN_BOOL:
        lc_stmt_int(s, i, *(const bool *)field);
        break;
    case LIFE_COLUMN_REAL:
        bind_real(s, i, c, *(const double *)field);
        break;
    case LIFE_COLUMN_TEXT:
        bind_text(s, i, c, *(const char *const *)field);
        break;
    case LIFE_COLUMN_POINT:
        bind_point(s, i, c, row);
        break;
    case LIFE_COLUMN_SHAPE:
        return lc_stmt_shape(s, i, field, form_of(c, row), err);
    }
    return LIFE_OK;
}

static lc_status bind_all(lc_rows *r, const void *from, lc_error *err)
{
    lc_status st = LIFE_OK;

    assert(from || !r->parameters);
    for (int i = 0; i < r->parameters && !st; i++)
        st = bind(r->stmt, i + 1, r->parameter[i], from, err);
    return st;
}

/* ---- an answer's columns as fields ---- */

/* Where a point may be lacking, a bool of its own says so: 0, 0 is a place. */
static lc_status read_point(lc_rows *r, int i, char *row, lc_error *err)
{
    const lc_column *c = r->column[i];
    lc_pt *field = (lc_pt *)(void *)(row + c->offset);

    if (c->flags & LIFE_MAY_LACK) {
        bool placed = !lc_stmt_is_null(r->stmt, i);

        *(bool *)(row + c->placed) = placed;
        *field = (lc_pt){0, 0};
        if (!placed)
            return LIFE_OK;
    }
    return lc_stmt_col_point(r->stmt, i, field, err);
}

/* The opposite of bind(): each type is read as it was written there. */
static lc_status read_column(lc_rows *r, int i, char *row, lc_error *err)
{
    const lc_column *c = r->column[i];
    void *field = row + c->offset;
    /* A text says itself that it lacks. */
    bool lacking = c->flags & LIFE_MAY_LACK && c->type != LIFE_COLUMN_TEXT &&
                   lc_stmt_is_null(r->stmt, i);

    switch (c->type) {
    case LIFE_COLUMN_INT:
        *(int *)field = lacking ? -1 : (int)lc_stmt_col_int(r->stmt, i);
        break;
    case LIFE_COLUMN_INT64:
        *(int64_t *)field = lacking ? -1 : lc_stmt_col_int(r->stmt, i);
        break;
    case LIFE_COLUMN_BOOL:
        *(bool *)field = lc_stmt_col_int(r->stmt, i) != 0;
        break;
    case LIFE_COLUMN_REAL:
        *(double *)field = lacking ? -1 : lc_stmt_col_double(r->stmt, i);
        break;
    case LIFE_COLUMN_TEXT:
        *(const char **)field = c->flags & LIFE_MAY_LACK
                                    ? lc_stmt_col_text_or_null(r->stmt, i)
                                    : lc_stmt_col_text(r->stmt, i);
        break;
    case LIFE_COLUMN_POINT:
        return read_point(r, i, row, err);
    case LIFE_COLUMN_SHAPE:
        return lc_stmt_col_shape(r->stmt, i, field, err);
    }
    return LIFE_OK;
}

/* What the row points at goes with it. */
static void clear_row(lc_rows *r)
{
    for (int i = 0; i < r->columns; i++) {
        void *field = (char *)r->row + r->column[i]->offset;

        if (r->column[i]->type == LIFE_COLUMN_SHAPE)
            lc_shape_clear(field);
        else if (r->column[i]->type == LIFE_COLUMN_TEXT)
            *(const char **)field = NULL;
    }
}

/* ---- reading ---- */

lc_status lc_rows_read(lc_city *c, const lc_sql *sql, const void *from,
                       void *row, lc_rows **out, lc_error *err)
{
    lc_rows *r;
    lc_status st = rows_take(c, sql, &r, err);

    *out = NULL;
    if (!st)
        st = bind_all(r, from, err);
    /* Fields that this statement doesn't give are not what they were. */
    memset(row, 0, sql->table->row_bytes);
    if (st)
        return st;
    r->row = row;
    r->done = false;
    *out = r;
    return LIFE_OK;
}

/* Reading may end before the last row; the reset gives the statement's lock
 * back. */
void lc_rows_close(lc_rows **rows)
{
    lc_rows *r = *rows;

    *rows = NULL;
    if (!r)
        return;
    clear_row(r);
    if (!r->done)
        sqlite3_reset(lc_stmt_handle(r->stmt));
    r->row = NULL;
}

bool lc_rows_next(lc_rows **rows, lc_status *st, lc_error *err)
{
    lc_rows *r = *rows;
    bool more = false;

    if (!r)
        return false;
    clear_row(r);
    if (!*st) {
        *st = lc_stmt_step(r->stmt, &more, err);
        r->done = !more;
    }
    for (int i = 0; more && !*st && i < r->columns; i++)
        *st = read_column(r, i, r->row, err);
    if (more && !*st)
        return true;
    lc_rows_close(rows);
    return false;
}

/* It is closed at once, so that another row can't be asked for by mistake. */
lc_status lc_rows_first(lc_city *c, const lc_sql *sql, const void *from,
                        void *row, bool *found, lc_error *err)
{
    lc_rows *rows;
    lc_status st = lc_rows_read(c, sql, from, row, &rows, err);
    bool any = lc_rows_next(&rows, &st, err);

    lc_rows_close(&rows);
    if (found)
        *found = any;
    return st;
}

/* ---- writing ---- */

/* One step writes, and nothing is left to be read. Texts of `from` stay bound
 * and may be gone soon: the next run sets each parameter anew before it
 * steps. */
lc_status lc_rows_run(lc_city *c, const lc_sql *sql, const void *from,
                      lc_error *err)
{
    lc_rows *r;
    bool more;
    lc_status st = rows_take(c, sql, &r, err);

    if (!st)
        st = bind_all(r, from, err);
    return st ? st : lc_stmt_step(r->stmt, &more, err);
}
