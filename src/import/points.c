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
    if (r->lon < 0 || r->lat < 0)
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "no columns hold longitude and latitude; name them with "
                     "--map lon=COLUMN,lat=COLUMN; the columns are: %s",
                     c.names.data);
    lc_columns_close(&c);
    if (st)
        return lc_fail_at(err, st, r->path, 1);
    return r->to->header(r->to->ctx, name, count, r->lon, r->lat, err);
}

/* Rows without a position are passed on as they are: they must not be lost. */
static lc_status take_record(void *ctx, const lc_record *rec, lc_error *err)
{
    reader *r = ctx;
    const char *lon = rec->cell[r->lon], *lat = rec->cell[r->lat];
    lc_point_row row = {.cell = rec->cell,
                        .count = r->count,
                        .line = rec->line,
                        .placed = *lon || *lat};
    lc_status st = LIFE_OK;

    if (rec->fault)
        st = lc_fail(err, LIFE_ERR_PARSE, "%s", rec->fault);
    else if (row.placed &&
             (!lc_number_parse(lon, &row.x) || !lc_number_parse(lat, &row.y)))
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "\"%.40s\", \"%.40s\" are not plain decimals", lon, lat);
    if (!st)
        st = r->to->row(r->to->ctx, &row, err);
    return st ? lc_fail_at(err, st, r->path, rec->line) : LIFE_OK;
}

lc_status lc_points_read(const char *path, const lc_import_opts *o,
                         const lc_point_sink *sink, lc_error *err)
{
    reader r = {.path = path, .o = o, .to = sink};
    lc_record_sink own = {take_columns, take_record, &r, NULL, NULL, true};
    char note[LIFE_NOTE_BYTES];

    return lc_mend_read(path, o, &own, NULL, note, err);
}
