// SPDX-License-Identifier: GPL-3.0-or-later
// The nearest facilities of a service, as a list to sort and to narrow; each
// with its hours, its way in words, and what else is known of it.

import { choice, h } from "./dom.js";
import { ONLY, ORDERS } from "./state.js";
import { clock, facilityName, has, lang, metres, minutes, named, t } from "./text.js";

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
  name: (a, b, name) => name(a).localeCompare(name(b), lang() === "zh" ? "zh-CN" : "en"),
  open: (a, b) => openness(a.properties) - openness(b.properties),
};

// `list` is {about, features, more, note}; `way` {id, feature or failed}.
// Each keeps the number that it has on the map, whatever the order.
export function facilityList(app, { about, features, more, note }, way, { onway, onmore }) {
  const { order, only } = app.state;
  const wanted = only ? only.split(".") : [];
  const name = (feature) => facilityName(feature.properties, about);
  const shown = features.map((feature, i) => ({ feature, number: i + 1 }))
    .filter(({ feature }) => wanted.every((one) => HAS[one](feature.properties)))
    .sort((a, b) => ORDER[order](a.feature, b.feature, name) || a.number - b.number);
  return h("div", { class: "near", id: `near-${about.id}` },
    h("h4", { class: "unseen" }, t("near_title", { category: named(about) })),
    note ? h("p", null, note) : null,
    features.length > 1 ? sieve(app, wanted, features) : null,
    !features.length ? h("p", null, t("near_none")) : null,
    features.length && !shown.length ? h("p", null, t("only_none", { n: features.length })) : null,
    h("ol", { class: "plain" }, shown.map(({ feature, number }) => sheet(app, feature, number, about, way, onway))),
    more ? h("button", { type: "button", class: "quiet", id: "near-more", onclick: onmore }, t("near_more")) : null);
}

// Only what can make a difference to this list is offered.
function sieve(app, wanted, features) {
  const toggle = (one) => app.set({ only: (wanted.includes(one) ? wanted.filter((w) => w !== one) : [...wanted, one]).join(".") });
  const useful = ONLY.filter((one) => wanted.includes(one) || features.some((f) => HAS[one](f.properties)));
  const orders = ORDERS.filter((one) => one !== "open" || features.some((f) => f.properties.hours));
  return h("div", { class: "sieve" },
    choice(t("order"), "order", orders.map((one) => [one, t(`order_${one}`)]), app.state.order, (order) => app.set({ order })),
    useful.length ? h("fieldset", { class: "chips" }, h("legend", null, t("only")), useful.map((one) =>
      h("label", { class: "chip" },
        h("input", { type: "checkbox", id: `only-${one}`, checked: wanted.includes(one), onchange: () => toggle(one) }),
        h("span", null, t(`only_${one}`))))) : null);
}

function sheet(app, feature, number, about, way, onway) {
  const p = feature.properties;
  const fact = (key, ...value) => (value.some(Boolean) ? [h("dt", null, t(key)), h("dd", null, value)] : null);
  const shown = way && way.id === p.id;
  const wheelchair = ["yes", "no", "limited"].includes(p.wheelchair) ? t(`wheelchair_${p.wheelchair}`) : null;
  const source = (app.city.sources || []).find((s) => s.name === p.source);
  const from = source ? t(has(`source_${source.kind}`) ? `source_${source.kind}` : "source_other") : p.source;
  return h("li", { class: "facility" },
    h("span", { class: "number", "aria-hidden": "true" }, number),
    h("div", null,
      h("p", { class: "facility-name" }, facilityName(p, about)),
      h("p", { class: "facility-far" },
        p.walk_seconds === null || p.walk_seconds === undefined ? t("reason_over_60_min")
          : `${minutes(p.walk_seconds)} · ${metres(p.walk_metres)}`, openNow(p.hours, app)),
      h("dl", null,
        fact("address", p.address),
        fact("hours", hoursText(p)),
        fact("phone", phone(p.phone)),
        fact("website", website(p.website)),
        fact("wheelchair", wheelchair)),
      h("p", { class: "small" }, [from ? t("from_source", { source: from }) : "",
        p.checked_on ? t("checked_on", { date: p.checked_on }) : t("checked_never")].filter(Boolean).join(t("list_comma"))),
      h("div", { class: "tools" },
        h("button", { type: "button", class: "quiet", id: `way-${number - 1}`, "aria-pressed": String(Boolean(shown)),
          onclick: () => onway(feature) }, t("directions")),
        apps(p, number)),
      shown ? directions(app, way) : null));
}

// "Open now, closes at 18:00", where the server could read the hours; or
// whether it is open on the Sunday asked about.
function openNow(hours, app) {
  if (!hours) return null;
  const { when } = app.state;
  const word = (value) => (value === true ? "open" : value === false ? "closed" : "unsure");
  const state = word(when === "sunday" ? hours.sunday : hours.open_now);
  const change = when !== "sunday" && state !== "unsure" && hours.next_change;
  return h("span", { class: `open-now ${state}` }, t(`${when === "sunday" ? "sunday" : "now"}_${state}`),
    change ? t("list_comma") + t(`${state}_until`, { time: clock(hours.next_change, app.city.timezone) }) : "");
}

const hoursText = (p) => (p.hours && p.hours[`text_${lang()}`]) || p.opening_hours;

// A number to dial, if it looks like one.
function phone(text) {
  if (!text) return null;
  const digits = text.split(/[;,、/]/)[0].replace(/[^\d+]/g, "");
  return digits.length >= 3 ? h("a", { href: `tel:${digits}` }, text) : text;
}

// Only web addresses become links: a table's cell could hold anything.
function website(text) {
  if (!text || !/^https?:\/\//i.test(text)) return text;
  return h("a", { href: text, rel: "noopener noreferrer nofollow", target: "_blank" }, t("opens_website"));
}

// Other map programs: each link is made by the server, in the coordinates
// that the program wants, and opened only by a tap.
function apps(p, number) {
  const links = Object.entries(p.maps || {}).filter(([, url]) => /^(https|geo):/.test(url));
  if (!links.length) return null;
  return h("details", { class: "apps" },
    h("summary", { id: `apps-${number - 1}` }, t("apps")),
    h("p", { class: "small" }, t("apps_why")),
    h("ul", { class: "plain tools" }, links.map(([id, url]) => h("li", null,
      h("a", { class: "button quiet", href: url, rel: "noopener noreferrer nofollow", target: "_blank" },
        has(`apps_${id}`) ? t(`apps_${id}`) : id)))));
}

function directions(app, way) {
  if (way.failed) return h("p", { class: "small" }, t("route_failed"));
  const { walk_seconds: s, walk_metres: m, steps } = way.feature.properties;
  return h("div", { class: "way" },
    h("p", { class: "small" }, t("directions_shown", { minutes: minutes(s), metres: metres(m) }), " ",
      h("button", { type: "button", class: "link way-map", onclick: () => app.showMap(true) }, t("show_map"))),
    steps && steps.length ? h("ol", { class: "steps" }, steps.map((step) =>
      h("li", null, step.text))) : null);
}
