/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/qgis/project.c - see the header.
 *
 * The city file is opened through QGIS's OGR provider: its provider of
 * SpatiaLite writes the absolute path of whoever saves the project into the
 * layer tree, even where paths are relative. The tree repeats each layer's
 * source, so both are written by one function.
 */
#include "lifecircle/export/qgis/project.h"

#include "lifecircle/export/formats/qml.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/words/say.h"
#include "lifecircle/world/extent.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/names/term.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "src/export/pages/html.h"
#include "src/export/qgis/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct project {
    lc_buf *out;
    const lc_world *w;
    const char *city;
    lc_lang lang;
} project;

/* A layer of the project: a table of the city file, or some of its rows. */
typedef struct leaf {
    const char *id;    /* letters, digits and _; PREFIX is put before it */
    const char *table; /* of the city file */
    lc_sentence title; /* {0}: the level */
    bool clear;        /* an outline alone, through which others are seen */
    const char *shade; /* an expression: a share; NULL: none */
    bool shown;        /* from the first */
    bool one_level;    /* its rows are those of the units' level `level` */
    bool one_rule;     /* those of all basic services at the default pace */
    bool joined;       /* to the shares of its units */
    uint32_t level;
} leaf;

#define PI 3.14159265358979323846
/* QGIS gives a layer whose id has ten letters or fewer another one without a
 * word, and the layer tree then leads nowhere. */
#define PREFIX "lifecircle_"
#define SHARES "shares"

/* From the top of the map down. Coverage is joined, and no map itself. */
static const leaf above[] = {
    {.id = "facilities",
     .table = "facility",
     .title = LIFE_SAY_PROJECT_FACILITIES,
     .shown = true},
    {.id = "homes", .table = "home", .title = LIFE_SAY_PROJECT_HOMES},
    {.id = "streets",
     .table = "street",
     .title = LIFE_SAY_PROJECT_STREETS,
     .shown = true},
};
static const leaf shares = {.id = SHARES,
                            .table = "coverage",
                            .title = LIFE_SAY_PROJECT_SHARES,
                            .one_rule = true};

#define ABOVE (sizeof above / sizeof *above)

/* ---- which there are ---- */

/* Behind those above: the outlines of each level from the finest, the finest
 * shaded, the table of shares. A city without units has neither. */
static bool leaf_at(const lc_world *w, size_t i, leaf *out, char id[32])
{
    size_t levels = lc_world_level_count(w);

    if (i < ABOVE) {
        *out = above[i];
        return true;
    }
    i -= ABOVE;
    if (levels == 0 || i > levels + 1)
        return false;
    if (i == levels + 1) {
        *out = shares;
        return true;
    }
    *out = (leaf){.id = id,
                  .table = "unit",
                  .title = i < levels ? LIFE_SAY_PROJECT_UNITS
                                      : LIFE_SAY_PROJECT_REACH,
                  .clear = true,
                  .shown = true,
                  .one_level = true,
                  .level = (uint32_t)(levels - 1 - (i < levels ? i : 0))};
    snprintf(id, 32, i < levels ? "units_%u" : "reach_%u",
             (unsigned)out->level);
    out->joined = i == levels;
    /* Of what is known, as everywhere. */
    out->shade = out->joined ? "\"" SHARES "_covered\" / (\"" SHARES
                               "_covered\" + \"" SHARES "_uncovered\")"
                             : NULL;
    return true;
}

static void put_title(const project *p, const leaf *l)
{
    lc_buf title = {0};

    LC_SAY(&title, p->lang, l->title,
           l->one_level
               ? lc_world_term(p->w, lc_world_level(p->w, l->level), p->lang)
               : "");
    lc_html_text(p->out, lc_say_part(p->out, &title));
    lc_buf_free(&title);
}

static void put_word(lc_buf *out, const char *s)
{
    lc_buf_quoted(out, s, strlen(s));
}

/* Each layer is a choice of rows. Of a whole table that it may write to, GDAL
 * 3.6 puts the count and the extent into a file of before they stood there
 * (store/statistics), and a server refuses what isn't as it was published. */
static void put_source(const project *p, const leaf *l)
{
    lc_buf source = {0};

    lc_buf_printf(&source, "%s|layername=%s|subset=", p->city, l->table);
    if (l->one_level) {
        lc_buf_puts(&source, "\"level\" = ");
        put_word(&source, lc_world_level(p->w, l->level));
    } else if (l->one_rule) {
        lc_buf_puts(&source, "\"category\" = 'all_basic' AND \"pace\" = ");
        put_word(&source, lc_world_pace(p->w, 0)->id);
    } else {
        lc_buf_puts(&source, "\"geom\" IS NOT NULL");
    }
    lc_html_text(p->out, lc_say_part(p->out, &source));
    lc_buf_free(&source);
}

/* ---- the document ---- */

/* `number` is that of QGIS's own table, without which it doesn't look at the
 * code. */
static void put_system(lc_buf *out, int number, int epsg)
{
    lc_buf_printf(out,
                  "<spatialrefsys><srsid>%d</srsid><srid>%d</srid>"
                  "<authid>EPSG:%d</authid></spatialrefsys>",
                  number, epsg, epsg);
}

static void put_tree(const project *p)
{
    leaf l;
    char id[32];

    lc_buf_puts(p->out, "<layer-tree-group>");
    for (size_t i = 0; leaf_at(p->w, i, &l, id); i++) {
        lc_buf_printf(
            p->out,
            "<layer-tree-layer id=\"" PREFIX "%s\" providerKey=\"ogr\" "
            "checked=\"%s\" expanded=\"%d\" name=\"",
            l.id, l.shown ? "Qt::Checked" : "Qt::Unchecked", l.shade != NULL);
        put_title(p, &l);
        lc_buf_puts(p->out, "\" source=\"");
        put_source(p, &l);
        lc_buf_puts(p->out, "\"/>\n");
    }
    lc_buf_puts(p->out, "</layer-tree-group>\n");
}

/* Web Mercator, in metres. */
static void put_corner(lc_buf *out, const char *end, int32_t lon, int32_t lat)
{
    const double radius = 6378137, turn = PI / 180;

    lc_buf_printf(out, "<x%s>%.3f</x%s><y%s>%.3f</y%s>", end,
                  radius * turn * lon / 1e7, end, end,
                  radius * log(tan(PI / 4 + turn * lat / 2e7)), end);
}

static void put_canvas(const project *p)
{
    lc_box box = lc_shape_box(lc_world_extent(p->w));

    lc_buf_puts(p->out, "<mapcanvas name=\"theMapCanvas\" "
                        "annotationsVisible=\"1\"><units>meters</units>"
                        "<extent>");
    put_corner(p->out, "min", box.min_lon, box.min_lat);
    put_corner(p->out, "max", box.max_lon, box.max_lat);
    lc_buf_puts(p->out, "</extent><rotation>0</rotation><destinationsrs>");
    put_system(p->out, 3857, 3857);
    lc_buf_puts(p->out, "</destinationsrs></mapcanvas>\n");
}

static void put_join(lc_buf *out)
{
    lc_buf_puts(out, "<vectorjoins><join joinLayerId=\"" PREFIX SHARES
                     "\" joinFieldName=\"unit\" targetFieldName=\"code\" "
                     "memoryCache=\"1\" hasCustomPrefix=\"1\" "
                     "customPrefix=\"" SHARES "_\" editable=\"0\" "
                     "dynamicForm=\"0\" upsertOnEdit=\"0\" "
                     "cascadedDelete=\"0\"/></vectorjoins>");
}

static void put_layer(const project *p, const leaf *l)
{
    static const char *const geometries[] = {"No geometry", "Point", "Line",
                                             "Polygon"};
    const lc_qgis_table *t = lc_qgis_table_named(l->table);
    const lc_layout layout = {.name = t->name,
                              .geometry = t->geometry,
                              .fields = t->fields,
                              .words = &p->lang,
                              .shade = l->shade,
                              .tint = l->clear ? LIFE_QGIS_CLEAR : t->tint};

    lc_buf_printf(p->out,
                  "<maplayer type=\"vector\" geometry=\"%s\"><id>" PREFIX
                  "%s</id><datasource>",
                  geometries[t->geometry], l->id);
    put_source(p, l);
    lc_buf_puts(p->out, "</datasource><layername>");
    put_title(p, l);
    lc_buf_puts(p->out, "</layername><attribution href=\"\">");
    lc_html_text(p->out, lc_world_source_attribution(p->w));
    lc_buf_puts(p->out, "</attribution><srs>");
    put_system(p->out, 3452, 4326);
    lc_buf_puts(p->out, "</srs><provider encoding=\"UTF-8\">ogr</provider>");
    if (l->joined)
        put_join(p->out);
    lc_qml_put(p->out, &layout, 0, false);
    lc_buf_puts(p->out, "</maplayer>\n");
}

void lc_qgis_project_put(lc_buf *out, const lc_world *w, const char *city,
                         lc_lang lang)
{
    const project p = {out, w, city, lang};
    leaf l;
    char id[32];

    lc_buf_puts(out, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' "
                     "'SYSTEM'>\n<qgis version=\"3.22.16\" projectname=\"");
    lc_html_text(out, lc_world_setting(w, "name"));
    lc_buf_puts(out, "\"><homePath path=\"\"/><title>");
    lc_html_text(out, lc_world_setting(w, "name"));
    lc_buf_puts(out, "</title><projectCrs>");
    put_system(out, 3857, 3857);
    lc_buf_puts(out, "</projectCrs>\n");
    put_tree(&p);
    put_canvas(&p);
    lc_buf_puts(out, "<projectlayers>\n");
    for (size_t i = 0; leaf_at(w, i, &l, id); i++)
        put_layer(&p, &l);
    lc_buf_puts(out,
                "</projectlayers>\n<properties><Paths><Absolute type=\"bool\">"
                "false</Absolute></Paths><SpatialRefSys><ProjectionsEnabled "
                "type=\"int\">1</ProjectionsEnabled></"
                "SpatialRefSys><Measure><Ellipsoid type=\"QString\">"
                "EPSG:7030</Ellipsoid></Measure></properties></qgis>\n");
}
