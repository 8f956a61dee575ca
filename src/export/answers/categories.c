/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/answers/categories.c - the table of categories.
 */
#include "lifecircle/export/answers/categories.h"

#include "lifecircle/base/json.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facilities/service.h"
#include "src/export/answers/place.h"

/* Those that some say they offer, and how many do, to choose from. */
static void put_services(lc_json *j, const lc_world *w, uint32_t category)
{
    uint32_t n[LIFE_MAX_SERVICES];

    lc_world_service_counts(w, category, n);
    lc_json_array(j, "services");
    for (uint32_t i = 0; i < lc_world_service_count(w); i++) {
        if (!n[i])
            continue;
        lc_json_object(j, NULL);
        lc_place_service(j, w, i);
        lc_json_int(j, "facilities", n[i]);
        lc_json_end(j);
    }
    lc_json_end(j);
}

/* How many facilities there are is said with each, as 0 is what most wonder
 * about. Minutes are null where the table sets none. */
void lc_answer_categories(lc_buf *out, const lc_world *w)
{
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_array(&j, "categories");
    for (uint32_t i = 0; i < lc_world_category_count(w); i++) {
        const lc_category *c = lc_world_category(w, i);

        lc_json_object(&j, NULL);
        lc_json_str(&j, "id", c->id);
        lc_json_str(&j, "group", c->group);
        lc_json_str(&j, "group_zh", c->group_zh);
        lc_json_str(&j, "group_en", c->group_en);
        lc_json_str(&j, "name_zh", c->name_zh);
        lc_json_str(&j, "name_en", c->name_en);
        if (c->walk_minutes > 0)
            lc_json_int(&j, "walk_minutes", c->walk_minutes);
        else
            lc_json_null(&j, "walk_minutes");
        lc_json_bool(&j, "basic", c->basic);
        lc_json_int(&j, "facilities", c->facility_count);
        put_services(&j, w, i);
        lc_json_end(&j);
    }
    lc_json_end(&j);
    lc_json_end(&j);
}
