/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/setting.c - what a city is, by key.
 *
 * Some dozen pairs, so a look-up goes through all of them.
 */
#include "src/world/setting.h"

#include "lifecircle/store/rows/setting.h"
#include "src/world/city.h"

#include <string.h>

static lc_status add(lc_world *w, const char *text, lc_error *err)
{
    const char *t = lc_world_keep(w, text);

    return t && lc_vec_push(&w->setting, t) ? LIFE_OK
                                            : lc_no_memory(err, "the settings");
}

lc_status lc_world_setting_load(lc_city *c, lc_world *w, lc_error *err)
{
    lc_stored_setting row = {0};
    lc_rows *rows;
    lc_status st = lc_setting_rows(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        st = add(w, row.key, err);
        if (!st)
            st = add(w, row.value, err);
    }
    return st;
}

const char *lc_world_setting(const lc_world *w, const char *key)
{
    for (size_t i = 0; i + 1 < w->setting.n; i += 2)
        if (!strcmp(w->setting.v[i], key))
            return w->setting.v[i + 1];
    return "";
}
