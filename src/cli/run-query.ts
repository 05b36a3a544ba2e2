import { inputPath, type ReadProblem, type ResolvedInputs, type RunOutcome, runPlan } from "../sources/index.ts";
import { visibleText } from "../support/visible-text.ts";
import type { Invocation } from "./command.ts";
import { checkIsCompared, comparisonOf, refuseComparison } from "./comparison.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { findSources } from "./find-sources.ts";
import { choosesInCloudWatch, isAskedOfCloudWatch } from "./log-groups.ts";
import { lookupTables } from "./lookup-tables.ts";
import { planOfRun, type QueryRun } from "./plan-of-run.ts";
import { createProgress } from "./progress.ts";
import { refuseOverwrite } from "./refuse-overwrite.ts";
import { refuseServiceOptions } from "./service-options.ts";
import { statement } from "./statement.ts";
import { timeRangeOf } from "./time-range.ts";
import { whyNothingMatched } from "./why-nothing-matched.ts";
import { writeResult } from "./write-result.ts";

/**
 * Runs a query over files, standard input or, with `--group`, in CloudWatch: result to standard output,
 * statement to standard error.
 */
export async function runQuery(run: QueryRun, invocation: Invocation): Promise<ExitCode> {
  const { host, options } = invocation;
  if (isAskedOfCloudWatch(invocation)) return askCloudWatch(run, invocation);
  const startTime = host.now();
  const timeRange = await timeRangeOf(invocation);
  const comparison = await comparisonOf(invocation, timeRange);
  const planned = await planOfRun(run, invocation, {
    now: startTime,
    timeRange,
    ...(comparison === undefined ? {} : { comparison }),
    tables: await lookupTables(invocation),
  });
  if (planned === undefined) return EXIT_CODES.badQuery.code;
  if (planned.plan.source !== undefined && choosesInCloudWatch(run.operands, invocation)) {
    return askCloudWatch(run, invocation);
  }
  refuseServiceOptions(invocation);
  checkIsCompared(planned.plan, invocation);
  const sources = await findSources(planned.plan, run, startTime, invocation);
  if (sources === undefined) return EXIT_CODES.badQuery.code;
  const { problems, subplanInputs, earlier } = sources;
  const sides: ResolvedInputs[] = [{ inputs: [...sources.inputs, ...subplanInputs.flat()], problems }];
  if (earlier !== undefined) sides.push(earlier);
  refuseOverwrite(
    sides.flatMap(({ inputs }) => inputs),
    invocation,
  );
  const progress = createProgress(invocation);
  const maxMemory = options.number("max-memory");
  const memory = maxMemory === undefined ? {} : { maxMemory };
  const outcome = await runPlan(sources.plan, sources.inputs, {
    ...host,
    ...memory,
    startTime,
    subplanInputs,
    ...(earlier === undefined ? {} : { earlierInputs: earlier.inputs }),
    onProgress: progress.show,
    onStarted: host.prepareForShortRun,
  });
  progress.clear();
  const allProblems = [...sides.flatMap((side) => side.problems), ...outcome.problems];
  if (sides.some((side) => isNothingRead(side, outcome))) {
    await reportProblems(allProblems, invocation);
    return EXIT_CODES.failed.code;
  }
  await writeResult(outcome.result, run.presentation, invocation);
  await reportProblems(allProblems, invocation);
  if (!options.isSet("quiet")) {
    await host.standardError.write(statement(outcome, host.now() - startTime));
    if (outcome.result.eventsMatched === 0 && outcome.report.events > 0) {
      const reasons = await whyNothingMatched(planned, sources.inputs, invocation);
      await host.standardError.write(reasons.map((reason) => `${reason}\n`).join(""));
    }
  }
  if (allProblems.length > 0 || outcome.report.linesCut > 0) return EXIT_CODES.incomplete.code;
  const isMissed = options.isSet("exit-status") && outcome.result.rows.length === 0;
  return isMissed ? EXIT_CODES.conditionMet.code : EXIT_CODES.done.code;
}

async function askCloudWatch(run: QueryRun, invocation: Invocation): Promise<ExitCode> {
  refuseComparison(invocation);
  const { runCloudWatchQuery } = await import("./run-cloudwatch-query.ts");
  return runCloudWatchQuery(run, invocation);
}

/** Whether problems left nothing of a side to answer from; an empty input is something. */
function isNothingRead({ inputs, problems }: ResolvedInputs, outcome: RunOutcome): boolean {
  const unread = outcome.problems.filter(({ isFatalForInput }) => isFatalForInput).map(({ path }) => path);
  return inputs.length + problems.length > 0 && inputs.every((input) => unread.includes(inputPath(input)));
}

async function reportProblems(problems: readonly ReadProblem[], { host }: Invocation): Promise<void> {
  for (const { path, message, help } of problems) {
    const lines = [`logq: ${visibleText(path)} ${visibleText(message)}`];
    if (help !== undefined) lines.push(`  help: ${visibleText(help)}`);
    await host.standardError.write(`${lines.join("\n")}\n`);
  }
}
