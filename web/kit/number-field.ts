import { typedNumber } from "./format.ts";
import { drawNow } from "./frame.ts";
import { keySteps } from "./handle.ts";

export interface NumberBinding {
  /** Takes a typed or stepped number; it may clamp it. */
  change(value: number): void;
  /** One arrow key's way; by default 0.01. */
  step?: number;
}

/** A number that can be typed; while it is being typed nothing overwrites it. */
export interface NumberInput {
  show(text: string): void;
}

/** Makes `#id` of `numberField` live: Enter or leaving takes the number, arrows step, Escape gives up. */
export function bindNumber(id: string, { change, step = 0.01 }: NumberBinding): NumberInput {
  const input = document.getElementById(id) as HTMLInputElement;
  let shown = "";
  let typing = false;
  const show = (text: string): void => {
    shown = text;
    if (!typing && input.value !== text) input.value = text;
  };
  const take = (): void => {
    typing = false;
    const value = typedNumber(input.value);
    input.toggleAttribute("aria-invalid", value === undefined);
    if (value === undefined || input.value === shown) {
      input.value = shown;
      return;
    }
    // Enter is followed by the browser's own "change", which is no second one.
    shown = input.value;
    change(value);
  };
  input.addEventListener("input", () => {
    typing = true;
  });
  input.addEventListener("change", take);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") take();
    else if (event.key === "Escape") {
      typing = false;
      input.value = shown;
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      drawNow();
      const now = typedNumber(input.value);
      if (now === undefined) return;
      event.preventDefault();
      typing = false;
      const size = event.altKey ? keySteps.fine : event.shiftKey ? keySteps.coarse : keySteps.usual;
      change(now + (event.key === "ArrowUp" ? step : -step) * size);
    }
  });
  return { show };
}
