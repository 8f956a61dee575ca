/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/names/han.h - Chinese characters as people type them:
 * traditional ones made simple, and how each is read (geodata/han/).
 */
#ifndef LIFECIRCLE_WORLD_NAMES_HAN_H
#define LIFECIRCLE_WORLD_NAMES_HAN_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lc_han lc_han;

/* The tables, in `arena`; 400 KB and two milliseconds. */
lc_status lc_han_load(lc_arena *arena, const lc_han **out, lc_error *err);

/* Whether the text has a character of the tables' block (U+4E00-U+9FFF). */
bool lc_han_in(const char *text);
/* Puts simplified characters in place of traditional ones; no byte more. */
void lc_han_simplify(const lc_han *h, char *text);
/* First letters of all readings of all characters, and the letters and digits
 * of the rest: bits 0-25 and 26-35. */
uint64_t lc_han_letters(const lc_han *h, const char *text);

/* Whether `typed` (a-z, 0-9) spells the text from its begin, or part of it:
 * in whole syllables, the last of them begun ("yulinl"), or by first letters
 * ("yl"). */
bool lc_han_spells(const lc_han *h, const char *text, const char *typed,
                   bool initials);

#endif
