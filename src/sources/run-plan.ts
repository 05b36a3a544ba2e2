import { availableParallelism } from "node:os";
import { mergePartials, type Result } from "../engine/index.ts";
import type { Plan } from "../plan/index.ts";
import { mergeReports, type ScanReport } from "../scan/index.ts";
import type { Input, ReadProblem } from "./input.ts";
import type { InputPart } from "./input-part.ts";
import { readShard, type ShardContext, type ShardOutcome } from "./shard-reader.ts";
import { splitInputs } from "./split-inputs.ts";

export interface RunContext extends ShardContext {
  /** Threads that read, this one included; as many as the machine runs at once, but few. */
  readonly workers?: number;
  /** The least work, in bytes of text, for which a further thread is started. */
  readonly leastBytesPerWorker?: number;
}

export interface RunOutcome {
  readonly result: Result;
  readonly report: ScanReport;
  /** What could not be read: the result is incomplete. */
  readonly problems: readonly ReadProblem[];
}

/** Each thread holds some tens of megabytes: more of them than this would cost too much memory. */
const MOST_WORKERS = 8;

/** Runs a plan over inputs: shards in threads of their own, the first one in this thread, merged in order. */
export async function runPlan(plan: Plan, inputs: readonly Input[], context: RunContext): Promise<RunOutcome> {
  const outcomes = await readShards(plan, shardsOf(inputs, context), context);
  const report = mergeReports(outcomes.flatMap(({ reports }) => reports));
  const partials = outcomes.map(({ partial }) => partial);
  return {
    result: mergePartials(plan, partials, report.events),
    report,
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}

function shardsOf(inputs: readonly Input[], context: RunContext): readonly (readonly InputPart[])[] {
  if (context.engine === "plain") return [inputs.map((input) => ({ input }))];
  const workers = context.workers ?? Math.min(availableParallelism(), MOST_WORKERS);
  return splitInputs(inputs, context.workingFolder, workers, context.leastBytesPerWorker);
}

async function readShards(
  plan: Plan,
  [first = [], ...others]: readonly (readonly InputPart[])[],
  context: RunContext,
): Promise<readonly ShardOutcome[]> {
  if (others.length === 0) return [await readShard(plan, first, context)];
  const { runWorker } = await import("./run-worker.ts");
  const { workingFolder, startTime, onProgress } = context;
  const progress = new Array<number>(others.length + 1).fill(0);
  const noteProgress = (shard: number, bytes: number): void => {
    progress[shard] = bytes;
    onProgress?.(progress.reduce((sum, part) => sum + part, 0));
  };
  const workers = others.map((parts, index) =>
    runWorker({ plan, parts, workingFolder, startTime }, (bytes) => noteProgress(index + 1, bytes)),
  );
  try {
    const own = readShard(plan, first, { ...context, onProgress: (bytes) => noteProgress(0, bytes) });
    return await Promise.all([own, ...workers.map(({ outcome }) => outcome)]);
  } finally {
    for (const { stop } of workers) stop();
  }
}
