import type { QueryInfo, QueryStatus } from "@aws-sdk/client-cloudwatch-logs";
import type { Connection, SendOptions } from "./connection.ts";

/** A query that was started in CloudWatch not long ago, by whomever. */
export interface PastQuery {
  readonly id: string;
  /** Its text alone; the service puts groups and range before it. */
  readonly text: string;
  readonly status: string;
  readonly logGroups: readonly string[];
  /** In epoch milliseconds. */
  readonly startedAt?: number;
  /** The range that was asked for, in epoch milliseconds, both bounds inclusive. */
  readonly range?: { readonly start: number; readonly end: number };
  /** In milliseconds. */
  readonly duration?: number;
  readonly bytesScanned?: number;
  /** Who started it, as the service names them. */
  readonly user?: string;
}

export interface HistoryFilter {
  readonly logGroup?: string;
  readonly status?: string;
}

/** The queries of an account and region, newest first, a page at a time. */
export async function* pastQueries(
  { logGroup, status }: HistoryFilter,
  connection: Connection,
  options: SendOptions = {},
): AsyncGenerator<PastQuery> {
  let nextToken: string | undefined;
  do {
    const page = await connection.send(
      "DescribeQueries",
      {
        ...(logGroup === undefined ? {} : { logGroupName: logGroup }),
        ...(status === undefined ? {} : { status: status as QueryStatus }),
        ...(nextToken === undefined ? {} : { nextToken }),
      },
      options,
    );
    const queries = (page.queries ?? []).map(pastQuery);
    yield* queries.sort((left, right) => (right.startedAt ?? 0) - (left.startedAt ?? 0));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

function pastQuery(info: QueryInfo): PastQuery {
  const { queryId: id = "", status = "Unknown", queryString = "", createTime, queryDuration, bytesScanned } = info;
  const { text, logGroups, range } = withoutEcho(queryString);
  const { logGroupName, userIdentity } = info;
  return {
    id,
    text,
    status,
    logGroups: logGroups.length > 0 || logGroupName === undefined ? logGroups : [logGroupName],
    ...(createTime === undefined ? {} : { startedAt: createTime }),
    ...(range === undefined ? {} : { range }),
    ...(queryDuration === undefined ? {} : { duration: queryDuration }),
    ...(bytesScanned === undefined ? {} : { bytesScanned }),
    ...(userIdentity === undefined ? {} : { user: userIdentity }),
  };
}

type EchoedQuery = Pick<PastQuery, "text" | "logGroups" | "range">;

/** Takes apart `SOURCE "group" "group" START=MILLISECONDS END=MILLISECONDS | TEXT` (section 2.6 of the API notes). */
export function withoutEcho(queryString: string): EchoedQuery {
  const match = /^SOURCE\s+((?:"[^"]*"[\s,]*)+)START=(-?\d+)\s+END=(-?\d+)\s*\|\s*/.exec(queryString);
  if (match === null) return { text: queryString, logGroups: [] };
  const [echo, names = "", start, end] = match;
  return {
    text: queryString.slice(echo.length),
    logGroups: [...names.matchAll(/"([^"]*)"/g)].map(([, name = ""]) => name),
    range: { start: Number(start), end: Number(end) },
  };
}
