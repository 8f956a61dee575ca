# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tortures share: a city in two versions, what state a file is in,
who asks a server meanwhile, and servers and programs with a fault planted in
them (faulty.py), which each torture has to find out before anything else."""
import contextlib
import json
import os
import stat
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests/http"))

import run  # noqa: E402
from run import API, PROGRAM, Server, Wire, check, score  # noqa: E402

EXTRACT = os.path.join(ROOT, "geodata/neubrandenburg/neubrandenburg-2016.osm.pbf")
VERSIONS = ((), ("--weak-tags",))  # of one extract: another generation each
HANG_S = 60


def importing(city, version):
    return [PROGRAM, "import", "osm", EXTRACT, "--city", city, "-q", *VERSIONS[version]]


class Two:
    """A city in two versions, and the generation of each."""

    def __init__(self, folder):
        self.paths, self.generations = [], []
        os.makedirs(folder)
        for version in range(2):
            path = os.path.join(folder, f"{version}.city")
            subprocess.run(importing(path, version), check=True)
            self.paths.append(path)
            self.generations.append(generation(path))

    def put(self, version, city):
        """As one who publishes does: at no moment a file that its sums don't tell of."""
        with open(self.paths[version] + ".sha256", "rb") as file:
            sums = file.read()
        old = b""
        if os.path.exists(city + ".sha256"):
            with open(city + ".sha256", "rb") as file:
                old = file.read()
        self.write(city, ".sha256", old + sums)
        with open(self.paths[version], "rb") as file:
            self.write(city, "", file.read())
        self.write(city, ".sha256", sums)

    @staticmethod
    def write(city, suffix, data):
        with open(city + ".put", "wb") as file:
            file.write(data)
        os.rename(city + ".put", city + suffix)


def told(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=HANG_S, check=False)


def generation(city):
    """Of a file that opens, else None."""
    out = told("info", "--city", city, "--format", "json")
    return json.loads(out.stdout)["generation"] if out.returncode == 0 else None


def fault(city, generations):
    """What is wrong with a city that must be one of two, and beside it, or ""."""
    known = generation(city)  # who opens it tidies up
    if known not in generations:
        return f"generation {known}: {told('info', '--city', city).stderr[-200:]}"
    whole = told("check", "--city", city, "--format", "json")
    if whole.returncode != 0 or json.loads(whole.stdout)["file"] != {"whole": True, "sha256": "as_published"}:
        return f"check: {whole.stdout[:100]} {whole.stderr[-200:]}"
    name = os.path.basename(city)
    more = set(os.listdir(os.path.dirname(city))) - {name, name + ".ledger", name + ".lock", name + ".sha256"}
    return f"left: {more}" if more else ""


class Asker(threading.Thread):
    """Asks so many times a second, the city's generation among it; a new connection each time, or one that is kept."""

    def __init__(self, port, rate, generations=None, keep=False):
        super().__init__(daemon=True)
        self.port, self.rate, self.generations, self.keep = port, rate, generations, keep
        self.count, self.wrong, self.times, self.ended = 0, [], [], threading.Event()
        self.wire = None
        self.start()

    def once(self):
        begun = time.monotonic()
        fresh = not self.wire
        self.wire = self.wire or Wire(self.port, 20)
        reply = self.wire.ask(f"{API}/city")
        if reply is None and not fresh:  # a connection ends after so many requests
            self.wire = Wire(self.port, 20)
            reply = self.wire.ask(f"{API}/city")
        if reply is None or reply.status != 200:
            self.wrong.append(reply and reply.status)
        elif self.generations and reply.json()["generation"] not in self.generations:
            self.wrong.append(reply.json()["generation"])
        if not self.keep:
            self.wire.close()
            self.wire = None
        self.times.append(time.monotonic() - begun)

    def run(self):
        due = time.monotonic()
        while not self.ended.is_set():
            try:
                self.once()
            except (OSError, ValueError, KeyError) as why:
                self.wrong.append(repr(why))
                self.wire = None
            self.count += 1
            due = max(due + 1 / self.rate, time.monotonic() - 1)  # what is late is asked all the same
            self.ended.wait(max(0, due - time.monotonic()))

    def end(self):
        self.ended.set()
        self.join(30)
        return self


class Crowd:
    """Clients that ask so many times a second each, every other one on a connection that is kept."""

    def __init__(self, port, rate, generations, clients=16):
        self.askers = [Asker(port, rate, generations, i % 2) for i in range(clients)]

    def end(self):
        """Requests, those that failed, the 99th of a hundred in ms."""
        for asker in self.askers:
            asker.ended.set()
        for asker in self.askers:
            asker.end()
        times = sorted(t for a in self.askers for t in a.times)
        return sum(a.count for a in self.askers), [w for a in self.askers for w in a.wrong], 1000 * times[len(times) * 99 // 100]


@contextlib.contextmanager
def served():
    """The two versions, and a city to be served that is the first of them."""
    with tempfile.TemporaryDirectory() as folder:
        two = Two(os.path.join(folder, "two"))
        city = os.path.join(folder, "served", "my.city")
        os.mkdir(os.path.dirname(city))
        two.put(0, city)
        yield two, city


# ---- what has to be found out ----


@contextlib.contextmanager
def planted(name):
    """A server with that fault stands in for the program."""
    os.environ["FAULT"] = name
    real, run.PROGRAM = run.PROGRAM, os.path.join(HERE, "faulty.py")
    try:
        yield
    finally:
        run.PROGRAM = real
        del os.environ["FAULT"]


@contextlib.contextmanager
def overheard():
    """The names of checks that fail meanwhile, which count for nothing."""
    kept, names = run.check, []

    def listen(name, ok, _=""):
        if not ok:
            names.append(name)
        return ok

    run.check = listen
    try:
        yield names
    finally:
        run.check = kept


# ---- a process, as the kernel sees it ----


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def resident_mib(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def processor_s(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        parts = file.read().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def remove(path):
    if os.path.lexists(path):
        (os.rmdir if stat.S_ISDIR(os.lstat(path).st_mode) else os.unlink)(path)


def ended():
    print(f"{score.passed} passed, {score.failed} failed")
    return score.failed > 0
