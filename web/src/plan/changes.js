// SPDX-License-Identifier: GPL-3.0-or-later
// The changes of a plan as a list, each with what can be done to it; and what
// may be added.

import { button, h } from "../base/dom.js";
import { redraw } from "../base/panel.js";
import { parsePair } from "../base/state.js";
import { facilityName, metres, number, t } from "../base/text.js";
import { categoryChoice } from "../parts/units.js";
import { serviceName } from "./gains.js";
import { arrivalOf, position } from "./plan.js";

const SIGN = { add: "+", remove: "−", move: "→", link: "↔", block: "×", gate: "□" };
const STREETS = ["link", "block", "gate"]; // changes of streets

export const labelOf = (change, index) => `${SIGN[change.kind]}${index + 1}`;

const inDegrees = (at) => {
  const [lon, lat] = at.map((v) => v.toFixed(5));
  return t("change_at", { lon, lat });
};

export class Changes {
  // `list` holds the changes, `more` what may be added; `act` is what the view
  // does for both.
  constructor(app, list, more, act) {
    Object.assign(this, { app, list, more, act });
  }

  // `look` {plan, found, facts, on}: what the plan is, what it came to, the
  // facilities it names by their id, and the change that is being put elsewhere.
  draw(look) {
    const { plan } = look;
    redraw(
      this.list,
      h("h2", { id: "changes-title", tabindex: "-1" }, t("changes_title")),
      plan.changes.length
        ? h(
            "ol",
            { class: "plain" },
            plan.changes.map((change, i) => this.item(look, change, i)),
          )
        : h("p", { class: "small" }, t("changes_none")),
    );
  }

  title(change, facts) {
    if (change.kind === "add") {
      return t("change_add", { category: serviceName(this.app, change.category) });
    }
    if (change.kind === "gate") return t(change.open ? "change_gate_open" : "change_gate_shut");
    if (STREETS.includes(change.kind)) return t(`change_${change.kind}`);
    return t(`change_${change.kind}`, { name: this.nameOf(facts.get(change.id), change.id) });
  }

  // In which community, how long, or of which street.
  where(change, arrival) {
    if (!arrival) return "";
    if (arrival.unit) return t("change_in", { unit: arrival.unit_name });
    if (arrival.metres > 0) return t("change_long", { metres: metres(arrival.metres) });
    return arrival.street || "";
  }

  nameOf(fact, id) {
    if (!fact) return id;
    return facilityName(fact.properties, this.app.category.get(fact.properties.category));
  }

  item(look, change, i) {
    const { found, facts, plan, on } = look;
    const arrival = found && arrivalOf(found, plan, i);
    const held = on === i;
    const where = this.where(change, arrival);
    const at = [change.from, change.at].filter(Boolean).map(inDegrees).join(" – ");
    const kind = change.open === false ? "shut" : change.kind;
    return h(
      "li",
      { class: `change change-${kind}${held ? " on" : ""}`, "data-change": i + 1 },
      h("span", { class: "change-mark", "aria-hidden": "true" }, labelOf(change, i)),
      h(
        "div",
        null,
        h("p", { class: "service-name" }, this.title(change, facts)),
        h("p", { class: "small" }, [where, at].filter(Boolean).join(" · ")),
        this.notes(change, facts, arrival),
        this.buttons(change, i, held),
        held ? this.positions(change, i) : null,
      ),
    );
  }

  notes(change, facts, arrival) {
    const note = (text) => h("p", { class: "note" }, text);
    return [
      change.id && facts.get(change.id) === null
        ? note(t("change_unknown", { id: change.id }))
        : null,
      arrival && arrival.outside_extent ? note(t("change_outside")) : null,
      arrival && !arrival.outside_extent && arrival.linked === false
        ? note(t("change_unlinked"))
        : null,
      arrival && arrival.joined === false ? note(t("change_unjoined")) : null,
      arrival && arrival.open_to_pace === false ? note(t("change_not_for_pace")) : null,
    ];
  }

  buttons(change, i, held) {
    const { act } = this;
    const one = (id, run, more) =>
      button("quiet", t(`change_${id}`), run, { id: `change-${id}-${i + 1}`, ...more });
    return h(
      "div",
      { class: "tools" },
      change.at
        ? one("put", () => act.hold(held ? -1 : i), { "aria-pressed": String(held) })
        : null,
      change.kind === "add" ? one("best", () => act.suggest(i)) : null,
      change.kind === "gate"
        ? button("quiet", t(change.open ? "change_shut" : "change_open"), () => act.turn(i), {
            id: `change-turn-${i + 1}`,
          })
        : null,
      one("drop", () => act.drop(i)),
    );
  }

  positions(change, i) {
    return [
      h("p", { class: "small" }, t(change.from ? "change_held_ends" : "change_held")),
      h("p", { class: "small" }, t("change_keys")),
      ["from", "at"].filter((end) => change[end]).map((end) => this.position(change, i, end)),
    ];
  }

  // For those who neither drag nor tap.
  position(change, i, end) {
    const id = `change-position-${i + 1}${end === "at" ? "" : `-${end}`}`;
    const text = h("input", {
      id,
      type: "text",
      inputmode: "text",
      autocomplete: "off",
      value: change[end].join(", "),
    });
    const problem = h("p", { class: "note", role: "alert", hidden: true });
    const go = (event) => {
      event.preventDefault();
      const pair = parsePair(text.value);
      if (pair && Math.abs(pair[0]) <= 180 && Math.abs(pair[1]) <= 90) {
        return this.act.put(i, position(pair), end);
      }
      problem.textContent = t("change_coordinates_bad", { text: text.value.trim() });
      problem.hidden = false;
      return text.focus();
    };
    return h(
      "form",
      { class: "held", onsubmit: go },
      h("label", { for: id }, t(change.from ? `change_coordinates_${end}` : "change_coordinates")),
      h("div", { class: "row" }, text, h("button", { class: "quiet" }, t("change_go"))),
      problem,
    );
  }

  // ---- what may be added ----

  // `adding` is the kind that waits for a place, `options` the facilities to
  // choose among, null while they are on their way.
  drawMore({ adding, options, start }) {
    const { app, act, more } = this;
    if (["remove", "move"].includes(adding)) return this.drawOptions(adding, options);
    if (adding) return this.drawTap(adding, start);
    const one = (id, look = "quiet") =>
      button(look, t(`add_${id}`), () => act.add(id), { id: `add-${id}` });
    return redraw(
      more,
      h("h3", { id: "add-title", tabindex: "-1" }, t("add_title")),
      categoryChoice(app, true),
      h("div", { class: "tools" }, one("best", "primary"), one("map"), one("remove"), one("move")),
      h("p", { class: "small" }, t("add_streets")),
      h(
        "div",
        { class: "tools" },
        STREETS.map((kind) => one(kind)),
      ),
    );
  }

  leave() {
    return button("quiet", t("add_leave"), () => this.act.add(""), { id: "add-leave" });
  }

  drawTap(adding, start) {
    redraw(
      this.more,
      h("h3", { id: "add-title", tabindex: "-1" }, tapText(adding, start)),
      h("p", { class: "small" }, t("change_keys")),
      h("div", { class: "tools" }, this.leave()),
    );
  }

  drawOptions(adding, options) {
    const { app, act } = this;
    const category = serviceName(app, app.state.category);
    const choose = (feature, i) =>
      h(
        "li",
        null,
        h(
          "button",
          {
            type: "button",
            class: "unit-row",
            id: `option-${i + 1}`,
            onclick: () => act.choose(feature),
          },
          h("span", { class: "option-number", "aria-hidden": "true" }, i + 1),
          h("span", null, facilityName(feature.properties, app.category.get(app.state.category))),
          h("span", { class: "small" }, metres(feature.properties.straight_metres)),
        ),
      );
    redraw(
      this.more,
      h("h3", { id: "add-title", tabindex: "-1" }, t(`pick_${adding}`, { category })),
      options && options.length
        ? [
            h("p", { class: "small" }, t("pick_near")),
            h("ol", { class: "plain", id: "options" }, options.map(choose)),
          ]
        : h("p", { class: "wait" }, t(options ? "pick_none" : "loading", { category })),
      h(
        "div",
        { class: "tools" },
        button("quiet", t("pick_again"), () => act.add(adding), { id: "pick-again" }),
        this.leave(),
      ),
    );
  }
}

// What to do on the map; of a way the second end after the first.
export const tapText = (adding, start) => t(start ? "tap_link_end" : `tap_${adding}`);

export const tooMany = (most) => t("changes_full", { n: number(most) });
