import type { Lemmata } from "lemmata";
import type { LineChart } from "../kit/line-chart.ts";
import type { en } from "./en.ts";
import type { NeighboursModel } from "./model.ts";
import { PictureFigures } from "./picture-figures.ts";
import { PictureModel } from "./picture-model.ts";
import "./picture-pair.ts";
import type { PicturePair } from "./picture-pair.ts";
import { showPictureNumbers } from "./show-picture.ts";
import "./spectrum-chart.ts";
import type { SpectrumChart } from "./spectrum-chart.ts";
import { pictureTable } from "./table.ts";

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
  const figures = new PictureFigures({ pair, spectrum, errors }, picture, strings);
  element("stop").addEventListener("click", () => picture.stop());
  element("bet").addEventListener("click", () => picture.want());
  element("do-it").addEventListener("click", () => {
    model.change({ panel: "picture", oversample: 0, power: 1 });
    document.querySelector(".stage")!.scrollIntoView({ block: "nearest" });
  });
  return {
    changed: picture.changed,
    show(): void {
      picture.follow();
      if (model.state.value.panel === "picture") figures.draw();
      showPictureNumbers(figures);
    },
    svgs: (): readonly SVGSVGElement[] => [pair.withImages(), spectrum.svg],
    table: () => pictureTable(picture.found.value, strings.table),
    fault: () => figures.fault(),
    caption: () => figures.caption(),
  };
}
