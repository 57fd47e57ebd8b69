import { fixed } from "../kit/format.ts";
import { bindNumber } from "../kit/number-field.ts";
import type { NeighboursModel } from "./model.ts";
import { clouds, paintings, panels, wholes, type Movable } from "./state.ts";

const steps: Readonly<Record<Movable, number>> = {
  x: 0.02,
  y: 0.02,
  theta: 1,
  bits: 1,
  tables: 1,
  seed: 1,
  rank: 1,
  oversample: 1,
  power: 1,
  sketch: 1,
};

/** Makes the typed alternative to each handle live; returns what shows the state in them. */
export function bindFields(model: NeighboursModel): () => void {
  const inputs = (Object.keys(steps) as Movable[]).map((key) => {
    const change = (value: number): void => {
      if (key === "x" || key === "y") {
        const { x, y } = model.state.value;
        model.moveQuery(key === "x" ? value : x, key === "y" ? value : y);
      } else model.move({ [key]: value });
    };
    return { key, input: bindNumber(`field-${key}`, { step: steps[key], change }) };
  });
  return () => {
    const state = model.state.value;
    for (const { key, input } of inputs)
      input.show(wholes.includes(key) ? String(state[key]) : fixed(state[key], key === "theta" ? 1 : 3)); // prettier-ignore
  };
}

/** Makes the switches live: what the stage shows, which points, which picture, how many power steps. */
export function bindChoices(model: NeighboursModel): () => void {
  const all = [
    ...panels.map((panel) => ({ id: `panel-${panel}`, change: { panel } })),
    ...clouds.map((cloud) => ({ id: `cloud-${cloud}`, change: { cloud, own: [] } })),
    ...paintings.map((picture) => ({ id: `painting-${picture}`, change: { picture, image: undefined } })), // prettier-ignore
    ...[0, 1, 2, 3].map((power) => ({ id: `power-${power}`, change: { power } })),
  ];
  const buttons = all.map(({ id, change }) => {
    const button = document.getElementById(id)!;
    button.addEventListener("click", () => model.change(change));
    const [key, value] = Object.entries(change)[0]!;
    return { button, key: key as "panel" | "cloud" | "picture" | "power", value };
  });
  return () => {
    const state = model.state.value;
    for (const { button, key, value } of buttons)
      button.setAttribute("aria-pressed", String(state[key] === value));
  };
}
