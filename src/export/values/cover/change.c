/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/change.c - see change.h.
 *
 * Shares are millionths, divided exactly: before and the causes add up to after
 * in the digits that are written.
 */
#include "src/export/values/cover/change.h"

#include "src/export/values/category.h"

#include <math.h>

static const lc_unit *unit_of(const lc_comparison *c,
                              const lc_cover_change *row)
{
    return row->where == LIFE_WHERE_UNIT
               ? lc_world_unit(c->after, c->units.v.v[row->pair].after)
               : NULL;
}

const char *lc_cover_change_unit(const lc_comparison *c,
                                 const lc_cover_change *row)
{
    const lc_unit *u = unit_of(c, row);

    return u ? u->code : NULL;
}

const char *lc_cover_change_name(const lc_comparison *c,
                                 const lc_cover_change *row)
{
    const lc_unit *u = unit_of(c, row);

    return u ? u->name : NULL;
}

const char *lc_cover_change_where(const lc_cover_change *row)
{
    static const char *const words[] = {[LIFE_WHERE_ALL] = "all",
                                        [LIFE_WHERE_UNIT] = "unit",
                                        [LIFE_WHERE_OUTSIDE] = "outside"};

    return words[row->where];
}

const char *lc_cover_change_category(const lc_cover_change *row)
{
    return row->category ? row->category->id : "all_basic";
}

static lc_cell share_cell(bool known, int64_t millionths)
{
    return lc_cell_real(known ? (double)millionths / 1e6 : NAN);
}

static lc_cell before_cell(const lc_cover_change *row)
{
    return share_cell(lc_share_is_known(row->before), row->share_before);
}

static lc_cell after_cell(const lc_cover_change *row)
{
    return share_cell(lc_share_is_known(row->after), row->share_after);
}

static lc_cell cause_cell(const lc_cover_change *row, lc_factor f)
{
    return share_cell(row->has_causes && row->has_shares, row->share_cause[f]);
}

static lc_cell least_cell(const lc_cover_change *row, lc_factor f)
{
    return share_cell(row->has_causes && row->has_least, row->least_cause[f]);
}

/* What a cause made of the covered, and of the unknown weight. */
static lc_cell covered_cell(const lc_cover_change *row, lc_factor f)
{
    return lc_cell_if(row->has_causes, row->cause[f].covered);
}

static lc_cell unknown_cell(const lc_cover_change *row, lc_factor f)
{
    return lc_cell_if(row->has_causes, row->cause[f].unknown);
}

#define SIDE(X, when, en, zh)                                                  \
    X("total_" #when, LIFE_MILLI, "", "all, " en, zh "总计",                   \
      lc_cell_whole(row->when.total))                                          \
    X("covered_" #when, LIFE_MILLI, "", "covered, " en, zh "已覆盖",           \
      lc_cell_whole(row->when.covered))                                        \
    X("unknown_" #when, LIFE_MILLI, "", "not known, " en, zh "未知",           \
      lc_cell_whole(row->when.unknown))                                        \
    X("share_" #when, LIFE_DECIMAL(6), "", "share of what is known, " en,      \
      zh "已知部分覆盖率", when##_cell(row))                                   \
    X("share_min_" #when, LIFE_DECIMAL(6), "", "share at least, " en,          \
      zh "覆盖率下限", lc_cell_real(lc_share_least(row->when)))                \
    X("share_max_" #when, LIFE_DECIMAL(6), "", "share at most, " en,           \
      zh "覆盖率上限", lc_cell_real(lc_share_most(row->when)))

#define CAUSE(X, id, factor, en, zh)                                           \
    X("cause_" id, LIFE_DECIMAL(6), "", "change of the share by " en,          \
      "覆盖率变化：" zh, cause_cell(row, factor))                              \
    X("cause_min_" id, LIFE_DECIMAL(6), "",                                    \
      "change of the least share by " en, "覆盖率下限变化：" zh,               \
      least_cell(row, factor))                                                 \
    X("covered_by_" id, LIFE_MILLI, "", "change of covered by " en,            \
      "已覆盖变化：" zh, covered_cell(row, factor))                            \
    X("unknown_by_" id, LIFE_MILLI, "", "change of not known by " en,          \
      "未知变化：" zh, unknown_cell(row, factor))

#define COVER_FIELDS(X)                                                        \
    X("unit", LIFE_TEXT, "", "unit", "单元",                                   \
      lc_cell_text(lc_cover_change_unit(c, row)))                              \
    X("unit_name", LIFE_TEXT, "", "unit's name", "单元名称",                   \
      lc_cell_text(lc_cover_change_name(c, row)))                              \
    X("where", LIFE_TEXT, "", "whose homes", "谁的住处",                       \
      lc_cell_text(lc_cover_change_where(row)))                                \
    X("category", LIFE_TEXT, "", "category", "类别",                           \
      lc_cell_text(lc_cover_change_category(row)))                             \
    SIDE(X, before, "before", "以前")                                          \
    SIDE(X, after, "after", "现在")                                            \
    X("change", LIFE_DECIMAL(6), "", "change of the share", "覆盖率变化",      \
      share_cell(row->has_shares, row->share_after - row->share_before))       \
    CAUSE(X, "facilities", LIFE_FACTOR_FACILITIES, "facilities", "设施")       \
    CAUSE(X, "network", LIFE_FACTOR_NETWORK, "streets", "街道")                \
    CAUSE(X, "homes", LIFE_FACTOR_HOMES, "homes", "住处")                      \
    CAUSE(X, "residents", LIFE_FACTOR_RESIDENTS, "what homes weigh",           \
          "住处的权重")                                                        \
    CAUSE(X, "rules", LIFE_FACTOR_RULES, "rules", "规则")

static const lc_export_field cover_fields[] = {COVER_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_cover_change_fields = LIFE_FIELDS(cover_fields);

void lc_cover_change_values(lc_row *r, const lc_comparison *c,
                            const lc_cover_change *row)
{
    COVER_FIELDS(LIFE_VALUE_OF)
}

/* ---- facilities ---- */

static const char *const trait_ids[LIFE_TRAITS] = {
    [LIFE_TRAIT_ID] = "id",
    [LIFE_TRAIT_NAME] = "name",
    [LIFE_TRAIT_CATEGORIES] = "categories",
    [LIFE_TRAIT_POSITION] = "position",
    [LIFE_TRAIT_OUTLINE] = "outline",
    [LIFE_TRAIT_ADDRESS] = "address",
    [LIFE_TRAIT_PHONE] = "phone",
    [LIFE_TRAIT_HOURS] = "opening_hours",
    [LIFE_TRAIT_WEBSITE] = "website",
    [LIFE_TRAIT_WHEELCHAIR] = "wheelchair",
    [LIFE_TRAIT_ATTRIBUTES] = "attributes",
};

const char *lc_change_trait(lc_trait t)
{
    return trait_ids[t];
}

const lc_facility *lc_change_facility(const lc_comparison *c,
                                      const lc_change *one, const lc_world **in)
{
    bool now = one->after != LIFE_NONE;

    *in = now ? c->after : c->before;
    return lc_world_facility(*in, now ? one->after : one->before);
}

/* NULL: it was not there. */
static const lc_facility *before_of(const lc_comparison *c,
                                    const lc_change *one)
{
    return one->before == LIFE_NONE ? NULL
                                    : lc_world_facility(c->before, one->before);
}

static lc_cell categories_of(lc_row *r, const lc_world *w, const lc_facility *f)
{
    const char **all = lc_row_words(r, lc_world_category_count(w));
    size_t n = 0;

    for (LIFE_CATSET_EACH(k, f->categories))
        if (all)
            all[n++] = lc_category_id(w, k);
    return lc_cell_list(all, n);
}

static lc_cell traits_of(lc_row *r, const lc_change *one)
{
    const char **all = lc_row_words(r, LIFE_TRAITS);
    size_t n = 0;

    for (int t = 0; t < LIFE_TRAITS; t++)
        if (all && one->traits >> t & 1)
            all[n++] = lc_change_trait((lc_trait)t);
    return lc_cell_list(all, n);
}

static lc_cell degrees(bool placed, int32_t e7)
{
    return lc_cell_real(placed ? e7 / 1e7 : NAN);
}

#define CHANGE_FIELDS(X)                                                       \
    X("id", LIFE_TEXT, "", "id", "编号", lc_cell_text(f->id))                  \
    X("name", LIFE_TEXT, "", "name", "名称", lc_cell_text(f->name))            \
    X("category", LIFE_TEXT, "", "category", "类别",                           \
      lc_cell_text(all.count ? all.is.list[0] : NULL))                         \
    X("categories", LIFE_LIST, "", "all its categories", "全部类别", all)      \
    X("kind", LIFE_TEXT, "", "what became of it", "变化",                      \
      lc_cell_text(lc_fate_id(one->fate)))                                     \
    X("lon", LIFE_DECIMAL(7), "deg", "longitude", "经度",                      \
      degrees(f->placed, f->pt.lon))                                           \
    X("lat", LIFE_DECIMAL(7), "deg", "latitude", "纬度",                       \
      degrees(f->placed, f->pt.lat))                                           \
    X("source", LIFE_TEXT, "", "source", "来源", lc_cell_text(f->source))      \
    X("by", LIFE_TEXT, "", "known by", "凭什么认定",                           \
      lc_cell_known(lc_kin_id(one->by)))                                       \
    X("before_id", LIFE_TEXT, "", "id before", "以前的编号",                   \
      was ? lc_cell_text(was->id) : lc_cell_text(NULL))                        \
    X("before_lon", LIFE_DECIMAL(7), "deg", "longitude before", "以前的经度",  \
      degrees(was && was->placed, was ? was->pt.lon : 0))                      \
    X("before_lat", LIFE_DECIMAL(7), "deg", "latitude before", "以前的纬度",   \
      degrees(was && was->placed, was ? was->pt.lat : 0))                      \
    X("metres", LIFE_DECIMAL(1), "m", "how far apart", "相距",                 \
      lc_cell_real(one->metres))                                               \
    X("changed", LIFE_LIST, "", "what differs", "不同之处", traits_of(r, one)) \
    X("doubtful", LIFE_BOOL, "", "may be two places", "可能是两处",            \
      lc_cell_whole(one->doubtful))                                            \
    X("rivals", LIFE_INTEGER, "", "others that might be meant",                \
      "其他可能的对应", lc_cell_whole(one->rivals))                            \
    X("beyond", LIFE_BOOL, "", "beyond the other file's extent",               \
      "在另一文件的范围之外", lc_cell_whole(one->beyond))

static const lc_export_field change_fields[] = {CHANGE_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_change_fields = LIFE_FIELDS(change_fields);

void lc_change_values(lc_row *r, const lc_comparison *c, const lc_change *one)
{
    const lc_world *w;
    const lc_facility *f = lc_change_facility(c, one, &w);
    const lc_facility *was = before_of(c, one);
    const lc_cell all = categories_of(r, w, f);

    r->id = f->id;
    r->geometry = (lc_geometry){.pt = f->pt, .placed = f->placed};
    CHANGE_FIELDS(LIFE_VALUE_OF)
}
