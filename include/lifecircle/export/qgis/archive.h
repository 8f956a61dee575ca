/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/qgis/archive.h - a project of QGIS packed, as QGIS saves
 * it by itself (.qgz).
 *
 * Layer:   export.
 * Errors:  LIFE_ERR_NOMEM; `out` is sticky besides.
 */
#ifndef LIFECIRCLE_EXPORT_QGIS_ARCHIVE_H
#define LIFECIRCLE_EXPORT_QGIS_ARCHIVE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"

/* The same project gives the same bytes. */
lc_status lc_qgis_archive_put(lc_buf *out, const lc_buf *project,
                              lc_error *err);

#endif
