#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server under a service manager: tests/http/manager.py [--city FILE]

Sockets are passed as systemd passes them (LISTEN_FDS), and what the server says
of itself is heard (NOTIFY_SOCKET). The program is $LIFECIRCLE.
"""
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from run import API, PROGRAM, Wire, check, find_city, score

# The numbers are put where the manager puts them by a shell, whose process the
# server then is.
START = 'export LISTEN_PID=${FOR-$$}; exec "$@"'


def listening(family=socket.AF_INET, kind=socket.SOCK_STREAM, at=("127.0.0.1", 0), backlog=128):
    s = socket.socket(family, kind)
    s.bind(at)
    if backlog:
        s.listen(backlog)
    return s


def start(city, sockets, *more, names=None, **env):
    redirect = "".join(f" {3 + i}<&{s.fileno()}" for i, s in enumerate(sockets))
    env = {**os.environ, "LISTEN_FDS": str(len(sockets)), **env}
    if names:
        env["LISTEN_FDNAMES"] = names
    return subprocess.Popen(["bash", "-c", START + redirect, "sh", PROGRAM, "serve", "--city", city, "-q", *more],
                            env=env, pass_fds=[s.fileno() for s in sockets], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def port(s):
    return s.getsockname()[1]


def ask(where, target="/healthz"):
    wire = Wire(where, 30)
    try:
        reply = wire.ask(target)
        return reply and reply.status
    finally:
        wire.close()


def end(process):
    process.send_signal(signal.SIGTERM)
    return process.wait(30), process.stderr.read().decode()


def refused(city, name, sockets, words, *more, **env):
    process = start(city, sockets, *more, **env)
    try:
        status = process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        status = None
    text = process.stderr.read().decode()
    check(name, status == 2 and words in text, (status, text))


def serves_what_is_passed(city, folder):
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(os.path.join(folder, "notify"))
    heard.settimeout(30)
    public, operator = listening(), listening()
    process = start(city, [operator, public], names="metrics:lifecircle.socket",
                    NOTIFY_SOCKET=os.path.join(folder, "notify"), WATCHDOG_USEC="30000000")
    check("says that it is ready", heard.recv(100) == b"READY=1")
    check("the public socket", ask(port(public)) == 200 and ask(port(public), f"{API}/city") == 200)
    check("the operator's", ask(port(operator), "/metrics") == 200 and ask(port(public), "/metrics") == 404)
    check("says that it lives", heard.recv(100) == b"WATCHDOG=1" and heard.recv(100) == b"WATCHDOG=1")
    process.send_signal(signal.SIGTERM)
    said = heard.recv(100)
    while said == b"WATCHDOG=1":
        said = heard.recv(100)
    check("says that it stops", said == b"STOPPING=1", said)
    check("ends well", process.wait(30) == 0)
    process.stderr.close()
    heard.close()


def is_not_for_us(city):
    """What was meant for another process, and a manager that is gone."""
    meant = listening()
    process = start(city, [meant], "--listen", "127.0.0.1:0", FOR="1", NOTIFY_SOCKET="/nowhere/notify")
    line = "so far"
    while line and "listening on" not in line:
        line = process.stderr.readline().decode()
    check("another's socket is left alone", "listening on" in line and f":{port(meant)}" not in line, line)
    end(process)


def loses_nobody(city):
    """Clients come all the while, and the server is started anew three times."""
    public = listening()
    stop, wrong, right = threading.Event(), [], []

    def served(more):
        """Waits until so many more are answered: a busy machine starts slowly."""
        until, wanted = time.monotonic() + 60, len(right) + more
        while len(right) < wanted and time.monotonic() < until:
            time.sleep(0.02)

    def client():
        while not stop.is_set():
            try:
                status = ask(port(public), f"{API}/city")
            except OSError as err:
                status = repr(err)
            (right if status == 200 else wrong).append(status)

    process = start(city, [public])
    clients = [threading.Thread(target=client) for _ in range(4)]
    for c in clients:
        c.start()
    for hurry in (False, False, True):
        served(20)
        process.send_signal(signal.SIGTERM)
        if hurry:  # a second one ends it at once
            time.sleep(0.3)
            process.send_signal(signal.SIGTERM)
        process.wait(30)
        process.stderr.close()
        if hurry:
            cut = len(wrong)
        process = start(city, [public])
    before = len(right)
    served(20)
    stop.set()
    for c in clients:
        c.join()
    # A server that is hurried may cut the requests of the moment, one a client.
    check("nobody is lost while it is started anew", len(wrong) <= 4 and len(right) >= before + 20 >= 80, (wrong, len(right), before))
    check("of those who waited for the next, nobody", len(wrong) == cut, wrong)
    end(process)


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = find_city(folder)
        if not city:
            return
        serves_what_is_passed(city, folder)
        is_not_for_us(city)
        loses_nobody(city)
        refused(city, "a socket that does not listen", [listening(backlog=0)], "it does not listen")
        refused(city, "a datagram's", [listening(kind=socket.SOCK_DGRAM, backlog=0)], "it is no TCP socket")
        refused(city, "one of a folder", [listening(socket.AF_UNIX, at=os.path.join(folder, "s"))], "it is no TCP socket")
        refused(city, "one that is not there", [], "passes socket 3, but", LISTEN_FDS="1")
        refused(city, "two", [listening(), listening()], "more than one socket", names="a:b")
        refused(city, "no number", [], "no number of sockets", LISTEN_FDS="x")
        refused(city, "one, and an address", [listening()], "leave this option out", "--listen", "127.0.0.1:0")
        refused(city, "in Chinese", [listening()], "请去掉这个选项", "--listen", "127.0.0.1:0", LC_ALL="zh_CN.UTF-8")


if __name__ == "__main__":
    main()
    print(f"{score.passed} passed, {score.failed} failed")
    sys.exit(score.failed > 0)
