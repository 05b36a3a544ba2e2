import { parentPort, workerData } from "node:worker_threads";
import { invariant } from "../support/invariant-error.ts";
import { shareKernel } from "./load-kernel.ts";
import { MemoryBudgetError } from "./memory-budget.ts";
import type { WorkerMessage, WorkerOrder } from "./protocol.ts";
import { readShard } from "./shard-reader.ts";

// The program of a worker thread: reads its shard, hands back the outcome, and ends.

invariant(parentPort !== null, "this file is started as a worker");
const port = parentPort;
const { plan, parts, kernel, ...context } = workerData as WorkerOrder;
shareKernel(kernel);

function send(message: WorkerMessage): void {
  port.postMessage(message);
}

/** Standard input is read by the main thread alone. */
async function* nothing(): AsyncGenerator<Uint8Array> {}

const PROGRESS_BYTES = 64 * 1024 * 1024;
let reported = 0;

try {
  const outcome = await readShard(plan, parts, { ...context, standardInput: nothing(), onProgress });
  send({ kind: "outcome", outcome });
} catch (error) {
  if (!(error instanceof MemoryBudgetError)) throw error;
  send({ kind: "memory", limit: error.limit });
}

function onProgress(bytes: number): void {
  if (bytes - reported < PROGRESS_BYTES) return;
  reported = bytes;
  send({ kind: "progress", bytes });
}
