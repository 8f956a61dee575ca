/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/sites/site.c - see site.h.
 *
 * A member within another one adds nothing to the outline: a building on the
 * grounds would become a hole in them.
 */
#include "src/import/osm/sites/site.h"

#include "src/import/osm/read/shape.h"

#include <string.h>

/* Each is held against each other one; real sites have some ten. */
enum { MEMBERS_MAX = 500 };

typedef struct site {
    const lc_osm_data *d;
    LC_VEC(lc_shape) areas;
    lc_shape lines;
    const lc_osm_node *node; /* the first member that is one */
    bool perimeter;          /* `areas` are of members of this role alone */
} site;

bool lc_osm_site_is(const lc_osm_data *d, const lc_osm_relation *r)
{
    const char *type = lc_osm_data_tag(d, r->tag, r->tag_count, "type");

    return type && !strcmp(type, "site");
}

static bool has_role(const site *s, const lc_osm_member *m, const char *role)
{
    return strstr(s->d->text.v + m->role, role) != NULL;
}

/* The shape of a member; a member that is a site itself isn't followed. */
static lc_status member_shape(const site *s, const lc_osm_member *m,
                              lc_shape *out, lc_error *err)
{
    const lc_osm_way *w = m->type == 'w' ? lc_osm_data_way(s->d, m->id) : NULL;
    const lc_osm_relation *r =
        m->type == 'r' ? lc_osm_data_relation(s->d, m->id) : NULL;
    bool whole;

    *out = (lc_shape){0};
    if (w)
        return lc_osm_shape_way(s->d, w, true, out, &whole, err);
    return r ? lc_osm_shape_relation(s->d, r, out, &whole, err) : LIFE_OK;
}

static void drop_areas(site *s)
{
    for (size_t i = 0; i < s->areas.n; i++)
        lc_shape_clear(&s->areas.v[i]);
    s->areas.n = 0;
}

/* A perimeter takes the place of all that lies in it. */
static lc_status take_member(site *s, const lc_osm_member *m, lc_error *err)
{
    bool perimeter = has_role(s, m, "perimeter");
    lc_shape shape;
    lc_status st = member_shape(s, m, &shape, err);

    if (m->type == 'n' && !s->node)
        s->node = lc_osm_data_node(s->d, m->id);
    if (!st && shape.kind == LIFE_SHAPE_LINE) {
        s->lines.kind = LIFE_SHAPE_LINE;
        st = lc_shape_add_part(&s->lines, shape.pt, shape.pt_count, err);
    }
    if (st || shape.kind != LIFE_SHAPE_AREA || (s->perimeter && !perimeter)) {
        lc_shape_clear(&shape);
        return st;
    }
    if (perimeter && !s->perimeter)
        drop_areas(s);
    s->perimeter = s->perimeter || perimeter;
    if (lc_vec_push(&s->areas, shape))
        return LIFE_OK;
    lc_shape_clear(&shape);
    return lc_no_memory(err, "the outlines");
}

/* Of two alike the first stays. */
static bool is_within_other(const site *s, size_t at)
{
    const lc_shape *one = &s->areas.v[at];

    for (size_t i = 0; i < s->areas.n; i++) {
        const lc_shape *other = &s->areas.v[i];
        uint32_t k = 0;

        while (i != at && k < one->pt_count &&
               lc_shape_contains(other, one->pt[k]))
            k++;
        if (i != at && k == one->pt_count &&
            (i < at || lc_shape_area_m2(other) > lc_shape_area_m2(one)))
            return true;
    }
    return false;
}

static lc_status put_areas(const site *s, lc_shape *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < s->areas.n; i++) {
        const lc_shape *a = &s->areas.v[i];

        if (is_within_other(s, i))
            continue;
        out->kind = LIFE_SHAPE_AREA;
        for (uint32_t k = 0; !st && k < a->part_count; k++)
            st = lc_shape_add_part(out, a->pt + a->part[k],
                                   a->part[k + 1] - a->part[k], err);
    }
    return st;
}

lc_status lc_osm_site_shape(const lc_osm_data *d, const lc_osm_relation *r,
                            lc_shape *out, lc_error *err)
{
    site s = {.d = d};
    lc_status st = LIFE_OK;

    *out = (lc_shape){0};
    for (uint32_t i = 0; !st && i < r->member_count && i < MEMBERS_MAX; i++)
        st = take_member(&s, &d->members.v[r->member + i], err);
    if (!st)
        st = put_areas(&s, out, err);
    if (!st && out->kind == LIFE_SHAPE_NONE && s.lines.kind) {
        *out = s.lines;
        s.lines = (lc_shape){0};
    } else if (!st && out->kind == LIFE_SHAPE_NONE && s.node) {
        st = lc_shape_make(LIFE_SHAPE_POINT, &s.node->pt, 1, out, err);
    }
    drop_areas(&s);
    lc_vec_free(&s.areas);
    lc_shape_clear(&s.lines);
    return st;
}
