/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/monitor/access_log.c - see access_log.h.
 */
#include "src/http/monitor/access_log.h"

#include "lifecircle/base/json.h"
#include "lifecircle/base/log.h"
#include "src/http/monitor/metrics.h"

#include <inttypes.h>
#include <stdio.h>

static const char *method_name(lc_method m)
{
    static const struct {
        lc_method method;
        const char *name;
    } names[] = {{LIFE_GET, "GET"},
                 {LIFE_HEAD, "HEAD"},
                 {LIFE_OPTIONS, "OPTIONS"},
                 {LIFE_POST, "POST"}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].method == m)
            return names[i].name;
    return "-";
}

/* A line for which there is no memory is left out: the metrics have it. */
static void write_json(const lc_access *a, const char *when, const char *id)
{
    lc_buf text = {0};
    lc_json j;

    lc_json_init(&j, &text);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "time", when);
    lc_json_str(&j, "level", "info");
    lc_json_str(&j, "message", "request");
    lc_json_str(&j, "id", id);
    lc_json_str(&j, "method", method_name(a->method));
    if (*a->city)
        lc_json_str(&j, "city_id", a->city);
    lc_json_str(&j, "route", lc_metrics_row_name(a->row).text);
    lc_json_int(&j, "status", a->status);
    lc_json_int(&j, "bytes", (int64_t)a->bytes);
    lc_json_int(&j, "us", (int64_t)a->us);
    lc_json_str(&j, "generation", *a->generation ? a->generation : NULL);
    lc_json_end(&j);
    if (!text.failed)
        lc_log_object(LIFE_LOG_INFO, text.data);
    lc_buf_free(&text);
}

void lc_access_log_write(const lc_access *a)
{
    char when[32], id[24];

    lc_log_time(when);
    snprintf(id, sizeof id, "%016" PRIx64, a->id);
    if (lc_log_get_form() == LIFE_LOG_JSON)
        write_json(a, when, id);
    else
        lc_log(LIFE_LOG_INFO, "%s %s %s %s%s %u %zu bytes %" PRIu64 " us %s",
               when, id, method_name(a->method), a->base,
               lc_metrics_row_name(a->row).text, a->status, a->bytes, a->us,
               *a->generation ? a->generation : "-");
}
