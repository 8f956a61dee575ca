/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/builder.c - collects the objects of an extract in any
 * order and settles them into sorted arrays.
 *
 * While reading, each object is staged as it comes: 32 bytes and its tags,
 * refs or members. At the end each kind is sorted by id and version, one of
 * each id is kept, and text is laid out anew in the order in which it is
 * used; so the arrays depend on what the file says and not on its order.
 * Nodes, which are most of an extract, stay where they were staged, and refs
 * are looked for once: from then on they say where their nodes lie.
 *
 * Texts are kept once each, see texts.h.
 */
#include "src/import/osm/read/builder.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "src/import/bytes/bound.h"
#include "src/import/osm/read/texts.h"
#include "src/import/osm/refs.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Ids go through JSON and double-based tools, so the exact range of a double
 * is all that the OSM API itself promises; real ones are under 2^34. */
#define ID_MAX (INT64_C(1) << 53)

/* A ref to it is to a node that no file has. */
#define NO_NODE (-ID_MAX)

/* The longest real object has some 500; sorting more would only cost time. */
#define TAGS_MAX 4096

/* A country; the planet would not be a city. */
#define NODES_MAX (UINT32_C(200) * 1000 * 1000)

#define PART_BYTES 16 /* of text count as one part more (bound.h) */
/* Tags that say how the map was made, and nothing of the place. */
static const char *const dull_keys[] = {"created_by", "note", "source"};
#define DULL_COUNT (sizeof dull_keys / sizeof *dull_keys)

/* An object as it was read, before it is known which of its versions counts. */
typedef struct staged {
    int64_t id;
    uint32_t rank; /* 2 * (version + 1), and 1 where it is deleted; 0: said in
                      passing */
    uint32_t tag, tag_count;
    union {
        lc_pt pt; /* nodes */
        struct {
            uint32_t first, count; /* refs of ways, members of relations */
        } part;
    } u;
} staged;

struct lc_osm_builder {
    lc_osm_data *d;
    const lc_box *clip;
    LC_VEC(staged) staged[LIFE_OSM_KIND_COUNT];
    LC_VEC(lc_osm_tag) tags;
    LC_VEC(int64_t) refs;
    LC_VEC(lc_osm_member) members;
    size_t tags_done, refs_done, members_done; /* owned by staged objects */
    lc_osm_texts texts;
    const lc_bytes_source *from; /* NULL: nobody bounds what it comes to */
    uint32_t dull[DULL_COUNT];
    uint32_t *moved;     /* half of an old offset -> the new; while settling */
    lc_osm_refs settled; /* of the ways so far */
};

/* ---- staging ---- */

void lc_osm_builder_from(lc_osm_builder *b, const lc_bytes_source *s)
{
    b->from = s;
}

lc_status lc_osm_builder_text(lc_osm_builder *b, const char *s, size_t len,
                              uint32_t *offset, lc_error *err)
{
    return lc_osm_texts_put(&b->texts, s, len, offset, err);
}

/* Such tags would be most of the text of a city. */
static bool is_dull(const lc_osm_builder *b, uint32_t key)
{
    for (size_t i = 0; i < DULL_COUNT; i++)
        if (key == b->dull[i])
            return true;
    return key == 0; /* a tag without a key */
}

lc_status lc_osm_builder_tag(lc_osm_builder *b, lc_osm_tag tag, lc_error *err)
{
    if (is_dull(b, tag.key))
        return LIFE_OK;
    if (b->tags.n - b->tags_done == TAGS_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT, "an object has more than %d tags",
                       TAGS_MAX);
    return lc_vec_push(&b->tags, tag) ? LIFE_OK
                                      : lc_no_memory(err, "the extract");
}

/* Also of refs: an id that JSON can't hold would be another one there. */
static lc_status check_id(int64_t id, lc_error *err)
{
    if (id > ID_MAX || id < -ID_MAX)
        return lc_fail(err, LIFE_ERR_PARSE, "id %" PRId64 " is beyond 2^53",
                       id);
    return LIFE_OK;
}

lc_status lc_osm_builder_ref(lc_osm_builder *b, int64_t id, lc_error *err)
{
    lc_status st = check_id(id, err);

    if (!st && !lc_vec_push(&b->refs, id))
        st = lc_no_memory(err, "the extract");
    return st;
}

lc_status lc_osm_builder_member(lc_osm_builder *b, lc_osm_member m,
                                lc_error *err)
{
    lc_status st = check_id(m.id, err);

    if (!st && !lc_vec_push(&b->members, m))
        st = lc_no_memory(err, "the extract");
    return st;
}

/* By text and not by offset: offsets depend on the order of the file. */
static int compare_tags(const lc_osm_builder *b, lc_osm_tag x, lc_osm_tag y)
{
    int c = strcmp(b->texts.text.v + x.key, b->texts.text.v + y.key);

    return c ? c : strcmp(b->texts.text.v + x.value, b->texts.text.v + y.value);
}

/* By key, then value (Shell sort: few and nearly sorted, as a rule); of
 * doubled keys the first stays. Returns how many are left. */
static size_t sort_tags(const lc_osm_builder *b, lc_osm_tag *t, size_t n)
{
    size_t kept = 0;

    for (size_t gap = n / 2 | 1; n > 1 && gap > 0; gap /= 2)
        for (size_t i = gap; i < n; i++) {
            lc_osm_tag moving = t[i];
            size_t at = i;

            for (; at >= gap && compare_tags(b, t[at - gap], moving) > 0;
                 at -= gap)
                t[at] = t[at - gap];
            t[at] = moving;
        }
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || t[kept - 1].key != t[i].key)
            t[kept++] = t[i];
    return kept;
}

static uint64_t parts(const lc_osm_builder *b)
{
    uint64_t n = b->texts.text.n / PART_BYTES;

    n += b->tags.n + b->refs.n + b->members.n;
    for (int k = 0; k < LIFE_OSM_KIND_COUNT; k++)
        n += b->staged[k].n;
    return n;
}

/* Other objects may be at hand: their tags and parts are left alone. */
static lc_status stage(lc_osm_builder *b, lc_osm_kind kind, const staged *s,
                       lc_error *err)
{
    lc_status st = LIFE_OK;

    if (b->staged[kind].n == NODES_MAX || b->tags.n > UINT32_MAX ||
        b->refs.n > UINT32_MAX || b->members.n > UINT32_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "holds more objects than a city can; clip it first");
    if (b->from)
        st = lc_bound_parts(lc_bytes_source_taken(b->from), parts(b), err);
    if (!st && !lc_vec_push(&b->staged[kind], *s))
        st = lc_no_memory(err, "the extract");
    return st;
}

lc_status lc_osm_builder_place(lc_osm_builder *b, int64_t id, lc_pt pt,
                               lc_error *err)
{
    staged s = {.id = id, .tag = (uint32_t)b->tags_done, .u.pt = pt};
    lc_status st = check_id(id, err);

    if (!st)
        lc_box_add(&b->d->all, pt);
    if (st || (b->clip && !lc_box_contains(*b->clip, pt)))
        return st;
    return stage(b, LIFE_OSM_NODE, &s, err);
}

/* An id for a place that has none: 52 bits of a hash of it, below zero, where
 * the map's own ids never are. Two places of a city share one once in ten
 * thousand cities. */
static int64_t id_of_place(lc_pt pt)
{
    return -1 -
           (int64_t)(lc_osm_texts_hash((const char *)&pt, sizeof pt) >> 12);
}

lc_status lc_osm_builder_point(lc_osm_builder *b, const lc_pt *pt,
                               lc_error *err)
{
    int64_t id = pt ? id_of_place(*pt) : NO_NODE;
    lc_status st = lc_osm_builder_ref(b, id, err);

    return !st && pt ? lc_osm_builder_place(b, id, *pt, err) : st;
}

lc_status lc_osm_builder_line(lc_osm_builder *b, int64_t way, lc_error *err)
{
    staged s = {.id = way, .tag = (uint32_t)b->tags_done};
    lc_status st = check_id(way, err);

    s.u.part.first = (uint32_t)b->refs_done;
    s.u.part.count = (uint32_t)(b->refs.n - b->refs_done);
    b->refs_done = b->refs.n;
    return st || !s.u.part.count ? st : stage(b, LIFE_OSM_WAY, &s, err);
}

void lc_osm_builder_unplaced(lc_osm_builder *b)
{
    b->d->unplaced++;
}

static lc_status put_center(lc_osm_builder *b, const lc_osm_head *head,
                            lc_error *err)
{
    lc_osm_center c = {head->id, head->pt,
                       head->kind == LIFE_OSM_WAY ? 'w' : 'r'};

    if (b->clip && !lc_box_contains(*b->clip, head->pt))
        return LIFE_OK;
    return lc_vec_push(&b->d->centers, c) ? LIFE_OK
                                          : lc_no_memory(err, "the extract");
}

lc_status lc_osm_builder_commit(lc_osm_builder *b, const lc_osm_head *head,
                                lc_error *err)
{
    int64_t version = head->version > 0 ? head->version : 0;
    bool visible = head->visible;
    staged s = {.id = head->id, .tag = (uint32_t)b->tags_done};
    lc_status st = check_id(head->id, err);

    if (st)
        return st;
    if (b->tags.n > b->tags_done)
        s.tag_count = (uint32_t)sort_tags(b, b->tags.v + b->tags_done,
                                          b->tags.n - b->tags_done);
    b->tags.n = b->tags_done + s.tag_count;
    if (head->kind == LIFE_OSM_NODE) {
        s.u.pt = head->pt;
        if (visible)
            lc_box_add(&b->d->all, head->pt);
        visible = visible && (!b->clip || lc_box_contains(*b->clip, head->pt));
    } else if (head->kind == LIFE_OSM_WAY) {
        s.u.part.first = (uint32_t)b->refs_done;
        s.u.part.count = (uint32_t)(b->refs.n - b->refs_done);
    } else {
        s.u.part.first = (uint32_t)b->members_done;
        s.u.part.count = (uint32_t)(b->members.n - b->members_done);
    }
    if (version >= INT32_MAX)
        version = INT32_MAX - 1;
    s.rank = 2 * (uint32_t)(version + 1) + !visible;
    if (head->centered && visible)
        st = put_center(b, head, err);
    b->tags_done = b->tags.n;
    b->refs_done = b->refs.n;
    b->members_done = b->members.n;
    return st ? st : stage(b, head->kind, &s, err);
}

void lc_osm_builder_header(lc_osm_builder *b, lc_box box)
{
    b->d->header = box;
}

lc_osm_dated *lc_osm_builder_dated(lc_osm_builder *b)
{
    return &b->d->dated;
}

/* ---- settling ---- */

/* The newest version of an object comes last. */
static int by_id_and_rank(const void *a, const void *b)
{
    const staged *x = a;
    const staged *y = b;

    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

/* As qsort wants it. */
static int compare_int(int64_t x, int64_t y)
{
    return (x > y) - (x < y);
}

/* Refs and members, one after another. */
static int compare_parts(const lc_osm_builder *b, lc_osm_kind kind,
                         const staged *x, const staged *y)
{
    int c = compare_int(x->u.part.count, y->u.part.count);

    for (uint32_t i = 0; c == 0 && i < x->u.part.count; i++) {
        uint32_t at = x->u.part.first + i;
        uint32_t bt = y->u.part.first + i;

        if (kind == LIFE_OSM_WAY) {
            c = compare_int(b->refs.v[at], b->refs.v[bt]);
        } else {
            const lc_osm_member *m = b->members.v + at;
            const lc_osm_member *n = b->members.v + bt;

            c = compare_int(m->id, n->id);
            c = c ? c : m->type - n->type;
            c = c ? c
                  : strcmp(b->texts.text.v + m->role,
                           b->texts.text.v + n->role);
        }
    }
    return c;
}

/* Which of two of the same id and version to keep, by what they say. */
static int compare_content(const lc_osm_builder *b, lc_osm_kind kind,
                           const staged *x, const staged *y)
{
    int c;

    if (kind == LIFE_OSM_NODE) {
        c = compare_int(x->u.pt.lon, y->u.pt.lon);
        c = c ? c : compare_int(x->u.pt.lat, y->u.pt.lat);
    } else {
        c = compare_parts(b, kind, x, y);
    }
    c = c ? c : compare_int(x->tag_count, y->tag_count);
    for (uint32_t i = 0; c == 0 && i < x->tag_count; i++)
        c = compare_tags(b, b->tags.v[x->tag + i], b->tags.v[y->tag + i]);
    return c;
}

/* Offset in the data's own text of what is at `old` in the builder's. No text
 * but "" is shorter than two bytes, so halves of offsets differ too. */
static lc_status settle_text(lc_osm_builder *b, uint32_t old, uint32_t *out,
                             lc_error *err)
{
    size_t len = strlen(b->texts.text.v + old) + 1;
    lc_osm_data *d = b->d;

    if (old != 0 && b->moved[old / 2] == 0) {
        if (!lc_vec_reserve(&d->text, len))
            return lc_no_memory(err, "the extract");
        b->moved[old / 2] = (uint32_t)d->text.n;
        memcpy(d->text.v + d->text.n, b->texts.text.v + old, len);
        d->text.n += len;
    }
    *out = b->moved[old / 2];
    return LIFE_OK;
}

/* Tags of one object stay together, in order of their keys. */
static lc_status settle_tags(lc_osm_builder *b, const staged *s, uint32_t *tag,
                             lc_error *err)
{
    lc_status st = LIFE_OK;

    *tag = (uint32_t)b->d->tags.n;
    for (uint32_t i = 0; !st && i < s->tag_count; i++) {
        lc_osm_tag t = b->tags.v[s->tag + i];

        st = settle_text(b, t.key, &t.key, err);
        if (!st)
            st = settle_text(b, t.value, &t.value, err);
        if (!st && !lc_vec_push(&b->d->tags, t))
            st = lc_no_memory(err, "the extract");
    }
    return st;
}

/* Nodes come first: ways ask which of them are there. They lie where they were
 * staged, those that are settled in front of those that aren't; bytes are
 * copied, as the memory changes what it holds. */
static lc_status settle_node(lc_osm_builder *b, const staged *s, lc_error *err)
{
    lc_osm_data *d = b->d;
    lc_osm_node n = {.id = s->id, .pt = s->u.pt, .tag_count = s->tag_count};
    lc_status st = settle_tags(b, s, &n.tag, err);

    if (!st)
        memcpy(d->nodes.v + d->nodes.n++, &n, sizeof n);
    return st;
}

/* With a clip, a way that has no node left is of another place. */
static lc_status settle_way(lc_osm_builder *b, const staged *s, lc_error *err)
{
    lc_osm_data *d = b->d;
    lc_osm_way w = {.id = s->id,
                    .ref = (uint32_t)d->refs.n,
                    .ref_count = s->u.part.count,
                    .tag_count = s->tag_count};
    bool wanted = !b->clip || lc_osm_data_center(d, 'w', s->id);
    lc_status st =
        lc_osm_refs_add(&b->settled, lc_vec_at(&b->refs, s->u.part.first),
                        w.ref_count, &wanted, err);

    if (!st && !wanted) {
        lc_osm_refs_drop(&b->settled, w.ref);
        return LIFE_OK;
    }
    if (!st)
        st = settle_tags(b, s, &w.tag, err);
    if (!st && !lc_vec_push(&d->ways, w))
        st = lc_no_memory(err, "the extract");
    return st;
}

/* Members that are not in the extract stay: they say that something is
 * missing. */
static lc_status settle_relation(lc_osm_builder *b, const staged *s,
                                 lc_error *err)
{
    lc_osm_data *d = b->d;
    lc_osm_relation r = {.id = s->id,
                         .member = (uint32_t)d->members.n,
                         .member_count = s->u.part.count,
                         .tag_count = s->tag_count};
    lc_status st = settle_tags(b, s, &r.tag, err);

    for (uint32_t i = 0; !st && i < r.member_count; i++) {
        lc_osm_member m = b->members.v[s->u.part.first + i];

        st = settle_text(b, m.role, &m.role, err);
        if (!st && !lc_vec_push(&d->members, m))
            st = lc_no_memory(err, "the extract");
    }
    if (!st && !lc_vec_push(&d->relations, r))
        st = lc_no_memory(err, "the extract");
    return st;
}

/* In order of kinds. */
static lc_status (*const settle_one[])(lc_osm_builder *, const staged *,
                                       lc_error *) = {settle_node, settle_way,
                                                      settle_relation};

/* Files of most tools are, and need no sorting. */
static bool is_sorted(const staged *s, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (s[i - 1].id >= s[i].id)
            return false;
    return true;
}

/* Of several with one id and version, what they say decides, not which was
 * first. */
static lc_status settle_kind(lc_osm_builder *b, lc_osm_kind kind, lc_error *err)
{
    staged *s = b->staged[kind].v;
    size_t n = b->staged[kind].n;
    lc_status st = LIFE_OK;

    if (!is_sorted(s, n)) /* files seldom need it */
        qsort(s, n, sizeof *s, by_id_and_rank);
    for (size_t i = 0; !st && i < n;) {
        staged best = s[i];

        for (i++; i < n && s[i].id == best.id; i++)
            if (s[i].rank > best.rank ||
                compare_content(b, kind, s + i, &best) > 0)
                best = s[i];
        if (best.rank % 2 == 0)
            st = settle_one[kind](b, &best, err);
    }
    return st;
}

/* The memory in which they were staged becomes theirs, and what is left of it
 * goes back. */
static lc_status settle_nodes(lc_osm_builder *b, lc_error *err)
{
    lc_osm_data *d = b->d;
    void *v = b->staged[LIFE_OSM_NODE].v;
    size_t n = b->staged[LIFE_OSM_NODE].n;
    lc_status st;

    d->nodes.v = v;
    d->nodes.cap = n;
    st = settle_kind(b, LIFE_OSM_NODE, err);
    b->staged[LIFE_OSM_NODE].v = NULL;
    b->staged[LIFE_OSM_NODE].n = b->staged[LIFE_OSM_NODE].cap = 0;
    v = d->nodes.n ? lc_realloc(v, d->nodes.n, sizeof *d->nodes.v) : NULL;
    if (v) {
        d->nodes.v = v;
        d->nodes.cap = d->nodes.n;
    }
    return st;
}

/* Nodes, then ways, which ask for them, then relations; what is settled is let
 * go of before the next, so that no two copies of a kind stand side by side. */
lc_status lc_osm_builder_settle(lc_osm_builder *b, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (b->d->centers.n)
        qsort(b->d->centers.v, b->d->centers.n, sizeof *b->d->centers.v,
              lc_osm_data_by_center);
    b->moved = lc_calloc(b->texts.text.n / 2 + 1, sizeof *b->moved);
    if (!b->moved || !lc_vec_push(&b->d->text, '\0'))
        return lc_no_memory(err, "the extract");
    st = settle_nodes(b, err);
    lc_osm_data_index(b->d);
    if (!st)
        st = settle_kind(b, LIFE_OSM_WAY, err);
    if (!st)
        st = lc_osm_refs_number(&b->settled, err);
    lc_vec_free(&b->staged[LIFE_OSM_WAY]);
    lc_vec_free(&b->refs);
    if (!st)
        st = settle_kind(b, LIFE_OSM_RELATION, err);
    if (!st && b->texts.bad > 0)
        lc_log(LIFE_LOG_WARN,
               "%" PRIu64 " texts were not UTF-8; their bad bytes are U+FFFD",
               b->texts.bad);
    if (!st && b->d->unplaced > 0)
        lc_log(LIFE_LOG_WARN,
               "%" PRIu64 " places on ways are undefined in the file (its "
               "nodes were missing when it was made); the ways end there",
               b->d->unplaced);
    return st;
}

/* ---- from the first to the last ---- */

/* Offset 0 is the empty text; dull keys are known by their offsets. */
static lc_status begin(lc_osm_builder *b, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < DULL_COUNT; i++)
        st = lc_osm_builder_text(b, dull_keys[i], strlen(dull_keys[i]),
                                 b->dull + i, err);
    return st;
}

lc_status lc_osm_builder_open(lc_osm_data *d, const lc_box *clip,
                              lc_osm_builder **out, lc_error *err)
{
    lc_osm_builder *b = lc_calloc(1, sizeof *b);
    lc_status st;

    *out = NULL;
    if (!b)
        return lc_no_memory(err, "the extract");
    b->d = b->settled.d = d;
    b->clip = clip;
    st = begin(b, err);
    if (st)
        lc_osm_builder_close(b);
    else
        *out = b;
    return st;
}

void lc_osm_builder_close(lc_osm_builder *b)
{
    if (!b)
        return;
    for (int k = 0; k < LIFE_OSM_KIND_COUNT; k++)
        lc_vec_free(&b->staged[k]);
    lc_vec_free(&b->tags);
    lc_vec_free(&b->refs);
    lc_vec_free(&b->members);
    lc_osm_refs_clear(&b->settled);
    lc_osm_texts_clear(&b->texts);
    lc_free(b->moved);
    lc_free(b);
}
