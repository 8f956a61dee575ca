/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/write.c - see write.h.
 *
 * The one place where a facility of a table or of a hand becomes rows, so that
 * both obey the same limits.
 */
#include "src/import/kinds/facility/write.h"

#include "lifecircle/store/rows/facility_shape.h"
#include "src/import/record/reject.h"

#include <string.h>

#define TEXT_BYTES_MAX 4096 /* longer ones are pasted by mistake */

/* Empty text is stored as NULL: not known. */
static lc_status tidy_text(const char **text, lc_error *err)
{
    if (*text && !**text)
        *text = NULL;
    if (*text && strlen(*text) > TEXT_BYTES_MAX)
        return lc_reject(err, LIFE_ERR_LIMIT, "long",
                         "\"%.40s...\" is longer than %d bytes", *text,
                         TEXT_BYTES_MAX);
    return LIFE_OK;
}

/* Limits come first: a pasted novel must not reach the city file. */
static lc_status tidy_texts(lc_stored_facility *f, lc_error *err)
{
    const char **const text[] = {
        &f->unit_code, &f->address,    &f->phone,      &f->opening_hours,
        &f->website,   &f->wheelchair, &f->checked_on, &f->closed_on};

    if (strlen(f->name) > LIFE_NAME_BYTES_MAX)
        return lc_reject(err, LIFE_ERR_LIMIT, "long",
                         "the name \"%.40s...\" is longer than %d bytes",
                         f->name, LIFE_NAME_BYTES_MAX);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (tidy_text(text[i], err))
            return LIFE_ERR_LIMIT;
    if (f->attributes && !*f->attributes)
        f->attributes = NULL;
    return LIFE_OK;
}

lc_status lc_facility_write(lc_city *c, const lc_stored_facility *f,
                            const lc_shape *shape, lc_error *err)
{
    lc_stored_facility row = *f;
    lc_stored_facility_shape outline = {f->id, *shape};
    lc_status st = tidy_texts(&row, err);

    if (st)
        return st;
    row.placed = shape->kind != LIFE_SHAPE_NONE;
    if (row.placed)
        row.pt = lc_shape_inner(shape);
    row.area_m2 = shape->kind == LIFE_SHAPE_AREA ? lc_shape_area_m2(shape) : -1;
    st = lc_facility_rows_insert(c, &row, err);
    if (st || shape->kind < LIFE_SHAPE_LINE)
        return st;
    return lc_facility_shape_rows_insert(c, &outline, err);
}
