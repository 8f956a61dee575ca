#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What places offer, over HTTP and on plain pages: tests/http/services.py

The city is drawn by hand, its places a bureau's table (tests/cases/input), some
of it hostile. The answers with a filter are those without one, filtered here.
The program is $LIFECIRCLE.
"""
import html
import os
import re
import subprocess
import sys
import tempfile
from urllib.parse import quote

from run import API, PROGRAM, Server, check, score

INPUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cases/input")
AT = "lon=104.06&lat=30.65"


def make_city(folder):
    path = os.path.join(folder, "services.city")
    table = os.path.join(INPUT, "services.csv")
    for words in (["import", "osm", os.path.join(INPUT, "grid.osm")],
                  ["import", "facilities", table, "--source", "s"], ["compute"]):
        run = subprocess.run([PROGRAM, *words, "--city", path], capture_output=True)
        if not check(" ".join(words[:2]), run.returncode == 0, run.stderr[-300:]):
            return None
    return path


def ids(features):
    return [f["properties"]["id"] for f in features]


def same_as_filtered(server):
    """For each pair of services there are, against all places in their order."""
    every = server.ask(f"{API}/nearest?{AT}&k=50").json()["features"]
    rows = {c["id"]: c for c in server.ask(f"{API}/categories").json()["categories"]}
    offered = sorted({s["service"] for c in rows.values() for s in c["services"]})
    check("services there are", {"meal", "bath", "night_service", "day_care"} <= set(offered), offered)
    count = {s["service"]: s["facilities"] for s in rows["elderly_day_care"]["services"]}
    check("how many have each", count == {"meal": 3, "bath": 2, "rehabilitation": 1, "night_service": 1}, count)
    for one in offered:
        for two in offered:
            wanted = {one, two}
            answer = server.ask(f"{API}/nearest?{AT}&k=50&services={one},{two}").json()
            have = [f for f in every if wanted <= set(f["properties"]["services"])]
            check(f"services={one},{two}", ids(answer["features"]) == ids(have), ids(answer["features"]))
            check(f"services={one},{two}: walks", [f["properties"]["walk_seconds"] for f in answer["features"]] ==
                  [f["properties"]["walk_seconds"] for f in have])
            check(f"services={one},{two}: named", {s["service"] for s in answer["services"]} == wanted, answer["services"])
            first = have[0]["properties"]["walk_seconds"] if have else 3600
            check(f"services={one},{two}: nearer ones that don't say",
                  answer["services_unstated"] == len(answer["unknown_services"]) and
                  all(f["properties"]["walk_seconds"] <= first and not wanted <= set(f["properties"]["services"])
                      for f in answer["unknown_services"]), answer["services_unstated"])


def words_and_faults(server):
    ask = f"{API}/nearest?{AT}&category=elderly_day_care&services="
    expected = ids(server.ask(ask + "meal,bath").json()["features"])
    check("meal,bath", expected == ["s:3", "s:4"], expected)
    for words in ("助餐,助浴", "助浴、助餐", "老年食堂，洗澡", "Meals,BATHING", "meal, bath ", "meal,bath,meal"):
        got = server.ask(ask + quote(words)).json()
        check(f"services={words}", ids(got["features"]) == expected, got)
    check("none asked for", "services_unstated" not in server.ask(ask).json())
    for word in ("foo", "<script>", "助" * 40, "meal;bath", "meal,,bath", ",", "%00", "meal bath"):
        reply = server.ask(ask + (word if word == "%00" else quote(word)))
        check(f"services={word[:20]}", reply.status == 400, reply.status)
        if word == "foo":
            body = reply.json()
            check("which there are", all(s in body["detail"] for s in ("meal, bath", "job_training")), body)
            check("whose fault it is", body["parameter"] == "services", body)
    check("17 at once", server.ask(ask + ",".join(["meal"] * 17)).status == 400)


def circles(server):
    rows = {r["category"]: r for r in server.ask(f"{API}/circle?{AT}&services=bath").json()["categories"]}
    day, whole = rows["elderly_day_care"], rows["elderly_complex"]
    check("there", (day["covered"], day["count"], day["nearest"]["id"], day["services_unstated"]) ==
          (True, 2, "s:3", 1), day)
    check("what it says", day["nearest"]["facts_zh"].startswith("床位60张，空18张；服务：助餐、助浴、康复；夜间有服务；公办"),
          day["nearest"])
    check("not known", (whole["covered"], whole["reason"], whole["unknown_services"]["id"]) ==
          (None, "services_unknown", "s:5"), whole)
    plain = server.ask(f"{API}/circle?{AT}").json()["categories"]
    check("without a filter", not any("services_unstated" in r or "unknown_services" in r for r in plain))


def text_of(reply):
    return html.unescape(re.sub(r"<[^>]*>", "", reply.body.decode()))


def pages(server):
    page = server.ask(f"/plain?{AT}&lang=zh")
    check("a place", "床位60张，空18张；服务：助餐、助浴" not in text_of(page) and page.status == 200, text_of(page))
    page = server.ask(f"/plain?{AT}&lang=zh&services=bath")
    text = text_of(page)
    for part in ("只列出有设施注明过有没有助浴的类别。", "幸福日间照料中心", "床位60张，空18张；服务：助餐、助浴、康复；夜间有服务",
                 "更近的 1 处未注明", "须提供的服务"):
        check(f"a place: {part}", part in text, text)
    check("a place: no other category", "药店" not in text, text)
    check("a place: the choice is kept", '<option value="bath" selected>助浴</option>' in page.body.decode())
    check("a place: links keep it", "services=bath" in re.search(r'href="(/plain[^"]*to=s[^"]*)"', page.body.decode())[1])
    page = server.ask(f"/plain?{AT}&lang=en&to=s:3&services=bath,wifi")
    for part in ("60 beds, 18 free; services: meals, bathing, rehabilitation; care at night; public;", "not stated: Wi-Fi"):
        check(f"a facility: {part}", part in text_of(page), text_of(page))
    check("nobody has it", server.ask(f"/plain?{AT}&services=wifi").status == 200)
    check("there is none", server.ask(f"/plain?{AT}&services=foo").status == 400)
    for target in (f"/plain?{AT}&to=s:4", f"/plain?{AT}&services=bath"):
        body = server.ask(target).body.decode()
        check(f"{target}: markup is text", "<script" not in body and "<img" not in body and "<b>" not in body, body)
    check("markup is shown", "<img src=x onerror=alert(1)>" in text_of(server.ask(f"/plain?{AT}&to=s:4")))


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = make_city(folder)
        server = Server(city) if city else None
        if server and check("the server starts", server.port, server.text()[-500:]):
            same_as_filtered(server)
            words_and_faults(server)
            circles(server)
            pages(server)
            check("exit 0", server.stop() == 0)
            check("no sanitizer spoke", not re.search(rb"Sanitizer|runtime error", server.text()), server.text()[-6000:])
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
