import { type AmountKind, amountKindOf } from "./amounts.ts";
import { addWindows, type LineNumbers, type NumberCounts, type NumbersByWindow } from "./number-counts.ts";
import type { WeighedLine } from "./weighed-line.ts";

/** The amounts in a variable part of a pattern, `<Duration-2>`, by windows. */
export interface PartNumbers {
  readonly part: string;
  readonly kind: AmountKind;
  readonly windows: NumbersByWindow;
}

/** The amounts in the variable parts of a pattern; parts with amounts of several kinds are left out. */
export function partNumbers(
  lines: readonly WeighedLine[],
  parts: ReadonlyMap<number, string>,
  numbers: NumberCounts,
): readonly PartNumbers[] {
  return [...parts].flatMap(([position, part]) => {
    const kinds = new Set(lines.flatMap(({ tokens }) => amountKindOf(tokens[position]) ?? []));
    const [kind] = kinds;
    if (kind === undefined || kinds.size > 1) return [];
    const sums: LineNumbers = new Map();
    for (const { masked } of lines) {
      const windows = numbers.lines.get(masked)?.get(position);
      if (windows !== undefined) addWindows(sums, position, windows);
    }
    const windows = sums.get(position);
    return windows === undefined ? [] : [{ part, kind, windows }];
  });
}
