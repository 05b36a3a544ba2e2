import type { LookupTable } from "./plan.ts";
import type { TimeRange } from "./time-range.ts";

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
  /** What `diff` and `logcompare` compare the events with; without it, their text says which earlier time range. */
  readonly comparison?: Comparison;
  /** The tables for `lookup`; left out where any name will do. */
  readonly tables?: readonly LookupTable[];
}

/** Earlier events: those before a moment, in epoch milliseconds, or those of other inputs. */
export type Comparison = { readonly kind: "moment"; readonly time: number } | { readonly kind: "inputs" };
