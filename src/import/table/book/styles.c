/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/styles.c - see styles.h. From ECMA-376, part 1,
 * clause 18.8.30.
 */
#include "src/import/table/book/styles.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define DAY_S    86400
#define DAYS_MAX 2958466 /* the year 10000 */

/* Outside quotes and brackets a code of dates has y, m, d, h or s; what stands
 * behind the first ; is for other numbers. m alone is a month. */
lc_style lc_style_of(const char *code)
{
    bool day = false, time = false, month = false;

    for (const char *s = code; *s && *s != ';'; s++) {
        if (*s == '"' || (*s == '[' && !strchr("hHmMsS", s[1]))) {
            const char *end = strchr(s + 1, *s == '"' ? '"' : ']');

            if (!end)
                break;
            s = end;
        } else if ((*s == '\\' || *s == '_' || *s == '*') && s[1]) {
            s++;
        } else if (!strncasecmp(s, "General", 7)) {
            s += 6;
        } else {
            day |= strchr("yYdD", *s) != NULL;
            month |= strchr("mM", *s) != NULL;
            time |= strchr("hHsS", *s) != NULL;
        }
    }
    if (day || (month && !time))
        return LIFE_STYLE_DATE;
    return time ? LIFE_STYLE_TIME : LIFE_STYLE_NUMBER;
}

/* The formats that have no code in the file; 27-36 and 50-58 are Chinese and
 * Japanese ones. */
lc_style lc_style_built_in(uint64_t id)
{
    static const struct {
        unsigned char first, last, style;
    } known[] = {
        {14, 17, LIFE_STYLE_DATE}, {18, 21, LIFE_STYLE_TIME},
        {22, 22, LIFE_STYLE_DATE}, {27, 31, LIFE_STYLE_DATE},
        {32, 35, LIFE_STYLE_TIME}, {36, 36, LIFE_STYLE_DATE},
        {45, 47, LIFE_STYLE_TIME}, {50, 54, LIFE_STYLE_DATE},
        {55, 56, LIFE_STYLE_TIME}, {57, 58, LIFE_STYLE_DATE},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (id >= known[i].first && id <= known[i].last)
            return (lc_style)known[i].style;
    return LIFE_STYLE_NUMBER;
}

/* The date of a number of days since 1970-01-01, by counting years that begin
 * in March in eras of 400 (a standard method for the Gregorian calendar). */
static void civil(int64_t days, int *year, int *month, int *day)
{
    int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t of_era = z - era * 146097;
    int64_t years =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * years + years / 4 - years / 100);
    int64_t m = (5 * of_year + 2) / 153;

    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)(years + era * 400 + (*month <= 2));
}

bool lc_style_date(double v, lc_style style, bool from_1904, char out[32])
{
    int64_t seconds, days, epoch;
    int y, m, d, h, min, s;

    if (!(v >= 0 && v < DAYS_MAX))
        return false;
    seconds = (int64_t)floor(v * DAY_S + 0.5);
    days = seconds / DAY_S;
    seconds %= DAY_S;
    h = (int)(seconds / 3600);
    min = (int)(seconds / 60 % 60);
    s = (int)(seconds % 60);
    if (style == LIFE_STYLE_TIME || (days == 0 && !from_1904)) {
        snprintf(out, 32, "%02d:%02d:%02d", (int)(days * 24) + h, min, s);
        return true;
    }
    /* The years from 1900 have a 29 February that never was, day 60. */
    epoch = from_1904 ? -24107 : days < 60 ? -25568 : -25569;
    civil(epoch + days, &y, &m, &d);
    if (seconds)
        snprintf(out, 32, "%04d-%02d-%02d %02d:%02d:%02d", y, m, d, h, min, s);
    else
        snprintf(out, 32, "%04d-%02d-%02d", y, m, d);
    return true;
}
