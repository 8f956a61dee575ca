/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/names.c - names made from tags: addresses, the streets
 * that nameless things are called by, places, and the city's own name.
 */
#include "lifecircle/base/num.h"
#include "src/import/osm/import.h"

#include <stdio.h>
#include <string.h>

/* How far a street may be that lends its name. */
#define STREET_NAME_M 250.0

/* ---- addresses ---- */

/* CJK ideographs, their extension A and compatibility block (Unicode 15). */
static bool is_cjk(const char *s)
{
    const char *end = s + strlen(s);

    while (s < end) {
        uint32_t c = lc_utf8_next(&s, end);

        if ((c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
            (c >= 0x20000 && c <= 0x3ffff))
            return true;
    }
    return false;
}

static bool is_digits(const char *s)
{
    return *s && s[strspn(s, "0123456789-")] == '\0';
}

typedef struct address {
    const char *street, *number, *postcode, *city, *district;
} address;

static address address_of(const lc_osm_data *d, uint32_t tag, uint32_t count)
{
    address a = {
        .street = lc_osm_tag_get(d, tag, count, "addr:street"),
        .number = lc_osm_tag_get(d, tag, count, "addr:housenumber"),
        .postcode = lc_osm_tag_get(d, tag, count, "addr:postcode"),
        .city = lc_osm_tag_get(d, tag, count, "addr:city"),
        .district = lc_osm_tag_get(d, tag, count, "addr:district"),
    };

    if (!a.street)
        a.street = lc_osm_tag_get(d, tag, count, "addr:place");
    return a;
}

/* City, district, street, number, without spaces. */
static void put_cjk(const address *a, bool full, lc_buf *out)
{
    if (full && a->city)
        lc_buf_puts(out, a->city);
    if (full && a->district)
        lc_buf_puts(out, a->district);
    lc_buf_puts(out, a->street);
    if (a->number)
        lc_buf_puts(out, a->number);
    if (a->number && is_digits(a->number))
        lc_buf_puts(out, "号");
}

static void put_latin(const address *a, bool full, lc_buf *out)
{
    lc_buf_puts(out, a->street);
    if (a->number)
        lc_buf_printf(out, " %s", a->number);
    if (full && a->city)
        lc_buf_printf(out, ", %s%s%s", a->postcode ? a->postcode : "",
                      a->postcode ? " " : "", a->city);
}

bool lc_osm_address(const lc_osm_data *d, uint32_t tag, uint32_t count,
                    bool full, lc_buf *out)
{
    const char *whole = lc_osm_tag_get(d, tag, count, "addr:full");
    address a = address_of(d, tag, count);

    if (a.street && is_cjk(a.street))
        put_cjk(&a, full, out);
    else if (a.street)
        put_latin(&a, full, out);
    else if (whole && full)
        lc_buf_puts(out, whole);
    else
        return false;
    return true;
}

/* Where an address is: the node, or a point in the area. */
static lc_status element_point(const lc_osm_import *im, const lc_osm_element *e,
                               lc_pt *out, bool *found, lc_error *err)
{
    lc_shape shape = {0};
    lc_status st = lc_osm_element_shape(im, e, false, &shape, err);

    *found = !st && shape.kind != LIFE_SHAPE_NONE;
    if (*found)
        *out = lc_shape_inner(&shape);
    lc_shape_clear(&shape);
    return st;
}

lc_status lc_osm_addresses(lc_osm_import *im, lc_error *err)
{
    lc_stmt *insert = NULL;
    lc_buf text = {0};
    int64_t id = 0;
    lc_status st = lc_stmt_prepare(
        im->city, "INSERT INTO address(id, text, geom) VALUES(?1, ?2, ?3)",
        &insert, err);

    for (size_t i = 0; !st && i < im->elements.n; i++) {
        const lc_osm_element *e = &im->elements.v[i];
        bool found;
        lc_pt pt;

        if (!lc_osm_element_tag(im, e, "addr:housenumber"))
            continue;
        lc_buf_clear(&text);
        if (!lc_osm_address(im->data, e->tag, e->tag_count, false, &text))
            continue;
        st = element_point(im, e, &pt, &found, err);
        if (st || !found)
            continue;
        if (text.failed)
            st = lc_fail(err, LIFE_ERR_NOMEM, "no memory for an address");
        if (st)
            break;
        lc_stmt_int(insert, 1, ++id);
        lc_stmt_text(insert, 2, text.data);
        lc_stmt_point(insert, 3, pt);
        st = lc_stmt_run(insert, err);
    }
    im->rows += id;
    lc_buf_free(&text);
    lc_stmt_free(insert);
    return st;
}

/* ---- streets ---- */

/* Streets that people live along where none says so itself. */
static bool lived_along(const char *highway)
{
    static const char *const KINDS[] = {"unclassified", "tertiary",
                                        "secondary",    "road",
                                        "service",      "pedestrian"};

    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (!strcmp(highway, KINDS[i]))
            return true;
    return false;
}

/* Bits of street.foot, see schema.sql. */
enum { FOOT_EITHER = 3, FOOT_PRIVATE = 4 };

static lc_status add_street(lc_osm_roads *s, lc_stmt *row, lc_error *err)
{
    const char *name = lc_stmt_col_text(row, 0);
    int64_t foot = lc_stmt_col_int(row, 2);
    lc_osm_road one = {
        .name = (uint32_t)s->text.len,
        .residential = lc_stmt_col_int(row, 3) != 0,
        .way_id = lc_stmt_col_int(row, 5),
        .length_mm = lc_stmt_col_int(row, 6),
        .layer = (int)lc_stmt_col_int(row, 7),
        .open = (foot & FOOT_EITHER) && !(foot & FOOT_PRIVATE) &&
                lived_along(lc_stmt_col_text(row, 1)),
    };
    bool named = *name != '\0';
    lc_status st;

    lc_buf_put(&s->text, name, strlen(name) + 1);
    st = lc_stmt_col_shape(row, 4, &one.line, err);
    if (st)
        return st;
    if ((named && !lc_vec_push(&s->named, (uint32_t)s->v.n)) ||
        s->text.failed || s->text.len > UINT32_MAX ||
        !lc_vec_push(&s->v, one)) {
        lc_shape_clear(&one.line);
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the streets");
    }
    return LIFE_OK;
}

static lc_status index_streets(lc_osm_roads *s, lc_error *err)
{
    lc_box *box = lc_calloc(s->named.n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the streets");
    for (size_t i = 0; i < s->named.n; i++)
        box[i] = lc_shape_box(&s->v.v[s->named.v[i]].line);
    st = lc_index_build(box, s->named.n, &s->index, err);
    lc_free(box);
    return st;
}

lc_status lc_osm_roads_load(lc_city *c, lc_osm_roads *s, lc_error *err)
{
    lc_stmt *select = NULL;
    bool row = true;
    lc_status st = lc_stmt_prepare(
        c,
        "SELECT name, highway, foot, residential, geom, way_id, length_mm,"
        " layer FROM street ORDER BY id",
        &select, err);

    while (!st) {
        st = lc_stmt_step(select, &row, err);
        if (st || !row)
            break;
        st = add_street(s, select, err);
    }
    lc_stmt_free(select);
    return st ? st : index_streets(s, err);
}

void lc_osm_roads_clear(lc_osm_roads *s)
{
    for (size_t i = 0; i < s->v.n; i++)
        lc_shape_clear(&s->v.v[i].line);
    lc_vec_free(&s->v);
    lc_vec_free(&s->named);
    lc_buf_free(&s->text);
    lc_index_free(s->index);
    s->index = NULL;
}

typedef struct near_street {
    const lc_osm_roads *s;
    lc_pt p;
    double dist_m;
    uint32_t best; /* into s->v */
} near_street;

static void try_street(void *ctx, uint32_t item, double *limit_m)
{
    near_street *n = ctx;
    uint32_t at = n->s->named.v[item];
    double m = lc_shape_distance_m(&n->s->v.v[at].line, n->p, false, NULL);

    if (m > n->dist_m || (m == n->dist_m && at > n->best))
        return;
    n->dist_m = m;
    n->best = at;
    *limit_m = m;
}

const char *lc_osm_roads_near(const lc_osm_roads *s, lc_pt p)
{
    near_street n = {s, p, STREET_NAME_M, LIFE_OSM_NONE};

    lc_index_nearest(s->index, p, STREET_NAME_M, try_street, &n);
    return n.best == LIFE_OSM_NONE ? NULL : s->text.data + s->v.v[n.best].name;
}

/* ---- places ---- */

static lc_status put_place(lc_osm_import *im, lc_stmt *insert,
                           const lc_osm_element *e, lc_error *err)
{
    const char *name_en = lc_osm_element_tag(im, e, "name:en");
    const char *people = lc_osm_element_tag(im, e, "population");
    uint64_t population;
    char id[32], full[40];

    lc_osm_element_id(e, id);
    snprintf(full, sizeof full, "osm:%s", id);
    lc_stmt_text(insert, 1, full);
    lc_stmt_text(insert, 2, lc_osm_element_tag(im, e, "place"));
    lc_stmt_text(insert, 3, lc_osm_element_tag(im, e, "name"));
    lc_stmt_text(insert, 4, name_en ? name_en : "");
    if (people && lc_parse_uint(people, INT32_MAX, &population))
        lc_stmt_int(insert, 5, (int64_t)population);
    lc_stmt_point(insert, 6, im->data->nodes.v[e->at].pt);
    im->rows++;
    return lc_stmt_run(insert, err);
}

lc_status lc_osm_places(lc_osm_import *im, lc_error *err)
{
    lc_stmt *insert = NULL;
    lc_status st = lc_stmt_prepare(
        im->city,
        "INSERT INTO place(id, kind, name, name_en, population, geom)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
        &insert, err);

    for (size_t i = 0; !st && i < im->elements.n; i++) {
        const lc_osm_element *e = &im->elements.v[i];
        const char *name = lc_osm_element_tag(im, e, "name");

        if (e->type == 'n' && name && *name &&
            lc_osm_element_tag(im, e, "place"))
            st = put_place(im, insert, e, err);
    }
    lc_stmt_free(insert);
    return st;
}

lc_status lc_osm_city_name(lc_osm_import *im, const char *stem, lc_error *err)
{
    lc_stmt *select = NULL;
    char name[1100];
    bool row = false;
    lc_status st = lc_stmt_prepare(
        im->city,
        "SELECT name FROM place WHERE kind IN ('city', 'town') ORDER BY"
        " coalesce(population, 0) DESC, kind = 'city' DESC, id LIMIT 1",
        &select, err);

    if (!st)
        st = lc_stmt_step(select, &row, err);
    if (!st && row)
        snprintf(name, sizeof name, "%s", lc_stmt_col_text(select, 0));
    else
        snprintf(name, sizeof name, "%s", stem);
    lc_stmt_free(select);
    return st ? st : lc_city_set(im->city, "name", name, err);
}
