import { fixed } from "../kit/format.ts";
import { bindNumber } from "../kit/number-field.ts";
import type { InitializationModel } from "./model.ts";
import { powerOfTwo } from "./state.ts";

/** Makes the number fields live, the typed alternative to each handle; returns what shows their values. */
export function bindFields(model: InitializationModel): () => void {
  const state = () => model.state.value;
  const depth = bindNumber("field-depth", { step: 1, change: (value) => model.setDepth(value) });
  // An arrow's step is one power of two.
  const power = (id: string, now: () => number, set: (value: number) => void) =>
    bindNumber(id, {
      step: 0.5,
      change: (value) => {
        const by = Math.abs(value - now());
        const stepped = by === 0.5 || by === 5 || Math.abs(by - 0.05) < 1e-9;
        set(stepped ? now() * (value > now() ? 2 : 0.5) : value);
      },
    });
  const width = power("field-width", () => state().width, (value) => model.setWidth(value)); // prettier-ignore
  const head = power("field-head", () => state().head, (value) => model.setHead(value)); // prettier-ignore
  const gain = bindNumber("field-gain", { change: (value) => model.setGain(value) });
  const alpha = bindNumber("field-alpha", { change: (value) => model.setAlpha(value) });
  const seed = bindNumber("field-seed", { step: 1, change: (value) => model.setSeed(value) });
  return () => {
    depth.show(String(state().depth));
    width.show(String(powerOfTwo(state().width, { min: 1, max: 1024 })));
    head.show(String(model.attention.value.dimension));
    gain.show(fixed(model.gain, 3));
    alpha.show(fixed(model.alpha, 3));
    seed.show(String(state().seed));
  };
}
