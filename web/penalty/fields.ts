import { fixed } from "../kit/format.ts";
import { bindNumber } from "../kit/number-field.ts";
import type { PenaltyModel } from "./model.ts";

/** Makes the number fields live, the typed alternative to each handle; returns what shows their values. */
export function bindFields(model: PenaltyModel): () => void {
  const probe = () => model.state.value.probe;
  const x = bindNumber("field-x", { step: 0.05, change: (value) => model.moveProbe({ ...probe(), x: value }) }); // prettier-ignore
  const y = bindNumber("field-y", { step: 0.05, change: (value) => model.moveProbe({ ...probe(), y: value }) }); // prettier-ignore
  const edge = bindNumber("field-edge", { step: 1, change: (value) => model.select(value - 1) });
  const weight = bindNumber("field-weight", { step: 0.05, change: (value) => model.setWeight(value) }); // prettier-ignore
  const scale = bindNumber("field-scale", { step: 0.05, change: (value) => model.setScale(value) });
  const input = bindNumber("field-input", {
    step: 0.01,
    change: (value) => model.setPenalties(value, model.state.value.parameterPenalty),
  });
  const parameter = bindNumber("field-parameter", {
    step: 0.001,
    change: (value) => model.setPenalties(model.state.value.inputPenalty, value),
  });
  const rate = bindNumber("field-rate", { step: 0.05, change: (value) => model.setRate(value) });
  const step = bindNumber("field-step", { step: 10, change: (value) => model.setStep(value) });
  const seed = bindNumber("field-seed", { step: 1, change: (value) => model.begunFrom(value) });
  return () => {
    const { state } = model;
    x.show(fixed(probe().x, 3));
    y.show(fixed(probe().y, 3));
    edge.show(String(model.edge.number + 1));
    weight.show(fixed(model.edge.value, 4));
    scale.show(fixed(state.value.scale, 3));
    input.show(String(state.value.inputPenalty));
    parameter.show(String(state.value.parameterPenalty));
    rate.show(String(state.value.rate));
    step.show(String(state.value.step));
    seed.show(String(state.value.start.seed ?? ""));
  };
}
