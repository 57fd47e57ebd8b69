import { appearanceChanged, watchAppearance } from "./appearance.ts";
import { onNextFrame } from "./frame.ts";
import { teacherSwitches } from "./hash.ts";
import type { KitStrings } from "./strings.ts";

const themes = ["auto", "light", "dark"] as const;

/** Makes the header live: colours, motion, and the language link that carries the state along. */
export function startShell(strings: KitStrings): void {
  themeButton(strings);
  motionButton(strings);
  const language = document.getElementById("language") as HTMLAnchorElement;
  language.addEventListener("click", () => {
    language.hash = location.hash;
  });
  // On a narrow screen the pages' names are a row to scroll: this page's own is in sight.
  const current = document.querySelector<HTMLElement>("nav [aria-current]");
  if (current !== null)
    onNextFrame(() => (current.parentElement!.scrollLeft = current.offsetLeft - 60));
  applySwitches();
  addEventListener("hashchange", applySwitches);
  watchAppearance();
}

function themeButton(strings: KitStrings): void {
  const button = document.getElementById("theme")!;
  const root = document.documentElement;
  const show = (): void => {
    const now = themes.find((theme) => theme === root.dataset.theme) ?? "auto";
    button.setAttribute("aria-label", strings.theme[now]);
    button.title = strings.theme[now];
  };
  button.addEventListener("click", () => {
    const now = themes.findIndex((theme) => theme === (root.dataset.theme ?? "auto"));
    choose("theme", themes[(now + 1) % themes.length]!, "auto");
    show();
  });
  show();
  // The script that applies an earlier choice may come after this one, never after the page.
  addEventListener("load", show);
}

function motionButton(strings: KitStrings): void {
  const button = document.getElementById("motion")!;
  const root = document.documentElement;
  const show = (): void => {
    const still = root.dataset.motion === "still";
    button.setAttribute("aria-pressed", String(still));
    button.title = still ? strings.movingLabel : strings.stillLabel;
  };
  button.addEventListener("click", () => {
    choose("motion", root.dataset.motion === "still" ? "free" : "still", "free");
    show();
  });
  show();
  addEventListener("load", show);
}

function choose(name: "theme" | "motion", value: string, usual: string): void {
  if (value === usual) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
  try {
    if (value === usual) localStorage.removeItem(`lemmata-${name}`);
    else localStorage.setItem(`lemmata-${name}`, value);
  } catch {
    // Storage is closed to this page: the choice lasts as long as the page.
  }
  appearanceChanged();
}

function applySwitches(): void {
  const { embed, hide } = teacherSwitches(location.hash);
  document.documentElement.toggleAttribute("data-embed", embed);
  for (const part of document.querySelectorAll<HTMLElement>("[data-part]")) {
    part.toggleAttribute("data-hidden", hide.includes(part.dataset.part!));
  }
}
