import type { Penalty } from "lemmata";
import { fixed } from "../kit/format.ts";
import { writeSlots } from "../kit/slots.ts";
import { numbersOf, taskOf } from "./model.ts";
import { defaults } from "./state.ts";
import type { Training } from "./training.ts";

/** What the bet's two penalties are. */
export const wagers = {
  none: {},
  input: { inputPenalty: 0.1 },
  parameter: { parameterPenalty: 0.03 },
} as const;

/** Trains the opening's network three times to the end, and writes what the bet asks about. */
export async function writeBet(penalty: Penalty, training: Training): Promise<void> {
  const begun = numbersOf(penalty, defaults.start);
  for (const [name, change] of Object.entries(wagers)) {
    const { inputs, parameters } = await training.aside(taskOf(begun, { ...defaults, ...change }));
    writeSlots({
      [`bet-${name}-input`]: fixed(inputs.at(-1), 2),
      [`bet-${name}-parameter`]: fixed(parameters.at(-1), 2),
    });
  }
}
