/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/metrics.c - see metrics.h.
 */
#include "src/http/serve/metrics.h"

#include "lifecircle/base/mem.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>

/* All that the server gives; what would be another one counts as the last. */
static const unsigned statuses[] = {200, 204, 304, 400, 404, 405,
                                    411, 413, 414, 415, 421, 429,
                                    431, 499, 500, 501, 503, 505};
enum { STATUSES = sizeof statuses / sizeof *statuses };

/* Upper ends in microseconds; the last bucket has none. */
/* From an answer out of memory (100 us) to the slowest that needs no worker and
 * those that do. */
static const uint64_t bucket_us[] = {100,   250,    500,    1000,
                                     2500,  5000,   10000,  25000,
                                     50000, 100000, 250000, 1000000};
enum { BUCKETS = sizeof bucket_us / sizeof *bucket_us };

/* Additions without order between them: a reading may see a request in one sum
 * and not yet in another, which Prometheus expects. */
typedef struct counts {
    atomic_uint_fast64_t by_status[STATUSES];
    atomic_uint_fast64_t by_time[BUCKETS + 1];
    atomic_uint_fast64_t sum_us;
} counts;

struct lc_metrics {
    atomic_int_fast64_t connections;
    atomic_uint_fast64_t shared;
    counts rows[];
};

static size_t row_count(void)
{
    return lc_endpoint_count() + LIFE_ROWS_MORE;
}

lc_metrics *lc_metrics_new(void)
{
    return lc_calloc(1, sizeof(lc_metrics) + row_count() * sizeof(counts));
}

void lc_metrics_free(lc_metrics *m)
{
    lc_free(m);
}

/* By value, as the name of a route is put together from two constants. */
lc_metrics_name lc_metrics_row_name(size_t row)
{
    static const char *const more[LIFE_ROWS_MORE] = {
        [LIFE_ROW_FILES] = "files",
        [LIFE_ROW_UNKNOWN] = "unknown",
        [LIFE_ROW_REFUSED] = "refused"};
    lc_metrics_name name;

    if (row < lc_endpoint_count()) {
        lc_endpoint e = lc_endpoint_at(row);

        snprintf(name.text, sizeof name.text, "%s%s", e.root, e.path);
    } else {
        snprintf(name.text, sizeof name.text, "%s",
                 more[row - lc_endpoint_count()]);
    }
    return name;
}

void lc_metrics_add(lc_metrics *m, size_t row, unsigned status, uint64_t us)
{
    counts *c = &m->rows[row];
    size_t s = 0, b = 0;

    while (s + 1 < STATUSES && statuses[s] != status)
        s++;
    while (b < BUCKETS && us > bucket_us[b])
        b++;
    atomic_fetch_add_explicit(&c->by_status[s], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&c->by_time[b], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&c->sum_us, us, memory_order_relaxed);
}

void lc_metrics_connections(lc_metrics *m, int change)
{
    atomic_fetch_add_explicit(&m->connections, change, memory_order_relaxed);
}

void lc_metrics_shared(lc_metrics *m)
{
    atomic_fetch_add_explicit(&m->shared, 1, memory_order_relaxed);
}

/* Rows that never came are left out: 40 routes by 15 statuses would be 600
 * lines of zeros. */
static void write_counts(lc_metrics *m, lc_buf *out)
{
    lc_buf_puts(out, "# TYPE lifecircle_requests_total counter\n");
    for (size_t i = 0; i < row_count(); i++)
        for (size_t s = 0; s < STATUSES; s++) {
            uint64_t n = atomic_load(&m->rows[i].by_status[s]);

            if (n)
                lc_buf_printf(out,
                              "lifecircle_requests_total{route=\"%s\","
                              "status=\"%u\"} %" PRIu64 "\n",
                              lc_metrics_row_name(i).text, statuses[s], n);
        }
}

/* Buckets are cumulative, each holding all that were as fast (Prometheus,
 * exposition formats). */
static void write_times(lc_metrics *m, size_t i, lc_buf *out)
{
    static const char metric[] = "lifecircle_request_seconds";
    const lc_metrics_name row = lc_metrics_row_name(i);
    const char *name = row.text;
    uint64_t n = 0;

    for (size_t b = 0; b < BUCKETS; b++) {
        n += atomic_load(&m->rows[i].by_time[b]);
        lc_buf_printf(out, "%s_bucket{route=\"%s\",le=\"%g\"} %" PRIu64 "\n",
                      metric, name, (double)bucket_us[b] / 1e6, n);
    }
    n += atomic_load(&m->rows[i].by_time[BUCKETS]);
    lc_buf_printf(out, "%s_bucket{route=\"%s\",le=\"+Inf\"} %" PRIu64 "\n",
                  metric, name, n);
    lc_buf_printf(out, "%s_sum{route=\"%s\"} ", metric, name);
    lc_buf_double(out, (double)atomic_load(&m->rows[i].sum_us) / 1e6, 6);
    lc_buf_printf(out, "\n%s_count{route=\"%s\"} %" PRIu64 "\n", metric, name,
                  n);
}

void lc_metrics_write(lc_metrics *m, lc_buf *out)
{
    write_counts(m, out);
    lc_buf_puts(out, "# TYPE lifecircle_request_seconds histogram\n");
    for (size_t i = 0; i < row_count(); i++)
        write_times(m, i, out);
    lc_buf_printf(out,
                  "# TYPE lifecircle_connections gauge\n"
                  "lifecircle_connections %" PRIdFAST64 "\n"
                  "# TYPE lifecircle_shared_total counter\n"
                  "lifecircle_shared_total %" PRIuFAST64 "\n",
                  atomic_load(&m->connections), atomic_load(&m->shared));
}
