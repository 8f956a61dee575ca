/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/points.c - see lifecircle/import/points.h.
 *
 * Columns are found as imports find them, so that what is converted and what
 * is imported are the same two columns.
 */
#include "lifecircle/import/points.h"

#include "src/import/record/columns.h"
#include "src/import/record/mend.h"
#include "src/import/record/words/number.h"

#include <jansson.h>
#include <string.h>

/* The table's two columns, and who gets its rows. */
typedef struct reader {
    const char *path;
    const lc_import_opts *o;
    const lc_point_sink *to;
    size_t count;
    int lon, lat;
} reader;

/* Without both columns there is nothing to be given. */
static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    reader *r = ctx;
    lc_columns c;
    lc_status st = lc_columns_open(r->o->map, name, count, &c, err);

    if (st)
        return st;
    r->count = count;
    r->lon = c.column[LIFE_FIELD_lon];
    r->lat = c.column[LIFE_FIELD_lat];
    if ((r->lon < 0 || r->lat < 0) && !r->to->features)
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "no columns hold longitude and latitude; name them with "
                     "--map lon=COLUMN,lat=COLUMN; the columns are: %s",
                     c.names.data);
    lc_columns_close(&c);
    if (st)
        return lc_fail_at(err, st, r->path, 1);
    return r->to->header(r->to->ctx, name, count, r->lon, r->lat, err);
}

/* What is no point has no place, and that is told. */
static lc_status take_feature(const lc_record *rec, lc_point_row *row,
                              lc_error *err)
{
    const char *type = NULL;
    json_t *g = (json_t *)rec->geometry,
           *at = json_object_get(g, "coordinates");

    row->placed = !json_unpack(g, "{s:s}", "type", &type) &&
                  !strcmp(type, "Point") &&
                  !json_unpack(at, "[FF]", &row->x, &row->y);
    if (row->placed)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_PARSE,
                   "there is neither a longitude and a latitude nor a point");
}

/* Rows without a position are passed on as they are: they must not be lost. */
static lc_status take_record(void *ctx, const lc_record *rec, lc_error *err)
{
    reader *r = ctx;
    bool columns = r->lon >= 0 && r->lat >= 0;
    const char *lon = columns ? rec->cell[r->lon] : "";
    const char *lat = columns ? rec->cell[r->lat] : "";
    lc_point_row row = {.cell = rec->cell,
                        .count = r->count,
                        .line = rec->line ? rec->line : rec->feature,
                        .placed = *lon || *lat};
    lc_status st = LIFE_OK;

    if (rec->fault)
        st = lc_fail(err, LIFE_ERR_PARSE, "%s", rec->fault);
    else if (!columns)
        st = take_feature(rec, &row, err);
    else if (row.placed &&
             (!lc_number_parse(lon, &row.x) || !lc_number_parse(lat, &row.y)))
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "\"%.40s\", \"%.40s\" are not plain decimals", lon, lat);
    if (!st)
        st = r->to->row(r->to->ctx, &row, err);
    return st ? lc_fail_at(err, st, r->path, row.line) : LIFE_OK;
}

lc_status lc_points_read(const char *path, const lc_import_opts *o,
                         const lc_point_sink *sink, lc_error *err)
{
    reader r = {.path = path, .o = o, .to = sink};
    lc_record_sink own = {take_columns, take_record, &r, NULL, NULL, true};
    char note[LIFE_NOTE_BYTES];

    return lc_mend_read(path, o, &own, NULL, note, err);
}
