import { describe } from "vitest";
import { webkit } from "../../tools/system.mjs";
import { journeys } from "./journeys.ts";
import { startWebkit } from "./webkit.mjs";

const programs = webkit();

describe.skipIf(programs === undefined)("WebKit", () => journeys(() => startWebkit(programs!)));
