// SPDX-License-Identifier: GPL-3.0-or-later
// What the first, the second, … new facility brings: as a line, and as a table
// with the same figures.

import { percent, weight } from "../base/amounts.js";
import { h } from "../base/dom.js";
import { number, t } from "../base/text.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [320, 170];
const INSET = { left: 44, right: 14, top: 14, bottom: 26 };

function s(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// Covered shares from 0 new ones on.
const sharesOf = ({ covered_before: before, total, curve }) => [
  before / total,
  ...curve.map((one) => (before + one.gained) / total),
];

function scales(shares) {
  const [least, most] = [shares[0], shares[shares.length - 1]];
  const span = Math.max(most - least, 0.001);
  const wide = WIDTH - INSET.left - INSET.right;
  const high = HEIGHT - INSET.top - INSET.bottom;
  return {
    x: (i) => INSET.left + (wide * i) / (shares.length - 1),
    y: (share) => INSET.top + high * (1 - (share - least) / span),
  };
}

// `chosen` is the number of sites on show.
function line(found, chosen) {
  const shares = sharesOf(found);
  const { x, y } = scales(shares);
  const points = shares.map((share, i) => `${x(i).toFixed(1)},${y(share).toFixed(1)}`);
  const [first, last] = [shares[0], shares[shares.length - 1]];
  const label = (at, text, anchor) =>
    s("text", { x: at[0], y: at[1], "text-anchor": anchor, class: "curve-text" }, text);
  const alt = { n: shares.length - 1, before: percent(first), after: percent(last) };
  const ground = HEIGHT - INSET.bottom;
  return s(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      class: "curve",
      role: "img",
      "aria-label": t("best_curve_alt", alt),
    },
    s("path", { class: "curve-axis", d: `M${INSET.left} ${INSET.top}V${ground}H${WIDTH - 8}` }),
    s("polyline", { class: "curve-line", points: points.join(" ") }),
    ...shares.map((share, i) =>
      s("circle", {
        cx: x(i).toFixed(1),
        cy: y(share).toFixed(1),
        r: i === chosen ? 6 : 3.5,
        class: i === chosen ? "curve-dot on" : "curve-dot",
      }),
    ),
    label([INSET.left - 6, y(last) + 4], percent(last), "end"),
    label([INSET.left - 6, y(first) + 4], percent(first), "end"),
    ...shares.map((_, i) => label([x(i), HEIGHT - 8], number(i), "middle")),
  );
}

function table(app, found) {
  const kind = app.city.home_kind;
  const shares = sharesOf(found);
  const of = (i) => (i ? found.curve[i - 1].gained : 0);
  const head = ["sites", "share", "gained", "step"];
  return h(
    "table",
    { id: "best-curve" },
    h("caption", { class: "unseen" }, t("best_curve")),
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        head.map((id) => h("th", { scope: "col" }, t(`best_col_${id}`))),
      ),
    ),
    h(
      "tbody",
      null,
      shares.map((share, i) =>
        h(
          "tr",
          null,
          h("th", { scope: "row" }, t("best_n", { n: number(i) })),
          h("td", null, percent(share)),
          h("td", null, i ? weight(of(i), kind) : t("no_value")),
          h("td", null, i ? weight(of(i) - of(i - 1), kind) : t("no_value")),
        ),
      ),
    ),
  );
}

export const curve = (app, found, chosen) => [
  h("h3", null, t("best_curve")),
  line(found, chosen),
  h(
    "div",
    { class: "table-wrap", tabindex: "0", role: "region", "aria-label": t("best_curve") },
    table(app, found),
  ),
];
