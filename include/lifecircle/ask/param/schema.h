/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/ask/param/schema.h - what a parameter's values may be: for
 * programs as a JSON schema, for people as words.
 */
#ifndef LIFECIRCLE_ASK_PARAM_SCHEMA_H
#define LIFECIRCLE_ASK_PARAM_SCHEMA_H

#include "lifecircle/ask/param/param.h"
#include "lifecircle/base/json.h"

/* The JSON schema of a parameter's values, as a member "schema". */
void lc_param_schema(lc_json *j, const lc_use *use, const char *formats);
/* The words a value may be, space-separated (of a city's tables those built
 * in); nothing is put where it may be anything. */
void lc_param_words(lc_buf *out, lc_param_id id, const char *formats);

#endif
