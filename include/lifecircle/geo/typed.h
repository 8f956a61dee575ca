/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/typed.h - a position as somebody types or pastes it.
 *
 * "104.0668,30.6575" or the other way round; with spaces, brackets, N and E
 * (also 北纬, 东经); degrees, minutes and seconds (30°39'27"N, 30度39分27秒);
 * "geo:30.6575,104.0668". Marked as of another system: gcj02:, bd09:, wgs84:,
 * and 高德, 腾讯, 百度 (amap, tencent, baidu) in front of it.
 *
 * Layer:   geo, over base.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_GEO_TYPED_H
#define LIFECIRCLE_GEO_TYPED_H

#include "lifecircle/geo/crs.h"
#include "lifecircle/geo/point.h"

typedef struct lc_typed {
    lc_crs_degrees system;
    lc_lonlat at[2]; /* WGS 84; two where nothing says which number is the
                           longitude: the order lon,lat first */
    int count;
} lc_typed;

/* `unmarked`: of what is not marked. False: it is no position. */
bool lc_typed_read(const char *text, lc_crs_degrees unmarked, lc_typed *out);

#endif
