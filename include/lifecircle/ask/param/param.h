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

#include "lifecircle/ask/param/id.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"

#include <stdbool.h>
#include <stdint.h>

/* How a text becomes a value (args/read.c, args/find.c), which member of
 * lc_value holds it, and what its schema is (schema.c). Up to FORMAT no city is
 * needed. */
typedef enum lc_param_type {
    /* Checked without a city. */
    LIFE_TYPE_DEGREES,    /* a plain decimal, -most to most */
    LIFE_TYPE_NUMBER,     /* whole, least to most */
    LIFE_TYPE_RISING,     /* at most LIFE_MAX_RISING of them, rising */
    LIFE_TYPE_WORD,       /* one of the row's words */
    LIFE_TYPE_WORDS,      /* some of them, comma-separated, or LIFE_PARAM_ALL: a
                             bit each */
    LIFE_TYPE_TEXT,       /* at most `most` characters (0: any number) */
    LIFE_TYPE_TIME,       /* now, today, a weekday, a local time */
    LIFE_TYPE_FORMAT,     /* one of the question's */
    LIFE_TYPE_CATEGORIES, /* ids or groups, comma-separated, or all_basic */
    /* Names in a city's tables. */
    LIFE_TYPE_SERVICES, /* ids, names or words, comma-separated */
    LIFE_TYPE_PACE,
    LIFE_TYPE_LEVEL,
    LIFE_TYPE_UNIT,
    LIFE_TYPE_FACILITY,
    LIFE_TYPE_CAPACITY,
    LIFE_TYPE_DECAY,
    LIFE_TYPE_STANDARD, /* by name; on the command line also a folder */
    LIFE_TYPE_AREA,     /* GeoJSON: a request's body, a command's file */
    LIFE_TYPE_SCENARIO, /* JSON: a request's body, a command's files */
    LIFE_TYPE_LINES,    /* on the command line: texts with \n between, as an
                           option that may be repeated is given */
    LIFE_TYPE_COUNT
} lc_param_type;

/* The design's ceiling of an isochrone. */
#define LIFE_MAX_RISING 4 /* limits of one isochrone */
#define LIFE_PARAM_ALL  "all"

/* A row of the table. `least` and `most` are bounds of a number, in the
 * parameter's own unit, or of a text in characters, of degrees on both sides.
 */
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

/* By lc_param_id; the row of NONE is empty. */
extern const lc_param lc_params[LIFE_PARAM_COUNT];

/* "open-at": its name on the command line, without the dashes. */
/* By value: nobody frees it. */
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
    LIFE_USE_COUNTED = 64,  /* of categories: basic_count is one */
    LIFE_USE_REQUEST = 8,   /* over HTTP alone */
    LIFE_USE_ONE = 128,     /* of categories: one, and no all_basic */
    LIFE_USE_EXCLUSIVE = 16 /* at most one of those that say so */
};

/* What it is, and where the question may do without it, what stands then. */
void lc_param_text(lc_buf *out, const lc_use *use, lc_lang lang);
/* What a parameter of the type names, in messages: "pace"; NULL: nothing. */
const char *lc_param_noun(lc_param_type type);
/* Whether it comes as the body of a request. */
bool lc_param_is_body(lc_param_id id);
/* Whether an unknown name of it means that a thing is not there (404), not
 * that the request is wrong (400). `name` as in a query. */
bool lc_param_is_thing(const char *name);

#endif
