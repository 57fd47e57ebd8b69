import { fixed } from "../kit/format.ts";
import { bindNumber } from "../kit/number-field.ts";
import type { Label, LogisticModel } from "./model.ts";

/** Makes the number fields live, the typed alternative to each handle; returns what shows their values. */
export function bindFields(model: LogisticModel): () => void {
  const labels: readonly Label[] = [0, 1];
  const keys = { x: 0.05, y: 0.05, along: 0.05, across: 0.05, angle: 1 } as const;
  const inputs = labels.flatMap((label) =>
    (Object.keys(keys) as (keyof typeof keys)[]).map((key) => ({
      label,
      key,
      input: bindNumber(`class${label}-${key}`, {
        step: keys[key],
        change: (value) => model.reshape(label, { [key]: value }),
      }),
    })),
  );
  const point = bindNumber("field-point", { step: 1, change: (n) => model.selectNumber(n) });
  const x = bindNumber("field-x", {
    step: 0.05,
    change: (value) => model.movePoint(model.chosen, value, model.chosen.point[1]),
  });
  const y = bindNumber("field-y", {
    step: 0.05,
    change: (value) => model.movePoint(model.chosen, model.chosen.point[0], value),
  });
  const priorField = bindNumber("field-prior", { change: (value) => model.setPrior(value) });
  const ridge = bindNumber("field-ridge", { change: (value) => model.setRidge(value) });
  const step = bindNumber("field-step", { step: 1, change: (value) => model.setStep(value) });
  return () => {
    const { state, chosen } = model;
    for (const { label, key, input } of inputs) {
      input.show(fixed(model.shapes.value[label][key], key === "angle" ? 1 : 3));
    }
    point.show(String(chosen.number));
    x.show(fixed(chosen.point[0], 3));
    y.show(fixed(chosen.point[1], 3));
    priorField.show(fixed(state.value.prior ?? model.counted, 4));
    ridge.show(String(state.value.ridge));
    step.show(String(model.step));
  };
}
