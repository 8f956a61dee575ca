// SPDX-License-Identifier: GPL-3.0-or-later
// Shares and weights of homes put into words, and why something is unknown.

import { has, lang, number, t } from "./text.js";

// From what amount of a weight on a larger unit is used, and how large it is.
const LARGE = {
  zh: { floor_area_m2: [1e5, 1e4], street_metres: [1e4, 1e3] },
  en: { floor_area_m2: [1e6, 1e6], street_metres: [1e4, 1e3] },
};

// 99.96 % is not "100 %", and 0.04 % is not "0 %".
export function percent(share) {
  if (share === null || share === undefined) return t("no_value");
  const value = share * 100;
  if (value > 99.9 && value < 100) return "> 99.9 %";
  if (value > 0 && value < 0.1) return "< 0.1 %";
  return `${number(value, value < 10 || (value > 99 && value < 100) ? 1 : 0)} %`;
}

const WIDE = 0.01; // of a share: bounds that differ by more are shown

// Do the bounds of a row differ so much that one figure would claim too much?
export const isWide = (row) => row.share_max - row.share_min > WIDE;

// "61–85 %": rounded outwards.
const between = (row) =>
  `${number(Math.floor(row.share_min * 100), 0)}–${number(Math.ceil(row.share_max * 100), 0)} %`;

// A share as it is shown everywhere: with its bounds, or as not known, which
// it is where under a tenth is.
export function shareText(row) {
  if (!row || row.share_min === null) return t("no_value");
  if (row.share === null) return t("key_unknown");
  return isWide(row) ? between(row) : percent(row.share);
}

// The same of several rows together: of the sums, never a mean of shares.
export function wholeOf(rows) {
  const sum = (key) => rows.reduce((all, row) => all + row[key], 0);
  const [total, covered, unknown] = [sum("total"), sum("covered"), sum("unknown")];
  const known = total - unknown;
  return {
    share: known > 0 && known * 10 >= total ? covered / known : null,
    share_min: total > 0 ? covered / total : null,
    share_max: total > 0 ? (covered + unknown) / total : null,
  };
}

// A weight with what it counts: "1,234 residents"; much of it in a larger
// unit: "2.45 million m² of homes", "12.3 km of residential street".
export function weight(value, kind) {
  const key = has(`weight_${kind}`) ? `weight_${kind}` : "weight_other";
  const [least, size] = LARGE[lang()][kind] || [Infinity];
  if (value >= least) {
    return t(`${key}_large`, { n: number(value / size, value / size < 10 ? 2 : 1) });
  }
  return t(key, { n: number(value) });
}

// Of the reasons why something is unknown, the one with the most weight.
export function reason(row) {
  const [most] = Object.entries(row.unknown_reasons || {}).sort((a, b) => b[1] - a[1]);
  return t(most && has(`reason_${most[0]}`) ? `reason_${most[0]}` : "reason_other");
}
