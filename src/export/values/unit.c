/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/unit.c - see unit.h.
 *
 * Where a unit is named by its number that may be LIFE_NONE: of homes that lie
 * in none, or of the city itself.
 */
#include "src/export/values/unit.h"

#include "lifecircle/world/unit.h"

const char *lc_unit_code(const lc_world *w, uint32_t unit)
{
    return unit == LIFE_NONE ? NULL : lc_world_unit(w, unit)->code;
}

const char *lc_unit_name(const lc_world *w, uint32_t unit)
{
    return unit == LIFE_NONE ? NULL : lc_world_unit(w, unit)->name;
}

/* A rest may have a place that stands for it: it is a rest all the same. */
const char *lc_unit_known_by(const lc_unit *u)
{
    if (u->rest_of != LIFE_NONE)
        return "rest";
    if (lc_world_unit_is_alone(u))
        return "name";
    return u->seated ? "centre" : "boundary";
}

#define UNIT_FIELDS(X)                                                         \
    X("code", LIFE_TEXT, "", "code", "代码", lc_cell_text(u->code))            \
    X("name", LIFE_TEXT, "", "name", "名称", lc_cell_text(u->name))            \
    X("name_en", LIFE_TEXT, "", "English name", "英文名称",                    \
      lc_cell_known(u->name_en))                                               \
    X("level", LIFE_TEXT, "", "level", "层级", lc_cell_text(u->level))         \
    X("parent", LIFE_TEXT, "", "unit above", "上级单元",                       \
      lc_cell_text(lc_unit_code(w, u->parent)))                                \
    X("approximate", LIFE_BOOL, "", "outline is approximate", "边界为近似",    \
      lc_cell_whole(u->approximate))                                           \
    X("urban", LIFE_BOOL, "", "urban", "城镇",                                 \
      lc_cell_if(u->urban >= 0, u->urban > 0))                                 \
    X("known_by", LIFE_TEXT, "", "boundary, centre, rest or name", "依据",     \
      lc_cell_text(lc_unit_known_by(u)))                                       \
    X("weight", LIFE_MILLI, "", "weight of its homes", "住处权重",             \
      lc_cell_if(!lc_world_unit_is_alone(u), u->weight))                       \
    X("homes", LIFE_INTEGER, "", "homes", "住处数",                            \
      lc_cell_if(!lc_world_unit_is_alone(u), u->home_count))                   \
    X("facilities", LIFE_INTEGER, "", "facilities inside", "设施数",           \
      lc_cell_whole(u->facility_count))                                        \
    X("source", LIFE_TEXT, "", "source", "来源", lc_cell_text(u->source))

static const lc_export_field fields[] = {UNIT_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_unit_fields = LIFE_FIELDS(fields);

void lc_unit_values(lc_row *r, const lc_world *w, const lc_unit *u)
{
    UNIT_FIELDS(LIFE_VALUE_OF)
}

static const lc_export_field where_fields[] = {
    LIFE_WHERE_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_unit_where_fields = LIFE_FIELDS(where_fields);

/* A level is told for "outside" too: which units these are outside of. */
void lc_unit_where(lc_row *r, const lc_world *w, uint32_t unit, uint32_t level,
                   bool area)
{
    const char *code = area ? NULL : "outside", *name = code;
    const char *level_name = NULL;

    if (unit != LIFE_NONE) {
        code = lc_world_unit(w, unit)->code;
        name = lc_world_unit(w, unit)->name;
        level_name = lc_world_unit(w, unit)->level;
    } else if (!area && level < lc_world_level_count(w)) {
        level_name = lc_world_level(w, level);
    }
    LIFE_WHERE_FIELDS(LIFE_VALUE_OF)
}
