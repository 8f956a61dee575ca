/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/xml.h - extracts as XML.
 *
 * Version 0.6 of the API's format, as all tools write it.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_XML_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_XML_H

#include "src/import/bytes/source.h"
#include "src/import/osm/read/builder.h"

/* Failures carry their line; `path` names the file in them. */
lc_status lc_osm_xml_read(lc_bytes_source *s, const char *path,
                          lc_osm_builder *b, lc_error *err);

#endif
