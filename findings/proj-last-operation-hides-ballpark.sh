#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: where PROJ chooses among several operations by where a point lies,
# the transformation tells whether any point got a mere guess (a "ballpark").
# Version: Debian 12, libproj-dev 9.1.1-1+b1.
# What happens: the whole has no accuracy and no ballpark flag; only the
# operation used last can be asked for. Of two points of Beijing 1954 the one
# in Chengdu is not moved at all, and nothing tells so if the other one, in
# the Ordos basin, came last. proj_trans_array() and proj_errno() say 0.
# Source: https://proj.org/development/reference/functions.html
# (proj_trans_get_last_used_operation); https://github.com/OSGeo/PROJ/issues/4713
# In lifecircle: src/import/record/place/survey.c asks behind every one of the
# first points and one in 64 of the others, and geodata/datums.csv says how far
# off they may be (tests/cases/expect/kind-datum).
. "$(dirname "$0")/form"
debian libproj-dev 9.1.1-1+b1

cat >two.c <<'C'
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>

static void quiet(void *data, int level, const char *text)
{
    (void)data, (void)level, (void)text;
}

int main(int argc, char **argv)
{
    PJ_COORD ordos = proj_coord(36, 109, 0, 0);
    PJ_COORD chengdu = proj_coord(30.65, 104.06, 0, 0), p[2];
    PJ_CONTEXT *c = proj_context_create();
    PJ *all = proj_create_crs_to_crs(c, "EPSG:4214", "EPSG:4326", NULL), *last;
    int chengdu_at = argc > 1 ? atoi(argv[1]) : 0;

    proj_log_func(c, NULL, quiet);
    p[chengdu_at] = chengdu;
    p[!chengdu_at] = ordos;
    printf("array %d, errno %d, ", proj_trans_array(all, PJ_FWD, 2, p),
           proj_errno(all));
    last = proj_trans_get_last_used_operation(all);
    printf("Chengdu moved %.0e degrees; whole: ballpark %d, accuracy %.0f; "
           "last: ballpark %d\n",
           p[chengdu_at].xy.x - chengdu.xy.x,
           proj_coordoperation_has_ballpark_transformation(c, all),
           proj_coordoperation_get_accuracy(c, all),
           proj_coordoperation_has_ballpark_transformation(c, last));
    return 0;
}
C
cc two.c -lproj -o two
{
  echo "Chengdu last:"
  ./two 1
  echo "Chengdu first:"
  ./two 0
} >seen
recorded seen <<'END'
Chengdu last:
array 0, errno 0, Chengdu moved 0e+00 degrees; whole: ballpark 0, accuracy -1; last: ballpark 1
Chengdu first:
array 0, errno 0, Chengdu moved 0e+00 degrees; whole: ballpark 0, accuracy -1; last: ballpark 0
END
