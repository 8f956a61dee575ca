// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP interface as functions; no other module knows an address.

// Where the page stands: "/", or "/c/ID/" where a server holds several cities.
export const HOME = new URL(".", location.href).pathname;
const BASE = `${HOME}api/v1`;

export const TILES = `${HOME}tiles/base/{z}/{x}/{y}.mvt`;
export const WORKER = `${HOME}sw.js`;

// What went wrong, in a form the page can put into words: `kind` is offline,
// busy, gone, refused or broken; `detail` is the server's own sentence.
export class ApiError extends Error {
  constructor(kind, detail, parameter) {
    super(detail || kind);
    this.kind = kind;
    this.detail = detail || "";
    this.parameter = parameter || "";
  }
}

const PATIENCE_MS = 30_000; // gaps of a large city take some seconds
const AGAIN_MS = 600; // a line that drops one question often carries the next
const BUSY_TRIES = 3; // a server with its hands full says when to come back
const BUSY_MOST_S = 5;

const KINDS = { 404: "gone", 429: "busy", 502: "offline", 503: "busy", 504: "busy" };

function url(path, query) {
  const pairs = Object.entries(query || {})
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return BASE + path + (pairs.length ? `?${pairs.join("&")}` : "");
}

const pause = (ms) =>
  new Promise((done) => {
    setTimeout(done, ms);
  });

// Asks again when the server said so, unless that is too long to wait for.
async function ifBusy(response, ask) {
  for (let tries = 1; response.status === 503 && tries < BUSY_TRIES; tries += 1) {
    const seconds = Number(response.headers.get("Retry-After"));
    if (!(seconds > 0 && seconds <= BUSY_MOST_S)) break;
    await pause(seconds * 1000);
    response = await ask();
  }
  return response;
}

// Answers asked for before their view was there: each is taken once.
const early = new Map();

export function ahead(path, query) {
  const address = url(path, query);
  const asked = fetch(address);
  asked.catch(() => {}); // whoever takes it sees the failure
  early.set(address, asked);
}

function take(address) {
  const asked = early.get(address);
  early.delete(address);
  return asked;
}

// The addresses of this visit's first answers, which came before there was
// anything to keep them.
const first = new Set();
const FIRST = 12;

export function repeatFirst() {
  for (const address of first) fetch(address).catch(() => {});
}

// Told of each answer: its path, and since when it was kept by the service
// worker, or null where it came from the server just now.
let listener = () => {};
export function onAnswer(fn) {
  listener = fn;
}

// The caller's abort goes through as an AbortError, to be ignored; an answer
// that takes too long is a failure to be told.
async function get(path, query, signal, init) {
  const own = new AbortController();
  const stop = () => own.abort();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, PATIENCE_MS);
  if (signal) {
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  }
  try {
    const address = url(path, query);
    const ask = () => fetch(address, { ...init, signal: own.signal });
    const come = await ((!init && take(address)) || ask()).catch(async (error) => {
      if (own.signal.aborted || init) throw error;
      await pause(AGAIN_MS);
      return ask();
    });
    const response = await ifBusy(come, ask);
    if (own.signal.aborted) throw new DOMException("given up", "AbortError");
    const body = await answer(response);
    if (!init && first.size < FIRST) first.add(address);
    const kept = response.headers.get("Lifecircle-Kept");
    listener(path, kept && new Date(kept));
    return body;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (late) throw new ApiError("slow");
    if (error.name === "AbortError") throw error;
    throw new ApiError("offline");
  } finally {
    clearTimeout(timer);
    if (signal) signal.removeEventListener("abort", stop);
  }
}

async function answer(response) {
  let body = null;
  try {
    body = await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
  }
  if (response.ok && body) return body;
  const kind = KINDS[response.status] || (response.status < 500 ? "refused" : "broken");
  throw new ApiError(kind, body && (body.detail || body.title), body && body.parameter);
}

// A coordinate goes out with 6 decimals: 11 cm.
const degrees = (value) => String(Math.round(value * 1e6) / 1e6);
const at = (place) => ({ lon: degrees(place.lon), lat: degrees(place.lat) });

// A city without units is one by itself, which is none of its communities.
export async function city() {
  const found = await get("/city");
  return found.whole ? { ...found, levels: [] } : found;
}
export const categories = async () => (await get("/categories")).categories;
// Names and typed positions; those near `place`, if there is one, first.
export const search = async (q, place, signal) =>
  (await get("/search", { q, ...(place ? at(place) : {}) }, signal)).hits;
// A place of a map service's coordinates, as the server reads them, in WGS 84.
export async function inWgs84({ lon, lat, crs }) {
  const asked = { lon: String(lon), lat: String(lat), crs };
  const { wgs84 } = (await get("/search", { q: `${lon},${lat}`, limit: 1, ...asked })).at;
  return { lon: wgs84[0], lat: wgs84[1] };
}
export const circleQuery = (place, minutes, pace, when) => ({
  ...at(place),
  minutes,
  pace,
  open_at: when,
});
export const circle = (place, minutes, pace, when, signal) =>
  get("/circle", circleQuery(place, minutes, pace, when), signal);
export const isochrone = (place, minutes, pace, signal) =>
  get("/isochrone", { ...at(place), minutes: minutes.join(","), pace }, signal);
export const nearest = (place, { category, k, services }, pace, when, signal) =>
  get("/nearest", { ...at(place), category, k, pace, open_at: when, services }, signal);
export const route = (place, to, pace, lang, signal) =>
  get("/route", { ...at(place), to, pace, lang }, signal);
export const units = async (level, signal) => (await get("/units", { level }, signal)).units;
export const unitShapes = (level, signal) => get("/units", { level, format: "geojson" }, signal);
// How coverage is measured: on foot, or within a radius in a straight line.
const how = ({ minutes, pace, radius }) =>
  radius ? { mode: "straight", radius } : { minutes, pace };
export const unitCoverage = async (code, state, signal) =>
  (await get(`/units/${encodeURIComponent(code)}/coverage`, how(state), signal)).rows;
export const coverage = async (level, category, state, signal) =>
  (await get("/coverage", { level, category, ...how(state) }, signal)).rows;
export const report = (code, steps, signal) =>
  get(`/units/${encodeURIComponent(code)}/report`, { steps: steps ? "yes" : "" }, signal);
export const reportFile = (code, format, lang) =>
  url(`/units/${encodeURIComponent(code)}/report`, { format, lang });
export const cityReport = (lang) => url("/report", { format: "html", lang });
export const gaps = (unit, category, minutes, pace, k, signal) =>
  get("/gaps", { unit, category, minutes, pace, k }, signal);
export const coverageFile = (level, category, state, format) =>
  url("/coverage", { level, category, ...how(state), format });
export const unitCoverageFile = (code, state, format) =>
  url(`/units/${encodeURIComponent(code)}/coverage`, { ...how(state), format });
// A plan that is tried out: {add, remove, move, …}.
export const whatif = (scenario, { level, minutes, pace }, signal) =>
  get("/whatif", { level, minutes, pace }, signal, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(scenario),
  });
const sitesQuery = ({ category, unit, minutes, pace }, k) => ({ category, k, unit, minutes, pace });
export const sites = (state, k, signal) => get("/sites", sitesQuery(state, k), signal);
export const sitesFile = (state, k, format) => url("/sites", { ...sitesQuery(state, k), format });
export const facility = (id, signal) =>
  get(`/facilities/${encodeURIComponent(id)}`, undefined, signal);
export const qr = (address) => url("/qr", { url: address });

// An area drawn by hand, as [lon, lat] corners.
const area = (corners) => ({
  method: "POST",
  headers: { "Content-Type": "application/geo+json" },
  body: JSON.stringify({ type: "Polygon", coordinates: [[...corners, corners[0]]] }),
});

export const areaCoverage = async (corners, state, signal) =>
  (await get("/coverage", how(state), signal, area(corners))).rows;

export async function areaFile(corners, state, format) {
  const response = await fetch(url("/coverage", { ...how(state), format }), area(corners)).catch(
    () => {
      throw new ApiError("offline");
    },
  );
  return response.ok ? response.blob() : answer(response);
}
