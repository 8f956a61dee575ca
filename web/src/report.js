// SPDX-License-Identifier: GPL-3.0-or-later
// A community held against the city's own rules: each with its verdict, value,
// target and source, those not met first; what to do next; the sheet to print.

import * as api from "./api.js";
import { fill, h, segments } from "./dom.js";
import { lang, minutes, named, number, t, weight } from "./text.js";

const VERDICTS = ["fail", "unknown", "pass"];
const MARKS = { pass: "✓", fail: "✕", unknown: "?" };
const CLASS = { pass: "there", fail: "missing", unknown: "unknown" };

export function reportPanel(app, code, signal) {
  const box = h("section", { class: "report", id: "report", "aria-busy": "true" },
    h("h3", null, t("report_title")), h("p", { class: "wait" }, t("loading")));
  let show = "fail";
  let found = null;
  let next = null; // steps, or "wait"

  function draw() {
    const { summary } = found;
    const count = (verdict) => found.indicators.filter((one) => one.verdict === verdict).length;
    if (!count(show)) show = VERDICTS.find(count) || "fail";
    const files = ["html", "csv"].map((format) => h("a", { class: "button quiet", href: api.reportFile(code, format, format === "html" ? lang() : ""),
      target: format === "html" ? "_blank" : null, download: format === "csv" }, t(`report_${format}`)));
    fill(box,
      h("h3", null, t("report_title")),
      h("p", null, t("report_summary", { standard: named(found, "standard_name"), n: number(found.indicators.length),
        pass: number(summary.pass), fail: number(summary.fail), unknown: number(summary.unknown) }),
      summary.rank ? ` ${t("report_rank", { rank: number(summary.rank), of: number(summary.of) })}` : ""),
      h("div", { class: "tools" }, files),
      segments(t("show"), "verdict", VERDICTS.map((one) => [one, `${t(`verdict_${one}`)} ${count(one)}`]), show, (value) => { show = value; draw(); box.querySelector(`input[value=${value}]`).focus(); }),
      h("ul", { class: "plain", id: "indicators" }, found.indicators.filter((one) => one.verdict === show).map(line)),
      steps());
  }

  const amount = (value, one) => (value === null || value === undefined ? t("report_none")
    : `${number(value, unitOf(one) === "%" ? 1 : 2)}\u00a0${unitOf(one)}`);
  const unitOf = (one) => (lang() === "zh" && one.unit_zh) || one.unit || "";

  function line(one) {
    const missing = (lang() === "zh" && one.missing_zh) || one.missing || [];
    const range = one.value_min !== null && one.value_max !== null && one.value_min !== one.value_max
      ? t("report_range", { min: amount(one.value_min, one), max: amount(one.value_max, one) }) : "";
    const gap = one.verdict === "fail" && one.gap_people > 0 ? t("report_gap", { weight: weight(one.gap_people, found.weight) }) : "";
    const short = one.verdict === "fail" && one.gap_amount > 0
      ? t("report_short", { n: number(one.gap_amount, 1), unit: (lang() === "zh" ? one.gap_amount_unit_zh : one.gap_amount_unit_en) || "" }) : "";
    return h("li", { class: "indicator", "data-id": one.id },
      h("span", { class: `mark ${CLASS[one.verdict]}`, "aria-hidden": "true" }, MARKS[one.verdict]),
      h("div", null,
        h("p", { class: "service-name" }, named(one), h("span", { class: "unseen" }, `: ${t(`verdict_${one.verdict}`)}`)),
        h("p", null, t("report_value", { value: amount(one.value, one) }), range ? ` ${range}` : "", t("list_comma"),
          one.target === null ? t("report_no_target")
            : t(`report_${one.op || "at_least"}`, { target: amount(one.target, one), year: one.target_year ? t("report_year", { year: one.target_year }) : "" })),
        gap || short ? h("p", null, [gap, short].filter(Boolean).join(t("list_comma"))) : null,
        missing.length ? h("p", null, t("report_missing", { what: missing.join(t("list_separator")) })) : null,
        h("p", { class: "small" }, t("report_source", { source: (lang() === "en" && one.source_en) || one.source || "" }))));
  }

  // Where one more facility would help most: asked for by a button, since it
  // takes the server some seconds.
  function steps() {
    if (!next) return h("p", null, h("button", { type: "button", class: "quiet", id: "report-next", onclick: look }, t("report_steps_show")));
    if (next === "wait") return h("p", { class: "wait" }, t("report_steps_wait"));
    return [
      h("h4", { id: "report-steps", tabindex: "-1" }, t("report_steps")),
      next.length ? h("ol", { class: "steps" }, next.map((step) => h("li", null,
        t("report_step", { category: named(step), weight: weight(step.gained, found.weight), limit: minutes(step.minutes * 60) }), " ",
        h("button", { type: "button", class: "link", onclick: () => app.set({ gaps: step.category, gap: 0, radius: "" }) }, t("gaps_open")))))
        : h("p", null, t("report_steps_none"))];
  }

  async function look() {
    next = "wait";
    draw();
    app.say(t("report_steps_wait"));
    try {
      next = (await api.report(code, true, signal)).next_steps;
      draw();
      box.querySelector("#report-steps").focus({ preventScroll: true });
    } catch (error) {
      if (error.name === "AbortError") return;
      next = null;
      draw();
      box.append(app.problem(error));
    }
  }

  api.report(code, false, signal).then((answer) => {
    found = answer;
    draw();
  }).catch((error) => {
    if (error.name === "AbortError") return;
    fill(box, h("h3", null, t("report_title")), error.kind === "gone" ? h("p", { class: "small" }, t("report_absent")) : app.problem(error));
  }).finally(() => box.removeAttribute("aria-busy"));
  return box;
}
