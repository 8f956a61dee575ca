/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_tables.c - readers of tables, and of geometries in them.
 */
#include "fuzz.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/geo/shape_blob.h"
#include "src/import/bytes/encoding.h"
#include "src/import/record/place/geometry.h"
#include "src/import/table/book/styles.h"
#include "src/import/table/book/xls.h"
#include "src/import/table/book/xlsx.h"
#include "src/import/table/cell.h"
#include "src/import/table/formats.h"
#include "src/import/table/layer.h"
#include "src/import/table/shape/blob.h"
#include "src/import/table/shape/shp.h"
#include "src/import/table/text/csv.h"
#include "src/import/table/text/json.h"
#include "src/import/table/text/text.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* What an import does with a table, up to the city: every cell is read and
 * must be UTF-8, every geometry is made. */
typedef struct reading {
    size_t columns, rows;
    lc_datum datum;
} reading;

static void check_text(const char *s)
{
    if (lc_utf8_valid(s, strlen(s)) != strlen(s))
        abort();
}

static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    reading *r = ctx;

    (void)err;
    r->columns = count;
    for (size_t i = 0; i < count; i++)
        check_text(name[i]);
    return LIFE_OK;
}

static lc_status take_record(void *ctx, const lc_record *record, lc_error *err)
{
    reading *r = ctx;
    lc_shape shape = {0};

    for (size_t i = 0; i < r->columns; i++)
        check_text(record->cell[i]);
    if (!record->fault && record->raw)
        lc_geometry_raw(&r->datum, record->raw, &shape, NULL);
    else if (!record->fault && record->geometry)
        lc_geometry_json(&r->datum, record->geometry, &shape, NULL);
    lc_shape_clear(&shape);
    if (++r->rows > 100000)
        return lc_fail(err, LIFE_ERR_LIMIT, "enough");
    return LIFE_OK;
}

typedef lc_status (*read_fn)(const lc_reading *job, lc_error *err);

/* A failure must say something, and nothing over two lines. */
static void read_table(read_fn read, const char *path)
{
    lc_import_opts o = {.source = "fuzz"};
    char note[LIFE_NOTE_BYTES] = "";
    reading r = {0};
    lc_record_sink sink = {take_columns, take_record, &r, NULL, NULL, false};
    lc_reading job = {path, &o, &sink, note};
    lc_error err = {0};

    if (lc_datum_open(NULL, &r.datum, &err) != LIFE_OK)
        abort();
    if (read(&job, &err) != LIFE_OK && (!err.text[0] || strchr(err.text, '\n')))
        abort();
    lc_datum_close(&r.datum);
}

void lct_fuzz_csv(const uint8_t *data, size_t len)
{
    read_table(lc_table_csv_read, lct_fuzz_file("t.csv", data, len));
}

void lct_fuzz_geojson(const uint8_t *data, size_t len)
{
    read_table(lc_table_json_read, lct_fuzz_file("t.csv", data, len));
}

void lct_fuzz_sequence(const uint8_t *data, size_t len)
{
    read_table(lc_table_json_read_sequence, lct_fuzz_file("t.csv", data, len));
}

void lct_fuzz_xlsx(const uint8_t *data, size_t len)
{
    read_table(lc_xlsx_read, lct_fuzz_file("t.csv", data, len));
}

void lct_fuzz_xls(const uint8_t *data, size_t len)
{
    read_table(lc_xls_read, lct_fuzz_file("t.csv", data, len));
}

void lct_fuzz_gpkg(const uint8_t *data, size_t len)
{
    read_table(lc_table_layer_read, lct_fuzz_file("t.csv", data, len));
}

/* Two bytes say how long the .shp is; the .dbf is behind it. */
void lct_fuzz_shp(const uint8_t *data, size_t len)
{
    size_t n = len < 2 ? 0 : (size_t)data[0] | (size_t)data[1] << 8;

    if (len < 2)
        return;
    if (n > len - 2)
        n = len - 2;
    lct_fuzz_file("t.dbf", data + 2 + n, len - 2 - n);
    read_table(lc_shp_read, lct_fuzz_file("t.shp", data + 2, n));
}

/* -- a sheet's XML, in a workbook that is whole --------------------------- */

static void add_part(zip_t *z, const char *name, const void *bytes, size_t len)
{
    zip_source_t *s = zip_source_buffer(z, bytes, len, 0);
    zip_int64_t at = s ? zip_file_add(z, name, s, 0) : -1;

    if (at < 0 ||
        zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0) != 0)
        abort();
}

void lct_fuzz_sheet(const uint8_t *data, size_t len)
{
    static const char book[] =
        "<workbook><sheets><sheet name='s' sheetId='1' r:id='r1' "
        "xmlns:r='r'/></sheets></workbook>";
    static const char rels[] =
        "<Relationships><Relationship Id='r1' Type='/worksheet' "
        "Target='sheet1.xml'/><Relationship Id='r2' Type='/sharedStrings' "
        "Target='strings.xml'/><Relationship Id='r3' Type='/styles' "
        "Target='styles.xml'/></Relationships>";
    static const char strings[] =
        "<sst><si><t>name</t></si><si><r><t>a</t></r><r><t>b</t></r></si>"
        "</sst>";
    static const char styles[] =
        "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf "
        "numFmtId='20'/></cellXfs></styleSheet>";
    const char *path = lct_fuzz_file("t.csv", "", 0);
    int code;
    zip_t *z = zip_open(path, ZIP_TRUNCATE | ZIP_CREATE, &code);

    if (!z)
        abort();
    add_part(z, "xl/workbook.xml", book, sizeof book - 1);
    add_part(z, "xl/_rels/workbook.xml.rels", rels, sizeof rels - 1);
    add_part(z, "xl/strings.xml", strings, sizeof strings - 1);
    add_part(z, "xl/styles.xml", styles, sizeof styles - 1);
    add_part(z, "xl/sheet1.xml", data, len);
    if (zip_close(z) != 0)
        abort();
    read_table(lc_xlsx_read, path);
}

/* -- texts and geometries ------------------------------------------------- */

/* The first byte chooses an encoding, or leaves it to be found. */
void lct_fuzz_encoding(const uint8_t *data, size_t len)
{
    static const char *const names[] = {
        NULL,  "GB18030", "BIG5",  "UTF-16", "UTF-8",
        "GBK", "CP932",   "UTF-7", "LATIN1", "ISO-2022-CN"};
    lc_import_opts o = {.source = "fuzz"};
    char note[LIFE_NOTE_BYTES] = "";
    lc_reading job = {NULL, &o, NULL, note};
    lc_text *text = NULL;
    const char *piece;
    size_t n = 1;

    if (len == 0)
        return;
    o.encoding = names[data[0] % (sizeof names / sizeof *names)];
    job.path = lct_fuzz_file("t.csv", data + 1, len - 1);
    if (lc_text_open(&job, &text, NULL) == LIFE_OK)
        while (n > 0 && lc_text_next(text, &piece, &n, NULL) == LIFE_OK)
            if (lc_utf8_valid(piece, n) != n)
                abort();
    lc_text_close(text);
}

void lct_fuzz_wkt(const uint8_t *data, size_t len)
{
    char *text = malloc(len + 1);
    lc_datum d;
    lc_shape shape = {0};

    if (!text || lc_datum_open(NULL, &d, NULL) != LIFE_OK)
        abort();
    memcpy(text, data, len);
    text[len] = '\0';
    lc_geometry_wkt(&d, text, &shape, NULL);
    lc_shape_clear(&shape);
    lc_datum_close(&d);
    free(text);
}

void lct_fuzz_blob(const uint8_t *data, size_t len)
{
    lc_raw_shape raw = {0};
    lc_shape shape = {0};
    lc_datum d;

    if (lc_datum_open(NULL, &d, NULL) != LIFE_OK)
        abort();
    if (lc_table_blob_read(data, len, &raw, NULL) == LIFE_OK)
        lc_geometry_raw(&d, &raw, &shape, NULL);
    lc_shape_clear(&shape);
    lc_raw_free(&raw);
    if (lc_shape_blob_read(data, len, &shape, NULL) == LIFE_OK)
        lc_shape_clear(&shape);
    lc_datum_close(&d);
}
