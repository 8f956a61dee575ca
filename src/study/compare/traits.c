/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/traits.c - see traits.h.
 */
#include "src/study/compare/traits.h"

#include "src/world/city.h"
#include "src/world/facilities/facility.h"

#include <math.h>
#include <string.h>

static const lc_facility *first_of(const lc_kin_pair *p)
{
    return &p->before->facility.v[p->a];
}

static const lc_facility *second_of(const lc_kin_pair *p)
{
    return &p->after->facility.v[p->b];
}

bool lc_kin_share_category(const lc_kin_pair *p)
{
    lc_catset set;

    lc_category_map_set(p->map, first_of(p)->categories, &set);
    return lc_catset_meets(&set, second_of(p)->categories);
}

static bool have_same_categories(const lc_kin_pair *p)
{
    lc_catset set;

    return lc_category_map_set(p->map, first_of(p)->categories, &set) &&
           lc_catset_equals(&set, second_of(p)->categories);
}

static bool have_same_outline(const lc_kin_pair *p)
{
    uint32_t x = first_of(p)->shape, y = second_of(p)->shape;
    const lc_shape *a, *b;

    if (x == LIFE_NONE || y == LIFE_NONE)
        return x == y;
    a = &p->before->shape.v[x];
    b = &p->after->shape.v[y];
    return a->kind == b->kind && a->pt_count == b->pt_count &&
           a->part_count == b->part_count &&
           !memcmp(a->pt, b->pt, a->pt_count * sizeof *a->pt);
}

static bool stand_alike(const lc_facility *a, const lc_facility *b)
{
    return a->placed == b->placed && (!a->placed || lc_pt_equal(a->pt, b->pt));
}

/* A name that was made of kind and street says nothing of its own. */
static bool have_same_name(const lc_facility *a, const lc_facility *b)
{
    return a->name_given == b->name_given &&
           (!a->name_given || !strcmp(a->name, b->name));
}

static uint32_t texts_that_differ(const lc_facility *a, const lc_facility *b)
{
    const struct {
        lc_trait trait;
        const char *before, *after;
    } text[] = {
        {LIFE_TRAIT_ID, a->id, b->id},
        {LIFE_TRAIT_ADDRESS, a->address, b->address},
        {LIFE_TRAIT_PHONE, a->phone, b->phone},
        {LIFE_TRAIT_HOURS, a->opening_hours, b->opening_hours},
        {LIFE_TRAIT_WEBSITE, a->website, b->website},
        {LIFE_TRAIT_WHEELCHAIR, a->wheelchair, b->wheelchair},
        {LIFE_TRAIT_ATTRIBUTES, a->attributes, b->attributes},
    };
    uint32_t bits = 0;

    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (strcmp(text[i].before, text[i].after) != 0)
            bits |= UINT32_C(1) << text[i].trait;
    return bits;
}

/* A source is called after the file that it came from, and that mostly after
 * its date: another name alone is no change of the place. */
uint32_t lc_kin_traits(const lc_kin_pair *p)
{
    const lc_facility *a = first_of(p), *b = second_of(p);
    const struct {
        lc_trait trait;
        bool same;
    } other[] = {
        {LIFE_TRAIT_NAME, have_same_name(a, b)},
        {LIFE_TRAIT_CATEGORIES, have_same_categories(p)},
        {LIFE_TRAIT_POSITION, stand_alike(a, b)},
        {LIFE_TRAIT_OUTLINE, have_same_outline(p)},
    };
    uint32_t bits = texts_that_differ(a, b);

    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (!other[i].same)
            bits |= UINT32_C(1) << other[i].trait;
    return bits;
}

double lc_kin_metres(const lc_kin_pair *p)
{
    const lc_facility *a = first_of(p), *b = second_of(p);

    if (!a->placed || !b->placed)
        return NAN;
    return fmin(lc_distance_m(a->pt, b->pt),
                fmin(lc_facility_distance_m(p->before, p->a, b->pt),
                     lc_facility_distance_m(p->after, p->b, a->pt)));
}
