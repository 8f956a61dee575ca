#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine that fails an import: tests/torture/faults.py [disk] [calls] [memory]

disk: a file system with so much room left, at twelve levels (as root);
calls: one system call that fails, or all from one on (strace);
memory: so much address space and no more, at twelve levels, for an import and
for a server. Each time the city is the old version or the new one, whole,
nothing stays beside it, who says that it was well has made the new one, nobody
crashes or hangs, and a server of the city goes on. Before that a program that
writes in place has to be found out.
"""
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from versions import HANG_S, PROGRAM, Asker, Server, Two, check, ended, fault, generation, importing

# Room left on the disk: from nothing to enough for a whole city beside the old.
ROOM = (0, 8 << 10, 64 << 10, 256 << 10, 1 << 20, 2 << 20, 4 << 20, 8 << 20, 12 << 20, 15 << 20, 18 << 20, 40 << 20)
DISK_MIB = 96
ERRORS = {"write": "ENOSPC", "pwrite64": "EIO", "fsync": "EIO", "rename": "EIO", "openat": "EMFILE", "read": "EIO",
          "pread64": "EIO", "close": "EIO", "mmap": "ENOMEM", "flock": "ENOLCK"}
SPREAD = 10  # of the calls that one import makes, so many are failed
IMPORT_MIB = range(40, 280, 20)
SERVE_MIB = range(100, 580, 40)  # below that the loader finds no room for the libraries


class Outcome:
    def __init__(self):
        self.codes, self.faults, self.reasons = {}, [], []

    def __str__(self):
        return f"exits {dict(sorted(self.codes.items(), key=str))}, faults: {self.faults[:4]}"


def trial(out, name, city, two, command, mute=False, **how):
    """Makes the version that isn't there, in some trouble; mute: in which nothing can be told either."""
    now = generation(city)
    if now not in two.generations:  # an earlier trial was its end
        two.put(0, city)
        now = two.generations[0]
    wanted = 1 - two.generations.index(now)
    try:
        done = subprocess.run(command(wanted), capture_output=True, text=True, timeout=HANG_S, check=False, **how)
    except subprocess.TimeoutExpired:
        out.faults.append(f"{name}: hangs")
        return
    out.codes[done.returncode] = out.codes.get(done.returncode, 0) + 1
    out.reasons += [done.stderr] if done.returncode == 1 else []
    wrong = fault(city, two.generations)
    if done.returncode < 0 or done.returncode > 128:
        wrong = wrong or f"exit {done.returncode}"
    elif done.returncode == 0 and generation(city) != two.generations[wanted]:
        wrong = wrong or "exit 0, and the old city"
    elif done.returncode == 1 and not done.stderr and not mute:
        wrong = wrong or "no reason"
    if wrong:
        out.faults.append(f"{name}: {wrong}")


def asked(city, two, rounds):
    """`rounds(out)` while a server of the city is asked."""
    server, out = Server(city), Outcome()
    check("the server starts", server.port, server.text()[-300:])
    asker = Asker(server.port, 50, two.generations)
    rounds(out)
    asker.end()
    check("no request failed", not asker.wrong, asker.wrong[:5])
    check("the server ends well", server.stop() == 0)
    return f"{out}; {len(asker.wrong)} of {asker.count} requests failed", out


def careless(city, two):
    """Writes in place, and never looks whether it could."""
    return lambda version: ["sh", "-c", f"dd if='{two.paths[version]}' of='{city}' bs=64k 2>/dev/null; "
                                        f"cp '{two.paths[version]}.sha256' '{city}.sha256'; exit 0"]


# ---- a disk that is full ----


def fill(folder, room):
    path = os.path.join(folder, "filler")
    if os.path.exists(path):
        os.unlink(path)
    free = os.statvfs(folder)
    with open(path, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free.f_bavail * free.f_frsize - room))


def disk(folder, two):
    if os.geteuid() != 0:
        print("skipped: faults disk, only root mounts a file system")
        return
    mount = os.path.join(folder, "disk")
    os.mkdir(mount)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", mount], capture_output=True)
    if made.returncode != 0:
        print(f"skipped: faults disk, no tmpfs here: {made.stderr.decode().strip()}")
        return
    try:
        city = os.path.join(mount, "served", "my.city")
        os.mkdir(os.path.dirname(city))
        two.put(0, city)
        fill(mount, 0)
        out = Outcome()
        trial(out, "planted", city, two, lambda v: ["sh", "-c", f"cat '{two.paths[v]}' '{two.paths[v]}' > '{city}'"])
        check("disk: a program that writes in place is found out", out.faults, out)
        fill(mount, DISK_MIB << 18)
        two.put(0, city)
        more = {"env": dict(os.environ, TMPDIR=mount)}

        def rounds(out):
            for room in ROOM:
                fill(mount, room)
                trial(out, f"{room >> 10} KiB", city, two, lambda v: importing(city, v), **more)

        line, out = asked(city, two, rounds)
        check("disk: old or new at every level", not out.faults, out)
        check("disk: some were refused, some not", set(out.codes) == {0, 1}, out)
        check("disk: the reason is told", all("No space left" in r or "is full" in r for r in out.reasons), out.reasons)
        print(f"disk: {len(ROOM)} levels: {line}")
    finally:
        subprocess.run(["umount", mount], check=True)


# ---- calls that fail ----


def counted(command):
    """How often a program makes each call."""
    with tempfile.NamedTemporaryFile("r") as log:
        subprocess.run(["strace", "-f", "-qq", "-c", "-o", log.name, *command], stdout=subprocess.DEVNULL, check=True)
        text = log.read()
    found = {call: re.search(rf"^ *[\d.]+ +[\d.]+ +\d+ +(\d+) +(?:\d+ +)?{call}$", text, re.M) for call in ERRORS}
    return {call: int(f.group(1)) if f else 0 for call, f in found.items()}


def planned(begins, made):
    """Calls to be failed, from the first that is not the loader's on."""
    return sorted({(call, begins[call] + max(1, round(i * (most - begins[call]) / SPREAD)), on)
                   for call, most in made.items() for i in range(SPREAD) for on in (False, True)})


def failing(call, n, on):
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
            "-e", f"inject={call}:error={ERRORS[call]}:when={n}{'+' if on else ''}"]


def calls(folder, two):
    if not shutil.which("strace"):
        print("skipped: faults calls, no strace")
        return
    city = os.path.join(folder, "calls", "my.city")
    os.mkdir(os.path.dirname(city))
    two.put(0, city)
    out = Outcome()
    trial(out, "planted", city, two, lambda v: [*failing("write", 20, False), *careless(city, two)(v)])
    check("calls: a program that writes in place is found out", out.faults, out)
    two.put(0, city)
    made = counted(importing(city, 1))
    plan = planned(counted([PROGRAM, "version"]), made)

    def rounds(out):
        for call, n, on in plan:
            trial(out, f"{call} {n}{'+' if on else ''}", city, two,
                  lambda v: [*failing(call, n, on), *importing(city, v)], on and call == "write")

    line, out = asked(city, two, rounds)
    check("calls: old or new, whichever fails", not out.faults, out)
    check("calls: some were refused", out.codes.get(1), out)
    print(f"calls: {len(plan)} of {', '.join(f'{n} {c}' for c, n in made.items())}: {line}")


# ---- memory ----


def space(mib):
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))


def served(mib, city, two):
    """What becomes of a server with so much space: how it ends, and a word of how it did."""
    log = os.path.join(os.path.dirname(os.path.dirname(city)), "log")
    with open(log, "wb") as out:
        process = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--city", city, "--no-sandbox"],
                                   stderr=out, preexec_fn=space(mib))
    found, until = None, time.monotonic() + 20
    while not found and process.poll() is None and time.monotonic() < until:
        with open(log, encoding="utf-8") as file:
            found = re.search(r"listening on http://127.0.0.1:(\d+)", file.read())
        time.sleep(0.05)
    if not found:
        process.kill()
        code = process.wait()
        return code, "" if code == 1 and os.path.getsize(log) else f"at the start: {code}"
    askers = [Asker(int(found.group(1)), 50, two.generations) for _ in range(6)]
    two.put(1 - two.generations.index(generation(city)), city)
    process.send_signal(signal.SIGHUP)
    time.sleep(1.5)
    wrong = [w for a in askers for w in a.end().wrong if w != 503]
    if process.poll() is not None:
        return process.returncode, f"ended by itself: {process.returncode}"
    process.terminate()
    try:
        code = process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait(), "hangs at its end"
    return code, f"{wrong[:3]}" if wrong else "" if code == 0 else f"exit {code}"


def memory(folder, two):
    city = os.path.join(folder, "memory", "my.city")
    os.mkdir(os.path.dirname(city))
    two.put(0, city)
    out = Outcome()
    trial(out, "planted", city, two, lambda v: ["sh", "-c", f"ulimit -f 100; trap '' XFSZ; {careless(city, two)(v)[2]}"])
    check("memory: a program that writes in place is found out", out.faults, out)
    two.put(0, city)

    def rounds(out):
        for mib in IMPORT_MIB:
            trial(out, f"{mib} MiB", city, two, lambda v: importing(city, v), preexec_fn=space(mib))

    line, out = asked(city, two, rounds)
    check("memory: import: old or new at every level", not out.faults, out)
    check("memory: import: some were refused, some not", 0 in out.codes and len(out.codes) > 1, out)
    print(f"memory: import at {len(IMPORT_MIB)} levels: {line}")
    codes, wrong = {}, []
    for mib in SERVE_MIB:
        code, why = served(mib, city, two)
        codes[code] = codes.get(code, 0) + 1
        if why:
            wrong.append(f"{mib} MiB: {why}")
    check("memory: serve: no crash, no hang, 200 or 503", not wrong, wrong)
    check("memory: serve: some were refused, some not", len(codes) > 1, codes)
    print(f"memory: serve at {len(SERVE_MIB)} levels: exits {codes}, faults: {wrong[:4]}")


def main():
    parts = {"disk": disk, "calls": calls, "memory": memory}
    with tempfile.TemporaryDirectory() as folder:
        two = Two(os.path.join(folder, "two"))
        for name in sys.argv[1:] or parts:
            parts[name](folder, two)
    return ended()


if __name__ == "__main__":
    sys.exit(main())
