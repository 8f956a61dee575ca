/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/wheels.c - see wheels.h.
 */
#include "src/export/values/wheels.h"

void lc_wheels_put(lc_json *j, const lc_pace *pace, lc_wheels_count n)
{
    if (!pace->wheels)
        return;
    lc_json_int(j, "wheelchair_counted", n.counted);
    lc_json_int(j, "wheelchair_unstated", n.unstated);
}
