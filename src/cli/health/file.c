/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/health/file.c - see file.h.
 */
#include "src/cli/health/file.h"

#include "lifecircle/base/date.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/store/city.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/imported.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/unit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>

#define OLD_DAYS 400 /* a year, and a month to get round to it */

/* The reason of a failure, in the words of `import` and of errors. */
static void explain_error(lc_health *h, const lc_error *why)
{
    lc_buf text = {0};

    lc_imported_put(&text, h->lang, why->text);
    lc_health_explain(h, text.failed ? why->text : text.data);
    lc_buf_free(&text);
}

static void add_failure(lc_health *h, const char *id, lc_sentence label,
                        const lc_error *why)
{
    lc_health_add(h, id, label, LIFE_HEALTH_WRONG, "-");
    explain_error(h, why);
}

/* Whether it opens as a city file of ours, and is what was published. */
static bool look_at_whole(lc_health *h, const char *path)
{
    lc_city *c = NULL;
    lc_error why = {0};
    bool known = false;
    lc_status st = lc_city_open(path, false, &c, &why);

    lc_city_close(c);
    if (st) {
        add_failure(h, "opens", LIFE_SAY_HEALTH_OPENS, &why);
        return false;
    }
    lc_health_add(h, "opens", LIFE_SAY_HEALTH_OPENS, LIFE_HEALTH_OK, path);
    if (lc_city_verify(path, &known, &why)) {
        lc_health_add(h, "hash", LIFE_SAY_HEALTH_HASH, LIFE_HEALTH_WRONG, "-");
        lc_health_advise(h, LIFE_SAY_HEALTH_HASH_WRONG, NULL);
        return false;
    }
    lc_health_add(h, "hash", LIFE_SAY_HEALTH_HASH,
                  known ? LIFE_HEALTH_OK : LIFE_HEALTH_WARN,
                  lc_say_text(h->lang, known ? LIFE_SAY_CHECK_HASH_SAME
                                             : LIFE_SAY_CHECK_HASH_NONE));
    lc_health_advise(h, LIFE_SAY_HEALTH_HASH_HELP, NULL);
    return true;
}

/* Days since YYYY[-MM[-DD]], from its first; 0 where it can't be read. */
static int64_t days_since(const char *date)
{
    int year = 0, month = 1, day = 1;

    if (sscanf(date, "%4d-%2d-%2d", &year, &month, &day) < 1 || month < 1 ||
        month > 12 || day < 1)
        return 0;
    return time(NULL) / 86400 - lc_date_number(year, month, day);
}

static void look_at_age(lc_health *h, const lc_world *w)
{
    const char *computed = lc_world_setting(w, "computed_at");
    const char *data = lc_as_of_city(w);
    const char *zone = lc_world_clock_timezone(w);
    bool old = data && days_since(data) > OLD_DAYS;

    lc_health_add(h, "computed", LIFE_SAY_HEALTH_COMPUTED,
                  computed && *computed ? LIFE_HEALTH_OK : LIFE_HEALTH_WRONG,
                  computed && *computed ? computed : "-");
    lc_health_advise(h, LIFE_SAY_HEALTH_COMPUTED_HELP, NULL);
    lc_health_add(h, "data", LIFE_SAY_HEALTH_DATA,
                  data && !old ? LIFE_HEALTH_OK : LIFE_HEALTH_WARN,
                  data ? data : "?");
    lc_health_advise(
        h, old ? LIFE_SAY_HEALTH_DATA_HELP : LIFE_SAY_HEALTH_DATA_UNKNOWN,
        NULL);
    lc_health_add(h, "timezone", LIFE_SAY_HEALTH_TIMEZONE,
                  zone && *zone ? LIFE_HEALTH_OK : LIFE_HEALTH_WARN,
                  zone && *zone ? zone : "-");
    lc_health_advise(h, LIFE_SAY_HEALTH_TIMEZONE_HELP, NULL);
}

static void look_at_sources(lc_health *h, const lc_world *w)
{
    size_t n = lc_world_source_count(w);
    lc_buf unnamed = {0};
    char text[32];

    for (uint32_t i = 0; i < n; i++) {
        const lc_source_info *s = lc_world_source(w, i);

        if (*s->attribution && *s->licence)
            continue;
        lc_buf_printf(&unnamed, "%s%s", unnamed.len ? ", " : "", s->name);
    }
    snprintf(text, sizeof text, "%zu", n);
    lc_health_add(h, "sources", LIFE_SAY_HEALTH_SOURCES,
                  unnamed.len ? LIFE_HEALTH_WARN : LIFE_HEALTH_OK, text);
    lc_health_advise(h, LIFE_SAY_HEALTH_SOURCES_HELP,
                     unnamed.len ? unnamed.data : "");
    h->failed = h->failed || unnamed.failed;
    lc_buf_free(&unnamed);
}

static void look_at_counts(lc_health *h, const lc_world *w)
{
    const struct {
        const char *id;
        lc_sentence label, help;
        size_t n;
        lc_health_level none;
    } row[] = {{"homes", LIFE_SAY_HEALTH_HOMES, LIFE_SAY_HEALTH_HOMES_HELP,
                lc_world_home_count(w), LIFE_HEALTH_WRONG},
               {"facilities", LIFE_SAY_HEALTH_FACILITIES,
                LIFE_SAY_HEALTH_FACILITIES_HELP, lc_world_facility_count(w),
                LIFE_HEALTH_WRONG},
               {"units", LIFE_SAY_HEALTH_UNITS, LIFE_SAY_HEALTH_UNITS_HELP,
                lc_world_unit_count(w), LIFE_HEALTH_WARN}};
    char text[32];

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        snprintf(text, sizeof text, "%zu", row[i].n);
        lc_health_add(h, row[i].id, row[i].label,
                      row[i].n ? LIFE_HEALTH_OK : row[i].none, text);
        lc_health_advise(h, row[i].help, NULL);
    }
}

/* An import writes the new version beside the old one, and some more for what
 * it sorts: twice the file is enough. */
static void look_at_place(lc_health *h, const char *path)
{
    struct statvfs disk;
    struct stat s;
    char free_text[48], size_text[48];
    uint64_t left;

    if (stat(path, &s) != 0 || statvfs(path, &disk) != 0)
        return;
    left = (uint64_t)disk.f_bavail * disk.f_frsize;
    snprintf(free_text, sizeof free_text, "%" PRIu64 " MiB", left >> 20);
    snprintf(size_text, sizeof size_text, "%" PRIu64 " MiB",
             ((uint64_t)s.st_size >> 20) + 1);
    lc_health_add(h, "space", LIFE_SAY_HEALTH_SPACE,
                  left < 2 * (uint64_t)s.st_size ? LIFE_HEALTH_WARN
                                                 : LIFE_HEALTH_OK,
                  free_text);
    lc_health_advise(h, LIFE_SAY_HEALTH_SPACE_HELP, size_text);
    snprintf(size_text, sizeof size_text, "%04o", (unsigned)s.st_mode & 07777);
    lc_health_add(h, "mode", LIFE_SAY_HEALTH_MODE,
                  s.st_mode & S_IWOTH ? LIFE_HEALTH_WRONG : LIFE_HEALTH_OK,
                  size_text);
    lc_health_advise(h, LIFE_SAY_HEALTH_MODE_HELP, NULL);
}

/* As the server loads it: what it would refuse is found here. */
void lc_health_file(lc_health *h, const char *path)
{
    lc_study *study = NULL;
    lc_error why = {0};

    lc_health_area(h, "file", LIFE_SAY_HEALTH_FILE);
    if (!look_at_whole(h, path))
        return;
    if (lc_study_open(path, false, &study, &why)) {
        add_failure(h, "loads", LIFE_SAY_HEALTH_OPENS, &why);
        return;
    }
    look_at_age(h, lc_study_world(study));
    look_at_sources(h, lc_study_world(study));
    look_at_counts(h, lc_study_world(study));
    look_at_place(h, path);
    lc_study_free(study);
}
