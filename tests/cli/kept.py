#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions that --keep leaves beside a city, and rollback: numbers, manifests,
permissions, refusals, and that no version is lost wherever the program is
killed or a call fails: tests/cli/kept.py, the program being $LIFECIRCLE.
"""
import fcntl
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [os.path.join(TESTS, "data"), os.path.join(TESTS, "lib")]
import small_city  # noqa: E402
from steps import PROGRAM, check, ended, told  # noqa: E402

ENV = {**os.environ, "LC_ALL": "C.UTF-8"}
ENV.pop("LIFECIRCLE_CITY", None)
PLACES = ("lon=104.05", "lat=30.65", "category=pharmacy")
# What moves files, and what could fail on the way to the disk.
# Of removals each third, as most of them find nothing.
CALLS = {"rename": 1, "link": 1, "fsync": 1, "unlink": 3}


def start(words, wrap=(), **more):
    if wrap:  # two can't trace one process: leaks are looked for without strace
        more["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    return subprocess.run([*wrap, PROGRAM, *words], capture_output=True, timeout=120, env={**ENV, **more})


def run(*words, code=0, **more):
    return told(*words, code=code, env={**ENV, **more}).stderr.decode()


def change(city, n, *words):
    """The n-th version: its time is fixed, so its bytes are too."""
    return ["facility", "add", f"name=N{n}", *PLACES, "--city", city, "-q", *words], {"SOURCE_DATE_EPOCH": str(10**9 + n)}


def sum_of(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def fits(path):
    """Whether a line of the manifest beside it is the file's, under its name."""
    line = f"{sum_of(path)}  {os.path.basename(path)}"
    return os.path.exists(path + ".sha256") and line in open(path + ".sha256").read().split("\n")


def kept(city):
    found = [int(m.group(1)) for n in os.listdir(os.path.dirname(city))
             if (m := re.fullmatch(re.escape(os.path.basename(city)) + r"\.(\d+)", n))]
    return [f"{city}.{n}" for n in sorted(found)]


def litter(folder):
    return [n for n in os.listdir(folder) if ".new." in n or ".tmp." in n]


def versions(folder):
    """Five versions of one city, each by its hash, the last with three beside it."""
    city = os.path.join(folder, "small.city")
    os.environ["SOURCE_DATE_EPOCH"] = "1000000000"
    small_city.make(PROGRAM, folder)
    del os.environ["SOURCE_DATE_EPOCH"]
    sums = [sum_of(city)]
    for n in (1, 2, 3):
        words, env = change(city, n, "--keep", "2")
        run(*words, **env)
        sums.append(sum_of(city))
    return city, sums


# ---- what it does ----

def numbers(city, sums):
    check("two are kept", [sum_of(p) for p in kept(city)] == [sums[2], sums[1]], kept(city))
    check("each has its manifest", all(fits(p) for p in [city, *kept(city)]))
    out = run("rollback", "--city", city)
    check("back", sum_of(city) == sums[2] and fits(city))
    check("the time is told", "2001-09-09T01:46:42Z" in out, out)
    check("the others stay", [sum_of(p) for p in kept(city)] == [sums[3], sums[1]] and all(map(fits, kept(city))))
    out = run("rollback", "--city", city, "--lang", "zh")
    check("forth", sum_of(city) == sums[3] and [sum_of(p) for p in kept(city)] == [sums[2], sums[1]])
    check("in Chinese", "现为 2001-09-09T01:46:43Z 的版本" in out, out)
    check("quiet", run("rollback", "--city", city, "-q") == "" and run("rollback", "--city", city, "-q") == "")


def fewer(city, sums):
    words, env = change(city, 4)
    run(*words, **env)
    check("without --keep none comes, none goes", [sum_of(p) for p in kept(city)] == [sums[2], sums[1]])
    fourth = sum_of(city)
    words, env = change(city, 5, "--keep", "1")
    run(*words, **env)
    check("fewer", [sum_of(p) for p in kept(city)] == [fourth] and fits(city + ".1"))
    check("no manifest is left", not os.path.exists(city + ".2.sha256"))
    words, env = change(city, 6, "--keep", "0")
    run(*words, **env)
    check("none", kept(city) == [] and not os.path.exists(city + ".1.sha256"))


def modes(city):
    os.chmod(city, 0o600)
    run("rollback", "--city", city, "-q")
    mode = os.stat(city).st_mode & 0o777
    check("who may not read the city may not read the one before", mode == 0o600, oct(mode))


def refused(city, words, code, text, zh):
    """By a sentence in both languages, and nothing is moved."""
    before = {n: sum_of(p) for n in os.listdir(os.path.dirname(city))
              if os.path.isfile(p := os.path.join(os.path.dirname(city), n))}
    for lang, said in (("en", text), ("zh", zh)):
        err = run(*words, "--lang", lang, code=code)
        check(f"refused: {said}", said in err and err.count("\n") == 1, err)
    after = {n: sum_of(p) for n in os.listdir(os.path.dirname(city))
             if os.path.isfile(p := os.path.join(os.path.dirname(city), n))}
    check(f"{text}: nothing is moved", before == after, set(before.items()) ^ set(after.items()))


def refusals(city):
    back = ["rollback", "--city", city]
    for n in ("10", "-1", "two", "1.5", ""):
        refused(city, [*change(city, 9)[0], "--keep", n], 2, "whole number from 0 to 9", "0 到 9 的整数")
    with open(city + ".lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused(city, back, 1, "is being written by another process", "另一个进程正在写")
    with open(city + ".1", "r+b") as f:
        f.seek(5000)
        was = f.read(1)
        f.seek(5000)
        f.write(bytes([was[0] ^ 1]))
    refused(city, back, 1, "is not what was published", "与发布时不同")
    with open(city + ".1", "r+b") as f:
        f.seek(5000)
        f.write(was)
    os.rename(city + ".1.sha256", city + ".sums")
    refused(city, back, 1, "to verify the version before by", "无法核对")
    os.rename(city + ".sums", city + ".1.sha256")
    shutil.copy(city + ".1", city + ".elsewhere")
    os.rename(city + ".1", city + ".was")
    os.symlink(city + ".elsewhere", city + ".1")
    refused(city, back, 1, "is no regular file", "不是普通文件")
    os.rename(city + ".was", city + ".1")
    for n in kept(city):
        os.remove(n)
    refused(city, back, 1, "there is no version before", "没有上一个版本")


def planted(city, folder):
    """A lock that leads elsewhere: to a file, to none, from a city that is not there yet."""
    target = os.path.join(folder, "target")
    for there in (True, False):
        if there:
            with open(target, "w") as f:
                f.write("another's\n")
        os.path.lexists(city + ".lock") and os.remove(city + ".lock")
        os.symlink(target, city + ".lock")
        for words in (change(city, 9)[0], ["rollback", "--city", city], ["compute", "--city", city, "-q"]):
            refused(city, words, 1, "is a link", "是一个链接")
        check("the target is as it was", os.path.exists(target) == there and (not there or open(target).read() == "another's\n"))
        if there:
            os.remove(target)
    os.remove(city + ".lock")


# ---- wherever it stops ----

def world(city):
    """All versions there are, the present one first; a city may be there twice."""
    return [sum_of(p) for p in [city, *kept(city)]]


def whole(name, city, sums, least, goes_back):
    """The city is one of the versions, none of `least` is lost, and rollback knows which is the last."""
    folder = os.path.dirname(city)
    now = world(city)
    ok = check(f"{name}: opens", start(["info", "--city", city]).returncode == 0)
    ok &= check(f"{name}: a version, with its manifest", now[0] in goes_back and fits(city), now)
    ok &= check(f"{name}: each is verified by its manifest", all(map(fits, kept(city))) and set(now) <= set(sums), now)
    ok &= check(f"{name}: none is lost", least <= set(now), (least, now))
    run("rollback", "--city", city, "-q")
    ok &= check(f"{name}: back to the last", sum_of(city) == goes_back.get(now[0]) and fits(city), (now, world(city)))
    ok &= check(f"{name}: no number twice, no gap", kept(city) == [f"{city}.{i + 1}" for i in range(len(kept(city)))] and
                len(set(world(city))) == len(world(city)), world(city))
    ok &= check(f"{name}: no litter", not litter(folder), litter(folder))
    return ok


def again(saved, folder):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(saved, folder)


def at_each_call(name, saved, folder, words, env, judge, inject):
    """Runs it once for each call of each kind, which `inject` stops; as many as there are."""
    stopped = 0
    for call, step in CALLS.items():
        for n in range(1, 200, step):
            again(saved, folder)
            log = os.path.join(folder, "strace")
            wrap = ["strace", "-f", "-qq", "-o", log, "-e", f"trace={call}", "-e", f"inject={call}:{inject}:when={n}"]
            start(words, wrap=wrap, **env)
            said = read(log)
            if not ("INJECTED" in said or "killed by SIGKILL" in said):
                break
            os.remove(log)
            stopped += 1
            judge(f"{name}, {inject} at {call} {n}")
    return stopped


def by_chance(name, saved, folder, words, env, judge):
    for n in range(15):
        again(saved, folder)
        with subprocess.Popen([PROGRAM, *words], env={**ENV, **env}, stderr=subprocess.DEVNULL) as p:
            time.sleep(random.uniform(0, 0.15))
            p.send_signal(signal.SIGKILL)
        judge(f"{name}, killed by chance {n}")
    return 15


def may_trace():
    return shutil.which("strace") and subprocess.run(
        ["strace", "-qq", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"], stderr=subprocess.DEVNULL).returncode == 0


def stops(saved, folder, sums):
    city = os.path.join(folder, "small.city")
    again(saved, folder)
    words, env = change(city, 4, "--keep", "2")
    run(*words, **env)
    sums = [*sums, sum_of(city)]
    back = ["rollback", "--city", city, "-q"]
    stopped = 0

    # Of a change that keeps two the oldest goes, but not before it is done.
    def changed(name):
        done = sum_of(city) == sums[4]
        whole(name, city, sums, {sums[3], sums[2]} | (set() if done else {sums[1]}), {sums[4]: sums[3], sums[3]: sums[2]})

    def gone_back(name):
        whole(name, city, sums, {sums[1], sums[2], sums[3]}, {sums[3]: sums[2], sums[2]: sums[3]})

    if may_trace():
        for name, what, more, judge in (("a change", words, env, changed), ("rollback", back, {}, gone_back)):
            for inject in ("signal=SIGKILL", "error=EIO"):
                stopped += at_each_call(name, saved, folder, what, more, judge, inject)
    else:
        print("no strace that may inject: killed by chance")
        stopped += by_chance("a change", saved, folder, words, env, changed)
        stopped += by_chance("rollback", saved, folder, back, {}, gone_back)
    check("stopped thirty times at least", stopped >= 30, stopped)
    print(f"stopped {stopped} times")


def without_links(saved, folder, sums):
    """A file system that has none: a version is a copy."""
    if not may_trace():
        return
    city = os.path.join(folder, "small.city")
    wrap = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=link", "-e", "inject=link:error=EPERM"]
    again(saved, folder)
    words, env = change(city, 4, "--keep", "2")
    check("copies", start(words, wrap=wrap, **env).returncode == 0)
    check("the copy is the version before", [sum_of(p) for p in kept(city)] == [sums[3], sums[2]] and all(map(fits, kept(city))))
    check("back to a copy", start(["rollback", "--city", city, "-q"], wrap=wrap).returncode == 0 and sum_of(city) == sums[3])
    check("no copy is left", world(city)[1:] == [sum_of(city + ".1"), sums[2]] and len(set(world(city))) == 3, world(city))
    check("forth again", start(["rollback", "--city", city, "-q"], wrap=wrap).returncode == 0 and len(world(city)) == 3)
    check("no litter of copies", not litter(folder), litter(folder))


# ---- a server ----

def serve(city, lang="en"):
    with open(os.path.join(os.path.dirname(city), "log"), "w") as log:
        return log.name, subprocess.Popen(
            [PROGRAM, "serve", "--city", city, "--listen", "127.0.0.1:0"], stdout=log, stderr=log,
            env={**ENV, "LC_ALL": {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}[lang]})


def read(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return f.read()


def waits(log, text, times=1):
    for _ in range(300):
        if read(log).count(text) >= times:
            return True
        time.sleep(0.05)
    return False


def served(saved, folder):
    city = os.path.join(folder, "small.city")
    again(saved, folder)
    log, p = serve(city)
    check("serves", waits(log, "loaded: generation"))
    run("rollback", "--city", city, "-q")
    p.send_signal(signal.SIGHUP)
    check("a server takes the version before", waits(log, "loaded: generation", 2))
    p.terminate()
    check("ends", p.wait(20) == 0)
    found = re.findall(r"generation (\w+)", read(log))
    check("it is another one", len(set(found)) == 2, found)


def begins(saved, folder):
    """A server that can't begin names what would mend it, and mends nothing itself."""
    city = os.path.join(folder, "small.city")
    command = f"lifecircle rollback --city {city}"

    def says(name, offers):
        before = world(city) if os.path.exists(city) else None
        for lang in ("en", "zh"):
            log, p = serve(city, lang)
            code, text = p.wait(30), read(log)
            check(f"{name}, {lang}: refused", code == 1, text)
            check(f"{name}, {lang}: {'offers' if offers else 'no offer'}", (command in text) == offers, text)
            if offers:
                check(f"{name}: in {lang}", (f"{city}.1 完整" if lang == "zh" else f"{city}.1 is whole") in text, text)
        check(f"{name}: moves nothing", (world(city) if os.path.exists(city) else None) == before)

    def damage(path):
        with open(path, "r+b") as f:
            f.seek(9000)
            f.write(b"\xff" * 64)

    again(saved, folder)
    damage(city)
    says("damaged", True)
    run("rollback", "--city", city, "-q")
    check("mended", fits(city) and start(["info", "--city", city]).returncode == 0)
    again(saved, folder)
    os.remove(city)
    says("missing", True)
    run("rollback", "--city", city, "-q")
    check("there again", fits(city) and len(kept(city)) == 1 and not litter(folder))
    again(saved, folder)
    damage(city)
    damage(city + ".1")
    says("both damaged", False)
    again(saved, folder)
    os.remove(city + ".sha256")
    says("a manifest alone is missing", False)


def main():
    # In memory where that can be: every step is synced some dozen times.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as top:
        saved, folder = os.path.join(top, "saved"), os.path.join(top, "now")
        os.mkdir(saved)
        city, sums = versions(saved)
        check("versions differ", len(set(sums)) == len(sums))
        there = os.path.join(folder, "small.city")
        for test in (lambda: numbers(there, sums), lambda: fewer(there, sums), lambda: modes(there),
                     lambda: refusals(there), lambda: planted(there, top)):
            again(saved, folder)
            test()
        served(saved, folder)
        begins(saved, folder)
        without_links(saved, folder, sums)
        stops(saved, folder, sums)
    return ended()


if __name__ == "__main__":
    sys.exit(main())
