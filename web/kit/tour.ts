import { motionAllowed } from "./frame.ts";
import type { PageState } from "./state.ts";
import type { KitStrings } from "./strings.ts";

/** Makes the guided tour live: a step sets the state, which undo takes back, and shows where to look. */
export function bindTour(state: Pick<PageState<never>, "follow">, strings: KitStrings): void {
  const tour = document.getElementById("tour")!;
  const buttons = [...tour.querySelectorAll<HTMLButtonElement>("[data-state]")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      state.follow(button.dataset.state!);
      // What the state changes has been drawn by then.
      requestAnimationFrame(() => requestAnimationFrame(() => lookAt(button.dataset.look!)));
      finish(button, strings.tour.done);
      const isOver = buttons.every((one) => one.closest("li")!.hasAttribute("data-done"));
      document.getElementById("tour-end")!.textContent = isOver ? strings.tour.end : "";
    });
  }
}

function finish(button: HTMLButtonElement, words: string): void {
  const step = button.closest("li")!;
  if (step.hasAttribute("data-done")) return;
  step.dataset.done = "";
  const done = document.createElement("span");
  done.className = "unseen";
  done.textContent = ` (${words})`;
  step.querySelector("p")!.append(done);
}

// The mark stays until the next step, or until a hand takes over.
function lookAt(selector: string): void {
  unmark();
  const part = document.querySelector<HTMLElement>(selector)!;
  part.dataset.lookedAt = "";
  part.scrollIntoView({ block: "nearest", behavior: motionAllowed() ? "smooth" : "auto" });
  addEventListener("pointerdown", unmark, { once: true });
}

function unmark(): void {
  document.querySelector("[data-looked-at]")?.removeAttribute("data-looked-at");
}
