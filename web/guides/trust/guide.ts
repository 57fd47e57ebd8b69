import { guide } from "../guide.ts";
import { en } from "./en.ts";
import { listings } from "./listings.ts";
import { zh } from "./zh.ts";

export const trust = guide("trust", listings, { en, zh });
