/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/mem.h - all allocation of our own goes through here, so
 * that tests can make the n-th one fail.
 *
 * Layer:   base.
 * Threads: safe; lc_mem_fail_after() is for single-threaded tests.
 */
#ifndef LIFECIRCLE_BASE_MEM_H
#define LIFECIRCLE_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* n * size bytes, zeroed; NULL when out of memory or when n * size
 * overflows. n == 0 gives a valid pointer. Freed by lc_free(). */
void *lc_calloc(size_t n, size_t size);

/* Resizes to n * size bytes; new bytes are not zeroed. NULL: `p` is kept. */
void *lc_realloc(void *p, size_t n, size_t size);

char *lc_strdup(const char *s); /* NULL: no memory */
void lc_free(void *p);          /* NULL is fine */
/* Gives freed memory back to the system, behind work that took much of it and
 * before other work that will. Some milliseconds. */
void lc_mem_give_back(void);

/* Makes room for `need` elements in a growing array: doubles *cap as needed.
 * `*p` may be NULL with *cap 0. False: no memory, nothing changed. */
bool lc_grow(void **p, size_t *cap, size_t need, size_t size);

/* LC_VEC(T) is a growing array {T *v; size_t n, cap;}; `= {0}` is empty.
 * lc_vec_push(&vec, value) is false when out of memory. */
#define LC_VEC(T)                                                              \
    struct {                                                                   \
        T *v;                                                                  \
        size_t n;                                                              \
        size_t cap;                                                            \
    }
#define lc_vec_reserve(vec, extra)                                             \
    lc_grow((void **)&(vec)->v, &(vec)->cap, (vec)->n + (extra),               \
            sizeof *(vec)->v)
#define lc_vec_push(vec, value)                                                \
    (lc_vec_reserve(vec, 1) ? ((vec)->v[(vec)->n++] = (value), true) : false)
/* Where item `i` is, or would be; NULL as long as nothing was ever put in, for
 * even 0 must not be added to NULL. */
#define lc_vec_at(vec, i) ((vec)->v ? (vec)->v + (i) : NULL)
#define lc_vec_free(vec)                                                       \
    (lc_free((vec)->v), (vec)->v = NULL, (vec)->n = (vec)->cap = 0)

/* Of scratch on the stack that is written before it is read: kilobytes that
 * the build's -ftrivial-auto-var-init would set to zero first each time. */
#if defined __has_attribute
#if __has_attribute(uninitialized)
#define LIFE_UNSET __attribute__((uninitialized))
#endif
#endif
#ifndef LIFE_UNSET
#define LIFE_UNSET
#endif

/* Tests: the allocation after `n` good ones fails, once, or from then on if
 * `forever`. n < 0 switches it off. */
void lc_mem_fail_after(int64_t n, bool forever);

#endif
