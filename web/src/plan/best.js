// SPDX-License-Identifier: GPL-3.0-or-later
// Where a few more of a service would help most: the places, who gains by
// each, and what a different number of them would bring.

import { percent, weight } from "../base/amounts.js";
import * as api from "../base/api.js";
import { button, choice, h, segments } from "../base/dom.js";
import { failure, isFailure, panel, waitLine } from "../base/panel.js";
import { BEST } from "../base/state.js";
import { number, t } from "../base/text.js";
import { fileLink } from "../parts/downloads.js";
import { unitName } from "../parts/units.js";
import { curve } from "./curve.js";
import { serviceName } from "./gains.js";

const USUAL = 3;
const FARTHEST = BEST[BEST.length - 1]; // to which the curve goes
const SWIFT_MS = 3000; // a city in which that can be asked without a wish
const LISTED = 4; // communities that gain by a place

export class BestPlaces {
  // `act.take(sites)` puts some into the plan, `act.onchange()` hears of new ones.
  constructor(app, life, act) {
    Object.assign(this, { app, act });
    this.panel = panel(h("div", { id: "best-found" }), life);
    this.box = h("section", { id: "best" });
    this.found = this.curve = null;
    this.taken = new Set(); // ranks
    this.scope = app.state.unit; // the community that one may look in
  }

  wanted() {
    return this.app.state.best;
  }

  features() {
    return this.found && this.wanted() ? this.found.features : [];
  }

  // What the answer depends on.
  key() {
    const { category, unit, minutes, pace, best } = this.app.state;
    return [category, unit, minutes, pace, best].join(" ");
  }

  // `units` are all of the level, for the scope's name.
  draw(units) {
    const { app } = this;
    this.scope = app.state.unit || this.scope;
    const scope = units.find(({ code }) => code === this.scope);
    const category = serviceName(app, app.state.category);
    this.box.replaceChildren(
      h("h2", { id: "best-title", tabindex: "-1" }, t("best_title")),
      h(
        "div",
        { class: "plan-controls" },
        h("p", { class: "small" }, t("best_intro", { category })),
        this.choices(scope),
      ),
      this.panel.box,
    );
    this.drawFound();
  }

  choices(scope) {
    const { app } = this;
    const wanted = this.wanted();
    const counts = BEST.map((n) => [n, String(n)]);
    const scopes = [["", t("best_city")], ...(scope ? [[scope.code, unitName(scope)]] : [])];
    const find = () => app.set({ best: USUAL });
    return h(
      "div",
      { class: "row" },
      scope
        ? choice(t("best_scope"), "best-scope", scopes, app.state.unit, (unit) => app.set({ unit }))
        : null,
      wanted
        ? segments(t("best_count"), "best", counts, wanted, (best) => app.set({ best }))
        : button("primary", t("best_find"), find, { id: "best-find" }),
    );
  }

  // Asks where that is wanted and not yet known.
  load() {
    const key = this.key();
    if (!this.wanted()) {
      this.found = this.curve = this.asked = null;
      this.panel.end();
      this.panel.show();
      return this.act.onchange();
    }
    if (key === this.asked) return undefined;
    this.asked = key;
    this.found = this.curve = null;
    this.taken.clear();
    const ask = async (signal) => {
      const { app } = this;
      const start = Date.now();
      this.found = this.curve = await api.sites(app.state, this.wanted(), signal);
      this.drawFound();
      app.say(this.sum());
      this.act.onchange(true);
      if (Date.now() - start < SWIFT_MS) await this.farther(signal);
    };
    const retry = () => this.again();
    return this.panel.ask(ask, { wait: waitLine(t("best_wait")), busy: false, retry });
  }

  again() {
    this.asked = null;
    return this.load();
  }

  // Whether more places than are on show would say more.
  canGoOn() {
    const { found, curve: line } = this;
    return line === found && this.wanted() < FARTHEST && found.features.length === this.wanted();
  }

  // The curve to its end; where nobody pressed for it, that it doesn't come is no
  // failure of what is there.
  async farther(signal, pressed) {
    if (!this.canGoOn()) return;
    try {
      this.curve = await api.sites(this.app.state, FARTHEST, signal);
      this.drawFound();
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (pressed) this.panel.box.append(failure(error));
    }
  }

  sum() {
    const { found, app } = this;
    const n = found.features.length;
    if (!n || !found.gained) return t("best_none");
    return t("best_sum", {
      n,
      weight: weight(found.gained, app.city.home_kind),
      before: percent(found.covered_before / found.total),
      after: percent(found.covered_after / found.total),
    });
  }

  proof() {
    const { found, app } = this;
    const looked = number(found.candidates.looked_at);
    if (found.optimal) return t("best_optimal", { looked });
    return t("best_open", { looked, bound: weight(found.bound, app.city.home_kind) });
  }

  drawFound() {
    const { app, found } = this;
    if (!found) return;
    const n = found.features.length;
    const stop = () => app.set({ best: 0 });
    const files = ["geojson", "csv"].map((format) =>
      fileLink(format, api.sitesFile(app.state, this.wanted(), format)),
    );
    if (!n || !found.gained) {
      this.panel.show(h("p", { class: "notice" }, t("best_none")));
      return;
    }
    this.panel.show(
      h("p", { class: "summary" }, this.sum()),
      h("p", { class: "small" }, this.proof(), " ", t("best_room")),
      h(
        "ol",
        { class: "plain", id: "best-sites" },
        found.features.map(({ properties }) => this.site(properties)),
      ),
      h(
        "div",
        { class: "tools" },
        n > 1
          ? button("primary", t("best_take_all", { n }), () => this.take(found.features), {
              id: "best-take-all",
            })
          : null,
        h("span", { class: "small" }, t("download")),
        files,
        button("quiet", t("best_stop"), stop, { id: "best-stop" }),
      ),
      curve(app, this.curve, n),
      this.canGoOn()
        ? button(
            "quiet",
            t("best_farther", { n: FARTHEST }),
            () => this.farther(this.panel.signal(), true),
            { id: "best-farther" },
          )
        : null,
    );
  }

  site({ rank, gained, units }) {
    const { app, found } = this;
    const kind = app.city.home_kind;
    const names = units.slice(0, LISTED).map((unit) =>
      t("best_gains", {
        unit: unit.unit_name || t("outside"),
        weight: weight(unit.gained, kind),
      }),
    );
    const taken = this.taken.has(rank);
    const take = () => this.take([found.features.find((one) => one.properties.rank === rank)]);
    return h(
      "li",
      { class: "change site", "data-rank": rank },
      h("span", { class: "change-mark", "aria-hidden": "true" }, rank),
      h(
        "div",
        null,
        h(
          "p",
          { class: "service-name" },
          t("best_site", { n: rank }),
          t("list_comma"),
          t("gain_plus", { weight: weight(gained, kind) }),
        ),
        app.city.whole ? null : h("p", { class: "small" }, names.join(t("list_separator"))),
        h(
          "p",
          { class: "plan-controls" },
          button("quiet", t(taken ? "best_taken" : "best_take"), take, {
            id: `best-take-${rank}`,
            disabled: taken,
          }),
        ),
      ),
    );
  }

  take(features) {
    const fresh = features.filter(({ properties }) => !this.taken.has(properties.rank));
    if (!this.act.take(fresh.map(({ geometry }) => geometry.coordinates))) return;
    for (const { properties } of fresh) this.taken.add(properties.rank);
    this.drawFound();
  }
}
