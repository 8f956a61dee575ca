# SPDX-License-Identifier: GPL-3.0-or-later
"""An OpenStreetMap extract (.osm.pbf or .osm) as plain dictionaries, read by
the public description of the format alone."""

import struct
import zlib
from xml.etree import ElementTree

import numpy as np


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def fields(data):
    """(number, value) of each field of a message."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        elif key & 7 == 2:
            size, at = varint(data, at)
            value = data[at:at + size]
            at += size
        else:
            size = 8 if key & 7 == 1 else 4
            value = data[at:at + size]
            at += size
        yield key >> 3, value


def packed(data):
    """All numbers of a packed field."""
    raw = np.frombuffer(data, np.uint8)
    if not len(raw):
        return np.zeros(0, np.int64)
    last = np.nonzero(raw < 128)[0]
    first = np.concatenate([[0], last[:-1] + 1])
    place = np.arange(len(raw)) - np.repeat(first, last - first + 1)
    bits = (raw & 127).astype(np.uint64) << (7 * place).astype(np.uint64)
    return np.add.reduceat(bits, first).view(np.int64)


def signed(value):
    """Zigzag."""
    return (value >> 1) ^ -(value & 1)


class Extract:
    """node: {id: (lon, lat)} in 1e-7 degrees; node_tags: {id: tags} where any;
    way: {id: (refs, tags)}; relation: {id: (members, tags)}, a member as
    (type, id, role); header: (west, east, north, south) or None."""

    def __init__(self, path):
        self.node, self.node_tags = {}, {}
        self.way, self.relation = {}, {}
        self.header = None
        if str(path).endswith(".osm"):
            self.read_xml(path)
            return
        with open(path, "rb") as file:
            while size := file.read(4):
                head = dict(fields(file.read(struct.unpack(">I", size)[0])))
                blob = dict(fields(file.read(head[3])))
                data = zlib.decompress(blob[3]) if 3 in blob else blob[1]
                if head[1] == b"OSMHeader":
                    self.read_header(data)
                else:
                    self.read_block(data)

    def read_xml(self, path):
        for e in ElementTree.parse(path).getroot():
            i = int(e.get("id", 0))
            tags = {t.get("k"): t.get("v") for t in e.findall("tag")}
            if e.tag == "node":
                self.node[i] = tuple(round(float(e.get(k)) * 1e7)
                                     for k in ("lon", "lat"))
                if tags:
                    self.node_tags[i] = tags
            elif e.tag == "way":
                refs = [int(n.get("ref")) for n in e.findall("nd")]
                self.way[i] = refs, tags
            elif e.tag == "relation":
                members = [(m.get("type")[0], int(m.get("ref")), m.get("role"))
                           for m in e.findall("member")]
                self.relation[i] = members, tags

    def read_header(self, data):
        box = dict(fields(data)).get(1)
        if box:
            sides = dict(fields(box))
            self.header = tuple(round(signed(sides[k]) / 100)
                                for k in (1, 2, 3, 4))

    def read_block(self, data):
        groups, scale = [], {17: 100, 19: 0, 20: 0}
        text = []
        for number, value in fields(data):
            if number == 1:
                text = [v.decode() for n, v in fields(value) if n == 1]
            elif number == 2:
                groups.append(value)
            else:
                scale[number] = value
        for group in groups:
            for number, value in fields(group):
                if number == 2:
                    self.read_dense(value, text, scale)
                elif number == 3:
                    self.read_way(dict(fields(value)), text)
                elif number == 4:
                    self.read_relation(dict(fields(value)), text)

    def read_dense(self, data, text, scale):
        f = dict(fields(data))
        ids, lat, lon = (np.cumsum(signed(packed(f[k]))) for k in (1, 8, 9))
        lat = np.rint((scale[19] + scale[17] * lat) / 100).astype(int)
        lon = np.rint((scale[20] + scale[17] * lon) / 100).astype(int)
        self.node.update(zip(ids.tolist(), zip(lon.tolist(), lat.tolist())))
        mark = packed(f.get(10, b"")).tolist()
        at = 0
        for i in ids.tolist() if mark else ():
            tags = {}
            while mark[at]:
                tags[text[mark[at]]] = text[mark[at + 1]]
                at += 2
            at += 1
            if tags:
                self.node_tags[i] = tags

    @staticmethod
    def tags(f, text):
        return {text[k]: text[v] for k, v in
                zip(packed(f.get(2, b"")), packed(f.get(3, b"")))}

    def read_way(self, f, text):
        self.way[f[1]] = (np.cumsum(signed(packed(f.get(8, b"")))).tolist(),
                          self.tags(f, text))

    def read_relation(self, f, text):
        ids = np.cumsum(signed(packed(f.get(9, b"")))).tolist()
        members = [("nwr"[t], i, text[r]) for t, i, r in
                   zip(packed(f.get(10, b"")), ids, packed(f.get(8, b"")))]
        self.relation[f[1]] = (members, self.tags(f, text))
