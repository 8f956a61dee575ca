/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facilities.c - a table of facilities into the city.
 *
 * A row becomes a facility by four questions in turn: which categories its
 * type names, where it is, what it is called, and what else is known. The
 * first that can't be answered rejects the row, with one sentence, and the
 * reading goes on.
 *
 * Types that find no category are no mistake of the table's: such rows are
 * left out and counted by type, so that a table of one's own (--types)
 * can name them.
 */
#include "lifecircle/import/facilities.h"

#include "src/import/kinds/facility/row.h"
#include "src/import/kinds/row_tags.h"
#include "src/import/kinds/table_import.h"
#include "src/import/kinds/table_run.h"
#include "src/import/record/categories.h"
#include "src/import/record/reject.h"
#include "src/import/record/twins.h"
#include "src/import/record/words/kinds.h"
#include "src/import/report.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define USED                                                                   \
    (LIFE_FIELDS_OF_PLACE | LIFE_FIELD_BIT(id) | LIFE_FIELD_BIT(name) |        \
     LIFE_FIELD_BIT(category) | LIFE_FIELD_BIT(address) |                      \
     LIFE_FIELD_BIT(phone) | LIFE_FIELD_BIT(opening_hours) |                   \
     LIFE_FIELD_BIT(website) | LIFE_FIELD_BIT(wheelchair) |                    \
     LIFE_FIELD_BIT(checked_on) | LIFE_FIELD_BIT(closed_on) |                  \
     LIFE_FIELD_BIT(status) | LIFE_FIELD_BIT(street) |                         \
     LIFE_FIELD_BIT(house_number) | LIFE_FIELD_BIT(unit) |                     \
     LIFE_FIELD_BIT(COUNT))

/* All that one import of facilities holds while rows go by. */
typedef struct facilities {
    lc_table_import t;
    lc_kinds *kinds;
    lc_row_tags tags;
    lc_catset all_categories; /* --category; empty: by a column */
    bool no_category;         /* neither that nor such a column */
    lc_facility_place place;
    lc_facility_status status;
    lc_facility_row row;
    lc_buf type;      /* the first of a row's that is not known */
    const char *kind; /* of a row, as it says it, or "" */
    int64_t repaired;
    size_t new_categories;
} facilities;

/* Whether the columns can say where a row is. */
static bool has_positions(const facilities *f)
{
    return lc_shapes_have_columns(&f->t.columns) ||
           lc_columns_have(&f->t.columns, LIFE_FIELD_unit) ||
           lc_columns_have(&f->t.columns, LIFE_FIELD_unit_name) ||
           lc_columns_have(&f->t.columns, LIFE_FIELD_address) ||
           lc_columns_have(&f->t.columns, LIFE_FIELD_street);
}

/* `too`, `do_too`: what else is lacking, and what to do about it. */
static lc_status lacks_category(const facilities *f, const char *too,
                                const char *do_too, lc_error *err)
{
    return lc_fail_param(err, LIFE_ERR_RANGE, "category",
                         "no column tells the category%s; give one with "
                         "--category ID or name the column with --map "
                         "category=COLUMN%s; the columns are: %s",
                         too, do_too, f->t.columns.names.data);
}

/* Without a column of types, and without --category, no row could become
 * anything. */
static lc_status check_columns(void *ctx, const char *const *name, size_t count,
                               lc_error *err)
{
    facilities *f = ctx;
    lc_status st = lc_facility_status_find(&f->status, &f->t, err);

    if (st || !lc_catset_is_empty(&f->all_categories))
        return st;
    if (lc_row_tags_open(&f->tags, f->kinds, name, count, err))
        return LIFE_ERR_NOMEM;
    for (size_t i = 0; i < count; i++)
        if (lc_row_tags_uses(&f->tags, i))
            lc_journal_use(f->t.o->journal, &f->t.columns, (int)i, "category");
    if (f->tags.rules || lc_columns_have(&f->t.columns, LIFE_FIELD_category))
        return LIFE_OK;
    if (!has_positions(f)) { /* features have them: the first record tells */
        f->no_category = true;
        return LIFE_OK;
    }
    return lacks_category(f, "", "", err);
}

/* A table of units' codes or names, or of addresses, needs no positions;
 * features have them. What lacks both is told of both at once. */
static lc_status check_position_columns(void *ctx, const lc_record *r,
                                        lc_error *err)
{
    const facilities *f = ctx;
    bool positions = r->feature || has_positions(f);

    if (f->no_category && positions)
        return lacks_category(f, "", "", err);
    if (f->no_category)
        return lacks_category(f, " and no columns hold positions",
                              "; name these with --map lon=COLUMN,lat=COLUMN",
                              err);
    if (positions)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "map",
                         "no columns hold positions; name them with --map "
                         "lon=COLUMN,lat=COLUMN; the columns are: %s",
                         f->t.columns.names.data);
}

/* The cell of a field, "" where there is none. */
static const char *get(const facilities *f, const lc_record *r, lc_field field)
{
    return lc_columns_get(&f->t.columns, r, field);
}

/* What a repair did to an outline, in hectares. */
static void note_repair(facilities *f, const lc_record *r,
                        const lc_repair *repair)
{
    lc_finding_example *e;
    char text[80];

    f->repaired++;
    e = lc_journal_add(f->t.o->journal, "areas_repaired", r);
    if (!e)
        return;
    snprintf(text, sizeof text, "%.4g ha before, %.4g ha now (%+.2f %%)",
             repair->before_m2 / 1e4, repair->after_m2 / 1e4,
             lc_shapes_repair_change(repair) * 100);
    e->name = lc_journal_keep(f->t.o->journal, get(f, r, LIFE_FIELD_name));
    e->said = lc_journal_keep(f->t.o->journal, text);
}

/* By the row's tags; a centre stands for an area of a size that nobody told.
 */
static lc_status read_tags(facilities *f, const lc_record *r, lc_catset *set,
                           lc_error *err)
{
    lc_error unused = {0};
    lc_shape shape = {0};
    double area_m2 = NAN;
    lc_status st;

    if (!f->tags.rules)
        return LIFE_OK;
    if (!lc_shapes_read_raw(&f->t.shapes, r, &shape, &unused) &&
        shape.kind == LIFE_SHAPE_AREA)
        area_m2 = fabs(lc_shape_area_m2(&shape));
    else if (!strncmp(get(f, r, LIFE_FIELD_id), "node", 4))
        area_m2 = -1;
    st = lc_row_tags_find(&f->tags, r, area_m2, set, err);
    lc_shape_clear(&shape);
    return st;
}

/* A row's categories; empty: none of its types is known. */
static lc_status read_categories(facilities *f, const lc_record *r,
                                 lc_catset *set, lc_error *err)
{
    const char *text = get(f, r, LIFE_FIELD_category);
    lc_status st;

    *set = f->all_categories;
    f->kind = text;
    if (!lc_catset_is_empty(set))
        return LIFE_OK;
    st = lc_kinds_find(f->kinds, text, set, &f->type, err);
    if (!st && f->type.len == 0 && !lc_catset_is_empty(set))
        return LIFE_OK;
    if (!st && !*text) { /* another key may tell it */
        st = read_tags(f, r, set, err);
        f->kind = f->tags.kind.data ? f->tags.kind.data : "";
        if (st || !lc_catset_is_empty(set))
            return st;
        text = f->tags.rules ? f->tags.type : text;
    }
    if (!st)
        st = lc_journal_unknown_type(
            f->t.o->journal, lc_catset_is_empty(set) ? text : f->type.data,
            get(f, r, LIFE_FIELD_name), r, err);
    return st;
}

/* A facility needs a position, an address, or the unit that it serves. */
static lc_status put_record(facilities *f, const lc_record *r,
                            const lc_catset *categories, lc_error *err)
{
    lc_repair repair;
    lc_shape shape;
    lc_status st = lc_shapes_read(&f->t.shapes, r, &shape, &repair, err);

    if (st)
        return st;
    st = lc_facility_place_find(&f->place, r, &shape, err);
    if (!st)
        st =
            lc_facility_row_write(&f->row, r, categories, f->kind, &shape, err);
    if (!st)
        lc_facility_place_count(&f->place, r, &shape);
    if (!st && repair.done)
        note_repair(f, r, &repair);
    lc_shape_clear(&shape);
    return st;
}

/* The nearest category is looked for once alone: it is not cheap. */
static lc_status leave_out(facilities *f, const lc_record *r)
{
    lc_error why = {0};
    lc_catset none;

    if (f->t.tally.report->left_out == 0)
        (void)lc_kinds_parse(f->kinds, get(f, r, LIFE_FIELD_category), &none,
                             &why);
    f->t.counted = true;
    return lc_tally_leave_out(&f->t.tally, r, &why);
}

/* The whole of one row; lc_table_import rejects it where this fails. */
static lc_status take_row(void *ctx, const lc_record *r, lc_error *err)
{
    facilities *f = ctx;
    lc_catset categories = {{0}};
    lc_status st;

    if (lc_facility_status_gone(&f->status, r)) {
        f->t.counted = true;
        return LIFE_OK;
    }
    st = read_categories(f, r, &categories, err);
    if (st)
        return st;
    return lc_catset_is_empty(&categories) ? leave_out(f, r)
                                           : put_record(f, r, &categories, err);
}

/* The report ends with what was done, the counts first. */
static lc_status describe(void *ctx, lc_error *err)
{
    const facilities *f = ctx;
    lc_import_report *r = f->t.report;

    (void)err;
    lc_import_report_add(
        r, "%" PRId64 " rows: %" PRId64 " facilities, %" PRId64 " rejected",
        r->rows, r->taken, r->rejected);
    if (r->left_out)
        lc_import_report_add(r,
                             "%" PRId64
                             " rows are left out: their types find no "
                             "category",
                             r->left_out);
    lc_table_import_tell(&f->t);
    lc_facility_status_report(&f->status, r);
    if (r->taken && !lc_columns_have(&f->t.columns, LIFE_FIELD_name))
        lc_import_report_add(r, "no column holds names; name it with --map "
                                "name=COLUMN");
    if (f->new_categories)
        lc_import_report_add(r, "%zu categories were added to the city",
                             f->new_categories);
    if (f->place.nowhere)
        lc_import_report_add(r, "%" PRId64 " have a unit but no position",
                             f->place.nowhere);
    lc_row_address_report(&f->place.addresses, r);
    lc_facility_ids_report(&f->row.ids, r);
    if (f->repaired)
        lc_import_report_add(r,
                             "%" PRId64 " polygons were not valid and were "
                             "repaired",
                             f->repaired);
    if (f->row.odd.count)
        lc_import_report_add(
            r,
            "%" PRId64 " numbers or dates could not be read and were left "
            "out (the first: %s)",
            f->row.odd.count, f->row.first_odd);
    return LIFE_OK;
}

/* Ids, and then doubles, for who wants to know before it counts. */
static lc_status after_rows(void *ctx, lc_error *err)
{
    facilities *f = ctx;
    lc_status st = lc_facility_ids_settle(&f->row.ids, f->t.o->journal, err);

    if (st)
        return st;
    if (!f->t.o->journal || !f->t.o->to_the_end)
        return LIFE_OK;
    return lc_record_twins(f->t.o->journal, f->t.city, f->t.source.name,
                           f->kinds, err);
}

/* Categories of one's own first: types may name them. */
static lc_status open_kinds(facilities *f, lc_error *err)
{
    const lc_table_import *t = &f->t;
    const char *types;
    lc_status st =
        lc_categories_take(t->city, t->o, &types, &f->new_categories, err);

    return st ? st : lc_kinds_open(t->city, types, &f->kinds, err);
}

static lc_status begin(void *ctx, lc_error *err)
{
    facilities *f = ctx;
    const lc_table_import *t = &f->t;
    lc_status st = lc_facility_place_open(&f->place, &f->t, err);

    if (!st)
        st = open_kinds(f, err);
    if (!st)
        st =
            lc_facility_row_open(&f->row, &f->place, &f->status, f->kinds, err);
    return !st && t->o->category ? lc_kinds_parse(f->kinds, t->o->category,
                                                  &f->all_categories, err)
                                 : st;
}

static void close_all(void *ctx)
{
    facilities *f = ctx;

    lc_row_tags_close(&f->tags);
    lc_kinds_close(f->kinds);
    lc_facility_row_close(&f->row);
    lc_facility_place_close(&f->place);
    lc_buf_free(&f->type);
}

static const lc_table_kind kind = {
    .name = "facilities",
    .code_from = LIFE_FIELD_COUNT,
    .columns = check_columns,
    .first = check_position_columns,
    .row = take_row,
    .after = after_rows,
    .begin = begin,
    .settle = lc_table_import_places,
    .describe = describe,
    .close = close_all,
};

lc_status lc_import_facilities(lc_city *c, const char *path,
                               const lc_import_opts *o,
                               lc_import_report *report, lc_error *err)
{
    facilities f = {.t = {.used = USED}};

    lc_table_run_open(&f.t, c, path, o, report);
    return lc_table_run(&f.t, &kind, &f, err);
}
