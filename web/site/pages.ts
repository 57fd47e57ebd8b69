import { entropyPage } from "../entropy/page.ts";
import { gaussianPage } from "../gaussian/page.ts";
import { guidePages } from "../guides/pages.ts";
import { homePage } from "../home/page.ts";
import { initializationPage } from "../initialization/page.ts";
import { logisticPage } from "../logistic/page.ts";
import { neighboursPage } from "../neighbours/page.ts";
import { penaltyPage } from "../penalty/page.ts";
import { projectionPage } from "../projection/page.ts";
import { smoothingPage } from "../smoothing/page.ts";
import { teachersPage } from "../teachers/page.ts";
import type { Page } from "./page.ts";

/** Every page of the site; the header lists them in this order, but not the single guides. */
export const pages: readonly Page[] = [
  homePage,
  entropyPage,
  gaussianPage,
  projectionPage,
  neighboursPage,
  smoothingPage,
  initializationPage,
  logisticPage,
  penaltyPage,
  teachersPage,
  ...guidePages,
];
