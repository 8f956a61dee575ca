/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/ask/questions.h - the table of questions.
 */
#ifndef LIFECIRCLE_ASK_QUESTIONS_H
#define LIFECIRCLE_ASK_QUESTIONS_H

#include "lifecircle/ask/question.h"

/* In the order in which help and the description of the interface list them. */
extern const lc_question *const lc_questions[];
extern const size_t lc_question_count;

/* What is asked of two files, and so by the command line alone: it has no
 * path, and stands in no table. */
extern const lc_question lc_question_compare, lc_question_evaluate;

/* By the name of its command. */
const lc_question *lc_questions_find(const char *command); /* NULL: none */

#endif
