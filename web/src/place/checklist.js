// SPDX-License-Identifier: GPL-3.0-or-later
// A place's services: a summary, then each with whether it is there, missing
// or unknown, in the groups that the city has them in.

import { button, h, segments } from "../base/dom.js";
import { has, minutes, named, t } from "../base/text.js";
import { wheelsText } from "../parts/measure.js";
import { tools } from "../parts/share.js";
import { MARKS, service, stateOf } from "./service.js";

const STATES = ["there", "missing", "unknown"];
const NAMED = 4; // of the basic services that are missing

function counts({ categories }) {
  const n = { there: 0, missing: 0, unknown: 0 };
  for (const row of categories) n[stateOf(row)] += 1;
  return n;
}

// "12 there · 3 missing · 31 unknown"
export function counted(circle) {
  const n = counts(circle);
  return STATES.map((state) => t(`show_${state}`, { n: n[state] })).join(" · ");
}

export function summary(app, circle) {
  const { when, minutes: limit } = app.state;
  const text = t("summary", {
    ...counts(circle),
    total: circle.categories.length,
    pace: named(app.pace()),
    limit: minutes(limit * 60),
  });
  return (when ? t(`summary_${when}`) : "") + text;
}

function missingBasics(app, { categories }) {
  const basics = categories.filter((row) => app.category.get(row.category)?.basic);
  if (!basics.some((row) => row.covered !== null)) return t("summary_no_basics");
  const missing = basics.filter((row) => row.covered === false);
  const names = missing.map((row) => named(app.category.get(row.category)));
  if (!names.length) return t("summary_complete");
  const list = names.slice(0, NAMED).join(t("list_separator"));
  const more = names.length > NAMED;
  return t("summary_missing", {
    names: more ? t("summary_and_more", { names: list, n: names.length }) : list,
  });
}

function wheels(circle) {
  const text = wheelsText(circle.wheelchair_counted, circle.wheelchair_unstated);
  return text ? h("p", { class: "small" }, text) : null;
}

export function heading(app, circle) {
  const { name, lon, lat } = app.state;
  const unit = circle.unit_name || circle.unit;
  const none = app.city.levels.length ? t("in_no_unit") : "";
  const where = unit ? t("in_unit", { unit }) : none;
  const position = `${lon.toFixed(5)}, ${lat.toFixed(5)}`;
  return [
    h(
      "div",
      { class: "head" },
      h("h2", null, name || t("picked")),
      h("p", { class: "small" }, position, where ? " · " : "", where),
    ),
    circle.reason
      ? null
      : [
          h("p", { class: "summary" }, summary(app, circle), " ", missingBasics(app, circle)),
          wheels(circle),
          tools(app),
        ],
  ];
}

// Why nothing can be said of this place, and the street to `go` from.
export function refusal({ help, reason }, go, toCity) {
  const key = has(`place_${reason}`) ? reason : "unlinked";
  const there = help && help.lon !== null;
  const ashore = () => go(help, help.street || t("place_ashore_name"));
  return h(
    "div",
    { class: "notice", role: "alert" },
    h("p", null, h("strong", null, t(`place_${key}`))),
    help ? h("p", null, named(help, "text")) : null,
    h(
      "div",
      { class: "tools" },
      there ? button("primary", t("place_ashore"), ashore, { id: "ashore" }) : null,
      button(there ? "quiet" : "primary", t("back_to_extent"), toCity),
    ),
  );
}

function filter(app, circle) {
  const n = { ...counts(circle), all: circle.categories.length };
  const options = ["all", ...STATES].map((state) => [state, t(`show_${state}`, { n: n[state] })]);
  return segments(t("show"), "show", options, app.state.show, (show) => app.set({ show }));
}

// `under` gives what stands under the row that is open.
export function checklist(app, circle, under) {
  const { show } = app.state;
  const groups = new Map();
  // What the data know nothing of comes last, as one line to open.
  const isBlank = (row) => show === "all" && row.reason === "no_data";
  const blank = circle.categories.filter(isBlank);
  for (const row of circle.categories) {
    if (isBlank(row)) continue;
    if (!groups.has(row.group)) groups.set(row.group, []);
    groups.get(row.group).push(row);
  }
  const sections = [...groups.values()].map((rows) => group(app, rows, under)).filter(Boolean);
  const nothing = sections.length + blank.length === 0;
  return [
    filter(app, circle),
    sections,
    nothing ? h("p", null, t("show_nothing")) : null,
    blank.length ? noData(app, blank) : null,
  ];
}

const noData = (app, rows) =>
  h(
    "details",
    { class: "group no-data", id: "no-data" },
    h(
      "summary",
      null,
      h("span", { class: "mark unknown", "aria-hidden": "true" }, MARKS.unknown),
      t("no_data_rows", { n: rows.length }),
    ),
    h("p", { class: "small" }, t("no_data_why")),
    h(
      "ul",
      { class: "plain columns" },
      rows.map((row) =>
        h("li", { class: "service unknown" }, named(app.category.get(row.category) || {})),
      ),
    ),
  );

function group(app, rows, under) {
  const { show } = app.state;
  const shown = rows.filter((row) => show === "all" || stateOf(row) === show);
  if (!shown.length) return null;
  const about = app.category.get(rows[0].category) || {};
  const there = rows.filter((row) => row.covered === true).length;
  return h(
    "section",
    { class: "group" },
    h(
      "h3",
      null,
      named(about, "group"),
      h("span", { class: "count" }, t("group_count", { there, total: rows.length })),
    ),
    h(
      "ul",
      { class: "plain" },
      shown.map((row) => service(app, row, under)),
    ),
  );
}
