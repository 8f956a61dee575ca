// SPDX-License-Identifier: GPL-3.0-or-later
// One service of the checklist: how far its nearest is, or why that isn't
// known; under it, once it is opened, its nearest facilities.

import { h } from "../base/dom.js";
import { facilityName, has, metres, minutes, named, t } from "../base/text.js";
import { closings } from "../parts/closings.js";

export const MARKS = { there: "✓", missing: "✕", unknown: "?" };

export function stateOf({ covered }) {
  if (covered === true) return "there";
  return covered === false ? "missing" : "unknown";
}

function thereText({ count }, far) {
  const more = count > 1 ? ` · ${t("row_more", { n: count, limit: far.limit })}` : "";
  return t("row_there", far) + more;
}

function detail(app, row, about) {
  const { when } = app.state;
  const state = stateOf(row);
  const limit = minutes(app.state.minutes * 60);
  const way = (one) => ({ name: facilityName(one, about), minutes: minutes(one.walk_seconds) });
  const { nearest, reason, unknown_hours: unsure } = row;
  const far =
    nearest && nearest.walk_seconds !== null
      ? { ...way(nearest), metres: metres(nearest.walk_metres), limit }
      : null;
  if (state === "there" && far) return thereText(row, far);
  const open = when && t(`when_${when}`);
  if (state === "missing" && reason === "none_open") {
    return t("row_none_open", { limit, when: open });
  }
  if (reason === "hours_unknown" && unsure) {
    return t("row_hours_unknown", { when: open, ...way(unsure) });
  }
  if (state === "missing") return far ? t("row_missing", far) : t("row_missing_far", { limit });
  return t(has(`reason_${reason}`) ? `reason_${reason}` : "reason_other");
}

export function service(app, row, under) {
  const id = row.category;
  const state = stateOf(row);
  const about = app.category.get(id) || { id, name_zh: id };
  const open = app.state.open === id;
  const body = [
    h("span", { class: `mark ${state}`, "aria-hidden": "true" }, MARKS[state]),
    h(
      "span",
      { class: "service-text" },
      h(
        "span",
        { class: "service-name" },
        named(about),
        h("span", { class: "unseen" }, `: ${t(`state_${state}`)}.`),
      ),
      h("span", { class: "service-detail" }, detail(app, row, about)),
      closings((row.nearest || row.unknown_hours)?.closings, "span"),
    ),
  ];
  const control = {
    type: "button",
    id: `open-${id}`,
    class: "service-row",
    "aria-expanded": String(open),
    "aria-controls": `near-${id}`,
    onclick: () => app.set({ open: open ? "" : id, services: "" }),
  };
  return h(
    "li",
    { class: `service ${state}` },
    row.reason === "no_data"
      ? h("div", { class: "service-row" }, body)
      : h("button", control, body),
    open ? under(about) : null,
  );
}
