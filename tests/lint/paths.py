#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every path that a page or a comment names is there.

A page (.md) names a path in backticks, from the root of the repository or, in
a room's own page, from that room's folder, the folder of rooms or the page's
own; with or without its suffix. A comment at the head of a source says
"see x.h", and x.h stands beside it or among the public headers. What is made
by a build, or stands for many (NAME, *, braces), is passed over.
"""
import os
import re
import subprocess
import sys

# Made by a build, or by who uses it.
MADE = ("build/", "web/dist", "shared/", "node_modules", "city/")
SUFFIXES = ("", ".c", ".h", ".py", ".sh", ".mjs", ".js", ".csv", ".json")


def files():
    out = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        capture_output=True, text=True, check=True,
    ).stdout.split("\n")
    return [f for f in out if f and os.path.exists(f)]


def there(path, bases):
    path = path.rstrip("/")
    return any(
        os.path.exists(os.path.normpath(os.path.join(base, path + end)))
        for base in bases
        for end in SUFFIXES
    )


def wanted(token, tops):
    """Whether a text in backticks is a path of ours."""
    if not re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?", token):
        return False
    if any(token.startswith(m) for m in MADE) or re.search(r"[A-Z]{3,}", token):
        return False
    return token.split("/")[0] in tops


def main():
    known = files()
    rooms = [d for d in os.listdir("src") if os.path.isdir("src/" + d)]
    faults = []
    for page in (f for f in known if f.endswith(".md")):
        here = os.path.dirname(page)
        bases = ["", here, "src", "include/lifecircle", "tests"]
        inside = [d for d in os.listdir(here or ".")
                  if os.path.isdir(os.path.join(here, d))]
        tops = {f.split("/")[0] for f in known if "/" in f} | set(rooms) \
            | set(inside) | {"unit", "findings"}
        with open(page, encoding="utf-8") as f:
            for number, line in enumerate(f, 1):
                for token in re.findall(r"`([^`]+)`", line):
                    if wanted(token, tops) and not there(token, bases):
                        faults.append(f"{page}:{number}: {token} isn't there")
    for source in (f for f in known if f.endswith((".c", ".h"))):
        with open(source, encoding="utf-8") as f:
            head = f.read(600)
        named = re.search(re.escape(os.path.basename(source)) +
                          r" - see ([\w/.]+\.h)", head)
        if named and not there(named.group(1), [
                os.path.dirname(source), "include",
                os.path.dirname(source).replace("src", "include/lifecircle"),
                "include/lifecircle"]):
            faults.append(f"{source}: see {named.group(1)}, which isn't there")
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


sys.exit(main())
