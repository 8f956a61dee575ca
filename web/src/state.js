// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown, as the part of the address after '#': it can be shared, and
// is never sent to a server. Nothing is kept anywhere else.

export const VIEWS = ["place", "unit", "city"];
export const MINUTES = [5, 10, 15];
export const RADII = ["300", "500", "800", "1000"]; // metres in a straight line; none: on foot
export const WHEN = ["now", "sunday"];
export const ORDERS = ["near", "name", "open"];
export const ONLY = ["open", "wheelchair", "phone"];
export const CORNERS = 200; // of a drawn area, at most

const DEFAULTS = {
  lang: "zh", view: "place", lon: null, lat: null, name: "", minutes: 15, pace: "standard",
  open: "", show: "all", when: "", order: "near", only: "", radius: "", level: "", unit: "", other: "", area: "", category: "",
  gaps: "", gap: 0, sort: "gap", down: true,
};

const KEYS = {
  lang: (v) => (v === "en" ? "en" : "zh"),
  view: (v) => (VIEWS.includes(v) ? v : "place"),
  minutes: (v) => (MINUTES.includes(Number(v)) ? Number(v) : 15),
  name: (v) => v.slice(0, 80),
  pace: identifier, open: identifier, category: identifier, gaps: identifier, level: identifier, sort: identifier,
  show: (v) => (["missing", "unknown", "there"].includes(v) ? v : "all"),
  when: (v) => (WHEN.includes(v) ? v : ""),
  order: (v) => (ORDERS.includes(v) ? v : "near"),
  only: (v) => v.split(".").filter((one) => ONLY.includes(one)).join("."),
  radius: (v) => (RADII.includes(v) ? v : ""),
  unit: (v) => v.slice(0, 120),
  other: (v) => v.slice(0, 120),
  area: (v) => (/^[\w-]{1,1500}$/.test(v) && unpack(v) ? v : ""),
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

// A drawn area's corners as letters: steps of 0.00001 degrees (1 m) from one
// to the next, a sign in the lowest bit, five bits a letter, the lowest first,
// the sixth set where more letters follow.
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function pack(corners) {
  let text = "";
  let last = [0, 0];
  for (const corner of corners) {
    const now = corner.map((v) => Math.round(v * 1e5));
    for (const i of [0, 1]) {
      const step = now[i] - last[i];
      let rest = step < 0 ? -2 * step - 1 : 2 * step;
      for (; rest > 31; rest = Math.floor(rest / 32)) text += LETTERS[(rest % 32) + 32];
      text += LETTERS[rest];
    }
    last = now;
  }
  return text;
}

// The corners again, or null where the letters say none.
export function unpack(text) {
  const numbers = [];
  let value = 0;
  let unit = 1;
  for (const letter of text) {
    const bits = LETTERS.indexOf(letter);
    value += (bits % 32) * unit;
    unit *= 32;
    if (unit > 2 ** 40) return null;
    if (bits > 31) continue;
    numbers.push(value % 2 ? -(value + 1) / 2 : value / 2);
    value = 0;
    unit = 1;
  }
  if (unit > 1 || numbers.length % 2 || numbers.length < 6 || numbers.length > 2 * CORNERS) return null;
  const corners = [];
  for (let i = 0, lon = 0, lat = 0; i < numbers.length; i += 2) {
    lon += numbers[i];
    lat += numbers[i + 1];
    if (Math.abs(lon) > 18e6 || Math.abs(lat) > 9e6) return null;
    corners.push([lon / 1e5, lat / 1e5]);
  }
  return corners;
}

// "104.06,30.66" as two numbers, or null.
export function parsePair(text) {
  const match = /^\s*(-?\d{1,3}(?:\.\d+)?)°?\s*[,;\s\uFF0C\uFF1B\u3001]\s*(-?\d{1,3}(?:\.\d+)?)°?\s*$/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : null;
}
