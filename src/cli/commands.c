/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/commands.c - see commands.h.
 */
#include "src/cli/commands.h"

#include "lifecircle/ask/questions.h"
#include "lifecircle/base/guess.h"
#include "lifecircle/base/version.h"
#include "lifecircle/import/raster.h"
#include "lifecircle/words/say.h"
#include "src/cli/ask.h"
#include "src/cli/change/import.h"
#include "src/cli/help.h"
#include "src/cli/look/check.h"
#include "src/cli/look/convert.h"
#include "src/cli/look/doctor.h"
#include "src/cli/look/ledger.h"
#include "src/cli/look/qgis.h"
#include "src/cli/look/serve.h"
#include "src/cli/look/sources.h"
#include "src/cli/look/tiles.h"
#include "src/cli/term.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#define O(id)   LIFE_OPT_BIT(id)
#define WRITES  (O(CITY) | O(NO_COMPUTE) | O(KEEP) | O(QUIET))
#define READS   (O(CITY) | O(FORMAT))
#define REPORTS (O(REPORT) | O(REPORT_LANG))
#define TABLES  (O(ENCODING) | O(SHEET) | O(LAYER) | O(HEADER_ROW) | O(MAP))
#define IMPORTS                                                                \
    (WRITES | O(SOURCE) | O(CLIP) | O(EXTENT) | O(UNITS) | O(WEAK_TAGS) |      \
     O(LEVEL) | O(CRS) | O(CATEGORY) | O(MAX_REJECT) | O(ATTRIBUTION) |        \
     O(LICENCE) | O(NO_EXPORT) | O(AS_OF) | O(TRUST_CRS) | O(BY) | O(YEAR) |   \
     O(TIMEZONE) | O(FORMAT) | O(CATEGORIES) | O(TYPES) | O(ADDRESS_QUALITY) | \
     O(PARENTS) | O(CLIP_TO) | O(MARGIN) | O(BY_NAME) | O(DRY_RUN) | TABLES |  \
     REPORTS)

static lc_status help(const lc_opts *o, lc_error *err);
static lc_status version(const lc_opts *o, lc_error *err);
static lc_status sources(const lc_opts *o, lc_error *err);

/* clang-format off */
/* Those that make a city file and look after it; the questions come next. */
static const lc_command first[] = {
    {"import",
     "osm|facilities|addresses|units|residents|statistics|categories FILE",
     {"从 OSM 数据导入街道、设施、单元和住处；"
      "从表格导入设施、地址、单元、居民数、统计数据或自定类别",
      "streets, facilities, units and homes from an OSM extract; facilities, "
      "addresses, units, residents, published figures or categories of your own "
      "from a table"},
     lc_change_import, 2, 2, "table json", IMPORTS,
     "lifecircle import osm city.osm.pbf --city my.city\n"
     "  lifecircle import facilities places.csv --city my.city "
     "--category {category} --crs gcj02\n"
     "  lifecircle import units streets.geojson --city my.city "
     "--level {level}\n"
     "  lifecircle import residents people.csv --city my.city --year 2020",
     {"只有 osm 用 --clip、--clip-to、--margin、--units、--weak-tags 和 --timezone；"
      "只有 facilities 用\n--category、--types 和 --address-quality，"
      "两者都用 --categories；units 必须给出 --level，\n也用 --parents 和 --by-name；"
      "residents 用 --level、--by 和 --year，也读 .asc 格网；\n"
      "statistics 用 --year；categories 只用 --encoding、--sheet、--layer、--header-row、\n"
      "--dry-run 和 --lang；osm 也用 --lang；其余除 osm 外都用 --crs、--trust-crs、"
      "--encoding、--sheet、\n--layer、--header-row、--map、--max-reject、"
      "--dry-run、--report、--lang 和 --format。\n"
      "--map 的字段见手册。",
      "osm alone takes --clip, --clip-to, --margin, --units, --weak-tags and "
     "--timezone;\nfacilities alone takes --category, --types and "
     "--address-quality, and both take "
     "--categories;\nunits needs --level and takes --parents and --by-name; "
     "residents takes --level, --by and\n--year, and reads .asc grids and GeoTIFFs too;\nstatistics takes --year; "
     "categories takes --encoding, --sheet, --layer, --header-row,\n--dry-run and "
     "--lang alone, osm --lang too; all others but osm take --crs, --trust-crs, "
     "--encoding, --sheet, --layer,\n--header-row, --map, --max-reject, "
     "--dry-run, --report, --lang and --format. "
     "The fields of\n--map are named in the manual."}, NULL, NULL},
    {"facility", "add FIELD=VALUE... | set ID FIELD=VALUE... | close ID",
     {"单独一处设施，不用表格",
      "one facility, without a table"},
     lc_change_import_facility, 2, 64, NULL,
     WRITES | O(POINT_CRS) | O(TRUST_CRS) | O(ON) | O(LANG),
     "lifecircle facility add name=药店 category={category} lon=13.26 lat=53.56 "
     "--city my.city\n"
     "  lifecircle facility close osm:n12 --on 2026-10-01 --city my.city",
     {"字段：name category lon lat address phone opening_hours website "
      "wheelchair checked_on\nclosed_on unit，以及 beds、seats、floor_area_m2 等属性",
      "fields: name category lon lat address phone opening_hours website "
     "wheelchair checked_on\nclosed_on unit, and attributes such as beds, "
     "seats, floor_area_m2"}, NULL, NULL},
    {"remove", "SOURCE", {"去掉一次导入带来的内容",
      "take out what an import brought"},
     lc_change_import_remove, 1, 1, NULL, WRITES | O(LANG),
     "lifecircle remove stations --city my.city", {NULL, NULL}, NULL, NULL},
    {"compute", "", {"按已导入的内容重新计算全部结果",
      "all results anew from what was imported"},
     lc_change_import_compute, 0, 0, NULL, O(CITY) | O(KEEP) | O(QUIET) | O(LANG),
     "lifecircle compute --city my.city", {NULL, NULL}, NULL, NULL},
    {"rollback", "", {"退回 --keep 保留的上一个版本，再来一次又回来",
      "back to the version before, which --keep kept; once more is forth again"},
     lc_change_import_rollback, 0, 0, NULL, O(CITY) | O(QUIET) | O(LANG),
     "lifecircle import osm new.osm.pbf --city my.city --keep 2\n"
     "  lifecircle rollback --city my.city", {NULL, NULL}, NULL, NULL},
    {"ledger", "", {"发布过哪些版本：何时、由哪个命令、有多少设施和住处、基本服务的可达项数",
      "which versions were published: when, by which command, with how much in them"},
     lc_look_ledger, 0, 0, "table json csv", READS | O(LANG),
     "lifecircle ledger --city my.city\n"
     "  lifecircle ledger --city my.city --format csv",
     {"台账是城市文件旁边的 my.city.ledger，每个版本一行。最后一列是仍然保留的文件（--keep），\n"
      "可以用于 compare 和 rollback。",
      "The ledger stands beside the city file, as my.city.ledger: a line for each version. The last\n"
      "column names the file that still is that version (--keep), for compare and rollback."}, NULL, NULL},
    {"sources", "[set SOURCE FIELD=VALUE...]",
     {"导入了什么，来自哪些文件，按什么条件使用",
      "what was imported, from which files, on what terms"},
     sources, 0, 16, "table json", READS | O(LANG) | O(QUIET),
     "lifecircle sources --city my.city\n"
     "  lifecircle sources set shops licence=CC-BY-4.0 export=no --city my.city",
     {"字段：licence（SPDX 编号或文字）、attribution、"
      "export（yes 或 no：各层是否对外提供它的各行）",
      "fields: licence (an SPDX id or words), attribution, export (yes or no: "
     "whether layers give its\nrows away)"}, NULL, NULL},
    {"check", "", {"城市文件是否完整，数据有什么可疑之处",
      "whether a city file is whole, and what is odd in its data"},
     lc_look_check, 0, 0, "table json", READS | REPORTS,
     "lifecircle check --city my.city --report city.html", {NULL, NULL}, NULL, NULL},
};

static const lc_command last[] = {
    {"tiles", "", {"底图的全部瓦片，写成一个 .mbtiles 或 .pmtiles 文件",
      "all tiles of the base map in one file, .mbtiles or .pmtiles"},
     lc_look_tiles, 0, 0, NULL, O(CITY) | O(ZOOM) | O(FILE_OUT) | O(QUIET) | O(LANG),
     "lifecircle tiles --city my.city -o city.pmtiles\n"
     "  lifecircle tiles --city my.city --zoom 0-14 -o city.mbtiles",
     {"也可以写作 export tiles；内容与服务程序的瓦片相同，缩放级别最高 18",
      "`export tiles` is the same; they hold what the server's tiles hold, zooms go up to 18"}, NULL, NULL},
    {"qgis", "", {"打开城市文件的 QGIS 项目：各图层有样式，列名用中文",
      "a project of QGIS that opens the city file, with symbols and columns in words"},
     lc_look_qgis, 0, 0, NULL, O(CITY) | O(FILE_OUT) | O(QUIET) | O(LANG),
     "lifecircle qgis --city my.city -o my.qgz",
     {"也可以写作 export qgis-project；--lang en 用英文。项目按相对路径找城市文件，两个文件要一起移动",
      "`export qgis-project` is the same; --lang zh has it in Chinese. It finds the city file by where\n"
      "it lies from the project: move both together"}, NULL, NULL},
    {"convert", "LON,LAT... | FILE",
     {"换算坐标系；负数前面写 --",
      "coordinates of one system into another's; put -- before a negative one"},
     lc_look_convert, 1, INT_MAX, NULL, O(FROM) | O(TO) | O(OUTPUT) | TABLES,
     "lifecircle convert --from gcj02 --to wgs84 104.0668,30.6575",
     {NULL, NULL}, NULL, NULL},
    {"serve", "", {"HTTP 接口和地图页",
      "the HTTP interface and the map page"},
     lc_look_serve, 0, 0, NULL,
     O(CITIES) | O(UNVERIFIED) | O(LISTEN) | O(OPERATOR) | O(LOG) | O(PUBLIC_URL) | O(HOST) |
         O(TRUSTED_PROXY) | O(CONNECTIONS) | O(ADDRESS_CONNECTIONS) |
         O(ADDRESS_RATE) | O(SENDING) | O(DEADLINE) | O(DOWNLOAD) | O(NO_SANDBOX) | O(OPERATOR_NAME) | O(ICP) | O(POLICE) | O(MAP_APPROVAL) | O(QUIET),
     "lifecircle serve --city my.city --listen 127.0.0.1:8015\n"
     "  lifecircle serve --city north.city --city south.city\n"
     "  lifecircle serve --city my.city --operator-name 某区规划院 "
     "--icp 蜀ICP备12345678号-1 "
     "--map-approval 'GS(2023)1234号'", {NULL, NULL}, NULL, NULL},
    {"doctor", "[URL]",
     {"机器、城市文件和反向代理有什么不对",
      "what is wrong with the machine, a city file and a proxy"},
     lc_look_doctor, 0, 1, "table json",
     READS | O(LANG) | O(HOST) | O(OPERATOR),
     "lifecircle doctor --city my.city\n"
     "  lifecircle doctor http://127.0.0.1:8080 --host map.example.org "
     "--operator-listen 127.0.0.1:9015",
     {"URL 是代理的地址（http://）；--host 是要问的主机名，--operator-listen 是 serve 的运维地址。\n"
      "退出状态：0 全部正常，3 有需要注意的地方，4 有错。",
      "URL is the proxy's address (http://); --host: the name to ask for; --operator-listen: that of "
      "serve.\nExit status: 0 all is well, 3 something wants attention, 4 something is wrong."}, NULL, NULL},
    {"help", "[COMMAND [OPTION]]",
     {"一个命令怎么用，一个选项可以写哪些词",
      "how a command is used, and which words an option takes"},
     help, 0, 2, NULL, O(LANG), "lifecircle help coverage", {NULL, NULL}, NULL, NULL},
    {"version", "", {"程序的版本", "which lifecircle this is"}, version, 0, 0, NULL, 0,
     "lifecircle version", {NULL, NULL}, NULL, NULL},
};
/* clang-format on */

/* What is no layer is looked for among layers all the same. */
static const lc_alias exported[] = {
    {"tiles", "tiles"}, {"qgis-project", "qgis"}, {NULL, NULL}};

/* Of two files. */
static const lc_question *const compared[] = {&lc_question_compare,
                                              &lc_question_evaluate};

#define FIRST (sizeof first / sizeof *first)
#define LAST  (sizeof last / sizeof *last)

bool lc_commands_at(size_t i, lc_command *out)
{
    if (i < FIRST) {
        *out = first[i];
        return true;
    }
    i -= FIRST;
    for (size_t q = 0; q < lc_question_count; q++) {
        if (lc_questions[q]->command && i-- == 0) {
            lc_ask_command(lc_questions[q], out);
            out->also = strcmp(out->name, "export") ? NULL : exported;
            return true;
        }
    }
    for (size_t q = 0; q < sizeof compared / sizeof *compared; q++) {
        if (i-- == 0) {
            lc_ask_command(compared[q], out);
            return true;
        }
    }
    if (i < LAST)
        *out = last[i];
    return i < LAST;
}

lc_status lc_commands_find(const char *name, lc_command *out, lc_error *err)
{
    lc_guess g = {.wanted = name};

    for (size_t i = 0; lc_commands_at(i, out); i++) {
        if (!strcmp(out->name, name))
            return LIFE_OK;
        lc_guess_offer(&g, out->name);
    }
    if (lc_guess_is_close(&g))
        return lc_fail(err, LIFE_ERR_USAGE,
                       "there is no command \"%s\"; did you mean \"%s\"?", name,
                       g.name[0]);
    return lc_fail(err, LIFE_ERR_USAGE,
                   "there is no command \"%s\"; `lifecircle help` lists them",
                   name);
}

const char *lc_commands_other(const char *name, const char *word)
{
    lc_command c;

    if (lc_commands_find(name, &c, NULL))
        return NULL;
    for (const lc_alias *a = c.also; a && a->word; a++)
        if (!strcmp(a->word, word))
            return a->command;
    return NULL;
}

static lc_status sources(const lc_opts *o, lc_error *err)
{
    return o->args ? lc_change_import_terms(o, err) : lc_look_sources(o, err);
}

/* ---- help and version ---- */

void lc_commands_print(FILE *to, lc_lang lang)
{
    lc_command c;

    fputs(lc_say_text(lang, LIFE_SAY_HELP_PROGRAM), to);
    for (size_t i = 0; lc_commands_at(i, &c); i++)
        fprintf(to, "  %-10s %s\n", c.name, c.summary[lang]);
    fputs(lc_say_text(lang, LIFE_SAY_HELP_MORE), to);
}

static lc_status help(const lc_opts *o, lc_error *err)
{
    static const char *const langs[] = {"zh", "en"};
    lc_command c;
    size_t which;
    lc_status st = lc_opts_word(o, LIFE_OPT_LANG, langs, 2, &which, err);

    if (st)
        return st;
    if (o->args == 0) {
        lc_commands_print(stdout, lc_opts_lang(o));
        return LIFE_OK;
    }
    st = lc_commands_find(o->arg[0], &c, err);
    if (!st && o->args > 1)
        st = lc_help_words(&c, o->arg[1] + strspn(o->arg[1], "-"), err);
    else if (!st)
        lc_help_command(&c, lc_opts_lang(o));
    return st;
}

static lc_status version(const lc_opts *o, lc_error *err)
{
    const char *library = lc_raster_library();

    (void)o;
    return lc_term_printf(err, "lifecircle %s\nGeoTIFF of residents: %s\n",
                          LIFE_VERSION,
                          library ? library : "no, built without GDAL");
}
