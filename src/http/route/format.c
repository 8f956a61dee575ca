/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/route/format.c - see format.h.
 */
#include "src/http/route/format.h"

#include "lifecircle/export/formats/formats.h"

#include <stdio.h>
#include <string.h>

const char *lc_format_type(const char *format)
{
    const lc_export_format *f = lc_formats_find(format);

    if (f)
        return f->media_type;
    return !strcmp(format, "html") ? "text/html; charset=utf-8" : NULL;
}

void lc_format_types(const char *formats,
                     void (*put)(void *ctx, const char *type), void *ctx)
{
    char word[96];

    for (const char *s = formats; *s; s += *s == ' ') {
        size_t len = strcspn(s, " ");
        const char *type;

        snprintf(word, sizeof word, "%.*s", (int)len, s);
        type = lc_format_type(word);
        snprintf(word, sizeof word, "%.*s", (int)strcspn(type, ";"), type);
        put(ctx, word);
        s += len;
    }
}
