/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/addresses.c - a table of addresses into the city.
 *
 * Street and number are kept apart, as addresses are compared by them. Where
 * the table has one column for both they are told by the streets that the city
 * has, so its extract comes first.
 */
#include "lifecircle/import/addresses.h"

#include "lifecircle/store/rows/address.h"
#include "src/import/address/reading.h"
#include "src/import/kinds/row_address.h"
#include "src/import/kinds/table_run.h"
#include "src/import/record/reject.h"
#include "src/import/report.h"

#include <inttypes.h>
#include <string.h>

/* A quote that is never closed takes the rest of the file for one cell. */
#define TEXT_BYTES_MAX 1000 /* of an address: more is a slipped quote */

/* The columns that are looked for; others of the table are passed over. */
#define USED                                                                   \
    (LIFE_FIELDS_OF_PLACE | LIFE_FIELD_BIT(address) | LIFE_FIELD_BIT(street) | \
     LIFE_FIELD_BIT(house_number) | LIFE_FIELD_BIT(postcode) |                 \
     LIFE_FIELD_BIT(city) | LIFE_FIELD_BIT(unit_name) |                        \
     LIFE_FIELD_BIT(parent_name))

typedef struct addresses {
    lc_table_import t;
    lc_address_index known; /* the city's before this table */
    lc_arena *arena;        /* of one row */
    lc_buf text, area;
    int64_t bare; /* without a number */
} addresses;

/* One column of addresses, or two of streets and numbers. Where a row lacks one
 * of the two its whole address is taken apart, so an address column beside them
 * is no fault. */
static lc_status check_columns(void *ctx, const char *const *name, size_t count,
                               lc_error *err)
{
    addresses *a = ctx;

    (void)name;
    (void)count;
    if (lc_columns_have(&a->t.columns, LIFE_FIELD_street) &&
        lc_columns_have(&a->t.columns, LIFE_FIELD_house_number))
        return LIFE_OK;
    return lc_table_import_need(&a->t, LIFE_FIELD_address,
                                "the addresses (or the streets and their "
                                "numbers: street=..., house_number=...)",
                                err);
}

/* At the first record, as features of GeoJSON have a geometry and need no
 * columns. */
static lc_status check_position_columns(void *ctx, const lc_record *r,
                                        lc_error *err)
{
    const addresses *a = ctx;

    if (r->feature || lc_shapes_have_columns(&a->t.columns))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "map",
                         "no columns hold positions; name them with --map "
                         "lon=COLUMN,lat=COLUMN; the columns are: %s",
                         a->t.columns.names.data);
}

/* Of a building a point inside it. */
static lc_status read_place(addresses *a, const lc_record *r, lc_pt *out,
                            lc_error *err)
{
    lc_shape shape = {0};
    lc_status st = lc_shapes_read_raw(&a->t.shapes, r, &shape, err);

    if (!st && shape.kind == LIFE_SHAPE_NONE)
        st = lc_reject(err, LIFE_ERR_PARSE, "position",
                       "the row has no position");
    if (!st)
        *out = lc_shape_inner(&shape);
    lc_shape_clear(&shape);
    return st;
}

/* What the columns and the address itself say of the area.
 * "postcode;city;unit;parent", as read_area() of index.c takes them apart
 * again. */
static void join_areas(addresses *a, const lc_record *r, const char *own)
{
    static const lc_field fields[] = {LIFE_FIELD_postcode, LIFE_FIELD_city,
                                      LIFE_FIELD_unit_name,
                                      LIFE_FIELD_parent_name};

    lc_buf_clear(&a->area);
    lc_buf_puts(&a->area, own);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *text = lc_table_import_get(&a->t, r, fields[i]);

        if (*text)
            lc_buf_printf(&a->area, "%s%s", a->area.len ? ";" : "", text);
    }
}

/* Street and number by their columns, else out of the address. */
static lc_status read_parts(addresses *a, const lc_record *r,
                            lc_address_parts *out, lc_error *err)
{
    const char *street = lc_table_import_get(&a->t, r, LIFE_FIELD_street);
    const char *number = lc_table_import_get(&a->t, r, LIFE_FIELD_house_number);

    if (*street && *number) {
        *out = (lc_address_parts){street, number, ""};
        return LIFE_OK;
    }
    return lc_address_reading_split(&a->known, a->text.data, a->arena, out,
                                    err);
}

static void show_row(const addresses *a, const lc_record *r,
                     const lc_stored_address *row)
{
    lc_journal *to = a->t.o->journal;
    lc_journal_row *out = lc_journal_next_row(to, r);

    lc_journal_put(to, out, "address", row->text);
    lc_journal_put(to, out, lc_columns_name(LIFE_FIELD_street), row->street);
    lc_journal_put(to, out, "house_number", row->number);
    lc_journal_put_point(to, out, row->pt);
}

/* What is rejected is told of the row and the import goes on; only want of
 * memory or the database ends it. */
static lc_status take_row(void *ctx, const lc_record *r, lc_error *err)
{
    addresses *a = ctx;
    lc_stored_address row = {.id = -1, .source = a->t.source.name};
    lc_address_parts parts;
    lc_status st;

    lc_arena_reset(a->arena);
    lc_row_address_put(&a->t.columns, r, &a->text);
    if (!a->text.failed && a->text.len == 0)
        return lc_reject(err, LIFE_ERR_PARSE, "missing",
                         "the row has no address");
    if (a->text.len > TEXT_BYTES_MAX)
        return lc_reject(err, LIFE_ERR_LIMIT, "long",
                         "the address is longer than %d bytes", TEXT_BYTES_MAX);
    st = read_place(a, r, &row.pt, err);
    if (!st)
        st = a->text.failed ? lc_no_memory(err, "an address")
                            : read_parts(a, r, &parts, err);
    if (st)
        return st;
    join_areas(a, r, parts.area);
    if (a->area.failed)
        return lc_no_memory(err, "an address");
    row.text = a->text.data;
    row.street = parts.street;
    row.number = parts.number;
    row.area = a->area.data;
    st = lc_address_rows_insert(a->t.city, &row, err);
    if (st)
        return st;
    a->bare += !*parts.number;
    show_row(a, r, &row);
    return LIFE_OK;
}

/* The city's own addresses are read before the table's are written, so that no
 * row is taken apart by a street that one above it brought. */
static lc_status begin(void *ctx, lc_error *err)
{
    addresses *a = ctx;

    a->arena = lc_arena_new(0);
    return a->arena ? lc_address_index_open(a->t.city, &a->known, err)
                    : lc_no_memory(err, "the addresses");
}

static lc_status describe(void *ctx, lc_error *err)
{
    const addresses *a = ctx;
    lc_import_report *r = a->t.report;

    (void)err;
    lc_import_report_add(
        r, "%" PRId64 " rows: %" PRId64 " addresses, %" PRId64 " rejected",
        r->rows, r->taken, r->rejected);
    lc_table_import_tell(&a->t);
    if (a->bare)
        lc_import_report_add(r,
                             "%" PRId64 " have no number of a house: search "
                             "finds them, facilities are not placed by them",
                             a->bare);
    lc_row_address_warn(&a->known, r);
    return LIFE_OK;
}

static void close_all(void *ctx)
{
    addresses *a = ctx;

    lc_address_index_close(&a->known);
    lc_arena_free(a->arena);
    lc_buf_free(&a->text);
    lc_buf_free(&a->area);
}

/* Addresses belong to no unit by a code, hence no field to take one from. */
static const lc_table_kind kind = {
    .name = "addresses",
    .code_from = LIFE_FIELD_COUNT,
    .columns = check_columns,
    .first = check_position_columns,
    .row = take_row,
    .begin = begin,
    .settle = lc_table_import_places,
    .describe = describe,
    .close = close_all,
};

lc_status lc_import_addresses(lc_city *c, const char *path,
                              const lc_import_opts *o, lc_import_report *report,
                              lc_error *err)
{
    addresses a = {.t = {.used = USED}};

    lc_table_run_open(&a.t, c, path, o, report);
    return lc_table_run(&a.t, &kind, &a, err);
}
