/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hours.h, clock.h: opening hours as people write them. Called with a year,
 * the program reads values, a line each, and prints what they say at each
 * ten minutes or so of it, for tests/oracle/hours.mjs.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include "lifecircle/base/local.h"
#include "lifecircle/base/zone.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/hours/parse.h"
#include "lifecircle/words/hours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The table of words, read once for all tests. */
static lc_hours_words *known_words;

static const lc_hours_words *known(void)
{
    return known_words;
}

static const lc_hours *parsed(lc_arena *a, const char *text)
{
    const lc_hours *h;
    lc_error err = {0};

    if (lc_hours_parse(known(), NULL, a, text, &h, &err))
        fail_msg("%s: %s", text, err.text);
    return h;
}

static lc_local at(const char *when)
{
    lc_local t;

    if (!lc_local_parse(when, &t))
        fail_msg("%s is not a time", when);
    return t;
}

/* 5 June 2023 is a Monday. One letter a time: open, closed, unknown. */
static const struct {
    const char *text, *when, *is;
} held[] = {
    {"Mo-Fr 08:00-18:00", "2023-06-05T08:00", "o"},
    {"Mo-Fr 08:00-18:00", "2023-06-05T18:00", "c"},
    {"Mo-Fr 08:00-18:00", "2023-06-10T09:00", "c"},
    {"MO-FR 8:00 - 18:00", "2023-06-05T17:59", "o"},
    {"Mo-Fr 08.30-12.00", "2023-06-05T08:30", "o"},
    {"Mo-Fr 8-18", "2023-06-05T17:00", "o"},
    {"Mo 8:00am-5:30pm", "2023-06-05T17:29", "o"},
    {"We-Mo 10:00-21:00", "2023-06-06T12:00", "c"},
    {"24/7", "2023-06-04T03:00", "o"},
    {"24/7; Su off", "2023-06-04T03:00", "c"},
    {"24/7 off \"cita previa\"", "2023-06-05T03:00", "c"},
    {"Mo-Fr 08:00-12:00, Sa 10:00-12:00", "2023-06-10T11:00", "o"},
    {"Mo-Fr 08:00-12:00, We 14:00-18:00", "2023-06-07T09:00", "o"},
    {"Mo-Fr 08:00-12:00; We 14:00-18:00", "2023-06-07T09:00", "c"},
    {"10:00-20:00; 12:00-13:00 off", "2023-06-07T12:30", "c"},
    {"10:00-20:00; 12:00-13:00 off", "2023-06-07T13:00", "o"},
    /* past midnight: the night belongs to the day it began on */
    {"Fr,Sa 20:00-02:00", "2023-06-10T01:59", "o"},
    {"Fr,Sa 20:00-02:00", "2023-06-11T02:00", "c"},
    {"Fr 22:00-26:00", "2023-06-10T01:59", "o"},
    {"Mo-Sa 20:00-02:00; Su off", "2023-06-11T01:00", "o"},
    {"Mo 22:00-04:00; Tu 02:00-03:00 off", "2023-06-06T02:30", "c"},
    {"Mo 00:00-00:00", "2023-06-05T12:00", "o"},
    /* seasons, dates, weeks, the n-th of a month */
    {"Apr-Sep 09:00-19:00; Oct-Mar 09:00-18:00", "2023-06-05T18:30", "o"},
    {"Apr-Sep 09:00-19:00; Oct-Mar 09:00-18:00", "2023-12-05T18:30", "c"},
    {"Mar-Oct: Tu-Su 11:00-18:00", "2023-11-07T12:00", "c"},
    {"Nov 15-Feb 15 off", "2023-01-01T12:00", "c"},
    {"May 01-Oct 31: Su 10:00-17:00", "2023-06-04T10:00", "o"},
    {"Mo-Su 10:00-12:00; Dec 24-26,31 off", "2023-12-31T11:00", "c"},
    {"2023 Jun 05-2023 Jun 07 10:00-12:00", "2023-06-07T11:00", "o"},
    {"2023 Jun 05-2023 Jun 07 10:00-12:00", "2024-06-06T11:00", "c"},
    {"2024+ Mo 10:00-12:00", "2023-06-05T11:00", "c"},
    {"week 23 Mo 10:00-12:00", "2023-06-05T11:00", "o"},
    {"week 1-51/2 Mo 10:00-12:00", "2023-06-12T11:00", "c"},
    {"Mo[1] 10:00-12:00", "2023-06-05T11:00", "o"},
    {"Mo[1] 10:00-12:00", "2023-06-12T11:00", "c"},
    {"Fr[-1] 10:00-12:00", "2023-06-30T11:00", "o"},
    /* not certain */
    {"10:00+", "2023-06-05T11:00", "u"},
    {"10:00+", "2023-06-05T09:59", "c"},
    {"17:00-23:00+", "2023-06-05T18:00", "o"},
    {"17:00-23:00+", "2023-06-05T23:30", "u"},
    {"sunrise-sunset", "2023-06-05T12:00", "u"},
    {"\"by appointment\"", "2023-06-05T12:00", "u"},
    {"Mo-Fr 08:00-12:00 \"ring\"", "2023-06-05T09:00", "u"},
    {"Mo-Fr 08:00-12:00 open \"ring\"", "2023-06-05T09:00", "o"},
    {"Mo-Fr 08:00-12:00 || \"call\"", "2023-06-05T09:00", "o"},
    {"Mo-Fr 08:00-12:00 || \"call\"", "2023-06-05T13:00", "u"},
    {"Mo-Fr 08:00-12:00; SH off", "2023-06-05T09:00", "u"},
    {"Mo-Fr 08:00-12:00; SH off", "2023-06-05T13:00", "c"},
    /* the same days, or all of them? */
    {"Mo-Fr 08:00-12:00; 13:30-18:00", "2023-06-05T14:00", "o"},
    {"Mo-Fr 08:00-12:00; 13:30-18:00", "2023-06-05T09:00", "o"},
    {"Mo-Fr 08:00-12:00; 13:30-18:00", "2023-06-10T14:00", "u"},
    /* public holidays aren't known */
    {"PH,Sa,Su 07:00-14:30", "2023-06-10T08:00", "o"},
    {"Mo-Fr 10:00-12:00; PH off", "2023-06-05T10:00", "o"},
    {"PH 10:00-12:00", "2023-06-05T10:00", "c"},
    /* as bureaus write it */
    {"周一至周五 8:30-17:30", "2023-06-09T17:29", "o"},
    {"周一至周五 8:30-17:30", "2023-06-10T10:00", "c"},
    {"全天", "2023-06-10T03:00", "o"},
    {"24小时", "2023-06-10T03:00", "o"},
    {"每日 9:00—21:00", "2023-06-11T20:59", "o"},
    {"周二至周日9:00-21:00", "2023-06-05T10:00", "c"},
    {"9:00-17:00（周一闭馆）", "2023-06-05T10:00", "c"},
    {"9:00-17:00（周一闭馆）", "2023-06-06T10:00", "o"},
    {"上午8:30-12:00，下午2:00-5:30", "2023-06-06T17:29", "o"},
    {"上午8:30-12:00，下午2:00-5:30", "2023-06-06T13:00", "c"},
    {"工作日：8点30分至17点", "2023-06-06T16:59", "o"},
    {"星期一到星期五8时～18时；双休日9时～12时", "2023-06-10T11:59", "o"},
    {"开放时间：周六、周日 10:00－16:00", "2023-06-11T15:00", "o"},
    {"5月1日至10月31日 6:00-22:00；11月1日至4月30日 7:00-21:00",
     "2023-12-24T21:30", "c"},
    {"周一至周五8:30-12:00 14:00-17:30 周六9:00-12:00", "2023-06-10T10:00",
     "o"},
    {"8:30-17:30（周一至周五）", "2023-06-10T10:00", "c"},
    {"8:30-17:30（周一至周五）", "2023-06-09T18:00", "c"},
    {"周一至周五（8:30-17:30）", "2023-06-09T18:00", "c"},
    {"周一至周五（8:30-17:30）", "2023-06-09T10:00", "o"},
    {"8:00-18:00（周末及节假日除外）", "2023-06-10T10:00", "c"},
    {"周一至周五 9:00-17:00，周六日休息", "2023-06-10T10:00", "c"},
    {"早8:00-晚10:00", "2023-06-10T21:59", "o"},
    {"每周二至周日9:00-17:00", "2023-06-05T10:00", "c"},
    {"3月-10月 6:00-22:00；11月-次年2月 7:00-21:00", "2023-12-09T21:30", "c"},
    {"7*24小时", "2023-06-10T03:00", "o"},
    {"全年开放", "2023-06-10T10:00", "u"},
    {"周一至周五", "2023-06-09T10:00", "u"},
    {"周一至周五", "2023-06-10T10:00", "c"},
    {"Mo-Fr", "2023-06-09T10:00", "o"},
    {"21:00-次日6:00", "2023-06-10T05:00", "o"},
    {"8:15 to 13:15", "2023-06-10T13:14", "o"},
    {"8:15 to 13:15", "2023-06-10T14:00", "c"},
    {"夏季 8:00-18:00", "2023-07-10T10:00", "o"},
    {"夏季 8:00-18:00", "2023-01-10T10:00", "u"},
    {"8:00-20:00，法定节假日除外", "2023-06-10T10:00", "o"},
};

static void says_what_holds(void **state)
{
    static const char letters[] = "cou";
    lc_arena *a = lc_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
        const lc_hours *h = parsed(a, held[i].text);
        char is = letters[lc_hours_at(h, at(held[i].when))];

        if (is != *held[i].is)
            fail_msg("%s at %s: %c, not %s", held[i].text, held[i].when, is,
                     held[i].is);
    }
    lc_arena_free(a);
}

static void refuses_what_it_cannot_read(void **state)
{
    static const char *const row[] = {
        "",
        " ",
        ";",
        "noon to late",
        "Mo-Fr 08:00",
        "Mo-Fr 8:75-9:00",
        "Lunes a Viernes de 8:00 a 16:00",
        "Mo-",
        "Mo-Fr 08:00-12:00,",
        "Mo[6] 10:00-12:00",
        "Mo[1 10:00-12:00",
        "\"open",
        "week 60 Mo",
        "10:00-16:00/01:30",
        "Feb 30-40",
        "08:00-",
        "49:00-50:00",
        "Mo 26:00-27:00",
        "easter 10:00-12:00",
        "PH +1 day off",
        "sunset",
        "看门口通知",
        "Mo-Fr,Sa-Su-Mo 10:00-12:00",
        "Mo Tu 10:00-12:00",
        "13pm-15pm",
        "9:00-17:00;Sa-SH",
        "Mo-Fr 9:00-17:00; Sa-PH 9:00-12:00",
        "8:00-12:00;13:00-18:00 周六至PH",
    };
    lc_arena *a = lc_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const lc_hours *h;
        lc_error err = {0};

        if (lc_hours_parse(known(), NULL, a, row[i], &h, &err) !=
            LIFE_ERR_PARSE)
            fail_msg("\"%s\" was read", row[i]);
        assert_null(h);
        assert_true(*err.text);
    }
    lc_arena_free(a);
}

static void knows_the_next_change(void **state)
{
    static const struct {
        const char *text, *when, *change; /* NULL: none */
    } row[] = {
        {"Mo-Fr 08:00-18:00", "2023-06-05T09:00", "2023-06-05T18:00"},
        {"Mo-Fr 08:00-18:00", "2023-06-09T18:00", "2023-06-12T08:00"},
        {"Fr 20:00-02:00", "2023-06-09T23:00", "2023-06-10T02:00"},
        {"24/7", "2023-06-09T23:00", NULL},
        {"off", "2023-06-09T23:00", NULL},
        {"Mar-Oct", "2023-12-09T23:00", "2024-03-01T00:00"},
        {"Mo[1] 10:00-12:00", "2023-06-05T12:00", "2023-07-03T10:00"},
        {"10:00-12:00,12:00-14:00", "2023-06-05T10:00", "2023-06-05T14:00"},
    };
    lc_arena *a = lc_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const lc_hours *h = parsed(a, row[i].text);
        lc_local change;
        char text[20] = "";

        if (lc_hours_change(h, at(row[i].when), &change))
            lc_local_text(change, text);
        assert_string_equal(text, row[i].change ? row[i].change : "");
    }
    lc_arena_free(a);
}

static void says_it_in_words(void **state)
{
    static const struct {
        const char *text, *zh, *en;
    } row[] = {
        {"24/7", "24 小时开放", "open 24 hours"},
        {"Mo-Fr 08:00-12:00,14:00-18:00; Sa 09:00-12:00",
         "周一至周五 08:00–12:00、14:00–18:00；周六 09:00–12:00；周日休息",
         "Mon–Fri 08:00–12:00, 14:00–18:00; Sat 09:00–12:00; Sun closed"},
        {"Fr,Sa 20:00-02:00", "周一至周四、周日休息；周五、周六 20:00–02:00",
         "Mon–Thu, Sun closed; Fri, Sat 20:00–02:00"},
        {"全天", "24 小时开放", "open 24 hours"},
        {"全年开放", "每天 时间不详", "daily times not known"},
        {"每日9:00—21:00", "每天 09:00–21:00", "daily 09:00–21:00"},
        {"08:00-18:00; PH off", "每天 08:00–18:00；公共假日休息",
         "daily 08:00–18:00; closed on public holidays"},
        {"工作日 9:00-17:00",
         "周一至周五 09:00–17:00；周六、周日休息；公共假日休息",
         "Mon–Fri 09:00–17:00; Sat, Sun closed; closed on public holidays"},
        {"周日休息", "周一至周六 时间不详；周日休息",
         "Mon–Sat times not known; Sun closed"},
        {"10:00-24:00 \"ring\"", "每天 10:00–24:00（不确定）；“ring”",
         "daily 10:00–24:00 (not certain); “ring”"},
    };
    lc_arena *a = lc_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const lc_hours *h = parsed(a, row[i].text);
        lc_buf zh = {0}, en = {0};

        lc_hours_text(h, at("2023-06-05T00:00"), LIFE_LANG_ZH, &zh);
        lc_hours_text(h, at("2023-06-05T00:00"), LIFE_LANG_EN, &en);
        assert_string_equal(zh.data, row[i].zh);
        assert_string_equal(en.data, row[i].en);
        lc_buf_free(&zh);
        lc_buf_free(&en);
    }
    lc_arena_free(a);
}

static void days_are_open_or_not(void **state)
{
    lc_arena *a = lc_arena_new(0);
    lc_local sunday = at("2023-06-11T23:59");

    (void)state;
    assert_int_equal(lc_hours_day(parsed(a, "Mo-Fr 08:00-18:00"), sunday),
                     LIFE_HOURS_CLOSED);
    assert_int_equal(lc_hours_day(parsed(a, "Sa,Su 08:07-08:09"), sunday),
                     LIFE_HOURS_OPEN);
    assert_int_equal(lc_hours_day(parsed(a, "Su \"ring\""), sunday),
                     LIFE_HOURS_UNKNOWN);
    lc_arena_free(a);
}

/* Words of the language and bytes of none, in any order. */
static void survives_anything(void **state)
{
    static const char *const part[] = {
        "Mo",    "-",    ",",        ";",     "||", "08:00", "26:00",
        "24/7",  "off",  "open",     "PH",    "SH", "week",  "Jan",
        "31",    "2023", "[",        "]",     "+",  "/",     ":",
        "\"x\"", "\"",   "sunset",   "周",    "至", "全天",  "8点",
        "下午",  "\xff", "\xe5\x91", " ",     "(",  "）",    "00:00-24:00",
        "5月",   "半",   "am",       "99999",
    };
    lc_arena *a = lc_arena_new(0);
    uint64_t seed = 7;

    (void)state;
    for (int i = 0; i < 60000; i++) {
        lc_buf text = {0}, words = {0};
        size_t n = 0;
        const lc_hours *h;
        lc_status st;
        lc_local t;

        for (seed = seed * 6364136223846793005u + 1442695040888963407u;
             n < 3 + (seed >> 60); n++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            lc_buf_puts(&text,
                        part[(seed >> 33) % (sizeof part / sizeof *part)]);
        }
        st = lc_hours_parse(known(), NULL, a, text.data, &h, NULL);
        lc_buf_free(&text);
        if (st)
            continue;
        lc_hours_at(h, at("2024-02-29T12:00"));
        lc_hours_change(h, at("2024-02-29T12:00"), &t);
        lc_hours_text(h, at("2024-02-29T12:00"), (lc_lang)(i & 1), &words);
        assert_false(words.failed);
        lc_buf_free(&words);
        lc_arena_reset(a);
    }
    lc_arena_free(a);
}

/* A table of one's own is read, or refused with the row. */
static void words_are_data(void **state)
{
    static const char *const bad[] = {
        "mo,weekday,1", "mo,days,8", "mo,days,5-1", "jan,month,13",
        "x,mark,ab",    ",closed,",  "zu,closed,1"};
    char folder[] = "/tmp/lc-hours-XXXXXX", path[64];
    lc_hours_words *w = NULL;
    lc_error err;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/hours_words.csv", folder);
    setenv("LIFECIRCLE_GEODATA", folder, 1);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        FILE *f = fopen(path, "w");

        assert_non_null(f);
        fprintf(f, "word,is,value\n-,mark,-\n%s\n", bad[i]);
        fclose(f);
        err = (lc_error){0};
        assert_int_equal(lc_hours_words_open(&w, &err), LIFE_ERR_PARSE);
        assert_null(w);
        assert_int_equal(err.line, 3);
        assert_non_null(strstr(err.text, "opening hours"));
    }
    unsetenv("LIFECIRCLE_GEODATA");
    remove(path);
    remove(folder);
}

static void long_ones_are_refused(void **state)
{
    lc_arena *a = lc_arena_new(0);
    const lc_hours *h;
    lc_buf b = {0};

    (void)state;
    for (int i = 0; i < 65; i++)
        lc_buf_puts(&b, "Mo off;");
    assert_int_equal(lc_hours_parse(known(), NULL, a, b.data, &h, NULL),
                     LIFE_ERR_LIMIT);
    lc_buf_clear(&b);
    for (int i = 0; i < 66; i++)
        lc_buf_printf(&b, "%s8:00-9:00", i ? "," : "");
    assert_int_equal(lc_hours_parse(known(), NULL, a, b.data, &h, NULL),
                     LIFE_ERR_LIMIT);
    lc_buf_clear(&b);
    for (int i = 0; i < 300; i++)
        lc_buf_puts(&b, "[]+");
    assert_int_equal(lc_hours_parse(known(), NULL, a, b.data, &h, NULL),
                     LIFE_ERR_LIMIT);
    for (int i = 0; i < 300; i++)
        lc_buf_puts(&b, "[]+");
    assert_int_equal(lc_hours_parse(known(), NULL, a, b.data, &h, NULL),
                     LIFE_ERR_LIMIT);
    lc_buf_free(&b);
    lc_arena_free(a);
}

/* ---- the clock ---- */

static void dates_come_and_go(void **state)
{
    (void)state;
    for (int64_t n = -800000; n < 800000; n += 13) {
        lc_date d = lc_date_of(n * LIFE_DAY_MIN + 7);

        assert_int_equal(d.number, n);
        assert_int_equal(lc_date_number(d.year, d.month, d.day), n);
        assert_true(d.day >= 1 && d.day <= lc_date_month_days(d.year, d.month));
    }
    assert_int_equal(lc_date_of(at("2023-06-05T00:00")).weekday, 0);
    assert_int_equal(lc_date_month_days(2024, 2), 29);
    assert_int_equal(lc_date_month_days(2100, 2), 28);
    assert_int_equal(lc_date_month_days(2100, 12), 31);
}

static void times_are_read_strictly(void **state)
{
    static const char *const bad[] = {
        "",
        "2023-06-05",
        "2023-13-05T00:00",
        "2023-02-29T00:00",
        "2023-06-05T24:00",
        "2023-06-05T10:60",
        "2023-06-05T10:00Z",
        "2023-06-05T10:00:0",
        "1969-12-31T23:59",
        "now",
    };
    lc_local t = 0;
    char text[20];

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(lc_local_parse(bad[i], &t));
    assert_true(lc_local_parse("2023-06-05 10:07:59", &t));
    lc_local_text(t, text);
    assert_string_equal(text, "2023-06-05T10:07");
}

/* 1,700,000,000 s is 2023-11-14T22:13:20Z; 1,690,000,000 2023-07-22T04:26:40Z.
 * In 2023 Europe's summer time began on 26 March at 1:00 UTC (1679792400). */
static void zones_know_summer(void **state)
{
    static const struct {
        const char *rule;
        int64_t unix_s;
        const char *clock;
    } row[] = {
        {"CST-8", 1700000000, "2023-11-15T06:13"},
        {"<+0545>-5:45", 1700000000, "2023-11-15T03:58"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 1700000000, "2023-11-14T23:13"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 1690000000, "2023-07-22T06:26"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 1679792399, "2023-03-26T01:59"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 1679792400, "2023-03-26T03:00"},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", 1700000000, "2023-11-15T09:13"},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", 1690000000, "2023-07-22T14:26"},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", 1700000000, "2023-11-14T22:13"},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", 1690000000, "2023-07-22T05:26"},
    };
    static const char *const bad[] = {
        "", "CST", "C-8", "CST-8CDT", "CST-8CDT,M13.1.0,M4.1.0", "CST-8x"};
    lc_zone z;

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char text[20];

        assert_int_equal(lc_zone_parse(row[i].rule, &z, NULL), LIFE_OK);
        lc_local_text(lc_zone_local(&z, row[i].unix_s), text);
        assert_string_equal(text, row[i].clock);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(lc_zone_parse(bad[i], &z, NULL), LIFE_ERR_PARSE);
}

/* ---- for the oracle ---- */

static int print_states(int year)
{
    char line[4096];
    lc_local from = lc_date_number(year, 1, 1) * LIFE_DAY_MIN;
    lc_local to = lc_date_number(year + 1, 1, 1) * LIFE_DAY_MIN;

    while (fgets(line, sizeof line, stdin)) {
        lc_arena *a = lc_arena_new(0);
        const lc_hours *h;

        line[strcspn(line, "\n")] = '\0';
        if (!a || lc_hours_parse(known(), NULL, a, line, &h, NULL)) {
            puts("-");
        } else {
            for (lc_local t = from, k = 0; t < to; t += 10, k++)
                putchar("cou"[lc_hours_at(h, t + k % 10)]);
            putchar('\n');
        }
        lc_arena_free(a);
    }
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_holds),
        cmocka_unit_test(refuses_what_it_cannot_read),
        cmocka_unit_test(knows_the_next_change),
        cmocka_unit_test(says_it_in_words),
        cmocka_unit_test(days_are_open_or_not),
        cmocka_unit_test(survives_anything),
        cmocka_unit_test(words_are_data),
        cmocka_unit_test(long_ones_are_refused),
        cmocka_unit_test(dates_come_and_go),
        cmocka_unit_test(times_are_read_strictly),
        cmocka_unit_test(zones_know_summer),
    };

    int st;

    if (lc_hours_words_open(&known_words, NULL))
        return 1;
    st = argc == 2 ? print_states(atoi(argv[1]))
                   : cmocka_run_group_tests(tests, NULL, NULL);
    lc_hours_words_free(known_words);
    return st;
}
