import type { BatchPart } from "./batch-part.ts";

/** Gives the values of a key small numbers: equal values, by their printed text, the same one. */
export function numberedPart(part: BatchPart): (row: number) => number {
  const numbers = new Map<string | undefined, number>();
  return part.memoize((text) => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    return number;
  });
}

/** Bounds of the pairs that are looked up in a table, of 16 MB if all of it is used. */
const LEFT_IN_TABLE = 1024;
const RIGHT_IN_TABLE = 4096;
/** More different values than a key can have, so that a pair of numbers stays below 2^53. */
const MOST_NUMBERS = 2 ** 26;

/** Gives pairs of numbers numbers of their own, from 0. */
export class PairNumbers {
  /** One more than the number, by pair. */
  #table: Int32Array | undefined;
  readonly #others = new Map<number, number>();
  #count = 0;

  numberOf(left: number, right: number): number {
    if (left < LEFT_IN_TABLE && right < RIGHT_IN_TABLE) {
      this.#table ??= new Int32Array(LEFT_IN_TABLE * RIGHT_IN_TABLE);
      const place = left * RIGHT_IN_TABLE + right;
      if (this.#table[place] === 0) this.#table[place] = ++this.#count;
      return (this.#table[place] as number) - 1;
    }
    const pair = left * MOST_NUMBERS + right;
    let number = this.#others.get(pair);
    if (number === undefined) {
      number = this.#count++;
      this.#others.set(pair, number);
    }
    return number;
  }
}
