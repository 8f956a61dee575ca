/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/formats.c - the formats of tables, in one place: readers are
 * found by it, and every sentence that lists suffixes is made from it.
 */
#include "src/import/table/formats.h"

#include "src/import/table/book/workbook.h"
#include "src/import/table/layer.h"
#include "src/import/table/shape/shp.h"
#include "src/import/table/text/csv.h"
#include "src/import/table/text/json.h"

#include <string.h>
#include <strings.h>

/* In the order in which sentences list them. */
static const lc_format formats[] = {
    {"delimited text", ".csv .tsv .txt", LIFE_FORMAT_PACKED | LIFE_FORMAT_ROWS,
     lc_table_csv_read, NULL},
    {"GeoJSON", ".geojson .json", LIFE_FORMAT_PACKED, lc_table_json_read, NULL},
    {"GeoJSON sequence", ".geojsonl .geojsons .geojsonseq .ndjson",
     LIFE_FORMAT_PACKED, lc_table_json_read_sequence, NULL},
    {"Excel workbook", ".xlsx .xls", LIFE_FORMAT_SHEET | LIFE_FORMAT_ROWS,
     lc_workbook_read, NULL},
    {"shapefile", ".shp", 0, lc_shp_read, lc_shp_crs},
    {"GeoPackage or SpatiaLite", ".gpkg .sqlite .db", LIFE_FORMAT_LAYER,
     lc_table_layer_read, lc_table_layer_crs},
};

#define FORMAT_COUNT (sizeof formats / sizeof *formats)

const lc_format *lc_format_at(size_t i)
{
    return i < FORMAT_COUNT ? &formats[i] : NULL;
}

/* ---- by the file's name ---- */

/* What of a name is left in front of .gz or .bz2. */
static size_t unpacked_name(const char *path)
{
    static const char *const packed[] = {".gz", ".bz2"};
    size_t len = strlen(path);

    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
        size_t n = strlen(packed[i]);

        if (len > n && !strcasecmp(path + len - n, packed[i]))
            return len - n;
    }
    return len;
}

/* The suffix of a format that the first `len` bytes of a name end in; its
 * bytes are *bytes. NULL: none. */
static const char *match(const lc_format *f, const char *path, size_t len,
                         size_t *bytes)
{
    for (const char *s = f->suffixes; *s; s += *bytes, s += *s == ' ') {
        *bytes = strcspn(s, " ");
        if (len > *bytes && !strncasecmp(path + len - *bytes, s, *bytes))
            return s;
    }
    return NULL;
}

/* The format of a file, NULL for none, and its suffix as formats[] has it. */
static const lc_format *find(const char *path, const char **suffix,
                             size_t *bytes)
{
    size_t len = unpacked_name(path);

    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (path[len] && !(formats[i].takes & LIFE_FORMAT_PACKED))
            continue;
        *suffix = match(&formats[i], path, len, bytes);
        if (*suffix)
            return &formats[i];
    }
    return NULL;
}

size_t lc_format_stem(const char *name)
{
    const char *suffix, *dot = strrchr(name, '.');
    size_t bytes;

    if (find(name, &suffix, &bytes))
        return unpacked_name(name) - bytes;
    return dot && dot > name ? (size_t)(dot - name) : strlen(name);
}

/* ---- what is said of them ---- */

/* So that the last one gets its "or". */
static size_t count_suffixes(unsigned mask, unsigned takes)
{
    size_t n = 0;

    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if ((formats[i].takes & mask) == takes)
            for (const char *s = formats[i].suffixes; *s; s++)
                n += *s == '.';
    return n;
}

void lc_format_list(unsigned mask, unsigned takes, const char * or, lc_buf *out)
{
    size_t left = count_suffixes(mask, takes), all = left;

    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if ((formats[i].takes & mask) != takes)
            continue;
        for (const char *s = formats[i].suffixes; *s; left--) {
            size_t bytes = strcspn(s, " ");

            if (left < all && left > 1)
                lc_buf_puts(out, ", ");
            else if (left < all)
                lc_buf_printf(out, " %s ", or);
            lc_buf_put(out, s, bytes);
            s += bytes + (s[bytes] == ' ');
        }
    }
}

/* lc_fail() of a sentence around a list of suffixes. */
static lc_status refuse(lc_error *err, const char *option, lc_buf *text)
{
    lc_status st = option ? LIFE_ERR_USAGE : LIFE_ERR_RANGE;

    if (text->failed)
        st = lc_no_memory(err, "the table");
    else if (option)
        lc_fail_param(err, st, option, "%s", text->data);
    else
        lc_fail(err, st, "%s", text->data);
    lc_buf_free(text);
    return st;
}

/* The option would be ignored otherwise, and the wrong table read. */
static lc_status no_sheets(const char *suffix, size_t bytes, lc_error *err)
{
    return lc_fail_param(err, LIFE_ERR_USAGE, "sheet",
                         "only workbooks have sheets, not %.*s files",
                         (int)bytes, suffix);
}

/* As no_sheets(). */
static lc_status no_layers(const char *suffix, size_t bytes, lc_error *err)
{
    lc_buf text = {0};

    lc_buf_puts(&text, "only ");
    lc_format_list(LIFE_FORMAT_LAYER, LIFE_FORMAT_LAYER, "and", &text);
    lc_buf_printf(&text, " files have layers, not %.*s files", (int)bytes,
                  suffix);
    return refuse(err, "layer", &text);
}

/* As no_sheets(): features bring the names of their columns. */
static lc_status no_header(const char *suffix, size_t bytes, lc_error *err)
{
    lc_buf text = {0};

    lc_buf_puts(&text, "only ");
    lc_format_list(LIFE_FORMAT_ROWS, LIFE_FORMAT_ROWS, "and", &text);
    lc_buf_printf(&text, " files have a row of names, not %.*s files",
                  (int)bytes, suffix);
    return refuse(err, "header-row", &text);
}

/* Files of other programs, and what makes a table of them. */
static const struct {
    const char *suffixes, *how;
} foreign[] = {
    {".tif .tiff .vrt .img",
     "a raster; `gdal_translate -of AAIGrid FILE out.asc` makes a grid of it "
     "that `import residents` reads"},
    {".ods .numbers .et", "a spreadsheet; save it as .xlsx or .csv"},
    {".kml .kmz .gml .tab .mif .dxf .gpx .fgb .parquet .topojson",
     "read by GDAL; `ogr2ogr out.gpkg FILE` makes a layer of it"},
    {".dbf", "a shapefile's table alone; name its .shp, or save it as .csv"},
    {".zip .rar .7z", "an archive; unpack it and import what is in it"},
    {".pdf .doc .docx .wps", "a document; copy its table into a spreadsheet"},
    {".asc", "an ESRI ASCII grid, which `import residents` alone reads"},
    {".pbf .osm", "an extract; `import osm` reads it"},
};

/* What to do with such a file; "" where that is not known. */
static const char *what_to_do(const char *path)
{
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot && i < sizeof foreign / sizeof *foreign; i++)
        for (const char *s = foreign[i].suffixes; *s; s += *s == ' ') {
            size_t n = strcspn(s, " ");

            if (strlen(dot) == n && !strncasecmp(dot, s, n))
                return foreign[i].how;
            s += n;
        }
    return "";
}

/* By name and not by content: content that is damaged would be of no format at
 * all. */
static lc_status no_format(const char *path, lc_error *err)
{
    lc_buf text = {0};

    if (*what_to_do(path))
        lc_buf_printf(&text, "%s: this is %s; tables must end in ", path,
                      what_to_do(path));
    else
        lc_buf_printf(&text,
                      "%s: by its name this is no table that can be read; it "
                      "must end in ",
                      path);
    lc_format_list(LIFE_FORMAT_PACKED, LIFE_FORMAT_PACKED, "or", &text);
    lc_buf_puts(&text, ", each with .gz or .bz2 behind it or not, or in ");
    lc_format_list(LIFE_FORMAT_PACKED, 0, "or", &text);
    return refuse(err, NULL, &text);
}

/* ---- reading ---- */

lc_status lc_format_crs(const char *path, const lc_import_opts *o,
                        char crs[LIFE_CRS_BYTES], lc_error *err)
{
    char note[LIFE_NOTE_BYTES] = "";
    lc_reading job = {path, o, NULL, note};
    const char *suffix;
    size_t bytes;
    const lc_format *f = find(path, &suffix, &bytes);

    crs[0] = '\0';
    return f && f->crs ? f->crs(&job, crs, err) : LIFE_OK;
}

lc_status lc_format_read(const char *path, const lc_import_opts *o,
                         const lc_record_sink *sink, char note[LIFE_NOTE_BYTES],
                         lc_error *err)
{
    lc_reading job = {path, o, sink, note};
    const char *suffix;
    size_t bytes;
    const lc_format *f = find(path, &suffix, &bytes);

    note[0] = '\0';
    if (!f)
        return no_format(path, err);
    if (o->sheet && !(f->takes & LIFE_FORMAT_SHEET))
        return no_sheets(suffix, bytes, err);
    if (o->layer && !(f->takes & LIFE_FORMAT_LAYER))
        return no_layers(suffix, bytes, err);
    if (o->header_row && !(f->takes & LIFE_FORMAT_ROWS))
        return no_header(suffix, bytes, err);
    return f->read(&job, err);
}
