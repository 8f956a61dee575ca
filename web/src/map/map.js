// SPDX-License-Identifier: GPL-3.0-or-later
// The map. It is told a scene (a place, areas, facilities, a way, units) and
// draws it over our own vector tiles; it knows nothing of the views.

import Map from "ol/Map.js";
import View from "ol/View.js";
import ScaleLine from "ol/control/ScaleLine.js";
import Zoom from "ol/control/Zoom.js";
import { isEmpty } from "ol/extent.js";
import MVT from "ol/format/MVT.js";
import VectorTileLayer from "ol/layer/VectorTile.js";
import { toLonLat } from "ol/proj.js";
import VectorTileSource from "ol/source/VectorTile.js";

import { baseStyle } from "./base.js";
import { SceneLayers } from "./layers.js";
import { PALETTES } from "./palettes.js";
import { Dragging } from "./planned.js";
import { toDegrees, toMap } from "./shapes.js";

const PATIENCE_MS = 5000;
const NEAR_PX = 8; // from a finger to what it means
const PADDING = { wide: [48, 48, 48, 48], narrow: [40, 28, 110, 28] }; // the dock lies below
const UNSIZED = [800, 600]; // until the page has given it a size

const media = (query) => window.matchMedia(query);

// Does the scene bring its own names, so that the base map shows none?
const isQuiet = (scene) => Boolean(scene.units) && !scene.gaps && !scene.planned;

const tileLayer = (url) =>
  new VectorTileLayer({
    declutter: true,
    renderMode: "hybrid",
    source: new VectorTileSource({
      format: new MVT({ idProperty: undefined }),
      url,
      maxZoom: 16,
      transition: 0,
    }),
  });

class SceneMap {
  constructor(target, options) {
    Object.assign(this, { target, options });
    this.dark = media("(prefers-color-scheme: dark)");
    this.still = media("(prefers-reduced-motion: reduce)");
    this.wide = media("(min-width: 860px)");
    this.look = { palette: PALETTES.light, scene: {}, pointed: null };
    this.fitted = ""; // the key of what was moved to
    this.under = null; // the unit under the mouse
    this.base = tileLayer(options.tiles);
    this.layers = new SceneLayers(this.look, options.extent);
    this.map = new Map({
      target,
      layers: [this.base, ...this.layers.list()],
      controls: [this.zoomControl(), new ScaleLine({ minWidth: 80 })],
      view: new View({ maxZoom: 19, minZoom: 3, constrainResolution: false }),
    });
    const { onmove, ondrop } = options;
    this.dragging = new Dragging(this.layers.planned, { onmove, ondrop });
    this.map.addInteraction(this.dragging);
    const size = this.map.getSize() || UNSIZED;
    this.map.getView().fit(toMap(options.extent), { size });
    this.listen();
    this.paint();
  }

  zoomControl() {
    const { zoomIn, zoomOut } = this.options;
    const duration = this.still.matches ? 0 : 250;
    return new Zoom({ duration, zoomInTipLabel: zoomIn, zoomOutTipLabel: zoomOut });
  }

  listen() {
    const { map, target } = this;
    map.on("pointermove", (event) => this.hover(event));
    map.on("singleclick", (event) => this.pick(event.coordinate, event.pixel));
    target.addEventListener("pointerleave", () => this.hoverOver(null));
    target.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== target) return;
      const centre = map.getView().getCenter();
      this.pick(centre, map.getPixelFromCoordinate(centre));
    });
    this.dark.addEventListener("change", () => this.paint());
    new ResizeObserver(() => this.resize()).observe(target);
  }

  paint() {
    const { look } = this;
    look.palette = this.dark.matches ? PALETTES.dark : PALETTES.light;
    this.target.style.backgroundColor = look.palette.paper;
    this.base.setStyle(baseStyle(look.palette, look.scene.lang, isQuiet(look.scene)));
    this.layers.paint();
  }

  show(scene) {
    const { look } = this;
    const other = scene.lang !== look.scene.lang || isQuiet(scene) !== isQuiet(look.scene);
    look.scene = scene;
    if (other) this.paint();
    this.layers.draw();
    this.fit();
  }

  // Moves the view only when there is something else to look at.
  fit() {
    const { fit, fitKey } = this.look.scene;
    if (!fit || !fitKey || fitKey === this.fitted) return;
    const extent = this.layers.fitted();
    if (!extent || isEmpty(extent)) return;
    const [width, height] = this.map.getSize() || [];
    if (!width || !height) return;
    const view = this.map.getView();
    this.fitted = fitKey;
    view.cancelAnimations();
    view.fit(extent, {
      padding: this.wide.matches ? PADDING.wide : PADDING.narrow,
      maxZoom: 17,
      duration: this.still.matches ? 0 : 350,
    });
  }

  // ---- what happens ----

  // A member of the topmost feature of a layer there.
  at(pixel, key, layer, hitTolerance = 0) {
    const layerFilter = (other) => other === layer;
    const member = (feature) => feature.get(key);
    return this.map.forEachFeatureAtPixel(pixel, member, { layerFilter, hitTolerance }) || null;
  }

  pick(coordinate, pixel) {
    const { units, gaps, marks, planned } = this.layers;
    const [lon, lat] = toLonLat(coordinate);
    const hit = (key, layer) => (pixel ? this.at(pixel, key, layer, NEAR_PX) : null);
    this.options.onpick(
      { lon, lat },
      {
        unit: hit("code", units),
        gap: hit("rank", gaps),
        mark: hit("mark", marks),
        change: hit("change", planned),
      },
    );
  }

  // A mouse over a community, for the table to follow.
  hover(event) {
    const { dragging, pixel } = event;
    const { scene } = this.look;
    if (scene.planned) {
      if (!dragging) this.target.style.cursor = this.dragging.under(event) ? "grab" : "";
      return;
    }
    if (dragging || !scene.units || scene.gaps) return;
    const code = this.at(pixel, "code", this.layers.units);
    if (code === this.under) return;
    this.target.style.cursor = code ? "pointer" : "";
    this.hoverOver(code);
  }

  hoverOver(code) {
    if (code === this.under) return;
    this.under = code;
    this.options.onhover(code);
  }

  // The community that the table points at.
  point(code) {
    if (code === this.look.pointed) return;
    this.look.pointed = code;
    this.layers.units.changed();
  }

  resize() {
    this.map.updateSize();
    this.fit();
  }

  // Once everything in view is drawn, or a dead line has cost enough time.
  drawn() {
    const { map } = this;
    this.fitted = "";
    this.resize();
    const complete = new Promise((done) => {
      map.once("rendercomplete", done);
      map.render();
    });
    const patience = new Promise((done) => {
      setTimeout(done, PATIENCE_MS);
    });
    return Promise.race([complete, patience]);
  }

  // What is in view, in degrees.
  extent() {
    const { map } = this;
    return toDegrees(map.getView().calculateExtent(map.getSize()));
  }

  setTips(zoomIn, zoomOut) {
    const buttons = this.target.querySelectorAll(".ol-zoom button");
    [zoomIn, zoomOut].forEach((text, i) => {
      buttons[i].title = text;
      buttons[i].setAttribute("aria-label", text);
    });
  }
}

export const createMap = (target, options) => new SceneMap(target, options);
