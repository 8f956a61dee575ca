/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/questions.c - the table of questions, in the order in which help and
 * the description of the interface list them.
 */
#include "lifecircle/ask/questions.h"

#include <string.h>

/* X(name): lc_question_NAME, in a file of this room. */
#define QUESTIONS(X)                                                           \
    X(nearest)                                                                 \
    X(circle)                                                                  \
    X(isochrone)                                                               \
    X(route)                                                                   \
    X(units)                                                                   \
    X(unit)                                                                    \
    X(unit_coverage)                                                           \
    X(unit_report)                                                             \
    X(report)                                                                  \
    X(list)                                                                    \
    X(standards)                                                               \
    X(coverage)                                                                \
    X(gaps)                                                                    \
    X(sites)                                                                   \
    X(access)                                                                  \
    X(whatif)                                                                  \
    X(categories)                                                              \
    X(search)                                                                  \
    X(city)                                                                    \
    X(facility)                                                                \
    X(export)

#define DECLARE(name) extern const lc_question lc_question_##name;
QUESTIONS(DECLARE)
#undef DECLARE

const lc_question *const lc_questions[] = {
#define ROW(name) &lc_question_##name,
    QUESTIONS(ROW)
#undef ROW
};
const size_t lc_question_count = sizeof lc_questions / sizeof *lc_questions;

const lc_question *lc_questions_find(const char *command)
{
    for (size_t i = 0; i < lc_question_count; i++)
        if (lc_questions[i]->command &&
            !strcmp(lc_questions[i]->command, command))
            return lc_questions[i];
    return NULL;
}
