import type { LookupTable, TimeRange } from "./plan.ts";

/** Rows that a query without a limit gives, and the most that any gives (section 8.2). */
export const DEFAULT_LIMIT = 10_000;
export const LARGEST_LIMIT = 100_000;

export interface PlanOptions {
  /** When the query starts to run, in epoch milliseconds, which `now()` and an open time range ask for. */
  readonly now?: number;
  readonly timeRange?: TimeRange;
  /** A limit from outside the text: the smaller of the two counts. */
  readonly limit?: number;
  /** Whether rows of events end with `@ptr`, as those of the service do (section 8.3). */
  readonly hasPointer?: boolean;
  /** The tables for `lookup`; left out where any name will do. */
  readonly tables?: readonly LookupTable[];
}
