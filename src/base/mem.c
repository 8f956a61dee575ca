/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/mem.c - the allocation hook: malloc, with a fuse for tests.
 *
 * C leaves open what an allocation of no bytes gives, and realloc() may free
 * its memory for it; here it always gives memory of one byte, so that NULL
 * means one thing alone. Products that overflow fail as if there were no
 * memory.
 */
#include "lifecircle/base/mem.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Allocations left before one fails; negative: the fuse is off. */
static atomic_int_least64_t fuse = -1;
static atomic_bool fuse_stays;

void lc_mem_fail_after(int64_t n, bool forever)
{
    atomic_store(&fuse_stays, forever);
    atomic_store(&fuse, n < 0 ? -1 : n);
}

/* Load and store are two steps, which is right for tests with one thread; with
 * the fuse off all threads only read. */
static bool fuse_blows(void)
{
    int64_t left = atomic_load_explicit(&fuse, memory_order_relaxed);

    if (left < 0)
        return false;
    if (left > 0) {
        atomic_store(&fuse, left - 1);
        return false;
    }
    if (!atomic_load(&fuse_stays))
        atomic_store(&fuse, -1);
    return true;
}

void *lc_calloc(size_t n, size_t size)
{
    size_t bytes;

    if (fuse_blows() || __builtin_mul_overflow(n, size, &bytes))
        return NULL;
    return calloc(bytes ? bytes : 1, 1);
}

void *lc_realloc(void *p, size_t n, size_t size)
{
    size_t bytes;

    if (fuse_blows() || __builtin_mul_overflow(n, size, &bytes))
        return NULL;
    return realloc(p, bytes ? bytes : 1);
}

char *lc_strdup(const char *s)
{
    size_t size = strlen(s) + 1;
    char *copy = lc_realloc(NULL, size, 1);

    return copy ? memcpy(copy, s, size) : NULL;
}

void lc_free(void *p)
{
    free(p);
}

/* glibc keeps what lies between pieces still in use: of an import's millions of
 * them that is more than what stays. */
void lc_mem_give_back(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

/* Doubling makes n pushes cost O(n) in all; 8 saves the first small steps. */
bool lc_grow(void **p, size_t *cap, size_t need, size_t size)
{
    size_t room = *cap ? *cap : 8;
    void *moved;

    if (need <= *cap)
        return true;
    while (room < need) {
        if (room > SIZE_MAX / 2)
            return false;
        room *= 2;
    }
    moved = lc_realloc(*p, room, size);
    if (!moved)
        return false;
    *p = moved;
    *cap = room;
    return true;
}
