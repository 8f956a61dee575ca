/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/closing.c - see closing.h.
 *
 * Cities have a few hundred of them at most. They are sorted by what they
 * close, so that a way can be asked for the gates on it.
 */
#include "src/world/links/closing.h"

#include "lifecircle/hours/conditional.h"
#include "lifecircle/store/rows/closing.h"
#include "src/world/city.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* While they are loaded: what a row names. */
typedef struct named {
    int64_t id; /* of a node or a street */
    size_t at;  /* the closing */
    bool found;
} named;

typedef LC_VEC(named) named_vec;

/* A mode that this city has not is passed over. */
static uint8_t modes_of(const lc_world *w, const char *text)
{
    uint8_t modes = 0;

    while (*text) {
        size_t len = strcspn(text, " ");

        for (size_t m = 0; m < w->mode_count; m++)
            if (strlen(w->mode[m].id) == len &&
                !memcmp(w->mode[m].id, text, len))
                modes |= (uint8_t)(1u << m);
        text += len + (text[len] == ' ');
    }
    return modes;
}

/* Gates of a city have few hours between them, and reading some takes a tenth
 * of a millisecond: the last ones that were read are looked through first. */
enum { RULES_LOOKED_AT = 64 };

typedef struct read_rule {
    const char *text; /* the world's */
    const lc_conditional *rule;
} read_rule;

/* Open only while closings are loaded. */
typedef struct reader {
    lc_hours_words *words; /* NULL: there was no row yet */
    LC_VEC(read_rule) rule;
} reader;

/* A rule that can't be read was written by no import: then the file is
 * damaged. */
static lc_status find_rule(lc_world *w, reader *rd, const char *text,
                           const lc_conditional **out, lc_error *err)
{
    read_rule one = {NULL, NULL};
    lc_status st = LIFE_OK;

    for (size_t i = rd->rule.n, k = 0; i-- > 0 && k < RULES_LOOKED_AT; k++)
        if (!strcmp(rd->rule.v[i].text, text)) {
            *out = rd->rule.v[i].rule;
            return LIFE_OK;
        }
    if (!rd->words)
        st = lc_hours_words_open(&rd->words, err);
    if (!st)
        st = lc_conditional_parse(rd->words, w->calendar, w->text, text, out,
                                  err);
    if (st)
        return st == LIFE_ERR_PARSE ? LIFE_ERR_DB : st;
    one = (read_rule){lc_world_keep(w, text), *out};
    return one.text && lc_vec_push(&rd->rule, one)
               ? LIFE_OK
               : lc_no_memory(err, "gates with hours");
}

static lc_status add_row(lc_world *w, reader *rd, const lc_stored_closing *r,
                         lc_error *err)
{
    lc_closing_rule one = {.closing = {.osm_id = lc_world_keep(w, r->osm_id),
                                       .said = lc_world_keep(w, r->said),
                                       .node = LIFE_NONE,
                                       .edge = LIFE_NONE,
                                       .modes = modes_of(w, r->modes),
                                       .pt = r->pt}};
    lc_status st = find_rule(w, rd, r->rule, &one.rule, err);

    if (st)
        return st;
    one.closing.unread = lc_conditional_is_unread(one.rule);
    return one.closing.osm_id && one.closing.said &&
                   lc_vec_push(&w->closing, one)
               ? LIFE_OK
               : lc_no_memory(err, "gates with hours");
}

static int by_id(const void *a, const void *b)
{
    const named *x = a, *y = b;

    return x->id != y->id ? (x->id < y->id ? -1 : 1)
                          : (x->at > y->at) - (x->at < y->at);
}

/* The first that names `id`, or the end. */
static size_t first_named(const named_vec *v, int64_t id)
{
    size_t low = 0, high = v->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (v->v[mid].id < id)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Whether an id may be one of those named, by its last bits: next to none of a
 * city's nodes are, and each is asked for. */
enum { SIEVE_BITS = 1 << 14 };

typedef struct sieve {
    uint64_t word[SIEVE_BITS / 64];
} sieve;

static sieve sieve_of(const named_vec *v)
{
    sieve s = {{0}};

    for (size_t i = 0; i < v->n; i++)
        s.word[(uint64_t)v->v[i].id % SIEVE_BITS / 64] |=
            UINT64_C(1) << (uint64_t)v->v[i].id % 64;
    return s;
}

static bool may_be_named(const sieve *s, int64_t id)
{
    return s->word[(uint64_t)id % SIEVE_BITS / 64] >> (uint64_t)id % 64 & 1;
}

/* A street of the table is one edge; its number is the row's. */
static void find_streets(lc_world *w, named_vec *v)
{
    sieve s = sieve_of(v);

    for (uint32_t e = 0; v->n && e < w->net->edge_count; e++) {
        int64_t id = w->net->edge[e].street;

        if (!may_be_named(&s, id))
            continue;
        for (size_t i = first_named(v, id); i < v->n && v->v[i].id == id; i++) {
            w->closing.v[v->v[i].at].closing.edge = e;
            v->v[i].found = true;
        }
    }
}

/* By OpenStreetMap's own numbers, which the network keeps for its nodes. */
static void find_nodes(lc_world *w, named_vec *v)
{
    sieve s = sieve_of(v);

    for (uint32_t n = 0; v->n && n < w->net->node_count; n++) {
        int64_t id = w->net->node_id[n];

        if (!may_be_named(&s, id))
            continue;
        for (size_t i = first_named(v, id); i < v->n && v->v[i].id == id; i++) {
            w->closing.v[v->v[i].at].closing.node = n;
            v->v[i].found = true;
        }
    }
}

/* Streets only: a node may be of a way that is no street of the network. */
static lc_status check_found(const named_vec *v, lc_error *err)
{
    for (size_t i = 0; i < v->n; i++)
        if (!v->v[i].found)
            return lc_fail(err, LIFE_ERR_DB,
                           "closing %zu names street %" PRId64
                           ", which the city doesn't have",
                           v->v[i].at + 1, v->v[i].id);
    return LIFE_OK;
}

/* A node that no street may be passed at is none of the network. */
static void drop_unplaced(lc_world *w)
{
    size_t n = 0;

    for (size_t i = 0; i < w->closing.n; i++)
        if (w->closing.v[i].closing.edge != LIFE_NONE ||
            w->closing.v[i].closing.node != LIFE_NONE)
            w->closing.v[n++] = w->closing.v[i];
    w->closing.n = n;
}

/* Which edges end at a gate: what a pace's graph has of a node are the ends of
 * its edges. */
static lc_status find_ends(lc_world *w, lc_error *err)
{
    bool *gate = lc_calloc(w->net->node_count, sizeof *gate);
    bool any = false, ok = gate != NULL;

    for (size_t i = 0; ok && i < w->closing.n; i++)
        if (w->closing.v[i].closing.node != LIFE_NONE)
            any = gate[w->closing.v[i].closing.node] = true;
    for (uint32_t e = 0; any && ok && e < w->net->edge_count; e++) {
        const uint32_t node[2] = {w->net->edge[e].from, w->net->edge[e].to};

        for (uint8_t k = 0; k < 2; k++)
            if (gate[node[k]])
                ok = ok &&
                     lc_vec_push(&w->gate_end, ((lc_gate_end){node[k], e, k}));
    }
    lc_free(gate);
    return ok ? LIFE_OK : lc_no_memory(err, "gates with hours");
}

/* By edge, then by node: none is the largest number. */
static int by_place(const void *a, const void *b)
{
    const lc_closing *x = &((const lc_closing_rule *)a)->closing;
    const lc_closing *y = &((const lc_closing_rule *)b)->closing;

    if (x->edge != y->edge)
        return x->edge < y->edge ? -1 : 1;
    if (x->node != y->node)
        return x->node < y->node ? -1 : 1;
    return strcmp(x->osm_id, y->osm_id);
}

/* The copies are sorted here; the caller frees what they point to. */
static lc_status place_all(lc_world *w, const named_vec *street,
                           const named_vec *node, lc_error *err)
{
    named_vec streets = *street, nodes = *node;
    lc_status st;

    if (streets.n)
        qsort(streets.v, streets.n, sizeof *streets.v, by_id);
    if (nodes.n)
        qsort(nodes.v, nodes.n, sizeof *nodes.v, by_id);
    find_streets(w, &streets);
    find_nodes(w, &nodes);
    st = check_found(&streets, err);
    drop_unplaced(w);
    if (w->closing.n)
        qsort(w->closing.v, w->closing.n, sizeof *w->closing.v, by_place);
    return st || !w->closing.n ? st : find_ends(w, err);
}

lc_status lc_world_closing_load(lc_city *c, lc_world *w, lc_error *err)
{
    named_vec street = {0}, node = {0};
    reader rd = {0};
    lc_stored_closing r;
    lc_rows *rows = NULL;
    lc_status st = lc_closing_rows(c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        named one = {.at = w->closing.n};

        st = add_row(w, &rd, &r, err);
        if (st)
            continue;
        one.id = r.street ? r.street : r.node;
        if (!(r.street ? lc_vec_push(&street, one) : lc_vec_push(&node, one)))
            st = lc_no_memory(err, "gates with hours");
    }
    if (!st)
        st = place_all(w, &street, &node, err);
    lc_vec_free(&street);
    lc_vec_free(&node);
    lc_vec_free(&rd.rule);
    lc_hours_words_free(rd.words);
    return st;
}

/* ---- questions ---- */

size_t lc_world_closing_count(const lc_world *w)
{
    return w->closing.n;
}

const lc_closing *lc_world_closing(const lc_world *w, size_t i)
{
    return &w->closing.v[i].closing;
}

/* A day asks whether it is open at any time of it. */
lc_hours_state lc_world_closing_state(const lc_world *w, size_t i, lc_when when)
{
    const lc_conditional *rule = w->closing.v[i].rule;

    return when.kind == LIFE_WHEN_DAY ? lc_conditional_day(rule, when.at)
                                      : lc_conditional_at(rule, when.at);
}

/* The first whose edge, or whose edge and node, are at least these. */
static size_t first_at(const lc_world *w, uint32_t edge, uint32_t node)
{
    size_t low = 0, high = w->closing.n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const lc_closing *x = &w->closing.v[mid].closing;

        if (x->edge < edge || (x->edge == edge && x->node < node))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The count where there is none; the next ones of the edge follow it. */
size_t lc_world_closing_of_edge(const lc_world *w, uint32_t edge)
{
    size_t i = first_at(w, edge, 0);

    return i < w->closing.n && w->closing.v[i].closing.edge == edge
               ? i
               : w->closing.n;
}

size_t lc_world_closing_of_node(const lc_world *w, uint32_t node)
{
    size_t i = first_at(w, LIFE_NONE, node);

    return i < w->closing.n && w->closing.v[i].closing.node == node
               ? i
               : w->closing.n;
}
