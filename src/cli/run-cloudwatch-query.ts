import {
  type AnswerCache,
  AwsQueryError,
  type Connection,
  connect,
  estimateScan,
  findLogGroups,
  type QueryAnswer,
  resultOf,
  runServiceQuery,
  type SentQuery,
  type ServiceLogGroup,
  type ServiceQuery,
  sentQuery,
  typeRows,
} from "../cloudwatch/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { printTimestamp } from "../values/index.ts";
import { answerCacheOf, CACHED } from "./answer-cache.ts";
import { serviceStatement } from "./cloudwatch-statement.ts";
import type { Invocation } from "./command.ts";
import { connectionOptions } from "./connection-options.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { withFullMessages } from "./full-messages.ts";
import { type PlannedRun, planOfRun, type QueryRun } from "./plan-of-run.ts";
import { createProgress } from "./progress.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";
import {
  budgetOf,
  ESTIMATE_PRESENTATION,
  estimateRemarks,
  estimateResult,
  hasBounds,
  refuseEstimate,
  refuseProgress,
  type ScanBudget,
} from "./scan-cost.ts";
import { type ServiceRange, serviceRangeOf } from "./time-range.ts";
import { UsageError } from "./usage-error.ts";
import { writeResult } from "./write-result.ts";

/** Runs a query in CloudWatch: result to standard output; what is asked, and a statement, to standard error. */
export async function runCloudWatchQuery(run: QueryRun, invocation: Invocation): Promise<ExitCode> {
  const { host, options } = invocation;
  const [operand] = run.operands;
  if (operand !== undefined) {
    throw new UsageError(`\`${operand}\` is a file and --group a log group: a run reads one or the other`);
  }
  const range = await serviceRangeOf(invocation);
  const planned = await planOfRun(run, invocation, { now: host.now(), timeRange: range });
  if (planned === undefined) return EXIT_CODES.badQuery.code;
  if (planned.plan.source !== undefined) {
    throw new UsageError(
      "the query chooses its log groups itself, with SOURCE: CloudWatch takes either that or --group",
    );
  }
  const signal = host.endSignal();
  const connection = await connect(connectionOptions(invocation));
  try {
    const groups = await findLogGroups(options.texts("group"), connection, { signal });
    await announce(groups, range, connection, invocation);
    const budget = budgetOf(invocation, connection.region);
    const sent = sentQueryOf(planned, range, invocation);
    const service = { run, planned, sent, query: queryFor(sent, groups, range), budget, connection, signal };
    if (options.isSet("dry-run")) return await showEstimate(service, invocation);
    if (hasBounds(budget)) await checkEstimate(service, invocation);
    return await askAndShow(service, invocation);
  } catch (error) {
    if (!signal.aborted) throw error;
    await host.standardError.write("logq: interrupted; no query is left running in CloudWatch\n");
    return EXIT_CODES.interrupted.code;
  } finally {
    connection.close();
  }
}

interface ServiceRun {
  readonly run: QueryRun;
  readonly planned: PlannedRun;
  readonly sent: SentQuery;
  readonly query: ServiceQuery;
  readonly budget: ScanBudget;
  readonly connection: Connection;
  readonly signal: AbortSignal;
}

/** What is asked, resolved: globs and "the last hour" mean something else tomorrow. */
async function announce(
  groups: readonly ServiceLogGroup[],
  { start, end }: ServiceRange,
  { region }: Connection,
  { host, options }: Invocation,
): Promise<void> {
  if (options.isSet("quiet")) return;
  const names = groups.map(({ identifier }) => visibleText(identifier)).join(", ");
  const range = `${printTimestamp(start)} to ${printTimestamp(end)} UTC`;
  await host.standardError.write(`asking ${names} in ${region}, ${range}\n`);
}

function sentQueryOf({ query }: PlannedRun, range: ServiceRange, { options }: Invocation): SentQuery {
  const limit = options.number("limit");
  return sentQuery(query, {
    ...(limit === undefined ? {} : { limit }),
    ...(range.isExact ? { bounds: range } : {}),
  });
}

function queryFor(
  { text, limit }: SentQuery,
  logGroups: readonly ServiceLogGroup[],
  range: ServiceRange,
): ServiceQuery {
  return {
    text,
    ...(limit === undefined ? {} : { limit }),
    logGroups,
    range: { start: Math.floor(range.start / 1000), end: Math.ceil(range.end / 1000) },
  };
}

/** The answer of `--dry-run`. */
async function showEstimate(service: ServiceRun, invocation: Invocation): Promise<ExitCode> {
  const { host } = invocation;
  const { query, budget, connection, signal } = service;
  const estimate = await estimateScan(query, connection, host.now(), { signal });
  await writeResult(estimateResult(estimate, budget, invocation), ESTIMATE_PRESENTATION, invocation);
  await host.standardError.write(estimateRemarks(estimate));
  refuseEstimate(estimate, budget);
  return EXIT_CODES.done.code;
}

async function checkEstimate({ query, budget, connection, signal }: ServiceRun, { host }: Invocation): Promise<void> {
  const estimate = await estimateScan(query, connection, host.now(), { signal });
  await host.standardError.write(estimateRemarks(estimate));
  refuseEstimate(estimate, budget);
}

async function askAndShow(service: ServiceRun, invocation: Invocation): Promise<ExitCode> {
  const { run, planned, sent, budget, connection } = service;
  const { host, options } = invocation;
  const startTime = host.now();
  let hits = 0;
  const cache = answerCacheOf(invocation, connection, () => {
    hits++;
  });
  const answer = await ask(service, cache, invocation);
  if (answer === undefined) return EXIT_CODES.badQuery.code;
  const { result, pointers } = resultOfAnswer(answer, sent, planned);
  const full = await withFullMessages(result, pointers, service, invocation);
  await writeResult(full.result, run.presentation, invocation);
  if (answer.status !== "Complete") await reportPartial(answer, invocation);
  if (hits > 0 && !options.isSet("quiet")) await host.standardError.write(CACHED);
  if (!options.isSet("quiet")) {
    await host.standardError.write(serviceStatement(result, answer.figures, budget, host.now() - startTime));
  }
  if (answer.status !== "Complete" || full.missing > 0) return EXIT_CODES.incomplete.code;
  const isMissed = options.isSet("exit-status") && result.rows.length === 0;
  return isMissed ? EXIT_CODES.conditionMet.code : EXIT_CODES.done.code;
}

/** Undefined where CloudWatch does not take the query; then the reason is drawn. */
async function ask(
  { query, budget, connection, signal }: ServiceRun,
  cache: AnswerCache | undefined,
  invocation: Invocation,
): Promise<QueryAnswer | undefined> {
  const progress = createProgress(invocation);
  const onProgress = ({ bytesScanned }: QueryAnswer["figures"]): void => {
    progress.show(bytesScanned);
    refuseProgress(bytesScanned, budget);
  };
  try {
    return await runServiceQuery(query, connection, {
      signal,
      onProgress,
      ...(cache === undefined ? {} : { cache }),
    });
  } catch (error) {
    if (!(error instanceof AwsQueryError)) throw error;
    await drawRefusal(error, query.text, invocation);
    return undefined;
  } finally {
    progress.clear();
  }
}

/** The service's own complaint, drawn on the text that it got. */
async function drawRefusal({ message, place }: AwsQueryError, text: string, invocation: Invocation): Promise<void> {
  const source = { name: "query for the service", text };
  const span = place ?? { start: 0, end: 0 };
  const help = "logq takes this query, CloudWatch does not";
  await reportDiagnostics(
    source,
    [{ code: "refused-by-cloudwatch", severity: "error", message, span, help }],
    invocation,
  );
}

function resultOfAnswer({ rows, figures }: QueryAnswer, { defaultLimit }: SentQuery, { plan }: PlannedRun) {
  const isCut = defaultLimit !== undefined && rows.length > defaultLimit;
  const kept = isCut ? rows.slice(0, defaultLimit) : rows;
  const typed = typeRows(plan.output, kept);
  const result = resultOf(typed, figures.recordsMatched);
  return { result: isCut ? { ...result, cutAtDefaultLimit: defaultLimit } : result, pointers: typed.pointers };
}

const REASONS = {
  Timeout: "CloudWatch ended the query after its longest time of 60 minutes",
  Cancelled: "somebody stopped the query in CloudWatch",
} as const;

/** Says that the rows of an answer are not all. */
export async function reportPartial({ status }: QueryAnswer, { host }: Invocation): Promise<void> {
  if (status === "Complete") return;
  const help = "the rows above are what it had found; a shorter time range needs less time";
  await host.standardError.write(`logq: the result is incomplete: ${REASONS[status]}\n  help: ${help}\n`);
}
