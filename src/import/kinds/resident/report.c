/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/resident/report.c - see report.h.
 */
#include "src/import/kinds/resident/report.h"

#include "src/import/report.h"

#include <inttypes.h>

/* What one of the figures is of. */
static const char *name_of(lc_resident_kind by)
{
    return by == LIFE_RESIDENTS_GRID || by == LIFE_RESIDENTS_CELLS
               ? "cell"
               : lc_resident_kind_name(by);
}

/* Thousandths as people. */
static double people(int64_t milli)
{
    return (double)milli / 1000;
}

/* What became of the figures, and what they rest on. */
void lc_resident_report_add(const lc_resident_report *u, lc_import_report *r)
{
    const lc_residents *s = u->spread;
    int64_t outside = s->outside_milli + u->far_milli;
    bool far = s->outside || u->far_cells;

    lc_import_report_add(r,
                         "%" PRId64 " rows: the residents of %" PRId64
                         " %ss, %" PRId64 " rejected",
                         r->rows, r->taken, name_of(u->by), r->rejected);
    lc_table_import_tell(u->t);
    if (*u->replaced)
        lc_import_report_add(r, "they replace those of the source \"%s\"",
                             u->replaced);
    lc_import_report_add(r, "%.13g residents live at %zu homes%s",
                         people(s->placed), s->homes, s->made ? " now" : "");
    if (s->made)
        lc_import_report_add(
            r,
            "%zu of these are new, with %.13g residents, where "
            "no home was known",
            s->made, people(s->made_milli));
    if (u->by == LIFE_RESIDENTS_CELLS)
        lc_import_report_add(r, "cells by their centres: a home is of the "
                                "nearest, as far as that cell reaches");
    if (s->unknown_homes)
        lc_import_report_add(
            r,
            "%zu homes, %" PRId64 ".%" PRId64
            " %% by their weight before, are in no %s with a figure: "
            "how many live there is not known, and they weigh "
            "nothing",
            s->unknown_homes, s->unknown_milli / 10, s->unknown_milli % 10,
            name_of(u->by));
    if (s->homeless)
        lc_import_report_add(
            r,
            "%zu %ss (the first: %s) have no homes: their %.13g "
            "residents have no place",
            s->homeless, name_of(u->by), s->homeless_code,
            people(s->homeless_milli));
    if (far)
        lc_import_report_add(
            r,
            "%.13g residents lie outside the city's data and are "
            "left out",
            people(outside));
}
