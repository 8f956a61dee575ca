/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/parts.c - see parts.h.
 */
#include "src/study/compare/parts.h"

enum { ORDERS = 120 }; /* 5! */

/* In how many orders of five just a certain set of this many comes before one:
 * n! (4 - n)! */
static const int64_t orders_with[LIFE_PARTS] = {24, 6, 4, 6, 24};

static int64_t sum_of(const int64_t *v, unsigned part)
{
    int64_t sum = 0;

    for (unsigned set = 0; set < LIFE_PARTS_SETS; set++)
        if (!(set >> part & 1))
            sum += orders_with[__builtin_popcount(set)] *
                   (v[set | 1U << part] - v[set]);
    return sum;
}

/* Cut off towards nothing, so that it is the same with the other sign; what
 * that leaves goes to those that lost most, the first of equal ones. There are
 * more of these than is left: of each less than one was cut off. */
void lc_parts_of(const int64_t v[LIFE_PARTS_SETS], int64_t out[LIFE_PARTS])
{
    int64_t left = v[LIFE_PARTS_SETS - 1] - v[0], cut[LIFE_PARTS];

    for (unsigned i = 0; i < LIFE_PARTS; i++) {
        int64_t sum = sum_of(v, i);

        out[i] = sum / ORDERS;
        cut[i] = sum % ORDERS;
        left -= out[i];
    }
    while (left) {
        int64_t sign = left > 0 ? 1 : -1;
        unsigned most = 0;

        for (unsigned i = 1; i < LIFE_PARTS; i++)
            if (cut[i] * sign > cut[most] * sign)
                most = i;
        out[most] += sign;
        cut[most] -= sign * ORDERS;
        left -= sign;
    }
}
