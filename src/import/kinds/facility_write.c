/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility_write.c - one facility of a table into the city.
 */
#include "src/import/kinds/facility_write.h"

#include "src/import/record/reject.h"

#include <string.h>

#define TEXT_BYTES_MAX 4096

lc_status lc_facility_write_open(lc_city *c, lc_facility_writer *out,
                                 lc_error *err)
{
    lc_status st;

    *out = (lc_facility_writer){0};
    st = lc_stmt_prepare(c, "SELECT source FROM facility WHERE id = ?1",
                         &out->known, err);
    if (!st)
        st = lc_stmt_prepare(
            c,
            "INSERT INTO facility(id, source, name, name_given, categories, "
            "layer, unit_code, address, phone, opening_hours, website, "
            "wheelchair, checked_on, closed_on, attributes, area_m2, geom) "
            "VALUES(?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
            "?13, ?14, ?15, ?16)",
            &out->row, err);
    if (!st)
        st = lc_stmt_prepare(
            c, "INSERT INTO facility_shape(facility, geom) VALUES(?1, ?2)",
            &out->shape, err);
    if (st)
        lc_facility_write_close(out);
    return st;
}

void lc_facility_write_close(lc_facility_writer *w)
{
    lc_stmt_free(w->known);
    lc_stmt_free(w->row);
    lc_stmt_free(w->shape);
    *w = (lc_facility_writer){0};
}

static lc_status check_new(lc_facility_writer *w, const char *id, lc_error *err)
{
    bool row = false;
    lc_status st;

    lc_stmt_text(w->known, 1, id);
    st = lc_stmt_step(w->known, &row, err);
    if (st || !row)
        return st;
    st = lc_stmt_step(w->known, &row, err); /* to its end, so it is reset */
    if (st)
        return st;
    return lc_reject(err, LIFE_ERR_RANGE, "twice",
                     "the id \"%.80s\" occurs twice", id);
}

/* Empty text is stored as NULL: not known. */
static void bind_text(lc_stmt *s, int i, const char *text)
{
    lc_stmt_text(s, i, text && *text ? text : NULL);
}

static lc_status check_lengths(const char *const *text, size_t n, lc_error *err)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] && strlen(text[i]) > TEXT_BYTES_MAX)
            return lc_reject(err, LIFE_ERR_LIMIT, "long",
                             "\"%.40s...\" is longer than %d bytes", text[i],
                             TEXT_BYTES_MAX);
    return LIFE_OK;
}

static lc_status write_row(lc_facility_writer *w, const lc_facility_row *f,
                           lc_error *err)
{
    const char *const text[] = {f->unit,          f->address,  f->phone,
                                f->opening_hours, f->website,  f->wheelchair,
                                f->checked_on,    f->closed_on};
    size_t n = sizeof text / sizeof *text;
    lc_stmt *s = w->row;

    if (strlen(f->name) > LIFE_NAME_BYTES_MAX)
        return lc_reject(err, LIFE_ERR_LIMIT, "long",
                         "the name \"%.40s...\" is longer than %d bytes",
                         f->name, LIFE_NAME_BYTES_MAX);
    if (check_lengths(text, n, err))
        return LIFE_ERR_LIMIT;
    lc_stmt_text(s, 1, f->id);
    lc_stmt_text(s, 2, f->source);
    lc_stmt_text(s, 3, f->name);
    lc_stmt_int(s, 4, f->name_given);
    lc_stmt_text(s, 5, f->categories);
    for (size_t i = 0; i < n; i++)
        bind_text(s, 6 + (int)i, text[i]);
    bind_text(s, 14, f->attributes);
    if (f->shape->kind == LIFE_SHAPE_AREA)
        lc_stmt_double(s, 15, lc_shape_area_m2(f->shape));
    if (f->shape->kind != LIFE_SHAPE_NONE)
        lc_stmt_point(s, 16, lc_shape_inner(f->shape));
    return lc_stmt_run(s, err);
}

lc_status lc_facility_write(lc_facility_writer *w, const lc_facility_row *f,
                            lc_error *err)
{
    lc_status st = check_new(w, f->id, err);

    if (!st)
        st = write_row(w, f, err);
    if (st || f->shape->kind < LIFE_SHAPE_LINE)
        return st;
    lc_stmt_text(w->shape, 1, f->id);
    st = lc_stmt_shape(w->shape, 2, f->shape, true, err);
    return st ? st : lc_stmt_run(w->shape, err);
}
