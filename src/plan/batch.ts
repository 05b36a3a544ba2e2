import type { Value } from "../values/index.ts";

/** Some rows of a batch in their order, by their numbers in it. */
export interface RowList {
  readonly rows: Int32Array;
  readonly count: number;
}

/**
 * What a scan hands to the engine: for each line a time, and for each needed field a column of codes. The
 * arrays are valid until the next batch and may be longer than `rowCount`.
 */
export interface Batch {
  readonly rowCount: number;
  /** The events whose columns are filled: those that no column filter turns away, in the time range. */
  readonly sound: RowList;
  /** Lines that are broken, or beyond what a fast scan is sure of: to be read by the plain reader. */
  readonly odd: RowList;
  /** Epoch milliseconds; not a number where an event has no time. */
  readonly times: Float64Array;
  readonly columns: readonly BatchColumn[];
}

/** One column: equal codes are equal values; 0 is missing. */
export interface BatchColumn {
  readonly codes: Int32Array;
  /** The highest code so far. */
  readonly codeCount: number;
  /** The value of a code. */
  readonly valueOf: (code: number) => Value;
  /** Hands over the bytes of a text without escapes or of a number; undefined for a code whose value is another. */
  readonly readLeaf: <Result>(code: number, take: TakeLeaf<Result>) => Result | undefined;
  /** Whether the value of a code may hold what the filters require: told without making the value. */
  readonly mayHold: (code: number) => boolean;
  /** The finite number that the value of a code reads as, or not a number: told without making the value. */
  readonly numberOf: (code: number) => number;
  /** Whether rows with a code can pass the filters: 0 unknown, 1 yes, 2 no. The scan reads it. */
  readonly verdicts: Uint8Array;
  /** Changes when the codes of the column begin anew. */
  readonly epoch: number;
}

/** Takes a value as it stands in the log, from `start` up to `end`: all of a number, or a text without its quotes. */
export type TakeLeaf<Result> = (bytes: Uint8Array, start: number, end: number, isNumber: boolean) => Result;

/** What the consumer of a batch may ask of its reader; rows are numbered within the batch. */
export interface BatchRows {
  /** Reads an odd line with the plain reader, which hands its events to the plain shard. */
  readonly readOdd: (row: number) => void;
  /** Whether a line holds what the conditions on `@message` require; others need not be decoded. */
  readonly mayHold: (row: number) => boolean;
  /** The bytes of a line in UTF-8, valid until the next batch; behind them there is a line end. */
  readonly line: (row: number) => { readonly bytes: Buffer; readonly start: number; readonly end: number };
  /** Fills a slot with a system field. */
  readonly fill: (values: Value[], name: string, slot: number, row: number) => void;
}
