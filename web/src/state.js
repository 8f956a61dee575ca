// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown, as the part of the address after '#': it can be shared, and
// is never sent to a server. Nothing is kept anywhere else.

export const VIEWS = ["place", "unit", "city"];
export const MINUTES = [5, 10, 15];

const DEFAULTS = {
  lang: "zh", view: "place", lon: null, lat: null, name: "", minutes: 15, pace: "standard",
  open: "", show: "all", level: "", unit: "", category: "", gaps: "", gap: 0, sort: "gap", down: true,
};

const KEYS = {
  lang: (v) => (v === "en" ? "en" : "zh"),
  view: (v) => (VIEWS.includes(v) ? v : "place"),
  minutes: (v) => (MINUTES.includes(Number(v)) ? Number(v) : 15),
  name: (v) => v.slice(0, 80),
  pace: identifier, open: identifier, category: identifier, gaps: identifier, level: identifier, sort: identifier,
  show: (v) => (["missing", "unknown", "there"].includes(v) ? v : "all"),
  unit: (v) => v.slice(0, 120),
  gap: (v) => (/^\d{1,2}$/.test(v) ? Number(v) : 0),
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
function parsePair(text) {
  const match = /^\s*(-?\d{1,3}(?:\.\d+)?)°?\s*[,;\s\uFF0C\uFF1B\u3001]\s*(-?\d{1,3}(?:\.\d+)?)°?\s*$/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : null;
}

// Typed coordinates in either order: the one inside the city's extent; failing
// that longitude first, unless only the other order is on the globe.
export function parseCoordinates(text, extent) {
  const pair = parsePair(text);
  if (!pair) return null;
  const [a, b] = pair;
  const inside = (lon, lat) =>
    extent && lon >= extent[0] && lon <= extent[2] && lat >= extent[1] && lat <= extent[3];
  const valid = (lon, lat) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  if (inside(a, b)) return { lon: a, lat: b };
  if (inside(b, a)) return { lon: b, lat: a };
  if (valid(a, b)) return { lon: a, lat: b };
  if (valid(b, a)) return { lon: b, lat: a };
  return null;
}
