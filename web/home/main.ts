import "../kit/kit.css";
import "./home.css";
import { bindCopies } from "../kit/actions.ts";
import { startEngine } from "../kit/engine.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";
import { EntropyCard } from "./entropy-card.ts";
import { GaussianCard } from "./gaussian-card.ts";
import { PresetCard } from "./preset-card.ts";

const { kit } = pageStrings<object>();
startShell(kit);
bindCopies(kit);
void startEngine(
  kit,
  async (lemmata) => {
    for (const card of document.querySelectorAll(".card > :first-child")) {
      if (card instanceof EntropyCard || card instanceof GaussianCard || card instanceof PresetCard)
        card.engine = lemmata;
    }
  },
  // The foot of the page says so, and the cards stay links.
  () => {},
);
