import type { Value, ValueKind } from "../values/index.ts";

/** One column of a result: its name as the query gives it, and what kind of value to expect. */
export interface Column {
  readonly name: string;
  readonly kind: ValueKind;
}

/** The answer to a query: rows of cells in column order; a missing cell is undefined. */
export interface Result {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** Columns whose values come from a sketch, because exact ones would not fit in memory. */
  readonly approximateColumns: readonly string[];
  /** Log events that passed the filters of the query, before aggregation. */
  readonly eventsMatched: number;
  /** Set where rows were cut off by the limit of a query that names none. */
  readonly cutAtDefaultLimit?: number;
  /** Set where patterns are compared: how many events there are, and how many earlier ones. */
  readonly compared?: ComparedEvents;
}

export interface ComparedEvents {
  readonly current: number;
  readonly earlier: number;
}
