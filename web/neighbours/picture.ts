import type { Lemmata } from "lemmata";
import { computed } from "@preact/signals-core";
import type { LineChart } from "../kit/line-chart.ts";
import type { en } from "./en.ts";
import type { NeighboursModel } from "./model.ts";
import { PictureModel } from "./picture-model.ts";
import "./picture-pair.ts";
import type { PicturePair } from "./picture-pair.ts";
import { ShowPicture } from "./show-picture.ts";
import "./spectrum-chart.ts";
import type { SpectrumChart } from "./spectrum-chart.ts";

/** Makes the panel of the picture live. */
export function bindPicture(
  model: NeighboursModel,
  { initialization }: Lemmata,
  strings: (typeof en)["live"],
) {
  const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
  const picture = new PictureModel(model, initialization);
  const pair = element<PicturePair>("pair");
  const spectrum = element<SpectrumChart>("spectrum");
  const errors = element<LineChart>("errors");
  const show = new ShowPicture(model, picture, strings, { pair, spectrum, errors });
  spectrum.addEventListener("gesturestart", () => model.state.begin());
  spectrum.addEventListener("gestureend", () => model.state.end());
  for (const name of ["rankchange", "oversamplechange"])
    spectrum.addEventListener(name, (event) => model.move((event as CustomEvent).detail));
  element("stop").addEventListener("click", () => picture.stop());
  element("bet").addEventListener("click", () => picture.want());
  element("do-it").addEventListener("click", () => {
    model.change({ panel: "picture", oversample: 0, power: 1 });
    document.querySelector(".stage")!.scrollIntoView({ block: "nearest" });
  });
  return {
    /** Changes with whatever the worker reports. */
    changed: computed(() => [picture.found.value, picture.failure.value, picture.stopped.value]),
    show(): void {
      picture.follow();
      if (model.state.value.panel === "picture") show.figures();
      show.numbers();
    },
    svgs: (): readonly SVGSVGElement[] => [pair.withImages(), spectrum.svg],
    table: () => show.table(),
    fault: () => show.fault(),
    caption: () => show.caption(),
  };
}
