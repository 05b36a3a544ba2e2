import {
  AwsAccessError,
  type Connection,
  followQuery,
  type PastQuery,
  pastQueries,
  reasonsOf,
  resultOf,
  typeRows,
} from "../../cloudwatch/index.ts";
import type { Column, Result } from "../../engine/index.ts";
import { parseQuery } from "../../language/index.ts";
import { planQuery } from "../../plan/index.ts";
import { visibleText } from "../../support/visible-text.ts";
import { timestamp, type Value } from "../../values/index.ts";
import { serviceStatement } from "../cloudwatch-statement.ts";
import type { Invocation, RunCommand } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-code.ts";
import { bytes, count } from "../figures.ts";
import { createProgress } from "../progress.ts";
import { reportShortfalls } from "../report-shortfalls.ts";
import { budgetOf } from "../scan-cost.ts";
import { FailureError, UsageError } from "../usage-error.ts";
import { withConnection } from "../with-connection.ts";
import { writeResult } from "../write-result.ts";

/** `logq history` and `logq history ID|last` */
export const runHistoryCommand: RunCommand = async (invocation) => {
  const [id, ...rest] = invocation.operands;
  if (rest.length > 0) throw new UsageError("`history` shows one query at a time", "write: logq history ID");
  return withConnection(invocation, (connection, signal) =>
    id === undefined ? listPast(invocation, connection, signal) : showPast(id, invocation, connection, signal),
  );
};

function past({ options }: Invocation, connection: Connection, signal: AbortSignal): AsyncGenerator<PastQuery> {
  const logGroup = options.text("group");
  const status = options.text("status");
  const filter = {
    ...(logGroup === undefined ? {} : { logGroup }),
    ...(status === undefined ? {} : { status: `${status.charAt(0).toUpperCase()}${status.slice(1)}` }),
  };
  return pastQueries(filter, connection, { signal });
}

async function listPast(invocation: Invocation, connection: Connection, signal: AbortSignal): Promise<ExitCode> {
  const { host, options } = invocation;
  const most = options.number("limit") ?? Infinity;
  const queries: PastQuery[] = [];
  for await (const query of past(invocation, connection, signal)) {
    if (queries.push(query) >= most) break;
  }
  await writeResult(listing(queries, invocation), PRESENTATION, invocation);
  if (!options.isSet("quiet")) {
    const scanned = queries.reduce((sum, { bytesScanned = 0 }) => sum + bytesScanned, 0);
    const facts = `${count(queries.length, "query", "queries")} in ${connection.region}, ${bytes(scanned)} scanned`;
    await host.standardError.write(`${facts}\n`);
  }
  return EXIT_CODES.done.code;
}

const COLUMNS: readonly Column[] = [
  { name: "id", kind: "text" },
  { name: "startedAt", kind: "timestamp" },
  { name: "status", kind: "text" },
  { name: "duration", kind: "number" },
  { name: "bytesScanned", kind: "number" },
  { name: "logGroups", kind: "text" },
  { name: "text", kind: "text" },
];

const PRESENTATION = {
  headings: {
    id: "ID",
    startedAt: "Started",
    status: "Status",
    duration: "Duration",
    bytesScanned: "Scanned",
    logGroups: "Log groups",
    text: "Query",
  },
  units: { duration: "ms", bytesScanned: "bytes" },
};

function listing(queries: readonly PastQuery[], { options }: Invocation): Result {
  const isTable = (options.text("output") ?? "table") === "table";
  const rows = queries.map((query): readonly Value[] => [
    query.id,
    query.startedAt === undefined ? undefined : timestamp(query.startedAt),
    query.status,
    query.duration,
    query.bytesScanned,
    query.logGroups.join(", "),
    isTable ? query.text.replace(/\s+/g, " ") : query.text,
  ]);
  return { columns: COLUMNS, rows, approximateColumns: [], eventsMatched: 0 };
}

/** Shows the result of a query that somebody has started; it is never stopped from here. */
async function showPast(
  idOrLast: string,
  invocation: Invocation,
  connection: Connection,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { host, options } = invocation;
  const startTime = host.now();
  const query = await findPast(idOrLast, invocation, connection, signal);
  const isListed = query.text !== ""; // of another one, only the answer tells whether it exists
  if (isListed && !options.isSet("quiet")) await host.standardError.write(announcement(query));
  const progress = createProgress(invocation);
  const onProgress = ({ bytesScanned }: { readonly bytesScanned: number }): void => progress.show(bytesScanned);
  const answer = await followQuery(query.id, connection, { signal, onProgress }).finally(progress.clear);
  const result = resultOf(typeRows(columnsOf(query.text), answer.rows), answer.figures.recordsMatched);
  await writeResult(result, {}, invocation);
  const shortfalls = reasonsOf([answer]);
  await reportShortfalls(shortfalls, invocation);
  if (!options.isSet("quiet")) {
    const scanned = [{ region: connection.region, bytes: answer.figures.bytesScanned }];
    const elapsed = host.now() - startTime;
    const statement = serviceStatement(result, answer.figures, [], scanned, budgetOf(invocation), elapsed);
    await host.standardError.write(statement);
  }
  return shortfalls.length === 0 ? EXIT_CODES.done.code : EXIT_CODES.incomplete.code;
}

/**
 * A query that the service does not list, such as one of another account, may still have results, and
 * whoever may see results need not be allowed to list queries.
 */
async function findPast(
  idOrLast: string,
  invocation: Invocation,
  connection: Connection,
  signal: AbortSignal,
): Promise<PastQuery> {
  try {
    for await (const query of past(invocation, connection, signal)) {
      if (idOrLast === "last" || query.id === idOrLast) return query;
    }
  } catch (error) {
    if (idOrLast === "last" || !(error instanceof AwsAccessError)) throw error;
  }
  if (idOrLast !== "last") return { id: idOrLast, text: "", status: "Unknown", logGroups: [] };
  throw new FailureError(`there is no query in ${connection.region} to show`, "`logq history` lists recent queries");
}

function announcement({ id, text, logGroups }: PastQuery): string {
  const lines = [`query ${id}${logGroups.length === 0 ? "" : ` over ${logGroups.join(", ")}`}`, ...text.split("\n")];
  return `${lines.map(visibleText).join("\n  ")}\n`;
}

/** What its text tells of the columns of a query; nothing where logq does not understand it. */
function columnsOf(text: string): readonly Column[] {
  const { query } = parseQuery({ name: "query", text });
  return query === undefined ? [] : (planQuery(query, { timeRange: {} }).plan?.output ?? []);
}
