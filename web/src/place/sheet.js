// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of one facility: how far, whether it is open, the way in words,
// where the record comes from, and other map programs.

import { button, h } from "../base/dom.js";
import { clock, facilityName, has, lang, metres, minutes, t } from "../base/text.js";
import { closings } from "../parts/closings.js";
import { sourceKind } from "../parts/share.js";

const OUTSIDE = { rel: "noopener noreferrer nofollow", target: "_blank" };
// Places that were worked out from an address and are not that house.
const PLACED = ["number", "between", "in_street"];

// `number` is the one on the map, `about` its category.
export function sheet(app, { feature, number, about }, way, onway) {
  const p = feature.properties;
  const shown = way && way.id === p.id;
  const wayButton = button("quiet", t("directions"), () => onway(feature), {
    id: `way-${number - 1}`,
    "aria-pressed": String(Boolean(shown)),
  });
  return h(
    "li",
    { class: "facility" },
    h("span", { class: "number", "aria-hidden": "true" }, number),
    h(
      "div",
      null,
      h("p", { class: "facility-name" }, facilityName(p, about)),
      h("p", { class: "facility-far" }, far(p), openNow(p.hours, app)),
      shown ? null : closings(p.closings),
      said(p),
      facts(p),
      h("p", { class: "small" }, origin(app, p)),
      h("div", { class: "tools" }, wayButton, apps(p, number)),
      shown ? directions(app, way) : null,
    ),
  );
}

const far = ({ walk_seconds: s, walk_metres: m }) =>
  s === null || s === undefined ? t("reason_over_60_min") : `${minutes(s)} · ${metres(m)}`;

// What it says of itself: beds, services, price, who may come. Plain words, made
// by the server.
function said(p) {
  const text = p[`facts_${lang()}`];
  return text ? h("p", { class: "facts" }, text) : null;
}

function facts(p) {
  const quality = p.attributes?.place_quality;
  const placed = PLACED.includes(quality) ? t(`placed_${quality}`) : null;
  const fact = (key, value) => (value ? [h("dt", null, t(key)), h("dd", null, value)] : null);
  return h(
    "dl",
    null,
    fact("address", p.address),
    fact("place", placed),
    fact("hours", hoursText(p)),
    fact("phone", phone(p.phone)),
    fact("website", website(p.website)),
  );
}

function origin(app, p) {
  const known = (app.city.sources || []).find(({ name }) => name === p.source);
  const source = known ? sourceKind(known.kind) : p.source;
  const checked = p.checked_on ? t("checked_on", { date: p.checked_on }) : t("checked_never");
  const from = source ? t("from_source", { source }) : "";
  return [from, checked].filter(Boolean).join(t("list_comma"));
}

const OPEN = new Map([
  [true, "open"],
  [false, "closed"],
]);

// "Open now, closes at 18:00", where the server could read the hours; or
// whether it is open on the Sunday asked about.
function openNow(hours, app) {
  if (!hours) return null;
  const sunday = app.state.when === "sunday";
  const state = OPEN.get(sunday ? hours.sunday : hours.open_now) || "unsure";
  const change = !sunday && state !== "unsure" && hours.next_change;
  const time = change && clock(change, app.city.timezone);
  return h(
    "span",
    { class: `open-now ${state}` },
    t(`${sunday ? "sunday" : "now"}_${state}`),
    time ? t("list_comma") + t(`${state}_until`, { time }) : "",
  );
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
  return h("a", { href: text, ...OUTSIDE }, t("opens_website"));
}

// Other map programs: each link is made by the server, in the coordinates
// that the program wants, and opened only by a tap.
function apps(p, number) {
  const links = Object.entries(p.maps || {}).filter(([, url]) => /^(https|geo):/.test(url));
  if (!links.length) return null;
  const name = (id) => (has(`apps_${id}`) ? t(`apps_${id}`) : id);
  return h(
    "details",
    { class: "apps" },
    h("summary", { id: `apps-${number - 1}` }, t("apps")),
    h("p", { class: "small" }, t("apps_why")),
    h(
      "ul",
      { class: "plain tools" },
      links.map(([id, href]) =>
        h("li", null, h("a", { class: "button quiet", href, ...OUTSIDE }, name(id))),
      ),
    ),
  );
}

function directions(app, way) {
  if (way.failed) return h("p", { class: "small" }, t("route_failed"));
  const { walk_seconds: s, walk_metres: m, steps, closings: gates } = way.feature.properties;
  const toMap = button("link way-map", t("show_map"), () => app.showMap(true));
  const shown = t("directions_shown", { minutes: minutes(s), metres: metres(m) });
  return h(
    "div",
    { class: "way" },
    h("p", { class: "small" }, shown, " ", toMap),
    closings(gates),
    steps && steps.length
      ? h(
          "ol",
          { class: "steps" },
          steps.map((step) => h("li", null, step.text)),
        )
      : null,
  );
}
