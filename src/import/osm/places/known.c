/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/known.c - see known.h.
 *
 * Which keys are asked for is a table, geodata/contact_keys.csv, whose order
 * is the order in which they are believed.
 */
#include "src/import/osm/places/known.h"

#include "lifecircle/base/json.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "src/import/osm/places/addresses.h"
#include "src/import/osm/places/elements.h"
#include "src/import/osm/read/rules.h"
#include "src/import/record/words/date.h"

#include <stdio.h>
#include <string.h>

lc_status lc_osm_known_open(lc_osm_known *k, const lc_osm_import *im,
                            const lc_osm_places *places,
                            const lc_table *categories, lc_error *err)
{
    lc_status st = lc_table_open("contact_keys.csv", &k->keys, err);

    if (st)
        return st;
    k->im = im;
    k->places = places;
    k->categories = categories;
    k->field = lc_table_column(k->keys, "field");
    k->key = lc_table_column(k->keys, "key");
    return LIFE_OK;
}

void lc_osm_known_close(lc_osm_known *k)
{
    lc_table_free(k->keys);
    lc_buf_free(&k->name);
    lc_buf_free(&k->kinds);
    lc_buf_free(&k->address);
    lc_buf_free(&k->attributes);
    lc_buf_free(&k->subtype);
}

/* ---- tags ---- */

/* A place and its doubles are a chain. */
static const lc_osm_place *next_double(const lc_osm_known *k,
                                       const lc_osm_place *p)
{
    return p->next == LIFE_OSM_NONE ? NULL : &k->places->v[p->next];
}

/* A tag of the place or of the first of its doubles that has it. */
static const char *tag(const lc_osm_known *k, const lc_osm_place *p,
                       const char *key)
{
    for (; p; p = next_double(k, p)) {
        const char *value = lc_osm_element_tag(k->im, p->e, key);

        if (value && *value)
            return value;
    }
    return NULL;
}

/* The keys of a field are the rows from `row` on that name it; the first of
 * them that an element has is its. */
static const char *tag_of_keys(const lc_osm_known *k, const lc_osm_place *p,
                               size_t row)
{
    const char *field = lc_table_get(k->keys, row, k->field);

    for (; row < lc_table_rows(k->keys) &&
           !strcmp(lc_table_get(k->keys, row, k->field), field);
         row++) {
        const char *key = lc_table_get(k->keys, row, k->key);
        const char *value = lc_osm_element_tag(k->im, p->e, key);

        if (value && *value)
            return value;
    }
    return NULL;
}

/* The place itself first, with all keys of the field, then its doubles. */
static const char *field_at(const lc_osm_known *k, const lc_osm_place *p,
                            size_t row)
{
    const char *value = NULL;

    for (; p && !value; p = next_double(k, p))
        value = tag_of_keys(k, p, row);
    return value;
}

/* What the first keys of contact_keys.csv for a field say, or NULL. */
static const char *field(const lc_osm_known *k, const lc_osm_place *p,
                         const char *name)
{
    for (size_t row = 0; row < lc_table_rows(k->keys); row++)
        if (!strcmp(lc_table_get(k->keys, row, k->field), name))
            return field_at(k, p, row);
    return NULL;
}

/* ---- attributes ---- */

/* Whole numbers are kept as numbers, so that they can be compared. */
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
static void put_areas(lc_json *j, const lc_osm_known *k, const lc_osm_place *p)
{
    const char *building = lc_osm_element_tag(k->im, p->e, "building");
    const char *levels = tag(k, p, "building:levels");
    double count;

    if (p->area_m2 < 0)
        return;
    if (!building || !strcmp(building, "no"))
        lc_json_double(j, "site_area_m2", p->area_m2, 1);
    else if (levels && lc_parse_decimal(levels, &count) && count > 0 &&
             count <= 200) /* more is a slip of the hand */
        lc_json_double(j, "floor_area_m2", p->area_m2 * count, 1);
}

/* The kind of the place, or of the first of its doubles that tells one. */
static void put_subtype(lc_json *j, lc_osm_known *k, const lc_osm_place *p)
{
    while (p && !p->subtype)
        p = next_double(k, p);
    if (!p)
        return;
    lc_buf_clear(&k->subtype);
    lc_osm_rules_put_kind(p->subtype, &k->subtype);
    if (!k->subtype.failed)
        lc_json_str(j, "subtype", k->subtype.data);
}

#define ATTRIBUTE "attribute:" /* in front of a member's name */

/* As a JSON object, in the order of the table. */
static const char *put_attributes(lc_osm_known *k, const lc_osm_place *p)
{
    const char *last = "";
    lc_json j;

    lc_buf_clear(&k->attributes);
    lc_json_init(&j, &k->attributes);
    lc_json_object(&j, NULL);
    for (size_t row = 0; row < lc_table_rows(k->keys); row++) {
        const char *name = lc_table_get(k->keys, row, k->field), *value;

        if (strncmp(name, ATTRIBUTE, strlen(ATTRIBUTE)) || !strcmp(name, last))
            continue;
        last = name;
        value = field_at(k, p, row);
        if (value)
            put_attribute(&j, name + strlen(ATTRIBUTE), value);
    }
    put_subtype(&j, k, p);
    put_areas(&j, k, p);
    lc_json_end(&j);
    return k->attributes.data;
}

/* ---- names ---- */

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
static const char *put_name(lc_osm_known *k, const lc_osm_place *p)
{
    const char *street;

    if (p->name)
        return p->name;
    street = tag(k, p, "addr:street");
    if (!street)
        street = lc_osm_roads_near(&k->im->streets, p->pt);
    lc_buf_clear(&k->name);
    put_kind(&k->name, p->kind);
    if (street)
        lc_buf_printf(&k->name, ", %s", street);
    return k->name.data;
}

/* In the order of categories.csv, which all lists have. */
static const char *put_categories(lc_osm_known *k, const lc_osm_place *p)
{
    int id = lc_table_column(k->categories, "id");

    lc_buf_clear(&k->kinds);
    for (LIFE_CATSET_EACH(i, &p->categories))
        lc_buf_printf(&k->kinds, "%s%s", k->kinds.len ? " " : "",
                      lc_table_get(k->categories, i, id));
    return k->kinds.data;
}

/* NULL: neither it nor a double has one. */
static const char *put_address(lc_osm_known *k, const lc_osm_place *p)
{
    bool known = false;

    lc_buf_clear(&k->address);
    for (; p && !known; p = next_double(k, p))
        known = lc_osm_addresses_put(k->im->data, p->e->tag, p->e->tag_count,
                                     true, &k->address);
    return known ? k->address.data : NULL;
}

void lc_osm_known_id(const lc_osm_element *e, char out[40])
{
    char element[32];

    lc_osm_element_id(e, element);
    snprintf(out, 40, "osm:%s", element);
}

lc_status lc_osm_known_fill(lc_osm_known *k, const lc_osm_place *p,
                            lc_stored_facility *out, lc_error *err)
{
    const char *checked = field(k, p, "checked_on");

    lc_osm_known_id(p->e, k->id);
    *out = (lc_stored_facility){
        .id = k->id,
        .source = k->im->source,
        .name = put_name(k, p),
        .name_given = p->name != NULL,
        .categories = put_categories(k, p),
        .layer = lc_osm_element_layer(k->im, p->e),
        .address = put_address(k, p),
        .phone = field(k, p, "phone"),
        .opening_hours = field(k, p, "opening_hours"),
        .website = field(k, p, "website"),
        .wheelchair = field(k, p, "wheelchair"),
        .checked_on = checked && lc_date_is_plain(checked) ? checked : NULL,
        .attributes = put_attributes(k, p),
        .area_m2 = p->area_m2,
        .pt = p->pt,
        .placed = true};
    if (k->name.failed || k->kinds.failed || k->address.failed ||
        k->attributes.failed || k->subtype.failed)
        return lc_no_memory(err, "the facilities");
    return LIFE_OK;
}
