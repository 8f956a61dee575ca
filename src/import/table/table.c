/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/table.c - tables of any format as records: which reader
 * takes which file, and what the readers share.
 */
#include "src/import/table/table.h"

#include "src/import/table/read.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- what the readers share ---- */

void lc_reading_note(const lc_reading *job, const char *fmt, ...)
{
    size_t len = strlen(job->note), room = LIFE_NOTE_BYTES - len;
    va_list ap;
    int n;

    if (len > 0 && room > 2) {
        memcpy(job->note + len, "; ", 3);
        room -= 2;
    }
    va_start(ap, fmt);
    n = vsnprintf(job->note + LIFE_NOTE_BYTES - room, room, fmt, ap);
    va_end(ap);
    if (n < 0 || (size_t)n >= room)
        job->note[len] = '\0';
}

lc_status lc_reading_fail(const lc_reading *job, lc_status st, lc_error *err,
                          const char *fmt, ...)
{
    char text[512];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    lc_fail(err, st, "%s", text);
    return lc_fail_at(err, st, job->path, 0);
}

char *lc_cell_trim(char *s)
{
    static const char wide[] = "\xe3\x80\x80";
    size_t len;

    for (;;) {
        if (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n')
            s++;
        else if (!strncmp(s, wide, 3))
            s += 3;
        else
            break;
    }
    len = strlen(s);
    for (;;) {
        if (len && strchr(" \t\r\n", s[len - 1]))
            len--;
        else if (len >= 3 && !memcmp(s + len - 3, wide, 3))
            len -= 3;
        else
            break;
    }
    s[len] = '\0';
    return s;
}

/* 15 digits say what a spreadsheet shows; 17 any double there is. */
void lc_cell_number(double v, char out[352])
{
    char text[40];
    int digits = 14, exponent, decimals;

    out[0] = '\0';
    if (!isfinite(v))
        return;
    for (; digits <= 16; digits++) {
        snprintf(text, sizeof text, "%.*e", digits, v);
        if (strtod(text, NULL) == v)
            break;
    }
    exponent = atoi(strchr(text, 'e') + 1);
    decimals = digits > exponent ? digits - exponent : 0;
    snprintf(out, 352, "%.*f", decimals, v);
    for (char *end = out + strlen(out); decimals > 0; decimals--) {
        if (end[-1] != '0')
            return;
        *--end = '\0';
        if (end[-1] == '.')
            *--end = '\0';
    }
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

enum {             /* what a format takes */
       PACKED = 1, /* with .gz or .bz2 behind its name */
       SHEET = 2,  /* --sheet */
       LAYER = 4   /* --layer */
};

static const struct {
    const char *extension;
    unsigned takes;
    lc_status (*read)(const lc_reading *job, lc_error *err);
    lc_status (*crs)(const lc_reading *job, char crs[LIFE_CRS_BYTES],
                     lc_error *err); /* NULL: such files say nothing */
} formats[] = {
    {".csv", PACKED, lc_table_read_csv, NULL},
    {".tsv", PACKED, lc_table_read_csv, NULL},
    {".txt", PACKED, lc_table_read_csv, NULL},
    {".geojson", PACKED, lc_table_read_geojson, NULL},
    {".json", PACKED, lc_table_read_geojson, NULL},
    {".geojsonl", PACKED, lc_table_read_sequence, NULL},
    {".geojsons", PACKED, lc_table_read_sequence, NULL},
    {".geojsonseq", PACKED, lc_table_read_sequence, NULL},
    {".ndjson", PACKED, lc_table_read_sequence, NULL},
    {".xlsx", SHEET, lc_table_read_workbook, NULL},
    {".xls", SHEET, lc_table_read_workbook, NULL},
    {".shp", 0, lc_table_read_shp, lc_table_crs_shp},
    {".gpkg", LAYER, lc_table_read_layer, lc_table_crs_layer},
    {".sqlite", LAYER, lc_table_read_layer, lc_table_crs_layer},
    {".db", LAYER, lc_table_read_layer, lc_table_crs_layer},
};

#define FORMAT_COUNT (sizeof formats / sizeof *formats)

/* FORMAT_COUNT: none. */
static size_t find_format(const char *path)
{
    size_t len = unpacked_name(path), i;

    for (i = 0; i < FORMAT_COUNT; i++) {
        size_t n = strlen(formats[i].extension);

        if (len > n && (!path[len] || (formats[i].takes & PACKED)) &&
            !strncasecmp(path + len - n, formats[i].extension, n))
            break;
    }
    return i;
}

size_t lc_table_stem(const char *name)
{
    size_t i = find_format(name), len = strlen(name);
    const char *dot = strrchr(name, '.');

    if (i < FORMAT_COUNT)
        return unpacked_name(name) - strlen(formats[i].extension);
    return dot && dot > name ? (size_t)(dot - name) : len;
}

lc_status lc_records_crs(const char *path, const lc_import_opts *o,
                         char crs[LIFE_CRS_BYTES], lc_error *err)
{
    char note[LIFE_NOTE_BYTES] = "";
    lc_reading job = {path, o, NULL, note};
    size_t i = find_format(path);

    crs[0] = '\0';
    return i < FORMAT_COUNT && formats[i].crs ? formats[i].crs(&job, crs, err)
                                              : LIFE_OK;
}

lc_status lc_records_read(const char *path, const lc_import_opts *o,
                          const lc_record_sink *sink, char note[160],
                          lc_error *err)
{
    lc_reading job = {path, o, sink, note};
    size_t i = find_format(path);

    note[0] = '\0';
    if (i < FORMAT_COUNT && o->sheet && !(formats[i].takes & SHEET))
        return lc_fail_param(err, LIFE_ERR_USAGE, "sheet",
                             "only workbooks have sheets, not %s files",
                             formats[i].extension);
    if (i < FORMAT_COUNT && o->layer && !(formats[i].takes & LAYER))
        return lc_fail_param(err, LIFE_ERR_USAGE, "layer",
                             "only .gpkg and .sqlite files have layers, not "
                             "%s files",
                             formats[i].extension);
    if (i < FORMAT_COUNT)
        return formats[i].read(&job, err);
    return lc_fail(err, LIFE_ERR_RANGE,
                   "%s: by its name this is no table that can be read; it "
                   "must end in .csv, .tsv, .txt, .geojson, .json, .geojsonl, "
                   ".geojsons or .ndjson, each with .gz or .bz2 behind it or "
                   "not, or in .xlsx, .xls, .shp, .gpkg, .sqlite or .db",
                   path);
}
