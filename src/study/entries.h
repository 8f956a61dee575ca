/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/entries.h - where walks from links enter the graph of a pace, and
 * what labels of its vertices say from there. Worked out once for all
 * categories: reading a label is then an addition.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ENTRIES_H
#define LIFECIRCLE_SRC_STUDY_ENTRIES_H

#include "lifecircle/graph/kept_labels.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/world.h"

/* The last label of a walk within LIFE_SEARCH_MS. Length and rank are filled
 * up, so that a walk of exactly that time is within. */
#define LIFE_LABEL_MOST                                                        \
    (lc_label(LIFE_SEARCH_MS, 0xFFFFFF) | (LIFE_LABEL_RANKS - 1))

typedef struct lc_entry {
    uint32_t vertex;
    bool twin;      /* vertex + 1 will do as well: a private edge may be the
                       last part of a walk from either side */
    uint64_t label; /* of the leg, and the way along the edge */
} lc_entry;

/* Entries of home h: entry[first[h]] to entry[first[h + 1] - 1]. Constant once
 * made, shared by all categories and threads. */
typedef struct lc_home_entries {
    uint32_t *first; /* homes + 1 */
    lc_entry *entry;
    uint64_t *near; /* per home: fold of the categories on its own edges */
} lc_home_entries;

/* A facility's place among those of its category, as labels have it. */
uint32_t lc_entries_rank(const lc_world *w, uint32_t category,
                         uint32_t facility);

/* LIFE_ERR_NOMEM, and then *out is empty. */
lc_status lc_entries_of_homes(const lc_world *w, const lc_pace_graph *g,
                              lc_home_entries *out, lc_error *err);
void lc_entries_clear(lc_home_entries *e); /* NULL is fine */
/* Which facilities count for homes, and by which links. */
typedef struct lc_entries_some {
    uint32_t category;
    const uint8_t *keep;  /* those alone that have a byte that is not 0; NULL:
                             all of the category */
    const uint64_t *shut; /* bits of edges that nobody walks or is linked to;
                             NULL: none */
} lc_entries_some;
/* Whether one of a home's entries is by a link whose street is open. `shut` as
 * above. */
bool lc_entries_is_open(const lc_world *w, const lc_pace_graph *g,
                        uint32_t home, const lc_entry *entry,
                        const uint64_t *shut);
/* Each home's nearest of these by the labels of the vertices. NULL: no memory.
 */
uint64_t *lc_entries_home_labels(const lc_world *w, const lc_pace_graph *g,
                                 const lc_home_entries *in,
                                 const uint64_t *label,
                                 const lc_entries_some *of);

/* `out` takes 2 a link; returns how many there are. */
size_t lc_entries_of_links(const lc_pace_graph *g, const lc_link *link,
                           size_t links, lc_entry *out);
/* The label of the walk straight along an edge that both links are on, or
 * LIFE_LABEL_NONE. */
uint64_t lc_entries_along(const lc_pace_graph *g, const lc_link *from,
                          const lc_link *to);
/* Lowers best[c] to the labels of the facilities straight along the links'
 * own edges; `only` LIFE_NONE: of every category, else best[0] is its. */
void lc_entries_along_edges(const lc_world *w, const lc_pace_graph *g,
                            const lc_link *link, size_t links, uint32_t only,
                            uint64_t *best);
/* The same of a home and one category: of those facilities alone that have a
 * byte in `keep` that is not 0; NULL: of all. */
void lc_entries_along_kept(const lc_world *w, const lc_pace_graph *g,
                           uint32_t home, uint32_t category,
                           const uint8_t *keep, uint64_t *best);
/* The least of `best` and what a category's labels give from the entries. */
uint64_t lc_entries_least(const uint64_t *label, const lc_entry *entry,
                          size_t entries, uint64_t best);
uint64_t lc_entries_least_kept(const lc_kept_labels *label,
                               const lc_entry *entry, size_t entries,
                               uint64_t best);

#endif
