/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/monitor/exposition.c - see exposition.h.
 */
#include "src/http/monitor/exposition.h"

#include <inttypes.h>

void lc_exposition_head(lc_buf *out, const char *name, const char *kind,
                        const char *help)
{
    lc_buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind);
}

void lc_exposition_value(lc_buf *out, const char *name, const char *labels,
                         uint64_t value)
{
    lc_buf_printf(out, "%s%s %" PRIu64 "\n", name, labels, value);
}

void lc_exposition_real(lc_buf *out, const char *name, const char *labels,
                        double value)
{
    lc_buf_printf(out, "%s%s ", name, labels);
    lc_buf_double(out, value, 6);
    lc_buf_putc(out, '\n');
}

void lc_exposition_gauge(lc_buf *out, const char *name, const char *help,
                         uint64_t value)
{
    lc_exposition_head(out, name, "gauge", help);
    lc_exposition_value(out, name, "", value);
}

void lc_exposition_counter(lc_buf *out, const char *name, const char *help,
                           uint64_t value)
{
    lc_exposition_head(out, name, "counter", help);
    lc_exposition_value(out, name, "", value);
}
