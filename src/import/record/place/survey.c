/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/survey.c - see survey.h.
 */
#include "src/import/record/place/survey.h"

#include "src/import/record/mend.h"

#include <math.h>
#include <string.h>

#define MEASURED_MAX 20000 /* points; of more, every n-th is measured */
#define POINTS_MAX   1000000
#define ASKED_FIRST  256   /* points whose shift is asked for, of more: */
#define ASKED_EACH   64    /* one in so many, as an answer takes 30 us */
#define STEP_M       100.0 /* between the points of an outline */

/* The first column by which a service is known. */
static lc_status find_sign(lc_survey *s, const char *const *name, size_t count,
                           lc_error *err)
{
    lc_status st = lc_table_open("coordinate_signs.csv", &s->signs, err);
    int column = st ? 0 : lc_table_column(s->signs, "column");

    for (size_t i = 0; !st && s->sign < 0 && i < lc_table_rows(s->signs); i++)
        for (size_t k = 0; s->sign < 0 && k < count; k++)
            if (!strcmp(name[k], lc_table_get(s->signs, i, column)))
                s->sign = (int)i;
    return st;
}

const char *lc_survey_sign(const lc_survey *s, const char *column)
{
    return s->sign < 0 ? ""
                       : lc_table_get(s->signs, (size_t)s->sign,
                                      lc_table_column(s->signs, column));
}

/* Columns as the import itself finds them. */
static lc_status take_columns(void *ctx, const char *const *name, size_t count,
                              lc_error *err)
{
    lc_survey *s = ctx;
    lc_status st = find_sign(s, name, count, err);

    return st ? st : lc_columns_open(s->o->map, name, count, &s->columns, err);
}

static bool add_point(lc_survey *s, const lc_record *r, lc_pt pt)
{
    return lc_vec_push(&s->pt, lc_pt_lonlat(pt)) &&
           lc_vec_push(&s->row, r->line ? r->line : r->feature);
}

/* Points in equal steps along all rings: an outline of many vertices says no
 * more than one of few. */
static bool add_outline(lc_survey *s, const lc_record *r, const lc_shape *shape)
{
    double left = 0;

    for (uint32_t i = 0; i + 1 < shape->pt_count; i++) {
        lc_pt a = shape->pt[i], b = shape->pt[i + 1];
        double length = lc_distance_m(a, b), at = left;

        for (; at < length && s->pt.n < POINTS_MAX; at += STEP_M) {
            double t = length > 0 ? at / length : 0;
            lc_pt pt = {a.lon + (int32_t)lround(t * ((double)b.lon - a.lon)),
                        a.lat + (int32_t)lround(t * ((double)b.lat - a.lat))};

            if (!add_point(s, r, pt))
                return false;
        }
        left = at - length;
    }
    return true;
}

/* PROJ chooses for each point by where it lies, and tells of the last alone. */
static void ask_shift(lc_survey *s)
{
    if (!s->unshifted && s->shapes.datum.crs && s->pt.n > 0 &&
        (s->pt.n <= ASKED_FIRST || s->pt.n % ASKED_EACH == 0))
        s->unshifted = lc_crs_unshifted(s->shapes.datum.crs);
}

/* What is wrong with a row is said when it is imported. */
static lc_status take_record(void *ctx, const lc_record *r, lc_error *err)
{
    lc_survey *s = ctx;
    lc_shape shape = {0};
    lc_error why = {0};
    bool good = true;

    s->features = r->line == 0;
    if (r->fault)
        return LIFE_OK;
    if (lc_shapes_read_raw(&s->shapes, r, &shape, &why)) {
        s->metres += !strcmp(why.parameter, "row_metres");
    } else if (shape.kind == LIFE_SHAPE_AREA && s->outlines) {
        s->areas = true;
        good = add_outline(s, r, &shape);
    } else if (shape.pt_count > 0) {
        good = add_point(s, r, shape.pt[0]);
    }
    ask_shift(s);
    lc_shape_clear(&shape);
    return good ? LIFE_OK : lc_no_memory(err, "positions");
}

void lc_survey_forget(lc_survey *s)
{
    lc_vec_free(&s->pt);
    lc_vec_free(&s->row);
    s->unshifted = NULL;
    lc_shapes_close(&s->shapes);
    lc_columns_close(&s->columns);
    lc_table_free(s->signs);
    s->signs = NULL;
    s->sign = -1;
}

/* Reads the table's positions in a system. */
lc_status lc_survey_look(lc_survey *s, const char *path, const char *read_as,
                         lc_error *err)
{
    lc_record_sink sink = {take_columns, take_record, s, NULL, NULL, false};
    char note[LIFE_NOTE_BYTES];
    lc_status st;

    lc_survey_forget(s);
    s->metres = 0;
    st = lc_shapes_open(read_as, &s->columns, &s->shapes, err);
    return st ? st : lc_mend_read(path, s->o, &sink, NULL, note, err);
}

/* Every n-th, so that a table sorted by place is measured in all its parts. */
void lc_survey_thin(lc_survey *s)
{
    size_t step = (s->pt.n + MEASURED_MAX - 1) / MEASURED_MAX, kept = 0;

    for (size_t i = 0; i < s->pt.n; i += step) {
        s->row.v[kept] = s->row.v[i];
        s->pt.v[kept++] = s->pt.v[i];
    }
    s->pt.n = kept;
}
