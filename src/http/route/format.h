/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/route/format.h - formats of answers as media types.
 */
#ifndef LIFECIRCLE_SRC_HTTP_ROUTE_FORMAT_H
#define LIFECIRCLE_SRC_HTTP_ROUTE_FORMAT_H

/* "text/csv; charset=utf-8; header=present", of "csv"; NULL: no such. */
const char *lc_format_type(const char *format);
/* Calls `put` with the type of each of space-separated formats, without what
 * stands behind a semicolon. All of them must be formats. */
void lc_format_types(const char *formats,
                     void (*put)(void *ctx, const char *type), void *ctx);

#endif
