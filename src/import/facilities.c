/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/facilities.c - a table of facilities into the city.
 */
#include "fit.h"
#include "table.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define NAME_BYTES_MAX 256
#define TEXT_BYTES_MAX 4096

/* -- one facility into the tables ---------------------------------------- */

lc_status lc_facility_writer_open(lc_city *c, lc_facility_writer *out,
                                  lc_error *err)
{
    lc_status st;

    *out = (lc_facility_writer){0};
    st = lc_stmt_prepare(c, "SELECT source FROM facility WHERE id = ?1",
                         &out->known, err);
    if (st == LIFE_OK)
        st = lc_stmt_prepare(
            c,
            "INSERT INTO facility(id, source, name, name_given, categories, "
            "layer, unit_code, address, phone, opening_hours, website, "
            "wheelchair, checked_on, closed_on, attributes, area_m2, geom) "
            "VALUES(?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
            "?13, ?14, ?15, ?16)",
            &out->row, err);
    if (st == LIFE_OK)
        st = lc_stmt_prepare(
            c, "INSERT INTO facility_shape(facility, geom) VALUES(?1, ?2)",
            &out->shape, err);
    if (st != LIFE_OK)
        lc_facility_writer_close(out);
    return st;
}

void lc_facility_writer_close(lc_facility_writer *w)
{
    lc_stmt_free(w->known);
    lc_stmt_free(w->row);
    lc_stmt_free(w->shape);
    *w = (lc_facility_writer){0};
}

static lc_status check_new(lc_facility_writer *w, const char *id, lc_error *err)
{
    bool row = false;
    lc_status st;

    lc_stmt_text(w->known, 1, id);
    st = lc_stmt_step(w->known, &row, err);
    if (st != LIFE_OK || !row)
        return st;
    st = lc_stmt_step(w->known, &row, err); /* to its end, so it is reset */
    if (st != LIFE_OK)
        return st;
    return lc_fail(err, LIFE_ERR_RANGE, "the id '%.80s' occurs twice", id);
}

/* Empty text is stored as NULL: not known. */
static void bind_text(lc_stmt *s, int i, const char *text)
{
    lc_stmt_text(s, i, text && *text ? text : NULL);
}

static lc_status check_lengths(const char *const *text, size_t n, lc_error *err)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] && strlen(text[i]) > TEXT_BYTES_MAX)
            return lc_fail(err, LIFE_ERR_LIMIT,
                           "'%.40s...' is longer than %d bytes", text[i],
                           TEXT_BYTES_MAX);
    return LIFE_OK;
}

static lc_status write_row(lc_facility_writer *w, const lc_facility_row *f,
                           lc_error *err)
{
    const char *const text[] = {f->unit,          f->address,  f->phone,
                                f->opening_hours, f->website,  f->wheelchair,
                                f->checked_on,    f->closed_on};
    size_t n = sizeof text / sizeof *text;
    lc_stmt *s = w->row;

    if (strlen(f->name) > NAME_BYTES_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "the name '%.40s...' is longer than %d bytes", f->name,
                       NAME_BYTES_MAX);
    if (check_lengths(text, n, err) != LIFE_OK)
        return LIFE_ERR_LIMIT;
    lc_stmt_text(s, 1, f->id);
    lc_stmt_text(s, 2, f->source);
    lc_stmt_text(s, 3, f->name);
    lc_stmt_int(s, 4, f->name_given);
    lc_stmt_text(s, 5, f->categories);
    for (size_t i = 0; i < n; i++)
        bind_text(s, 6 + (int)i, text[i]);
    bind_text(s, 14, f->attributes);
    if (f->shape->kind == LIFE_SHAPE_AREA)
        lc_stmt_double(s, 15, lc_shape_area_m2(f->shape));
    if (f->shape->kind != LIFE_SHAPE_NONE)
        lc_stmt_point(s, 16, lc_shape_inner(f->shape));
    return lc_stmt_run(s, err);
}

lc_status lc_facility_write(lc_facility_writer *w, const lc_facility_row *f,
                            lc_error *err)
{
    lc_status st = check_new(w, f->id, err);

    if (st == LIFE_OK)
        st = write_row(w, f, err);
    if (st != LIFE_OK || f->shape->kind < LIFE_SHAPE_LINE)
        return st;
    lc_stmt_text(w->shape, 1, f->id);
    st = lc_stmt_shape(w->shape, 2, f->shape, true, err);
    return st == LIFE_OK ? lc_stmt_run(w->shape, err) : st;
}

/* -- a table of them ----------------------------------------------------- */

typedef struct facilities {
    const lc_import_opts *o;
    lc_origin origin;
    const char *crs; /* what the coordinates are in */
    lc_columns columns;
    lc_shape_reader shapes;
    lc_kinds *kinds;
    lc_facility_writer writer;
    lc_tally tally;
    uint64_t all_categories; /* --category */
    lc_buf text;             /* of one row: what is built for it */
    lc_buf attributes;
    int64_t odd, repaired, nowhere;
} facilities;

static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    facilities *f = ctx;
    lc_status st = lc_columns_open(f->o->map, name, count, &f->columns, err);

    if (st != LIFE_OK || f->all_categories ||
        lc_columns_have(&f->columns, LIFE_FIELD_category))
        return st;
    return lc_fail_param(err, LIFE_ERR_RANGE, "category",
                         "no column tells the category; give one with "
                         "--category ID or name the column with --map "
                         "category=COLUMN; the columns are: %s",
                         f->columns.names.data);
}

static lc_status check_position_columns(const facilities *f, const lc_record *r,
                                        lc_error *err)
{
    if (r->feature || lc_shape_columns_exist(&f->columns) ||
        lc_columns_have(&f->columns, LIFE_FIELD_unit))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "map",
                         "no columns hold positions; name them with --map "
                         "lon=COLUMN,lat=COLUMN; the columns are: %s",
                         f->columns.names.data);
}

static const char *get(const facilities *f, const lc_record *r, lc_field field)
{
    return lc_columns_get(&f->columns, r, field);
}

static lc_status read_date(const facilities *f, const lc_record *r,
                           lc_field field, char out[16], lc_error *err)
{
    const char *text = get(f, r, field);

    out[0] = '\0';
    if (!*text || lc_date_parse(text, out))
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_PARSE,
                   "'%.40s' is not a date; write 2024-05-31", text);
}

/* A nameless facility is called by its kind and address. */
static void put_name(facilities *f, const lc_record *r, uint64_t categories)
{
    const char *address = get(f, r, LIFE_FIELD_address);

    lc_buf_puts(&f->text,
                lc_kinds_name(f->kinds, categories, f->columns.chinese));
    if (*address && strlen(address) <= NAME_BYTES_MAX / 2)
        lc_buf_printf(&f->text, ", %s", address);
}

/* Texts that are put together for a row lie one behind the other in f->text,
 * which may move as it grows: so their places are kept, not pointers. */
static size_t end_text(facilities *f)
{
    lc_buf_putc(&f->text, '\0');
    return f->text.len;
}

static lc_status write_facility(facilities *f, const lc_record *r,
                                uint64_t categories, const lc_shape *shape,
                                lc_error *err)
{
    const char *own = get(f, r, LIFE_FIELD_id);
    const char *name = get(f, r, LIFE_FIELD_name);
    char checked[16], closed[16];
    size_t kinds_at, name_at;
    lc_facility_row row;

    if (read_date(f, r, LIFE_FIELD_checked_on, checked, err) ||
        read_date(f, r, LIFE_FIELD_closed_on, closed, err))
        return LIFE_ERR_PARSE;
    lc_buf_clear(&f->text);
    lc_buf_clear(&f->attributes);
    if (*own)
        lc_buf_printf(&f->text, "%s:%.200s", f->origin.name, own);
    else
        lc_buf_printf(&f->text, "%s:%" PRId64, f->origin.name,
                      f->tally.report->rows + 1);
    kinds_at = end_text(f);
    lc_kinds_text(f->kinds, categories, &f->text);
    name_at = end_text(f);
    put_name(f, r, categories);
    lc_columns_attributes(&f->columns, r, false, &f->attributes, &f->odd);
    if (f->text.failed || f->attributes.failed)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for a facility");
    row = (lc_facility_row){
        .id = f->text.data,
        .source = f->origin.name,
        .name = *name ? name : f->text.data + name_at,
        .name_given = *name != '\0',
        .categories = f->text.data + kinds_at,
        .unit = get(f, r, LIFE_FIELD_unit),
        .address = get(f, r, LIFE_FIELD_address),
        .phone = get(f, r, LIFE_FIELD_phone),
        .opening_hours = get(f, r, LIFE_FIELD_opening_hours),
        .website = get(f, r, LIFE_FIELD_website),
        .wheelchair = lc_wheelchair_word(get(f, r, LIFE_FIELD_wheelchair)),
        .checked_on = checked,
        .closed_on = closed,
        .attributes = f->attributes.data,
        .shape = shape};
    return lc_facility_write(&f->writer, &row, err);
}

static lc_status put_record(facilities *f, const lc_record *r, lc_error *err)
{
    uint64_t categories = f->all_categories;
    bool repaired;
    double change;
    lc_shape shape;
    lc_status st = LIFE_OK;

    if (r->fault)
        return lc_fail(err, LIFE_ERR_PARSE, "%s", r->fault);
    if (!categories)
        st = lc_kinds_parse(f->kinds, get(f, r, LIFE_FIELD_category),
                            &categories, err);
    if (st == LIFE_OK)
        st = lc_shape_read(&f->shapes, r, &shape, &repaired, &change, err);
    if (st != LIFE_OK)
        return st;
    if (shape.kind == LIFE_SHAPE_NONE && !*get(f, r, LIFE_FIELD_unit))
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "the row has neither a position nor a unit's code");
    else
        st = write_facility(f, r, categories, &shape, err);
    if (st == LIFE_OK) {
        f->repaired += repaired;
        f->nowhere += shape.kind == LIFE_SHAPE_NONE;
    }
    lc_shape_clear(&shape);
    return st;
}

static lc_status take_record(void *ctx, const lc_record *r, lc_error *err)
{
    facilities *f = ctx;
    lc_error row_error = {0};
    lc_status st = LIFE_OK;

    if (f->tally.report->rows == 0)
        st = check_position_columns(f, r, err);
    if (st != LIFE_OK)
        return st;
    st = put_record(f, r, &row_error);
    return lc_tally_row(&f->tally, r, st, &row_error, err);
}

static void describe(const facilities *f, const char *note)
{
    lc_import_report *r = f->tally.report;

    lc_report_add(
        r, "%" PRId64 " rows: %" PRId64 " facilities, %" PRId64 " rejected",
        r->rows, r->taken, r->rejected);
    if (*note)
        lc_report_add(r, "%s", note);
    if (f->nowhere)
        lc_report_add(r, "%" PRId64 " have a unit but no position", f->nowhere);
    if (f->repaired)
        lc_report_add(r,
                      "%" PRId64 " polygons were not valid and were "
                      "repaired",
                      f->repaired);
    if (f->odd)
        lc_report_add(r,
                      "%" PRId64 " numbers could not be read and were left "
                      "out",
                      f->odd);
}

static lc_status prepare(facilities *f, lc_city *c, const char *path,
                         lc_error *err)
{
    lc_status st =
        lc_origin_begin(c, path, "facilities", f->o, &f->origin, err);

    if (st == LIFE_OK)
        st = lc_kinds_open(&f->kinds, err);
    if (st == LIFE_OK && f->o->category)
        st = lc_kinds_parse(f->kinds, f->o->category, &f->all_categories, err);
    if (st == LIFE_OK)
        st = lc_crs_settle(c, path, f->o, &f->crs, f->tally.report, err);
    if (st == LIFE_OK)
        st = lc_shape_reader_open(f->crs, &f->columns, &f->shapes, err);
    if (st == LIFE_OK)
        st = lc_facility_writer_open(c, &f->writer, err);
    return st;
}

lc_status lc_import_facilities(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err)
{
    facilities f = {
        .o = o,
        .tally = {.path = path, .max_reject = o->max_reject, .report = report}};
    lc_record_sink sink = {take_columns, take_record, &f};
    char note[160] = "";
    lc_status st;

    *report = (lc_import_report){0};
    st = prepare(&f, c, path, err);
    if (st == LIFE_OK)
        st = lc_records_read(path, o, &sink, note, err);
    if (st == LIFE_OK && report->rows == 0)
        st = lc_fail_at(
            err,
            lc_fail(err, LIFE_ERR_PARSE, "the table has a header but no rows"),
            path, 0);
    if (st == LIFE_OK)
        st = lc_tally_end(&f.tally, err);
    if (st == LIFE_OK)
        st = lc_origin_end(c, &f.origin, f.crs, report, err);
    if (st == LIFE_OK)
        describe(&f, note);
    lc_facility_writer_close(&f.writer);
    lc_shape_reader_close(&f.shapes);
    lc_kinds_close(f.kinds);
    lc_columns_close(&f.columns);
    lc_buf_free(&f.text);
    lc_buf_free(&f.attributes);
    return st;
}
