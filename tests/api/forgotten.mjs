// Makes handles, forgets them, and counts how many objects the finalizers deleted; runs with --expose-gc.

import { setTimeout as pause } from "node:timers/promises";
import bytes from "../../build/api/core/bytes.js";
import { createCore } from "../../build/api/instantiate.js";
import { Lemmata } from "../../build/api/load.js";

const core = await createCore(bytes());
let released = 0;
const counting = Object.create(core);
counting.projectorRelease = (address) => {
  ++released;
  core.projectorRelease(address);
};
const { projection } = new Lemmata(counting);
const made = 50;
for (let i = 0; i < made; ++i) projection.projector(8, 4, { seed: i });
for (let round = 0; round < 50 && released < made; ++round) {
  globalThis.gc();
  await pause(10);
}
console.log(JSON.stringify({ made, released }));
