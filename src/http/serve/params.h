/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/params.h - what a request carries in its target, decoded once
 * and checked.
 *
 * Every failure names the parameter, the value and what would be right.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_PARAMS_H
#define LIFECIRCLE_SRC_HTTP_SERVE_PARAMS_H

#include "lifecircle/base/lang.h"
#include "src/http/http.h"

/* Splits a raw target ("/a/b?x=1"; also the absolute form) into the request's
 * segments and parameters, decoded, in its arena. LIFE_ERR_USAGE, LIFE_ERR_
 * PARSE, LIFE_ERR_LIMIT, LIFE_ERR_NOMEM. */
lc_status lc_request_parse(lc_request *req, const char *raw, lc_error *err);

/* NULL: absent. */
const char *lc_param_find(const lc_request *req, const char *name);
/* lon= and lat=, both required. */
lc_status lc_param_lonlat(const lc_request *req, lc_lonlat *out, lc_error *err);
/* A whole number, min..max; *out keeps its value when absent. */
lc_status lc_param_uint(const lc_request *req, const char *name, uint32_t min,
                        uint32_t max, uint32_t *out, lc_error *err);
/* "5,10,15": rising numbers of 1..max; *out keeps its value when absent. */
#define LIFE_MAX_RISING 4
typedef struct lc_rising {
    uint32_t v[LIFE_MAX_RISING];
    size_t count;
} lc_rising;
lc_status lc_param_rising(const lc_request *req, const char *name, uint32_t max,
                          lc_rising *out, lc_error *err);
/* One of the words (NULL-terminated); *out is its index, kept when absent. */
lc_status lc_param_choice(const lc_request *req, const char *name,
                          const char *const *words, size_t *out, lc_error *err);
/* lang=; *out keeps its value when absent. */
lc_status lc_param_lang(const lc_request *req, lc_lang *out, lc_error *err);
/* pace=, by default 0. */
lc_status lc_param_pace(const lc_request *req, const lc_world *w, uint32_t *out,
                        lc_error *err);
/* level=; *out keeps its value when absent. */
lc_status lc_param_level(const lc_request *req, const lc_world *w,
                         uint32_t *out, lc_error *err);
/* category=, comma-separated. `only`: the one asked for, else
 * LIFE_ANY_CATEGORY. Absent: all categories and `basic`. */
typedef struct lc_categories {
    lc_catset set;
    bool basic; /* all_basic is among them */
    uint32_t only;
} lc_categories;
lc_status lc_param_categories(const lc_request *req, const lc_world *w,
                              lc_categories *out, lc_error *err);
/* Free text of at most 64 characters; *out is "" when absent. */
lc_status lc_param_text(const lc_request *req, const char *name,
                        const char **out, lc_error *err);

#endif
