#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the corpus of the fuzz targets anew: a few small files each, whole
# ones from which the fuzzer (and tests/data/broken.py) goes on.
#
#   seeds.py FOLDER
import io
import lzma
import os
import sqlite3
import struct
import sys
import zipfile

import xlwt

ROWS = [
    ["id", "名称", "lon", "lat", "category", "beds", "checked_on"],
    ["h1", "第一医院", 104.0665, 30.6575, "hospital", 120, "2024-05-31"],
    ["h2", "社区卫生站", 104.07, 30.66, "community_health", 3, ""],
    ["h3", "幼儿园 三", 104.071, 30.6613, "kindergarten", "", "2023-01-02"],
]


def csv(delimiter):
    return "".join(delimiter.join(str(v) for v in row) + "\n" for row in ROWS)


def feature(row):
    keys = ROWS[0]
    properties = ",".join('"%s":"%s"' % (k, v) for k, v in zip(keys, row)
                          if k not in ("lon", "lat"))
    return ('{"type":"Feature","properties":{%s},"geometry":{"type":"Point",'
            '"coordinates":[%s,%s]}}' % (properties, row[2], row[3]))


def cell(c, r, v):
    ref = "%s%d" % (chr(65 + c), r)
    if isinstance(v, (int, float)):
        return '<c r="%s"><v>%r</v></c>' % (ref, v)
    return '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (ref, v)


def sheet_xml():
    rows = "".join(
        '<row r="%d">%s</row>' % (r + 1, "".join(
            cell(c, r + 1, v) for c, v in enumerate(row)))
        for r, row in enumerate(ROWS))
    return ('<worksheet><dimension ref="A1:G4"/><sheetData>%s</sheetData>'
            '<mergeCells count="1"><mergeCell ref="E3:E4"/></mergeCells>'
            '</worksheet>' % rows)


def sheet_shared():
    return ('<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c><c t="s">'
            '<v>1</v></c></row><row r="3"><c s="1"><v>45443</v></c><c s="2">'
            '<v>0.35</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>'
            '<c t="str"><f>A1</f><v>x</v></c></row></sheetData></worksheet>')


def xlsx():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        def put(name, text):
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, text)
        put("_rels/.rels",
            '<Relationships><Relationship Id="r" Type="x/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>')
        put("xl/workbook.xml",
            '<workbook><sheets><sheet name="表" sheetId="1" r:id="r1" '
            'xmlns:r="r"/></sheets></workbook>')
        put("xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Type="x/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>')
        put("xl/worksheets/sheet1.xml", sheet_xml())
    return out.getvalue()


def xls():
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for r, row in enumerate(ROWS):
        for c, v in enumerate(row):
            sheet.write(r, c, v)
    sheet.write_merge(4, 5, 4, 4, "park")
    sheet.write(4, 0, True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def excel5():
    """Texts in GBK, as an Excel 95 wrote them."""
    def record(kind, *parts):
        body = b"".join(parts)
        return struct.pack("<HH", kind, len(body)) + body

    def text(count, s):
        s = s.encode("gbk")
        return struct.pack(count, len(s)) + s
    begin = struct.pack("<HHHH", 0x0500, 5, 0, 0)
    book = record(0x0809, begin) + record(0x0042, struct.pack("<H", 936))
    end = record(0x000a)
    at = len(book) + 4 + 6 + 1 + len("表".encode("gbk")) + len(end)
    book += record(0x0085, struct.pack("<IBB", at, 0, 0), text("<B", "表"))
    book += end + record(0x0809, struct.pack("<HHHH", 0x0500, 16, 0, 0))
    for r, row in enumerate(ROWS):
        for c, v in enumerate(row):
            place = struct.pack("<HHH", r, c, 0)
            if isinstance(v, str):
                book += record(0x0204, place, text("<H", v))
            else:
                book += record(0x0203, place, struct.pack("<d", v))
    path = io.BytesIO()
    xlwt.CompoundDoc.XlsDoc().save(path, book + end)
    return path.getvalue()


def dbf(language, encoding):
    fields = [("id", "C", 4), ("名称", "C", 20), ("category", "C", 20),
              ("beds", "N", 8), ("checked_on", "D", 8)]
    width = 1 + sum(f[2] for f in fields)
    out = struct.pack("<BBBBIHH", 3, 124, 5, 31, len(ROWS) - 1,
                      33 + 32 * len(fields), width)
    out += bytes(17) + bytes([language]) + bytes(2)
    for name, kind, size in fields:
        out += name.encode(encoding)[:10].ljust(11, b"\0") + kind.encode()
        out += bytes(4) + bytes([size, 0]) + bytes(14)
    out += b"\r"
    for row in ROWS[1:]:
        values = [row[0], row[1], row[4], str(row[5]),
                  row[6].replace("-", "")]
        out += b" " + b"".join(
            v.encode(encoding).ljust(f[2])[:f[2]]
            for v, f in zip(values, fields))
    return out + b"\x1a"


def shp(kind, bodies):
    records = b""
    for i, body in enumerate(bodies):
        body = struct.pack("<i", kind) + body
        records += struct.pack(">ii", i + 1, len(body) // 2) + body
    head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50 + len(records) // 2)
    head += struct.pack("<ii8d", 1000, kind, 104, 30, 105, 31, 0, 0, 0, 0)
    return head + records


def points():
    return shp(1, [struct.pack("<dd", row[2], row[3]) for row in ROWS[1:]])


def polygon(x, y, d):
    outer = [(x, y), (x, y + d), (x + d, y + d), (x + d, y), (x, y)]
    e = d / 4
    hole = [(x + e, y + e), (x + 2 * e, y + e), (x + 2 * e, y + 2 * e),
            (x + e, y + 2 * e), (x + e, y + e)]
    body = struct.pack("<4d", x, y, x + d, y + d)
    body += struct.pack("<iiii", 2, 10, 0, 5)
    return body + b"".join(struct.pack("<dd", *p) for p in outer + hole)


def polygons():
    return shp(5, [polygon(row[2], row[3], 0.001) for row in ROWS[1:]])


def wkb_point(x, y):
    return struct.pack("<BIdd", 1, 1, x, y)


def gp(blob):
    return b"GP\0\1" + struct.pack("<i", 4326) + blob


def spatialite_point(x, y):
    return (b"\0\1" + struct.pack("<idddd", 4326, x, y, x, y) + b"\x7c" +
            struct.pack("<Idd", 1, x, y) + b"\xfe")


def database(path, geopackage):
    if os.path.exists(path):
        os.unlink(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA page_size = 512")
    if geopackage:
        db.executescript(
            "CREATE TABLE gpkg_contents(table_name, data_type);"
            "CREATE TABLE gpkg_geometry_columns(table_name, column_name, "
            "srs_id);"
            "CREATE TABLE gpkg_spatial_ref_sys(srs_id, organization, "
            "organization_coordsys_id);"
            "INSERT INTO gpkg_contents VALUES('t', 'features');"
            "INSERT INTO gpkg_geometry_columns VALUES('t', 'geom', 4326);"
            "INSERT INTO gpkg_spatial_ref_sys VALUES(4326, 'EPSG', 4326);")
    else:
        db.executescript(
            "CREATE TABLE geometry_columns(f_table_name, f_geometry_column, "
            "srid);"
            "CREATE TABLE spatial_ref_sys(srid, auth_name, auth_srid);"
            "INSERT INTO geometry_columns VALUES('t', 'geom', 4326);"
            "INSERT INTO spatial_ref_sys VALUES(4326, 'epsg', 4326);")
    db.execute("CREATE TABLE t(fid INTEGER PRIMARY KEY, id TEXT, name TEXT, "
               "category TEXT, beds REAL, ok BOOLEAN, geom BLOB)")
    make = gp if geopackage else None
    for i, row in enumerate(ROWS[1:]):
        blob = make(wkb_point(row[2], row[3])) if make else \
            spatialite_point(row[2], row[3])
        db.execute("INSERT INTO t VALUES(?,?,?,?,?,?,?)",
                   (i + 1, row[0], row[1], row[4], row[5], i % 2, blob))
    db.commit()
    db.close()
    with open(path, "rb") as f:
        return f.read()


def blobs():
    ring = [(0, 0), (0, 1), (1, 1), (0, 0)]
    line = struct.pack("<I", 4) + b"".join(struct.pack("<dd", *p)
                                           for p in ring)
    polygon_wkb = struct.pack("<BII", 1, 3, 1) + line
    yield "point", wkb_point(104, 30)
    yield "gp", gp(wkb_point(104, 30))
    yield "gp_box", (b"GP\0\3" + struct.pack("<i4d", 4326, 0, 1, 0, 1) +
                     polygon_wkb)
    yield "line_z", (struct.pack(">BII", 0, 1002, 2) +
                     struct.pack(">6d", 1, 2, 3, 4, 5, 6))
    yield "ewkb", (struct.pack("<BII", 1, 0x20000001, 4326) +
                   struct.pack("<dd", 1, 2))
    yield "multi", struct.pack("<BII", 1, 6, 2) + polygon_wkb * 2
    yield "collection", struct.pack("<BII", 1, 7, 1) + polygon_wkb
    yield "spatialite", spatialite_point(104, 30)
    yield "spatialite_multi", (
        b"\0\1" + struct.pack("<idddd", 4326, 0, 0, 1, 1) + b"\x7c" +
        struct.pack("<II", 6, 1) + b"\x69" + struct.pack("<II", 3, 1) + line +
        b"\xfe")


OSM = """<osm version="0.6"><bounds minlat="30" minlon="104" maxlat="31"
maxlon="105"/><node id="1" lat="30.5" lon="104.5"><tag k="amenity" v="school"/>
</node><node id="2" lat="30.6" lon="104.5"/><way id="3"><nd ref="1"/><nd
ref="2"/><tag k="highway" v="residential"/></way><relation id="4"><member
type="way" ref="3" role="outer"/><tag k="type" v="multipolygon"/></relation>
</osm>
"""

# One dense node, one way: a header blob and a data blob, not compressed.
PBF = bytes.fromhex(
    "0000000d0a094f534d486561646572181c0a1a220e4f736d536368656d612d56302e36"
    "2208446e736e6f646573")

# The same packed with LZ4: a block of literals alone.
PBF_LZ4 = bytes.fromhex("0000000d0a094f534d48656164657218") + bytes([32]) + \
    bytes([0x10, 26, 0x32, 28, 0xf0, 11]) + PBF[-26:]

# Answers of Overpass: places on ways, in members, and instead of nodes.
OVERPASS = """{"version":0.6,"elements":[
{"type":"node","id":1,"lat":30.5,"lon":104.5,"tags":{"amenity":"school"}},
{"type":"way","id":3,"nodes":[1,2],"geometry":[{"lat":30.5,"lon":104.5},
{"lat":30.6,"lon":104.5}],"tags":{"highway":"residential"}},
{"type":"way","id":5,"center":{"lat":30.5,"lon":104.6},"tags":{"shop":"x"}},
{"type":"relation","id":4,"members":[{"type":"way","ref":6,"role":"outer",
"geometry":[{"lat":30.5,"lon":104.5},null]}],"tags":{"type":"multipolygon"}}
]}
"""
OUT_GEOM = """<osm version="0.6"><way id="3"><nd ref="1" lat="30.5" lon="104"/>
<nd ref="2" lat="30.6" lon="104.5"/><tag k="highway" v="residential"/></way>
<relation id="4"><bounds minlat="30" minlon="104" maxlat="31" maxlon="105"/>
<member type="way" ref="6" role="outer"><nd lat="1" lon="2"/><nd/></member>
<tag k="type" v="multipolygon"/></relation><remark>cut short</remark></osm>
"""

ASC = ("ncols 3\nnrows 2\nxllcorner 104\nyllcorner 30\ncellsize 0.01\n"
       "NODATA_value -9999\n1 2 -9999\n4.5 0 6\n")


ADDRESSES = [
    ("chinese", "四川省成都市武侯区玉林街１２号附3号（近小学）"), ("crossing", "玉林街与三号路交叉口"),
    ("lane", "610041 锦江区长宁路1200弄5号2单元"), ("numeral", "三号路一百零二号旁"),
    ("street-first", "Turmstraße 12 a, 17033 Neubrandenburg"), ("number-first", "12-16 Main St., Flat 5, Springfield"),
    ("marks", ",;.()[12]【号】-–—附之甲"), ("not-utf8", "玉林街12号".encode("gb18030").decode("latin-1")),
]


def corpus(folder):
    text = csv(",")
    yield "csv", "utf8", text.encode()
    yield "csv", "gb18030", text.encode("gb18030")
    yield "csv", "semicolon", csv(";").encode("utf-8-sig")
    yield "csv", "tab_quotes", b'a\t"b\n""c"\t\r\nd\t e \t\r\n'
    for n, name in enumerate(["", "gb18030", "big5", "utf-16"]):
        yield "encoding", name or "found", bytes([n]) + \
            "名稱,經度,緯度\n學校,1,2\n".encode(name or "utf-8")
    features = [feature(r) for r in ROWS[1:]]
    yield "geojson", "points", ('{"type":"FeatureCollection","features":[\n' +
                                ",\n".join(features) + "]}").encode()
    yield "geojson", "areas", (
        '{"features":[{"type":"Feature","id":7,"properties":{"a":{"b":[1,"x"]}'
        '},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],'
        '[1,1],[0,0]]]]}}],"crs":null,"type":"FeatureCollection"}').encode()
    yield "sequence", "lines", "\n".join(features).encode()
    yield "sequence", "marks", "".join("\x1e" + f + "\n"
                                       for f in features).encode()
    yield "xlsx", "small", xlsx()
    yield "sheet", "inline", sheet_xml().encode()
    yield "sheet", "shared", sheet_shared().encode()
    yield "xls", "small", xls()
    yield "xls", "excel5", excel5()
    for name, one in (("points", points()), ("polygons", polygons())):
        for language, encoding in ((0x4d, "gbk"), (0, "utf-8")):
            yield "shp", name + "_" + encoding, (
                struct.pack("<H", len(one)) + one + dbf(language, encoding))
    path = os.path.join(folder, "making.db")
    yield "gpkg", "geopackage", database(path, True)
    yield "gpkg", "spatialite", database(path, False)
    os.unlink(path)
    for name, one in (
            ("point", "SRID=4326;POINT Z (104.5 30.5 1)"),
            ("line", "MULTILINESTRING((1 2,3 4),(5 6,7 8))"),
            ("polygon", "POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))"),
            ("multi", "MULTIPOLYGON(((0 0,4 0,4 4,0 0)))"),
            ("empty", "POINT EMPTY"), ("number", "POINT(1e2 -.5)")):
        yield "wkt", name, one.encode()
    for name, one in blobs():
        yield "blob", name, one
    yield "osm", "xml", OSM.encode()
    yield "osm", "json", OVERPASS.encode()
    yield "osm", "json_xz", lzma.compress(OVERPASS.encode())
    yield "osm", "outgeom", OUT_GEOM.encode()
    yield "osm", "pbf_lz4", PBF_LZ4
    yield "osm", "pbf", PBF
    yield "asc", "small", ASC.encode()
    for name, text in ADDRESSES:
        yield "address", name, text.encode("latin-1" if name == "not-utf8" else "utf-8")
    yield "params", "nearest", (b"/api/v1/nearest?lon=104.06&lat=30.6&k=5&"
                                b"mode=walk&category=park,school")
    yield "params", "words", b"/a/%E7%A4%BE/b?q=a+b%2Bc&minutes=5,10,15&&x"


def main():
    folder = sys.argv[1]
    for target, name, data in corpus(folder):
        os.makedirs(os.path.join(folder, target), exist_ok=True)
        with open(os.path.join(folder, target, name), "wb") as f:
            f.write(data)


if __name__ == "__main__":
    main()
