// SPDX-License-Identifier: GPL-3.0-or-later
// What a community's view shows: its facts and bars, the list to jump by, what
// stands there where there are no communities.

import { weight } from "../base/amounts.js";
import * as api from "../base/api.js";
import { button, h } from "../base/dom.js";
import { focusOn } from "../base/panel.js";
import { number, t } from "../base/text.js";
import { downloads, fileLink } from "../parts/downloads.js";
import { countedIn } from "../parts/measure.js";
import { about, tools } from "../parts/share.js";
import { approximateBadge, isName, nameBadge, unitName } from "../parts/units.js";

const PARTS = [
  [".ranks", "rank_title"],
  ["#report", "report_title"],
  ["#bars-title", "bars_title"],
];

// The view is long: its parts by a tap. The address is the state, so these
// are no links.
export function jumps(box) {
  const jump = (selector) => {
    const part = box.querySelector(selector);
    if (!part) return;
    const title = part.querySelector("h3") || part;
    title.setAttribute("tabindex", "-1");
    focusOn(title);
    title.scrollIntoView({ block: "start" });
  };
  return h(
    "nav",
    { class: "tools jumps", "aria-label": t("jumps") },
    PARTS.map(([selector, key]) => button("quiet", t(key), () => jump(selector))),
  );
}

// What a name alone lacks, and the command that brings it.
const nameNotice = ({ level, code }) =>
  h(
    "div",
    { class: "notice" },
    h("p", null, t("name_only_why")),
    h("p", null, t("name_only_do", { code })),
    h("p", null, h("code", null, `lifecircle import units FILE --level ${level}`)),
  );

function head(app, unit) {
  if (isName(unit)) {
    return h(
      "div",
      { class: "head" },
      h("h2", null, unitName(unit), nameBadge()),
      h("p", { class: "small" }, t("name_only_what")),
    );
  }
  const facts = {
    weight: weight(unit.weight || 0, app.city.home_kind),
    homes: number(unit.homes || 0),
    facilities: number(unit.facilities || 0),
  };
  return h(
    "div",
    { class: "head" },
    h("h2", null, unitName(unit), unit.approximate ? approximateBadge() : null),
    h("p", { class: "small" }, t("unit_facts", facts)),
  );
}

// `body` are the bars, or a line that says that they are on their way.
export function figures(app, unit, body, rows) {
  const { state } = app;
  const file = (format) => fileLink(format, api.unitCoverageFile(state.unit, state, format));
  return [
    head(app, unit),
    unit.approximate ? h("p", { class: "notice" }, t("approximate_why")) : null,
    isName(unit) ? nameNotice(unit) : body,
    countedIn(app, rows),
    h("div", { class: "tools" }, tools(app), downloads(file)),
    about(app),
  ];
}

export function noUnits(app) {
  const toCity = () => app.set({ view: "city" });
  return [
    h("div", { class: "notice" }, h("p", null, t("no_units")), h("p", null, t("no_units_do"))),
    button("primary", t("no_units_city"), toCity),
    about(app),
  ];
}
