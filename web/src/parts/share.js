// SPDX-License-Identifier: GPL-3.0-or-later
// A view passed on: its link, the system's own way to share, a QR code, paper.
// And where the data come from, which goes with it.

import * as api from "../base/api.js";
import { button, h } from "../base/dom.js";
import { day, has, number, t } from "../base/text.js";
import { forgetButton } from "./kept.js";

const QR_BYTES = 512; // the server draws no longer ones

// The code of the address as it is now; none where it would be too long.
function code(alt) {
  if (new TextEncoder().encode(location.href).length > QR_BYTES) return null;
  const src = api.qr(location.href);
  const image = h("img", { class: "qr", src, width: 200, height: 200, alt });
  const fail = () => image.replaceWith(h("p", { class: "small" }, t("qr_failed")));
  image.addEventListener("error", fail);
  return image;
}

// Without https there is no clipboard, and asking for it throws.
function copyButton(app) {
  const copy = async () => navigator.clipboard.writeText(location.href);
  const control = button("quiet", t("share"), async () => {
    const key = await copy().then(
      () => "shared",
      () => "share_failed",
    );
    app.say(t(key));
    control.textContent = t(key);
  });
  return control;
}

// Closing the system's panel is no failure.
const sendButton = () =>
  navigator.share &&
  button("quiet", t("send"), () =>
    navigator.share({ title: document.title, url: location.href }).catch(() => {}),
  );

// A button and the box that it opens.
function codeButton() {
  const box = h("div", { class: "qr-box", id: "qr", hidden: true });
  const toggle = () => {
    box.hidden = !box.hidden;
    show.setAttribute("aria-expanded", String(!box.hidden));
    if (box.hidden) return;
    const image = code(t("qr_alt"));
    const help = h("p", { class: "small" }, t(image ? "qr_help" : "qr_long"));
    box.replaceChildren(...[image, help].filter(Boolean));
  };
  const closed = { "aria-expanded": "false", "aria-controls": "qr" };
  const show = button("quiet", t("qr"), toggle, closed);
  return [show, box];
}

export function tools(app) {
  const [show, box] = codeButton();
  const paper = button("quiet", t("print"), () => print(app));
  return h("div", { class: "tools share" }, sendButton(), copyButton(app), show, paper, box);
}

// Paper carries the code too: it is asked for before the printer is.
async function print(app) {
  const image = code("");
  const paper = document.querySelector(".paper-code");
  if (image && paper) {
    paper.replaceChildren(image);
    await image.decode().catch(() => {});
  }
  await app.mapForPaper();
  window.print();
}

export const sourceKind = (kind) => t(has(`source_${kind}`) ? `source_${kind}` : "source_other");

// "ODbL 1.0" says "ODbL-1.0" already.
const bare = (text) => (text || "").replace(/[- ]/g, "");

// Of when the data are, which is not when they were imported.
export const asOf = (date) => (date ? t("as_of", { date }) : t("as_of_unknown"));

// Where the data come from; on paper also what was printed, when and of what.
export function about(app) {
  const sources = (app.city.sources || []).map(
    ({ name, kind, as_of: at, rows, attribution, licence }) => {
      const line = { name, kind: sourceKind(kind), date: asOf(at), rows: number(rows) };
      const owed = [attribution, bare(attribution).includes(bare(licence)) ? "" : licence];
      return h("li", null, [t("source_line", line), ...owed].filter(Boolean).join(" "));
    },
  );
  return [
    h(
      "details",
      { class: "about" },
      h("summary", null, t("about")),
      h("ul", null, sources),
      forgetButton(app),
    ),
    h(
      "div",
      { class: "paper" },
      h("div", { class: "paper-code" }),
      h(
        "div",
        null,
        h(
          "p",
          null,
          [
            app.cityName(),
            asOf(app.city.data_as_of),
            t("printed_on", { date: day(new Date()) }),
          ].join(" · "),
        ),
        h("p", { class: "paper-link" }, location.href),
        h("p", null, t("about")),
        h(
          "ul",
          null,
          sources.map((source) => source.cloneNode(true)),
        ),
      ),
    ),
  ];
}
