/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/html.h - text and numbers as HTML has them.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_HTML_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_HTML_H

#include "lifecircle/base/buf.h"
#include "lifecircle/words/say.h"

#include <stdint.h>

/* With & < > " ' escaped and bad bytes as U+FFFD: for text and attributes. */
void lc_html_text(lc_buf *out, const char *s);
/* Percent-encoded but for what RFC 3986 calls unreserved: safe in a query, and
 * in an attribute. */
void lc_html_url(lc_buf *out, const char *s);
/* "12,345": digits in threes, rounded to a whole number. */
void lc_html_count(lc_buf *out, double v);
/* Base64 of the SHA-256 of some bytes, for a policy. */
void lc_html_hash(lc_buf *out, const void *bytes, size_t len);

/* A sentence with its parts escaped: as lc_say(), NULL behind the last part. */
void lc_html_say(lc_buf *out, lc_lang lang, lc_sentence id,
                 const char *const *part);
#define LC_HTML_SAY(out, lang, id, ...)                                        \
    lc_html_say(out, lang, id, (const char *const[]){__VA_ARGS__, NULL})

#endif
