/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/mixes.c - see mixes.h.
 *
 * Of cells with the same facilities, streets and rules the labels of all
 * corners are the same, whosever the homes: the first sweeps and lends them to
 * the other, graph and all. Labels go again after each category, as a city of a
 * million corners has 5 MB of them a category and cell.
 */
#include "src/study/compare/mixes.h"

#include "lifecircle/base/pool.h"
#include "lifecircle/store/rows/home.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/pace.h"
#include "src/study/compare/hybrid.h"
#include "src/study/compare/sameness.h"
#include "src/study/cover/survey.h"
#include "src/study/labels.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"

#include <string.h>

#define ALL (LIFE_MIXES - 1u)

static const lc_world *world_of(const lc_mixes *c, unsigned cell, unsigned bit)
{
    return c->file[lc_mixes_side(cell, bit)]->w;
}

size_t lc_mixes_homes(const lc_mixes *c, unsigned cell)
{
    return world_of(c, cell, LIFE_MIX_HOMES)->home_count;
}

/* ---- which there are ---- */

/* The side of the streets decides for whatever is the same in both: so nothing
 * is linked anew that is linked already. Where the streets are the same, they
 * go with what isn't. */
static unsigned streets_of(const lc_mixes *c, unsigned cell)
{
    static const unsigned order[] = {LIFE_MIX_FACILITIES, LIFE_MIX_HOMES,
                                     LIFE_MIX_RULES};

    if (!(c->same & LIFE_MIX_STREETS))
        return cell & LIFE_MIX_STREETS;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (!(c->same & order[i]))
            return cell & order[i] ? LIFE_MIX_STREETS : 0;
    return 0;
}

static uint8_t settle(const lc_mixes *c, unsigned cell)
{
    unsigned streets;

    if (c->homes_of >= 0)
        cell = (cell & (ALL - LIFE_MIX_HOMES)) |
               (c->homes_of ? LIFE_MIX_HOMES : 0);
    streets = streets_of(c, cell);
    cell &= ALL & ~(unsigned)(LIFE_MIX_STREETS | c->same);
    return (uint8_t)(cell | streets | (streets ? c->same : 0));
}

static void find_cells(lc_mixes *c, bool all)
{
    for (unsigned i = 0; i < LIFE_MIXES; i++) {
        c->as[i] = settle(c, i);
        if (all || i == 0 || i == ALL)
            c->used[c->as[i]] = true;
    }
}

/* ---- making them ---- */

/* Arrays don't have the layers of homes, which only matter to who links
 * them. */
static lc_status read_layers(lc_study *s, int8_t **out, lc_error *err)
{
    lc_stored_home row = {0};
    lc_rows *rows;
    size_t n = 0;
    lc_status st;

    *out = lc_calloc(s->w->home_count, 1);
    if (!*out)
        return lc_no_memory(err, "the homes");
    if (!s->file)
        return lc_fail(err, LIFE_ERR_STATE,
                       "a city is compared by its file, which must be open");
    st = lc_home_rows(s->file, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err)) {
        if (n < s->w->home_count)
            (*out)[n] = (int8_t)row.layer;
        n++;
    }
    if (!st && n != s->w->home_count)
        st =
            lc_fail(err, LIFE_ERR_STATE,
                    "a city has homes that were not computed yet: run compute");
    return st;
}

static void find_same(lc_mixes *c)
{
    const lc_world *a = c->file[0]->w, *b = c->file[1]->w;
    const int8_t *const layer[2] = {c->layer[0], c->layer[1]};

    c->same = lc_same_streets(a, b) ? LIFE_MIX_STREETS : 0;
    c->same |= lc_same_facilities(a, b) ? LIFE_MIX_FACILITIES : 0;
    c->same |= lc_same_paces(a, b) ? LIFE_MIX_RULES : 0;
    if (c->homes_of < 0 && lc_same_homes(a, b, layer))
        c->same |= LIFE_MIX_HOMES;
}

/* Who has links of a part to these streets already: the file whose streets they
 * are, or the cell that differs from it by that part alone. Other paces may
 * take other streets, so with foreign rules all is linked anew. */
static const lc_world *linked_in(const lc_mixes *c, unsigned cell, unsigned bit)
{
    int streets = lc_mixes_side(cell, LIFE_MIX_STREETS);
    unsigned own = streets ? ALL : 0;

    if (lc_mixes_side(cell, LIFE_MIX_RULES) != streets)
        return NULL;
    if (lc_mixes_side(cell, bit) == streets)
        return c->file[streets]->w;
    return (own ^ bit) == cell ? NULL : c->hybrid[own ^ bit];
}

static lc_status make_cell(lc_mixes *c, unsigned cell, lc_error *err)
{
    const lc_hybrid_parts parts = {
        .facilities = world_of(c, cell, LIFE_MIX_FACILITIES),
        .streets = world_of(c, cell, LIFE_MIX_STREETS),
        .homes = world_of(c, cell, LIFE_MIX_HOMES),
        .rules = world_of(c, cell, LIFE_MIX_RULES),
        .layer = c->layer[lc_mixes_side(cell, LIFE_MIX_HOMES)],
        .facility_links = linked_in(c, cell, LIFE_MIX_FACILITIES),
        .home_links = linked_in(c, cell, LIFE_MIX_HOMES)};
    lc_status st = lc_hybrid_make(&parts, &c->hybrid[cell], err);

    if (!st)
        st = lc_study_new(c->hybrid[cell], &c->study[cell], err);
    if (!st)
        c->study[cell]->homes_alone = true;
    return st;
}

/* Those that differ by one part from the file of their streets lend their links
 * to those that differ by two. */
static unsigned strangeness(unsigned cell)
{
    unsigned n = (unsigned)__builtin_popcount(cell);

    return cell & LIFE_MIX_STREETS ? 4 - n : n;
}

static lc_status make_cells(lc_mixes *c, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (unsigned strange = 0; strange < 4; strange++)
        for (unsigned i = 0; i < LIFE_MIXES && !st; i++) {
            if (!c->used[i] || strangeness(i) != strange)
                continue;
            if (strange)
                st = make_cell(c, i, err);
            else
                c->study[i] = c->file[i != 0];
            c->answer[i] = lc_calloc(lc_mixes_homes(c, i), 1);
            if (!st && !c->answer[i])
                st = lc_no_memory(err, "the comparison");
        }
    return st;
}

lc_status lc_mixes_open(lc_mixes *c, bool all, lc_error *err)
{
    lc_status st = read_layers(c->file[0], &c->layer[0], err);

    if (!st)
        st = read_layers(c->file[1], &c->layer[1], err);
    if (st)
        return st;
    find_same(c);
    find_cells(c, all);
    return make_cells(c, err);
}

/* ---- what they say ---- */

/* One category for all cells; those of a group differ by their homes alone. */
typedef struct judging {
    lc_mixes *c;
    const char *category;
    bool same; /* both files have the same facilities of it */
} judging;

/* Of a category of which both files have the same, whose facilities it has is
 * of no account: the cell that has the others', where that says it too. */
static unsigned twin_of(const judging *j, unsigned cell)
{
    unsigned twin = j->c->as[cell ^ LIFE_MIX_FACILITIES];

    return j->same && twin < cell && j->c->used[twin] ? twin : cell;
}

/* Of what a city has no word for nothing is known there. */
static lc_status judge_cell(const judging *j, unsigned cell, lc_error *err)
{
    lc_study *s = j->c->study[cell];
    size_t n = lc_mixes_homes(j->c, cell);
    const lc_coverage_query q = {.pace = lc_world_pace_find(s->w, j->c->pace),
                                 .limit_ms = j->c->limit_ms,
                                 .category =
                                     lc_world_category_find(s->w, j->category),
                                 .no_percentiles = true};
    lc_survey survey;
    lc_status st;

    if (q.category == LIFE_NONE) {
        memset(j->c->answer[cell], LIFE_UNKNOWN, n);
        return LIFE_OK;
    }
    st = lc_survey_begin(&survey, s, &q, true, NULL, err);
    for (uint32_t h = 0; h < n && !st; h++)
        j->c->answer[cell][h] = (uint8_t)lc_survey_of(&survey, h).answer;
    lc_survey_end(&survey);
    return st;
}

static void give_back(lc_mixes *c, unsigned cell, uint32_t pace,
                      const char *category)
{
    lc_study *s = c->study[cell];
    uint32_t i = lc_world_category_find(s->w, category);

    if (i == LIFE_NONE)
        return;
    if (c->has_lent_graph[cell])
        s->slot[pace].label[i] = NULL;
    lc_labels_forget(s, pace, i);
}

static lc_status lend(lc_mixes *c, unsigned from, unsigned to,
                      const char *category, lc_error *err)
{
    lc_study *a = c->study[from], *b = c->study[to];
    uint32_t pace = lc_world_pace_find(a->w, c->pace);
    uint32_t i = lc_world_category_find(a->w, category);
    lc_status st = LIFE_OK;

    if (!a->slot[pace].graph || i == LIFE_NONE)
        return LIFE_OK;
    if (!c->has_lent_graph[to]) {
        st = lc_linking_by_edge(b->w, b->w->pace[pace].mode, err);
        if (st)
            return st;
        b->slot[pace].graph = a->slot[pace].graph;
        c->has_lent_graph[to] = true;
    }
    b->slot[pace].label[i] = a->slot[pace].label[i];
    return LIFE_OK;
}

/* The file itself goes first, which has labels stored. */
static lc_status judge_group(void *ctx, size_t item, unsigned worker,
                             lc_error *err)
{
    judging *j = ctx;
    lc_mixes *c = j->c;
    unsigned bits = (unsigned)(item & 3) | (unsigned)(item & 4) << 1;
    unsigned own = bits & LIFE_MIX_STREETS ? LIFE_MIX_HOMES : 0;
    const unsigned cell[2] = {bits | own, bits | (own ^ LIFE_MIX_HOMES)};
    const bool used[2] = {c->used[cell[0]] && twin_of(j, cell[0]) == cell[0],
                          c->used[cell[1]] && twin_of(j, cell[1]) == cell[1]};
    lc_status st = used[0] ? judge_cell(j, cell[0], err) : LIFE_OK;

    (void)worker;
    if (!st && used[0] && used[1])
        st = lend(c, cell[0], cell[1], j->category, err);
    if (!st && used[1])
        st = judge_cell(j, cell[1], err);
    for (int i = 1; i >= 0; i--)
        if (used[i])
            give_back(c, cell[i],
                      lc_world_pace_find(c->study[cell[i]]->w, c->pace),
                      j->category);
    return st;
}

lc_status lc_mixes_judge(lc_mixes *c, const char *category, lc_error *err)
{
    judging j = {c, category, false};
    lc_status st;

    j.same = lc_same_category(c->file[0]->w, c->file[1]->w, category);
    st = lc_pool_run(lc_pool_threads(), LIFE_MIXES / 2, judge_group, &j, err);
    for (unsigned i = 0; i < LIFE_MIXES && !st; i++)
        if (c->used[i] && twin_of(&j, i) != i)
            memcpy(c->answer[i], c->answer[twin_of(&j, i)],
                   lc_mixes_homes(c, i));
    return st;
}

void lc_mixes_clear(lc_mixes *c)
{
    for (unsigned i = 0; i < LIFE_MIXES; i++) {
        lc_study *s = c->hybrid[i] ? c->study[i] : NULL;

        if (s && c->has_lent_graph[i])
            s->slot[lc_world_pace_find(s->w, c->pace)].graph = NULL;
        lc_study_free(s);
        lc_free(c->answer[i]);
    }
    for (unsigned i = 0; i < LIFE_MIXES; i++)
        lc_hybrid_free(c->hybrid[i]);
    lc_free(c->layer[0]);
    lc_free(c->layer[1]);
}
