#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether `lifecircle doctor` finds what is wrong: tests/cli/doctor.py

Machines are made worse by limits, city files by damage, and a proxy by a
small one of our own that can do each thing wrong which a real one does; where
nginx is at hand a real one is asked too. Loopback only. The program is
$LIFECIRCLE.
"""
import json
import os
import shutil
import socket
import sqlite3
import hashlib
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "http"))
from races import operator_port  # noqa: E402
from run import PROGRAM, Server, check, find_city, score  # noqa: E402

STATES = {"ok": 0, "warning": 3, "wrong": 4}


def doctor(*arguments, limits="", env=None):
    command = [PROGRAM, "doctor", *arguments, "--format", "json"]
    if limits:
        command = ["bash", "-c", f"{limits}; exec \"$@\"", "-", *command]
    run = subprocess.run(command, capture_output=True, timeout=120, env={**os.environ, "LC_ALL": "C", "LIFECIRCLE_CITY": "", **(env or {})})
    answer = json.loads(run.stdout) if run.stdout else {"state": None, "checks": []}
    check(f"exit code of {arguments}", run.returncode == STATES.get(answer["state"], 2), (run.returncode, answer["state"], run.stderr))
    worst = max((STATES[one["state"]] for one in answer["checks"]), default=0)
    check(f"the whole is as its worst, {arguments}", worst == STATES.get(answer["state"]), answer["state"])
    for one in answer["checks"]:
        check(f"{one['id']}: advice where it is not well", (one["state"] == "ok") == (one["advice"] is None), one)
    return {(one["area"], one["id"]): one for one in answer["checks"]}


def state(found, area, name):
    return found.get((area, name), {}).get("state")


def machine():
    found = doctor()
    for name in ("descriptors", "memory", "cores", "seccomp", "landlock", "user", "clock"):
        check(f"machine: {name} is looked at", ("machine", name) in found)
    check("machine: no file without --city", not any(area != "machine" for area, _ in found), list(found))
    for hard, expected in ((64, "wrong"), (200, "warning"), (4096, "ok")):
        check(f"descriptors, {hard}", state(doctor(limits=f"ulimit -n {hard}"), "machine", "descriptors") == expected)
    if os.getuid() == 0 and shutil.which("setpriv"):
        run = subprocess.run(["setpriv", "--reuid=65534", "--clear-groups", PROGRAM, "doctor", "--format", "json"], capture_output=True)
        if run.stdout:  # where others may run it
            check("user: another", '"id":"user","state":"ok"' in run.stdout.decode())
    if shutil.which("faketime"):
        run = subprocess.run(["faketime", "2001-01-01", PROGRAM, "doctor", "--format", "json"], capture_output=True, text=True)
        check("clock: of 2001", '"id":"clock","state":"wrong"' in run.stdout, run.stdout[-300:])


def screens(city):
    """A screenful, in both languages."""
    for lang, word, sums in (("zh", "本机", ("正常", "注意", "改正")), ("en", "this machine", ("well", "attention", "mended"))):
        run = subprocess.run([PROGRAM, "doctor", "--city", city, "--lang", lang], capture_output=True, text=True, timeout=60)
        lines = run.stdout.splitlines()
        check(f"screen, {lang}", word in run.stdout and len(lines) < 50 and max(map(len, lines)) < 160 and
              any(one in lines[-1] for one in sums) and not run.stderr, run.stdout[-500:])


def files(city, folder):
    found = doctor("--city", city)
    expected = {"opens", "hash", "computed", "data", "timezone", "sources", "homes", "facilities", "units", "space", "mode"}
    check("file: all is looked at", {name for area, name in found if area == "file"} == expected, list(found))
    check("file: whole", all(state(found, "file", name) == "ok" for name in ("opens", "hash", "computed", "homes", "facilities", "mode")), found)
    check("file: by the environment", state(doctor(env={"LIFECIRCLE_CITY": city}), "file", "opens") == "ok")

    def variant(name, change, summed=True):
        path = os.path.join(folder, name)
        shutil.copy(city, path)
        change(path)
        if summed:
            with open(path, "rb") as file, open(path + ".sha256", "w", encoding="ascii") as out:
                out.write(f"{hashlib.sha256(file.read()).hexdigest()}  {name}\n")
        return path

    def sql(statement):
        def change(path):
            db = sqlite3.connect(path)
            db.execute(statement)
            db.commit()
            db.close()
        return change

    def flip(path):
        with open(path, "r+b") as file:
            file.seek(-100, 2)
            file.write(b"\xff" * 50)

    bare = variant("bare.city", lambda path: None, False)
    check("file: without its .sha256", state(doctor("--city", bare), "file", "hash") == "warning")
    other = variant("other.city", lambda path: None)
    flip(other)
    found = doctor("--city", other)
    check("file: damaged", "wrong" in (state(found, "file", "hash"), state(found, "file", "opens")), found)
    for name, statement, item, wanted in (
            ("unowed", "UPDATE source SET attribution='', licence=''", "sources", "warning"),
            ("old", "UPDATE source SET as_of='2001'", "data", "warning"),
            ("timeless", "UPDATE source SET as_of=''", "data", "warning")):
        found = doctor("--city", variant(name + ".city", sql(statement)))
        check(f"file: {name}", state(found, "file", item) == wanted, found.get(("file", item)))
    path = variant("open.city", lambda path: None)
    os.chmod(path, 0o666)
    check("file: all may write", state(doctor("--city", path), "file", "mode") == "wrong")
    for name, content in (("text.city", b"not a city"), ("empty.city", b"")):
        path = os.path.join(folder, name)
        with open(path, "wb") as out:
            out.write(content)
        check(f"file: {name}", state(doctor("--city", path), "file", "opens") == "wrong")
    check("file: none", state(doctor("--city", os.path.join(folder, "missing.city")), "file", "opens") == "wrong")


class Proxy(threading.Thread):
    """Passes one request a connection on; `fault` says what it does wrong."""

    def __init__(self, port, operator):
        super().__init__(daemon=True)
        self.upstream, self.operator, self.fault = port, operator, ""
        self.sock = socket.create_server(("127.0.0.1", 0))
        self.port = self.sock.getsockname()[1]
        self.start()

    def run(self):
        while True:
            client, _ = self.sock.accept()
            with client:
                try:
                    self.serve(client)
                except OSError:
                    pass

    def ask(self, port, head):
        with socket.create_connection(("127.0.0.1", port), 10) as up:
            up.sendall("\r\n".join(head).encode() + b"\r\n\r\n")
            data = b""
            while True:
                more = up.recv(65536)
                if not more:
                    return data
                data += more

    def serve(self, client):
        data = b""
        while b"\r\n\r\n" not in data:
            data += client.recv(65536)
        head = [line for line in data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n") if not line.startswith("X-Forwarded-For")]
        if self.fault != "unforwarded":
            head.append("X-Forwarded-For: 198.51.100.9")
        if self.fault == "host":
            head = ["Host: localhost" if line.startswith("Host:") else line for line in head]
        if self.fault == "packing":
            head = [line for line in head if not line.startswith("Accept-Encoding")]
        if self.fault == "forgetful":
            head = [line for line in head if not line.startswith("If-None-Match")]
        answer = self.ask(self.operator if self.fault == "metrics" and head[0].startswith("GET /metrics") else self.upstream, head)
        top, body = answer.split(b"\r\n\r\n", 1)
        lines = top.split(b"\r\n")
        drop = {"etag": b"etag:", "header": b"referrer-policy:", "vary": b"vary:"}.get(self.fault)
        lines = [line for line in lines if not (drop and line.lower().startswith(drop))]
        if self.fault == "weak":
            lines = [line.replace(b'ETag: "', b'ETag: W/"') for line in lines]
        if self.fault == "twice":
            lines.append(b"Cache-Control: no-cache")
        if self.fault == "server":
            lines.append(b"Server: example/1.2.3 \x1b[31m")
        if self.fault == "old":
            lines[0] = lines[0].replace(b"HTTP/1.1", b"HTTP/1.0")
        if self.fault == "gone":
            return
        if self.fault == "failing":
            lines[0] = b"HTTP/1.1 502 Bad Gateway"
        client.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + body)


def proxies(city):
    server = Server(city, "-q", "--operator-listen", "127.0.0.1:0", "--host", "map.example", "--trusted-proxy", "127.0.0.1")
    doubting = Server(city, "-q", "--operator-listen", "127.0.0.1:0", "--host", "map.example")
    ports = [(s.port, operator_port(s)) for s in (server, doubting)]
    if not check("the servers start", all(a and b for a, b in ports), server.text()[-300:]):
        return
    proxy = Proxy(*ports[0])
    url = f"http://127.0.0.1:{proxy.port}"
    metrics = ("--operator-listen", f"127.0.0.1:{ports[0][1]}")
    found = doctor(url, *metrics)
    names = ("reached", "version", "fields", "server", "compression", "etag", "host", "metrics", "forwarded")
    check("proxy: a good one", [state(found, "proxy", name) for name in names] == ["ok"] * len(names), found)
    check("proxy: by a name", state(doctor(url, "--host", "map.example", *metrics), "proxy", "etag") == "ok")
    check("proxy: a slash behind", state(doctor(url + "/", *metrics), "proxy", "reached") == "ok")
    for fault, name, wanted in (
            ("weak", "etag", "ok"), ("forgetful", "etag", "wrong"), ("etag", "etag", "wrong"), ("packing", "compression", "warning"),
            ("vary", "compression", "warning"), ("header", "fields", "wrong"), ("twice", "fields", "wrong"), ("server", "server", "warning"),
            ("old", "version", "warning"), ("host", "host", "warning"), ("metrics", "metrics", "wrong"), ("unforwarded", "forwarded", "warning"),
            ("gone", "reached", "wrong"), ("failing", "reached", "wrong")):
        proxy.fault = fault
        found = doctor(url, *metrics)
        check(f"proxy: {fault}", state(found, "proxy", name) == wanted, found.get(("proxy", name)))
        check(f"proxy: {fault} alone", all(one["state"] == "ok" for (area, other), one in found.items() if area == "proxy" and other != name),
              [one for one in found.values() if one["area"] == "proxy"])
        check(f"proxy: {fault}, nothing steers the terminal", all("\x1b" not in one["value"] for one in found.values()))
    proxy.fault = ""
    found = doctor(url, "--host", "other.example")
    check("proxy: a name that serve doesn't know", state(found, "proxy", "reached") == "wrong" and
          "--host other.example" in found[("proxy", "reached")]["advice"], found)
    check("proxy: without the operator's address", state(doctor(url), "proxy", "forwarded") == "warning")
    second = Proxy(*ports[1])
    found = doctor(f"http://127.0.0.1:{second.port}", "--operator-listen", f"127.0.0.1:{ports[1][1]}")
    check("proxy: not trusted", state(found, "proxy", "forwarded") == "warning" and "--trusted-proxy" in found[("proxy", "forwarded")]["advice"], found)
    found = doctor("https://map.example")
    check("proxy: https", state(found, "proxy", "reached") == "warning" and "TLS" in found[("proxy", "reached")]["advice"], found)
    for bad in ("ftp://a", "http://", "a.example", "http://a b", "http://a:x", "http://[::1", "http://a/?b"):
        run = subprocess.run([PROGRAM, "doctor", bad], capture_output=True, timeout=60)
        check(f"proxy: not {bad}", run.returncode == 2 and run.stderr.count(b"\n") == 1, (run.returncode, run.stderr))
    server.stop()
    doubting.stop()


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = find_city(folder)
        machine()
        screens(city)
        files(city, folder)
        proxies(city)
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
