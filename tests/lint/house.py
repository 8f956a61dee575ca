#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the house stands: its figures, and the bounds that lint holds it to.

house.py            every figure, in a table
house.py --check    fails where a bound is passed, and says where
house.py FOLDER...  the same figures of another tree's folders (a model)

Functions and prototypes are those of Universal Ctags; a circle is a set of
files whose calls lead back to where they began, told by the names of functions
that one file alone defines.
"""
import json
import os
import re
import statistics
import subprocess
import sys
from collections import Counter, defaultdict

# What lint fails on. Each has its reason beside it.
FOLDER_FILES = 24  # what a listing shows at a glance
SOURCE_LINES = 600
HEADER_LINES = 150
FUNCTION_LINES = 60
NOUN_SHARE = 0.85  # of exports: whoever knows a name knows its file
COMMENT_C = 0.12  # lines that only comment, to a line of code
COMMENT_H = 0.6

ROOTS = ["src", "include"]


def files_below(roots, ends):
    found = []
    for root in roots:
        for folder, _, names in os.walk(root):
            found += [os.path.join(folder, n) for n in names if n.endswith(ends)]
    return sorted(found)


def strip(text):
    """C without comments, strings and characters; lines stay where they are."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(
        pattern,
        lambda m: re.sub(r"[^\n]", " ", m.group(0)),
        text,
        flags=re.S,
    )


class Source:
    def __init__(self, path):
        self.path = path
        with open(path, encoding="utf-8", errors="replace") as f:
            self.text = f.read()
        self.lines = self.text.splitlines()
        self.bare = strip(self.text)
        bare_lines = self.bare.split("\n")
        self.code = [i for i, l in enumerate(bare_lines) if l.strip()]
        coded = set(self.code)
        self.comments = [
            i
            for i, l in enumerate(self.lines)
            if l.strip() and i not in coded
        ]
        # The licence line is no comment of ours.
        self.comments = [
            i for i in self.comments if "SPDX-License" not in self.lines[i]
        ]
        self.words = set(re.findall(r"[A-Za-z_]\w*", self.bare))
        self.includes = re.findall(
            r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', self.text, re.M
        )


def tags(paths):
    out = subprocess.run(
        ["ctags", "--output-format=json", "--languages=C", "--langmap=C:.c.h",
         "--kinds-C=fpv", "--fields=+neSf", "-L", "-", "-f", "-"],
        input="\n".join(paths),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [json.loads(line) for line in out.splitlines()]


def circles(edges):
    """Strongly connected sets of more than one (Tarjan, without recursion)."""
    index, low, stack, on, found = {}, {}, [], set(), []
    for start in list(edges):
        if start in index:
            continue
        work = [(start, iter(sorted(edges[start])))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on.add(start)
        while work:
            at, rest = work[-1]
            for to in rest:
                if to not in index:
                    index[to] = low[to] = len(index)
                    stack.append(to)
                    on.add(to)
                    work.append((to, iter(sorted(edges.get(to, ())))))
                    break
                if to in on:
                    low[at] = min(low[at], index[to])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[at])
                if low[at] == index[at]:
                    members = []
                    while True:
                        v = stack.pop()
                        on.remove(v)
                        members.append(v)
                        if v == at:
                            break
                    if len(members) > 1:
                        found.append(sorted(members))
    return sorted(found, key=len, reverse=True)


def stem(path):
    return os.path.splitext(os.path.basename(path))[0]


def forms(word):
    """A noun, one or many of it."""
    one = word
    if word.endswith("ies"):
        one = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith("ss"):
        one = word[:-1]
    many = one[:-1] + "ies" if one.endswith("y") else one + "s"
    return {word, one, many}


def has_noun(name, path):
    rest = name[3:] if name.startswith("lc_") else name
    folders = os.path.dirname(path).split("/")
    heads = set(forms(stem(path)))
    for folder in folders[1:]:
        for room in forms(folder):
            heads |= {room + "_" + s for s in forms(stem(path))}
    return any(rest == h or rest.startswith(h + "_") for h in heads)


class House:
    def __init__(self, roots):
        self.roots = roots
        self.sources = {p: Source(p) for p in files_below(roots, (".c", ".h"))}
        self.c = [s for p, s in self.sources.items() if p.endswith(".c")]
        self.h = [s for p, s in self.sources.items() if p.endswith(".h")]
        found = tags(list(self.sources))
        # Behind a macro with brackets ctags takes the type for the name.
        self.functions = [
            t for t in found
            if t["kind"] == "function" and t["name"] != "lc_status"
        ]
        self.prototypes = [t for t in found if t["kind"] == "prototype"]
        self.variables = [
            t for t in found
            if t["kind"] == "variable" and t["path"].endswith(".c")
        ]

    def lengths(self):
        return [f["end"] - f["line"] + 1 for f in self.functions if "end" in f]

    def parameters(self):
        counts = []
        for f in self.functions:
            text = f.get("signature", "()")[1:-1].strip()
            depth, n = 0, 0 if text in ("", "void") else 1
            for ch in text:
                depth += (ch in "([") - (ch in ")]")
                n += ch == "," and depth == 0
            counts.append(n)
        return counts

    def exports(self):
        return [
            f for f in self.functions
            if not f.get("file") and f["path"].endswith(".c") and f["name"] != "main"
        ]

    def homeless(self):
        """Sources of which an export stands in no header of their name."""
        headers = defaultdict(set)
        for p in self.prototypes:
            if p["path"].endswith(".h"):
                headers[p["name"]].add(stem(p["path"]))
        bad = defaultdict(list)
        for f in self.exports():
            if stem(f["path"]) not in headers[f["name"]]:
                bad[f["path"]].append(f["name"])
        return bad

    def nounless(self):
        return [f for f in self.exports() if not has_noun(f["name"], f["path"])]

    def call_circles(self):
        owner = defaultdict(set)
        for f in self.functions:
            if f["path"].endswith(".c") and not f.get("file"):
                owner[f["name"]].add(f["path"])
        single = {n: next(iter(p)) for n, p in owner.items() if len(p) == 1}
        edges = {}
        for s in self.c:
            edges[s.path] = {
                single[w] for w in s.words
                if w in single and single[w] != s.path
            }
        return circles(edges), edges

    def include_edges(self):
        by_end = defaultdict(list)
        for p in self.sources:
            by_end[os.path.basename(p)].append(p)
        edges = {}
        for p, s in self.sources.items():
            edges[p] = set()
            for name in s.includes:
                near = os.path.normpath(os.path.join(os.path.dirname(p), name))
                fits = [
                    q for q in by_end[os.path.basename(name)]
                    if q == near or q.endswith("/" + name) or q == name
                ]
                edges[p].update(fits[:1])
        return edges

    def called_once(self):
        text = {s.path: s.bare for s in self.sources.values()}
        once = n = 0
        for f in self.functions:
            if f.get("file") and f["path"].endswith(".c"):
                n += 1
                once += len(re.findall(r"\b%s\b" % re.escape(f["name"]),
                                       text[f["path"]])) == 2
        return once / n if n else 0

    def inside_comments(self):
        comments = lines = 0
        for s in self.c:
            spans = [
                (f["line"], f["end"]) for f in self.functions
                if f["path"] == s.path and "end" in f
            ]
            lines += sum(b - a + 1 for a, b in spans)
            comments += sum(
                any(a <= i + 1 <= b for a, b in spans) for i in s.comments
            )
        return 100 * comments / lines if lines else 0

    def commented_prototypes(self):
        own = [p for p in self.prototypes if p["path"].endswith(".h")]
        good = 0
        for p in own:
            lines = self.sources[p["path"]].lines
            at = p["line"] - 1
            # The line above, or a comment behind it, or one above the run of
            # prototypes that it belongs to.
            above = at - 1
            while above >= 0 and lines[above].strip() and "*/" not in lines[above]:
                above -= 1
            text = " ".join(lines[at:at + 4]).split(";")
            good += (above >= 0 and "*/" in lines[above]) or (
                len(text) > 1 and text[1].strip().startswith("/*"))
        return good / len(own) if own else 0

    def is_constant(self, variable):
        """Whether it says const where its declaration begins."""
        lines = self.sources[variable["path"]].lines
        at = variable["line"] - 1
        if lines[at].startswith("}"):
            while at > 0 and not re.match(r"(static|const|struct|enum)\b", lines[at]):
                at -= 1
        return re.search(r"\b(const|extern)\b", lines[at]) is not None

    def folders(self):
        return Counter(os.path.dirname(p) for p in self.sources)

    def comment_ratio(self, kind):
        code = sum(len(s.code) for s in kind)
        return sum(len(s.comments) for s in kind) / code if code else 0


def p95(values):
    return sorted(values)[int(0.95 * (len(values) - 1))] if values else 0


def triple(values):
    return "%g / %g / %g" % (
        statistics.median(values), p95(values), max(values)
    ) if values else "-"


def figures(h):
    lines = sum(len(s.lines) for s in h.sources.values())
    lengths = h.lengths()
    exports = h.exports()
    found, _ = h.call_circles()
    include_edges = h.include_edges()
    closure = []
    named = []
    for s in h.c:
        seen, todo = set(), list(include_edges[s.path])
        named.append(len(include_edges[s.path]))
        while todo:
            q = todo.pop()
            if q not in seen:
                seen.add(q)
                todo += include_edges[q]
        closure.append(len(seen))
    code = sum(len(s.code) for s in h.c)
    wide = sum(len(l) > 80 for s in h.sources.values() for l in s.lines)
    gotos = sum(len(re.findall(r"\bgoto\b", s.bare)) for s in h.c)
    globals_ = [v for v in h.variables if not h.is_constant(v)]
    homeless = h.homeless()
    with_exports = {f["path"] for f in exports}
    statics = [f for f in h.functions if f.get("file")]
    folders = h.folders().most_common(4)
    yield ".c / .h files, lines", "%d / %d, %d" % (len(h.c), len(h.h), lines)
    yield ".c lines median / p95 / max", triple([len(s.lines) for s in h.c])
    yield ".h lines median / p95 / max", triple([len(s.lines) for s in h.h])
    yield "function lines median / p95 / max", triple(lengths)
    yield "functions over 60 lines", "%.1f %%" % (
        100 * sum(n > 60 for n in lengths) / max(1, len(lengths)))
    yield "parameters median / p95 / max", triple(h.parameters())
    yield "static functions", "%.0f %%" % (
        100 * len(statics) / max(1, len(h.functions)))
    yield "statics called from one place", "%.0f %%" % (100 * h.called_once())
    yield "comment / code lines in .c", "%.2f" % h.comment_ratio(h.c)
    yield "comment lines inside bodies, per 100", "%.1f" % h.inside_comments()
    yield "comment / code lines in .h", "%.2f" % h.comment_ratio(h.h)
    yield "prototypes with a comment", "%.0f %%" % (100 * h.commented_prototypes())
    yield "goto per 1000 code lines", "%.1f" % (1000 * gotos / max(1, code))
    yield "lines over 80 columns", "%.2f %%" % (100 * wide / max(1, lines))
    yield "own headers a .c names / sees (median)", "%g / %g" % (
        statistics.median(named or [0]), statistics.median(closure or [0]))
    yield ".c whose exports stand in no header of its name", "%d of %d" % (
        len(homeless), len(with_exports))
    yield "files in call circles (circles; largest)", "%.0f %% (%d; %d)" % (
        100 * sum(map(len, found)) / max(1, len(h.c)), len(found),
        len(found[0]) if found else 0)
    yield "include cycles", "%d" % len(circles(include_edges))
    yield "writable globals", "%d" % len(globals_)
    yield "most files in one folder", ", ".join(str(n) for _, n in folders)
    yield "exports whose noun is their file", "%d of %d (%.0f %%)" % (
        len(exports) - len(h.nounless()), len(exports),
        100 * (1 - len(h.nounless()) / max(1, len(exports))))


def complaints(h):
    for folder, n in sorted(h.folders().items()):
        if n > FOLDER_FILES:
            yield "%s: %d files, over %d" % (folder, n, FOLDER_FILES)
    for s in h.c:
        if len(s.lines) > SOURCE_LINES:
            yield "%s: %d lines, over %d" % (s.path, len(s.lines), SOURCE_LINES)
    for s in h.h:
        if len(s.lines) > HEADER_LINES:
            yield "%s: %d lines, over %d" % (s.path, len(s.lines), HEADER_LINES)
    for f in h.functions:
        n = f.get("end", f["line"]) - f["line"] + 1
        if n > FUNCTION_LINES:
            yield "%s:%d: %s has %d lines, over %d" % (
                f["path"], f["line"], f["name"], n, FUNCTION_LINES)
    for path, names in sorted(h.homeless().items()):
        yield "%s: in no header of its name: %s" % (path, " ".join(names))
    found, edges = h.call_circles()
    for circle in found:
        yield "a circle of calls: " + " ".join(circle)
        for at in circle:
            for to in sorted(edges[at] & set(circle)):
                names = sorted(
                    f["name"] for f in h.exports()
                    if f["path"] == to and f["name"] in h.sources[at].words)
                yield "    %s -> %s: %s" % (at, to, " ".join(names))
    for circle in circles(h.include_edges()):
        yield "a circle of includes: " + " ".join(circle)
    missing = h.nounless()
    share = 1 - len(missing) / max(1, len(h.exports()))
    if share < NOUN_SHARE:
        yield "of %d exports %.0f %% have their file as noun, under %.0f %%:" % (
            len(h.exports()), 100 * share, 100 * NOUN_SHARE)
        for f in missing:
            yield "    %s: %s" % (f["path"], f["name"])
    for kind, least, what in ((h.c, COMMENT_C, ".c"), (h.h, COMMENT_H, ".h")):
        ratio = h.comment_ratio(kind)
        if round(ratio, 2) < least:
            yield "%.2f comment lines to a line of code in %s, under %.2f" % (
                ratio, what, least)


def main():
    check = sys.argv[1:] == ["--check"]
    roots = ROOTS if check or len(sys.argv) < 2 else sys.argv[1:]
    house = House(roots)
    if not check:
        for name, value in figures(house):
            print("%-50s %s" % (name, value))
        return 0
    bad = list(complaints(house))
    print("\n".join(bad), end="\n" if bad else "")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
