/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program of somebody else's, made with what liblifecircle-dev installs:
 * metres of street in the city file that is named.
 */
#include "lifecircle/world/world.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    lc_world_stats stats;
    lc_error err = {0};
    lc_world *w;

    if (argc != 2 || lc_world_open(argv[1], true, &w, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    lc_world_get_stats(w, &stats);
    printf("%.0f m of street\n", stats.street_m);
    lc_world_free(w);
    return 0;
}
