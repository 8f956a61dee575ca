/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/qgis/archive.c - see the header. QGIS takes the first file in it
 * that ends in .qgs, whatever it is called.
 */
#include "lifecircle/export/qgis/archive.h"

#include <zip.h>

#define ENTRY "project.qgs"

/* 2000-01-01 as zip has dates: years since 1980, month, day. */
enum { NO_TIME = 0, SOME_DATE = 20 << 9 | 1 << 5 | 1 };

static bool add(zip_t *zip, const lc_buf *project)
{
    zip_source_t *text = zip_source_buffer(zip, project->data, project->len, 0);
    zip_int64_t at;

    if (!text)
        return false;
    at = zip_file_add(zip, ENTRY, text, ZIP_FL_ENC_UTF_8);
    if (at < 0)
        zip_source_free(text); /* else it is the archive's */
    return at >= 0 &&
           !zip_file_set_dostime(zip, (zip_uint64_t)at, NO_TIME, SOME_DATE, 0);
}

/* Into `made`, which is kept by who made it. */
static bool write_archive(zip_source_t *made, const lc_buf *project)
{
    zip_t *zip = zip_open_from_source(made, ZIP_CREATE | ZIP_TRUNCATE, NULL);

    if (!zip)
        return false;
    zip_source_keep(made);
    if (add(zip, project) && !zip_close(zip))
        return true;
    zip_discard(zip);
    return false;
}

static bool read_back(zip_source_t *made, lc_buf *out)
{
    char piece[4096];
    zip_int64_t n;

    if (zip_source_open(made))
        return false;
    while ((n = zip_source_read(made, piece, sizeof piece)) > 0)
        lc_buf_put(out, piece, (size_t)n);
    zip_source_close(made);
    return n == 0;
}

/* In memory nothing but memory can be wanting. */
lc_status lc_qgis_archive_put(lc_buf *out, const lc_buf *project, lc_error *err)
{
    zip_source_t *made = zip_source_buffer_create(NULL, 0, 0, NULL);
    bool fine = made && write_archive(made, project) && read_back(made, out);

    if (made)
        zip_source_free(made);
    return fine ? LIFE_OK
                : lc_fail(err, LIFE_ERR_NOMEM,
                          "no memory to pack a project "
                          "of QGIS");
}
