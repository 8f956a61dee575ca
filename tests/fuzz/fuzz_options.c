/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_options.c - what is given on a command line, the files that
 * it names, and what a proxy answers to `doctor`.
 */
#include "fuzz.h"
#include "lifecircle/ask/args/read.h"
#include "lifecircle/ask/questions.h"
#include "lifecircle/base/table.h"
#include "lifecircle/export/formats/mark.h"
#include "lifecircle/export/operator.h"
#include "lifecircle/geo/crs.h"
#include "src/cli/commands.h"
#include "src/cli/health/fetch.h"
#include "src/export/lists/earlier.h"
#include "src/http/net/address.h"
#include "src/http/serve/cities.h"
#include "src/http/serve/origin.h"
#include "src/import/extent.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

/* ---- values ---- */

static void read_boxes(const char *s)
{
    lc_box box;
    double metres;
    lc_error err = {0}, why = {0};

    lct_fuzz_told((int)lc_extent_parse(s, "clip", &box, &err), &err);
    lct_fuzz_told((int)lc_extent_margin(s, "margin", &metres, &why), &why);
    if (metres < 0 && !why.status)
        abort();
}

static void read_server(const char *s)
{
    const lc_server_opts opts = {.city = &s,
                                 .city_count = 1,
                                 .public_url = s,
                                 .hosts = s,
                                 .operator= {s, s, s, s} };
    lc_address_list list;
    lc_cities *cities = NULL;
    lc_fetch_target target;
    lc_error err[4] = {{0}};

    lct_fuzz_told((int)lc_origin_check(&opts, &err[0]), &err[0]);
    lct_fuzz_told((int)lc_operator_check(&opts.operator, & err[1]), &err[1]);
    lct_fuzz_told((int)lc_address_list_read(s, "trusted-proxy", &list, &err[2]),
                  &err[2]);
    lct_fuzz_told((int)lc_cities_new(&opts, &cities, &err[3]), &err[3]);
    lc_cities_free(cities);
    if (lc_fetch_parse(s, &target) && (!*target.host || !*target.port))
        abort();
}

void lct_fuzz_options(const uint8_t *data, size_t len)
{
    char *text = lct_fuzz_text(data, len);

    read_boxes(text);
    read_server(text);
    free(text);
}

/* ---- a command line ---- */

/* The values of a question's options, as far as no city is needed. */
static void read_question(const lc_opts *o)
{
    lc_error err = {0};
    lc_args args;

    lc_question_open(o->command->question, LIFE_DOOR_COMMAND, &args);
    for (int i = 0; i < LIFE_PARAM_COUNT; i++)
        args.raw[i] = o->value[LIFE_OPT_PARAM(i)];
    lct_fuzz_told((int)lc_args_read(&args, &err), &err);
    lc_args_clear(&args);
}

/* Lines are words: the command, its options and arguments. */
void lct_fuzz_command(const uint8_t *data, size_t len)
{
    char *text = lct_fuzz_text(data, len), *argv[33], *at = text;
    lc_error err = {0}, why = {0};
    lc_command c;
    lc_opts o;
    int argc = 0;

    while (at && argc < 32) {
        argv[argc++] = at;
        at = strchr(at, '\n');
        if (at)
            *at++ = '\0';
    }
    argv[argc] = NULL;
    if (lc_commands_find(argv[0], &c, &err)) {
        lct_fuzz_told((int)err.status, &err);
    } else {
        optind = 0; /* getopt begins anew */
        lct_fuzz_told((int)lc_opts_parse(&o, &c, argc, argv, &why), &why);
        if (!why.status && c.question)
            read_question(&o);
        lc_opts_clear(&o);
    }
    free(text);
}

/* ---- files ---- */

/* The first byte chooses a .poly or a GeoJSON. */
void lct_fuzz_extent(const uint8_t *data, size_t len)
{
    lc_shape shape;
    lc_error err = {0};
    lc_status st;

    if (!len)
        return;
    st = lc_extent_read(
        lct_fuzz_file(*data & 1 ? "t.poly" : "t.geojson", data + 1, len - 1),
        "extent", &shape, &err);
    lct_fuzz_told((int)st, &err);
    if (!st && !shape.part_count)
        abort();
    lc_shape_clear(&shape);
}

/* A list that was made before. */
void lct_fuzz_earlier(const uint8_t *data, size_t len)
{
    static const lc_export_field field[] = {
        {"code", LIFE_TEXT | LIFE_KEY, "", "code", "代码"},
        {"category", LIFE_TEXT | LIFE_KEY, "", "category", "类别"},
        {"people", LIFE_MILLI, "people", "people", "人数"},
        {"note", LIFE_TEXT | LIFE_OFFICE, "", "note", "备注"}};
    const lc_fields fields = LIFE_FIELDS(field);
    const lc_list_earlier from = {"t.csv", (const char *)data, len};

    for (int lang = 0; lang < LIFE_LANG_COUNT; lang++) {
        lc_earlier *e = NULL;
        lc_error err = {0};

        lct_fuzz_told(
            (int)lc_earlier_read(&from, fields, (lc_lang)lang, &e, &err), &err);
        for (size_t i = 0; e && i < lc_earlier_count(e) && i < 1000; i++) {
            lc_earlier_row *r = lc_earlier_at(e, i);
            lc_earlier_row *found = lc_earlier_find(e, r->key);

            if (!found || strcmp(found->key, r->key) != 0)
                abort();
            found->met = true;
            lc_earlier_same(&field[2], r->cell[2] ? r->cell[2] : "", "1.5");
        }
        for (size_t i = 0; e && i < lc_earlier_count(e) && i < 1000; i++)
            if (lc_earlier_is_gone(e, lc_earlier_at(e, i)))
                abort();
        lc_earlier_free(e);
    }
}

/* As those of geodata are: holidays, categories, words. */
void lct_fuzz_table(const uint8_t *data, size_t len)
{
    lc_table *t = NULL;
    lc_error err = {0};

    lct_fuzz_told(
        (int)lc_table_parse((const char *)data, len, "t.csv", &t, &err), &err);
    for (size_t r = 0; t && r < lc_table_rows(t); r++) {
        lc_table_get(t, r, lc_table_column(t, "id"));
        lc_table_cell(t, r, "name");
        if (!lc_table_line(t, r))
            abort();
    }
    lc_table_free(t);
}
