/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/report.c - see report.h.
 *
 * The report has a fixed size; a line that doesn't fit is left out whole, so
 * that no half sentence is read as one.
 */
#include "src/import/report.h"

#include "lifecircle/base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void lc_import_report_add(lc_import_report *report, const char *fmt, ...)
{
    size_t len = strlen(report->text), room = sizeof report->text - len;
    va_list ap;
    bool whole;

    if (room < 2)
        return;
    /* Room for the newline is kept. */
    va_start(ap, fmt);
    whole = lc_utf8_vformat(report->text + len, room - 1, fmt, ap);
    va_end(ap);
    if (whole)
        memcpy(report->text + strlen(report->text), "\n", 2);
    else
        report->text[len] = '\0'; /* whole lines or none */
}
