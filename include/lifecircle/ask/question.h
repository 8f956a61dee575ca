/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/ask/question.h - what can be asked of a city: each question is one
 * file of src/ask, with its description and what it runs. The server's routes,
 * its gate for long answers and its OpenAPI document, the commands, their help,
 * completion and manual are all read from these descriptions.
 *
 * To add one: its file, and its row in src/ask/questions.c.
 *
 * Layer:   ask.
 * Threads: questions are constant; an lc_ask and an lc_answer belong to one
 *          thread.
 */
#ifndef LIFECIRCLE_ASK_QUESTION_H
#define LIFECIRCLE_ASK_QUESTION_H

#include "lifecircle/ask/args/args.h"
#include "lifecircle/ask/reply.h"
#include "lifecircle/export/links.h"
#include "lifecircle/export/pages/report/page.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/world.h"

/* Everything is the caller's and outlives the call; the walker is this call's
 * alone. */
typedef struct lc_ask { /* whom and what is asked */
    lc_study *study;
    lc_study *before;      /* of the same city, earlier, where two files are
                              compared; else NULL */
    const lc_world *world; /* the study's */
    lc_walker *walker;
    const lc_scenery *scenery; /* for the map of a page; NULL: none */
    const char *origin;        /* "https://HOST" for addresses; NULL: unknown */
    lc_links links;            /* what follows it */
    const lc_operator *operator; /* who is named on pages; NULL: as the
                                    question says */
} lc_ask;

/* How long an answer takes, on a city of 33,000 homes and a core of its own;
 * what can take over 50 ms is for the workers behind the gate. */
typedef enum lc_weight {
    LIFE_LIGHT,       /* answered by the thread that read the request */
    LIFE_LIGHT_LATER, /* light, but for the first of a pace: medium */
    LIFE_MEDIUM,      /* up to about a second */
    LIFE_SLOW         /* seconds */
} lc_weight;

/* A question's description is all that the rest of the program knows of it.
 * Phrases begin small and end without a full stop, so that help and OpenAPI can
 * make sentences of them. */
typedef struct lc_question {
    const char *name;
    const char *path;            /* "/units/{code}", below the API's root */
    const char *command;         /* NULL: none of its own */
    const lc_use *uses;          /* LIFE_PARAM_NONE ends them */
    const char *formats;         /* of the answer, the default first */
    const char *command_formats; /* the same of the command */
    bool about_place; /* somebody's place: never kept, never logged */
    bool compares;    /* it is asked of two files, by the command line alone;
                         parameters are found in the second */
    lc_weight weight;
    const char *slow_if; /* "steps=yes standard": each of these parameters, of a
                            name alone with any value, makes it slow; NULL: none
                            does */
    const char *schema;  /* of its JSON: a name in src/ask/schemas.json */
    const char *text[LIFE_LANG_COUNT];  /* what it answers, one phrase */
    const char *notes[LIFE_LANG_COUNT]; /* for help; NULL: none */
    const char *example;                /* command lines */
    /* Of which rows of a city what is asked is read, for
     * lc_study_open_rows(); NULL: it is asked of the whole. */
    lc_study_rows (*of_rows)(const lc_args *args);
    lc_status (*run)(const lc_ask *ask, const lc_args *args, lc_reply *out,
                     lc_error *err);
} lc_question;

/* Whether it takes a parameter, by a bit of lc_use or in any way (0). */
bool lc_question_takes(const lc_question *q, lc_param_id id, unsigned flag);

/* Readies `args` for what a question takes by a door. */
void lc_question_open(const lc_question *q, lc_door door, lc_args *args);
/* Runs it, and checks that the answer fitted. LIFE_ERR_LIMIT: over the body's
 * limit; else what the question fails with. */
lc_status lc_question_run(const lc_question *q, const lc_ask *ask,
                          const lc_args *args, lc_reply *out, lc_error *err);

#endif
