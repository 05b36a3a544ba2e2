/** Bounds of `@timestamp` in epoch milliseconds, both inclusive. */
export interface TimeRange {
  readonly start?: number;
  readonly end?: number;
  /** An event without a time counts as of its `@ingestionTime`; else it is in no bounds. */
  readonly untimed?: "at-ingestion";
}
