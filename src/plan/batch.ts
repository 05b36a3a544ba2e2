import type { Value } from "../values/index.ts";

/** What a scan knows of a line of a batch. */
export const SOUND = 0;
/** Broken, or beyond what a fast scan is sure of: to be read by the plain reader. */
export const ODD = 1;
/** A sound event that a column filter turns away; its other columns are not filled. */
export const TURNED_AWAY = 2;
/** Nothing to do: a blank line, or an event out of the time range. */
export const PASSED_OVER = 3;

/**
 * What a scan hands to the engine: for each line a status and a time, and for each needed field a
 * column of codes. The arrays are valid until the next batch and may be longer than `rowCount`.
 */
export interface Batch {
  readonly rowCount: number;
  readonly statuses: Uint8Array;
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
  /** Whether rows with a code can pass the filters: 0 unknown, 1 yes, 2 no. The scan reads it. */
  readonly verdicts: Uint8Array;
  /** Changes when the codes of the column begin anew. */
  readonly epoch: number;
}

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
