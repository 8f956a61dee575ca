// SPDX-License-Identifier: GPL-3.0-or-later
// Where a service is missing: the homes it leaves out, as outlines on the map
// and as a list that says how much, why, and what one more would bring. Both
// the community's and the city's view show it in place of their figures.

import * as api from "./api.js";
import { fill, h } from "./dom.js";
import { about, tools } from "./share.js";
import { facilityName, lang, metres, minutes, named, number, percent, t, weight } from "./text.js";

const LISTED = 12; // of the gaps, the heaviest first

// `root` holds the list; `place` gives {unit, name, back} of what is asked
// about, `scene` the map's scene without the gaps.
export function gapsPanel(app, root, { place, scene: below }) {
  let request = null;
  let found = null;
  let shown = false; // until it is closed

  const service = () => app.category.get(app.state.gaps);
  const limit = () => minutes(app.state.minutes * 60);
  const kind = () => app.city.home_kind;

  // `entered`: by a button that is gone now, so the focus goes to the title.
  async function load(entered) {
    if (request) request.abort();
    request = new AbortController();
    const { signal } = request;
    const { state } = app;
    root.setAttribute("aria-busy", "true");
    if (!shown) fill(root, head(), h("p", { class: "wait" }, t("gaps_loading")));
    found = null;
    scene();
    try {
      found = await api.gaps(place().unit, state.gaps, state.minutes, state.pace, LISTED, signal);
      draw();
      if (!shown && entered) root.querySelector("h2").focus({ preventScroll: true });
      shown = true;
      app.say(summary());
    } catch (error) {
      if (error.name !== "AbortError") fill(root, head(), app.problem(error, () => load(true)));
    } finally {
      if (request && request.signal === signal) root.removeAttribute("aria-busy");
    }
  }

  function head() {
    return [
      h("p", null, h("button", { type: "button", class: "quiet", id: "gaps-back", onclick: () => app.set({ gaps: "", gap: 0 }) },
        h("span", { "aria-hidden": "true" }, "‹ "), place().back)),
      h("div", { class: "head" },
        h("h2", { tabindex: "-1" }, t("gaps_title", { category: named(service()) })),
        h("p", { class: "small" }, [place().name, limit(), named(app.pace())].join(" · "))),
    ];
  }

  function summary() {
    if (!found.uncovered) return t("gaps_none", { limit: limit() });
    return t("gaps_summary", { weight: weight(found.uncovered, kind()), share: percent(found.uncovered / found.total),
      limit: limit(), n: number(found.found), category: named(service()) });
  }

  function draw() {
    const focus = document.activeElement && document.activeElement.id;
    const rest = found.found - found.features.length;
    fill(root, head(),
      h("p", { class: "summary" }, summary()),
      rest > 0 ? h("p", { class: "small" }, t("gaps_rest", { n: found.features.length, rest: number(rest) })) : null,
      h("ol", { class: "plain", id: "gap-list" }, found.features.map((feature) => item(feature.properties))),
      found.features.length ? h("p", { class: "small" }, t("gaps_note")) : null,
      tools(app), about(app));
    app.dock(`${named(service())} · ${found.uncovered ? t("bar_gap", { weight: weight(found.uncovered, kind()) }) : t("bar_no_gap")}`);
    scene();
    const again = focus && document.getElementById(focus);
    if (again && again !== document.activeElement) again.focus({ preventScroll: true });
  }

  function item(gap) {
    const on = app.state.gap === gap.rank;
    return h("li", { class: "gap" },
      h("button", { type: "button", class: "gap-row", id: `gap-${gap.rank}`, "aria-pressed": String(on),
        onclick: () => choose(on ? 0 : gap.rank) },
      h("span", { class: "gap-number" }, gap.rank),
      h("span", { class: "gap-name" }, place().unit || !gap.unit ? weight(gap.weight, kind()) : [gap.unit_name || gap.unit,
        h("span", { class: "small" }, weight(gap.weight, kind()))]),
      h("span", { class: "gap-show" }, t(on ? "gap_shown" : "gap_show"))),
      h("p", null, why(gap)),
      h("p", null, gap.mend ? h("i", { class: "plus", "aria-hidden": "true" }, `+${gap.rank}`) : null, mend(gap)),
      !place().unit && gap.unit ? h("p", null, h("button", { type: "button", class: "link",
        onclick: () => app.set({ view: "unit", level: app.city.finest_level, unit: gap.unit, gap: 0 }) },
      t("gap_unit", { unit: gap.unit_name || gap.unit }))) : null);
  }

  // On a phone the map comes up with the gap chosen.
  function choose(rank) {
    app.set({ gap: rank });
    if (rank) app.showMap(true);
  }

  // Why, and where the nearest is.
  function why(gap) {
    if (gap.walk_seconds === null) return `${t(`cause_${gap.cause}`, { limit: limit() })}${t("sentence_gap")}${t("gap_nearest_none")}`;
    const values = { limit: limit(), minutes: minutes(gap.walk_seconds), metres: metres(gap.walk_metres), straight: metres(gap.straight_metres),
      name: facilityName({ name: gap.nearest_name, name_given: gap.nearest_name_given }, service()) };
    return `${t(`cause_${gap.cause}`, values)}${t("sentence_gap")}${t("gap_nearest", values)}`;
  }

  const mend = (gap) => (gap.mend
    ? t("gap_mend", { weight: weight(gap.mend.gained, kind()), share: percent(gap.mend.gained / gap.weight), limit: limit() })
    : t("gap_mend_none"));

  function scene() {
    const { gap, minutes: m, pace, gaps } = app.state;
    const key = `${place().unit} ${gaps} ${m} ${pace}`;
    app.scene({ ...below(), lang: lang(),
      gaps: found ? { features: found.features, selected: gap } : null,
      ...(found && found.features.length
        ? { fit: gap ? "gap" : "gaps", fitKey: `gaps ${key} ${gap}` } : {}) });
  }

  return {
    load,
    redraw() { if (found) draw(); },
    scene,
    // A tap on an outline chooses it in the list.
    picked(rank) {
      app.set({ gap: rank });
      const row = document.getElementById(`gap-${rank}`);
      if (row) row.scrollIntoView({ block: "nearest" });
    },
    close() {
      if (request) request.abort();
      found = null;
      shown = false;
      root.removeAttribute("aria-busy");
    },
  };
}
