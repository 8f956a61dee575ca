// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown, as the part of the address after '#': it can be shared, and
// is never sent to a server. Nothing is kept anywhere else.

import { unpack } from "./corners.js";

export const VIEWS = ["place", "unit", "city", "plan"];
export const MINUTES = [5, 10, 15];
export const RADII = ["300", "500", "800", "1000"]; // metres in a straight line; none: on foot
export const WHEN = ["now", "sunday"];
export const BEST = [1, 2, 3, 5, 10]; // sites that are asked for
export const ORDERS = ["near", "name", "open"];
export const ONLY = ["open", "wheelchair", "phone"];

const DEFAULTS = {
  lang: "zh",
  view: "place",
  lon: null,
  lat: null,
  crs: "", // what lon and lat came in, until they are WGS 84; never written
  name: "",
  minutes: 15,
  pace: "standard",
  open: "",
  show: "all",
  when: "",
  order: "near",
  only: "",
  services: "",
  radius: "",
  level: "",
  unit: "",
  other: "",
  area: "",
  category: "",
  gaps: "",
  gap: 0,
  plan: "",
  best: 0,
  sort: "gap",
  down: true,
};

const KEYS = {
  lang: (v) => (v === "en" ? "en" : "zh"),
  view: (v) => (VIEWS.includes(v) ? v : "place"),
  minutes: (v) => (MINUTES.includes(Number(v)) ? Number(v) : 15),
  name: (v) => v.slice(0, 80),
  pace: identifier,
  open: identifier,
  category: identifier,
  gaps: identifier,
  level: identifier,
  sort: identifier,
  show: (v) => (["missing", "unknown", "there"].includes(v) ? v : "all"),
  when: (v) => (WHEN.includes(v) ? v : ""),
  order: (v) => (ORDERS.includes(v) ? v : "near"),
  only: (v) =>
    v
      .split(".")
      .filter((one) => ONLY.includes(one))
      .join("."),
  services: (v) => (/^[a-z0-9_]{1,40}(\.[a-z0-9_]{1,40}){0,15}$/.test(v) ? v : ""),
  radius: (v) => (RADII.includes(v) ? v : ""),
  unit: (v) => v.slice(0, 120),
  other: (v) => v.slice(0, 120),
  area: (v) => (/^[\w-]{1,1500}$/.test(v) && unpack(v) ? v : ""),
  gap: (v) => (/^\d{1,2}$/.test(v) ? Number(v) : 0),
  plan: (v) => (/^[\w~!.*-]{1,6000}$/.test(v) ? v : ""), // plan/plan.js reads it
  best: (v) => (BEST.includes(Number(v)) ? Number(v) : 0),
};

function identifier(v) {
  return /^[a-z0-9_]{1,40}$/.test(v) ? v : "";
}

export function read(hash) {
  const state = { ...DEFAULTS };
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  for (const [key, check] of Object.entries(KEYS)) {
    if (query.has(key)) state[key] = check(query.get(key)) || DEFAULTS[key];
  }
  const at = parsePair(query.get("at") || "");
  if (at) [state.lon, state.lat] = at;
  const crs = (query.get("crs") || "").slice(0, 40);
  if (at && crs !== "wgs84") state.crs = crs;
  state.down = query.get("down") !== "0";
  return state;
}

export function write(state) {
  const query = [];
  for (const key of Object.keys(KEYS)) {
    if (state[key] !== DEFAULTS[key]) query.push(`${key}=${encodeURIComponent(state[key])}`);
  }
  if (hasPlace(state)) query.push(`at=${round(state.lon)},${round(state.lat)}`);
  if (!state.down) query.push("down=0");
  return `#${query.join("&")}`;
}

export const hasPlace = (state) => state.lon !== null && state.lat !== null;

const round = (v) => Math.round(v * 1e5) / 1e5;

// "104.06,30.66" as two numbers, or null.
export function parsePair(text) {
  const match =
    /^\s*(-?\d{1,3}(?:\.\d+)?)°?\s*[,;\s\uFF0C\uFF1B\u3001]\s*(-?\d{1,3}(?:\.\d+)?)°?\s*$/.exec(
      text,
    );
  return match ? [Number(match[1]), Number(match[2])] : null;
}

// What an address leaves open, or names though this city doesn't have it.
// `category` are the city's services by their id.
export function sensible(state, city, category) {
  const { paces, levels, finest_level: finest } = city;
  const served = [...category.values()].filter((row) => row.facilities > 0);
  const usual = served.find((row) => row.basic) || served[0] || { id: "all_basic" };
  const gaps = category.has(state.gaps) ? state.gaps : "";
  const asked = state.view === "city" && gaps ? gaps : state.category;
  const isOne = category.has(asked);
  return {
    ...state,
    gaps,
    radius: gaps ? "" : state.radius,
    pace: paces.some((pace) => pace.id === state.pace) ? state.pace : paces[0].id,
    level: levels.includes(state.level) ? state.level : finest || "",
    category: isOne || (asked === "all_basic" && state.view !== "plan") ? asked : usual.id,
  };
}
