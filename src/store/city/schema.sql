-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The city file: a SpatiaLite 5 database, WGS 84, application_id 0x4C434331
-- ("LCC1"), user_version 6, journal mode DELETE. Each geometry column is a
-- BLOB made known with RecoverGeometryColumn (type beside it) and given a
-- spatial index after the load, but where it is unindexed. All of it is rewritten by import and compute
-- alone, as a new file renamed over the old one.
--
-- Lines that begin with "-- @" are read by store/city/schema.c.
--
-- A column added later that may be NULL or has a DEFAULT is what files of
-- earlier versions are brought up to date with (store/city/older.c); one of
-- streets, homes or features without makes them be imported anew. Rows of
-- tables with a column `source` or `facility` are taken over then, so such
-- tables need one of the two for every column that is added.

-- What the city is: name, home_kind (residents | floor_area_m2 |
-- street_metres), home_unit_text, assumed_share_milli, attribution,
-- generation (SHA-256 over the inputs' hashes and options), created_at,
-- finest_level, levels (coarsest first, space-separated) and so on.
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- One row an import. kind: osm, facilities, units, residents, statistics,
-- addresses, manual.
CREATE TABLE source (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    crs TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    attribution TEXT NOT NULL,
    as_of TEXT NOT NULL DEFAULT '', -- of when its data are: YYYY[-MM[-DD]]
    licence TEXT NOT NULL DEFAULT '', -- an SPDX id, or words; '': not known
    withheld INTEGER NOT NULL DEFAULT 0, -- 1: its rows are not given away
    extent_rule TEXT NOT NULL, -- option, clip, header, boundary, streets, city
    geom BLOB,                 -- the extent of its data; NULL: the city's
    land_edge BLOB             -- MULTILINESTRING: its outline off the sea;
                               -- NULL: all of it
) STRICT;
-- @geometry source MULTIPOLYGON

-- geodata/categories.csv and paces.csv as they were when this was computed.
CREATE TABLE category (
    idx INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    group_id TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    group_zh TEXT NOT NULL,
    group_en TEXT NOT NULL,
    walk_minutes INTEGER, -- NULL: no walking circle
    basic INTEGER NOT NULL -- 1: part of all_basic
) STRICT;

CREATE TABLE pace (
    idx INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    mode TEXT NOT NULL, -- a column of street: whose permissions
    metres REAL NOT NULL,
    seconds REAL NOT NULL, -- `metres` in `seconds`
    steps_factor REAL NOT NULL,
    wheels INTEGER NOT NULL -- 1: facilities that bar wheelchairs don't count
) STRICT;

-- A way between two junctions. at_mm: metres along the whole way where it
-- begins, so that times derived from at_mm telescope and a split changes
-- nothing. A column for each mode of geodata/modes.csv, called by its id: bits
-- 1 = with the line, 2 = against it, 4 = private (first or last part of a walk
-- only); 0 = closed. Modes added to geodata later stand behind the rest.
CREATE TABLE street (
    id INTEGER PRIMARY KEY, -- 1.. in order of (way_id, at_mm)
    way_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    highway TEXT NOT NULL,
    from_node INTEGER NOT NULL, -- OSM id; a node split by a barrier or a
    to_node INTEGER NOT NULL,   -- visibility line has a negative one
    at_mm INTEGER NOT NULL,
    length_mm INTEGER NOT NULL,
    layer INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    -- @modes
    residential INTEGER NOT NULL, -- 1: a street that people live along
    island INTEGER NOT NULL,      -- 1: part of a piece under 500 m: no links
    ends INTEGER NOT NULL,        -- bits: 1, 2 the data end at its first, last
                                  -- point; 4 it ends by itself (a driveway); 8 it is cut
                                  -- where a node is missing
    geom BLOB NOT NULL
) STRICT;
-- @geometry street LINESTRING

-- What is open at times alone, where no time is asked for: a node of streets,
-- or a street. rule: "open; closed @ (22:00-06:00)", what holds else and then
-- what holds at times, the last that does.
CREATE TABLE closing (
    id INTEGER PRIMARY KEY,
    osm_id TEXT NOT NULL,    -- whose tags say so: n12 (a gate), w12, r12
    modes TEXT NOT NULL,     -- columns of street, space-separated
    node INTEGER NOT NULL,   -- from_node, to_node of streets; 0: none
    street INTEGER NOT NULL, -- street.id; 0: none
    rule TEXT NOT NULL,
    said TEXT NOT NULL,      -- as it is tagged
    geom BLOB NOT NULL
) STRICT;
-- @geometry closing POINT

-- What a leg may not cross, and what the base map draws. kind: water, green,
-- rail, building, land, road_area, wall, closed_road,
-- carriageway, coast; class: the OSM value.
-- blocks: 0 nothing, 1 water, 2 railway, 3 building, 4 a road that is closed to
-- walkers, 5 wall or fence, 6 nothing, but it may be a compound's outline, 7
-- nothing, but walkers don't use it: its sidewalks are ways of their own.
CREATE TABLE feature (
    id INTEGER PRIMARY KEY,
    osm_id TEXT NOT NULL, -- n12, w12, r12
    kind TEXT NOT NULL,
    class TEXT NOT NULL,
    name TEXT NOT NULL,
    layer INTEGER NOT NULL,
    blocks INTEGER NOT NULL,
    geom BLOB NOT NULL
) STRICT;
-- @geometry feature GEOMETRY

-- Names of places, for search and labels.
CREATE TABLE place (
    id TEXT PRIMARY KEY, -- osm:n12
    kind TEXT NOT NULL,  -- city, town, suburb, village ...
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    population INTEGER,
    geom BLOB NOT NULL
) STRICT;
-- @geometry place POINT

CREATE TABLE facility (
    id TEXT PRIMARY KEY, -- osm:n12, osm:w12, SOURCE:id, SOURCE:hDIGITS
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    name_given INTEGER NOT NULL, -- 0: nameless, called by kind and street
    categories TEXT NOT NULL,    -- ids, space-separated, in table order
    layer INTEGER NOT NULL,
    unit_code TEXT,  -- the unit it names itself, where it does
    address TEXT, phone TEXT, opening_hours TEXT, website TEXT,
    wheelchair TEXT, checked_on TEXT, closed_on TEXT,
    attributes TEXT, -- JSON object: capacity by kind, areas, level ...
    area_m2 REAL,    -- of its shape, where it is an area
    geom BLOB        -- POINT on it; NULL: no position known
) STRICT;
-- @geometry facility POINT

-- The outline of a facility that is an area or a line.
CREATE TABLE facility_shape (
    facility TEXT PRIMARY KEY,
    geom BLOB NOT NULL
) STRICT;
-- @geometry facility_shape GEOMETRY

CREATE TABLE facility_entrance (
    id INTEGER PRIMARY KEY,
    facility TEXT NOT NULL,
    geom BLOB NOT NULL
) STRICT;
-- @geometry facility_entrance POINT

-- Ids that facilities of tables had before, and whose they are now. Rows stay
-- when the source is removed. A file of version 5 may lack this table until it
-- is written the next time.
CREATE TABLE facility_alias (
    alias TEXT PRIMARY KEY,
    facility TEXT NOT NULL, -- a facility.id, there or gone
    source TEXT NOT NULL
) STRICT;
CREATE INDEX facility_alias_facility ON facility_alias(facility);

CREATE TABLE unit (
    code TEXT PRIMARY KEY, -- osm:r12, osm:n12 (approximate), rest:LEVEL:CODE,
                           -- or as imported
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    parent TEXT,     -- a code, or NULL
    urban INTEGER,   -- 1, 0, or NULL: not known
    approximate INTEGER NOT NULL, -- 1: a centre point, not a boundary
    rest INTEGER NOT NULL DEFAULT 0, -- 1: what the other units of its level
                                     -- leave of its parent
    source TEXT NOT NULL,
    residents_milli INTEGER, -- NULL: not known
    residents_year INTEGER,
    centre BLOB,     -- POINT; of an approximate unit, what homes are nearest to
    geom BLOB        -- MULTIPOLYGON; NULL: no shape (names and codes alone)
) STRICT;
-- @geometry unit MULTIPOLYGON

-- weight in thousandths of the city's home_kind. kind: building, street, and
-- grid where residents made one; those have ids above all others. Which units
-- they lie in is told by the layer homes of export.
CREATE TABLE home (
    id INTEGER PRIMARY KEY, -- 1..
    osm_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    weight INTEGER NOT NULL,
    assumed INTEGER NOT NULL, -- 1: rests on building=yes or assumed levels
    layer INTEGER NOT NULL,
    geom BLOB NOT NULL
) STRICT;
-- @geometry home POINT

-- Numbers of residents as they were given, all of one source and one kind:
-- unit (code), building (code: n12, w12, r12, or '' and a place), grid (cell
-- counted from the corner in resident_grid, and its centre) or cells (a number,
-- and the centre). ages: a JSON object, {"0-2": 31, "60+": 240}. kept_*: what
-- the unit said before.
CREATE TABLE resident (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    cell_x INTEGER,
    cell_y INTEGER,
    residents_milli INTEGER NOT NULL,
    year INTEGER,
    ages TEXT,
    kept_milli INTEGER,
    kept_year INTEGER,
    geom BLOB
) STRICT;
-- @geometry resident POINT
CREATE INDEX resident_code ON resident(code);

-- The grid of those: a corner and the size of a cell, in units of `crs`.
CREATE TABLE resident_grid (
    crs TEXT NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL,
    dx REAL NOT NULL,
    dy REAL NOT NULL
) STRICT;

-- What homes weighed before residents were spread over them; empty where none
-- were. The settings of that are kept as base_home_kind and the like.
CREATE TABLE home_base (
    home INTEGER PRIMARY KEY,
    weight INTEGER NOT NULL,
    assumed INTEGER NOT NULL
) STRICT;

-- Published figures and lists of units, as they were imported: shown, or taken
-- as told, never computed. id: of a rule of the standard, or a list's name, or
-- whole:ID where the list ID says of itself that it is whole;
-- unit: a code, or '' for the whole city; year 0: not told.
CREATE TABLE statistic (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    unit TEXT NOT NULL,
    year INTEGER NOT NULL,
    value REAL NOT NULL,
    origin TEXT NOT NULL, -- who published it
    PRIMARY KEY (id, unit, year)
) STRICT;

-- Addresses, mapped and of tables: for search, and to find the places of
-- facilities that have an address alone. source '': the extract, of which most
-- are. street and number as they are written ('': not known), area: what it
-- says of where that is, "a;b;c".
CREATE TABLE address (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    street TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL DEFAULT '',
    area TEXT NOT NULL DEFAULT '',
    geom BLOB NOT NULL
) STRICT;
-- @geometry address POINT unindexed

-- Written by compute, of the default pace within 15 minutes, for maps in other
-- programs: a row for each unit, level, category, mode, pace and limit. All
-- other paces and limits are worked out when they are asked for; the layer
-- coverage of export has them too. No index, which would be as large as the
-- table: nothing here looks a row up.
CREATE TABLE coverage (
    unit TEXT NOT NULL, -- '' is the row of homes in no unit
    level TEXT NOT NULL,
    category TEXT NOT NULL,
    mode TEXT NOT NULL,
    pace TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    total INTEGER NOT NULL, -- thousandths, as home.weight
    covered INTEGER NOT NULL,
    uncovered INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    median_ms INTEGER,
    p90_ms INTEGER,
    facilities_inside INTEGER NOT NULL
) STRICT;

-- Written by compute: what reads are served from. link/home and
-- link/facility are how those join the streets, each run of links of a mode from
-- link/home/MODE/at on, link/home/MODE/n of them. The form is that of
-- store/rows/array.c.
CREATE TABLE array (
    name TEXT PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;
