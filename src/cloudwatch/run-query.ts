import type { QueryStatistics } from "@aws-sdk/client-cloudwatch-logs";
import type { AnswerCache } from "./answer-cache.ts";
import { AwsQueryError, AwsServiceError } from "./aws-error.ts";
import type { Connection } from "./connection.ts";
import { logGroupMembers } from "./log-group.ts";
import { findLostQuery } from "./lost-query.ts";
import type { OutputOf } from "./operations.ts";
import { createPace, DEFAULT_PACING, type Pacing } from "./pacing.ts";
import type { QueryAnswer, ScanFigures, ServiceQuery, ServiceRow } from "./service-query.ts";

export interface QueryContext {
  /** Stops the query, in CloudWatch as well. */
  readonly signal?: AbortSignal;
  /** Told what has been scanned so far while the query runs; an error that it throws stops the query. */
  readonly onProgress?: (figures: ScanFigures) => void;
  readonly pacing?: Pacing;
  /** Answers that need not be asked for again. */
  readonly cache?: AnswerCache;
}

/**
 * Runs one query to its end and fetches all its rows, page by page. A query that is not waited for
 * to its end, for whatever reason, is stopped in CloudWatch: it would run on, and be paid for.
 */
export async function runServiceQuery(
  query: ServiceQuery,
  connection: Connection,
  context: QueryContext = {},
): Promise<QueryAnswer> {
  const { signal, cache } = context;
  signal?.throwIfAborted();
  const kept = await cache?.find(query, connection);
  if (kept !== undefined) return kept;
  const answer = await startAndFollow(query, connection, context);
  await cache?.keep(query, connection, answer);
  return answer;
}

async function startAndFollow(
  query: ServiceQuery,
  connection: Connection,
  context: QueryContext,
): Promise<QueryAnswer> {
  const queryId = await startQuery(query, connection, context.signal);
  try {
    return await followQuery(queryId, connection, context);
  } catch (error) {
    if (!(error instanceof QueryFailedError)) await stopQuery(queryId, connection);
    throw error;
  }
}

/**
 * A start that is broken off could leave a query that nobody can stop: its answer is waited for, and
 * looked up where it got lost.
 */
async function startQuery(
  query: ServiceQuery,
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { text, limit, logGroups, range } = query;
  const sentAt = Date.now();
  const input = {
    queryString: text,
    startTime: range.start,
    endTime: range.end,
    ...logGroupMembers(logGroups),
    ...(limit === undefined ? {} : { limit }),
  };
  const options = {
    isAnswerAwaited: true,
    findLost: async () => {
      const lost = await findLostQuery(query, sentAt, connection);
      return lost === undefined ? undefined : { queryId: lost };
    },
    ...(signal === undefined ? {} : { signal }),
  };
  const { queryId } = await connection.send("StartQuery", input, options).catch((error: unknown) => {
    throw error instanceof AwsQueryError ? error.about(text) : error;
  });
  if (queryId === undefined) throw new AwsServiceError("CloudWatch gave no id to the query", "NoQueryId");
  return queryId;
}

/** The query has ended by itself: there is nothing to stop. */
class QueryFailedError extends AwsServiceError {}

/** How often an unknown status is asked for again. */
const MOST_UNKNOWN = 5;

/** Waits for the end of a query and fetches its rows; works for one that somebody else has started, too. */
export async function followQuery(
  queryId: string,
  connection: Connection,
  { signal, onProgress, pacing = DEFAULT_PACING }: QueryContext = {},
): Promise<QueryAnswer> {
  const pace = createPace(pacing, signal);
  const options = signal === undefined ? {} : { signal };
  for (let unknown = 0; ; ) {
    await pace();
    const answer = await connection.send("GetQueryResults", { queryId, maxItems: PAGE }, options);
    switch (answer.status) {
      case "Scheduled":
      case "Running":
        onProgress?.(figuresOf(answer.statistics));
        break;
      case "Complete":
      case "Timeout":
      case "Cancelled": {
        const rows = await restOfRows(queryId, answer, connection, options);
        return { queryId, status: answer.status, rows, figures: figuresOf(answer.statistics) };
      }
      case "Failed":
        throw new QueryFailedError(
          `the query failed in CloudWatch, which gives no reason`,
          "QueryFailed",
          `try a shorter time range; AWS support knows it as ${queryId}`,
        );
      default:
        if (++unknown > MOST_UNKNOWN) {
          throw new AwsServiceError(`CloudWatch does not know what became of the query ${queryId}`, "QueryUnknown");
        }
    }
  }
}

/** As many rows as one answer may hold. */
const PAGE = 10_000;

async function restOfRows(
  queryId: string,
  first: OutputOf<"GetQueryResults">,
  connection: Connection,
  options: { readonly signal?: AbortSignal },
): Promise<readonly ServiceRow[]> {
  const rows: ServiceRow[] = [...(first.results ?? [])];
  let { nextToken } = first;
  while (nextToken !== undefined) {
    const page = await connection.send("GetQueryResults", { queryId, maxItems: PAGE, nextToken }, options);
    for (const row of page.results ?? []) rows.push(row);
    nextToken = page.nextToken;
  }
  return rows;
}

function figuresOf(statistics: QueryStatistics | undefined): ScanFigures {
  const { recordsScanned = 0, recordsMatched = 0, bytesScanned = 0 } = statistics ?? {};
  return { recordsScanned, recordsMatched, bytesScanned };
}

/** How long the service may take to stop a query: whoever waits wants to leave. */
const STOP_WITHIN = 2000;

/** Stops a query; that it has ended already, or cannot be stopped, changes nothing any more. */
async function stopQuery(queryId: string, connection: Connection): Promise<void> {
  const signal = AbortSignal.timeout(STOP_WITHIN);
  await connection.send("StopQuery", { queryId }, { signal }).catch(() => undefined);
}
