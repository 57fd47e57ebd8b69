import { effect } from "@preact/signals-core";
import { copyText } from "./clipboard.ts";
import type { Table } from "./export.ts";
import type { PageState } from "./state.ts";
import type { KitStrings } from "./strings.ts";

export interface ActionSources {
  state: Pick<
    PageState<never>,
    "undo" | "redo" | "reset" | "follow" | "canUndo" | "canRedo" | "hash"
  >;
  strings: KitStrings;
  /** The name of exported files, without extension. */
  name: string;
  figures: () => readonly SVGSVGElement[];
  table: () => Table;
  /** A runnable module that prints the page's numbers with the package. */
  script: () => string;
}

/** Makes the action row live. */
export function bindActions({ state, strings, name, figures, table, script }: ActionSources): void {
  const button = (id: string): HTMLButtonElement =>
    document.getElementById(id) as HTMLButtonElement;
  button("undo").addEventListener("click", () => state.undo());
  button("redo").addEventListener("click", () => state.redo());
  button("reset").addEventListener("click", () => state.reset());
  effect(() => {
    button("undo").disabled = !state.canUndo.value;
    button("redo").disabled = !state.canRedo.value;
  });
  button("link").addEventListener("click", () => {
    const hash = state.hash();
    if (hash === undefined) return flash(button("link"), strings.linkTooLong);
    history.replaceState(null, "", hash);
    void copyText(location.href, button("link"), strings);
  });
  button("copy-js").addEventListener("click", () => {
    void copyText(script(), button("copy-js"), strings);
  });
  const menu = document.getElementById("export") as HTMLDetailsElement;
  // What writes files comes when a file is first asked for.
  const save = async (kind: string): Promise<void> => {
    const { csvFile, download, pngFile, svgFile } = await import("./export.ts");
    if (kind === "csv") return download(`${name}.csv`, csvFile(table()), "text/csv");
    const svg = svgFile(figures());
    if (kind === "svg") return download(`${name}.svg`, svg, "image/svg+xml");
    download(`${name}.png`, await pngFile(svg));
  };
  menu.addEventListener("click", (event) => {
    const kind = (event.target as Element).closest<HTMLElement>("[data-export]")?.dataset.export;
    if (kind === undefined) return;
    menu.open = false;
    void save(kind);
  });
  addEventListener("click", (event) => {
    if (!menu.contains(event.target as Node)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menu.open = false;
  });
  bindCopies(strings);
  const startTour = (): void =>
    void import("./tour.ts").then(({ bindTour }) => bindTour(state, strings));
  document.getElementById("tour")!.addEventListener("toggle", startTour, { once: true });
  const narrow = matchMedia("(max-width: 819px)");
  const stick = (): void => {
    if (!narrow.matches) return;
    // Where it does not come, as in a page that is being left, the picture scrolls with the rest.
    import("./sticky.ts").then(
      ({ stickPicture }) => stickPicture(),
      () => {},
    );
  };
  narrow.addEventListener("change", stick);
  stick();
}

/** Makes the copy buttons live: of code listings, and those that carry their text in `data-copy`. */
export function bindCopies(strings: KitStrings): void {
  for (const copy of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
    copy.addEventListener("click", () => {
      const text = copy.dataset.copy || copy.parentElement!.querySelector("code")!.textContent!;
      void copyText(text, copy, strings);
    });
  }
}

/** Says something on a button for a moment. */
export function flash(button: HTMLElement, words: string): void {
  const usual = (button.dataset.usual ??= button.textContent!);
  button.textContent = words;
  setTimeout(() => (button.textContent = usual), 1600);
}
