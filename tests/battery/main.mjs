/** Runs the battery in this engine, whichever it is, and prints what came out as JSON. */
import { load } from "../../dist/index.js";
import { createPool } from "../../dist/pool.js";
import { battery, pooledBattery } from "./battery.mjs";

const found = { ...battery(await load()), pooled: {} };
for (const workers of [1, 2, 4]) {
  const pool = await createPool({ workers });
  found.pooled[workers] = await pooledBattery(pool);
  pool.dispose();
}
if (typeof document === "object") globalThis.found = found;
else {
  console.log(JSON.stringify(found));
  // Not every engine ends while workers are about to.
  globalThis.process.exit();
}
