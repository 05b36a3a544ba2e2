import type { Answer, AnswerContext } from "./answer.ts";
import { answerInParts } from "./answer-in-parts.ts";
import type { Connection } from "./connection.ts";
import { placeOf, type Question } from "./question.ts";
import { type RefinedAnswer, refineAnswer } from "./refine-answer.ts";
import { runServiceQuery } from "./run-query.ts";
import { sentQuery } from "./sent-query.ts";
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
  const { query, plan, limit, isAll = false, range } = question;
  const { mostRows = MOST_ROWS, cache } = context;
  if (cache !== undefined && !isAll && question.hasPointers !== true) {
    const refined = await refineAnswer(question, connection, cache);
    if (refined !== undefined) return answerOf(refined);
  }
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
    remarks: answer.isKept === true ? ["answered from the cache of this machine; --no-cache asks anew"] : [],
  };
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
