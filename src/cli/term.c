/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/term.c - see term.h.
 */
#include "src/cli/term.h"

#include "lifecircle/base/log.h"

#include <errno.h>
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
