// SPDX-License-Identifier: GPL-3.0-or-later
// Gates and ways with hours on a way, in the words of the answer.

import { h } from "../base/dom.js";
import { named } from "../base/text.js";

// `list` as in the answers; nothing where there are none.
export const closings = (list, tag = "p") =>
  list && list.length
    ? h(tag, { class: "closings" }, list.map((one) => named(one, "text")).join(" "))
    : null;
