/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/ask/reply.h - an answer on its way to whoever asked.
 */
#ifndef LIFECIRCLE_ASK_REPLY_H
#define LIFECIRCLE_ASK_REPLY_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/export/formats/writer.h"
#include "lifecircle/world/reason.h"

/* What makes an answer piece by piece, where it is too long for a body: the
 * whole of it, from its first byte on. Borrows the study and the arguments. */
typedef struct lc_rest { /* `= {0}`: there is none */
    /* Adds the next piece, some 256 KiB or none, to `to`; `more`: it was not
     * the last. On any thread, one at a time. */
    lc_status (*make)(void *of, lc_buf *to, bool *more, lc_error *err);
    void (*drop)(void *of);
    void *of; /* NULL: none */
} lc_rest;

/* What a question fills: the body, or the sink piece by piece for what may be
 * longer than memory (layers); never both. `body.limit` is the caller's. The
 * body is freed by the caller, also after a failure. */
typedef struct lc_reply { /* `= {.format = "json"}` */
    const char *format;   /* one of the question's */
    lc_buf body;
    /* Where a long answer goes piece by piece; NULL: into the body. */
    lc_sink_fn sink;
    void *sink_ctx;
    /* Whether the caller takes a rest in place of a body that is over its limit
     * (from a question that can give one), and knows already that it is. */
    bool takes_rest, is_long;
    lc_rest rest;        /* then; the caller drops it */
    const char *save_as; /* "coverage": to be kept as a file; NULL: read */
    lc_buf left_out; /* what is not given away, a line; the caller frees it */
    lc_reason note;  /* why there is little in it, for whoever looks */
    void (*policy)(lc_buf *out); /* of a page: what it may load; NULL: none */
} lc_reply;

/* Whether this is the format asked for. */
bool lc_reply_is(const lc_reply *out, const char *format);
/* Why a body took no more: no memory, or its limit. */
lc_status lc_reply_failed(const lc_buf *body, lc_error *err);

#endif
