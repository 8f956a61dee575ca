/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/layer_style.c - see lifecircle/store/layer_style.h. All twelve
 * columns, as QGIS finds no style where one is missing. What a file has no use
 * for is '' to the one reader and NULL to the other, and neither finds what the
 * other wrote.
 */
#include "lifecircle/store/layer_style.h"

#include "src/store/stmt.h"

lc_status lc_layer_style_begin(lc_city *c, const char *owner, lc_error *err)
{
    return lc_stmt_exec_f(
        c, err,
        "CREATE TABLE IF NOT EXISTS layer_styles (id INTEGER PRIMARY KEY "
        "AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema "
        "TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), "
        "styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault "
        "BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time "
        "DATETIME DEFAULT CURRENT_TIMESTAMP); "
        "DELETE FROM layer_styles WHERE owner = %Q",
        owner);
}

lc_status lc_layer_style_put(lc_city *c, const lc_layer_style *s, lc_error *err)
{
    bool gdal = s->reader == LIFE_LAYER_STYLE_OF_GDAL;

    return lc_stmt_exec_f(
        c, err,
        "INSERT INTO layer_styles(f_table_catalog, f_table_schema, "
        "f_table_name, f_geometry_column, styleName, styleQML, styleSLD, "
        "useAsDefault, description, owner, ui, update_time) VALUES('', %Q, "
        "%Q, %Q, %Q, %Q, '', 1, '', %Q, '', %Q)",
        gdal ? "" : NULL, s->table,
        s->spatial ? "geom"
        : gdal     ? ""
                   : NULL,
        s->table, s->qml, s->owner, s->when);
}
