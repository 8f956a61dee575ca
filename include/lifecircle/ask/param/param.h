/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/ask/param/param.h - the one table of typed parameters: what a
 * question may be asked with, over HTTP (open_at=) and on the command line
 * (--open-at) alike. Checks, OpenAPI, help, completion and the manual read it.
 *
 * Layer:   ask.
 * Threads: constant data.
 */
#ifndef LIFECIRCLE_ASK_PARAM_PARAM_H
#define LIFECIRCLE_ASK_PARAM_PARAM_H

#include "lifecircle/base/lang.h"

#include <stdbool.h>
#include <stdint.h>

/* To add one: a name here, a row in src/ask/param/param.c. Two may share a name
 * where no question takes both. */
typedef enum lc_param_id {
    LIFE_PARAM_NONE, /* ends a list */
    LIFE_PARAM_LON,
    LIFE_PARAM_LAT,
    LIFE_PARAM_CATEGORY,
    LIFE_PARAM_K,
    LIFE_PARAM_PACE,
    LIFE_PARAM_MODE,
    LIFE_PARAM_OPEN_AT,
    LIFE_PARAM_MINUTES,
    LIFE_PARAM_LIMITS, /* several minutes, rising */
    LIFE_PARAM_RADIUS,
    LIFE_PARAM_AS,
    LIFE_PARAM_TO,
    LIFE_PARAM_LEVEL,     /* the finest when absent */
    LIFE_PARAM_ANY_LEVEL, /* all when absent */
    LIFE_PARAM_UNIT,
    LIFE_PARAM_CODE, /* of a unit, in a path */
    LIFE_PARAM_ID,   /* of a facility, in a path */
    LIFE_PARAM_PARENT,
    LIFE_PARAM_AREA,
    LIFE_PARAM_Q,
    LIFE_PARAM_LIMIT,
    LIFE_PARAM_CAPACITY,
    LIFE_PARAM_AGE,
    LIFE_PARAM_DECAY,
    LIFE_PARAM_RANK_BY,
    LIFE_PARAM_STANDARD,
    LIFE_PARAM_YEAR,
    LIFE_PARAM_STEPS,
    LIFE_PARAM_LIST,
    LIFE_PARAM_WHICH, /* a list in place of the report */
    LIFE_PARAM_LAYER,
    LIFE_PARAM_LANG,
    LIFE_PARAM_URL,
    LIFE_PARAM_PUBLIC_URL,
    LIFE_PARAM_OUTPUT,
    LIFE_PARAM_FORMAT,
    LIFE_PARAM_COUNT
} lc_param_id;

typedef enum lc_param_type {
    LIFE_TYPE_DEGREES,    /* a plain decimal, -most to most */
    LIFE_TYPE_NUMBER,     /* whole, least to most */
    LIFE_TYPE_RISING,     /* at most LIFE_MAX_RISING of them, rising */
    LIFE_TYPE_WORD,       /* one of the row's words */
    LIFE_TYPE_TEXT,       /* at most `most` characters (0: any number) */
    LIFE_TYPE_TIME,       /* now, today, a weekday, a local time */
    LIFE_TYPE_FORMAT,     /* one of the question's */
    LIFE_TYPE_CATEGORIES, /* ids or groups, comma-separated, or all_basic */
    LIFE_TYPE_PACE,       /* from here on names of what a city holds */
    LIFE_TYPE_LEVEL,
    LIFE_TYPE_UNIT,
    LIFE_TYPE_FACILITY,
    LIFE_TYPE_CAPACITY,
    LIFE_TYPE_DECAY,
    LIFE_TYPE_STANDARD, /* by name; on the command line also a folder */
    LIFE_TYPE_AREA,     /* GeoJSON: a request's body, a command's file */
    LIFE_TYPE_COUNT
} lc_param_type;

#define LIFE_MAX_RISING 4 /* limits of one isochrone */

typedef struct lc_param {
    const char *name;     /* in a query or a path */
    const char *option;   /* of the command line; NULL: the name, _ as - */
    char letter;          /* of the command line; 0: none */
    const char *argument; /* what stands for the value in help: "N" */
    lc_param_type type;
    uint32_t least, most;
    const char *initial;      /* the value when absent; NULL: none, or what the
                                 city's tables put first */
    const char *const *words; /* of LIFE_TYPE_WORD, by value; NULL ends them */
    const char *text[LIFE_LANG_COUNT]; /* what it is, one phrase */
} lc_param;

extern const lc_param lc_params[LIFE_PARAM_COUNT];

/* "open-at": its name on the command line, without the dashes. */
typedef struct lc_param_name {
    char text[32];
} lc_param_name;
lc_param_name lc_param_option(lc_param_id id);

/* A parameter as one question takes it. 0 and NULL: as the table has it. */
typedef struct lc_use {
    lc_param_id id;
    unsigned flags;           /* LIFE_USE_ bits */
    uint32_t most;            /* a lower ceiling */
    uint32_t request_most;    /* a lower one over HTTP, where others wait */
    const char *initial;      /* another value when absent */
    const char *hand_initial; /* another one on the command line */
} lc_use;

enum {
    LIFE_USE_REQUIRED = 1,
    LIFE_USE_PATH = 2,      /* a part of the path; on the command line as the
                               next */
    LIFE_USE_ARGUMENT = 32, /* on the command line without a name */
    LIFE_USE_COMMAND = 4,   /* on the command line alone */
    LIFE_USE_REQUEST = 8,   /* over HTTP alone */
    LIFE_USE_EXCLUSIVE = 16 /* at most one of those that say so */
};

/* What a parameter of the type names, in messages: "pace"; NULL: nothing. */
const char *lc_param_noun(lc_param_type type);
/* Whether an unknown name of it means that a thing is not there (404), not
 * that the request is wrong (400). `name` as in a query. */
bool lc_param_is_thing(const char *name);

#endif
