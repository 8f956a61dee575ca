/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/reply.c - see reply.h.
 */
#include "lifecircle/ask/reply.h"

#include "lifecircle/base/error.h"

#include <string.h>

bool lc_reply_is(const lc_reply *out, const char *format)
{
    return !strcmp(out->format, format);
}

lc_status lc_reply_failed(const lc_buf *body, lc_error *err)
{
    if (!body->limit)
        return lc_no_memory(err, "an answer");
    return lc_fail(err, LIFE_ERR_LIMIT,
                   "the answer would be longer than %zu MiB; ask for less "
                   "(fewer categories, a format without shapes), or use the "
                   "program's export command",
                   body->limit >> 20);
}
