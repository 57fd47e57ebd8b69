import { first } from "./first.js";

const entry = new URLSearchParams(location.search).get("entry");
globalThis.start = await first(`./assets/${entry}`);
