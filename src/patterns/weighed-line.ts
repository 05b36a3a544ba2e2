import type { MaskedLine } from "./masked-line.ts";

/** A masked line, and how many events of each window have it. */
export interface WeighedLine extends MaskedLine {
  /** Its text. */
  readonly masked: string;
  readonly tally: ReadonlyMap<number, number>;
}
