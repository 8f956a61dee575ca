/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/formats.c - the table of formats.
 */
#include "lifecircle/export/formats/formats.h"

#include "lifecircle/export/formats/writer.h"

#include <string.h>

/* The formats of layers, FIRST the one that is written when none is asked for:
 * X(name, suffixes, media type, kind, needs a file, holds several layers). NAME
 * has its operations, lc_NAME_ops, in a file of its own. RFC 7946, RFC 8142,
 * RFC 4180. */
#define STREAMED(FIRST, X)                                                     \
    FIRST(geojson, ".geojson .json", "application/geo+json", LIFE_FORMAT_MAP,  \
          false, false)                                                        \
    X(geojsonseq, ".geojsonseq .geojsons", "application/geo+json-seq",         \
      LIFE_FORMAT_MAP, false, false)                                           \
    X(geojsonl, ".geojsonl .ndjson", "application/x-ndjson", LIFE_FORMAT_MAP,  \
      false, false)                                                            \
    X(csv, ".csv", "text/csv; charset=utf-8; header=present",                  \
      LIFE_FORMAT_TABLE, false, false)
#define FILES(X)                                                               \
    X(gpkg, ".gpkg", "application/geopackage+sqlite3", LIFE_FORMAT_MAP, true,  \
      true)                                                                    \
    X(xlsx, ".xlsx",                                                           \
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",     \
      LIFE_FORMAT_TABLE, true, true)

/* Of answers alone: a file that ends in .json is GeoJSON to a GIS. */
#define ANSWER_FORMATS(X)                                                      \
    X(json, "", "application/json", LIFE_FORMAT_ROWS, false, false)

#define DECLARE(id, suffixes, type, kind, file, several)                       \
    extern const lc_writer_ops lc_##id##_ops;
STREAMED(DECLARE, DECLARE)
FILES(DECLARE)
ANSWER_FORMATS(DECLARE)

#define ROW(id, suffixes, type, kind, file, several)                           \
    {#id, suffixes, type, kind, file, several, &lc_##id##_ops},
const lc_export_format lc_formats[] = {STREAMED(ROW, ROW) FILES(ROW)
                                           ANSWER_FORMATS(ROW){.name = NULL}};

#define NAME(id, suffixes, type, kind, file, several)     #id
#define AND_NAME(id, suffixes, type, kind, file, several) " " #id
const char lc_formats_names[] = STREAMED(NAME, AND_NAME) FILES(AND_NAME);
const char lc_formats_streamed[] = STREAMED(NAME, AND_NAME);

#define SUFFIXES(id, suffixes, type, kind, file, several)     suffixes
#define AND_SUFFIXES(id, suffixes, type, kind, file, several) " " suffixes
const char lc_formats_suffixes[] =
    STREAMED(SUFFIXES, AND_SUFFIXES) FILES(AND_SUFFIXES);

const lc_export_format *lc_formats_find(const char *name)
{
    for (const lc_export_format *f = lc_formats; f->name; f++)
        if (!strcmp(f->name, name))
            return f;
    return NULL;
}

/* Whether `path` ends in one of the words of `suffixes`. */
static bool has_suffix(const char *path, const char *suffixes)
{
    size_t len = strlen(path);

    while (*suffixes) {
        size_t n = strcspn(suffixes, " ");

        if (n <= len && !strncmp(path + len - n, suffixes, n))
            return true;
        suffixes += n + strspn(suffixes + n, " ");
    }
    return false;
}

/* The first whose suffix fits; suffixes begin with a dot, so "mycsv" is
 * none. */
const lc_export_format *lc_formats_of_path(const char *path)
{
    for (const lc_export_format *f = lc_formats; f->name; f++)
        if (has_suffix(path, f->suffixes))
            return f;
    return NULL;
}
