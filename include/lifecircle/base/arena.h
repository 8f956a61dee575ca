/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/arena.h - memory freed at once: a request, a row, a report.
 *
 * Layer:   base.
 * Threads: an arena belongs to one thread at a time.
 */
#ifndef LIFECIRCLE_BASE_ARENA_H
#define LIFECIRCLE_BASE_ARENA_H

#include <stddef.h>

typedef struct lc_arena lc_arena;

/* `limit` bytes at most (0: no limit), so one request can't eat the server.
 * NULL: no memory. */
lc_arena *lc_arena_new(size_t limit);
void *lc_arena_alloc(lc_arena *a, size_t size); /* zeroed; NULL when full */
char *lc_arena_strndup(lc_arena *a, const char *s, size_t len);
char *lc_arena_strdup(lc_arena *a, const char *s);
void lc_arena_reset(lc_arena *a); /* all pointers into it die; keeps a block */
void lc_arena_free(lc_arena *a);  /* NULL is fine */

#endif
