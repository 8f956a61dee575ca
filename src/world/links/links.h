/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/links.h - how homes, facilities and places join the network.
 * The rule is in src/world/README.md, "Links" and "Links of areas".
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_LINKS_H
#define LIFECIRCLE_SRC_WORLD_LINKS_LINKS_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/network.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/world/links.h"
#include "src/world/links/barriers.h"

/* Metres, inclusive, both from the design's rule of links. */
#define LIFE_LINK_REACH_M 250.0 /* no leg is longer */
#define LIFE_LINK_SLACK_M 25.0  /* nor this much longer than the nearest */

/* A link with its leg, as it is found and as the city file has facilities'. */
typedef struct lc_joint {
    uint32_t edge;
    uint32_t at_mm;
    uint32_t leg_mm;
    lc_pt from, to;
} lc_joint;

static inline lc_link lc_joint_link(const lc_joint *j)
{
    return (lc_link){j->edge, j->at_mm, j->leg_mm};
}

typedef LC_VEC(lc_link) lc_link_vec;
typedef LC_VEC(lc_joint) lc_joint_vec;

/* All borrowed; may be used by several threads at once, but for seen and
 * memo. */
typedef struct lc_linker {
    const lc_network *net;
    const lc_barriers *barriers;
    const uint32_t *compound; /* of each edge: see compounds.h */
    lc_gait gait; /* whose permissions; the speed is of no account */
    bool every;   /* also links that no walk needs: as not at every time */
    const uint64_t *shut; /* a bit an edge: takes no link now; NULL: none */
    /* For who links one place for several modes (linking.c); else NULL. */
    const uint8_t
        *agree;    /* of an edge, bit m: mode m may join it as this may */
    uint8_t *seen; /* loses the bits that some edge in reach lacks */
    struct lc_candidate_memo *memo; /* what was measured for the other modes */
} lc_linker;

/* Appends the links of a point on a layer, the nearest first. */
lc_status lc_link_point(const lc_linker *k, lc_pt p, int layer,
                        lc_joint_vec *out, lc_error *err);
/* The same without their legs. */
lc_status lc_link_place(const lc_linker *k, lc_pt p, int layer,
                        lc_link_vec *out, lc_error *err);

/* Appends links of a line or an area: at its entrances, else where streets
 * meet its outline, else from its outline to the nearest streets. `layer` is
 * its own: streets of others are no candidates. LIFE_ERR_NOMEM, and then `out`
 * may hold some of them. */
lc_status lc_link_shape(const lc_linker *k, const lc_shape *s, int layer,
                        const lc_pt *entrance, size_t entrances,
                        lc_joint_vec *out, lc_error *err);

#endif
