/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facilities.c - a table of facilities into the city.
 */
#include "src/import/osm/import.h"
#include "src/import/record/fit.h"
#include "src/import/record/intake.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define USED                                                                   \
    (LIFE_FIELDS_OF_PLACE | LIFE_FIELD_BIT(id) | LIFE_FIELD_BIT(name) |        \
     LIFE_FIELD_BIT(category) | LIFE_FIELD_BIT(address) |                      \
     LIFE_FIELD_BIT(phone) | LIFE_FIELD_BIT(opening_hours) |                   \
     LIFE_FIELD_BIT(website) | LIFE_FIELD_BIT(wheelchair) |                    \
     LIFE_FIELD_BIT(checked_on) | LIFE_FIELD_BIT(closed_on) |                  \
     LIFE_FIELD_BIT(unit) | LIFE_FIELD_BIT(COUNT))

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
    lc_buf type; /* the first of a row's that is not known */
    lc_city *city;
    lc_osm_roads roads; /* read for the first row without a name */
    bool roads_read;
    int64_t odd, repaired, nowhere;
} facilities;

static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    facilities *f = ctx;
    lc_status st = lc_columns_open(f->o->map, name, count, &f->columns, err);

    if (!st)
        st = lc_intake_columns(f->o->intake, name, count, &f->columns, USED,
                               err);
    if (st || f->all_categories ||
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
    return lc_reject(err, LIFE_ERR_PARSE, "date",
                     "\"%.40s\" is not a date; write 2024-05-31", text);
}

/* The nearest named street, or "". */
static lc_status near_street(facilities *f, const lc_shape *shape,
                             const char **out, lc_error *err)
{
    lc_status st = LIFE_OK;
    const char *name = NULL;

    if (!f->roads_read && shape->kind != LIFE_SHAPE_NONE) {
        st = lc_osm_roads_load(f->city, &f->roads, err);
        f->roads_read = !st;
    }
    if (!st && f->roads.index)
        name = lc_osm_roads_near(&f->roads, lc_shape_inner(shape));
    *out = name ? name : "";
    return st;
}

/* A nameless facility is called by its kind and address, or street. */
static lc_status put_name(facilities *f, const lc_record *r,
                          uint64_t categories, const lc_shape *shape,
                          lc_error *err)
{
    const char *where = get(f, r, LIFE_FIELD_address);
    lc_status st = LIFE_OK;

    if (*get(f, r, LIFE_FIELD_name))
        return LIFE_OK;
    lc_intake_count(f->o->intake, "rows_without_name", 1);
    if (!*where || strlen(where) > LIFE_NAME_BYTES_MAX / 2)
        st = near_street(f, shape, &where, err);
    lc_buf_puts(&f->text,
                lc_kinds_name(f->kinds, categories, f->columns.chinese));
    if (!st && *where)
        lc_buf_printf(&f->text, "%s%s", f->columns.chinese ? "，" : ", ",
                      where);
    return st;
}

/* Texts that are put together for a row lie one behind the other in f->text,
 * which may move as it grows: so their places are kept, not pointers. */
static size_t end_text(facilities *f)
{
    lc_buf_putc(&f->text, '\0');
    return f->text.len;
}

static void show_row(const facilities *f, const lc_record *r,
                     const lc_facility_row *row)
{
    lc_intake *to = f->o->intake;
    lc_intake_row *out = lc_intake_next_row(to, r);

    lc_intake_put(to, out, "id", row->id);
    lc_intake_put(to, out, "name", row->name);
    lc_intake_put(to, out, "category", row->categories);
    lc_intake_put_shape(to, out, row->shape);
    lc_intake_put(to, out, "unit", row->unit);
    lc_intake_put(to, out, "address", row->address);
    lc_intake_put(to, out, "phone", row->phone);
    lc_intake_put(to, out, "opening_hours", row->opening_hours);
    lc_intake_put(to, out, "website", row->website);
    lc_intake_put(to, out, "wheelchair", row->wheelchair);
    lc_intake_put(to, out, "checked_on", row->checked_on);
    lc_intake_put(to, out, "closed_on", row->closed_on);
    if (strcmp(row->attributes, "{}"))
        lc_intake_put(to, out, "attributes", row->attributes);
}

static void note_odd(facilities *f, const lc_record *r, int64_t before)
{
    for (; before < f->odd; before++) {
        lc_finding_example *e =
            lc_intake_note(f->o->intake, "numbers_left_out", r);

        if (e)
            e->name = lc_intake_keep(f->o->intake, get(f, r, LIFE_FIELD_name));
    }
}

static lc_status write_facility(facilities *f, const lc_record *r,
                                uint64_t categories, const lc_shape *shape,
                                lc_error *err)
{
    const char *own = get(f, r, LIFE_FIELD_id);
    const char *name = get(f, r, LIFE_FIELD_name);
    char checked[16], closed[16];
    size_t kinds_at, name_at;
    int64_t odd = f->odd;
    lc_facility_row row;
    lc_status st;

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
    st = put_name(f, r, categories, shape, err);
    if (st)
        return st;
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
    st = lc_facility_write(&f->writer, &row, err);
    if (st)
        return st;
    show_row(f, r, &row);
    note_odd(f, r, odd);
    return LIFE_OK;
}

/* What a repair did to an outline, in hectares. */
static void note_repair(facilities *f, const lc_record *r,
                        const lc_repair *repair)
{
    lc_finding_example *e;
    char text[80];

    f->repaired++;
    e = lc_intake_note(f->o->intake, "areas_repaired", r);
    if (!e)
        return;
    snprintf(text, sizeof text, "%.4g ha before, %.4g ha now (%+.2f %%)",
             repair->before_m2 / 1e4, repair->after_m2 / 1e4,
             lc_repair_change(repair) * 100);
    e->name = lc_intake_keep(f->o->intake, get(f, r, LIFE_FIELD_name));
    e->said = lc_intake_keep(f->o->intake, text);
}

static void note_nowhere(facilities *f, const lc_record *r)
{
    lc_finding_example *e =
        lc_intake_note(f->o->intake, "rows_without_position", r);

    f->nowhere++;
    if (e)
        e->name = lc_intake_keep(f->o->intake, get(f, r, LIFE_FIELD_name));
}

/* A row's categories; *bits 0: none of its types is known. */
static lc_status read_categories(facilities *f, const lc_record *r,
                                 uint64_t *bits, lc_error *err)
{
    const char *text = get(f, r, LIFE_FIELD_category);
    lc_status st;

    *bits = f->all_categories;
    if (*bits)
        return LIFE_OK;
    st = lc_kinds_find(f->kinds, text, bits, &f->type, err);
    if (!st && *bits && f->type.len == 0)
        return LIFE_OK;
    if (!st)
        st = lc_intake_type_odd(f->o->intake, *bits ? f->type.data : text,
                                get(f, r, LIFE_FIELD_name), r, err);
    return st;
}

static lc_status put_record(facilities *f, const lc_record *r,
                            uint64_t categories, lc_error *err)
{
    lc_repair repair;
    lc_shape shape;
    lc_status st = lc_shape_read(&f->shapes, r, &shape, &repair, err);

    if (st)
        return st;
    if (shape.kind == LIFE_SHAPE_NONE && !*get(f, r, LIFE_FIELD_unit))
        st = lc_reject(err, LIFE_ERR_PARSE, "missing",
                       "the row has neither a position nor a unit's code");
    else
        st = write_facility(f, r, categories, &shape, err);
    if (!st && repair.done)
        note_repair(f, r, &repair);
    if (!st && shape.kind == LIFE_SHAPE_NONE)
        note_nowhere(f, r);
    lc_shape_clear(&shape);
    return st;
}

/* The nearest category is looked for once alone: it is not cheap. */
static lc_status leave_out(facilities *f, const lc_record *r)
{
    lc_error why = {0};
    uint64_t none;

    if (f->tally.report->left_out == 0)
        (void)lc_kinds_parse(f->kinds, get(f, r, LIFE_FIELD_category), &none,
                             &why);
    return lc_tally_leave_out(&f->tally, r, &why);
}

static lc_status take_record(void *ctx, const lc_record *r, lc_error *err)
{
    facilities *f = ctx;
    uint64_t categories = 0;
    lc_error row_error = {0};
    lc_status st = LIFE_OK;

    if (f->tally.report->rows == 0)
        st = check_position_columns(f, r, err);
    if (st)
        return st;
    if (r->fault)
        st = lc_reject(&row_error, LIFE_ERR_PARSE, "fields", "%s", r->fault);
    else
        st = read_categories(f, r, &categories, &row_error);
    if (!st && !categories)
        return leave_out(f, r);
    if (!st)
        st = put_record(f, r, categories, &row_error);
    return lc_tally_row(&f->tally, r, st, &row_error, err);
}

static void describe(const facilities *f, const char *note)
{
    lc_import_report *r = f->tally.report;

    lc_report_add(
        r, "%" PRId64 " rows: %" PRId64 " facilities, %" PRId64 " rejected",
        r->rows, r->taken, r->rejected);
    if (r->left_out)
        lc_report_add(r,
                      "%" PRId64 " rows are left out: their types find no "
                      "category",
                      r->left_out);
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
                      "%" PRId64
                      " numbers or dates could not be read and were left "
                      "out",
                      f->odd);
}

static lc_status prepare(facilities *f, lc_city *c, const char *path,
                         lc_error *err)
{
    lc_status st =
        lc_origin_begin(c, path, "facilities", f->o, &f->origin, err);

    if (st)
        return st;
    st = lc_kinds_open(f->o->categories, &f->kinds, err);
    if (st)
        return st;
    if (f->o->category)
        st = lc_kinds_parse(f->kinds, f->o->category, &f->all_categories, err);
    if (st)
        return st;
    st = lc_crs_settle(c, path, f->o, &f->crs, f->tally.report, err);
    if (st)
        return st;
    st = lc_shape_reader_open(f->crs, &f->columns, &f->shapes, err);
    if (st)
        return st;
    return lc_facility_writer_open(c, &f->writer, err);
}

lc_status lc_import_facilities(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err)
{
    facilities f = {.o = o,
                    .city = c,
                    .tally = {.path = path,
                              .max_reject = o->max_reject,
                              .report = report,
                              .intake = o->intake,
                              .to_the_end = o->to_the_end}};
    lc_record_sink sink = {take_columns, take_record, &f};
    char note[160] = "";
    lc_status st;

    *report = (lc_import_report){0};
    st = lc_intake_begin(o->intake, "facilities", err);
    if (!st)
        st = prepare(&f, c, path, err);
    if (!st)
        st = lc_records_read_mended(path, o, &sink, o->intake, note, err);
    lc_intake_end(o->intake, report, note);
    if (!st && report->rows == 0)
        st = lc_fail_at(
            err,
            lc_fail(err, LIFE_ERR_PARSE, "the table has a header but no rows"),
            path, 0);
    if (!st && o->intake && o->to_the_end)
        st = lc_intake_twins(o->intake, c, f.origin.name, f.kinds, err);
    if (!st)
        st = lc_tally_end(&f.tally, err);
    if (!st)
        st = lc_origin_end(c, &f.origin, f.crs, report, err);
    if (!st)
        describe(&f, note);
    lc_facility_writer_close(&f.writer);
    lc_shape_reader_close(&f.shapes);
    lc_kinds_close(f.kinds);
    lc_columns_close(&f.columns);
    lc_buf_free(&f.text);
    lc_buf_free(&f.attributes);
    lc_buf_free(&f.type);
    lc_osm_roads_clear(&f.roads);
    return st;
}
