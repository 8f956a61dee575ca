# SPDX-License-Identifier: GPL-3.0-or-later
#
# A city of a few streets, for tests of tables: eleven each way, 1 km apart,
# from 104.0, 30.6 on.
import subprocess

WEST, SOUTH, STEP, SIDE = 104.0, 30.6, 0.01, 11


def extract():
    rows = ['<osm version="0.6"><bounds minlat="30.6" minlon="104" '
            'maxlat="30.7" maxlon="104.1"/>']
    for i in range(SIDE * SIDE):
        rows.append('<node id="%d" lat="%.4f" lon="%.4f"/>' %
                    (i + 1, SOUTH + STEP * (i // SIDE),
                     WEST + STEP * (i % SIDE)))
    for i in range(SIDE):
        for way, nodes in ((i + 1, range(i * SIDE, (i + 1) * SIDE)),
                           (i + 101, range(i, SIDE * SIDE, SIDE))):
            rows.append('<way id="%d">%s<tag k="highway" v="residential"/>'
                        '</way>' % (way, "".join('<nd ref="%d"/>' % (n + 1)
                                                 for n in nodes)))
    return "\n".join(rows + ["</osm>"])


def make(program, folder):
    with open(folder + "/streets.osm", "w") as f:
        f.write(extract())
    city = folder + "/small.city"
    subprocess.run([program, "import", "osm", folder + "/streets.osm",
                    "--city", city, "-q"], check=True)
    return city
