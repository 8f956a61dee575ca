#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every question is there at every door: in help, completion, the manual and
the OpenAPI document, and it gives the same JSON on the command line and over
HTTP: tests/cli/doors.py, the program being $LIFECIRCLE.
"""
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote, urlencode

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lib"))
from steps import PROGRAM, ROOT, check, ended, told  # noqa: E402

API = "/api/v1"
PLACE = {"lon": "13.2610", "lat": "53.5570"}

# Path of the interface -> the command that asks the same. A question of one
# unit is the command of all of them with --unit.
COMMANDS = {
    "/nearest": ["nearest"], "/circle": ["circle"], "/isochrone": ["isochrone"], "/route": ["route", "TO"],
    "/units": ["units"], "/units/{code}": ["unit", "CODE"], "/units/{code}/coverage": ["coverage", "--unit", "CODE"],
    "/units/{code}/report": ["report", "--unit", "CODE", "--steps", "no"], "/report": ["report", "--steps", "no"],
    "/lists/{list}": ["list", "policy"], "/standards": ["standards"], "/coverage": ["coverage"], "/gaps": ["gaps"], "/sites": ["site"],
    "/access": ["access"], "/categories": ["categories"], "/search": ["search", "Q"], "/city": ["info"],
    "/facilities/{id}": ["show", "TO"], "/export/{layer}": ["export", "units"], "/whatif": ["whatif"],
}
SERVERS_OWN = {"/basemap", "/qr", "/openapi.json", "/cities"}
# What is asked beside the defaults, the same at both doors.
ASKED = {"/gaps": {"category": "pharmacy", "open_at": "2026-11-25T23:30"}, "/sites": {"category": "pharmacy", "k": "2", "minutes": "10"}, "/access": {"category": "parking_charging", "open_at": "2026-11-25T10:30"}, "/report": {"open_at": "2026-11-25T10:30"}, "/route": {"lang": "en"},
         "/nearest": {"category": "all_basic", "k": "7"}, "/isochrone": {"minutes": "5,12"},
         "/coverage": {"radius": "500", "category": "pharmacy,education,basic_count", "open_at": "2026-11-25T10:30"}, "/circle": {"minutes": "10"}}


def run(*args, env=None, code=0):
    return told(*args, code=code, env={**os.environ, **(env or {})}).stdout


def complete(*words):
    """What bash would offer behind the words."""
    script = f'. {ROOT}/src/cli/lifecircle.bash; COMP_WORDS=({" ".join(repr(w) for w in words)}); ' \
        f'COMP_CWORD={len(words) - 1}; _lifecircle; printf "%s\\n" "${{COMPREPLY[@]}}"'
    path = os.path.dirname(os.path.abspath(PROGRAM)) + ":" + os.environ["PATH"]
    got = subprocess.run(["bash", "-c", script], capture_output=True, timeout=60, env={**os.environ, "PATH": path})
    return got.stdout.decode().split()


def described(commands):
    """Help, completion and the manual name each command and each option of it."""
    page = subprocess.run([f"{ROOT}/src/cli/man.sh", PROGRAM], capture_output=True, timeout=120).stdout.decode()
    page = page.replace("\\-", "-")
    told = run("help").decode()
    offered = complete("lifecircle", "")
    for command in commands:
        text = run("help", command).decode()
        options = re.findall(r"^  (?:-., )?(--[a-z-]+)", text, re.M)
        check(f"help: {command}", re.search(rf"^  {command} ", told, re.M) and "example:" in text)
        check(f"manual: {command}", re.search(rf'^\.B[A-Z]* "?{command}\b', page, re.M), page[:0])
        in_chinese(command, options, text)
        check(f"completion: {command}", command in offered, offered)
        check(f"completion of its options: {command}",
              set(options) <= set(complete("lifecircle", command, "--")), options)
        for option in options:
            check(f"manual: {command} {option}",
                  re.search(rf"^\.B (-., )?{option}( .*)?\n[^(]*(\([^()]*\)[^(]*)*\([^()]*\b{command}\b", page, re.M) is not None)
    exports_are_told()
    for words, some in ((("nearest", "--mode", ""), {"walk", "straight"}), (("nearest", "--pace", "ad"), {"adult"}),
                        (("report", "--list", ""), {"policy", "projects", "data", "opportunities", "figures"}), (("list", "p"), {"policy", "projects"}),
                        (("export", ""), {"homes", "streets"}), (("circle", "--format", ""), {"table", "json"}),
                        (("import", "--crs", "gc"), {"gcj02"})):
        check(f"completion: {' '.join(words)}", some <= set(complete("lifecircle", *words)), words)


def table(path, macro):
    """The first column of a table of the source, and the second, if there is one."""
    with open(f"{ROOT}/{path}", encoding="utf-8") as file:
        text = re.sub(r"\\\n", " ", file.read())
    rows = [row for body in re.findall(rf"^#define {macro}\(.*", text, re.M) for row in
            re.findall(r'\b(?:FIRST|X|ASKED)\((\w+)(?:,\s*"([^"]*)")?[^()]*\)', body.split(")", 1)[1])]
    check(f"table {macro} of {path}", rows)
    return rows


def exports_are_told():
    """Each layer, format and other thing that `export` writes, as the tables of
    the source have them, in help, completion and both languages' manuals."""
    layers = [row[0] for row in table("src/export/layers/layers.c", "LAYERS")] + ["all"]
    formats = [row[0] for macro in ("STREAMED", "FILES") for row in table("src/export/formats/formats.c", macro)]
    with open(f"{ROOT}/src/cli/commands.c", encoding="utf-8") as file:
        others = re.findall(r'\{"([\w-]+)", "(\w+)"\}', file.read().split("exported[] = {")[1].split("};")[0])
    check("tables of exports", len(layers) > 8 and len(formats) > 5 and dict(others).get("tiles") == "tiles", (layers, formats, others))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([f"{ROOT}/src/cli/man_pages.sh", PROGRAM, "0", folder], check=True, timeout=300)
        pages = {lang: open(f"{folder}/{at}/lifecircle-export.1", encoding="utf-8").read().replace("\\-", "-")
                 for lang, at in (("en", "man1"), ("zh", "zh_CN/man1"))}
    words = [*layers, *(word for word, _ in others)]
    for lang, page in pages.items():
        told = run("help", "export", "--lang", lang).decode()
        first = told.splitlines()[0]
        named = re.search(r"^  --format .*", told, re.M).group(0)
        check(f"help in {lang}: what export writes", first.split(" ")[-2].split("|") == words if lang == "en" else all(w in first for w in words), first)
        check(f"help in {lang}: its formats", all(re.search(rf"\b{f}\b", named) for f in formats), named)
        missing = [w for w in [*words, *formats] if not re.search(rf"(?<![\w-]){w}(?![\w-])", page)]
        check(f"manual in {lang}: layers and formats", not missing, missing)
    check("completion: what export writes", set(complete("lifecircle", "export", "")) == set(words))
    check("completion: its formats", complete("lifecircle", "export", "all", "--format", "") == formats)
    for word, command in others:
        wanted = re.findall(r"^  (?:-., )?(--[a-z-]+)", run("help", command).decode(), re.M)
        check(f"help of export {word}", run("help", "export", word) == run("help", command) == run("export", word, "--help"))
        check(f"completion: options of export {word}", complete("lifecircle", "export", word, "--") == wanted, wanted)
    check("completion: no word that stands for another", complete("lifecircle", "convert", "") == complete("lifecircle", "unit", "") == [])
    check("completion behind hostile words", complete("lifecircle", "export", "x/e; :`'", "--q") == [])


def in_chinese(command, options, english):
    """Its help in Chinese: the same options, each with words of its own."""
    text = run("help", command, "--lang", "zh").decode()
    lines = re.findall(r"^  (?:-., )?(--[a-z-]+)(.*)", text, re.M)
    check(f"help in Chinese: {command}: options", [name for name, _ in lines] == options, lines)
    for name, rest in lines:
        check(f"help in Chinese: {command} {name}", re.search("[\u4e00-\u9fff]", rest), rest)
    parts = [part for part in text.split("\n\n") if not part.startswith(("  -", "例："))]
    check(f"help in Chinese: {command}: said", all(re.search("[\u4e00-\u9fff]", part) for part in parts), parts)
    examples = [t.split(mark)[1] for t, mark in ((text, "例：\n"), (english, "example:\n"))]
    check(f"help in Chinese: {command}: examples", examples[0] == examples[1], examples)
    check(f"help by the terminal: {command}", run("help", command, env={"LC_ALL": "zh_CN.UTF-8"}).decode() == text)


def same_answers(port, paths, code, facility):
    fill = {"TO": facility, "CODE": code, "Q": "a"}
    for path in paths:
        if "get" not in paths[path]:
            same_scenarios(port, path, facility)
            continue
        asked = dict(ASKED.get(path, {}))
        if "lon" in [p["name"] for p in paths[path]["get"]["parameters"]]:
            asked["crs"] = "bd09"  # nothing to shift here but Baidu's
        options = [w for k, v in asked.items() for w in (f"--{'count' if k == 'k' else k.replace('_', '-')}", v)]
        taken = [p["name"] for p in paths[path]["get"]["parameters"] if p["in"] == "query" and p["required"]]
        if "lon" in taken:
            asked.update(PLACE)
            options += ["--at", f"{PLACE['lon']},{PLACE['lat']}"]
        if "to" in taken:
            asked["to"] = facility
        if "q" in taken:
            asked["q"] = "a"
        command = [fill.get(w, w) for w in COMMANDS[path]]
        target = path.replace("{code}", quote(code, safe="")).replace("{id}", quote(facility, safe=""))
        target = target.replace("{list}", "policy").replace("{layer}", "units")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", API + target + ("?" + urlencode(asked) if asked else ""))
        reply = connection.getresponse()
        body = reply.read()
        form = "geojson" if "geo+json" in reply.getheader("content-type") else "json"
        mine = run(*command, *options, "--format", form)
        if path in ("/nearest", "/facilities/{id}"):  # their hours go by the clock
            body, mine = (re.sub(rb'"(open_now|next_change|sunday)":[^,}]*', b"", b) for b in (body, mine))
        check(f"the same at both doors: {path}", reply.status == 200 and mine == body + b"\n" * (body[-1:] != b"\n"),
              (reply.status, len(body), len(mine), body[:80], mine[:80]))
        connection.close()


def same_scenarios(port, path, facility):
    """What is asked by a body alone: the same as of the command's file."""
    lon, lat = (float(v) for v in PLACE.values())
    plan = {"name": "plan", "remove": [facility], "add": [{"category": "park", "lon": lon, "lat": lat}], "minutes": 10,
            "set": [{"id": facility, "opening_hours": "24/7"}]}
    streets = {"blocks": [{"lon": lon, "lat": lat}],
               "links": [{"from": [lon, lat], "to": [lon + 0.003, lat + 0.001], "metres": 400, "kind": "steps"}]}
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "plan.json")
        for query, options in (("", []), ("?standard=gb50180&year=2025&capacity=parking_places", ["--standard", "gb50180", "--year", "2025", "--capacity", "parking_places"]), ("?pace=elder&crs=bd09", ["--pace", "elder", "--crs", "bd09"]),
                               ("?format=csv", ["--format", "csv"]), ("?format=geojson", ["--format", "geojson"])):
            # a standard's indicators are of facilities alone
            asked = plan if "standard" in query else {**plan, **streets}
            with open(file, "w", encoding="utf-8") as out:
                json.dump(asked, out)
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("POST", API + path + query, json.dumps(asked), {"Content-Type": "application/json"})
            reply = connection.getresponse()
            body = reply.read()
            mine = run(*COMMANDS[path], "--scenario", file, *(options if "--format" in options else [*options, "--format", "json"]))
            check(f"the same at both doors: {path}{query}", reply.status == 200 and mine.strip() == body.strip(),
                  (reply.status, body[:200], mine[:200]))
            connection.close()


def drifts(port):
    """Where the doors once went apart: both say the same now."""
    at = ["--at", f"{PLACE['lon']},{PLACE['lat']}"]
    here = urlencode(PLACE)
    for path, query, status, command, word in (
            ("/coverage", "radius=12.5", 400, ["coverage", "--radius", "12.5"], "whole number of 1 to 5000"),
            ("/coverage", "radius=500&mode=walk", 400, ["coverage", "--radius", "500", "--mode", "walk"], "which is straight"),
            ("/coverage", "mode=straight", 400, ["coverage", "--mode", "straight"], "give minutes to walk"),
            ("/coverage", "radius=500&minutes=5", 400, ["coverage", "--radius", "500", "--minutes", "5"], "give minutes to walk"),
            ("/export/coverage", "radius=12.5", 400, ["export", "coverage", "--radius", "12.5"], "whole number"),
            ("/nearest", f"{here}&pace=eldr", 400, ["nearest", *at, "--pace", "eldr"], 'did you mean "elder"?'),
            ("/nearest", f"{here}&category=pharmcy", 400, ["nearest", *at, "--category", "pharmcy"], 'did you mean "pharmacy"?'),
            ("/nearest", f"{here}&mode=strait", 400, ["nearest", *at, "--mode", "strait"], "must be one of: walk, straight"),
            ("/nearest", f"{here}&crs=mars", 400, ["nearest", *at, "--crs", "mars"], "must be one of: wgs84, gcj02, bd09"),
            ("/coverage", "crs=gcj02", 400, ["coverage", "--crs", "gcj02"], "no position or drawn area"),
            ("/coverage", "level=comunity", 400, ["coverage", "--level", "comunity"], "community"),
            ("/units/nowhere/coverage", "", 404, ["coverage", "--unit", "nowhere"], 'there is no unit "nowhere"'),
            ("/sites", "category=park&unit=nowhere", 404, ["site", "--category", "park", "--unit", "nowhere"], "no unit"),
            ("/sites", "category=park&model=best", 400, ["site", "--category", "park", "--model", "best"], "cover, suffice, median, centre"),
            ("/sites", "category=park&k=51", 400, ["site", "--category", "park", "-k", "51"], "1 to 50"),
            ("/gaps", "category=park&unit=nowhere", 404, ["gaps", "--category", "park", "--unit", "nowhere"], "no unit"),
            ("/gaps", "category=park&unit=Jahnvirtel", 404, ["gaps", "--category", "park", "--unit", "Jahnvirtel"],
             'there is no unit "Jahnvirtel"; there are: osm:'),
            ("/access", "capacity=green_are", 404, ["access", "--capacity", "green_are"], 'did you mean "green_area"?'),
            ("/access", "capacity=green_area&decay=slw", 400, ["access", "--capacity", "green_area", "--decay", "slw"],
             'did you mean "slow"?'),
            ("/report", "standard=gb5018", 400, ["report", "--standard", "gb5018"], 'did you mean "gb50180"?'),
            ("/route", f"{here}&to=nothing", 404, ["route", "nothing", *at], 'there is no facility "nothing"'),
            ("/facilities/nothing", "", 404, ["show", "nothing"], 'there is no facility "nothing"'),
            ("/lists/polcy", "", 404, ["list", "polcy"], 'did you mean "policy"?'),
            ("/export/street", "", 404, ["export", "street"], 'did you mean "streets"?')):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", f"{API}{path}?{query}" if query else API + path)
        reply = connection.getresponse()
        problem = json.loads(reply.read())
        got = subprocess.run([PROGRAM, *command], capture_output=True, timeout=60)
        said = got.stderr.decode()
        check(f"refused: {path}?{query}", reply.status == status and word in problem["detail"], problem)
        check(f"refused: {' '.join(command)}", got.returncode == 2 and word in said and not got.stdout, (got.returncode, said))
        if "there is no" in problem["detail"]:
            check(f"not found: {path}?{query}", problem["code"] == ("not_found"), problem)
        connection.close()


def languages():
    """--lang, or else the terminal's language, decides that of tables too."""
    at = ["--at", f"{PLACE['lon']},{PLACE['lat']}"]
    for command in (["nearest", *at], ["circle", *at], ["coverage", "--category", "pharmacy"],
                    ["gaps", "--category", "pharmacy"], ["access", "--capacity", "parking_places"], ["report"], ["info"]):
        env = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"}
        plain = run(*command, env=env)
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            check(f"{command[0]} by {name}", run(*command, env={**env, name: "zh_CN.UTF-8"}) ==
                  run(*command, "--lang", "zh", env=env), name)
        chinese = run(*command, "--lang", "zh", env=env)
        check(f"{command[0]} --lang en", run(*command, "--lang", "en", env={"LC_ALL": "zh_CN.UTF-8"}) == plain)
        check(f"{command[0]} --lang zh is another", chinese != plain and len(chinese.splitlines()) == len(plain.splitlines()),
              (len(chinese.splitlines()), len(plain.splitlines())))
        check(f"{command[0]} --lang zh is Chinese", re.search("[一-鿿]", chinese.decode().splitlines()[0]), chinese[:80])
        json_zh = run(*command, "--format", "json", env={"LC_ALL": "zh_CN.UTF-8"})
        check(f"{command[0]}: JSON has no language", json_zh == run(*command, "--format", "json", env=env))
    run("nearest", *at, "--lang", "fr", code=2)


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = os.path.join(folder, "test.city")
        run("import", "osm", f"{ROOT}/geodata/neubrandenburg/neubrandenburg-2016.osm.pbf", "--city", city, "-q")
        os.environ["LIFECIRCLE_CITY"] = city
        log = tempfile.TemporaryFile()
        server = subprocess.Popen([PROGRAM, "serve", "--city", city, "--listen", "127.0.0.1:0"],
                                  stdout=subprocess.DEVNULL, stderr=log)
        found = None
        for _ in range(600):
            found = re.search(rb"listening on http://127\.0\.0\.1:(\d+)", os.pread(log.fileno(), 65536, 0))
            if found or server.poll() is not None:
                break
            time.sleep(0.1)
        try:
            if check("the server starts", found, os.pread(log.fileno(), 65536, 0)):
                port = int(found.group(1))
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                connection.request("GET", f"{API}/openapi.json")
                text = json.loads(connection.getresponse().read())
                connection.close()
                paths = {p[len(API):]: o for p, o in text["paths"].items() if p.startswith(API)}
                check("each path is known here", set(paths) - SERVERS_OWN == set(COMMANDS), set(paths) ^ set(COMMANDS))
                for name in re.findall(r"#/components/schemas/(\w+)", json.dumps(text)):
                    check(f"schema {name}", name in text["components"]["schemas"])
                questions = {p: o for p, o in paths.items() if p not in SERVERS_OWN}
                described(sorted(set(re.findall(r"^  ([a-z]+) ", run("help").decode(), re.M)) - {"help", "version"}))
                code = json.loads(run("units", "--format", "json"))["units"][0]["code"]
                near = run("nearest", "--at", f"{PLACE['lon']},{PLACE['lat']}", "--category", "pharmacy", "--format", "json")
                same_answers(port, questions, code, json.loads(near)["features"][0]["id"])
                drifts(port)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
        languages()
    return ended()


if __name__ == "__main__":
    sys.exit(main())
