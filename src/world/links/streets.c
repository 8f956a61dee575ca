/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/streets.c - see the header.
 *
 * compute makes the network of the table's rows and stores its arrays; all
 * others take these as they lie.
 */
#include "lifecircle/world/streets.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/graph/edge_index.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/street.h"

/* A row's bits of permission are those of an edge. */
_Static_assert((int)LIFE_STORED_WITH_LINE == LIFE_PERM_FORWARD &&
                   (int)LIFE_STORED_AGAINST_LINE == LIFE_PERM_BACK &&
                   (int)LIFE_STORED_PRIVATE == LIFE_PERM_PRIVATE,
               "the table of streets and the network mean other bits");

_Static_assert(LIFE_STORED_CUT_FIRST *LIFE_EDGE_CUT_FROM ==
                       LIFE_EDGE_CUT_FROM &&
                   LIFE_STORED_CUT_LAST * LIFE_EDGE_CUT_FROM ==
                       LIFE_EDGE_CUT_TO &&
                   LIFE_STORED_LANE * LIFE_EDGE_CUT_FROM == LIFE_EDGE_LANE,
               "ends of a row are those of an edge, further up");

enum {
    ENDS_SHIFTED =
        LIFE_STORED_CUT_FIRST | LIFE_STORED_CUT_LAST | LIFE_STORED_LANE
};

lc_status lc_streets_read(lc_city *c, lc_network_builder **out, lc_error *err)
{
    lc_network_builder *b = NULL;
    lc_stored_street r = {0};
    lc_rows *rows = NULL;
    int64_t last = 0;
    lc_status st = lc_street_rows_last(c, &last, err);

    *out = NULL;
    if (!st)
        st = lc_street_rows(c, &r, &rows, err);
    if (!st)
        st = lc_network_builder_new(&b, err);
    while (lc_rows_next(&rows, &st, err)) {
        lc_street s = {
            .id = (uint32_t)r.id,
            .from = r.from_node,
            .to = r.to_node,
            .at_mm = (uint32_t)r.at_mm,
            .length_mm = (uint32_t)r.length_mm,
            .name = r.name,
            .highway = r.highway,
            .line = &r.line,
            .layer = (int8_t)r.layer,
            .flags = (uint8_t)((r.steps ? LIFE_EDGE_STEPS : 0) |
                               (r.residential ? LIFE_EDGE_RESIDENTIAL : 0) |
                               (r.island ? LIFE_EDGE_ISLAND : 0) |
                               (r.ends & LIFE_STORED_CUT_MISSING
                                    ? LIFE_EDGE_CUT_MISSING
                                    : 0) |
                               (r.ends & ENDS_SHIFTED) * LIFE_EDGE_CUT_FROM)};

        lc_progress("loading streets", (uint64_t)r.id, (uint64_t)last);
        /* Three bits a mode: with the line, against it, private. */
        for (int m = 0; m < LIFE_MAX_MODES; m++)
            s.perm[m] = (uint8_t)(r.perm[m] & 7);
        st = lc_network_builder_add(b, &s, err);
    }
    if (st)
        lc_network_builder_free(b);
    else
        *out = b;
    return st;
}

lc_status lc_streets_build(lc_city *c, lc_network **out, lc_error *err)
{
    lc_network_builder *b;
    lc_status st = lc_streets_read(c, &b, err);

    *out = NULL;
    if (!st)
        st = lc_network_builder_finish(b, out, err);
    lc_network_builder_free(b);
    return st;
}

static lc_status load(lc_city *c, lc_network_array a[LIFE_NETWORK_ARRAYS],
                      lc_network **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < LIFE_NETWORK_ARRAYS && !st; i++)
        st =
            lc_array_get(c, a[i].name, a[i].item, &a[i].data, &a[i].count, err);
    if (!st)
        return lc_network_from_arrays(a, out, err);
    /* Not all came: none has been taken over yet. */
    for (size_t i = 0; i < LIFE_NETWORK_ARRAYS; i++)
        lc_free(a[i].data);
    return st;
}

/* Of a change those that its import was measured by. */
lc_status lc_streets_load_bare(lc_city *c, lc_network **out, lc_error *err)
{
    lc_network_array a[LIFE_NETWORK_ARRAYS];

    *out = lc_city_take(c);
    if (*out)
        return LIFE_OK;
    lc_network_wanted(a);
    return load(c, a, out, err);
}

static lc_status load_whole(lc_city *c, lc_network_array a[LIFE_NETWORK_ARRAYS],
                            lc_network **out, lc_error *err)
{
    lc_status st = load(c, a, out, err);

    if (!st)
        st = lc_edge_index_make(*out, NULL, 0, err);
    if (st) {
        lc_network_free(*out);
        *out = NULL;
    }
    return st;
}

/* Of a city whose streets are as they were, those that another load made. */
lc_status lc_streets_load(lc_city *c, lc_network **out, lc_error *err)
{
    lc_network_array a[LIFE_NETWORK_ARRAYS];
    const char *name[LIFE_NETWORK_ARRAYS];
    lc_shared_key key;
    lc_status st;

    *out = NULL;
    lc_network_wanted(a);
    for (size_t i = 0; i < LIFE_NETWORK_ARRAYS; i++)
        name[i] = a[i].name;
    st = lc_array_key(c, name, LIFE_NETWORK_ARRAYS, &key, err);
    if (st)
        return st;
    *out = lc_shared_get(key);
    if (*out)
        return LIFE_OK;
    st = load_whole(c, a, out, err);
    lc_shared_put(key, *out);
    return st;
}

static bool is_computed(lc_city *c)
{
    char by[64] = "";

    return !lc_city_wrote_ground(c) &&
           !lc_setting_get(c, LIFE_COMPUTED_BY_SETTING, by, sizeof by, NULL) &&
           *by;
}

/* A tenth of the cost. Of arrays that another version wrote, or that are
 * damaged, nothing is told here: who needs them says so. */
lc_status lc_streets_open(lc_city *c, lc_network **out, lc_error *err)
{
    if (is_computed(c) && !lc_streets_load(c, out, NULL))
        return LIFE_OK;
    return lc_streets_build(c, out, err);
}

static void drop(void *streets)
{
    lc_network_free(streets);
}

void lc_streets_close(lc_city *c, lc_network *n)
{
    if (n && is_computed(c))
        lc_city_leave(c, n, drop);
    else
        lc_network_free(n);
}

void lc_streets_forget(lc_city *c)
{
    lc_network_free(lc_city_take(c));
}

lc_status lc_streets_store(lc_city *c, const lc_network *n, lc_error *err)
{
    lc_network_array a[LIFE_NETWORK_ARRAYS];
    void *bends;
    lc_status st = lc_network_arrays(n, a, &bends, err);

    for (size_t i = 0; i < LIFE_NETWORK_ARRAYS && !st; i++)
        st = lc_array_put(c, a[i].name, a[i].data, a[i].item, a[i].count, err);
    lc_free(bends);
    return st;
}
