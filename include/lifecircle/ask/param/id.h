/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/ask/param/id.h - the parameters by their ids: what each is of, and
 * what it means. Ranges, defaults and words stand in src/ask/param/param.c.
 *
 * Layer:   ask.
 */
#ifndef LIFECIRCLE_ASK_PARAM_ID_H
#define LIFECIRCLE_ASK_PARAM_ID_H

/* To add one: a name here, a row in src/ask/param/param.c. Two may share a name
 * where no question takes both. */
typedef enum lc_param_id {
    LIFE_PARAM_NONE, /* ends a list */
    /* A place: degrees, both or neither. On the command line one option, --at
     * LON,LAT. */
    LIFE_PARAM_LON,
    LIFE_PARAM_LAT,
    /* Which system a place, a drawn area or a typed position is in. Taken by
     * whatever takes one of these: no question lists it (args/args.c). */
    LIFE_PARAM_CRS,
    /* Ids, groups and all_basic, at most 200 of them; all when absent. */
    LIFE_PARAM_CATEGORY,
    /* What a place is to offer, by ids or words, all of them at one place. */
    LIFE_PARAM_SERVICES,
    /* How many nearest, or largest, are listed. */
    LIFE_PARAM_K,
    LIFE_PARAM_PACE,
    /* walk or straight. A radius means straight, and mode=walk beside it is an
     * error. */
    LIFE_PARAM_MODE,
    /* On the city's own clock, whatever that of the server is. */
    LIFE_PARAM_OPEN_AT,
    /* Whole minutes on foot, inclusive. */
    LIFE_PARAM_MINUTES,
    LIFE_PARAM_LIMITS, /* several minutes, rising */
    /* Whole metres in a straight line, inclusive. */
    LIFE_PARAM_RADIUS,
    /* polygons or streets, of an isochrone. */
    LIFE_PARAM_AS,
    /* A facility's id, as `nearest` tells it. */
    LIFE_PARAM_TO,
    LIFE_PARAM_LEVEL,     /* the finest when absent */
    LIFE_PARAM_ANY_LEVEL, /* all when absent */
    /* Codes of units. PARENT takes all that are right below one. */
    LIFE_PARAM_UNIT,
    LIFE_PARAM_CODE, /* of a unit, in a path */
    LIFE_PARAM_ID,   /* of a facility, in a path */
    LIFE_PARAM_PARENT,
    /* GeoJSON, at most 2,000 corners: the body of a POST, or a file. */
    LIFE_PARAM_AREA,
    /* Of a what-if: the scenario, the body of a POST, or files that hold
     * together; changes by themselves, on the command line alone. */
    LIFE_PARAM_SCENARIO,
    LIFE_PARAM_ADD,
    LIFE_PARAM_REMOVE,
    LIFE_PARAM_MOVE,
    LIFE_PARAM_LINK,
    LIFE_PARAM_BLOCK,
    LIFE_PARAM_GATE,
    /* Part of a name, pinyin, initials, or a position; most hits. */
    LIFE_PARAM_Q,
    LIFE_PARAM_LIMIT,
    /* Of access: what is counted, for which ages, how walking time weighs, and
     * by which figure units are put in order for the concentration index. */
    LIFE_PARAM_CAPACITY,
    LIFE_PARAM_AGE,
    LIFE_PARAM_GAP_AGE, /* everybody when absent; as of coverage: */
    LIFE_PARAM_COVERAGE_AGE,
    LIFE_PARAM_HOURS, /* of a week, beside coverage or in its place */
    LIFE_PARAM_BY,    /* all paces side by side */
    /* Of sites: for whom, what is best, and on the command line a file of
     * places and the seconds to prove it in. */
    LIFE_PARAM_SITE_AGE,
    LIFE_PARAM_MODEL,
    LIFE_PARAM_CANDIDATES,
    LIFE_PARAM_PROVE,
    LIFE_PARAM_DECAY,
    LIFE_PARAM_RANK_BY,
    /* Of a report: whose rules, the targets of which year, whether with
     * proposals. */
    LIFE_PARAM_STANDARD,
    LIFE_PARAM_WHATIF_STANDARD,
    LIFE_PARAM_WHATIF_CAPACITY,
    LIFE_PARAM_YEAR,
    LIFE_PARAM_STEPS,
    /* Of the plan: policy, projects, data or opportunities. */
    LIFE_PARAM_LIST,
    LIFE_PARAM_WHICH,  /* a list in place of the report */
    LIFE_PARAM_SINCE,  /* an earlier one, a file */
    LIFE_PARAM_CAUSES, /* of a comparison: whether with them */
    LIFE_PARAM_PERIOD, /* of an evaluation: of a year, half way, at the end */
    /* Of an export. */
    LIFE_PARAM_LAYER,
    /* How: the system of its coordinates, a box in WGS 84, columns by name,
     * points of tables as two columns or as text, and whether a table begins
     * with the mark that tells spreadsheets UTF-8. */
    LIFE_PARAM_SYSTEM,
    LIFE_PARAM_AT,
    LIFE_PARAM_BBOX,
    LIFE_PARAM_WHERE,
    LIFE_PARAM_FIELDS,
    LIFE_PARAM_GEOMETRY,
    LIFE_PARAM_BOM,
    /* Of everything that is said in words; a table of another language has the
     * same rows. */
    LIFE_PARAM_LANG,
    /* Addresses: of this server's own for a QR code; under which people reach
     * the server, for a page that is made without one. */
    LIFE_PARAM_URL,
    LIFE_PARAM_PUBLIC_URL,
    /* Of a page that is made without a server: who answers for it, at its
     * foot (export/operator.h). */
    LIFE_PARAM_OPERATOR_NAME,
    LIFE_PARAM_ICP,
    LIFE_PARAM_POLICE,
    LIFE_PARAM_MAP_APPROVAL,
    /* On the command line: a file, or - for standard output. */
    LIFE_PARAM_OUTPUT,
    /* One of the question's own; a file's name may say it too. */
    LIFE_PARAM_FORMAT,
    LIFE_PARAM_COUNT
} lc_param_id;

#endif
