/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table.c - what an import of a large table costs: its time beside the barest
 * way to the same rows (a copy from table to table in SQL, without a journal,
 * and SpatiaLite's index), and its memory.
 */
#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

int bench_table(bench *b, const char *table, const char *city,
                const char *program)
{
    const char *import[] = {program, "import", "facilities",   table, "--city",
                            city,    "-q",     "--no-compute", NULL};
    size_t size = strlen(city) + sizeof ".scratch";
    char *scratch = malloc(size);
    struct rusage most;
    double whole, bare;

    if (!scratch)
        return 1;
    snprintf(scratch, size, "%s.scratch", city);
    bench_begin(b, table);
    whole = bench_run_us(import);
    getrusage(RUSAGE_CHILDREN, &most);
    if (whole < 0) {
        lc_fail(&b->err, LIFE_ERR_IO, "the import failed");
        bench_stop(b, table);
    }
    bare = bench_store_us(b, city, "facility", scratch);
    bench_row(b, "table without compute", whole / 1e3, "ms",
              "reading, measuring its system, storing");
    bench_row(b, "bare insert and index of its rows", bare / 1e3, "ms",
              "SQL copy and SpatiaLite's index");
    bench_row(b, "table / bare", whole / bare, "x",
              "at most 2 is half of its rate");
    bench_row(b, "table, most memory", (double)most.ru_maxrss / 1024, "MiB",
              "at most 300");
    if (b->json)
        fclose(b->json);
    free(scratch);
    return 0;
}
