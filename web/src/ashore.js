// SPDX-License-Identifier: GPL-3.0-or-later
// A place outside the data, in water or away from any street: how far off it
// is, and the nearest one from which somebody can walk.

export const REFUSED = ["outside_extent", "in_water", "unlinked"];
export const NEAR_ENOUGH_M = 5000; // farther away, another place was meant

const RINGS_M = [80, 160, 320, 640, 1200];
const BEARINGS = [0, 45, 90, 135, 180, 225, 270, 315];
const METRES_A_DEGREE = 111_195; // of latitude, on a sphere of 6,371 km

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
const shrink = (lat) => Math.cos((lat * Math.PI) / 180);

// How far outside the extent [w, s, e, n] a place lies, and on which side.
export function outside([w, s, e, n], { lon, lat }) {
  const east = (lon - clamp(lon, w, e)) * shrink(lat);
  const north = lat - clamp(lat, s, n);
  const metres = Math.hypot(east, north) * METRES_A_DEGREE;
  const side = [north > 0 ? "north" : north < 0 ? "south" : "", east > 0 ? "east" : east < 0 ? "west" : ""];
  const [a, b] = [Math.abs(north), Math.abs(east)];
  const direction = a > 2.4 * b ? side[0] : b > 2.4 * a ? side[1] : side.join("");
  return { metres, direction };
}

// Rings round the place, or round the point of the extent nearest to it: the
// first on which `can` says yes of a point.
export async function walkable({ lon, lat }, [w, s, e, n], can) {
  const from = { lon: clamp(lon, w, e), lat: clamp(lat, s, n) };
  for (const ring of RINGS_M) {
    const points = BEARINGS.map((bearing) => {
      const angle = (bearing * Math.PI) / 180;
      return { lon: from.lon + (Math.sin(angle) * ring) / METRES_A_DEGREE / shrink(from.lat),
        lat: from.lat + (Math.cos(angle) * ring) / METRES_A_DEGREE };
    }).filter((at) => at.lon > w && at.lon < e && at.lat > s && at.lat < n);
    const answers = await Promise.all(points.map(can));
    const at = points[answers.indexOf(true)];
    if (at) return at;
  }
  return null;
}
