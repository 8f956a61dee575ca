/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/residents.c - numbers of residents of units, buildings or
 * the cells of a grid, with age bands and a year.
 *
 * Figures of units and buildings are written as they come. Cells of a grid
 * wait until all are there: only then is the grid known, and which cells are
 * there twice.
 *
 * How the people are shared out among homes is study's (compute/residents.h);
 * this file only says how many live where.
 */
#include "lifecircle/import/residents.h"

#include "lifecircle/store/rows/resident.h"
#include "lifecircle/store/rows/resident_grid.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/store/rows/unit.h"
#include "lifecircle/study/compute/residents.h"
#include "src/import/kinds/grid.h"
#include "src/import/kinds/resident/bands.h"
#include "src/import/kinds/resident/households.h"
#include "src/import/kinds/resident/kind.h"
#include "src/import/kinds/resident/raster.h"
#include "src/import/kinds/resident/report.h"
#include "src/import/kinds/table_import.h"
#include "src/import/kinds/table_run.h"
#include "src/import/kinds/unit_names.h"
#include "src/import/record/place/settle.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/column_words.h"
#include "src/import/record/words/measure.h"
#include "src/import/report.h"
#include "src/import/table/shape/shp.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* More people than there are. */
#define TOTAL_MAX_MILLI INT64_C(10000000000000)

#define USED (LIFE_FIELD_BIT(residents) | LIFE_FIELD_BIT(residents_year))

#define BESIDE_M 5000.0 /* around the city's data, cells are looked at */

/* One import of residents. */
typedef struct residents {
    lc_unit_names names; /* where the table has no codes */
    lc_table_import t;
    lc_resident_kind by;
    lc_column_words words;
    LC_VEC(lc_resident_band) bands;
    char level[40]; /* of the units; "" before the first */
    char replaced[128];
    lc_import_grid cells;
    lc_buf ages;
    int64_t total, far_cells, far_milli;
} residents;

/* Of a grid, or by their centres. */
static bool in_cells(const residents *u)
{
    return u->by == LIFE_RESIDENTS_GRID || u->by == LIFE_RESIDENTS_CELLS;
}

/* Its cells come from no rows. */
static bool is_raster(const residents *u)
{
    return lc_resident_kind_is_asc(u->t.path) || lc_raster_is(u->t.path);
}

/* ---- columns ---- */

/* Columns of ages are told by their names alone. */
static lc_status find_bands(residents *u, const char *const *name, size_t count,
                            lc_error *err)
{
    for (size_t i = 0; i < count; i++) {
        lc_resident_band b = {.column = (int)i};
        char field[32];

        if (!lc_column_words_band(&u->words, name[i], b.name))
            continue;
        for (size_t k = 0; k < u->bands.n; k++)
            if (!strcmp(u->bands.v[k].name, b.name))
                return lc_fail(err, LIFE_ERR_RANGE,
                               "two columns hold the ages %s", b.name);
        if (!lc_vec_push(&u->bands, b))
            return lc_no_memory(err, "the columns");
        snprintf(field, sizeof field, "ages %s", b.name);
        lc_journal_use(u->t.o->journal, &u->t.columns, b.column, field);
    }
    return LIFE_OK;
}

/* The cell of a field, "" where there is none. */
static const char *get(const residents *u, const lc_record *r, lc_field field)
{
    return lc_columns_get(&u->t.columns, r, field);
}

/* A band may be part of another (0-6, 3-6), so they need not add up; but none
 * is more than all. */
static lc_status read_ages(residents *u, const lc_record *r, double count,
                           lc_error *err)
{
    lc_buf *b = &u->ages;

    lc_buf_clear(b);
    for (size_t i = 0; i < u->bands.n; i++) {
        const char *text = r->cell[u->bands.v[i].column];
        double v;

        if (!*text)
            continue;
        if (!lc_measure_read(&u->t.columns.words, "count", text, &v) || v < 0 ||
            v > count)
            return lc_reject(
                err, LIFE_ERR_PARSE, "number",
                "of the ages %s \"%.40s\" is not a number of people, "
                "0 to all %.10g",
                u->bands.v[i].name, text, count);
        lc_buf_printf(b, "%s\"%s\":", b->len ? "," : "{", u->bands.v[i].name);
        lc_buf_double(b, v, 3);
    }
    if (b->len)
        lc_buf_putc(b, '}');
    return b->failed ? lc_no_memory(err, "the ages") : LIFE_OK;
}

/* People of units of two levels would be counted twice. */
static lc_status check_level(residents *u, const char *code, const char *level,
                             lc_error *err)
{
    const char *want = u->t.o->level;

    if (!want && !u->level[0])
        snprintf(u->level, sizeof u->level, "%s", level);
    if (!want)
        want = u->level;
    if (!strcmp(want, level))
        return LIFE_OK;
    return lc_reject(err, LIFE_ERR_RANGE, "unit",
                     "the unit \"%.64s\" is of the level %.40s, not %.40s: "
                     "people would be counted twice",
                     code, level, want);
}

/* People of a unit that the city hasn't got would be lost without a word. */
static lc_status check_unit(residents *u, const char *code, lc_error *err)
{
    lc_stored_unit unit;
    lc_rows *rows;
    bool known = false;
    lc_status st;

    if (!*code)
        return lc_reject(err, LIFE_ERR_PARSE, "missing",
                         "the row has no unit's code");
    st = lc_unit_rows_find(u->t.city, code, &unit, &rows, err);
    while (lc_rows_next(&rows, &st, err)) {
        known = true;
        st = check_level(u, code, unit.level, err);
    }
    if (st)
        return st;
    if (!known)
        return lc_reject(err, LIFE_ERR_NOT_FOUND, "unit",
                         "the city has no unit of the code \"%.64s\"", code);
    st = lc_resident_rows_known(u->t.city, code, &known, err);
    if (st || !known)
        return st;
    return lc_reject(err, LIFE_ERR_RANGE, "twice",
                     "the code \"%.64s\" occurs twice", code);
}

/* The unit's code, or that of the only unit of its name. */
static lc_status read_code(const residents *u, const lc_record *r,
                           const char **code, lc_error *err)
{
    const char *name = get(u, r, LIFE_FIELD_unit_name);

    *code = get(u, r, LIFE_FIELD_code);
    if (lc_columns_have(&u->t.columns, LIFE_FIELD_code))
        return LIFE_OK;
    if (!*name)
        name = get(u, r, LIFE_FIELD_name);
    if (!*name)
        return lc_reject(err, LIFE_ERR_PARSE, "missing",
                         "the row has neither a unit's code nor its name");
    return lc_unit_names_find(&u->names, name,
                              get(u, r, LIFE_FIELD_parent_name), code, err);
}

/* Of an outline a point inside it stands for the building; validity doesn't
 * matter for that. */
static lc_status read_place(residents *u, const lc_record *r, lc_pt *pt,
                            bool *placed, lc_error *err)
{
    lc_shape shape = {0};
    lc_status st = lc_shapes_read_raw(&u->t.shapes, r, &shape, err);

    *placed = !st && shape.pt_count > 0;
    if (*placed)
        *pt = shape.kind == LIFE_SHAPE_AREA ? lc_shape_inner(&shape)
                                            : shape.pt[0];
    lc_shape_clear(&shape);
    return st;
}

/* Cells are kept in the grid's own system, as it is regular in no other. */
static lc_status keep_cell(residents *u, const lc_record *r, lc_pt pt,
                           lc_import_cell *cell, lc_error *err)
{
    lc_status st = lc_crs_from_wgs84(u->t.shapes.datum.crs, lc_pt_lonlat(pt),
                                     &cell->x, &cell->y, err);

    cell->line = r->line;
    cell->ages = NULL;
    if (st)
        return st;
    if (u->ages.len && !(cell->ages = lc_strdup(u->ages.data)))
        return lc_no_memory(err, "the cells");
    if (lc_vec_push(&u->cells.v, *cell))
        return LIFE_OK;
    lc_free(cell->ages);
    return lc_no_memory(err, "the cells");
}

/* One figure, on its way into the city. */
typedef struct figure {
    const char *code;
    const lc_import_cell *cell; /* NULL: none */
    const char *ages;           /* NULL: none */
    int64_t milli, year;
    bool placed;
    lc_pt pt;
} figure;

/* A row of the table `resident`. */
static lc_status write_figure(residents *u, const figure *f, lc_error *err)
{
    lc_stored_resident row = {.source = u->t.source.name,
                              .kind = lc_resident_kind_name(u->by),
                              .code = f->code,
                              .cell_x = f->cell ? f->cell->col : -1,
                              .cell_y = f->cell ? f->cell->row : -1,
                              .residents_milli = f->milli,
                              .year = f->year ? (int)f->year : -1,
                              .ages = f->ages,
                              .pt = f->pt,
                              .placed = f->placed};

    return lc_resident_rows_insert(u->t.city, &row, err);
}

/* A slip of a factor of a thousand is seen here, not in a map. */
static lc_status add_up(residents *u, int64_t milli, lc_error *err)
{
    u->total += milli;
    if (u->total <= TOTAL_MAX_MILLI)
        return LIFE_OK;
    lc_fail(err, LIFE_ERR_STATE,
            "the residents add up to more than 10,000,000,000");
    return lc_fail_at(err, LIFE_ERR_STATE, u->t.path, 0);
}

/* The first rows go into the journal as they were understood. */
static void show_row(const residents *u, const lc_record *r, const figure *f)
{
    lc_journal *to = u->t.o->journal;
    lc_journal_row *out = lc_journal_next_row(to, r);
    char number[32];

    lc_journal_put(to, out, u->by == LIFE_RESIDENTS_UNIT ? "code" : "id",
                   f->code);
    lc_journal_put(to, out, "residents", get(u, r, LIFE_FIELD_residents));
    snprintf(number, sizeof number, "%" PRId64, f->year);
    lc_journal_put(to, out, "residents_year", f->year ? number : "");
    lc_journal_put(to, out, "ages", f->ages);
    if (f->placed)
        lc_journal_put_point(to, out, f->pt);
}

/* Reads one row, whatever its figures are of. */
static lc_status take_row(void *ctx, const lc_record *r, lc_error *err)
{
    residents *u = ctx;
    figure f = {.code = "", .year = u->t.o->year};
    lc_import_cell cell = {0};
    double count = 0;
    lc_status st;

    st = u->t.columns.column[LIFE_FIELD_residents] < 0
             ? lc_resident_bands_sum(u->bands.v, u->bands.n,
                                     &u->t.columns.words, r, &count, err)
             : lc_table_import_people(&u->t, get(u, r, LIFE_FIELD_residents),
                                      &count, err);
    if (!st)
        st = lc_table_import_year(&u->t, r, &f.year, err);
    if (!st)
        st = read_ages(u, r, count, err);
    if (st)
        return st;
    f.milli = llround(count * 1000);
    f.ages = u->ages.len ? u->ages.data : NULL;
    if (u->by == LIFE_RESIDENTS_UNIT) {
        st = read_code(u, r, &f.code, err);
        if (!st)
            st = check_unit(u, f.code, err);
        if (!st)
            st = lc_households_take(&u->t, r, f.code, f.year, err);
    } else {
        st = read_place(u, r, &f.pt, &f.placed, err);
    }
    if (!st && u->by == LIFE_RESIDENTS_BUILDING &&
        lc_resident_kind_building(get(u, r, LIFE_FIELD_id)))
        f.code = lc_resident_kind_building(get(u, r, LIFE_FIELD_id));
    if (!st && !*f.code && !f.placed)
        st = lc_reject(err, LIFE_ERR_PARSE, "missing", "the row has no %s",
                       in_cells(u) ? "place" : "OSM id and no place");
    if (!st)
        st = add_up(u, f.milli, err);
    if (st)
        return st;
    show_row(u, r, &f);
    cell.milli = f.milli;
    cell.year = f.year;
    return in_cells(u) ? keep_cell(u, r, f.pt, &cell, err)
                       : write_figure(u, &f, err);
}

/* The numbers must be there; codes where the figures are of units. */
static lc_status check_columns(void *ctx, const char *const *name, size_t count,
                               lc_error *err)
{
    residents *u = ctx;
    int code = u->t.columns.column[LIFE_FIELD_code];
    lc_status st = find_bands(u, name, count, err);

    if (!st && !lc_resident_bands_whole(u->bands.v, u->bands.n))
        st = lc_table_import_need(&u->t, LIFE_FIELD_residents,
                                  "the numbers of residents", err);
    if (!st && u->by == LIFE_RESIDENTS_UNIT &&
        !lc_columns_have(&u->t.columns, LIFE_FIELD_name) &&
        !lc_columns_have(&u->t.columns, LIFE_FIELD_unit_name))
        st = lc_table_import_need(&u->t, LIFE_FIELD_code,
                                  "the units' codes or names", err);
    if (!st && u->by == LIFE_RESIDENTS_UNIT && code < 0)
        st = lc_unit_names_open(u->t.city, u->t.o->level, &u->names, err);
    if (st)
        return st;
    if (u->by == LIFE_RESIDENTS_UNIT)
        lc_journal_use(u->t.o->journal, &u->t.columns, code, "code");
    if (u->by == LIFE_RESIDENTS_UNIT && code < 0)
        lc_journal_use(u->t.o->journal, &u->t.columns,
                       u->t.columns.column[lc_columns_have(&u->t.columns,
                                                           LIFE_FIELD_unit_name)
                                               ? LIFE_FIELD_unit_name
                                               : LIFE_FIELD_name],
                       "unit_name");
    return LIFE_OK;
}

/* ---- a grid ---- */

/* Cells far from the city's data say nothing of it; everything counts where
 * the data have no extent. */
static lc_status city_box(lc_city *c, lc_box *out, lc_error *err)
{
    lc_stored_source source;
    lc_rows *rows;
    lc_status st = lc_source_rows_osm_extent(c, &source, &rows, err);

    *out = (lc_box){INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX};
    while (lc_rows_next(&rows, &st, err))
        if (source.extent.pt_count > 0)
            *out = lc_box_grown(lc_shape_box(&source.extent), BESIDE_M);
    return st;
}

/* What a cell is, for who looks one up by place. */
static lc_status put_grid(const residents *u, lc_error *err)
{
    lc_stored_grid grid = {u->t.crs, u->cells.x, u->cells.y, u->cells.dx,
                           u->cells.dy};

    return lc_resident_grid_rows_insert(u->t.city, &grid, err);
}

/* Cells of another city are counted and left out. */
static lc_status put_cell(residents *u, const lc_import_cell *cell, lc_box city,
                          lc_error *err)
{
    figure f = {.code = "",
                .cell = cell,
                .ages = cell->ages,
                .milli = cell->milli,
                .year = cell->year ? cell->year : u->t.o->year,
                .placed = true};
    lc_lonlat p;
    lc_status st =
        lc_crs_to_wgs84(u->t.shapes.datum.crs, cell->x, cell->y, &p, err);

    if (st)
        return lc_fail_at(err, st, u->t.path, cell->line);
    f.pt = lc_pt_from(p);
    if (lc_box_contains(city, f.pt))
        return write_figure(u, &f, err);
    u->far_cells++;
    u->far_milli += cell->milli;
    return LIFE_OK;
}

/* A grid, else centres that are spaced as those of cells. */
static lc_status settle_cells(residents *u, lc_error *err)
{
    bool asked = u->by == LIFE_RESIDENTS_CELLS;
    lc_error why = {0};
    lc_status st = LIFE_ERR_RANGE;

    if (!asked)
        st = lc_import_grid_settle(&u->cells, u->t.path, &why);
    if (st == LIFE_ERR_RANGE && (asked || !u->t.o->by))
        st = lc_import_grid_centres(&u->cells, u->t.shapes.datum.crs, asked,
                                    &why, err);
    else if (st)
        st = lc_fail_as(err, &why);
    if (u->cells.centres)
        u->by = LIFE_RESIDENTS_CELLS;
    return st;
}

/* A GeoTIFF is read where the city is: whole countries come in one. */
static lc_status read_cells(residents *u, lc_box city, lc_error *err)
{
    const lc_raster_job job = {u->t.path, u->t.o->crs, city, u->t.report->crs};
    lc_status st;

    if (!lc_raster_is(u->t.path))
        return lc_import_grid_read_asc(u->t.path, &u->cells, err);
    st = lc_raster_read(&job, &u->cells, err);
    if (st || u->t.o->crs)
        return st;
    u->t.crs = u->t.report->crs;
    lc_import_report_add(u->t.report, "coordinates: %s, as the file says",
                         u->t.crs);
    lc_shapes_close(&u->t.shapes);
    return lc_shapes_open(u->t.crs, &u->t.columns, &u->t.shapes, err);
}

/* A raster has no rows to be tallied: each of its cells is one. */
static lc_status put_cells(residents *u, lc_error *err)
{
    lc_import_report *report = u->t.tally.report;
    lc_box city;
    lc_status st = city_box(u->t.city, &city, err);

    if (!st && is_raster(u)) {
        st = read_cells(u, city, err);
        report->rows = report->taken = (int64_t)u->cells.v.n;
        if (!st && report->rows == 0)
            st = lc_fail_at(err,
                            lc_fail(err, LIFE_ERR_PARSE, "no cell has data"),
                            u->t.path, 0);
        for (size_t i = 0; !st && i < u->cells.v.n; i++)
            st = add_up(u, u->cells.v.v[i].milli, err);
    } else if (!st) {
        st = settle_cells(u, err);
    }
    if (!st && !u->cells.centres)
        st = put_grid(u, err);
    for (size_t i = 0; !st && i < u->cells.v.n; i++)
        st = put_cell(u, &u->cells.v.v[i], city, err);
    return st;
}

/* ---- all of it ---- */

/* A city has one source of residents. */
static lc_status replace_other(residents *u, lc_error *err)
{
    lc_city *c = u->t.city;
    lc_stored_source source;
    lc_rows *rows;
    lc_status st = lc_source_rows(c, &source, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        if (!strcmp(source.kind, "residents"))
            snprintf(u->replaced, sizeof u->replaced, "%s", source.name);
    return !st && u->replaced[0] ? lc_source_remove(c, u->replaced, err) : st;
}

/* An .asc says nothing of its system; a .prj beside it does. */
static lc_status read_prj(residents *u, lc_error *err)
{
    lc_reading job = {.path = u->t.path, .o = u->t.o};
    char *crs = u->t.report->crs;
    lc_status st = lc_shp_crs(&job, crs, err);

    if (st || !*crs)
        return st;
    u->t.crs = crs;
    lc_import_report_add(u->t.report, "coordinates: %s, as the .prj says", crs);
    return LIFE_OK;
}

/* Units have no coordinates, buildings can be measured by the streets beside
 * them, and a grid can't be measured. */
static lc_status settle_places(lc_table_import *t, lc_error *err)
{
    residents *u = t->ctx;

    if (u->by == LIFE_RESIDENTS_BUILDING)
        return lc_table_import_places(&u->t, err);
    if (in_cells(u) && u->t.o->crs)
        u->t.crs = u->t.o->crs;
    else if (lc_resident_kind_is_asc(u->t.path) && read_prj(u, err))
        return LIFE_ERR_RANGE;
    if (!strcasecmp(u->t.crs, LIFE_CRS_AUTO))
        return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                             "the system of a grid can't be measured; name it: "
                             "wgs84, gcj02, bd09, cgcs2000 or EPSG:n");
    return lc_shapes_open(u->t.crs, &u->t.columns, &u->t.shapes, err);
}

static lc_status begin(void *ctx, lc_error *err)
{
    residents *u = ctx;
    lc_status st = replace_other(u, err);

    if (!st)
        st = lc_resident_kind_find(u->t.path, u->t.o, &u->by, err);
    if (st)
        return st;
    u->t.used = USED;
    if (u->by == LIFE_RESIDENTS_BUILDING)
        u->t.used |= LIFE_FIELD_BIT(id);
    u->t.used |= u->by == LIFE_RESIDENTS_UNIT ? LIFE_FIELD_BIT(households)
                                              : LIFE_FIELDS_OF_PLACE;
    u->t.rowless = is_raster(u);
    return lc_column_words_open(&u->words, err);
}

static lc_status end(void *ctx, lc_error *err)
{
    residents *u = ctx;

    return in_cells(u) ? put_cells(u, err) : LIFE_OK;
}

static lc_status describe(void *ctx, lc_error *err)
{
    const residents *u = ctx;
    lc_residents spread;
    lc_status st = lc_residents_spread(u->t.city, &spread, err);

    if (!st)
        lc_resident_report_add(&(lc_resident_report){&u->t, &spread, u->by,
                                                     u->replaced, u->far_cells,
                                                     u->far_milli},
                               u->t.report);
    return st;
}

static void close_all(void *ctx)
{
    residents *u = ctx;

    lc_column_words_close(&u->words);
    lc_import_grid_free(&u->cells);
    lc_unit_names_close(&u->names);
    lc_vec_free(&u->bands);
    lc_buf_free(&u->ages);
}

static const lc_table_kind kind = {
    .name = "residents",
    .code_from = LIFE_FIELD_unit,
    .columns = check_columns,
    .row = take_row,
    .begin = begin,
    .settle = settle_places,
    .end = end,
    .describe = describe,
    .close = close_all,
};

lc_status lc_import_residents(lc_city *c, const char *path,
                              const lc_import_opts *o, lc_import_report *report,
                              lc_error *err)
{
    residents u = {0};

    lc_table_run_open(&u.t, c, path, o, report);
    return lc_table_run(&u.t, &kind, &u, err);
}
