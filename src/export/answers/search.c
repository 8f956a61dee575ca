/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/search.c - hits of a search.
 */
#include "lifecircle/export/answers/search.h"

#include "lifecircle/base/json.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/study/find.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/facilities/service.h"
#include "lifecircle/world/facility.h"
#include "src/export/values/category.h"

#include <math.h>
#include <string.h>

/* A service is asked for where somebody says that he offers it: of places that
 * say nothing the answer would have none. */
void lc_answer_search_question(lc_buf *out, const lc_world *w,
                               const lc_find *find, const lc_hit *h,
                               const lc_links *links)
{
    lc_lonlat at = lc_pt_lonlat(find->at);

    if (links)
        lc_links_question(out, links, "/nearest", NULL);
    lc_buf_printf(out,
                  links ? "?category=%s" : "lifecircle nearest --category %s",
                  h->need->id);
    if (h->offering)
        lc_buf_printf(out, links ? "&services=%s" : " --services %s",
                      lc_world_service(w, h->need->service)->id);
    if (find->near)
        lc_buf_printf(out, links ? "&lon=%.7f&lat=%.7f" : " --at %.7f,%.7f",
                      at.lon, at.lat);
}

static void put_question(lc_json *j, const lc_world *w, const lc_find *find,
                         const lc_hit *h, const lc_links *links)
{
    lc_buf b = {0};

    lc_answer_search_question(&b, w, find, h, links);
    if (!b.failed)
        lc_json_str(j, links ? "nearest" : "command", b.data);
    lc_buf_free(&b);
}

/* A need that the city can't meet says so plainly. */
static void put_none(lc_json *j, const lc_need *need)
{
    lc_buf zh = {0}, en = {0};

    LC_SAY(&zh, LIFE_LANG_ZH, LIFE_SAY_NEED_NONE, need->name_zh);
    LC_SAY(&en, LIFE_LANG_EN, LIFE_SAY_NEED_NONE, need->name_en);
    if (!zh.failed && !en.failed) {
        lc_json_str(j, "text_zh", zh.data);
        lc_json_str(j, "text", en.data);
    }
    lc_buf_free(&zh);
    lc_buf_free(&en);
}

static void put_need(lc_json *j, const lc_world *w, const lc_find *find,
                     const lc_hit *h, const lc_links *links)
{
    lc_json_str(j, "name_zh", h->need->name_zh);
    lc_json_str(j, "name_en", h->need->name_en);
    lc_json_str(j, "word", h->word);
    lc_category_put_set(j, "categories", w, &h->need->set);
    lc_json_int(j, "facilities", h->facilities);
    if (h->need->service != LIFE_NONE) {
        lc_json_str(j, "service", lc_world_service(w, h->need->service)->id);
        lc_json_int(j, "offering", h->offering);
    }
    if (h->facilities)
        put_question(j, w, find, h, links);
    else
        put_none(j, h->need);
}

/* `system` is of typed coordinates, `categories` of facilities, `service` of
 * needs that are one; others have no
 * such member. */
static void put_hit(lc_json *j, const lc_world *w, const lc_find *find,
                    const lc_hit *h, const lc_links *links)
{
    uint32_t f = h->kind != LIFE_HIT_FACILITY
                     ? LIFE_NONE
                     : lc_world_facility_find(w, h->id);
    lc_lonlat at = lc_pt_lonlat(h->pt);

    lc_json_object(j, NULL);
    lc_json_str(j, "kind", lc_find_kind_id(h->kind));
    lc_json_str(j, "id", h->id);
    lc_json_str(j, "name", h->name);
    lc_json_str(j, "detail", h->detail);
    lc_json_str(j, "match", lc_find_match_id(h->match));
    if (h->kind == LIFE_HIT_POSITION)
        lc_json_str(j, "system", lc_crs_degrees_names[h->system]);
    if (f != LIFE_NONE)
        lc_category_put_set(j, "categories", w,
                            lc_world_facility(w, f)->categories);
    if (h->need)
        put_need(j, w, find, h, links);
    if (h->distance_m >= 0)
        lc_json_double(j, "distance_metres", h->distance_m, 1);
    lc_json_double(j, "lon", h->placed ? at.lon : NAN, 7);
    lc_json_double(j, "lat", h->placed ? at.lat : NAN, 7);
    lc_json_end(j);
}

/* Room for one more than the limit, which is then no allocation of 0. */
lc_status lc_answer_search(lc_buf *out, lc_study *s, const lc_find *find,
                           const lc_links *links, lc_error *err)
{
    const lc_world *w = lc_study_world(s);
    lc_hit *hit = lc_calloc(find->limit + 1, sizeof *hit);
    size_t n = 0;
    lc_json j;
    lc_status st;

    if (!hit)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for %zu hits",
                       find->limit);
    st = lc_study_find(s, find, hit, &n, err);
    if (!st) {
        lc_json_init(&j, out);
        lc_json_object(&j, NULL);
        lc_json_array(&j, "hits");
        for (size_t i = 0; i < n; i++)
            put_hit(&j, w, find, &hit[i], links);
        lc_json_end(&j);
        lc_json_end(&j);
    }
    lc_free(hit);
    return st;
}
