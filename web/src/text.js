// SPDX-License-Identifier: GPL-3.0-or-later
// Words in the page's language, and numbers put into words.

import zh from "./text.zh.js";

// From what amount of a weight on a larger unit is used, and how large it is.
const LARGE = {
  zh: { floor_area_m2: [1e5, 1e4], street_metres: [1e4, 1e3] },
  en: { floor_area_m2: [1e6, 1e6], street_metres: [1e4, 1e3] },
};

const TABLES = { zh };
let table = zh;
let language = "zh";

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
  let text = table[key];
  if (text === undefined) return key;
  if (Array.isArray(text)) text = text[values && values.n === 1 ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (all, name) =>
    values && values[name] !== undefined ? String(values[name]) : all);
}

export const has = (key) => table[key] !== undefined;

// name_zh or name_en of a table's row.
export const named = (row, member = "name") => row[`${member}_${language}`] || row[`${member}_zh`] || "";

const locale = () => (language === "zh" ? "zh-CN" : "en-GB");

export const number = (value, digits = 0) =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);

// Whole minutes, never fewer than it takes.
export const minutes = (seconds) => t("minutes", { n: Math.max(1, Math.ceil(seconds / 60 - 1e-9)) });

export const metres = (value) =>
  value < 995 ? t("metres", { n: Math.round(value / 10) * 10 || 10 })
    : t("kilometres", { n: number(value / 1000, 1) });

// 99.96 % is not "100 %", and 0.04 % is not "0 %".
export function percent(share) {
  if (share === null || share === undefined) return t("no_value");
  const value = share * 100;
  if (value > 99.9 && value < 100) return "> 99.9 %";
  if (value > 0 && value < 0.1) return "< 0.1 %";
  return `${number(value, value < 10 || (value > 99 && value < 100) ? 1 : 0)} %`;
}

export const day = (date) =>
  new Intl.DateTimeFormat(locale(), { year: "numeric", month: "long", day: "numeric" }).format(date);

export const moment = (date) =>
  new Intl.DateTimeFormat(locale(), { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" }).format(date);

// "18:00", or "Monday 08:00" where that is another day. `time` is what the
// city's clocks show: "2026-11-21T18:00".
export function clock(time, timezone) {
  const hour = time.slice(11, 16);
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone }).format(new Date()); // 2026-11-21
  if (time.slice(0, 10) === today) return hour;
  const day = new Date(`${time.slice(0, 10)}T12:00Z`);
  return `${new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" }).format(day)} ${hour}`;
}

// How long ago, in the largest unit that fits.
export function ago(date) {
  const seconds = (Date.now() - date) / 1000;
  const [unit, size] = [["day", 86400], ["hour", 3600], ["minute", 60]].find(([, s]) => seconds >= s) || ["minute", 60];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(-Math.floor(seconds / size), unit);
}

// A weight with what it counts: "1,234 residents"; much of it in a larger
// unit: "2.45 million m² of homes", "12.3 km of residential street".
export function weight(value, kind) {
  const key = has(`weight_${kind}`) ? `weight_${kind}` : "weight_other";
  const [least, size] = LARGE[language][kind] || [Infinity];
  if (value >= least) return t(`${key}_large`, { n: number(value / size, value / size < 10 ? 2 : 1) });
  return t(key, { n: number(value) });
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

// Of the reasons why something is unknown, the one with the most weight.
export function reason(row) {
  const [most] = Object.entries(row.unknown_reasons || {}).sort((a, b) => b[1] - a[1]);
  return t(most && has(`reason_${most[0]}`) ? `reason_${most[0]}` : "reason_other");
}
