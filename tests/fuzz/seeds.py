#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the corpus of the fuzz targets anew: a few small files each, whole
# ones from which the fuzzer (and tests/data/broken.py) goes on.
#
#   seeds.py FOLDER
import bz2
import gzip
import hashlib
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


def xlsx(packing=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as z:
        def put(name, text):
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = packing
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


REQUESTS = [
    ("usual", "GET /api/v1/nearest?lon=104.06&lat=30.65&category=park HTTP/1.1\nHost: localhost\n"
     "Accept-Language: zh-CN,en;q=0.5\nAccept-Encoding: gzip, br;q=0\n"),
    ("proxied", "HEAD /api/v1/units?level=community HTTP/1.1\nHost: map.example.org:443\n"
     "X-Forwarded-For: 203.0.113.7, 10.1.2.3, [2001:db8::1]:80\nIf-None-Match: W/\"0123456789abcdef-gz\", \"x\"\n"),
    ("absolute", "OPTIONS http://127.0.0.1:8015/a%20b/%E7%8E%89?q=a+b HTTP/1.0\n"),
    ("post", "POST /api/v1/coverage?category=park HTTP/1.1\nHost: [::1]:8015\nContent-Type: application/geo+json\n"
     "Content-Length: 90\n\n{\"type\":\"Polygon\",\"coordinates\":[[[104.05,30.64],[104.07,30.64],[104.07,30.66],"
     "[104.05,30.64]]]}"),
    ("twice", "GET /?a=1&a=2 HTTP/1.1\nHost: a\nHost: b\nTransfer-Encoding: chunked\n"),
    ("other", "TRACE * HTTP/2.0\nhost:\n"),
]
ASKED = [(path.replace("/", "_").split("?")[0].strip("_") or "root",
          "GET %s HTTP/1.1\nHost: localhost\n" % path) for path in (
    "/", "/api/v1/city", "/api/v1/categories?lang=zh", "/api/v1/search?q=%E7%8E%89%E6%9E%97&limit=5",
    "/api/v1/circle?lon=104.061&lat=30.65&minutes=15&open_at=now", "/api/v1/route?lon=104.06&lat=30.65&to=t:a",
    "/api/v1/isochrone?lon=104.06&lat=30.65&limits=5,10,15", "/api/v1/facilities/t:a?lang=en",
    "/api/v1/coverage?category=all_basic&level=community", "/api/v1/gaps?category=pharmacy&k=3",
    "/api/v1/access?category=pharmacy&format=csv", "/api/v1/report?format=html&steps=yes",
    "/api/v1/lists/projects?format=csv", "/api/v1/standards", "/api/v1/export/facilities?format=geojson",
    "/tiles/base/14/12921/6708.mvt", "/tiles.json", "/api/v1/qr?url=https://map.example.org/a", "/api/v1/openapi.json",
    "/plain?lon=104.06&lat=30.65", "/api/v1/units/510107001001/report?format=html", "/healthz", "/readyz", "/api/v1/cities", "/c/one/")]
SCENARIOS = [
    ("facilities", 0, '{"name":"plan","pace":"elder","minutes":10,"add":[{"category":"pharmacy","lon":104.06,"lat":30.65,'
     '"name":"new","opening_hours":"24/7","capacity":40,"wheelchair":"no"}],"remove":["osm:n1"]}'),
    ("moved", 1, '{"move":[{"id":"osm:n2","lon":104.06,"lat":30.65}],"set":[{"id":"osm:n3","capacity":2.5}]}'),
    ("unknown", 2, '{"hours":[{"lon":104.06,"lat":30.65}]}'),
    ("streets", 0, '{"links":[{"from":[104.06,30.65],"to":[104.07,30.65],"metres":1200.5,"kind":"steps"}],'
     '"blocks":[{"lon":104.06,"lat":30.65}],"gates":[{"open":true,"lon":104.06,"lat":30.65},{"open":false,"id":"n1"}]}'),
]

BODIES = [
    ("polygon", 0, '{"type":"Polygon","coordinates":[[[104,30],[104.1,30],[104.1,30.1],[104,30]],'
     '[[104.05,30.02],[104.06,30.02],[104.06,30.03],[104.05,30.02]]]}'),
    ("feature", 1, '{"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":{"type":'
     '"MultiPolygon","coordinates":[[[[104,30],[104.1,30],[104.1,30.1],[104,30]]],[[[105,30],[105.1,30],[105,31],'
     '[105,30]]]]}}]}'),
    ("crossing", 2, '{"type":"Polygon","coordinates":[[[104,30],[104.1,30.1],[104.1,30],[104,30.1],[104,30]]]}'),
    ("metres", 3, '{"crs":{"properties":{"name":"EPSG:4547"}},"type":"Polygon","coordinates":'
     '[[[400000,3390000],[401000,3390000],[401000,3391000],[400000,3390000]]]}'),
]
FILTERS = [
    "name = 'aB_%公' and (n between 5 and 10 or not day is null)", "casei(name) like casei('A%\\\\_')", "kinds in ('park', 'x')",
    "day >= DATE('2026-01-31') or day < TIMESTAMP('2026-01-31T12:00:00.5Z')", "s_intersects(geometry, BBOX(104,30,105,31))",
    "S_INTERSECTS(geometry, POLYGON((104 30,105 30,105 31,104 30),(104.1 30.1,104.2 30.1,104.2 30.2,104.1 30.1)))",
    "s_intersects(geometry, MULTILINESTRING((104 30,105 31),(1 2,3 4))) and not (open = true)", "\"share\" <> -0.25e0",
    "s_intersects(geometry,GEOMETRYCOLLECTION(POINT(104.06 30.65),LINESTRING(1 2,3 4)))", "metres in (1.5,2) and name not like 'it''s%'",
]
HOURS = [
    "24/7", "Mo-Fr 08:00-12:00,13:00-17:30; Sa 09:00-12:00; PH off", "Mar-Oct: sunrise-sunset || \"by call\"",
    "week 01-10/2 Mo[1],We[-1] 10:00+", "2024 May 01-2024 Oct 07 off", "Mo-Su 22:00-05:00 unknown \"x\"",
    "周一至周五 8:30-17:30；周末休息", "每日9:00—21:00（周一闭馆）", "全天", "夏季 8:00-12:00 冬季 9:00-12:00",
    "08:00-17:00 Mo-Fr", "除周一外9:00-17:00", "easter -2 days-easter +1 day 10:00-12:00", "Th 18:00-26:00/30", "SH,PH 09:00-10:00",
]
CONDITIONAL = [
    "no @ (22:00-06:00)", "yes @ (Mo-Fr 07:00-09:00; Sa 08:00-10:00); no @ wet", "open; closed @ (22:00-06:00)",
    "closed; open @ (Mo-Su 06:00-23:00); unknown @ (Jan-Mar)", "destination @ (weight>3.5 AND Mo-Fr 08:00-10:00)",
]
VALUES = [
    "-104.0665", "104.06,30.65", "1e9", "2024年5月1日", "2024-5-1 10:00", "5.10107001001E+11", "510,107,001,001.0",
    "约1.2万人", "200床以上", "3公顷", "北纬30°39'27\" 东经104°4'0\"", "geo:30.6575,104.0668", "高德 104.06 30.65",
    "{'lng': 104.06, 'lat': 30.65}", "CET-1CEST,M3.5.0,M10.5.0/3", "CST-8", "60岁及以上", '{"beds":"120","x":[1]}',
    "zh", "Straße ÀÉ 臺灣", "暂停营业", "[104.0632°E, 30.65°N]",
]
OPTIONS = [
    "104,30.5,104.2,30.8", "3km", "500m", "https://map.example.org/a", "a.example,[::1],b.example.", "10.0.0.0/8,::1/128",
    "one=/data/one.city", "蜀ICP备12345678号-1", "川公网安备51010702000001号", "GS(2023)1234号", "http://[::1]:8080/map/",
]
COMMANDS = [
    "nearest --city a.city --at 104.06,30.65 --category park,school -k 5", "import osm x.osm.pbf --city a --clip 1,2,3,4",
    "coverage --city=a --format csv --open-at monday --lang zh", "serve --city a --listen 127.0.0.1:0 --city b",
    "lists --which projects --since old.csv --output -", "route -- 104.06 30.65", "isochrone --limits 5,10 --as streets",
    "help nearest", "export --layer homes out.xlsx", "access --age 60+ --decay gaussian",
]
POLY = "name\n1\n  104.0 30.0\n  104.1 30.0\n 1.041E+02 30.1\nEND\n!2\n 104.05 30.02\n 104.06 30.02\n 104.06 30.03\nEND\nEND\n"
EARLIER = [
    ("csv", "code,category,people,note,own\n1,park,1200.0,\"a, b\",x\n2,school,,'=1+1\n,,,\n"),
    ("csv_zh", "\ufeff代码,类别,人数\n1,公园,1200\n"),
    ("json", '{"lang":"en","rows":[{"code":"1","category":"park","people":1.5,"note":null},{"code":2,"category":"x"}]}'),
]
TABLE = "# a comment\nid,name\n1,\"a \"\"b\"\"\"\n2,\"c\nd\"\n3,e,f\n"
GEODATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../geodata")
STANDARD = [
    ("rules", "gb50180/rules.csv", 4), ("name", "gb50180/standard.csv", 9), ("basic", "gb50180/basic.csv", 9),
    ("policy", None, "rule,lead_zh,lead_en,spending_zh,spending_en\nr1,甲,a,乙,b\nhealth,丙,c,,\n"),
    ("systems", "chengdu/systems.csv", 3)]
OWN = ("id,group,group_zh,group_en,name_zh,name_en,walk_minutes,basic,types,osm\n"
       "tea,food,吃,Food,茶馆,Tea house,10,1,茶馆 茶楼,amenity=cafe cuisine=tea\n")
PRJ = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
PROJECTED = ('PROJCS["CGCS2000_3_Degree_GK_CM_105E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",'
             'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
             'PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["Central_Meridian",105.0],'
             'PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]')


def first_lines(name, count):
    with open(os.path.join(GEODATA, "standards", name), "rb") as f:
        return b"".join(f.readlines()[:count])


def gzip_of(data):
    return gzip.compress(data, mtime=0)


def text_of_all():
    return "".join(csv(d) for d in ",;\t").encode()


def varint(v):
    out = b""
    while v > 127:
        out += bytes([v & 127 | 128])
        v >>= 7
    return out + bytes([v])


def pb(field, v):
    """A field of protobuf: a number, or bytes."""
    if isinstance(v, int):
        return varint(field << 3) + varint(v)
    return varint(field << 3 | 2) + varint(len(v)) + v


def dense_nodes():
    zigzag = b"".join(varint(v) for v in (2 * 305000000, 200))
    return pb(2, pb(1, b"\2\2") + pb(8, zigzag) + pb(9, zigzag) + pb(10, b"\1\2\0\0"))


def block(group):
    strings = b"".join(pb(1, s) for s in (b"", b"highway", b"footway", b"outer"))
    return pb(1, strings) + pb(2, group) + pb(17, 100)


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
    yield "xlsx", "stored", xlsx(zipfile.ZIP_STORED)
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
    for name, text in REQUESTS:
        yield "request", name, text.encode()
    for name, text in REQUESTS + ASKED:
        yield "answer", name, text.encode()
    for name, system, text in BODIES:
        yield "body", name, bytes([system]) + text.encode()
    for name, system, text in SCENARIOS:
        yield "scenario", name, bytes([system]) + text.encode()
    for n, text in enumerate(FILTERS):
        yield "filter", "%02d" % n, text.encode()
    for n, text in enumerate(HOURS):
        yield "hours", "%02d" % n, b"\x30\x40\x80\1" + text.encode()
    for n, text in enumerate(CONDITIONAL):
        yield "conditional", "%02d" % n, b"\x30\x40\x80" + text.encode()
    for n, text in enumerate(VALUES):
        yield "values", "%02d" % n, text.encode()
    for n, text in enumerate(OPTIONS):
        yield "options", "%02d" % n, text.encode()
    for n, text in enumerate(COMMANDS):
        yield "command", "%02d" % n, text.replace(" ", "\n").encode()
    yield "extent", "poly", b"\1" + POLY.encode()
    yield "extent", "geojson", b"\0" + BODIES[0][2].encode()
    for name, text in EARLIER:
        yield "earlier", name, text.encode()
    yield "table", "holidays", TABLE.encode()
    for n, (name, file, lines) in enumerate(STANDARD):
        yield "standard", name, bytes([n]) + (lines.encode() if not file else first_lines(file, lines))
    yield "types", "types", b"\1type,category\n\xe8\x8d\xaf\xe5\xba\x97,pharmacy\nx,park school\n"
    yield "types", "categories", b"\0" + OWN.encode()
    yield "narrow", "table", bytes([2, 64, 0]) + bytes(range(200))
    yield "narrow", "zeros", bytes([0, 32, 0, 0, 0, 0, 0, 0])
    for n in range(6):
        yield "network", "array%d" % n, bytes([n, 4, 0, 1, n, 9, 0, 255])
    yield "network", "shorter", bytes([255, 3, 0, 0])
    for n in range(0, 12, 3):
        yield "arrays", "%02d" % n, bytes([n, 0, 17, 0, n])
    yield "arrays", "empty", bytes([1, 1])
    yield "manifest", "sums", (hashlib.sha256(b"lifecircle").hexdigest() +
                               "  t.city\n").encode()
    yield "manifest", "other", b"0" * 64 + b" *t.city\n# quick 0\n"
    for name, pack in (("gz", gzip_of), ("bz2", bz2.compress),
                       ("xz", lzma.compress)):
        yield "packed", name, pack(text_of_all())
        yield "packed", name + "_twice", pack(b"a") + pack(b"b")
    yield "packed", "none", b"a,b\n"
    yield "pbf", "header", b"\1" + PBF[-26:]
    yield "pbf", "nodes", b"\0" + block(dense_nodes())
    yield "pbf", "way", b"\0" + block(pb(3, pb(1, 3) + pb(2, b"\1") +
                                         pb(3, b"\2") + pb(8, b"\2\2")))
    yield "pbf", "relation", b"\0" + block(pb(4, pb(1, 4) + pb(8, b"\3") +
                                              pb(9, b"\6") + pb(10, b"\1")))
    for n, text in enumerate((
            '<workbook><workbookPr date1904="1"/><sheets><sheet name="s" sheetId="1" r:id="r1" '
            'xmlns:r="r"/><sheet name="t" sheetId="2" state="hidden" r:id="r1" xmlns:r="r"/></sheets></workbook>',
            '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="/xl/sheet1.xml"/></Relationships>',
            '<sst count="2"><si><t xml:space="preserve"> name</t></si><si><r><t>a</t></r><rPh><t>x</t></rPh></si></sst>',
            '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs>'
            '<xf numFmtId="164"/><xf numFmtId="22"/></cellXfs></styleSheet>', sheet_shared())):
        yield "book", "part%d" % n, bytes([n]) + text.encode()
    yield "prj", "geographic", PRJ.encode()
    yield "prj", "projected", PROJECTED.encode()
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
