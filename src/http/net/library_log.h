/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/library_log.h - what the HTTP library has to say: a few lines a
 * minute, as some of it repeats with every attempt to accept a connection, and
 * without what it is about, as that is often the path of a request, which says
 * where somebody has looked.
 *
 * Threads: safe.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_LIBRARY_LOG_H
#define LIFECIRCLE_SRC_HTTP_NET_LIBRARY_LOG_H

#include <stdarg.h>

/* The library's logger, of whatever daemon. `quiet` is a bool: these lines are
 * about single requests and connections, as those are that it asks to leave
 * out. */
__attribute__((format(printf, 2, 0))) void
lc_library_log_line(void *quiet, const char *fmt, va_list args);
/* What is written of a line: its form, with "..." for what is filled in. */
void lc_library_log_sentence(const char *fmt, char out[256]);

#endif
