/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/convert.c - coordinates of one system into another's: positions
 * given as arguments, or the two columns of a table, whose other columns are
 * passed on as they are, as CSV in UTF-8.
 */
#include "src/cli/look/convert.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/import/points.h"
#include "src/cli/outfile.h"
#include "src/cli/term.h"

#include <string.h>

#define DECIMALS 7 /* of a degree, about a centimetre; as fine in metres */

typedef struct conversion {
    lc_crs *from, *to;
    const char *path; /* of the table */
    int lon, lat;     /* its columns */
    lc_buf out;
} conversion;

/* By way of WGS 84: a pair of systems needs no formula of its own. */
static lc_status convert(const conversion *c, double *x, double *y,
                         lc_error *err)
{
    lc_lonlat p;
    lc_status st = lc_crs_to_wgs84(c->from, *x, *y, &p, err);

    return st ? st : lc_crs_from_wgs84(c->to, p, x, y, err);
}

/* ---- positions as arguments ---- */

/* A line of output for each, so that two of them can be pasted beside one
 * another. */
static lc_status convert_pair(conversion *c, const char *text, lc_error *err)
{
    double x, y;
    lc_status st;

    if (!lc_parse_pair(text, &x, &y))
        return lc_fail(err, LIFE_ERR_USAGE,
                       "\"%s\" is not LON,LAT in plain decimals", text);
    st = convert(c, &x, &y, err);
    if (st)
        return st;
    lc_buf_double(&c->out, x, DECIMALS);
    lc_buf_putc(&c->out, ',');
    lc_buf_double(&c->out, y, DECIMALS);
    lc_buf_putc(&c->out, '\n');
    return LIFE_OK;
}

/* ---- a file ---- */

/* RFC 4180: quoted only where it has to be, so that a table that needed none
 * has none. */
static void put_cell(lc_buf *out, const char *s, size_t len)
{
    if (strcspn(s, ",\"\r\n") == len) {
        lc_buf_put(out, s, len);
        return;
    }
    lc_buf_putc(out, '"');
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '"')
            lc_buf_putc(out, '"');
        lc_buf_putc(out, s[i]);
    }
    lc_buf_putc(out, '"');
}

/* The columns keep their names and places; lines end as the RFC wants. */
static lc_status take_header(void *ctx, const char *const *name, size_t count,
                             int lon, int lat, lc_error *err)
{
    conversion *c = ctx;

    (void)err;
    c->lon = lon;
    c->lat = lat;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            lc_buf_putc(&c->out, ',');
        put_cell(&c->out, name[i], strlen(name[i]));
    }
    lc_buf_puts(&c->out, "\r\n");
    return LIFE_OK;
}

/* A row without a position is passed on as it is, and not dropped: its other
 * columns may matter. */
static lc_status take_row(void *ctx, const lc_point_row *row, lc_error *err)
{
    conversion *c = ctx;
    double x = row->x, y = row->y;
    lc_status st = row->placed ? convert(c, &x, &y, err) : LIFE_OK;

    for (size_t i = 0; !st && i < row->count; i++) {
        if (i > 0)
            lc_buf_putc(&c->out, ',');
        if (row->placed && (int)i == c->lon)
            lc_buf_double(&c->out, x, DECIMALS);
        else if (row->placed && (int)i == c->lat)
            lc_buf_double(&c->out, y, DECIMALS);
        else
            put_cell(&c->out, row->cell[i], strlen(row->cell[i]));
    }
    lc_buf_puts(&c->out, "\r\n");
    return st;
}

/* Any format of tables that an import takes. */
static lc_status convert_file(conversion *c, const lc_opts *o, lc_error *err)
{
    lc_import_opts with = {.crs = o->value[LIFE_OPT_FROM],
                           .encoding = o->value[LIFE_OPT_ENCODING],
                           .map = o->value[LIFE_OPT_MAP],
                           .sheet = o->value[LIFE_OPT_SHEET],
                           .layer = o->value[LIFE_OPT_LAYER]};
    lc_point_sink sink = {take_header, take_row, c, false};
    lc_error why = {0};
    lc_status st;

    st = lc_points_read(c->path, &with, &sink, &why);
    if (!st)
        return LIFE_OK;
    /* what imports call --crs is --from here */
    lc_fail_param(err, st,
                  strcmp(why.parameter, "crs") ? why.parameter
                                               : lc_opts_name(LIFE_OPT_FROM),
                  "%s", why.text);
    return lc_fail_at(err, st, why.source, why.line);
}

/* ---- the command ---- */

static lc_status open_crs(const lc_opts *o, lc_opt id, lc_crs **out,
                          lc_error *err)
{
    const char *name = o->value[id] ? o->value[id] : "wgs84";
    lc_error why = {0};
    lc_status st = lc_crs_open(name, out, &why);

    if (st == LIFE_ERR_RANGE)
        return lc_fail_param(err, LIFE_ERR_USAGE, lc_opts_name(id), "%s",
                             why.text);
    return st ? lc_fail(err, st, "%s", why.text) : LIFE_OK;
}

/* One argument that is no position is a file. */
static bool is_pair(const char *text)
{
    double x, y;

    return lc_parse_pair(text, &x, &y);
}

/* In memory until the end: nothing is written where a row can't be converted.
 */
lc_status lc_look_convert(const lc_opts *o, lc_error *err)
{
    conversion c = {0};
    const char *path =
        o->value[LIFE_OPT_OUTPUT] ? o->value[LIFE_OPT_OUTPUT] : "-";
    lc_status st = open_crs(o, LIFE_OPT_FROM, &c.from, err);

    if (!st)
        st = open_crs(o, LIFE_OPT_TO, &c.to, err);
    if (!st && o->args == 1 && !is_pair(o->arg[0])) {
        c.path = o->arg[0];
        st = convert_file(&c, o, err);
    } else {
        for (int i = 0; !st && i < o->args; i++)
            st = convert_pair(&c, o->arg[i], err);
    }
    if (!st && c.out.failed)
        st = lc_no_memory(err, "the coordinates");
    if (!st && strcmp(path, "-") == 0)
        st = lc_term_write(c.out.data, c.out.len, err);
    else if (!st)
        st = lc_file_write(path, c.out.data, c.out.len, err);
    lc_buf_free(&c.out);
    lc_crs_close(c.to);
    lc_crs_close(c.from);
    return st;
}
