/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A network: streets given one by one, its arrays, and arrays that don't fit.
 */
#include "lifecircle/base/mem.h"
#include "lifecircle/graph/network.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* clang-format off: cmocka.h wants what is above it */
#include <cmocka.h>
/* clang-format on */

/* Three streets of two ways, which meet in node 7. */
static lc_network *crossing(void)
{
    static lc_pt pt[][2] = {
        {{0, 0}, {1000, 0}}, {{1000, 0}, {2000, 0}}, {{1000, 0}, {1000, 1000}}};
    static const lc_street street[] = {{.id = 1,
                                        .from = 5,
                                        .to = 7,
                                        .length_mm = 11,
                                        .name = "East",
                                        .highway = "steps",
                                        .perm = {3, 0, 1},
                                        .flags = LIFE_EDGE_STEPS},
                                       {.id = 2,
                                        .from = 7,
                                        .to = 9,
                                        .at_mm = 11,
                                        .length_mm = 11,
                                        .name = "East",
                                        .highway = "path",
                                        .perm = {3, 3, 3},
                                        .layer = -1},
                                       {.id = 3,
                                        .from = 7,
                                        .to = -2,
                                        .length_mm = 12,
                                        .name = "",
                                        .highway = "path",
                                        .perm = {7, 7, 7}}};
    uint32_t part[] = {0, 2};
    lc_network_builder *b;
    lc_network *n = NULL;

    assert_int_equal(lc_network_builder_new(&b, NULL), LIFE_OK);
    for (size_t i = 0; i < 3; i++) {
        const lc_shape line = {LIFE_SHAPE_LINE, pt[i], part, 1, 2};
        lc_street s = street[i];

        s.line = &line;
        assert_int_equal(lc_network_builder_add(b, &s, NULL), LIFE_OK);
    }
    assert_int_equal(lc_network_builder_finish(b, &n, NULL), LIFE_OK);
    lc_network_builder_free(b);
    return n;
}

static const lc_edge *edge_of(const lc_network *n, uint32_t street)
{
    for (uint32_t e = 0; e < n->edge_count; e++)
        if (n->edge[e].street == street)
            return &n->edge[e];
    fail_msg("there is no edge of street %u", (unsigned)street);
    return NULL;
}

static void streets_meet_where_their_nodes_are_one(void **state)
{
    lc_network *n = crossing();
    const lc_edge *a = edge_of(n, 1), *b = edge_of(n, 2), *c = edge_of(n, 3);

    (void)state;
    assert_int_equal(n->node_count, 4);
    assert_int_equal(n->edge_count, 3);
    assert_int_equal(a->to, b->from);
    assert_int_equal(a->to, c->from);
    assert_int_equal(n->node_id[c->to], -2);
    assert_int_equal(a->name, b->name); /* kept once */
    assert_string_equal(n->names + c->name, "");
    assert_string_equal(n->kinds[a->kind], "steps");
    assert_string_equal(n->kinds[c->kind], "path");
    assert_null(n->kinds[2]);
    assert_int_equal(b->layer, -1);
    assert_int_equal(a->flags, LIFE_EDGE_STEPS);
    assert_int_equal(lc_edge_perm(a, 2), LIFE_PERM_FORWARD);
    assert_int_equal(n->shape_mm[b->shape + 1], 22);
    lc_network_free(n);
}

static void no_streets_are_no_network(void **state)
{
    lc_network_builder *b;
    lc_network *n;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_network_builder_new(&b, &err), LIFE_OK);
    assert_int_equal(lc_network_builder_finish(b, &n, &err), LIFE_ERR_STATE);
    assert_null(n);
    lc_network_builder_free(b);
}

/* Copies, as a reader of a file would have them. */
static void copy_arrays(const lc_network *n,
                        lc_network_array out[LIFE_NETWORK_ARRAYS])
{
    lc_network_array wanted[LIFE_NETWORK_ARRAYS];
    void *bends;

    assert_int_equal(lc_network_arrays(n, out, &bends, NULL), LIFE_OK);
    lc_network_wanted(wanted);
    for (size_t i = 0; i < LIFE_NETWORK_ARRAYS; i++) {
        void *copy = lc_calloc(out[i].count, out[i].item);

        assert_non_null(copy);
        memcpy(copy, out[i].data, out[i].count * out[i].item);
        out[i].data = copy;
        assert_string_equal(out[i].name, wanted[i].name);
        assert_int_equal(out[i].item, wanted[i].item);
    }
    lc_free(bends);
}

/* A street that bends twice, between nodes that come in the other order along
 * the curve, and a straight one. */
static lc_network *bent(void)
{
    static lc_pt pt[] = {{9000, 9000}, {9000, -70}, {-800, -75}, {20, 0}};
    static const uint32_t part[][2] = {{0, 4}, {0, 2}};
    static const lc_street street[] = {{.id = 1,
                                        .from = 1,
                                        .to = 2,
                                        .at_mm = 500,
                                        .length_mm = 220000,
                                        .name = "",
                                        .highway = "path"},
                                       {.id = 2,
                                        .from = 1,
                                        .to = 3,
                                        .length_mm = 100000,
                                        .name = "",
                                        .highway = "path"}};
    lc_network_builder *b;
    lc_network *n = NULL;

    assert_int_equal(lc_network_builder_new(&b, NULL), LIFE_OK);
    for (size_t i = 0; i < 2; i++) {
        const lc_shape line = {LIFE_SHAPE_LINE, pt, (uint32_t *)part[i], 1,
                               part[i][1]};
        lc_street s = street[i];

        s.line = &line;
        assert_int_equal(lc_network_builder_add(b, &s, NULL), LIFE_OK);
    }
    assert_int_equal(lc_network_builder_finish(b, &n, NULL), LIFE_OK);
    lc_network_builder_free(b);
    return n;
}

/* Two bends of six points are kept; all six come back, and how far along. */
static void lines_are_made_of_their_bends(void **state)
{
    lc_network *n = bent(), *again;
    lc_network_array a[LIFE_NETWORK_ARRAYS];

    (void)state;
    copy_arrays(n, a);
    for (size_t i = 0; i < LIFE_NETWORK_ARRAYS; i++)
        if (!strcmp(a[i].name, "net/bend"))
            assert_int_equal(a[i].count, 2);
    assert_int_equal(lc_network_from_arrays(a, &again, NULL), LIFE_OK);
    assert_int_equal(again->shape_count, 6);
    assert_int_equal(n->shape_count, 6);
    assert_memory_equal(again->shape, n->shape, 6 * sizeof *n->shape);
    assert_memory_equal(again->shape_mm, n->shape_mm, 6 * sizeof *n->shape_mm);
    lc_network_free(again);
    lc_network_free(n);
}

/* As many points as a file says, and as its edges need. */
static void lines_that_do_not_fit_are_refused(void **state)
{
    lc_network *n = bent();

    (void)state;
    for (int fault = 0; fault < 5; fault++) {
        lc_network_array a[LIFE_NETWORK_ARRAYS];
        lc_network *bad;
        lc_error err = {0};

        copy_arrays(n, a);
        for (size_t i = 0; i < LIFE_NETWORK_ARRAYS; i++) {
            lc_edge *edge = a[i].data;
            bool edges = !strcmp(a[i].name, "net/edge");

            if (fault == 0 && !strcmp(a[i].name, "net/bend"))
                a[i].count--;
            else if (fault == 1 && edges)
                edge[0].shape = 1;
            else if (fault == 2 && edges)
                edge[1].shape = edge[2].shape - 1;
            else if (fault == 3 && edges)
                edge[1].shape = UINT32_MAX;
            else if (fault == 4 && edges)
                edge[2].shape++;
        }
        assert_int_equal(lc_network_from_arrays(a, &bad, &err), LIFE_ERR_DB);
        assert_null(bad);
        assert_non_null(strstr(err.text, "lines of streets"));
    }
    lc_network_free(n);
}

static void arrays_are_the_same_network(void **state)
{
    lc_network *n = crossing(), *again;
    lc_network_array a[LIFE_NETWORK_ARRAYS], b[LIFE_NETWORK_ARRAYS];

    (void)state;
    copy_arrays(n, a);
    assert_int_equal(lc_network_from_arrays(a, &again, NULL), LIFE_OK);
    copy_arrays(n, a);
    copy_arrays(again, b);
    for (size_t i = 0; i < LIFE_NETWORK_ARRAYS; i++) {
        assert_int_equal(a[i].count, b[i].count);
        assert_memory_equal(a[i].data, b[i].data, a[i].count * a[i].item);
        lc_free(a[i].data);
        lc_free(b[i].data);
    }
    assert_string_equal(again->kinds[0], n->kinds[0]);
    lc_network_free(again);
    lc_network_free(n);
}

/* What a damaged file may hold: each is refused, and all is freed. */
static void arrays_that_do_not_fit_are_refused(void **state)
{
    lc_network *n = crossing();

    (void)state;
    for (int fault = 0; fault < 6; fault++) {
        lc_network_array a[LIFE_NETWORK_ARRAYS];
        lc_network *bad;
        lc_error err = {0};

        copy_arrays(n, a);
        for (size_t i = 0; i < LIFE_NETWORK_ARRAYS; i++) {
            lc_edge *edge = a[i].data;
            char *text = a[i].data;

            if (fault == 0 && !strcmp(a[i].name, "net/node_id"))
                a[i].count--;
            else if (fault == 1 && !strcmp(a[i].name, "net/edge"))
                edge[0].to = 4;
            else if (fault == 2 && !strcmp(a[i].name, "net/edge"))
                edge[1].name = 1000;
            else if (fault == 3 && !strcmp(a[i].name, "net/edge"))
                edge[2].kind = 2;
            else if ((fault == 4 && !strcmp(a[i].name, "net/kinds")) ||
                     (fault == 5 && !strcmp(a[i].name, "net/names")))
                text[a[i].count - 1] = 'x';
        }
        assert_int_equal(lc_network_from_arrays(a, &bad, &err), LIFE_ERR_DB);
        assert_null(bad);
        assert_non_null(strstr(err.text, "damaged"));
    }
    lc_network_free(n);
}

/* Whichever allocation fails: told, and nothing is lost. */
static void memory_may_be_short(void **state)
{
    lc_network *n = crossing(), *again = NULL;
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    for (int64_t k = 0; st; k++) {
        lc_network_array a[LIFE_NETWORK_ARRAYS];

        copy_arrays(n, a);
        lc_mem_fail_after(k, false);
        st = lc_network_from_arrays(a, &again, NULL);
        lc_mem_fail_after(-1, false);
        assert_true(!st || st == LIFE_ERR_NOMEM);
        assert_true(k < 100);
    }
    lc_network_free(again);
    lc_network_free(n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streets_meet_where_their_nodes_are_one),
        cmocka_unit_test(no_streets_are_no_network),
        cmocka_unit_test(arrays_are_the_same_network),
        cmocka_unit_test(arrays_that_do_not_fit_are_refused),
        cmocka_unit_test(lines_are_made_of_their_bends),
        cmocka_unit_test(lines_that_do_not_fit_are_refused),
        cmocka_unit_test(memory_may_be_short),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
