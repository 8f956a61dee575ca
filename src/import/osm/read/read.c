/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/read.c - see read.h.
 */
#include "src/import/osm/read/read.h"

#include "src/import/bytes/source.h"
#include "src/import/osm/read/json.h"
#include "src/import/osm/read/pbf.h"
#include "src/import/osm/read/xml.h"

#include <string.h>

/* XML begins with '<', after a byte order mark or blanks; Overpass JSON with a
 * brace; PBF with the upper byte of a length under 64 KiB. */
static lc_status read_any(const char *path, lc_osm_builder *b,
                          lc_bytes_source **out, lc_error *err)
{
    int first;
    lc_bytes_source *s;
    lc_status st = lc_bytes_source_open(path, &s, err);

    *out = s;
    if (!st)
        st = lc_bytes_source_peek(s, &first, err);
    if (st)
        return st;
    lc_osm_builder_from(b, s);
    if (first < 0)
        return lc_fail(err, LIFE_ERR_PARSE, "is empty");
    if (first == 0)
        return lc_osm_pbf_read(s, b, err);
    if (first == '{')
        return lc_osm_json_read(s, path, b, err);
    if (strchr("<\xEF \t\r\n", first))
        return lc_osm_xml_read(s, path, b, err);
    return lc_fail(err, LIFE_ERR_PARSE,
                   "is neither OSM XML nor PBF nor Overpass JSON: its first "
                   "byte is 0x%02x",
                   (unsigned)first);
}

lc_status lc_osm_read(const char *path, const lc_box *clip, lc_osm_data *d,
                      lc_error *err)
{
    lc_osm_builder *b = NULL;
    lc_bytes_source *s = NULL;
    lc_status st;

    d->header = d->all = lc_box_empty();
    st = lc_osm_builder_open(d, clip, &b, err);
    if (!st)
        st = read_any(path, b, &s, err);
    if (!st)
        st = lc_osm_builder_settle(b, err);
    if (!st)
        d->bytes_read = lc_bytes_source_at(s);
    lc_bytes_source_close(s);
    lc_osm_builder_close(b);
    return st ? lc_fail_at(err, st, path, 0) : LIFE_OK;
}
