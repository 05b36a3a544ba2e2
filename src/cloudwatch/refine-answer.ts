import { isError } from "../diagnostics/index.ts";
import type { Result } from "../engine/index.ts";
import { type Command, fieldName, type Query } from "../language/index.ts";
import { DEFAULT_LIMIT, type Plan, planQuery } from "../plan/index.ts";
import { parseJson } from "../values/index.ts";
import type { AnswerCache } from "./answer-cache.ts";
import type { Connection } from "./connection.ts";
import { placeOf, type Question } from "./question.ts";
import { runOver } from "./run-over.ts";
import { sentQuery } from "./sent-query.ts";
import type { QueryAnswer } from "./service-query.ts";
import { type TypedRows, typeRows } from "./typed-rows.ts";

/** What a kept answer tells of a further question. */
export interface RefinedAnswer {
  readonly result: Result;
  /** The answer that was kept. */
  readonly kept: QueryAnswer;
}

/**
 * Answers a question from the kept answer to its beginning: where `filter A | fields b` was asked, and
 * all its rows came, `filter A | fields b | stats count(*) by b` is worked out here, by the engine of
 * local runs. Undefined where no such answer is kept, or where its rows do not have all that is needed.
 */
export async function refineAnswer(
  question: Question,
  connection: Connection,
  cache: AnswerCache,
): Promise<RefinedAnswer | undefined> {
  const { query, range } = question;
  const first = query.commands.findIndex((command) => !isRowWise(command));
  const longest = Math.min(first < 0 ? query.commands.length : first, query.commands.length - 1);
  for (let length = longest; length > 0; length--) {
    const beginning = { ...query, commands: query.commands.slice(0, length) };
    const plan = planRest(question, length);
    const columns = planQuery(beginning).plan?.output;
    if (plan === undefined || columns === undefined) continue;
    const sent = sentQuery(beginning, range.isExact ? { bounds: range } : {});
    const kept = await cache.find({ ...sent, ...placeOf(question, range) }, connection);
    if (kept === undefined || kept.rows.length > DEFAULT_LIMIT) continue;
    const rows = typeRows(columns, kept.rows);
    if (hasAll(plan, rows)) return { result: runOver(rows, plan), kept };
  }
  return undefined;
}

/** Commands that leave values as they are: what CloudWatch computes it prints with fewer digits than we count with. */
function isRowWise(command: Command): boolean {
  switch (command.kind) {
    case "filter":
    case "parse":
      return true;
    case "fields":
    case "display":
      return command.projections.every(
        ({ expression, name }) => expression.kind === "field" && fieldName(expression) === name,
      );
    default:
      return false;
  }
}

/** The query without the filters that the kept rows have passed. */
function planRest({ query, limit, range }: Question, length: number): Plan | undefined {
  const commands = query.commands.filter(({ kind }, index) => index >= length || kind !== "filter");
  const rest: Query = { ...query, commands };
  const { plan, diagnostics } = planQuery(rest, { timeRange: range, ...(limit === undefined ? {} : { limit }) });
  const isOfRows = plan?.subplans === undefined && plan?.isEstimate === undefined;
  return isOfRows && !diagnostics.some(isError) ? plan : undefined;
}

/** Whether rows have every field that a plan reads, and no message that may have been cut. */
function hasAll({ scan }: Plan, { columns, rows }: TypedRows): boolean {
  return scan.fields.every(({ name }) => {
    const column = columns.findIndex((each) => each.name === name);
    if (column < 0) return false;
    return name !== "@message" || rows.every((row) => parseJson(String(row[column])) !== undefined);
  });
}
