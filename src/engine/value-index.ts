import { isEqual, isNumberLike, toNumber, type Value } from "../values/index.ts";

/**
 * Makes a search among values by the rules of `=`: gives the positions of those that equal a value, in
 * ascending order. `=` is not transitive (`"7"` and `"7.0"` both equal 7, but not each other), so
 * that texts and numbers are found on paths of their own.
 */
export function indexValues(values: readonly Value[]): (value: Value) => readonly number[] {
  const texts = new Map<string, number[]>();
  const numbers = new Map<number, number[]>();
  const numbersInText = new Map<number, number[]>();
  for (const [position, value] of values.entries()) {
    const number = toNumber(value);
    if (typeof value === "string") append(texts, value, position);
    else if (typeof value === "boolean") append(texts, String(value), position);
    if (number !== undefined) append(typeof value === "string" ? numbersInText : numbers, number, position);
  }
  return (value) => {
    const text = typeof value === "string" || typeof value === "boolean" ? texts.get(String(value)) : undefined;
    const number = toNumber(value);
    const ofNumbers = number === undefined ? undefined : numbers.get(number);
    const ofTexts = number === undefined || !isNumberLike(value) ? undefined : numbersInText.get(number);
    const found = [text, ofNumbers, ofTexts].filter((positions) => positions !== undefined);
    if (found.length <= 1) return found[0] ?? NOTHING;
    return [...new Set(found.flat())].sort((a, b) => a - b);
  };
}

const NOTHING: readonly number[] = [];

function append<Key>(positions: Map<Key, number[]>, key: Key, position: number): void {
  const known = positions.get(key);
  if (known === undefined) positions.set(key, [position]);
  else known.push(position);
}

/** From so many values on a search among them is faster than a comparison with each. */
const MANY = 8;

/** Makes a test whether a value equals one of several by the rules of `=`. */
export function isAmong(values: readonly Value[]): (value: Value) => boolean {
  if (values.length < MANY) return (value) => values.some((candidate) => isEqual(value, candidate));
  const find = indexValues(values);
  return (value) => find(value).length > 0;
}
