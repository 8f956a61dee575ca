/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/embedded.h - the files built into the program: the tables of
 * geodata/ and the map page. So one binary is a whole installation.
 *
 * Layer:   base.
 * Threads: constant data.
 */
#ifndef LIFECIRCLE_BASE_EMBEDDED_H
#define LIFECIRCLE_BASE_EMBEDDED_H

#include <stddef.h>

typedef struct lc_embedded {
    const char *path; /* "geodata/categories.csv", "web/index.html" */
    const unsigned char *data;
    size_t size;
} lc_embedded;

/* All of them, sorted by path (strcmp). Made by the Makefile. */
extern const lc_embedded lc_embedded_files[];
extern const size_t lc_embedded_count;

/* NULL: no such file. */
const lc_embedded *lc_embedded_find(const char *path);

#endif
