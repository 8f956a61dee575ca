/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/error.c - status texts and the record of the first failure.
 *
 * The first failure wins: what goes wrong while a function cleans up says less
 * than what made it do so. Nothing here allocates, so that even a lack of
 * memory can be told.
 */
#include "lifecircle/base/error.h"

#include "lifecircle/base/utf8.h"

#include <stdarg.h>
#include <string.h>

const char *lc_status_text(lc_status st)
{
    static const char *const text[] = {
#define LIFE_X(code, words) [code] = words,
        LIFE_STATUS_MAP(LIFE_X)
#undef LIFE_X
    };

    if ((unsigned)st >= LIFE_STATUS_COUNT)
        return "unknown status";
    return text[st];
}

/* Messages quote hostile input, and end up in terminals and logs. */
__attribute__((format(printf, 4, 0))) static lc_status
record(lc_error *err, lc_status st, const char *parameter, const char *fmt,
       va_list ap)
{
    if (!err || err->status != LIFE_OK)
        return st;
    err->status = st;
    lc_utf8_format(err->parameter, sizeof err->parameter, "%s", parameter);
    lc_utf8_vformat(err->text, sizeof err->text, fmt, ap);
    lc_utf8_blunt(err->parameter);
    lc_utf8_blunt(err->text);
    return st;
}

/* The names stand in brackets, so that the macros which error.h has for the
 * analyser are not expanded here. */
lc_status(lc_fail)(lc_error *err, lc_status st, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    record(err, st, "", fmt, ap);
    va_end(ap);
    return st;
}

lc_status(lc_fail_param)(lc_error *err, lc_status st, const char *parameter,
                         const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    record(err, st, parameter, fmt, ap);
    va_end(ap);
    return st;
}

lc_status(lc_no_memory)(lc_error *err, const char *what)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for %s", what);
}

/* Callers further out know less and come later: a source that is set stays. A
 * status without a sentence gets that of its kind. The tail of a long name
 * begins at a whole character. */
lc_status lc_fail_at(lc_error *err, lc_status st, const char *source,
                     uint32_t line)
{
    size_t len, room;

    if (!err || err->source[0] || !source)
        return st;
    if (err->status == LIFE_OK)
        lc_fail(err, st, "%s", lc_status_text(st));
    len = strlen(source);
    room = sizeof err->source - 1;
    if (len > room) { /* the tail says more than the folders in front */
        source += len - room;
        while (((unsigned char)*source & 0xc0) == 0x80)
            source++;
    }
    lc_utf8_format(err->source, sizeof err->source, "%s", source);
    lc_utf8_blunt(err->source);
    err->line = line;
    return st;
}

lc_status lc_fail_as(lc_error *err, const lc_error *first)
{
    if (err && err->status == LIFE_OK)
        *err = *first;
    return first->status;
}

lc_status lc_fail_blame(lc_error *err, lc_status st, const char *parameter)
{
    if (st && err && !err->parameter[0])
        lc_utf8_format(err->parameter, sizeof err->parameter, "%s", parameter);
    return st;
}
