/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/qml.c - see the header.
 *
 * Written as QGIS 3.22 writes it, which all later ones read; each property
 * stands twice, as <Option> for those after 3.22 and as <prop> for those
 * before.
 */
#include "lifecircle/export/formats/qml.h"

#include "src/export/pages/html.h"

#include <stdio.h>
#include <string.h>

#define MOST_PROPERTIES 7

typedef struct property {
    const char *key, *value;
} property;

/* What each kind of geometry looks like where nothing else says so. */
typedef struct look {
    const char *symbol, *layer; /* QGIS's words */
    int type;                   /* of layerGeometryType */
    property p[MOST_PROPERTIES];
} look;

static const look looks[] = {
    [LIFE_GEOMETRY_NONE] = {NULL, NULL, 4, {{NULL, NULL}}},
    [LIFE_GEOMETRY_POINT] = {"marker",
                             "SimpleMarker",
                             0,
                             {{"name", "circle"},
                              {"color", "11,110,79,255"},
                              {"outline_color", "255,255,255,255"},
                              {"outline_width", "0.2"},
                              {"size", "2"},
                              {"size_unit", "MM"}}},
    [LIFE_GEOMETRY_LINE] = {"line",
                            "SimpleLine",
                            1,
                            {{"line_color", "107,112,117,255"},
                             {"line_width", "0.3"},
                             {"line_width_unit", "MM"},
                             {"capstyle", "round"},
                             {"joinstyle", "round"}}},
    [LIFE_GEOMETRY_AREA] = {"fill",
                            "SimpleFill",
                            2,
                            {{"color", "11,110,79,40"},
                             {"outline_color", "60,64,67,255"},
                             {"outline_width", "0.3"},
                             {"outline_width_unit", "MM"},
                             {"outline_style", "solid"},
                             {"style", "solid"}}},
};

/* Shares from little to all, dark to light, as the page's map has them
 * (viridis): told apart without colours, too. */
static const struct {
    const char *from, *to, *colour;
} classes[] = {
    {"0", "0.2", "68,1,84,200"},      {"0.2", "0.4", "59,82,139,200"},
    {"0.4", "0.6", "33,145,140,200"}, {"0.6", "0.8", "94,201,98,200"},
    {"0.8", "1", "253,231,37,200"},
};
#define CLASSES (sizeof classes / sizeof *classes)

static const char *value_of(const property *p, const char *colour)
{
    bool fill = !strcmp(p->key, "color") || !strcmp(p->key, "line_color");

    return colour && fill ? colour : p->value;
}

static void put_symbol(lc_buf *out, const look *k, size_t name,
                       const char *colour)
{
    lc_buf_printf(out,
                  "<symbol type=\"%s\" name=\"%zu\" alpha=\"1\" "
                  "clip_to_extent=\"1\" force_rhr=\"0\">"
                  "<layer class=\"%s\" enabled=\"1\" pass=\"0\" "
                  "locked=\"0\"><Option type=\"Map\">",
                  k->symbol, name, k->layer);
    for (const property *p = k->p; p->key; p++)
        lc_buf_printf(out,
                      "<Option type=\"QString\" name=\"%s\" value=\"%s\"/>",
                      p->key, value_of(p, colour));
    lc_buf_puts(out, "</Option>");
    for (const property *p = k->p; p->key; p++)
        lc_buf_printf(out, "<prop k=\"%s\" v=\"%s\"/>", p->key,
                      value_of(p, colour));
    lc_buf_puts(out, "</layer></symbol>");
}

static void put_single(lc_buf *out, const look *k, const char *colour)
{
    lc_buf_puts(out, "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" "
                     "forceraster=\"0\" enableorderby=\"0\"><symbols>");
    put_symbol(out, k, 0, colour);
    lc_buf_puts(out, "</symbols></renderer-v2>");
}

/* A row without a share is in no class, and isn't drawn. */
static void put_graduated(lc_buf *out, const look *k, const char *field)
{
    lc_buf_puts(out, "<renderer-v2 type=\"graduatedSymbol\" attr=\"");
    lc_html_text(out, field);
    lc_buf_puts(out, "\" graduatedMethod=\"GraduatedColor\" "
                     "symbollevels=\"0\" forceraster=\"0\" "
                     "enableorderby=\"0\"><ranges>");
    for (size_t i = 0; i < CLASSES; i++)
        lc_buf_printf(out,
                      "<range lower=\"%s\" upper=\"%s\" symbol=\"%zu\" "
                      "label=\"%s - %s\" render=\"true\"/>",
                      classes[i].from, classes[i].to, i, classes[i].from,
                      classes[i].to);
    lc_buf_puts(out, "</ranges><symbols>");
    for (size_t i = 0; i < CLASSES; i++)
        put_symbol(out, k, i, classes[i].colour);
    lc_buf_puts(out, "</symbols></renderer-v2>");
}

static bool has_field(const lc_layout *l, const char *name)
{
    for (size_t i = 0; name && i < l->fields.count; i++)
        if (!strcmp(l->fields.field[i].name, name))
            return true;
    return false;
}

static void put_aliases(lc_buf *out, const lc_layout *l, size_t keys)
{
    lc_buf_puts(out, "<aliases>");
    for (size_t i = 0; i < l->fields.count; i++) {
        const lc_export_field *f = &l->fields.field[i];

        lc_buf_printf(out, "<alias index=\"%zu\" field=\"", i + keys);
        lc_html_text(out, f->name);
        lc_buf_puts(out, "\" name=\"");
        lc_html_text(out, l->words ? lc_layout_heading(l, i) : f->zh);
        lc_buf_puts(out, "\"/>");
    }
    lc_buf_puts(out, "</aliases>");
}

void lc_qml_put(lc_buf *out, const lc_layout *l, size_t keys, bool whole)
{
    const look *k = &looks[l->geometry];

    if (whole)
        lc_buf_puts(out, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' "
                         "'SYSTEM'>\n"
                         "<qgis version=\"3.22.16\" "
                         "styleCategories=\"Symbology|Fields\">");
    if (k->symbol && (whole ? has_field(l, l->shade) : l->shade != NULL))
        put_graduated(out, k, l->shade);
    else if (k->symbol)
        put_single(out, k, l->tint);
    put_aliases(out, l, keys);
    if (whole)
        lc_buf_printf(out, "<layerGeometryType>%d</layerGeometryType></qgis>",
                      k->type);
}
