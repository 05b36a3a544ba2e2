import { availableParallelism } from "node:os";
import { mergePartials } from "../engine/index.ts";
import { overEarlierInputs, type Plan } from "../plan/index.ts";
import { mergeReports } from "../scan/index.ts";
import { estimateRun } from "./estimate-run.ts";
import type { Input, ReadProblem } from "./input.ts";
import type { InputPart } from "./input-part.ts";
import { loadKernel } from "./load-kernel.ts";
import { withoutRepeats } from "./log-groups.ts";
import { memoryBudget } from "./memory-budget.ts";
import type { RunContext, RunOutcome } from "./plan-run.ts";
import { runSubplans } from "./run-subplans.ts";
import { readShard, type ShardOutcome, usesKernel } from "./shard-reader.ts";
import { LIMITS_OF_NEW_THREADS, LIMITS_OF_WAITING_THREADS, splitInputs } from "./split-inputs.ts";

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
  checkMemory(true); // the groups of all threads have come together in this one
  const report = mergeReports(outcomes.flatMap(({ reports }) => reports));
  const partials = outcomes.map(({ partial }) => partial);
  return {
    result: mergePartials(plan, partials, () => checkMemory(true)),
    report,
    problems: distinctProblems(outcomes.flatMap(({ problems }) => problems)),
  };
}

/** The inputs, and behind them those that they are compared with. */
async function readAll(plan: Plan, inputs: readonly Input[], context: RunContext): Promise<readonly ShardOutcome[]> {
  const outcomes = await readShards(plan, shardsOf(plan, inputs, context), context);
  const { earlierInputs } = context;
  if (earlierInputs === undefined) return outcomes;
  const before = outcomes.flatMap(({ reports }) => reports).reduce((sum, { bytes }) => sum + bytes, 0);
  const onProgress = (bytes: number): void => context.onProgress?.(before + bytes);
  const earlier = overEarlierInputs(plan);
  return [
    ...outcomes,
    ...(await readShards(earlier, shardsOf(earlier, earlierInputs, context), { ...context, onProgress })),
  ];
}

function shardsOf(plan: Plan, inputs: readonly Input[], context: RunContext): readonly (readonly InputPart[])[] {
  if (!usesKernel(plan, context)) return [inputs.map((input) => ({ input }))];
  const workers = context.workers ?? Math.min(availableParallelism(), MOST_WORKERS);
  const areWaiting = (context.idleThreads?.length ?? 0) >= workers - 1;
  const limits = context.splitLimits ?? (areWaiting ? LIMITS_OF_WAITING_THREADS : LIMITS_OF_NEW_THREADS);
  return splitInputs(inputs, context.workingFolder, workers, limits);
}

async function readShards(
  plan: Plan,
  shards: readonly (readonly InputPart[])[],
  context: RunContext,
): Promise<readonly ShardOutcome[]> {
  const [only = []] = shards;
  if (shards.length <= 1) {
    context.onStarted?.();
    return [await readShard(plan, only, context)];
  }
  const { runWorker } = await import("./run-worker.ts");
  const { workingFolder, startTime, onProgress } = context;
  const memory = {
    threads: shards.length,
    ...(context.maxMemory === undefined ? {} : { maxMemory: context.maxMemory }),
  };
  const progress = new Array<number>(shards.length).fill(0);
  const noteProgress = (shard: number, bytes: number): void => {
    progress[shard] = bytes;
    onProgress?.(progress.reduce((sum, part) => sum + part, 0));
  };
  let awaited = shards.length - 1;
  const onStarted = (): void => {
    if (--awaited === 0) context.onStarted?.();
  };
  const own = ownShard(shards);
  const started: { readonly stop: () => void }[] = [];
  const stop = (): void => {
    for (const worker of started) worker.stop();
  };
  const startWorker = (parts: readonly InputPart[], index: number): Promise<ShardOutcome> => {
    const order = { plan, parts, workingFolder, startTime, ...memory, kernel: loadKernel() };
    const onProgress = (bytes: number): void => noteProgress(index, bytes);
    const worker = runWorker(order, { onStarted, onProgress }, context.idleThreads?.pop());
    started.push(worker);
    return worker.outcome;
  };
  const readOwn = (parts: readonly InputPart[]): Promise<ShardOutcome> =>
    readShard(plan, parts, { ...context, ...memory, onProgress: (bytes) => noteProgress(own, bytes) });
  try {
    context.signal?.addEventListener("abort", stop);
    // All threads start before this one begins to read.
    const others = shards.map((parts, index) => (index === own ? undefined : startWorker(parts, index)));
    return await Promise.all(shards.map((parts, index) => others[index] ?? readOwn(parts)));
  } catch (error) {
    context.signal?.throwIfAborted(); // threads that were stopped say only that they ended
    throw error;
  } finally {
    context.signal?.removeEventListener("abort", stop);
    stop();
  }
}

/** The shard that this thread reads: the one with standard input, which no other thread has. */
function ownShard(shards: readonly (readonly InputPart[])[]): number {
  const index = shards.findIndex((parts) => parts.some(({ input }) => input.kind === "standard-input"));
  return Math.max(0, index);
}

/** A file that is read in several parts and cannot be opened says so in each. */
function distinctProblems(problems: readonly ReadProblem[]): readonly ReadProblem[] {
  const isSame = (a: ReadProblem, b: ReadProblem): boolean => a.path === b.path && a.message === b.message;
  return problems.filter((problem, index) => problems.findIndex((other) => isSame(other, problem)) === index);
}
