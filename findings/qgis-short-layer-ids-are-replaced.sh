#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a layer keeps the id that the project gives it, by which the layer tree
# and joins find it.
# Version: Debian 12, python3-qgis 3.22.16+dfsg-1.
# What happens: an id of ten letters or fewer is replaced by an underscore and
# a UUID; the project is read without a word, and its tree and
# joins lead nowhere. Eleven letters stay.
# Source: QgsMapLayer::readLayerXml(): "if ( mne.text().length() > 10 )".
# In lifecircle: ids in a project begin with "lifecircle_"
# (src/export/qgis/project.c).
. "$(dirname "$0")/form"
debian python3-qgis 3.22.16+dfsg-1

printf 'id,lon,lat\n1,104.1,30.6\n' >places.csv
for id in places1234 places12345; do
  cat >"$id.qgs" <<END
<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" projectname="">
<layer-tree-group><layer-tree-layer id="$id" providerKey="delimitedtext"
 checked="Qt::Checked" expanded="1" name="places" source=""/></layer-tree-group>
<projectlayers><maplayer type="vector" geometry="Point"><id>$id</id>
<datasource>file:./places.csv?type=csv&amp;xField=lon&amp;yField=lat&amp;crs=EPSG:4326</datasource>
<layername>places</layername><provider encoding="UTF-8">delimitedtext</provider>
</maplayer></projectlayers>
<properties><Paths><Absolute type="bool">false</Absolute></Paths></properties>
</qgis>
END
done
QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=. /usr/bin/python3 - >seen 2>log <<'END'
import os
import re
import sys

from qgis.core import QgsApplication, QgsProject

app = QgsApplication([], False)
app.initQgis()
for name in ("places1234", "places12345"):
    project = QgsProject.instance()
    project.clear()
    print(name + ": is read" if project.read(name + ".qgs") else project.error())
    for layer in project.mapLayers().values():
        print("  layer:", re.sub("[0-9a-f]{8}(_[0-9a-f]{4}){3}_[0-9a-f]{12}", "UUID", layer.id()), "valid" if layer.isValid() else "not valid")
    print("  the tree leads to:", [node.layerId() if node.layer() else None for node in project.layerTreeRoot().findLayers()])
sys.stdout.flush()
os._exit(0)
END
recorded seen <<'END'
places1234: is read
  layer: _UUID valid
  the tree leads to: [None]
places12345: is read
  layer: places12345 valid
  the tree leads to: ['places12345']
END
