// SPDX-License-Identifier: GPL-3.0-or-later
// The nearest facilities of a service, as a list to sort and to narrow.

import { button, choice, h } from "../base/dom.js";
import { ONLY, ORDERS } from "../base/state.js";
import { byName, facilityName, named, t } from "../base/text.js";
import { menu, serviceNames } from "./menu.js";
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

// `list` is {about, features, sure, unstated, services, more, note}: the first
// `sure` offer the services that are asked for, the others don't say. `way` is
// {id, feature or failed}. Each keeps the number that it has on the map, whatever
// the order.
export function facilityList(app, list, way, { onway, onmore }) {
  const { about, features, sure, more, note } = list;
  const { order, only } = app.state;
  const wanted = only ? only.split(".") : [];
  const name = (feature) => facilityName(feature.properties, about);
  const shown = features
    .map((feature, i) => ({ feature, number: i + 1 }))
    .filter(({ feature }) => wanted.every((one) => HAS[one](feature.properties)))
    .sort((a, b) => ORDER[order](a.feature, b.feature, name) || a.number - b.number);
  const rows = (some) => some.map((one) => sheet(app, { ...one, about }, way, onway));
  return h(
    "div",
    { class: "near", id: `near-${about.id}` },
    h("h4", { class: "unseen" }, t("near_title", { category: named(about) })),
    note ? h("p", null, note) : null,
    menu(app, about, list.services),
    features.length > 1 ? sieve(app, wanted, features) : null,
    sure ? null : h("p", null, noneText(list)),
    features.length && !shown.length ? h("p", null, t("only_none", { n: features.length })) : null,
    h("ol", { class: "plain" }, rows(shown.filter(({ number }) => number <= sure))),
    unstated(list, rows(shown.filter(({ number }) => number > sure))),
    more ? button("quiet", t("near_more"), () => onmore(), { id: "near-more" }) : null,
  );
}

function noneText({ services }) {
  if (!services.length) return t("near_none");
  return t("near_none_offers", { services: serviceNames(services) });
}

// Nearer ones than the first that offers it, which don't say whether they do.
function unstated({ sure, unstated: n, services }, rows) {
  if (!n) return null;
  const said = { n, services: serviceNames(services) };
  return [
    h("p", { class: "notice" }, t(sure ? "near_unstated" : "near_unstated_all", said)),
    h("ol", { class: "plain" }, rows),
  ];
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
