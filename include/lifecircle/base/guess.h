/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/guess.h - what a name that is not there may have meant: the
 * nearest of the names that are.
 *
 * Layer:   base.
 * Threads: a guess belongs to one caller.
 */
#ifndef LIFECIRCLE_BASE_GUESS_H
#define LIFECIRCLE_BASE_GUESS_H

#include "lifecircle/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* As many names as fit a line; of a table with no more, all are told. */
#define LIFE_GUESSES 8

typedef struct lc_guess { /* `= {.wanted = "pharmcy"}` */
    const char *wanted;
    const char *name[LIFE_GUESSES]; /* the nearest first; borrowed */
    size_t distance[LIFE_GUESSES];
    size_t place[LIFE_GUESSES]; /* in the order they were offered */
    size_t count, offered;
} lc_guess;

/* `name` must outlive the guess. Of equals the one offered first is first. */
void lc_guess_offer(lc_guess *g, const char *name);
/* Whether the first is so near that it was most likely meant. */
bool lc_guess_is_close(const lc_guess *g);
/* `; did you mean "x"?`, else all in their order, `; there are: a, b, c`, or of
 * a long table `; the nearest are: a, b, c`; nothing where none was offered. */
void lc_guess_put(const lc_guess *g, lc_buf *out);

#endif
