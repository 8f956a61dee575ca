/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/one_facility.c - one facility at a time, by hand.
 *
 * The fields given are read as a table of one row, so that they are called
 * and checked as in any table.
 *
 * Edits are part of the city's history: the source "manual" carries a hash
 * over all of them, so that two cities made by the same edits have the same
 * hash, and any other edit is seen.
 */
#include "lifecircle/import/one_facility.h"

#include "lifecircle/base/arena.h"
#include "lifecircle/base/file.h"
#include "lifecircle/import/terms.h"
#include "lifecircle/store/rows/facility_alias.h"
#include "lifecircle/store/rows/facility_entrance.h"
#include "lifecircle/store/rows/facility_shape.h"
#include "lifecircle/store/rows/source.h"
#include "lifecircle/store/rows/street.h"
#include "src/import/kinds/facility/write.h"
#include "src/import/kinds/row_address.h"
#include "src/import/record/attributes.h"
#include "src/import/record/columns.h"
#include "src/import/record/journal.h"
#include "src/import/record/place/shapes.h"
#include "src/import/record/words/cell_words.h"
#include "src/import/record/words/date.h"
#include "src/import/record/words/kinds.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SOURCE     "manual"
#define FIELDS_MAX 64
#define BESIDE_M   5000.0 /* around the streets a facility may well lie */

/* One edit, from its fields to the rows that it changes. */
typedef struct edit {
    lc_city *city;
    lc_arena *arena;
    const char *name[FIELDS_MAX], *value[FIELDS_MAX];
    size_t count;
    lc_record record;
    lc_columns columns;
    lc_shapes shapes;
    lc_kinds *kinds;
    lc_cell_words words;
    lc_buf text; /* categories, or attributes, or what is hashed */
    lc_buf address;
    lc_shape shape;
    lc_catset categories;
    const char *crs; /* of lon and lat; NULL: WGS 84 */
} edit;

/* FIELD=VALUE; what stands behind the first = is the value, with any others. */
static lc_status split_fields(edit *e, const char *const *fields, size_t count,
                              lc_error *err)
{
    if (count > FIELDS_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT, "at most %d fields can be given",
                       FIELDS_MAX);
    for (size_t i = 0; i < count; i++) {
        const char *equals = strchr(fields[i], '=');

        if (!equals || equals == fields[i])
            return lc_fail(err, LIFE_ERR_USAGE, "\"%.80s\" is not FIELD=VALUE",
                           fields[i]);
        e->name[i] =
            lc_arena_strndup(e->arena, fields[i], (size_t)(equals - fields[i]));
        e->value[i] = equals + 1;
        if (!e->name[i])
            return lc_no_memory(err, "a facility");
    }
    e->count = count;
    return LIFE_OK;
}

/* What an edit does something with; other columns of tables are refused, as a
 * field that is passed over would look as if it were kept. */
#define TAKEN                                                                  \
    (LIFE_FIELDS_OF_PLACE | LIFE_FIELD_BIT(name) | LIFE_FIELD_BIT(category) |  \
     LIFE_FIELD_BIT(address) | LIFE_FIELD_BIT(street) |                        \
     LIFE_FIELD_BIT(house_number) | LIFE_FIELD_BIT(phone) |                    \
     LIFE_FIELD_BIT(opening_hours) | LIFE_FIELD_BIT(website) |                 \
     LIFE_FIELD_BIT(wheelchair) | LIFE_FIELD_BIT(checked_on) |                 \
     LIFE_FIELD_BIT(closed_on) | LIFE_FIELD_BIT(unit))

#define FIELDS_THERE_ARE                                                       \
    "fields are name, category, lon, lat, address (or street and "             \
    "house_number), phone, opening_hours, website, wheelchair, checked_on, "   \
    "closed_on, unit, and attributes such as beds, seats, floor_area_m2"

/* What the tables of this field are for, where somebody may well want it. */
static const char *instead_of(int f)
{
    switch (f) {
    case LIFE_FIELD_id:
        return "a facility added by hand gets its own id";
    case LIFE_FIELD_status:
    case LIFE_FIELD_state:
        return "`lifecircle facility close ID` closes one";
    case LIFE_FIELD_unit_name:
        return "give the unit's code: unit=CODE";
    default:
        return "it is read from tables alone";
    }
}

static lc_status check_field(const edit *e, int i, lc_error *err)
{
    for (size_t a = 0; a < e->columns.attributes.n; a++)
        if (e->columns.attributes.v[a].column == i)
            return LIFE_OK;
    for (int f = 0; f < LIFE_FIELD_COUNT; f++) {
        if (e->columns.column[f] != i)
            continue;
        if (TAKEN & (UINT64_C(1) << f))
            return LIFE_OK;
        return lc_fail_param(err, LIFE_ERR_USAGE, e->name[i],
                             "\"%.40s\" is no field of one facility (%s); %s",
                             e->name[i], instead_of(f), FIELDS_THERE_ARE);
    }
    return lc_fail_param(err, LIFE_ERR_USAGE, e->name[i],
                         "\"%.40s\" is no field, or is given twice; %s",
                         e->name[i], FIELDS_THERE_ARE);
}

/* Every field given must be known, and given once. */
static lc_status check_fields(const edit *e, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (int i = 0; i < (int)e->count && !st; i++)
        st = check_field(e, i, err);
    return st;
}

/* The value of a field, "" where it was not given. */
static const char *get(const edit *e, lc_field f)
{
    return lc_columns_get(&e->columns, &e->record, f);
}

/* What is meant by the word, as in tables. */
static const char *wheelchair(const edit *e)
{
    const char *text = get(e, LIFE_FIELD_wheelchair);

    return lc_cell_words_find(&e->words, "wheelchair", text, text);
}

/* As most are, which says so without a look at all streets. The index has
 * boxes that are rounded by a metre or so: half the way is within the whole. */
static lc_status is_beside_street(const edit *e, bool *out, lc_error *err)
{
    lc_pt p = e->shape.pt[0];
    lc_box box = {p.lon, p.lat, p.lon, p.lat};

    return lc_street_rows_near(e->city, lc_box_grown(box, BESIDE_M / 2), out,
                               err);
}

/* Outside the city as it is given, and in it the other way round: Chinese
 * figures can't be mistaken, but those of many countries can. */
static lc_status check_order(const edit *e, lc_error *err)
{
    lc_lonlat p, swapped;
    lc_box city;
    bool near = false;
    lc_status st = LIFE_OK;

    if (e->shape.kind != LIFE_SHAPE_POINT)
        return LIFE_OK;
    p = lc_pt_lonlat(e->shape.pt[0]);
    swapped = (lc_lonlat){p.lat, p.lon};
    if (lc_lonlat_valid(swapped))
        st = is_beside_street(e, &near, err);
    if (st || near || !lc_lonlat_valid(swapped))
        return st;
    st = lc_street_rows_box(e->city, &city, err);
    if (st || city.min_lon > city.max_lon)
        return st;
    city = lc_box_grown(city, BESIDE_M);
    if (lc_box_contains(city, e->shape.pt[0]) ||
        !lc_box_contains(city, lc_pt_from(swapped)))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "lon",
                         "longitude and latitude are swapped: %.6f, %.6f lies "
                         "outside the city, the other way round it lies in it",
                         p.lon, p.lat);
}

/* Half a position is a slip that would move a facility to the equator. */
static lc_status read_values(edit *e, lc_error *err)
{
    lc_repair repair;
    lc_status st;

    if (lc_columns_have(&e->columns, LIFE_FIELD_lon) !=
        lc_columns_have(&e->columns, LIFE_FIELD_lat))
        return lc_fail_param(err, LIFE_ERR_USAGE, "lon",
                             "lon and lat are given together or not at all");
    if (*get(e, LIFE_FIELD_house_number) && !*get(e, LIFE_FIELD_street))
        return lc_fail_param(err, LIFE_ERR_USAGE, "house_number",
                             "house_number goes with street=...");
    lc_row_address_put(&e->columns, &e->record, &e->address);
    if (e->address.failed)
        return lc_no_memory(err, "a facility");
    st = lc_shapes_read(&e->shapes, &e->record, &e->shape, &repair, err);
    if (!st)
        st = check_order(e, err);
    if (!st && lc_columns_have(&e->columns, LIFE_FIELD_category))
        st = lc_kinds_parse(e->kinds, get(e, LIFE_FIELD_category),
                            &e->categories, err);
    return st;
}

/* Whatever open_edit() came to. */
static void close_edit(edit *e)
{
    lc_shape_clear(&e->shape);
    lc_shapes_close(&e->shapes);
    lc_kinds_close(e->kinds);
    lc_cell_words_close(&e->words);
    lc_columns_close(&e->columns);
    lc_buf_free(&e->text);
    lc_buf_free(&e->address);
    lc_arena_free(e->arena);
}

/* close_edit() is due whatever comes back. */
/* NOLINTNEXTLINE(readability-function-size): a list is two */
static lc_status open_edit(lc_city *c, const char *const *fields, size_t count,
                           const char *crs, edit *e, lc_error *err)
{
    lc_status st;

    *e = (edit){.city = c, .arena = lc_arena_new(0), .crs = crs};
    st = e->arena ? split_fields(e, fields, count, err)
                  : lc_no_memory(err, "a facility");
    if (!st)
        st = lc_columns_open(NULL, e->name, e->count, &e->columns, err);
    if (st)
        return st;
    e->record = (lc_record){.cell = e->value};
    st = check_fields(e, err);
    if (!st)
        st = lc_kinds_open(c, NULL, &e->kinds, err);
    if (!st)
        st = lc_cell_words_open(&e->words, err);
    if (!st)
        st = lc_shapes_open(crs, &e->columns, &e->shapes, err);
    return st ? st : read_values(e, err);
}

/* ---- the source "manual" ---- */

/* "" where nothing was edited yet. */
static lc_status read_hash(lc_city *c, char hash[65], lc_error *err)
{
    lc_stored_source s;
    lc_rows *rows;
    lc_status st = lc_source_rows_find(c, SOURCE, &s, &rows, err);

    hash[0] = '\0';
    while (lc_rows_next(&rows, &st, err))
        snprintf(hash, 65, "%s", s.sha256);
    return st;
}

/* The source's hash is of the hash before and this edit: so it tells the
 * whole history, and the same edits give the same hash. */
static lc_status note_edit(edit *e, const char *what, const char *id,
                           lc_error *err)
{
    static const lc_import_opts as_before = {0};
    char before[65], after[65];
    lc_terms terms;
    lc_stored_source s = {.name = SOURCE,
                          .kind = SOURCE,
                          .file = "",
                          .sha256 = after,
                          .crs = "wgs84",
                          .attribution = terms.attribution,
                          .licence = terms.licence,
                          .extent_rule = "city"};
    lc_status st = read_hash(e->city, before, err);

    if (!st)
        st = lc_terms_take(e->city, SOURCE, &as_before, &terms, err);
    if (!st)
        st = lc_facility_rows_count(e->city, SOURCE, &s.row_count, err);
    if (st)
        return st;
    s.withheld = terms.withheld;
    lc_buf_clear(&e->text);
    lc_buf_printf(&e->text, "%s\n%s\n%s\n", before, what, id);
    for (size_t i = 0; i < e->count; i++)
        lc_buf_printf(&e->text, "%s=%s\n", e->name[i], e->value[i]);
    if (e->crs)
        lc_buf_printf(&e->text, "crs=%s\n", e->crs);
    if (e->text.failed)
        return lc_no_memory(err, "a facility");
    lc_sha256(e->text.data, e->text.len, after);
    return lc_source_rows_put(e->city, &s, err);
}

/* ---- add ---- */

/* manual:1, manual:2, ...: numbers are never given twice, also when facilities
 * were removed from the middle. */
static lc_status next_id(lc_city *c, char id[64], lc_error *err)
{
    int64_t n = 0;
    lc_status st = lc_facility_rows_next_number(c, SOURCE, &n, err);

    snprintf(id, 64, SOURCE ":%" PRId64, n);
    return st;
}

/* "" stays; else YYYY-MM-DD. */
static lc_status read_date(const edit *e, lc_field f, char out[16],
                           lc_error *err)
{
    out[0] = '\0';
    if (!*get(e, f) || lc_date_parse(get(e, f), out))
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_PARSE,
                   "\"%.40s\" is not a date; write 2024-05-31", get(e, f));
}

/* Here a number that is none is refused: who types it can mend it at once. */
static lc_status read_attributes(edit *e, bool nulls, lc_error *err)
{
    lc_attributes_odd odd = {0};
    lc_told told = {.n = 0};

    lc_kinds_tell(e->kinds, get(e, LIFE_FIELD_category), &told);
    if (nulls && !lc_catset_is_empty(&e->categories))
        lc_type_facts_add(&told, LIFE_KINDS_SUBTYPE, NULL);
    lc_buf_clear(&e->text);
    lc_attributes_put(&e->columns, &e->record, nulls, &told, &e->text, &odd);
    if (odd.count)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "an attribute that is a number is given as words");
    return e->text.failed ? lc_no_memory(err, "a facility") : LIFE_OK;
}

/* A facility without a name is called by its category. */
static lc_status write_new(edit *e, const char *id, lc_error *err)
{
    const char *name = get(e, LIFE_FIELD_name);
    lc_buf kinds = {0};
    char checked[16], closed[16];
    lc_stored_facility row;
    lc_status st = read_date(e, LIFE_FIELD_checked_on, checked, err);

    if (!st)
        st = read_date(e, LIFE_FIELD_closed_on, closed, err);
    if (!st)
        st = read_attributes(e, false, err);
    lc_kinds_text(e->kinds, &e->categories, &kinds);
    if (!st && kinds.failed)
        st = lc_no_memory(err, "a facility");
    row = (lc_stored_facility){
        .id = id,
        .source = SOURCE,
        .name = *name ? name : lc_kinds_name(e->kinds, &e->categories, false),
        .name_given = *name != '\0',
        .categories = kinds.data,
        .unit_code = get(e, LIFE_FIELD_unit),
        .address = e->address.data,
        .phone = get(e, LIFE_FIELD_phone),
        .opening_hours = get(e, LIFE_FIELD_opening_hours),
        .website = get(e, LIFE_FIELD_website),
        .wheelchair = wheelchair(e),
        .checked_on = checked,
        .closed_on = closed,
        .attributes = e->text.data};
    if (!st)
        st = lc_facility_write(e->city, &row, &e->shape, err);
    lc_buf_free(&kinds);
    return st;
}

lc_status lc_one_facility_add(lc_city *c, const char *const *fields,
                              size_t count, const char *crs, char id[64],
                              lc_error *err)
{
    edit e;
    lc_status st = open_edit(c, fields, count, crs, &e, err);

    id[0] = '\0';
    if (st)
        goto done;
    if (lc_catset_is_empty(&e.categories))
        st = lc_fail_param(err, LIFE_ERR_USAGE, "category",
                           "a new facility needs category=ID");
    if (st)
        goto done;
    if (e.shape.kind == LIFE_SHAPE_NONE)
        st = lc_fail_param(err, LIFE_ERR_USAGE, "lon",
                           "a new facility needs lon=... and lat=...");
    if (st)
        goto done;
    st = next_id(c, id, err);
    if (st)
        goto done;
    st = write_new(&e, id, err);
    if (st)
        goto done;
    st = note_edit(&e, "add", id, err);
done:
    close_edit(&e);
    return st;
}

/* ---- set and close ---- */

/* An empty value is not known from now on. */
static lc_status set(edit *e, const char *id, lc_facility_text what,
                     const char *value, lc_error *err)
{
    return lc_facility_rows_set(e->city, id, what, *value ? value : NULL, err);
}

/* Each field that was given replaces what was there; "" takes it away. */
static lc_status set_words(edit *e, const char *id, lc_error *err)
{
    static const struct {
        lc_field field;
        lc_facility_text text;
    } words[] = {
        {LIFE_FIELD_name, LIFE_FACILITY_NAME},
        {LIFE_FIELD_unit, LIFE_FACILITY_UNIT_CODE},
        {LIFE_FIELD_phone, LIFE_FACILITY_PHONE},
        {LIFE_FIELD_opening_hours, LIFE_FACILITY_OPENING_HOURS},
        {LIFE_FIELD_website, LIFE_FACILITY_WEBSITE},
    };
    lc_status st = LIFE_OK;

    if (lc_columns_have(&e->columns, LIFE_FIELD_name) &&
        !*get(e, LIFE_FIELD_name))
        return lc_fail_param(err, LIFE_ERR_USAGE, "name",
                             "a name can't be taken away, only changed");
    for (size_t i = 0; !st && i < sizeof words / sizeof *words; i++)
        if (lc_columns_have(&e->columns, words[i].field))
            st = set(e, id, words[i].text, get(e, words[i].field), err);
    if (!st && (lc_columns_have(&e->columns, LIFE_FIELD_address) ||
                lc_columns_have(&e->columns, LIFE_FIELD_street)))
        st = set(e, id, LIFE_FACILITY_ADDRESS, e->address.data, err);
    if (!st && lc_columns_have(&e->columns, LIFE_FIELD_wheelchair))
        st = set(e, id, LIFE_FACILITY_WHEELCHAIR, wheelchair(e), err);
    return st;
}

/* As set_words(), but dates are brought into one form first. */
static lc_status set_dates(edit *e, const char *id, lc_error *err)
{
    static const struct {
        lc_field field;
        lc_facility_text text;
    } dates[] = {
        {LIFE_FIELD_checked_on, LIFE_FACILITY_CHECKED_ON},
        {LIFE_FIELD_closed_on, LIFE_FACILITY_CLOSED_ON},
    };
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < sizeof dates / sizeof *dates; i++) {
        char date[16];

        if (!lc_columns_have(&e->columns, dates[i].field))
            continue;
        st = read_date(e, dates[i].field, date, err);
        if (!st)
            st = set(e, id, dates[i].text, date, err);
    }
    return st;
}

/* Attributes are merged (RFC 7396: null takes one away). */
static lc_status set_kinds(edit *e, const char *id, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!lc_catset_is_empty(&e->categories)) {
        lc_buf_clear(&e->text);
        lc_kinds_text(e->kinds, &e->categories, &e->text);
        if (e->text.failed)
            return lc_no_memory(err, "a facility");
        st = set(e, id, LIFE_FACILITY_CATEGORIES, e->text.data, err);
    }
    if (st ||
        (e->columns.attributes.n == 0 && lc_catset_is_empty(&e->categories)))
        return st;
    st = read_attributes(e, true, err);
    if (!st)
        st = set(e, id, LIFE_FACILITY_ATTRIBUTES, e->text.data, err);
    return st;
}

/* Whoever moves a facility says where it is now: its outline and entrances
 * were those of the old place. */
static lc_status set_place(edit *e, const char *id, lc_error *err)
{
    lc_stored_facility_shape outline = {id, e->shape};
    double area_m2 = -1;
    lc_status st;

    if (e->shape.kind == LIFE_SHAPE_NONE)
        return LIFE_OK;
    if (e->shape.kind == LIFE_SHAPE_AREA)
        area_m2 = lc_shape_area_m2(&e->shape);
    st = lc_facility_shape_rows_remove(e->city, id, err);
    if (st)
        return st;
    st = lc_facility_entrance_rows_remove(e->city, id, err);
    if (st)
        return st;
    st = lc_facility_rows_move(e->city, id, lc_shape_inner(&e->shape), area_m2,
                               err);
    if (st || e->shape.kind == LIFE_SHAPE_POINT)
        return st;
    return lc_facility_shape_rows_insert(e->city, &outline, err);
}

/* An UPDATE of nothing would pass without a word. An id that it had before is
 * as good as the present one, which *id becomes. */
static lc_status check_known(edit *e, const char **id, lc_error *err)
{
    lc_stored_alias row;
    lc_rows *rows;
    bool known = false;
    lc_status st = lc_facility_alias_rows_find(e->city, *id, &row, &rows, err);

    while (lc_rows_next(&rows, &st, err)) {
        *id = lc_arena_strdup(e->arena, row.facility);
        if (!*id)
            st = lc_no_memory(err, "a facility");
    }
    if (!st)
        st = lc_facility_rows_known(e->city, *id, &known, err);
    if (st || known)
        return st;
    return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "id",
                         "the city has no facility \"%.80s\"", *id);
}

/* NOLINTNEXTLINE(readability-function-size): a list is two */
lc_status lc_one_facility_set(lc_city *c, const char *id,
                              const char *const *fields, size_t count,
                              const char *crs, lc_error *err)
{
    edit e;
    lc_status st = open_edit(c, fields, count, crs, &e, err);

    if (st)
        goto done;
    if (count == 0)
        st = lc_fail(err, LIFE_ERR_USAGE, "there is nothing to set");
    if (st)
        goto done;
    st = check_known(&e, &id, err);
    if (st)
        goto done;
    st = set_words(&e, id, err);
    if (st)
        goto done;
    st = set_dates(&e, id, err);
    if (st)
        goto done;
    st = set_kinds(&e, id, err);
    if (st)
        goto done;
    st = set_place(&e, id, err);
    if (st)
        goto done;
    st = note_edit(&e, "set", id, err);
done:
    close_edit(&e);
    return st;
}

lc_status lc_one_facility_close(lc_city *c, const char *id, const char *on,
                                lc_error *err)
{
    char now[32], field[64];
    const char *fields[] = {field};

    lc_city_now(now);
    now[10] = '\0'; /* the day */
    if (on && strlen(on) > 40)
        return lc_fail_param(err, LIFE_ERR_PARSE, "closed_on",
                             "\"%.40s\" is not a date; write 2024-05-31", on);
    snprintf(field, sizeof field, "closed_on=%s", on && *on ? on : now);
    return lc_one_facility_set(c, id, fields, 1, NULL, err);
}
