/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/grid.c - see grid.h. The format of .asc is that of
 * ESRI's "ARC ASCIIGRID", with dx and dy as GDAL writes them where cells are
 * not square.
 *
 * Two forms of a grid are read: centres of cells in a table, where the grid
 * itself must be found, and ESRI's ASCII grids, where it is stated. Both end
 * as columns and rows from a corner, so that cells can be looked up by place.
 */
#include "src/import/kinds/grid.h"

#include "lifecircle/base/file.h"
#include "lifecircle/study/compute/centres.h"
#include "src/import/record/words/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ASC_BYTES_MAX ((size_t)1 << 30)
#define SIDE_MAX      1000000 /* columns or rows */
#define SKEW_MAX      0.1     /* of a cell: what rounding may move a centre */
#define SCATTERED_MIN 7       /* cells: fewer may lie so by chance */
#define FALSE_STEP    0.01    /* of the usual step: the same column, rounded */

void lc_import_grid_free(lc_import_grid *g)
{
    for (size_t i = 0; i < g->v.n; i++)
        lc_free(g->v.v[i].ages);
    lc_vec_free(&g->v);
}

/* ---- centres in a table ---- */

/* For qsort. */
static int by_value(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;

    return a < b ? -1 : a > b;
}

/* The step between columns or rows: the least that is not rounding, made
 * precise over the whole width. 0: there is one only. */
static double step_of(double *v, size_t n)
{
    double width, most = 0, least;

    qsort(v, n, sizeof *v, by_value);
    width = v[n - 1] - v[0];
    for (size_t i = 1; i < n; i++)
        if (v[i] - v[i - 1] > most)
            most = v[i] - v[i - 1];
    least = most;
    for (size_t i = 1; i < n; i++) {
        double d = v[i] - v[i - 1];

        /* 1e-6: a centimetre in metres, less than one in degrees */
        if (d > 1e-6 && d > most * FALSE_STEP / SIDE_MAX && d < least)
            least = d;
    }
    return width > 1e-6 ? width / round(width / least) : 0;
}

/* Centres that were rounded lie a little off; more than SKEW_MAX is no grid. */
static int64_t place_of(double v, double first, double step, bool *fits)
{
    double at = (v - first) / step;

    *fits &= fabs(at - round(at)) <= SKEW_MAX && fabs(at) < SIDE_MAX;
    return *fits ? (int64_t)round(at) : 0;
}

/* Rows from the south, in each the columns from the west. */
static int by_place(const void *pa, const void *pb)
{
    const lc_import_cell *a = pa, *b = pb;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->col < b->col ? -1 : a->col > b->col;
}

/* A cell that is there twice would count its people twice. */
static lc_status number_cells(lc_import_grid *g, const char *path,
                              lc_error *err)
{
    for (size_t i = 0; i < g->v.n; i++) {
        lc_import_cell *c = &g->v.v[i];
        bool fits = true;

        c->col = place_of(c->x, g->x, g->dx, &fits);
        c->row = place_of(c->y, g->y, g->dy, &fits);
        if (fits)
            continue;
        lc_fail_param(err, LIFE_ERR_RANGE, "by",
                      "the places lie on no regular grid (%.10g, %.10g is off "
                      "one of %.6g by %.6g); name its system with --crs, or "
                      "say --by building for places of houses, --by cells for "
                      "centres of cells of any form",
                      c->x, c->y, g->dx, g->dy);
        return lc_fail_at(err, LIFE_ERR_RANGE, path, c->line);
    }
    qsort(g->v.v, g->v.n, sizeof *g->v.v, by_place);
    for (size_t i = 1; i < g->v.n; i++)
        if (by_place(&g->v.v[i - 1], &g->v.v[i]) == 0) {
            lc_fail(err, LIFE_ERR_RANGE,
                    "the cell at %.10g, %.10g is there "
                    "twice",
                    g->v.v[i].x, g->v.v[i].y);
            return lc_fail_at(err, LIFE_ERR_RANGE, path, g->v.v[i].line);
        }
    return LIFE_OK;
}

static bool is_there(const lc_import_grid *g, int64_t col, int64_t row)
{
    const lc_import_cell want = {.col = col, .row = row};

    return bsearch(&want, g->v.v, g->v.n, sizeof want, by_place) != NULL;
}

/* Hexagons lie on a grid of half their width, and houses that were rounded on
 * one of the last decimal: of neither do any two touch. Cells are in order. */
static bool is_scattered(const lc_import_grid *g)
{
    for (size_t i = 0; i < g->v.n; i++)
        if (is_there(g, g->v.v[i].col + 1, g->v.v[i].row) ||
            is_there(g, g->v.v[i].col, g->v.v[i].row + 1))
            return false;
    return g->v.n >= SCATTERED_MIN;
}

lc_status lc_import_grid_settle(lc_import_grid *g, const char *path,
                                lc_error *err)
{
    double *v = lc_calloc(g->v.n, sizeof *v);
    size_t n = g->v.n;

    if (!v)
        return lc_no_memory(err, "the grid");
    for (size_t i = 0; i < n; i++)
        v[i] = g->v.v[i].x;
    g->dx = n ? step_of(v, n) : 0;
    g->x = n ? v[0] : 0;
    for (size_t i = 0; i < n; i++)
        v[i] = g->v.v[i].y;
    g->dy = n ? step_of(v, n) : 0;
    g->y = n ? v[0] : 0;
    lc_free(v);
    if (g->dx == 0)
        g->dx = g->dy;
    if (g->dy == 0)
        g->dy = g->dx;
    if (g->dx == 0)
        return lc_fail_param(err, LIFE_ERR_RANGE, "by",
                             "one cell alone does not tell the size of a "
                             "grid's cells");
    if (number_cells(g, path, err))
        return LIFE_ERR_RANGE;
    if (is_scattered(g))
        return lc_fail_param(
            err, LIFE_ERR_RANGE, "by",
            "the places lie on a grid of %.6g by %.6g of which no two cells "
            "touch; name its system with --crs, or say --by building for "
            "places of houses, --by cells for centres of cells of any form",
            g->dx, g->dy);
    g->x -= g->dx / 2;
    g->y -= g->dy / 2;
    return LIFE_OK;
}

/* ---- centres alone ---- */

static int by_centre(const void *pa, const void *pb)
{
    const lc_import_cell *a = pa, *b = pb;

    if (a->y != b->y)
        return a->y < b->y ? -1 : 1;
    return a->x < b->x ? -1 : a->x > b->x;
}

static lc_status read_centres(const lc_import_grid *g, lc_crs *crs, lc_pt *out,
                              lc_error *err)
{
    for (size_t i = 0; i < g->v.n; i++) {
        lc_lonlat p;
        lc_status st = lc_crs_to_wgs84(crs, g->v.v[i].x, g->v.v[i].y, &p, err);

        if (st)
            return st;
        out[i] = lc_pt_from(p);
    }
    return LIFE_OK;
}

lc_status lc_import_grid_centres(lc_import_grid *g, lc_crs *crs, bool asked,
                                 const lc_error *why, lc_error *err)
{
    lc_pt *pt = lc_calloc(g->v.n, sizeof *pt);
    bool even = asked;
    lc_status st = pt ? LIFE_OK : lc_no_memory(err, "the cells");

    if (!st && g->v.n > 0)
        qsort(g->v.v, g->v.n, sizeof *g->v.v, by_centre);
    if (!st && !asked)
        st = read_centres(g, crs, pt, err);
    if (!st && !asked)
        st = lc_centres_even(pt, g->v.n, &even, err);
    for (size_t i = 0; !st && i < g->v.n; i++) {
        lc_import_cell *c = &g->v.v[i];

        c->col = (int64_t)i;
        c->row = 0;
        if (i > 0 && by_centre(c - 1, c) == 0)
            st = lc_fail(err, LIFE_ERR_RANGE,
                         "the cell at %.10g, %.10g is there twice", c->x, c->y);
    }
    lc_free(pt);
    g->centres = !st && even;
    return !st && !even ? lc_fail_as(err, why) : st;
}

/* ---- .asc ---- */

/* A text that is being read, cut into words in place. */
typedef struct asc {
    const char *path;
    char *at;
    uint32_t line;
    double columns, rows, x, y, dx, dy, nodata;
    bool has_nodata, x_centre, y_centre, ended;
} asc;

/* Adds where in the file it was. */
static lc_status bad(const asc *a, lc_status st, lc_error *err)
{
    return lc_fail_at(err, st, a->path, a->line);
}

/* The next word, ended by a NUL; NULL at the end. */
static char *next_word(asc *a)
{
    char *word;

    a->line += a->ended; /* the word before was the last of its line */
    a->ended = false;
    while (*a->at && strchr(" \t\r\n", *a->at))
        a->line += *a->at++ == '\n';
    if (!*a->at)
        return NULL;
    word = a->at;
    a->at += strcspn(a->at, " \t\r\n");
    a->ended = *a->at == '\n';
    if (*a->at)
        *a->at++ = '\0';
    return word;
}

/* Keys of the head come in any order and case; they end with the first number.
 */
static lc_status read_head(asc *a, const char *key, lc_error *err)
{
    const struct {
        const char *name;
        double *value;
        bool *flag;
    } field[] = {
        {"ncols", &a->columns, NULL},
        {"nrows", &a->rows, NULL},
        {"xllcorner", &a->x, NULL},
        {"yllcorner", &a->y, NULL},
        {"xllcenter", &a->x, &a->x_centre},
        {"yllcenter", &a->y, &a->y_centre},
        {"dx", &a->dx, NULL},
        {"dy", &a->dy, NULL},
        {"nodata_value", &a->nodata, &a->has_nodata},
    };
    const char *word = next_word(a);
    double v;

    if (!word || !lc_number_parse(word, &v)) {
        lc_fail(err, LIFE_ERR_PARSE,
                "%.40s has the value \"%.40s\", not a number", key,
                word ? word : "");
        return bad(a, LIFE_ERR_PARSE, err);
    }
    if (!strcasecmp(key, "cellsize")) {
        a->dx = a->dy = v;
        return LIFE_OK;
    }
    for (size_t i = 0; i < sizeof field / sizeof *field; i++)
        if (!strcasecmp(key, field[i].name)) {
            *field[i].value = v;
            if (field[i].flag)
                *field[i].flag = true;
            return LIFE_OK;
        }
    lc_fail(err, LIFE_ERR_PARSE,
            "\"%.40s\" is not part of an ESRI ASCII grid's head (ncols, nrows, "
            "xllcorner, yllcorner, cellsize, NODATA_value)",
            key);
    return bad(a, LIFE_ERR_PARSE, err);
}

/* A count of columns or rows. */
static bool is_side(double v)
{
    return v >= 1 && v <= SIDE_MAX && v == floor(v);
}

/* Corners and centres are both allowed by the format; corners are what is
 * kept. */
static lc_status check_head(asc *a, lc_error *err)
{
    if (!is_side(a->columns) || !is_side(a->rows)) {
        lc_fail(err, LIFE_ERR_RANGE,
                "ncols and nrows must be 1 to %d, not %.10g and %.10g",
                SIDE_MAX, a->columns, a->rows);
        return bad(a, LIFE_ERR_RANGE, err);
    }
    if (!(a->dx > 0) || !(a->dy > 0) || !isfinite(a->x) || !isfinite(a->y) ||
        !isfinite(a->dx) || !isfinite(a->dy)) {
        lc_fail(err, LIFE_ERR_RANGE,
                "xllcorner, yllcorner and a cellsize above 0 are needed");
        return bad(a, LIFE_ERR_RANGE, err);
    }
    a->x -= a->x_centre ? a->dx / 2 : 0;
    a->y -= a->y_centre ? a->dy / 2 : 0;
    return LIFE_OK;
}

/* NODATA and nan are no cell at all, which is not the same as nobody. */
static lc_status take_value(const asc *a, const char *word,
                            lc_import_cell *cell, bool *skip, lc_error *err)
{
    double v = 0;
    bool is_number = lc_number_parse(word, &v);

    *skip = (is_number && a->has_nodata && v == a->nodata) ||
            !strcasecmp(word, "nan");
    if (*skip)
        return LIFE_OK;
    if (!is_number || v < 0 || v > LIFE_PEOPLE_MAX) {
        lc_fail(err, LIFE_ERR_PARSE, "\"%.40s\" is not a number of people",
                word);
        return bad(a, LIFE_ERR_PARSE, err);
    }
    cell->milli = llround(v * 1000);
    return LIFE_OK;
}

/* Values run from the north-west, row by row; rows are counted from the south.
 */
static lc_status read_values(asc *a, char *word, lc_import_grid *g,
                             lc_error *err)
{
    int64_t columns = (int64_t)a->columns, count = columns * (int64_t)a->rows;

    for (int64_t i = 0; i < count; i++, word = next_word(a)) {
        lc_import_cell c = {.col = i % columns,
                            .row = (int64_t)a->rows - 1 - i / columns,
                            .line = a->line};
        bool skip = false;

        if (!word) {
            lc_fail(err, LIFE_ERR_PARSE,
                    "the grid ends after %lld of its %lld values", (long long)i,
                    (long long)count);
            return bad(a, LIFE_ERR_PARSE, err);
        }
        if (take_value(a, word, &c, &skip, err))
            return LIFE_ERR_PARSE;
        if (skip)
            continue;
        c.x = a->x + ((double)c.col + 0.5) * a->dx;
        c.y = a->y + ((double)c.row + 0.5) * a->dy;
        if (!lc_vec_push(&g->v, c))
            return lc_no_memory(err, "the grid");
    }
    if (!word)
        return LIFE_OK;
    lc_fail(err, LIFE_ERR_PARSE, "the grid has more than %lld values",
            (long long)count);
    return bad(a, LIFE_ERR_PARSE, err);
}

lc_status lc_import_grid_read_asc(const char *path, lc_import_grid *g,
                                  lc_error *err)
{
    asc a = {.path = path, .line = 1};
    char *text = NULL, *word = NULL;
    size_t len;
    double unused;
    lc_status st = lc_file_read(path, ASC_BYTES_MAX, &text, &len, err);

    if (!st) {
        a.at = text;
        while (!st && (word = next_word(&a)) &&
               !lc_number_parse(word, &unused) && strcasecmp(word, "nan"))
            st = read_head(&a, word, err);
    }
    if (!st)
        st = check_head(&a, err);
    if (!st)
        st = read_values(&a, word, g, err);
    lc_free(text);
    g->x = a.x;
    g->y = a.y;
    g->dx = a.dx;
    g->dy = a.dy;
    return st;
}
