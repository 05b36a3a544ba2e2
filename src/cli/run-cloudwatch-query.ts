import {
  estimateScan,
  isAnswerKept,
  type Question,
  type ScanEstimate,
  serviceQueryOf,
  unfitParts,
} from "../cloudwatch/index.ts";
import type { Source } from "../diagnostics/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { printTimestamp } from "../values/index.ts";
import { answerCacheOf } from "./answer-cache.ts";
import { askPlaces, type PlaceQuestion, type ServiceRun } from "./ask-places.ts";
import { serviceStatement } from "./cloudwatch-statement.ts";
import type { Invocation } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { type PlannedRun, planOfRun, type QueryRun } from "./plan-of-run.ts";
import { refuseOverwrite } from "./refuse-overwrite.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";
import { reportShortfalls } from "./report-shortfalls.ts";
import {
  budgetOf,
  ESTIMATE_PRESENTATION,
  estimateRemarks,
  estimateResult,
  hasBounds,
  type RegionEstimate,
  refuseEstimate,
} from "./scan-cost.ts";
import { connectPlaces, findPlaces, type ServicePlace } from "./service-places.ts";
import { type ServiceRange, serviceRangeOf } from "./time-range.ts";
import { UsageError } from "./usage-error.ts";
import { writeResult } from "./write-result.ts";

/** Runs a query in CloudWatch: result to standard output; what is asked, and a statement, to standard error. */
export async function runCloudWatchQuery(run: QueryRun, invocation: Invocation): Promise<ExitCode> {
  const { host, options } = invocation;
  const [operand] = run.operands;
  if (operand !== undefined) {
    throw new UsageError(`\`${operand}\` is a file and -g names a log group: a run reads one or the other`);
  }
  refuseOverwrite([], invocation);
  const range = await serviceRangeOf(invocation);
  const planned = await planOfRun(run, invocation, { now: host.now(), timeRange: range });
  if (planned === undefined) return EXIT_CODES.badQuery.code;
  if (planned.plan.source !== undefined && options.texts("group").length > 0) {
    throw new UsageError(
      "the query chooses its log groups itself, with SOURCE, and -g names others: CloudWatch takes one of the two",
      "leave -g out; files become a log group with -g NAME=GLOB",
    );
  }
  const signal = host.endSignal();
  const connected = await connectPlaces(invocation);
  try {
    const places = await findPlaces(connected, invocation, signal);
    await announce(places, range, invocation);
    const questions = places.map((place) => ({ ...place, question: questionOf(planned, range, place, invocation) }));
    if (await refuseUnfit(run.source, questions, invocation)) return EXIT_CODES.badQuery.code;
    const service = { query: planned.query, questions, budget: budgetOf(invocation), signal };
    if (options.isSet("dry-run")) return await showEstimate(service, invocation);
    if (hasBounds(service.budget)) refuseEstimate(await estimate(service, invocation), service.budget);
    return await askAndShow(run, service, invocation);
  } catch (error) {
    if (!signal.aborted) throw error;
    await host.standardError.write("logq: interrupted; no query is left running in CloudWatch\n");
    return EXIT_CODES.interrupted.code;
  } finally {
    for (const { connection } of connected) connection.close();
  }
}

/** What is asked, resolved: globs and "the last hour" mean something else tomorrow. */
async function announce(
  places: readonly ServicePlace[],
  { start, end }: ServiceRange,
  { host, options }: Invocation,
): Promise<void> {
  if (options.isSet("quiet")) return;
  const range = `${printTimestamp(start)} to ${printTimestamp(end)} UTC`;
  for (const { connection, groups, labels } of places) {
    const names = groups.map(({ identifier }) => visibleText(identifier)).join(", ") || "what SOURCE chooses";
    const as = labels["profile"] === undefined ? "" : ` as ${visibleText(labels["profile"])}`;
    await host.standardError.write(`asking ${names} in ${connection.region}${as}, ${range}\n`);
  }
}

function questionOf(
  planned: PlannedRun,
  range: ServiceRange,
  { groups }: ServicePlace,
  { options }: Invocation,
): Question {
  return { ...planned, logGroups: groups, range, hasPointers: options.isSet("full") };
}

/** Draws what the service would refuse; true if there is any. */
async function refuseUnfit(
  source: Source,
  questions: readonly PlaceQuestion[],
  invocation: Invocation,
): Promise<boolean> {
  for (const { question } of questions) {
    const { query, logGroups } = question;
    const diagnostics = unfitParts(query, serviceQueryOf(question).text, logGroups);
    if (await reportDiagnostics(source, diagnostics, invocation)) return true;
  }
  return false;
}

/** The answer of `--dry-run`; one that is over a budget is shown and refused. */
async function showEstimate(service: ServiceRun, invocation: Invocation): Promise<ExitCode> {
  const found = await estimate(service, invocation);
  await writeResult(estimateResult(found, service.budget, invocation), ESTIMATE_PRESENTATION, invocation);
  refuseEstimate(found, service.budget);
  return EXIT_CODES.done.code;
}

async function estimate({ questions, signal }: ServiceRun, invocation: Invocation): Promise<readonly RegionEstimate[]> {
  const { host } = invocation;
  const estimates: RegionEstimate[] = [];
  for (const { question, connection } of questions) {
    const isKept = await isAnswerKept(question, connection, answerCacheOf(invocation, connection));
    const found = isKept
      ? NOTHING_TO_SCAN
      : await estimateScan(serviceQueryOf(question), connection, host.now(), { signal });
    await host.standardError.write(estimateRemarks(found));
    estimates.push({ ...found, region: connection.region });
  }
  return estimates;
}

const NOTHING_TO_SCAN: ScanEstimate = { bytes: 0, basis: "kept answer", unknownGroups: [] };

async function askAndShow(run: QueryRun, service: ServiceRun, invocation: Invocation): Promise<ExitCode> {
  const { host, options } = invocation;
  const startTime = host.now();
  const asked = await askPlaces(service, invocation);
  if (asked === undefined) return EXIT_CODES.badQuery.code;
  const { result, figures, remarks, shortfalls } = asked.answer;
  await writeResult(result, run.presentation, invocation);
  await reportShortfalls(shortfalls, invocation);
  if (!options.isSet("quiet")) {
    const elapsed = host.now() - startTime;
    const statement = serviceStatement(result, figures, remarks, asked.scanned, service.budget, elapsed);
    await host.standardError.write(statement);
  }
  if (shortfalls.length > 0) return EXIT_CODES.incomplete.code;
  const isMissed = options.isSet("exit-status") && result.rows.length === 0;
  return isMissed ? EXIT_CODES.conditionMet.code : EXIT_CODES.done.code;
}
