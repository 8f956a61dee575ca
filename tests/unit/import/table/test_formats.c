/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * import.h: the same facilities in every format, and files that are broken.
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
#include "lifecircle/base/buf.h"
#include "lifecircle/base/file.h"
#include "lifecircle/import/import.h"
#include "src/import/table/formats.h"

#include <bzlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define FACILITIES 200

typedef void (*write_fn)(const char *path, const char *text, size_t len);

static void write_plain(const char *path, const char *text, size_t len)
{
    assert_int_equal(lc_file_write(path, text, len, NULL), LIFE_OK);
}

static void write_gzip(const char *path, const char *text, size_t len)
{
    gzFile f = gzopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(gzwrite(f, text, (unsigned)len), len);
    gzclose(f);
}

static void write_bzip2(const char *path, const char *text, size_t len)
{
    BZFILE *f = BZ2_bzopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(BZ2_bzwrite(f, (char *)text, (int)len), len);
    BZ2_bzclose(f);
}

static void put_csv(lc_buf *b)
{
    lc_buf_puts(b, "id,name,lon,lat,category,beds\n");
    for (int i = 0; i < FACILITIES; i++)
        lc_buf_printf(b, "%d,\"医院, %d\",104.%03d,30.5,hospital,%d\n", i, i, i,
                      i % 7);
}

static void put_feature(lc_buf *b, int i, const char *space)
{
    lc_buf_printf(b,
                  "{\"type\":\"Feature\",%s\"properties\":{\"id\":%d,\"name\":"
                  "\"医院, %d\",\"category\":\"hospital\",\"beds\":%d},%s"
                  "\"geometry\":{\"type\":\"Point\",\"coordinates\":[104.%03d,"
                  "30.5]}}",
                  space, i, i, i % 7, space, i);
}

static void put_geojson(lc_buf *b)
{
    lc_buf_puts(b, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < FACILITIES; i++) {
        lc_buf_puts(b, i ? "," : "");
        put_feature(b, i, "");
    }
    lc_buf_puts(b, "]}");
}

static void put_lines(lc_buf *b)
{
    for (int i = 0; i < FACILITIES; i++) {
        put_feature(b, i, " ");
        lc_buf_puts(b, i % 3 ? "\n" : "\r\n\n");
    }
}

static void put_marked(lc_buf *b)
{
    for (int i = 0; i < FACILITIES; i++) {
        lc_buf_putc(b, '\x1e');
        put_feature(b, i, "\n  ");
        lc_buf_puts(b, "\n");
    }
}

static lc_status take(const char *path, char **rows, lc_error *err)
{
    lc_import_opts o = {.source = "table"};
    lc_import_report r;
    lc_city *c = lct_folder_city();
    lc_status st = lc_import_facilities(c, path, &o, &r, err);

    if (!st)
        *rows = lct_query(
            c,
            "SELECT id, name, categories, attributes, hex(geom) FROM facility "
            "ORDER BY rowid",
            5);
    lc_city_close(c);
    return st;
}

static void same_rows_in_every_format(void **state)
{
    static const struct {
        const char *name;
        void (*put)(lc_buf *b);
        write_fn write;
    } form[] = {
        {"a.csv", put_csv, write_plain},
        {"a.csv.gz", put_csv, write_gzip},
        {"a.CSV.BZ2", put_csv, write_bzip2},
        {"a.geojson", put_geojson, write_plain},
        {"a.geojson.gz", put_geojson, write_gzip},
        {"a.geojson.bz2", put_geojson, write_bzip2},
        {"a.geojsonl", put_lines, write_plain},
        {"b.geojsonl", put_marked, write_plain},
        {"a.geojsons", put_marked, write_plain},
        {"a.geojsons.gz", put_marked, write_gzip},
    };
    char *first = NULL;

    (void)state;
    for (size_t i = 0; i < sizeof form / sizeof *form; i++) {
        const char *path = lct_folder_path(form[i].name);
        char *rows = NULL;
        lc_buf b = {0};
        lc_error e = {0};

        form[i].put(&b);
        form[i].write(path, b.data, b.len);
        lc_buf_free(&b);
        if (take(path, &rows, &e) != LIFE_OK)
            fail_msg("%s: %s", form[i].name, e.text);
        if (!first) {
            first = rows;
            continue;
        }
        if (!rows || strcmp(first, rows) != 0)
            fail_msg("%s gives other rows", form[i].name);
        free(rows);
    }
    free(first);
}

#define FEATURE                                                                \
    "{\"type\":\"Feature\",\"properties\":{\"category\":\"park\"},"            \
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[104,30]}}\n"

static void broken_files_end_with_a_line(void **state)
{
    static const struct {
        const char *name, *text, *why;
        size_t len; /* 0: all of it */
        write_fn write;
        uint32_t line;
    } bad[] = {
        {"x.geojsonl", "", "empty", 0, write_plain, 0},
        {"x.geojsonl", "\n \n", "empty", 0, write_plain, 0},
        {"x.geojsonl", FEATURE "{\n", "column", 0, write_plain, 2},
        {"x.geojsonl", FEATURE "\n\n[1]\n", "not a GeoJSON Feature", 0,
         write_plain, 4},
        {"x.geojsonl", FEATURE "{\"type\":\"Point\"}", "not a GeoJSON Feature",
         0, write_plain, 2},
        {"x.geojsonl", FEATURE "3\n", "", 0, write_plain, 2},
        {"x.geojsonl", FEATURE "{} {}\n", "end of file", 0, write_plain, 2},
        {"x.geojsonl", "{\"type\":\"FeatureCollection\",\"features\":[]}",
         "no features", 0, write_plain, 0},
        {"x.geojsons", "\x1e\x1e\x1e", "no features", 0, write_plain, 0},
        {"x.geojsons", "\x1e" FEATURE "\x1e{\n\n", "", 0, write_plain, 4},
        {"x.geojsonl", FEATURE "\"\xff\"\n", "", 0, write_plain, 0},
        {"x.csv.gz", "name,lon\n", NULL, 20, write_gzip, 0},
        {"x.csv.gz", "\x1f\x8bnothing of the kind", "damaged gzip", 0,
         write_plain, 0},
        {"x.csv.bz2", "BZh9nothing of the kind", "damaged bzip2", 0,
         write_plain, 0},
        {"x.csv.gz", "", "empty", 0, write_plain, 0},
        {"x.geojson.bz2", "{", "column", 0, write_bzip2, 1},
        {"x.gz", "name", "must end in", 0, write_plain, 0},
        {".csv.gz", "x,y\n", "", 0, write_plain, 0},
        {"x.tar.gz", "name", "must end in", 0, write_plain, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *path = lct_folder_path(bad[i].name);
        char *rows = NULL;
        lc_error e = {0};

        bad[i].write(path, bad[i].text, strlen(bad[i].text));
        if (bad[i].len)
            assert_int_equal(truncate(path, (off_t)bad[i].len), 0);
        if (take(path, &rows, &e) == LIFE_OK)
            fail_msg("%zu: %s was taken", i, bad[i].name);
        if (!e.text[0] || strchr(e.text, '\n') ||
            (bad[i].why && !strstr(e.text, bad[i].why)) ||
            (bad[i].line && e.line != bad[i].line))
            fail_msg("%zu: %s says \"%s\", line %u", i, bad[i].name, e.text,
                     (unsigned)e.line);
    }
}

/* 257 MiB of zeros, packed into 256 KiB. */
static void a_bomb_is_refused(void **state)
{
    static const char zeros[1 << 16] = "";
    const char *path = lct_folder_path("bomb.geojson.gz");
    char *rows = NULL;
    lc_error e = {0};
    gzFile f;

    (void)state;
    f = gzopen(path, "wb1");
    for (int i = 0; i < 257 * 16; i++)
        assert_int_equal(gzwrite(f, zeros, sizeof zeros), sizeof zeros);
    gzclose(f);
    assert_int_equal(take(path, &rows, &e), LIFE_ERR_LIMIT);
    assert_non_null(strstr(e.text, "over 1 MiB"));
}

/* Sentences are made from the table, so each format is in them. */
static void lists_are_made_from_the_formats(void **state)
{
    lc_buf all = {0}, layers = {0};

    (void)state;
    lc_format_list(0, 0, "or", &all);
    for (size_t i = 0; lc_format_at(i); i++)
        for (const char *s = lc_format_at(i)->suffixes; *s;) {
            size_t n = strcspn(s, " ");
            char suffix[16] = "";

            memcpy(suffix, s, n);
            assert_non_null(strstr(all.data, suffix));
            s += n + (s[n] == ' ');
        }
    assert_non_null(strstr(all.data, ".sqlite or .db"));
    lc_format_list(LIFE_FORMAT_LAYER, LIFE_FORMAT_LAYER, "and", &layers);
    assert_string_equal(layers.data, ".gpkg, .sqlite and .db");
    lc_buf_free(&all);
    lc_buf_free(&layers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_rows_in_every_format),
        cmocka_unit_test(broken_files_end_with_a_line),
        cmocka_unit_test(a_bomb_is_refused),
        cmocka_unit_test(lists_are_made_from_the_formats),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
