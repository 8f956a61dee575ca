/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/units.c - a table of units of one level: boundaries, centre
 * points (approximate), or names and codes alone.
 */
#include "lifecircle/base/num.h"
#include "src/import/kinds/parents.h"
#include "src/import/record/fit.h"
#include "src/import/record/intake.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define NAME_BYTES_MAX 256
#define CODE_BYTES_MAX 64
#define RESIDENTS_MAX  1e9
#define USED                                                                   \
    (LIFE_FIELDS_OF_PLACE | LIFE_FIELD_BIT(code) | LIFE_FIELD_BIT(name) |      \
     LIFE_FIELD_BIT(name_en) | LIFE_FIELD_BIT(parent) |                        \
     LIFE_FIELD_BIT(urban) | LIFE_FIELD_BIT(residents) |                       \
     LIFE_FIELD_BIT(residents_year))
#define REPAIRS_LISTED 20

typedef struct units {
    const lc_import_opts *o;
    lc_origin origin;
    const char *crs; /* what the coordinates are in */
    lc_columns columns;
    lc_shape_reader shapes;
    lc_stmt *known, *drop, *insert;
    lc_tally tally;
    lc_parents parents;
    int64_t areas, centres, bare, repaired, filled;
} units;

static const char *get(const units *u, const lc_record *r, lc_field field)
{
    return lc_columns_get(&u->columns, r, field);
}

static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    units *u = ctx;
    lc_columns *c = &u->columns;
    lc_status st = lc_columns_open(u->o->map, name, count, c, err);

    if (st)
        return st;
    if (c->column[LIFE_FIELD_code] < 0)
        c->column[LIFE_FIELD_code] = c->column[LIFE_FIELD_id];
    st = lc_intake_columns(
        u->o->intake, name, count, c,
        u->o->parents ? USED | LIFE_FIELD_BIT(parent_name) : USED, err);
    lc_intake_uses(u->o->intake, c->column[LIFE_FIELD_code], "code");
    if (st)
        return st;
    if (lc_columns_have(c, LIFE_FIELD_code) &&
        lc_columns_have(c, LIFE_FIELD_name))
        return LIFE_OK;
    return lc_fail_param(
        err, LIFE_ERR_RANGE, "map",
        "no column holds the units' %s; name it with --map "
        "%s=COLUMN; the columns are: %s",
        lc_columns_have(c, LIFE_FIELD_code) ? "names" : "codes",
        lc_columns_have(c, LIFE_FIELD_code) ? "name" : "code", c->names.data);
}

/* 1 urban, 0 rural, -1 not told. The codes are those of the statistics
 * bureau's division of town and country (111-123 and 210-220). */
static int urban_of(const char *s)
{
    static const struct {
        const char *word;
        int urban;
    } known[] = {
        {"1", 1},     {"yes", 1},   {"true", 1}, {"urban", 1}, {"是", 1},
        {"城", 1},    {"城镇", 1},  {"城市", 1}, {"111", 1},   {"112", 1},
        {"121", 1},   {"122", 1},   {"123", 1},  {"0", 0},     {"no", 0},
        {"false", 0}, {"rural", 0}, {"否", 0},   {"乡", 0},    {"乡村", 0},
        {"农村", 0},  {"210", 0},   {"220", 0},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcasecmp(s, known[i].word))
            return known[i].urban;
    return -1;
}

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

/* A code may be there from names and codes alone: then this shape is what it
 * lacked, and the row is taken over. The other way round, a name and a code
 * add nothing to a unit with a shape: *skip. */
static lc_status make_room(units *u, const char *code, bool has_shape,
                           bool *skip, lc_error *err)
{
    bool row = false, bare, more;
    char from[128];
    lc_status st;

    lc_stmt_text(u->known, 1, code);
    st = lc_stmt_step(u->known, &row, err);
    if (st || !row)
        return st;
    snprintf(from, sizeof from, "%s", lc_stmt_col_text(u->known, 0));
    bare = lc_stmt_col_int(u->known, 1) != 0;
    st = lc_stmt_step(u->known, &more, err);
    if (st)
        return st;
    if (!strcmp(from, u->origin.name))
        return lc_reject(err, LIFE_ERR_RANGE, "twice",
                         "the code \"%.64s\" occurs twice", code);
    *skip = !bare && !has_shape;
    if (*skip)
        return LIFE_OK;
    if (!bare || !has_shape)
        return lc_reject(
            err, LIFE_ERR_RANGE, "twice",
            "the source \"%.60s\" has a unit of the code \"%.64s\"", from,
            code);
    lc_stmt_text(u->drop, 1, code);
    st = lc_stmt_run(u->drop, err);
    u->filled += !st;
    return st;
}

static lc_status bind_residents(units *u, const lc_record *r, lc_error *err)
{
    const char *people = get(u, r, LIFE_FIELD_residents);
    const char *year = get(u, r, LIFE_FIELD_residents_year);
    double count;
    uint64_t y;

    if (!*people)
        return LIFE_OK;
    if (!lc_number_parse(people, &count) || count < 0 || count > RESIDENTS_MAX)
        return lc_reject(err, LIFE_ERR_PARSE, "number",
                         "residents \"%.40s\" is not a number of people",
                         people);
    lc_stmt_int(u->insert, 9, llround(count * 1000));
    if (!*year)
        return LIFE_OK;
    if (!lc_parse_uint(year, 9999, &y) || y < 1000)
        return lc_reject(err, LIFE_ERR_PARSE, "number",
                         "\"%.40s\" is not a year", year);
    lc_stmt_int(u->insert, 10, (int64_t)y);
    return LIFE_OK;
}

static lc_status bind_shape(units *u, const lc_shape *shape, lc_error *err)
{
    if (shape->kind == LIFE_SHAPE_NONE)
        return LIFE_OK;
    lc_stmt_point(u->insert, 11, lc_shape_inner(shape));
    if (shape->kind == LIFE_SHAPE_AREA)
        return lc_stmt_shape(u->insert, 12, shape, false, err);
    return LIFE_OK;
}

static void show_row(const units *u, const lc_record *r, const lc_shape *shape)
{
    static const lc_field shown[] = {
        LIFE_FIELD_code,          LIFE_FIELD_name,  LIFE_FIELD_name_en,
        LIFE_FIELD_parent,        LIFE_FIELD_urban, LIFE_FIELD_residents,
        LIFE_FIELD_residents_year};
    static const char *const names[] = {"code",          "name",  "name_en",
                                        "parent",        "urban", "residents",
                                        "residents_year"};
    lc_intake_row *out = lc_intake_next_row(u->o->intake, r);

    for (size_t i = 0; out && i < sizeof shown / sizeof *shown; i++)
        lc_intake_put(u->o->intake, out, names[i], get(u, r, shown[i]));
    lc_intake_put_shape(u->o->intake, out, shape);
}

/* What a parameter is bound to stays until the statement runs; a row that is
 * given up half way leaves nothing behind. */
static void unbind(units *u)
{
    for (int i = 1; i <= 12; i++)
        lc_stmt_null(u->insert, i);
}

static lc_status write_unit(units *u, const lc_record *r, const lc_shape *shape,
                            lc_error *err)
{
    const char *code = get(u, r, LIFE_FIELD_code);
    const char *name = get(u, r, LIFE_FIELD_name);
    const char *parent = get(u, r, LIFE_FIELD_parent);
    int urban = urban_of(get(u, r, LIFE_FIELD_urban));
    lc_stmt *s = u->insert;
    bool skip = false;
    lc_status st;

    if (check_text("code", code, CODE_BYTES_MAX, err) ||
        check_text("name", name, NAME_BYTES_MAX, err))
        return LIFE_ERR_PARSE;
    if (shape->kind == LIFE_SHAPE_LINE)
        return lc_reject(err, LIFE_ERR_PARSE, "geometry",
                         "a unit is an area or a centre point, not a line");
    st = make_room(u, code, shape->kind != LIFE_SHAPE_NONE, &skip, err);
    if (st || skip)
        return st;
    unbind(u);
    lc_stmt_text(s, 1, code);
    lc_stmt_text(s, 2, u->o->level);
    lc_stmt_text(s, 3, name);
    lc_stmt_text(s, 4, get(u, r, LIFE_FIELD_name_en));
    if (*parent && strcmp(parent, code))
        lc_stmt_text(s, 5, parent);
    if (urban >= 0)
        lc_stmt_int(s, 6, urban);
    lc_stmt_int(s, 7, shape->kind == LIFE_SHAPE_POINT);
    lc_stmt_text(s, 8, u->origin.name);
    st = bind_residents(u, r, err);
    if (!st)
        st = bind_shape(u, shape, err);
    if (!st)
        st = lc_stmt_run(s, err);
    if (st)
        return st;
    show_row(u, r, shape);
    return u->o->parents
               ? lc_parents_add(&u->parents, parent,
                                get(u, r, LIFE_FIELD_parent_name), shape, err)
               : LIFE_OK;
}

/* Each is named: what a repair took away is somebody's ground. */
static void note_repair(units *u, const lc_record *r, const lc_repair *repair)
{
    lc_intake *to = u->o->intake;
    lc_finding_example *e = lc_intake_note(to, "areas_repaired", r);
    const char *name = get(u, r, LIFE_FIELD_name);
    const char *code = get(u, r, LIFE_FIELD_code);
    char text[96];

    snprintf(text, sizeof text, "%.4f km² before, %.4f km² now (%+.4f %%)",
             repair->before_m2 / 1e6, repair->after_m2 / 1e6,
             lc_repair_change(repair) * 100);
    if (++u->repaired <= REPAIRS_LISTED)
        lc_report_add(u->tally.report,
                      "%s (%s): its boundary crossed itself and was repaired: "
                      "%s",
                      name, code, text);
    if (!e)
        return;
    snprintf(e->id, sizeof e->id, "%s", code);
    e->name = lc_intake_keep(to, name);
    e->said = lc_intake_keep(to, text);
}

static lc_status put_record(units *u, const lc_record *r, lc_error *err)
{
    lc_repair repair;
    lc_shape shape;
    lc_status st;

    if (r->fault)
        return lc_reject(err, LIFE_ERR_PARSE, "fields", "%s", r->fault);
    st = lc_shape_read(&u->shapes, r, &shape, &repair, err);
    if (st)
        return st;
    st = write_unit(u, r, &shape, err);
    if (!st) {
        u->areas += shape.kind == LIFE_SHAPE_AREA;
        u->centres += shape.kind == LIFE_SHAPE_POINT;
        u->bare += shape.kind == LIFE_SHAPE_NONE;
        if (repair.done)
            note_repair(u, r, &repair);
    }
    lc_shape_clear(&shape);
    return st;
}

static lc_status take_record(void *ctx, const lc_record *r, lc_error *err)
{
    units *u = ctx;
    lc_error row_error = {0};
    lc_status st = put_record(u, r, &row_error);

    return lc_tally_row(&u->tally, r, st, &row_error, err);
}

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

static lc_status check_level(const char *level, lc_error *err)
{
    if (level && *level)
        return check_level_name("level", level, err);
    return lc_fail_param(err, LIFE_ERR_USAGE, "level",
                         "units need --level: community, street, district, "
                         "city or a name of your own");
}

static lc_status check_parents(const lc_import_opts *o, lc_error *err)
{
    if (!strcmp(o->parents, o->level))
        return lc_fail_param(err, LIFE_ERR_USAGE, "parents",
                             "the parents need a level of their own, not %s",
                             o->level);
    return check_level_name("parents", o->parents, err);
}

static lc_status prepare(units *u, lc_city *c, const char *path, lc_error *err)
{
    lc_status st = check_level(u->o->level, err);

    if (st)
        return st;
    if (u->o->parents)
        st = check_parents(u->o, err);
    if (st)
        return st;
    st = lc_origin_begin(c, path, "units", u->o, &u->origin, err);
    if (st)
        return st;
    st = lc_crs_settle(c, path, u->o, &u->crs, u->tally.report, err);
    if (st)
        return st;
    st = lc_shape_reader_open(u->crs, &u->columns, &u->shapes, err);
    if (st)
        return st;
    st = lc_stmt_prepare(c,
                         "SELECT source, geom IS NULL AND centre IS NULL "
                         "FROM unit WHERE code = ?1",
                         &u->known, err);
    if (st)
        return st;
    st = lc_stmt_prepare(c, "DELETE FROM unit WHERE code = ?1", &u->drop, err);
    if (st)
        return st;
    return lc_stmt_prepare(
        c,
        "INSERT INTO unit(code, level, name, name_en, parent, urban, "
        "approximate, source, residents_milli, residents_year, centre, "
        "geom) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        &u->insert, err);
}

static void describe(const units *u, const char *note)
{
    lc_import_report *r = u->tally.report;

    lc_report_add(r,
                  "%" PRId64 " rows: %" PRId64 " units (%" PRId64
                  " boundaries, %" PRId64 " centre points, %" PRId64
                  " names and codes alone), %" PRId64 " rejected",
                  r->rows, r->taken, u->areas, u->centres, u->bare,
                  r->rejected);
    if (*note)
        lc_report_add(r, "%s", note);
    if (u->repaired)
        lc_report_add(r,
                      "%" PRId64 " boundaries were not valid and were "
                      "repaired",
                      u->repaired);
    if (u->filled)
        lc_report_add(r,
                      "%" PRId64 " units known by name and code alone got "
                      "their shape",
                      u->filled);
}

lc_status lc_import_units(lc_city *c, const char *path, const lc_import_opts *o,
                          lc_import_report *report, lc_error *err)
{
    units u = {.o = o,
               .tally = {.path = path,
                         .max_reject = o->max_reject,
                         .report = report,
                         .intake = o->intake,
                         .to_the_end = o->to_the_end}};
    lc_record_sink sink = {take_columns, take_record, &u};
    char note[160] = "";
    lc_status st;

    *report = (lc_import_report){0};
    st = lc_intake_begin(o->intake, "units", err);
    if (!st)
        st = prepare(&u, c, path, err);
    if (!st)
        st = lc_records_read_mended(path, o, &sink, o->intake, note, err);
    lc_intake_count(o->intake, "units_filled", u.filled);
    lc_intake_end(o->intake, report, note);
    if (!st && report->rows == 0)
        st = lc_fail_at(
            err,
            lc_fail(err, LIFE_ERR_PARSE, "the table has a header but no rows"),
            path, 0);
    if (!st)
        st = lc_tally_end(&u.tally, err);
    if (!st && o->parents)
        st = lc_parents_make(&u.parents, c, u.origin.name, o->parents, report,
                             err);
    if (!st)
        st = lc_origin_end(c, &u.origin, u.crs, report, err);
    if (!st)
        describe(&u, note);
    lc_stmt_free(u.known);
    lc_stmt_free(u.drop);
    lc_stmt_free(u.insert);
    lc_shape_reader_close(&u.shapes);
    lc_columns_close(&u.columns);
    lc_parents_close(&u.parents);
    return st;
}
