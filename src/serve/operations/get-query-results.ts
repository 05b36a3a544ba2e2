import type { Result } from "../../engine/index.ts";
import { toText } from "../../values/index.ts";
import { required, text, whole } from "../input-shape.ts";
import { JsonText, operation } from "../operation.ts";
import { pageOf } from "../page.ts";
import { hasEnded, type QueryRun } from "../query-runs.ts";
import type { Service } from "../service.ts";
import { notFound } from "../service-error.ts";

/** The most rows of one answer, and as many as come unasked. */
const MOST_ITEMS = 10_000;

export const getQueryResults = operation(
  "GetQueryResults",
  {
    queryId: required(text({ longest: 256 })),
    nextToken: text({ shortest: 1, longest: 1024 }),
    maxItems: whole(0, MOST_ITEMS),
  },
  ({ queryId, nextToken, maxItems }, service) => {
    const run = findQuery(queryId, service);
    const rows = run.result?.rows ?? [];
    const page = pageOf(rows, run.id, nextToken, maxItems || MOST_ITEMS);
    const answer = {
      queryLanguage: "CWLI",
      status: run.status,
      results: run.result === undefined ? [] : page.items.map((row) => fieldsOf(run.result, row)),
      ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }),
    };
    return new JsonText(`${JSON.stringify(answer).slice(0, -1)},"statistics":${statisticsText(run)}}`);
  },
);

export function findQuery(queryId: string, service: Service): QueryRun {
  const run = service.queries.find(queryId);
  if (run === undefined) throw notFound(`Query with id '${queryId}' does not exist, or its results have expired`);
  return run;
}

/** A row as the service writes it: all values text, missing ones left out (section 8.3). */
function fieldsOf(result: Result | undefined, row: Result["rows"][number]): { field: string; value: string }[] {
  return (result?.columns ?? []).flatMap(({ name }, index) => {
    const value = toText(row[index]);
    return value === undefined ? [] : [{ field: name, value }];
  });
}

/** Statistics are doubles, which the service writes with a fraction; `resultCount` is known at the end. */
function statisticsText({ statistics, result, status }: QueryRun): string {
  const numbers = {
    ...statistics,
    estimatedRecordsSkipped: 0,
    estimatedBytesSkipped: 0,
    ...(hasEnded(status) && result !== undefined ? { resultCount: result.rows.length } : {}),
  };
  const members = Object.entries(numbers).map(([name, number]) => `${JSON.stringify(name)}:${number.toFixed(1)}`);
  return `{${members.join(",")}}`;
}
