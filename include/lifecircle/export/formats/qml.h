/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/qml.h - how QGIS shows a layer: its own language
 * of styles, as 3.22 and later read it.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_QML_H
#define LIFECIRCLE_EXPORT_FORMATS_QML_H

#include "lifecircle/export/formats/writer.h"

/* Symbols and, as QGIS 3.22 takes them from nowhere else, the fields' Chinese
 * names. `keys` is what stands in front of the fields ("fid"), or 0. The whole
 * document where `whole`, else what a layer of a project holds of it: its shade
 * may then be any expression, and its columns are headed in its words. */
void lc_qml_put(lc_buf *out, const lc_layout *l, size_t keys, bool whole);

#endif
