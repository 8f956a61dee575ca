/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/args/find.c - values that name what a city holds: found, or refused
 * with the nearest names that are there.
 */
#include "lifecircle/ask/args/find.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/import/area.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/find.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/facilities/service.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/standard.h"
#include "lifecircle/world/unit.h"
#include "src/ask/args/names.h"

#include <string.h>
#include <strings.h>

#define AREA_BYTES (16u << 20) /* more than an area's points ever take */
/* Units that a slip is compared with: a stranger's must stay cheap. */
#define UNITS_COMPARED 20000

/* ---- finding ---- */

typedef struct finding { /* one value, and where to look for it */
    lc_args *args;
    lc_param_id id;
    lc_study *study;
    const lc_world *w; /* the study's */
    lc_value *value;
    lc_error *err;
} finding;

/* Over HTTP a 400, or a 404 of what is a thing (lc_param_is_thing()); on the
 * command line exit 2. */
static lc_status unknown(finding *f, const lc_guess *g)
{
    return lc_names_unknown(f->id, LIFE_ERR_NOT_FOUND, g, f->err);
}

/* Finds a name among `count` of a table; absent, the value is `otherwise`. */
static lc_status find_among(finding *f, size_t count,
                            const char *(*name)(const finding *f, uint32_t i),
                            uint32_t otherwise)
{
    lc_guess g = {.wanted = f->value->text};

    f->value->n = otherwise;
    if (!g.wanted)
        return LIFE_OK;
    for (uint32_t i = 0; i < count; i++) {
        if (!strcmp(name(f, i), g.wanted)) {
            f->value->n = i;
            return LIFE_OK;
        }
        lc_guess_offer(&g, name(f, i));
    }
    return unknown(f, &g);
}

static const char *pace_name(const finding *f, uint32_t i)
{
    return lc_world_pace(f->w, i)->id;
}

/* Absent, the first of the city's table, which is the standard one. */
static lc_status find_pace(finding *f)
{
    return find_among(f, lc_world_pace_count(f->w), pace_name, 0);
}

static const char *level_name(const finding *f, uint32_t i)
{
    return lc_world_level(f->w, i);
}

/* A city without units is one unit, and its level has no name. */
static lc_status find_level(finding *f)
{
    size_t count = lc_world_level_count(f->w);
    uint32_t finest = count ? (uint32_t)count - 1 : 0;

    return find_among(f, count, level_name,
                      f->id == LIFE_PARAM_ANY_LEVEL ? LIFE_NONE : finest);
}

static const char *capacity_name(const finding *f, uint32_t i)
{
    return lc_capacity_at(f->study, i)->id;
}

/* A fault in these tables stops the questions that need them, and no other. */
static lc_status check_tables(finding *f)
{
    return lc_args_use(f->args, lc_params[f->id].name)
               ? lc_capacity_check(f->study, f->err)
               : LIFE_OK;
}

static lc_status find_capacity(finding *f)
{
    lc_status st = check_tables(f);

    return st ? st
              : find_among(f, lc_capacity_count(f->study), capacity_name,
                           LIFE_NONE);
}

static const char *decay_name(const finding *f, uint32_t i)
{
    return lc_catchment_at(f->study, i)->id;
}

static lc_status find_decay(finding *f)
{
    lc_status st = check_tables(f);

    return st ? st : find_among(f, lc_catchment_count(f->study), decay_name, 0);
}

/* Of a slip in a unit's code or name: its code. */
static void offer_units(const lc_world *w, lc_guess *g)
{
    lc_guess codes = {.wanted = g->wanted}, names = {.wanted = g->wanted};
    size_t n = lc_world_unit_count(w);

    for (uint32_t i = 0; i < n && i < UNITS_COMPARED; i++) {
        lc_guess_offer(&codes, lc_world_unit(w, i)->code);
        lc_guess_offer(&names, lc_world_unit(w, i)->name);
    }
    if (lc_guess_is_close(&codes))
        *g = codes;
    else if (lc_guess_is_close(&names))
        lc_guess_offer(g, lc_world_unit(w, (uint32_t)names.place[0])->code);
}

/* The ids of units and facilities are no words: what is offered in their place
 * is what a search by name finds, of units also what is nearly so written. */
static lc_status unknown_thing(finding *f, lc_hit_kind kind)
{
    lc_guess g = {.wanted = f->value->text};
    lc_find query = {.q = f->value->text, .limit = LIFE_GUESSES};
    lc_hit hits[LIFE_GUESSES];
    size_t count = 0;

    if (lc_study_find(f->study, &query, hits, &count, NULL))
        count = 0;
    for (size_t i = 0; i < count; i++)
        if (hits[i].kind == kind)
            lc_guess_offer(&g, hits[i].id);
    if (!g.count && kind == LIFE_HIT_UNIT)
        offer_units(f->w, &g);
    return unknown(f, &g);
}

static lc_status find_unit(finding *f)
{
    f->value->n = LIFE_NONE;
    if (!f->value->text)
        return LIFE_OK;
    f->value->n = lc_world_unit_find(f->w, f->value->text);
    return f->value->n == LIFE_NONE ? unknown_thing(f, LIFE_HIT_UNIT) : LIFE_OK;
}

/* By its id alone: names of facilities are many people's. */
static lc_status find_facility(finding *f)
{
    f->value->n = LIFE_NONE;
    if (!f->value->text)
        return LIFE_OK;
    f->value->n = lc_world_facility_find(f->w, f->value->text);
    return f->value->n == LIFE_NONE ? unknown_thing(f, LIFE_HIT_FACILITY)
                                    : LIFE_OK;
}

/* Absent, the hours are not looked at. */
static lc_status find_time(finding *f)
{
    const char *s = f->value->text;

    f->value->when = (lc_when){0};
    if (!s || lc_world_clock_when(f->w, s, &f->value->when))
        return LIFE_OK;
    return lc_fail_param(f->err, LIFE_ERR_RANGE, lc_params[f->id].name,
                         "%s is \"%.40s\"; it must be now, today, a weekday as "
                         "sunday, or the city's local time as 2026-11-22T10:30",
                         lc_args_label(f->args, f->id).text, s);
}

/* A folder is a standard of one's own; a server opens none for a stranger.
 * Absent, it depends on the unit: NULL. */
static lc_status find_standard(finding *f)
{
    lc_guess g = {.wanted = f->value->text};

    if (!g.wanted)
        return LIFE_OK;
    if (f->args->door == LIFE_DOOR_COMMAND && strchr(g.wanted, '/'))
        return LIFE_OK;
    if (lc_world_standard_is_known(f->w, g.wanted))
        return LIFE_OK;
    for (size_t i = 0; i < lc_world_standard_count(f->w); i++)
        lc_guess_offer(&g, lc_world_standard(f->w, i));
    return unknown(f, &g);
}

/* ---- categories ---- */

/* all_basic and the groups are not offered: who slips, slips on a category. */
static lc_status unknown_category(finding *f, const char *id)
{
    lc_guess g = {.wanted = id};

    lc_names_offer_categories(f->w, &g);
    return unknown(f, &g);
}

/* A number is no category: few questions can answer with one. */
static lc_status add_count(finding *f, lc_categories *out)
{
    const lc_use *use = lc_args_use(f->args, lc_params[f->id].name);

    if (use && (use->flags & LIFE_USE_ONE))
        return lc_fail_param(f->err, LIFE_ERR_RANGE, lc_params[f->id].name,
                             "basic_count is asked of coverage; here one "
                             "category is");
    if (!use || !(use->flags & LIFE_USE_COUNTED))
        return lc_fail_param(f->err, LIFE_ERR_RANGE, lc_params[f->id].name,
                             "basic_count is asked of coverage; here "
                             "all_basic stands for the basic categories");
    out->counted = true;
    return LIFE_OK;
}

static bool is_of_group(const lc_category *c, const char *word)
{
    return !strcmp(c->group, word) || !strcmp(c->group_zh, word) ||
           !strcasecmp(c->group_en, word);
}

/* As tables in Chinese head a column. */
static bool is_said(const char *word, lc_sentence id)
{
    return !strcmp(lc_say_text(LIFE_LANG_ZH, id), word);
}

/* A category, all_basic, or a group: all that is in it. A category goes before
 * a group of the same name. */
static lc_status add_category(finding *f, const char *id, lc_categories *out)
{
    uint32_t c = lc_world_category_named(f->w, id);
    bool found = false;

    if (!strcmp(id, "basic_count") || is_said(id, LIFE_SAY_MATRIX_COUNT))
        return add_count(f, out);
    if (c == LIFE_ALL_BASIC || is_said(id, LIFE_SAY_RULE_ALL_BASIC)) {
        out->basic = true;
        return LIFE_OK;
    }
    if (c != LIFE_NONE) {
        lc_catset_add(&out->set, c);
        return LIFE_OK;
    }
    for (c = 0; c < lc_world_category_count(f->w); c++)
        if (is_of_group(lc_world_category(f->w, c), id)) {
            lc_catset_add(&out->set, c);
            found = true;
        }
    return found ? LIFE_OK : unknown_category(f, id);
}

/* The one that was named, be it twice. */
static uint32_t only_of(const lc_categories *c)
{
    uint32_t only = lc_catset_only(&c->set);

    if (c->basic)
        return lc_catset_is_empty(&c->set) ? LIFE_ALL_BASIC : LIFE_ANY_CATEGORY;
    return only == LIFE_CATSET_END ? LIFE_ANY_CATEGORY : only;
}

/* None given is all of them, all_basic among them. */
/* The ceiling counts what was written, not what it comes to. */
static lc_status find_categories(finding *f)
{
    lc_categories *out = &f->value->categories;
    const char *s = f->value->text, *name = lc_params[f->id].name;
    size_t n = 0, count = lc_world_category_count(f->w);
    char id[64];
    lc_status st = LIFE_OK;

    *out = (lc_categories){.only = LIFE_ANY_CATEGORY};
    if (!s) {
        out->set = lc_catset_first(count);
        out->basic = true;
        return LIFE_OK;
    }
    for (bool more = true; more && !st; s++) {
        if (n++ == lc_params[f->id].most)
            return lc_fail_param(
                f->err, LIFE_ERR_LIMIT, name,
                "%s lists more than %u; a group stands for all in it",
                lc_args_label(f->args, f->id).text, lc_params[f->id].most);
        if (!lc_names_item(&s, id, sizeof id))
            return lc_fail_param(f->err, LIFE_ERR_RANGE, name,
                                 "%s holds a name longer than %zu bytes",
                                 lc_args_label(f->args, f->id).text,
                                 sizeof id - 1);
        st = add_category(f, id, out);
        more = *s != '\0';
    }
    out->only = only_of(out);
    return st;
}

/* ---- services ---- */

/* All there are, as nobody could guess them. */
static lc_status unknown_service(finding *f, const char *word)
{
    lc_buf ids = {0};

    for (uint32_t i = 0; i < lc_world_service_count(f->w); i++)
        lc_buf_printf(&ids, "%s%s", i ? ", " : "",
                      lc_world_service(f->w, i)->id);
    lc_fail_param(f->err, LIFE_ERR_RANGE, lc_params[f->id].name,
                  "there is no service \"%.60s\"; there are: %s", word,
                  ids.data && !ids.failed ? ids.data : "none");
    lc_buf_free(&ids);
    return LIFE_ERR_RANGE;
}

static lc_status too_many_services(finding *f)
{
    return lc_fail_param(
        f->err, LIFE_ERR_LIMIT, lc_params[f->id].name, "%s lists more than %u",
        lc_args_label(f->args, f->id).text, lc_params[f->id].most);
}

/* The item at *s, without blanks around it, into `word` (cut, as no name is so
 * long), *s moved behind the sign that ends it. Also by the comma of a Chinese
 * keyboard. */
static void take_service(const char **s, char *word, size_t size)
{
    static const char *const signs[] = {",", "，", "、"};
    const char *end = *s + strlen(*s), *next = end;

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *at = strstr(*s, signs[i]);

        if (at && at < end) {
            end = at;
            next = at + strlen(signs[i]);
        }
    }
    *s += strspn(*s, " ");
    while (end > *s && end[-1] == ' ')
        end--;
    lc_utf8_format(word, size, "%.*s", end - *s < 63 ? (int)(end - *s) : 63,
                   *s);
    *s = next;
}

/* Absent, or empty as a form sends it: whatever they offer. */
static lc_status find_services(finding *f)
{
    const char *s = f->value->text;
    size_t count = 0;
    char word[64];

    f->value->services = 0;
    while (s && *s) {
        uint32_t i;

        if (count++ == lc_params[f->id].most)
            return too_many_services(f);
        take_service(&s, word, sizeof word);
        i = lc_world_service_find(f->w, word);
        if (i == LIFE_NONE)
            return unknown_service(f, word);
        f->value->services |= UINT64_C(1) << i;
    }
    return LIFE_OK;
}

/* ---- a drawn area ---- */

/* NULL lets an area say that it is in another one: that is not overruled by
 * what nobody asked for. */
static const char *area_crs(const finding *f)
{
    const lc_value *crs = &f->args->v[LIFE_PARAM_CRS];

    return crs->given ? lc_crs_degrees_names[crs->n] : NULL;
}

/* An area of another system than it is taken for: what says so. */
static lc_status wrong_crs(finding *f, const lc_error *why)
{
    return lc_fail_param(
        f->err, LIFE_ERR_RANGE, lc_params[LIFE_PARAM_CRS].name,
        "%s; say with %s which of wgs84, gcj02 and bd09 they are in, or give "
        "it in one of these",
        why->text, lc_args_label(f->args, LIFE_PARAM_CRS).text);
}

/* An error of the area names the file, as the text of it came from there. */
static lc_status read_file(finding *f)
{
    const char *path = f->value->text;
    lc_error why = {0};
    char *text = NULL;
    size_t len;
    lc_status st = lc_file_read(path, AREA_BYTES, &text, &len, f->err);

    if (!st) {
        st = lc_area_parse(text, len, area_crs(f), LIFE_AREA_POINTS_MAX,
                           &f->args->area, &why);
        if (st && why.parameter[0])
            wrong_crs(f, &why);
        else if (st)
            lc_fail(f->err, st, "%s", why.text);
        if (st)
            lc_fail_at(f->err, st, path, 0);
    }
    lc_free(text);
    return st;
}

/* An error of the area names the parameter: the text came with the request. */
static lc_status find_area(finding *f)
{
    const char *name = lc_params[f->id].name;
    lc_error why = {0};
    lc_status st;

    if (!f->value->given)
        return LIFE_OK;
    if (f->args->door == LIFE_DOOR_COMMAND)
        return read_file(f);
    st = lc_area_parse(f->value->text, f->args->body_len, area_crs(f),
                       LIFE_AREA_POINTS_MAX, &f->args->area, &why);
    if (st && why.parameter[0])
        return wrong_crs(f, &why);
    return st ? lc_fail_param(f->err, st, name, "%s: %s", name, why.text)
              : LIFE_OK;
}

/* ---- all of them ---- */

/* By type; what the others mean needs no city. */
static lc_status (*const finders[LIFE_TYPE_COUNT])(finding *f) = {
    [LIFE_TYPE_TIME] = find_time,
    [LIFE_TYPE_CATEGORIES] = find_categories,
    [LIFE_TYPE_SERVICES] = find_services,
    [LIFE_TYPE_PACE] = find_pace,
    [LIFE_TYPE_LEVEL] = find_level,
    [LIFE_TYPE_UNIT] = find_unit,
    [LIFE_TYPE_FACILITY] = find_facility,
    [LIFE_TYPE_CAPACITY] = find_capacity,
    [LIFE_TYPE_DECAY] = find_decay,
    [LIFE_TYPE_STANDARD] = find_standard,
    [LIFE_TYPE_AREA] = find_area,
};

/* Also those that this question does not take: their value is that of one that
 * was not given, so that a question's file need not ask which door it has. */
lc_status lc_args_find(lc_args *a, lc_study *study, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (int id = 1; !st && id < LIFE_PARAM_COUNT; id++) {
        finding f = {
            a, (lc_param_id)id, study, lc_study_world(study), &a->v[id], err};

        if (finders[lc_params[id].type])
            st = finders[lc_params[id].type](&f);
    }
    return st;
}
