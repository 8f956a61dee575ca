/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/answers.h - answers as JSON, GeoJSON and CSV,
 * written once for the command line and for HTTP, so that both have the same
 * members: a header an answer, and here all of them.
 *
 * GeoJSON is RFC 7946: WGS 84, at most 7 decimals, outer rings
 * counter-clockwise, no crs. Times are seconds with three decimals at most,
 * distances metres with three, weights and shares exact decimals; what is not
 * known is null, with its reason beside it.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_ANSWERS_H
#define LIFECIRCLE_EXPORT_ANSWERS_ANSWERS_H

#include "lifecircle/export/answers/categories.h"
#include "lifecircle/export/answers/circle.h"
#include "lifecircle/export/answers/city.h"
#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/answers/facility.h"
#include "lifecircle/export/answers/gaps.h"
#include "lifecircle/export/answers/isochrone.h"
#include "lifecircle/export/answers/lists.h"
#include "lifecircle/export/answers/nearest.h"
#include "lifecircle/export/answers/report.h"
#include "lifecircle/export/answers/route.h"
#include "lifecircle/export/answers/search.h"
#include "lifecircle/export/answers/standards.h"
#include "lifecircle/export/answers/units.h"
#include "lifecircle/export/layers/layers.h"

#endif
