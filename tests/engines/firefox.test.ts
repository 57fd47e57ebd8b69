import { describe } from "vitest";
import { firefox } from "../../tools/system.mjs";
import { startFirefox } from "./firefox.ts";
import { journeys } from "./journeys.ts";

const program = firefox();

describe.skipIf(program === undefined)("Firefox", () => journeys(() => startFirefox(program!)));
