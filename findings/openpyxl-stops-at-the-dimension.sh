#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: read_only=True of openpyxl reads the same cells as without, only one
# row at a time.
# Version: Debian 12, python3-openpyxl 3.0.9-1, python3-xlsxwriter 3.0.2-2.
# What happens: it believes the sheet's <dimension>, which is a hint. Exporters
# that write rows as they come (Apache POI's streaming books, on which much of
# Chinese offices' software stands) leave "A1" there: of three rows of three
# columns one cell is read, no word. worksheet.reset_dimensions() mends it.
# Source: https://openpyxl.readthedocs.io/en/stable/optimized.html (Worksheet
# dimensions)
# In lifecircle: src/import/table/book/xlsx_sheet.c does not look at it.
. "$(dirname "$0")/form"
debian python3-openpyxl 3.0.9-1
debian python3-xlsxwriter 3.0.2-2

cat >rows.py <<'PY'
import re
import zipfile

import openpyxl
import xlsxwriter

ROWS = (("名称", "经度", "纬度"), ("甲药店", 104.06, 30.65), ("乙药店", 104.07, 30.66))
with xlsxwriter.Workbook("plain.xlsx") as book:
    sheet = book.add_worksheet()
    for n, row in enumerate(ROWS):
        sheet.write_row(n, 0, row)
with zipfile.ZipFile("plain.xlsx") as old, zipfile.ZipFile("a1.xlsx", "w") as new:
    for name in old.namelist():
        new.writestr(name, re.sub(rb'dimension ref="[A-Z0-9:]*"', b'dimension ref="A1"', old.read(name)))
for name in ("plain.xlsx", "a1.xlsx"):
    for read_only in (False, True):
        book = openpyxl.load_workbook(name, read_only=read_only)
        cells = sum(len(row) for row in book.active.iter_rows(values_only=True))
        print(name, "read_only=%s:" % read_only, cells, "cells")
PY
/usr/bin/python3 rows.py >seen
recorded seen <<'END'
plain.xlsx read_only=False: 9 cells
plain.xlsx read_only=True: 9 cells
a1.xlsx read_only=False: 9 cells
a1.xlsx read_only=True: 1 cells
END
