/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/facilities/attributes.h - what a facility's attributes say: a flat
 * JSON object of strings, numbers and truth values, as the imports write it.
 */
#ifndef LIFECIRCLE_SRC_WORLD_FACILITIES_ATTRIBUTES_H
#define LIFECIRCLE_SRC_WORLD_FACILITIES_ATTRIBUTES_H

#include "lifecircle/world/facility.h"
#include "lifecircle/world/world.h"

/* The text of a member of a flat JSON object (a number as it is written);
 * false: there is none, or it is null or empty. What is longer than `size`
 * bytes is cut. */
bool lc_attribute_member(const char *json, const char *key, char *out,
                         size_t size);
/* The same of a facility's attributes and its wheelchair field. */
bool lc_attribute_text(const lc_world *w, uint32_t facility, const char *key,
                       char *out, size_t size);
/* As a number of at least 0; site_area_m2 and length_m are measured on the
 * shape where they are not told. "": 1. */
bool lc_attribute_number(const lc_world *w, uint32_t facility, const char *key,
                         double *out);

#endif
