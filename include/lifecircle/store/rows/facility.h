/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/facility.h - the facilities: what they are, where, and
 * what is known of them.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_FACILITY_H
#define LIFECIRCLE_STORE_ROWS_FACILITY_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_facility {
    const char *id;     /* osm:n12, osm:w12, SOURCE:id, SOURCE:hDIGITS */
    const char *source; /* a source's name */
    const char *name;
    bool name_given;        /* false: nameless, called by kind and street */
    const char *categories; /* ids, space-separated, in their tables' order */
    int layer;
    const char *unit_code; /* of the unit it names itself; NULL: none */
    const char *address, *phone, *opening_hours, *website; /* NULL: unknown */
    const char *wheelchair, *checked_on, *closed_on;
    const char *attributes; /* a JSON object, or NULL */
    double area_m2;         /* of its shape; negative: not an area */
    lc_pt pt;               /* on it, where `placed` */
    bool placed;

    /* Read alone. */
    lc_shape outline; /* facility_shape's: an area or a line, or none */
    int64_t number;   /* its rowid */
} lc_stored_facility;

/* Those that are not closed, by id, with all fields. */
lc_status lc_facility_rows(lc_city *c, lc_stored_facility *row, lc_rows **out,
                           lc_error *err);
/* The same but for outlines (facility_shape.h has them), dates and numbers: for
 * who loads a city. */
lc_status lc_facility_rows_open(lc_city *c, lc_stored_facility *row,
                                lc_rows **out, lc_error *err);
/* Their sources alone, in the same order. */
lc_status lc_facility_rows_sources(lc_city *c, lc_stored_facility *row,
                                   lc_rows **out, lc_error *err);
/* Addresses and places of those that didn't come with OpenStreetMap, closed
 * ones too, by id: id, address and pt. Those whose place was worked out from
 * the address, and is not that house, are left out. */
lc_status lc_facility_rows_addresses(lc_city *c, lc_stored_facility *row,
                                     lc_rows **out, lc_error *err);
/* Closed ones too. `source` NULL: of all of them. */
lc_status lc_facility_rows_count(lc_city *c, const char *source, int64_t *out,
                                 lc_error *err);
lc_status lc_facility_rows_known(lc_city *c, const char *id, bool *out,
                                 lc_error *err);
/* One more than the largest N of the ids SOURCE:N of a source; 1 at first.
 * Looks through all facilities: for once an import. */
lc_status lc_facility_rows_next_number(lc_city *c, const char *source,
                                       int64_t *out, lc_error *err);

lc_status lc_facility_rows_insert(lc_city *c, const lc_stored_facility *row,
                                  lc_error *err);

/* What may be changed one by one. A new name counts as given. */
typedef enum lc_facility_text {
    LIFE_FACILITY_NAME,
    LIFE_FACILITY_CATEGORIES,
    LIFE_FACILITY_UNIT_CODE,
    LIFE_FACILITY_ADDRESS,
    LIFE_FACILITY_PHONE,
    LIFE_FACILITY_OPENING_HOURS,
    LIFE_FACILITY_WEBSITE,
    LIFE_FACILITY_WHEELCHAIR,
    LIFE_FACILITY_CHECKED_ON,
    LIFE_FACILITY_CLOSED_ON,
    LIFE_FACILITY_ATTRIBUTES, /* merged: RFC 7396, null takes one away */
    LIFE_FACILITY_TEXTS
} lc_facility_text;
/* `value` NULL: unknown from now on. An unknown id changes nothing. */
lc_status lc_facility_rows_set(lc_city *c, const char *id,
                               lc_facility_text what, const char *value,
                               lc_error *err);
/* Moves it; its outline and entrances are other tables' rows. */
lc_status lc_facility_rows_move(lc_city *c, const char *id, lc_pt to,
                                double area_m2, lc_error *err);

/* Calls it otherwise, also where its outline and entrances name it. An unknown
 * id changes nothing; LIFE_ERR_DB: `to` is another's. */
lc_status lc_facility_rows_rename(lc_city *c, const char *id, const char *to,
                                  lc_error *err);

/* All facilities of a source as they are, closed ones too, remembered while the
 * city is being written: before they are replaced, and until they are forgotten
 * or those of another source are kept. Read by id, without outlines; before any
 * were kept there is nothing to read: LIFE_ERR_DB. */
lc_status lc_facility_rows_keep_former(lc_city *c, const char *source,
                                       lc_error *err);
lc_status lc_facility_rows_former(lc_city *c, lc_stored_facility *row,
                                  lc_rows **out, lc_error *err);
lc_status lc_facility_rows_forget_former(lc_city *c, lc_error *err);

/* Which facilities of a source were closed by hand, remembered while the city
 * is being written, and closed again where they are there once more. */
lc_status lc_facility_rows_keep_closed(lc_city *c, const char *source,
                                       lc_error *err);
lc_status lc_facility_rows_close_again(lc_city *c, int64_t *closed,
                                       lc_error *err);

#endif
