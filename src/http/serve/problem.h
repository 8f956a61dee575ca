/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/problem.h - failures as RFC 9457 problem documents.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_PROBLEM_H
#define LIFECIRCLE_SRC_HTTP_SERVE_PROBLEM_H

#include "src/http/http.h"

/* What a failure means in HTTP. */
unsigned lc_problem_status(const lc_error *err);

/* Makes `res` the problem that `status` is: `detail` is a sentence for the
 * client, in English, and is said in the language of `req`; `parameter` the one
 * at fault or "". `code` NULL: the status's own. */
void lc_problem(lc_response *res, const lc_request *req, unsigned status,
                const char *code, const char *detail, const char *parameter);
/* The same from a failed call. The text of a fault of ours (5xx) is logged
 * and not sent. */
void lc_problem_from(lc_response *res, const lc_request *req,
                     const lc_error *err);

#endif
