/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/place.c - see place.h.
 *
 * A position goes before everything else a row says of where it is; a code
 * before a name.
 */
#include "src/import/kinds/facility/place.h"

#include "src/import/record/reject.h"

lc_status lc_facility_place_open(lc_facility_place *p, const lc_table_import *t,
                                 lc_error *err)
{
    *p = (lc_facility_place){.t = t, .unit = ""};
    return lc_row_address_open(&p->addresses, t->o->address_quality, err);
}

void lc_facility_place_close(lc_facility_place *p)
{
    lc_row_address_close(&p->addresses);
    lc_unit_names_close(&p->units);
    lc_buf_free(&p->address);
}

static lc_status match_address(lc_facility_place *p, const lc_record *r,
                               lc_shape *shape, lc_error *err)
{
    const lc_row_asked asked = {&p->t->columns, r, p->address.data};
    lc_status st =
        lc_row_address_find(&p->addresses, p->t->city, &asked, &p->match, err);

    if (st)
        return st;
    p->matched = true;
    return p->match.reason == LIFE_ADDRESS_PLACED
               ? lc_shape_make(LIFE_SHAPE_POINT, &p->match.pt, 1, shape, err)
               : LIFE_OK;
}

/* Rows are counted by how well their addresses do. */
static void count_address(lc_facility_place *p, const lc_record *r)
{
    const lc_row_asked asked = {&p->t->columns, r, p->address.data};
    const lc_address_match *m = &p->match;
    bool placed = m->reason == LIFE_ADDRESS_PLACED;
    lc_journal *to = p->t->o->journal;
    lc_finding_example *e = lc_journal_add(
        to, placed ? "rows_by_address" : "rows_address_unplaced", r);

    lc_row_address_count(&p->addresses, &asked, m);
    if (!e)
        return;
    e->name = lc_journal_keep(to, p->address.data);
    e->said = placed ? lc_address_match_quality(m->quality)
                     : lc_address_reading_reason(m->reason);
}

/* The unit that the row names, where it has neither position nor code. */
static lc_status find_unit(lc_facility_place *p, const lc_record *r,
                           lc_error *err)
{
    const char *name = lc_table_import_get(p->t, r, LIFE_FIELD_unit_name);
    lc_status st = LIFE_OK;

    if (!*name)
        return LIFE_OK;
    if (!p->units_read)
        st = lc_unit_names_open(p->t->city, NULL, &p->units, err);
    p->units_read = true;
    if (!st)
        st = lc_unit_names_find(
            &p->units, name,
            lc_table_import_get(p->t, r, LIFE_FIELD_parent_name), &p->unit,
            err);
    return st;
}

/* Without a position it counts for its unit alone. */
static void count_nowhere(lc_facility_place *p, const lc_record *r)
{
    lc_journal *to = p->t->o->journal;
    lc_finding_example *e = lc_journal_add(to, "rows_without_position", r);

    p->nowhere++;
    if (e)
        e->name =
            lc_journal_keep(to, lc_table_import_get(p->t, r, LIFE_FIELD_name));
}

lc_status lc_facility_place_find(lc_facility_place *p, const lc_record *r,
                                 lc_shape *shape, lc_error *err)
{
    lc_error why = {0};
    lc_status st = LIFE_OK;

    p->matched = false;
    p->unit = lc_table_import_get(p->t, r, LIFE_FIELD_unit);
    lc_row_address_put(&p->t->columns, r, &p->address);
    if (p->address.failed)
        return lc_no_memory(err, "an address");
    if (shape->kind != LIFE_SHAPE_NONE)
        return LIFE_OK;
    if (p->address.len > 0)
        st = match_address(p, r, shape, err);
    if (st || shape->kind != LIFE_SHAPE_NONE)
        return st;
    if (!*p->unit)
        st = find_unit(p, r, &why);
    /* The address says the unit too, better than a name that is not sure. */
    if (st && (!p->matched || st == LIFE_ERR_NOMEM || st == LIFE_ERR_DB))
        return lc_fail_as(err, &why);
    if (!*p->unit && p->matched && p->match.unit)
        p->unit = p->match.unit;
    if (!*p->unit && !p->matched)
        return lc_reject(err, LIFE_ERR_PARSE, "missing",
                         "the row has neither a position, nor an address, nor "
                         "a unit's code or name");
    return LIFE_OK;
}

void lc_facility_place_count(lc_facility_place *p, const lc_record *r,
                             const lc_shape *shape)
{
    if (p->matched)
        count_address(p, r);
    else if (shape->kind == LIFE_SHAPE_NONE)
        count_nowhere(p, r);
}
