/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/reply.c - see reply.h.
 */
#include "src/http/net/reply.h"

#include <microhttpd.h>
#include <string.h>

void *lc_reply_unconst(const void *p)
{
    void *same;

    memcpy(&same, &p, sizeof same);
    return same;
}

static ssize_t no_bytes(void *cls, uint64_t at, char *out, size_t most)
{
    (void)cls, (void)at, (void)out, (void)most;
    return MHD_CONTENT_READER_END_OF_STREAM;
}

/* Of a HEAD whose answer was not made. The connection ends with it: otherwise
 * the library (0.9.75) would have the body chunked, and send the end of the
 * chunks that a HEAD has not, which the client would take for the next
 * response.
 */
static struct MHD_Response *make_unsized(void)
{
    struct MHD_Response *r = MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, 1024, no_bytes, NULL, NULL);

    if (r)
        MHD_set_response_options(r, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT,
                                 MHD_RO_END);
    return r;
}

static struct MHD_Response *make_fixed(const void *bytes, size_t len)
{
    return MHD_create_response_from_buffer(len, lc_reply_unconst(bytes),
                                           MHD_RESPMEM_PERSISTENT);
}

/* The response gives its body back when it goes, whenever that is. */
static struct MHD_Response *make(const lc_response *res, lc_body *body)
{
    struct MHD_Response *r;

    if (body) {
        r = MHD_create_response_from_buffer_with_free_callback_cls(
            lc_body_len(body), lc_body_data(body), lc_body_drop, body);
        if (!r)
            lc_body_drop(body);
        return r;
    }
    if (res->fixed)
        return make_fixed(res->fixed, res->fixed_len);
    return res->unsized && res->status == 200 ? make_unsized()
                                              : make_fixed("", 0);
}

static void suspend(void *c)
{
    MHD_suspend_connection(c);
}

static void go_on(void *c)
{
    MHD_resume_connection(c);
}

lc_flow_way lc_reply_way(struct MHD_Connection *c, lc_watch *watch)
{
    return (lc_flow_way){c, suspend, go_on, watch};
}

/* A cut closes the connection without the chunk that would end the body, so
 * that nobody takes what came for the whole. */
static ssize_t next_bytes(void *cls, uint64_t at, char *out, size_t most)
{
    ssize_t n = lc_flow_take(cls, out, most);

    (void)at;
    if (n >= 0)
        return n;
    return n == LIFE_FLOW_END ? MHD_CONTENT_READER_END_OF_STREAM
                              : MHD_CONTENT_READER_END_WITH_ERROR;
}

struct MHD_Response *lc_reply_make(const lc_response *res, lc_body *body,
                                   lc_flow *flow)
{
    struct MHD_Response *r =
        flow ? MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024,
                                                 next_bytes, flow, NULL)
             : make(res, body);

    for (size_t i = 0; r && i < res->header_count; i++)
        MHD_add_response_header(r, res->header[i].name, res->header[i].value);
    return r;
}

void lc_reply_drop(void *reply)
{
    MHD_destroy_response(reply);
}
