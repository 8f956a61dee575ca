/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/directions.c - see directions.h.
 *
 * A sentence is put together from phrases that come in the same order in every
 * language: a gate before it, the turn, onto what, how far.
 */
#include "lifecircle/words/directions.h"

#include "lifecircle/words/say.h"
#include "lifecircle/words/words.h"

/* What a way without a name is called. */
static lc_sentence nameless(lc_highway_called called)
{
    static const lc_sentence calls[] = {
        [LIFE_HIGHWAY_ROAD] = LIFE_SAY_STEP_ROAD,
        [LIFE_HIGHWAY_STREET] = LIFE_SAY_STEP_STREET,
        [LIFE_HIGHWAY_PATH] = LIFE_SAY_STEP_PATH};

    return calls[called];
}

/* The turn, which takes the direction or the end of the way as its part. */
static void put_turn(lc_buf *out, const lc_step *s, const char *to,
                     lc_lang lang)
{
    static const lc_sentence turns[LIFE_TURN_COUNT] = {
#define OF(id) [LIFE_TURN_##id] = LIFE_SAY_TURN_##id
        OF(STRAIGHT), OF(SLIGHT_RIGHT), OF(RIGHT), OF(SHARP_RIGHT),
        OF(ROUND),    OF(SHARP_LEFT),   OF(LEFT),  OF(SLIGHT_LEFT),
        OF(START),    OF(DEPART),       OF(ARRIVE)
#undef OF
    };
    bool towards = s->turn == LIFE_TURN_START || s->turn == LIFE_TURN_DEPART;

    LC_SAY(out, lang, turns[s->turn],
           towards ? lc_words_compass(s->bearing_deg, lang) : to);
}

static void put_how_far(lc_buf *out, int64_t walk_mm, lc_lang lang)
{
    lc_buf far = {0};

    lc_words_distance(&far, (double)walk_mm / 1000.0, lang);
    LC_SAY(out, lang, LIFE_SAY_STEP_HOW_FAR, lc_say_part(out, &far));
    lc_buf_free(&far);
}

/* Steps without a name need no "along the path": they are what one sees. */
static void put_street(lc_buf *out, const lc_step *s, lc_lang lang)
{
    bool along = s->turn == LIFE_TURN_DEPART || s->turn == LIFE_TURN_STRAIGHT;

    if (s->stairs)
        lc_buf_puts(out, lc_say_text(lang, LIFE_SAY_STEP_STAIRS));
    if (s->turn == LIFE_TURN_START || s->turn == LIFE_TURN_ARRIVE ||
        (s->stairs && !*s->street))
        return;
    LC_SAY(out, lang, along ? LIFE_SAY_STEP_ALONG : LIFE_SAY_STEP_ONTO,
           *s->street ? s->street : lc_say_text(lang, nameless(s->called)));
}

void lc_direction_step(lc_buf *out, const lc_step *s, const char *to,
                       lc_lang lang)
{
    static const lc_sentence gates[] = {LIFE_SAY_COUNT, LIFE_SAY_STEP_GATE_IN,
                                        LIFE_SAY_STEP_GATE_OUT};

    if (gates[s->gate] != LIFE_SAY_COUNT)
        lc_buf_puts(out, lc_say_text(lang, gates[s->gate]));
    put_turn(out, s, to, lang);
    put_street(out, s, lang);
    if (s->walk_mm > 0)
        put_how_far(out, s->walk_mm, lang);
}

/* The sentence beside its parts: a page shows the one, a program reads the
 * others. */
static void put_step(lc_json *j, const lc_step *s, const char *to, lc_lang lang)
{
    static const char *const gates[] = {NULL, "in", "out"};
    lc_buf text = {0};

    lc_direction_step(&text, s, to, lang);
    if (text.failed)
        j->out->failed = true;
    lc_json_object(j, NULL);
    lc_json_str(j, "turn", lc_turn_id(s->turn));
    lc_json_str(j, "gate", gates[s->gate]);
    lc_json_str(j, "street", *s->street ? s->street : NULL);
    lc_json_str(j, "kind", *s->kind ? s->kind : NULL);
    lc_json_bool(j, "stairs", s->stairs);
    lc_json_str(j, "text", text.data);
    lc_json_milli(j, "metres", s->walk_mm);
    lc_json_milli(j, "seconds", s->walk_ms);
    lc_json_double(j, "bearing", s->bearing_deg, 0);
    lc_json_int(j, "from", s->from);
    lc_json_int(j, "to", s->to);
    lc_json_end(j);
    lc_buf_free(&text);
}

void lc_directions_put(lc_json *j, const lc_route *r, const char *to,
                       lc_lang lang)
{
    lc_json_array(j, "steps");
    for (size_t i = 0; i < r->step_count; i++)
        put_step(j, &r->step[i], to, lang);
    lc_json_end(j);
}
