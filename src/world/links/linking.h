/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/linking.h - links of every home and facility, for each
 * mode: made on several threads, and found by their edge.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_LINKING_H
#define LIFECIRCLE_SRC_WORLD_LINKS_LINKING_H

#include "lifecircle/geo/index.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/world.h"
#include "src/world/links/links.h"

/* Links of owner o: n[o] of them from link[at[o]] on. Modes that were loaded
 * have one `link` together, as most of their runs are the same: it is the first
 * one's, and lent to the others. Legs are apart: only who draws a way looks at
 * them. */
typedef struct lc_link_table {
    uint32_t *at, *n;
    lc_link *link;
    lc_leg *leg; /* of each link */
    size_t owners;
    size_t count;        /* of the owners' links */
    size_t stored_count; /* in `link` and `leg`; where they are lent, 0 */
    bool lent;
} lc_link_table;

static inline lc_joint lc_table_joint(const lc_link_table *t, size_t i)
{
    return (lc_joint){t->link[i].edge, t->link[i].at_mm, t->link[i].leg_mm,
                      t->leg[i].from, t->leg[i].to};
}

static inline void lc_table_put(lc_link_table *t, size_t i, const lc_joint *j)
{
    t->link[i] = lc_joint_link(j);
    t->leg[i] = (lc_leg){j->from, j->to};
}

/* A home's links of a mode are a run in the world's home_link; modes whose
 * links are the same, as they are for most homes, share the run. Their legs
 * start at the home, and lc_link_end() finds where they end. */
typedef struct lc_home_runs {
    uint32_t *at;
    uint32_t *n;
    uint64_t *detached; /* a bit a home: lc_detached_links() of its own */
} lc_home_runs;

/* The links of all homes, and each mode's runs of them, as they were read: of
 * several cities with the same (base/memory/shared.h). Nothing is `detached`
 * here. */
typedef struct lc_home_link_set {
    lc_link *link;
    size_t count;
    lc_home_runs run[LIFE_MAX_MODES];
} lc_home_link_set;

/* The facility's categories stand here again so that a search for a few of them
 * need not touch the facility. */
typedef struct lc_edge_link { /* a facility's link, found by its edge */
    uint32_t facility;
    uint32_t link; /* into the facility link table */
    uint64_t fold; /* of its categories (catset.h), and LIFE_CATFOLD_ANY */
} lc_edge_link;

/* More links on one edge than these are sorted by their place on it. */
enum { LIFE_EDGE_LINKS_MANY = 64 };

/* Links of edge e are by_edge[edge_first[e]] to by_edge[edge_first[e + 1] - 1],
 * by facility; where there are more than LIFE_EDGE_LINKS_MANY, by place.
 * edge_first has edges + 2 entries while it is made; the last is not used
 * afterwards. */
typedef struct lc_mode_links {
    lc_home_runs home;
    lc_link_table facility;
    uint32_t *edge_first; /* edges + 1 */
    lc_edge_link *by_edge;
    uint64_t *edge_used; /* a bit an edge: whether it has any; small enough
                            for the cache, as most edges have none */
    /* by category: facilities without links (unlinked.h) */
    uint32_t *unlinked[LIFE_MAX_CATEGORIES];
    size_t unlinked_count[LIFE_MAX_CATEGORIES];
    lc_index *unlinked_index[LIFE_MAX_CATEGORIES];
} lc_mode_links;

/* Facilities' links as they were computed before, on the same ground. */
typedef struct lc_linking_before {
    size_t count;  /* of facilities then */
    uint32_t *was; /* of each now: its number then, or LIFE_NONE: it is new */
    size_t fresh;  /* how many are new */
    lc_link_table table[LIFE_MAX_MODES];
} lc_linking_before;

/* What a facility's links and units depend on besides the ground, in one
 * number. */
uint64_t lc_linking_key(const lc_world *w, size_t facility);

/* Of each of the `fresh` ones the box in which all lies that its links depend
 * on, for lc_free(). LIFE_ERR_NOMEM. */
lc_status lc_linking_reach(const lc_world *w, const lc_linking_before *before,
                           lc_box **out, lc_error *err);
/* By whose permissions homes and facilities are linked for a mode. */
lc_linker lc_linking_linker(const lc_world *w, lc_mode m);
/* What compute does. With `before` homes have their links, and facilities that
 * are as one was then have that one's: where none is new, barriers and
 * compounds need not be there, and barriers only where lc_linking_reach() says.
 * LIFE_ERR_NOMEM. */
lc_status lc_linking_make(lc_world *w, const lc_linking_before *before,
                          lc_error *err);
/* The same of the one or the other, for a world whose rest is lent. */
lc_status lc_linking_make_some(lc_world *w, const lc_linking_before *before,
                               bool homes, bool facilities, lc_error *err);
void lc_linking_before_clear(lc_linking_before *b);
/* Who has no link, and whose are detached: after they were made, or loaded. Of
 * the modes below `modes`. LIFE_ERR_NOMEM. */
lc_status lc_linking_index(lc_world *w, lc_mode modes, lc_error *err);
/* A mode's lists by edge, where they are not yet there. They take as much as
 * the facilities' links, so they are made for the first pace that wants them,
 * by who holds the lock of the one study of this world. LIFE_ERR_NOMEM. */
lc_status lc_linking_by_edge(const lc_world *w, lc_mode m, lc_error *err);
uint64_t lc_linking_by_edge_bytes(const lc_world *w, lc_mode m);
void lc_linking_clear(lc_mode_links *m);

#endif
