/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/workbook.c - see workbook.h.
 */
#include "src/import/table/book/workbook.h"

#include "src/import/table/book/xls.h"
#include "src/import/table/book/xlsx.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Many files are called .xls that are something else. */
lc_status lc_workbook_read(const lc_reading *job, lc_error *err)
{
    static const unsigned char compound[] = {0xd0, 0xcf, 0x11, 0xe0};
    char first[4] = "";
    FILE *f = fopen(job->path, "rb");
    size_t n = f ? fread(first, 1, sizeof first, f) : 0;

    if (!f)
        return lc_read_fail(job, LIFE_ERR_IO, err, "%s", strerror(errno));
    fclose(f);
    if (n == sizeof first && !memcmp(first, compound, n))
        return lc_xls_read(job, err);
    if (n == sizeof first && !memcmp(first, "PK", 2))
        return lc_xlsx_read(job, err);
    return lc_read_fail(
        job, LIFE_ERR_PARSE, err, "is no workbook by its first bytes%s",
        memchr(first, '<', n)
            ? ", but a page or XML; open it and save it as .xlsx or .csv"
            : "; if it is text, name it .csv or .txt");
}
