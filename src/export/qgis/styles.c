/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/qgis/styles.c - see the header. They are the same in every city,
 * and of one day: the same input gives the same bytes.
 */
#include "lifecircle/export/qgis/styles.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/qml.h"
#include "lifecircle/store/layer_style.h"
#include "src/export/qgis/table.h"

#define OWNER "lifecircle"

static lc_status put(lc_city *c, const lc_qgis_table *t, lc_error *err)
{
    static const lc_layer_style_reader readers[] = {
        LIFE_LAYER_STYLE_OF_GDAL, LIFE_LAYER_STYLE_OF_SPATIALITE};
    const lc_layout layout = {.name = t->name,
                              .geometry = t->geometry,
                              .fields = t->fields,
                              .tint = t->tint};
    lc_buf qml = {0};
    lc_status st = LIFE_OK;

    lc_qml_put(&qml, &layout, 0, true);
    if (qml.failed)
        st = lc_no_memory(err, "a style of QGIS");
    for (size_t i = 0; !st && i < sizeof readers / sizeof *readers; i++) {
        const lc_layer_style style = {.reader = readers[i],
                                      .table = t->name,
                                      .spatial =
                                          t->geometry != LIFE_GEOMETRY_NONE,
                                      .qml = qml.data,
                                      .owner = OWNER,
                                      .when = "2000-01-01T00:00:00.000Z"};

        st = lc_layer_style_put(c, &style, err);
    }
    lc_buf_free(&qml);
    return st;
}

lc_status lc_qgis_styles_put(lc_city *c, lc_error *err)
{
    const lc_qgis_table *t;
    lc_status st = lc_layer_style_begin(c, OWNER, err);

    for (size_t i = 0; !st && (t = lc_qgis_table_at(i)); i++)
        st = put(c, t, err);
    return st;
}
