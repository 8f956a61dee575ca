/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/http.h - requests, responses and handlers. A handler is a function
 * from a checked request to a response; it knows no socket, and the library
 * that does is named in net/daemon.c and net/reply.c alone.
 *
 * Threads: a request and its response belong to one thread.
 */
#ifndef LIFECIRCLE_SRC_HTTP_HTTP_H
#define LIFECIRCLE_SRC_HTTP_HTTP_H

#include "lifecircle/ask/args/args.h"
#include "lifecircle/ask/reply.h"
#include "lifecircle/base/arena.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/export/links.h"
#include "lifecircle/http/server.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/world.h"
#include "src/http/api/tiles.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Ceilings of the design (section 5), compiled in. */
/* Bytes, but for FIELDS (of a header), PARAMS (of a query) and SEGMENTS (of a
 * path). A body is an area of at most 2,000 corners; an answer is kept in
 * memory until it is sent. */
#define LIFE_HTTP_TARGET_BYTES 2048
#define LIFE_HTTP_HEADER_BYTES 16384
#define LIFE_HTTP_FIELDS       64
#define LIFE_HTTP_PARAMS       16
#define LIFE_HTTP_SEGMENTS     8
#define LIFE_HTTP_BODY_BYTES   65536
#define LIFE_HTTP_ANSWER_BYTES 16777216

typedef enum lc_method { /* bits, so that a set of them is one number */
                         LIFE_GET = 1,
                         LIFE_HEAD = 2,
                         LIFE_OPTIONS = 4,
                         LIFE_POST = 8,
                         LIFE_METHOD_OTHER =
                             16, /* known to HTTP, never allowed here */
                         LIFE_METHOD_UNKNOWN = 32
} lc_method;

/* Holds as long as the request's arena. */
typedef struct lc_pair {      /* a parameter of the query */
    const char *name, *value; /* decoded, valid UTF-8, no NUL */
} lc_pair;

/* A request when its handler sees it: whole, decoded once, and within all
 * limits. Nothing of it may be kept beyond the response. */
typedef struct lc_request {
    lc_method method;
    const char *segment[LIFE_HTTP_SEGMENTS]; /* of the path, decoded */
    size_t segment_count;
    const char *path;                        /* as sent, without the query */
    const char *capture[LIFE_HTTP_SEGMENTS]; /* for the pattern's {...} */
    lc_pair param[LIFE_HTTP_PARAMS];
    size_t param_count;
    const char *body; /* of a POST, NUL behind it; NULL: none */
    size_t body_len;
    /* fields of the header; "" absent */
    const char *content_type, *if_none_match, *accept_encoding, *host;
    const char *accept, *accept_language;
    lc_arena *arena; /* everything above lives here or in the connection */
    bool chunks;     /* an answer may come piece by piece (HTTP/1.1) */
    bool is_long;    /* this one is known to be over its limit */
    uint64_t id;
} lc_request;

/* How long an answer may be kept by clients and proxies. The ETag of what is
 * kept is made by the service, or else of the body when it is finished. */
typedef enum lc_cache {
    LIFE_CACHE_NO_STORE,   /* errors, and answers about somebody's place */
    LIFE_CACHE_DATA,       /* five minutes, then ask with the ETag */
    LIFE_CACHE_REVALIDATE, /* ask each time, with the ETag */
    LIFE_CACHE_FOREVER     /* the name changes with the content */
} lc_cache;

typedef enum lc_kind { /* which security headers go with it */
                       LIFE_KIND_API,
                       LIFE_KIND_PAGE
} lc_kind;

#define LIFE_RESPONSE_HEADERS 20

typedef struct lc_header {
    const char *name, *value; /* constants, or in the request's arena */
} lc_header;

/* What a handler makes: mostly a body, and lc_response_done(). The service adds
 * status, coding, validators and headers (response.h), and frees it. `fixed`
 * bytes must outlive the program, or the response. */
typedef struct lc_response { /* `= {0}` is an empty 200 */
    unsigned status;         /* 0: 200 */
    const char *content_type;
    lc_buf body;       /* owned, unless `fixed` */
    const void *fixed; /* constant bytes in place of `body` */
    size_t fixed_len;
    lc_rest rest;         /* in place of both, where it is too long; owned */
    const char *policy;   /* Content-Security-Policy; NULL: the API's */
    const char *encoding; /* of the bytes: "gzip", "br", or NULL */
    lc_cache cache;
    lc_kind kind;
    bool vary;     /* on Accept-Encoding */
    bool close;    /* the connection, after it */
    bool unsized;  /* of a HEAD whose answer was not made */
    char etag[40]; /* with its quotes; "" none */
    lc_header header[LIFE_RESPONSE_HEADERS];
    size_t header_count;
} lc_response;

typedef struct lc_service lc_service;

/* Borrowed for one call. The city is the generation that the request began
 * with, whatever is loaded meanwhile. */
typedef struct lc_context { /* what a handler may ask */
    lc_service *service;
    const struct lc_question *question; /* of a route that is one */
    const lc_args *args;   /* the parameters that the route takes */
    const lc_error *wrong; /* with them, for a route that says so itself */
    /* these five are there for routes that need a city */
    lc_study *study;
    const lc_world *world; /* the study's */
    lc_walker *walker;
    lc_tiles *tiles;
    struct lc_ogc_data *ogc;
    const struct lc_systems *systems; /* of coordinates; for any route */
    lc_links links;                   /* of the city */
} lc_context;

/* Answers a request by its method: GET and HEAD alike, the body of a HEAD is
 * left out later. A failure needs no response: it becomes a problem document by
 * its status and parameter. May be called on any thread, and on several at
 * once. */
typedef lc_status (*lc_handler)(const lc_context *ctx, lc_request *req,
                                lc_response *res, lc_error *err);

#endif
