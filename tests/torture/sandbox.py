#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a server gives up: seen from outside by what the kernel says of it, by
# links that lead out of its folders, by descriptors that it was started with.
# Each is looked at with --no-sandbox too, where it must be otherwise: a test
# that finds nothing there finds nothing anywhere.
#
#   sandbox.py, the program being $LIFECIRCLE
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(TESTS, "data"), os.path.join(TESTS, "lib")]
# pylint: disable=wrong-import-position
import small_city  # noqa: E402
from steps import PROGRAM, check, ended  # noqa: E402


def until(what, seconds=20):
    """What it returns once it is true, or at last."""
    end = time.monotonic() + seconds
    while True:
        found = what()
        if found or time.monotonic() > end:
            return found
        time.sleep(.05)


class Server:
    def __init__(self, folder, city, *more, **how):
        self.log = os.path.join(folder, "log")
        env = dict(os.environ, TMPDIR=folder + "/temp")
        with open(self.log, "wb") as log:
            self.child = subprocess.Popen(
                [PROGRAM, "serve", "--listen", "127.0.0.1:0", "--city", city,
                 *more], stderr=log, env=env, **how)
        found = until(lambda: re.search(r"listening on (http://\S+)",
                                        self.said()))
        self.url = found and found.group(1)
        if "--no-sandbox" not in more:
            until(lambda: "sandbox: " in self.said())

    def said(self):
        with open(self.log, encoding="utf-8") as log:
            return log.read()

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=20) as answer:
            return answer.read()

    def status(self):
        """Of each thread: NoNewPrivs, Seccomp."""
        base = "/proc/%d/task" % self.child.pid
        found = set()
        for task in os.listdir(base):
            with open("%s/%s/status" % (base, task), encoding="utf-8") as f:
                found.add(tuple(re.findall(r"^(?:NoNewPrivs|Seccomp):\s*(\d)",
                                           f.read(), re.M)))
        return found

    def end(self):
        self.child.send_signal(signal.SIGTERM)
        return self.child.wait(30)


def try_status(folder, city):
    server = Server(folder, city)
    if "no seccomp here" in server.said() or "no Landlock" in server.said():
        print("skipped: sandbox, this kernel or build has not all of it: " +
              server.said().split("sandbox: ")[1].split("\n")[0])
        server.end()
        return False
    check("every thread is filtered", server.status() == {("1", "2")},
          server.status())
    with open("/proc/%d/limits" % server.child.pid, encoding="utf-8") as f:
        core = re.search(r"Max core file size\s+(\d+)\s+(\d+)", f.read())
    check("no core", core and core.groups() == ("0", "0"), core)
    book = server.get("/api/v1/units?format=geojson")
    check("it answers", b"FeatureCollection" in book, book[:200])
    sheet = server.get("/api/v1/lists/data?format=xlsx")
    check("a workbook is made", sheet[:2] == b"PK", sheet[:200])
    temp = os.listdir(folder + "/temp")
    check("in a folder of its own", len(temp) == 1 and
          not os.listdir(folder + "/temp/" + temp[0]), temp)
    check("it ends well", server.end() == 0)
    check("and leaves nothing", not os.listdir(folder + "/temp"))
    check("nobody was refused anything", "Permission" not in server.said() and
          "not permitted" not in server.said(), server.said())
    bare = Server(folder, city, "--no-sandbox")
    check("--no-sandbox filters nothing", {s for _, s in bare.status()} ==
          {"0"}, bare.status())
    bare.end()
    return True


def try_killed(folder, city):
    """What a server leaves that is killed goes with the next one's start; of others nothing does."""
    temp = folder + "/temp/"
    here = Server(folder, city)
    lives = set(os.listdir(temp))
    killed = Server(folder, city)
    left = set(os.listdir(temp)) - lives
    killed.child.kill()
    killed.child.wait()
    check("one that is killed leaves a folder", len(lives) == len(left) == 1, (lives, left))
    full, fresh = "lifecircle-serve-full", "lifecircle-serve-fresh"
    for name in (full, fresh):
        os.mkdir(temp + name)
    with open(temp + full + "/x", "wb"):
        pass
    for name in lives | left | {full}:
        os.utime(temp + name, (time.time() - 3600,) * 2)
    after = Server(folder, city)
    there = set(os.listdir(temp))
    check("which the next one removes, and no other", not left & there and there >= lives | {full, fresh} and len(there) == 4,
          (lives, left, there))
    check("both end well", (here.end(), after.end()) == (0, 0))
    os.unlink(temp + full + "/x")
    for name in (full, fresh):
        os.rmdir(temp + name)
    check("and nothing stays", not os.listdir(temp), os.listdir(temp))


def replace(program, folder, city):
    """Another version under the same name."""
    subprocess.run([program, "import", "osm", folder + "/streets.osm",
                    "--city", city, "-q"], check=True)


def try_reload(folder, city, *more):
    """What becomes of a city that is replaced, then of one that is a link to
    another folder."""
    link = folder + "/served/link.city"
    os.makedirs(folder + "/served", exist_ok=True)
    os.makedirs(folder + "/other", exist_ok=True)
    for end in ("", ".sha256"):
        shutil.copy(city + end, folder + "/served/my.city" + end)
        shutil.copy(city + end, folder + "/other/my.city" + end)
        if os.path.lexists(link + end):
            os.unlink(link + end)
    os.symlink("my.city", link)
    server = Server(folder, link, *more)
    replace(PROGRAM, folder, folder + "/served/my.city")
    server.child.send_signal(signal.SIGHUP)
    loaded = until(lambda: server.said().count(" loaded: generation") >= 2)
    check("a new version is loaded", loaded, server.said())
    before = server.said().count(" loaded: generation")
    os.symlink("../other/my.city", link + ".new")
    os.rename(link + ".new", link)
    server.child.send_signal(signal.SIGHUP)
    until(lambda: server.said().count(" loaded: generation") > before or
          " refused: " in server.said())
    answer = server.get("/api/v1/units")
    said = server.said()
    server.end()
    return said, said.count(" loaded: generation") > before, answer


def try_links(folder, city):
    said, loaded, answer = try_reload(folder, city)
    check("a link out of the folder is refused", not loaded and
          "/other/my.city, outside of the folders" in said, said)
    check("once a change", said.count(" refused: ") <= 2, said)
    check("and the old city goes on", answer, answer)
    said, loaded, _ = try_reload(folder, city, "--no-sandbox")
    check("--no-sandbox follows it", loaded, said)


def try_tables(folder, city):
    """Tables of one's own lie outside the city's folder, and are read late."""
    with tempfile.TemporaryDirectory() as tables:
        shutil.copytree("geodata", tables, dirs_exist_ok=True)
        os.environ["LIFECIRCLE_GEODATA"] = tables
        server = Server(folder, city)
        del os.environ["LIFECIRCLE_GEODATA"]
        try:
            answer = server.get("/api/v1/standards")
        except OSError as why:
            answer = b""
            check("tables of one's own are asked for", False, why)
        check("tables of one's own are read", b"gb50180" in answer and
              "ermission" not in server.said(), server.said())
        server.end()


def try_descriptors(folder, city):
    with open(folder + "/secret", "w", encoding="utf-8") as secret:
        server = Server(folder, city, pass_fds=[secret.fileno()])
        base = "/proc/%d/fd" % server.child.pid
        open_now = [os.readlink(base + "/" + fd) for fd in os.listdir(base)]
    check("what it inherits is closed", folder + "/secret" not in open_now,
          open_now)
    check("and told", "descriptors that it was started with" in
          server.said())
    server.end()
    server = Server(folder, city, preexec_fn=lambda: os.close(0))
    base = "/proc/%d/fd/0" % server.child.pid
    check("0 is never a database", os.readlink(base) == "/dev/null",
          os.readlink(base))
    server.end()


def try_import(folder):
    """While it reads."""
    child = subprocess.Popen(
        [PROGRAM, "import", "osm",
         "geodata/neubrandenburg/neubrandenburg-2016.osm.pbf",
         "--city", folder + "/n.city", "-q"])

    def filtered():
        with open("/proc/%d/status" % child.pid, encoding="utf-8") as f:
            return re.search(r"Seccomp:\s*2", f.read())

    check("an import has no network", until(filtered, 5))
    child.kill()
    child.wait()


def main():
    os.chdir(os.path.join(os.path.dirname(__file__), "..", ".."))
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/temp")
        city = small_city.make(PROGRAM, folder)
        if try_status(folder, city):
            try_killed(folder, city)
            try_links(folder, city)
            try_import(folder)
            try_tables(folder, city)
        try_descriptors(folder, city)
    return ended()


if __name__ == "__main__":
    sys.exit(main())
