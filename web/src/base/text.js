// SPDX-License-Identifier: GPL-3.0-or-later
// Words in the page's language, and numbers put into words.

import zh from "./text.zh.js";

const TABLES = { zh };
let table = zh;
let language = "zh";
const more = { zh: {}, en: {} }; // words that came with a view

// A view that seldom comes brings its own words.
export const teach = (words) => {
  for (const lang of Object.keys(more)) Object.assign(more[lang], words[lang]);
};

const entry = (key) => table[key] ?? more[language][key];

export const knows = (lang) => Boolean(TABLES[lang]);

// The page's own language comes with it; another one when it is asked for.
export async function learn(lang) {
  if (!knows(lang)) TABLES[lang] = (await import("./text.en.js")).default;
}

export function setLanguage(lang) {
  language = lang;
  table = TABLES[lang];
}

export const lang = () => language;

// The text of `key` with {names} filled in. An entry of two texts is for one
// and for several, told apart by `n`.
export function t(key, values) {
  let text = entry(key);
  if (text === undefined) return key;
  if (Array.isArray(text)) text = text[values && values.n === 1 ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (all, name) =>
    values && values[name] !== undefined ? String(values[name]) : all,
  );
}

export const has = (key) => entry(key) !== undefined;

// name_zh or name_en of a table's row.
export const named = (row, member = "name") =>
  row[`${member}_${language}`] || row[`${member}_zh`] || "";

const locale = () => (language === "zh" ? "zh-CN" : "en-GB");

// Orders names as a reader of the page's language looks them up.
export const byName = (a, b) => a.localeCompare(b, locale());

export const number = (value, digits = 0) =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);

// Whole minutes, never fewer than it takes.
export const minutes = (seconds) =>
  t("minutes", { n: Math.max(1, Math.ceil(seconds / 60 - 1e-9)) });

export const metres = (value) =>
  value < 995
    ? t("metres", { n: Math.round(value / 10) * 10 || 10 })
    : t("kilometres", { n: number(value / 1000, 1) });

export const day = (date) =>
  new Intl.DateTimeFormat(locale(), { year: "numeric", month: "long", day: "numeric" }).format(
    date,
  );

export const moment = (date) =>
  new Intl.DateTimeFormat(locale(), {
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(date);

// "18:00", or "Monday 08:00" where that is another day. `time` is what the
// city's clocks show: "2026-11-21T18:00".
export function clock(time, timezone) {
  const hour = time.slice(11, 16);
  const iso = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone }); // 2026-11-21
  const date = time.slice(0, 10);
  if (date === iso.format(new Date())) return hour;
  const weekday = new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" });
  return `${weekday.format(new Date(`${date}T12:00Z`))} ${hour}`;
}

// How long ago, in the largest unit that fits.
export function ago(date) {
  const seconds = (Date.now() - date) / 1000;
  const [unit, size] = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
  ].find(([, s]) => seconds >= s) || ["minute", 60];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(
    -Math.floor(seconds / size),
    unit,
  );
}

// What a facility is called: its own name, else its kind in the page's words
// and the street, which stands after the comma of the name it was given.
export function facilityName(facility, category) {
  const name = facility.name || "";
  if (name && facility.name_given !== false) return name;
  const kind = category ? named(category) : t("facility");
  const street = name.includes(", ") ? name.slice(name.indexOf(", ") + 2) : facility.address;
  return street ? t("nameless_on", { kind, street }) : t("nameless", { kind });
}
