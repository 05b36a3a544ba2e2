import type { SourceSelection } from "./plan.ts";
import type { Comparison } from "./plan-options.ts";
import { boundsOfQuery } from "./time-bounds.ts";
import type { TimeRange } from "./time-range.ts";

/** What a query reads: which log groups, of which time, and what it compares with. */
export class ReadBounds {
  /** What its events are compared with, where that is said from outside. */
  readonly comparison: Comparison | undefined;
  readonly #timeRange: TimeRange;
  readonly #now: number | undefined;
  #source: SourceSelection | undefined;
  #other: TimeRange | undefined;

  constructor(timeRange: TimeRange, now: number | undefined, comparison: Comparison | undefined) {
    this.comparison = comparison;
    this.#timeRange = timeRange;
    this.#now = now;
  }

  /** Reads further log groups; of several bounds of time the last ones count. */
  addSource(source: SourceSelection): void {
    const selectors = [...(this.#source?.selectors ?? []), ...source.selectors];
    this.#source = { ...this.#source, ...source, selectors };
  }

  /** The time range of the query, from outside and from its `SOURCE`. */
  get timeRange(): TimeRange {
    return boundsOfQuery(this.#timeRange, this.#source, this.#now);
  }

  /** Reads another time range than that of the query, for commands that look at several. */
  readOther(range: TimeRange): void {
    this.#other = range;
  }

  /** The range from outside, whose bounds and those of the source hold together. */
  get scanned(): TimeRange {
    return this.#other ?? this.#timeRange;
  }

  get source(): SourceSelection | undefined {
    if (this.#source === undefined || this.#other === undefined) return this.#source;
    return { selectors: this.#source.selectors };
  }
}
