import type { NumberBound } from "../plan/index.ts";

/** More than any number that the kernel judges. */
const LARGE = 2 ** 30;

/** The least and the most of the whole numbers that are within all bounds; the least is above the most where none is. */
export function wholeNumbersWithin(bounds: readonly NumberBound[]): { readonly least: number; readonly most: number } {
  let least = -LARGE;
  let most = LARGE;
  for (const { operator, number } of bounds) {
    const bound = Math.min(Math.max(number, -LARGE), LARGE);
    if (operator === ">") least = Math.max(least, Math.floor(bound) + 1);
    if (operator === ">=") least = Math.max(least, Math.ceil(bound));
    if (operator === "<") most = Math.min(most, Math.ceil(bound) - 1);
    if (operator === "<=") most = Math.min(most, Math.floor(bound));
  }
  return { least, most };
}
