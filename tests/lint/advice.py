#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What sentences advise is there: tests/lint/advice.py PROGRAM

Each --option that a sentence of the program names is one of its options, and
each command between ` ` or behind "lifecircle" is one of its commands and takes
the options beside it. Sentences are the strings of src and include, the tables
of geodata and the page's texts; of the tools of others (in ` ` too) the first
word is named here.
"""
import glob
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OTHERS = {"ogr2ogr", "gdal_translate", "gdalwarp"}  # that are advised, as they are packaged
OPTION = r"(?<![\w-])--([a-z][a-z-]*[a-z])"


def run(*args):
    return subprocess.run([os.path.abspath(sys.argv[1]), *args], capture_output=True, check=True, text=True,
                          env={**os.environ, "LC_ALL": "C"}).stdout


def commands():
    """Each command with its options, and what `import` imports."""
    taken = {}
    for name in re.findall(r"^  ([a-z]+) ", run("help"), re.M):
        page = run("help", name)
        taken[name] = set(re.findall(r"^  (?:-., )?--([a-z-]+)", page, re.M))
    kinds = re.search(r"^usage: lifecircle import (\S+)", run("help", "import")).group(1).split("|")
    return taken, set(kinds)


def c_strings(text):
    """Neighbouring strings are one; where one begins, as a line number."""
    text = re.sub(r"/\*.*?\*/|//[^\n]*\n", lambda m: re.sub(r"[^\n]", " ", m.group(0)), text, flags=re.S)
    text = text.replace("\\\n", " \n")
    for m in re.finditer(r'(?:"(?:\\.|[^"\\\n])*"\s*)+', text):
        yield text.count("\n", 0, m.start()) + 1, "".join(re.findall(r'"((?:\\.|[^"\\\n])*)"', m.group(0)))


def lines(text):
    """Tables and the page's texts: a line each, those that only comment left out."""
    for n, line in enumerate(text.split("\n"), 1):
        if not line.lstrip().startswith(("#", "//")):
            yield n, line


def examples(text):
    """Commands of ours that stand alone on a line; what others take is theirs."""
    for n, line in enumerate(text.split("\n"), 1):
        if re.match(r" +lifecircle [a-z]", line):
            yield n, f"`{line.split('#')[0].strip()}`"


def faults(sentence, taken, kinds):
    everything = set().union(*taken.values()) | {"version"}
    for option in re.findall(OPTION, sentence):
        if option not in everything:
            yield f"--{option} is no option"
    told = re.findall(r"`([^`%][^`]*)`", sentence)
    told += [f"lifecircle {m}" for m in re.findall(r"(?<!`)\blifecircle ([a-z]+ [^`]*)", sentence) if m.split()[0] in taken]
    for command in told:
        words = re.sub(r"[);,.:；，。）]", " ", command).split()
        own = words[0] == "lifecircle"
        words = words[1:] if own else words
        if not words or (words[0] not in taken and not own):
            if words and len(words) > 1 and words[0] not in OTHERS and not own:
                yield f"`{command}` begins with no command"
            continue
        if words[0] not in taken and words[0] != "%s":
            yield f"`{command}`: {words[0]} is no command"
            continue
        if words[0] == "import" and (len(words) < 2 or words[1] not in kinds):
            yield f"`{command}`: nothing of that kind is imported"
        for option in re.findall(OPTION, command) if words[0] in taken else []:
            if option not in taken[words[0]]:
                yield f"`{command}`: {words[0]} takes no --{option}"


def main():
    os.chdir(ROOT)
    taken, kinds = commands()
    files = [(f, c_strings) for end in ("c", "h") for root in ("src", "include")
             for f in sorted(glob.glob(f"{root}/**/*.{end}", recursive=True))]
    files.append(("README.md", examples))
    files += [(f, lines) for f in sorted(glob.glob("geodata/*.csv") + glob.glob("web/src/base/text.*.js"))]
    failed = 0
    for path, split in files:
        with open(path, encoding="utf-8") as f:
            for line, sentence in split(f.read()):
                for fault in faults(sentence, taken, kinds):
                    print(f"{path}:{line}: {fault}")
                    failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
