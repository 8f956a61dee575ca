/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/cities.c - see cities.h.
 */
#include "src/http/api/cities.h"

#include "lifecircle/base/json.h"
#include "lifecircle/export/answers/city.h"
#include "lifecircle/world/setting.h"
#include "src/http/serve/response.h"
#include "src/http/serve/service.h"

/* Name and extent, by which people and programs choose; null while there is no
 * good file. */
static void put_city(lc_json *j, const lc_served *city)
{
    lc_lease lease;
    bool ready = lc_generations_hold(city->generations, &lease);
    lc_buf home = {0};

    lc_links_put(&home, &city->links, "/");
    lc_json_object(j, NULL);
    lc_json_str(j, "id", city->id);
    lc_json_str(j, "home", home.data);
    lc_json_bool(j, "ready", ready);
    lc_json_str(j, "name",
                ready ? lc_world_setting(lease.world, "name") : NULL);
    lc_json_str(j, "generation", ready ? lease.id : NULL);
    lc_answer_city_extent(j, ready ? lease.world : NULL);
    lc_json_end(j);
    if (ready)
        lc_generations_give(city->generations, &lease);
    j->out->failed |= home.failed;
    lc_buf_free(&home);
}

lc_status lc_api_cities(const lc_context *ctx, lc_request *req,
                        lc_response *res, lc_error *err)
{
    const lc_cities *cities = ctx->service->cities;
    lc_json j;

    (void)req;
    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    lc_json_array(&j, "cities");
    for (size_t i = 0; i < lc_cities_count(cities); i++)
        put_city(&j, lc_cities_at(cities, i));
    lc_json_end(&j);
    lc_json_end(&j);
    return lc_response_done(res, "application/json", err);
}
