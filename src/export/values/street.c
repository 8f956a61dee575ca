/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/street.c - see street.h.
 */
#include "src/export/values/street.h"

#include <math.h>

typedef struct search {
    const lc_network *net;
    lc_pt at;
    double best;
    uint32_t edge; /* that is best; of equals the first */
    const char *name;
} search;

static void visit(void *ctx, uint32_t edge, double *limit_m)
{
    search *s = ctx;
    double m;

    if (!s->net->edge[edge].name)
        return;
    m = lc_network_project(s->net, edge, s->at, &(uint32_t){0}, &(lc_pt){0, 0});
    if (m < s->best || (m == s->best && edge < s->edge)) {
        s->best = *limit_m = m;
        s->edge = edge;
        s->name = s->net->names + s->net->edge[edge].name;
    }
}

const char *lc_street_near(const lc_world *w, lc_pt at, double metres)
{
    search s = {lc_world_network(w), at, metres, 0, ""};

    lc_index_nearest(s.net->index, at, metres, visit, &s);
    return s.name;
}
