#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What takes long tells on a terminal how far it is: in both languages, with a
# rate and an end in sight, on a line that is gone at the end; and nowhere else.
#
#   progress.py, the program being $LIFECIRCLE
import csv
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM = os.environ.get("LIFECIRCLE",
                         os.path.join(ROOT, "build/release/lifecircle"))
EXTRACT = os.path.join(
    ROOT, "geodata/neubrandenburg/neubrandenburg-2016.osm.pbf")
LOCALE = {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}
HELD_S, GOING_S = 0.3, 0.03
SLOWER = (1, 4, 12)  # a faster machine is held up as many times as often
MUCH = "([0-9](?:[0-9,.]*[0-9])?)(?: MB)?"
LINE = {"en": re.compile("([a-z ]+): ([0-9]+) %, " + MUCH + " of " + MUCH +
                         "(.*)"),
        "zh": re.compile("([\u4e00-\u9fff]+)：([0-9]+)%，" + MUCH + "/" + MUCH +
                         "(.*)")}
RATE = {"en": re.compile(", [0-9,.]+( MB)? a second, [0-9]+ (s|min) left$"),
        "zh": re.compile("，每秒 [0-9,.]+( MB)?，还需 [0-9]+ (秒|分钟)$")}

counts = [0, 0]


def check(name, fine, why=""):
    counts[not fine] += 1
    if not fine:
        print("FAILED: %s: %s" % (name, why))


def read_ready(master):
    """What has been written so far; nobody waits for more."""
    out = b""
    while select.select([master], [], [], 0)[0]:
        try:
            piece = os.read(master, 65536)
        except OSError:  # nobody has it open any more
            break
        if not piece:
            break
        out += piece
    return out


def on_terminal(columns, *words, lang="en", slower=1):
    """What is written to a terminal. A fast machine is done in the time in
    which nothing is drawn, so the command is held up over and over."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ,
                struct.pack("HHHH", 24, columns, 0, 0))
    spoken = dict(os.environ, LC_ALL=LOCALE[lang])
    with subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL,
                          stderr=slave, env=spoken) as run:
        os.close(slave)
        out = b""
        while run.poll() is None:
            out += read_ready(master)
            run.send_signal(signal.SIGSTOP)
            time.sleep(HELD_S)
            run.send_signal(signal.SIGCONT)
            time.sleep(GOING_S / slower)
        out += read_ready(master)
    os.close(master)
    return out.decode().replace("\r\n", "\n"), run.returncode


def interrupted(number, *words):
    """What is on the terminal after a signal that comes when a line is drawn."""
    master, slave = pty.openpty()
    with subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL,
                          stderr=slave) as run:
        os.close(slave)
        out = b""
        while run.poll() is None and not out.endswith(b"\033[K"):
            run.send_signal(signal.SIGSTOP)
            time.sleep(HELD_S)
            run.send_signal(signal.SIGCONT)
            time.sleep(GOING_S)
            run.send_signal(signal.SIGSTOP)
            out += read_ready(master)
        run.send_signal(number)
        run.send_signal(signal.SIGCONT)
        run.wait()
        out += read_ready(master)
    os.close(master)
    return out.decode(), run.returncode


def drawn(text):
    return [part.split("\033[K")[0] for part in text.split("\r")
            if part.split("\033[K")[0].strip()]


def width(line):
    return sum(2 if ord(c) > 0x2e80 else 1 for c in line)


def tells(name, lang, words, works):
    for slower in SLOWER:
        text, code = on_terminal(100, *words, lang=lang, slower=slower)
        lines = [line for line in drawn(text) if "lifecircle: " not in line]
        found = [LINE[lang].fullmatch(line) for line in lines]
        if any(f and RATE[lang].fullmatch(f[5]) for f in found):
            break
    check(name + ": ends well", code == 0, text)
    check(name + ": each line is one of progress", lines and all(found),
          [a for a, b in zip(lines, found) if not b][:3])
    found = [f for f in found if f]
    check(name + ": several works", len({f[1] for f in found}) >= works,
          {f[1] for f in found})
    check(name + ": a rate and an end", any(
        RATE[lang].fullmatch(f[5]) for f in found), lines[-5:])
    check(name + ": percent", all(
        0 <= int(f[2]) <= 100 and
        float(f[3].replace(",", "")) <= float(f[4].replace(",", ""))
        for f in found), lines)
    # what stands last on the terminal is a line of the log, or nothing
    check(name + ": is gone at the end",
          "lifecircle: " in text.split("\r")[-1] or
          text.rstrip().endswith("\033[K"), repr(text[-200:]))


def categories():
    """Many, so that each row takes its time."""
    with open(os.path.join(ROOT, "geodata/categories.csv")) as table:
        rows = csv.DictReader(line for line in table if line[0] != "#")
        return [row["id"] for row in rows]


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = os.path.join(folder, "city")
        osm = ("import", "osm", EXTRACT, "--city", city)
        for lang in ("en", "zh"):
            tells("import, " + lang, lang, osm, 2)
            tells("compute, " + lang, lang, ("compute", "--city", city), 1)
            tells("export, " + lang, lang,
                  ("export", "homes", "--city", city, "-o",
                   os.path.join(folder, "homes.geojson"), "--category",
                   ",".join(categories())), 1)
        text, code = on_terminal(100, *osm, "-q")
        check("-q says nothing", (text, code) == ("", 0), repr(text))
        with open(city, "rb") as file:
            before = file.read()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            text, code = interrupted(number, *osm)
            with open(city, "rb") as file:
                same = file.read() == before
            check("ended by %s, the line is gone and the city as it was" %
                  number, code == -number and drawn(text) and
                  text.endswith("\r\033[K") and same, (code, text[-80:], same))
        text, code = on_terminal(24, *osm)
        lines = [x for x in drawn(text) if "lifecircle: " not in x]
        check("a narrow terminal", code == 0 and
              all(width(x) < 24 for x in lines), lines[:3])
        shutil.copy(city, city + "2")
        out = subprocess.run([PROGRAM, "compute", "--city", city + "2"],
                             capture_output=True, check=False)
        check("no terminal, no line", (out.returncode, out.stderr) == (0, b""),
              out.stderr)
    print("%d passed, %d failed" % tuple(counts))
    sys.exit(counts[1] > 0)


if __name__ == "__main__":
    main()
