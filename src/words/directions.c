/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/words/directions.c - see directions.h.
 *
 * A sentence is put together from a table of phrases for each language: what
 * comes before (a gate), the turn, onto what, how far.
 */
#include "lifecircle/words/directions.h"

#include "lifecircle/study/walk/route.h"
#include "lifecircle/study/walk/steps.h"
#include "lifecircle/words/words.h"

#include <string.h>

typedef struct phrases {
    const char *turn[LIFE_TURN_COUNT]; /* of start, depart, arrive: all of it */
    const char *gate[3];               /* before the turn */
    const char *onto, *along, *stairs, *how_far;
    const char *street, *path, *road; /* of no name */
} phrases;

/* %d: a direction, %n: a name, %m: a distance. */
static const phrases english = {
    {[LIFE_TURN_STRAIGHT] = "Go straight on",
     [LIFE_TURN_SLIGHT_RIGHT] = "Bear right",
     [LIFE_TURN_RIGHT] = "Turn right",
     [LIFE_TURN_SHARP_RIGHT] = "Turn sharp right",
     [LIFE_TURN_ROUND] = "Turn round",
     [LIFE_TURN_SHARP_LEFT] = "Turn sharp left",
     [LIFE_TURN_LEFT] = "Turn left",
     [LIFE_TURN_SLIGHT_LEFT] = "Bear left",
     [LIFE_TURN_START] = "Walk %d to the street",
     [LIFE_TURN_DEPART] = "Walk %d",
     [LIFE_TURN_ARRIVE] = "You are at %n"},
    {"", "Go in through the gate. ", "Go out through the gate. "},
    " onto %n",
    " along %n",
    " on the steps",
    ", %m",
    "the street",
    "the path",
    "the road"};

static const phrases chinese_phrases = {
    {[LIFE_TURN_STRAIGHT] = "直行",
     [LIFE_TURN_SLIGHT_RIGHT] = "向右前方走",
     [LIFE_TURN_RIGHT] = "右转",
     [LIFE_TURN_SHARP_RIGHT] = "向右后方转",
     [LIFE_TURN_ROUND] = "掉头",
     [LIFE_TURN_SHARP_LEFT] = "向左后方转",
     [LIFE_TURN_LEFT] = "左转",
     [LIFE_TURN_SLIGHT_LEFT] = "向左前方走",
     [LIFE_TURN_START] = "向%d走到路边",
     [LIFE_TURN_DEPART] = "向%d出发",
     [LIFE_TURN_ARRIVE] = "到达%n"},
    {"", "进大门，", "出大门，"},
    "，进入%n",
    "，沿%n走",
    "，走台阶",
    "，%m",
    "街道",
    "小路",
    "道路"};

/* What a way without a name is called, by its highway value. */
static const char *nameless(const phrases *p, const char *kind)
{
    static const char *const paths[] = {"footway", "path",      "track",
                                        "steps",   "bridleway", "corridor"};
    static const char *const streets[] = {"residential", "living_street",
                                          "pedestrian", "service"};

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (!strcmp(kind, paths[i]))
            return p->path;
    for (size_t i = 0; i < sizeof streets / sizeof *streets; i++)
        if (!strcmp(kind, streets[i]))
            return p->street;
    return p->road;
}

typedef struct sentence {
    lc_buf *out;
    const phrases *p;
    const lc_step *s;
    const char *name;
} sentence;

static void put_phrase(const sentence *x, const char *format)
{
    lc_lang lang = x->p == &chinese_phrases ? LIFE_LANG_ZH : LIFE_LANG_EN;

    for (; *format; format++) {
        if (*format != '%')
            lc_buf_putc(x->out, *format);
        else if (*++format == 'd')
            lc_buf_puts(x->out, lc_words_compass(x->s->bearing_deg, lang));
        else if (*format == 'n')
            lc_buf_puts(x->out, x->name);
        else
            lc_words_distance(x->out, x->s->walk_mm / 1000.0, lang);
    }
}

void lc_words_step(lc_buf *out, const lc_step *s, const char *to, lc_lang lang)
{
    const phrases *p = lang == LIFE_LANG_ZH ? &chinese_phrases : &english;
    sentence x = {out, p, s, to};
    bool off = s->turn == LIFE_TURN_START || s->turn == LIFE_TURN_ARRIVE;

    if (!off)
        x.name = *s->street ? s->street : nameless(p, s->kind);
    put_phrase(&x, p->gate[s->gate]);
    put_phrase(&x, p->turn[s->turn]);
    if (s->stairs)
        put_phrase(&x, p->stairs);
    if (!off && (!s->stairs || *s->street))
        put_phrase(&x,
                   s->turn == LIFE_TURN_DEPART || s->turn == LIFE_TURN_STRAIGHT
                       ? p->along
                       : p->onto);
    if (s->walk_mm > 0)
        put_phrase(&x, p->how_far);
}

static void put_step(lc_json *j, const lc_step *s, const char *to, lc_lang lang)
{
    static const char *const gates[] = {NULL, "in", "out"};
    lc_buf text = {0};

    lc_words_step(&text, s, to, lang);
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

void lc_put_steps(lc_json *j, const lc_route *r, const char *to, lc_lang lang)
{
    lc_json_array(j, "steps");
    for (size_t i = 0; i < r->step_count; i++)
        put_step(j, &r->step[i], to, lang);
    lc_json_end(j);
}
