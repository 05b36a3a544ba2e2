import type { MaskedLine } from "./masked-line.ts";

/** A masked line, and how many events of each window have it. */
export interface WeighedLine extends MaskedLine {
  readonly counts: readonly number[];
}

/** The sum of counts, of which those that are not there are 0. */
export function totalOf(counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
