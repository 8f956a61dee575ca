/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/position.c - see position.h.
 */
#include "src/import/record/place/position.h"

#include "lifecircle/base/parse.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/number.h"

#include <string.h>

/* Degrees, minutes and seconds, with any marks and a letter of the compass
 * before or behind them; they are told from a decimal, not taken. */
static bool sexagesimal(const char *s, double *out)
{
    double part[3] = {0};
    bool negative = strpbrk(s, "SWsw-") != NULL;
    size_t n = 0;

    while (*s) {
        char word[24];
        size_t len = strspn(s, "0123456789.");

        if (len == 0) {
            s++;
            continue;
        }
        if (n == 3 || len >= sizeof word)
            return false;
        memcpy(word, s, len);
        word[len] = '\0';
        if (!lc_parse_decimal(word, &part[n++]))
            return false;
        s += len;
    }
    if (n < 2 || part[0] > 180 || part[1] >= 60 || part[2] >= 60)
        return false;
    *out = part[0] + part[1] / 60 + part[2] / 3600;
    if (negative)
        *out = -*out;
    return true;
}

/* Degrees and minutes are not taken silently: which of several notations it is
 * would be a guess. */
static lc_status read_degrees(const char *what, const char *s, double *out,
                              lc_error *err)
{
    double v;

    if (lc_number_parse(s, out))
        return LIFE_OK;
    if (!*s)
        return lc_reject(err, LIFE_ERR_PARSE, "position", "the %s is missing",
                         what);
    if (sexagesimal(s, &v))
        return lc_reject(err, LIFE_ERR_PARSE, "degrees",
                         "%s \"%.40s\" is in degrees and minutes; write the "
                         "decimal %.6f",
                         what, s, v);
    return lc_reject(err, LIFE_ERR_PARSE, "position",
                     "%s \"%.40s\" is not a number", what, s);
}

lc_status lc_position_parse(const lc_datum *d, const char *lon, const char *lat,
                            lc_pt *out, lc_error *err)
{
    double x, y;

    if (read_degrees("longitude", lon, &x, err) ||
        read_degrees("latitude", lat, &y, err))
        return LIFE_ERR_PARSE;
    return lc_datum_place_one(d, x, y, out, err);
}
