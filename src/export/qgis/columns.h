/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/qgis/columns.h - what people call the columns of the city file.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_QGIS_COLUMNS_H
#define LIFECIRCLE_SRC_EXPORT_QGIS_COLUMNS_H

#include "lifecircle/export/formats/field.h"

/* By the tables of src/store/city/schema.sql; a column is headed by its own
 * name where it isn't among them. */
extern const lc_fields lc_qgis_facility, lc_qgis_home, lc_qgis_street,
    lc_qgis_unit, lc_qgis_coverage;

#endif
