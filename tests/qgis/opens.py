#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A city as QGIS opens it: tests/qgis/opens.py [FOLDER]

Served (OGC API - Features), exported (GeoPackage), as its own file (both
providers) and as a project: counts, sums, symbols, words, a picture of each
that isn't blank and has the symbols' colours; then buffers and joins, held to
the city's own figures. The pictures stay in FOLDER, where one is named. The
program is $LIFECIRCLE, the extracts are in $LIFECIRCLE_DATA.
"""
import json
import math
import os
import shutil
import sqlite3
import sys
import tempfile

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests/http"), os.path.join(ROOT, "tests/data"), "/usr/share/qgis/python/plugins"]
from changes import sum_of  # noqa: E402
from exports import LAYERS, check, city_of, counts, gdal, run  # noqa: E402
from osgeo import ogr  # noqa: E402
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsMapRendererSequentialJob, QgsMapSettings,  # noqa: E402
                       QgsProject, QgsVectorLayer, QgsWkbTypes)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402
from run import Server  # noqa: E402

CITY = "liechtenstein-2021"
PLANE = "EPSG:25832"
TABLES = {"facility": "Point", "home": "Point", "street": "LineString", "unit": "MultiPolygon"}
MIXED = {"feature", "facility_shape"}  # lines and areas: to QGIS's own provider a table without shapes
GREEN, GREY = QColor(11, 110, 79), QColor(107, 112, 117)
TINTS = {"facility": GREEN, "street": GREY, "unit": QColor(11, 110, 79, 40)}
SHADES = [QColor(68, 1, 84), QColor(59, 82, 139), QColor(33, 145, 140), QColor(94, 201, 98), QColor(253, 231, 37)]
SIDE = 800


def is_chinese(text):
    return any("\u4e00" <= c <= "\u9fff" for c in text)


# ---- pictures ----

def near(a, b):
    return max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) <= 12


def picture(name, layers, folder, colours):
    """Of layers from the top down; each of the colours has to be there."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setOutputSize(QSize(SIDE, SIDE))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setTransformContext(QgsProject.instance().transformContext())
    settings.setExtent(settings.fullExtent())
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(os.path.join(folder, f"{name}.png"))
    pixels = [QColor(image.pixel(x, y)) for y in range(0, SIDE, 2) for x in range(0, SIDE, 2)]
    drawn = sum(not near(p, QColor(255, 255, 255)) for p in pixels)
    check(f"{name}: errors of the renderer", not job.errors(), [e.message for e in job.errors()])
    check(f"{name}: is not blank", drawn > 200, drawn)
    for colour in colours:
        check(f"{name}: {colour.name()} is there", sum(near(p, colour) for p in pixels) > 5)


def over_white(colour, alpha):
    mix = [round(255 + (c - 255) * alpha / 255) for c in (colour.red(), colour.green(), colour.blue())]
    return QColor(*mix)


# ---- layers ----

def sums_of(rows):
    """Of each column of numbers, and how many rows have one."""
    sums = {}
    for row in rows:
        for key, value in row.items():
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                n, total = sums.get(key, (0, 0.0))
                sums[key] = (n + 1, total + value)
    return sums


def told_in_ten(served, key):
    """QGIS takes a served field's type from the first ten features: one that
    is null in all of them is of texts to it."""
    return any(r[key] is not None for r in served[:10])


def same_sums(name, layer, wanted, level=None, served=None):
    rows = [dict(zip([f.name() for f in layer.fields()], f.attributes())) for f in layer.getFeatures()]
    check(f"{name}: as many as said", len(rows) == layer.featureCount(), (len(rows), layer.featureCount()))
    rows = [r for r in rows if level is None or r["level"] == level]
    check(f"{name}: rows", len(rows) == len(wanted), (len(rows), len(wanted)))
    have = sums_of(rows)
    for key, (n, total) in sums_of(wanted).items():
        if served and not told_in_ten(served, key):
            continue
        mine = have.get(key, (0, 0.0))
        check(f"{name}: sum of {key}", mine[0] == n and math.isclose(mine[1], total, rel_tol=1e-9, abs_tol=1e-9), (mine, n, total))


def opened(name, source, provider):
    layer = QgsVectorLayer(source, name, provider)
    check(f"{name}: opens", layer.isValid(), layer.error().message())
    return layer


def layer_of(city, provider, table):
    sources = {"ogr": f"{city}|layername={table}", "spatialite": f"dbname='{city}' table=\"{table}\" (geom)"}
    return opened(f"{provider}-{table}", sources[provider], provider)


def served(city, exported, folder):
    server = Server(city)
    check("served: by a server", server.port, server.text()[-300:])
    try:
        for layer in LAYERS:
            name = f"served-{layer}"
            it = opened(name, f"url='http://127.0.0.1:{server.port}/ogc' typename='{layer}'", "OAPIF")
            # Served are all levels, exported the finest; the row of homes in
            # no unit is one of each.
            one = exported[layer][0]["level"] if layer in ("coverage", "indicators") else None
            items = json.loads(server.ask(f"/ogc/collections/{layer}/items?limit=10").body)["features"] if one else []
            same_sums(name, it, exported[layer], one, [f["properties"] for f in items])
            if layer == "facilities":
                first = exported[layer][0]["category"]
                it.setSubsetString(f"\"category\" = '{first}'")
                check(f"{name}: a filter", sum(1 for _ in it.getFeatures()) == sum(r["category"] == first for r in exported[layer]))
                it.setSubsetString("")
                picture(name, [it], folder, [])
    finally:
        server.stop()


def package(path, exported, folder):
    """Symbols and words come with the file, nobody asks for them."""
    layers = {}
    for layer in LAYERS:
        name = f"gpkg-{layer}"
        layers[layer] = it = opened(name, f"{path}|layername={layer}", "ogr")
        same_sums(name, it, exported[layer])
        aliases = [f.alias() for f in it.fields() if f.name() not in ("fid",)]
        check(f"{name}: Chinese words", all(aliases) and sum(map(is_chinese, aliases)) > len(aliases) / 2, aliases)
    check("gpkg: facilities' symbol", layers["facilities"].renderer().symbol().color() == GREEN)
    check("gpkg: streets' symbol", layers["streets"].renderer().symbol().color() == GREY)
    check("gpkg: units' symbol", layers["units"].renderer().symbol().color().alpha() == 40)
    picture("gpkg", [layers["facilities"], layers["streets"], layers["units"]], folder, [GREEN, GREY])


def words_are_chinese(name, layer, *but):
    aliases = {f.name(): f.alias() for f in layer.fields() if f.name() not in ("rowid", "sha256", *but)}
    check(f"{name}: Chinese words", aliases and all(map(is_chinese, aliases.values())), aliases)


def own_file(city, folder, pictures):
    """A copy that all may write to, as those at home may: not a byte of it is
    another afterwards. Some layers have no rows, or none with a shape."""
    city = shutil.copy(city, os.path.join(folder, "copy.city"))
    os.chmod(city, 0o666)
    before = sum_of(city)
    db = sqlite3.connect(f"file:{city}?immutable=1", uri=True)
    tables = [t for t, in db.execute("SELECT f_table_name FROM geometry_columns")]
    held = {t: db.execute(f"SELECT count(*), count(geom) FROM \"{t}\"").fetchone() for t in tables}
    check("city: some layer is empty", any(not rows for rows, _ in held.values()), held)
    for provider in ("ogr", "spatialite"):
        for table in tables:
            it = layer_of(city, provider, table)
            check(f"{provider}-{table}: rows", sum(1 for _ in it.getFeatures()) == held[table][0] == it.featureCount(), (held[table], it.featureCount()))
            if it.isSpatial() or table not in MIXED:
                check(f"{provider}-{table}: system", it.crs().authid() == "EPSG:4326")
                check(f"{provider}-{table}: extent", it.extent().isNull() == (held[table][1] == 0), it.extent().toString())
            if table in TABLES:
                check(f"{provider}-{table}: shapes", QgsWkbTypes.displayString(it.wkbType()) == TABLES[table], it.wkbType())
            if table not in MIXED:
                words_are_chinese(f"{provider}-{table}", it, "geom")
            if table in TINTS:
                check(f"{provider}-{table}: symbol", it.renderer().symbol().color() == TINTS[table], it.renderer().symbol().color().name(QColor.HexArgb))
            del it
        table = QgsVectorLayer({"ogr": f"{city}|layername=coverage", "spatialite": f"dbname='{city}' table=\"coverage\""}[provider], "coverage", provider)
        words_are_chinese(f"{provider}-coverage", table)
        del table
        picture(f"city-{provider}", [layer_of(city, provider, t) for t in ("facility", "street", "unit")], pictures, [GREEN, GREY])
        check(f"{provider}: the file is as it was", sum_of(city) == before)
    db.close()
    whole = QgsVectorLayer(city, "all", "ogr")
    check("ogr: lists its layers", len(whole.dataProvider().subLayers()) >= len(tables))
    del whole
    check("ogr: as it was behind a list of its layers", sum_of(city) == before)
    gdal("ogrinfo", "-so", "-al", city)
    check("ogrinfo: the file is as it was", sum_of(city) == before)
    source = ogr.Open(city, 1)
    counted = {t: source.GetLayerByName(t).GetFeatureCount() for t in tables}
    check("gdal: counts", counted == {t: rows for t, (rows, _) in held.items()}, counted)
    for table in tables:
        source.GetLayerByName(table).GetExtent(can_return_null=True)
    del source
    check("gdal, to be written: the file is as it was", sum_of(city) == before)
    check("city: nothing is beside it", sorted(n for n in os.listdir(folder) if n.startswith("copy")) == ["copy.city"], os.listdir(folder))


# ---- the project ----

def read_project(path):
    project = QgsProject.instance()
    project.clear()
    check(f"{path}: is read", project.read(path), project.error())
    return project


def project_opens(city, folder, pictures):
    """Written into one folder, opened in another: names are Chinese and have
    blanks, quotes and an ampersand."""
    before, after = (os.path.join(folder, n) for n in ("甲 & 'a'", "乙 b"))
    os.makedirs(os.path.join(before, "项目"))
    shutil.copy(city, os.path.join(before, "我的 城市.city"))
    for lang in ("zh", "en"):
        done = run("export", "qgis-project", "--city", "我的 城市.city", "-o", f"项目/{lang}.qgs", "--lang", lang, cwd=before)
        check(f"project {lang}: is written", done.returncode == 0, done.stderr)
        again = run("qgis", "--city", os.path.join(before, "我的 城市.city"), "-o", os.path.join(before, "again.qgs"), "--lang", lang, "-q")
        one, two = (open(os.path.join(before, p), encoding="utf-8").read() for p in (f"项目/{lang}.qgs", "again.qgs"))
        check(f"project {lang}: the same from elsewhere", again.returncode == 0 and one == two.replace("./我的", "../我的"))
        check(f"project {lang}: no absolute path", folder not in one and "../我的 城市.city|layername=unit" in one)
    done = run("export", "qgis-project", "--city", "我的 城市.city", "-o", "项目/zh.qgz", "--lang", "zh", cwd=before)
    check("project packed: is written", done.returncode == 0, done.stderr)
    os.rename(before, after)
    for name in ("zh.qgs", "zh.qgz", "en.qgs"):
        project_is_whole(read_project(os.path.join(after, "项目", name)), name[:2], city, pictures)
    saved = os.path.join(after, "项目", "saved.qgs")
    kept = os.path.join(after, "我的 城市.city")
    check("project: is saved again", QgsProject.instance().write(saved), QgsProject.instance().error())
    check("project: saved without an absolute path", folder not in open(saved, encoding="utf-8").read())
    QgsProject.instance().clear()
    check("project: the city file is as it was published", open(kept, "rb").read() == open(city, "rb").read())


def project_is_whole(project, lang, city, pictures):
    db = sqlite3.connect(f"file:{city}?immutable=1", uri=True)
    levels = db.execute("SELECT value FROM setting WHERE key = 'levels'").fetchone()[0].split()
    tree = [node.layer() for node in project.layerTreeRoot().findLayers()]
    check(f"project {lang}: layers", len(tree) == len(levels) + 5 and all(x and x.isValid() for x in tree), [x and x.error().message() for x in tree])
    by = {x.id().replace("lifecircle_", "", 1): x for x in tree if x}
    for layer, table in (("facilities", "facility"), ("homes", "home"), ("streets", "street")):
        rows = db.execute(f"SELECT count(*) FROM {table} WHERE geom IS NOT NULL").fetchone()[0]
        check(f"project {lang} {layer}: rows", by[layer].featureCount() == rows)
    finest = len(levels) - 1
    for i, level in enumerate(levels):
        rows = db.execute("SELECT count(*) FROM unit WHERE level = ?", (level,)).fetchone()[0]
        check(f"project {lang} {level}: rows", by[f"units_{i}"].featureCount() == rows)
    for it in by.values():
        check(f"project {lang} {it.name()}: whose data", "OpenStreetMap" in it.attribution())
        aliases = {f.name(): f.alias() for f in it.fields() if f.name() in ("name", "source", "unit", "weight", "category")}
        check(f"project {lang} {it.id()}: words", aliases and all(is_chinese(a) == (lang == "zh") and a for a in aliases.values()), aliases)
        check(f"project {lang} {it.id()}: name", is_chinese(it.name()) == (lang == "zh"), it.name())
    check(f"project {lang}: system", project.crs().authid() == "EPSG:3857")
    shares_are_joined(f"project {lang}", by[f"reach_{finest}"], db, levels[finest])
    shown = [n.layer() for n in project.layerTreeRoot().findLayers() if n.isVisible() and n.layer().isSpatial()]
    wanted = [over_white(c, 200) for c in SHADES if any(s is not None and near(c, shade_of(s)) for s in shares(db, levels[finest]).values())]
    picture(f"project-{lang}", shown, pictures, [GREEN, GREY])
    picture(f"project-{lang}-reach", [by[f"reach_{finest}"]], pictures, wanted)
    view = project.viewSettings().defaultViewExtent()
    check(f"project {lang}: where it opens", view.isEmpty() or view.width() > 1000, view.toString())
    db.close()


def shares(db, level):
    rows = db.execute("SELECT u.code, c.covered, c.uncovered FROM unit u LEFT JOIN coverage c ON c.unit = u.code AND c.category = 'all_basic' "
                      "AND c.pace = 'standard' WHERE u.level = ?", (level,))
    return {code: covered / (covered + uncovered) if covered is not None and covered + uncovered > 0 else None
            for code, covered, uncovered in rows}


def shade_of(share):
    return SHADES[min(4, max(0, math.ceil(share * 5) - 1))]


def shares_are_joined(name, layer, db, level):
    wanted, wrong = shares(db, level), []
    check(f"{name}: some share is known", any(s is not None for s in wanted.values()))
    for f in layer.getFeatures():
        covered, uncovered = f["shares_covered"], f["shares_uncovered"]
        known = isinstance(covered, int) and covered + uncovered > 0
        have = covered / (covered + uncovered) if known else None
        if have != wanted[f["code"]]:
            wrong.append((f["code"], have, wanted[f["code"]]))
    check(f"{name}: shares", not wrong, wrong[:3])
    check(f"{name}: is shaded", layer.renderer().type() == "graduatedSymbol" and len(layer.renderer().ranges()) == 5)


# ---- what analysts do ----

def analysis(city, folder, exported):
    import processing
    from processing.core.Processing import Processing
    Processing.initialize()
    path = os.path.join(folder, "plane.gpkg")
    done = run("export", "facilities", "--city", city, "--crs", PLANE, "-o", path)
    check("analysis: export", done.returncode == 0, done.stderr)
    points = opened("plane-facilities", f"{path}|layername=facilities", "ogr")
    placed = sum(f.hasGeometry() for f in points.getFeatures())

    def made(name, algorithm, **more):
        out = os.path.join(folder, f"{name}.gpkg")
        processing.run(algorithm, {**more, "OUTPUT": out})
        return opened(name, out, "ogr")

    done = made("buffer", "native:buffer", INPUT=points, DISTANCE=500, SEGMENTS=8, DISSOLVE=False)
    circle = 16 * 500 ** 2 * math.sin(2 * math.pi / 32)
    sizes = [f.geometry().area() for f in done.getFeatures() if f.hasGeometry()]
    check("buffer: one each", len(sizes) == placed > 100, (len(sizes), placed))
    check("buffer: 500 m", all(math.isclose(a, circle, rel_tol=1e-6) for a in sizes), (sizes[:2], circle))

    # In degrees: a straight side there is a bent one in a plane.
    path = os.path.join(folder, "all.gpkg")
    points, areas, table = (opened(f"join-{x}", f"{path}|layername={x}", "ogr") for x in ("facilities", "units", "indicators"))
    done = made("pairs", "native:joinattributesbylocation", INPUT=points, JOIN=areas, PREDICATE=[0], JOIN_FIELDS=["code"], METHOD=0,
                DISCARD_NONMATCHING=True, PREFIX="unit_")
    inside = {}
    for f in done.getFeatures():
        inside[f["unit_code"]] = inside.get(f["unit_code"], 0) + 1
    rows = [(r["code"], r["facilities"], inside.get(r["code"], 0)) for r in exported["units"] if r["known_by"] == "boundary"]
    check("join by place: as many as the units say", rows and all(a == b for _, a, b in rows), [r for r in rows if r[1] != r[2]][:5])

    done = made("joined", "native:joinattributestable", INPUT=areas, FIELD="code", INPUT_2=table, FIELD_2="code", METHOD=1,
                PREFIX="joined_", DISCARD_NONMATCHING=True)
    codes = {r["code"] for r in exported["units"]} & {r["code"] for r in exported["indicators"]}
    check("join by code: each unit with its row", done.featureCount() == len(codes) > 0, (done.featureCount(), len(codes)))


def main():
    app = QgsApplication([], False)
    app.initQgis()
    with tempfile.TemporaryDirectory(prefix="lifecircle-qgis-") as folder:
        pictures = sys.argv[1] if len(sys.argv) > 1 else folder
        city = city_of(CITY, folder)
        if city:
            exported = {}
            for layer in LAYERS:
                done = run("export", layer, "--city", city, "--format", "geojson")
                exported[layer] = [f["properties"] for f in json.loads(done.stdout)["features"]]
            path = os.path.join(folder, "all.gpkg")
            done = run("export", "all", "--city", city, "-o", path)
            check("gpkg: is written", done.returncode == 0, done.stderr)
            package(path, exported, pictures)
            own_file(city, folder, pictures)
            served(city, exported, pictures)
            project_opens(city, folder, pictures)
            analysis(city, folder, exported)
    print(f"{counts[0]} passed, {counts[1]} failed")
    sys.stdout.flush()
    os._exit(counts[1] > 0)  # layers that outlive the application end it by a signal


if __name__ == "__main__":
    main()
