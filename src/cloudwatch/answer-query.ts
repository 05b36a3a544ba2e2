import type { Answer, AnswerContext } from "./answer.ts";
import type { AnswerCache } from "./answer-cache.ts";
import { answerInParts } from "./answer-in-parts.ts";
import type { Connection } from "./connection.ts";
import { placeOf, type Question } from "./question.ts";
import { type RefinedAnswer, refineAnswer } from "./refine-answer.ts";
import { runServiceQuery } from "./run-query.ts";
import { type SentQuery, sentQuery } from "./sent-query.ts";
import type { QueryAnswer } from "./service-query.ts";
import { reasonsOf } from "./shortfalls.ts";
import { resultOf, typeRows } from "./typed-rows.ts";

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
  const { plan, isAll = false, range } = question;
  const { mostRows = MOST_ROWS, cache } = context;
  const refined = await refinedAnswer(question, connection, cache);
  if (refined !== undefined) return answerOf(refined);
  const sent = sentQueryOf(question, mostRows);
  const answer = await runServiceQuery({ ...sent, ...placeOf(question, range) }, connection, context);
  if (isAll && isFull(answer, sent)) {
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
    remarks: answer.isKept === true ? ["answered from the cache of this machine; --no-cache asks anew"] : [],
  };
}

/** Whether the answer to a question, or what it is worked out from, is kept: then nothing is scanned for it. */
export async function isAnswerKept(
  question: Question,
  connection: Connection,
  cache: AnswerCache | undefined,
): Promise<boolean> {
  if ((await refinedAnswer(question, connection, cache)) !== undefined) return true;
  const sent = sentQueryOf(question, MOST_ROWS);
  const kept = await cache?.find({ ...sent, ...placeOf(question, question.range) }, connection);
  return kept !== undefined && !(question.isAll === true && isFull(kept, sent));
}

async function refinedAnswer(
  question: Question,
  connection: Connection,
  cache: AnswerCache | undefined,
): Promise<RefinedAnswer | undefined> {
  const { isAll = false, hasPointers = false } = question;
  return cache === undefined || isAll || hasPointers ? undefined : refineAnswer(question, connection, cache);
}

/** Whether there may be more rows than one answer can hold. */
function isFull({ rows }: QueryAnswer, { limit }: SentQuery): boolean {
  return limit !== undefined && rows.length >= limit;
}

function sentQueryOf({ query, limit, isAll = false, range }: Question, mostRows: number): SentQuery {
  const wanted = isAll ? mostRows : limit;
  return sentQuery(query, {
    ...(wanted === undefined ? {} : { limit: wanted }),
    ...(range.isExact ? { bounds: range } : {}),
  });
}

function answerOf({ result, kept }: RefinedAnswer): Answer {
  return {
    result,
    pointers: result.rows.map(() => undefined),
    figures: { ...kept.figures, recordsMatched: result.eventsMatched },
    shortfalls: [],
    remarks: ["worked out from rows in the cache of this machine; --no-cache asks anew"],
  };
}
