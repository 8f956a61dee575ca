/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/addresses.h - addresses, made from tags.
 *
 * Which way round an address is written follows the script of its street, not
 * the country that the city lies in.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_PLACES_ADDRESSES_H
#define LIFECIRCLE_SRC_IMPORT_OSM_PLACES_ADDRESSES_H

#include "src/import/osm/import.h"

/* Appends "Street 12, 17033 City", or district, street, number where the
 * street is written in Chinese. `full`: with postcode and city. False: there
 * is no address. */
bool lc_osm_addresses_put(const lc_osm_data *d, uint32_t tag, uint32_t count,
                          bool full, lc_buf *out);
/* Writes every address that has a number of a house. */
lc_status lc_osm_addresses(lc_osm_import *im, lc_error *err);

#endif
