import { withoutQuotes } from "./masked-line.ts";
import { addTo, type Tally } from "./tally.ts";
import type { WeighedLine } from "./weighed-line.ts";
import { isMasked } from "./words.ts";

/** How many events of each window have a value, by the variable part of a pattern, `<Token-2>`, and its value. */
export type ValueTallies = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<number, number>>>;

/** With more different values a part is open to any, and a new one says nothing. */
const MOST_VALUES = 10;

/**
 * The values of the variable parts of a pattern that has several lines: words, which are kept as they are.
 * Numbers, times and identifiers have lost theirs when the lines were masked, and their parts are left out.
 */
export function valueTallies(lines: readonly WeighedLine[], parts: ReadonlyMap<number, string>): ValueTallies {
  const found = new Map<string, ReadonlyMap<string, Tally>>();
  for (const [position, part] of parts) {
    const values = new Map<string, Tally>();
    for (const { tokens, tally } of lines) {
      const value = tokens[position] ?? "";
      const sums: Tally = values.get(value) ?? new Map();
      addTo(sums, tally);
      values.set(value, sums);
    }
    const isWords = values.size <= MOST_VALUES && ![...values.keys()].some(isMasked);
    if (isWords) found.set(part, new Map([...values].map(([value, sums]) => [withoutQuotes(value), sums])));
  }
  return found;
}
