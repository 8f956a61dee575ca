/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/place.c - see place.h.
 */
#include "src/export/answers/place.h"

#include "lifecircle/base/local.h"
#include "lifecircle/study/walk/advice.h"
#include "lifecircle/words/reasons.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/facilities/service.h"
#include "lifecircle/world/pace.h"
#include "src/export/values/unit.h"
#include "src/export/values/when.h"

#include <math.h>

void lc_place_begin(lc_json *j, lc_buf *out)
{
    lc_json_init(j, out);
    lc_json_object(j, NULL);
    lc_json_str(j, "type", "FeatureCollection");
}

void lc_place_service(lc_json *j, const lc_world *w, uint32_t service)
{
    const lc_service *s = lc_world_service(w, service);

    lc_json_str(j, "service", s->id);
    lc_json_str(j, "name_zh", s->name[LIFE_LANG_ZH]);
    lc_json_str(j, "name_en", s->name[LIFE_LANG_EN]);
}

void lc_place_services(lc_json *j, const char *key, const lc_world *w,
                       uint64_t services)
{
    lc_json_array(j, key);
    for (uint32_t i = 0; i < lc_world_service_count(w); i++)
        if (services >> i & 1) {
            lc_json_object(j, NULL);
            lc_place_service(j, w, i);
            lc_json_end(j);
        }
    lc_json_end(j);
}

/* The place as it was asked for, to the grid of positions, so that a kept
 * answer can be asked again. */
void lc_place_put(lc_json *j, const lc_world *w, const lc_place *from)
{
    lc_lonlat at = lc_pt_lonlat(from->pt);

    lc_json_double(j, "lon", at.lon, 7);
    lc_json_double(j, "lat", at.lat, 7);
    lc_json_str(j, "pace", lc_world_pace(w, from->pace)->id);
    lc_json_str(j, "unit", lc_unit_code(w, from->unit));
    lc_json_str(j, "unit_name", lc_unit_name(w, from->unit));
    lc_json_str(j, "data_as_of", lc_as_of_city(w));
    lc_when_put(j, from->when);
    if (from->menu.wanted)
        lc_place_services(j, "services", w, from->menu.wanted);
}

static void put_words(lc_json *j, const char *key, const lc_world *w,
                      const lc_place *from, const lc_advice *a, lc_lang lang)
{
    lc_buf text = {0};

    lc_reason_advice(&text, w, from, a, lang);
    if (text.failed)
        j->out->failed = true;
    lc_json_str(j, key, text.data);
    lc_buf_free(&text);
}

/* What to do where a place has no answer; null where it has. */
static void put_help(lc_json *j, lc_walker *a, const lc_world *w,
                     const lc_place *from)
{
    lc_advice x;
    lc_lonlat at;

    if (from->reason == LIFE_REASON_NONE) {
        lc_json_null(j, "help");
        return;
    }
    lc_advice_find(a, from, &x);
    lc_json_object(j, "help");
    put_words(j, "text_zh", w, from, &x, LIFE_LANG_ZH);
    put_words(j, "text_en", w, from, &x, LIFE_LANG_EN);
    at = lc_pt_lonlat(x.at);
    lc_json_double(j, "lon", x.has_street ? at.lon : NAN, 7);
    lc_json_double(j, "lat", x.has_street ? at.lat : NAN, 7);
    lc_json_str(j, "street", *x.street ? x.street : NULL);
    lc_json_double(j, "metres", x.has_street ? x.street_m : NAN, 1);
    lc_json_double(j, "data_end_metres", x.has_end ? x.end_m : NAN, 1);
    lc_json_end(j);
}

/* Help is asked for only where there is a reason: it looks for streets. */
void lc_place_reason(lc_json *j, lc_walker *a, const lc_world *w,
                     const lc_place *from, lc_reason reason)
{
    lc_json_str(j, "reason", lc_reason_id(reason));
    put_help(j, a, w, from);
}
