/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/qgis/table.h - the tables of the city file as QGIS shows them, and
 * what people call their columns.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_QGIS_TABLE_H
#define LIFECIRCLE_SRC_EXPORT_QGIS_TABLE_H

#include "lifecircle/export/formats/writer.h"

/* A tint of outlines through which others are seen. */
#define LIFE_QGIS_CLEAR "0,0,0,0"

typedef struct lc_qgis_table {
    const char *name; /* as src/store/city/schema.sql has it */
    lc_geometry_kind geometry;
    lc_fields fields; /* a column is headed by its own name where it isn't
                         among them */
    const char *tint; /* as of an lc_layout */
} lc_qgis_table;

/* Those whose shapes are of one kind; NULL behind the last. */
const lc_qgis_table *lc_qgis_table_at(size_t i);
const lc_qgis_table *lc_qgis_table_named(const char *name);

#endif
