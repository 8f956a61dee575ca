/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/extent.c - see extent.h.
 */
#include "src/import/extent.h"

#include "lifecircle/base/parse.h"

#include <string.h>

lc_status lc_extent_parse(const char *text, const char *parameter, lc_box *out,
                          lc_error *err)
{
    double v[4];
    const char *s = text;
    size_t n = 0;

    *out = lc_box_empty();
    while (s && n < 4) {
        char number[32] = "";
        size_t len = strcspn(s, ",");

        if (len >= sizeof number)
            break;
        memcpy(number, s, len);
        if (!lc_parse_decimal(number, &v[n]))
            break;
        n++;
        s = s[len] ? s + len + 1 : NULL;
    }
    if (!text)
        return LIFE_OK;
    if (s || n != 4 || !lc_lonlat_valid((lc_lonlat){v[0], v[1]}) ||
        !lc_lonlat_valid((lc_lonlat){v[2], v[3]}) || v[0] >= v[2] ||
        v[1] >= v[3])
        return lc_fail_param(err, LIFE_ERR_RANGE, parameter,
                             "\"%.80s\" is not W,S,E,N: four numbers in"
                             " degrees, west below east, south below north",
                             text);
    lc_box_add(out, lc_pt_from((lc_lonlat){v[0], v[1]}));
    lc_box_add(out, lc_pt_from((lc_lonlat){v[2], v[3]}));
    return LIFE_OK;
}

lc_status lc_extent_shape(lc_box b, lc_shape *out, lc_error *err)
{
    lc_pt ring[5] = {{b.min_lon, b.min_lat},
                     {b.max_lon, b.min_lat},
                     {b.max_lon, b.max_lat},
                     {b.min_lon, b.max_lat},
                     {b.min_lon, b.min_lat}};

    return lc_shape_make(LIFE_SHAPE_AREA, ring, 5, out, err);
}
