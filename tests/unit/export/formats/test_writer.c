/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_writer.c - a table of values through each format; what happens when
 * there is nothing to write, and when nothing more can be written.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/export/formats/cell.h"
#include "lifecircle/export/formats/fieldset.h"
#include "lifecircle/export/formats/members.h"
#include "lifecircle/export/formats/writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const lc_export_field fields[] = {
    {"text", LIFE_TEXT, "", "text", "文字"},
    {"day", LIFE_DATE, "", "day", "日期"},
    {"whole", LIFE_INTEGER, "", "whole", "整数"},
    {"ratio", LIFE_DECIMAL(3), "", "ratio", "比率"},
    {"seconds", LIFE_MILLI, "s", "time", "时间"},
    {"yes", LIFE_BOOL, "", "yes", "是"},
    {"words", LIFE_LIST, "", "words", "词"},
    {"more", LIFE_JSON, "", "more", "其他"},
};

static const lc_member head[] = {{"name", "things", NULL},
                                 {"owed", NULL, NULL}};

static lc_layout layout_of(lc_geometry_kind geometry)
{
    return (lc_layout){.name = "things",
                       .geometry = geometry,
                       .fields = LIFE_FIELDS(fields),
                       .head = head,
                       .heads = COUNT(head),
                       .lines = true};
}

/* All that is known, with what each format has to guard. */
static void full(lc_row *r)
{
    static const char *const words[] = {"park", "school"};

    lc_row_clear(r);
    r->id = "a:1";
    r->geometry.pt = lc_pt_from((lc_lonlat){104.0625, 30.5});
    r->geometry.placed = true;
    lc_row_add(r, lc_cell_text("=1+\"x\", <y>"));
    lc_row_add(r, lc_cell_known("2016-05-01"));
    lc_row_add(r, lc_cell_whole(-9007199254740993));
    lc_row_add(r, lc_cell_share(1, 3));
    lc_row_add(r, lc_cell_milli(1500));
    lc_row_add(r, lc_cell_whole(true));
    lc_row_add(r, lc_cell_list(words, COUNT(words)));
    lc_row_add(r, lc_cell_text("{\"a\":[1,2]}"));
}

/* Nothing that is known, but for one member that isn't there at all. */
static void blank(lc_row *r)
{
    lc_row_clear(r);
    lc_row_add(r, lc_cell_text(NULL));
    lc_row_add(r, lc_cell_known(""));
    lc_row_add(r, lc_cell_if(false, 7));
    lc_row_add(r, lc_cell_share(1, 0));
    lc_row_add(r, lc_cell_milli(UINT32_MAX));
    lc_row_add(r, lc_cell_absent());
    lc_row_add(r, lc_cell_list(NULL, 0));
    lc_row_add(r, lc_cell_text(NULL));
}

static lc_status write_rows(const lc_export_format *f, lc_geometry_kind g,
                            size_t rows, lc_target target, lc_error *err)
{
    const lc_layout layout = layout_of(g);
    lc_row row = {0};
    lc_writer w;
    lc_status st = lc_writer_open(&w, f, &layout, target, err);

    for (size_t i = 0; !st && i < rows; i++) {
        if (i % 2)
            blank(&row);
        else
            full(&row);
        st = lc_writer_row(&w, &row, err);
    }
    if (!st)
        st = lc_writer_finish(&w, err);
    lc_writer_free(&w);
    lc_row_free(&row);
    return st;
}

#define VALUES                                                                 \
    "\"text\":\"=1+\\\"x\\\", \\u003cy\\u003e\",\"day\":\"2016-05-01\","       \
    "\"whole\":-9007199254740993,\"ratio\":0.333,\"seconds\":1.5,"             \
    "\"yes\":true,\"words\":[\"park\",\"school\"],\"more\":{\"a\":[1,2]}"
#define NO_VALUES                                                              \
    "\"text\":null,\"day\":null,\"whole\":null,\"ratio\":null,"                \
    "\"seconds\":null,\"words\":[],\"more\":null"
#define FEATURE                                                                \
    "{\"type\":\"Feature\",\"id\":\"a:1\",\"geometry\":{\"type\":\"Point\","   \
    "\"coordinates\":[104.0625,30.5]},\"properties\":{" VALUES "}}"
#define NO_FEATURE                                                             \
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{" NO_VALUES "}}"
#define NAMES "text,day,whole,ratio,seconds,yes,words,more\r\n"
#define CELLS                                                                  \
    "\"'=1+\"\"x\"\", <y>\",2016-05-01,-9007199254740993,0.333,1.5,true,"      \
    "park school,\"{\"\"a\"\":[1,2]}\"\r\n"
#define COLLECTION                                                             \
    "{\"type\":\"FeatureCollection\",\"name\":\"things\",\"owed\":null,"       \
    "\"features\":["
#define OBJECT "{\"name\":\"things\",\"owed\":null,\"rows\":["

static void each_format_spells_the_same_values(void **state)
{
    static const struct {
        const char *format;
        lc_geometry_kind geometry;
        size_t rows;
        const char *want;
    } cases[] = {
        {"geojson", LIFE_GEOMETRY_POINT, 2,
         COLLECTION "\n" FEATURE "\n," NO_FEATURE "]}\n"},
        {"geojsonseq", LIFE_GEOMETRY_POINT, 2,
         "\x1e" FEATURE "\n\x1e" NO_FEATURE "\n"},
        {"geojsonl", LIFE_GEOMETRY_POINT, 2, FEATURE "\n" NO_FEATURE "\n"},
        {"csv", LIFE_GEOMETRY_POINT, 2,
         "\xEF\xBB\xBFlon,lat," NAMES "104.0625,30.5," CELLS ",,,,,,,,,\r\n"},
        {"csv", LIFE_GEOMETRY_NONE, 2,
         "\xEF\xBB\xBF" NAMES CELLS ",,,,,,,\r\n"},
        {"json", LIFE_GEOMETRY_NONE, 2,
         OBJECT "{" VALUES "},{" NO_VALUES "}]}"},
        /* without rows there is all that isn't one */
        {"geojson", LIFE_GEOMETRY_POINT, 0, COLLECTION "]}\n"},
        {"geojsonseq", LIFE_GEOMETRY_POINT, 0, ""},
        {"csv", LIFE_GEOMETRY_POINT, 0, "\xEF\xBB\xBFlon,lat," NAMES},
        {"csv", LIFE_GEOMETRY_AREA, 0, "\xEF\xBB\xBFgeometry," NAMES},
        {"csv", LIFE_GEOMETRY_NONE, 0, "\xEF\xBB\xBF" NAMES},
        {"json", LIFE_GEOMETRY_NONE, 0, OBJECT "]}"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        lc_buf out = {0};
        lc_error err = {0};

        if (write_rows(lc_formats_find(cases[i].format), cases[i].geometry,
                       cases[i].rows, (lc_target){.buf = &out}, &err))
            fail_msg("%s", err.text);
        assert_string_equal(out.data ? out.data : "", cases[i].want);
        lc_buf_free(&out);
    }
}

static void shapes_are_cells_too(void **state)
{
    static const lc_export_field one[] = {{"n", LIFE_INTEGER, "", "n", "数"}};
    const lc_layout layout = {.name = "lines",
                              .geometry = LIFE_GEOMETRY_LINE,
                              .fields = LIFE_FIELDS(one)};
    lc_pt pt[] = {{1040000000, 300000000}, {1045000000, 305000000}};
    uint32_t part[] = {0, 2};
    const lc_shape line = {LIFE_SHAPE_LINE, pt, part, 1, 2};
    lc_row row = {.geometry.shape = &line};
    lc_buf out = {0};
    lc_writer w;

    (void)state;
    lc_row_add(&row, lc_cell_whole(1));
    assert_int_equal(lc_writer_open(&w, lc_formats_find("csv"), &layout,
                                    (lc_target){.buf = &out}, NULL),
                     LIFE_OK);
    assert_int_equal(lc_writer_row(&w, &row, NULL), LIFE_OK);
    assert_int_equal(lc_writer_finish(&w, NULL), LIFE_OK);
    assert_string_equal(out.data, "\xEF\xBB\xBFgeometry,n\r\n"
                                  "\"LINESTRING (104 30,104.5 30.5)\",1\r\n");
    lc_writer_free(&w);
    lc_row_free(&row);
    lc_buf_free(&out);
}

/* ---- sinks ---- */

typedef struct pail {
    lc_buf got;
    size_t calls, fails_at; /* the n-th call fails, from 1; 0: none */
} pail;

static lc_status pour(void *ctx, const void *bytes, size_t len, lc_error *err)
{
    pail *p = ctx;

    if (++p->calls == p->fails_at)
        return lc_fail(err, LIFE_ERR_IO, "the pail is full");
    lc_buf_put(&p->got, bytes, len);
    return LIFE_OK;
}

static void a_sink_gets_pieces_and_may_fail(void **state)
{
    /* Over a piece in any format that packs nothing. */
    enum { ROWS = 2000, PIECE = 64 << 10 };

    (void)state;
    for (const lc_export_format *f = lc_formats; f->name; f++) {
        lc_buf whole = {0};
        pail all = {0};

        assert_int_equal(write_rows(f, LIFE_GEOMETRY_NONE, ROWS,
                                    (lc_target){.buf = &whole}, NULL),
                         LIFE_OK);
        assert_int_equal(write_rows(f, LIFE_GEOMETRY_NONE, ROWS,
                                    (lc_target){.sink = pour, .ctx = &all},
                                    NULL),
                         LIFE_OK);
        assert_true(all.calls > 1 || whole.len <= PIECE);
        assert_int_equal(all.got.len, whole.len);
        assert_memory_equal(all.got.data, whole.data, whole.len);
        for (size_t n = 1; n <= all.calls; n++) {
            pail p = {.fails_at = n};
            lc_error err = {0};

            assert_int_equal(write_rows(f, LIFE_GEOMETRY_NONE, ROWS,
                                        (lc_target){.sink = pour, .ctx = &p},
                                        &err),
                             LIFE_ERR_IO);
            assert_string_equal(err.text, "the pail is full");
            assert_int_equal(p.calls, n); /* and it is not asked again */
            lc_buf_free(&p.got);
        }
        lc_buf_free(&all.got);
        lc_buf_free(&whole);
    }
}

/* Whichever allocation fails, the export fails or is whole. */
static void want_of_memory_is_an_error(void **state)
{
    (void)state;
    for (const lc_export_format *f = lc_formats; f->name; f++) {
        pail whole = {0};
        lc_status st = LIFE_ERR_NOMEM;
        int64_t n = 0;

        assert_int_equal(write_rows(f, LIFE_GEOMETRY_POINT, 3,
                                    (lc_target){.sink = pour, .ctx = &whole},
                                    NULL),
                         LIFE_OK);
        for (; st; n++) {
            pail p = {0};
            lc_error err = {0};

            lc_mem_fail_after(n, false);
            st = write_rows(f, LIFE_GEOMETRY_POINT, 3,
                            (lc_target){.sink = pour, .ctx = &p}, &err);
            lc_mem_fail_after(-1, false);
            if (st) {
                assert_int_equal(st, LIFE_ERR_NOMEM);
                assert_int_equal(err.status, LIFE_ERR_NOMEM);
            } else if (!p.got.failed) {
                assert_string_equal(p.got.data, whole.got.data);
            }
            lc_buf_free(&p.got);
        }
        assert_true(n > 2);
        lc_buf_free(&whole.got);
    }
}

/* A row that found no memory is not written as if it were whole. */
static void a_row_that_failed_is_no_row(void **state)
{
    const lc_layout layout = layout_of(LIFE_GEOMETRY_NONE);
    lc_buf out = {0}, broken = {.failed = true};
    lc_row row = {0};
    lc_error err = {0};
    lc_json j;
    lc_writer w;

    (void)state;
    full(&row);
    lc_row_text(&row, &broken);
    assert_true(row.failed);
    assert_int_equal(lc_writer_open(&w, lc_formats_find("csv"), &layout,
                                    (lc_target){.buf = &out}, &err),
                     LIFE_OK);
    assert_int_equal(lc_writer_row(&w, &row, &err), LIFE_ERR_NOMEM);
    assert_int_equal(err.status, LIFE_ERR_NOMEM);
    lc_writer_free(&w);

    lc_json_init(&j, &out);
    lc_json_object(&j, NULL);
    lc_members_put(&j, &layout.fields, &row);
    assert_true(out.failed);
    assert_int_equal(row.value.n, 0); /* and the row is ready for the next */
    assert_false(row.failed);
    lc_row_free(&row);
    lc_buf_free(&out);
}

/* ---- a format that needs a file ---- */

static size_t dropped;

static lc_status begin_file(lc_writer *w, lc_error *err)
{
    w->state = fopen(w->spool.path, "wb");
    return w->state ? LIFE_OK : lc_fail(err, LIFE_ERR_IO, "%s", w->spool.path);
}

/* The count of rows at the front: nothing that can be streamed. */
static lc_status count_row(lc_writer *w, const lc_row *row, lc_error *err)
{
    (void)row, (void)err;
    fputs("row ", w->state);
    return LIFE_OK;
}

static lc_status end_file(lc_writer *w, lc_error *err)
{
    (void)err;
    rewind(w->state);
    fputs("ROW", w->state);
    fclose(w->state);
    w->state = NULL;
    return LIFE_OK;
}

static void drop_file(lc_writer *w)
{
    dropped++;
    if (w->state)
        fclose(w->state);
}

static const lc_writer_ops file_ops = {
    .begin = begin_file, .row = count_row, .end = end_file, .drop = drop_file};
static const lc_export_format filed = {
    "filed", ".filed", "x/y", LIFE_FORMAT_MAP, true, false, &file_ops};

/* Into a folder of its own, to see that nothing is left there. */
static void a_file_is_written_and_then_given(void **state)
{
    char folder[] = "/tmp/lifecircle-test-XXXXXX";
    lc_buf out = {0};
    pail full_pail = {.fails_at = 1};
    lc_error err = {0};

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(setenv("TMPDIR", folder, 1), 0);
    dropped = 0;
    assert_int_equal(write_rows(&filed, LIFE_GEOMETRY_NONE, 2,
                                (lc_target){.buf = &out}, &err),
                     LIFE_OK);
    assert_string_equal(out.data, "ROW row ");
    assert_int_equal(write_rows(&filed, LIFE_GEOMETRY_NONE, 2,
                                (lc_target){.sink = pour, .ctx = &full_pail},
                                &err),
                     LIFE_ERR_IO);
    assert_int_equal(dropped, 2);
    assert_int_equal(rmdir(folder), 0); /* it is empty */

    /* And where no file can be made, that is what is said. */
    err = (lc_error){0};
    assert_int_equal(write_rows(&filed, LIFE_GEOMETRY_NONE, 0,
                                (lc_target){.buf = &out}, &err),
                     LIFE_ERR_IO);
    assert_non_null(strstr(err.text, folder));
    unsetenv("TMPDIR");
    lc_buf_free(&out);
}

/* ---- several layers, other systems ---- */

/* SQLite keeps both numbers in its header, big-endian. */
static uint32_t number_at(const lc_buf *b, size_t at)
{
    const unsigned char *p = (const unsigned char *)b->data + at;

    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           p[3];
}

static lc_status write_two(const char *format, lc_buf *out, lc_error *err)
{
    lc_layout layout = layout_of(LIFE_GEOMETRY_POINT);
    lc_row row = {0};
    lc_writer w;
    lc_status st = lc_writer_open(&w, lc_formats_find(format), &layout,
                                  (lc_target){.buf = out}, err);

    full(&row);
    if (!st)
        st = lc_writer_row(&w, &row, err);
    layout.name = "others";
    layout.geometry = LIFE_GEOMETRY_NONE;
    if (!st)
        st = lc_writer_next(&w, &layout, err);
    blank(&row);
    if (!st)
        st = lc_writer_row(&w, &row, err);
    if (!st)
        st = lc_writer_finish(&w, err);
    lc_writer_free(&w);
    lc_row_free(&row);
    return st;
}

/* What is in it other programs read in tests/data/exports.py. */
static void layers_share_a_file(void **state)
{
    lc_buf one = {0}, two = {0};
    lc_error err = {0};

    (void)state;
    assert_int_equal(write_two("gpkg", &one, &err), LIFE_OK);
    assert_memory_equal(one.data, "SQLite format 3", 16);
    assert_int_equal(number_at(&one, 68), 0x47504B47);
    assert_int_equal(number_at(&one, 60), 10300);
    assert_int_equal(write_two("gpkg", &two, &err), LIFE_OK);
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.data, two.data, one.len);
    lc_buf_clear(&one);
    assert_int_equal(write_two("xlsx", &one, &err), LIFE_OK);
    assert_memory_equal(one.data, "PK", 2);
    lc_buf_free(&one);
    lc_buf_free(&two);
}

/* Any allocation may fail: an error, and nothing is left. */
static void memory_may_end_anywhere(void **state)
{
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    for (int64_t n = 0; st && n < 1000; n++) {
        lc_buf out = {0};
        lc_error err = {0};

        lc_mem_fail_after(n, false);
        st = write_two("gpkg", &out, &err);
        lc_mem_fail_after(-1, false);
        if (st)
            assert_int_equal(st, LIFE_ERR_NOMEM);
        else
            st = out.failed ? LIFE_ERR_NOMEM : LIFE_OK;
        lc_buf_free(&out);
    }
    assert_int_equal(st, LIFE_OK);
}

static lc_status write_in(const char *system, const char *format, lc_pt pt,
                          lc_buf *out, lc_error *err)
{
    lc_layout layout = {.name = "things", .geometry = LIFE_GEOMETRY_POINT};
    lc_row row = {.geometry = {.pt = pt, .placed = true}};
    lc_writer w;
    lc_status st = lc_system_open(system, &layout.system, err);

    if (st)
        return st;
    lc_buf_clear(out);
    st = lc_writer_open(&w, lc_formats_find(format), &layout,
                        (lc_target){.buf = out}, err);
    if (!st)
        st = lc_writer_row(&w, &row, err);
    if (!st)
        st = lc_writer_finish(&w, err);
    lc_writer_free(&w);
    lc_system_free(layout.system);
    return st;
}

static bool says(const lc_buf *b, const char *text)
{
    return b->data && strstr(b->data, text);
}

/* In each format what it is in is said, or it is refused. */
static void other_systems_are_named(void **state)
{
    lc_pt here = lc_pt_from((lc_lonlat){104, 30.5});
    lc_buf out = {0};
    lc_error err = {0};

    (void)state;
    assert_int_equal(write_in("wgs84", "csv", here, &out, &err), LIFE_OK);
    assert_string_equal(out.data, "\xEF\xBB\xBFlon,lat\r\n104,30.5\r\n");
    assert_int_equal(write_in("gcj02", "csv", here, &out, &err), LIFE_OK);
    assert_true(says(&out, "lon_gcj02,lat_gcj02\r\n104.0022997,30.4973583"));
    assert_int_equal(write_in("EPSG:4544", "csv", here, &out, &err), LIFE_OK);
    assert_true(says(&out, "x_epsg4544,y_epsg4544\r\n403998.692,3375966.96"));
    assert_int_equal(write_in("EPSG:4544", "geojson", here, &out, &err),
                     LIFE_OK);
    assert_true(says(&out, "urn:ogc:def:crs:EPSG::4544"));
    assert_int_equal(write_in("bd09", "geojson", here, &out, &err), LIFE_OK);
    assert_true(says(&out, "\"coordinates_in\":\"bd09\""));
    assert_int_equal(write_in("bd09", "geojsonl", here, &out, &err),
                     LIFE_ERR_RANGE);
    assert_non_null(strstr(err.text, "WGS 84 always"));
    err = (lc_error){0};
    /* Liechtenstein is in no zone of China's. */
    assert_int_equal(write_in("EPSG:4544", "csv",
                              lc_pt_from((lc_lonlat){9.5, 47}), &out, &err),
                     LIFE_ERR_RANGE);
    assert_non_null(strstr(err.text, "outside the area of EPSG:4544"));
    err = (lc_error){0};
    /* Beijing 1954: the way there is not public. */
    assert_int_equal(write_in("EPSG:2411", "csv", here, &out, &err),
                     LIFE_ERR_RANGE);
    assert_non_null(strstr(err.text, "is not known here"));
    lc_buf_free(&out);
}

/* ---- the table ---- */

static void formats_are_found(void **state)
{
    static const struct {
        const char *path, *format;
    } cases[] = {
        {"a/b.geojson", "geojson"},
        {"x.json", "geojson"},
        {"x.geojsonl", "geojsonl"},
        {"x.ndjson", "geojsonl"},
        {"x.geojsons", "geojsonseq"},
        {"x.geojsonseq", "geojsonseq"},
        {"csv.csv", "csv"},
        {"x.gpkg", "gpkg"},
        {"x.xlsx", "xlsx"},
        {"x.shp", NULL},
        {"csv", NULL},
        {"", NULL},
        {"x.csv.gz", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const lc_export_format *f = lc_formats_of_path(cases[i].path);

        if (cases[i].format)
            assert_string_equal(f ? f->name : "", cases[i].format);
        else
            assert_null(f);
    }
    assert_ptr_equal(lc_formats_find("geojson"), lc_formats);
    assert_null(lc_formats_find("shapefile"));
    assert_null(lc_formats_find(""));
    assert_string_equal(lc_formats_names,
                        "geojson geojsonseq geojsonl csv gpkg xlsx");
    assert_string_equal(lc_formats_streamed, "geojson geojsonseq geojsonl csv");
    assert_string_equal(lc_formats_suffixes,
                        ".geojson .json .geojsonseq .geojsons .geojsonl "
                        ".ndjson .csv .gpkg .xlsx");
}

static void fields_are_put_together(void **state)
{
    static const lc_export_field share = {"share_", LIFE_DECIMAL(6), "",
                                          "share", "比例"};
    static const lc_fields all = LIFE_FIELDS(fields);
    lc_fieldset set = {0};
    lc_fields got;

    (void)state;
    lc_fieldset_add(&set, &all);
    lc_fieldset_make(&set, &share, "", "park");
    lc_fieldset_make(&set, &fields[0], "park_", "");
    got = lc_fieldset_all(&set);
    assert_false(set.failed);
    assert_int_equal(got.count, COUNT(fields) + 2);
    assert_string_equal(got.field[0].name, "text");
    assert_string_equal(got.field[COUNT(fields)].name, "share_park");
    assert_string_equal(got.field[COUNT(fields)].zh, "比例：park");
    assert_int_equal(lc_field_decimals(&got.field[COUNT(fields)]), 6);
    assert_string_equal(got.field[COUNT(fields) + 1].name, "park_text");
    lc_fieldset_free(&set);
}

/* Whoever splits at semicolons, or heeds no quotes, begins cells elsewhere. */
static void no_text_begins_a_formula_within(void **state)
{
    static const struct {
        const char *text, *within;
    } cases[] = {{"a;b", ""},
                 {"a;=1", "=1"},
                 {";=1;=2", "=1;=2"},
                 {"=1", ""},
                 {"a; \u3000@x", " \u3000@x"},
                 {"a\t+1", "+1"},
                 {"a\n-1", "-1"},
                 {"8-12;", ""},
                 {"a;'b;c\r=1", "=1"},
                 {"a,=1", ""}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(lc_cell_formula_within(cases[i].text),
                            cases[i].within);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_format_spells_the_same_values),
        cmocka_unit_test(shapes_are_cells_too),
        cmocka_unit_test(a_sink_gets_pieces_and_may_fail),
        cmocka_unit_test(want_of_memory_is_an_error),
        cmocka_unit_test(a_row_that_failed_is_no_row),
        cmocka_unit_test(a_file_is_written_and_then_given),
        cmocka_unit_test(layers_share_a_file),
        cmocka_unit_test(memory_may_end_anywhere),
        cmocka_unit_test(other_systems_are_named),
        cmocka_unit_test(formats_are_found),
        cmocka_unit_test(fields_are_put_together),
        cmocka_unit_test(no_text_begins_a_formula_within),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
