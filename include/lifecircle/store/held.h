/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/held.h - a city file by one descriptor: opened once, and
 * what is verified is what is read then, though another takes its name or it
 * is removed meanwhile.
 *
 * Layer:   store.
 * Threads: an lc_held belongs to one thread at a time.
 */
#ifndef LIFECIRCLE_STORE_HELD_H
#define LIFECIRCLE_STORE_HELD_H

#include "lifecircle/store/city.h"

typedef struct lc_held lc_held;

/* LIFE_ERR_IO: missing, no regular file, not to be read. */
lc_status lc_held_open(const char *path, lc_held **out, lc_error *err);
void lc_held_close(lc_held *h); /* NULL is fine */

/* As lc_city_verify(), of the descriptor: LIFE_ERR_DB when its SHA-256 is not
 * in PATH.sha256. *known: whether there was one. Reads the whole file. */
lc_status lc_held_verify(lc_held *h, bool *known, lc_error *err);
/* As lc_city_open() without its check; the city outlives the descriptor. */
lc_status lc_held_city(const lc_held *h, lc_city **out, lc_error *err);
/* LIFE_ERR_DB: somebody has written into the file since it was opened. */
lc_status lc_held_unchanged(const lc_held *h, lc_error *err);

#endif
