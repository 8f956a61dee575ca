/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/lib/lct_rebuilt.h - a city's streets with a scenario's links, blocks
 * and gates, the slow way: a network is made anew of all streets, edge by edge,
 * and what is linked to them moves over.
 */
#ifndef LCT_REBUILT_H
#define LCT_REBUILT_H

#include "lifecircle/graph/network.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/whatif/whatif.h"
#include "lifecircle/world/links.h"

typedef struct lct_rebuilt lct_rebuilt;

/* For the mode of a pace alone. */
lct_rebuilt *lct_rebuilt_new(const lc_world *w, uint32_t pace,
                             const lc_whatif_changes *c);
lc_network *lct_rebuilt_net(const lct_rebuilt *r);
/* The same place of the same street. */
lc_link lct_rebuilt_link(const lct_rebuilt *r, lc_link link);
/* Ends of the data are where they were: sets them for a study of the new
 * network before it looks for its own. */
void lct_rebuilt_ends(const lct_rebuilt *r, lc_study *s);
void lct_rebuilt_free(lct_rebuilt *r);

#endif
