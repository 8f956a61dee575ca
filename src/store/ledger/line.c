/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/ledger/line.c - see line.h.
 *
 * An object of JSON, as a part of one is none: whatever a crash leaves of a
 * line can't be taken for another. Members may be added; who reads an older
 * ledger doesn't know them.
 */
#include "src/store/ledger/line.h"

#include "lifecircle/base/json.h"

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef enum kind { TEXT, COUNT, MILLI, REAL } kind;

/* One table for both ways. `size` is a text's room. */
static const struct {
    const char *name;
    kind is;
    size_t at, size;
} members[] = {
#define OF(name, kind, field)                                                  \
    {                                                                          \
        name, kind, offsetof(lc_ledger_line, field),                           \
            sizeof(((lc_ledger_line *)0)->field)                               \
    }
    OF("at", TEXT, at),
    OF("command", TEXT, command),
    OF("generation", TEXT, generation),
    OF("sha256", TEXT, sha256),
    OF("data_as_of", TEXT, data_as_of),
    OF("facilities", COUNT, facilities),
    OF("facilities_closed", COUNT, closed),
    OF("streets", COUNT, streets),
    OF("homes", COUNT, homes),
    OF("units", COUNT, units),
    OF("weight", TEXT, home_kind),
    OF("total", MILLI, weight_milli),
    OF("basic_services", COUNT, basic_services),
    OF("basic_count_min", REAL, basic_min),
    OF("basic_count_max", REAL, basic_max),
    OF("all_basic_min", REAL, all_basic_min),
    OF("all_basic_max", REAL, all_basic_max),
#undef OF
};

static void put_member(lc_json *j, size_t i, const char *field)
{
    const char *name = members[i].name;
    int64_t whole;
    double real;

    switch (members[i].is) {
    case TEXT:
        lc_json_str(j, name, *field ? field : NULL);
        return;
    case REAL:
        memcpy(&real, field, sizeof real);
        if (real < 0)
            lc_json_null(j, name);
        else
            lc_json_double(j, name, real, 4);
        return;
    default:
        memcpy(&whole, field, sizeof whole);
        if (whole < 0)
            lc_json_null(j, name);
        else if (members[i].is == MILLI)
            lc_json_milli(j, name, whole);
        else
            lc_json_int(j, name, whole);
    }
}

void lc_line_put(lc_buf *out, const lc_ledger_line *line)
{
    lc_json j;

    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        put_member(&j, i, (const char *)line + members[i].at);
    lc_json_end(&j);
    lc_buf_putc(out, '\n');
}

/* A text is read where it has room. */
static void take_text(char *field, size_t size, const json_t *v)
{
    const char *text = json_string_value(v);

    snprintf(field, size, "%s", text && strlen(text) < size ? text : "");
}

#define WHOLE_MOST 9007199254740992.0 /* up to here each is a double */

/* Somebody may have written into the file: what isn't a number that a line can
 * have is not known. */
static void take_member(size_t i, char *field, const json_t *v)
{
    double real = json_is_number(v) ? json_number_value(v) : -1;
    int64_t whole = -1;

    if (members[i].is == TEXT) {
        take_text(field, members[i].size, v);
        return;
    }
    if (!(real >= 0 && real <= WHOLE_MOST / 1000))
        real = -1;
    else if (members[i].is == MILLI)
        whole = (int64_t)(real * 1000 + 0.5);
    else if (json_is_integer(v))
        whole = json_integer_value(v);
    if (members[i].is == REAL)
        memcpy(field, &real, sizeof real);
    else
        memcpy(field, &whole, sizeof whole);
}

bool lc_line_read(const char *text, size_t len, lc_ledger_line *out)
{
    json_t *root = len < LIFE_LEDGER_LINE_BYTES
                       ? json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL)
                       : NULL;
    bool is = json_is_object(root);

    *out = (lc_ledger_line){.kept = -1};
    for (size_t i = 0; i < sizeof members / sizeof *members && is; i++)
        take_member(i, (char *)out + members[i].at,
                    json_object_get(root, members[i].name));
    json_decref(root);
    return is && *out->at;
}
