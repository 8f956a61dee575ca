/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_others.c - extracts, grids, packed files, descriptions of
 * systems.
 */
#include "fuzz.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/geo/crs.h"
#include "src/import/bytes/source.h"
#include "src/import/kinds/grid.h"
#include "src/import/osm/read/read.h"

#include <stdlib.h>
#include <string.h>

/* .osm.pbf, .osm, and those that are packed: known by their content. */
void lct_fuzz_osm(const uint8_t *data, size_t len)
{
    lc_osm_data d = {0};
    lc_error err = {0};

    if (lc_osm_read(lct_fuzz_file("t.csv", data, len), NULL, &d, &err) !=
            LIFE_OK &&
        !err.text[0])
        abort();
    lc_osm_data_free(&d);
}

void lct_fuzz_asc(const uint8_t *data, size_t len)
{
    lc_import_grid cells = {0};
    lc_error err = {0};

    if (lc_import_grid_read_asc(lct_fuzz_file("t.csv", data, len), &cells,
                                &err) != LIFE_OK &&
        !err.text[0])
        abort();
    lc_import_grid_free(&cells);
}

/* -- a block of an extract, in a file that is whole ------------------------ */

/* Of protobuf: a number, and a field of bytes. */
static void put_number(lc_buf *out, uint64_t v)
{
    for (; v > 127; v >>= 7)
        lc_buf_putc(out, (char)(v | 128));
    lc_buf_putc(out, (char)v);
}

static void put_bytes(lc_buf *out, int field, const void *bytes, size_t len)
{
    put_number(out, (uint64_t)field << 3 | 2);
    put_number(out, len);
    lc_buf_put(out, bytes, len);
}

static void put_blob(lc_buf *out, const char *type, const void *bytes,
                     size_t len)
{
    lc_buf blob = {0}, head = {0};

    put_bytes(&blob, 1, bytes, len); /* raw */
    put_bytes(&head, 1, type, strlen(type));
    put_number(&head, 3 << 3);
    put_number(&head, blob.len);
    lc_buf_putc(out, 0);
    lc_buf_putc(out, 0);
    lc_buf_putc(out, 0);
    lc_buf_putc(out, (char)head.len);
    lc_buf_put(out, head.data, head.len);
    lc_buf_put(out, blob.data, blob.len);
    lc_buf_free(&blob);
    lc_buf_free(&head);
}

/* The first byte chooses a header block, or a block of data behind a header. */
void lct_fuzz_pbf(const uint8_t *data, size_t len)
{
    static const char head[] = "\x22\x0eOsmSchema-V0.6\x22\x0a"
                               "DenseNodes";
    lc_osm_data d = {0};
    lc_error err = {0};
    lc_buf file = {0};

    if (!len)
        return;
    if (*data & 1)
        put_blob(&file, "OSMHeader", data + 1, len - 1);
    else
        put_blob(&file, "OSMHeader", head, sizeof head - 1);
    if (!(*data & 1))
        put_blob(&file, "OSMData", data + 1, len - 1);
    lct_fuzz_told((int)lc_osm_read(lct_fuzz_file("t.csv", file.data, file.len),
                                   NULL, &d, &err),
                  &err);
    lc_osm_data_free(&d);
    lc_buf_free(&file);
}

/* ------------------------------------------------------------------------- */

/* gzip, bzip2 and xz, and what is none of them. */
void lct_fuzz_packed(const uint8_t *data, size_t len)
{
    static char room[1 << 16];
    lc_bytes_source *s = NULL;
    lc_error err = {0};
    lc_status st =
        lc_bytes_source_open(lct_fuzz_file("t.csv", data, len), &s, &err);
    size_t got = 1;
    int first;

    if (!st)
        st = lc_bytes_source_peek(s, &first, &err);
    while (!st && got)
        st = lc_bytes_source_read(s, room, sizeof room, &got, &err);
    lct_fuzz_told((int)st, &err);
    lc_bytes_source_close(s);
}

/* What stands in a .prj; it is PROJ that reads it. */
void lct_fuzz_prj(const uint8_t *data, size_t len)
{
    char *text = lct_fuzz_text(data, len), name[32];
    lc_error err = {0};

    lct_fuzz_told((int)lc_crs_identify(text, name, &err), &err);
    free(text);
}
