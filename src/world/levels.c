/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/levels.c - see the header.
 */
#include "src/world/levels.h"

#include <string.h>

int lc_level_rank(const char *level)
{
    static const char *const order[] = {
        "country", "province", "city", "district", "", "street", "community"};

    for (int i = 0; i < 7; i++)
        if (!strcmp(order[i], level))
            return i;
    return 4;
}
