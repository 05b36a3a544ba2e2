import type { Result } from "../engine/index.ts";
import type { Query } from "../language/index.ts";
import type { Plan } from "../plan/index.ts";
import { answerInParts } from "./answer-in-parts.ts";
import type { Connection } from "./connection.ts";
import type { ServiceLogGroup } from "./log-group.ts";
import {
  type QueryAnswer,
  type QueryContext,
  runServiceQuery,
  type ScanFigures,
  type ServiceQuery,
} from "./run-query.ts";
import { sentQuery } from "./sent-query.ts";
import type { MillisecondRange } from "./split-range.ts";
import { resultOf, typeRows } from "./typed-rows.ts";

/** A query, what it is asked of, and how much of its answer is wanted. */
export interface Question {
  /** With its parameters bound. */
  readonly query: Query;
  readonly plan: Plan;
  readonly logGroups: readonly ServiceLogGroup[];
  readonly range: MillisecondRange & {
    /** Whether the bounds hold to the millisecond, and not only to the second as the service has them. */
    readonly isExact: boolean;
  };
  /** A limit from outside the text. */
  readonly limit?: number;
  /** All rows are wanted, also those beyond what one answer of the service can hold. */
  readonly isAll?: boolean;
}

export interface AnswerContext extends QueryContext {
  /** Told what is done beyond the plain query: a sentence. */
  readonly onNotice?: (message: string) => void;
  /** The most rows of one query: the service's 100,000. */
  readonly mostRows?: number;
}

export interface Answer {
  readonly result: Result;
  /** By row, for `GetLogRecord`; absent for rows that are no events. */
  readonly pointers: readonly (string | undefined)[];
  readonly figures: ScanFigures;
  /** Why rows are missing; empty for a complete answer. Clauses without a full stop. */
  readonly shortfalls: readonly string[];
  /** What else to know of the rows. */
  readonly remarks: readonly string[];
}

/** The most rows that a query can have (section 2.1). */
const MOST_ROWS = 100_000;

/**
 * Asks CloudWatch and gives what a local run would give. Where all rows are wanted and one query cannot
 * hold them, which is told by the number of rows that came and by nothing else, the time range is
 * split; a query that splitting would answer wrongly is refused with an `AwsServiceError`.
 */
export async function answerQuery(
  question: Question,
  connection: Connection,
  context: AnswerContext = {},
): Promise<Answer> {
  const { query, plan, limit, isAll = false, range } = question;
  const { mostRows = MOST_ROWS } = context;
  const wanted = isAll ? mostRows : limit;
  const sent = sentQuery(query, {
    ...(wanted === undefined ? {} : { limit: wanted }),
    ...(range.isExact ? { bounds: range } : {}),
  });
  const answer = await runServiceQuery({ ...sent, ...placeOf(question, range) }, connection, context);
  if (isAll && sent.limit !== undefined && answer.rows.length >= sent.limit) {
    return answerInParts(question, answer, connection, { ...context, mostRows });
  }
  const isCut = sent.defaultLimit !== undefined && answer.rows.length > sent.defaultLimit;
  const typed = typeRows(plan.output, isCut ? answer.rows.slice(0, sent.defaultLimit) : answer.rows);
  const result = resultOf(typed, answer.figures.recordsMatched);
  return {
    result: isCut ? { ...result, cutAtDefaultLimit: sent.defaultLimit ?? 0 } : result,
    pointers: typed.pointers,
    figures: answer.figures,
    shortfalls: reasonsOf([answer]),
    remarks: [],
  };
}

/** A question as one query, before it is split, for an estimate. */
export function serviceQueryOf(question: Question): ServiceQuery {
  const { range, query } = question;
  const { text } = sentQuery(query, range.isExact ? { bounds: range } : {});
  return { text, ...placeOf(question, range) };
}

/** The second in which a range ends is asked for as a whole. */
export function placeOf({ logGroups }: Question, { start, end }: MillisecondRange) {
  return { logGroups, range: { start: Math.floor(start / 1000), end: Math.ceil(end / 1000) } };
}

/** Why rows are missing from answers, as the service tells it. */
export function reasonsOf(answers: readonly QueryAnswer[]): readonly string[] {
  const reasons = answers.flatMap(({ status }) => (status === "Complete" ? [] : [STATUS_REASONS[status]]));
  return [...new Set(reasons)];
}

const STATUS_REASONS = {
  Timeout: "CloudWatch ended the query after its longest time of 60 minutes",
  Cancelled: "somebody stopped the query in CloudWatch",
} as const;
