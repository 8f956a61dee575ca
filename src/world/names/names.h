/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/names/names.h - names as they are looked for (names.c makes them at
 * load, find.c goes through them).
 */
#ifndef LIFECIRCLE_SRC_WORLD_NAMES_NAMES_H
#define LIFECIRCLE_SRC_WORLD_NAMES_NAMES_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/find.h"
#include "lifecircle/world/names/han.h"
#include "lifecircle/world/world.h"

/* A thing with two names is there twice, with one id. Texts are the world's;
 * `key` is what is compared, `name` what is shown. */
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

typedef struct lc_needs { /* needs.h; texts and needs are the world's */
    LC_VEC(lc_need *) need;
    LC_VEC(lc_need_word) word;
    LC_VEC(const char *) around; /* keys, the longest first */
} lc_needs;

/* The form that is compared, in `arena`: folded; Chinese text without spaces
 * and in simplified characters. NULL: no memory. */
const char *lc_name_key(const lc_han *han, lc_arena *arena, const char *text);

lc_status lc_names_load(lc_city *c, lc_world *w, lc_error *err);

#endif
