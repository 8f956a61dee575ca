/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/read.c - see read.h.
 */
#include "src/import/table/read.h"

#include "lifecircle/base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

lc_status lc_read_columns(const lc_reading *job, const char *const *name,
                          size_t count, lc_error *err)
{
    return job->sink->columns(job->sink->ctx, name, count, err);
}

bool lc_read_stopped(const lc_reading *job)
{
    return job->sink->stop && *job->sink->stop;
}

lc_status lc_read_record(const lc_reading *job, const lc_record *r,
                         lc_error *err)
{
    if (lc_read_stopped(job))
        return LIFE_OK;
    return job->sink->record(job->sink->ctx, r, err);
}

void lc_read_note(const lc_reading *job, const char *fmt, ...)
{
    size_t len = strlen(job->note), room = LIFE_NOTE_BYTES - len;
    va_list ap;
    bool whole;

    if (len > 0 && room > 2) {
        memcpy(job->note + len, "; ", 3);
        room -= 2;
    }
    va_start(ap, fmt);
    whole = lc_utf8_vformat(job->note + LIFE_NOTE_BYTES - room, room, fmt, ap);
    va_end(ap);
    if (!whole)
        job->note[len] = '\0';
}

lc_status lc_read_fail(const lc_reading *job, lc_status st, lc_error *err,
                       const char *fmt, ...)
{
    char text[512];
    va_list ap;

    va_start(ap, fmt);
    lc_utf8_vformat(text, sizeof text, fmt, ap);
    va_end(ap);
    lc_fail(err, st, "%s", text);
    return lc_fail_at(err, st, job->path, 0);
}
