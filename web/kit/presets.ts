import { drawOn } from "./frame.ts";
import { appearance } from "./appearance.ts";

export interface PresetBinding<Preset> {
  presets: Readonly<Record<string, Preset>>;
  /** Draws the preset into a thumbnail of that many CSS pixels. */
  thumbnail(svg: SVGSVGElement, preset: Preset, width: number, height: number): void;
  choose(name: string, preset: Preset): void;
}

/** Makes the strip of presets live; the thumbnails are drawn when the strip first comes into sight. */
export function bindPresets<Preset>(binding: PresetBinding<Preset>): { mark(name: string): void } {
  const buttons = [...document.querySelectorAll<HTMLElement>("[data-preset]")];
  for (const button of buttons) {
    const name = button.dataset.preset!;
    button.addEventListener("click", () => binding.choose(name, binding.presets[name]!));
  }
  const sight = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    sight.disconnect();
    const draws = buttons.map((button) => () => {
      const svg = button.querySelector("svg")!;
      const { width, height } = svg.getBoundingClientRect();
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      svg.replaceChildren();
      binding.thumbnail(svg, binding.presets[button.dataset.preset!]!, width, height);
    });
    drawOn([appearance], ...draws);
  });
  for (const button of buttons) sight.observe(button);
  return {
    mark(name) {
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.dataset.preset === name));
      }
    },
  };
}
