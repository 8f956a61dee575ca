/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/arena.c - blocks filled from the front; the newest block comes
 * first.
 *
 * Only the newest block is filled: what a request does not fit into is left
 * unused until the arena is reset. `limit` counts the bytes handed out,
 * rounded up to the alignment, and not the blocks, so that whether a request
 * fits does not depend on how the blocks happened to fall.
 */
#include "lifecircle/base/arena.h"

#include "lifecircle/base/mem.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* One page's worth to start with; doubled with each block, up to 1 MiB, so
 * that neither a small request nor a large table wastes much. */
#define FIRST_BLOCK 4096u
#define LAST_BLOCK  (1u << 20)
#define ALIGN       alignof(max_align_t)

typedef struct block {
    struct block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
} block;

struct lc_arena {
    block *top;
    size_t limit;
    size_t taken;
};

lc_arena *lc_arena_new(size_t limit)
{
    lc_arena *a = lc_calloc(1, sizeof *a);

    if (a)
        a->limit = limit;
    return a;
}

/* Of twice the newest one's size, up to LAST_BLOCK; a request larger than that
 * has a block of its own size. */
static block *add_block(lc_arena *a, size_t size)
{
    size_t room = FIRST_BLOCK;
    block *b;

    if (a->top)
        room = a->top->size >= LAST_BLOCK / 2 ? LAST_BLOCK : a->top->size * 2;
    if (room < size)
        room = size;
    if (room > SIZE_MAX - sizeof *b)
        return NULL;
    b = lc_realloc(NULL, sizeof *b + room, 1);
    if (!b)
        return NULL;
    b->size = room;
    b->used = 0;
    b->next = a->top;
    a->top = b;
    return b;
}

/* Every piece is a multiple of the strictest alignment long, so that the next
 * one is aligned too. Zeroed here and not by calloc(), as a block that was
 * reset has old bytes in it. */
void *lc_arena_alloc(lc_arena *a, size_t size)
{
    block *b = a->top;
    size_t room;
    void *p;

    if (size > SIZE_MAX - ALIGN)
        return NULL;
    room = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (a->limit && (room > a->limit || a->taken > a->limit - room))
        return NULL;
    if (!b || b->size - b->used < room)
        b = add_block(a, room);
    if (!b)
        return NULL;
    p = b->bytes + b->used;
    b->used += room;
    a->taken += room;
    return memset(p, 0, size);
}

char *lc_arena_strndup(lc_arena *a, const char *s, size_t len)
{
    char *copy = len < SIZE_MAX ? lc_arena_alloc(a, len + 1) : NULL;

    if (copy && len)
        memcpy(copy, s, len);
    return copy;
}

char *lc_arena_strdup(lc_arena *a, const char *s)
{
    return lc_arena_strndup(a, s, strlen(s));
}

static void free_blocks(block *b)
{
    while (b) {
        block *next = b->next;

        lc_free(b);
        b = next;
    }
}

/* Keeps the newest block, which is mostly the largest: the next request of a
 * server then needs no malloc() at all. */
void lc_arena_reset(lc_arena *a)
{
    if (a->top) {
        free_blocks(a->top->next);
        a->top->next = NULL;
        a->top->used = 0;
    }
    a->taken = 0;
}

void lc_arena_free(lc_arena *a)
{
    if (!a)
        return;
    free_blocks(a->top);
    lc_free(a);
}
