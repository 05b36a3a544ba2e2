import type { Source } from "../diagnostics/index.ts";
import { bindParameters, type ParameterValues, parseQuery } from "../language/index.ts";
import { type Plan, planQuery } from "../plan/index.ts";
import { type OutputFormat, type Presentation, render } from "../render/index.ts";
import { type Input, type ReadProblem, type RunOutcome, runPlan } from "../sources/index.ts";
import { visibleText } from "../support/visible-text.ts";
import { useColor } from "./color.ts";
import type { Invocation } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { findSources } from "./find-sources.ts";
import { openOutput } from "./open-output.ts";
import { createProgress } from "./progress.ts";
import { refuseOverwrite } from "./refuse-overwrite.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";
import { statement } from "./statement.ts";
import { timeRangeOf, timeZoneOf } from "./time-range.ts";

/** A query to run: its text, the values of its parameters, and how people want to see it. */
export interface QueryRun {
  readonly source: Source;
  readonly parameters: ParameterValues;
  readonly presentation: Presentation;
  /** Files, globs, folders, or `-`. */
  readonly operands: readonly string[];
}

/** Runs a query over files or standard input: result to standard output, statement to standard error. */
export async function runQuery(run: QueryRun, invocation: Invocation): Promise<ExitCode> {
  const { host, options } = invocation;
  const startTime = host.now();
  const plan = await planOf(run, invocation, startTime);
  if (plan === undefined) return EXIT_CODES.badQuery.code;
  const sources = await findSources(plan, run, startTime, invocation);
  if (sources === undefined) return EXIT_CODES.badQuery.code;
  const { inputs, problems } = sources;
  refuseOverwrite(inputs, invocation);
  const progress = createProgress(invocation);
  const maxMemory = options.number("max-memory");
  const memory = maxMemory === undefined ? {} : { maxMemory };
  const outcome = await runPlan(sources.plan, inputs, { ...host, ...memory, startTime, onProgress: progress.show });
  progress.clear();
  const allProblems = [...problems, ...outcome.problems];
  if (isNothingRead(allProblems, outcome, inputs)) {
    await reportProblems(allProblems, invocation);
    return EXIT_CODES.failed.code;
  }
  await writeResult(run, outcome, invocation);
  await reportProblems(allProblems, invocation);
  if (!options.isSet("quiet")) await host.standardError.write(statement(outcome, host.now() - startTime));
  if (allProblems.length > 0 || outcome.report.linesCut > 0) return EXIT_CODES.incomplete.code;
  const isMissed = options.isSet("exit-status") && outcome.result.rows.length === 0;
  return isMissed ? EXIT_CODES.conditionMet.code : EXIT_CODES.done.code;
}

async function planOf(
  { source, parameters }: QueryRun,
  invocation: Invocation,
  now: number,
): Promise<Plan | undefined> {
  const parsed = parseQuery(source);
  const limit = invocation.options.number("limit");
  const options = { now, timeRange: await timeRangeOf(invocation), ...(limit === undefined ? {} : { limit }) };
  const planned = parsed.query === undefined ? undefined : planQuery(bindParameters(parsed.query, parameters), options);
  await reportDiagnostics(source, [...parsed.diagnostics, ...(planned?.diagnostics ?? [])], invocation);
  return planned?.plan;
}

/** Whether problems left nothing to answer from; an empty input is something. */
function isNothingRead(all: readonly ReadProblem[], { problems }: RunOutcome, inputs: readonly Input[]): boolean {
  const unread = problems.filter(({ isFatalForInput }) => isFatalForInput).length;
  return all.length > 0 && unread === inputs.length;
}

async function writeResult({ presentation }: QueryRun, { result }: RunOutcome, invocation: Invocation): Promise<void> {
  const { host, options } = invocation;
  const output = await openOutput(invocation);
  const chunks = render((options.text("output") ?? "table") as OutputFormat, result, {
    width: output.columns ?? readColumns(host.environment["COLUMNS"]),
    useColor: useColor(output, options, host),
    isTerminal: output.isTerminal,
    presentation,
    timeZone: timeZoneOf(invocation),
  });
  for await (const chunk of chunks) await output.write(chunk);
  await output.close();
}

/** `$COLUMNS` sets the width where there is no terminal. */
function readColumns(text: string | undefined): number | undefined {
  const columns = Number(text);
  return text !== undefined && Number.isInteger(columns) && columns > 0 ? columns : undefined;
}

async function reportProblems(problems: readonly ReadProblem[], { host }: Invocation): Promise<void> {
  for (const { path, message, help } of problems) {
    const lines = [`logq: ${visibleText(path)} ${visibleText(message)}`];
    if (help !== undefined) lines.push(`  help: ${visibleText(help)}`);
    await host.standardError.write(`${lines.join("\n")}\n`);
  }
}
