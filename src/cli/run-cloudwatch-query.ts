import {
  type Answer,
  AwsQueryError,
  answerQuery,
  type Connection,
  connect,
  estimateScan,
  findLogGroups,
  type Question,
  type ScanEstimate,
  type ServiceLogGroup,
  serviceQueryOf,
} from "../cloudwatch/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { printTimestamp } from "../values/index.ts";
import { answerCacheOf } from "./answer-cache.ts";
import { serviceStatement } from "./cloudwatch-statement.ts";
import type { Invocation } from "./command.ts";
import { connectionOptions } from "./connection-options.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { withFullMessages } from "./full-messages.ts";
import { type PlannedRun, planOfRun, type QueryRun } from "./plan-of-run.ts";
import { createProgress } from "./progress.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";
import { reportShortfalls } from "./report-shortfalls.ts";
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
    const question = questionOf(planned, range, groups, invocation);
    const service = { run, question, budget, connection, signal };
    if (options.isSet("dry-run")) return await showEstimate(service, invocation);
    if (hasBounds(budget)) refuseEstimate(await estimate(service, invocation), budget);
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
  readonly question: Question;
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

function questionOf(
  planned: PlannedRun,
  range: ServiceRange,
  logGroups: readonly ServiceLogGroup[],
  { options }: Invocation,
): Question {
  const limit = options.number("limit");
  const isAll = options.isSet("all");
  const hasPointers = options.isSet("full");
  return { ...planned, logGroups, range, ...(limit === undefined ? {} : { limit }), isAll, hasPointers };
}

/** The answer of `--dry-run`; one that is over a budget is shown and refused. */
async function showEstimate(service: ServiceRun, invocation: Invocation): Promise<ExitCode> {
  const found = await estimate(service, invocation);
  await writeResult(estimateResult(found, service.budget, invocation), ESTIMATE_PRESENTATION, invocation);
  refuseEstimate(found, service.budget);
  return EXIT_CODES.done.code;
}

async function estimate({ question, connection, signal }: ServiceRun, { host }: Invocation): Promise<ScanEstimate> {
  const found = await estimateScan(serviceQueryOf(question), connection, host.now(), { signal });
  await host.standardError.write(estimateRemarks(found));
  return found;
}

async function askAndShow(service: ServiceRun, invocation: Invocation): Promise<ExitCode> {
  const { host, options } = invocation;
  const startTime = host.now();
  const answer = await ask(service, invocation);
  if (answer === undefined) return EXIT_CODES.badQuery.code;
  const { figures, remarks, shortfalls } = answer;
  const full = await withFullMessages(answer, service, invocation);
  await writeResult(full.result, service.run.presentation, invocation);
  await reportShortfalls([...shortfalls, ...full.shortfalls], invocation);
  if (!options.isSet("quiet")) {
    const elapsed = host.now() - startTime;
    await host.standardError.write(serviceStatement(full.result, figures, remarks, service.budget, elapsed));
  }
  if (shortfalls.length + full.shortfalls.length > 0) return EXIT_CODES.incomplete.code;
  const isMissed = options.isSet("exit-status") && full.result.rows.length === 0;
  return isMissed ? EXIT_CODES.conditionMet.code : EXIT_CODES.done.code;
}

/** Undefined where CloudWatch does not take the query; then the reason is drawn. */
async function ask(
  { question, budget, connection, signal }: ServiceRun,
  invocation: Invocation,
): Promise<Answer | undefined> {
  const { host, options } = invocation;
  const progress = createProgress(invocation);
  const cache = answerCacheOf(invocation, connection);
  const onNotice = (message: string): void => {
    if (!options.isSet("quiet")) void host.standardError.write(`logq: ${message}\n`);
  };
  const onProgress = ({ bytesScanned }: Answer["figures"]): void => {
    progress.show(bytesScanned);
    refuseProgress(bytesScanned, budget);
  };
  try {
    const context = { signal, onProgress, onNotice, ...(cache === undefined ? {} : { cache }) };
    return await answerQuery(question, connection, context);
  } catch (error) {
    if (!(error instanceof AwsQueryError)) throw error;
    await drawRefusal(error, invocation);
    return undefined;
  } finally {
    progress.clear();
  }
}

/** The service's own complaint, drawn on the text that it got. */
async function drawRefusal({ message, place, text }: AwsQueryError, invocation: Invocation): Promise<void> {
  const source = { name: "query for the service", text };
  const span = place ?? { start: 0, end: 0 };
  const help = "logq takes this query, CloudWatch does not";
  await reportDiagnostics(
    source,
    [{ code: "refused-by-cloudwatch", severity: "error", message, span, help }],
    invocation,
  );
}
