#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a sheet whose XML names have a prefix (<x:row>, as .NET's Open XML
# library writes it) is read like any other: it means the same.
# Version: Debian 12, gdal-bin 3.6.2+dfsg-1+b2; npm exceljs 4.4.0, xlsx 0.18.5.
# What happens: GDAL lists the sheet with 0 features and no fields, exit 0, no
# word; exceljs throws; SheetJS reads all.
# Source: https://gdal.org/drivers/vector/xlsx.html; ECMA-376 part 1 names
# namespaces and no prefixes.
# In lifecircle: src/import/table/book/pack.c passes over prefixes.
. "$(dirname "$0")/form"
debian gdal-bin 3.6.2+dfsg-1+b2
npm_pinned exceljs@4.4.0 xlsx@0.18.5

cat >write.py <<'PY'
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006/"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
REL = '<Relationships xmlns="' + PACK + 'relationships"><Relationship Id="r" Type="%s" Target="%s"/></Relationships>'
ROWS = (("name", "lon", "lat"), ("甲药店", 104.06, 30.65), ("乙药店", 104.07, 30.66))


def sheet(p):
    s = ""
    for r, row in enumerate(ROWS, 1):
        s += '<%srow r="%d">' % (p, r)
        for c, v in zip("ABC", row):
            text = isinstance(v, str)
            s += '<%sc r="%s%d"%s>' % (p, c, r, ' t="inlineStr"' if text else "")
            s += ("<{0}is><{0}t>{1}</{0}t></{0}is>" if text else "<{0}v>{1}</{0}v>").format(p, v)
            s += "</%sc>" % p
        s += "</%srow>" % p
    at = "xmlns:" + p[:-1] if p else "xmlns"
    return '<{0}worksheet {1}="{2}"><{0}sheetData>{3}</{0}sheetData></{0}worksheet>'.format(p, at, MAIN, s)


def parts(p):
    yield "[Content_Types].xml", '<Types xmlns="' + PACK + 'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="' + TYPE + 'sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="' + TYPE + 'worksheet+xml"/></Types>'
    yield "_rels/.rels", REL % (DOC + "/officeDocument", "xl/workbook.xml")
    yield "xl/workbook.xml", '<workbook xmlns="' + MAIN + '" xmlns:r="' + DOC + '"><sheets><sheet name="s" sheetId="1" r:id="r"/></sheets></workbook>'
    yield "xl/_rels/workbook.xml.rels", REL % (DOC + "/worksheet", "worksheets/sheet1.xml")
    yield "xl/worksheets/sheet1.xml", sheet(p)


for name, p in (("plain", ""), ("prefixed", "x:")):
    with zipfile.ZipFile(name + ".xlsx", "w") as z:
        for path, text in parts(p):
            z.writestr(path, '<?xml version="1.0" encoding="UTF-8"?>' + text)
PY
python3 write.py
cat >read.cjs <<'JS'
const f = process.argv[2];
const sheets = require("xlsx").readFile(f).Sheets;
console.log("SheetJS:", require("xlsx").utils.sheet_to_json(sheets.s).length, "rows");
const book = new (require("exceljs").Workbook)();
book.xlsx.readFile(f).then(
  () => console.log("exceljs:", book.worksheets[0].rowCount - 1, "rows"),
  () => console.log("exceljs: throws"),
);
JS
for f in plain prefixed; do
  echo "$f.xlsx"
  ogrinfo -ro -al -so $f.xlsx 2>&1 | sed -n 's/Feature Count:/GDAL:/p; /ERROR\|Warning/p'
  node read.cjs $f.xlsx
done >seen
recorded seen <<'END'
plain.xlsx
GDAL: 2
SheetJS: 2 rows
exceljs: 2 rows
prefixed.xlsx
GDAL: 0
SheetJS: 2 rows
exceljs: throws
END
