#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of import, and what tells of a city, with --lang zh and en:
tests/data/chinese.py

The tables have faults of many kinds. With zh each line told is Chinese, with
the row, the value and the option that mends it; with en it is as it always was.
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.abspath(os.environ.get("LIFECIRCLE") or os.path.join(ROOT, "build/release/lifecircle"))
EXTRACT = os.path.join(ROOT, "geodata/neubrandenburg/neubrandenburg-2016.osm.pbf")
SQUARE = "POLYGON((13.25 53.55,13.27 53.55,13.27 53.57,13.25 53.57,13.25 53.55))"
BOW = "POLYGON((13.27 53.55,13.29 53.57,13.29 53.55,13.27 53.57,13.27 53.55))"

TABLES = {
    "facilities": ["id,name,category,lon,lat,beds,opening_date,address",
                   "1,甲,pharmacy,13.26,53.56,x,,", "1,乙,pharmacy,13.26,53.56,3,,", "2,丙,pharmacy,200,53.5,3,,",
                   "3,丁,没有的,13.26,53.56,3,,", "4,戊,pharmacy,13.2611,53.5611,3,,", "合计,,,,,,,", "5,己,pharmacy,,,,,Treptower Straße 5",
                   "6,庚,pharmacy,,,,,Nirgendsweg 5", "8,壬,pharmacy,30°15',53.56,,,", "9,癸,pharmacy,13.26,东,,,",
                   "10,子,pharmacy,,,,,", "11,丑,pharmacy,0,0,,,", "12,寅,pharmacy,13.26,53.56,,,,多一格"],
    "units": ["code,name,wkt", f'U1,一,"{SQUARE}"', f'U2,二,"{BOW}"', 'U3,三,"LINESTRING(13.25 53.55,13.27 53.55)"',
              'U4,四,"POLYGON((13.25 53.55,13.27 53.55,13.27 53.57,13.25 53.57))"', 'U5,,"POINT(13.25 53.55)"', f'U1,一,"{SQUARE}"',
              'U6,六,"CIRCLE(1 2)"', 'U7,七,"POLYGON((13.25 53.55,x))"'],
    "residents": ["code,residents,year", "U1,1000,2020", "U2,x,2020", "U9,3,2020", "U1,5,2020", "U2,30,MMXX"],
    "addresses": ["address,lon,lat,number", "Treptower Straße,13.26,53.56,5", ",13.26,53.56,5", "Ring,,,1", "Foo,13.26,53.56,"],
    "statistics": ["indicator,unit,value,year", "x_y,U1,5,2020", "x_y,U1,5,2020", "BAD ID,U1,5,2020", "x_z,UX,ja,2020", "x_z,U1,foo,2020"],
}
MORE = {"units": ["--level", "community"]}
# Names of columns, of what is in the tables or the city, and what is typed.
NAMES = {"treptower", "stra", "e", "nirgendsweg", "ring", "foo", "bad", "id", "ux", "ja", "x", "y", "u", "point", "polygon", "circle",
         "lifecircle", "check", "list", "figures", "x_y", "x_z", "report", "file", "dry", "run", "osm", "n", "w", "r", "home", "node", "f", "map", "name", "crs", "wgs",
         "gcj", "bd", "epsg", "cgcs", "wkt", "geometry", "json", "geojson", "code", "residents", "year", "address", "lon", "lat", "number",
         "category", "beds", "opening", "date", "indicator", "unit", "value", "house_number", "opened", "_", "residents_year", "opening_date", "parent",
         "statistic", "mmxx", "yes", "no", "add", "facility", "close", "import", "addresses", "units", "level", "types", "categories",
         "max", "reject", "sha", "extent", "w", "s", "n", "poly"}
passed = failed = 0


def check(name, good, detail=""):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print(f"failed: {name}: {detail}")


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def english(line):
    """Words in Latin letters that are no names, of a line without names of the city's own things."""
    line = re.sub(r"（(?:osm|home|node|f)[: ].*?）", "", line.removeprefix("lifecircle: "))
    line = re.sub(r'“[^”]*”|"[^"]*"( \(\w+\))?', "", line)
    return [word for word in re.findall(r"[A-Za-z_]+", line) if word.lower() not in NAMES]


def each_line(name, text):
    for line in text.splitlines():
        check(f"{name}: {line}", re.search(r"[\u4e00-\u9fff]", line), "nothing Chinese")
        check(f"{name}: no English", not english(line), f"{english(line)} in {line}")


def imports(folder, city):
    code, _, told = run("import", "osm", EXTRACT, "--city", city)
    check("osm", code == 0 and "streets: 16723 between junctions" in told, told)
    for kind, rows in TABLES.items():
        path = os.path.join(folder, f"{kind}.csv")
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n".join(rows) + "\n")
        arguments = ["import", kind, path, "--city", city, "--max-reject", "20", *MORE.get(kind, [])]
        for lang in ("zh", "en"):
            code, _, told = run(*arguments, "--lang", lang, *(["--no-compute"] if lang == "zh" else []))
            check(f"{kind}, {lang}: done", code == 0, told[-600:])
            if lang == "zh":
                each_line(kind, told)
                zh = told
            else:
                check(f"{kind}: as many rows are told", len(re.findall(r": line \d+: ", told)) == len(re.findall(r": 第 \d+ 行：", zh)), (told, zh))
                counts = [line for line in told.splitlines() if " rows: " in line]
                check(f"{kind}: English", len(counts) == 1 and not re.search(r"[\u4e00-\u9fff]", counts[0]), told)
        report = os.path.join(folder, f"{kind}.html")
        code, _, told = run(*arguments, "--lang", "zh", "--report", report, "--dry-run")
        with open(report, encoding="utf-8") as file:
            text = re.sub(r"<style.*?</style>|<[^>]+>", "\n", file.read(), flags=re.S)
        text = re.sub(r"“[^”]*”|&quot;.*?&quot;", "", text)
        check(f"{kind}: its report", not re.search(r"\b(is|not|the|no|of)\b [a-z]", text), re.findall(r".*\b(?:is|not|the|no|of) [a-z].*", text)[:3])


# A mistake of each kind; what stands in quotation marks, options and names of
# files and formats are as they were typed.
MISTAKES = [
    ["repot"], ["report", "--foo"], ["report", "--unit", "nix"], ["report", "--standard", "gb5018"], ["report", "--format", "pdf"],
    ["list", "polcy"], ["list"], ["list", "policy", "-o", "x.pdf"], ["nearest", "--at", "1,2,3"], ["nearest", "--at", "13.2,53.5", "--category", "pharmcy"],
    ["nearest", "--at", "13.2,53.5", "--pace", "x"], ["coverage", "--minutes", "700"], ["coverage", "--level", "comunity"], ["gaps"],
    ["gaps", "--category", "park", "--age", "60+"], ["gaps", "--category", "park", "--age", "old"],
    ["site"], ["site", "--category", "park", "--candidates", "NW.csv"], ["site", "--category", "park", "--candidates", "TWICE.csv"],
    ["site", "--category", "park", "--candidates", "EMPTY.csv"],
    ["access", "--capacity", "green_are"], ["show", "nothing"], ["coverage", "--mode", "straight"], ["gaps", "--category", "park,pharmacy"],
    ["import", "nope", "x"], ["import", "units", "x.csv"], ["import", "facilities", "nofile.csv"], ["import", "facilities", "NO.csv"],
    ["import", "units", "NO.csv", "--level", "street"], ["import", "residents", "NO.csv"], ["import", "statistics", "NO.csv"],
    ["import", "addresses", "NO.csv"], ["import", "categories", "NO.csv"], ["import", "categories", "ID.csv"], ["import", "categories", "C.csv"],
    ["import", "statistics", "ST.csv"], ["import", "residents", "NO.csv", "--by", "x"], ["import", "residents", "NO.csv", "--year", "abc"],
    ["import", "residents", "NO.csv", "--map", "residents=x"], ["import", "facilities", "E.csv", "--category", "pharmacy"],
    ["import", "osm", "NO.csv"], ["import", "osm", "nofile.osm"], ["facility", "set"], ["facility", "add", "name=x"], ["facility", "set", "no:1", "beds=3"],
    ["remove", "nix"], ["import", "facilities", "NO.csv", "--crs", "mars", "--category", "pharmacy"], ["import", "facilities", "JSON.geojson"],
]
# What is typed as it stands: formats, kinds of import, fields, systems.
TYPED = {"csv", "json", "html", "xlsx", "table", "pdf", "osm", "xml", "pbf", "overpass", "geojson", "feature", "featurecollection", "import",
         "facilities", "addresses", "units", "residents", "statistics", "categories", "category", "lon", "lat", "code", "address", "street",
         "house_number", "indicator", "epsg", "gcj", "wgs", "cgcs", "unit", "building", "grid", "cells", "nofile", "none", "list", "which"}
FILES = {"NW.csv": "id,lon,lat\na,,\n", "TWICE.csv": "id,lon,lat\na,13.2,53.5\na,13.3,53.5\n", "EMPTY.csv": "id,lon,lat\n", "NO.csv": "颜色,形状\n红,圆\n", "ID.csv": "代码,名称,组\nPet,宠物医院,commerce\n", "C.csv": "代码,名称,组,颜色\npet,宠物,commerce,红\n",
         "ST.csv": "指标,年份,数值\n我的指标,2023,5\n", "E.csv": "名称,经度,纬度\n", "JSON.geojson": '{"a": {}}'}


def failures(folder, city):
    """Why a command fails, each kind of mistake in both languages."""
    for name, text in FILES.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(text)
    for mistake in MISTAKES:
        done = {lang: subprocess.run([PROGRAM, *mistake, "--city", city, "--lang", lang], capture_output=True, text=True, timeout=120, cwd=folder)
                for lang in ("zh", "en")}
        zh, en = done["zh"].stderr.strip(), done["en"].stderr.strip()
        said = re.sub(r"“[^”]*”|--?[a-z-]+|；(?:有：?|现有列：).*$|lifecircle .*$", "", zh.removeprefix("lifecircle: "))
        left = [word for word in re.findall(r"[A-Za-z_]{3,}", said) if word.lower() not in TYPED]
        check(f"{mistake}: Chinese", re.search(r"[\u4e00-\u9fff]", zh) and not left, (zh, left))
        check(f"{mistake}: English", not re.search(r"[\u4e00-\u9fff]", re.sub(r'"[^"]*"|are: .*', "", en)), en)
        check(f"{mistake}: exit", done["zh"].returncode == done["en"].returncode > 0, done["zh"])


def columns_in_chinese(folder, city):
    path = os.path.join(folder, "people.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write("指标,单元代码,数值,年份,来源\nx_q,U1,5,2020,某局\n")
    for lang, wanted in (("zh", "年份 = 年份, 来源 = 来源"), ("en", "年份 = residents_year, 来源 = origin")):
        told = run("import", "statistics", path, "--city", city, "--lang", lang, *(["--no-compute"] if lang == "zh" else []))[2]
        check(f"columns read, {lang}", wanted in told, told)


def osm_in_chinese(folder):
    code, _, told = run("import", "osm", EXTRACT, "--city", os.path.join(folder, "zh.city"), "--no-compute")
    check("osm", code == 0, told)
    os.environ["LC_ALL"] = "zh_CN.UTF-8"
    code, _, told = run("import", "osm", EXTRACT, "--city", os.path.join(folder, "zh.city"), "--no-compute")
    del os.environ["LC_ALL"]
    each_line("osm", told)
    check("osm: its counts", "路口之间共 16723 段" in told, told)


def main():
    os.environ.update(LC_ALL="C")
    with tempfile.TemporaryDirectory() as folder:
        city = os.path.join(folder, "my.city")
        imports(folder, city)
        failures(folder, city)
        columns_in_chinese(folder, city)
        osm_in_chinese(folder)
        for command in (("check",), ("sources",)):
            code, told, _ = run(*command, "--city", city, "--lang", "zh")
            check(command[0], code == 0 and re.search(r"[\u4e00-\u9fff]", told), told[:300])
            found = re.search(r".*\b[a-z]+ (?:is|are|not|the|has|have) .*", told)
            check(f"{command[0]}: no English sentence", not found, found)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
