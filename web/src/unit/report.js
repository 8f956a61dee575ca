// SPDX-License-Identifier: GPL-3.0-or-later
// A community held against the city's own rules, those not met first; what to
// do next; the sheet to print.

import { weight } from "../base/amounts.js";
import * as api from "../base/api.js";
import { button, h, segments } from "../base/dom.js";
import { failure, focusOn, isFailure, panel, waitLine } from "../base/panel.js";
import { lang, minutes, named, number, t } from "../base/text.js";
import { indicator } from "./indicator.js";

const VERDICTS = ["fail", "unknown", "pass"];
const WAIT = "wait";

class Report {
  constructor(app, code, life) {
    Object.assign(this, { app, code });
    this.panel = panel(h("section", { class: "report", id: "report" }), life);
    this.shown = VERDICTS[0];
    this.found = null;
    this.next = null; // steps, or WAIT
  }

  load() {
    const title = () => h("h3", null, t("report_title"));
    const absent = () => h("p", { class: "small" }, t("report_absent"));
    const ask = async (signal) => {
      this.found = await api.report(this.code, false, signal);
      this.draw();
    };
    return this.panel.ask(ask, {
      wait: [title(), waitLine()],
      failed: (problem, { kind }) => [title(), kind === "gone" ? absent() : problem],
    });
  }

  of(verdict) {
    return this.found.indicators.filter((one) => one.verdict === verdict);
  }

  draw() {
    if (!this.of(this.shown).length) {
      this.shown = VERDICTS.find((verdict) => this.of(verdict).length) || VERDICTS[0];
    }
    const list = this.of(this.shown).map((one) => indicator(one, this.found.weight));
    this.panel.show(
      h("h3", null, t("report_title")),
      h("p", null, this.summary()),
      h("div", { class: "tools" }, this.files()),
      this.filter(),
      h("ul", { class: "plain", id: "indicators" }, list),
      this.steps(),
    );
  }

  summary() {
    const { found } = this;
    const { pass, fail, unknown, rank, of } = found.summary;
    const text = t("report_summary", {
      standard: [named(found, "standard_whose"), named(found, "standard_name")]
        .filter(Boolean)
        .join(" · "),
      n: number(found.indicators.length),
      pass: number(pass),
      fail: number(fail),
      unknown: number(unknown),
    });
    const rankText = rank ? t("report_rank", { rank: number(rank), of: number(of) }) : "";
    return [text, rankText && ` ${rankText}`];
  }

  files() {
    const link = (format, language, more) => {
      const href = api.reportFile(this.code, format, language);
      return h("a", { class: "button quiet", href, ...more }, t(`report_${format}`));
    };
    return [link("html", lang(), { target: "_blank" }), link("csv", "", { download: true })];
  }

  filter() {
    const options = VERDICTS.map((one) => [one, `${t(`verdict_${one}`)} ${this.of(one).length}`]);
    return segments(t("show"), "verdict", options, this.shown, (verdict) => {
      this.shown = verdict;
      this.draw();
      this.panel.box.querySelector(`input[value=${verdict}]`).focus();
    });
  }

  // Where one more facility would help most: asked for by a button, since it
  // takes the server some seconds.
  steps() {
    const { next } = this;
    const id = "report-next";
    if (!next) {
      return h(
        "p",
        null,
        button("quiet", t("report_steps_show"), () => this.look(), { id }),
      );
    }
    if (next === WAIT) return waitLine(t("report_steps_wait"));
    const list = next.map((step) => this.step(step));
    return [
      h("h4", { id: "report-steps", tabindex: "-1" }, t("report_steps")),
      list.length ? h("ol", { class: "steps" }, list) : h("p", null, t("report_steps_none")),
    ];
  }

  step(step) {
    const gaps = () => this.app.set({ gaps: step.category, gap: 0, radius: "" });
    const text = t("report_step", {
      category: named(step),
      weight: weight(step.gained, this.found.weight),
      limit: minutes(step.minutes * 60),
    });
    return h("li", null, text, " ", button("link", t("gaps_open"), gaps));
  }

  async look() {
    const { box, signal } = this.panel;
    const show = (next) => {
      this.next = next;
      this.draw();
    };
    show(WAIT);
    this.app.say(t("report_steps_wait"));
    try {
      show((await api.report(this.code, true, signal())).next_steps);
      focusOn(box.querySelector("#report-steps"));
    } catch (error) {
      if (!isFailure(error)) return;
      show(null);
      box.append(failure(error));
    }
  }
}

// The box of a report, which is asked for at once.
export function reportBox(app, code, life) {
  const report = new Report(app, code, life);
  report.load();
  return report.panel.box;
}
