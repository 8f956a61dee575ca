/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/ask/scenery.c - see scenery.h.
 */
#include "src/cli/ask/scenery.h"

#include "lifecircle/store/city.h"

lc_status lc_cli_scenery(const void *ctx, lc_box box, lc_scenery_fn fn,
                         void *fn_ctx, lc_error *err)
{
    lc_city *c = NULL;
    lc_stmt *s = NULL;
    bool row = true;
    lc_status st = lc_city_open(ctx, true, &c, err);

    if (!st)
        st = lc_stmt_prepare(c,
                             "SELECT kind, geom FROM feature"
                             " WHERE kind IN ('water', 'green') ORDER BY id",
                             &s, err);
    while (!st && !(st = lc_stmt_step(s, &row, err)) && row) {
        lc_shape shape = {0};

        st = lc_stmt_col_shape(s, 1, &shape, err);
        if (!st && lc_box_meets(lc_shape_box(&shape), box))
            fn(fn_ctx, lc_stmt_col_text(s, 0), &shape);
        lc_shape_clear(&shape);
    }
    lc_stmt_free(s);
    lc_city_close(c);
    return st;
}
