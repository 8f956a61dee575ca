/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/qgis/project.h - a project of QGIS (3.22 and later) that
 * opens a city file: its layers with symbols, and their columns in words.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf.
 * Cost:    some 40 KiB, whatever the city.
 */
#ifndef LIFECIRCLE_EXPORT_QGIS_PROJECT_H
#define LIFECIRCLE_EXPORT_QGIS_PROJECT_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/world/world.h"

/* A .qgs. `city` is where the file is, as seen from the project's folder
 * ("./my.city"); it must not hold a '|', which QGIS takes for the end of a
 * path. Facilities, streets, homes, the units of each level, and those of the
 * finest shaded by the share of people who reach all basic services; the same
 * city and language give the same bytes. */
void lc_qgis_project_put(lc_buf *out, const lc_world *w, const char *city,
                         lc_lang lang);

#endif
