import type { LookupTable } from "../plan/index.ts";
import type { StreamIndexes } from "./events/stream-index.ts";
import type { Faults } from "./fault.ts";
import type { LiveTailSessions } from "./live-tail/sessions.ts";
import type { LogGroupStore } from "./log-group-store.ts";
import type { QueryRuns } from "./query-runs.ts";
import type { QueryDefinitions } from "./storage/query-definitions.ts";

/** What the operations work on. */
export interface Service {
  readonly groups: LogGroupStore;
  readonly indexes: StreamIndexes;
  readonly queries: QueryRuns;
  readonly definitions: QueryDefinitions;
  readonly sessions: LiveTailSessions;
  readonly faults: Faults;
  readonly tables: readonly LookupTable[];
  /** Whether events are taken that the service would reject for their time. */
  readonly takesAnyTime: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}
