/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/route/endpoint.h - the whole HTTP surface: a route for each question
 * (lifecircle/ask/question.h), and the server's own (routes.c). The check of
 * parameters, the gate for long answers, the metrics and the OpenAPI document
 * all read it.
 */
#ifndef LIFECIRCLE_SRC_HTTP_ROUTE_ENDPOINT_H
#define LIFECIRCLE_SRC_HTTP_ROUTE_ENDPOINT_H

#include "lifecircle/ask/question.h"
#include "src/http/http.h"

typedef enum lc_listener { /* where a route is served */
                           LIFE_PUBLIC = 1,
                           LIFE_OPERATOR = 2,
                           LIFE_BOTH = 3
} lc_listener;

/* Made by value, as those of questions are put together from their
 * descriptions; all it points to is constant. */
typedef struct lc_endpoint {
    const char *root; /* "/api/v1", or "" */
    const char *path; /* "/units/{code}"; {name} takes a segment, or all of
                         it but a fixed end: "{y}.mvt" */
    const lc_question *question; /* NULL: the server's own */
    lc_handler handler;
    const lc_use *uses;
    const char *formats; /* to choose from; one: no choice */
    unsigned methods;    /* lc_method bits; HEAD comes with GET */
    lc_listener listener;
    bool needs_city;
    bool tells_wrong;     /* makes its own answer of what is wrong with a
                             parameter (lc_context's `wrong`) */
    bool own_params;      /* reads its parameters itself */
    bool own_description; /* described elsewhere than in the OpenAPI document */
    bool or_slash;        /* its path may end with one */
    bool of_collection;   /* its first capture is one of /ogc, light if open */
    lc_weight weight;
    const char *slow_if; /* as of a question */
    lc_cache cache;      /* of a 200 */
    const char *answer;  /* media type, of the server's own */
    bool or_page;        /* or text/html, as is asked for */
    const char *schema;  /* in the OpenAPI document; NULL: not JSON */
    const char *summary;
} lc_endpoint;

size_t lc_endpoint_count(void);
/* The i-th: questions first. */
lc_endpoint lc_endpoint_at(size_t i);
/* The number of the route for a request's path, with req->capture filled in;
 * lc_endpoint_count(): none. */
size_t lc_endpoint_find(lc_request *req, lc_listener listener);
/* Methods of a route with what follows from them (HEAD, OPTIONS). */
unsigned lc_endpoint_methods(const lc_endpoint *route);
/* "GET, HEAD, OPTIONS" for Allow. */
const char *lc_methods_text(unsigned methods);
/* What this very request will weigh, but for what LIFE_LIGHT_LATER says. */
lc_weight lc_endpoint_weigh(const lc_endpoint *route, const lc_request *req);
/* The request's parameters: that each is one the route takes, that none it
 * needs is missing, and each is of its type. */
lc_status lc_endpoint_read(const lc_endpoint *route, const lc_request *req,
                           uint32_t most_minutes, lc_args *out, lc_error *err);

#endif
