/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/formats.c - the table of formats.
 */
#include "lifecircle/export/formats/formats.h"

#include "lifecircle/export/formats/writer.h"

#include <string.h>

/* The formats of layers, FIRST the one that is written when none is asked for:
 * X(name, suffixes, media type, kind, needs a file). NAME has its operations,
 * lc_NAME_ops, in a file of its own. RFC 7946, RFC 8142, RFC 4180. */
#define LAYER_FORMATS(FIRST, X)                                                \
    FIRST(geojson, ".geojson .json", "application/geo+json", LIFE_FORMAT_MAP,  \
          false)                                                               \
    X(geojsonseq, ".geojsonseq .geojsons .geojsonl",                           \
      "application/geo+json-seq", LIFE_FORMAT_MAP, false)                      \
    X(csv, ".csv", "text/csv; charset=utf-8; header=present",                  \
      LIFE_FORMAT_TABLE, false)

/* Of answers alone: a file that ends in .json is GeoJSON to a GIS. */
#define ANSWER_FORMATS(X)                                                      \
    X(json, "", "application/json", LIFE_FORMAT_ROWS, false)                   \
    X(xlsx, ".xlsx",                                                           \
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",     \
      LIFE_FORMAT_ROWS, true)

#define DECLARE(id, suffixes, type, kind, file)                                \
    extern const lc_writer_ops lc_##id##_ops;
LAYER_FORMATS(DECLARE, DECLARE)
ANSWER_FORMATS(DECLARE)

#define ROW(id, suffixes, type, kind, file)                                    \
    {#id, suffixes, type, kind, file, &lc_##id##_ops},
const lc_export_format lc_formats[] = {LAYER_FORMATS(ROW, ROW)
                                           ANSWER_FORMATS(ROW){.name = NULL}};

#define NAME(id, suffixes, type, kind, file)     #id
#define AND_NAME(id, suffixes, type, kind, file) " " #id
const char lc_formats_names[] = LAYER_FORMATS(NAME, AND_NAME);

#define SUFFIXES(id, suffixes, type, kind, file)     suffixes
#define AND_SUFFIXES(id, suffixes, type, kind, file) " " suffixes
const char lc_formats_suffixes[] = LAYER_FORMATS(SUFFIXES, AND_SUFFIXES);

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
