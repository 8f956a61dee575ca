/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/param/param.c - the table of parameters. What a city's tables decide
 * (its paces, levels, categories) has no words and no default here: the first
 * of the table stands when nothing is asked.
 */
#include "lifecircle/ask/param/param.h"

#include "lifecircle/export/lists/lists.h"
#include "lifecircle/geo/crs.h"

#include <stdio.h>
#include <string.h>

static const char *const modes[] = {"walk", "straight", NULL};
static const char *const pictures[] = {"polygons", "streets", NULL};
static const char *const answers[] = {"no", "yes", NULL};
static const char *const layers[] = {"facilities", "units",      "homes",
                                     "streets",    "coverage",   "gaps",
                                     "isochrones", "indicators", NULL};
static const char *const geometries[] = {"lonlat", "wkt", NULL};
static const char *const weeks[] = {"week", "table", NULL};
static const char *const sides[] = {"pace", NULL};
static const char *const periods[] = {"annual", "midterm", "final", NULL};
static const char *const marks[] = {"yes", "no", NULL};
static const char *const figures[] = {"residents", "density",    "area_km2",
                                      "homes",     "facilities", NULL};
/* In the order of lc_site_model. */
static const char *const models[] = {"cover", "suffice", "median", "centre",
                                     NULL};
/* In the order of lc_lang, so that the value is one. */
static const char *const langs[] = {"zh", "en", NULL};

/* clang-format off */
const lc_param lc_params[LIFE_PARAM_COUNT] = {
    [LIFE_PARAM_LON] = {"lon", "at", 0, "LON,LAT", LIFE_TYPE_DEGREES, 0, 180,
        NULL, NULL,
        {"经度，十进制度；不填 crs 为 WGS 84",
         "longitude, a plain decimal, WGS 84 unless crs says otherwise"}},
    [LIFE_PARAM_LAT] = {"lat", "at", 0, "LON,LAT", LIFE_TYPE_DEGREES, 0, 90,
        NULL, NULL,
        {"纬度，十进制度；不填 crs 为 WGS 84",
         "latitude, a plain decimal, WGS 84 unless crs says otherwise"}},
    [LIFE_PARAM_CRS] = {"crs", NULL, 0, "SYSTEM", LIFE_TYPE_WORD, 0, 0,
        "wgs84", lc_crs_degrees_names,
        {"给出的坐标或手绘范围所用的坐标系：wgs84、gcj02（高德、腾讯）或 "
         "bd09（百度）；答案一律为 WGS 84",
         "what the position or the drawn area is in: wgs84, gcj02 (AMap, "
         "Tencent) or bd09 (Baidu); answers are in WGS 84 always"}},
    [LIFE_PARAM_CATEGORY] = {"category", NULL, 0, "ID,...",
        LIFE_TYPE_CATEGORIES, 1, LIFE_MAX_CATEGORIES, NULL, NULL,
        {"设施类别或类别组的代码或名称，或 all_basic，以逗号分隔，最多200个",
         "categories or groups of /categories, by id or name, or all_basic; "
         "comma-separated, at most 200"}},
    [LIFE_PARAM_SERVICES] = {"services", NULL, 0, "ID,...",
        LIFE_TYPE_SERVICES, 1, 16, NULL, NULL,
        {"只要提供这些服务的设施，几项服务须在同一处：代码或名称，以逗号分隔，"
         "如 meal,bath 或 助餐,助浴；没有注明的另计",
         "only places that offer all of these services: ids or names, "
         "comma-separated, as meal,bath; those that don't say are counted "
         "apart"}},
    [LIFE_PARAM_K] = {"k", "count", 'k', "N", LIFE_TYPE_NUMBER, 1, 50, "5",
        NULL, {"个数", "how many"}},
    [LIFE_PARAM_PACE] = {"pace", NULL, 0, "ID", LIFE_TYPE_PACE, 0, 0, NULL,
        NULL, {"谁在走：步速", "who walks; /city lists the paces"}},
    [LIFE_PARAM_MODE] = {"mode", NULL, 0, "MODE", LIFE_TYPE_WORD, 0, 0, "walk",
        modes, {"按步行时间，或按直线距离",
         "by walking time, or by straight distance"}},
    [LIFE_PARAM_OPEN_AT] = {"open_at", NULL, 0, "WHEN", LIFE_TYPE_TIME, 0, 0,
        NULL, NULL,
        {"只要那时开放的设施，只走那时开放的门和路：now、today、monday 至 "
         "sunday，或当地时间，如 2026-11-22T10:30。出发点按那时能走的道路重新"
         "连接；设施和住处仍用平时的连接，只能经关闭的路到达的，那时视为到不了",
         "only facilities that are open then, by gates and ways that are: now, "
         "today, monday to sunday (the next one, at some time of it), or the "
         "city's local time as 2026-11-22T10:30. A place joins the streets "
         "that may be walked then; facilities and homes keep the streets they "
         "join while all is open, and are out of reach where these are "
         "closed"}},
    [LIFE_PARAM_MINUTES] = {"minutes", NULL, 0, "N", LIFE_TYPE_NUMBER, 1, 60,
        "15", NULL, {"时限（含），分钟", "the limit, inclusive"}},
    [LIFE_PARAM_LIMITS] = {"minutes", NULL, 0, "N,...", LIFE_TYPE_RISING, 1, 30,
        "5,10,15", NULL,
        {"由小到大的时限，以逗号分隔", "rising limits, comma-separated"}},
    [LIFE_PARAM_RADIUS] = {"radius", NULL, 0, "M", LIFE_TYPE_NUMBER, 1, 5000,
        NULL, NULL, {"直线距离，米，代替分钟",
         "metres in a straight line, in place of minutes"}},
    [LIFE_PARAM_AS] = {"as", NULL, 0, "WHAT", LIFE_TYPE_WORD, 0, 0, "polygons",
        pictures, {"示意范围，或确切的街道路段",
         "areas as a picture, or the exact parts of streets"}},
    [LIFE_PARAM_TO] = {"to", NULL, 0, "FACILITY", LIFE_TYPE_FACILITY, 0, 0,
        NULL, NULL, {"设施编号", "a facility's id"}},
    [LIFE_PARAM_LEVEL] = {"level", NULL, 0, "LEVEL", LIFE_TYPE_LEVEL, 0, 0,
        NULL, NULL, {"单元层级", "a level of /city"}},
    [LIFE_PARAM_ANY_LEVEL] = {"level", NULL, 0, "LEVEL", LIFE_TYPE_LEVEL, 0, 0,
        NULL, NULL, {"单元层级", "a level of /city"}},
    [LIFE_PARAM_UNIT] = {"unit", NULL, 0, "CODE", LIFE_TYPE_UNIT, 0, 0, NULL,
        NULL, {"单元代码", "code of a unit"}},
    [LIFE_PARAM_CODE] = {"code", NULL, 0, "CODE", LIFE_TYPE_UNIT, 0, 0, NULL,
        NULL, {"单元代码", "code of a unit"}},
    [LIFE_PARAM_ID] = {"id", NULL, 0, "FACILITY", LIFE_TYPE_FACILITY, 0, 0,
        NULL, NULL, {"设施编号", "a facility's id"}},
    [LIFE_PARAM_PARENT] = {"parent", NULL, 0, "CODE", LIFE_TYPE_UNIT, 0, 0,
        NULL, NULL, {"上级单元代码", "code of the unit above"}},
    [LIFE_PARAM_AREA] = {"body", "area", 0, "FILE", LIFE_TYPE_AREA, 0, 0, NULL,
        NULL, {"手绘范围，GeoJSON", "an area drawn by hand, GeoJSON"}},
    [LIFE_PARAM_SCENARIO] = {"body", "scenario", 0, "FILE...",
        LIFE_TYPE_SCENARIO, 0, 0, NULL, NULL,
        {"方案，JSON：新增、关闭、移动哪些设施，修、断哪些路，开、关哪些门；"
         "可多次给出，合在一起算",
         "a scenario, JSON: facilities added, removed, moved, streets built or "
         "shut, gates opened or closed; may be repeated, and then all hold "
         "together"}},
    [LIFE_PARAM_ADD] = {"add", NULL, 0, "CATEGORY@LON,LAT...",
        LIFE_TYPE_LINES, 0, 0, NULL, NULL,
        {"新增一处设施；可多次给出", "one more facility; may be repeated"}},
    [LIFE_PARAM_REMOVE] = {"remove", NULL, 0, "ID...", LIFE_TYPE_LINES, 0, 0,
        NULL, NULL,
        {"关闭一处设施；可多次给出", "close a facility; may be repeated"}},
    [LIFE_PARAM_MOVE] = {"move", NULL, 0, "ID@LON,LAT...", LIFE_TYPE_LINES, 0,
        0, NULL, NULL,
        {"移动一处设施；可多次给出", "move a facility; may be repeated"}},
    [LIFE_PARAM_LINK] = {"link", NULL, 0, "[KIND@]LON,LAT/LON,LAT...",
        LIFE_TYPE_LINES, 0, 0, NULL, NULL,
        {"新修一条路，从一处到另一处；可多次给出",
         "a new street from one place to another; may be repeated"}},
    [LIFE_PARAM_BLOCK] = {"block", NULL, 0, "LON,LAT...", LIFE_TYPE_LINES, 0,
        0, NULL, NULL,
        {"把最近的街道在此处截断；可多次给出",
         "cut the nearest street at a place; may be repeated"}},
    [LIFE_PARAM_GATE] = {"gate", NULL, 0, "open@LON,LAT|close@ID...",
        LIFE_TYPE_LINES, 0, 0, NULL, NULL,
        {"打开或关闭一处门，用位置或编号；可多次给出",
         "open or close a gate, by its place or its id; may be repeated"}},
    [LIFE_PARAM_Q] = {"q", NULL, 0, "TEXT", LIFE_TYPE_TEXT, 0, 64, NULL, NULL,
        {"名称的一部分", "a part of a name"}},
    [LIFE_PARAM_LIMIT] = {"limit", NULL, 0, "N", LIFE_TYPE_NUMBER, 1, 50, "20",
        NULL, {"最多结果数", "most hits"}},
    [LIFE_PARAM_CAPACITY] = {"capacity", NULL, 0, "ID", LIFE_TYPE_CAPACITY, 0,
        0, NULL, NULL,
        {"容量种类", "a kind of capacity (geodata/capacities.csv)"}},
    [LIFE_PARAM_AGE] = {"age", NULL, 0, "BAND", LIFE_TYPE_TEXT, 0, 0, NULL,
        NULL,
        {"服务的年龄段，如 0-2、60+，或 all",
         "whom it is for: ages such as 0-2 or 60+, or all"}},
    [LIFE_PARAM_GAP_AGE] = {"age", NULL, 0, "BAND", LIFE_TYPE_TEXT, 0, 0, NULL,
        NULL,
        {"谁的缺口：年龄段，如 60+、0-2",
         "whose gaps: ages such as 60+ or 0-2"}},
    [LIFE_PARAM_COVERAGE_AGE] = {"age", NULL, 0, "BAND", LIFE_TYPE_TEXT, 0, 0,
        NULL, NULL,
        {"计入谁：年龄段，如 60+、0-2；年龄不明的住处另计",
         "whom it counts: ages such as 60+ or 0-2; homes of which the ages "
         "are not known are told apart"}},
    [LIFE_PARAM_HOURS] = {"hours", NULL, 0, "WHAT", LIFE_TYPE_WORD, 0, 0, NULL,
        weeks,
        {"week：另给一周（不含节假日）、晚间和周末中可达的比例；table："
         "给出一周168个小时各自的覆盖率",
         "week: also the share of a week without holidays, of its evenings "
         "and weekend, in which homes have it within reach; table: coverage "
         "in each of its 168 hours"}},
    [LIFE_PARAM_BY] = {"by", NULL, 0, "WHAT", LIFE_TYPE_WORD, 0, 0, NULL,
        sides,
        {"pace：各种步速并列（成年人、老年人、儿童、轮椅……），不再选一种",
         "pace: for every pace side by side (adults, elders, children, "
         "wheelchairs ...), in place of one"}},
    [LIFE_PARAM_SITE_AGE] = {"age", NULL, 0, "BAND", LIFE_TYPE_TEXT, 0, 0, NULL,
        NULL,
        {"为谁选址：年龄段，如 60+、0-2",
         "for whom: ages such as 60+ or 0-2"}},
    [LIFE_PARAM_MODEL] = {"model", NULL, 0, "MODEL", LIFE_TYPE_WORD, 0, 0,
        "cover", models,
        {"cover：让最多的人在时限内；suffice：最少几处能让可覆盖的人全部在时限内；"
         "median：平均步行时间最短；centre：最远的人步行时间最短",
         "cover: most weight within the limit; suffice: as few sites as bring "
         "all within it that can be; median: the least mean walk; centre: the "
         "least greatest walk"}},
    [LIFE_PARAM_CANDIDATES] = {"candidates", NULL, 0, "FILE", LIFE_TYPE_TEXT, 0,
        0, NULL, NULL,
        {"备选地点：csv（id,lon,lat）或 GeoJSON 点，WGS 84，至多 20000 处",
         "places to choose from: csv (id,lon,lat) or GeoJSON points, WGS 84, at "
         "most 20,000"}},
    [LIFE_PARAM_PROVE] = {"prove", NULL, 0, "SECONDS", LIFE_TYPE_NUMBER, 1,
        3600, NULL, NULL,
        {"最多再用多少秒去证明没有更好的选址",
         "go on for at most so many seconds to prove that none are better"}},
    [LIFE_PARAM_DECAY] = {"decay", NULL, 0, "ID", LIFE_TYPE_DECAY, 0, 0, NULL,
        NULL, {"各时间圈的权重",
         "weights of the zones (geodata/catchments.csv)"}},
    [LIFE_PARAM_RANK_BY] = {"rank_by", NULL, 0, "FIGURE", LIFE_TYPE_TEXT, 0, 0,
        "density", figures,
        {"集中指数按什么给单元排序：residents、density、area_km2、homes、"
         "facilities、年龄段如 60+，或导入的统计指标",
         "what the concentration index ranks units by: residents, density, "
         "area_km2, homes, facilities, ages such as 60+, or an imported "
         "statistic"}},
    [LIFE_PARAM_STANDARD] = {"standard", NULL, 0, "NAME", LIFE_TYPE_STANDARD, 0,
        0, NULL, NULL, {"依据谁的标准；不给时为其单元表含该单元的那个，否则为各处通用的",
         "whose rules; by default those whose table of units holds the unit, "
         "else those that hold everywhere"}},
    [LIFE_PARAM_WHATIF_STANDARD] = {"standard", NULL, 0, "NAME",
        LIFE_TYPE_STANDARD, 0, 0, NULL, NULL,
        {"也列出这套标准中会变化的指标：之前与之后",
         "also its indicators that would change: before and after"}},
    [LIFE_PARAM_WHATIF_CAPACITY] = {"capacity", NULL, 0, "ID",
        LIFE_TYPE_CAPACITY, 0, 0, NULL, NULL,
        {"也说明这种容量（geodata/capacities.csv）之前与之后怎样分配，"
         "方案中写明的 capacity 也计入",
         "also how this kind of capacity (geodata/capacities.csv) is shared "
         "out, before and after, with what the scenario says of it"}},
    [LIFE_PARAM_YEAR] = {"year", NULL, 0, "YEAR", LIFE_TYPE_NUMBER, 1900, 2200,
        NULL, NULL, {"哪一年的目标", "whose targets"}},
    [LIFE_PARAM_STEPS] = {"steps", NULL, 0, "YES", LIFE_TYPE_WORD, 0, 0, "no",
        answers,
        {"yes：另给最有用的五项建议，需数秒",
         "yes: also the five most useful next steps, which takes seconds"}},
    [LIFE_PARAM_LIST] = {"list", NULL, 0, "WHICH", LIFE_TYPE_WORD, 0, 0, NULL,
        lc_lists_names,
        {"policy（政策清单）、projects（设施建设项目清单）、data（基础数据清单）、"
         "opportunities（社区商业机会清单）或 figures（导入的统计数据和名单）",
         "policy (rules in force), projects (facilities to be built), data (on "
         "hand and lacking), opportunities (for local trade) or figures "
         "(published ones and lists of units)"}},
    [LIFE_PARAM_WHICH] = {"list", NULL, 0, "WHICH", LIFE_TYPE_WORD, 0, 0, NULL,
        lc_lists_names,
        {"代替报告：policy（政策清单）、projects（设施建设项目清单）、data"
         "（基础数据清单）、opportunities（社区商业机会清单）或 figures（导入的统计数据和名单）",
         "in place of the report: policy (rules in force), projects "
         "(facilities to be built), data (on hand and lacking), "
         "opportunities (for local trade) or figures (published ones and lists "
         "of units)"}},
    [LIFE_PARAM_SINCE] = {"since", NULL, 0, "FILE", LIFE_TYPE_TEXT, 0, 0, NULL,
        NULL,
        {"以前的同一份清单（csv 或 json）：每行写明新增、变化或不变，消失的列在后面，"
         "填写过的状态保留",
         "an earlier list of the same kind, csv or json: each row says what "
         "changed, what is gone follows, states that were filled in stay"}},
    [LIFE_PARAM_CAUSES] = {"causes", NULL, 0, "YES", LIFE_TYPE_WORD, 0, 0,
        "yes", answers,
        {"no：不算变化的原因，快几倍",
         "no: without the causes of each change, several times as quick"}},
    [LIFE_PARAM_PERIOD] = {"period", NULL, 0, "WHICH", LIFE_TYPE_WORD, 0, 0,
        "annual", periods,
        {"annual 年度评价、midterm 中期评估或 final 终期总结：只改标题",
         "annual, midterm or final: what it is called"}},
    [LIFE_PARAM_LAYER] = {"layer", NULL, 0, "LAYER,...", LIFE_TYPE_WORDS, 0, 0,
        NULL, layers,
        {"facilities、units、homes、streets、coverage、gaps、isochrones 或 "
         "indicators；gpkg 和 xlsx 可放几个图层，以逗号分隔，或 all（除 gaps 和 "
         "isochrones 外的全部）",
         "facilities, units, homes, streets, coverage, gaps, isochrones or "
         "indicators; gpkg and xlsx hold several, comma-separated, or all (but "
         "gaps and isochrones)"}},
    [LIFE_PARAM_SYSTEM] = {"crs", NULL, 0, "SYSTEM", LIFE_TYPE_TEXT, 0, 32,
        "wgs84", NULL,
        {"几何坐标所用的坐标系：wgs84、gcj02、bd09、cgcs2000、bd09mc 或（仅命令行）"
         "EPSG:n；其他列中的坐标仍为 WGS 84",
         "the system of the shapes: wgs84, gcj02, bd09, cgcs2000, bd09mc or, "
         "by the command, EPSG:n; coordinates in other columns stay in WGS "
         "84"}},
    [LIFE_PARAM_AT] = {"at", NULL, 0, "LON,LAT", LIFE_TYPE_TEXT, 0, 60, NULL,
        NULL,
        {"isochrones：从这个地点出发，经度,纬度，WGS 84，代替各处设施",
         "isochrones: from this place, longitude and latitude in WGS 84, in "
         "place of the facilities"}},
    [LIFE_PARAM_BBOX] = {"bbox", NULL, 0, "W,S,E,N", LIFE_TYPE_TEXT, 0, 128,
        NULL, NULL,
        {"只要与这个方框相交的，经纬度，WGS 84",
         "only what meets this box, longitudes and latitudes in WGS 84"}},
    [LIFE_PARAM_WHERE] = {"where", NULL, 0, "FILTER", LIFE_TYPE_TEXT, 0, 0,
        NULL, NULL,
        {"只要满足条件的行，CQL2 文本，如 name like 'A%' and phone is not null",
         "only rows of which this is true, as CQL2 text: name like 'A%' and "
         "phone is not null"}},
    [LIFE_PARAM_FIELDS] = {"fields", NULL, 0, "NAME,...", LIFE_TYPE_TEXT, 0, 0,
        NULL, NULL,
        {"只要这些列，以逗号分隔", "only these columns, comma-separated"}},
    [LIFE_PARAM_GEOMETRY] = {"geometry", NULL, 0, "FORM", LIFE_TYPE_WORD, 0, 0,
        "lonlat", geometries,
        {"表格中的点：lonlat（经度、纬度两列）或 wkt（一列）",
         "points of a csv: two columns (lonlat) or one (wkt)"}},
    [LIFE_PARAM_BOM] = {"bom", NULL, 0, "YES", LIFE_TYPE_WORD, 0, 0, "yes",
        marks,
        {"csv 开头是否有让电子表格认出 UTF-8 的标记",
         "whether a csv begins with the mark that tells spreadsheets UTF-8"}},
    [LIFE_PARAM_LANG] = {"lang", NULL, 0, "LANG", LIFE_TYPE_WORD, 0, 0, "zh",
        langs, {"文字所用的语言", "the language of what is said in words"}},
    [LIFE_PARAM_URL] = {"url", NULL, 0, "URL", LIFE_TYPE_TEXT, 0, 512, NULL,
        NULL,
        {"本服务器的网址",
         "an address of this server, http or https, percent-encoded"}},
    [LIFE_PARAM_PUBLIC_URL] = {"public_url", NULL, 0, "URL", LIFE_TYPE_TEXT, 0,
        0, NULL, NULL,
        {"公众访问的网址，用于二维码",
         "the address under which people reach it, for QR codes"}},
    [LIFE_PARAM_OPERATOR_NAME] = {"operator_name", NULL, 0, "TEXT",
        LIFE_TYPE_TEXT, 0, 0, NULL, NULL,
        {"页脚的运营单位", "who runs it, for the foot of every page"}},
    [LIFE_PARAM_ICP] = {"icp", NULL, 0, "NUMBER", LIFE_TYPE_TEXT, 0, 0, NULL,
        NULL, {"页脚的ICP备案号", "the ICP filing number, for the foot"}},
    [LIFE_PARAM_POLICE] = {"police", NULL, 0, "NUMBER", LIFE_TYPE_TEXT, 0, 0,
        NULL, NULL,
        {"页脚的公安备案号",
         "the public security filing number, for the foot"}},
    [LIFE_PARAM_MAP_APPROVAL] = {"map_approval", NULL, 0, "NUMBER",
        LIFE_TYPE_TEXT, 0, 0, NULL, NULL,
        {"页脚的审图号", "the map's approval number, for the foot"}},
    [LIFE_PARAM_OUTPUT] = {"output", NULL, 'o', "FILE", LIFE_TYPE_TEXT, 0, 0,
        "-", NULL,
        {"写到哪个文件；-：标准输出",
         "where to, written whole or not at all; -: standard output"}},
    [LIFE_PARAM_FORMAT] = {"format", NULL, 0, "NAME", LIFE_TYPE_FORMAT, 0, 0,
        NULL, NULL, {"答案的格式", "how the answer is written"}},
};

/* What stands where a question may do without it. */
static const char *const absent[LIFE_PARAM_COUNT][LIFE_LANG_COUNT] = {
    [LIFE_PARAM_LEVEL] = {"不填为最细一级", "the finest when absent"},
    [LIFE_PARAM_ANY_LEVEL] = {"不填为全部", "all when absent"},
    [LIFE_PARAM_UNIT] = {"不填为全部", "all when absent"},
    [LIFE_PARAM_CAPACITY] = {"不填为该类别自己的",
        "the category's own when absent"},
    [LIFE_PARAM_AGE] = {"不填为该容量服务的人群",
        "when absent, those whom the capacity serves"},
    [LIFE_PARAM_GAP_AGE] = {"不填为全部居民", "everybody when absent"},
    [LIFE_PARAM_COVERAGE_AGE] = {"不填为全部居民", "everybody when absent"},
    [LIFE_PARAM_SITE_AGE] = {"不填为全部居民", "everybody when absent"},
    [LIFE_PARAM_CANDIDATES] = {"不填为街道上每隔一段的地点",
        "places along the streets when absent"},
    [LIFE_PARAM_YEAR] = {"不填为各条规定最后的目标",
        "each rule's last when absent"},
};
/* clang-format on */

/* Of categories, where a question takes less, or more, than most do. */
static const char *const one_category[LIFE_LANG_COUNT] = {
    "一个设施类别的代码", "the id of one category"};
static const char *const basic_count[LIFE_LANG_COUNT] = {
    "；还可问 basic_count：居民平均可达的基本服务项数",
    "; or basic_count: basic services in reach of the average resident"};

void lc_param_text(lc_buf *out, const lc_use *use, lc_lang lang)
{
    const char *without = absent[use->id][lang];

    lc_buf_puts(out, use->flags & LIFE_USE_ONE ? one_category[lang]
                                               : lc_params[use->id].text[lang]);
    if (use->flags & LIFE_USE_COUNTED)
        lc_buf_puts(out, basic_count[lang]);
    if (without && !(use->flags & LIFE_USE_REQUIRED))
        lc_buf_printf(out, "%s%s", lang == LIFE_LANG_ZH ? "；" : "; ", without);
}

lc_param_name lc_param_option(lc_param_id id)
{
    const lc_param *p = &lc_params[id];
    lc_param_name name;

    snprintf(name.text, sizeof name.text, "%s",
             p->option ? p->option : p->name);
    for (char *s = name.text; *s; s++)
        if (*s == '_')
            *s = '-';
    return name;
}

/* What a parameter of the type names, in messages. */
static const struct {
    const char *noun;
    bool thing; /* its absence is a 404 */
} types[LIFE_TYPE_COUNT] = {
    [LIFE_TYPE_CATEGORIES] = {"category", false},
    [LIFE_TYPE_PACE] = {"pace", false},
    [LIFE_TYPE_SERVICES] = {"service", false},
    [LIFE_TYPE_LEVEL] = {"level", false},
    [LIFE_TYPE_UNIT] = {"unit", true},
    [LIFE_TYPE_FACILITY] = {"facility", true},
    [LIFE_TYPE_CAPACITY] = {"kind of capacity", true},
    [LIFE_TYPE_DECAY] = {"decay", false},
    [LIFE_TYPE_STANDARD] = {"standard", false},
};

/* Two parameters of one name are of one type but for the language of a route's
 * own, so the first will do. */
const char *lc_param_noun(lc_param_type type)
{
    return types[type].noun;
}

bool lc_param_is_body(lc_param_id id)
{
    return lc_params[id].type == LIFE_TYPE_AREA ||
           lc_params[id].type == LIFE_TYPE_SCENARIO;
}

bool lc_param_is_thing(const char *name)
{
    for (int i = 1; i < LIFE_PARAM_COUNT; i++)
        if (!strcmp(lc_params[i].name, name) && types[lc_params[i].type].noun)
            return types[lc_params[i].type].thing;
    return true;
}
