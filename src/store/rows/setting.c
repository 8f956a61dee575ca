/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/setting.c - the table of settings.
 *
 * A value is text whatever it means; who reads it knows the form.
 */
#include "lifecircle/store/rows/setting.h"

#include "src/store/rows/rows.h"

#include <string.h>

typedef lc_stored_setting row;

static const lc_column columns[] = {
    LIFE_COLUMN(key, "key", 0),
    LIFE_COLUMN(value, "value", 0),
};
static const lc_rows_table table = LIFE_TABLE("setting", columns);

lc_status lc_setting_rows(lc_city *c, lc_stored_setting *r, lc_rows **out,
                          lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT key, value FROM setting ORDER BY key", false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_setting_get(lc_city *c, const char *key, char *out, size_t size,
                         lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT value FROM setting WHERE key = :key", false};
    lc_stored_setting of = {.key = key}, r;
    lc_rows *rows;
    lc_status st = lc_rows_read(c, &sql, &of, &r, &rows, err);

    out[0] = '\0';
    if (lc_rows_next(&rows, &st, err)) {
        size_t len = strlen(r.value);

        if (len < size)
            memcpy(out, r.value, len + 1);
        else
            st = lc_fail(err, LIFE_ERR_LIMIT,
                         "%s: setting %s has %zu bytes, at most %zu are read",
                         c->path, key, len, size - 1);
    }
    lc_rows_close(&rows);
    return st;
}

lc_status lc_setting_put(lc_city *c, const char *key, const char *value,
                         lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "INSERT INTO setting(key, value) VALUES(:key, :value)"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        false};
    lc_stored_setting r = {key, value};

    return lc_rows_run(c, &sql, &r, err);
}

lc_status lc_setting_remove(lc_city *c, const char *key, lc_error *err)
{
    static const lc_sql sql = {&table, "DELETE FROM setting WHERE key = :key",
                               false};
    lc_stored_setting of = {.key = key};

    return lc_rows_run(c, &sql, &of, err);
}
