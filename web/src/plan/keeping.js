// SPDX-License-Identifier: GPL-3.0-or-later
// Plans that are kept on the device, written to files and read from them, and
// held side by side.

import { weight } from "../base/amounts.js";
import * as api from "../base/api.js";
import { button, h } from "../base/dom.js";
import { focusOn, isFailure, panel, redraw, waitLine } from "../base/panel.js";
import { ago, minutes, named, number, t } from "../base/text.js";
import { levelName } from "../parts/units.js";
import { changedUnits } from "./gains.js";
import { fromScenario, read, toScenario, write } from "./plan.js";

const PLACE = `lifecircle-plans ${api.HOME}`; // cities of one server have their own
const MOST = 30;
const FILE_BYTES = 1 << 20;
const FILE_MS = 60_000; // the file's address, for a slow dialogue

// What others may have written there is looked at, too.
function all() {
  try {
    const list = JSON.parse(localStorage.getItem(PLACE) || "[]");
    return list.filter(({ name, plan, at }) =>
      [name, plan, at].every((v) => typeof v === "string"),
    );
  } catch {
    return [];
  }
}

function put(list) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(list.slice(0, MOST)));
    return true;
  } catch {
    return false;
  }
}

export class Keeping {
  // `act` {plan(), open(plan text, category)}: of the view.
  constructor(app, life, act) {
    Object.assign(this, { app, act });
    this.box = h("section", { id: "keeping" });
    this.compared = panel(h("div", { id: "compared" }), life);
    this.tell = "";
    this.frame();
  }

  // What one types into and presses stays the same: a name is taken over when
  // the field is left, which may be by the press of a button beside it.
  frame() {
    this.input = h("input", {
      id: "plan-name",
      type: "text",
      maxlength: 60,
      autocomplete: "off",
      placeholder: t("keep_name_hint"),
      onchange: () => this.act.rename(this.input.value.trim()),
    });
    const label = h("label", { for: "plan-name" }, t("keep_name"));
    this.naming = h("div", { class: "field" }, label, this.input);
    this.buttons = [
      button("primary", t("keep"), () => this.keep(), { id: "keep" }),
      button("quiet", t("keep_file"), () => this.save(), { id: "keep-file" }),
      button("quiet", t("keep_new"), () => this.act.open("", ""), { id: "keep-new" }),
    ];
    this.line = h("p", { class: "small", role: "status", id: "keep-told" });
    this.list = h("div", null);
    this.box.append(
      h("h2", { id: "keep-title", tabindex: "-1" }, t("keep_title")),
      this.naming,
      h("div", { class: "tools" }, this.buttons, this.opener()),
      this.line,
      this.list,
      this.compared.box,
    );
  }

  draw() {
    const { changes, name } = this.act.plan();
    for (const one of [this.naming, ...this.buttons]) one.hidden = !changes.length;
    if (document.activeElement !== this.input) this.input.value = name;
    this.line.textContent = this.tell;
    const list = all();
    redraw(this.list, list.length ? this.kept(list) : null);
  }

  told(text) {
    this.tell = text;
    this.draw();
    this.app.say(text);
  }

  name() {
    return this.act.plan().name || t("plan_untitled");
  }

  // One of the same name is replaced.
  keep() {
    const { category } = this.app.state;
    const name = this.name();
    const one = { name, plan: write(this.act.plan()), category, at: new Date().toISOString() };
    const done = put([one, ...all().filter((old) => old.name !== name)]);
    this.told(t(done ? "keep_done" : "keep_failed", { name }));
  }

  save() {
    const { minutes: limit, pace } = this.app.state;
    const scenario = { ...toScenario(this.act.plan()), pace, minutes: limit };
    const text = `${JSON.stringify(scenario, null, 1)}\n`;
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const name = this.name().replace(/[\\/:*?"<>|]+/g, " ");
    h("a", { href, download: `${name}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href), FILE_MS);
  }

  // The button is the label of the field that the browser draws.
  opener() {
    const input = h("input", {
      type: "file",
      id: "keep-open",
      class: "unseen",
      accept: ".json,application/json",
      onchange: () => this.read(input.files[0]),
    });
    return [input, h("label", { class: "button quiet", for: "keep-open" }, t("keep_open"))];
  }

  async read(file) {
    if (!file) return;
    const { name } = file;
    const text = file.size > FILE_BYTES ? "" : await file.text().catch(() => "");
    let got = null;
    try {
      got = fromScenario(JSON.parse(text));
    } catch {
      // Told below: it is no JSON.
    }
    if (!got) return this.told(t("keep_bad", { name }));
    const { plan, left } = got;
    const more = left.length
      ? ` ${t("keep_left", { n: left.length, names: left.slice(0, 5).join(", ") })}`
      : "";
    const first = plan.changes.find((change) => change.category);
    this.tell = t("keep_opened", { name: plan.name || name }) + more;
    this.act.open(write(plan), first ? first.category : "");
  }

  // ---- those on the device ----

  kept(list) {
    return [
      h("h3", null, t("kept_plans")),
      h(
        "ul",
        { class: "plain units", id: "kept-plans" },
        list.map((one, i) => this.keptRow(one, i)),
      ),
      h(
        "p",
        { class: "tools" },
        button("quiet", t("kept_compare"), () => this.compare(), { id: "kept-compare" }),
      ),
    ];
  }

  keptRow({ name, plan, category, at }, i) {
    const { changes } = read(plan);
    const when = Number.isNaN(Date.parse(at)) ? at : ago(new Date(at));
    const open = () => {
      this.tell = t("keep_opened", { name });
      this.act.open(plan, category);
    };
    const drop = () => {
      put(all().filter((one) => one.name !== name));
      this.told(t("kept_dropped", { name }));
      focusOn(document.getElementById("keep-title"));
    };
    return h(
      "li",
      { class: "kept-row" },
      h(
        "button",
        { type: "button", class: "unit-row", id: `kept-${i + 1}`, onclick: open },
        h("span", { class: "unit-name" }, name),
        h("span", { class: "small" }, t("kept_plan", { n: changes.length, when })),
      ),
      button("link", [t("kept_drop"), h("span", { class: "unseen" }, `: ${name}`)], drop, {
        id: `kept-drop-${i + 1}`,
      }),
    );
  }

  // The one on show first, then those kept; one that can't be worked out does
  // not keep the others from it.
  compare() {
    const now = this.act.plan();
    const own = write(now);
    const kept = all().filter((one) => one.plan !== own);
    const plans = [
      ...(now.changes.length ? [{ name: this.name() + t("compare_now"), plan: now }] : []),
      ...kept.map(({ name, plan }) => ({ name, plan: read(plan) })),
    ];
    const ask = async (signal) => {
      const rows = [];
      for (const { name, plan } of plans) {
        rows.push({ name, plan, ...(await this.work(plan, signal)) });
      }
      this.compared.show(this.table(rows));
      focusOn(document.getElementById("compared-table"));
    };
    return this.compared.ask(ask, {
      wait: waitLine(t("compare_wait")),
      busy: false,
      retry: () => this.compare(),
    });
  }

  async work(plan, signal) {
    try {
      return { found: await api.whatif(toScenario(plan), this.app.state, signal) };
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (["gone", "refused"].includes(error.kind)) return { problem: error.detail };
      throw error;
    }
  }

  table(rows) {
    const { state, city } = this.app;
    const kind = city.home_kind;
    const head = ["plan", "changes", "gained", "lost", "units"];
    const level = levelName(state.level);
    const cells = ({ found, problem }) => {
      if (!found) return h("td", { colspan: 3 }, t("compare_failed"), ` ${problem}`);
      const gaining = { changes: found.changes.filter((row) => row.gained > 0) };
      return [
        weight(found.gained, kind),
        weight(found.lost, kind),
        number(changedUnits(gaining).size),
      ].map((text) => h("td", null, text));
    };
    const line = (row) =>
      h(
        "tr",
        null,
        h("th", { scope: "row" }, row.name),
        h("td", null, number(row.plan.changes.length)),
        cells(row),
      );
    const how = { limit: minutes(state.minutes * 60), pace: named(this.app.pace()) };
    return [
      h(
        "div",
        { class: "table-wrap", tabindex: "0", role: "region", "aria-label": t("kept_compare") },
        h(
          "table",
          { id: "compared-table", tabindex: "-1" },
          h("caption", { class: "unseen" }, t("kept_compare")),
          h(
            "thead",
            null,
            h(
              "tr",
              null,
              head.map((id) => h("th", { scope: "col" }, t(`compare_col_${id}`, { level }))),
            ),
          ),
          h("tbody", null, rows.map(line)),
        ),
      ),
      h("p", { class: "small" }, t("compare_how", how)),
    ];
  }
}
