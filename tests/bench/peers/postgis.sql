-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- PostGIS and pgRouting on the junctions, streets, facilities and points that
-- prepare.py wrote. Questions are timed inside the server, by statements that
-- PL/pgSQL keeps planned: what a client and its protocol cost is not in it.
-- Streets are cut to a box around the point, which is how pgRouting is used
-- well; the box is made before the clock starts.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION postgis;
CREATE EXTENSION pgrouting;
CREATE TABLE node (id bigint PRIMARY KEY, lon float8, lat float8);
CREATE TABLE edge (id bigint, source bigint, target bigint,
    cost float8, reverse_cost float8, wkt text);
CREATE TABLE facility (id text, node bigint, category text,
    lon float8, lat float8);
CREATE TABLE query (i int PRIMARY KEY, node bigint, lon float8, lat float8);
\copy node FROM 'nodes.csv' CSV
\copy edge FROM 'edges.csv' CSV
\copy facility FROM 'facilities.peer.csv' CSV
\copy query FROM 'points.csv' CSV
ALTER TABLE node ADD geom geometry(Point, 4326);
UPDATE node SET geom = ST_Point(lon, lat, 4326);
ALTER TABLE edge ADD geom geometry(Geometry, 4326);
UPDATE edge SET geom = ST_GeomFromText(wkt, 4326);
ALTER TABLE edge DROP wkt;
ALTER TABLE facility ADD geog geography(Point, 4326);
UPDATE facility SET geog = ST_Point(lon, lat, 4326)::geography;
ALTER TABLE query ADD geog geography(Point, 4326), ADD near text, ADD far text;
UPDATE query SET geog = ST_Point(lon, lat, 4326)::geography;
-- What lies within 15 minutes is within 1,000 m; the ten nearest are looked
-- for within an hour, 4,000 m.
CREATE FUNCTION streets_within(g geography, metres float8) RETURNS text
LANGUAGE sql AS $$
    SELECT format('SELECT id, source, target, cost, reverse_cost FROM edge '
        'WHERE geom && %L::geometry',
        ST_Envelope(ST_Buffer(g, metres)::geometry))
$$;
UPDATE query SET near = streets_within(geog, 1000),
    far = streets_within(geog, 4000);
CREATE INDEX ON edge USING gist (geom);
CREATE INDEX ON facility USING gist (geog);
CREATE INDEX ON facility (node);
VACUUM ANALYZE;

CREATE TABLE result (operation text, i int, wall_us float8, cpu_us float8,
    value float8);
-- Nanoseconds this server process has been on a processor.
CREATE FUNCTION cpu_ns() RETURNS float8 LANGUAGE sql AS $$
    SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8
$$;
-- Makes a function that puts `ask` for the first n points and keeps the times.
CREATE FUNCTION question(operation text, ask text, val text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($f$
        CREATE FUNCTION %1$I(n int, rounds int) RETURNS void
        LANGUAGE plpgsql AS $g$
        DECLARE q query; t0 timestamptz; t1 timestamptz; c0 float8;
            v float8; t text; done int := 0; cpu float8;
        BEGIN
            c0 := cpu_ns();
            FOR r IN 1..rounds LOOP
            FOR q IN SELECT * FROM query WHERE i < n ORDER BY i LOOP
                t0 := clock_timestamp();
                %2$s;
                t1 := clock_timestamp();
                v := %3$s;
                INSERT INTO result VALUES (%1$L, done,
                    extract(epoch FROM t1 - t0) * 1e6, 0, v);
                done := done + 1;
            END LOOP;
            END LOOP;
            cpu := (cpu_ns() - c0) / 1e3 / done;
            UPDATE result SET cpu_us = cpu WHERE operation = %1$L;
        END $g$ $f$, operation, ask, val);
END $$;

SELECT question('straight_10', $$
    SELECT max(d) INTO v FROM (
        SELECT ST_Distance(f.geog, q.geog) AS d FROM facility f
        ORDER BY f.geog <-> q.geog LIMIT 10) s $$, 'v');
SELECT question('walk_10', $$
    SELECT CASE WHEN count(*) >= 10 THEN max(agg_cost) END INTO v
        FROM pgr_dijkstraNearCost(q.far, q.node,
            (SELECT array_agg(node) FROM facility), true, 10) $$, 'v');
SELECT question('reach', $$
    SELECT count(*) INTO v FROM pgr_drivingDistance(q.near, q.node, 900) $$,
    'v');
SELECT question('isochrone', $$
    SELECT ST_AsGeoJSON(ST_ConcaveHull(ST_Collect(n.geom), 0.2), 7) INTO t
        FROM pgr_drivingDistance(q.near, q.node, 900) d
        JOIN node n ON n.id = d.node $$,
    'ST_Area(ST_GeomFromGeoJSON(t)::geography)');
SELECT question('all_nodes', $$
    SELECT count(*) INTO v FROM pgr_drivingDistance(
        'SELECT id, source, target, cost, reverse_cost FROM edge',
        (SELECT array_agg(node) FROM facility), 900, true, true) $$, 'v');

SELECT straight_10(30, 1), walk_10(10, 1), reach(30, 1), isochrone(10, 1);
TRUNCATE result;
SELECT straight_10(1000, 1);
SELECT walk_10(1000, 1);
SELECT reach(1000, 1);
SELECT isochrone(1000, 1);
SELECT all_nodes(1, 5);
\copy result TO 'postgis.tsv'
