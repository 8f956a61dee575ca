// SPDX-License-Identifier: GPL-3.0-or-later
// Everything around the views: the links to them, the language, the map's side
// and the switch to it on a phone, the line that is read out, and paper.

import { fill, h } from "./base/dom.js";
import { VIEWS, write } from "./base/state.js";
import { setLanguage, t } from "./base/text.js";

export const element = (id) => document.getElementById(id);

// The state with another view from its top, without the gaps of this one.
export const inView = (state, id) =>
  id === state.view ? state : { ...state, view: id, gaps: "", gap: 0 };

const otherLanguage = ({ state }) => (state.lang === "zh" ? "en" : "zh");

// What a view may ask of the frame.
const methods = (app) => ({
  say(text) {
    element("live").textContent = "";
    requestAnimationFrame(() => {
      element("live").textContent = text;
    });
  },

  // The line beside the map switch on a phone; `action` {text, act} adds a
  // button to it.
  dock(text, action) {
    const control = element("dock-action");
    element("dock-text").textContent = text;
    control.hidden = !action;
    control.textContent = action ? action.text : "";
    control.onclick = action ? action.act : null;
  },

  top() {
    element("main").scrollTop = 0;
    window.scrollTo(0, 0);
  },

  // On a phone the map lies over the list, or the list over the map.
  showMap(on) {
    const toggle = element("toggle");
    document.body.classList.toggle("map-first", on);
    toggle.textContent = t(on ? "show_list" : "show_map");
    toggle.setAttribute("aria-pressed", String(on));
    if (app.map) app.map.resize();
  },

  // Paper has another size than the screen, and on a phone the map may not be
  // there at all: it is drawn before the printer is asked.
  async mapForPaper() {
    const after = () => {
      document.body.classList.remove("to-print");
      if (app.map) app.map.resize();
    };
    document.body.classList.add("to-print");
    window.addEventListener("afterprint", after, { once: true });
    if (app.map) await app.map.drawn();
  },
});

const isMapFirst = () => document.body.classList.contains("map-first");

function listen(app) {
  element("language").addEventListener("click", () => app.set({ lang: otherLanguage(app) }));
  element("toggle").addEventListener("click", () => app.showMap(!isMapFirst()));
  // The part after '#' is the state, so the skip link moves by hand.
  element("skip").addEventListener("click", (event) => {
    event.preventDefault();
    app.showMap(false);
    element("main").focus();
  });
}

function drawLinks(app) {
  const open = (event, id) => {
    event.preventDefault();
    app.set(inView(app.state, id));
  };
  const link = (id) => {
    const href = write(inView(app.state, id));
    return h("a", { href, "data-view": id, onclick: (event) => open(event, id) }, t(`view_${id}`));
  };
  element("views").setAttribute("aria-label", t("views"));
  fill(element("views"), VIEWS.map(link));
}

function drawMapSide(app) {
  element("map-side").setAttribute("aria-label", t("map"));
  element("map").setAttribute("aria-label", t("map_help"));
  const retry = h("button", { type: "button", onclick: () => location.reload() }, t("retry"));
  fill(element("map-notice"), h("p", null, t("map_failed")), retry);
  app.showMap(isMapFirst());
  if (app.map) app.map.setTips(t("zoom_in"), t("zoom_out"));
}

// Adds to `app` what a view may ask of the frame; `answers` is the line of what
// is kept.
export function createFrame(app, answers) {
  Object.assign(app, methods(app));
  listen(app);
  return {
    // All of it, in the page's language.
    draw() {
      const { lang } = app.state;
      setLanguage(lang);
      document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
      document.title = [app.cityName(), t("title")].filter(Boolean).join(" · ");
      element("dock").hidden = element("language").hidden = false; // they need this script
      element("skip").textContent = t("skip");
      element("brand").textContent = t("title");
      element("city-name").textContent = app.cityName();
      element("language").textContent = t("switch_language");
      element("language").lang = lang === "zh" ? "en" : "zh-CN";
      drawLinks(app);
      drawMapSide(app);
      answers.draw();
    },

    // Which of the views is on show.
    current(id) {
      for (const link of element("views").querySelectorAll("a")) {
        if (link.dataset.view === id) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
        link.setAttribute("href", write(inView(app.state, link.dataset.view)));
      }
    },
  };
}
