import type { Operation } from "../operation.ts";
import { describeLogGroups } from "./describe-log-groups.ts";
import { describeLogStreams } from "./describe-log-streams.ts";
import { describeQueries } from "./describe-queries.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { getLogEvents } from "./get-log-events.ts";
import { getLogGroupFields } from "./get-log-group-fields.ts";
import { getLogRecord } from "./get-log-record.ts";
import { getQueryResults } from "./get-query-results.ts";
import { listLogGroups, listLogGroupsForQuery } from "./list-log-groups.ts";
import { createLogGroup, deleteLogGroup, deleteRetentionPolicy, putRetentionPolicy } from "./log-groups.ts";
import { createLogStream, deleteLogStream } from "./log-streams.ts";
import { putLogEvents } from "./put-log-events.ts";
import { deleteQueryDefinition, describeQueryDefinitions, putQueryDefinition } from "./query-definitions.ts";
import { startLiveTail } from "./start-live-tail.ts";
import { startQuery } from "./start-query.ts";
import { stopQuery } from "./stop-query.ts";
import { testMetricFilter } from "./test-metric-filter.ts";

const ALL: readonly Operation[] = [
  startQuery,
  getQueryResults,
  stopQuery,
  describeQueries,
  putQueryDefinition,
  describeQueryDefinitions,
  deleteQueryDefinition,
  describeLogGroups,
  listLogGroups,
  listLogGroupsForQuery,
  describeLogStreams,
  getLogEvents,
  filterLogEvents,
  startLiveTail,
  getLogRecord,
  getLogGroupFields,
  testMetricFilter,
  createLogGroup,
  deleteLogGroup,
  putRetentionPolicy,
  deleteRetentionPolicy,
  createLogStream,
  deleteLogStream,
  putLogEvents,
];

/** The operations that are served, by name. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(ALL.map((each) => [each.name, each]));
