/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cmd_convert.c - coordinates of one system into another's: positions given
 * as arguments, or the two columns of a CSV file, whose other columns are
 * passed on as they are.
 */
#include "cli.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/num.h"
#include "lifecircle/geo/crs.h"

#include <string.h>

#define FILE_BYTES (256u << 20)
#define DECIMALS   7 /* of a degree, about a centimetre; as fine in metres */

typedef struct conversion {
    lc_crs *from, *to;
    const char *path; /* of the CSV file */
    int lon, lat;     /* its columns; -1 before the header is read */
    lc_buf out;
} conversion;

static lc_status convert(const conversion *c, double *x, double *y,
                         lc_error *err)
{
    lc_lonlat p;
    lc_status st = lc_crs_to_wgs84(c->from, *x, *y, &p, err);

    return st ? st : lc_crs_from_wgs84(c->to, p, x, y, err);
}

/* ---- positions as arguments ---- */

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

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static lc_status find_columns(conversion *c, const lc_csv_row *row,
                              lc_error *err)
{
    static const char *const lon[] = {"lon", "lng", "longitude", "x", "经度"};
    static const char *const lat[] = {"lat", "latitude", "y", "纬度"};

    for (size_t i = 0; i < row->count; i++) {
        if (is_one_of(row->field[i], lon, sizeof lon / sizeof *lon))
            c->lon = (int)i;
        if (is_one_of(row->field[i], lat, sizeof lat / sizeof *lat))
            c->lat = (int)i;
    }
    if (c->lon < 0 || c->lat < 0) {
        lc_fail(err, LIFE_ERR_PARSE,
                "the header has no columns lon and lat (or longitude and "
                "latitude, x and y, 经度 and 纬度)");
        return lc_fail_at(err, LIFE_ERR_PARSE, c->path, row->line);
    }
    return LIFE_OK;
}

static lc_status convert_cells(conversion *c, const lc_csv_row *row, double *x,
                               double *y, lc_error *err)
{
    size_t last = (size_t)(c->lon > c->lat ? c->lon : c->lat);
    lc_status st = LIFE_ERR_PARSE;

    if (row->count <= last)
        lc_fail(err, st, "the row ends before its coordinates");
    else if (!lc_parse_decimal(row->field[c->lon], x) ||
             !lc_parse_decimal(row->field[c->lat], y))
        lc_fail(err, st, "\"%.40s\", \"%.40s\" are not plain decimals",
                row->field[c->lon], row->field[c->lat]);
    else
        st = convert(c, x, y, err);
    return st ? lc_fail_at(err, st, c->path, row->line) : LIFE_OK;
}

static lc_status convert_row(void *ctx, const lc_csv_row *row, lc_error *err)
{
    conversion *c = ctx;
    bool header = c->lon < 0;
    double x = 0, y = 0;
    lc_status st =
        header ? find_columns(c, row, err) : convert_cells(c, row, &x, &y, err);

    for (size_t i = 0; !st && i < row->count; i++) {
        if (i > 0)
            lc_buf_putc(&c->out, ',');
        if (!header && (int)i == c->lon)
            lc_buf_double(&c->out, x, DECIMALS);
        else if (!header && (int)i == c->lat)
            lc_buf_double(&c->out, y, DECIMALS);
        else
            put_cell(&c->out, row->field[i], row->bytes[i]);
    }
    lc_buf_puts(&c->out, "\r\n");
    return st;
}

static lc_status convert_file(conversion *c, lc_error *err)
{
    char *text = NULL;
    size_t len;
    lc_status st = lc_file_read(c->path, FILE_BYTES, &text, &len, err);

    if (!st)
        st = lc_csv_read(text, len, ',', c->path, convert_row, c, err);
    if (!st && c->lon < 0) {
        lc_fail(err, LIFE_ERR_PARSE, "the file is empty");
        st = lc_fail_at(err, LIFE_ERR_PARSE, c->path, 0);
    }
    lc_free(text);
    return st;
}

/* ---- the command ---- */

static lc_status open_crs(const lc_opts *o, lc_opt id, lc_crs **out,
                          lc_error *err)
{
    const char *name = o->value[id] ? o->value[id] : "wgs84";
    lc_error why = {0};
    lc_status st = lc_crs_open(name, out, &why);

    if (st == LIFE_ERR_RANGE)
        return lc_fail_param(err, LIFE_ERR_USAGE, lc_opt_name(id), "%s",
                             why.text);
    return st ? lc_fail(err, st, "%s", why.text) : LIFE_OK;
}

static bool is_pair(const char *text)
{
    double x, y;

    return lc_parse_pair(text, &x, &y);
}

lc_status lc_cmd_convert(const lc_opts *o, lc_error *err)
{
    conversion c = {.lon = -1, .lat = -1};
    const char *path =
        o->value[LIFE_OPT_OUTPUT] ? o->value[LIFE_OPT_OUTPUT] : "-";
    lc_status st = open_crs(o, LIFE_OPT_FROM, &c.from, err);

    if (!st)
        st = open_crs(o, LIFE_OPT_TO, &c.to, err);
    if (!st && o->args == 1 && !is_pair(o->arg[0])) {
        c.path = o->arg[0];
        st = convert_file(&c, err);
    } else {
        for (int i = 0; !st && i < o->args; i++)
            st = convert_pair(&c, o->arg[i], err);
    }
    if (!st && c.out.failed)
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for the coordinates");
    if (!st && strcmp(path, "-") == 0)
        st = lc_cli_write(c.out.data, c.out.len, err);
    else if (!st)
        st = lc_file_write(path, c.out.data, c.out.len, err);
    lc_buf_free(&c.out);
    lc_crs_close(c.to);
    lc_crs_close(c.from);
    return st;
}
