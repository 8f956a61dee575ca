/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/key.c - see key.h.
 */
#include "src/import/kinds/facility/key.h"

#include "lifecircle/base/file.h"
#include "lifecircle/world/names/fold.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MARK        'h'  /* of ids made here: a table's own rarely look so */
#define PER_DECIMAL 1000 /* 1e-7 degrees in the fourth decimal: some 11 m */

uint64_t lc_facility_key_hash(const char *text)
{
    char hex[65];

    lc_sha256(text, strlen(text), hex);
    hex[16] = '\0';
    return strtoull(hex, NULL, 16);
}

/* To the nearest, halves away from zero: in whole numbers, as a double would
 * round them by how it happens to be written. */
static int32_t fourth_decimal(int32_t degrees)
{
    int32_t half = degrees < 0 ? -PER_DECIMAL / 2 : PER_DECIMAL / 2;

    return (degrees + half) / PER_DECIMAL;
}

static const char *known(const char *text)
{
    return text ? text : "";
}

/* Without case, widths, spaces and ASCII's marks; of marks alone, as it is. */
static lc_status put_name(const lc_stored_facility *row, lc_arena *scratch,
                          lc_buf *out, lc_error *err)
{
    const char *bare;

    lc_arena_reset(scratch);
    if (!row->name_given)
        return LIFE_OK;
    bare = lc_fold_bare(scratch, row->name);
    if (!bare)
        return lc_no_memory(err, "a facility");
    lc_buf_puts(out, *bare ? bare : row->name);
    return LIFE_OK;
}

lc_status lc_facility_key_make(const lc_stored_facility *row, lc_arena *scratch,
                               lc_facility_key *out, lc_error *err)
{
    lc_buf b = {0};
    lc_status st;

    *out = (lc_facility_key){.pt = row->pt, .placed = row->placed};
    lc_buf_puts(&b, "");
    st = put_name(row, scratch, &b, err);
    if (!st && b.len)
        out->called = lc_facility_key_hash(b.data);
    lc_buf_printf(&b, "\n%s", row->categories);
    if (!st && !b.failed)
        out->what = lc_facility_key_hash(b.data);
    if (row->placed)
        lc_buf_printf(&b, "\n%" PRId32 ",%" PRId32, fourth_decimal(row->pt.lon),
                      fourth_decimal(row->pt.lat));
    else
        lc_buf_printf(&b, "\n%s", known(row->unit_code));
    if (!st && !b.failed)
        out->place = lc_facility_key_hash(b.data);
    lc_buf_printf(&b, "\n%" PRId32 ",%" PRId32 "\n%s\n%s\n%s\n%s\n%s\n%s",
                  row->pt.lon, row->pt.lat, known(row->address),
                  known(row->phone), known(row->opening_hours),
                  known(row->website), known(row->wheelchair),
                  known(row->attributes));
    if (!st && b.failed)
        st = lc_no_memory(err, "a facility");
    if (!st)
        out->detail = lc_facility_key_hash(b.data);
    lc_buf_free(&b);
    return st;
}

void lc_facility_key_id(const lc_facility_key *k, unsigned turn, lc_buf *out)
{
    lc_buf_printf(out, "%c%0*" PRIx64, MARK, LIFE_KEY_DIGITS,
                  k->place >> (64 - 4 * LIFE_KEY_DIGITS));
    if (turn > 1)
        lc_buf_printf(out, "-%u", turn);
}

bool lc_facility_key_is_id(const char *s)
{
    size_t digits;

    if (*s++ != MARK)
        return false;
    digits = strspn(s, "0123456789abcdef");
    s += digits;
    if (digits != LIFE_KEY_DIGITS)
        return false;
    return !*s || (*s == '-' && s[1] && !s[1 + strspn(s + 1, "0123456789")]);
}
