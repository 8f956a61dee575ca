/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/wish.h - the parameters of a page of features.
 */
#ifndef LIFECIRCLE_SRC_HTTP_OGC_WISH_H
#define LIFECIRCLE_SRC_HTTP_OGC_WISH_H

#include "src/http/ogc/answer.h"

#define LIFE_OGC_LIMIT      1000
#define LIFE_OGC_LIMIT_MOST 10000

typedef struct lc_wish {
    uint64_t limit, offset;
    const char *cursor; /* the id that the page before ended with, or NULL */
    const lc_system *system; /* of the answer */
    bool filtered;           /* not all features are wanted */
    lc_ogc_wish which;
    lc_buf key;
} lc_wish;

/* The names beside those of the layer's fields, NULL behind the last. */
extern const char *const lc_wish_names[];

/* Reads the request's; `w` is for lc_wish_clear(), also after a failure. */
lc_status lc_wish_read(const lc_context *ctx, const lc_request *req,
                       const lc_ogc_layer *l, lc_wish *w, lc_error *err);
void lc_wish_clear(lc_wish *w);

/* The system of a parameter; CRS84 where it is absent. */
lc_status lc_wish_system(const lc_context *ctx, const lc_request *req,
                         const char *name, const lc_system **out,
                         lc_error *err);

/* Whether a field can be asked for by its name. */
bool lc_wish_asks(const lc_export_field *f);

#endif
