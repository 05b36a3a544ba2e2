import { availableParallelism } from "node:os";
import { mergePartials } from "../engine/index.ts";
import { overEarlierInputs, type Plan } from "../plan/index.ts";
import { mergeReports } from "../scan/index.ts";
import { lazily } from "../support/lazily.ts";
import { estimateRun } from "./estimate-run.ts";
import type { Input, ReadProblem } from "./input.ts";
import { withoutRepeats } from "./log-groups.ts";
import { memoryBudget } from "./memory-budget.ts";
import { LIMITS_OF_NEW_THREADS, LIMITS_OF_WAITING_THREADS, splitInputs } from "./parts/split-inputs.ts";
import type { RunContext, RunOutcome } from "./plan-run.ts";
import { readShards } from "./read-shards.ts";
import { runSubplans } from "./run-subplans.ts";
import { type ShardOutcome, usesKernel } from "./shard-reader.ts";

/** Each thread holds some tens of megabytes: more of them than this would cost too much memory. */
const MOST_WORKERS = 8;

/** Runs a plan over inputs: first its subplans, each over its own, then the plan itself. */
export async function runPlan(plan: Plan, inputs: readonly Input[], context: RunContext): Promise<RunOutcome> {
  const { subplanInputs = [], earlierInputs = [] } = context;
  if (plan.isEstimate) {
    const all = [...inputs, ...earlierInputs, ...subplanInputs.flat()];
    return estimateRun(withoutRepeats(all), context.workingFolder);
  }
  if (plan.subplans === undefined) return runBoundPlan(plan, inputs, context);
  const bound = await runSubplans(plan, context, runBoundPlan);
  const onProgress = (bytes: number): void => context.onProgress?.(bound.bytes + bytes);
  const own = await runBoundPlan(bound.plan, inputs, { ...context, onProgress });
  const all = [...bound.outcomes, own];
  return {
    result: own.result,
    report: mergeReports(all.map(({ report }) => report)),
    problems: distinctProblems(all.flatMap(({ problems }) => problems)),
  };
}

/** Runs shards in threads of their own, one of them in this thread, merged in order. */
async function runBoundPlan(plan: Plan, inputs: readonly Input[], context: RunContext): Promise<RunOutcome> {
  const checkMemory = memoryBudget(context.maxMemory);
  const outcomes = await readAll(plan, inputs, context);
  const report = mergeReports(outcomes.flatMap(({ reports }) => reports));
  const checkAtLast = (): void => checkMemory(report.bytes, true);
  checkAtLast(); // the groups of all threads have come together in this one
  const partials = outcomes.map(({ partial }) => partial);
  return {
    result: mergePartials(plan, partials, checkAtLast),
    report,
    problems: distinctProblems(outcomes.flatMap(({ problems }) => problems)),
  };
}

/** The inputs, and behind them those that they are compared with. */
async function readAll(plan: Plan, inputs: readonly Input[], context: RunContext): Promise<readonly ShardOutcome[]> {
  const outcomes = await readInputs(plan, inputs, context);
  const { earlierInputs } = context;
  if (earlierInputs === undefined) return outcomes;
  const before = outcomes.flatMap(({ reports }) => reports).reduce((sum, { bytes }) => sum + bytes, 0);
  const onProgress = (bytes: number): void => context.onProgress?.(before + bytes);
  const earlier = overEarlierInputs(plan);
  return [...outcomes, ...(await readInputs(earlier, earlierInputs, { ...context, onProgress }))];
}

function readInputs(plan: Plan, inputs: readonly Input[], context: RunContext): Promise<readonly ShardOutcome[]> {
  if (!usesKernel(plan, context)) return readShards(plan, [inputs.map((input) => ({ input, work: 0 }))], 0, context);
  const workers = lazily(() => context.workers ?? Math.min(availableParallelism(), MOST_WORKERS));
  const waiting = context.idleThreads?.length ?? 0;
  const areWaiting = waiting > 0 && waiting >= workers() - 1;
  const limits = context.splitLimits ?? (areWaiting ? LIMITS_OF_WAITING_THREADS : LIMITS_OF_NEW_THREADS);
  const shards = splitInputs(inputs, context.workingFolder, workers, limits);
  return readShards(plan, shards, limits.partBytes * PARTS_WORTH_TAKING, context);
}

/** Of so many parts a thread that has none left takes half: what another one has left at the end, all others wait for. */
const PARTS_WORTH_TAKING = 2;

/** A file that is read in several parts and cannot be opened says so in each. */
function distinctProblems(problems: readonly ReadProblem[]): readonly ReadProblem[] {
  const isSame = (a: ReadProblem, b: ReadProblem): boolean => a.path === b.path && a.message === b.message;
  return problems.filter((problem, index) => problems.findIndex((other) => isSame(other, problem)) === index);
}
