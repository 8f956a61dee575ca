// SPDX-License-Identifier: GPL-3.0-or-later
// Where a service is missing: the homes it leaves out, as outlines on the map
// and as a list that says how much, why, and what one more would bring. Both
// the community's and the city's view show it in place of their figures.

import { percent, weight } from "../base/amounts.js";
import * as api from "../base/api.js";
import { button, h } from "../base/dom.js";
import { focusOn, waitLine } from "../base/panel.js";
import { facilityName, has, lang, metres, minutes, named, number, t } from "../base/text.js";
import { about, tools } from "./share.js";
import { backButton } from "./units.js";

const LISTED = 12; // of the gaps, the heaviest first

// Why a gap is one: the barrier in the way, by its name where it has one, or
// another cause that the answer names.
function cause({ cause: id, barrier }) {
  const key = barrier ? `cause_barrier_${barrier.kind}` : `cause_${id}`;
  const called = barrier && barrier.name ? t("cause_called", { name: barrier.name }) : "";
  return t(has(key) ? key : "cause_other", { called });
}

const degrees = (...values) => values.map((v) => Math.round(v * 1e6) / 1e6);

export class GapsPanel {
  // `panel` holds the list; `place` gives {unit, name, back} of what is asked
  // about, `below` the map's scene without the gaps.
  constructor(app, panel, { place, below }) {
    Object.assign(this, { app, panel, place, below });
    this.found = null;
    this.shown = false; // until it is closed
  }

  // `entered`: by a button that is gone now, so the focus goes to the title.
  load(entered) {
    const { state } = this.app;
    const { unit } = this.place();
    this.found = null;
    this.scene();
    const ask = async (signal) => {
      const { gaps, minutes: limit, pace } = state;
      this.found = await api.gaps(unit, gaps, limit, pace, LISTED, signal);
      this.draw();
      if (!this.shown && entered) focusOn(this.panel.box.querySelector("h2"));
      this.shown = true;
      this.app.say(this.summary());
    };
    return this.panel.ask(ask, {
      wait: this.shown ? null : [this.head(), waitLine(t("gaps_loading"))],
      retry: () => this.load(true),
      failed: (problem) => [this.head(), problem],
    });
  }

  limit() {
    return minutes(this.app.state.minutes * 60);
  }

  weight(value) {
    return weight(value, this.app.city.home_kind);
  }

  service() {
    return this.app.category.get(this.app.state.gaps);
  }

  head() {
    const { name, back } = this.place();
    const leave = () => this.app.set({ gaps: "", gap: 0 });
    const facts = [name, this.limit(), named(this.app.pace())];
    return [
      h("p", null, backButton(back, leave, { id: "gaps-back" })),
      h(
        "div",
        { class: "head" },
        h("h2", { tabindex: "-1" }, t("gaps_title", { category: named(this.service()) })),
        h("p", { class: "small" }, facts.join(" · ")),
      ),
    ];
  }

  summary() {
    const { uncovered, total, found, unknown } = this.found;
    const limit = this.limit();
    const open = unknown
      ? `${t("sentence_gap")}${t("gaps_unknown", { weight: this.weight(unknown) })}`
      : "";
    if (!uncovered) return t("gaps_none", { limit }) + open;
    const lacking = t("gaps_summary", {
      weight: this.weight(uncovered),
      share: percent(uncovered / total),
      limit,
      n: number(found),
      category: named(this.service()),
    });
    return lacking + open;
  }

  draw() {
    const { uncovered, found, features } = this.found;
    const rest = found - features.length;
    this.panel.show(
      this.head(),
      h("p", { class: "summary" }, this.summary()),
      rest > 0
        ? h("p", { class: "small" }, t("gaps_rest", { n: features.length, rest: number(rest) }))
        : null,
      h(
        "ol",
        { class: "plain", id: "gap-list" },
        features.map((feature) => this.item(feature.properties)),
      ),
      features.length ? h("p", { class: "small" }, t("gaps_note")) : null,
      tools(this.app),
      about(this.app),
    );
    const gap = uncovered ? t("bar_gap", { weight: this.weight(uncovered) }) : t("bar_no_gap");
    this.app.dock(`${named(this.service())} · ${gap}`);
    this.scene();
  }

  item(gap) {
    return h(
      "li",
      { class: "gap" },
      this.row(gap),
      h("p", null, this.why(gap)),
      h(
        "p",
        null,
        gap.mend && gap.mend.site
          ? h("i", { class: "plus", "aria-hidden": "true" }, `+${gap.rank}`)
          : null,
        this.mend(gap),
      ),
      this.link(gap),
      this.gate(gap),
      this.trials(gap),
      !this.place().unit && gap.unit ? h("p", null, this.unitButton(gap)) : null,
    );
  }

  row(gap) {
    const on = this.app.state.gap === gap.rank;
    const size = this.weight(gap.weight);
    return h(
      "button",
      {
        type: "button",
        class: "gap-row",
        id: `gap-${gap.rank}`,
        "aria-pressed": String(on),
        onclick: () => this.choose(on ? 0 : gap.rank),
      },
      h("span", { class: "gap-number" }, gap.rank),
      h(
        "span",
        { class: "gap-name" },
        this.place().unit || !gap.unit
          ? size
          : [gap.unit_name || gap.unit, h("span", { class: "small" }, size)],
      ),
      h("span", { class: "gap-show" }, t(on ? "gap_shown" : "gap_show")),
    );
  }

  // From a gap of the whole city to the community that it lies in.
  unitButton(gap) {
    const level = this.app.city.finest_level;
    const open = () => this.app.set({ view: "unit", level, unit: gap.unit, gap: 0 });
    return button("link", t("gap_unit", { unit: gap.unit_name || gap.unit }), open);
  }

  // On a phone the map comes up with the gap chosen.
  choose(rank) {
    this.app.set({ gap: rank });
    if (rank) this.app.showMap(true);
  }

  // Why, where the nearest is, and how much too far.
  why(gap) {
    const limit = this.limit();
    const both = (...parts) => [cause(gap), ...parts].join(t("sentence_gap"));
    if (gap.walk_seconds === null) return both(t("gap_nearest_none"));
    const over = gap.over_seconds > 0 ? [minutes(gap.over_seconds)] : [];
    const nearest = { name: gap.nearest_name, name_given: gap.nearest_name_given };
    const values = {
      limit,
      minutes: minutes(gap.walk_seconds),
      metres: metres(gap.walk_metres),
      straight: metres(gap.straight_metres),
      name: facilityName(nearest, this.service()),
    };
    return both(t("gap_nearest", values), ...over.map((n) => t("gap_over", { limit, over: n })));
  }

  mend(gap) {
    const site = gap.mend && gap.mend.site;
    return site ? t("gap_mend", this.gain(gap, site)) : t("gap_mend_none");
  }

  // On to a plan with one of the mends, written as plan/plan.js does.
  trials(gap) {
    const { site, link, gate } = gap.mend || {};
    const all = [
      site && ["site", ["a", this.app.state.gaps, ...degrees(site.lon, site.lat)]],
      link && ["link", ["l", ...degrees(...link.from, ...link.to)]],
      gate && ["gate", ["g", "1", ...degrees(gate.lon, gate.lat)]],
    ];
    const buttons = all.filter(Boolean).map(([id, fields]) => this.trial(gap, id, fields));
    return buttons.length ? h("div", { class: "tools" }, buttons) : null;
  }

  trial(gap, id, fields) {
    const { gaps } = this.app.state;
    const change = fields.join("~");
    const open = () => {
      const parts = this.app.state.plan.split("!").filter((part) => part && part !== change);
      const plan = [...parts, change].join("!");
      this.app.set({ view: "plan", plan, category: gaps, gap: gap.rank });
    };
    return button("quiet", t(`gap_try_${id}`), open, { id: `gap-try-${id}-${gap.rank}` });
  }

  gain(gap, mend) {
    return {
      weight: this.weight(mend.gained),
      share: percent(mend.gained / gap.weight),
      limit: this.limit(),
    };
  }

  // What a short new way, or a gate that is opened, would bring; null where
  // none helps.
  link(gap) {
    const link = gap.mend && gap.mend.link;
    if (!link) return null;
    return h("p", null, t("gap_link", { ...this.gain(gap, link), metres: metres(link.metres) }));
  }

  gate(gap) {
    const gate = gap.mend && gap.mend.gate;
    if (!gate) return null;
    return h(
      "p",
      null,
      t("gap_gate", {
        ...this.gain(gap, gate),
        name: gate.name ? t("gate_on", { street: gate.name }) : t("gate"),
      }),
    );
  }

  redraw() {
    if (this.found) this.draw();
  }

  scene() {
    const { found } = this;
    const { gap, minutes: limit, pace, gaps } = this.app.state;
    const key = `${this.place().unit} ${gaps} ${limit} ${pace}`;
    this.app.scene({
      ...this.below(),
      lang: lang(),
      gaps: found ? { features: found.features, selected: gap } : null,
      ...(found && found.features.length
        ? { fit: gap ? "gap" : "gaps", fitKey: `gaps ${key} ${gap}` }
        : {}),
    });
  }

  // A tap on an outline chooses it in the list.
  picked(rank) {
    this.app.set({ gap: rank });
    document.getElementById(`gap-${rank}`)?.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.found = null;
    this.shown = false;
  }
}
