#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The proxies of debian/examples before the program: tests/package/proxies.py

nginx and Caddy as Debian has them, with the documented files; only addresses,
names of files and the certificate are this test's. All of it on this machine
alone. The program is $LIFECIRCLE.
"""
import collections
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests/http"))
from run import API, Server, check, find_city, score  # noqa: E402

NAME = "map.example.org"
HEAVY = f"{API}/coverage?format=geojson"  # takes a while, and is shared by nobody with another category
# Of clients in a flood at once; one of them at a time is served.
FLOOD = 12


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def curl(port, target, *more, client="127.0.0.1", scheme="https"):
    """Status, version of HTTP, headers, body."""
    out = subprocess.run(
        ["curl", "-s", "-k", "-i", "--max-time", "60", "--interface", client, "--resolve", f"{NAME}:{port}:127.0.0.1",
         "-w", "\n%{http_version} %{size_download}", *more, f"{scheme}://{NAME}:{port}{target}"], capture_output=True).stdout
    top, _, rest = out.partition(b"\r\n\r\n")
    lines = top.decode("latin-1").split("\r\n")
    headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
    body, _, end = rest.rpartition(b"\n")
    status = lines[0].split()[1] if len(lines[0].split()) > 1 else "0"
    version, size = end.decode().split() if b" " in end else ("0", "0")
    return int(status), version, headers, body, int(size)


class Proxy:
    def __init__(self, folder, command, port):
        self.log = open(os.path.join(folder, "proxy.log"), "ab+")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, cwd=folder,
                                        env={**os.environ, "HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder})
        self.port = port
        self.up = False
        for _ in range(200):
            if self.process.poll() is not None:
                break
            if curl(port, "/healthz")[0] == 200:
                self.up = True
                break
            time.sleep(0.2)
        if not check(f"{command[0]} starts", self.up):
            self.log.seek(0)
            print(self.log.read().decode()[-2000:])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        self.log.close()


def example(name):
    with open(os.path.join(ROOT, "debian/examples", name), encoding="utf-8") as file:
        return file.read()


def replace(text, pairs):
    for old, new in pairs:
        check(f"the example has {old!r}", old in text)
        text = text.replace(old, new)
    return text


def nginx(folder, upstream, more=()):
    plain, port = free_port(), free_port()
    if not os.path.exists(f"{folder}/map.crt"):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
                        "-keyout", f"{folder}/map.key", "-out", f"{folder}/map.crt"], capture_output=True, check=True)
    text = replace(example("nginx.conf"), [
        ("listen 80;", f"listen 127.0.0.1:{plain};"), ("    listen [::]:80;\n", ""),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"), ("    listen [::]:443 ssl http2;\n", ""),
        ("127.0.0.1:8015", f"127.0.0.1:{upstream}"), ("/etc/nginx/", f"{folder}/"),
        ("/var/cache/nginx/", f"{folder}/"), ("/var/log/nginx/", f"{folder}/"), *more])
    with open(f"{folder}/nginx.conf", "w", encoding="utf-8") as file:
        file.write(f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\nhttp {{\n"
                   + "".join(f"{what}_temp_path {folder}/{what};\n" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
                   + f"{text}}}\n")
    os.chmod(folder, 0o755)  # its workers are another user's
    proxy = Proxy(folder, ["nginx", "-p", folder, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"], port)
    proxy.plain = plain
    return proxy


def caddy(folder, upstream):
    port = free_port()
    text = replace(example("Caddyfile"), [
        ("{\n\tservers", f"{{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tdefault_bind 127.0.0.1\n"
                         f"\tstorage file_system {folder}/store\n\tservers"),
        (f"\n{NAME} {{", f"\nhttps://{NAME}:{port} {{\n\ttls internal"),
        ("127.0.0.1:8015", f"127.0.0.1:{upstream}")])
    with open(f"{folder}/Caddyfile", "w", encoding="utf-8") as file:
        file.write(text)
    return Proxy(folder, ["caddy", "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"], port)


# ---- what both must do ----


def speaks(name, proxy):
    status, version, headers, body, _ = curl(proxy.port, "/", "--http2")
    check(f"{name}: the page by HTTP/2", status == 200 and version == "2" and b"<script" in body, (status, version))
    check(f"{name}: HTTPS is to stay", headers.get("strict-transport-security", "").startswith("max-age="), headers)
    check(f"{name}: once", "," not in headers.get("strict-transport-security", ""), headers)
    check(f"{name}: the server's own headers", "content-security-policy" in headers and headers.get("x-content-type-options") == "nosniff")
    check(f"{name}: HTTP/1.1 too", curl(proxy.port, "/healthz", "--http1.1")[:2] == (200, "1.1"))
    check(f"{name}: not the operator's", curl(proxy.port, "/metrics")[0] == 404)
    status, _, headers, body, _ = curl(proxy.port, f"{API}/nearest?lon=x")
    check(f"{name}: a 400 comes through", status == 400 and headers["content-type"].startswith("application/problem+json"), (status, body))
    # Caddy may cut the stream behind the answer while curl still sends.
    status = curl(proxy.port, f"{API}/coverage", "--data-binary", "x" * 70000)[0]
    check(f"{name}: no long bodies", status in ({413} if name == "nginx" else {413, 0}), status)


def remembers(name, proxy, alone):
    """What a browser has is not sent again, packed or not."""
    for target in ("/", f"{API}/units", f"{API}/export/units?format=csv", f"{API}/city"):
        for coding in ((), ("-H", "Accept-Encoding: gzip"), ("-H", "Accept-Encoding: gzip, br")):
            status, _, headers, _, size = curl(proxy.port, target, *coding)
            tag = headers.get("etag", "")
            where = f"{name}: {target} {coding[-1:]}"
            check(f"{where}: has an ETag", status == 200 and tag, status)
            known = curl(proxy.port, target, *coding, "-H", f"If-None-Match: {tag}")
            check(f"{where}: known again by {tag[:3]}", known[0] == 304 and known[4] == 0 and size > 0, (known[0], known[4], size))
            strong = tag.removeprefix("W/")
            for form in (f"W/{strong}", f'"other", W/{strong}'):
                known = curl(proxy.port, target, *coding, "-H", f"If-None-Match: {form}")
                check(f"{where}: by the weak tag", known[0] == 304, (known[0], form))
                reply = alone.ask(target, headers=[f"If-None-Match: {form}", *(h for h in coding if h != "-H")])
                if strong == alone.ask(target, headers=[h for h in coding if h != "-H"]).get("etag").removeprefix("W/"):
                    check(f"{where}: by the server itself", reply.status == 304, reply.status)
            check(f"{where}: another is not", curl(proxy.port, target, *coding, "-H", 'If-None-Match: W/"other"')[0] == 200)


def tells_clients_apart(name, proxy):
    """One address asks far too much, under other names too; another's is answered."""
    stop = threading.Event()
    seen = collections.Counter()
    forged = collections.Counter()
    lock = threading.Lock()

    def flood(n):
        i = 0
        while not stop.is_set():
            i += 1
            forge = n % 2 == 1
            more = ["-H", f"X-Forwarded-For: 198.51.100.{(n * 20 + i) % 250}"] if forge else []
            status, _, headers, *_ = curl(proxy.port, f"{HEAVY}&minutes={1 + (n + i * FLOOD) % 60}", *more, client="127.0.0.2")
            if status == 429 and not headers.get("content-type", "").startswith("application/problem+json"):
                status = "429 of the proxy"
            with lock:
                (forged if forge else seen)[status] += 1

    threads = [threading.Thread(target=flood, args=(n,)) for n in range(FLOOD)]
    for t in threads:
        t.start()
    time.sleep(2)
    until = time.monotonic() + 8
    other = []
    while time.monotonic() < until:
        other.append(curl(proxy.port, f"{API}/nearest?lon=13.261&lat=53.557&k={1 + len(other) % 40}", client="127.0.0.3")[0])
    stop.set()
    for t in threads:
        t.join()
    check(f"{name}: the flood hears 429", seen[429] > 3 and seen[200] > 0, seen)
    check(f"{name}: whatever it says of itself", forged[429] > 3, forged)
    check(f"{name}: who asks beside it is answered", other and set(other) == {200}, collections.Counter(other))


# ---- nginx alone ----


def caches(proxy):
    target = f"{API}/categories"
    first, second = (curl(proxy.port, target)[2].get("x-cache") for _ in range(2))
    check("nginx: a copy is kept", first in ("MISS", "EXPIRED") and second == "HIT", (first, second))
    place = f"{API}/circle?lon=13.261&lat=53.557"
    headers = [curl(proxy.port, place)[2] for _ in range(2)]
    if "no-store" in headers[0].get("cache-control", ""):
        check("nginx: but none of a place", headers[1].get("x-cache") != "HIT", headers[1])
    packed = curl(proxy.port, f"{API}/units", "-H", "Accept-Encoding: gzip")
    whole = curl(proxy.port, f"{API}/units")
    check("nginx: packs", packed[2].get("content-encoding") == "gzip" and packed[4] < whole[4] / 2, (packed[2], packed[4], whole[4]))
    check("nginx: and weakens the tag", packed[2].get("etag", "").startswith('W/"'), packed[2].get("etag"))
    check("nginx: says that it depends", "accept-encoding" in packed[2].get("vary", "").lower(), packed[2].get("vary"))
    status, _, headers, *_ = curl(proxy.plain, "/x?y=1", scheme="http")
    check("nginx: HTTP leads to HTTPS", (status, headers.get("location")) == (301, f"https://{NAME}/x?y=1"), (status, headers))


def outlives(proxy, server, city):
    """What is kept is given while the server is away."""
    target = f"{API}/standards"
    check("nginx: something is kept", curl(proxy.port, target)[0] == 200)
    server.stop()
    check("nginx: and given while the server is away", curl(proxy.port, target)[0] == 200)
    check("nginx: what isn't kept is not", curl(proxy.port, f"{API}/search?q=Markt")[0] == 502)


def limits(proxy, folder):
    log = os.path.join(folder, "h2load.statuses")
    subprocess.run(["h2load", "-n", "600", "-c", "8", "-m", "10", "--connect-to", f"127.0.0.1:{proxy.port}", "--log-file", log,
                    f"https://{NAME}:{proxy.port}/healthz"], capture_output=True)
    with open(log, encoding="ascii") as file:
        statuses = collections.Counter(line.split()[1] for line in file)
    check("nginx: more than it may is a 429", statuses["200"] >= 100 and statuses["429"] > 100 and len(statuses) == 2, statuses)
    time.sleep(7)
    check("nginx: and then it goes on", curl(proxy.port, "/healthz")[0] == 200)


def keeps_quiet(folder):
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.endswith(".log") and os.path.isfile(path):
            text = open(path, "rb").read()
            check(f"{name}: no place, no address", not re.search(rb"13\.261|lon=|127\.0\.0\.[23]", text),
                  re.findall(rb".*(?:13\.261|lon=|127\.0\.0\.[23]).*", text)[:3])


def main():
    with tempfile.TemporaryDirectory() as folder:
        city = find_city(folder)
        if not city:
            return
        options = ["--public-url", f"https://{NAME}", "--trusted-proxy", "127.0.0.1/32", "-q"]
        for name, start in (("nginx", nginx), ("caddy", caddy)):
            own = os.path.join(folder, name)
            os.mkdir(own)
            os.chmod(folder, 0o755)
            server, strict = Server(city, *options), Server(city, *options, "--address-connections", "1")
            # The limits of nginx itself are looked at last, and not reached before.
            proxy = start(own, server.port, *([[("rate=20r/s", "rate=2000r/s")]] if name == "nginx" else []))
            speaks(name, proxy)
            remembers(name, proxy, server)
            if name == "nginx":
                caches(proxy)
                outlives(proxy, server, city)
            proxy.stop()
            proxy = start(own, strict.port, *([[("rate=20r/s", "rate=2000r/s")]] if name == "nginx" else []))
            tells_clients_apart(name, proxy)
            proxy.stop()
            if name == "nginx":
                server = Server(city, *options)
                proxy = start(own, server.port)
                limits(proxy, own)
                proxy.stop()
                keeps_quiet(own)
            for s in (server, strict):
                s.stop()


if __name__ == "__main__":
    main()
    print(f"{score.passed} passed, {score.failed} failed")
    sys.exit(score.failed > 0)
