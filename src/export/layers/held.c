/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/layers/held.c - see the headers.
 *
 * Rows are counted before the first is written, as the head of a document
 * says how many are missing.
 */
#include "src/export/layers/held.h"

#include "lifecircle/words/say.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/pages/facility_pages.h"
#include "lifecircle/world/pages/home_pages.h"
#include "lifecircle/world/pages/street_pages.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- whose a row is ---- */

/* NULL is the common answer: the row may be given away. */
static const lc_source_info *withheld(const lc_source_info *s)
{
    return s && s->withheld ? s : NULL;
}

const lc_source_info *lc_held_facility(const lc_world *w, uint32_t facility)
{
    return withheld(
        lc_world_source_find(w, lc_world_facility(w, facility)->source));
}

lc_status lc_held_facility_at(const lc_world *w, uint32_t facility,
                              const lc_source_info **out, lc_error *err)
{
    lc_status st = lc_world_facility_source_at(w, facility, out, err);

    *out = withheld(*out);
    return st;
}

bool lc_held_any(const lc_world *w)
{
    for (uint32_t i = 0; i < lc_world_source_count(w); i++)
        if (lc_world_source(w, i)->withheld)
            return true;
    return false;
}

const lc_source_info *lc_held_unit(const lc_world *w, uint32_t unit)
{
    return withheld(lc_world_source_find(w, lc_world_unit(w, unit)->source));
}

/* Streets come from the extract alone, of which a city has one. */
const lc_source_info *lc_held_streets(const lc_world *w)
{
    return withheld(lc_world_source_of_kind(w, "osm"));
}

/* Residents lie on homes: where they may not be given away, homes may not
 * either, as a home without its weight is no home. Otherwise the extract
 * decides, from which the points come. */
const lc_source_info *lc_held_homes(const lc_world *w)
{
    const lc_source_info *people = NULL;

    if (lc_world_home_kind(w) == LIFE_HOMES_RESIDENTS)
        people = withheld(lc_world_source_of_kind(w, "residents"));
    return people ? people : lc_held_streets(w);
}

/* Figures about a unit may be given away where its outline may not, so the row
 * is written without a geometry. */
const lc_shape *lc_held_outline(const lc_world *w, const lc_unit *u)
{
    return withheld(lc_world_source_find(w, u->source)) ? NULL : u->shape;
}

/* ---- how many ---- */

static size_t facilities_of(const lc_world *w, const lc_source_info *s)
{
    size_t n = 0, all;

    /* What can't be read ends the export, which says why. */
    if (lc_world_facility_rows(w, &all, NULL))
        return 0;
    for (uint32_t i = 0; i < all; i++) {
        const lc_source_info *held;

        n += !lc_held_facility_at(w, i, &held, NULL) && held == s;
    }
    return n;
}

static size_t units_of(const lc_world *w, const lc_source_info *s)
{
    size_t n = 0;

    for (uint32_t i = 0; i < lc_world_unit_count(w); i++)
        n += lc_held_unit(w, i) == s;
    return n;
}

/* A unit that never had an outline loses none. */
static size_t outlines_of(const lc_world *w, const lc_source_info *s)
{
    size_t n = 0;

    for (uint32_t i = 0; i < lc_world_unit_count(w); i++)
        n += lc_held_unit(w, i) == s && lc_world_unit(w, i)->shape;
    return n;
}

static size_t homes_of(const lc_world *w, const lc_source_info *s)
{
    size_t n;

    return lc_held_homes(w) == s && !lc_world_home_rows(w, &n, NULL) ? n : 0;
}

static size_t streets_of(const lc_world *w, const lc_source_info *s)
{
    size_t n;

    return lc_held_streets(w) == s && !lc_world_street_rows(w, &n, NULL) ? n
                                                                         : 0;
}

/* Of a table of statistics every row is a figure of a unit. */
static size_t figures_of(const lc_world *w, const lc_source_info *s)
{
    (void)w;
    return strcmp(s->kind, "statistics") != 0 ? 0 : (size_t)s->row_count;
}

bool lc_held_figures(const lc_world *w)
{
    for (uint32_t i = 0; i < lc_world_source_count(w); i++) {
        const lc_source_info *s = lc_world_source(w, i);

        if (s->withheld && figures_of(w, s))
            return true;
    }
    return false;
}

/* What each layer leaves out of a source. */
static const struct {
    const char *layer;
    size_t (*count)(const lc_world *w, const lc_source_info *s);
    lc_sentence says;
} held[] = {
    {"facilities", facilities_of, LIFE_SAY_HELD_ROWS},
    {"units", units_of, LIFE_SAY_HELD_ROWS},
    {"homes", homes_of, LIFE_SAY_HELD_ROWS},
    {"streets", streets_of, LIFE_SAY_HELD_ROWS},
    {"coverage", outlines_of, LIFE_SAY_HELD_OUTLINES},
    {"gaps", homes_of, LIFE_SAY_HELD_GAPS},
    {"isochrones", facilities_of, LIFE_SAY_HELD_ISOCHRONES},
    {"indicators", outlines_of, LIFE_SAY_HELD_OUTLINES},
    {"indicators", figures_of, LIFE_SAY_HELD_FIGURES},
};

/* Why it is withheld is the source's licence, and stands behind the count where
 * one is known. */
static void say_source(const lc_source_info *s, size_t n, lc_sentence says,
                       lc_lang lang, lc_buf *out)
{
    char count[24];
    lc_buf licence = {0};

    snprintf(count, sizeof count, "%zu", n);
    if (*s->licence)
        LC_SAY(&licence, lang, LIFE_SAY_HELD_LICENCE, s->licence);
    if (licence.failed)
        out->failed = true;
    if (out->len)
        lc_buf_puts(out, lang == LIFE_LANG_ZH ? "；" : "; ");
    LC_SAY(out, lang, says, count, s->name, licence.len ? licence.data : "");
    lc_buf_free(&licence);
}

/* In the order of the table above, then of the sources by name, so that the
 * same city says it in the same words. */
void lc_held_say(const lc_world *w, const char *layer, lc_lang lang,
                 lc_buf *out)
{
    for (size_t h = 0; h < sizeof held / sizeof *held; h++) {
        if (strcmp(held[h].layer, layer) != 0)
            continue;
        for (uint32_t i = 0; i < lc_world_source_count(w); i++) {
            const lc_source_info *s = lc_world_source(w, i);
            size_t n = s->withheld ? held[h].count(w, s) : 0;

            if (n)
                say_source(s, n, held[h].says, lang, out);
        }
    }
}
