#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists that an office hands in, and the report, as people read them: in
every format, in words from title to last cell, harmless in a spreadsheet, and
held against an earlier one: tests/cli/lists.py, the program being $LIFECIRCLE.
"""
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile

import openpyxl

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lib"))
from steps import ROOT, check, ended, told  # noqa: E402

LISTS = ("policy", "projects", "data", "opportunities", "figures")


def run(*args, code=0):
    got = told(*args, code=code, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return got.stdout.decode("utf-8-sig", "replace") if code == 0 else got.stderr.decode()


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def rows(path):
    with open(os.path.join(ROOT, "geodata", path), encoding="utf-8") as f:
        return list(csv.DictReader(line for line in f if not line.startswith("#")))


def offered():
    return [r["id"] for r in rows("standards.csv")]


def ids():
    """What no text for people may hold: ids with a _ in them, of whatever table."""
    found = {r["id"] for r in rows("categories.csv")} | {r["id"] for r in rows("capacities.csv")}
    found |= {r["field"] for r in rows("columns.csv")} | {r["id"] for r in rows("standards/terms.csv")}
    for standard in offered():
        found |= {r["id"] for r in rows(f"standards/{standard}/rules.csv")}
    return {i for i in found if "_" in i}


def is_plain(name, text, known):
    """Chinese alone but for names, figures, units and what the documents write so."""
    found = {w for w in re.findall(r"[a-z0-9]+(?:_[a-z0-9]+)+", text) if w in known}
    check(f"{name}: no raw id", not found, found)


HEADS = re.compile(r"^[\u4e00-\u9fff（）0-9，·、]+$")


def lists(folder, known):
    for name in LISTS:
        text = run("list", name, "--standard", "chengdu", "--format", "csv")
        head = next(csv.reader(io.StringIO(text)))
        check(f"{name}: headings in Chinese", all(HEADS.match(h) for h in head), head)
        is_plain(name, text, known)
        english = run("list", name, "--standard", "chengdu", "--format", "csv", "--lang", "en")
        check(f"{name}: headings in English", not re.search("[\u4e00-\u9fff]", english.split("\r\n")[0]), english[:200])
        check(f"{name}: as many rows", len(table(english)) == len(table(text)))
        book(folder, name, head, len(table(text)), known)
        page = run("list", name, "--standard", "chengdu", "--format", "html")
        is_plain(f"{name}.html", re.sub(r"<[^>]*>", "\n", page.split("<body>")[1]), known)
        check(f"{name}.html: whole", page.count("<tr>") == len(table(text)) + 1 and "</html>" in page)
        answer = json.loads(run("list", name, "--standard", "chengdu", "--format", "json"))
        check(f"{name}.json: versions", answer["standard_version"] and answer["data_as_of"] and answer["lang"] == "zh")
        check(f"{name}.json: as many rows", len(answer["rows"]) == len(table(text)))


def book(folder, name, head, count, known):
    """A workbook that Excel's reader and GDAL open: title, notes, headings, rows."""
    path = os.path.join(folder, f"{name}.xlsx")
    run("list", name, "--standard", "chengdu", "-o", path)
    sheet = openpyxl.load_workbook(path).active
    cells = [[c.value for c in row] for row in sheet.iter_rows()]
    at = next(i for i, row in enumerate(cells) if head[0] in row and len([c for c in row if c]) > 3)
    check(f"{name}.xlsx: title", sheet.title and cells[0][0].startswith(sheet.title), cells[0])
    check(f"{name}.xlsx: whose, when", any("版）" in str(r[0]) for r in cells[:at]) and any("数据截至" in str(r[0]) for r in cells[:at]))
    check(f"{name}.xlsx: headings", [c for c in cells[at] if c] == [h for h in head if h not in ("依据标准", "数据截至")]
          or name == "figures", cells[at])
    check(f"{name}.xlsx: rows", len(cells) - at - 1 == count, (len(cells), at, count))
    check(f"{name}.xlsx: no formula", all(c.data_type != "f" for row in sheet.iter_rows() for c in row))
    is_plain(f"{name}.xlsx", "\n".join(str(c) for row in cells for c in row), known)
    told = subprocess.run(["ogrinfo", "-ro", "-so", "-al", path], capture_output=True, text=True)
    check(f"{name}.xlsx: GDAL", told.returncode == 0 and sheet.title in told.stdout, told.stderr)


def people():
    """Whole people, nothing under ten, by line of duty and rank."""
    found = table(run("list", "projects", "--standard", "chengdu", "--format", "csv"))
    served = [r["可服务的居民（人）"] for r in found]
    check("projects: some", len(found) > 20, len(found))
    check("projects: whole people", all(re.fullmatch(r"\d*", s) for s in served), served[:5])
    check("projects: ten at least", all(int(s) >= 10 for s in served if s), sorted(served)[:5])
    check("projects: ages", any(re.search("0至2岁[0-9]+人；", r["其中各年龄段"]) for r in found), found[0])
    check("projects: a place", sum(bool(r["建议位置经度"] and r["附近街道"]) for r in found) > len(found) / 2)
    ranks = {}
    for r in found:
        ranks.setdefault(r["条线"], []).append(int(r["组内序号（按服务对象）"]))
    check("projects: ranks", all(v == list(range(1, len(v) + 1)) for v in ranks.values()), ranks)
    both = [(int(r["其中服务对象"]), int(r["可服务的居民（人）"])) for r in found if r["其中服务对象"]]
    check("projects: those it is for", any(a < b for a, b in both) and all(a <= b for a, b in both), both[:5])
    for line in ranks:
        meant = [int(r["其中服务对象"] or -1) for r in found if r["条线"] == line]
        check(f"projects: {line}: by those it is for", meant == sorted(meant, reverse=True), meant)
    keys = [(r["设施类别"], r["单元代码"]) for r in found]
    check("projects: one of a service in a unit", len(set(keys)) == len(keys), [k for k in keys if keys.count(k) > 1][:5])
    check("projects: grouped", len([1 for a, b in zip(found, found[1:]) if a["条线"] != b["条线"]]) == len(ranks) - 1)
    data = table(run("list", "data", "--standard", "chengdu", "--format", "csv"))
    check("data: what an attribute would decide", any(r["种类"] == "设施属性" and int(r["涉及规定（条）"]) > 0 for r in data))
    check("data: what a category would decide",
          any(r["种类"] == "设施" and r["情况"] == "缺少" and int(r["只差此项（条）"]) > 0 for r in data))


def households(folder, before):
    """Told of the unit above, they are shared out as its residents are."""
    units = {u["code"]: u for u in json.loads(run("units", "--format", "json"))["units"]}
    above = next((units[u["parent"]] for u in (units[r["unit"]] for r in before) if u["parent"]), None)
    if not check("opportunities: a unit in another", above, before[:1]):
        return
    check("opportunities: no households told", all(r["households"] is None for r in before), before[0])
    path = os.path.join(folder, "households.csv")
    with open(path, "w", encoding="utf-8") as f:
        f.write(f"指标,代码,数值\n户数,{above['code']},50000\n")
    run("import", "statistics", path)
    for r in json.loads(run("list", "opportunities", "--category", "pharmacy", "--format", "json"))["rows"]:
        if units[r["unit"]]["parent"] == above["code"]:
            want = 50000 * r["without"] / above["weight"]
            check("opportunities: households of the unit above", abs(r["households"] - want) <= 1, (r["households"], want))
    run("remove", "households")


def trades(folder):
    path = os.path.join(folder, "space.csv")
    one = json.loads(run("list", "opportunities", "--category", "pharmacy", "--format", "json"))["rows"]
    check("opportunities: of a trade", one and {r["category"] for r in one} == {"pharmacy"}, one[:1])
    unit = one[0]["unit"]
    inside = json.loads(run("list", "opportunities", "--unit", unit, "--format", "json"))["rows"]
    check("opportunities: of a unit", inside and {r["unit"] for r in inside} == {unit})
    households(folder, one)
    if "vacant_room" not in {r["id"] for r in rows("categories.csv")}:
        return
    with open(path, "w", encoding="utf-8") as f:
        f.write(f"name,category,lon,lat\n=cmd|' /C calc'!A0,vacant_room,{one[0]['lon']},{one[0]['lat']}\n")
    run("import", "facilities", path, "--crs", "wgs84")
    after = table(run("list", "opportunities", "--category", "pharmacy", "--format", "csv"))
    first = next(r for r in after if r["单元代码"] == unit)
    check("opportunities: room", first["直线1公里内可用空间（处）"] == "1", first)
    check("opportunities: a formula is a text", first["可用空间举例"].startswith("'="), first)


def since(folder):
    """What changed, what is gone, and what the office filled in."""
    path = os.path.join(folder, "old.csv")
    found = list(csv.reader(io.StringIO(run("list", "projects", "--standard", "chengdu", "--format", "csv"))))
    head = found[0]
    state, served, code = head.index("状态"), head.index("可服务的居民（人）"), head.index("单元代码")
    found[1][state] = "在建"
    was = found[2][served]
    found[2][served] = "7"
    gone = list(found[3])
    gone[code] = "nowhere"
    found = found[:3] + [gone] + found[4:]
    with open(path, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(found + [[""] * len(head)])
    now = table(run("list", "projects", "--standard", "chengdu", "--format", "csv", "--since", path))
    check("since: kept", now[0]["状态"] == "在建" and now[0]["变化"] == "不变", now[0])
    check("since: changed", now[1]["变化"] == "有变化" and f"7 → {was}" in now[1]["变化内容"], now[1])
    check("since: new", now[2]["变化"] == "新增", now[2])
    check("since: gone", [r["单元代码"] for r in now if r["变化"] == "已消失"] == ["nowhere"])
    with open(path, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(found[:3] + [found[2]] + found[3:])
    twice = table(run("list", "projects", "--standard", "chengdu", "--format", "csv", "--since", path))
    check("since: a row that was copied", [r["变化"] for r in twice] == [r["变化"] for r in now])
    old = os.path.join(folder, "old.json")
    with open(old, "w", encoding="utf-8") as f:
        f.write(run("list", "projects", "--standard", "chengdu", "--format", "json"))
    same = json.loads(run("list", "projects", "--standard", "chengdu", "--format", "json", "--since", old))["rows"]
    check("since: JSON, the same", {r["change"] for r in same} == {"不变"}, [r for r in same if r["change"] != "不变"][:1])
    check("since: another list", "missing" in run("list", "data", "--format", "csv", "--since", path, code=1))
    check("since: another language", "--lang en" in run("list", "projects", "--format", "csv", "--lang", "en", "--since", path, code=1))


def policy(folder):
    """Who leads and who pays, where a folder of one's own says so."""
    own = os.path.join(folder, "own")
    subprocess.run(["cp", "-r", os.path.join(ROOT, "geodata/standards/gb50180"), own], check=True)
    said = run("list", "policy", "--standard", "gb50180", "--format", "csv")
    check("policy: not stated", {r["牵头单位"] for r in table(said)} == {"未载明"})
    first = next(r for r in rows("standards/gb50180/rules.csv"))
    with open(os.path.join(own, "policy.csv"), "w", encoding="utf-8") as f:
        f.write(f"rule,lead_zh,lead_en,spending_zh,spending_en\n{first['id']},市教育局,Education,市级财政,the city\n")
    found = table(run("list", "policy", "--standard", own, "--format", "csv"))
    check("policy: stated", (found[0]["牵头单位"], found[0]["支出责任"]) == ("市教育局", "市级财政"), found[0])
    with open(os.path.join(own, "policy.csv"), "a", encoding="utf-8") as f:
        f.write("nothing,a,b,c,d\n")
    check("policy: a rule there isn't", "policy.csv:3" in run("list", "policy", "--standard", own, "--format", "csv", code=1))


def standards(known):
    """Each standard that is offered, in plain Chinese, as many rules in each format."""
    for standard in offered():
        args = ("report", "--standard", standard, "--steps", "no")
        whose = next(r["whose_zh"] for r in rows(f"standards/{standard}/standard.csv"))
        said = run(*args, "--lang", "zh")
        check(f"{standard}: whose", said.startswith(whose + " · "), said[:80])
        page = re.sub(r"<style>.*?</style>|<[^>]*>", "\n", run(*args, "--format", "html"), flags=re.S)
        sheet = run(*args, "--format", "csv", "--lang", "zh")
        for name, text in (("text", said), ("html", page), ("csv", sheet)):
            is_plain(f"{standard}.{name}", text, known)
        rules = rows(f"standards/{standard}/rules.csv")
        answer = json.loads(run(*args, "--format", "json"))
        check(f"{standard}: its rules", len(answer["indicators"]) + len(answer["not_applicable"]) == len(rules))
        check(f"{standard}: as many rows", len(table(sheet)) == len(answer["indicators"]), len(table(sheet)))
        doubted = sum(r.get("sourcing") in ("one", "unchecked") for r in rules)
        check(f"{standard}: what was not checked", sheet.count("未与原文核对") == doubted == page.count("未与原文核对"),
              (sheet.count("未与原文核对"), page.count("未与原文核对"), doubted))
        check(f"{standard}: how many", (f"其中 {doubted} 条" in said) == (doubted > 0), said[:200])


def typed(folder):
    """A guideline that is not public: the folder takes it when it is typed."""
    own = os.path.join(folder, "park_city")
    subprocess.run(["cp", "-r", os.path.join(ROOT, "geodata/standards/park_city"), own], check=True)
    empty = json.loads(run("report", "--standard", own, "--steps", "no", "--format", "json"))
    check("park_city: nothing yet", not empty["indicators"] and not empty["not_applicable"])
    path = os.path.join(own, "rules.csv")
    with open(path, encoding="utf-8") as f:
        row = dict.fromkeys(next(csv.reader(f)), "")
    row |= {"id": "shop", "name_zh": "商店", "name_en": "shop", "kind": "provision", "group": "commerce", "level": "community", "scope": "all",
            "categories": "convenience_store", "mode": "inside", "op": "ge", "targets": "100", "source_zh": "《导则》表一"}
    with open(path, "a", encoding="utf-8", newline="") as f:
        csv.DictWriter(f, list(row)).writerow(row)
    found = json.loads(run("report", "--standard", own, "--steps", "no", "--format", "json"))
    check("park_city: typed", [i["id"] for i in found["indicators"]] == ["shop"], found["indicators"])


def report(folder, known):
    unit = next(u for u in json.loads(run("units", "--format", "json"))["units"] if u["level"] == "community")["code"]
    for args in (("--lang", "zh"), ("--format", "html"), ("--format", "csv", "--lang", "zh")):
        text = run("report", "--standard", "chengdu", "--unit", unit, "--steps", "no", *args)
        is_plain(f"report {' '.join(args)}", re.sub(r"<style>.*?</style>|<[^>]*>", "\n", text, flags=re.S), known)
    path = os.path.join(folder, "report.xlsx")
    run("report", "--standard", "chengdu", "--unit", unit, "--steps", "no", "-o", path)
    sheet = openpyxl.load_workbook(path).active
    head = next([c.value for c in row] for row in sheet.iter_rows() if row[0].value == "单元")
    check("report.xlsx", head[:7] == ["单元", "单元代码", "层级", "条线", "指标", "结论", "现状"], head)
    run("report", "--unit", unit, "--steps", "no", "-o", os.path.join(folder, "report.json"))
    levels = {f["properties"]["level"] for f in json.loads(
        run("export", "units", "--level", "community", "--format", "geojson"))["features"]}
    check("export units --level", levels == {"community"}, levels)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIFECIRCLE_CITY"] = os.path.join(folder, "test.city")
        run("import", "osm", f"{ROOT}/geodata/neubrandenburg/neubrandenburg-2016.osm.pbf", "--city", os.environ["LIFECIRCLE_CITY"], "-q")
        units = json.loads(run("units", "--format", "json"))["units"]
        level = units[-1]["level"]
        path = os.path.join(folder, "people.csv")
        with open(path, "w", encoding="utf-8") as f:
            f.write("代码,0-2岁,3-5岁,6-11岁,12-14岁,15-59岁,60岁及以上\n")
            for u in units:
                if u["level"] == level and u["homes"]:
                    f.write(f"{u['code']},11,13,25,12,{300 + u['homes']},133\n")
        run("import", "residents", path)
        known = ids()
        lists(folder, known)
        people()
        since(folder)
        policy(folder)
        report(folder, known)
        standards(known)
        typed(folder)
        trades(folder)
    return ended()


if __name__ == "__main__":
    sys.exit(main())
