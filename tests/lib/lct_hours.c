/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lct_hours.c - see lct_hours.h.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_hours.h"

#include "src/store/stmt.h"

#include <stdio.h>

static void run(lct_city *c, const char *sql)
{
    lc_error err = {0};

    if (lc_stmt_exec(lct_file(c), sql, &err))
        fail_msg("%s", err.text);
}

void lct_hours(lct_city *c, const char *id, const char *text)
{
    char sql[256];

    snprintf(sql, sizeof sql,
             "UPDATE facility SET opening_hours = '%s' WHERE id = '%s'", text,
             id);
    run(c, sql);
}

lct_city *lct_hours_town(uint32_t seed, const char *category)
{
    enum { SIDE = 5, STEP = 230 };
    static const char *const kind[] = {"Mo-Fr 08:00-12:30,14:00-18:10",
                                       "24/7",
                                       "Sa-Su 10:00-22:15",
                                       "Mo-Su 20:00-03:00",
                                       "10:00+",
                                       ""};
    static const char *const rule[] = {"closed; open @ (Mo-Su 06:00-22:20)",
                                       "open; closed @ (Sa 12:00-24:00)",
                                       "closed; unknown @ (Mo-Fr 09:00-17:45)"};
    lct_city *c = lct_city_new();
    char id[32], sql[512];

    for (int i = 0; i < SIDE; i++)
        for (int k = 0; k < SIDE; k++) {
            lct_xy p = {i * STEP, k * STEP}, e = {p.x + STEP, p.y},
                   n = {p.x, p.y + STEP};

            seed = seed * 1664525u + 1013904223u;
            if (i + 1 < SIDE)
                lct_street(c, 10 * i + k, p, 10 * i + 10 + k, e, LCT_OPEN);
            if (k + 1 < SIDE && seed >> 30)
                lct_street(c, 10 * i + k, p, 10 * i + k + 1, n, LCT_OPEN);
            lct_home(c, (lct_xy){p.x + 90, p.y}, 1000 + (seed >> 20));
            if (seed >> 16 & 1)
                continue;
            snprintf(id, sizeof id, "t:%d%d", i, k);
            lct_facility(c, id, category, (lct_xy){p.x + 20, p.y});
            if (*kind[(seed >> 8) % 6])
                lct_hours(c, id, kind[(seed >> 8) % 6]);
        }
    for (int g = 0; g < 6; g++) {
        seed = seed * 1664525u + 1013904223u;
        snprintf(sql, sizeof sql,
                 "INSERT INTO closing (osm_id, modes, node, street, rule, said,"
                 " geom) SELECT 'w%d', 'foot', %s, '%s', 'x',"
                 " (SELECT geom FROM facility LIMIT 1) FROM street"
                 " WHERE id %% 7 = %u LIMIT 1",
                 g, g % 2 ? "0, id" : "from_node, 0", rule[g % 3],
                 (unsigned)(seed >> 12) % 7);
        run(c, sql);
    }
    return c;
}
