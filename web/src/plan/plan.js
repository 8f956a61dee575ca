// SPDX-License-Identifier: GPL-3.0-or-later
// A plan: changes to the city that are tried out together. It stands in the
// address as text, and goes to the interface, into files and out of them as a
// scenario.

export const MOST = 60; // changes of a plan: an address holds no more
const NAME = 60; // characters

const DEGREES = 1e6; // 11 cm: what is asked is what the address says
const round = (v) => Math.round(v * DEGREES) / DEGREES;
export const position = ([lon, lat]) => [round(lon), round(lat)];

const isPosition = (at) =>
  Array.isArray(at) &&
  at.length === 2 &&
  at.every(Number.isFinite) &&
  Math.abs(at[0]) <= 180 &&
  Math.abs(at[1]) <= 90;
const isText = (text) => typeof text === "string" && text !== "" && text.length <= 255;

// Only letters that an address and a link in a message leave as they are.
const escaped = (text) =>
  encodeURIComponent(text)
    .replace(/[!~*'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%/g, "*");

function unescaped(text) {
  try {
    return decodeURIComponent(text.replace(/\*/g, "%"));
  } catch {
    return "";
  }
}

const pair = (at) => at.map(String);
const lonLat = ({ lon, lat }) => [lon, lat];
const atOf = (fields) => (fields.length === 2 && fields.every(Boolean) ? fields.map(Number) : null);

// How each kind of change is written: the letter that it begins with, its
// fields, and back. What can't be read again is null.
const KINDS = {
  add: {
    letter: "a",
    write: ({ category, at }) => [escaped(category), ...pair(at)],
    read: ([category, ...at]) => ({ category: unescaped(category || ""), at: atOf(at) }),
    isSound: ({ category, at }) => isText(category) && isPosition(at),
    list: "add",
    members: ["category", "lon", "lat"],
    out: ({ category, at: [lon, lat] }) => ({ category, lon, lat }),
    back: ({ category, lon, lat }) => ({ category, at: [lon, lat] }),
  },
  remove: {
    letter: "r",
    write: ({ id }) => [escaped(id)],
    read: ([id]) => ({ id: unescaped(id || "") }),
    isSound: ({ id }) => isText(id),
    list: "remove",
    members: [],
    out: ({ id }) => id,
    back: (id) => ({ id }),
  },
  move: {
    letter: "m",
    write: ({ id, at }) => [escaped(id), ...pair(at)],
    read: ([id, ...at]) => ({ id: unescaped(id || ""), at: atOf(at) }),
    isSound: ({ id, at }) => isText(id) && isPosition(at),
    list: "move",
    members: ["id", "lon", "lat"],
    out: ({ id, at: [lon, lat] }) => ({ id, lon, lat }),
    back: ({ id, lon, lat }) => ({ id, at: [lon, lat] }),
  },
  // A new way, from one end to the other.
  link: {
    letter: "l",
    write: ({ from, at }) => [...pair(from), ...pair(at)],
    read: (fields) => ({ from: atOf(fields.slice(0, 2)), at: atOf(fields.slice(2)) }),
    isSound: ({ from, at }) => isPosition(from) && isPosition(at),
    list: "links",
    members: ["from", "to"],
    out: ({ from, at }) => ({ from, to: at }),
    back: ({ from, to }) => ({ from, at: to }),
  },
  block: {
    letter: "b",
    write: ({ at }) => pair(at),
    read: (at) => ({ at: atOf(at) }),
    isSound: ({ at }) => isPosition(at),
    list: "blocks",
    members: ["lon", "lat"],
    out: ({ at: [lon, lat] }) => ({ lon, lat }),
    back: (one) => ({ at: lonLat(one) }),
  },
  gate: {
    letter: "g",
    write: ({ open, at }) => [open ? "1" : "0", ...pair(at)],
    read: ([open, ...at]) => ({ open: open === "1", at: atOf(at) }),
    isSound: ({ open, at }) => typeof open === "boolean" && isPosition(at),
    list: "gates",
    members: ["open", "lon", "lat"],
    out: ({ open, at: [lon, lat] }) => ({ open, lon, lat }),
    back: (one) => ({ open: one.open, at: lonLat(one) }),
  },
};
const kindOf = (letter) => Object.keys(KINDS).find((kind) => KINDS[kind].letter === letter);

export function write({ name, changes }) {
  const parts = changes.map((change) => {
    const { letter, write: fields } = KINDS[change.kind];
    return [letter, ...fields(change)].join("~");
  });
  if (name) parts.unshift(`n~${escaped(name)}`);
  return parts.join("!");
}

// What the text says; parts that say nothing are left out.
export function read(text) {
  const plan = { name: "", changes: [] };
  for (const part of text ? text.split("!") : []) {
    const [letter, ...fields] = part.split("~");
    const kind = kindOf(letter);
    if (letter === "n") plan.name = unescaped(fields[0] || "").slice(0, NAME);
    else if (kind) {
      const change = { kind, ...KINDS[kind].read(fields) };
      if (KINDS[kind].isSound(change) && plan.changes.length < MOST) plan.changes.push(change);
    }
  }
  return plan;
}

// As the interface wants it.
export function toScenario({ name, changes }) {
  const scenario = name ? { name } : {};
  for (const change of changes) {
    const { list, out } = KINDS[change.kind];
    scenario[list] = [...(scenario[list] || []), out(change)];
  }
  return scenario;
}

function rounded(change) {
  const ends = ["from", "at"].filter((end) => isPosition(change[end]));
  return ends.reduce((next, end) => ({ ...next, [end]: position(change[end]) }), change);
}

// Members that the page has nothing for.
const others = (one, { list, members }, i) =>
  typeof one === "object"
    ? Object.keys(one)
        .filter((key) => !members.includes(key))
        .map((key) => `${list}[${i}].${key}`)
    : [];

// Of a file that somebody opens: the plan, and what of it this page can't
// show; null where the file is no scenario at all.
export function fromScenario(scenario) {
  if (!scenario || typeof scenario !== "object" || Array.isArray(scenario)) return null;
  const plan = { name: "", changes: [] };
  const left = [];
  if (isText(scenario.name)) plan.name = scenario.name.slice(0, NAME);
  const known = new Set(["name", "pace", "minutes"]);
  for (const [kind, own] of Object.entries(KINDS)) {
    const { list, back, isSound } = own;
    known.add(list);
    for (const [i, one] of [scenario[list] || []].flat().entries()) {
      const change = one && rounded({ kind, ...back(one) });
      if (change && isSound(change) && plan.changes.length < MOST) {
        plan.changes.push(change);
        left.push(...others(one, own, i));
      } else left.push(`${list}[${i}]`);
    }
  }
  left.push(...Object.keys(scenario).filter((key) => !known.has(key)));
  return plan.changes.length ? { plan, left } : null;
}

// The change that the interface speaks of as "add[1]"; -1 where it is none.
export function indexOf({ changes }, parameter) {
  const [, list, n] = /^([a-z]+)\[(\d+)\]/.exec(parameter || "") || [];
  const own = changes.flatMap(({ kind }, i) => (KINDS[kind].list === list ? [i] : []));
  return list && own[Number(n)] !== undefined ? own[Number(n)] : -1;
}

// What an answer says of where a change comes to stand, or meets the streets.
export const arrivalOf = ({ arrivals, streets = [] }, plan, index) =>
  [...arrivals, ...streets].find(({ change }) => indexOf(plan, change) === index);
