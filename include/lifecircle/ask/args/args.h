/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/ask/args/args.h - the parameters of one asking, as typed values,
 * from whatever source: a query, a path, a body, the options of a command.
 *
 * A door puts the texts into `raw`. lc_args_read() (read.h) checks what can be
 * checked without a city, lc_args_find() (find.h) finds what they name in one.
 *
 * Layer:   ask.
 * Errors:  name the parameter (as the door calls it), the value and what would
 *          be right. err->parameter is always the query's name.
 * Threads: belongs to one caller.
 */
#ifndef LIFECIRCLE_ASK_ARGS_ARGS_H
#define LIFECIRCLE_ASK_ARGS_ARGS_H

#include "lifecircle/ask/param/param.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/clock.h"

/* Minutes, each more than the one before. */
typedef struct lc_rising {
    uint32_t v[LIFE_MAX_RISING];
    size_t count;
} lc_rising;

/* What a list of ids and groups comes to. A question of one category takes
 * `only`; all others the set, and all_basic beside it where `basic`. */
typedef struct lc_categories {
    lc_catset set;
    bool basic;    /* all_basic is among them */
    bool counted;  /* and how many: basic_count */
    uint32_t only; /* the one that was named, or LIFE_ANY_CATEGORY */
} lc_categories;

/* After lc_args_read() and lc_args_find() the member that the type names is
 * set, also of what was not given: then it is that of the default, LIFE_NONE or
 * an empty set. */
typedef struct lc_value {
    bool given;
    const char *text; /* as it came, or the default; NULL: neither */
    union {
        uint32_t n; /* a number; a word's place; an index in the city, or
                       LIFE_NONE */
        double degrees;
        lc_rising rising;
        lc_when when;
        lc_categories categories;
        uint64_t services; /* a bit each; 0: none asked for */
    };
} lc_value;

/* The two ways in. They differ in what a parameter is called, in its ceilings,
 * and in whether a file or a folder may be named. */
typedef enum lc_door { LIFE_DOOR_REQUEST, LIFE_DOOR_COMMAND } lc_door;

#define LIFE_MAX_USES 20

/* Zeroed and readied by lc_args_open(). The texts in `raw` are the caller's and
 * must outlive it; the area is its own, freed by lc_args_clear(). */
typedef struct lc_args {
    lc_door door;
    lc_use uses[LIFE_MAX_USES + 1]; /* what is taken; LIFE_PARAM_NONE ends it */
    size_t use_count;
    const char *formats;   /* that may be asked for, the default first */
    uint32_t most_minutes; /* the operator's ceiling; 0: none of his own */
    lc_lang lang;          /* when it is not said, on the command line */
    const char *raw[LIFE_PARAM_COUNT]; /* NULL: not given */
    size_t body_len;                   /* of a request's AREA */
    char format[16];                   /* the one asked for, or the default */
    lc_value v[LIFE_PARAM_COUNT];
    lc_lonlat asked; /* lon and lat as they came; in `v` they are WGS 84 */
    lc_shape area;   /* of AREA, in WGS 84; kind NONE: not given */
} lc_args;

/* Readies `a` for what a question (or a page) takes by a door. */
void lc_args_open(lc_args *a, lc_door door, const lc_use *uses,
                  const char *formats);
/* Whether a format may be asked for. */
bool lc_args_has_format(const lc_args *a, const char *format);
/* The use of a parameter that may be given by this name, or NULL. */
const lc_use *lc_args_use(const lc_args *a, const char *name);
/* What the door calls a parameter: "open_at", "--open-at", "FACILITY". */
lc_param_name lc_args_label(const lc_args *a, lc_param_id id);

void lc_args_clear(lc_args *a);

#endif
