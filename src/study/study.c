/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/study.c - see lifecircle/study/study.h.
 *
 * A study borrows a world (compute, tests) or owns it (lc_study_open). Nothing
 * here is slow: what takes time is made by the first who asks for it, in a file
 * of its own.
 */
#include "lifecircle/study/study.h"

#include "src/study/assess/assessment.h"
#include "src/study/cover/capacity.h"
#include "src/study/end_arrays.h"
#include "src/study/label_arrays.h"
#include "src/study/study.h"
#include "src/study/whatif/base.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"
#include "src/world/load.h"
#include "src/world/names/names.h"
#include "src/world/world.h"

/* Only what is small is made here: walk times wait until somebody asks. */
lc_status lc_study_new(const lc_world *w, lc_study **out, lc_error *err)
{
    lc_study *s = lc_calloc(1, sizeof *s);
    lc_status st;

    *out = NULL;
    if (!s)
        return lc_no_memory(err, "a study of the city");
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++)
        pthread_mutex_init(&s->making_of[c], NULL);
    pthread_mutex_init(&s->making, NULL);
    pthread_mutex_init(&s->naming, NULL);
    pthread_mutex_init(&s->assessing, NULL);
    s->w = w;
    s->text = lc_arena_new(0);
    s->bases = lc_bases_new();
    s->slot = lc_calloc(w->pace_count, sizeof *s->slot);
    st = s->text && s->slot && s->bases
             ? LIFE_OK
             : lc_no_memory(err, "a study of the city");
    for (size_t p = 0; p < w->pace_count && !st; p++)
        st = lc_slot_open(w, &s->slot[p], err);
    if (!st)
        st = lc_capacity_load(s, err);
    if (!st)
        st = lc_ends_make(w, &s->ends, err);
    if (st)
        lc_study_free(s);
    else
        *out = s;
    return st;
}

/* World and labels from one open file: it may be replaced at any time. */
static lc_status load(lc_city *c, bool once, lc_load_from from, lc_study **out,
                      lc_error *err)
{
    lc_study *s;
    lc_world *w;
    lc_status st = lc_world_load(c, from, &w, err);

    if (st)
        return st;
    st = lc_study_new(w, &s, err);
    if (st) {
        lc_world_free(w);
        return st;
    }
    /* From here on freeing the study frees the world. */
    s->own = w;
    if (from == LIFE_LOAD_ARRAYS)
        st = lc_end_arrays_streets(c, s, err);
    if (!st && !once)
        st = lc_label_arrays_load(c, s, 0, NULL, err);
    if (st) {
        lc_study_free(s);
        return st;
    }
    s->file = c; /* for the names, see find.c */
    s->once = once;
    *out = s;
    return LIFE_OK;
}

lc_status lc_study_load(lc_city *c, const char *path, lc_study **out,
                        lc_error *err)
{
    lc_error why = {0};
    lc_status st = load(c, false, LIFE_LOAD_ARRAYS, out, &why);

    return lc_load_end(NULL, path, st, &why, err);
}

static lc_status open_file(const char *path, bool verify, bool once,
                           lc_load_from from, lc_study **out, lc_error *err)
{
    lc_error why = {0};
    lc_study *s = NULL;
    lc_city *c;
    lc_status st = lc_load_begin(path, verify, &c, err);

    *out = NULL;
    if (st)
        return st;
    st = load(c, once, from, &s, &why);
    if (s)
        s->own_file = c;
    else
        lc_city_close(c);
    *out = s;
    return lc_load_end(NULL, path, st, &why, err);
}

lc_status lc_study_open(const char *path, bool verify, lc_study **out,
                        lc_error *err)
{
    return open_file(path, verify, false, LIFE_LOAD_ARRAYS, out, err);
}

lc_status lc_study_open_once(const char *path, lc_study **out, lc_error *err)
{
    return lc_study_open_rows(path, LIFE_STUDY_WHOLE, out, err);
}

lc_status lc_study_open_rows(const char *path, lc_study_rows rows,
                             lc_study **out, lc_error *err)
{
    static const lc_load_from from[] = {[LIFE_STUDY_WHOLE] = LIFE_LOAD_ARRAYS,
                                        [LIFE_STUDY_ROWS] = LIFE_LOAD_LAYERS,
                                        [LIFE_STUDY_PAGES] = LIFE_LOAD_PAGES};

    return open_file(path, false, true, from[rows], out, err);
}

/* Assessments first: they point into the world. Nobody may be asking any more:
 * nothing is locked here. */
void lc_study_free(lc_study *s)
{
    if (!s)
        return;
    lc_assessment_drop_all(s);
    lc_bases_free(s->bases);
    for (size_t p = 0; s->slot && p < s->w->pace_count; p++)
        lc_slot_clear(s->w, &s->slot[p]);
    lc_free(s->slot);
    lc_ends_clear(s->w, &s->ends);
    for (size_t c = 0; c < 2 * (size_t)LIFE_MAX_CATEGORIES; c++) {
        lc_free(s->straight_mm[c % 2][c / 2]);
        for (int m = 0; m < LIFE_MAX_MODES; m++)
            lc_free(s->unlinked_mm[c % 2][m][c / 2]);
    }
    lc_vec_free(&s->capacity);
    lc_vec_free(&s->catchment);
    lc_arena_free(s->text);
    lc_names_free(s->names);
    lc_world_free(s->own); /* it may read of the file */
    lc_city_close(s->own_file);
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++)
        pthread_mutex_destroy(&s->making_of[c]);
    pthread_mutex_destroy(&s->making);
    pthread_mutex_destroy(&s->naming);
    pthread_mutex_destroy(&s->assessing);
    lc_free(s);
}

const lc_world *lc_study_world(const lc_study *s)
{
    return s->w;
}

/* Some pace that was asked for. */
static bool goes_by(const lc_study *s, lc_mode m)
{
    for (size_t p = 0; p < s->w->pace_count; p++)
        if (s->slot[p].graph && s->w->pace[p].mode == m)
            return true;
    return false;
}

uint64_t lc_study_memory_bytes(const lc_study *s)
{
    uint64_t bytes = lc_world_memory_bytes(s->w);

    for (size_t p = 0; p < s->w->pace_count; p++)
        bytes += lc_slot_bytes(s->w, &s->slot[p]);
    for (lc_mode m = 0; m < s->w->mode_count; m++)
        bytes += goes_by(s, m) ? lc_linking_by_edge_bytes(s->w, m) : 0;
    bytes += lc_ends_bytes(s);
    bytes += lc_bases_bytes(s->bases, s->w);
    return bytes;
}

bool lc_study_pace_made(const lc_study *s, uint32_t pace)
{
    const lc_pace_slot *p = &s->slot[pace];

    for (uint32_t c = 0; c < s->w->category_count; c++)
        if (s->w->category[c].facility_count && !p->label[c])
            return false;
    return p->graph != NULL;
}
