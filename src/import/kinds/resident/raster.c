/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/resident/raster.c - see raster.h.
 *
 * GDAL brings a hundred libraries along, so it is loaded by the import that
 * needs it and not linked: a server never has it in its memory. Of its drivers
 * GTiff alone is asked, files beside the raster are left alone, and no block is
 * read before its size is known to be bounded.
 */
#include "src/import/kinds/resident/raster.h"

#include <string.h>
#include <strings.h>

bool lc_raster_is(const char *path)
{
    const char *dot = strrchr(path, '.');

    return dot && (!strcasecmp(dot, ".tif") || !strcasecmp(dot, ".tiff"));
}

#ifndef LIFE_GDAL

const char *lc_raster_library(void)
{
    return NULL;
}

lc_status lc_raster_read(const lc_raster_job *job, lc_import_grid *g,
                         lc_error *err)
{
    (void)g;
    return lc_fail(err, LIFE_ERR_IO,
                   "%s is a GeoTIFF, and this lifecircle was built without "
                   "GDAL's library: `gdal_translate -of AAIGrid %s out.asc` "
                   "makes a grid of it that `import residents` reads",
                   job->path, job->path);
}

#else

#include "src/import/record/words/number.h"

#include <cpl_conv.h>
#include <dlfcn.h>
#include <gdal.h>
#include <math.h>
#include <stdio.h>

#define BLOCK_BYTES_MAX (256 << 20) /* of one block: GDAL holds it whole */
#define CACHE_BYTES     (64 << 20)  /* of blocks that were read */
#define SIDE_MAX        1000000     /* columns or rows, as of an .asc */
#define CELLS_MAX       20000000    /* in the city: 1.6 GB */
#define EDGE_STEPS      32 /* points along each side of the city's box */

const char *lc_raster_library(void)
{
    return "GDAL " GDAL_RELEASE_NAME;
}

/* ---- the library ---- */

/* X(function): all that is used of it. */
#define GDAL_MAP(X)                                                            \
    X(GDALAllRegister)                                                         \
    X(GDALOpenEx)                                                              \
    X(GDALClose)                                                               \
    X(GDALGetRasterCount)                                                      \
    X(GDALGetRasterXSize)                                                      \
    X(GDALGetRasterYSize)                                                      \
    X(GDALGetRasterBand)                                                       \
    X(GDALGetRasterDataType)                                                   \
    X(GDALDataTypeIsComplex)                                                   \
    X(GDALGetDataTypeSizeBytes)                                                \
    X(GDALGetBlockSize)                                                        \
    X(GDALGetGeoTransform)                                                     \
    X(GDALGetProjectionRef)                                                    \
    X(GDALGetRasterNoDataValue)                                                \
    X(GDALRasterIO)                                                            \
    X(GDALSetCacheMax64)                                                       \
    X(CPLSetConfigOption)                                                      \
    X(CPLSetErrorHandler)                                                      \
    X(CPLQuietErrorHandler)                                                    \
    X(CPLGetLastErrorMsg)

typedef struct gdal {
    void *library;
#define LIFE_X(name) __typeof__(name) *name;
    GDAL_MAP(LIFE_X)
#undef LIFE_X
} gdal;

/* The number behind the name rises with each of its versions. */
static void *open_library(void)
{
    void *library = NULL;

    for (int n = 60; n >= 26 && !library; n--) {
        char name[32];

        snprintf(name, sizeof name, "libgdal.so.%d", n);
        library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    }
    return library;
}

static lc_status load(gdal *g, const lc_raster_job *job, lc_error *err)
{
    bool whole;

    g->library = open_library();
    whole = g->library != NULL;
#define LIFE_X(name)                                                           \
    if (whole) {                                                               \
        void *at = dlsym(g->library, #name);                                   \
                                                                               \
        memcpy(&g->name, &at, sizeof at);                                      \
        whole = at != NULL;                                                    \
    }
    GDAL_MAP(LIFE_X)
#undef LIFE_X
    if (!whole)
        return lc_fail(err, LIFE_ERR_IO,
                       "%s: GDAL's library (%s), which reads GeoTIFFs, is not "
                       "on this machine; `gdal_translate -of AAIGrid %s "
                       "out.asc` makes a grid of it elsewhere",
                       job->path, lc_raster_library(), job->path);
    g->CPLSetErrorHandler(g->CPLQuietErrorHandler);
    g->CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    g->CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
    g->GDALSetCacheMax64(CACHE_BYTES);
    g->GDALAllRegister();
    return LIFE_OK;
}

/* ---- the file ---- */

/* A raster that is being read. Rows count from the north. */
typedef struct raster {
    const gdal *by;
    const lc_raster_job *job;
    GDALDatasetH file;
    GDALRasterBandH band;
    int columns, rows, block_rows;
    double x, y, dx, dy; /* the north-western corner, a cell */
    double nodata;
    bool has_nodata;
    int left, top, width, height; /* what lies in the city */
} raster;

static lc_status bad(const raster *r, lc_status st, lc_error *err,
                     const char *what)
{
    return lc_fail(err, st, "%s %s", r->job->path, what);
}

/* A path is that of a file: GDAL also takes addresses and archives for one. */
static lc_status open_file(raster *r, lc_error *err)
{
    static const char *const drivers[] = {"GTiff", NULL};
    const char *path = r->job->path;
    const char *message;

    if (strncmp(path, "/vsi", 4) && !strstr(path, "://"))
        r->file = r->by->GDALOpenEx(path, GDAL_OF_RASTER | GDAL_OF_READONLY,
                                    drivers, NULL, NULL);
    if (r->file)
        return LIFE_OK;
    message = r->by->CPLGetLastErrorMsg();
    return lc_fail(err, LIFE_ERR_PARSE,
                   "%s is no GeoTIFF that GDAL reads%s%s; a raster of another "
                   "kind becomes a grid by `gdal_translate -of AAIGrid %s "
                   "out.asc`, which `import residents` reads",
                   path, *message ? ": " : "", message, path);
}

static lc_status check_band(raster *r, lc_error *err)
{
    const gdal *by = r->by;
    int bands = by->GDALGetRasterCount(r->file), wide = 0, high = 0;
    GDALDataType type;

    r->columns = by->GDALGetRasterXSize(r->file);
    r->rows = by->GDALGetRasterYSize(r->file);
    if (bands != 1)
        return lc_fail(err, LIFE_ERR_RANGE,
                       "%s has %d bands, and which of them counts the "
                       "residents is not known: `gdal_translate -b N %s "
                       "one.tif` takes band N",
                       r->job->path, bands, r->job->path);
    if (r->columns < 1 || r->rows < 1 || r->columns > SIDE_MAX ||
        r->rows > SIDE_MAX)
        return bad(r, LIFE_ERR_LIMIT, err,
                   "is no raster of 1 to 1,000,000 columns and rows");
    r->band = by->GDALGetRasterBand(r->file, 1);
    type = by->GDALGetRasterDataType(r->band);
    if (by->GDALDataTypeIsComplex(type))
        return bad(r, LIFE_ERR_RANGE, err, "has complex numbers");
    by->GDALGetBlockSize(r->band, &wide, &high);
    if (wide < 1 || high < 1 ||
        (double)wide * high * by->GDALGetDataTypeSizeBytes(type) >
            BLOCK_BYTES_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "%s has blocks of %d by %d cells, too large to be "
                       "read: `gdal_translate -co TILED=YES %s tiled.tif` "
                       "makes them small",
                       r->job->path, wide, high, r->job->path);
    r->block_rows = high;
    r->nodata = by->GDALGetRasterNoDataValue(r->band, &wide);
    r->has_nodata = wide != 0;
    return LIFE_OK;
}

/* Columns must run east and rows south or north. */
static lc_status check_place(raster *r, lc_error *err)
{
    double t[6];

    if (r->by->GDALGetGeoTransform(r->file, t) != CE_None)
        return bad(r, LIFE_ERR_RANGE, err,
                   "says nothing of where it lies: it is a picture");
    if (t[2] != 0 || t[4] != 0)
        return lc_fail(err, LIFE_ERR_RANGE,
                       "%s is turned against its system; `gdalwarp %s "
                       "straight.tif` puts it right (by the nearest cell, so "
                       "that some people count twice or not at all)",
                       r->job->path, r->job->path);
    if (!(t[1] > 0) || t[5] == 0 || !isfinite(t[0] + t[1] + t[3] + t[5]))
        return bad(r, LIFE_ERR_RANGE, err, "has columns that run west");
    r->x = t[0];
    r->y = t[3];
    r->dx = t[1];
    r->dy = -t[5]; /* negative: rows run north */
    return LIFE_OK;
}

/* The file's own system, where none is given. */
static lc_status find_system(const raster *r, lc_error *err)
{
    const char *wkt = r->by->GDALGetProjectionRef(r->file);
    lc_status st;

    if (r->job->crs)
        return LIFE_OK;
    if (!wkt || !*wkt)
        return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                             "%s doesn't say its system; name it with --crs "
                             "EPSG:n or wgs84",
                             r->job->path);
    st = lc_crs_identify(wkt, r->job->own, err);
    return st ? lc_fail_at(err, st, r->job->path, 0) : LIFE_OK;
}

/* ---- the city in it ---- */

/* Columns and rows around one place. */
static void see_place(raster *r, lc_crs *crs, double lon, double lat,
                      double box[4])
{
    double x, y;

    if (lc_crs_from_wgs84(crs, (lc_lonlat){lon, lat}, &x, &y, NULL))
        return;
    x = (x - r->x) / r->dx;
    y = (r->y - y) / r->dy;
    box[0] = fmin(box[0], x);
    box[1] = fmin(box[1], y);
    box[2] = fmax(box[2], x);
    box[3] = fmax(box[3], y);
}

static int within(double v, int most)
{
    return v < 0 ? 0 : v > most ? most : (int)v;
}

/* The city's box is no box in another system: its sides are followed. */
static lc_status find_window(raster *r, lc_crs *crs, lc_error *err)
{
    const lc_box b = r->job->city;
    double box[4] = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    bool all = b.min_lon == INT32_MIN; /* the city has no extent */

    for (int i = 0; i <= EDGE_STEPS && !all; i++) {
        double t = (double)i / EDGE_STEPS;
        double w = b.min_lon / 1e7, e = b.max_lon / 1e7;
        double s = b.min_lat / 1e7, n = b.max_lat / 1e7;

        see_place(r, crs, w + t * (e - w), s, box);
        see_place(r, crs, w + t * (e - w), n, box);
        see_place(r, crs, w, s + t * (n - s), box);
        see_place(r, crs, e, s + t * (n - s), box);
    }
    if (all) {
        box[0] = box[1] = 0;
        box[2] = r->columns;
        box[3] = r->rows;
    }
    r->left = within(floor(box[0]) - 1, r->columns);
    r->top = within(floor(box[1]) - 1, r->rows);
    r->width = within(ceil(box[2]) + 1, r->columns) - r->left;
    r->height = within(ceil(box[3]) + 1, r->rows) - r->top;
    if (r->width < 1 || r->height < 1)
        return bad(r, LIFE_ERR_RANGE, err,
                   "has no cell in the city: it is of another place, or in "
                   "another system (--crs)");
    if ((double)r->width * r->height > CELLS_MAX)
        return bad(r, LIFE_ERR_LIMIT, err,
                   "has more than 20,000,000 cells in the city; gdalwarp -tr "
                   "with -r sum makes larger ones");
    return LIFE_OK;
}

/* ---- its cells ---- */

/* Rows of a grid count from the south. */
static lc_status put_cell(const raster *r, int column, int row, double v,
                          lc_import_grid *g, lc_error *err)
{
    int from_south = r->dy > 0 ? r->rows - 1 - row : row;
    lc_import_cell c = {.col = column, .row = from_south};

    if (isnan(v) || (r->has_nodata && v == r->nodata))
        return LIFE_OK;
    if (v < 0 || v > LIFE_PEOPLE_MAX)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "%s has %.10g in column %d, row %d, which is not a "
                       "number of people; where it stands for no data, "
                       "`gdal_translate -a_nodata %.10g %s out.tif` says so",
                       r->job->path, v, column + 1, row + 1, v, r->job->path);
    c.x = g->x + ((double)c.col + 0.5) * g->dx;
    c.y = g->y + ((double)c.row + 0.5) * g->dy;
    c.milli = llround(v * 1000);
    return lc_vec_push(&g->v, c) ? LIFE_OK : lc_no_memory(err, "the grid");
}

/* Row by row: GDAL keeps the blocks that it still needs. */
static lc_status read_cells(const raster *r, lc_import_grid *g, lc_error *err)
{
    double *line = lc_calloc((size_t)r->width, sizeof *line);
    lc_status st = line ? LIFE_OK : lc_no_memory(err, "the grid");

    for (int row = r->top; !st && row < r->top + r->height; row++) {
        if (r->by->GDALRasterIO(r->band, GF_Read, r->left, row, r->width, 1,
                                line, r->width, 1, GDT_Float64, 0,
                                0) != CE_None)
            st = lc_fail(err, LIFE_ERR_PARSE, "%s is damaged at row %d: %s",
                         r->job->path, row + 1, r->by->CPLGetLastErrorMsg());
        for (int i = 0; !st && i < r->width; i++)
            st = put_cell(r, r->left + i, row, line[i], g, err);
    }
    lc_free(line);
    return st;
}

static lc_status read_raster(raster *r, lc_import_grid *g, lc_error *err)
{
    lc_crs *crs = NULL;
    lc_status st = open_file(r, err);

    if (!st)
        st = check_band(r, err);
    if (!st)
        st = check_place(r, err);
    if (!st)
        st = find_system(r, err);
    if (!st)
        st = lc_crs_open(r->job->crs ? r->job->crs : r->job->own, &crs, err);
    if (!st)
        st = find_window(r, crs, err);
    g->dx = r->dx;
    g->dy = fabs(r->dy);
    g->x = r->x;
    g->y = r->dy > 0 ? r->y - r->rows * r->dy : r->y;
    if (!st)
        st = read_cells(r, g, err);
    lc_crs_close(crs);
    if (r->file)
        r->by->GDALClose(r->file);
    return st;
}

lc_status lc_raster_read(const lc_raster_job *job, lc_import_grid *g,
                         lc_error *err)
{
    gdal by = {0};
    raster r = {.by = &by, .job = job};
    lc_status st = load(&by, job, err);

    return st ? st : read_raster(&r, g, err);
}

#endif
