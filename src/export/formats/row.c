/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/row.c - a record as JSON members or as CSV cells (see
 * row.h).
 */
#include "src/export/formats/row.h"

#include <math.h>
#include <string.h>

/* ---- CSV ---- */

/* Spreadsheets run a cell that begins with one of these as a formula, also
 * after spaces and quotes, also in full width (OWASP, CSV injection). */
static bool is_formula(const char *s)
{
    static const char *const wide[] = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

    if (*s == '\t' || *s == '\r')
        return true;
    s += strspn(s, " \"'");
    if (*s && strchr("=+-@", *s))
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(s, wide[i], strlen(wide[i])) == 0)
            return true;
    return false;
}

static void put_text(lc_buf *out, const char *s)
{
    bool guard = is_formula(s);

    if (!guard && !s[strcspn(s, ",\"\r\n")]) {
        lc_buf_puts(out, s);
        return;
    }
    lc_buf_putc(out, '"');
    if (guard)
        lc_buf_putc(out, '\'');
    for (; *s; s++) {
        if (*s == '"')
            lc_buf_putc(out, '"');
        lc_buf_putc(out, *s);
    }
    lc_buf_putc(out, '"');
}

/* Opens a cell; NULL when there is no value to be put. */
static lc_buf *cell(lc_row *r, const char *key)
{
    if (r->started)
        lc_buf_putc(r->csv, ',');
    r->started = true;
    if (!r->names_only)
        return r->csv;
    put_text(r->csv, key);
    return NULL;
}

/* ---- the frame ---- */

void lc_row_begin(lc_row *r, const char *id)
{
    r->started = false;
    if (!r->json)
        return;
    lc_json_object(r->json, NULL);
    lc_json_str(r->json, "type", "Feature");
    if (id)
        lc_json_str(r->json, "id", id);
}

void lc_row_point(lc_row *r, lc_pt p, bool placed)
{
    lc_lonlat at = lc_pt_lonlat(p);

    if (!r->json) {
        lc_row_double(r, "lon", placed ? at.lon : NAN, 7);
        lc_row_double(r, "lat", placed ? at.lat : NAN, 7);
        return;
    }
    if (placed)
        lc_geojson_point(r->json, "geometry", p);
    else
        lc_json_null(r->json, "geometry");
    lc_json_object(r->json, "properties");
}

void lc_row_shape(lc_row *r, const lc_shape *s)
{
    lc_buf wkt = {0};
    lc_buf *out;

    if (r->json) {
        lc_geojson_shape(r->json, "geometry", s);
        lc_json_object(r->json, "properties");
        return;
    }
    out = cell(r, "geometry");
    if (!out || !s)
        return;
    lc_wkt_shape(&wkt, s);
    if (wkt.failed)
        out->failed = true;
    else if (wkt.len > 0)
        put_text(out, wkt.data);
    lc_buf_free(&wkt);
}

void lc_row_end(lc_row *r)
{
    if (r->json) {
        lc_json_end(r->json);
        lc_json_end(r->json);
    } else {
        lc_buf_puts(r->csv, "\r\n");
    }
}

/* ---- members ---- */

void lc_row_str(lc_row *r, const char *key, const char *s)
{
    lc_buf *out;

    if (r->json) {
        lc_json_str(r->json, key, s);
        return;
    }
    out = cell(r, key);
    if (out && s)
        put_text(out, s);
}

void lc_row_known(lc_row *r, const char *key, const char *s)
{
    lc_row_str(r, key, s && *s ? s : NULL);
}

void lc_row_int(lc_row *r, const char *key, int64_t v)
{
    lc_buf *out;

    if (r->json) {
        lc_json_int(r->json, key, v);
        return;
    }
    out = cell(r, key);
    if (out)
        lc_buf_printf(out, "%lld", (long long)v);
}

void lc_row_double(lc_row *r, const char *key, double v, int decimals)
{
    lc_buf *out;

    if (r->json) {
        lc_json_double(r->json, key, v, decimals);
        return;
    }
    out = cell(r, key);
    if (out && isfinite(v))
        lc_buf_double(out, v, decimals);
}

void lc_row_milli(lc_row *r, const char *key, int64_t thousandths)
{
    lc_buf *out;

    if (r->json) {
        lc_json_milli(r->json, key, thousandths);
        return;
    }
    out = cell(r, key);
    if (out)
        lc_buf_milli(out, thousandths);
}

void lc_row_time(lc_row *r, const char *key, uint32_t ms)
{
    if (ms == LIFE_NONE)
        lc_row_str(r, key, NULL);
    else
        lc_row_milli(r, key, ms);
}

void lc_row_bool(lc_row *r, const char *key, bool v)
{
    lc_buf *out;

    if (r->json) {
        lc_json_bool(r->json, key, v);
        return;
    }
    out = cell(r, key);
    if (out)
        lc_buf_puts(out, v ? "true" : "false");
}

void lc_row_share(lc_row *r, const char *key, int64_t part, int64_t whole)
{
    lc_row_double(r, key, whole > 0 ? (double)part / (double)whole : NAN, 6);
}

void lc_row_list(lc_row *r, const char *key, const char *const *item, size_t n)
{
    lc_buf words = {0};

    if (r->json) {
        lc_json_array(r->json, key);
        for (size_t i = 0; i < n; i++)
            lc_json_str(r->json, NULL, item[i]);
        lc_json_end(r->json);
        return;
    }
    for (size_t i = 0; i < n; i++)
        lc_buf_printf(&words, "%s%s", i ? " " : "", item[i]);
    if (words.failed)
        r->csv->failed = true;
    lc_row_str(r, key, words.data);
    lc_buf_free(&words);
}

void lc_row_json(lc_row *r, const char *key, const lc_buf *json)
{
    lc_buf *out = r->json ? r->json->out : r->csv;

    if (json->failed)
        out->failed = true;
    else if (r->json && json->len > 0)
        lc_json_raw(r->json, key, json->data, json->len);
    else
        lc_row_str(r, key, json->data);
}

/* ---- what several answers say ---- */

const char *lc_unit_code(const lc_world *w, uint32_t unit)
{
    return unit == LIFE_NONE ? NULL : lc_world_unit(w, unit)->code;
}

const char *lc_category_id(const lc_world *w, uint32_t category)
{
    if (category == LIFE_ALL_BASIC)
        return "all_basic";
    return lc_world_category(w, category)->id;
}

void lc_row_facility(lc_row *r, const lc_world *w, const lc_facility *f,
                     uint32_t category)
{
    const char *all[LIFE_MAX_CATEGORIES];
    lc_buf attributes = {0};
    size_t n = 0;

    for (uint32_t c = 0; c < lc_world_category_count(w); c++)
        if (f->categories >> c & 1)
            all[n++] = lc_category_id(w, c);
    lc_row_str(r, "id", f->id);
    lc_row_str(r, "name", f->name);
    lc_row_bool(r, "name_given", f->name_given);
    if (category == LIFE_ANY_CATEGORY)
        lc_row_str(r, "category", n > 0 ? all[0] : NULL);
    else
        lc_row_str(r, "category", lc_category_id(w, category));
    lc_row_list(r, "categories", all, n);
    lc_row_str(r, "source", f->source);
    lc_row_known(r, "checked_on", f->checked_on);
    lc_row_known(r, "address", f->address);
    lc_row_known(r, "phone", f->phone);
    lc_row_known(r, "opening_hours", f->opening_hours);
    lc_row_known(r, "website", f->website);
    lc_row_known(r, "wheelchair", f->wheelchair);
    lc_row_double(r, "area_m2", f->area_m2 > 0 ? f->area_m2 : NAN, 1);
    if (f->attributes)
        lc_buf_puts(&attributes, *f->attributes ? f->attributes : "{}");
    lc_row_json(r, "attributes", &attributes);
    lc_buf_free(&attributes);
    lc_row_str(r, "unit", lc_unit_code(w, f->unit));
}

void lc_row_unit(lc_row *r, const lc_world *w, const lc_unit *u)
{
    lc_row_str(r, "code", u->code);
    lc_row_str(r, "name", u->name);
    lc_row_known(r, "name_en", u->name_en);
    lc_row_str(r, "level", u->level);
    lc_row_str(r, "parent", lc_unit_code(w, u->parent));
    lc_row_bool(r, "approximate", u->approximate);
    if (u->urban < 0)
        lc_row_str(r, "urban", NULL);
    else
        lc_row_bool(r, "urban", u->urban > 0);
    lc_row_milli(r, "weight", u->weight);
    lc_row_int(r, "homes", u->home_count);
    lc_row_int(r, "facilities", u->facility_count);
    lc_row_str(r, "source", u->source);
}
