#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that mean harm, through every way out: tests/data/hostile.py

Whoever edits a map or hands in a table can write them: markup, formulas,
commands of a terminal, characters that turn text around or end lines, very
long ones. They come in by an extract, a CSV table, a GeoJSON file and
`facility add`, and are looked for in JSON, pages, CSV, .xlsx,
the city file, sequences, the terminal, the log and metrics. The program is $LIFECIRCLE.
"""
import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests/http"), os.path.join(ROOT, "tests/data")]
import small_city  # noqa: E402
from races import operator_port  # noqa: E402
from run import API, PROGRAM, Server, check, score  # noqa: E402

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", " =1+1", "\u3000=1+1", "＝1+1", "＋1", "－1", "＠SUM", "'=1+1",
            "\"=1+1", "=HYPERLINK(\"http://evil.example\")", "\u00a0=2+2", "\ufeff=3+3", "\u200b=4+4", "\t=5+5", "“=6+6”",
            ";=7+7", "a;b; =8+8;@x", "a;\u3000+9", "a\t-cmd|x"]
MARKUP = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title><svg onload=alert(1)>", "javascript:alert(1)",
          "]]><x/>", "&lt;b&gt;&amp;&#60;", "<!--", "' onmouseover='alert(1)", "{{7*7}}${7*7}", "<a href=x>y</a>", "\u2028alert(1)\u2029"]
STEERING = ["\u001b[31mred\u001b[0m", "\u001b]0;title\u0007", "\u009b31mred", "a\u202egnp.exe", "\u2066a\u2069b\u200fc", "a\rb", "a\nb",
            "a\u0085b", "\u001e{\"type\":\"Feature\"}", "a\bb\u007f", "\u061cx"]
OTHER = ["%s%n%x", "'; DROP TABLE facility; --", "../../etc/passwd", "NULL", "𠀀" * 20, "e\u0301" * 60, "药" * 300, "A" * 5000, "\ufffe",
         "a,b;c\"d", "C:\\new\\table", "\u0000"]
NAMES = FORMULAS + MARKUP + STEERING + OTHER

# What must stand in no text that a person or a terminal reads.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
TURNING = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# What a spreadsheet may take for a formula, behind what it may leave out.
DANGER = re.compile("^[\\s\u3000\u00a0\ufeff\u200b\"“”]*[=+\\-@＝＋－＠]")


def run(*arguments, expected=(0,), lang="en_US.UTF-8", text=True):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=120, env={**os.environ, "LC_ALL": lang})
    check(f"{arguments[:3]}: exit", done.returncode in expected, (done.returncode, done.stderr[-300:]))
    for stream in (done.stdout, done.stderr):
        try:
            stream.decode()
        except UnicodeDecodeError as why:
            check(f"{arguments[:3]}: UTF-8", not text, why)
    return done


def xml_allows(name):
    return all(c in "\t\n\r" or "\x20" <= c and c not in "\ufffe\uffff" for c in name)


def make(folder):
    """A city of which everything has a hostile name, by every way in."""
    nodes, base = [], 10000
    for i, name in enumerate(n for n in NAMES if xml_allows(n)):
        nodes.append(f'<node id="{base + i}" lat="{30.605 + 0.0007 * (i % 60):.5f}" lon="{104.005 + 0.001 * (i // 60):.5f}">'
                     f'<tag k="amenity" v="pharmacy"/><tag k="name" v={quoteattr(name)}/><tag k="operator" v={quoteattr(name)}/>'
                     f'<tag k="opening_hours" v={quoteattr(name[:80])}/><tag k="addr:street" v={quoteattr(name)}/>'
                     f'<tag k="website" v={quoteattr("javascript:" + name[:50])}/></node>')
    for i in range(20):  # homes
        nodes.append(f'<node id="{20000 + i}" lat="{30.61 + 0.002 * i:.4f}" lon="104.0105"><tag k="addr:housenumber" v="{i}"/>'
                     f'<tag k="addr:street" v={quoteattr(MARKUP[i % len(MARKUP)])}/><tag k="building" v="apartments"/></node>')
    text = small_city.extract().replace("</osm>", "")
    first_way = text.index("<way")
    text = text[:first_way] + "\n".join(nodes) + text[first_way:] + "</osm>"
    text = text.replace('<tag k="highway" v="residential"/>', f'<tag k="highway" v="residential"/><tag k="name" v={quoteattr(MARKUP[1])}/>', 3)
    path = os.path.join(folder, "hostile.osm")
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(text)
    city = os.path.join(folder, "hostile.city")
    spoken = [run("import", "osm", path, "--city", city, "--attribution", MARKUP[0])]
    table = os.path.join(folder, "table.csv")
    with open(table, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "name", "address", "phone", "category", "lon", "lat"])
        for i, name in enumerate(NAMES):
            rows.writerow([f"t{i}" if i % 2 else name[:60], name, name, name[:40], "pharmacy", 104.011 + 0.0003 * i, 30.615])
    spoken.append(run("import", "facilities", table, "--city", city, "--source", "table", "--max-reject", "100", "--attribution", MARKUP[0],
                      "--report", os.path.join(folder, "import.html"), expected=(0, 1)))
    features = os.path.join(folder, "features.geojson")
    with open(features, "w", encoding="utf-8") as out:
        json.dump({"type": "FeatureCollection", "features": [
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [104.012 + 0.0003 * i, 30.625]},
             "properties": {"name": name, "address": name, "category": "clinic"}} for i, name in enumerate(NAMES) if name != "\u0000"]}, out)
    spoken.append(run("import", "facilities", features, "--city", city, "--source", "features", "--max-reject", "100",
                      "--report", os.path.join(folder, "import.csv"), expected=(0, 1)))
    units = os.path.join(folder, "units.geojson")
    with open(units, "w", encoding="utf-8") as out:
        json.dump({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": name[:200], "code": f"u{i}"}, "geometry": {"type": "Polygon", "coordinates": [[
                [104 + .002 * i, 30.6], [104 + .002 * (i + 1), 30.6], [104 + .002 * (i + 1), 30.7], [104 + .002 * i, 30.7],
                [104 + .002 * i, 30.6]]]}} for i, name in enumerate(n for n in NAMES if n != "\u0000")]}, out)
    spoken.append(run("import", "units", units, "--city", city, "--level", "community", "--source", "units", "--max-reject", "100", expected=(0, 1)))
    for name in ("=1+1", "<script>alert(1)</script>", "a\u202egnp.exe", "\u001b[31mred", "药" * 300):
        spoken.append(run("facility", "add", f"name={name}", "category=pharmacy", "lon=104.02", "lat=30.62", "--city", city, expected=(0, 1, 2)))
    for done in spoken:
        quiet(done.stdout.decode(), "import")
        quiet(done.stderr.decode(), "import, log")
    return city


def quiet(text, where):
    """Nothing that steers a terminal, or turns or ends lines."""
    for pattern in (CONTROL, TURNING):
        found = pattern.search(text)
        check(f"{where}: no {pattern.pattern[:20]!r}", not found, found and repr(text[max(0, found.start() - 60):found.end() + 20]))


def terminal(city):
    at = ("--at", "104.012,30.615")
    for arguments in (("nearest", *at, "--category", "pharmacy", "--k", "50"), ("circle", *at), ("search", "alert"), ("search", "red"),
                      ("search", "1+1"), ("units",), ("info",), ("sources",), ("check",), ("coverage",), ("report",), ("show", "table:t1"),
                      ("show", "table:=1+1"), ("show", "\u001b[31mx"), ("route", *at, "--to", "table:t1"), ("unit", "u1"), ("gaps", "--category", "pharmacy"),
                      ("nearest", *at, "--category", "\u001b[31m\u202ex"), ("nearest", "--at", "\u202e1,2"), ("import", "osm", "\u001b[31m.osm"),
                      ("doctor",), ("\u001b[31m",)):
        for lang in ("en_US.UTF-8", "zh_CN.UTF-8"):
            done = run(*arguments, *(("--city", city) if not arguments[0].startswith("\u001b") else ()), expected=(0, 1, 2, 3, 4), lang=lang)
            quiet(done.stdout.decode(), f"terminal, {arguments[0]}")
            quiet(done.stderr.decode(), f"terminal's errors, {arguments[0]}")


def guarded(rows, where):
    for row in rows:
        for cell in row:
            if DANGER.match(cell) and not re.fullmatch(r"\s*-?\d+(\.\d+)?(E[-+]?\d+)?", cell):
                check(f"{where}: a formula", False, repr(cell[:60]))
            for piece in re.split("[;\t\r\n]", cell)[1:]:  # by a reader with another separator
                if DANGER.match(piece):
                    check(f"{where}: a formula within", False, repr(cell[:60]))
    check(f"{where}: cells were looked at", len(rows) > 1, len(rows))


def sheets(path, where):
    import openpyxl
    book = openpyxl.load_workbook(path)
    count = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                count += cell.value is not None
                check(f"{where}: no formula", cell.data_type != "f", repr(cell.value)) if cell.data_type == "f" else None
                check(f"{where}: no link", not cell.hyperlink or str(cell.hyperlink.target or "").startswith("http"), repr(cell.hyperlink)) \
                    if cell.hyperlink else None
    check(f"{where}: cells were looked at", count > 5, count)


class Markup(HTMLParser):
    """Of a page all elements, and what runs or leads away."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.wrong = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "img", "iframe", "object", "embed") or tag == "svg" and any(k == "onload" for k, _ in attributes):
            self.wrong.append((tag, attributes))
        for key, value in attributes:
            if key.startswith("on") or key in ("href", "src", "action") and (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                self.wrong.append((tag, key, value))


def page(text, where):
    wrong = Markup(text).wrong
    check(f"{where}: nothing runs", not wrong, wrong[:3])
    check(f"{where}: no comment or section", "<!--" not in text.replace("<!-- ", "") and "]]>" not in text, text[:0])
    found = CONTROL.search(text)
    check(f"{where}: no controls", not found, found and repr(text[found.start() - 40:found.end() + 20]))


def answer_is_json(body, where):
    text = body.decode()
    try:
        json.loads(text)
    except ValueError as why:
        check(f"{where}: JSON", False, why)
    for bad in ("<", "\u2028", "\u2029", "\x1b", "\x7f"):
        check(f"{where}: no {bad!r}", bad not in text, repr(text[max(0, text.find(bad) - 40):text.find(bad) + 20]))


def exports(city, folder):
    db = sqlite3.connect(f"file:{city}?immutable=1", uri=True)
    check("the city itself is whole", db.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    check("its tables are all there", db.execute("SELECT count(*) FROM facility").fetchone()[0] > 100)
    db.close()
    for layer in ("facilities", "units", "homes", "streets"):
        for ending in ("csv", "geojson", "geojsonl"):
            path = os.path.join(folder, f"{layer}.{ending}")
            more = ("--format", "geojsonseq") if ending == "geojsonl" else ()
            done = run("export", layer, "--city", city, "-o", path, *more)
            if done.returncode:
                continue
            where = f"export {layer}.{ending}"
            if ending == "csv":
                with open(path, encoding="utf-8-sig", newline="") as file:
                    guarded(list(csv.reader(file)), where)
            elif ending == "geojson":
                with open(path, "rb") as file:
                    answer_is_json(file.read(), where)
            else:
                with open(path, "rb") as file:
                    for line in file.read().split(b"\n"):
                        if line.strip(b"\x1e"):
                            answer_is_json(line.strip(b"\x1e"), where)
    for command, ending in (("report", "html"), ("report", "xlsx"), ("report", "csv"), ("units", "xlsx"), ("list", "xlsx"), ("check", "html"), ("check", "csv")):
        path = os.path.join(folder, f"{command}-out.{ending}")
        if command == "check":
            run("check", "--city", city, "--report", path)
        elif command == "list":
            run("list", "figures", "--city", city, "--format", ending, "-o", path, expected=(0, 1, 2))
        else:
            run(command, "--city", city, "--format", ending, "-o", path, expected=(0, 1, 2))
        if not os.path.exists(path):
            continue
        where = f"{command}.{ending}"
        if ending == "xlsx":
            sheets(path, where)
        elif ending == "csv":
            with open(path, encoding="utf-8-sig", newline="") as file:
                guarded(list(csv.reader(file)), where)
        else:
            with open(path, encoding="utf-8") as file:
                page(file.read(), where)
    for name in ("import.html", "import.csv"):
        path = os.path.join(folder, name)
        if os.path.exists(path) and name.endswith("html"):
            with open(path, encoding="utf-8") as file:
                page(file.read(), name)
        elif os.path.exists(path):
            with open(path, encoding="utf-8-sig", newline="") as file:
                guarded(list(csv.reader(file)), name)


def served(city):
    server = Server(city, "--operator-listen", "127.0.0.1:0", "--operator-name", "<script>alert(1)</script>")
    port = operator_port(server)
    if not check("the server starts", server.port and port, server.text()[-300:]):
        return
    at = "lon=104.012&lat=30.615"
    bad = [quote(n[:200], safe="") for n in NAMES]
    for target in ([f"{API}/nearest?{at}&category=pharmacy&k=50", f"{API}/circle?{at}", f"{API}/city", f"{API}/cities", f"{API}/units", f"{API}/categories",
                    f"{API}/search?q=alert", f"{API}/search?q=1%2B1", f"{API}/coverage", f"{API}/report", f"{API}/openapi.json",
                    f"{API}/units?format=geojson", f"{API}/facilities/table%3At1", f"{API}/route?{at}&to=table%3At1"] +
                   [f"{API}/search?q={n}" for n in bad] + [f"{API}/facilities/{n}" for n in bad] +
                   [f"{API}/nearest?{at}&category={n}" for n in bad]):
        reply = server.ask(target)
        if reply and "json" in reply.get("content-type"):
            answer_is_json(reply.body, target[:60])
        check(f"{target[:60]}: no fault", reply and reply.status < 500, reply and reply.status)
        check(f"{target[:60]}: nosniff", reply and reply.get("x-content-type-options") == "nosniff")
    for target in ([f"/plain?{at}", "/plain", "/plain?unit=u1", "/plain?q=alert", f"/plain?{at}&to=table%3At1", f"{API}/report?format=html"] +
                   [f"/plain?q={n}" for n in bad] + [f"/plain?unit={n}" for n in bad]):
        reply = server.ask(target)
        if reply and "html" in reply.get("content-type"):
            page(reply.body.decode(), target[:60])
            check(f"{target[:60]}: policy", "default-src 'none'" in reply.get("content-security-policy"))
    for layer in ("facilities", "units"):
        reply = server.ask(f"{API}/export/{layer}?format=csv")
        guarded(list(csv.reader(io.StringIO(reply.body.decode("utf-8-sig"), newline=""))), f"HTTP export {layer}")
        check(f"HTTP export {layer}: a fixed name", re.fullmatch(r'attachment; filename="[\w.-]+"', reply.get("content-disposition") or 'attachment; filename="x"'),
              reply.get("content-disposition"))
    for text, where in ((server.text().decode(), "log"), (server.ask("/healthz").body.decode(), "health")):
        quiet(text, where)
        for mark in ("alert", "1+1", "evil.example", "gnp.exe", "DROP"):
            check(f"{where}: no {mark}", mark not in text, [line for line in text.splitlines() if mark in line][:2])
    metrics = Server.ask(type("At", (), {"port": port})(), "/metrics").body.decode()
    quiet(metrics, "metrics")
    check("metrics: no names", "alert" not in metrics and "1+1" not in metrics)
    server.stop()


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = make(folder)
        terminal(city)
        exports(city, folder)
        served(city)
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
