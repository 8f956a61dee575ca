#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a GIS gets of a large city, and what that costs: layers exported beside
ogr2ogr, pages of OGC API - Features beside Debian's QGIS Server and beside
sending as many bytes.

    gis.py PROGRAM [--copies N] [--extract FILE] [--work FOLDER] [--json FILE]
           [--pages NUMBER]

The city is a mosaic of N copies of the extract (city/mosaic.py; 35 have a
million streets), kept in the work folder. Seconds are of the processor, of all
that take part. QGIS Server is Debian's development server, `qgis_mapserver` (or
what $QGIS_MAPSERVER names; Debian: qgis-server); it works on a copy of the city,
as its SpatiaLite provider writes into files that it reads. What can't be had is
said and left out.
"""
import argparse
import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.normpath(os.path.join(HERE, "..", ".."))
FORMATS = [("geojson", "GeoJSON"), ("geojsonseq", "GeoJSONSeq"), ("csv", "CSV"), ("gpkg", "GPKG")]
LAYERS = [("streets", "street"), ("facilities", "facility")]  # ours, and the table of the city file
READ = 100_000  # features of OAPIF
PAGE = 1000
BASE = "/ogc/collections/streets/items"
START_S = 120


class Table:
    def __init__(self, city, path):
        self.city, self.file = city, open(path, "a") if path else None

    def row(self, what, value, unit, note=""):
        digits = 2 if value < 10 else 1 if value < 99 else 0
        print(f"  {what:<46} {value:>9.{digits}f} {unit:<6} {note}", flush=True)
        if self.file:
            self.file.write(json.dumps({"city": self.city, "what": what, "value": float(f"{value:.4g}"), "unit": unit}) + "\n")
            self.file.flush()


# ---- processes ----


def run(command, **more):
    """(seconds of the processor, seconds, the most memory in MB) of a command that does its work."""
    begun = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more) as p:
        said = p.stderr.read()
        _, status, used = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode:
        raise RuntimeError(f"{' '.join(command[:3])}: {said.decode(errors='replace')[-300:]}")
    return used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024


def spent_ms(pid):
    """Of the processor, all threads together."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/schedstat") as f:
            total += int(f.read().split()[0])
    return total / 1e6


@contextlib.contextmanager
def running(command, port_of, **more):
    """A server, and its port; it ends with the block."""
    p = subprocess.Popen(command, **more)
    try:
        yield p, port_of(p)
    finally:
        p.send_signal(signal.SIGTERM)
        p.wait(30)
        for end in (p.stdin, p.stdout, p.stderr):
            if end:
                end.close()


def said_port(p):
    for line in p.stderr:
        found = re.search(rb"listening on http://127\.0\.0\.1:(\d+)", line)
        if found:
            return int(found.group(1))
    raise RuntimeError("the server did not start")


def ours(program, city):
    return running([program, "serve", "--city", city, "--listen", "127.0.0.1:0", "--quiet"], said_port, stderr=subprocess.PIPE)


# ---- exports ----


def exports(table, program, city, folder):
    loaded = run([program, "info", "--city", city])[2]
    table.row("a loaded city (info), most memory", loaded, "MB")
    for layer, source in LAYERS:
        for ending, driver in FORMATS:
            out = os.path.join(folder, f"out.{ending}")
            cpu, _, most = run([program, "export", layer, "--city", city, "-o", out])
            os.remove(out)
            more = ["-lco", "GEOMETRY=AS_WKT"] if driver == "CSV" and source == "street" else \
                ["-lco", "GEOMETRY=AS_XY"] if driver == "CSV" else []
            theirs, _, their_most = run(["ogr2ogr", "-f", driver, out, city, source, *more])
            os.remove(out)
            name = f"{layer} as {ending}"
            table.row(f"{name}, rate / ogr2ogr's", theirs / cpu, "x", f"{cpu:.1f} and {theirs:.1f} s; at least 1.5")
            table.row(f"{name}, most memory", most, "MB", f"ogr2ogr {their_most:.0f}; beside the city {max(0, most - loaded):.0f}")


# ---- OAPIF ----


def read_by_gdal(pid, url, layer, page):
    """(seconds of the processor, of client and server; seconds) of READ features."""
    before = spent_ms(pid)
    cpu, wall, _ = run(["ogr2ogr", "-f", "Memory", "none", f"OAPIF:{url}", layer, "-limit", str(READ), "-oo", f"PAGE_SIZE={page}"])
    return cpu + (spent_ms(pid) - before) / 1e3, wall, cpu


def project_of(city, folder):
    """A project of QGIS that serves the streets; an id is of more than ten characters, or it is replaced."""
    path = os.path.join(folder, "streets.qgs")
    source = escape(f"dbname='{city}' table=\"street\" (geom)")
    system = "<spatialrefsys><authid>EPSG:4326</authid></spatialrefsys>"
    with open(path, "w") as f:
        f.write("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                f'<qgis version="3.22.16" projectname="bench"><projectCrs>{system}</projectCrs>'
                '<layer-tree-group><layer-tree-layer id="bench_streets" name="street"/></layer-tree-group><projectlayers>'
                '<maplayer type="vector" geometry="Line" wkbType="LineString"><id>bench_streets</id>'
                f"<datasource>{source}</datasource><layername>street</layername><srs>{system}</srs>"
                '<provider encoding="UTF-8">spatialite</provider></maplayer></projectlayers>'
                '<properties><WFSLayers type="QStringList"><value>bench_streets</value></WFSLayers></properties></qgis>\n')
    return path


def answers(port, path):
    try:
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        c.request("GET", path)
        return c.getresponse().status == 200
    except OSError:
        return False


def waits_for(port):
    def wait(p):
        until = time.monotonic() + START_S
        while not answers(port, "/wfs3/collections/street"):
            if p.poll() is not None or time.monotonic() > until:
                raise RuntimeError("QGIS Server does not answer with the layer")
            time.sleep(0.5)
        return port
    return wait


def qgis_server(program, city, folder):
    import socket
    with socket.create_server(("127.0.0.1", 0)) as s:
        port = s.getsockname()[1]
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", QGIS_SERVER_LOG_LEVEL="2", XDG_RUNTIME_DIR=folder)
    return running([program, "-p", project_of(city, folder), f"127.0.0.1:{port}"], waits_for(port), env=env,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def oapif(table, program, city, folder, pages):
    theirs = os.environ.get("QGIS_MAPSERVER") or shutil.which("qgis_mapserver")
    got = {}
    with ours(program, city) as (p, port):
        answers(port, f"{BASE}?limit=1")
        for page in pages:
            got[page] = read_by_gdal(p.pid, f"http://127.0.0.1:{port}/ogc", "streets", page)
            table.row(f"{READ} streets by GDAL, {page} a page", got[page][0], "s", f"{got[page][1]:.1f} by the clock; the client {got[page][2]:.1f}")
    if not theirs:
        print("  skipped: QGIS Server (Debian: qgis-server; or $QGIS_MAPSERVER)")
        return
    copy = os.path.join(folder, "qgis.city")
    shutil.copy(city, copy)
    with qgis_server(theirs, copy, folder) as (p, port):
        for page in pages:
            cpu, wall, client = read_by_gdal(p.pid, f"http://127.0.0.1:{port}/wfs3", "street", page)
            table.row(f"the same of QGIS Server, {page} a page", cpu, "s", f"{wall:.1f} by the clock; the client {client:.1f}")
            table.row(f"ours / QGIS Server, {page} a page", got[page][0] / cpu, "x",
                      f"{got[page][1] / wall:.2f} by the clock" + ("; at most 0.33" if page == PAGE else ""))
    os.remove(copy)


# ---- pages ----


class Asked:
    """One connection to a server, and what its answers cost that."""

    def __init__(self, pid, port):
        self.pid, self.wire = pid, http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def cost(self, targets, *gzip):
        """(milliseconds each, bytes each)"""
        before, size = spent_ms(self.pid), 0
        for target in targets:
            self.wire.request("GET", target, headers={"Accept-Encoding": "gzip"} if gzip else {})
            reply = self.wire.getresponse()
            size += len(reply.read())
            if reply.status != 200:
                raise RuntimeError(f"{target}: {reply.status}")
        return (spent_ms(self.pid) - before) / len(targets), size / len(targets)


def sending_ms(folder, size):
    """What as many bytes cost that are there already, by the library alone."""
    fixed = os.path.join(folder, "fixed")
    subprocess.run(["cc", "-O2", "-o", fixed, os.path.join(TOP, "tests/torture/fixed.c"), "-lmicrohttpd"], check=True)
    with running([fixed, str(int(size))], lambda p: int(p.stdout.readline()), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as (p, port):
        asked = Asked(p.pid, port)
        asked.cost(["/"] * 20)
        return asked.cost(["/"] * 200)[0]


def pages_of(limit, count, all_of):
    return [f"{BASE}?limit={limit}&offset={i * limit % (all_of // limit * limit)}" for i in range(count)]


def pages(table, program, city, folder):
    with ours(program, city) as (p, port):
        asked = Asked(p.pid, port)
        asked.wire.request("GET", f"{BASE}?limit=1")
        all_of = json.loads(asked.wire.getresponse().read())["numberMatched"]
        for gzip in ((), (True,)):
            how = "compressed" if gzip else "as it is"
            page, size = asked.cost(pages_of(PAGE, 100, all_of), *gzip)
            table.row(f"a page of {PAGE}, {how}", page, "ms", f"{size / 1e3:.0f} kB")
            if not gzip:
                plain, sent = page, sending_ms(folder, min(size, 1 << 20))
                table.row("its bytes alone, by libmicrohttpd", sent, "ms")
            packing = page - plain if gzip else 0
            table.row(f"a page / sending its bytes, {how}", page / (sent + packing), "x", "sending is to compress, too; at most 2" if gzip else "")
            each, size = asked.cost(pages_of(10, 10_000, all_of), *gzip)
            whole, _ = asked.cost(pages_of(10_000, 10, all_of), *gzip)
            alone = sending_ms(folder, size)
            table.row(f"a page of 10, {how}", each * 1e3, "us")
            table.row(f"10,000 of them / all in pages of 10,000, {how}", each * 1000 / whole, "x", "at most 3")
            # What a request costs whatever is asked is the kernel's and the
            # library's, and another from machine to machine.
            table.row("a request of as many bytes, by libmicrohttpd", alone * 1e3, "us")
            table.row("the same without 10,000 of these", (each - alone) * 1000 / whole, "x")


# ---- all of it ----


def city_of(program, extract, copies, work):
    pbf, city = os.path.join(work, f"gis-{copies}.osm.pbf"), os.path.join(work, f"gis-{copies}.city")
    if not os.path.exists(city):
        subprocess.run([sys.executable, os.path.join(HERE, "city/mosaic.py"), extract, str(copies), pbf], check=True)
        run([program, "import", "osm", pbf, "--city", city, "-q"])
        os.remove(pbf)
    return city


def main():
    p = argparse.ArgumentParser()
    p.add_argument("program")
    p.add_argument("--copies", type=int, default=35)
    p.add_argument("--extract", default=os.path.join(os.environ.get("LIFECIRCLE_DATA", os.path.join(TOP, "../shared/data")), "osm/las-palmas-2023.osm.pbf"))
    p.add_argument("--work", default=os.path.join(TOP, "build/bench-gis"))
    p.add_argument("--json")
    p.add_argument("--pages", default=f"{PAGE},10000")
    a = p.parse_args()
    if not os.path.exists(a.extract):
        print(f"skipped: a GIS on a large city, there is no {a.extract}")
        return
    os.makedirs(a.work, exist_ok=True)
    city = city_of(a.program, a.extract, a.copies, a.work)
    name = f"{os.path.basename(a.extract).split('.')[0]} x {a.copies}"
    print(f"\n{name}: a GIS")
    table = Table(name, a.json)
    with tempfile.TemporaryDirectory(dir=a.work) as folder:
        if shutil.which("ogr2ogr"):
            exports(table, a.program, city, folder)
            oapif(table, a.program, city, folder, [int(n) for n in a.pages.split(",")])
        else:
            print("  skipped: exports and OAPIF, there is no ogr2ogr (Debian: gdal-bin)")
        pages(table, a.program, city, folder)


if __name__ == "__main__":
    main()
