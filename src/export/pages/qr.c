/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/qr.c - see qr.h. One path for all modules, a stretch of a
 * row at a time.
 */
#include "lifecircle/export/pages/qr.h"

#include <qrencode.h>
#include <string.h>

#define QUIET 4 /* modules around it, as the standard asks for */

static void put_row(lc_buf *out, const unsigned char *module, int width, int y)
{
    for (int x = 0; x < width;) {
        int from = x;

        while (x < width && module[x] & 1)
            x++;
        if (x > from)
            lc_buf_printf(out, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET,
                          x - from, x - from);
        while (x < width && !(module[x] & 1))
            x++;
    }
}

lc_status lc_qr_svg(lc_buf *out, const char *text, lc_error *err)
{
    size_t len = strlen(text);
    QRcode *code;
    int side;

    if (!len || len > LIFE_QR_BYTES)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "a QR code holds 1 to %d bytes, not %zu", LIFE_QR_BYTES,
                       len);
    code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for a QR code");
    side = code->width + 2 * QUIET;
    lc_buf_printf(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                  "viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
                  "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
                  "<path d=\"",
                  side, side, side, side);
    for (int y = 0; y < code->width; y++)
        put_row(out, code->data + (size_t)y * (size_t)code->width, code->width,
                y);
    lc_buf_puts(out, "\"/></svg>");
    QRcode_free(code);
    return LIFE_OK;
}
