import type { KernelName, Smoothing } from "lemmata";
import { significant } from "../kit/format.ts";
import { argumentOf, type Shape } from "./shape.ts";

/** The text of g as the package writes it for this function: LaTeX, and the body of a function. */
export interface Written {
  latex: string;
  javascript: string;
}

export function written(smoothing: Smoothing, f: Shape, kernel: KernelName): Written | undefined {
  return smoothing.formula(argumentOf(f), kernel);
}

/** g(x) = … in letters, from the first equation of the package's LaTeX: numbers with four digits. */
export function letters(latex: string): string {
  return latex
    .split(",\\quad ")[0]!
    .replace(/\\tfrac12/g, "½")
    .replace(/\\Phi/g, "Φ")
    .replace(/\\,/g, "\u202f")
    .replace(/\d+(?:\.\d+)?(?:e[-+]?\d+)?/g, (digits) => significant(Number(digits), 4))
    .replaceAll("-", "−")
    .replace(/([=+−])/g, " $1 ")
    .replace(/= {2}− /, "= −")
    .replace(/\(([^()]*)\)/g, (inner) => inner.replace(/ ([+−]) /g, "$1"));
}

/** Writes such a line into an element, letters in italics; what changes with the kernel has its tone. */
export function writeLetters(element: HTMLElement, text: string): void {
  if (element.dataset.text === text) return;
  element.dataset.text = text;
  element.replaceChildren(
    ...text.split(/([a-zA-ZΦ])/).map((piece) => {
      if (!/^[a-zA-ZΦ]$/.test(piece)) return piece;
      const letter = document.createElement(piece === "Φ" ? "span" : "i");
      letter.textContent = piece;
      if (/[ΦRF]/.test(piece)) letter.className = "tone-q";
      if (piece === "g") letter.className = "tone-r";
      return letter;
    }),
  );
}
