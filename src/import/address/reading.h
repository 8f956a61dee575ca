/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/reading.h - a written address taken apart: the areas it
 * names, a street of the city, and the number of a house.
 *
 * Where the name of the street begins in 四川省成都市武侯区玉林街12号 nothing
 * in it says; the streets that there are do: it is the longest name that ends
 * there with nothing but names of areas before it.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_ADDRESS_READING_H
#define LIFECIRCLE_SRC_IMPORT_ADDRESS_READING_H

#include "src/import/address/index.h"

typedef enum lc_address_reason { /* why an address has no place */
                                 LIFE_ADDRESS_PLACED,
                                 LIFE_ADDRESS_AT_CROSSING,
                                 LIFE_ADDRESS_BESIDE_IT,
                                 LIFE_ADDRESS_NO_STREET, /* that is known */
                                 LIFE_ADDRESS_ELSEWHERE,
                                 LIFE_ADDRESS_AMBIGUOUS,
                                 LIFE_ADDRESS_NO_NUMBER,  /* is given */
                                 LIFE_ADDRESS_NOT_MAPPED, /* that number */
                                 LIFE_ADDRESS_REASONS
} lc_address_reason;

/* "crossing", "street_only" ...: as place_reason of a facility has them;
 * "" for PLACED. */
const char *lc_address_reading_reason(lc_address_reason r);

#define LIFE_ADDRESS_AREAS 16 /* an address names fewer */

typedef struct lc_address_area { /* a key; what it can say of a street */
    const char *key;
    bool must; /* it lies there, or the address is of another place */
} lc_address_area;

typedef struct lc_address_reading {
    lc_address_reason reason; /* PLACED: it was read */
    lc_address_street *street;
    bool numbered;
    lc_house house;
    lc_address_area area[LIFE_ADDRESS_AREAS];
    size_t areas;
    const char *rest; /* neither street, number nor area; NULL: nothing */
} lc_address_reading;

/* Texts are the arena's. LIFE_ERR_NOMEM. */
lc_status lc_address_reading_make(const lc_address_index *ix, const char *text,
                                  lc_arena *arena, lc_address_reading *out,
                                  lc_error *err);
/* Adds an area that a column names; "" and what is beyond the list is left
 * out. False: no memory. */
bool lc_address_reading_area(const lc_address_index *ix, lc_arena *arena,
                             const char *name, lc_address_reading *r);
/* The street and number of an address to be kept, with the street's name as it
 * is written and what stands before and behind it ("a;b"): by the streets that
 * there are, else by how addresses are built. All "" where it has no number. */
typedef struct lc_address_parts {
    const char *street, *number, *area;
} lc_address_parts;
lc_status lc_address_reading_split(const lc_address_index *ix, const char *text,
                                   lc_arena *arena, lc_address_parts *out,
                                   lc_error *err);

#endif
