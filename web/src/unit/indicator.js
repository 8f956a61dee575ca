// SPDX-License-Identifier: GPL-3.0-or-later
// One rule of a report: its verdict, the value and the target, what is short,
// and where the rule comes from.

import { weight } from "../base/amounts.js";
import { h } from "../base/dom.js";
import { lang, named, number, t } from "../base/text.js";

const MARKS = { pass: "✓", fail: "✕", unknown: "?" };
const CLASS = { pass: "there", fail: "missing", unknown: "unknown" };

// A member that the report has in Chinese, too.
const either = (one, member) => (lang() === "zh" && one[`${member}_zh`]) || one[member];

function amount(value, one) {
  const unit = either(one, "unit") || "";
  if (value === null || value === undefined) return t("report_none");
  return `${number(value, unit === "%" ? 1 : 2)}\u00a0${unit}`;
}

function rangeText(one) {
  const { value_min: min, value_max: max } = one;
  if (min === null || max === null || min === max) return "";
  return ` ${t("report_range", { min: amount(min, one), max: amount(max, one) })}`;
}

function targetText(one) {
  const { target, target_year: year, op } = one;
  if (target === null) return t("report_no_target");
  return t(`report_${op || "at_least"}`, {
    target: amount(target, one),
    year: year ? t("report_year", { year }) : "",
  });
}

// Of a rule that is not met: how many people, and how much.
function shortText(one, kind) {
  if (one.verdict !== "fail") return "";
  const { gap_people: people, gap_amount: n } = one;
  const unit = one[`gap_amount_unit_${lang()}`] || "";
  return [
    people > 0 ? t("report_gap", { weight: weight(people, kind) }) : "",
    n > 0 ? t("report_short", { n: number(n, 1), unit }) : "",
  ]
    .filter(Boolean)
    .join(t("list_comma"));
}

// What was published of it, and how much of the way to the target is done.
function figures(one) {
  return ["published_text", "progress_text"]
    .map((member) => either(one, member))
    .filter(Boolean)
    .map((text) => h("p", one.published_differs ? { class: "differs" } : null, text));
}

// `kind` is what the report's weights count.
export function indicator(one, kind) {
  const { verdict } = one;
  const short = shortText(one, kind);
  const missing = either(one, "missing") || [];
  const value = t("report_value", { value: amount(one.value, one) });
  const source = (lang() === "en" && one.source_en) || one.source || "";
  return h(
    "li",
    { class: "indicator", "data-id": one.id },
    h("span", { class: `mark ${CLASS[verdict]}`, "aria-hidden": "true" }, MARKS[verdict]),
    h(
      "div",
      null,
      h(
        "p",
        { class: "service-name" },
        named(one),
        h("span", { class: "unseen" }, `: ${t(`verdict_${verdict}`)}`),
      ),
      h("p", null, value, rangeText(one), t("list_comma"), targetText(one)),
      figures(one),
      short ? h("p", null, short) : null,
      missing.length
        ? h("p", null, t("report_missing", { what: missing.join(t("list_separator")) }))
        : null,
      h("p", { class: "small" }, t("report_source", { source })),
    ),
  );
}
