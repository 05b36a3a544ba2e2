import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { MemoryBudgetError } from "./memory-budget.ts";
import type { WorkerMessage, WorkerOrder } from "./protocol.ts";
import type { StretchOutcome } from "./read-stretches.ts";
import { WorkerError } from "./worker-error.ts";

/** Starts the built program, also when these sources run uncompiled. */
const PROGRAM = join(import.meta.dirname, "../../bin/worker.js");

/** Who is told how a thread gets on. */
export interface WorkerListener {
  readonly onStarted: () => void;
  readonly onProgress: (bytes: number) => void;
}

/** Does a part of a run in a thread of its own, which may be one that waits. Rejects with a `WorkerError` if the thread ends without an outcome. */
export function runWorker(
  order: WorkerOrder,
  listener: WorkerListener,
  worker: Worker = new Worker(PROGRAM),
): { readonly outcomes: Promise<readonly StretchOutcome[]>; readonly stop: () => void } {
  worker.ref();
  worker.postMessage(order);
  const outcomes = new Promise<readonly StretchOutcome[]>((resolve, reject) => {
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "started") listener.onStarted();
      else if (message.kind === "progress") listener.onProgress(message.bytes);
      else if (message.kind === "memory") reject(new MemoryBudgetError(message.limit));
      else resolve(message.outcomes);
    });
    worker.on("error", (error: unknown) => reject(new WorkerError(reasonOf(error), error)));
    worker.on("exit", (code) => reject(new WorkerError(`it stopped with exit code ${code}`)));
  });
  return { outcomes, stop: () => void worker.terminate() };
}

/** A worker may throw anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? "it ran out of memory; fewer groups or a smaller limit need less"
    : error.message;
}
