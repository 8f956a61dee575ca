/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/gpkg/schema.c - see the header. Tables and columns are those of OGC
 * 12-128r17, annexes C (core), F.3 (R-tree) and F.9 (schema);
 * gpkg_ogr_contents is GDAL's, which then need not count.
 */
#include "src/store/gpkg/schema.h"

#include "lifecircle/store/layer_style.h"
#include "src/store/stmt.h"

/* "GPKG", and version 1.3.0 of the standard. */
#define HEAD "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300; "

static const char core[] =
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER "
    "NOT NULL PRIMARY KEY, organization TEXT NOT NULL, "
    "organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
    "description TEXT); "
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, "
    "data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT "
    "'', last_change DATETIME NOT NULL DEFAULT "
    "(strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x "
    "DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN "
    "KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)); "
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name "
    "TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, "
    "z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY "
    "KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE "
    "(table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES "
    "gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) "
    "REFERENCES gpkg_spatial_ref_sys (srs_id)); "
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, "
    "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT "
    "NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, "
    "extension_name)); "
    "CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, "
    "feature_count INTEGER DEFAULT NULL); ";

static const char words[] =
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name "
    "TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT, "
    "constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, "
    "column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name)); "
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, "
    "constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive "
    "BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)); "
    "INSERT INTO gpkg_extensions VALUES"
    "('gpkg_data_columns', NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec/#extension_schema', 'read-write'), "
    "('gpkg_data_column_constraints', NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec/#extension_schema', 'read-write')";

/* The three systems that every file has. */
static const char systems[] =
    "INSERT INTO gpkg_spatial_ref_sys VALUES"
    "('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', "
    "'undefined cartesian coordinate reference system'), "
    "('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', "
    "'undefined geographic coordinate reference system'), "
    "('WGS 84 geodetic', 4326, 'EPSG', 4326, "
    "'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,"
    "298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],"
    "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\","
    "0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],"
    "AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4326\"]]', "
    "'longitude and latitude in degrees')";

lc_status lc_gpkg_schema(lc_city *c, lc_error *err)
{
    lc_status st = lc_stmt_exec(c, HEAD "BEGIN", err);

    if (!st)
        st = lc_stmt_exec(c, core, err);
    if (!st)
        st = lc_stmt_exec(c, words, err);
    if (!st)
        st = lc_layer_style_begin(c, "", err);
    return st ? st : lc_stmt_exec(c, systems, err);
}

lc_status lc_gpkg_schema_index(lc_city *c, const char *table, lc_error *err)
{
    return lc_stmt_exec_f(
        c, err,
        "CREATE VIRTUAL TABLE \"rtree_%w_geom\" USING rtree(id, minx, maxx, "
        "miny, maxy); "
        "INSERT INTO gpkg_extensions VALUES(%Q, 'geom', 'gpkg_rtree_index', "
        "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        table, table);
}

/* Annex F.3, with the names as it has them. They call functions of whoever
 * changes rows; nothing runs here. */
#define ENTRY                                                                  \
    "NEW.\"fid\", ST_MinX(NEW.\"geom\"), ST_MaxX(NEW.\"geom\"), "              \
    "ST_MinY(NEW.\"geom\"), ST_MaxY(NEW.\"geom\")"
#define FULL  "(NEW.\"geom\" NOTNULL AND NOT ST_IsEmpty(NEW.\"geom\"))"
#define EMPTY "(NEW.\"geom\" ISNULL OR ST_IsEmpty(NEW.\"geom\"))"

static const char *const triggers[] = {
    "CREATE TRIGGER \"rtree_%w_geom_insert\" AFTER INSERT ON \"%w\" WHEN " FULL
    " BEGIN INSERT OR REPLACE INTO \"rtree_%w_geom\" VALUES (" ENTRY "); END",
    "CREATE TRIGGER \"rtree_%w_geom_update1\" AFTER UPDATE OF \"geom\" ON "
    "\"%w\" WHEN OLD.\"fid\" = NEW.\"fid\" AND " FULL
    " BEGIN INSERT OR REPLACE INTO \"rtree_%w_geom\" VALUES (" ENTRY "); END",
    "CREATE TRIGGER \"rtree_%w_geom_update2\" AFTER UPDATE OF \"geom\" ON "
    "\"%w\" WHEN OLD.\"fid\" = NEW.\"fid\" AND " EMPTY
    " BEGIN DELETE FROM \"rtree_%w_geom\" WHERE id = OLD.\"fid\"; END",
    "CREATE TRIGGER \"rtree_%w_geom_update3\" AFTER UPDATE ON \"%w\" WHEN "
    "OLD.\"fid\" != NEW.\"fid\" AND " FULL
    " BEGIN DELETE FROM \"rtree_%w_geom\" WHERE id = OLD.\"fid\"; "
    "INSERT OR REPLACE INTO \"rtree_%w_geom\" VALUES (" ENTRY "); END",
    "CREATE TRIGGER \"rtree_%w_geom_update4\" AFTER UPDATE ON \"%w\" WHEN "
    "OLD.\"fid\" != NEW.\"fid\" AND " EMPTY
    " BEGIN DELETE FROM \"rtree_%w_geom\" WHERE id IN (OLD.\"fid\", "
    "NEW.\"fid\"); END",
    "CREATE TRIGGER \"rtree_%w_geom_delete\" AFTER DELETE ON \"%w\" WHEN "
    "OLD.\"geom\" NOT NULL BEGIN DELETE FROM \"rtree_%w_geom\" WHERE id = "
    "OLD.\"fid\"; END",
    /* GDAL's own, which keep its count. */
    "CREATE TRIGGER \"trigger_insert_feature_count_%w\" AFTER INSERT ON \"%w\" "
    "BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 "
    "WHERE lower(table_name) = lower('%q'); END",
    "CREATE TRIGGER \"trigger_delete_feature_count_%w\" AFTER DELETE ON \"%w\" "
    "BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 "
    "WHERE lower(table_name) = lower('%q'); END",
};

/* None has more than four places for the table's name. */
lc_status lc_gpkg_schema_triggers(lc_city *c, const char *t, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < sizeof triggers / sizeof *triggers; i++)
        st = lc_stmt_exec_f(c, err, triggers[i], t, t, t, t);
    return st;
}
