/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/json.h - writes JSON, member by member.
 *
 * Commas and nesting are kept by the writer. Strings are written as valid
 * UTF-8 (bad bytes become U+FFFD) with < > & U+2028 U+2029 and control bytes
 * escaped, so that the text is safe inside HTML too.
 *
 * Layer:   base.
 * Errors:  those of the lc_buf beneath; wrong nesting is a bug and asserts.
 */
#ifndef LIFECIRCLE_BASE_JSON_H
#define LIFECIRCLE_BASE_JSON_H

#include "lifecircle/base/buf.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lc_json {
    lc_buf *out;
    uint64_t has_item; /* bit d: the container at depth d is not empty */
    uint64_t is_object;
    unsigned depth;
} lc_json;

void lc_json_init(lc_json *j, lc_buf *out); /* borrows `out` */

/* `key` is NULL inside arrays and at the top. */
void lc_json_object(lc_json *j, const char *key);
void lc_json_array(lc_json *j, const char *key);
void lc_json_end(lc_json *j);                                 /* of either */
void lc_json_str(lc_json *j, const char *key, const char *s); /* NULL: null */
void lc_json_int(lc_json *j, const char *key, int64_t v);
void lc_json_double(lc_json *j, const char *key, double v, int decimals);
void lc_json_milli(lc_json *j, const char *key, int64_t thousandths);
void lc_json_e7(lc_json *j, const char *key, int32_t v); /* lc_buf_e7() */
void lc_json_bool(lc_json *j, const char *key, bool v);
void lc_json_null(lc_json *j, const char *key);
void lc_json_raw(lc_json *j, const char *key, const char *json, size_t len);
/* Members of an object that were written before, with the commas between: at
 * least one. */
void lc_json_members(lc_json *j, const char *members, size_t len);

/* One JSON string literal, with its quotes, escaped as above. */
void lc_json_quote(lc_buf *out, const char *s, size_t len);

#endif
