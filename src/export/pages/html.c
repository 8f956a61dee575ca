/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/html.c - see html.h.
 *
 * All text of a page that isn't the program's own goes through lc_html_text():
 * it is safe between tags and inside quoted attributes. Nothing here is for
 * scripts, as the pages have none.
 */
#include "src/export/pages/html.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/text.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/words/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* One character that is UTF-8; returns its bytes. What steers has no place in
 * HTML, but for the newline: a name should not turn around what stands behind
 * it. */
static size_t put_character(lc_buf *out, const char *s, const char *end)
{
    const char *at = s;
    uint32_t c = lc_utf8_next(&at, end);

    if (!lc_utf8_steers(c) || c == '\n')
        lc_buf_put(out, s, (size_t)(at - s));
    return (size_t)(at - s);
}

/* A byte that is no UTF-8 would change how a browser reads what follows it. */
void lc_html_text(lc_buf *out, const char *s)
{
    const char *end = s + strlen(s);

    while (s < end) {
        size_t good = lc_utf8_valid(s, (size_t)(end - s));

        for (size_t n = 1; good; good -= n, s += n) {
            const char *name = *s == '&'    ? "&amp;"
                               : *s == '<'  ? "&lt;"
                               : *s == '>'  ? "&gt;"
                               : *s == '"'  ? "&quot;"
                               : *s == '\'' ? "&#39;"
                                            : NULL;

            n = name ? 1 : put_character(out, s, end);
            if (name)
                lc_buf_puts(out, name);
        }
        if (s < end) {
            lc_buf_puts(out, "\xEF\xBF\xBD");
            s++;
        }
    }
}

void lc_html_say(lc_buf *out, lc_lang lang, lc_sentence id,
                 const char *const *part)
{
    lc_say_parts(out, lang, id, part, lc_html_text);
}

void lc_html_url(lc_buf *out, const char *s)
{
    lc_text_url(out, s);
}

void lc_html_count(lc_buf *out, double v)
{
    lc_words_number(out, round(v), 0);
}

/* Of lower-case hex, as lc_sha256() writes it. */
static unsigned hex_digit(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* Base64 of the 32 bytes: a policy knows no other spelling of a hash. */
void lc_html_hash(lc_buf *out, const void *bytes, size_t len)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[65];
    unsigned bits = 0;
    int have = 0;

    lc_sha256(bytes, len, hex);
    for (int i = 0; i < 64; i++) {
        bits = bits << 4 | hex_digit(hex[i]);
        have += 4;
        if (have >= 6) {
            have -= 6;
            lc_buf_putc(out, letters[bits >> have & 63]);
        }
    }
    /* 256 bits are 42 letters and 4 bits more */
    lc_buf_putc(out, letters[bits << (6 - have) & 63]);
    lc_buf_putc(out, '=');
}
