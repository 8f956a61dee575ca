/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/args/args.c - what a door may give, and what it calls it.
 */
#include "lifecircle/ask/args/args.h"

#include "src/ask/args/names.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* ---- what is taken ---- */

static const lc_use *use_of(const lc_args *a, lc_param_id id)
{
    const lc_use *use = a->uses;

    while (use->id != LIFE_PARAM_NONE && use->id != id)
        use++;
    return use;
}

static void take(lc_args *a, const lc_use *use)
{
    /* a table that grew past it is a bug of ours, not of who asks */
    assert(a->use_count < LIFE_MAX_USES);
    a->uses[a->use_count++] = *use;
}

/* Whoever takes a position takes its system: the second coordinate or the body
 * brings it along. */
static void take_crs(lc_args *a, lc_param_id brought)
{
    static const lc_use crs = {.id = LIFE_PARAM_CRS};

    if ((brought == LIFE_PARAM_LAT || brought == LIFE_PARAM_CANDIDATES ||
         lc_param_is_body(brought)) &&
        use_of(a, LIFE_PARAM_CRS)->id == LIFE_PARAM_NONE)
        take(a, &crs);
}

/* An answer in words is in the language asked for, a choice of formats is a
 * parameter: no question needs to say so itself. */
void lc_args_open(lc_args *a, lc_door door, const lc_use *uses,
                  const char *formats)
{
    static const lc_use lang = {.id = LIFE_PARAM_LANG};
    static const lc_use format = {.id = LIFE_PARAM_FORMAT};
    unsigned other =
        door == LIFE_DOOR_REQUEST ? LIFE_USE_COMMAND : LIFE_USE_REQUEST;

    *a = (lc_args){.door = door, .formats = formats};
    for (; uses->id != LIFE_PARAM_NONE; uses++)
        if (!(uses->flags & other)) {
            take(a, uses);
            take_crs(a, uses->id);
        }
    if (strchr(formats, ' ') || door == LIFE_DOOR_COMMAND)
        take(a, &format);
    if (lc_names_has(formats, "table") &&
        use_of(a, LIFE_PARAM_LANG)->id == LIFE_PARAM_NONE)
        take(a, &lang);
}

/* ---- names ---- */

const lc_use *lc_args_use(const lc_args *a, const char *name)
{
    for (const lc_use *use = a->uses; use->id != LIFE_PARAM_NONE; use++)
        if (!(use->flags & LIFE_USE_PATH) && !lc_param_is_body(use->id) &&
            !strcmp(lc_params[use->id].name, name))
            return use;
    return NULL;
}

lc_param_name lc_args_label(const lc_args *a, lc_param_id id)
{
    const lc_param *p = &lc_params[id];
    lc_param_name label;

    if (a->door == LIFE_DOOR_REQUEST && p->type == LIFE_TYPE_AREA)
        snprintf(label.text, sizeof label.text, "a drawn area");
    else if (a->door == LIFE_DOOR_REQUEST && p->type == LIFE_TYPE_SCENARIO)
        snprintf(label.text, sizeof label.text, "a scenario");
    else if (a->door == LIFE_DOOR_REQUEST)
        snprintf(label.text, sizeof label.text, "%s", p->name);
    else if (use_of(a, id)->flags & (LIFE_USE_PATH | LIFE_USE_ARGUMENT))
        snprintf(label.text, sizeof label.text, "%s", p->argument);
    else
        snprintf(label.text, sizeof label.text, "--%.29s",
                 lc_param_option(id).text);
    return label;
}

void lc_args_clear(lc_args *a)
{
    lc_shape_clear(&a->area);
}

bool lc_args_has_format(const lc_args *a, const char *format)
{
    return lc_names_has(a->formats, format);
}
