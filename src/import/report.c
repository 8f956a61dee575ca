/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/report.c - see report.h.
 */
#include "src/import/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void lc_import_report_add(lc_import_report *report, const char *fmt, ...)
{
    size_t len = strlen(report->text), room = sizeof report->text - len;
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(report->text + len, room, fmt, ap);
    va_end(ap);
    if (n < 0 || (size_t)n + 1 >= room)
        report->text[len] = '\0'; /* whole lines or none */
    else
        memcpy(report->text + len + n, "\n", 2);
}
