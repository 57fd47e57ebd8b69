import type { Lemmata } from "lemmata";

/** How a page draws its presets small: `draw` fills an SVG of that many units, at once or when a worker has answered. */
export interface Drawing {
  /** The presets a card goes through; the first is what it shows at rest. */
  names: readonly string[];
  draw(svg: SVGSVGElement, name: string, width: number, height: number, engine: Lemmata): void;
}

function drawing<Preset>(
  presets: Readonly<Record<string, Preset>>,
  first: string,
  draw: (svg: SVGSVGElement, preset: Preset, width: number, height: number, engine: Lemmata) => void, // prettier-ignore
): Drawing {
  const names = [first, ...Object.keys(presets).filter((name) => name !== first)];
  return {
    names,
    draw: (svg, name, width, height, engine) => draw(svg, presets[name]!, width, height, engine),
  };
}

/** The pages' own thumbnails, each fetched when its card comes into view. */
export const drawings: Readonly<Record<string, () => Promise<Drawing>>> = {
  async projection() {
    const [{ presets }, { thumbnail }] = await Promise.all([
      import("../projection/presets.ts"),
      import("../projection/thumbnail.ts"),
    ]);
    return drawing(presets, "plane", (svg, preset, width, height, { projection }) =>
      thumbnail(svg, preset, width, height, projection),
    );
  },
  async neighbours() {
    const [{ presets }, { thumbnail }] = await Promise.all([
      import("../neighbours/presets.ts"),
      import("../neighbours/thumbnail.ts"),
    ]);
    return drawing(presets, "forgiving", thumbnail);
  },
  async smoothing() {
    const [{ presets }, { thumbnail }] = await Promise.all([
      import("../smoothing/presets.ts"),
      import("../smoothing/thumbnail.ts"),
    ]);
    return drawing(presets, "jump", (svg, preset, width, height, { smoothing }) =>
      thumbnail(svg, preset, width, height, smoothing),
    );
  },
  async initialization() {
    const [{ presets }, { thumbnail }, { Runner }] = await Promise.all([
      import("../initialization/presets.ts"),
      import("../initialization/thumbnail.ts"),
      import("../initialization/runner.ts"),
    ]);
    const runner = new Runner();
    return drawing(presets, "loud", (svg, preset, width, height) =>
      thumbnail(svg, preset, width, height, runner),
    );
  },
  async logistic() {
    const [{ presets }, { thumbnail }] = await Promise.all([
      import("../logistic/presets.ts"),
      import("../logistic/thumbnail.ts"),
    ]);
    return drawing(presets, "far", (svg, preset, width, height, { logistic }) =>
      thumbnail(svg, preset, width, height, logistic),
    );
  },
  async penalty() {
    const [{ presets }, { thumbnail, trainedPreset }, { Training }] = await Promise.all([
      import("../penalty/presets.ts"),
      import("../penalty/thumbnail.ts"),
      import("../penalty/training.ts"),
    ]);
    const training = new Training();
    type Name = keyof typeof presets;
    const names = Object.fromEntries(Object.keys(presets).map((name) => [name, name as Name]));
    return drawing(names, "calm", (svg, name, width, height, { penalty }) => {
      void trainedPreset(penalty, training, name).then((trained) => {
        thumbnail(svg, name, trained, width, height, penalty);
      });
    });
  },
};
