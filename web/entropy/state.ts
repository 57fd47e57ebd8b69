import { real, reals, text, type Codec, type Codecs } from "../kit/hash.ts";
import { opening, presets, type PresetName } from "./presets.ts";

/** The distribution on the page: a preset as it is, or the reader's own. */
export interface Distribution {
  preset: PresetName | undefined;
  p: readonly number[];
  names: readonly string[] | undefined;
}

export interface EntropyState {
  distribution: Distribution;
  /** The entropy wished for, in nats. */
  target: number;
}

export const mostOutcomes = 5000;
export const targets = { min: 0, max: Math.log(mostOutcomes) };
const numbers = reals(0, 1, 2, mostOutcomes);
const name = text(40);

// "zipf", "0.5,0.3,0.2" or "cat:0.5,dog:0.3,fish:0.2".
const distribution: Codec<Distribution> = {
  write: ({ preset, p, names }) =>
    preset ?? (names ? p.map((x, i) => `${encodeURIComponent(names[i]!)}:${x}`).join() : p.join()),
  read: (written) => {
    const preset = (Object.keys(presets) as PresetName[]).find((key) => key === written);
    if (preset !== undefined) return { preset, p: presets[preset].p, names: undefined };
    const fields = written.split(",", mostOutcomes + 1).map((field) => field.split(":"));
    const p = numbers.read(fields.map((field) => field.at(-1)).join());
    if (p === undefined || Math.abs(p.reduce((a, b) => a + b, 0) - 1) > 1e-9) return undefined;
    if (!fields.every((field) => field.length === 2))
      return { preset: undefined, p, names: undefined };
    const names = fields.map((field) => name.read(decoded(field[0]!)));
    return { preset: undefined, p, names: names.map((found, i) => found ?? String(i + 1)) };
  },
};

function decoded(field: string): string {
  try {
    return decodeURIComponent(field);
  } catch {
    return "";
  }
}

export const defaults: EntropyState = {
  distribution: { preset: undefined, p: opening.p, names: undefined },
  target: opening.target,
};

/** The typed table of the page's address: `#v=1&distribution=…&target=…`. */
export const codecs: Codecs<EntropyState> = {
  distribution,
  target: real(targets.min, targets.max),
};
