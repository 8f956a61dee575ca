/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/residents.c - numbers of residents of units, buildings or
 * the cells of a grid, with age bands and a year.
 */
#include "lifecircle/import/residents.h"

#include "lifecircle/study/compute/residents.h"
#include "src/import/kinds/grid.h"
#include "src/import/kinds/table_import.h"
#include "src/import/record/place/fit.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/column_words.h"
#include "src/import/record/words/number.h"
#include "src/import/report.h"
#include "src/import/table/formats.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* More people than there are. */
#define TOTAL_MAX_MILLI INT64_C(10000000000000)

#define USED (LIFE_FIELD_BIT(residents) | LIFE_FIELD_BIT(residents_year))

#define BESIDE_M 5000.0 /* around the city's data, cells are looked at */

typedef enum { BY_UNIT, BY_BUILDING, BY_GRID, BY_COUNT } by;

static const char *const by_names[BY_COUNT] = {"unit", "building", "grid"};

typedef struct band { /* a column of ages: "0-2", "60+" */
    char name[LIFE_BAND_BYTES];
    int column;
} band;

typedef struct residents {
    lc_table_import t;
    by by;
    lc_column_words words;
    LC_VEC(band) bands;
    lc_stmt *unit, *known, *insert;
    char level[40]; /* of the units; "" before the first */
    char replaced[128];
    lc_import_grid cells;
    lc_buf ages;
    int64_t total, far_cells, far_milli;
} residents;

/* ---- columns ---- */

static lc_status find_bands(residents *u, const char *const *name, size_t count,
                            lc_error *err)
{
    for (size_t i = 0; i < count; i++) {
        band b = {.column = (int)i};
        char field[32];

        if (!lc_column_words_band(&u->words, name[i], b.name))
            continue;
        for (size_t k = 0; k < u->bands.n; k++)
            if (!strcmp(u->bands.v[k].name, b.name))
                return lc_fail(err, LIFE_ERR_RANGE,
                               "two columns hold the ages %s", b.name);
        if (!lc_vec_push(&u->bands, b))
            return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the columns");
        snprintf(field, sizeof field, "ages %s", b.name);
        lc_journal_use(u->t.o->journal, b.column, field);
    }
    return LIFE_OK;
}

static const char *get(const residents *u, const lc_record *r, lc_field field)
{
    return lc_columns_get(&u->t.columns, r, field);
}

/* "w12" of "osm:w12" or "w12"; NULL: no id of OpenStreetMap's. */
static const char *osm_id(const char *id)
{
    const char *at = id + (!strncmp(id, "osm:", 4) ? 4 : 0);
    size_t digits = *at ? strspn(at + 1, "0123456789") : 0;

    return *at && strchr("nwr", *at) && digits > 0 && digits < 20 &&
                   !at[1 + digits]
               ? at
               : NULL;
}

/* ---- what the figures are of ---- */

typedef struct peek {
    residents *u;
    lc_columns columns;
    bool stop; /* the first row has told */
} peek;

static lc_status peek_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    peek *p = ctx;
    int *column = p->columns.column;
    lc_status st =
        lc_columns_open(p->u->t.o->map, name, count, &p->columns, err);

    if (!st && column[LIFE_FIELD_code] < 0)
        column[LIFE_FIELD_code] = column[LIFE_FIELD_unit];
    return st;
}

static lc_status peek_record(void *ctx, const lc_record *r, lc_error *err)
{
    peek *p = ctx;

    (void)err;
    if (lc_columns_have(&p->columns, LIFE_FIELD_code))
        p->u->by = BY_UNIT;
    else if (osm_id(lc_columns_get(&p->columns, r, LIFE_FIELD_id)))
        p->u->by = BY_BUILDING;
    else if (r->feature || lc_shapes_have_columns(&p->columns))
        p->u->by = BY_GRID;
    p->stop = true;
    return LIFE_OK;
}

static lc_status guess_by(residents *u, lc_error *err)
{
    peek p = {.u = u};
    lc_record_sink sink = {peek_columns, peek_record, &p, &p.stop};
    char note[LIFE_NOTE_BYTES];
    lc_status st = lc_format_read(u->t.path, u->t.o, &sink, note, err);

    if (!st && !lc_columns_have(&p.columns, LIFE_FIELD_residents))
        st = lc_fail_param(err, LIFE_ERR_RANGE, "map",
                           "no column holds the numbers of residents; name it "
                           "with --map residents=COLUMN; the columns are: %s",
                           p.columns.names.data);
    if (!st && u->by == BY_COUNT)
        st = lc_fail_param(err, LIFE_ERR_RANGE, "map",
                           "no column says whose residents these are: a unit's "
                           "code, a building's OSM id, or longitude and "
                           "latitude; the columns are: %s",
                           p.columns.names.data);
    lc_columns_close(&p.columns);
    return st;
}

static bool is_asc(const char *path)
{
    size_t len = strlen(path);

    return len > 4 && !strcasecmp(path + len - 4, ".asc");
}

static lc_status find_by(residents *u, lc_error *err)
{
    u->by = is_asc(u->t.path) ? BY_GRID : BY_COUNT;
    if (!u->t.o->by)
        return u->by == BY_GRID ? LIFE_OK : guess_by(u, err);
    for (u->by = 0; u->by < BY_COUNT; u->by++)
        if (!strcmp(u->t.o->by, by_names[u->by]))
            break;
    if (u->by == BY_COUNT)
        return lc_fail_param(err, LIFE_ERR_RANGE, "by",
                             "\"%.40s\" is not unit, building or grid",
                             u->t.o->by);
    if (u->by != BY_GRID && is_asc(u->t.path))
        return lc_fail_param(err, LIFE_ERR_USAGE, "by",
                             "an ESRI ASCII grid holds cells of a grid");
    return LIFE_OK;
}

/* ---- a row ---- */

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
        if (!lc_number_parse(text, &v) || v < 0 || v > count)
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
    return b->failed ? lc_fail(err, LIFE_ERR_NOMEM, "no memory for the ages")
                     : LIFE_OK;
}

static lc_status check_unit(residents *u, const char *code, lc_error *err)
{
    bool row = false, more;
    const char *want = u->t.o->level;
    lc_status st;

    if (!*code)
        return lc_reject(err, LIFE_ERR_PARSE, "missing",
                         "the row has no unit's code");
    lc_stmt_text(u->unit, 1, code);
    st = lc_stmt_step(u->unit, &row, err);
    if (st)
        return st;
    if (!row)
        return lc_reject(err, LIFE_ERR_NOT_FOUND, "unit",
                         "the city has no unit of the code \"%.64s\"", code);
    if (!u->level[0] && !want)
        snprintf(u->level, sizeof u->level, "%s", lc_stmt_col_text(u->unit, 0));
    if (strcmp(want ? want : u->level, lc_stmt_col_text(u->unit, 0)))
        st = lc_reject(err, LIFE_ERR_RANGE, "unit",
                       "the unit \"%.64s\" is of the level %.40s, not %.40s: "
                       "people would be counted twice",
                       code, lc_stmt_col_text(u->unit, 0),
                       want ? want : u->level);
    while (row && !lc_stmt_step(u->unit, &more, err) && more)
        ;
    if (st)
        return st;
    lc_stmt_text(u->known, 1, code);
    st = lc_stmt_step(u->known, &row, err);
    if (st || !row)
        return st;
    st = lc_stmt_step(u->known, &more, err);
    return st ? st
              : lc_reject(err, LIFE_ERR_RANGE, "twice",
                          "the code \"%.64s\" occurs twice", code);
}

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
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the cells");
    if (lc_vec_push(&u->cells.v, *cell))
        return LIFE_OK;
    lc_free(cell->ages);
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the cells");
}

typedef struct figure {
    const char *code;
    const lc_import_cell *cell; /* NULL: none */
    const char *ages;           /* NULL: none */
    int64_t milli, year;
    bool placed;
    lc_pt pt;
} figure;

static lc_status write_figure(residents *u, const figure *f, lc_error *err)
{
    lc_stmt *s = u->insert;

    lc_stmt_text(s, 1, u->t.source.name);
    lc_stmt_text(s, 2, by_names[u->by]);
    lc_stmt_text(s, 3, f->code);
    if (f->cell) {
        lc_stmt_int(s, 4, f->cell->col);
        lc_stmt_int(s, 5, f->cell->row);
    }
    lc_stmt_int(s, 6, f->milli);
    if (f->year)
        lc_stmt_int(s, 7, f->year);
    lc_stmt_text(s, 8, f->ages);
    if (f->placed)
        lc_stmt_point(s, 9, f->pt);
    return lc_stmt_run(s, err);
}

static lc_status add_up(residents *u, int64_t milli, lc_error *err)
{
    u->total += milli;
    if (u->total <= TOTAL_MAX_MILLI)
        return LIFE_OK;
    lc_fail(err, LIFE_ERR_STATE,
            "the residents add up to more than 10,000,000,000");
    return lc_fail_at(err, LIFE_ERR_STATE, u->t.path, 0);
}

static void show_row(const residents *u, const lc_record *r, const figure *f)
{
    lc_journal *to = u->t.o->journal;
    lc_journal_row *out = lc_journal_next_row(to, r);
    char number[32];

    lc_journal_put(to, out, u->by == BY_UNIT ? "code" : "id", f->code);
    lc_journal_put(to, out, "residents", get(u, r, LIFE_FIELD_residents));
    snprintf(number, sizeof number, "%" PRId64, f->year);
    lc_journal_put(to, out, "residents_year", f->year ? number : "");
    lc_journal_put(to, out, "ages", f->ages);
    if (f->placed)
        lc_journal_put_point(to, out, f->pt);
}

static lc_status take_row(void *ctx, const lc_record *r, lc_error *err)
{
    residents *u = ctx;
    figure f = {.code = "", .year = u->t.o->year};
    lc_import_cell cell = {0};
    double count = 0;
    lc_status st;

    st = lc_table_import_people(get(u, r, LIFE_FIELD_residents), &count, err);
    if (!st)
        st = lc_table_import_year(&u->t, r, &f.year, err);
    if (!st)
        st = read_ages(u, r, count, err);
    if (st)
        return st;
    f.milli = llround(count * 1000);
    f.ages = u->ages.len ? u->ages.data : NULL;
    if (u->by == BY_UNIT) {
        f.code = get(u, r, LIFE_FIELD_code);
        st = check_unit(u, f.code, err);
    } else {
        st = read_place(u, r, &f.pt, &f.placed, err);
    }
    if (!st && u->by == BY_BUILDING && osm_id(get(u, r, LIFE_FIELD_id)))
        f.code = osm_id(get(u, r, LIFE_FIELD_id));
    if (!st && !*f.code && !f.placed)
        st = lc_reject(err, LIFE_ERR_PARSE, "missing", "the row has no %s",
                       u->by == BY_GRID ? "place" : "OSM id and no place");
    if (!st)
        st = add_up(u, f.milli, err);
    if (st)
        return st;
    show_row(u, r, &f);
    cell.milli = f.milli;
    cell.year = f.year;
    return u->by == BY_GRID ? keep_cell(u, r, f.pt, &cell, err)
                            : write_figure(u, &f, err);
}

static lc_status check_columns(void *ctx, const char *const *name, size_t count,
                               lc_error *err)
{
    residents *u = ctx;
    int code = u->t.columns.column[LIFE_FIELD_code];
    lc_status st = lc_table_import_need(&u->t, LIFE_FIELD_residents,
                                        "the numbers of residents", err);

    if (!st && u->by == BY_UNIT)
        st = lc_table_import_need(&u->t, LIFE_FIELD_code, "the units' codes",
                                  err);
    if (st)
        return st;
    if (u->by == BY_UNIT)
        lc_journal_use(u->t.o->journal, code, "code");
    return find_bands(u, name, count, err);
}

/* ---- a grid ---- */

static lc_status city_box(lc_city *c, lc_box *out, lc_error *err)
{
    lc_stmt *s;
    bool row = false;
    lc_shape shape = {0};
    lc_status st = lc_stmt_prepare(c,
                                   "SELECT geom FROM source WHERE kind = 'osm'"
                                   " AND geom IS NOT NULL",
                                   &s, err);

    *out = (lc_box){INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX};
    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st && row)
        st = lc_stmt_col_shape(s, 0, &shape, err);
    if (!st && shape.pt_count > 0)
        *out = lc_box_grown(lc_shape_box(&shape), BESIDE_M);
    lc_shape_clear(&shape);
    lc_stmt_free(s);
    return st;
}

static lc_status put_grid(const residents *u, lc_error *err)
{
    lc_stmt *s;
    lc_status st =
        lc_stmt_prepare(u->t.city,
                        "INSERT INTO resident_grid(crs, x, y, dx, dy)"
                        " VALUES(?1, ?2, ?3, ?4, ?5)",
                        &s, err);

    if (st)
        return st;
    lc_stmt_text(s, 1, u->t.crs);
    lc_stmt_double(s, 2, u->cells.x);
    lc_stmt_double(s, 3, u->cells.y);
    lc_stmt_double(s, 4, u->cells.dx);
    lc_stmt_double(s, 5, u->cells.dy);
    st = lc_stmt_run(s, err);
    lc_stmt_free(s);
    return st;
}

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

static lc_status put_cells(residents *u, lc_error *err)
{
    lc_import_report *report = u->t.tally.report;
    lc_box city;
    lc_status st = city_box(u->t.city, &city, err);

    if (!st && is_asc(u->t.path)) {
        st = lc_import_grid_read_asc(u->t.path, &u->cells, err);
        report->rows = report->taken = (int64_t)u->cells.v.n;
        if (!st && report->rows == 0)
            st = lc_fail_at(err,
                            lc_fail(err, LIFE_ERR_PARSE, "no cell has data"),
                            u->t.path, 0);
        for (size_t i = 0; !st && i < u->cells.v.n; i++)
            st = add_up(u, u->cells.v.v[i].milli, err);
    } else if (!st) {
        st = lc_import_grid_settle(&u->cells, u->t.path, err);
    }
    if (!st)
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
    lc_stmt *s;
    bool row = false;
    lc_status st = lc_stmt_prepare(
        c, "SELECT name FROM source WHERE kind = 'residents'", &s, err);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st && row)
        snprintf(u->replaced, sizeof u->replaced, "%s", lc_stmt_col_text(s, 0));
    lc_stmt_free(s);
    return !st && row ? lc_city_remove_source(c, u->replaced, err) : st;
}

/* Units have no coordinates, buildings can be measured by the streets beside
 * them, and a grid can't be measured. */
static lc_status settle_places(residents *u, lc_error *err)
{
    if (u->by == BY_BUILDING)
        return lc_table_import_places(&u->t, err);
    if (u->by == BY_GRID && u->t.o->crs)
        u->t.crs = u->t.o->crs;
    if (!strcasecmp(u->t.crs, LIFE_CRS_AUTO))
        return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                             "the system of a grid can't be measured; name it: "
                             "wgs84, gcj02, bd09, cgcs2000 or EPSG:n");
    return lc_shapes_open(u->t.crs, &u->t.columns, &u->t.shapes, err);
}

static lc_status prepare(residents *u, lc_error *err)
{
    lc_status st = lc_column_words_open(&u->words, err);

    if (st)
        return st;
    st = lc_stmt_prepare(u->t.city, "SELECT level FROM unit WHERE code = ?1",
                         &u->unit, err);
    if (st)
        return st;
    st = lc_stmt_prepare(u->t.city, "SELECT 1 FROM resident WHERE code = ?1",
                         &u->known, err);
    if (st)
        return st;
    return lc_stmt_prepare(u->t.city,
                           "INSERT INTO resident(source, kind, code, cell_x,"
                           " cell_y, residents_milli, year, ages, geom)"
                           " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                           &u->insert, err);
}

/* Thousandths as people. */
static double people(int64_t milli)
{
    return (double)milli / 1000;
}

static void describe(const residents *u, const lc_residents *s)
{
    lc_import_report *r = u->t.tally.report;
    int64_t outside = s->outside_milli + u->far_milli;
    bool far = s->outside || u->far_cells;

    lc_import_report_add(r,
                         "%" PRId64 " rows: the residents of %" PRId64
                         " %ss, %" PRId64 " rejected",
                         r->rows, r->taken,
                         u->by == BY_GRID ? "cell" : by_names[u->by],
                         r->rejected);
    if (*u->t.note)
        lc_import_report_add(r, "%s", u->t.note);
    if (u->replaced[0])
        lc_import_report_add(r, "they replace those of the source \"%s\"",
                             u->replaced);
    lc_import_report_add(r, "%.13g residents live at %zu homes%s",
                         people(s->placed), s->homes, s->made ? " now" : "");
    if (s->made)
        lc_import_report_add(r, "%zu of these are new, where no home was known",
                             s->made);
    if (s->unknown_homes)
        lc_import_report_add(
            r,
            "%zu homes, %" PRId64 ".%" PRId64
            " %% by their weight before, are in no %s with a figure: "
            "how many live there is not known, and they weigh "
            "nothing",
            s->unknown_homes, s->unknown_milli / 10, s->unknown_milli % 10,
            u->by == BY_GRID ? "cell" : by_names[u->by]);
    if (s->homeless)
        lc_import_report_add(
            r,
            "%zu %ss (the first: %s) have no homes: their %.13g "
            "residents have no place",
            s->homeless, by_names[u->by], s->homeless_code,
            people(s->homeless_milli));
    if (far)
        lc_import_report_add(
            r,
            "%.13g residents lie outside the city's data and are "
            "left out",
            people(outside));
}

static const lc_table_kind kind = {"residents", LIFE_FIELD_unit, check_columns,
                                   NULL,        take_row,        NULL};

/* Bits of the fields that figures of each kind are read from. */
static uint64_t used_by(by what)
{
    uint64_t used = USED;

    if (what == BY_BUILDING)
        used |= LIFE_FIELD_BIT(id);
    return what == BY_UNIT ? used : used | LIFE_FIELDS_OF_PLACE;
}

static lc_status run(residents *u, lc_error *err)
{
    lc_status st = lc_table_import_open(&u->t, err);

    if (st)
        return st;
    st = lc_table_import_source(&u->t, err);
    if (st)
        return st;
    st = replace_other(u, err);
    if (st)
        return st;
    st = find_by(u, err);
    if (st)
        return st;
    u->t.used = used_by(u->by);
    st = settle_places(u, err);
    if (st)
        return st;
    st = prepare(u, err);
    if (st)
        return st;
    if (!is_asc(u->t.path))
        st = lc_table_import_read(&u->t, err);
    return !st && u->by == BY_GRID ? put_cells(u, err) : st;
}

lc_status lc_import_residents(lc_city *c, const char *path,
                              const lc_import_opts *o, lc_import_report *report,
                              lc_error *err)
{
    residents u = {
        .t = {
            .kind = &kind, .city = c, .path = path, .o = o, .report = report}};
    lc_residents spread;
    lc_status st;

    u.t.ctx = &u;
    st = lc_table_import_finish(&u.t, run(&u, err), err);
    if (!st)
        st = lc_residents_spread(c, &spread, err);
    if (!st)
        describe(&u, &spread);
    lc_stmt_free(u.unit);
    lc_stmt_free(u.known);
    lc_stmt_free(u.insert);
    lc_table_import_close(&u.t);
    lc_column_words_close(&u.words);
    lc_import_grid_free(&u.cells);
    lc_vec_free(&u.bands);
    lc_buf_free(&u.ages);
    return st;
}
