/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/system.c - see the header.
 */
#include "lifecircle/export/formats/system.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/table.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Whether a datum is WGS 84 for all that is drawn here, though PROJ knows no
 * way (CGCS2000). */
static bool is_same(const char *datum)
{
    lc_table *t = NULL;
    bool same = false;

    if (lc_table_open("datums.csv", &t, NULL))
        return false;
    for (size_t i = 0; i < lc_table_rows(t); i++)
        same |= !strcmp(lc_table_get(t, i, 0), datum) &&
                !strcmp(lc_table_get(t, i, 1), "same");
    lc_table_free(t);
    return same;
}

/* Of Beijing 1954 and Xian 1980 the parameters are not public: PROJ leaves
 * degrees as they are then, which is some hundred metres off. It chooses by
 * where a position lies, so the first one is what it is asked by. */
static void check_known(lc_export_system *s)
{
    const char *datum = lc_crs_unshifted(s->crs);

    s->asked = true;
    if (!datum || is_same(datum))
        return;
    s->failed = true;
    lc_fail(&s->why, LIFE_ERR_RANGE,
            "the way from WGS 84 to %s (%s) is not known here; name a system "
            "of WGS 84 or CGCS2000",
            s->name, datum);
}

lc_status lc_system_open(const char *name, lc_export_system **out,
                         lc_error *err)
{
    lc_export_system *s;
    lc_status st;

    *out = NULL;
    if (!strcasecmp(name, "wgs84") || !strcasecmp(name, "EPSG:4326"))
        return LIFE_OK;
    s = lc_calloc(1, sizeof *s);
    if (!s)
        return lc_no_memory(err, "a system");
    snprintf(s->name, sizeof s->name, "%s", name);
    st = lc_crs_open(name, &s->crs, err);
    if (st) {
        lc_system_free(s);
        return st;
    }
    s->epsg = lc_crs_epsg(s->crs);
    s->degrees = lc_crs_is_degrees(s->crs);
    s->decimals = s->degrees ? 7 : 3;
    *out = s;
    return LIFE_OK;
}

void lc_system_free(lc_export_system *s)
{
    if (!s)
        return;
    lc_crs_close(s->crs);
    lc_free(s);
}

void lc_system_place(lc_export_system *s, lc_pt p, double *x, double *y)
{
    lc_lonlat at = lc_pt_lonlat(p);

    *x = at.lon;
    *y = at.lat;
    if (s && lc_crs_from_wgs84(s->crs, at, x, y, s->failed ? NULL : &s->why))
        s->failed = true;
    else if (s && !s->asked)
        check_known(s);
}

void lc_system_column(const lc_export_system *s, const char *base, lc_buf *out)
{
    lc_buf_puts(out, base);
    if (!s)
        return;
    lc_buf_putc(out, '_');
    for (const char *c = s->name; *c; c++)
        if (isalnum((unsigned char)*c))
            lc_buf_putc(out, (char)tolower((unsigned char)*c));
}
