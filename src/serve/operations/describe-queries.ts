import { text, whole } from "../input-shape.ts";
import { operation } from "../operation.ts";
import { pageOf } from "../page.ts";
import { hasEnded, type QueryRequest, type QueryRun } from "../query-runs.ts";

export const describeQueries = operation(
  "DescribeQueries",
  {
    logGroupName: text({ shortest: 1, longest: 512 }),
    status: text({ choices: ["Scheduled", "Running", "Complete", "Failed", "Cancelled", "Timeout", "Unknown"] }),
    queryLanguage: text({ choices: ["CWLI", "SQL", "PPL"] }),
    maxResults: whole(1, 1000),
    nextToken: text({ shortest: 1, longest: 2048 }),
  },
  ({ logGroupName, status, queryLanguage = "CWLI", maxResults = 1000, nextToken }, { queries, now }) => {
    const isWanted = (run: QueryRun): boolean =>
      queryLanguage === "CWLI" &&
      (status === undefined || run.status === status) &&
      (logGroupName === undefined || run.request.logGroupNames.includes(logGroupName));
    const listName = `queries ${status ?? ""} ${logGroupName ?? ""}`;
    const page = pageOf(queries.list().filter(isWanted), listName, nextToken, maxResults);
    return {
      queries: page.items.map((run) => describe(run, now())),
      ...(page.nextToken === undefined ? {} : { nextToken: page.nextToken }),
    };
  },
);

function describe({ id, request, status, createTime, endTime, statistics }: QueryRun, now: number) {
  return {
    queryId: id,
    queryLanguage: "CWLI",
    queryString: echoOf(request),
    status,
    createTime,
    logGroupName: request.logGroupNames[0],
    queryDuration: (endTime ?? now) - createTime,
    ...(hasEnded(status) ? { bytesScanned: statistics.bytesScanned } : {}),
  };
}

/** The service puts the groups and the range, in milliseconds, before the text of the query. */
function echoOf({ queryString, logGroupNames, range }: QueryRequest): string {
  const groups = logGroupNames.map((name) => JSON.stringify(name)).join(" ");
  return `SOURCE ${groups} START=${range.start} END=${range.end} |\n${queryString}`;
}
