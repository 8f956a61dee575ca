/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/house.h - numbers of houses, as they are compared:
 * 12a, 12/2, 12-16; 12号附3号, 12-3号, 甲12号, 1200弄5号.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_ADDRESS_HOUSE_H
#define LIFECIRCLE_SRC_IMPORT_ADDRESS_HOUSE_H

#include "src/import/address/words.h"

#include <stdbool.h>
#include <stdint.h>

#define LIFE_HOUSE_MAX   99999 /* five digits: longer ones are something else */
#define LIFE_HOUSE_DOORS 12    /* bytes of a letter or a door's number */

typedef struct lc_house {
    uint32_t lane;               /* the number of a lane (弄), or 0 */
    uint32_t from, to;           /* to: of several in one house, else as from */
    char door[LIFE_HOUSE_DOORS]; /* "a", "3": the letter, the 附 number */
} lc_house;

/* Reads one from the front of a folded text without spaces; the bytes it
 * takes, or 0. Chinese: digits with 号 or 弄 behind them, or at the end of the
 * text; else a word that is a number as a whole. */
size_t lc_house_read_han(const lc_address_words *w, const char *s,
                         lc_house *out);
size_t lc_house_read_word(const char *s, lc_house *out);

/* Less than, equal to or greater than 0, by lane, number, door. */
int lc_house_compare(const lc_house *a, const lc_house *b);
/* The same house: number and door, or a number of the several it has. */
bool lc_house_same(const lc_house *asked, const lc_house *mapped);
/* The same number, whatever the door. */
bool lc_house_near(const lc_house *asked, const lc_house *mapped);

#endif
