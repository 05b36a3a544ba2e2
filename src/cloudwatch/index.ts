export { mapAtOnce, type RequestRate } from "./at-once.ts";
export { AwsAccessError, AwsQueryError, AwsServiceError, isAwsError } from "./aws-error.ts";
export { type Connection, type ConnectionOptions, connect, type SendOptions } from "./connection.ts";
export { findLogGroups, listLogGroups, MOST_GROUPS } from "./find-log-groups.ts";
export { lastEventTime } from "./last-event.ts";
export { logGroupMembers, parseLogGroupArn, type ServiceLogGroup } from "./log-group.ts";
export { globTest, nameTest, prefixOfNames } from "./name-test.ts";
export type { Pacing } from "./pacing.ts";
export {
  brokenRules,
  listSavedQueries,
  type SavedParameter,
  type SavedQuery,
  type StoredQuery,
  saveQuery,
} from "./query-definitions.ts";
export { type HistoryFilter, type PastQuery, pastQueries } from "./query-history.ts";
export type { RetryPolicy } from "./retry.ts";
export {
  followQuery,
  type QueryAnswer,
  type QueryContext,
  runServiceQuery,
  type ScanFigures,
  type ServiceQuery,
  type ServiceRow,
} from "./run-query.ts";
export { type SentQuery, sentQuery } from "./sent-query.ts";
export { resultOf, type TypedRows, typeRows } from "./typed-rows.ts";
