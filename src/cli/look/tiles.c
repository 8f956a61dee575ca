/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/look/tiles.c - all tiles of the base map as .mbtiles or .pmtiles, to
 * be served from elsewhere or taken along.
 */
#include "src/cli/look/tiles.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/export/layers/held.h"
#include "lifecircle/study/study.h"
#include "lifecircle/tiles/draw.h"
#include "lifecircle/tiles/package.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/as_of.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "src/cli/outfile.h"
#include "src/cli/term.h"

#include <stdio.h>
#include <string.h>

/* Beyond 15 clients draw these larger, as nothing new appears. */
#define LAST_ZOOM 15

static const char *const endings[] = {
    [LIFE_PACKAGE_MBTILES] = ".mbtiles", [LIFE_PACKAGE_PMTILES] = ".pmtiles"};

/* "0-15", or one zoom alone. */
static lc_status read_zooms(const char *text, lc_package *p, lc_error *err)
{
    const char *dash = text ? strchr(text, '-') : NULL;
    char least[8];
    uint64_t from = 0, to = LAST_ZOOM;
    bool good = true;

    if (text) {
        size_t len = dash ? (size_t)(dash - text) : strlen(text);

        snprintf(least, sizeof least, "%.*s", (int)len, text);
        good =
            len < sizeof least &&
            lc_parse_uint(least, LIFE_TILE_MAX_ZOOM, &from) &&
            lc_parse_uint(dash ? dash + 1 : least, LIFE_TILE_MAX_ZOOM, &to) &&
            from <= to;
    }
    if (!good)
        return lc_fail(err, LIFE_ERR_USAGE,
                       "--zoom is \"%.20s\"; it must be FROM-TO, whole numbers "
                       "of 0 to %d",
                       text, LIFE_TILE_MAX_ZOOM);
    p->least = (unsigned)from;
    p->most = (unsigned)to;
    return LIFE_OK;
}

static lc_status read_form(const char *path, lc_package *p, lc_error *err)
{
    size_t len = path ? strlen(path) : 0;

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);

        if (len > n && !strcmp(path + len - n, endings[i])) {
            p->form = (lc_package_form)i;
            return LIFE_OK;
        }
    }
    return lc_fail(err, LIFE_ERR_USAGE,
                   "tiles go into a file: -o FILE.mbtiles or -o FILE.pmtiles");
}

/* Units and streets come from the world, the rest from the file. */
static lc_status load(const char *path, lc_study **study, lc_map **map,
                      lc_error *err)
{
    lc_city *c = NULL;
    lc_status st = lc_study_open_once(path, study, err);

    if (!st)
        st = lc_city_open(path, true, &c, err);
    if (!st)
        st = lc_map_load(c, lc_study_world(*study), map, err);
    lc_city_close(c);
    return st;
}

/* A server shows them, which withholding leaves alone; a file is given away. */
static lc_status check_given(const lc_world *w, lc_lang lang, lc_error *err)
{
    static const char *const layers[] = {"streets", "units"};
    lc_buf held = {0};
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        lc_held_say(w, layers[i], lang, &held);
    if (held.failed)
        st = lc_no_memory(err, "what is left out");
    else if (held.len)
        st = lc_fail(err, LIFE_ERR_STATE,
                     "tiles hold what is not to be given away: %s", held.data);
    lc_buf_free(&held);
    return st;
}

static lc_status write_tiles(const lc_map *map, const lc_world *w,
                             lc_package *p, const char *path, size_t *written,
                             lc_error *err)
{
    lc_outfile *file = NULL;
    lc_status st = lc_outfile_open(path, &file, err);

    p->box = lc_shape_box(lc_world_extent(w));
    p->name = lc_world_setting(w, "name");
    p->attribution = lc_world_source_attribution(w);
    p->as_of = lc_as_of_city(w);
    if (!st)
        st = lc_package_write(map, p, lc_outfile_write, file, written, err);
    lc_progress_end();
    if (st) {
        lc_outfile_drop(file);
        return st;
    }
    return lc_outfile_finish(file, err);
}

lc_status lc_look_tiles(const lc_opts *o, lc_error *err)
{
    const char *output = o->value[LIFE_OPT_FILE_OUT], *path;
    lc_lang lang = lc_opts_lang(o);
    lc_package p = {0};
    lc_study *study = NULL;
    lc_map *map = NULL;
    size_t written = 0;
    lc_buf line = {0};
    char count[24];
    lc_status st = read_form(output, &p, err);

    if (!st)
        st = read_zooms(o->value[LIFE_OPT_ZOOM], &p, err);
    if (!st)
        st = lc_opts_city(o, &path, err);
    lc_term_progress(lang, o->value[LIFE_OPT_QUIET] != NULL);
    if (!st)
        st = load(path, &study, &map, err);
    if (!st)
        st = check_given(lc_study_world(study), lang, err);
    if (!st)
        st = write_tiles(map, lc_study_world(study), &p, output, &written, err);
    if (!st && !o->value[LIFE_OPT_QUIET]) {
        snprintf(count, sizeof count, "%zu", written);
        LC_SAY(&line, lang, LIFE_SAY_TILES_WRITTEN, count, output);
        lc_log(LIFE_LOG_INFO, "%s", line.failed ? "" : line.data);
    }
    lc_buf_free(&line);
    lc_map_free(map);
    lc_study_free(study);
    return st;
}
