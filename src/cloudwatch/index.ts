export type { Answer, AnswerContext } from "./answer.ts";
export { type AnswerCache, type AnswerCacheOptions, createAnswerCache } from "./answer-cache.ts";
export { answerQuery, isAnswerKept } from "./answer-query.ts";
export { mapAtOnce, type RequestRate } from "./at-once.ts";
export { AwsAccessError, AwsQueryError, AwsServiceError, isAwsError } from "./aws-error.ts";
export { type Connection, type ConnectionOptions, connect, type SendOptions } from "./connection.ts";
export { estimateScan, type ScanEstimate } from "./estimate-scan.ts";
export { findLogGroups, listLogGroups, MOST_GROUPS } from "./find-log-groups.ts";
export { type FullMessages, fetchFullMessages, MOST_FULL_MESSAGES } from "./full-messages.ts";
export { inParallel } from "./in-parallel.ts";
export { lastEventTime } from "./last-event.ts";
export { logGroupMembers, parseLogGroupArn, type ServiceLogGroup } from "./log-group.ts";
export { mergePlaces, type PlaceAnswer } from "./merge-places.ts";
export { globTest, nameTest, prefixOfNames } from "./name-test.ts";
export type { Pacing } from "./pacing.ts";
export { costOf, type PriceTable, parsePrices } from "./price.ts";
export {
  brokenRules,
  listSavedQueries,
  type SavedParameter,
  type SavedQuery,
  type StoredQuery,
  saveQuery,
} from "./query-definitions.ts";
export { type HistoryFilter, type PastQuery, pastQueries } from "./query-history.ts";
export { type Question, serviceQueryOf } from "./question.ts";
export type { RetryPolicy } from "./retry.ts";
export {
  followQuery,
  type QueryContext,
  runServiceQuery,
} from "./run-query.ts";
export { ScanBudgetError } from "./scan-budget.ts";
export { type SentQuery, sentQuery } from "./sent-query.ts";
export type { QueryAnswer, ScanFigures, ServiceQuery, ServiceRow } from "./service-query.ts";
export { reasonsOf } from "./shortfalls.ts";
export { resultOf, type TypedRows, typeRows } from "./typed-rows.ts";
export { refuseDelivery, unfitParts } from "./unfit.ts";
