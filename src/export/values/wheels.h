/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/wheels.h - what an answer for a pace that heeds wheels says
 * of the facilities it counted.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_WHEELS_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_WHEELS_H

#include "lifecircle/base/json.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/wheels.h"

/* wheelchair_counted and wheelchair_unstated; nothing for another pace. */
void lc_wheels_put(lc_json *j, const lc_pace *pace, lc_wheels_count n);

#endif
