#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: of a system of coordinates in a project, its authority's code
# (<authid>EPSG:4326</authid>) is enough, as nothing else says as much.
# Version: Debian 12, python3-qgis 3.22.16+dfsg-1.
# What happens: it is passed over where <srsid>, the row of QGIS's own table of
# systems, isn't there: the system is invalid, and nothing is said. With any
# number there, also one of another system, the code is what counts.
# Source: QgsCoordinateReferenceSystem::readXml().
# In lifecircle: a project gives both (put_system() of
# src/export/qgis/project.c).
. "$(dirname "$0")/form"
debian python3-qgis 3.22.16+dfsg-1

QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=. /usr/bin/python3 - >seen 2>log <<'END'
import os
import sys

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem
from qgis.PyQt.QtXml import QDomDocument

app = QgsApplication([], False)
app.initQgis()
for srsid in ("", "<srsid>3452</srsid>", "<srsid>3857</srsid>", "<srsid>1</srsid>"):
    doc = QDomDocument()
    doc.setContent("<srs><spatialrefsys>%s<srid>4326</srid><authid>EPSG:4326</authid></spatialrefsys></srs>" % srsid)
    crs = QgsCoordinateReferenceSystem()
    print(srsid or "no srsid", "-", "read" if crs.readXml(doc.documentElement()) else "refused", "-", crs.authid() if crs.isValid() else "not valid")
sys.stdout.flush()
os._exit(0)
END
recorded seen <<'END'
no srsid - read - not valid
<srsid>3452</srsid> - read - EPSG:4326
<srsid>3857</srsid> - read - EPSG:4326
<srsid>1</srsid> - read - EPSG:4326
END
