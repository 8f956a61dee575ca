/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/units/levels.c - which administrative level becomes which
 * level of units.
 *
 * Countries number their administrative levels differently. The table says
 * what they become by default, the option --units what they become here; the
 * finest level comes last whatever its number.
 */
#include "src/import/osm/units/levels.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/unit.h"

#include <stdio.h>
#include <string.h>

/* Several admin levels may become one level of units. */
static lc_status add_level(lc_osm_levels *l, const char *name, int64_t admin,
                           lc_error *err)
{
    int at = 0;

    while (at < l->count && strcmp(l->name[at], name))
        at++;
    if (at == LIFE_OSM_LEVELS_MOST)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than %d levels of units",
                       LIFE_OSM_LEVELS_MOST);
    if (at == l->count) {
        snprintf(l->name[at], sizeof l->name[at], "%s", name);
        l->count++;
    }
    if (admin > 0 && admin <= LIFE_OSM_ADMIN_MOST)
        l->of_admin[admin] = at;
    return LIFE_OK;
}

/* Levels are parts of addresses and names of columns. */
static bool is_level_name(const char *s, size_t len)
{
    return len > 0 && len < LIFE_OSM_LEVEL_BYTES && s[0] >= 'a' &&
           s[0] <= 'z' &&
           strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") >= len;
}

/* "street=8,community=10": the admin level of each name. */
static lc_status
parse_option(const char *option,
             char name[LIFE_OSM_ADMIN_MOST + 1][LIFE_OSM_LEVEL_BYTES],
             lc_error *err)
{
    for (const char *s = option; s;) {
        const char *comma = strchr(s, ',');
        size_t len = strcspn(s, "=,");
        const char *value = s + len + (s[len] == '=');
        size_t digits = strcspn(value, ",");
        char number[4] = "";
        uint64_t admin = 0;

        if (digits < sizeof number)
            memcpy(number, value, digits);
        if (s[len] != '=' || !is_level_name(s, len) ||
            !lc_parse_uint(number, LIFE_OSM_ADMIN_MOST, &admin) || admin < 2)
            return lc_fail_param(
                err, LIFE_ERR_RANGE, "units",
                "\"%.60s\" is not LEVEL=ADMIN_LEVEL,... such as street=8,"
                "community=10 (a name in small letters, a number 2 to %d)",
                s, LIFE_OSM_ADMIN_MOST);
        memcpy(name[admin], s, len);
        name[admin][len] = '\0';
        s = comma ? comma + 1 : NULL;
    }
    return LIFE_OK;
}

/* From the coarsest number to the finest, however they were given. */
static lc_status levels_by_option(lc_osm_levels *l, const char *option,
                                  lc_error *err)
{
    char name[LIFE_OSM_ADMIN_MOST + 1][LIFE_OSM_LEVEL_BYTES] = {{0}};
    lc_status st = parse_option(option, name, err);

    for (int admin = 2; !st && admin <= LIFE_OSM_ADMIN_MOST; admin++)
        if (*name[admin])
            st = add_level(l, name[admin], admin, err);
    return st;
}

/* The table's own faults are told with its line. */
static lc_status levels_by_table(lc_osm_levels *l, const lc_table *t,
                                 lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < lc_table_rows(t); i++) {
        const char *admin = lc_table_cell(t, i, "admin_level");
        const char *level = lc_table_cell(t, i, "level");
        const char *nested = lc_table_cell(t, i, "nested");
        uint64_t n = 0;

        if (!*admin) /* of tables alone */
            continue;
        if (!lc_parse_uint(admin, LIFE_OSM_ADMIN_MOST, &n) || n < 1 ||
            !is_level_name(level, strlen(level)) ||
            (*nested && !is_level_name(nested, strlen(nested))))
            st = lc_fail_at(err,
                            lc_fail(err, LIFE_ERR_PARSE,
                                    "admin_level \"%s\" and level \"%s\": a"
                                    " number 1 to %d and a name are needed",
                                    admin, level, LIFE_OSM_ADMIN_MOST),
                            lc_table_source(t), lc_table_line(t, i));
        else
            st = add_level(l, level, (int64_t)n, err);
        if (!st)
            snprintf(l->nested[n], sizeof l->nested[n], "%s", nested);
    }
    return st;
}

/* Moves the finest level to the end, or adds it there. */
static lc_status put_finest_last(lc_osm_levels *l, const char *name,
                                 lc_error *err)
{
    lc_osm_levels old = *l;
    int finest = 0;
    lc_status st = LIFE_OK;

    while (finest < old.count && strcmp(old.name[finest], name))
        finest++;
    if (finest == old.count)
        return add_level(l, name, 0, err);
    l->count = 0;
    for (int i = 0; !st && i < old.count; i++)
        if (i != finest)
            st = add_level(l, old.name[i], 0, err);
    if (!st)
        st = add_level(l, name, 0, err);
    for (int a = 0; a <= LIFE_OSM_ADMIN_MOST; a++) {
        int was = old.of_admin[a];

        if (was >= finest)
            l->of_admin[a] = was == finest ? l->count - 1 : was - 1;
    }
    return st;
}

/* The table is read with the option too: its last row is the finest level,
 * which also takes the place points. */
lc_status lc_osm_levels_parse(const char *option, lc_osm_levels *l,
                              lc_error *err)
{
    lc_table *t = NULL;
    size_t rows;
    lc_status st = lc_table_open("levels.csv", &t, err);

    if (st)
        return st;
    rows = lc_table_rows(t);
    l->count = 0;
    memset(l->nested, 0, sizeof l->nested);
    for (int i = 0; i <= LIFE_OSM_ADMIN_MOST; i++)
        l->of_admin[i] = -1;
    if (rows == 0)
        st =
            lc_fail_at(err, lc_fail(err, LIFE_ERR_PARSE, "there are no levels"),
                       lc_table_source(t), 0);
    else
        st = option ? levels_by_option(l, option, err)
                    : levels_by_table(l, t, err);
    if (!st)
        st = put_finest_last(l, lc_table_cell(t, rows - 1, "level"), err);
    lc_table_free(t);
    return st;
}

/* From the coarsest number to the finest, so that the level of the outer ones
 * comes before that of what lies inside; the finest stays last. */
lc_status lc_osm_levels_split(lc_osm_levels *l,
                              const bool nested[LIFE_OSM_ADMIN_MOST + 1],
                              lc_error *err)
{
    const lc_osm_levels old = *l;
    const char *finest = old.name[old.count - 1];
    lc_status st = LIFE_OK;

    l->count = 0;
    for (int a = 0; a <= LIFE_OSM_ADMIN_MOST && !st; a++) {
        if (old.of_admin[a] < 0)
            continue;
        st = add_level(l,
                       nested[a] && *old.nested[a] ? old.nested[a]
                                                   : old.name[old.of_admin[a]],
                       a, err);
    }
    return st ? st : put_finest_last(l, finest, err);
}

/* Adds a level to the list. */
static void put_level(lc_buf *list, const char *level)
{
    lc_buf_printf(list, "%s%s", list->len ? " " : "", level);
}

/* Whether the level is one of this import's. */
static bool is_known(const lc_osm_levels *levels, const char *name)
{
    for (int i = 0; i < levels->count; i++)
        if (!strcmp(levels->name[i], name))
            return true;
    return false;
}

/* The levels of the city's units, by name: those of `levels` in *has, the
 * others, which tables brought, in `others`. */
static lc_status read_levels(const lc_osm_levels *l, lc_city *c, bool *has,
                             lc_buf *others, lc_error *err)
{
    lc_stored_unit row;
    lc_rows *rows;
    lc_status st = lc_unit_rows_levels(c, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        for (int i = 0; i < l->count; i++)
            has[i] |= !strcmp(l->name[i], row.level);
        if (!is_known(l, row.level))
            put_level(others, row.level);
    }
    return st;
}

/* Levels that have units, coarsest first; those that tables brought and that
 * are not known here go before the finest. */
lc_status lc_osm_levels_store(const lc_osm_levels *l, lc_city *c, lc_error *err)
{
    int finest = l->count - 1;
    bool has[LIFE_OSM_LEVELS_MOST] = {false};
    lc_buf text = {0}, others = {0};
    const char *last;
    lc_status st = read_levels(l, c, has, &others, err);

    lc_buf_puts(&text, "");
    for (int i = 0; i < finest; i++)
        if (has[i])
            put_level(&text, l->name[i]);
    if (others.len)
        put_level(&text, others.data);
    if (has[finest])
        put_level(&text, l->name[finest]);
    if (!st && (others.failed || text.failed))
        st = lc_no_memory(err, "the levels of units");
    if (st)
        goto done;
    last = strrchr(text.data, ' ');
    st = lc_setting_put(c, "levels", text.data, err);
    if (!st)
        st =
            lc_setting_put(c, "finest_level", last ? last + 1 : text.data, err);
done:
    lc_buf_free(&text);
    lc_buf_free(&others);
    return st;
}
