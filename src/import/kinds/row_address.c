/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/row_address.c - see row_address.h.
 */
#include "src/import/kinds/row_address.h"

#include "lifecircle/base/utf8.h"
#include "src/import/report.h"

#include <inttypes.h>
#include <string.h>

void lc_row_address_put(const lc_columns *c, const lc_record *r, lc_buf *out)
{
    const char *whole = lc_columns_get(c, r, LIFE_FIELD_address);
    const char *street = lc_columns_get(c, r, LIFE_FIELD_street);
    const char *number = lc_columns_get(c, r, LIFE_FIELD_house_number);
    bool han = lc_han_in(street);

    lc_buf_clear(out);
    lc_buf_puts(out, *whole ? whole : street);
    if (*whole || !*street || !*number)
        return;
    lc_buf_printf(out, "%s%s", han ? "" : " ", number);
    if (han && number[strspn(number, "0123456789-")] == '\0')
        lc_buf_puts(out, "号");
}

lc_status lc_row_address_open(lc_row_address *a, const char *name,
                              lc_error *err)
{
    a->least = name ? lc_address_match_parse(name) : LIFE_ADDRESS_BETWEEN;
    if (a->least == LIFE_ADDRESS_QUALITIES)
        return lc_fail_param(err, LIFE_ERR_RANGE, "address-quality",
                             "\"%.40s\" is none of exact, number, between, "
                             "in_street",
                             name);
    a->arena = lc_arena_new(0);
    return a->arena ? LIFE_OK : lc_no_memory(err, "an address");
}

void lc_row_address_close(lc_row_address *a)
{
    lc_address_index_close(&a->index);
    lc_arena_free(a->arena);
    *a = (lc_row_address){0};
}

lc_status lc_row_address_find(lc_row_address *a, lc_city *c,
                              const lc_row_asked *asked, lc_address_match *out,
                              lc_error *err)
{
    const lc_columns *of = asked->columns;
    lc_address_ask ask = {
        .text = asked->text,
        .area = {lc_columns_get(of, asked->r, LIFE_FIELD_unit_name),
                 lc_columns_get(of, asked->r, LIFE_FIELD_parent_name),
                 lc_columns_get(of, asked->r, LIFE_FIELD_city),
                 lc_columns_get(of, asked->r, LIFE_FIELD_postcode)},
        .unit = lc_columns_get(of, asked->r, LIFE_FIELD_unit),
        .least = a->least};
    lc_status st = LIFE_OK;

    if (!a->index.ready)
        st = lc_address_index_open(c, &a->index, err);
    lc_arena_reset(a->arena);
    if (!st)
        st = lc_address_match_find(&a->index, &ask, a->arena, out, err);
    return st;
}

void lc_row_address_count(lc_row_address *a, const lc_row_asked *asked,
                          const lc_address_match *m)
{
    if (m->reason == LIFE_ADDRESS_PLACED)
        a->placed[m->quality]++;
    else if (a->without[m->reason]++ == 0 && !*a->first)
        lc_utf8_format(
            a->first, sizeof a->first, "%s %u, %s",
            asked->r->line ? "line" : "feature",
            (unsigned)(asked->r->line ? asked->r->line : asked->r->feature),
            asked->text);
}

/* One count of a list. */
static void put_count(lc_buf *out, int64_t count, const char *what)
{
    if (count > 0)
        lc_buf_printf(out, "%s%" PRId64 " %s", out->len ? ", " : "", count,
                      what);
}

void lc_row_address_attribute(const lc_address_match *m, lc_buf *object)
{
    bool placed = m->reason == LIFE_ADDRESS_PLACED;

    if (object->failed || object->len < 2)
        return;
    object->len--; /* the brace */
    lc_buf_printf(object, "%s\"place_%s\":\"%s\"}", object->len > 1 ? "," : "",
                  placed ? "quality" : "reason",
                  placed ? lc_address_match_quality(m->quality)
                         : lc_address_reading_reason(m->reason));
}

void lc_row_address_warn(const lc_address_index *known,
                         lc_import_report *report)
{
    if (known->whole > 0)
        lc_import_report_add(report,
                             "the %" PRId64 " addresses of the extract were "
                             "written by an earlier version, and no row is "
                             "placed by them: import the extract again "
                             "(`lifecircle import osm EXTRACT --city FILE`), "
                             "and then this table",
                             known->whole);
}

void lc_row_address_report(const lc_row_address *a, lc_import_report *report)
{
    lc_buf placed = {0}, without = {0};

    for (int q = 0; q < LIFE_ADDRESS_QUALITIES; q++)
        put_count(&placed, a->placed[q],
                  lc_address_match_quality((lc_address_quality)q));
    for (int r = 0; r < LIFE_ADDRESS_REASONS; r++)
        put_count(&without, a->without[r],
                  lc_address_reading_reason((lc_address_reason)r));
    if (!placed.failed && placed.len)
        lc_import_report_add(report, "placed by their addresses: %s",
                             placed.data);
    if (!without.failed && without.len)
        lc_import_report_add(report,
                             "have an address but no place: %s (the first: "
                             "%s); homes that they may serve count as unknown",
                             without.data, a->first);
    if (placed.len || without.len)
        lc_row_address_warn(&a->index, report);
    lc_buf_free(&placed);
    lc_buf_free(&without);
}
