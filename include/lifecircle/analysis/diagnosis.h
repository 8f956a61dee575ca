/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/analysis/diagnosis.h - what is odd in a city's data, with counts
 * and places to look at. A fault is likely to make answers wrong; a note is
 * worth knowing and may be right as it is.
 *
 * Layer:   analysis.
 * Threads: reads the world alone.
 */
#ifndef LIFECIRCLE_ANALYSIS_DIAGNOSIS_H
#define LIFECIRCLE_ANALYSIS_DIAGNOSIS_H

#include "lifecircle/analysis/world.h"

#define LIFE_FINDING_EXAMPLES 5

/* X(code, id, whether a fault, what it is, what to do about it). The only
 * list of findings, in the order in which they are told. */
#define LIFE_FINDING_MAP(X)                                                    \
    X(TWICE_WITHIN, "duplicates_within_source", true,                          \
      "facilities twice in one source: category and name alike, within 50 m",  \
      "take one of the two out of the table")                                  \
    X(TWICE_ACROSS, "duplicates_across_sources", true,                         \
      "facilities in two sources: category and name alike, within 50 m",       \
      "close the one that is less well known, or import one table less")       \
    X(OUTSIDE, "facilities_outside_extent", true,                              \
      "facilities outside the extent of the data",                             \
      "check their coordinates, or import the streets around them")            \
    X(FAR, "facilities_far_from_streets", true,                                \
      "facilities in it with no street within 250 m",                          \
      "check their coordinates and --crs")                                     \
    X(FACILITY_UNLINKED, "facilities_unlinked", true,                          \
      "facilities that no street joins, though one is near",                   \
      "look for water, a railway or an island of streets between them")        \
    X(UNPLACED, "facilities_without_position", false,                          \
      "facilities without a position",                                         \
      "they count at the unit whose code they give and nowhere else")          \
    X(UNIT_UNKNOWN, "facilities_of_unknown_unit", true,                        \
      "facilities that name a unit there is not",                              \
      "correct the code, or import the units")                                 \
    X(NAMELESS, "facilities_nameless", false,                                  \
      "facilities without a name, called by their kind", "")                   \
    X(HOME_UNLINKED, "homes_unlinked", true, "homes that no street joins",     \
      "map the way to them, or look for an island of streets")                 \
    X(ISLAND, "islands", true,                                                 \
      "islands of the street network under 500 m, which take no links",        \
      "map what joins them to the rest")                                       \
    X(NEARLY_MEETS, "street_ends_nearly_meeting", true,                        \
      "dead ends within 2 m of another street that they do not join",          \
      "join them in the street data, or map what parts them")                  \
    X(INVALID, "units_invalid", true, "units whose boundary crosses itself",   \
      "mend the boundary and import the units again")                          \
    X(OVERLAP, "units_overlapping", true, "units of one level that overlap",   \
      "mend the boundaries: a home counts in one of them alone")               \
    X(EMPTY, "units_without_homes", false,                                     \
      "units with land but without homes", "homes may be missing there")       \
    X(SHAPELESS, "units_without_shape", false,                                 \
      "units known by name and code alone",                                    \
      "import their boundaries or centre points for their coverage")           \
    X(NAMESAKE, "unit_names_not_unique", false,                                \
      "names that several units of one level bear, which is no error",         \
      "tell them apart by their codes")

/* clang-format off */
typedef enum lc_finding_code {
#define LIFE_X(code, id, fault, text, advice) LIFE_FINDING_##code,
    LIFE_FINDING_MAP(LIFE_X)
#undef LIFE_X
    LIFE_FINDING_COUNT
} lc_finding_code;
/* clang-format on */

typedef struct lc_finding_example {
    char id[80];       /* of a facility, a unit; "home 7", "node 12" */
    const char *other; /* what it is a double of, overlaps, ... or "" */
    const char *name;  /* or "" */
    lc_pt pt;
    bool placed;
    double metres; /* to the other or to the street; of an island, its length;
                      NAN where it says nothing */
} lc_finding_example;

typedef struct lc_finding {
    const char *id, *text, *advice;
    bool fault;
    uint64_t count;
    uint32_t example_count;
    lc_finding_example example[LIFE_FINDING_EXAMPLES]; /* the first ones */
} lc_finding;

typedef struct lc_diagnosis {
    lc_finding finding[LIFE_FINDING_COUNT];
} lc_diagnosis;

/* The strings of *out are the world's. LIFE_ERR_NOMEM. */
lc_status lc_diagnose(const lc_world *w, lc_diagnosis *out, lc_error *err);

#endif
