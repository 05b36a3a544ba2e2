import type { Plan } from "../plan/index.ts";
import { loadKernel } from "./load-kernel.ts";
import type { InputPart } from "./parts/input-part.ts";
import { PartClaims, shareParts } from "./parts/part-claims.ts";
import type { RunContext } from "./plan-run.ts";
import { readStretches, type StretchOutcome } from "./read-stretches.ts";
import type { ShardOutcome } from "./shard-reader.ts";

/** What reads less is over before it matters that it has started. */
const BYTES_OF_A_LONG_RUN = 8e6;

/**
 * Runs the shard part of a plan over shards, each in a thread, one of them this one; gives the outcomes in the order of
 * the input: some more than there are shards, where threads took over parts of others. `leastTaken`: see `SharedParts`.
 */
export async function readShards(
  plan: Plan,
  shards: readonly (readonly InputPart[])[],
  leastTaken: number,
  context: RunContext,
): Promise<readonly ShardOutcome[]> {
  const shared = shareParts(shards, leastTaken);
  const progress = new RunProgress(shards.length, context.onProgress);
  if (shards.length === 1) {
    let read = 0;
    const onRead = (bytes: number): void => {
      const isLong = read >= BYTES_OF_A_LONG_RUN;
      read += bytes;
      if (!isLong && read >= BYTES_OF_A_LONG_RUN) context.onStarted?.();
      progress.set(0, read);
    };
    return inOrder(await readStretches(plan, { ...context, onRead }, new PartClaims(shared, 0)));
  }
  const { runWorker } = await import("./run-worker.ts");
  const { workingFolder, startTime, signal } = context;
  const memory = {
    threads: shards.length,
    ...(context.maxMemory === undefined ? {} : { maxMemory: context.maxMemory }),
  };
  let awaited = shards.length - 1;
  const onStarted = (): void => {
    if (--awaited === 0) context.onStarted?.();
  };
  const own = ownThread(shards);
  const started: { readonly stop: () => void }[] = [];
  const stop = (): void => {
    for (const worker of started) worker.stop();
  };
  const startWorker = (thread: number): Promise<readonly StretchOutcome[]> => {
    const order = { plan, shared, thread, workingFolder, startTime, ...memory, kernel: loadKernel() };
    const onProgress = (bytes: number): void => progress.set(thread, bytes);
    const worker = runWorker(order, { onStarted, onProgress }, context.idleThreads?.pop());
    started.push(worker);
    return worker.outcomes;
  };
  const readOwn = (): Promise<readonly StretchOutcome[]> => {
    const onRead = (bytes: number): void => progress.add(own, bytes);
    return readStretches(plan, { ...context, ...memory, onRead }, new PartClaims(shared, own));
  };
  try {
    signal?.addEventListener("abort", stop);
    // All threads start before this one begins to read.
    const others = shards.map((_, thread) => (thread === own ? undefined : startWorker(thread)));
    return inOrder((await Promise.all(others.map((outcomes) => outcomes ?? readOwn()))).flat());
  } catch (error) {
    signal?.throwIfAborted(); // threads that were stopped say only that they ended
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}

function inOrder(outcomes: readonly StretchOutcome[]): readonly ShardOutcome[] {
  return outcomes.toSorted((a, b) => a.first - b.first).map(({ outcome }) => outcome);
}

/** The shard that this thread reads: the one with standard input, which no other thread has. */
function ownThread(shards: readonly (readonly InputPart[])[]): number {
  const index = shards.findIndex((parts) => parts.some(({ input }) => input.kind === "standard-input"));
  return Math.max(0, index);
}

/** How many bytes of text all threads together have read. */
class RunProgress {
  readonly #read: number[];
  readonly #onProgress: RunContext["onProgress"];

  constructor(threads: number, onProgress: RunContext["onProgress"]) {
    this.#read = new Array<number>(threads).fill(0);
    this.#onProgress = onProgress;
  }

  add(thread: number, bytes: number): void {
    this.set(thread, (this.#read[thread] ?? 0) + bytes);
  }

  set(thread: number, bytes: number): void {
    this.#read[thread] = bytes;
    this.#onProgress?.(this.#read.reduce((sum, count) => sum + count, 0));
  }
}
