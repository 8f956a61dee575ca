/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/qr.h - an address as a QR code (ISO/IEC 18004), drawn
 * as SVG: for paper, where a link can't be tapped.
 *
 * Layer:   export.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_QR_H
#define LIFECIRCLE_EXPORT_PAGES_QR_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"

#define LIFE_QR_BYTES 512 /* longer ones are too fine for a phone on paper */

/* Puts an <svg> element: black on white, with the quiet zone of 4 modules,
 * which may stand alone or inside HTML. Correction level M (15 %).
 * LIFE_ERR_LIMIT: `text` is empty or over LIFE_QR_BYTES; LIFE_ERR_NOMEM. */
lc_status lc_qr_svg(lc_buf *out, const char *text, lc_error *err);

#endif
