// SPDX-License-Identifier: GPL-3.0-or-later
// Where one more would help: the place of the gap that one came from, or else
// the best of the community or the city.

import * as api from "../base/api.js";
import { h } from "../base/dom.js";
import { waitLine } from "../base/panel.js";
import { BEST } from "../base/state.js";
import { t } from "../base/text.js";
import { position } from "./plan.js";

const same = (a, b) => a[0] === b[0] && a[1] === b[1];

export class Suggestions {
  constructor(view) {
    this.view = view;
  }

  // Of the gap that is chosen, then of the heaviest.
  ofGaps(category) {
    const { context, app } = this.view;
    const { gaps, gap } = app.state;
    if (!context || gaps !== category) return [];
    const list = context.features.map(({ properties }) => properties);
    const chosen = list.filter(({ rank }) => rank === gap);
    return [...chosen, ...list]
      .map(({ mend }) => mend && mend.site)
      .filter(Boolean)
      .map(({ lon, lat }) => position([lon, lat]));
  }

  // The first that the plan hasn't got yet; `but` is the change that it is for.
  async find(category, but, signal) {
    const { plan, app } = this.view;
    const used = plan.changes.filter((one, i) => i !== but && one.category === category);
    const isFree = (at) => !used.some((one) => same(one.at, at));
    const near = this.ofGaps(category).find(isFree);
    if (near) return near;
    const k = BEST.find((n) => n > used.length) || BEST[BEST.length - 1];
    const { features } = await api.sites({ ...app.state, category }, k, signal);
    return features.map(({ geometry }) => position(geometry.coordinates)).find(isFree) || null;
  }

  ask(category, but, done) {
    const { told } = this.view;
    const work = async (signal) => {
      const at = await this.find(category, but, signal);
      told.show(at ? null : h("p", { class: "notice" }, t("change_best_none")));
      if (at) done(at);
    };
    const retry = () => this.ask(category, but, done);
    return told.ask(work, { wait: waitLine(t("best_wait")), busy: false, retry });
  }

  // Another one.
  add() {
    const { view } = this;
    return this.ask(view.app.state.category, -1, (at) => view.hand.take([at]));
  }

  // One that is there already.
  put(i) {
    const { view } = this;
    return this.ask(view.plan.changes[i].category, i, (at) => view.hand.put(i, at));
  }
}
