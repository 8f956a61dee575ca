// SPDX-License-Identifier: GPL-3.0-or-later
// The nearest facilities of a service, as a list to sort and to narrow.

import { button, choice, h } from "../base/dom.js";
import { ONLY, ORDERS } from "../base/state.js";
import { byName, facilityName, named, t } from "../base/text.js";
import { sheet } from "./sheet.js";

const isOpen = (p) => (p.hours ? p.hours.open_now : null);
const HAS = {
  open: (p) => isOpen(p) === true,
  wheelchair: (p) => p.wheelchair === "yes" || p.wheelchair === "limited",
  phone: (p) => Boolean(p.phone),
};
// What is unknown comes between what is and what is not.
const openness = (p) => [true, null, false].indexOf(isOpen(p) ?? null);
const ORDER = {
  near: () => 0, // as they came
  name: (a, b, name) => byName(name(a), name(b)),
  open: (a, b) => openness(a.properties) - openness(b.properties),
};

// `list` is {about, features, more, note}; `way` {id, feature or failed}.
// Each keeps the number that it has on the map, whatever the order.
export function facilityList(app, { about, features, more, note }, way, { onway, onmore }) {
  const { order, only } = app.state;
  const wanted = only ? only.split(".") : [];
  const name = (feature) => facilityName(feature.properties, about);
  const shown = features
    .map((feature, i) => ({ feature, number: i + 1 }))
    .filter(({ feature }) => wanted.every((one) => HAS[one](feature.properties)))
    .sort((a, b) => ORDER[order](a.feature, b.feature, name) || a.number - b.number);
  const list = shown.map((one) => sheet(app, { ...one, about }, way, onway));
  return h(
    "div",
    { class: "near", id: `near-${about.id}` },
    h("h4", { class: "unseen" }, t("near_title", { category: named(about) })),
    note ? h("p", null, note) : null,
    features.length > 1 ? sieve(app, wanted, features) : null,
    !features.length ? h("p", null, t("near_none")) : null,
    features.length && !shown.length ? h("p", null, t("only_none", { n: features.length })) : null,
    h("ol", { class: "plain" }, list),
    more ? button("quiet", t("near_more"), () => onmore(), { id: "near-more" }) : null,
  );
}

const chip = (one, checked, onchange) =>
  h(
    "label",
    { class: "chip" },
    h("input", { type: "checkbox", id: `only-${one}`, checked, onchange }),
    h("span", null, t(`only_${one}`)),
  );

// Only what can make a difference to this list is offered.
function sieve(app, wanted, features) {
  const toggle = (one) => {
    const next = wanted.includes(one) ? wanted.filter((w) => w !== one) : [...wanted, one];
    app.set({ only: next.join(".") });
  };
  const differs = (one) => features.some((feature) => HAS[one](feature.properties));
  const useful = ONLY.filter((one) => wanted.includes(one) || differs(one));
  const hours = features.some((feature) => feature.properties.hours);
  const orders = ORDERS.filter((one) => one !== "open" || hours).map((one) => [
    one,
    t(`order_${one}`),
  ]);
  const chips = useful.map((one) => chip(one, wanted.includes(one), () => toggle(one)));
  return h(
    "div",
    { class: "sieve" },
    choice(t("order"), "order", orders, app.state.order, (order) => app.set({ order })),
    chips.length ? h("fieldset", { class: "chips" }, h("legend", null, t("only")), chips) : null,
  );
}
