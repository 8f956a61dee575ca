/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/steps.c - a route as directions.
 *
 * A step goes on as long as nothing need be said: the street keeps its name,
 * no corner is turned, no stairs and no gate come. A short piece without a
 * name straight ahead (a crossing) belongs to the street before it.
 */
#include "src/study/walk/steps.h"

#include "lifecircle/base/mem.h"
#include "src/world/city.h"

#include <string.h>

/* Corners are measured over this far on either side of them: nearer, the
 * kinks of the drawing speak louder than the street. */
#define LOOK_M 8.0
/* From here on a bend at a junction is told. */
#define TOLD_DEG 40.0
/* A piece without a name, no longer than a crossing of a wide road. */
#define CROSSING_MM 30000
/* What is shorter, and has neither stairs nor a gate, is a part of the corner
 * before the next step. */
#define CORNER_MM 8000

const char *lc_turn_id(lc_turn t)
{
    static const char *const ids[LIFE_TURN_COUNT] = {
        "straight", "slight_right", "right", "sharp_right",
        "round",    "sharp_left",   "left",  "slight_left",
        "start",    "depart",       "arrive"};

    return ids[t];
}

/* The point of the line at least LOOK_M from point i, before or behind it. */
static lc_pt look(const lc_shape *line, uint32_t i, int way)
{
    uint32_t k = i;
    double m = 0;

    while (m < LOOK_M && (way < 0 ? k > 0 : (size_t)k + 1 < line->pt_count)) {
        uint32_t next = way < 0 ? k - 1 : k + 1;

        m += lc_distance_m(line->pt[k], line->pt[next]);
        k = next;
    }
    return line->pt[k];
}

static double bearing_out(const lc_shape *line, uint32_t i)
{
    return lc_bearing_deg(line->pt[i], look(line, i, 1));
}

/* Degrees to the right, -180..180, between how point i is come to and how
 * point k is left. */
static double bend_deg(const lc_shape *line, uint32_t i, uint32_t k)
{
    double turn =
        bearing_out(line, k) - lc_bearing_deg(look(line, i, -1), line->pt[i]);

    return turn > 180 ? turn - 360 : turn <= -180 ? turn + 360 : turn;
}

/* A word is used below its degrees: a bend of up to 20 needs none, and a turn
 * is not called sharp before 125. */
static lc_turn turn_of(double deg)
{
    static const struct {
        double below;
        lc_turn right, left;
    } kinds[] = {
        {20, LIFE_TURN_STRAIGHT, LIFE_TURN_STRAIGHT},
        {55, LIFE_TURN_SLIGHT_RIGHT, LIFE_TURN_SLIGHT_LEFT},
        {125, LIFE_TURN_RIGHT, LIFE_TURN_LEFT},
        {165, LIFE_TURN_SHARP_RIGHT, LIFE_TURN_SHARP_LEFT},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (fabs(deg) < kinds[i].below)
            return deg > 0 ? kinds[i].right : kinds[i].left;
    return LIFE_TURN_ROUND;
}

typedef struct writer {
    const lc_network *n;
    lc_mode mode;
    lc_route *r;
    bool inside; /* on private grounds */
} writer;

static const char *street_name(const writer *w, const lc_stretch *s)
{
    return w->n->names + w->n->edge[s->edge].name;
}

static const char *kind_of(const writer *w, const lc_stretch *s)
{
    const char *kind = w->n->kinds[w->n->edge[s->edge].kind];

    return kind ? kind : "";
}

static lc_highway_called called(const writer *w, const lc_stretch *s)
{
    return (lc_highway_called)w->n->highway[w->n->edge[s->edge].kind].called;
}

static bool is_stairs(const writer *w, const lc_stretch *s)
{
    return w->n->edge[s->edge].flags & LIFE_EDGE_STEPS;
}

static bool is_private(const writer *w, const lc_stretch *s)
{
    return lc_edge_perm(&w->n->edge[s->edge], w->mode) & LIFE_PERM_PRIVATE;
}

static uint32_t length_mm(const lc_stretch *s)
{
    return s->from_mm < s->to_mm ? s->to_mm - s->from_mm
                                 : s->from_mm - s->to_mm;
}

/* Whether stretch i needs no word after what was walked before it. */
static bool goes_on(const writer *w, const lc_step *now, size_t i)
{
    const lc_stretch *s = &w->r->leg[i];
    const char *name = street_name(w, s);

    if (now->stairs != is_stairs(w, s) || w->inside != is_private(w, s) ||
        fabs(bend_deg(&w->r->line, w->r->leg_at[i], w->r->leg_at[i])) >=
            TOLD_DEG)
        return false;
    if (!*name && length_mm(s) <= CROSSING_MM)
        return true;
    return !strcmp(now->street, name);
}

static lc_step *next_step(writer *w)
{
    return &w->r->step[w->r->step_count++];
}

/* A step that is told from the corner on that another one came to nothing
 * at; NULL: none is. */
static lc_step *corner(writer *w, bool first)
{
    lc_step *t = first ? NULL : &w->r->step[w->r->step_count - 1];

    return t && t->walk_mm < CORNER_MM && !t->stairs && !t->gate ? t : NULL;
}

static void begin(writer *w, size_t i, bool first)
{
    const lc_stretch *s = &w->r->leg[i];
    const lc_shape *line = &w->r->line;
    uint32_t at = w->r->leg_at[i];
    bool private = is_private(w, s);
    lc_step *t = corner(w, first);
    lc_step was = t ? *t : (lc_step){.from = at};
    bool departs = first || (t && was.turn == LIFE_TURN_DEPART);

    if (!t)
        t = next_step(w);
    *t = (lc_step){.turn = departs ? LIFE_TURN_DEPART
                                   : turn_of(bend_deg(line, was.from, at)),
                   .street = street_name(w, s),
                   .kind = kind_of(w, s),
                   .called = called(w, s),
                   .stairs = is_stairs(w, s),
                   .walk_ms = was.walk_ms,
                   .walk_mm = was.walk_mm,
                   .from = was.from,
                   .bearing_deg = bearing_out(line, at)};
    if (!first && private != w->inside)
        t->gate = private ? LIFE_GATE_IN : LIFE_GATE_OUT;
    w->inside = private;
}

static void add_start(writer *w, uint32_t ms, uint32_t mm)
{
    lc_step *t = next_step(w);

    *t = (lc_step){.turn = LIFE_TURN_START,
                   .street = "",
                   .kind = "",
                   .walk_ms = ms,
                   .walk_mm = mm,
                   .to = w->r->leg_at[0],
                   .bearing_deg = lc_bearing_deg(
                       w->r->line.pt[0], w->r->line.pt[w->r->leg_at[0]])};
}

static void add_end(writer *w)
{
    uint32_t at = w->r->leg_at[w->r->leg_count];
    lc_step *t = next_step(w);

    *t = (lc_step){.turn = LIFE_TURN_ARRIVE,
                   .street = "",
                   .kind = "",
                   .walk_ms = w->r->end_ms,
                   .walk_mm = w->r->end_mm,
                   .from = at,
                   .to = (uint32_t)w->r->line.pt_count - 1,
                   .bearing_deg =
                       lc_bearing_deg(w->r->line.pt[at],
                                      w->r->line.pt[w->r->line.pt_count - 1])};
}

/* The legs' own times and lengths; the first has what comes before it. A leg of
 * no length has no step of its own, as its turn could not be seen. */
static void add_legs(writer *w)
{
    lc_step *now = NULL;

    for (size_t i = 0; i < w->r->leg_count; i++) {
        const lc_stretch *s = &w->r->leg[i];

        if (!length_mm(s)) {
            if (now)
                now->walk_ms += s->to_ms - s->from_ms;
            continue;
        }
        if (!now || !goes_on(w, now, i)) {
            begin(w, i, !now);
            now = &w->r->step[w->r->step_count - 1];
        }
        now->walk_ms += s->to_ms - s->from_ms;
        now->walk_mm += length_mm(s);
        now->to = w->r->leg_at[i + 1];
    }
}

lc_status lc_steps_of_route(const lc_network *n, lc_mode mode, lc_route *r,
                            lc_error *err)
{
    writer w = {.n = n, .mode = mode, .r = r};
    uint32_t mm = r->end_mm;

    r->step = lc_calloc(r->leg_count + 2, sizeof *r->step);
    if (!r->step)
        return lc_no_memory(err, "directions");
    for (size_t i = 0; i < r->leg_count; i++)
        mm += length_mm(&r->leg[i]);
    if (r->walk_mm > mm)
        add_start(&w, r->leg[0].from_ms, r->walk_mm - mm);
    add_legs(&w);
    add_end(&w);
    return LIFE_OK;
}
