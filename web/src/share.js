// SPDX-License-Identifier: GPL-3.0-or-later
// A view passed on: its link, the system's own way to share, a QR code, paper.
// And where the data come from, which goes with it.

import * as api from "./api.js";
import { h } from "./dom.js";
import { forgetButton } from "./kept.js";
import { day, has, number, t } from "./text.js";

const QR_BYTES = 512; // the server draws no longer ones

// The code of the address as it is now; none where it would be too long.
function code(alt) {
  if (new TextEncoder().encode(location.href).length > QR_BYTES) return null;
  const image = h("img", { class: "qr", src: api.qr(location.href), width: 200, height: 200, alt });
  image.addEventListener("error", () => image.replaceWith(h("p", { class: "small" }, t("qr_failed"))));
  return image;
}

export function tools(app) {
  const said = (button, key) => {
    app.say(t(key));
    button.textContent = t(key);
  };
  const copy = h("button", { type: "button", class: "quiet", onclick: async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      said(copy, "shared");
    } catch (error) {
      said(copy, "share_failed");
    }
  } }, t("share"));
  // Closing the system's panel is no failure.
  const send = navigator.share && h("button", { type: "button", class: "quiet",
    onclick: () => navigator.share({ title: document.title, url: location.href }).catch(() => {}) }, t("send"));
  const box = h("div", { class: "qr-box", id: "qr", hidden: true });
  const show = h("button", { type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": "qr", onclick: () => {
    box.hidden = !box.hidden;
    show.setAttribute("aria-expanded", String(!box.hidden));
    if (box.hidden) return;
    const image = code(t("qr_alt"));
    box.replaceChildren(...[image, h("p", { class: "small" }, t(image ? "qr_help" : "qr_long"))].filter(Boolean));
  } }, t("qr"));
  return h("div", { class: "tools share" }, send, copy, show,
    h("button", { type: "button", class: "quiet", onclick: () => print(app) }, t("print")), box);
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

// Where the data come from; on paper also what was printed, when and of what.
export function about(app) {
  const sources = (app.city.sources || []).map((s) => h("li", null,
    t("source_line", { name: s.name, kind: t(has(`source_${s.kind}`) ? `source_${s.kind}` : "source_other"),
      date: (s.imported_at || "").slice(0, 10), rows: number(s.rows) }),
    s.attribution ? ` ${s.attribution}` : ""));
  return [
    h("details", { class: "about" }, h("summary", null, t("about")), h("ul", null, sources), forgetButton(app)),
    h("div", { class: "paper" },
      h("div", { class: "paper-code" }),
      h("div", null,
        h("p", null, [app.cityName(), t("printed_on", { date: day(new Date()) })].join(" · ")),
        h("p", { class: "paper-link" }, location.href),
        h("p", null, t("about")), h("ul", null, sources.map((s) => s.cloneNode(true))))),
  ];
}
