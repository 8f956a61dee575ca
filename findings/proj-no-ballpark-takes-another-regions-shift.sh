#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: with ALLOW_BALLPARK=NO a point for which there is no known operation
# is refused, or comes back as infinite.
# Version: Debian 12, libproj-dev 9.1.1-1+b1.
# What happens: it is moved by an operation whose area of use it does not lie
# in. From Beijing 1954 to WGS 84 Chengdu gets the parameters of the Tarim
# basin, nearly 2,000 km away; proj_errno() is 0, and the operation that was
# used says "accuracy 1 m". Where nothing is known all looks well known.
# Source: https://proj.org/development/reference/functions.html
# (proj_create_crs_to_crs_from_pj, ALLOW_BALLPARK).
# In lifecircle: src/geo/crs.c leaves the ballpark on, asks for it
# (lc_crs_unshifted) and warns; nothing is moved by another region's figures.
. "$(dirname "$0")/form"
debian libproj-dev 9.1.1-1+b1

cat >no.c <<'C'
#include <proj.h>
#include <stdio.h>

int main(void)
{
    static const char *const option[] = {"ALLOW_BALLPARK=NO", NULL};
    PJ_CONTEXT *c = proj_context_create();
    PJ *from = proj_create(c, "EPSG:4214"), *to = proj_create(c, "EPSG:4326");
    PJ *way = proj_create_crs_to_crs_from_pj(c, from, to, NULL, option), *used;
    PJ_COORD p = proj_trans(way, PJ_FWD, proj_coord(30.65, 104.06, 0, 0));
    double west, south, east, north;
    const char *area;

    used = proj_trans_get_last_used_operation(way);
    proj_get_area_of_use(c, used, &west, &south, &east, &north, &area);
    printf("moved %.0f m north, %.0f m east, errno %d\n",
           (p.xy.x - 30.65) * 110870, (p.xy.y - 104.06) * 95870,
           proj_errno(way));
    printf("by: %s\nfor: %s %.0f-%.0f E, %.0f-%.0f N; accuracy %.0f m\n",
           proj_pj_info(used).description, area, west, east, south, north,
           proj_coordoperation_get_accuracy(c, used));
    return 0;
}
C
cc no.c -lproj -o no
./no >seen 2>&1
recorded seen <<'END'
moved 10 m north, 22 m east, errno 0
by: Beijing 1954 to WGS 84 (4)
for: China - south and west Tarim basin. 77-88 E, 37-42 N; accuracy 1 m
END
