import { guide } from "../guide.ts";
import { en } from "./en.ts";
import { listings } from "./listings.ts";
import { zh } from "./zh.ts";

export const accuracy = guide("accuracy", listings, { en, zh });
