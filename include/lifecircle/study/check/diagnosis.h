/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/check/diagnosis.h - what is odd in a city's data, with
 * counts and places to look at.
 *
 * Cost: n log n in facilities and homes; boundaries in pairs whose boxes meet.
 *
 * Layer:   study.
 * Threads: reads the world alone.
 */
#ifndef LIFECIRCLE_STUDY_CHECK_DIAGNOSIS_H
#define LIFECIRCLE_STUDY_CHECK_DIAGNOSIS_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/table.h"
#include "lifecircle/study/findings/finding.h"
#include "lifecircle/world/world.h"

/* X(code, id in geodata/findings.csv). The only list of findings, in the
 * order in which they are told. */
#define LIFE_FINDING_MAP(X)                                                    \
    X(TWICE_WITHIN, "duplicates_within_source")                                \
    X(TWICE_ACROSS, "duplicates_across_sources")                               \
    X(OUTSIDE, "facilities_outside_extent")                                    \
    X(FAR, "facilities_far_from_streets")                                      \
    X(FACILITY_UNLINKED, "facilities_unlinked")                                \
    X(UNPLACED, "facilities_without_position")                                 \
    X(BY_ADDRESS, "facilities_by_address")                                     \
    X(ADDRESSES_WHOLE, "addresses_of_an_earlier_version")                      \
    X(UNIT_UNKNOWN, "facilities_of_unknown_unit")                              \
    X(NAMELESS, "facilities_nameless")                                         \
    X(HOURS, "opening_hours_unreadable")                                       \
    X(HOME_UNLINKED, "homes_unlinked")                                         \
    X(ISLAND, "islands")                                                       \
    X(DETACHED, "pieces_detached")                                             \
    X(PIECE_CUT, "pieces_at_the_edge_of_data")                                 \
    X(NEARLY_MEETS, "street_ends_nearly_meeting")                              \
    X(END_MISSING, "streets_cut_at_missing_nodes")                             \
    X(END_DEAD, "streets_cut_at_dead_ends")                                    \
    X(END_LEAVING, "streets_leaving_the_extent")                               \
    X(END_NONE, "extent_without_ends")                                         \
    X(GATE_HOURS, "gates_with_hours")                                          \
    X(GATE_UNREAD, "gates_hours_unreadable")                                   \
    X(INVALID, "units_invalid")                                                \
    X(OVERLAP, "units_overlapping")                                            \
    X(HOLE, "units_holes")                                                     \
    X(EMPTY, "units_without_homes")                                            \
    X(UNPEOPLED, "units_without_residents")                                    \
    X(SHAPELESS, "units_without_shape")                                        \
    X(NOT_SUMMING, "units_not_adding_up")                                      \
    X(NOT_CLOSED, "boundaries_not_closed")                                     \
    X(NO_UNIT, "places_without_unit")                                          \
    X(NAMESAKE, "unit_names_not_unique")                                       \
    X(REJECTED, "rows_rejected")                                               \
    X(CUT, "places_cut_by_the_border")                                         \
    X(LOST, "places_left_out")                                                 \
    X(DATED, "places_of_another_time")

/* clang-format off */
typedef enum lc_finding_code {
#define LIFE_X(code, id) LIFE_FINDING_##code,
    LIFE_FINDING_MAP(LIFE_X)
#undef LIFE_X
    LIFE_FINDING_COUNT
} lc_finding_code;
/* clang-format on */

/* `finding` has every code, also those of which nothing was found (count 0).
 * `words` is the table that their texts lie in, `text` what is theirs alone. */
typedef struct lc_diagnosis { /* begins as {0} */
    lc_finding finding[LIFE_FINDING_COUNT];
    lc_table *words;
    lc_arena *text;
} lc_diagnosis;

/* The strings of *out are the world's, and its own: lc_diagnosis_clear() is
 * due whatever comes back. LIFE_ERR_NOMEM, LIFE_ERR_PARSE (findings.csv). */
lc_status lc_diagnosis_make(const lc_world *w, lc_diagnosis *out,
                            lc_error *err);
/* What the city file at `path` alone tells, which is the world's: the ids that
 * streets and homes among the examples have in OpenStreetMap (before, they are
 * called by their numbers), and addresses. All its pages are looked at, but of
 * one that was just published, whose pages were. LIFE_ERR_IO, LIFE_ERR_DB,
 * LIFE_ERR_NOMEM. */
lc_status lc_diagnosis_file(lc_diagnosis *d, const lc_world *w,
                            const char *path, bool published, lc_error *err);
void lc_diagnosis_clear(lc_diagnosis *d);

#endif
