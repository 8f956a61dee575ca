/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/units.c - a table of units of one level: boundaries, centre
 * points (approximate), or names and codes alone.
 *
 * Units come as boundaries, as centre points (then they are called
 * approximate) or as names and codes alone, and one import may bring the
 * shapes that another lacked. Which level they are of is said once for the
 * table. Of units that stand already a table may say whether they are urban.
 */
#include "lifecircle/import/units.h"

#include "lifecircle/base/table.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/store/rows/unit.h"
#include "src/import/kinds/parents.h"
#include "src/import/kinds/table_import.h"
#include "src/import/kinds/table_run.h"
#include "src/import/kinds/unit/by_name.h"
#include "src/import/kinds/unit/urban.h"
#include "src/import/record/reject.h"
#include "src/import/report.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define NAME_BYTES_MAX 256
#define CODE_BYTES_MAX 64
#define USED                                                                   \
    (LIFE_FIELDS_OF_PLACE | LIFE_FIELD_BIT(code) | LIFE_FIELD_BIT(name) |      \
     LIFE_FIELD_BIT(name_en) | LIFE_FIELD_BIT(parent) |                        \
     LIFE_FIELD_BIT(urban) | LIFE_FIELD_BIT(residents) |                       \
     LIFE_FIELD_BIT(residents_year))
#define REPAIRS_LISTED 20

/* One import of units. */
typedef struct units {
    lc_table_import t;
    lc_parents parents;
    lc_unit_urban_count urban; /* of units that were there */
    int64_t areas, centres, bare, repaired, filled;
} units;

/* The cell of a field, "" where there is none. */
static const char *get(const units *u, const lc_record *r, lc_field field)
{
    return lc_columns_get(&u->t.columns, r, field);
}

static bool has_column(const units *u, lc_field field)
{
    return u->t.columns.column[field] >= 0;
}

/* Codes tie units to figures and parents, names to people. A table of codes
 * that says whether units are urban is about those that are there. */
static lc_status check_columns(void *ctx, const char *const *name, size_t count,
                               lc_error *err)
{
    units *u = ctx;
    lc_status st;

    (void)name;
    (void)count;
    lc_journal_use(u->t.o->journal, &u->t.columns,
                   u->t.columns.column[LIFE_FIELD_code], "code");
    st = lc_table_import_need(&u->t, LIFE_FIELD_code, "the units' codes", err);
    if (st ||
        (has_column(u, LIFE_FIELD_urban) && !has_column(u, LIFE_FIELD_name)))
        return st;
    return lc_table_import_need(&u->t, LIFE_FIELD_name, "the units' names",
                                err);
}

/* Codes and names end up in addresses of pages and in headings. */
static lc_status check_text(const char *what, const char *s, size_t most,
                            lc_error *err)
{
    if (!*s)
        return lc_reject(err, LIFE_ERR_PARSE, "missing", "the unit has no %s",
                         what);
    if (strlen(s) > most)
        return lc_reject(err, LIFE_ERR_LIMIT, "long",
                         "the %s \"%.40s...\" is longer than "
                         "%zu bytes",
                         what, s, most);
    return LIFE_OK;
}

/* The first rows go into the journal as they were understood. */
static void show_row(const units *u, const lc_record *r, const lc_shape *shape)
{
    static const lc_field shown[] = {
        LIFE_FIELD_code,          LIFE_FIELD_name,  LIFE_FIELD_name_en,
        LIFE_FIELD_parent,        LIFE_FIELD_urban, LIFE_FIELD_residents,
        LIFE_FIELD_residents_year};
    static const char *const names[] = {"code",          "name",  "name_en",
                                        "parent",        "urban", "residents",
                                        "residents_year"};
    lc_journal_row *out = lc_journal_next_row(u->t.o->journal, r);

    for (size_t i = 0; out && i < sizeof shown / sizeof *shown; i++)
        lc_journal_put(u->t.o->journal, out, names[i], get(u, r, shown[i]));
    lc_journal_put_shape(u->t.o->journal, out, shape);
}

/* The unit that has a code already. */
typedef struct standing {
    bool there, bare;
    int urban;
    char from[128], level[40];
} standing;

static lc_status find_standing(const units *u, const char *code, standing *out,
                               lc_error *err)
{
    lc_stored_unit known;
    lc_rows *rows;
    lc_status st = lc_unit_rows_find(u->t.city, code, &known, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        out->there = true;
        out->bare = known.bare;
        out->urban = known.urban;
        snprintf(out->from, sizeof out->from, "%s", known.source);
        snprintf(out->level, sizeof out->level, "%s", known.level);
    }
    return st;
}

/* Of a unit that is there. A code of another level is a code cut short, or a
 * row of the unit above. */
static lc_status put_urban(units *u, const lc_record *r, const standing *s,
                           lc_error *err)
{
    lc_stored_unit unit = {.code = get(u, r, LIFE_FIELD_code),
                           .urban = s->urban};

    if (strcmp(s->level, u->t.o->level) != 0)
        return lc_reject(err, LIFE_ERR_RANGE, "unit",
                         "the unit \"%.64s\" is of the level %.32s, not %.32s",
                         unit.code, s->level, u->t.o->level);
    show_row(u, r, &(lc_shape){0});
    return lc_unit_urban_put(&u->t, r, &unit, &u->urban, err);
}

/* A code may be there from names and codes alone: then this shape is what it
 * lacked, and the row is taken over. The other way round, a name and a code
 * add nothing to a unit with a shape, but may say whether it is urban: *skip.
 */
static lc_status make_room(units *u, const lc_record *r, bool has_shape,
                           bool *skip, lc_error *err)
{
    const char *code = get(u, r, LIFE_FIELD_code);
    standing s = {0};
    lc_status st = find_standing(u, code, &s, err);

    if (st || !s.there)
        return st;
    if (!strcmp(s.from, u->t.source.name))
        return lc_reject(err, LIFE_ERR_RANGE, "twice",
                         "the code \"%.64s\" occurs twice", code);
    *skip = !has_shape &&
            (*get(u, r, LIFE_FIELD_urban) || !has_column(u, LIFE_FIELD_name));
    if (*skip)
        return put_urban(u, r, &s, err);
    *skip = !s.bare && !has_shape;
    if (*skip)
        return LIFE_OK;
    if (!s.bare || !has_shape)
        return lc_reject(
            err, LIFE_ERR_RANGE, "twice",
            "the source \"%.60s\" has a unit of the code \"%.64s\"", s.from,
            code);
    st = check_text("name", get(u, r, LIFE_FIELD_name), NAME_BYTES_MAX, err);
    if (!st)
        st = lc_unit_rows_remove(u->t.city, code, err);
    u->filled += !st;
    return st;
}

/* A table without names is about units that are there. */
static lc_status check_name(const units *u, const lc_record *r, lc_error *err)
{
    if (!has_column(u, LIFE_FIELD_name))
        return lc_reject(err, LIFE_ERR_RANGE, "unit",
                         "the city has no unit of the code \"%.64s\", and a "
                         "new one needs a name",
                         get(u, r, LIFE_FIELD_code));
    return check_text("name", get(u, r, LIFE_FIELD_name), NAME_BYTES_MAX, err);
}

/* A year without people says nothing and is not kept. */
static lc_status read_residents(const units *u, const lc_record *r,
                                lc_stored_unit *row, lc_error *err)
{
    const char *people = get(u, r, LIFE_FIELD_residents);
    double count = 0;
    int64_t year = -1; /* no column tells one */
    lc_status st;

    row->residents_milli = row->residents_year = -1;
    if (!*people)
        return LIFE_OK;
    st = lc_table_import_people(&u->t, people, &count, err);
    if (!st)
        st = lc_table_import_year(&u->t, r, &year, err);
    if (st)
        return st;
    row->residents_milli = llround(count * 1000);
    row->residents_year = (int)year;
    return LIFE_OK;
}

/* A unit that names itself as its parent has none: some tables do so at the
 * top. */
static lc_status write_unit(units *u, const lc_record *r, const lc_shape *shape,
                            lc_error *err)
{
    const char *code = get(u, r, LIFE_FIELD_code);
    const char *name = get(u, r, LIFE_FIELD_name);
    const char *parent = get(u, r, LIFE_FIELD_parent);
    lc_stored_unit row = {
        .code = code,
        .level = u->t.o->level,
        .name = name,
        .name_en = get(u, r, LIFE_FIELD_name_en),
        .urban = lc_unit_urban_find(&u->t, get(u, r, LIFE_FIELD_urban)),
        .approximate = shape->kind == LIFE_SHAPE_POINT,
        .source = u->t.source.name,
        .has_centre = shape->kind != LIFE_SHAPE_NONE};
    bool skip = false;
    lc_status st;

    if (check_text("code", code, CODE_BYTES_MAX, err))
        return LIFE_ERR_PARSE;
    if (shape->kind == LIFE_SHAPE_LINE)
        return lc_reject(err, LIFE_ERR_PARSE, "geometry",
                         "a unit is an area or a centre point, not a line");
    st = make_room(u, r, shape->kind != LIFE_SHAPE_NONE, &skip, err);
    if (st || skip)
        return st;
    st = check_name(u, r, err);
    if (st)
        return st;
    if (*parent && strcmp(parent, code))
        row.parent = parent;
    if (row.has_centre)
        row.centre = lc_shape_inner(shape);
    if (shape->kind == LIFE_SHAPE_AREA)
        row.area = *shape; /* stays the caller's */
    st = read_residents(u, r, &row, err);
    if (!st)
        st = lc_unit_rows_insert(u->t.city, &row, err);
    if (st)
        return st;
    show_row(u, r, shape);
    return u->t.o->parents
               ? lc_parents_add(&u->parents, parent,
                                get(u, r, LIFE_FIELD_parent_name), shape, err)
               : LIFE_OK;
}

/* Each is named: what a repair took away is somebody's ground. */
static void note_repair(units *u, const lc_record *r, const lc_repair *repair)
{
    lc_journal *to = u->t.o->journal;
    lc_finding_example *e = lc_journal_add(to, "areas_repaired", r);
    const char *name = get(u, r, LIFE_FIELD_name);
    const char *code = get(u, r, LIFE_FIELD_code);
    char text[96];

    snprintf(text, sizeof text, "%.4f km² before, %.4f km² now (%+.4f %%)",
             repair->before_m2 / 1e6, repair->after_m2 / 1e6,
             lc_shapes_repair_change(repair) * 100);
    if (++u->repaired <= REPAIRS_LISTED)
        lc_import_report_add(
            u->t.tally.report,
            "%s (%s): its boundary crossed itself and was repaired: "
            "%s",
            name, code, text);
    if (!e)
        return;
    lc_utf8_format(e->id, sizeof e->id, "%s", code);
    e->name = lc_journal_keep(to, name);
    e->said = lc_journal_keep(to, text);
}

/* Rows about units that another source brought. */
static int64_t of_others(const units *u)
{
    return u->urban.urban + u->urban.rural;
}

/* One unit; its parts for a parent are gathered once it is written. */
static lc_status take_row(void *ctx, const lc_record *r, lc_error *err)
{
    units *u = ctx;
    int64_t before = of_others(u);
    lc_repair repair;
    lc_shape shape;
    lc_status st;

    st = lc_shapes_read(&u->t.shapes, r, &shape, &repair, err);
    if (st)
        return st;
    st = write_unit(u, r, &shape, err);
    if (!st) {
        u->areas += shape.kind == LIFE_SHAPE_AREA;
        u->centres += shape.kind == LIFE_SHAPE_POINT;
        u->bare += shape.kind == LIFE_SHAPE_NONE && of_others(u) == before;
        if (repair.done)
            note_repair(u, r, &repair);
    }
    lc_shape_clear(&shape);
    return st;
}

/* Levels are words of addresses and columns of tables. */
static lc_status check_level_name(const char *option, const char *level,
                                  lc_error *err)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";

    if (*level && strlen(level) <= 32 &&
        strspn(level, letters) == strlen(level))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, option,
                         "\"%.40s\" is not a level: at most 32 of a-z, 0-9, _ "
                         "and -",
                         level);
}

/* The levels that geodata knows, the finest first. */
static lc_status list_levels(lc_buf *out, lc_error *err)
{
    lc_table *t;
    lc_status st = lc_table_open("levels.csv", &t, err);
    const char *last = "";

    for (size_t i = st ? 0 : lc_table_rows(t); i-- > 0;) {
        const char *level = lc_table_cell(t, i, "level");

        if (strcmp(level, last))
            lc_buf_printf(out, "%s, ", level);
        last = level;
    }
    lc_table_free(t);
    return st;
}

/* Without the option nobody knows what these units are. */
static lc_status check_level(const char *level, lc_error *err)
{
    lc_buf known = {0};
    lc_status st;

    if (level && *level)
        return check_level_name("level", level, err);
    lc_buf_puts(&known, "");
    st = list_levels(&known, err);
    if (!st)
        st = lc_fail_param(err, LIFE_ERR_USAGE, "level",
                           "units need --level: %sor a name of your own",
                           known.failed ? "" : known.data);
    lc_buf_free(&known);
    return st;
}

/* A level can't be made of itself. */
static lc_status check_parents(const lc_import_opts *o, lc_error *err)
{
    if (!strcmp(o->parents, o->level))
        return lc_fail_param(err, LIFE_ERR_USAGE, "parents",
                             "the parents need a level of their own, not %s",
                             o->level);
    return check_level_name("parents", o->parents, err);
}

/* What the units are made of, then what was mended on the way. */
static lc_status describe(void *ctx, lc_error *err)
{
    const units *u = ctx;
    lc_import_report *r = u->t.report;

    (void)err;
    lc_import_report_add(r,
                         "%" PRId64 " rows: %" PRId64 " units (%" PRId64
                         " boundaries, %" PRId64 " centre points, %" PRId64
                         " names and codes alone), %" PRId64 " rejected",
                         r->rows, r->taken - of_others(u), u->areas, u->centres,
                         u->bare, r->rejected);
    lc_table_import_tell(&u->t);
    if (u->repaired)
        lc_import_report_add(r,
                             "%" PRId64 " boundaries were not valid and were "
                             "repaired",
                             u->repaired);
    lc_unit_urban_describe(&u->urban, r);
    if (u->filled)
        lc_import_report_add(r,
                             "%" PRId64
                             " units known by name and code alone got "
                             "their shape",
                             u->filled);
    return LIFE_OK;
}

static lc_status check(void *ctx, lc_error *err)
{
    const units *u = ctx;
    const lc_import_opts *o = u->t.o;
    lc_status st = check_level(o->level, err);

    return !st && o->parents ? check_parents(o, err) : st;
}

static lc_status count_filled(void *ctx, lc_error *err)
{
    const units *u = ctx;

    (void)err;
    lc_journal_count(u->t.o->journal, "units_filled", u->filled);
    return LIFE_OK;
}

/* What takes all rows together. */
static lc_status finish_units(void *ctx, lc_error *err)
{
    units *u = ctx;
    const lc_table_import *t = &u->t;
    lc_status st = LIFE_OK;

    if (t->o->by_name)
        st = lc_unit_by_name(t->city, t->source.name, t->o->level,
                             t->o->journal, t->report, err);
    return st || !t->o->parents
               ? st
               : lc_parents_make(&u->parents, t->city, t->source.name,
                                 t->o->parents, t->report, err);
}

static void close_all(void *ctx)
{
    units *u = ctx;

    lc_parents_close(&u->parents);
}

static const lc_table_kind kind = {
    .name = "units",
    .code_from = LIFE_FIELD_id,
    .columns = check_columns,
    .row = take_row,
    .after = count_filled,
    .check = check,
    .settle = lc_table_import_places,
    .end = finish_units,
    .describe = describe,
    .close = close_all,
};

lc_status lc_import_units(lc_city *c, const char *path, const lc_import_opts *o,
                          lc_import_report *report, lc_error *err)
{
    units u = {.t = {.used = USED}};

    if (o->parents)
        u.t.used |= LIFE_FIELD_BIT(parent_name);
    lc_table_run_open(&u.t, c, path, o, report);
    return lc_table_run(&u.t, &kind, &u, err);
}
