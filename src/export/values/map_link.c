/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/map_link.c - see map_link.h.
 *
 * The addresses are those that the services publish for links from elsewhere:
 * geo: RFC 5870, with Android's q= for a named pin; uri.amap.com/marker (lon,
 * lat, GCJ-02); api.map.baidu.com/marker (lat,lon, BD-09);
 * apis.map.qq.com/uri/v1/marker (lat,lon, GCJ-02); maps.apple.com (lat,lon;
 * its maps of China are GCJ-02); openstreetmap.org (WGS 84).
 */
#include "src/export/values/map_link.h"

#include "lifecircle/geo/crs.h"
#include "lifecircle/world/facility.h"
#include "src/export/pages/html.h"

#include <string.h>

enum { WGS84, GCJ02, BD09 };

/* A pattern's %x, %y, %n: longitude, latitude (7 decimals), name. Where GCJ-02
 * is WGS 84 (outside China), `abroad` takes the place of the pattern. */
static const struct map_link {
    const char *key, *name_zh, *name_en;
    int system;
    const char *pattern, *abroad;
} map_links[] = {
    {"geo", "地图应用", "map app", WGS84, "geo:%y,%x?q=%y,%x(%n)", NULL},
    {"amap", "高德地图", "AMap", GCJ02,
     "https://uri.amap.com/marker?position=%x,%y&name=%n&coordinate=gaode",
     NULL},
    {"baidu", "百度地图", "Baidu", BD09,
     "https://api.map.baidu.com/marker?location=%y,%x&title=%n&content=%n"
     "&coord_type=bd09ll&output=html&src=webapp.lifecircle",
     "https://api.map.baidu.com/marker?location=%y,%x&title=%n&content=%n"
     "&coord_type=wgs84&output=html&src=webapp.lifecircle"},
    {"tencent", "腾讯地图", "Tencent", GCJ02,
     "https://apis.map.qq.com/uri/v1/marker?marker=coord:%y,%x;title:%n"
     "&coord_type=2&referer=lifecircle",
     NULL},
    {"apple", "苹果地图", "Apple", GCJ02,
     "https://maps.apple.com/?ll=%y,%x&q=%n", NULL},
    {"osm", "OpenStreetMap", "OpenStreetMap", WGS84,
     "https://www.openstreetmap.org/?mlat=%y&mlon=%x#map=18/%y/%x", NULL},
};

const size_t lc_map_link_count = sizeof map_links / sizeof *map_links;

const char *lc_map_link_name(size_t map, lc_lang lang)
{
    return lang == LIFE_LANG_ZH ? map_links[map].name_zh
                                : map_links[map].name_en;
}

/* Coordinates are moved as each service expects; outside China nothing is, and
 * Baidu has to be told so. */
void lc_map_link_put(lc_buf *out, size_t map, const lc_facility *f)
{
    const struct map_link *m = &map_links[map];
    lc_lonlat at = lc_pt_lonlat(f->pt), gcj = lc_wgs84_to_gcj02(at);
    bool abroad = at.lon == gcj.lon && at.lat == gcj.lat;
    const char *s = abroad && m->abroad ? m->abroad : m->pattern;

    if (m->system == GCJ02)
        at = gcj;
    else if (m->system == BD09 && !abroad)
        at = lc_gcj02_to_bd09(gcj);
    for (; *s; s++) {
        if (*s != '%')
            lc_buf_putc(out, *s);
        else if (*++s == 'x')
            lc_buf_double(out, at.lon, 7);
        else if (*s == 'y')
            lc_buf_double(out, at.lat, 7);
        else
            lc_html_url(out, f->name);
    }
}

void lc_map_links_put(lc_json *j, const lc_facility *f)
{
    if (!f->placed) {
        lc_json_null(j, "maps");
        return;
    }
    lc_json_object(j, "maps");
    for (size_t i = 0; i < lc_map_link_count; i++) {
        lc_buf url = {0};

        lc_map_link_put(&url, i, f);
        if (url.failed)
            j->out->failed = true;
        lc_json_str(j, map_links[i].key, url.data);
        lc_buf_free(&url);
    }
    lc_json_end(j);
}
