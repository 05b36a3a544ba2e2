/** Bounds of `@timestamp` in epoch milliseconds, both inclusive. */
export interface TimeRange {
  readonly start?: number;
  readonly end?: number;
  /** `@timestamp` of an event without a time is its `@ingestionTime`; else it has none, and is in no bounds. */
  readonly untimed?: "at-ingestion";
}
