import type { Operation } from "../operation.ts";
import { describeLogGroups } from "./describe-log-groups.ts";
import { getQueryResults } from "./get-query-results.ts";
import { startQuery } from "./start-query.ts";
import { stopQuery } from "./stop-query.ts";

/** The operations that are served, by name. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  [startQuery, getQueryResults, stopQuery, describeLogGroups].map((operation) => [operation.name, operation]),
);
