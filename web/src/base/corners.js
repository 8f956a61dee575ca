// SPDX-License-Identifier: GPL-3.0-or-later
// The corners of an area drawn by hand, as [lon, lat], and as letters of the
// address.

export const CORNERS = 200; // at most

// A drawn area's corners as letters: steps of 0.00001 degrees (1 m) from one
// to the next, a sign in the lowest bit, five bits a letter, the lowest first,
// the sixth set where more letters follow.
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function pack(corners) {
  let text = "";
  let last = [0, 0];
  for (const corner of corners) {
    const now = corner.map((v) => Math.round(v * 1e5));
    for (const i of [0, 1]) {
      const step = now[i] - last[i];
      let rest = step < 0 ? -2 * step - 1 : 2 * step;
      for (; rest > 31; rest = Math.floor(rest / 32)) text += LETTERS[(rest % 32) + 32];
      text += LETTERS[rest];
    }
    last = now;
  }
  return text;
}

// The corners again, or null where the letters say none.
export function unpack(text) {
  const numbers = [];
  let value = 0;
  let unit = 1;
  for (const letter of text) {
    const bits = LETTERS.indexOf(letter);
    value += (bits % 32) * unit;
    unit *= 32;
    if (unit > 2 ** 40) return null;
    if (bits > 31) continue;
    numbers.push(value % 2 ? -(value + 1) / 2 : value / 2);
    value = 0;
    unit = 1;
  }
  if (unit > 1 || numbers.length % 2 || numbers.length < 6 || numbers.length > 2 * CORNERS) {
    return null;
  }
  const corners = [];
  for (let i = 0, lon = 0, lat = 0; i < numbers.length; i += 2) {
    lon += numbers[i];
    lat += numbers[i + 1];
    if (Math.abs(lon) > 18e6 || Math.abs(lat) > 9e6) return null;
    corners.push([lon / 1e5, lat / 1e5]);
  }
  return corners;
}
