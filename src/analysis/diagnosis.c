/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/analysis/diagnosis.c - see lifecircle/analysis/diagnosis.h.
 */
#include "lifecircle/analysis/diagnosis.h"

#include "fold.h"
#include "overlap.h"
#include "world_internal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DOUBLE_M      50.0 /* how far apart doubles may be */
#define MEETS_M       2.0
#define LOOK_M        20000.0 /* how far a street is looked for */
#define OVERLAP_M2    100.0   /* and a thousandth of the smaller unit: less */
#define OVERLAP_SHARE 0.001   /* is how finely people draw */

typedef struct doctor {
    const lc_world *w;
    lc_diagnosis *out;
    lc_arena *text;
} doctor;

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for a diagnosis");
}

/* Counts one, and gives the example to be filled in, or one to be lost. */
static lc_finding_example *note(doctor *d, lc_finding_code code)
{
    static _Thread_local lc_finding_example lost;
    lc_finding *f = &d->out->finding[code];
    lc_finding_example *e = &lost;

    f->count++;
    if (f->example_count < LIFE_FINDING_EXAMPLES)
        e = &f->example[f->example_count++];
    *e = (lc_finding_example){
        .other = "", .name = "", .placed = true, .metres = NAN};
    return e;
}

static lc_finding_example *note_facility(doctor *d, lc_finding_code code,
                                         const lc_facility *f)
{
    lc_finding_example *e = note(d, code);

    snprintf(e->id, sizeof e->id, "%s", f->id);
    e->name = f->name;
    e->pt = f->pt;
    e->placed = f->placed;
    return e;
}

static lc_finding_example *note_unit(doctor *d, lc_finding_code code,
                                     const lc_unit *u)
{
    lc_finding_example *e = note(d, code);

    snprintf(e->id, sizeof e->id, "%s", u->code);
    e->name = u->name;
    e->pt = u->centre;
    e->placed = u->approximate || (u->shape && u->shape->pt_count > 0);
    return e;
}

/* -- facilities ---------------------------------------------------------- */

typedef struct twins {
    doctor *d;
    const char **bare; /* each facility's name, folded */
    uint32_t of;
} twins;

static bool see_twin(void *ctx, uint32_t i)
{
    twins *t = ctx;
    const lc_world *w = t->d->w;
    const lc_facility *a = &w->facility.v[t->of], *b = &w->facility.v[i];
    lc_finding_example *e;
    double m;

    if (i <= t->of || !(a->categories & b->categories) || !*t->bare[i] ||
        strcmp(t->bare[t->of], t->bare[i]) != 0)
        return true;
    m = fmin(lc_facility_distance_m(w, t->of, b->pt),
             lc_facility_distance_m(w, i, a->pt));
    if (m > DOUBLE_M)
        return true;
    e = note_facility(t->d,
                      strcmp(a->source, b->source) == 0
                          ? LIFE_FINDING_TWICE_WITHIN
                          : LIFE_FINDING_TWICE_ACROSS,
                      a);
    e->other = b->id;
    e->metres = m;
    return true;
}

static lc_status find_twins(doctor *d, lc_error *err)
{
    const lc_world *w = d->w;
    size_t n = w->facility.n;
    twins t = {.d = d, .bare = lc_calloc(n, sizeof *t.bare)};
    lc_status st = t.bare ? LIFE_OK : no_memory(err);

    for (size_t i = 0; !st && i < n; i++) {
        const lc_facility *f = &w->facility.v[i];

        t.bare[i] =
            f->name_given && f->placed ? lc_name_bare(d->text, f->name) : "";
        if (!t.bare[i])
            st = no_memory(err);
    }
    for (uint32_t i = 0; !st && i < n; i++) {
        t.of = i;
        if (*t.bare[i])
            lc_index_query(w->facility_index,
                           lc_box_grown(lc_world_facility_box(w, i), DOUBLE_M),
                           see_twin, &t);
    }
    lc_free(t.bare);
    return st;
}

typedef struct street_probe {
    const lc_network *net;
    lc_pt pt;
    double least_m;
} street_probe;

static void see_street(void *ctx, uint32_t edge, double *limit_m)
{
    street_probe *p = ctx;
    const lc_edge *e = &p->net->edge[edge];
    uint32_t at_mm;
    lc_pt at;
    double m;

    if (!e->perm[LIFE_MODE_FOOT])
        return;
    m = lc_network_project(p->net, edge, p->pt, &at_mm, &at);
    if (m < p->least_m)
        *limit_m = p->least_m = m;
}

/* Of an area or line, from the nearest of its points. */
static double street_m(const lc_world *w, const lc_facility *f)
{
    const lc_shape *s = f->shape == LIFE_NONE ? NULL : &w->shape.v[f->shape];
    street_probe p = {w->net, f->pt, LOOK_M};

    lc_index_nearest(w->net->index, p.pt, LOOK_M, see_street, &p);
    for (uint32_t i = 0; s && i < s->pt_count && p.least_m > 0; i++) {
        p.pt = s->pt[i];
        lc_index_nearest(w->net->index, p.pt, p.least_m, see_street, &p);
    }
    return p.least_m < LOOK_M ? p.least_m : NAN;
}

static void judge_link(doctor *d, uint32_t i)
{
    const lc_facility *f = &d->w->facility.v[i];
    const lc_link *link;
    lc_finding_code code = LIFE_FINDING_FACILITY_UNLINKED;
    double m;

    if (lc_world_facility_links(d->w, i, LIFE_MODE_FOOT, &link) > 0)
        return;
    m = street_m(d->w, f);
    if (!(m <= LIFE_LINK_REACH_M))
        code = LIFE_FINDING_FAR;
    note_facility(d, code, f)->metres = m;
}

static void judge_facilities(doctor *d)
{
    const lc_world *w = d->w;
    const lc_shape *extent = lc_world_extent(w);

    for (uint32_t i = 0; i < w->facility.n; i++) {
        const lc_facility *f = &w->facility.v[i];
        const char *code = w->facility_unit_code[i];

        if (!f->name_given)
            note_facility(d, LIFE_FINDING_NAMELESS, f);
        if (code && *code && lc_world_find_unit(w, code) == LIFE_NONE)
            note_facility(d, LIFE_FINDING_UNIT_UNKNOWN, f)->other = code;
        if (!f->placed) {
            note_facility(d, LIFE_FINDING_UNPLACED, f);
            continue;
        }
        if (extent && extent->pt_count > 0 && !lc_shape_contains(extent, f->pt))
            note_facility(d, LIFE_FINDING_OUTSIDE, f);
        else
            judge_link(d, i);
    }
}

static void judge_homes(doctor *d)
{
    const lc_link *link;

    for (uint32_t h = 0; h < d->w->home_count; h++) {
        lc_finding_example *e;

        if (lc_world_home_links(d->w, h, LIFE_MODE_FOOT, &link) > 0)
            continue;
        e = note(d, LIFE_FINDING_HOME_UNLINKED);
        snprintf(e->id, sizeof e->id, "home %" PRIu32, h);
        e->pt = d->w->home_pt[h];
    }
}

/* -- streets ------------------------------------------------------------- */

static const char *street_name(const lc_network *n, uint32_t edge)
{
    return n->names + n->edge[edge].name;
}

/* A node of the map by its number; one that the import made has none that
 * could be looked up, so the street is named. */
static void put_node(lc_finding_example *e, const lc_network *n, uint32_t node,
                     uint32_t edge)
{
    if (n->node_id[node] > 0)
        snprintf(e->id, sizeof e->id, "node %" PRId64, n->node_id[node]);
    else
        snprintf(e->id, sizeof e->id, "street %" PRIu32, n->edge[edge].street);
    e->name = street_name(n, edge);
    e->pt = n->node[node];
}

static uint32_t root_of(uint32_t *up, uint32_t i)
{
    while (up[i] != i)
        i = up[i] = up[up[i]];
    return i;
}

/* Judged on foot: a piece that nobody walks is no island. */
static bool is_island(const lc_edge *e)
{
    return (e->flags & LIFE_EDGE_ISLAND) && e->perm[LIFE_MODE_FOOT];
}

static lc_status judge_islands(doctor *d, lc_error *err)
{
    const lc_network *n = d->w->net;
    uint32_t *up = lc_calloc(n->node_count, sizeof *up);
    uint64_t *length_mm = lc_calloc(n->node_count, sizeof *length_mm);

    for (uint32_t i = 0; up && i < n->node_count; i++)
        up[i] = i;
    for (uint32_t i = 0; up && length_mm && i < n->edge_count; i++)
        if (is_island(&n->edge[i]))
            up[root_of(up, n->edge[i].from)] = root_of(up, n->edge[i].to);
    for (uint32_t i = 0; up && length_mm && i < n->edge_count; i++)
        if (is_island(&n->edge[i]))
            length_mm[root_of(up, n->edge[i].from)] += n->edge[i].length_mm;
    for (uint32_t i = 0; up && length_mm && i < n->edge_count; i++) {
        uint32_t root = root_of(up, n->edge[i].from);
        lc_finding_example *e;

        if (!is_island(&n->edge[i]) || !length_mm[root])
            continue;
        e = note(d, LIFE_FINDING_ISLAND);
        put_node(e, n, n->edge[i].from, i);
        e->metres = (double)length_mm[root] / 1000;
        length_mm[root] = 0; /* told */
    }
    lc_free(length_mm);
    lc_free(up);
    return up && length_mm ? LIFE_OK : no_memory(err);
}

typedef struct dead_end {
    const lc_network *net;
    uint32_t node, own; /* its one edge */
    uint32_t other;     /* the street that it nearly meets, or LIFE_NONE */
    double least_m;
} dead_end;

/* A barrier gives each end a node of its own: such ends are meant. */
static bool is_made_end(const lc_network *n, uint32_t node, lc_pt at)
{
    return n->node_id[node] < 0 && lc_pt_equal(n->node[node], at);
}

static bool see_neighbour(void *ctx, uint32_t i)
{
    dead_end *d = ctx;
    const lc_network *n = d->net;
    const lc_edge *own = &n->edge[d->own], *e = &n->edge[i];
    lc_pt p = n->node[d->node], at;
    uint32_t at_mm;
    double m;

    if (!e->perm[LIFE_MODE_FOOT] || e->layer != own->layer ||
        e->from == own->from || e->from == own->to || e->to == own->from ||
        e->to == own->to || is_made_end(n, e->from, p) ||
        is_made_end(n, e->to, p))
        return true;
    m = lc_network_project(n, i, p, &at_mm, &at);
    if (m < d->least_m) {
        d->least_m = m;
        d->other = i;
    }
    return true;
}

static void judge_end(doctor *d, uint32_t node, uint32_t own)
{
    const lc_network *n = d->w->net;
    dead_end end = {n, node, own, LIFE_NONE, MEETS_M};
    lc_box box = lc_box_empty();
    lc_finding_example *e;

    lc_box_add(&box, n->node[node]);
    lc_index_query(n->index, lc_box_grown(box, MEETS_M), see_neighbour, &end);
    if (end.other == LIFE_NONE)
        return;
    e = note(d, LIFE_FINDING_NEARLY_MEETS);
    put_node(e, n, node, own);
    e->other = street_name(n, end.other);
    e->metres = end.least_m;
}

static lc_status judge_ends(doctor *d, lc_error *err)
{
    const lc_network *n = d->w->net;
    uint32_t *ends = lc_calloc(n->node_count, sizeof *ends);

    if (!ends)
        return no_memory(err);
    for (uint32_t i = 0; i < n->edge_count; i++)
        if (n->edge[i].perm[LIFE_MODE_FOOT]) {
            ends[n->edge[i].from]++;
            ends[n->edge[i].to]++;
        }
    for (uint32_t i = 0; i < n->edge_count; i++) {
        const uint32_t node[2] = {n->edge[i].from, n->edge[i].to};

        for (int k = 0; k < 2 && n->edge[i].perm[LIFE_MODE_FOOT]; k++)
            if (ends[node[k]] == 1 && n->node_id[node[k]] > 0)
                judge_end(d, node[k], i);
    }
    lc_free(ends);
    return LIFE_OK;
}

/* -- units --------------------------------------------------------------- */

static bool is_area(const lc_unit *u)
{
    return u->shape && u->shape->kind == LIFE_SHAPE_AREA;
}

typedef struct neighbours {
    doctor *d;
    lc_overlap *overlap;
    uint32_t of;
} neighbours;

static bool see_unit(void *ctx, uint32_t i)
{
    neighbours *n = ctx;
    const lc_world *w = n->d->w;
    const lc_unit *a = &w->unit.v[n->of], *b = &w->unit.v[i];
    lc_finding_example *e;
    double m2, smaller;
    lc_pt at;

    if (i <= n->of || a->level_index != b->level_index || !is_area(b))
        return true;
    if (lc_overlap_m2(n->overlap, a->shape, b->shape, &m2, &at, NULL))
        return true; /* not valid, which is told of it alone */
    smaller = fmin(w->unit_area_m2[n->of], w->unit_area_m2[i]);
    if (m2 < OVERLAP_M2 || m2 < smaller * OVERLAP_SHARE)
        return true;
    e = note_unit(n->d, LIFE_FINDING_OVERLAP, a);
    e->other = b->code;
    e->pt = at;
    return true;
}

static lc_status judge_overlaps(doctor *d, lc_error *err)
{
    const lc_world *w = d->w;
    neighbours n = {.d = d};
    lc_status st = lc_overlap_open(&n.overlap, err);

    for (uint32_t i = 0; !st && i < w->unit.n; i++) {
        const lc_unit *u = &w->unit.v[i];

        n.of = i;
        if (!is_area(u))
            continue;
        if (!lc_overlap_is_valid(n.overlap, u->shape))
            note_unit(d, LIFE_FINDING_INVALID, u);
        lc_index_query(w->unit_index, lc_shape_box(u->shape), see_unit, &n);
    }
    lc_overlap_close(n.overlap);
    return st;
}

static int by_level_and_name(const void *pa, const void *pb)
{
    const lc_unit *a = *(const lc_unit *const *)pa,
                  *b = *(const lc_unit *const *)pb;
    int order = strcmp(a->name, b->name);

    if (a->level_index != b->level_index)
        return a->level_index < b->level_index ? -1 : 1;
    return order ? order : strcmp(a->code, b->code);
}

static bool is_namesake(const lc_unit *a, const lc_unit *b)
{
    return a->level_index == b->level_index && strcmp(a->name, b->name) == 0;
}

/* Each name once, with the first two that bear it. */
static lc_status judge_names(doctor *d, lc_error *err)
{
    const lc_world *w = d->w;
    const lc_unit **unit = lc_calloc(w->unit.n, sizeof *unit);

    if (!unit)
        return no_memory(err);
    for (size_t i = 0; i < w->unit.n; i++)
        unit[i] = &w->unit.v[i];
    qsort(unit, w->unit.n, sizeof *unit, by_level_and_name);
    for (size_t i = 1; i < w->unit.n; i++)
        if (is_namesake(unit[i - 1], unit[i]) &&
            (i == 1 || !is_namesake(unit[i - 2], unit[i - 1])))
            note_unit(d, LIFE_FINDING_NAMESAKE, unit[i - 1])->other =
                unit[i]->code;
    lc_free(unit);
    return LIFE_OK;
}

static void judge_units(doctor *d)
{
    for (size_t i = 0; i < d->w->unit.n; i++) {
        const lc_unit *u = &d->w->unit.v[i];

        if (!u->approximate && !is_area(u))
            note_unit(d, LIFE_FINDING_SHAPELESS, u);
        else if (u->home_count == 0)
            note_unit(d, LIFE_FINDING_EMPTY, u);
    }
}

lc_status lc_diagnose(const lc_world *w, lc_diagnosis *out, lc_error *err)
{
    static const lc_finding blank[LIFE_FINDING_COUNT] = {
#define LIFE_X(code, name, is_fault, what, todo)                               \
    {.id = name, .fault = is_fault, .text = what, .advice = todo},
        LIFE_FINDING_MAP(LIFE_X)
#undef LIFE_X
    };
    doctor d = {w, out, lc_arena_new(0)};
    lc_status st = d.text ? LIFE_OK : no_memory(err);

    memcpy(out->finding, blank, sizeof blank);
    if (!st)
        st = find_twins(&d, err);
    if (!st) {
        judge_facilities(&d);
        judge_homes(&d);
        judge_units(&d);
        st = judge_islands(&d, err);
    }
    if (!st)
        st = judge_ends(&d, err);
    if (!st)
        st = judge_overlaps(&d, err);
    if (!st)
        st = judge_names(&d, err);
    lc_arena_free(d.text);
    return st;
}
