/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/utf8.h - sentences that quote what came from outside.
 *
 * A precision ("%.40s") and the end of a buffer count bytes, and so may cut a
 * character in two. Every message, log line, table cell and label of a fixed
 * size is made here, and is UTF-8 whatever was cut.
 *
 * Layer:   base.
 * Threads: any.
 */
#ifndef LIFECIRCLE_BASE_UTF8_H
#define LIFECIRCLE_BASE_UTF8_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Makes `s` UTF-8 in place, never longer: a character of which the end is
 * missing is left out, any other byte that is none becomes '?'. */
void lc_utf8_mend(char *s);

/* Whether a character steers a terminal or a reader's eye and is no text:
 * control characters (also U+0080 to U+009F), what turns the direction of
 * writing, and separators of lines and paragraphs (U+2028, 2029). */
bool lc_utf8_steers(uint32_t c);
/* Each of them becomes '?', in place and never longer. `s` is UTF-8. */
void lc_utf8_blunt(char *s);

/* As snprintf into out[size], size at least 1, and mended. False where not all
 * of it found room; what did is there. */
bool lc_utf8_format(char *out, size_t size, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
bool lc_utf8_vformat(char *out, size_t size, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

/* Length of the valid UTF-8 in front of the first bad byte (== len: all). */
size_t lc_utf8_valid(const char *s, size_t len);
/* Next code point at *s (moved on); U+FFFD for a bad byte. */
uint32_t lc_utf8_next(const char **s, const char *end);
/* Columns of a terminal that the text takes (wide characters count 2). */
size_t lc_utf8_width(const char *s);

#endif
