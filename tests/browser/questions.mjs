// SPDX-License-Identifier: GPL-3.0-or-later
// What the walks ask the interface, to hold the page against it.

import { api, at, base } from "./lib.mjs";

export const USUAL = "minutes=15&pace=standard"; // what the page asks for at first

// Minutes as the page writes them: whole ones, never fewer than it takes.
export const inMinutes = (seconds) => Math.max(1, Math.ceil(seconds / 60 - 1e-9));

export const places = () => `lon=${at[0]}&lat=${at[1]}`;

export const circle = (more = USUAL) => api(`/circle?${places()}&${more}`);

export const nearest = (category, more = "") =>
  api(`/nearest?${places()}&category=${category}&k=5&pace=standard${more}`);

const inhabited = async () => {
  const { finest_level: level } = await api("/city");
  return (await api(`/units?level=${level}`)).units.filter((unit) => unit.homes > 0);
};

// The communities, the one with the most homes first.
export const communities = async () => (await inhabited()).sort((a, b) => b.homes - a.homes);

// In the order in which the interface has them.
export const anyCommunities = inhabited;

export const unitHash = ({ code }) => `view=unit&unit=${encodeURIComponent(code)}`;

export const unitRows = async ({ code }, how = USUAL) =>
  (await api(`/units/${encodeURIComponent(code)}/coverage?${how}`)).rows;

// Every community's row of a service.
export async function coverage(category, how = USUAL) {
  const { finest_level: level } = await api("/city");
  return (await api(`/coverage?level=${level}&category=${category}&${how}`)).rows;
}

export const byGap = (rows) => [...rows].sort((a, b) => b.uncovered - a.uncovered);

export async function areaRows(corners) {
  const polygon = { type: "Polygon", coordinates: [[...corners, corners[0]]] };
  const response = await fetch(`${base}/api/v1/coverage?${USUAL}`, {
    method: "POST",
    headers: { "Content-Type": "application/geo+json" },
    body: JSON.stringify(polygon),
  });
  return (await response.json()).rows;
}

// The community with the most homes that a walk to a pharmacy leaves out.
export async function worstUnit() {
  const rows = (await coverage("pharmacy")).filter((row) => row.level);
  return byGap(rows)[0].unit;
}
