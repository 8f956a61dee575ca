/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/names.h - names as they are looked for (names.c makes them
 * for the first search, find.c goes through them).
 */
#ifndef LIFECIRCLE_SRC_WORLD_NAMES_NAMES_H
#define LIFECIRCLE_SRC_WORLD_NAMES_NAMES_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/find.h"
#include "lifecircle/world/names/han.h"
#include "lifecircle/world/world.h"

/* A thing with two names is there twice, with one id. Texts are the world's or
 * the names'; `key` is what is compared, `name` what is shown. */
typedef struct lc_name { /* something that search finds */
    const char *id, *name, *key;
    lc_pt pt;
    bool placed; /* false: a unit without a shape */
    lc_hit_kind kind;
    uint64_t letters; /* lc_han_letters(); 0: not Chinese */
} lc_name;

typedef struct lc_alias { /* an id that a facility had before */
    const char *id;       /* the world's */
    uint32_t facility;
} lc_alias;

typedef struct lc_need_word {
    lc_name name; /* its `name` is the word as it's written */
    const lc_need *need;
    bool is_name; /* a category's own: of words that fit alike, the first */
} lc_need_word;

typedef struct lc_needs { /* needs.h; texts and needs are the names' */
    LC_VEC(lc_need *) need;
    LC_VEC(lc_need_word) word;
    LC_VEC(const char *) around; /* keys, the longest first */
} lc_needs;

/* Constant once it is made. */
struct lc_names {
    lc_arena *text; /* what of the texts isn't the world's */
    const lc_han *han;
    LC_VEC(lc_name) name; /* what a search by name goes through */
    lc_needs needs;
};

/* A text in the names' own memory; "" is shared. NULL: no memory. */
static inline const char *lc_names_keep(lc_names *n, const char *text)
{
    return text && *text ? lc_arena_strdup(n->text, text) : "";
}

/* The form that is compared, in `arena`: folded; Chinese text without spaces
 * and in simplified characters. NULL: no memory. */
const char *lc_name_key(const lc_han *han, lc_arena *arena, const char *text);

/* All names of a computed city but the words of need (needs.h): those of places
 * and addresses are read from the file that the world was loaded from. They
 * borrow the world, which must outlive them. LIFE_ERR_DB, LIFE_ERR_NOMEM,
 * LIFE_ERR_PARSE (a table of geodata). Cost: a microsecond or two a name. */
lc_status lc_names_make(lc_city *c, const lc_world *w, lc_names **out,
                        lc_error *err);
void lc_names_free(lc_names *n); /* NULL is fine */

#endif
