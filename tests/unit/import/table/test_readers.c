/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table_read.h: what each reader makes of what only its format has.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_folder.h"
#include "lifecircle/base/file.h"
#include "src/import/bytes/encoding.h"
#include "src/import/record/columns.h"
#include "src/import/record/place/geometry.h"
#include "src/import/record/place/shapes.h"
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

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

/* -- a table as text: "name|name;cell|cell;" ------------------------------ */

typedef struct dump {
    lc_buf text;
    size_t columns;
} dump;

static lc_status put_cells(dump *d, const char *const *cell)
{
    for (size_t i = 0; i < d->columns; i++)
        lc_buf_printf(&d->text, "%s%s", i ? "|" : "", cell[i]);
    lc_buf_putc(&d->text, ';');
    return LIFE_OK;
}

static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    dump *d = ctx;

    (void)err;
    d->columns = count;
    return put_cells(d, name);
}

static lc_status take_record(void *ctx, const lc_record *r, lc_error *err)
{
    dump *d = ctx;

    (void)err;
    put_cells(d, r->cell);
    if (r->fault)
        lc_buf_printf(&d->text, "(%s)", r->fault);
    for (size_t i = 0; r->raw && i < r->raw->pt.n; i++)
        lc_buf_printf(&d->text, "%g %g,", r->raw->pt.v[i].lon,
                      r->raw->pt.v[i].lat);
    for (size_t i = 0; r->raw && i < r->raw->part.n; i++)
        lc_buf_printf(&d->text, "%s%zu", r->raw->part.v[i].hole ? "-" : "+",
                      r->raw->part.v[i].end);
    return LIFE_OK;
}

/* Holds until the next call; a failure gives its text. */
static const char *read_table(const char *path, const lc_import_opts *o,
                              char note[160])
{
    static dump d;
    lc_record_sink sink = {take_columns, take_record, &d, NULL, NULL, false};
    lc_error e = {0};

    lc_buf_clear(&d.text);
    lc_buf_puts(&d.text, "");
    if (lc_format_read(path, o, &sink, note, &e) != LIFE_OK) {
        lc_buf_clear(&d.text);
        lc_buf_puts(&d.text, e.text);
    }
    return d.text.data;
}

static void expect(const char *path, const lc_import_opts *o, const char *want)
{
    char note[160];

    assert_string_equal(read_table(path, o, note), want);
}

/* -- workbooks ------------------------------------------------------------ */

static void add_part(zip_t *z, const char *name, const char *text)
{
    zip_source_t *s = zip_source_buffer(z, text, strlen(text), 0);

    assert_non_null(s);
    assert_true(zip_file_add(z, name, s, 0) >= 0);
}

/* A workbook of two sheets, the first without rows. */
static const char *workbook(const char *sheet, bool from_1904)
{
    const char *path = lct_folder_path("book.xlsx");
    int code;
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);

    assert_non_null(z);
    add_part(z, "_rels/.rels",
             "<Relationships><Relationship Id='a' Target='/xl/workbook.xml' "
             "Type='http://x/officeDocument'/></Relationships>");
    add_part(z, "xl/workbook.xml",
             from_1904 ? "<workbook><workbookPr date1904='1'/><sheets><sheet "
                         "name='one' sheetId='9' r:id='b' xmlns:r='r'/>"
                         "</sheets></workbook>"
                       : "<x:workbook xmlns:x='x' xmlns:r='r'><x:sheets>"
                         "<x:sheet name='\xe7\xa9\xba' sheetId='1' r:id='c'/>"
                         "<x:sheet name='one' sheetId='9' r:id='b'/>"
                         "</x:sheets></x:workbook>");
    add_part(z, "xl/_rels/workbook.xml.rels",
             "<Relationships>"
             "<Relationship Id='b' Target='w/s.xml' Type='x/worksheet'/>"
             "<Relationship Id='c' Target='w/t.xml' Type='x/worksheet'/>"
             "<Relationship Id='d' Target='ss.xml' Type='x/sharedStrings'/>"
             "<Relationship Id='e' Target='st.xml' Type='x/styles'/>"
             "</Relationships>");
    add_part(z, "xl/ss.xml",
             "<sst><si><t>plain</t></si><si><r><t>ri</t></r><r><rPr/><t>ch"
             "</t></r><rPh sb='0' eb='1'><t>no</t></rPh></si></sst>");
    add_part(z, "xl/st.xml",
             "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy"
             "\"\xe5\xb9\xb4\"m\"\xe6\x9c\x88\"'/><numFmt numFmtId='165' "
             "formatCode='[Red]0.00\"d\"'/></numFmts><cellStyleXfs><xf "
             "numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf "
             "numFmtId='14'/><xf numFmtId='20'/><xf numFmtId='164'/><xf "
             "numFmtId='165'/><xf numFmtId='22'/></cellXfs></styleSheet>");
    add_part(z, "xl/w/t.xml", "<worksheet><sheetData/></worksheet>");
    add_part(z, "xl/w/s.xml", sheet);
    assert_int_equal(zip_close(z), 0);
    return path;
}

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static void cells_of_every_kind(void **state)
{
    lc_import_opts o = {0};

    (void)state;
    expect(workbook(SHEET("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c>"
                          "<c t='inlineStr'><is><t> in </t></is></c></row>"
                          "<row r='3'><c><v>110108000000</v></c>"
                          "<c><v>116.39749999999999</v></c>"
                          "<c><v>1E-3</v></c></row>"
                          "<row><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c>"
                          "<c t='str'><f>1+1</f><v>two</v></c></row>"
                          "<row><c r='C5' s='0'><v>0.1</v></c></row>"),
                    false),
           &o, "plain|rich|in;110108000000|116.3975|0.001;yes||two;||0.1;");
    expect(workbook(SHEET("<row><c s='1'><v>45443</v></c>"
                          "<c s='5'><v>45443.5</v></c></row>"
                          "<row><c s='2'><v>0.354166666666667</v></c>"
                          "<c s='3'><v>59</v></c></row>"
                          "<row><c s='4'><v>12.5</v></c>"
                          "<c s='1'><v>-4</v></c></row>"),
                    false),
           &o, "2024-05-31|2024-05-31 12:00:00;08:30:00|1900-02-28;12.5|-4;");
    expect(workbook(SHEET("<row><c s='1'><v>0</v></c><c s='1'><v>43981</v></c>"
                          "</row><row><c><v>1</v></c></row>"),
                    true),
           &o, "1904-01-01|2024-05-31;1|;");
}

static void merged_cells_and_titles(void **state)
{
    lc_import_opts o = {0};
    char note[160];

    (void)state;
    assert_string_equal(
        read_table(workbook("<worksheet><sheetData>"
                            "<row><c t='str'><v>title</v></c></row>"
                            "<row><c t='str'><v>name</v></c><c t='str'><v>at"
                            "</v></c></row>"
                            "<row><c r='B3' t='str'><v>x</v></c><c t='str'>"
                            "<v>y</v></c></row>"
                            "<row><c t='str'><v>A</v></c><c><v>1</v></c></row>"
                            "<row><c r='B5'><v>2</v></c></row>"
                            "<row><c r='C6'/></row>"
                            "<row><c r='B7'><v>3</v></c></row></sheetData>"
                            "<mergeCells><mergeCell ref='A1:C1'/>"
                            "<mergeCell ref='A4:A6'/><mergeCell ref='A2:A3'/>"
                            "<mergeCell ref='B2:C2'/></mergeCells>"
                            "</worksheet>",
                            false),
                   &o, note),
        "name|x|y;A|1|;A|2|;|3|;");
    assert_non_null(strstr(note, "the sheet \"one\" was read"));
    assert_non_null(strstr(note, "the header is in row 2"));
}

static void sheets_by_name_and_number(void **state)
{
    static const char rows[] = SHEET("<row><c><v>1</v></c><c><v>2</v></c></row>"
                                     "<row><c><v>3</v></c></row>");
    lc_import_opts one = {.sheet = "ONE"}, two = {.sheet = "2"},
                   first = {.sheet = "1"}, none = {.sheet = "3"};

    (void)state;
    expect(workbook(rows, false), &one, "1|2;3|;");
    expect(workbook(rows, false), &two, "1|2;3|;");
    expect(workbook(rows, false), &first,
           "the sheet \"\xe7\xa9\xba\" has no header with rows below it");
    expect(workbook(rows, false), &none,
           "there is no sheet \"3\"; the sheets are: \xe7\xa9\xba, one");
}

static void numbers_read_back_the_same(void **state)
{
    static const struct {
        double v;
        const char *text;
    } row[] = {
        {0, "0"},
        {-1.5, "-1.5"},
        {100, "100"},
        {1e15, "1000000000000000"},
        {510104017001, "510104017001"},
        {0.1, "0.1"},
        {1.0 / 3, "0.3333333333333333"},
        {104.06650000000001, "104.0665"},
        {1e-7, "0.0000001"},
        {HUGE_VAL, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char text[352];

        lc_cell_number(row[i].v, text);
        assert_string_equal(text, row[i].text);
    }
}

/* -- text ----------------------------------------------------------------- */

static void finds_encodings(void **state)
{
    /* name, lon, lat; school, 1, 2: in traditional and simplified letters */
    static const struct {
        const char *text;
        size_t len;
        const char *want, *note;
    } row[] = {
        {"\xa6\x57\xba\xd9,\xb8\x67\xab\xd7\n\xbe\xc7\xae\xd5,1\n", 17,
         "\xe5\x90\x8d\xe7\xa8\xb1|\xe7\xb6\x93\xe5\xba\xa6;"
         "\xe5\xad\xb8\xe6\xa0\xa1|1;",
         "BIG5"},
        {"\xc3\xfb\xb3\xc6,\xbe\xad\xb6\xc8\n\xd1\xa7\xd0\xa3,1\n", 17,
         "\xe5\x90\x8d\xe7\xa7\xb0|\xe7\xbb\x8f\xe5\xba\xa6;"
         "\xe5\xad\xa6\xe6\xa0\xa1|1;",
         "GB18030"},
        {"\xff\xfe"
         "a\0,\0b\0\n\0\x66\x5b,\0"
         "1\0\n\0",
         18, "a|b;\xe5\xad\xa6|1;", "UTF-16"},
        {"a\0;\0b\0\n\0\x66\x5b;\0"
         "1\0\n\0",
         16, "a|b;\xe5\xad\xa6|1;", "UTF-16LE"},
        {"\xef\xbb\xbf"
         "a\tb\r\n1\t2",
         11, "a|b;1|2;", ""},
    };
    lc_import_opts o = {0};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *path = lct_folder_path("text.csv");
        char note[160];

        assert_int_equal(lc_file_write(path, row[i].text, row[i].len, NULL),
                         LIFE_OK);
        assert_string_equal(read_table(path, &o, note), row[i].want);
        if (!strstr(note, row[i].note) || (!*row[i].note && *note))
            fail_msg("row %zu: %s", i, note);
    }
}

/* A piece ends inside characters, quotes and line ends. */
static void pieces_are_put_together(void **state)
{
    const char *path = lct_folder_path("long.csv");
    lc_import_opts o = {0};
    lc_buf b = {0}, want = {0};

    (void)state;
    lc_buf_puts(&b, "a,b\r\n");
    lc_buf_puts(&want, "a|b;");
    for (int i = 0; i < 40000; i++) {
        lc_buf_printf(&b, "%.*s\xe5\xad\xa6,\"x\n%d\"\r\n", i % 5, "-----", i);
        lc_buf_printf(&want, "%.*s\xe5\xad\xa6|x\n%d;", i % 5, "-----", i);
    }
    assert_int_equal(lc_file_write(path, b.data, b.len, NULL), LIFE_OK);
    expect(path, &o, want.data);
    lc_buf_free(&b);
    lc_buf_free(&want);
}

static void names_of_sources(void **state)
{
    static const struct {
        const char *name;
        size_t stem;
    } row[] = {{"x.csv.gz", 1}, {"a.b.geojsonl.BZ2", 3},
               {"x.xlsx", 1},   {"x.shp.gz", 5},
               {"x.asc", 1},    {".csv", 4},
               {"plain", 5}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        assert_int_equal(lc_format_stem(row[i].name), row[i].stem);
}

/* -- geometries ----------------------------------------------------------- */

static void places_in_one_cell(void **state)
{
    static const struct {
        const char *cell;
        int32_t lon, lat;
    } row[] = {
        {"104.5,30.5", 1045000000, 305000000},
        {" ( 104.5 ; 30.5 ) ", 1045000000, 305000000},
        {"104.5\xef\xbc\x8c"
         "30.5",
         1045000000, 305000000},
        {"-1.5e1 2", -150000000, 20000000},
        {"POINT(104.5 30.5)", 1045000000, 305000000},
    };
    const char *const names[] = {"\xe7\xbb\x8f\xe7\xba\xac\xe5\xba\xa6"};
    lc_shapes reader;
    lc_columns columns;

    (void)state;
    assert_int_equal(lc_columns_open(NULL, names, 1, &columns, NULL), LIFE_OK);
    assert_int_equal(lc_shapes_open(NULL, &columns, &reader, NULL), LIFE_OK);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_record r = {.cell = &row[i].cell, .line = 2};
        lc_shape shape;

        assert_int_equal(lc_shapes_read_raw(&reader, &r, &shape, NULL),
                         LIFE_OK);
        assert_int_equal(shape.kind, LIFE_SHAPE_POINT);
        assert_int_equal(shape.pt[0].lon, row[i].lon);
        assert_int_equal(shape.pt[0].lat, row[i].lat);
        lc_shape_clear(&shape);
    }
    lc_shapes_close(&reader);
    lc_columns_close(&columns);
}

static void put_double(lc_buf *b, double v)
{
    lc_buf_put(b, &v, sizeof v); /* on a little-endian machine */
}

static void put_u32(lc_buf *b, uint32_t v)
{
    lc_buf_put(b, &v, sizeof v);
}

static void put_big(lc_buf *b, uint32_t v)
{
    for (int i = 24; i >= 0; i -= 8)
        lc_buf_putc(b, (char)(v >> i));
}

static void put_ring(lc_buf *b, double x, double y, double side, bool hole)
{
    const double dx[] = {0, 0, 1, 1, 0}, dy[] = {0, 1, 1, 0, 0};

    for (int i = 0; i < 5; i++) {
        put_double(b, x + side * (hole ? dy : dx)[i]);
        put_double(b, y + side * (hole ? dx : dy)[i]);
    }
}

/* A file of one polygon, up to its rings of five points. */
static void put_polygon(lc_buf *b, uint32_t rings)
{
    size_t size = 4 + 32 + 8 + (size_t)rings * (4 + 5 * 16);

    put_big(b, 9994);
    while (b->len < 28)
        lc_buf_putc(b, 0);
    put_u32(b, 1000);
    put_u32(b, 5);
    while (b->len < 100)
        lc_buf_putc(b, 0);
    put_big(b, 1);
    put_big(b, (uint32_t)size / 2);
    put_u32(b, 5);
    for (int i = 0; i < 4; i++)
        put_double(b, 0);
    put_u32(b, rings);
    put_u32(b, 5 * rings);
    for (uint32_t i = 0; i < rings; i++)
        put_u32(b, 5 * i);
}

/* One field of ten bytes, cut inside a character of UTF-8. */
static void write_fields(void)
{
    lc_buf d = {0};

    lc_buf_put(&d, "\3\0\0\0\1\0\0\0\x41\0\x0b\0", 12);
    while (d.len < 32)
        lc_buf_putc(&d, 0);
    lc_buf_put(&d, "\xe5\x90\x8d\xe7\xa7\xb0\xe5\x90\x8d\xe7\0C", 12);
    while (d.len < 48)
        lc_buf_putc(&d, 0);
    lc_buf_putc(&d, 10);
    while (d.len < 64)
        lc_buf_putc(&d, 0);
    lc_buf_puts(&d, "\r ab\xe5\xad\xa6\xe6\xa0\xa1\xe5\xad");
    assert_int_equal(
        lc_file_write(lct_folder_path("s.dbf"), d.data, d.len, NULL), LIFE_OK);
    lc_buf_free(&d);
}

#define FIELDS                                                                 \
    "\xe5\x90\x8d\xe7\xa7\xb0\xe5\x90\x8d;ab\xe5\xad\xa6\xe6\xa0\xa1;"

/* Writes the shapes, and frees them. */
static void expect_shapes(lc_buf *b, const char *want)
{
    lc_import_opts o = {0};

    assert_int_equal(
        lc_file_write(lct_folder_path("s.shp"), b->data, b->len, NULL),
        LIFE_OK);
    lc_buf_free(b);
    write_fields();
    expect(lct_folder_path("s.shp"), &o, want);
}

/* Two areas of one shape, the hole of the second written first. */
static void holes_of_shapefiles(void **state)
{
    lc_buf b = {0};

    (void)state;
    put_polygon(&b, 3);
    put_ring(&b, 11, 11, 1, true);
    put_ring(&b, 0, 0, 4, false);
    put_ring(&b, 10, 10, 4, false);
    expect_shapes(&b,
                  FIELDS "0 0,0 4,4 4,4 0,0 0,10 10,10 14,14 14,14 10,10 10,"
                         "11 11,12 11,12 12,11 12,11 11,+5+10-15");
}

/* Of a coast: lakes, the land around them, then more islands than any province
 * has. */
static void islands_of_shapefiles(void **state)
{
    const int lakes = 100, islands = 12000;
    lc_buf b = {0}, want = {0};

    (void)state;
    put_polygon(&b, (uint32_t)(lakes + 1 + islands));
    for (int i = 0; i < lakes; i++)
        put_ring(&b, 10 * i + 1, 1, 1, true);
    put_ring(&b, 0, 0, 2000, false);
    lc_buf_puts(&want, FIELDS "0 0,0 2000,2000 2000,2000 0,0 0,");
    for (int i = 0; i < lakes; i++) {
        int x = 10 * i + 1;

        lc_buf_printf(&want, "%d 1,%d 1,%d 2,%d 2,%d 1,", x, x + 1, x + 1, x,
                      x);
    }
    for (int i = 0; i < islands; i++) {
        int x = 3000 + 2 * i, e = x + 1;

        put_ring(&b, x, 0, 1, false);
        lc_buf_printf(&want, "%d 0,%d 1,%d 1,%d 0,%d 0,", x, x, e, e, x);
    }
    for (int i = 0; i <= lakes + islands; i++)
        lc_buf_printf(&want, "%c%d", i && i <= lakes ? '-' : '+', 5 * (i + 1));
    expect_shapes(&b, want.data);
    lc_buf_free(&want);
}

static void systems_by_description(void **state)
{
    static const char beijing[] =
        "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM["
        "\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],"
        "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    static const char local[] =
        "PROJCS[\"site\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID"
        "[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],"
        "UNIT[\"Degree\",0.0174532925199433]],PROJECTION["
        "\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",12345.0],"
        "PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\","
        "104.1],PARAMETER[\"Scale_Factor\",1.0],PARAMETER["
        "\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
    lc_error e = {0};
    char name[32];

    (void)state;
    assert_int_equal(lc_crs_identify(beijing, name, &e), LIFE_OK);
    assert_string_equal(name, "EPSG:4490");
    assert_int_equal(lc_crs_identify(local, name, &e), LIFE_ERR_RANGE);
    assert_non_null(strstr(e.text, "'site'"));
    assert_int_equal(lc_crs_identify("nothing", name, NULL), LIFE_ERR_PARSE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_every_kind),
        cmocka_unit_test(merged_cells_and_titles),
        cmocka_unit_test(sheets_by_name_and_number),
        cmocka_unit_test(numbers_read_back_the_same),
        cmocka_unit_test(finds_encodings),
        cmocka_unit_test(pieces_are_put_together),
        cmocka_unit_test(names_of_sources),
        cmocka_unit_test(places_in_one_cell),
        cmocka_unit_test(holes_of_shapefiles),
        cmocka_unit_test(islands_of_shapefiles),
        cmocka_unit_test(systems_by_description),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
