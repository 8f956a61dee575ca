/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The city file: what is written is read back, and no failure, kill or full
 * disk leaves anything but the old file.
 */
#include "lct_folder.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/narrow.h"
#include "lifecircle/store/city.h"
#include "lifecircle/store/held.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/facility_alias.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/source.h"
#include "src/store/stmt.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
/* clang-format off: cmocka.h wants what is above it */
#include <cmocka.h>
/* clang-format on */

static int set_up(void **state)
{
    setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    return lct_folder_make(state);
}

/* How many files the folder holds whose name contains `part`. */
static int count_files(const char *part)
{
    DIR *dir = opendir(lct_folder());
    struct dirent *e;
    int n = 0;

    while ((e = readdir(dir)))
        n += strstr(e->d_name, part) != NULL;
    closedir(dir);
    return n;
}

static lc_error err; /* of the call within ok() or fails() */

static void expect_ok(lc_status st, const char *call)
{
    if (st)
        fail_msg("%s: %s", call, err.text);
}

static void expect_failure(lc_status st, lc_status want, const char *part)
{
    assert_int_equal(st, want);
    if (!strstr(err.text, part))
        fail_msg("\"%s\" does not say \"%s\"", err.text, part);
}

#define ok(call) expect_ok((err = (lc_error){0}, call), #call)
#define fails(status, part, call)                                              \
    expect_failure((err = (lc_error){0}, call), status, part)

static void sleep_ms(int ms)
{
    struct timespec t = {0, ms * 1000000L};

    nanosleep(&t, NULL);
}

static lc_city *begun(const char *path, lc_city_keep keep)
{
    lc_city *c = NULL;

    ok(lc_city_begin(path, keep, &c, &err));
    return c;
}

static lc_city *opened(const char *path)
{
    lc_city *c = NULL;

    ok(lc_city_open(path, false, &c, &err));
    return c;
}

static int64_t number(lc_city *c, const char *sql)
{
    lc_stmt *s;
    bool row;
    int64_t v;

    ok(lc_stmt_prepare(c, sql, &s, &err));
    ok(lc_stmt_step(s, &row, &err));
    assert_true(row);
    v = lc_stmt_col_int(s, 0);
    lc_stmt_free(s);
    return v;
}

static void put_shape(lc_city *c, const char *sql, const lc_shape *shape,
                      bool single)
{
    lc_stmt *s;

    ok(lc_stmt_prepare(c, sql, &s, &err));
    ok(lc_stmt_shape(s, 1, shape, single, &err));
    ok(lc_stmt_run(s, &err));
    lc_stmt_free(s);
}

static void put_source(lc_city *c, const char *name, const char *kind)
{
    lc_stored_source s = {.name = name, .kind = kind, .row_count = 7};

    ok(lc_source_rows_put(c, &s, &err));
}

static const lc_pt square[] = {{1040000000, 306000000},
                               {1040010000, 306000000},
                               {1040010000, 306010000},
                               {1040000000, 306000000}};

/* A row in every table. */
static void fill(lc_city *c)
{
    static const char *const plain[] = {
        "INSERT INTO category VALUES(0,'clinic','health','卫生站','Clinic',"
        "'医疗','Health',15,1)",
        "INSERT INTO pace VALUES(0,'standard','标准','Standard','foot',1000,"
        "900,2,0)",
        "INSERT INTO coverage VALUES('u1','community','clinic','walk',"
        "'standard',15,1000,1000,0,0,60000,60000,1)",
    };
    static const char *const point[] = {
        "INSERT INTO place VALUES('osm:n1','suburb','桐梓林','',NULL,?1)",
        "INSERT INTO facility VALUES('osm:n2','osm','站',1,'clinic',0,NULL,"
        "NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,?1)",
        "INSERT INTO facility VALUES('list:1','list','店',1,'clinic',0,'u1',"
        "NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,?1)",
        "INSERT INTO facility_entrance VALUES(1,'osm:n2',?1)",
        "INSERT INTO home VALUES(1,'w1','building',1000,0,0,?1)",
        "INSERT INTO address VALUES(1,'osm','人民南路四段 9 号','','','',?1)",
    };
    lc_shape line = {0}, area = {0}, none = {0};

    ok(lc_shape_make(LIFE_SHAPE_LINE, square, 3, &line, &err));
    ok(lc_shape_make(LIFE_SHAPE_AREA, square, 4, &area, &err));
    put_source(c, "osm", "osm");
    put_source(c, "list", "facilities");
    for (size_t i = 0; i < sizeof point / sizeof *point; i++) {
        lc_stmt *s;

        ok(lc_stmt_prepare(c, point[i], &s, &err));
        lc_stmt_point(s, 1, square[0]);
        ok(lc_stmt_run(s, &err));
        lc_stmt_free(s);
    }
    put_shape(c,
              "INSERT INTO facility VALUES('list:2','list','无',1,'clinic',0,"
              "'u1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,?1)",
              &none, false);
    put_shape(c,
              "INSERT INTO street VALUES(1,5,'人民南路','residential',1,2,0,"
              "1000,0,0,3,3,3,1,0,0,?1)",
              &line, true);
    put_shape(c, "INSERT INTO facility_shape VALUES('osm:n2',?1)", &area, true);
    put_shape(c, "INSERT INTO feature VALUES(1,'w9','water','river','',0,1,?1)",
              &area, false);
    put_shape(c, "INSERT INTO feature VALUES(2,'w8','rail','rail','',0,2,?1)",
              &line, true);
    put_shape(
        c,
        "INSERT INTO unit VALUES('u1','community','一','',NULL,1,0,0,'osm',"
        "NULL,NULL,NULL,?1)",
        &area, false);
    put_shape(c,
              "INSERT INTO unit VALUES('u2','community','二','',NULL,NULL,1,0,"
              "'list',NULL,NULL,NULL,?1)",
              &none, false);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        ok(lc_stmt_exec(c, plain[i], &err));
    ok(lc_array_put(c, "odd", "abc", 1, 3, &err));
    ok(lc_array_put(c, "none", NULL, 1, 0, &err));
    ok(lc_setting_put(c, "name", "成都", &err));
    lc_shape_clear(&line);
    lc_shape_clear(&area);
}

static const char *made(const char *name)
{
    const char *path = lct_folder_path(name);
    lc_city *c = begun(path, false);

    fill(c);
    ok(lc_city_publish(c, &err));
    return path;
}

/* ---- what is written is read ---- */

static void test_round_trip(void **state)
{
    static const struct {
        const char *table;
        int rows;
    } want[] = {{"setting", 2},        {"source", 2},
                {"category", 1},       {"pace", 1},
                {"street", 1},         {"feature", 2},
                {"place", 1},          {"unit", 2},
                {"facility", 3},       {"home", 1},
                {"facility_shape", 1}, {"address", 1},
                {"array", 2},          {"facility_entrance", 1},
                {"coverage", 1}};
    const char *path = lct_folder_path("a city?100%#.lcc");
    lc_city *c = begun(path, true);
    char text[64];
    bool known = false;
    struct stat sb;

    (void)state;
    assert_true(lc_city_is_new(c));
    fill(c);
    ok(lc_city_publish(c, &err));
    ok(lc_city_verify(path, &known, &err));
    assert_true(known);
    assert_int_equal(stat(path, &sb), 0);
    assert_int_equal(sb.st_mode & 0777, 0644);
    assert_int_equal(count_files(".new."), 0);
    c = opened(path);
    assert_false(lc_city_is_new(c));
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        snprintf(text, sizeof text, "SELECT count(*) FROM \"%s\"",
                 want[i].table);
        assert_int_equal(number(c, text), want[i].rows);
    }
    assert_int_equal(number(c, "SELECT count(*) FROM geometry_columns"), 12);
    assert_int_equal(number(c, "SELECT count(*) FROM idx_facility_geom"), 2);
    assert_int_equal(number(c, "SELECT count(*) FROM idx_unit_geom"), 1);
    ok(lc_setting_get(c, "name", text, sizeof text, &err));
    assert_string_equal(text, "成都");
    ok(lc_setting_get(c, "created_at", text, sizeof text, &err));
    assert_string_equal(text, "2023-11-14T22:13:20Z");
    ok(lc_setting_get(c, "nothing", text, sizeof text, &err));
    assert_string_equal(text, "");
    fails(LIFE_ERR_LIMIT, "name", lc_setting_get(c, "name", text, 3, &err));
    fails(LIFE_ERR_DB, "readonly", lc_setting_put(c, "name", "x", &err));
    fails(LIFE_ERR_STATE, "to be read", lc_city_publish(c, &err));
}

static void test_columns(void **state)
{
    const char *path = made("c.lcc");
    lc_city *c = opened(path);
    lc_stmt *s;
    lc_shape shape;
    lc_pt p;
    bool row;
    size_t n;

    (void)state;
    ok(lc_stmt_prepare(c,
                       "SELECT h.geom, s.geom, u.geom, 'x', 2.5, NULL, x'0102' "
                       "FROM home h, street s, unit u WHERE u.code = ?1",
                       &s, &err));
    lc_stmt_text(s, 1, "u1");
    ok(lc_stmt_step(s, &row, &err));
    assert_true(row);
    ok(lc_stmt_col_point(s, 0, &p, &err));
    assert_true(lc_pt_equal(p, square[0]));
    ok(lc_stmt_col_shape(s, 1, &shape, &err));
    assert_int_equal(shape.kind, LIFE_SHAPE_LINE);
    assert_int_equal(shape.pt_count, 3);
    assert_true(lc_pt_equal(shape.pt[2], square[2]));
    lc_shape_clear(&shape);
    ok(lc_stmt_col_shape(s, 2, &shape, &err));
    assert_int_equal(shape.kind, LIFE_SHAPE_AREA);
    lc_shape_clear(&shape);
    assert_string_equal(lc_stmt_col_text(s, 3), "x");
    assert_true(lc_stmt_col_double(s, 4) == 2.5);
    assert_true(lc_stmt_is_null(s, 5));
    assert_string_equal(lc_stmt_col_text(s, 5), "");
    ok(lc_stmt_col_shape(s, 5, &shape, &err));
    assert_int_equal(shape.kind, LIFE_SHAPE_NONE);
    fails(LIFE_ERR_PARSE, "no point", lc_stmt_col_point(s, 5, &p, &err));
    fails(LIFE_ERR_PARSE, "", lc_stmt_col_shape(s, 6, &shape, &err));
    assert_memory_equal(lc_stmt_col_blob(s, 6, &n), "\1\2", 2);
    assert_int_equal(n, 2);
    ok(lc_stmt_step(s, &row, &err));
    assert_false(row);
    lc_stmt_free(s);
    lc_city_close(c);
}

/* As it lies in the file, unpacked piece by piece. */
static void pieces_are_the_same(lc_city *c, const uint32_t *v, size_t n)
{
    enum { PIECE = 4096 };
    uint32_t *got = lc_calloc(PIECE, sizeof *got);
    lc_packed p;
    lc_narrow r;

    ok(lc_array_get_packed(c, "v", sizeof *v, &p, &err));
    assert_int_equal(p.count, n);
    assert_true(lc_narrow_begin(&r, p.data, p.bytes, p.words));
    for (size_t at = 0; at < n; at += PIECE) {
        size_t rows = n - at < PIECE ? n - at : PIECE;

        assert_false(lc_narrow_is_read(&r));
        assert_true(lc_narrow_next(&r, rows, got));
        assert_memory_equal(got, v + at, rows * sizeof *v);
    }
    assert_true(lc_narrow_is_read(&r));
    assert_false(lc_narrow_next(&r, 1, got));
    lc_free(p.data);
    lc_free(got);
    fails(LIFE_ERR_NOT_FOUND, "no array w",
          lc_array_get_packed(c, "w", 4, &p, &err));
    assert_null(p.data);
}

/* Bytes are packed as a whole: what is cut, or would be longer, is damaged. */
static void texts_come_back(lc_city *c)
{
    enum { BYTES = 100000 };
    static const char *const spoil[] = {
        "UPDATE array SET data = substr(data, 1, length(data) - 1)"
        " WHERE name = 'text'",
        "UPDATE array SET data = CAST(substr(data, 1, 8) || x'ffffff7f00000000'"
        " || substr(data, 17) AS BLOB) WHERE name = 'text'",
        "UPDATE array SET data = CAST(substr(data, 1, 8) || x'9f86010000000000'"
        " || substr(data, 17) AS BLOB) WHERE name = 'text'",
        "UPDATE array SET data = CAST(substr(data, 1, 16) || zeroblob(500)"
        " AS BLOB) WHERE name = 'text'"};
    char *text = lc_calloc(BYTES, 1);
    void *got;
    size_t n;

    for (size_t i = 0; i < BYTES; i++)
        text[i] = "abcdefgh"[i * 2654435761u >> 16 & 7];
    for (size_t i = 0; i < sizeof spoil / sizeof *spoil; i++) {
        ok(lc_array_put(c, "text", text, 1, BYTES, &err));
        assert_true(number(c, "SELECT length(data) FROM array"
                              " WHERE name = 'text'") < BYTES);
        ok(lc_array_get(c, "text", 1, &got, &n, &err));
        assert_int_equal(n, BYTES);
        assert_memory_equal(got, text, BYTES);
        lc_free(got);
        ok(lc_stmt_exec(c, spoil[i], &err));
        fails(LIFE_ERR_DB, "array text is damaged",
              lc_array_get(c, "text", 1, &got, &n, &err));
        assert_null(got);
    }
    lc_free(text);
}

static void test_arrays(void **state)
{
    const char *path = lct_folder_path("a.lcc");
    lc_city *c = begun(path, false);
    size_t n = 300000, count;
    uint32_t *v = lc_calloc(n, sizeof *v);
    void *got;

    (void)state;
    for (size_t i = 0; i < n; i++)
        v[i] = (uint32_t)(i * 2654435761u);
    ok(lc_array_put(c, "v", "old", 1, 3, &err));
    ok(lc_array_put(c, "v", v, sizeof *v, n, &err));
    ok(lc_array_put(c, "empty", NULL, 8, 0, &err));
    texts_come_back(c);
    fails(LIFE_ERR_LIMIT, "999000000",
          lc_array_put(c, "big", v, 1, 1000000001, &err));
    ok(lc_city_publish(c, &err));
    c = opened(path);
    ok(lc_array_get(c, "v", sizeof *v, &got, &count, &err));
    assert_int_equal(count, n);
    assert_int_equal((uintptr_t)got % 64, 0);
    assert_memory_equal(got, v, n * sizeof *v);
    lc_free(got);
    pieces_are_the_same(c, v, n);
    ok(lc_array_get(c, "empty", 8, &got, &count, &err));
    assert_int_equal(count, 0);
    lc_free(got);
    fails(LIFE_ERR_DB, "items of 4 bytes, not of 7",
          lc_array_get(c, "v", 7, &got, &count, &err));
    fails(LIFE_ERR_NOT_FOUND, "no array w",
          lc_array_get(c, "w", 4, &got, &count, &err));
    for (int i = 0;; i++) { /* each allocation of ours fails once */
        lc_status st;

        lc_mem_fail_after(i, false);
        st = lc_array_get(c, "v", sizeof *v, &got, &count, NULL);
        lc_mem_fail_after(-1, false);
        if (st == LIFE_OK)
            break;
        assert_int_equal(st, LIFE_ERR_NOMEM);
        assert_null(got);
        assert_true(i < 10);
    }
    lc_free(got);
    lc_city_close(c);
    lc_free(v);
}

static void test_same_bytes(void **state)
{
    char a[65], b[65];

    (void)state;
    for (int keep = 0; keep < 2; keep++) {
        ok(lc_file_sha256(made("a.lcc"), a, &err));
        sleep_ms(20); /* a clock that is read somewhere moves on */
        ok(lc_file_sha256(made("b.lcc"), b, &err));
        assert_string_equal(a, b);
        for (const char *name = "a.lcc"; name;
             name = name[0] == 'a' ? "b.lcc" : NULL) {
            lc_city *c = begun(lct_folder_path(name), true);

            ok(lc_stmt_exec(c, "DELETE FROM facility WHERE id = 'list:1'",
                            &err));
            ok(lc_city_publish(c, &err));
            sleep_ms(20);
        }
        ok(lc_file_sha256(lct_folder_path("a.lcc"), a, &err));
        ok(lc_file_sha256(lct_folder_path("b.lcc"), b, &err));
        assert_string_equal(a, b);
    }
}

static void test_keep(void **state)
{
    const char *path = made("k.lcc");
    lc_city *c = begun(path, true);

    (void)state;
    assert_false(lc_city_is_new(c));
    assert_int_equal(number(c, "SELECT count(*) FROM facility"), 3);
    ok(lc_stmt_exec(c, "UPDATE facility SET name = 'x'", &err));
    ok(lc_city_publish(c, &err));
    c = opened(path);
    assert_int_equal(
        number(c, "SELECT count(*) FROM facility WHERE name = 'x'"), 3);
    assert_int_equal(number(c, "SELECT count(*) FROM idx_facility_geom"), 2);
    lc_city_close(c);
    c = begun(path, false); /* and without: empty */
    assert_int_equal(number(c, "SELECT count(*) FROM facility"), 0);
    lc_city_close(c);
    c = opened(path);
    assert_int_equal(number(c, "SELECT count(*) FROM facility"), 3);
    lc_city_close(c);
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* A file of this version that was made before it had all tables of now: it is
 * read as it is, and has them once it is written. */
static void test_table_added_later(void **state)
{
    const char *path = made("added.lcc");
    lc_stored_alias row;
    lc_rows *rows;
    lc_status st;
    lc_city *c;

    (void)state;
    run_sql(path, "DROP TABLE facility_alias");
    unlink(lct_folder_path("added.lcc.sha256"));
    c = opened(path);
    ok(lc_facility_alias_rows(c, &row, &rows, &err));
    assert_false(lc_rows_next(&rows, &st, &err));
    lc_city_close(c);
    c = begun(path, true);
    ok(lc_facility_alias_rows_put(
        c, &(lc_stored_alias){.alias = "a", .facility = "b", .source = "s"},
        &err));
    ok(lc_city_publish(c, &err));
    c = opened(path);
    st = LIFE_OK;
    ok(lc_facility_alias_rows(c, &row, &rows, &err));
    assert_true(lc_rows_next(&rows, &st, &err));
    assert_string_equal(row.facility, "b");
    lc_rows_close(&rows);
    lc_city_close(c);
}

/* Another program may have left the city in write-ahead mode. */
static void test_wal(void **state)
{
    const char *path = made("wal.lcc");
    char *bytes;
    size_t n;

    (void)state;
    run_sql(path, "PRAGMA journal_mode = WAL");
    unlink(lct_folder_path("wal.lcc.sha256"));
    lc_city_close(opened(path));
    ok(lc_city_publish(begun(path, true), &err));
    ok(lc_file_read(path, 100000000, &bytes, &n, &err));
    assert_int_equal(bytes[18], 1); /* the header's format: a plain journal */
    assert_int_equal(bytes[19], 1);
    lc_free(bytes);
    assert_int_equal(count_files("-wal"), 0);
    lc_city_close(opened(path));
}

static void test_link(void **state)
{
    const char *path = made("real.lcc"), *link = lct_folder_path("current");
    struct stat sb;
    bool known = false;

    (void)state;
    assert_int_equal(symlink("real.lcc", link), 0);
    ok(lc_city_publish(begun(link, true), &err));
    assert_int_equal(lstat(link, &sb), 0);
    assert_true(S_ISLNK(sb.st_mode));
    ok(lc_city_verify(link, &known, &err));
    assert_true(known);
    assert_int_equal(access(path, R_OK), 0);
}

/* What compute asks: tables that statements may have written to, but those of
 * the connection alone. */
static void test_written(void **state)
{
    const char *path = made("w.lcc");
    lc_city *c = begun(path, true);

    (void)state;
    assert_false(lc_city_wrote_ground(c));
    ok(lc_source_remove(c, "list", &err)); /* facilities and a unit of it */
    assert_true(lc_city_wrote_ground(c));
    lc_city_close(c);
    c = begun(path, true);
    ok(lc_stmt_exec(c,
                    "UPDATE facility SET name = 'x';"
                    "CREATE TEMP TABLE home(id); INSERT INTO temp.home "
                    "VALUES(1); SELECT * FROM main.home",
                    &err));
    assert_false(lc_city_wrote_ground(c));
    ok(lc_stmt_exec(c, "DELETE FROM main.home WHERE id < 0", &err));
    assert_true(lc_city_wrote_ground(c)); /* though there was none */
    lc_city_close(c);
}

static void test_remove_source(void **state)
{
    const char *path = made("r.lcc");
    lc_city *c = begun(path, true);

    (void)state;
    fails(LIFE_ERR_NOT_FOUND, "there are: list, osm",
          lc_source_remove(c, "nobody", &err));
    ok(lc_source_remove(c, "list", &err));
    assert_int_equal(number(c, "SELECT count(*) FROM facility"), 1);
    assert_int_equal(number(c, "SELECT count(*) FROM unit"), 1);
    assert_int_equal(number(c, "SELECT count(*) FROM street"), 1);
    assert_int_equal(number(c, "SELECT count(*) FROM source"), 1);
    ok(lc_source_remove(c, "osm", &err));
    assert_int_equal(
        number(c, "SELECT (SELECT count(*) FROM facility) + "
                  "(SELECT count(*) FROM facility_shape) + "
                  "(SELECT count(*) FROM facility_entrance) + "
                  "(SELECT count(*) FROM unit) + (SELECT count(*) FROM street) "
                  "+ (SELECT count(*) FROM feature) + (SELECT count(*) FROM "
                  "place) + (SELECT count(*) FROM home) + (SELECT count(*) "
                  "FROM address) + (SELECT count(*) "
                  "FROM coverage) + (SELECT count(*) FROM array)"),
        0);
    fails(LIFE_ERR_NOT_FOUND, "has none", lc_source_remove(c, "osm", &err));
    ok(lc_city_publish(c, &err));
}

enum { ROWS = 6000 }; /* enough for a tree of three levels */

static lc_pt grid_place(int k)
{
    return (lc_pt){1040000000 + k % 100 * 10000, -306000000 + k / 100 * 10000};
}

static void put_home(lc_city *c, int id, lc_pt p)
{
    lc_stmt *s;

    ok(lc_stmt_prepare(c,
                       "INSERT OR REPLACE INTO home VALUES(?1, 'n1', "
                       "'building', 1, 0, 0, ?2)",
                       &s, &err));
    lc_stmt_int(s, 1, id);
    lc_stmt_point(s, 2, p);
    ok(lc_stmt_run(s, &err));
    lc_stmt_free(s);
}

/* Not in the order of their rowids. */
static void make_grid(const char *path)
{
    lc_city *c = begun(path, false);

    ok(lc_source_rows_put(c, &(lc_stored_source){.name = "osm", .kind = "osm"},
                          &err));
    for (int i = 0; i < ROWS; i++) {
        int k = i * 7919 % ROWS; /* a prime: each k once */

        put_home(c, 3 * k + 1, grid_place(k));
    }
    ok(lc_city_publish(c, &err));
}

static void test_spatial_index(void **state)
{
    const char *path = lct_folder_path("i.lcc");
    lc_city *c;

    (void)state;
    make_grid(path);
    c = opened(path);
    assert_int_equal(number(c, "SELECT count(*) FROM idx_home_geom"), ROWS);
    assert_int_equal(
        number(c,
               "SELECT count(*) FROM idx_home_geom WHERE xmin < 104.0105 "
               "AND xmax > 104.0095 AND ymin < -30.5795 AND ymax > -30.5805"),
        1);
    assert_int_equal(
        number(c,
               "SELECT pkid FROM idx_home_geom WHERE xmin < 104.0105 "
               "AND xmax > 104.0095 AND ymin < -30.5795 AND ymax > -30.5805"),
        3 * 2010 + 1);
    assert_int_equal(
        number(c, "SELECT count(*) FROM idx_home_geom WHERE xmax < 104.0495"),
        ROWS / 2);
    assert_int_equal(number(c, "SELECT rtreecheck('idx_home_geom') = 'ok'"), 1);
    assert_true(number(c, "SELECT count(*) FROM idx_home_geom_node") > 100);
    assert_int_equal(number(c, "SELECT count(*) FROM sqlite_master WHERE type "
                               "= 'trigger' AND tbl_name = 'home'"),
                     8);
    lc_city_close(c);
}

/* Of each row of the grid that is there its box and no other. */
static void expect_index(const char *path, int rows, int64_t *nodes)
{
    lc_city *c = opened(path);
    lc_stmt *s;
    bool more = false;
    int seen = 0;

    assert_int_equal(number(c, "SELECT rtreecheck('idx_home_geom') = 'ok'"), 1);
    assert_int_equal(number(c, "SELECT count(*) FROM home"), rows);
    assert_int_equal(number(c, "SELECT count(*) FROM idx_home_geom"), rows);
    ok(lc_stmt_prepare(c,
                       "SELECT geom, xmin, xmax, ymin, ymax FROM home JOIN "
                       "idx_home_geom ON pkid = id",
                       &s, &err));
    for (ok(lc_stmt_step(s, &more, &err)); more;
         ok(lc_stmt_step(s, &more, &err)), seen++) {
        lc_pt p;
        lc_lonlat at;

        ok(lc_stmt_col_point(s, 0, &p, &err));
        at = lc_pt_lonlat(p);
        assert_true(at.lon >= lc_stmt_col_double(s, 1) &&
                    at.lon <= lc_stmt_col_double(s, 2) &&
                    at.lat >= lc_stmt_col_double(s, 3) &&
                    at.lat <= lc_stmt_col_double(s, 4));
        assert_true(lc_stmt_col_double(s, 2) - lc_stmt_col_double(s, 1) < 1e-4);
    }
    lc_stmt_free(s);
    assert_int_equal(seen, rows);
    *nodes = number(c, "SELECT count(*) FROM idx_home_geom_node");
    lc_city_close(c);
}

/* A few rows change the tree that there is, many make it anew; a box that was
 * wrong is right afterwards either way. */
static void test_spatial_index_changed(void **state)
{
    const char *path = lct_folder_path("x.lcc");
    int64_t packed, few, many;
    lc_city *c;

    (void)state;
    make_grid(path);
    expect_index(path, ROWS, &packed);
    c = begun(path, LIFE_KEEP_ALL);
    ok(lc_stmt_exec(c, "DELETE FROM home WHERE id % 600 = 1", &err));
    for (int i = 0; i < 10; i++)
        put_home(c, 3 * (211 * i + 1) + 1, grid_place(5999 - 211 * i));
    for (int i = 0; i < 20; i++)
        put_home(c, 20000 + i, grid_place(149 * i));
    ok(lc_stmt_exec(c,
                    "DELETE FROM idx_home_geom WHERE pkid = 4; "
                    "UPDATE idx_home_geom SET xmin = 1, xmax = 2 WHERE "
                    "pkid = 7; "
                    "INSERT INTO idx_home_geom VALUES(30000, 1, 2, 3, 4)",
                    &err));
    ok(lc_city_publish(c, &err));
    expect_index(path, ROWS - 30 + 20, &few);
    assert_true(few > packed); /* full nodes were split */
    c = begun(path, LIFE_KEEP_ALL);
    ok(lc_stmt_exec(c, "DELETE FROM home WHERE id % 2", &err));
    ok(lc_city_publish(c, &err));
    c = opened(path);
    many = number(c, "SELECT count(*) FROM home");
    lc_city_close(c);
    expect_index(path, (int)many, &many);
    assert_true(many < packed * 2 / 3); /* packed again */
}

/* Addresses are searched by their words; whether they are points is looked at
 * all the same. */
static void test_unindexed(void **state)
{
    const char *path = made("u.lcc");
    lc_city *c = opened(path);

    (void)state;
    assert_int_equal(number(c, "SELECT count(*) FROM geometry_columns WHERE"
                               " f_table_name = 'address' AND"
                               " geometry_type = 1 AND"
                               " NOT spatial_index_enabled"),
                     1);
    assert_int_equal(number(c, "SELECT count(*) FROM sqlite_master WHERE"
                               " name LIKE 'idx_address%'"),
                     0);
    assert_true(number(c, "SELECT count(*) FROM sqlite_master WHERE type"
                          " = 'trigger' AND tbl_name = 'address'") > 0);
    lc_city_close(c);
    c = begun(path, LIFE_KEEP_ALL);
    ok(lc_stmt_exec(c, "UPDATE address SET geom = x'00'", &err));
    fails(LIFE_ERR_DB, "of table address is no POINT",
          lc_city_publish(c, &err));
}

/* ---- what is wrong is refused ---- */

static void write_file(const char *path, const void *bytes, size_t n)
{
    ok(lc_file_write(path, bytes, n, &err));
}

static void refused(const char *path, lc_status st, const char *part)
{
    char before[65], after[65];
    bool file = lc_file_sha256(path, before, NULL) == LIFE_OK;
    lc_city *c = NULL;

    fails(st, part, lc_city_open(path, false, &c, &err));
    assert_null(c);
    fails(st, part, lc_city_begin(path, true, &c, &err));
    assert_null(c);
    fails(st, part, lc_city_begin(path, false, &c, &err));
    assert_null(c);
    if (file) {
        ok(lc_file_sha256(path, after, &err));
        assert_string_equal(before, after);
    }
}

static void test_wrong_files(void **state)
{
    const char *path = lct_folder_path("w");
    lc_city *c = NULL;

    (void)state;
    fails(LIFE_ERR_IO, "there is no file", lc_city_open(path, false, &c, &err));
    fails(LIFE_ERR_IO, "no-such",
          lc_city_begin(lct_folder_path("no-such/w"), false, &c, &err));
    fails(LIFE_ERR_IO, "cannot open", lc_city_begin("", false, &c, &err));
    fails(LIFE_ERR_IO, "cannot open",
          lc_city_begin(lct_folder_path("w/"), false, &c, &err));
    write_file(path, "", 0);
    refused(path, LIFE_ERR_DB, "another program");
    write_file(path, "lon,lat,name\n104,30,x\n", 22);
    refused(path, LIFE_ERR_DB, "not a database");
    unlink(path);
    run_sql(path, "CREATE TABLE bookmark(url)");
    refused(path, LIFE_ERR_DB, "another program");
    run_sql(path, "PRAGMA application_id = 0x4C434331;"
                  "PRAGMA user_version = 99");
    refused(path, LIFE_ERR_DB, "version 99");
    unlink(path);
    assert_int_equal(mkdir(path, 0755), 0);
    refused(path, LIFE_ERR_IO, "directory");
    rmdir(path);
    assert_int_equal(mkfifo(path, 0644), 0);
    refused(path, LIFE_ERR_IO, "regular");
    assert_int_equal(count_files(".lock"), 0);
}

static void test_damaged(void **state)
{
    const char *path = made("d.lcc");
    bool known = false;
    struct stat sb;
    char *bytes;
    size_t n;
    lc_city *c;

    (void)state;
    ok(lc_file_read(path, 100000000, &bytes, &n, &err));
    bytes[n / 2] ^= 1;
    write_file(path, bytes, n);
    fails(LIFE_ERR_DB, "not what was published",
          lc_city_verify(path, &known, &err));
    assert_true(known);
    fails(LIFE_ERR_DB, "not what was published",
          lc_city_begin(path, true, &c, &err));
    assert_int_equal(count_files(".new."), 0);
    write_file(path, bytes, n / 2);
    lc_free(bytes);
    refused(path, LIFE_ERR_DB, "malformed");
    assert_int_equal(stat(path, &sb), 0);
    assert_int_equal(sb.st_size, n / 2);
    unlink(lct_folder_path("d.lcc.sha256"));
    ok(lc_city_verify(path, &known, &err));
    assert_false(known);
}

/* Both hashes stand in PATH.sha256 while one file replaces the other. */
static void test_switch_cut_short(void **state)
{
    static const char line[] =
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        "  s.lcc\n";
    const char *path = made("s.lcc"), *sums = lct_folder_path("s.lcc.sha256");
    char text[256];
    bool known = false;
    char *own;
    size_t n;

    (void)state;
    ok(lc_file_read(sums, 1000, &own, &n, &err));
    snprintf(text, sizeof text, "%s%s", line, own);
    write_file(sums, text, strlen(text));
    ok(lc_city_verify(path, &known, &err));
    assert_true(known);
    write_file(sums, line, strlen(line));
    fails(LIFE_ERR_DB, "s.lcc.sha256", lc_city_verify(path, &known, &err));
    write_file(sums, "", 0);
    fails(LIFE_ERR_DB, "s.lcc.sha256", lc_city_verify(path, &known, &err));
    lc_free(own);
    unlink(sums); /* a city without one gets it */
    ok(lc_city_publish(begun(path, true), &err));
    ok(lc_city_verify(path, &known, &err));
    assert_true(known);
    ok(lc_file_read(sums, 1000, &own, &n, &err));
    assert_int_equal(n, 64 + strlen("  s.lcc\n# xxh128 \n") + 32);
    lc_free(own);
}

/* One byte of the file is another than was published, and the lines are `text`.
 * Its page is one that a change would carry on without a look at it. */
static void broken_with(const char *path, const char *text)
{
    char *file;
    size_t n;
    lc_city *c = NULL;

    ok(lc_file_read(path, 100000000, &file, &n, &err));
    file[n / 2] ^= 1;
    write_file(path, file, n);
    write_file(lct_folder_path("x.lcc.sha256"), text, strlen(text));
    fails(LIFE_ERR_DB, "is not what was published",
          lc_city_begin(path, LIFE_KEEP_ALL, &c, &err));
    assert_null(c);
    assert_int_equal(count_files(".new."), 0);
    file[n / 2] ^= 1;
    write_file(path, file, n);
    lc_free(file);
}

/* Whichever of the two sums is known, no fault is carried on; and where one of
 * them fits, the file is. */
static void test_carrying_on(void **state)
{
    const char *path = made("x.lcc"), *sums = lct_folder_path("x.lcc.sha256");
    char plain[80], other[200];
    char *own;
    size_t n;

    (void)state;
    ok(lc_file_read(sums, 1000, &own, &n, &err));
    snprintf(plain, sizeof plain, "%.64s  x.lcc\n", own);
    snprintf(other, sizeof other, "%s# xxh128 0123456789abcdef%.16s\n", plain,
             plain);
    broken_with(path, own);
    broken_with(path, plain);
    broken_with(path, other);
    write_file(sums, plain, strlen(plain)); /* as other programs make it */
    lc_city_close(begun(path, true));
    write_file(sums, other, strlen(other));
    lc_city_close(begun(path, true));
    lc_free(own);
}

/* A page of a table that a change doesn't write to is looked at where no sum
 * says that it is as it was: no broken one is given a good sum. */
static void test_carrying_on_unsummed(void **state)
{
    const char *path = made("u.lcc");
    lc_city *c = opened(path);
    size_t page = (size_t)number(c, "PRAGMA page_size"), n;
    size_t root = (size_t)number(
        c, "SELECT rootpage FROM sqlite_master WHERE name = 'home'");
    bool known = true;
    char *file;

    (void)state;
    lc_city_close(c);
    ok(lc_file_read(path, 100000000, &file, &n, &err));
    memset(file + (root - 1) * page + 8, 0xff, 8);
    write_file(path, file, n);
    lc_free(file);
    unlink(lct_folder_path("u.lcc.sha256"));
    c = begun(path, LIFE_KEEP_ALL);
    ok(lc_setting_put(c, "name", "b", &err));
    fails(LIFE_ERR_DB, "is damaged", lc_city_publish(c, &err));
    ok(lc_city_verify(path, &known, &err));
    assert_false(known);
}

/* Some programs write the sum in capitals. */
static void test_sum_in_capitals(void **state)
{
    const char *path = made("c.lcc"), *sums = lct_folder_path("c.lcc.sha256");
    char text[80];
    bool known = false;
    char *own;
    size_t n;

    (void)state;
    ok(lc_file_read(sums, 1000, &own, &n, &err));
    snprintf(text, sizeof text, "%.64s  c.lcc\n", own);
    lc_free(own);
    for (size_t i = 0; i < 64; i++)
        text[i] = (char)toupper((unsigned char)text[i]);
    write_file(sums, text, strlen(text));
    ok(lc_city_verify(path, &known, &err));
    assert_true(known);
    text[0] = text[0] == '0' ? '1' : '0';
    write_file(sums, text, strlen(text));
    fails(LIFE_ERR_DB, "not what was published",
          lc_city_verify(path, &known, &err));
}

/* Who may read a city may read the next one, and nobody else; also where it is
 * made anew. */
static void test_permissions(void **state)
{
    static const mode_t modes[] = {0600, 0640, 0664, 0644, 0400};
    const char *path = made("p.lcc");
    struct stat sb;

    (void)state;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        for (lc_city_keep k = LIFE_KEEP_NONE; k <= LIFE_KEEP_ALL; k++) {
            assert_int_equal(chmod(path, modes[i]), 0);
            ok(lc_city_publish(begun(path, k), &err));
            assert_int_equal(stat(path, &sb), 0);
            assert_int_equal(sb.st_mode & 0777, modes[i] | 0600);
        }
}

static void test_bad_rows(void **state)
{
    static const struct {
        const char *sql, *part;
    } bad[] = {
        {"INSERT INTO facility_entrance SELECT 9, 'osm:n2', geom FROM street",
         "row 9 of table facility_entrance is no POINT"},
        {"UPDATE home SET geom = x'00'", "row 1 of table home is no POINT"},
        {"DELETE FROM facility WHERE id = 'osm:n2'",
         "facility_shape names a facility"},
        {"DELETE FROM source WHERE name = 'list'", "names a source"},
    };
    const char *path = made("b.lcc");
    char before[65], after[65];
    lc_city *c;

    (void)state;
    ok(lc_file_sha256(path, before, &err));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        c = begun(path, true);
        ok(lc_stmt_exec(c, bad[i].sql, &err));
        fails(LIFE_ERR_DB, bad[i].part, lc_city_publish(c, &err));
        assert_int_equal(count_files(".new."), 0);
    }
    c = begun(path, true); /* a failed statement is not passed over */
    fails(LIFE_ERR_DB, "UNIQUE",
          lc_stmt_exec(c, "INSERT INTO setting VALUES('name','x')", &err));
    fails(LIFE_ERR_STATE, "UNIQUE", lc_city_publish(c, &err));
    ok(lc_file_sha256(path, after, &err));
    assert_string_equal(before, after);
}

static void test_statement_errors(void **state)
{
    const char *path = lct_folder_path("e.lcc");
    lc_city *c = begun(path, false);
    lc_stmt *s = NULL;

    (void)state;
    fails(LIFE_ERR_DB, "syntax", lc_stmt_prepare(c, "SELEKT", &s, &err));
    assert_null(s);
    ok(lc_stmt_prepare(c, "INSERT INTO setting VALUES(?1,?2)", &s, &err));
    lc_stmt_int(s, 3, 1); /* no such parameter */
    fails(LIFE_ERR_DB, "range", lc_stmt_run(s, &err));
    lc_stmt_free(s);
    lc_city_close(c);
    assert_int_equal(access(path, F_OK), -1);
    c = begun(path, false);
    ok(lc_stmt_prepare(c, "SELECT 1", &s, &err));
    fails(LIFE_ERR_STATE, "still in use", lc_city_publish(c, &err));
    lc_stmt_free(s);
    assert_int_equal(count_files(".new."), 0);
}

/* ---- other processes, kills, full disks ---- */

static void test_lock(void **state)
{
    const char *path = lct_folder_path("l.lcc");
    lc_city *c = begun(path, false), *other = NULL;

    (void)state;
    fails(LIFE_ERR_BUSY, "l.lcc.lock", lc_city_begin(path, true, &other, &err));
    assert_null(other);
    fill(c);
    ok(lc_city_publish(c, &err));
    lc_city_close(begun(path, true));
}

static void test_kill(void **state)
{
    const char *path = made("k.lcc");
    char before[65], after[65];
    bool known;

    (void)state;
    ok(lc_file_sha256(path, before, &err));
    for (int ms = 0; ms < 60; ms += 4) {
        pid_t pid = fork();
        int status;

        if (pid == 0) {
            lc_city *c = NULL;

            for (;;) /* over and over, so that any moment may be hit */
                if (lc_city_begin(path, true, &c, NULL) ||
                    lc_setting_put(c, "n", "1", NULL) ||
                    lc_city_publish(c, NULL))
                    _exit(1);
        }
        sleep_ms(ms);
        kill(pid, SIGKILL);
        assert_int_equal(waitpid(pid, &status, 0), pid);
        assert_true(WIFSIGNALED(status));
        ok(lc_city_verify(path, &known, &err));
        assert_true(known);
        lc_city_close(opened(path));
    }
    ok(lc_city_publish(begun(path, true), &err)); /* not locked */
    assert_int_equal(count_files(".new."), 0);
    /* A kill in mid-import leaves the old bytes. */
    ok(lc_file_sha256(path, before, &err));
    if (fork() == 0) {
        lc_city *c = NULL;

        if (!lc_city_begin(path, false, &c, NULL))
            raise(SIGKILL);
        _exit(1);
    }
    wait(NULL);
    assert_int_equal(count_files(".new."), 1);
    ok(lc_file_sha256(path, after, &err));
    assert_string_equal(before, after);
    lc_city_close(begun(path, true));
    assert_int_equal(count_files(".new."), 0);
}

static void test_sweep(void **state)
{
    const char *path = lct_folder_path("t.lcc");

    (void)state;
    write_file(lct_folder_path("t.lcc.new.1"), "x", 1);
    write_file(lct_folder_path("t.lcc.new.999999"), "x", 1);
    write_file(lct_folder_path("t.lcc.sha256.tmp.77"), "x", 1);
    write_file(lct_folder_path("t.lcc.new.mine"), "x",
               1);                                       /* not of that form */
    write_file(lct_folder_path("tt.lcc.new.5"), "x", 1); /* another city's */
    lc_city_close(begun(path, false));
    assert_int_equal(count_files(".new."), 2);
    assert_int_equal(count_files(".tmp."), 0);
}

/* What a killed import left goes when somebody next opens the city, but not
 * what one is writing. */
static void test_sweep_by_readers(void **state)
{
    const char *path = lct_folder_path("t.lcc");
    lc_city *writer = begun(path, false);
    lc_held *held;

    (void)state;
    ok(lc_city_publish(writer, &err));
    writer = begun(path, true);
    write_file(lct_folder_path("t.lcc.new.1"), "x", 1);
    lc_city_close(opened(path));
    assert_int_equal(count_files(".new."), 2);
    lc_city_close(writer);
    assert_int_equal(count_files(".new."), 1);
    lc_city_close(opened(path));
    assert_int_equal(count_files(".new."), 0);

    write_file(lct_folder_path("t.lcc.new.1"), "x", 1);
    write_file(lct_folder_path("t.lcc.new.mine"), "x", 1);
    ok(lc_held_open(path, &held, &err));
    lc_held_close(held);
    assert_int_equal(count_files(".new."), 1);
    unlink(lct_folder_path("t.lcc.new.mine"));
}

/* Runs an import that may write no file over `most` bytes. */
static int import_within(const char *path, size_t most)
{
    struct rlimit limit = {most, most};
    pid_t pid = fork();
    int status = 0;

    if (pid == 0) {
        lc_city *c = NULL;
        char *big = lc_calloc(1, 3000000);
        lc_status st;

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        err = (lc_error){0};
        st = lc_city_begin(path, true, &c, &err);
        if (!st)
            st = lc_array_put(c, "big", big, 3, 1000000, &err);
        if (!st)
            st = lc_city_publish(c, &err);
        else
            lc_city_close(c);
        lc_free(big);
        _exit(!st ? 0 : !err.text[0] ? 3 : st == LIFE_ERR_IO ? 1 : 2);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_disk_full(void **state)
{
    const char *path = made("f.lcc");
    char before[65], after[65];

    (void)state;
    ok(lc_file_sha256(path, before, &err));
    for (size_t most = 0; most < 3000000; most += 250000) {
        assert_int_equal(import_within(path, most), 1);
        assert_int_equal(count_files(".new."), 0);
        ok(lc_file_sha256(path, after, &err));
        assert_string_equal(before, after);
    }
    assert_int_equal(import_within(path, 6000000), 0);
    lc_city_close(opened(path));
    assert_int_equal(import_within(lct_folder_path("new.lcc"), 100000), 1);
    assert_int_equal(access(lct_folder_path("new.lcc"), F_OK), -1);
}

static void test_no_memory(void **state)
{
    const char *path = made("m.lcc");
    int i;

    (void)state;
    for (i = 0; i < 500; i++) {
        lc_city *c = NULL;
        lc_status st;

        lc_mem_fail_after(i, false);
        st = lc_city_begin(path, true, &c, NULL);
        if (!st)
            st = lc_city_publish(c, NULL);
        lc_mem_fail_after(-1, false);
        if (!st)
            break;
        assert_int_equal(st, LIFE_ERR_NOMEM);
        assert_int_equal(count_files(".new."), 0);
    }
    assert_true(i > 10 && i < 500);
    lc_city_close(opened(path));
}

/* ---- earlier versions ---- */

/* Takes what later versions added out of a city: what is left is `version`. */
static const char *made_older(const char *name, int version)
{
    const char *path = made(name);
    char sums[256];

    run_sql(path, "ALTER TABLE source DROP COLUMN licence;"
                  "ALTER TABLE source DROP COLUMN withheld;"
                  "ALTER TABLE address DROP COLUMN source;"
                  "CREATE TABLE link(owner TEXT NOT NULL) STRICT;"
                  "INSERT INTO link VALUES('h');"
                  "ALTER TABLE home ADD COLUMN units TEXT NOT NULL DEFAULT '';"
                  "UPDATE home SET units = 'street=1';"
                  "PRAGMA user_version = 4");
    if (version < 4)
        run_sql(path, "ALTER TABLE street DROP COLUMN ends;"
                      "ALTER TABLE source DROP COLUMN land_edge;"
                      "PRAGMA user_version = 3");
    snprintf(sums, sizeof sums, "%s.sha256", path);
    unlink(sums);
    return path;
}

static void test_older_brought_up(void **state)
{
    const char *path = made_older("o.lcc", 4);
    char before[65], after[65];
    lc_city *c = NULL;

    (void)state;
    ok(lc_file_sha256(path, before, &err));
    fails(LIFE_ERR_DB, "lifecircle compute --city",
          lc_city_open(path, true, &c, &err));
    fails(LIFE_ERR_DB, "nothing in it is lost",
          lc_city_begin(path, LIFE_KEEP_NONE, &c, &err));
    c = begun(path, LIFE_KEEP_ALL);
    assert_int_equal(lc_city_older(c), 4);
    assert_int_equal(number(c, "SELECT count(*) FROM facility"), 3);
    assert_int_equal(number(c, "SELECT count(*) FROM street"), 1);
    assert_int_equal(number(c, "SELECT count(*) FROM sqlite_master WHERE"
                               " name = 'link'"),
                     0);
    assert_int_equal(number(c, "SELECT count(*) FROM pragma_table_info('home')"
                               " WHERE name = 'units'"),
                     0);
    assert_int_equal(number(c, "SELECT count(*) FROM home"), 1);
    assert_int_equal(number(c, "SELECT count(*) FROM array"), 0);
    assert_int_equal(number(c, "SELECT sum(withheld) FROM source"), 0);
    assert_int_equal(
        number(c, "SELECT count(*) FROM address WHERE source = ''"), 1);
    ok(lc_city_publish(c, &err));
    lc_city_close(opened(path));
    ok(lc_file_sha256(lct_folder_path("o.lcc.v4"), after, &err));
    assert_string_equal(before, after);
}

static void test_older_made_anew(void **state)
{
    const char *path = made_older("o.lcc", 3);
    char before[65], after[65];
    lc_city *c = NULL;

    (void)state;
    ok(lc_file_sha256(path, before, &err));
    fails(LIFE_ERR_DB, "lifecircle import osm EXTRACT --city",
          lc_city_open(path, true, &c, &err));
    fails(LIFE_ERR_DB, "stays (list)",
          lc_city_begin(path, LIFE_KEEP_ALL, &c, &err));
    c = begun(path, LIFE_KEEP_TABLES);
    assert_int_equal(lc_city_older(c), 3);
    assert_int_equal(number(c, "SELECT count(*) FROM facility"), 2);
    assert_int_equal(number(c, "SELECT count(*) FROM source"), 1);
    assert_int_equal(number(c, "SELECT count(*) FROM unit"), 1);
    assert_int_equal(number(c, "SELECT count(*) FROM street"), 0);
    assert_int_equal(
        number(c, "SELECT count(*) FROM setting WHERE key = 'name'"), 1);
    lc_city_close(c); /* thrown away */
    ok(lc_file_sha256(path, after, &err));
    assert_string_equal(before, after);
    assert_int_equal(access(lct_folder_path("o.lcc.v3"), F_OK), -1);
    ok(lc_city_publish(begun(path, LIFE_KEEP_TABLES), &err));
    ok(lc_file_sha256(lct_folder_path("o.lcc.v3"), after, &err));
    assert_string_equal(before, after);
}

static void test_older_kills(void **state)
{
    (void)state;
    for (int ms = 0; ms < 80; ms += 4) {
        const char *path = made_older("o.lcc", 3 + ms / 4 % 2);
        char before[65], after[65];
        bool known;
        pid_t pid;
        int status;

        ok(lc_file_sha256(path, before, &err));
        pid = fork();
        if (pid == 0) {
            lc_city *c = NULL;

            for (;;)
                if (lc_city_begin(path, LIFE_KEEP_TABLES, &c, NULL) ||
                    lc_setting_put(c, "n", "1", NULL) ||
                    lc_city_publish(c, NULL))
                    _exit(1);
        }
        sleep_ms(ms);
        kill(pid, SIGKILL);
        assert_int_equal(waitpid(pid, &status, 0), pid);
        assert_true(WIFSIGNALED(status));
        ok(lc_city_verify(path, &known, &err));
        ok(lc_file_sha256(path, after, &err));
        if (strcmp(before, after) != 0)
            lc_city_close(opened(path));
        lc_city_close(begun(path, LIFE_KEEP_TABLES));
        assert_int_equal(count_files(".new."), 0);
        unlink(path);
    }
}

static void test_older_no_memory(void **state)
{
    (void)state;
    for (int version = 3; version < 5; version++) {
        int i;

        for (i = 0; i < 20000; i += 1 + i / 16) {
            const char *path =
                i ? lct_folder_path("o.lcc") : made_older("o.lcc", version);
            lc_city *c = NULL;
            lc_status st;

            lc_mem_fail_after(i, true); /* once, libcsv does with less */
            st = lc_city_begin(path, LIFE_KEEP_TABLES, &c, NULL);
            if (!st)
                st = lc_city_publish(c, NULL);
            lc_mem_fail_after(-1, false);
            if (!st)
                break;
            assert_int_equal(st, LIFE_ERR_NOMEM);
            assert_int_equal(count_files(".new."), 0);
        }
        assert_true(i > 100 && i < 20000);
        unlink(lct_folder_path("o.lcc"));
        unlink(lct_folder_path("o.lcc.sha256"));
    }
}

static void test_now(void **state)
{
    char now[32];

    (void)state;
    lc_city_now(now);
    assert_string_equal(now, "2023-11-14T22:13:20Z");
    setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
    lc_city_now(now);
    assert_int_equal(strlen(now), 20);
    assert_true(strcmp(now, "2024") > 0);
}

#define test(name)                                                             \
    cmocka_unit_test_setup_teardown(name, set_up, lct_folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_round_trip),
        test(test_columns),
        test(test_arrays),
        test(test_same_bytes),
        test(test_keep),
        test(test_spatial_index),
        test(test_spatial_index_changed),
        test(test_unindexed),
        test(test_link),
        test(test_table_added_later),
        test(test_wal),
        test(test_written),
        test(test_remove_source),
        test(test_wrong_files),
        test(test_damaged),
        test(test_switch_cut_short),
        test(test_carrying_on),
        test(test_carrying_on_unsummed),
        test(test_sum_in_capitals),
        test(test_permissions),
        test(test_bad_rows),
        test(test_statement_errors),
        test(test_lock),
        test(test_kill),
        test(test_sweep),
        test(test_sweep_by_readers),
        test(test_disk_full),
        test(test_no_memory),
        test(test_now),
        test(test_older_brought_up),
        test(test_older_made_anew),

        test(test_older_kills),
        test(test_older_no_memory),
    };

    return cmocka_run_group_tests_name("store/city", tests, NULL, NULL);
}
