/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/assess/missing.h - an input that is absent, so that a rule
 * can't be decided: which, and the figures that go with it.
 *
 * lifecircle/words/missing.h makes a sentence of it.
 *
 * A lack comes with what its sentence needs and no more; a rule may lack
 * several inputs. The values are this program's own and go into no file.
 *
 * Layer:   study.
 */
#ifndef LIFECIRCLE_STUDY_ASSESS_MISSING_H
#define LIFECIRCLE_STUDY_ASSESS_MISSING_H

#include "lifecircle/world/category.h"

#include <stdint.h>

typedef enum lc_lack { /* what the data lack; in lc_missing, what goes with it
                        */
                       LIFE_LACK_CATEGORY, /* all facilities of some categories:
                                              set */
                       LIFE_LACK_KIND,     /* what exactly facilities are, of
                                              categories: set */
                       LIFE_LACK_ATTRIBUTE, /* an attribute of facilities: name,
                                               count of them */
                       LIFE_LACK_RESIDENTS, /* people, or the list that counts
                                               them: name */
                       LIFE_LACK_AGES,      /* people of an age band: name */
                       LIFE_LACK_DRIVE,     /* a drive network */
                       LIFE_LACK_BUILT_UP,  /* units of the built-up area */
                       LIFE_LACK_LEVEL,     /* units of a level: name */
                       LIFE_LACK_LIST, /* the list that the scope names: name */
                       LIFE_LACK_URBAN,  /* whether units are urban or rural */
                       LIFE_LACK_FIGURE, /* an imported figure: name, the rule's
                                            id */
                       LIFE_LACK_HOMES,  /* nobody is known to live there */
                       LIFE_LACK_LINK,   /* streets near some homes */
                       LIFE_LACK_REACH,  /* streets near some facilities */
                       LIFE_LACK_EXTENT, /* data as far as the limit reaches */
                       LIFE_LACK_POSITION, /* the place of some facilities */
                       LIFE_LACK_TARGET,   /* the rule's own target */
                       LIFE_LACK_WHOLE,    /* whether a list is whole: name */
                       LIFE_LACK_HOURS,    /* opening hours, of a time */
                       LIFE_LACK_COUNT
} lc_lack;

/* A value, to be copied: it owns nothing. `count` and `set` are 0 where the
 * lack has none. */
typedef struct lc_missing {
    lc_lack lack;
    const char *name; /* "" where nothing goes with it; the standard's, or
                         constant */
    uint32_t count;   /* facilities */
    lc_catset set;
    const char *name_zh; /* what `name` is called, of a figure; else NULL */
} lc_missing;

#endif
