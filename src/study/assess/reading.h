/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/reading.h - what is found out about a rule in a unit, before
 * it is held against a target; and which inputs were lacking.
 *
 * Belongs to the assessment that it was made in; texts are the standard's, the
 * world's or constant. Weights are thousandths, the rest is in the rule's unit.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_READING_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_READING_H

#include "lifecircle/world/category.h"

#include <math.h>

/* Bits, since a rule may lack several; lc_lack has the same for those who
 * read. */
enum { /* inputs that are lacking: bits of lc_reading.lacks */
       LIFE_LACKS_CATEGORY = 1,     /* lc_reading.no_data says which */
       LIFE_LACKS_ATTRIBUTE = 2,    /* .attribute, of .untold facilities */
       LIFE_LACKS_RESIDENTS = 4,    /* or the list that counts people */
       LIFE_LACKS_AGES = 8,         /* the rule's band */
       LIFE_LACKS_DRIVE = 16,       /* a drive network */
       LIFE_LACKS_BUILT_UP = 32,    /* units of level built_up */
       LIFE_LACKS_LEVEL = 64,       /* units of .level */
       LIFE_LACKS_LIST = 128,       /* the list that the scope names */
       LIFE_LACKS_URBAN = 256,      /* urban or rural */
       LIFE_LACKS_FIGURE = 512,     /* an imported figure of the rule's id */
       LIFE_LACKS_HOMES = 1024,     /* nobody is known to live there */
       LIFE_LACKS_LINK = 2048,      /* homes off the streets */
       LIFE_LACKS_REACH = 4096,     /* facilities off the streets */
       LIFE_LACKS_EXTENT = 8192,    /* the data end nearer than the limit */
       LIFE_LACKS_POSITION = 16384, /* facilities of no known place */
       LIFE_LACKS_KIND = 32768,     /* what facilities are, of rule's vague */
       LIFE_LACKS_WHOLE = 65536,    /* whether the rule's list is whole */
       LIFE_LACKS_HOURS = 131072,   /* of a time: hours of some facilities */
};

enum {
    LIFE_ABSENT_PARTS = 1, /* some of the rule's parts */
    LIFE_ABSENT_FROM = 2   /* some of those it measures in their place */
};

/* low <= value <= high wherever they are known: what the value may at least and
 * at most be, with all that isn't known. `applies` false: the rule isn't about
 * the unit, and nothing else of it counts. units, units_met and units_unknown
 * are those of the rule's own level within; units - met - unknown fail. `lacks`
 * says why a bound is open; `untold` of `facilities` don't tell `attribute`.
 * `level`: the one whose units count, or are lacking. */
typedef struct lc_reading {
    bool applies;
    double need;                   /* the unit's own target; 0: the rule's */
    const char *need_zh, *need_en; /* what it is counted in */
    double value, low, high;       /* NaN: not known; high may be infinite */
    double have, people;           /* of ratios: what there is, and for whom */
    double
        household_size; /* people to one, by which they are counted; 0: not */
    double lacking;     /* facilities or units short; NaN: not known */
    int64_t gap_weight; /* -1: not known */
    /* Whether some categories have no facility at all: LIFE_ABSENT_ bits. A
     * reading is one of units times rules, so the sets are the rule's. */
    uint8_t no_data;
    /* Of a unit's own need, by the places of rule.asked: the kinds that aren't
     * there, and those of which it isn't known. */
    uint32_t absent, unsure;
    uint32_t lacks, untold, facilities;
    uint32_t units, units_met, units_unknown;
    const char *attribute, *level;
} lc_reading;

/* Nothing is known to begin with. */
#define LIFE_READING_NONE                                                      \
    (lc_reading)                                                               \
    {                                                                          \
        .value = NAN, .low = NAN, .high = NAN, .have = NAN, .people = NAN,     \
        .lacking = NAN, .gap_weight = -1                                       \
    }

#endif
