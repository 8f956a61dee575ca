/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/process/fence.h - which files the process may still open:
 * Landlock.
 *
 *     lc_fence f = {0};
 *     lc_fence_add(&f, "/srv/city", LIFE_FENCE_READ);
 *     lc_fence_close(&f);
 *
 * Layer:   base.
 * Threads: the fence is the calling thread's, and that of the threads that it
 *          starts from then on: close it before there are any.
 * Nothing takes it back. Files that are open stay so. What lies outside can't
 * be opened: EACCES. Programs under the sanitizers are let off (traced.h).
 */
#ifndef LIFECIRCLE_BASE_PROCESS_FENCE_H
#define LIFECIRCLE_BASE_PROCESS_FENCE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum lc_fence_right {
    LIFE_FENCE_READ,   /* files below it, and their names */
    LIFE_FENCE_WRITE,  /* besides, files are made, written, removed */
    LIFE_FENCE_REMOVE, /* an empty folder in it may be removed, no more */
} lc_fence_right;

typedef struct lc_fence { /* `= {0}` to begin */
    int version;          /* the kernel's, from 1; 0: it has none */
    int rules;            /* a descriptor while the fence is being made */
} lc_fence;

/* A folder with all below it, or a file. What is not there is passed over, so
 * that it stays outside. */
void lc_fence_add(lc_fence *f, const char *path, lc_fence_right right);
/* From now on. False: the kernel has no fences, or one alone was not made. */
bool lc_fence_close(lc_fence *f);

#endif
