// SPDX-License-Identifier: GPL-3.0-or-later
// What is on show, to take away as a file.

import { h } from "../base/dom.js";
import { t } from "../base/text.js";

// `file` makes the control of a format.
export const downloads = (file) => [
  h("span", { class: "small" }, t("download")),
  ["csv", "geojson"].map(file),
];

export const fileLink = (format, href) =>
  h("a", { class: "button quiet", download: true, href }, format.toUpperCase());
