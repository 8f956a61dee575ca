/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/resident/bands.c - see bands.h.
 *
 * Bands may be parts of others (0-6, 3-6), so that the widest are followed, one
 * behind the other.
 */
#include "src/import/kinds/resident/bands.h"

#include "src/import/record/reject.h"
#include "src/import/record/words/measure.h"

#include <stdio.h>

enum { NO_END = 999 }; /* of a band such as 60+ */

/* The band that begins at an age, of several the widest: where the next one
 * would begin is *next. NULL: none does, and *next stays. */
static const lc_resident_band *band_from(const lc_resident_band *band, size_t n,
                                         int low, int *next)
{
    const lc_resident_band *widest = NULL;

    for (size_t i = 0; i < n; i++) {
        int from, to = NO_END - 1;

        if (sscanf(band[i].name, "%3d-%3d", &from, &to) < 1 || from != low ||
            (widest && to < *next))
            continue;
        widest = &band[i];
        *next = to + 1;
    }
    return widest;
}

bool lc_resident_bands_whole(const lc_resident_band *band, size_t n)
{
    int age = 0;

    while (age != NO_END && band_from(band, n, age, &age))
        ;
    return age == NO_END;
}

lc_status lc_resident_bands_sum(const lc_resident_band *band, size_t n,
                                const lc_cell_words *words, const lc_record *r,
                                double *count, lc_error *err)
{
    int age = 0;

    *count = 0;
    while (age != NO_END) {
        const lc_resident_band *b = band_from(band, n, age, &age);
        const char *text = b ? r->cell[b->column] : "";
        double v;

        if (!b || !lc_measure_read(words, "count", text, &v) || v < 0)
            return lc_reject(err, LIFE_ERR_PARSE, "number",
                             "of the ages %s \"%.40s\" is not a number of "
                             "people, and there is no column of all",
                             b ? b->name : "", text);
        *count += v;
    }
    return LIFE_OK;
}
