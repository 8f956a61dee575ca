/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/address/index.h - the city's addresses, streets and units, to find
 * a written address among.
 *
 *     names of streets, each once, in order
 *       └ houses: those of its addresses, in order of place and number
 *       └ pieces: streets of one name, so far apart that they are several
 *           └ what the areas are called that it lies in
 *
 * Streets are the mapped ones and those of addresses. Pieces are found when
 * one is asked for. Threads: belongs to one import. Memory: 60 bytes an
 * address, 16 a vertex of a named street.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_ADDRESS_INDEX_H
#define LIFECIRCLE_SRC_IMPORT_ADDRESS_INDEX_H

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/store/city.h"
#include "src/import/address/house.h"
#include "src/import/address/words.h"

/* Streets of one name whose points lie no farther apart, one from the next, are
 * one: the parts of a street that a square or a park cuts. */
#define LIFE_ADDRESS_PIECE_M 1000.0

typedef struct lc_address_house { /* a mapped or imported address */
    const char *street;           /* its key, interned by order */
    lc_house house;
    const char *area; /* "key;key": what it says of where it lies */
    lc_pt pt;
    uint32_t piece; /* of its street, once that was asked for */
} lc_address_house;

typedef struct lc_address_point { /* of a street, or of one of its houses */
    const char *street;
    lc_pt pt;
    uint32_t piece;
} lc_address_point;

typedef struct lc_address_street {
    const char *key;
    size_t house, houses; /* the first of them, and how many */
    size_t point, points;
    uint32_t pieces; /* 0: not looked at yet */
} lc_address_street;

typedef struct lc_address_unit {
    const char *code, *key, *key_en; /* key_en "": none */
    lc_shape area;
    lc_box box;
    double area_m2;
} lc_address_unit;

typedef struct lc_address_index { /* `= {0}` to begin */
    lc_address_words words;
    lc_arena *arena; /* of the texts */
    LC_VEC(lc_address_house) house;
    LC_VEC(lc_address_point) point;
    LC_VEC(lc_address_street) street;
    LC_VEC(lc_address_unit) unit;
    LC_VEC(const char *) area;  /* names of areas, in order, each once */
    LC_VEC(const char *) place; /* names of towns and villages, the same */
    int64_t whole; /* of the extract, not taken apart: nothing matches them */
    bool ready;
} lc_address_index;

/* Reads what the city has. LIFE_ERR_NOMEM, LIFE_ERR_DB. Cost: a pass over
 * addresses, streets and units. */
lc_status lc_address_index_open(lc_city *c, lc_address_index *out,
                                lc_error *err);
void lc_address_index_close(lc_address_index *ix);

/* NULL: there is none of the key; `len` bytes of it. O(log streets). */
lc_address_street *lc_address_index_street(const lc_address_index *ix,
                                           const char *key, size_t len);
/* Whether an area of the city bears the name (a key). */
bool lc_address_index_area(const lc_address_index *ix, const char *key,
                           size_t len);
/* The same of a town or village. */
bool lc_address_index_place(const lc_address_index *ix, const char *key);
/* Finds the pieces of a street, and which house is of which. */
lc_status lc_address_index_pieces(lc_address_index *ix, lc_address_street *s,
                                  lc_error *err);

#endif
