/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/addresses.c - see addresses.h.
 *
 * Addresses are written as people of the place write them: from the large to
 * the small in Chinese, street and number first elsewhere. Which it is, the
 * name of the street tells.
 */
#include "src/import/osm/places/addresses.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/store/rows/address.h"
#include "src/import/osm/finds.h"
#include "src/import/osm/places/elements.h"

#include <string.h>

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

/* Numbers of houses that take the Chinese word for "number" behind them. */
static bool is_digits(const char *s)
{
    return *s && s[strspn(s, "0123456789-")] == '\0';
}

/* The parts of an address that mappers tag. */
typedef struct address {
    const char *street, *number, *postcode, *city, *district;
} address;

/* Villages without streets are tagged by place. */
static address address_of(const lc_osm_data *d, uint32_t tag, uint32_t count)
{
    address a = {
        .street = lc_osm_data_tag(d, tag, count, "addr:street"),
        .number = lc_osm_data_tag(d, tag, count, "addr:housenumber"),
        .postcode = lc_osm_data_tag(d, tag, count, "addr:postcode"),
        .city = lc_osm_data_tag(d, tag, count, "addr:city"),
        .district = lc_osm_data_tag(d, tag, count, "addr:district"),
    };

    if (!a.street)
        a.street = lc_osm_data_tag(d, tag, count, "addr:place");
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

/* Street 12, 17033 City. */
static void put_latin(const address *a, bool full, lc_buf *out)
{
    lc_buf_puts(out, a->street);
    if (a->number)
        lc_buf_printf(out, " %s", a->number);
    if (full && a->city)
        lc_buf_printf(out, ", %s%s%s", a->postcode ? a->postcode : "",
                      a->postcode ? " " : "", a->city);
}

bool lc_osm_addresses_put(const lc_osm_data *d, uint32_t tag, uint32_t count,
                          bool full, lc_buf *out)
{
    const char *whole = lc_osm_data_tag(d, tag, count, "addr:full");
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

/* "17033;Neubrandenburg": what the tags say of where the street is. */
static void put_area(const lc_osm_import *im, const lc_osm_element *e,
                     lc_buf *out)
{
    static const char *const keys[] = {
        "addr:postcode",    "addr:city",    "addr:district",
        "addr:subdistrict", "addr:suburb",  "addr:hamlet",
        "addr:province",    "addr:village", "addr:neighbourhood"};

    lc_buf_puts(out, "");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *value = lc_osm_element_tag(im, e, keys[i]);

        if (value && *value)
            lc_buf_printf(out, "%s%s", out->len ? ";" : "", value);
    }
}

/* An address that is not written yet. */
typedef struct found {
    const lc_osm_element *e;
    char *text, *area;
    lc_pt pt;
} found;

static void drop_address(void *thing)
{
    found *a = thing;

    lc_free(a->text);
    lc_free(a->area);
}

/* Addresses without a place are of no use to anybody. */
static lc_status add_address(const lc_osm_import *im, found *a,
                             lc_osm_finds *out, lc_error *err)
{
    bool placed;
    lc_status st = element_point(im, a->e, &a->pt, &placed, err);

    if (!st && placed)
        st = lc_osm_finds_add(out, a, err);
    if (st || !placed)
        drop_address(a);
    return st;
}

static lc_status find_address(void *ctx, size_t i, unsigned worker,
                              lc_osm_finds *out, lc_error *err)
{
    const lc_osm_import *im = ctx;
    found a = {.e = &im->elements.v[i]};
    lc_buf text = {0}, area = {0};

    (void)worker;
    if (!lc_osm_element_tag(im, a.e, "addr:housenumber"))
        return LIFE_OK;
    if (lc_osm_addresses_put(im->data, a.e->tag, a.e->tag_count, false,
                             &text)) {
        put_area(im, a.e, &area);
        a.text = lc_buf_steal(&text, NULL);
        a.area = lc_buf_steal(&area, NULL);
        if (a.text && a.area)
            return add_address(im, &a, out, err);
        drop_address(&a);
        return lc_no_memory(err, "an address");
    }
    lc_buf_free(&text);
    return LIFE_OK;
}

static lc_status take_address(void *ctx, void *thing, lc_error *err)
{
    lc_osm_import *im = ctx;
    found *f = thing;
    address a = address_of(im->data, f->e->tag, f->e->tag_count);
    lc_stored_address row = {.id = -1,
                             .source = "",
                             .text = f->text,
                             .street = a.street,
                             .number = a.number,
                             .area = f->area,
                             .pt = f->pt};
    lc_status st = lc_address_rows_insert(im->city, &row, err);

    im->rows++;
    drop_address(f);
    return st;
}

lc_status lc_osm_addresses(lc_osm_import *im, lc_error *err)
{
    static const lc_osm_look look = {.what = "addresses",
                                     .bytes = sizeof(found),
                                     .find = find_address,
                                     .take = take_address,
                                     .drop = drop_address};

    return lc_osm_finds_each(&look, im->elements.n, im, err);
}
