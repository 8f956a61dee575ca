// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the page and its last answers, so that it opens without a network.
// Whatever can be had from the server is: a kept answer stands in for one that
// could not be had, and carries the time at which it was kept. web/build.mjs
// puts in SHELL, what the page consists of, and VERSION, a hash of it.

// Where the page stands, as its address does: several cities of one server
// share what the browser keeps, so each has its own name there.
const HOME = new URL(".", self.location.href).pathname;
const OWN = HOME.slice(0, -1);
const PAGE = `page-${VERSION}${OWN}`;
const PAGES = new RegExp(`^page-[^/]+${OWN}$`);
const ANSWERS = "answers";
const TILES = "tiles";
const KEPT = { [ANSWERS]: 80, [TILES]: 240 }; // at most; the oldest go first
const PATIENCE_MS = 4000; // a dead line often doesn't say that it is dead

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(PAGE)
      .then((cache) => cache.addAll(SHELL.map((name) => HOME + name)))
      .then(() => self.skipWaiting()),
  );
});

// The page before this one may still be open in another tab and want its
// scripts, so the newest two are kept.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const pages = (await caches.keys()).filter((name) => PAGES.test(name) && name !== PAGE);
      await Promise.all(pages.slice(0, -1).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === HOME) event.respondWith(navigate(request));
  } else if (!url.pathname.startsWith(HOME)) {
    // Another city's, or the chooser's.
  } else if (
    SHELL.includes(url.pathname.slice(HOME.length)) ||
    /-[A-Z2-7]{8}\.(js|css)$/.test(url.pathname)
  ) {
    event.respondWith(asset(request));
  } else if (url.pathname.startsWith(`${HOME}api/v1/`) && !url.searchParams.has("format")) {
    event.respondWith(fresh(event, ANSWERS));
  } else if (url.pathname.startsWith(`${HOME}tiles/`)) {
    event.respondWith(fresh(event, TILES));
  }
});

async function navigate(request) {
  const line = new AbortController();
  const timer = setTimeout(() => line.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: line.signal });
  } catch (error) {
    const kept = await caches.match(HOME, { cacheName: PAGE });
    if (kept) return kept;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

// A name with a hash never changes its content.
const asset = async (request) =>
  (await caches.match(request, { ignoreVary: true })) || fetch(request);

async function fresh(event, name) {
  const { request } = event;
  try {
    // Past the browser's own store: what that holds is no sign of a network.
    const answer = await fetch(request, { cache: "no-cache" });
    if (answer.ok) event.waitUntil(keep(name, request.url, answer.clone()));
    else if (answer.status === 502 || answer.status === 504) {
      return (await kept(name, request.url)) || answer;
    }
    return answer;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return (await kept(name, request.url)) || Response.error();
  }
}

async function keep(name, url, answer) {
  const cache = await caches.open(name);
  const headers = new Headers(answer.headers);
  headers.set("Lifecircle-Kept", new Date().toISOString());
  headers.delete("Content-Encoding");
  const body = await answer.blob();
  await cache.delete(url);
  await cache.put(url, new Response(body, { status: answer.status, headers }));
  const all = await cache.keys();
  await Promise.all(
    all.slice(0, Math.max(0, all.length - KEPT[name])).map((old) => cache.delete(old)),
  );
}

const kept = async (name, url) => (await caches.open(name)).match(url, { ignoreVary: true });
