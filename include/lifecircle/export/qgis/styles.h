/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/qgis/styles.h - how QGIS shows the tables of a city file
 * that somebody opens as it is: symbols, and columns called in Chinese, said in
 * the file itself.
 *
 * Layer:   export.
 */
#ifndef LIFECIRCLE_EXPORT_QGIS_STYLES_H
#define LIFECIRCLE_EXPORT_QGIS_STYLES_H

#include "lifecircle/store/city.h"

/* Into a city that is being written, in place of those of before; styles that
 * people saved there stay, and count more. LIFE_ERR_DB, LIFE_ERR_NOMEM. */
lc_status lc_qgis_styles_put(lc_city *c, lc_error *err);

#endif
