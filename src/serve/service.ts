import type { LogGroupStore } from "./log-group-store.ts";
import type { QueryRuns } from "./query-runs.ts";

/** What the operations work on. */
export interface Service {
  readonly groups: LogGroupStore;
  readonly queries: QueryRuns;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}
