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
} reading;

/* Opened once: it asks PROJ. */
static const lc_datum *wgs84(void)
{
    static lc_datum datum;
    static bool is_open;

    if (!is_open && lc_datum_open(NULL, &datum, NULL) != LIFE_OK)
        abort();
    is_open = true;
    return &datum;
}

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
        lc_geometry_raw(wgs84(), record->raw, &shape, NULL);
    else if (!record->fault && record->geometry)
        lc_geometry_json(wgs84(), record->geometry, &shape, NULL);
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

    if (read(&job, &err) != LIFE_OK && (!err.text[0] || strchr(err.text, '\n')))
        abort();
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

/* -- the XML of a workbook that is whole ----------------------------------- */

static void add_part(zip_t *z, const char *name, const void *bytes, size_t len)
{
    zip_source_t *s = zip_source_buffer(z, bytes, len, 0);
    zip_int64_t at = s ? zip_file_add(z, name, s, 0) : -1;

    if (at < 0 ||
        zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0) != 0)
        abort();
}

enum { BOOK, RELS, STRINGS, STYLES, SHEET, PARTS };

/* A workbook of which one part is the bytes. */
static void read_book(int which, const uint8_t *data, size_t len)
{
    static const struct {
        const char *name, *text;
    } part[PARTS] = {
        {"xl/workbook.xml",
         "<workbook><sheets><sheet name='s' sheetId='1' r:id='r1' "
         "xmlns:r='r'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='r1' Type='/worksheet' "
         "Target='sheet1.xml'/><Relationship Id='r2' Type='/sharedStrings' "
         "Target='strings.xml'/><Relationship Id='r3' Type='/styles' "
         "Target='styles.xml'/></Relationships>"},
        {"xl/strings.xml",
         "<sst><si><t>name</t></si><si><r><t>a</t></r><r><t>b</t></r></si>"
         "</sst>"},
        {"xl/styles.xml",
         "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf "
         "numFmtId='20'/></cellXfs></styleSheet>"},
        {"xl/sheet1.xml",
         "<worksheet><sheetData><row r='1'><c t='s'><v>0</v></c><c t='s'>"
         "<v>1</v></c></row><row r='3'><c s='1'><v>45443</v></c><c s='2'>"
         "<v>0.35</v></c></row></sheetData></worksheet>"}};
    zip_error_t why;
    zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *z = zip_open_from_source(bytes, ZIP_TRUNCATE, &why);
    zip_stat_t size;
    char *room;

    if (!z)
        abort();
    zip_source_keep(bytes); /* closing gives one reference back */
    for (int i = 0; i < PARTS; i++)
        add_part(z, part[i].name,
                 i == which ? (const void *)data : part[i].text,
                 i == which ? len : strlen(part[i].text));
    if (zip_close(z) != 0 || zip_source_stat(bytes, &size) != 0 ||
        zip_source_open(bytes) != 0)
        abort();
    room = malloc(size.size);
    if (!room ||
        zip_source_read(bytes, room, size.size) != (zip_int64_t)size.size)
        abort();
    zip_source_close(bytes);
    zip_source_free(bytes);
    read_table(lc_xlsx_read, lct_fuzz_file("t.csv", room, size.size));
    free(room);
}

void lct_fuzz_sheet(const uint8_t *data, size_t len)
{
    read_book(SHEET, data, len);
}

/* The first byte chooses the part. */
void lct_fuzz_book(const uint8_t *data, size_t len)
{
    if (len)
        read_book(*data % PARTS, data + 1, len - 1);
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
    char *text = lct_fuzz_text(data, len);
    lc_shape shape = {0};

    lc_geometry_wkt(wgs84(), text, &shape, NULL);
    lc_shape_clear(&shape);
    free(text);
}

void lct_fuzz_blob(const uint8_t *data, size_t len)
{
    lc_raw_shape raw = {0};
    lc_shape shape = {0};

    if (lc_table_blob_read(data, len, &raw, NULL) == LIFE_OK)
        lc_geometry_raw(wgs84(), &raw, &shape, NULL);
    lc_shape_clear(&shape);
    lc_raw_free(&raw);
    if (lc_shape_blob_read(data, len, &shape, NULL) == LIFE_OK)
        lc_shape_clear(&shape);
}
