/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/words.h - the lists of values in geodata/osm_words.csv.
 * A list is asked whether it has a word, or whether tags say one of its words.
 *
 * Threads: constant once they are open.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_WORDS_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_WORDS_H

#include "src/import/osm/read/data.h"

#include <stdbool.h>

/* X(list, its name in the table); what each is for stands there. */
#define LIFE_OSM_LISTS(X)                                                      \
    X(WAY_CLOSED, "way_closed")                                                \
    X(ONE_WAY, "one_way")                                                      \
    X(ONE_WAY_BACK, "one_way_back")                                            \
    X(TWO_WAY, "two_way")                                                      \
    X(MOVES_ON, "moves_on")                                                    \
    X(MOVES_BACK, "moves_back")                                                \
    X(ROUNDABOUT, "roundabout")                                                \
    X(OPEN_TUNNEL, "open_tunnel")                                              \
    X(LOCKED, "locked")                                                        \
    X(ENTRANCE, "entrance")                                                    \
    X(NO_ENTRANCE, "no_entrance")                                              \
    X(NAME, "name")                                                            \
    X(ANY_NAME, "any_name")                                                    \
    X(SAME, "same")                                                            \
    X(TOWN, "town")                                                            \
    X(SILENT, "silent")                                                        \
    X(HOURS, "hours")

typedef enum lc_osm_list {
#define LIFE_OSM_LIST(id, name) LIFE_OSM_LIST_##id,
    LIFE_OSM_LISTS(LIFE_OSM_LIST)
#undef LIFE_OSM_LIST
        LIFE_OSM_LIST_COUNT
} lc_osm_list;

typedef struct lc_osm_words lc_osm_words;

/* LIFE_ERR_PARSE with the table's line: a list that there isn't, or one that
 * has no row. `*out` is the caller's; else NULL. */
lc_status lc_osm_words_open(lc_osm_words **out, lc_error *err);
void lc_osm_words_free(lc_osm_words *w); /* NULL is fine */

/* Whether `text` is one of the list's values, whatever the key. */
bool lc_osm_words_has(const lc_osm_words *w, lc_osm_list list,
                      const char *text);
/* Whether one of the list's tags has one of its values. */
bool lc_osm_words_tagged(const lc_osm_words *w, lc_osm_list list,
                         lc_osm_tags tags);
/* Value i of a list, which here are keys; NULL: no more. */
const char *lc_osm_words_at(const lc_osm_words *w, lc_osm_list list, size_t i);

#endif
