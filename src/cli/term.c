/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/term.c - see term.h.
 */
#include "src/cli/term.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/process/ending.h"
#include "lifecircle/words/words.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Who reads no further, as `head` does, is no fault to be told: the program
 * ends there in silence, as other filters do. By then no file is half-written:
 * cities and files of -o are renamed into place before anything is printed. */
lc_status lc_term_failed(lc_error *err)
{
    if (errno == EPIPE) {
        lc_ending_run();
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    return lc_fail(err, LIFE_ERR_IO, "standard output: %s", strerror(errno));
}

/* To stdio's buffer; a full disk may show at the flush only. */
lc_status lc_term_write(const void *bytes, size_t len, lc_error *err)
{
    if (fwrite(bytes, 1, len, stdout) != len)
        return lc_term_failed(err);
    return LIFE_OK;
}

lc_status lc_term_flush(lc_error *err)
{
    if (fflush(stdout) || ferror(stdout))
        return lc_term_failed(err);
    return LIFE_OK;
}

lc_status lc_term_printf(lc_error *err, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vprintf(fmt, ap);
    va_end(ap);
    return n < 0 ? lc_term_failed(err) : LIFE_OK;
}

/* Never empty: no table has an empty sentence. */
lc_status lc_term_say(lc_error *err, lc_lang lang, lc_sentence id,
                      const char *const *part)
{
    lc_buf text = {0};
    lc_status st;

    lc_say(&text, lang, id, part);
    st = text.failed ? lc_no_memory(err, "a sentence")
                     : lc_term_write(text.data, text.len, err);
    lc_buf_free(&text);
    return st;
}

/* A line that can't be put together is left out: the log is no result. */
void lc_term_log(lc_lang lang, lc_sentence id, const char *const *part)
{
    lc_buf text = {0};

    lc_say(&text, lang, id, part);
    if (!text.failed)
        lc_log(LIFE_LOG_INFO, "%s", text.data);
    lc_buf_free(&text);
}

static int code_of_end;

void lc_term_set_exit(int code)
{
    code_of_end = code;
}

int lc_term_get_exit(void)
{
    return code_of_end;
}

/* ---- progress ---- */

#define RATE_AFTER_MS 500 /* a rate of less is one of chance */

static lc_lang progress_lang;

static const struct {
    lc_sentence name; /* whose English is what lc_progress() is told */
    bool bytes;
} works[] = {
    {LIFE_SAY_PROGRESS_READING, true},    {LIFE_SAY_PROGRESS_COPYING, true},
    {LIFE_SAY_PROGRESS_SUMMING, true},    {LIFE_SAY_PROGRESS_STREETS, false},
    {LIFE_SAY_PROGRESS_SHAPES, false},    {LIFE_SAY_PROGRESS_MAP, false},
    {LIFE_SAY_PROGRESS_PLACES, false},    {LIFE_SAY_PROGRESS_DWELLINGS, false},
    {LIFE_SAY_PROGRESS_PICTURES, false},  {LIFE_SAY_PROGRESS_RESTS, false},
    {LIFE_SAY_PROGRESS_ROADS, false},     {LIFE_SAY_PROGRESS_BARRIERS, false},
    {LIFE_SAY_PROGRESS_COMPOUNDS, false}, {LIFE_SAY_PROGRESS_ADDRESSES, false},
    {LIFE_SAY_PROGRESS_HOMES, false},     {LIFE_SAY_PROGRESS_FACILITIES, false},
    {LIFE_SAY_PROGRESS_WALKS, false},     {LIFE_SAY_PROGRESS_COVERAGE, false},
    {LIFE_SAY_PROGRESS_UNITS, false},     {LIFE_SAY_PROGRESS_INDEXES, false},
    {LIFE_SAY_PROGRESS_EXPORT, false},
};

#define WORKS (sizeof works / sizeof *works)

static size_t find_work(const char *what)
{
    size_t i = 0;

    while (i < WORKS && strcmp(lc_say_text(LIFE_LANG_EN, works[i].name), what))
        i++;
    return i;
}

/* "1,234", "12.3 MB". */
static void put_much(lc_buf *out, double much, bool bytes)
{
    lc_buf number = {0};

    if (bytes) {
        lc_words_number(&number, much / 1e6, 1);
        LC_SAY(out, progress_lang, LIFE_SAY_PROGRESS_MB,
               lc_say_part(out, &number));
    } else {
        lc_words_number(out, much, 0);
    }
    lc_buf_free(&number);
}

/* How fast, and how long at that speed: rounded up, as it is waited for. */
static void put_rate(lc_buf *out, const lc_progress_now *now, bool bytes)
{
    double per_s = (double)now->done * 1000 / (double)now->spent_ms;
    double left_s = (double)(now->total - now->done) / per_s;
    lc_buf rate = {0};
    char left[32];

    if (!now->done || now->spent_ms < RATE_AFTER_MS)
        return;
    put_much(&rate, per_s, bytes);
    if (per_s >= 1)
        LC_SAY(out, progress_lang, LIFE_SAY_PROGRESS_RATE,
               lc_say_part(out, &rate));
    snprintf(left, sizeof left, "%.0f",
             ceil(left_s < 100 ? left_s : left_s / 60));
    LC_SAY(out, progress_lang,
           left_s < 100 ? LIFE_SAY_PROGRESS_LEFT_S : LIFE_SAY_PROGRESS_LEFT_MIN,
           left);
    lc_buf_free(&rate);
}

static void say_progress(lc_buf *out, const lc_progress_now *now)
{
    size_t i = find_work(now->what);
    bool bytes = i < WORKS && works[i].bytes;
    const char *what =
        i < WORKS ? lc_say_text(progress_lang, works[i].name) : now->what;
    lc_buf done = {0}, total = {0}, rate = {0};
    char percent[32];

    snprintf(percent, sizeof percent, "%.0f",
             now->total ? floor((double)now->done * 100 / (double)now->total)
                        : 0);
    put_much(&done, (double)now->done, bytes);
    put_much(&total, (double)now->total, bytes);
    put_rate(&rate, now, bytes);
    LC_SAY(out, progress_lang, LIFE_SAY_PROGRESS, what, percent,
           lc_say_part(out, &done), lc_say_part(out, &total),
           lc_say_part(out, &rate));
    lc_buf_free(&done);
    lc_buf_free(&total);
    lc_buf_free(&rate);
}

void lc_term_progress(lc_lang lang, bool quiet)
{
    progress_lang = lang;
    lc_progress_show(quiet ? NULL : say_progress);
}

/* ---- results ---- */

lc_status lc_term_answer(lc_buf *answer, lc_error *err)
{
    lc_status st;

    lc_buf_putc(answer, '\n');
    if (answer->failed)
        st = lc_no_memory(err, "an answer");
    else
        st = lc_term_write(answer->data, answer->len, err);
    lc_buf_free(answer);
    return st;
}

/* The widths are known when all cells are there. */
lc_status lc_term_grid(lc_grid *g, lc_error *err)
{
    lc_buf text = {0};
    lc_status st;

    lc_grid_write(g, &text);
    st = text.failed ? lc_no_memory(err, "a table")
                     : lc_term_write(text.data ? text.data : "", text.len, err);
    lc_buf_free(&text);
    return st;
}
