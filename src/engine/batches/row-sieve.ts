import type { Batch, BatchRows, CollectRows } from "../../plan/index.ts";
import { toNumber } from "../../values/index.ts";
import { PairNumbers } from "../groups/pair-numbers.ts";
import { ValueDictionary } from "../groups/value-dictionary.ts";
import type { Row } from "../row.ts";
import type { BatchPart } from "./batch-part.ts";
import { createPart } from "./create-part.ts";
import type { PartContext } from "./part-context.ts";

/**
 * Tells by numbers alone that a row of a batch would not be kept, so that no row is made of it.
 * What it lets through may still be turned away.
 */
export interface RowSieve {
  /** Called for every batch, before its rows are asked about. */
  readonly start: (batch: Batch, rows: BatchRows) => void;
  readonly holdsBack: (row: number) => boolean;
  /** Told of a row that was let through and added. */
  readonly noteAdded: (row: number) => void;
}

/**
 * A sieve for a collection whose first key depends on one column or on the time: a row is held back
 * whose number there is strictly behind that of the last row of a full collection, or, where one row is kept
 * for each combination of values, behind that of the best row so far. `last` gives that last row.
 */
export function createSieve(
  { order, distinct }: CollectRows,
  last: () => Row | undefined,
  context: PartContext,
): RowSieve | undefined {
  const [key] = order;
  if (key === undefined) return undefined;
  const part = createPart({ kind: "slot", slot: key.slot }, context);
  if (part === undefined) return undefined;
  const numbers = part.numbers();
  const sign = key.direction === "asc" ? 1 : -1;
  const kept = boundOfLast(last, key.slot);
  if (distinct === undefined) {
    return {
      start: part.start,
      holdsBack: (row) => (numbers.of(row) - kept()) * sign > 0,
      noteAdded: () => {},
    };
  }
  const keys = distinct.map((slot) => createPart({ kind: "slot", slot }, context));
  if (!keys.every((it) => it !== undefined)) return undefined;
  const numberOf = combinationNumbers(keys);
  const best: number[] = [];
  return {
    start: (batch, rows) => {
      for (const { start } of [part, ...keys]) start(batch, rows);
    },
    holdsBack: (row) => {
      const value = numbers.of(row);
      if ((value - kept()) * sign > 0) return true;
      const number = numberOf(row);
      return number !== undefined && (value - (best[number] ?? Number.NaN)) * sign > 0;
    },
    noteAdded: (row) => {
      const number = numberOf(row);
      const added = numbers.of(row);
      // Not a number compares with nothing: such a row is not known to be better.
      if (number !== undefined && !((best[number] ?? Number.NaN) * sign <= added * sign)) best[number] = added;
    },
  };
}

/** The number of the first key of the last row kept, or not a number. */
function boundOfLast(last: () => Row | undefined, slot: number): () => number {
  let known: Row | undefined;
  let bound = Number.NaN;
  return () => {
    const row = last();
    if (row === known) return bound;
    known = row;
    bound = row === undefined ? Number.NaN : (toNumber(row[slot]) ?? Number.NaN);
    return bound;
  };
}

/** A number for each combination of values; undefined where one is missing. */
function combinationNumbers(parts: readonly BatchPart[]): (row: number) => number | undefined {
  const numbered = parts.map((part) => ({
    part,
    numberOf: part.numbersIn(new ValueDictionary()).of,
    pairs: new PairNumbers(),
  }));
  return (row) => {
    let number = 0;
    for (let index = 0; index < numbered.length; index++) {
      const { part, numberOf, pairs } = numbered[index] as (typeof numbered)[number];
      if (part.valueOf(row) === undefined) return undefined;
      number = index === 0 ? numberOf(row) : pairs.numberOf(number, numberOf(row));
    }
    return number;
  };
}
