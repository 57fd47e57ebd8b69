import type { Lemmata } from "lemmata";
import type { Draw } from "./draw.mjs";

export interface Call {
  /** The system whose function it is, or the class of the handle. */
  system?: string;
  owner?: string;
  method: string;
  args(draw: Draw, lemmata: Lemmata): unknown[];
  run(lemmata: Lemmata, args: readonly unknown[]): unknown;
}
/** The calls of each system, those of its handles among them. */
export const systems: Readonly<Record<string, readonly Call[]>>;
export const calls: readonly Call[];
