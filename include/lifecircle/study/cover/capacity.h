/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/cover/capacity.h - what services can take: which attribute
 * of a facility counts it, whom it is for, the norm, and how catchments weigh.
 *
 * Layer:   study, over world.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_STUDY_COVER_CAPACITY_H
#define LIFECIRCLE_STUDY_COVER_CAPACITY_H

#include "lifecircle/study/study.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/world.h"

#define LIFE_MAX_ZONES 8

/* Zone i holds times over i and up to i + 1 parts of the limit; its weight is
 * in thousandths, 0 to 1000. Texts are the study's, as those of capacities. */
typedef struct lc_catchment { /* geodata/catchments.csv */
    const char *id, *name_zh, *name_en;
    uint32_t zones; /* equal parts of the limit */
    uint32_t weight_milli[LIFE_MAX_ZONES];
} lc_catchment;

/* How much a standard asks for: `amount` in the rule's own unit for `per`
 * residents, due in `year` (0: always). Texts are the study's. */
typedef struct lc_norm {
    const char *standard, *whose_zh, *whose_en;
    const char *rule, *level; /* its id, and the levels it is assessed at */
    double amount, per;
    int year;
    const char *source_zh, *source_en;
} lc_norm;

/* One kind of capacity, such as beds: several categories may share one. Words
 * for one and many, and for whom it is, are shown with the figure. */
typedef struct lc_capacity { /* geodata/capacities.csv */
    const char *id;
    lc_catset categories;
    const char *attribute; /* of the facilities' attributes */
    const char *one_en, *many_en, *many_zh;
    const char *ages; /* "0-2", "60+"; "": everybody */
    const char *who_en, *who_zh;
    const char *rules;   /* that set its norms: STANDARD:RULE ..., or "" */
    const lc_norm *norm; /* those, standard by standard; lc_capacity_check() */
    size_t norms;
    uint32_t line; /* of the table, for what is wrong */
} lc_capacity;

/* The tables are read with the study, the norms when this is first called;
 * until then there are none. A fault in them is no fault of the city: it is
 * kept, there are no capacities and catchments then, or no norms, and who needs
 * them asks here first. LIFE_ERR_PARSE, LIFE_ERR_IO, with file, line and what
 * would be right; LIFE_ERR_NOMEM. */
lc_status lc_capacity_check(lc_study *s, lc_error *err);

/* In the order of their tables; an index holds as long as the study, and is not
 * checked. _find(): LIFE_NONE where there is none of that id. */
size_t lc_capacity_count(const lc_study *s);
const lc_capacity *lc_capacity_at(const lc_study *s, uint32_t i);
uint32_t lc_capacity_find(const lc_study *s, const char *id);
/* A category's own: the first of the table with it, or LIFE_NONE. */
uint32_t lc_capacity_of(const lc_study *s, uint32_t category);
size_t lc_catchment_count(const lc_study *s);
const lc_catchment *lc_catchment_at(const lc_study *s, uint32_t i);
uint32_t lc_catchment_find(const lc_study *s, const char *id);

/* What a unit is held against (LIFE_NONE: the city, or with a level what lies
 * outside its units; else `level` is NULL): the norm of `standard`, or
 * where that is NULL of the one that holds for the unit; else of the one that
 * holds where no other does; NULL: neither sets one. Cost: as
 * lc_world_standard_of(). */
const lc_norm *lc_capacity_norm(const lc_world *w, const lc_capacity *c,
                                const char *standard, uint32_t unit,
                                const char *level);

/* A number among a facility's attributes (of an area, its site_area_m2 is
 * measured), in thousandths; -1: not stated, or not a number of 0 to 10^9. */
int64_t lc_capacity_milli(const lc_world *w, uint32_t facility,
                          const char *attribute);

#endif
