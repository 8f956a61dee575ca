#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: (double)(float)x is x rounded to a float, as C11 6.3.1.5 has it, at
# every level of optimization; x86-64 has no wider registers to blame.
# Version: Debian 12, gcc-12 12.2.0-14+deb12u1, -O2 (clang-14 for comparison).
# What happens: where longitude and latitude go the same way, each step kept as
# a float and added up as a double (the way of SpatiaLite's compressed lines),
# gcc at -O2 makes one vector of both and adds the steps as they were before
# rounding. What is written is rounded, what is added is not, so the writer
# believes that it stands where the reader won't be: the error grows along the
# line. -O1, -fno-tree-slp-vectorize and clang round.
# Source: ISO C11 6.3.1.5 and F.9.2 on conversions that may not be left out;
# seen when lines were compressed and read back.
# In lifecircle: src/geo/shape_blob.c rounds in a function that is not inlined,
# and each point is read back when it is written.
. "$(dirname "$0")/form"
debian gcc-12 12.2.0-14+deb12u1
debian clang-14 1:14.0.6-12

cat >steps.c <<'C'
#include <stdio.h>
#include <string.h>

struct place {
    double lon, lat;
};

static unsigned char *put(unsigned char *at, float f)
{
    memcpy(at, &f, sizeof f);
    return at + sizeof f;
}

__attribute__((noinline)) static void
write_line(unsigned char *at, const struct place *p, int n, struct place *end)
{
    struct place here = p[0];

    for (int i = 1; i < n; i++) {
        float lon = (float)(p[i].lon - here.lon);
        float lat = (float)(p[i].lat - here.lat);

        here = (struct place){here.lon + (double)lon, here.lat + (double)lat};
        end[i] = here;
        at = put(put(at, lon), lat);
    }
}

int main(void)
{
    const struct place line[3] = {
        {104.0654321, 30.6578901}, {104.0659999, 30.6581001},
        {104.0661007, 30.6583333}};
    struct place end[3];
    unsigned char bytes[16];
    float step[4];

    write_line(bytes, line, 3, end);
    memcpy(step, bytes, sizeof step);
    printf("%s, %s\n",
           end[1].lon == line[0].lon + (double)step[0] ? "rounded"
                                                       : "not rounded",
           end[1].lat == line[0].lat + (double)step[1] ? "rounded"
                                                       : "not rounded");
    return 0;
}
C
try() {
  "$@" steps.c -o steps
  echo "$*: $(./steps)"
}
{
  try gcc-12 -std=c11 -O1
  try gcc-12 -std=c11 -O2
  try gcc-12 -std=c11 -O2 -fno-tree-slp-vectorize
  try clang-14 -std=c11 -O2
} >seen
recorded seen <<'END'
gcc-12 -std=c11 -O1: rounded, rounded
gcc-12 -std=c11 -O2: not rounded, not rounded
gcc-12 -std=c11 -O2 -fno-tree-slp-vectorize: rounded, rounded
clang-14 -std=c11 -O2: rounded, rounded
END
