/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/lists/project.h - the facilities to be built, as they are found.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_LISTS_PROJECT_H
#define LIFECIRCLE_SRC_EXPORT_LISTS_PROJECT_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/study/cover/access_rows.h"
#include "lifecircle/study/cover/lacking.h"
#include "src/export/lists/list.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A service and a unit: one cause is one project, however many rules fail for
 * it. Weights are thousandths of what homes weigh. */
typedef struct lc_project {
    uint32_t unit, category; /* category LIFE_NONE: as the rule names them */
    uint32_t absent;         /* then: of rule->asked; 0: all that it names */
    const lc_rule *rule;     /* the first that it would meet; NULL: none */
    const char *group;       /* id */
    size_t order;            /* of its group */
    double facilities;       /* at least; NaN: not known */
    int64_t served;          /* thousandths; -1: not known */
    uint32_t limit_ms;       /* 0: none */
    bool placed;
    lc_pt at;
    int64_t meant; /* of these, those it is for; -1: not known */
    int64_t age[LIFE_MAX_BANDS];
    int64_t short_milli; /* capacity lacking; -1: not known */
    bool short_at_most;
    lc_buf rules; /* names of all that it would meet */
} lc_project;

typedef struct lc_projects {
    lc_list_run *l;
    LC_VEC(lc_project) all;
    lc_lacking_bands bands;
    size_t shown;            /* of these, the city's own */
    lc_lacking *lacking;     /* per unit */
    lc_access_row *capacity; /* per unit of the finest level, and one more */
    uint32_t finest;
} lc_projects;

/* All of the list's standard, within its unit and of its categories. Free with
 * lc_project_clear(), also after a failure. Cost: the coverage of each basic
 * service, and a report of each unit. */
lc_status lc_project_find(lc_list_run *l, lc_projects *out, lc_error *err);
void lc_project_clear(lc_projects *p);

#endif
