/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * import.c - what an import of an extract costs, step by step.
 *
 * Reading is measured beside `osmium fileinfo -e`, which decodes every object
 * and keeps none; storing beside the barest way to the same rows: a copy from
 * table to table in SQL, without a journal, and SpatiaLite's indexes.
 */
#include "bench.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/store/city.h"
#include "src/import/osm/read/read.h"
#include "src/import/osm/streets/network.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* after sqlite3.h, which it needs */
#include <spatialite.h>

static double children_us(void)
{
    struct rusage u;

    getrusage(RUSAGE_CHILDREN, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

double bench_run_us(const char *const argv[])
{
    double start_us = children_us();
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);

        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execvp(argv[0], (char *const *)argv); /* which changes none */
        _exit(127);
    }
    if (pid < 0 || waitpid(pid, &status, 0) < 0 || !WIFEXITED(status) ||
        WEXITSTATUS(status) != 0)
        return -1;
    return children_us() - start_us;
}

/* ---- the same rows, barely ---- */

static void sql(bench *b, sqlite3 *db, char *text)
{
    char *why = NULL;

    if (!text || sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK) {
        lc_fail(&b->err, LIFE_ERR_DB, "%s", why ? why : "no memory");
        bench_stop(b, text ? text : "SQL");
    }
    sqlite3_free(text);
}

static const struct {
    const char *table, *type; /* type NULL: no geometry */
} stored[] = {{"street", "LINESTRING"},
              {"feature", "GEOMETRY"},
              {"place", "POINT"},
              {"facility", "POINT"},
              {"facility_shape", "GEOMETRY"},
              {"facility_entrance", "POINT"},
              {"unit", "MULTIPOLYGON"},
              {"home", "POINT"},
              {"address", "POINT"}};

static void copy_table(bench *b, sqlite3 *db, size_t i)
{
    const char *table = stored[i].table;
    sqlite3_stmt *s = NULL;

    if (sqlite3_prepare_v2(db,
                           "SELECT sql FROM src.sqlite_master WHERE name = ?",
                           -1, &s, NULL) != SQLITE_OK)
        bench_stop(b, sqlite3_errmsg(db));
    sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
    if (sqlite3_step(s) != SQLITE_ROW)
        bench_stop(b, table);
    sql(b, db, sqlite3_mprintf("%s", sqlite3_column_text(s, 0)));
    sqlite3_finalize(s);
    sql(b, db,
        sqlite3_mprintf("INSERT INTO main.\"%w\" SELECT * FROM src.\"%w\"",
                        table, table));
    sql(b, db,
        sqlite3_mprintf("SELECT RecoverGeometryColumn(%Q, 'geom', 4326, %Q,"
                        " 'XY')",
                        table, stored[i].type));
    sql(b, db, sqlite3_mprintf("SELECT CreateSpatialIndex(%Q, 'geom')", table));
}

double bench_store_us(bench *b, const char *city, const char *only,
                      const char *scratch)
{
    void *cache = spatialite_alloc_connection();
    double start_us = bench_now_us();
    sqlite3 *db;

    remove(scratch);
    if (sqlite3_open(scratch, &db) != SQLITE_OK)
        bench_stop(b, scratch);
    spatialite_init_ex(db, cache, 0);
    sql(b, db,
        sqlite3_mprintf("PRAGMA journal_mode = OFF;"
                        "PRAGMA synchronous = OFF"));
    sql(b, db, sqlite3_mprintf("ATTACH %Q AS src", city));
    sql(b, db, sqlite3_mprintf("BEGIN"));
    sql(b, db, sqlite3_mprintf("SELECT InitSpatialMetaData('NONE')"));
    for (size_t i = 0; i < sizeof stored / sizeof *stored; i++)
        if (!only || strcmp(only, stored[i].table) == 0)
            copy_table(b, db, i);
    sql(b, db, sqlite3_mprintf("COMMIT"));
    sqlite3_close(db);
    spatialite_cleanup_ex(cache);
    remove(scratch);
    return bench_now_us() - start_us;
}

/* ---- ours ---- */

static double read_us(bench *b, const char *extract, lc_osm_data *d)
{
    double start_us = bench_now_us();

    if (lc_osm_read(extract, NULL, d, &b->err))
        bench_stop(b, "reading");
    return bench_now_us() - start_us;
}

static double network_us(bench *b, const lc_osm_data *d, const char *scratch)
{
    double start_us;
    lc_osm_streets written = {.access = NULL};
    lc_city *c;

    remove(scratch);
    if (lc_city_begin(scratch, false, &c, &b->err))
        bench_stop(b, "a new city");
    start_us = bench_now_us();
    if (lc_osm_network(c, d, NULL, &written, NULL, &b->err))
        bench_stop(b, "network");
    start_us = bench_now_us() - start_us;
    lc_osm_network_free(&written);
    lc_city_close(c);
    remove(scratch);
    return start_us;
}

int bench_import(bench *b, const char *extract, const char *city,
                 const char *program)
{
    char scratch[4096];
    const char *osmium[] = {"osmium", "fileinfo", "-e", extract, NULL};
    const char *import[] = {program, "import",       "osm",
                            extract, "--city",       NULL,
                            "-q",    "--no-compute", NULL};
    double read, net, theirs, whole, bare;
    lc_osm_data d = {0};
    struct stat file;
    char note[96];

    if (stat(extract, &file))
        bench_stop(b, extract);
    snprintf(scratch, sizeof scratch, "%s.scratch", city);
    import[5] = scratch;
    bench_begin(b, extract);
    read = read_us(b, extract, &d);
    net = network_us(b, &d, scratch);
    lc_osm_data_free(&d);
    theirs = bench_run_us(osmium);
    whole = bench_run_us(import);
    bare = bench_store_us(b, city, NULL, scratch);
    snprintf(note, sizeof note, "%.1f MB/s", (double)file.st_size / read);
    bench_row(b, "reading an extract", read / 1e3, "ms", note);
    snprintf(note, sizeof note, "%.1f MB/s, network stored",
             (double)file.st_size / (read + net));
    bench_row(b, "reading and network", (read + net) / 1e3, "ms", note);
    if (theirs > 0) {
        snprintf(note, sizeof note, "%.1f MB/s of processor time",
                 (double)file.st_size / theirs);
        bench_row(b, "osmium fileinfo -e", theirs / 1e3, "ms", note);
        bench_row(b, "reading and network / osmium", (read + net) / theirs, "x",
                  "at most 3 is a third of its rate");
    }
    bench_row(b, "import without compute", whole / 1e3, "ms",
              "reading, network, places, homes, units, storing");
    bench_row(b, "bare insert and index of its rows", bare / 1e3, "ms",
              "SQL copy and SpatiaLite's indexes");
    bench_row(b, "import after reading / bare", (whole - read) / bare, "x",
              "working out what the rows are, and storing them");
    if (b->json)
        fclose(b->json);
    return 0;
}
