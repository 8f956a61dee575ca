#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a number that does not fit its field is refused, or stored as
# asterisks, which readers of .dbf take for "no value".
# Version: Debian 12, python3-pyshp 2.3.1-2.
# What happens: pyshp writes its first digits. The code of a community
# (12 digits) in a field of nine becomes that of its street, of six that of
# its district: another valid number. A text is cut at a byte; where that is
# inside a character pyshp itself can't read its own file.
# Source: https://github.com/GeospatialPython/pyshp (README, "Adding Records";
# Writer.__dbfRecord in shapefile.py)
# In lifecircle: src/import/table/shape/dbf.c reads cells that are cut inside a
# character; codes that occur twice are told.
. "$(dirname "$0")/form"
debian python3-pyshp 2.3.1-2

cat >write.py <<'PY'
import shapefile


def make(size, kind, value):
    with shapefile.Writer("x", encoding="utf-8") as w:
        w.field("F", kind, size)
        w.point(104.06, 30.65)
        w.record(value)
    try:
        with shapefile.Reader("x", encoding="utf-8") as r:
            return repr(r.record(0)[0])
    except UnicodeDecodeError:
        return "UnicodeDecodeError"


for size in (12, 9, 6):
    print("510107001001 in a field of", size, "->", make(size, "N", 510107001001))
print("药店药店 in a field of 12 ->", make(12, "C", "药店药店"))
print("药店药店 in a field of 10 ->", make(10, "C", "药店药店"))
PY
/usr/bin/python3 write.py >seen
recorded seen <<'END'
510107001001 in a field of 12 -> 510107001001
510107001001 in a field of 9 -> 510107001
510107001001 in a field of 6 -> 510107
药店药店 in a field of 12 -> '药店药店'
药店药店 in a field of 10 -> UnicodeDecodeError
END
