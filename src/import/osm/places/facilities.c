/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/facilities.c - facilities, by geodata/osm_rules.csv.
 *
 * A place is often mapped twice, as a point and as the area around it, or as
 * an area within one of the same name. The area stays (the larger one), takes
 * over what only the other says, and the place counts once.
 */
#include "src/import/osm/places/facilities.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/json_out.h"
#include "lifecircle/base/num.h"
#include "src/import/osm/places/addresses.h"
#include "src/import/osm/places/elements.h"
#include "src/import/record/words/date.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* How far from the outline a point may be that means the same place. */
#define SAME_PLACE_M 30.0

typedef struct place {
    const lc_osm_element *e;
    const char *name;    /* NULL: nameless */
    const char *kind;    /* value of the key it was found by: "playground" */
    uint64_t categories; /* bit i: row i of categories.csv */
    uint64_t unstated;   /* of these: say only that a detail is not known */
    lc_shape shape;
    lc_pt pt;
    double area_m2; /* < 0: no area */
    uint32_t into;  /* the place that it is a double of, or LIFE_OSM_NONE */
    uint32_t next;  /* the next double of the same place */
} place;

typedef struct facilities {
    lc_osm_import *im;
    lc_osm_rules *rules;
    lc_table *categories;
    uint64_t category_of[64]; /* result of the rules: bit of its category */
    uint64_t left_out;        /* the result "-" */
    LC_VEC(place) places;
    LC_VEC(uint32_t) areas; /* items of `index`, into places */
    lc_index *index;
    lc_stmt *insert, *insert_shape, *insert_entrance;
    lc_buf text;
    int64_t count, doubles, entrances;
} facilities;

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the facilities");
}

/* ---- finding them ---- */

static lc_status map_categories(facilities *f, lc_error *err)
{
    int id = lc_table_column(f->categories, "id");
    size_t rows = lc_table_rows(f->categories);

    if (rows > 64)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "categories.csv has %zu rows, at most 64 can be held",
                       rows);
    f->left_out = lc_osm_rules_bit(f->rules, "-");
    for (size_t i = 0; i < lc_osm_rules_result_count(f->rules); i++) {
        const char *result = lc_osm_rules_result(f->rules, i);
        size_t row = 0;

        while (row < rows &&
               strcmp(lc_table_get(f->categories, row, id), result))
            row++;
        if (row == rows && strcmp(result, "-"))
            return lc_fail_at(err,
                              lc_fail(err, LIFE_ERR_PARSE,
                                      "categories.csv has no \"%s\"", result),
                              "osm_rules.csv", lc_osm_rules_line(f->rules, i));
        f->category_of[i] = row < rows ? UINT64_C(1) << row : 0;
    }
    return LIFE_OK;
}

/* What the rules say of an element: results as categories, and how the first
 * rule found it. */
typedef struct found {
    uint64_t results, categories;
    uint64_t unstated; /* of the categories */
    const char *kind;
    bool linear;
} found;

static found find_categories(const facilities *f, const lc_osm_element *e,
                             double area_m2)
{
    lc_osm_view tags = lc_osm_element_view(f->im, e, area_m2);
    lc_osm_match m = {0};
    found out = {.linear = true};

    while (lc_osm_rules_next(f->rules, &tags, &m)) {
        if (m.results & f->left_out)
            return (found){0};
        if (!out.kind)
            out.kind =
                lc_osm_element_tag(f->im, e, lc_osm_rules_key(f->rules, m.row));
        if (strcmp(lc_osm_rules_cell(f->rules, m.row, "linear"), "1"))
            out.linear = false;
        if (!strcmp(lc_osm_rules_cell(f->rules, m.row, "unstated"), "1"))
            out.unstated |=
                f->category_of[lc_osm_rules_of_row(f->rules, m.row)];
    }
    out.results = m.results;
    for (size_t i = 0; i < lc_osm_rules_result_count(f->rules); i++)
        if (m.results >> i & 1)
            out.categories |= f->category_of[i];
    return out;
}

static const char *name_of(const lc_osm_import *im, const lc_osm_element *e)
{
    static const char *const KEYS[] = {"name", "name:zh", "name:en", "brand"};

    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        const char *name = lc_osm_element_tag(im, e, KEYS[i]);

        if (name && *name)
            return name;
    }
    return NULL;
}

/* The multipolygon it outlines, where that is the same already. */
static uint64_t categories_of_outer(const facilities *f,
                                    const lc_osm_element *e)
{
    if (e->outer_of == LIFE_OSM_NONE)
        return 0;
    return find_categories(f, &f->im->elements.v[e->outer_of], NAN).categories;
}

static lc_status add_place(facilities *f, const lc_osm_element *e,
                           lc_error *err)
{
    found what = find_categories(f, e, NAN);
    place p = {.e = e,
               .name = name_of(f->im, e),
               .area_m2 = -1,
               .into = LIFE_OSM_NONE,
               .next = LIFE_OSM_NONE};
    lc_status st;

    if (!what.categories)
        return LIFE_OK;
    st = lc_osm_element_shape(f->im, e, what.linear, &p.shape, err);
    if (st || p.shape.kind == LIFE_SHAPE_NONE) {
        f->im->skipped += !st;
        return st;
    }
    if (p.shape.kind == LIFE_SHAPE_AREA)
        p.area_m2 = lc_shape_area_m2(&p.shape);
    p.pt = lc_shape_inner(&p.shape);
    what = find_categories(f, e, p.area_m2);
    p.kind = what.kind;
    p.unstated = what.unstated;
    p.categories = what.categories & ~categories_of_outer(f, e);
    if (p.categories && lc_vec_push(&f->places, p))
        return LIFE_OK;
    lc_shape_clear(&p.shape);
    return p.categories ? no_memory(err) : LIFE_OK;
}

/* ---- doubles ---- */

static lc_status index_areas(facilities *f, lc_error *err)
{
    lc_box *box;
    lc_status st;

    for (uint32_t i = 0; i < f->places.n; i++)
        if (f->places.v[i].area_m2 >= 0 && !lc_vec_push(&f->areas, i))
            return no_memory(err);
    box = lc_calloc(f->areas.n, sizeof *box);
    if (!box)
        return no_memory(err);
    for (size_t i = 0; i < f->areas.n; i++)
        box[i] = lc_shape_box(&f->places.v[f->areas.v[i]].shape);
    st = lc_index_build(box, f->areas.n, &f->index, err);
    lc_free(box);
    return st;
}

/* Whether a tag doesn't tell two places apart. */
static bool agree(const lc_osm_import *im, const place *a, const place *b,
                  const char *key)
{
    const char *x = lc_osm_element_tag(im, a->e, key);
    const char *y = lc_osm_element_tag(im, b->e, key);

    return !x || !y || !strcmp(x, y);
}

static bool same_kind(const place *a, const place *b)
{
    return (a->categories & b->categories) != 0 || !strcmp(a->kind, b->kind);
}

typedef struct twin_search {
    const facilities *f;
    const place *of;
    uint32_t at;   /* of `of` */
    uint32_t best; /* into places, or LIFE_OSM_NONE */
    double dist_m;
} twin_search;

/* For a point: the nearest area of its kind, the smallest of those around it.
 */
static bool try_area_of_point(void *ctx, uint32_t item)
{
    twin_search *s = ctx;
    uint32_t at = s->f->areas.v[item];
    const place *area = &s->f->places.v[at];
    double m;

    if (!same_kind(area, s->of) ||
        (area->name && s->of->name && strcmp(area->name, s->of->name)) ||
        !agree(s->f->im, area, s->of, "sport"))
        return true;
    m = lc_shape_distance_m(&area->shape, s->of->pt, true, NULL);
    if (m > SAME_PLACE_M || m > s->dist_m)
        return true;
    if (s->best != LIFE_OSM_NONE && m == s->dist_m) {
        const place *best = &s->f->places.v[s->best];

        if (area->area_m2 > best->area_m2 ||
            (area->area_m2 == best->area_m2 && at > s->best))
            return true;
    }
    s->best = at;
    s->dist_m = m;
    return true;
}

static bool holds_all(const lc_shape *outer, const lc_shape *inner)
{
    uint32_t i = 0;

    while (i < inner->pt_count && lc_shape_contains(outer, inner->pt[i]))
        i++;
    return i == inner->pt_count;
}

static bool is_larger(const facilities *f, uint32_t a, uint32_t b)
{
    double x = f->places.v[a].area_m2, y = f->places.v[b].area_m2;

    return x > y || (x == y && a < b);
}

/* For an area: the largest one around it with its name and kind. */
static bool try_area_of_area(void *ctx, uint32_t item)
{
    twin_search *s = ctx;
    uint32_t at = s->f->areas.v[item];
    const place *area = &s->f->places.v[at];

    if (!same_kind(area, s->of) || !area->name ||
        strcmp(area->name, s->of->name) || !is_larger(s->f, at, s->at) ||
        (s->best != LIFE_OSM_NONE && !is_larger(s->f, at, s->best)))
        return true;
    if (holds_all(&area->shape, &s->of->shape))
        s->best = at;
    return true;
}

/* The place that `at` is a double of, or LIFE_OSM_NONE. */
static uint32_t find_twin(const facilities *f, uint32_t at)
{
    const place *p = &f->places.v[at];
    twin_search s = {f, p, at, LIFE_OSM_NONE, HUGE_VAL};
    lc_box box = lc_shape_box(&p->shape);

    if (p->shape.kind == LIFE_SHAPE_POINT)
        lc_index_query(f->index, lc_box_grown(box, SAME_PLACE_M),
                       try_area_of_point, &s);
    else if (p->area_m2 >= 0 && p->name)
        lc_index_query(f->index, box, try_area_of_area, &s);
    while (s.best != LIFE_OSM_NONE && f->places.v[s.best].into != LIFE_OSM_NONE)
        s.best = f->places.v[s.best].into;
    return s.best;
}

/* A double hands over its name and kinds; its other tags are asked in turn.
 * Where one of the two states what the other leaves open (a school's level),
 * it is stated. */
static void merge(facilities *f, uint32_t at, uint32_t into)
{
    place *p = &f->places.v[at], *to = &f->places.v[into];
    uint64_t open = p->unstated ^ to->unstated;

    to->categories = (to->categories | p->categories) & ~open;
    to->unstated &= p->unstated;
    if (!to->name)
        to->name = p->name;
    while (to->next != LIFE_OSM_NONE)
        to = &f->places.v[to->next];
    to->next = at;
    p->into = into;
    f->doubles++;
}

/* In order: areas, then points. A nameless area takes the name of the first
 * point in it; another of another name is a place of its own. */
static void merge_doubles(facilities *f)
{
    for (uint32_t i = 0; i < f->places.n; i++) {
        uint32_t into = find_twin(f, i);

        if (into != LIFE_OSM_NONE)
            merge(f, i, into);
    }
}

/* ---- what is known of them ---- */

/* The first of `keys` that the place or one of its doubles has. */
static const char *field(const facilities *f, const place *p,
                         const char *const *keys)
{
    for (;;) {
        for (size_t i = 0; keys[i]; i++) {
            const char *value = lc_osm_element_tag(f->im, p->e, keys[i]);

            if (value && *value)
                return value;
        }
        if (p->next == LIFE_OSM_NONE)
            return NULL;
        p = &f->places.v[p->next];
    }
}

/* Columns of facility that are one tag, by its parameter in INSERT. */
static const struct {
    int column;
    const char *keys[5];
} FIELDS[] = {
    {9, {"phone", "contact:phone", "contact:mobile", NULL}},
    {10, {"opening_hours", NULL}},
    {11, {"website", "contact:website", "url", NULL}},
    {12, {"wheelchair", NULL}},
};

/* Members of facility.attributes, with the tags they come from. */
static const struct {
    const char *name;
    const char *keys[3];
} ATTRIBUTES[] = {
    {"capacity", {"capacity", NULL}},
    {"beds", {"capacity:beds", "beds", NULL}},
    {"isced:level", {"isced:level", NULL}},
    {"min_age", {"min_age", NULL}},
    {"max_age", {"max_age", NULL}},
    {"operator", {"operator", NULL}},
    {"operator:type", {"operator:type", NULL}},
    {"brand", {"brand", NULL}},
    {"building:levels", {"building:levels", NULL}},
    {"sport", {"sport", NULL}},
    {"religion", {"religion", NULL}},
    {"healthcare:speciality", {"healthcare:speciality", NULL}},
    {"social_facility:for", {"social_facility:for", NULL}},
    {"cuisine", {"cuisine", NULL}},
    {"fee", {"fee", NULL}},
    {"access", {"access", NULL}},
};

static void put_attribute(lc_json *j, const char *name, const char *value)
{
    uint64_t number;

    if (lc_parse_uint(value, INT32_MAX, &number))
        lc_json_int(j, name, (int64_t)number);
    else
        lc_json_str(j, name, value);
}

/* Ground and floors: a building stands for its floors, any other area for a
 * site. */
static void put_areas(lc_json *j, const facilities *f, const place *p)
{
    static const char *const LEVELS[] = {"building:levels", NULL};
    const char *building = lc_osm_element_tag(f->im, p->e, "building");
    const char *levels = field(f, p, LEVELS);
    double count;

    if (p->area_m2 < 0)
        return;
    if (!building || !strcmp(building, "no"))
        lc_json_double(j, "site_area_m2", p->area_m2, 1);
    else if (levels && lc_parse_decimal(levels, &count) && count > 0 &&
             count <= 200)
        lc_json_double(j, "floor_area_m2", p->area_m2 * count, 1);
}

static void bind_attributes(facilities *f, const place *p)
{
    lc_json j;

    lc_buf_clear(&f->text);
    lc_json_init(&j, &f->text);
    lc_json_object(&j, NULL);
    for (size_t i = 0; i < sizeof ATTRIBUTES / sizeof ATTRIBUTES[0]; i++) {
        const char *value = field(f, p, ATTRIBUTES[i].keys);

        if (value)
            put_attribute(&j, ATTRIBUTES[i].name, value);
    }
    put_areas(&j, f, p);
    lc_json_end(&j);
    lc_stmt_text(f->insert, 14, f->text.data);
}

static void bind_fields(facilities *f, const place *p)
{
    static const char *const CHECKED[] = {"check_date", "survey:date", NULL};
    const char *checked = field(f, p, CHECKED);

    for (size_t i = 0; i < sizeof FIELDS / sizeof FIELDS[0]; i++)
        lc_stmt_text(f->insert, FIELDS[i].column, field(f, p, FIELDS[i].keys));
    lc_stmt_text(f->insert, 13,
                 checked && lc_date_is_plain(checked) ? checked : NULL);
}

static void bind_address(facilities *f, const place *p)
{
    bool known;

    lc_buf_clear(&f->text);
    known =
        lc_osm_addresses_put(f->im->data, p->e->tag, p->e->tag_count, true, &f->text);
    while (!known && p->next != LIFE_OSM_NONE) {
        p = &f->places.v[p->next];
        known = lc_osm_addresses_put(f->im->data, p->e->tag, p->e->tag_count, true,
                               &f->text);
    }
    lc_stmt_text(f->insert, 8, known ? f->text.data : NULL);
}

/* "swimming_pool;x" as "Swimming pool". */
static void put_kind(lc_buf *out, const char *kind)
{
    size_t len = strcspn(kind, ";");

    for (size_t i = 0; i < len; i++) {
        char c = kind[i];

        if (c == '_')
            c = ' ';
        else if (i == 0 && c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        lc_buf_putc(out, c);
    }
}

/* A nameless place is called by kind and street: "Playground, Main Street". */
static void bind_name(facilities *f, const place *p)
{
    static const char *const STREET[] = {"addr:street", NULL};
    const char *street;

    lc_stmt_int(f->insert, 4, p->name != NULL);
    if (p->name) {
        lc_stmt_text(f->insert, 3, p->name);
        return;
    }
    street = field(f, p, STREET);
    if (!street)
        street = lc_osm_roads_near(&f->im->streets, p->pt);
    lc_buf_clear(&f->text);
    put_kind(&f->text, p->kind);
    if (street)
        lc_buf_printf(&f->text, ", %s", street);
    lc_stmt_text(f->insert, 3, f->text.data);
}

static void bind_categories(facilities *f, const place *p)
{
    int id = lc_table_column(f->categories, "id");

    lc_buf_clear(&f->text);
    for (size_t i = 0; i < lc_table_rows(f->categories); i++) {
        if (!(p->categories >> i & 1))
            continue;
        if (f->text.len)
            lc_buf_putc(&f->text, ' ');
        lc_buf_puts(&f->text, lc_table_get(f->categories, i, id));
    }
    lc_stmt_text(f->insert, 5, f->text.data);
}

/* ---- entrances ---- */

static bool is_one_of(const char *value, const char *const *list)
{
    for (size_t i = 0; list[i]; i++)
        if (!strcmp(value, list[i]))
            return true;
    return false;
}

static bool is_entrance(const lc_osm_data *d, const lc_osm_node *n)
{
    static const char *const NO_WAY_IN[] = {"no", "emergency", "exit", NULL};
    static const char *const SHUT[] = {"no", "private", NULL};
    const char *entrance = lc_osm_data_tag(d, n->tag, n->tag_count, "entrance");
    const char *barrier = lc_osm_data_tag(d, n->tag, n->tag_count, "barrier");
    const char *access = lc_osm_data_tag(d, n->tag, n->tag_count, "access");

    if (access && is_one_of(access, SHUT))
        return false;
    if (entrance)
        return !is_one_of(entrance, NO_WAY_IN);
    return barrier && !strcmp(barrier, "entrance");
}

typedef struct doors {
    LC_VEC(int64_t) seen; /* ways of one outline share their end nodes */
} doors;

static lc_status put_entrances_of_way(facilities *f, const char *id,
                                      const lc_osm_way *w, doors *done,
                                      lc_error *err)
{
    const lc_osm_data *d = f->im->data;
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; !st && i < w->ref_count; i++) {
        int64_t ref = d->refs.v[w->ref + i];
        const lc_osm_node *n = lc_osm_data_node(d, ref);
        size_t k = 0;

        if (!n || n->tag_count == 0 || !is_entrance(d, n))
            continue;
        while (k < done->seen.n && done->seen.v[k] != ref)
            k++;
        if (k < done->seen.n)
            continue;
        if (!lc_vec_push(&done->seen, ref))
            return no_memory(err);
        f->entrances++;
        lc_stmt_text(f->insert_entrance, 1, id);
        lc_stmt_point(f->insert_entrance, 2, n->pt);
        st = lc_stmt_run(f->insert_entrance, err);
    }
    return st;
}

static lc_status put_entrances(facilities *f, const char *id, const place *p,
                               lc_error *err)
{
    const lc_osm_data *d = f->im->data;
    const lc_osm_relation *r;
    doors done = {0};
    lc_status st = LIFE_OK;

    if (p->e->type == 'w') {
        st = put_entrances_of_way(f, id, &d->ways.v[p->e->at], &done, err);
        goto done;
    }
    r = &d->relations.v[p->e->at];
    for (uint32_t i = 0; !st && i < r->member_count; i++) {
        const lc_osm_member *m = &d->members.v[r->member + i];
        const lc_osm_way *w =
            m->type == 'w' && strcmp(d->text.v + m->role, "inner")
                ? lc_osm_data_way(d, m->id)
                : NULL;

        if (w)
            st = put_entrances_of_way(f, id, w, &done, err);
    }
done:
    lc_vec_free(&done.seen);
    return st;
}

/* ---- writing them ---- */

static lc_status put_facility(facilities *f, const place *p, lc_error *err)
{
    char element[32], id[40];
    lc_status st;

    lc_osm_element_id(p->e, element);
    snprintf(id, sizeof id, "osm:%s", element);
    lc_stmt_text(f->insert, 1, id);
    lc_stmt_text(f->insert, 2, f->im->source);
    bind_name(f, p);
    bind_categories(f, p);
    lc_stmt_int(f->insert, 6, lc_osm_element_layer(f->im, p->e));
    bind_address(f, p);
    bind_fields(f, p);
    bind_attributes(f, p);
    if (p->area_m2 >= 0)
        lc_stmt_double(f->insert, 15, p->area_m2);
    lc_stmt_point(f->insert, 16, p->pt);
    if (f->text.failed)
        return no_memory(err);
    st = lc_stmt_run(f->insert, err);
    if (st || p->shape.kind == LIFE_SHAPE_POINT)
        return st;
    lc_stmt_text(f->insert_shape, 1, id);
    st = lc_stmt_shape(f->insert_shape, 2, &p->shape, true, err);
    if (!st)
        st = lc_stmt_run(f->insert_shape, err);
    if (!st && p->shape.kind == LIFE_SHAPE_AREA)
        st = put_entrances(f, id, p, err);
    return st;
}

static lc_status prepare(facilities *f, lc_error *err)
{
    lc_city *c = f->im->city;
    lc_status st = lc_stmt_prepare(
        c,
        "INSERT INTO facility(id, source, name, name_given, categories, layer,"
        " unit_code, address, phone, opening_hours, website, wheelchair,"
        " checked_on, attributes, area_m2, geom) VALUES(?1, ?2, ?3, ?4, ?5,"
        " ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        &f->insert, err);

    if (!st)
        st = lc_stmt_prepare(
            c, "INSERT INTO facility_shape(facility, geom) VALUES(?1, ?2)",
            &f->insert_shape, err);
    if (!st)
        st = lc_stmt_prepare(c,
                             "INSERT INTO facility_entrance(id, facility, geom)"
                             " VALUES((SELECT coalesce(max(id), 0) + 1 FROM"
                             " facility_entrance), ?1, ?2)",
                             &f->insert_entrance, err);
    return st;
}

static lc_status write_all(facilities *f, lc_error *err)
{
    lc_osm_import *im = f->im;
    lc_status st = prepare(f, err);

    for (size_t i = 0; !st && i < f->places.n; i++) {
        const place *p = &f->places.v[i];

        if (p->into != LIFE_OSM_NONE)
            continue;
        st = put_facility(f, p, err);
        f->count++;
        if (!st && p->shape.kind != LIFE_SHAPE_LINE &&
            !lc_vec_push(&im->facility_pts, p->pt))
            st = no_memory(err);
    }
    im->rows += f->count;
    lc_buf_printf(&im->notes,
                  "facilities: %" PRId64 " (%" PRId64
                  " mapped twice counted once), entrances: %" PRId64 "\n",
                  f->count, f->doubles, f->entrances);
    return st;
}

static void clear(facilities *f)
{
    for (size_t i = 0; i < f->places.n; i++)
        lc_shape_clear(&f->places.v[i].shape);
    lc_vec_free(&f->places);
    lc_vec_free(&f->areas);
    lc_index_free(f->index);
    lc_stmt_free(f->insert);
    lc_stmt_free(f->insert_shape);
    lc_stmt_free(f->insert_entrance);
    lc_buf_free(&f->text);
    lc_osm_rules_free(f->rules);
    lc_table_free(f->categories);
}

lc_status lc_osm_facilities(lc_osm_import *im, lc_error *err)
{
    facilities f = {.im = im};
    lc_status st = lc_osm_rules_open("osm_rules.csv", "category",
                                     im->opts->weak_tags, &f.rules, err);

    if (!st)
        st = lc_table_open("categories.csv", &f.categories, err);
    if (!st)
        st = map_categories(&f, err);
    for (size_t i = 0; !st && i < im->elements.n; i++)
        st = add_place(&f, &im->elements.v[i], err);
    if (!st)
        st = index_areas(&f, err);
    if (!st) {
        merge_doubles(&f);
        st = write_all(&f, err);
    }
    clear(&f);
    return st;
}
