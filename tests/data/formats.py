#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The same 10,000 facilities in every format give the same city: the exported
# layer is compared byte for byte. GDAL writes most of the formats, so they are
# not written by those who read them.
#
#   formats.py, the program being $LIFECIRCLE
import concurrent.futures
import csv
import datetime
import os
import random
import shutil
import subprocess
import sys
import tempfile

import small_city
import xlwt

COUNT = 10000
FIELDS = ["id", "name", "lon", "lat", "category", "address", "phone",
          "opening_hours", "beds", "floor_area_m2", "wheelchair",
          "checked_on"]
KINDS = ["hospital", "pharmacy", "park", "kindergarten", "primary_school",
         "library", "playground", "community_health_station"]
NAMES = "锦江玉林双楠武侯青羊金牛成华桐梓桂溪石羊肖家河望平跳伞塔"
WORDS = ["医院", "药店（连锁）", "公园", "幼儿园", "小学, 分校", "图书馆",
         "\"星星\"乐园", "卫生服务中心"]
HOURS = ["Mo-Fr 08:00-18:00", "24/7", "Mo-Su 06:30-22:00", ""]


def facilities():
    draw = random.Random(20261122)
    for i in range(COUNT):
        k = draw.randrange(len(KINDS))
        name = "".join(draw.choice(NAMES) for _ in range(2)) + WORDS[k]
        day = datetime.date(2020, 1, 1) + datetime.timedelta(
            draw.randrange(2000))
        yield ["h%05d" % i, name, round(104.001 + draw.random() * 0.09, 6),
               round(30.601 + draw.random() * 0.09, 6), KINDS[k],
               "%s路%d号" % (name[:2], draw.randrange(1, 999)),
               "028-%08d" % draw.randrange(10 ** 8), draw.choice(HOURS),
               draw.randrange(1, 900), draw.randrange(1, 10 ** 6) / 4,
               draw.choice(["yes", "no", "limited"]), day.isoformat()]


def write_text(path, rows, delimiter, encoding):
    with open(path, "w", encoding=encoding, newline="") as f:
        out = csv.writer(f, delimiter=delimiter, lineterminator="\r\n")
        out.writerow(FIELDS)
        out.writerows(rows)


def write_xls(path, rows):
    book = xlwt.Workbook()
    sheet = book.add_sheet("设施")
    date = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    sheet.write_merge(0, 0, 0, len(FIELDS) - 1, "全市设施一览表")
    for c, name in enumerate(FIELDS):
        sheet.write(1, c, name)
    for r, row in enumerate(rows):
        for c, v in enumerate(row[:-1]):
            sheet.write(r + 2, c, v)
        sheet.write(r + 2, len(row) - 1,
                    datetime.date.fromisoformat(row[-1]), date)
    book.save(path)


def gdal(folder, name, form, *options):
    path = os.path.join(folder, name)
    geometry = [] if form == "XLSX" else [
        "-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat",
        "-oo", "KEEP_GEOM_COLUMNS=NO", "-s_srs", "EPSG:4326"]
    subprocess.run(["ogr2ogr", "-f", form, path, folder + "/utf8.csv",
                    "-oo", "AUTODETECT_TYPE=YES", *geometry,
                    *(options if "-t_srs" in options or not geometry else
                      (*options, "-t_srs", "EPSG:4326"))],
                   check=True, stderr=subprocess.DEVNULL)


def write_all(folder):
    rows = list(facilities())
    write_text(folder + "/utf8.csv", rows, ",", "utf-8-sig")
    write_text(folder + "/gb18030.csv", rows, ",", "gb18030")
    write_text(folder + "/utf16.txt", rows, ";", "utf-16")
    write_text(folder + "/tabs.tsv", rows, "\t", "utf-8")
    write_xls(folder + "/book.xls", rows)
    gdal(folder, "book.xlsx", "XLSX")
    gdal(folder, "collection.geojson", "GeoJSON")
    gdal(folder, "sequence.geojsonl", "GeoJSONSeq")
    gdal(folder, "marked.geojsons", "GeoJSONSeq", "-lco", "RS=YES")
    gdal(folder, "shapes.shp", "ESRI Shapefile", "-lco", "ENCODING=GBK")
    gdal(folder, "package.gpkg", "GPKG")
    gdal(folder, "spatialite.sqlite", "SQLite", "-dsco", "SPATIALITE=YES")
    # The same places in another system, which the file names.
    gdal(folder, "projected.gpkg", "GPKG", "-t_srs", "EPSG:32648")
    return ["utf8.csv", "gb18030.csv", "utf16.txt", "tabs.tsv", "book.xls",
            "book.xlsx", "collection.geojson", "sequence.geojsonl",
            "marked.geojsons", "shapes.shp", "package.gpkg",
            "spatialite.sqlite", "projected.gpkg"]


def layer(program, city, path):
    """The exported layer after the import, or what went wrong."""
    copy = "%s.%s" % (city, os.path.basename(path))
    shutil.copyfile(city, copy)
    shutil.copyfile(city + ".sha256", copy + ".sha256")
    for command in (["import", "facilities", path, "--city", copy,
                     "--source", "t", "-q"],
                    ["export", "facilities", "--city", copy, "--format",
                     "geojson", "-o", copy + ".geojson"]):
        done = subprocess.run([program, *command], capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            return done.stderr
    with open(copy + ".geojson", "rb") as f:
        return f.read()


def main():
    program = os.environ.get("LIFECIRCLE", "build/release/lifecircle")
    failed = 0
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(2) as pool:
        city = small_city.make(program, folder)
        names = write_all(folder)
        layers = list(pool.map(
            lambda name: layer(program, city, os.path.join(folder, name)),
            names))
    for name, got in zip(names, layers):
        if isinstance(got, str):
            why = got
        elif got != layers[0]:
            why = "another layer than that of " + names[0]
        elif got.count(b'"Feature"') != COUNT:
            why = "not %d features" % COUNT
        else:
            continue
        failed += 1
        print("FAILED %s: %s" % (name, why))
    print("%d passed, %d failed" % (len(names) - failed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
