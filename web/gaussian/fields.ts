import type { Shape } from "../kit/ellipse.ts";
import { fixed } from "../kit/format.ts";
import { bindNumber } from "../kit/number-field.ts";
import type { GaussianModel } from "./model.ts";
import { whos } from "./scene.ts";

/** The typed alternative to each handle; the function returned shows the values. */
export function bindFields(model: GaussianModel): () => void {
  const keys = { x: 0.05, y: 0.05, along: 0.05, across: 0.05, angle: 1 } as const;
  const inputs = whos.flatMap((who) =>
    (Object.keys(keys) as (keyof Shape)[]).map((key) => ({
      who,
      key,
      input: bindNumber(`${who}-${key}`, {
        step: keys[key],
        change: (value) => model.reshape(who, { [key]: value }),
      }),
    })),
  );
  const time = bindNumber("field-t", { change: (t) => model.setTime(t) });
  return () => {
    for (const { who, key, input } of inputs) {
      input.show(fixed(model.state.value[who][key], key === "angle" ? 1 : 3));
    }
    time.show(fixed(model.state.value.t, 3));
  };
}
