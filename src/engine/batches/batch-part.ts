import type { Batch, BatchRows, RowList } from "../../plan/index.ts";
import { toNumber, type Value } from "../../values/index.ts";
import type { ValueDictionary } from "../groups/value-dictionary.ts";

/** An expression over batches that is worked out once for many rows. */
export interface BatchPart {
  /** Called for every batch, before its rows are looked at. */
  readonly start: (batch: Batch, rows: BatchRows) => void;
  readonly valueOf: (row: number) => Value;
  /** The finite numbers that the values of rows read as, or not a number. */
  readonly numbers: () => Numbering<Float64Array>;
  /** Numbers for the values of rows, each asked for once while the value lasts. */
  readonly memoize: <Numbers extends NumberArray>(
    numberOf: (value: Value) => number,
    make: MakeNumbers<Numbers>,
  ) => Numbering<Numbers>;
  /** The numbers of the values of rows in a dictionary, which takes up those that it does not know: of no other rows. */
  readonly numbersIn: (dictionary: ValueDictionary) => Numbering<Int32Array>;
}

/** A number for each row. */
export interface Numbering<Numbers extends NumberArray> {
  /** Set where it is the same for all rows. */
  readonly constant?: number;
  readonly of: (row: number) => number;
  /** Puts the numbers of rows into an array, in the order of the list. */
  readonly fill: (list: RowList, numbers: Numbers) => void;
}

export type NumberArray = Int32Array | Float64Array;

/** Makes room for so many numbers of a kind. */
export type MakeNumbers<Numbers extends NumberArray> = (length: number) => Numbers;

export const wholeNumbers: MakeNumbers<Int32Array> = (length) => new Int32Array(length);
export const doubles: MakeNumbers<Float64Array> = (length) => new Float64Array(length);

/** The number that a value reads as, if it is finite; or not a number. */
export function finiteNumber(value: Value): number {
  const number = toNumber(value);
  return number !== undefined && Number.isFinite(number) ? number : Number.NaN;
}
