// SPDX-License-Identifier: GPL-3.0-or-later
//
// A .pmtiles as npm's pmtiles reads it: pmtiles.mjs FILE, with the tiles that
// should be in it, [z, x, y, bytes], as JSON on standard input.
import { open } from "node:fs/promises";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { PMTiles } = require("pmtiles");

class File {
  constructor(handle, name) {
    this.handle = handle;
    this.name = name;
  }
  getKey() {
    return this.name;
  }
  async getBytes(offset, length) {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await this.handle.read(bytes, 0, length, offset);
    return { data: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytesRead) };
  }
}

const handle = await open(process.argv[2]);
const archive = new PMTiles(new File(handle, process.argv[2]));
const header = await archive.getHeader();
const wrong = [];
const wanted = JSON.parse(readFileSync(0, "utf8"));

for (const [z, x, y, bytes] of wanted) {
  const tile = await archive.getZxy(z, x, y);

  if (!tile || tile.data.byteLength !== bytes) wrong.push([z, x, y]);
}
if (header.specVersion !== 3 || header.tileType !== 1) wrong.push("header");
if (await archive.getZxy(15, 0, 0)) wrong.push("a tile of nowhere");
if (!(await archive.getMetadata()).vector_layers) wrong.push("metadata");
console.log(`${wanted.length} tiles, ${wrong.length ? JSON.stringify(wrong.slice(0, 5)) : "none wrong"}`);
await handle.close();
