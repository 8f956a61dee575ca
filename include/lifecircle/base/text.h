/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/text.h - how like one another two texts are, and a text in an
 * address.
 *
 * Layer:   base. All are pure, and the same in every locale.
 */
#ifndef LIFECIRCLE_BASE_TEXT_H
#define LIFECIRCLE_BASE_TEXT_H

#include "lifecircle/base/buf.h"

#include <stddef.h>

/* Characters beyond which no text is compared. */
#define LIFE_TEXT_COMPARED 64

/* Levenshtein's distance of two UTF-8 texts: characters to change, add or drop
 * to make one of the other. `most` + 1 where it is more than `most`, or a text
 * is longer than LIFE_TEXT_COMPARED. Cost: the product of the lengths, less
 * where `most` is small. */
size_t lc_text_distance(const char *a, const char *b, size_t most);

/* Percent-encoded but for what RFC 3986 calls unreserved: safe as a segment of
 * a path, in a query, and in an attribute of HTML. */
void lc_text_url(lc_buf *out, const char *s);

#endif
