/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_others.c - extracts, grids, requests.
 */
#include "fuzz.h"
#include "lifecircle/base/arena.h"
#include "src/http/route/endpoint.h"
#include "src/http/serve/request.h"
#include "src/import/kinds/grid.h"
#include "src/import/osm/read/read.h"

#include <stdlib.h>
#include <string.h>

/* .osm.pbf, .osm, and those that are packed: known by their content. */
void lct_fuzz_osm(const uint8_t *data, size_t len)
{
    lc_osm_data d = {0};
    lc_error err = {0};

    if (lc_osm_read(lct_fuzz_file("t.csv", data, len), NULL, &d, &err) !=
            LIFE_OK &&
        !err.text[0])
        abort();
    lc_osm_data_free(&d);
}

void lct_fuzz_asc(const uint8_t *data, size_t len)
{
    lc_import_grid cells = {0};
    lc_error err = {0};

    if (lc_import_grid_read_asc(lct_fuzz_file("t.csv", data, len), &cells,
                                &err) != LIFE_OK &&
        !err.text[0])
        abort();
    lc_import_grid_free(&cells);
}

/* A request's target, and the values that its route reads out of it. */
void lct_fuzz_params(const uint8_t *data, size_t len)
{
    lc_arena *arena = lc_arena_new(65536);
    lc_request req = {.arena = arena};
    char *raw = malloc(len + 1);
    lc_error err = {0};
    lc_args args;

    if (!arena || !raw)
        abort();
    memcpy(raw, data, len);
    raw[len] = '\0';
    if (lc_request_parse(&req, raw, NULL) == LIFE_OK) {
        size_t row = lc_endpoint_find(&req, LIFE_PUBLIC);
        lc_endpoint e = lc_endpoint_at(row < lc_endpoint_count() ? row : 0);

        if (lc_endpoint_read(&e, &req, 0, &args, &err) && !err.text[0])
            abort();
        lc_args_clear(&args);
    }
    lc_arena_free(arena);
    free(raw);
}
