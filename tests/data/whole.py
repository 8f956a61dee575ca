#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is exported is whole or not there: tests/data/whole.py

Every format and every kind of file that `export` writes, over a file that was
there, where the disk is full (a limit of files; a file system of 16 KiB, where
one can be mounted), into a pipe that is closed, and killed on the way: the old
file or the new one, nothing beside it, and a sentence that says why. The
program is $LIFECIRCLE.
"""
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lib"))
from steps import PROGRAM, ROOT, check, ended  # noqa: E402

OLD = b"what was there before\n"
# What is written, by the name of the file.
WRITTEN = {
    "streets.geojson": ["streets"], "streets.geojsons": ["streets"], "streets.geojsonl": ["streets"], "streets.csv": ["streets"],
    "streets.gpkg": ["streets"], "streets.xlsx": ["streets"], "all.gpkg": ["all"], "all.xlsx": ["all"],
    "base.mbtiles": ["tiles", "--zoom", "0-13"], "base.pmtiles": ["tiles", "--zoom", "0-13"], "city.qgs": ["qgis-project"],
}
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)


class Place:
    """A folder of its own for the file, and one for what is temporary."""

    def __init__(self, folder, name, city):
        self.out, self.tmp = (tempfile.mkdtemp(prefix=f"{name}-{kind}-", dir=folder) for kind in ("out", "tmp"))
        self.path = os.path.join(self.out, name)
        with open(self.path, "wb") as file:
            file.write(OLD)
        os.chmod(self.path, 0o640)
        self.command = [PROGRAM, "export", *WRITTEN[name], "--city", city]
        self.env = dict(os.environ, TMPDIR=self.tmp, LC_ALL="C")

    def run(self, *words, **more):
        return subprocess.run([*self.command, *(words or ("-o", self.path))], capture_output=True, env=self.env,
                              timeout=300, check=False, **more)

    def is_old(self):
        with open(self.path, "rb") as file:
            return file.read() == OLD

    def litter(self):
        return sorted(set(os.listdir(self.out)) - {os.path.basename(self.path)}) + os.listdir(self.tmp)


def said(done):
    return [line for line in done.stderr.decode().splitlines() if "left out" not in line]


def limited(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def is_replaced(folder, name, city):
    p = Place(folder, name, city)
    done = p.run()
    with open(p.path, "rb") as file:
        bytes_ = file.read()
    check(f"{name}: takes the place of the file before", not done.returncode and bytes_ != OLD and len(bytes_) > 1000, done.stderr)
    check(f"{name}: its permissions stay", os.stat(p.path).st_mode & 0o777 == 0o640, oct(os.stat(p.path).st_mode))
    check(f"{name}: nothing beside it", not p.litter(), p.litter())
    return len(bytes_)


def is_refused_by_a_limit(folder, name, city):
    for size in (0, 4096):
        p = Place(folder, name, city)
        done = p.run(preexec_fn=limited(size))
        check(f"{name}: over a limit of {size} bytes", done.returncode == 1 and len(said(done)) == 1 and
              re.search("File too large|full|disk I/O error", said(done)[0]), (done.returncode, done.stderr))
        check(f"{name}: over a limit of {size} bytes: the old one is there", p.is_old() and not p.litter(), p.litter())


def is_refused_by_a_full_disk(folder, name, city):
    """The output's, or that of what is temporary."""
    for full in ("out", "tmp"):
        p = Place(folder, name, city)
        where = getattr(p, full)
        script = f'mount -t tmpfs -o size=16k tmpfs "{where}" || exit 99; trap \'umount "{where}"\' EXIT; ' \
            f'printf old >"{where}/{name}"; "$@"; code=$?; ls -A "{where}" >&2; exit $code'
        own = [] if os.geteuid() == 0 else ["unshare", "-rm"]
        done = subprocess.run([*own, "sh", "-c", script, "sh", *p.command, "-o", p.path], capture_output=True, env=p.env, timeout=300, check=False)
        if done.returncode == 99 or b"unshare" in done.stderr:
            print("skipped: a full disk, no file system can be mounted here")
            return
        lines = said(done)
        spooled = not name.endswith((".geojson", ".geojsons", ".geojsonl", ".csv", ".qgs"))
        if full == "tmp" and not spooled:
            check(f"{name}: needs no temporary file", done.returncode == 0 and not p.is_old(), done.stderr)
            continue
        check(f"{name}: a full disk ({full})", done.returncode == 1 and len(lines) == 2 and re.search("No space left|full", lines[0]),
              (done.returncode, lines))
        check(f"{name}: a full disk ({full}): nothing beside it", lines[-1:] == [name] and p.is_old() and not p.litter(), (lines, p.litter()))


def ends_with_its_reader(folder, name, city):
    p = Place(folder, name, city)
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*p.command, "--format", FORMATS[name.rpartition(".")[2]], "-o", "-"], stdout=full, stderr=subprocess.PIPE,
                              env=p.env, timeout=300, check=False)
    check(f"{name}: a full standard output", done.returncode == 1 and re.fullmatch("lifecircle: standard output: No space left on device",
          "\n".join(said(done))), (done.returncode, done.stderr))
    check(f"{name}: a full standard output: nothing beside it", not p.litter(), p.litter())
    process = subprocess.Popen([*p.command, "--format", FORMATS[name.rpartition(".")[2]], "-o", "-"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=p.env)
    process.stdout.read(1)
    process.stdout.close()
    code, err = process.wait(300), process.stderr.read()
    process.stderr.close()
    check(f"{name}: a pipe that is closed", code in (-signal.SIGPIPE, 0) and not err, (code, err))
    check(f"{name}: a pipe that is closed: nothing beside it", not p.litter(), p.litter())


FORMATS = {"geojson": "geojson", "geojsons": "geojsonseq", "geojsonl": "geojsonl", "csv": "csv", "gpkg": "gpkg", "xlsx": "xlsx"}


def is_killed(folder, name, city, size, rng):
    killed = 0
    for number in SIGNALS:
        p = Place(folder, name, city)
        process = subprocess.Popen([*p.command, "-o", p.path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=p.env)
        until = time.monotonic() + 60
        while process.poll() is None and len(os.listdir(p.out)) < 2 and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(rng.random() * 0.05)
        process.send_signal(number)
        code, err = process.wait(300), process.stderr.read()
        process.stderr.close()
        what = f"{name}: {number.name}"
        killed += code == -number
        check(f"{what}: ends by it", code in (0, -number), (code, err))
        check(f"{what}: the old one or the new one", (code and p.is_old()) or os.path.getsize(p.path) == size, os.path.getsize(p.path))
        rest = p.litter()
        if number == signal.SIGKILL:
            check(f"{what}: what is left says what it is", len(rest) <= 2 and all(".lifecircle-part." in r or r.startswith("lifecircle-export-") for r in rest), rest)
            check(f"{what}: it goes with the next", not p.run().returncode and not p.litter(), p.litter())
        else:
            check(f"{what}: nothing beside it", not rest, rest)
    return killed


def others_are_left_alone(folder, city):
    """What another process writes just now, and what only looks like it."""
    p = Place(folder, "streets.csv", city)
    names = ["streets.csv.lifecircle-part.x", "streets.csv.lifecircle-part.", "streets.csv.lifecircle-part.1.csv", "my-streets.csv.lifecircle-part.2", "streets.csv.part.1"]
    for name in names:
        with open(os.path.join(p.out, name), "wb") as file:
            file.write(OLD)
    held = p.path + ".lifecircle-part.1"
    holder = subprocess.Popen(["flock", held, "cat"], stdin=subprocess.PIPE)
    while not os.path.exists(held):
        time.sleep(0.01)
    time.sleep(0.1)
    dead = p.path + ".lifecircle-part.999999999"
    with open(dead, "wb") as file:
        file.write(OLD)
    done = p.run()
    holder.communicate()
    check("what others write stays", not done.returncode and p.litter() == sorted([*names, os.path.basename(held)]), p.litter())
    for where, why in ((p.out, "is not a file"), ("/dev/null", "is not a file"), (os.path.join(p.out, "none/x.csv"), "No such file")):
        done = p.run("--format", "csv", "-o", where)
        check(f"-o {where} is refused", done.returncode == 1 and why.encode() in done.stderr, done.stderr)
    link = os.path.join(p.out, "link.csv")
    os.symlink(city, link)
    for where in (city, link):
        done = p.run("--format", "csv", "-o", where)
        check("the city itself is not written over", done.returncode == 2 and b"is the city file itself" in done.stderr, done.stderr)


def main():
    rng = random.Random(15)
    with tempfile.TemporaryDirectory() as folder:
        city = os.path.join(folder, "my.city")
        subprocess.run([PROGRAM, "import", "osm", f"{ROOT}/geodata/neubrandenburg/neubrandenburg-2016.osm.pbf", "--city", city, "-q"],
                       check=True, timeout=300)
        killed = 0
        for name in WRITTEN:
            size = is_replaced(folder, name, city)
            is_refused_by_a_limit(folder, name, city)
            is_refused_by_a_full_disk(folder, name, city)
            if name.rpartition(".")[2] in FORMATS:
                ends_with_its_reader(folder, name, city)
            killed += is_killed(folder, name, city, size, rng)
            for rest in os.listdir(folder):
                if rest.startswith(name):
                    shutil.rmtree(os.path.join(folder, rest))
        check("most were killed on the way", killed > 2 * len(WRITTEN), killed)
        others_are_left_alone(folder, city)
    return ended()


if __name__ == "__main__":
    sys.exit(main())
