// SPDX-License-Identifier: GPL-3.0-or-later
// The five classes of coverage, and unknown: one list for table, legend and map.

export const CLASSES = [
  { id: "none", label: "" },
  { id: "a", from: 0, label: "0 – 20 %" },
  { id: "b", from: 0.2, label: "20 – 50 %" },
  { id: "c", from: 0.5, label: "50 – 80 %" },
  { id: "d", from: 0.8, label: "80 – 95 %" },
  { id: "e", from: 0.95, label: "95 – 100 %" },
];

// By the least that it can be; how much more it may be, the hatching says.
export function classOf(row) {
  if (!row || row.share === null) return "none";
  return CLASSES.slice(1)
    .reverse()
    .find((c) => row.share_min >= c.from).id;
}
