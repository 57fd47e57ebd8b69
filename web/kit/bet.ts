import type { KitStrings } from "./strings.ts";

/** "Place your bet": reveals the answer after a choice, or at once for those who skip. */
export function bindBet(strings: KitStrings): void {
  const card = document.getElementById("bet")!;
  const reveal = document.getElementById("bet-reveal")!;
  const buttons = [...card.querySelectorAll<HTMLButtonElement>("[data-choice]")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const { choice } = button.dataset;
      const outcome =
        choice === "skip" ? "skipped" : choice === card.dataset.right ? "right" : "wrong";
      document.getElementById("bet-verdict")!.textContent = `${strings.bet[outcome]} `;
      card.dataset.outcome = outcome;
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      reveal.hidden = false;
    });
  }
}
