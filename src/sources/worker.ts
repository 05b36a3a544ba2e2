import { once } from "node:events";
import { parentPort } from "node:worker_threads";
import { invariant } from "../support/invariant-error.ts";
import { shareKernel } from "./load-kernel.ts";
import { MemoryBudgetError } from "./memory-budget.ts";
import type { WorkerMessage, WorkerOrder } from "./protocol.ts";
import { readShard } from "./shard-reader.ts";

/** What a worker thread does: waits for its order, reads the shard, and hands back the outcome. */
export async function runOrder(): Promise<void> {
  invariant(parentPort !== null, "this runs in a worker thread");
  const [order] = (await once(parentPort, "message")) as [WorkerOrder];
  const { plan, parts, kernel, ...context } = order;
  shareKernel(kernel);
  let reported = 0;
  const onProgress = (bytes: number): void => {
    if (bytes - reported < PROGRESS_BYTES) return;
    reported = bytes;
    send({ kind: "progress", bytes });
  };
  send({ kind: "started" });
  try {
    const outcome = await readShard(plan, parts, { ...context, standardInput: nothing(), onProgress });
    send({ kind: "outcome", outcome });
  } catch (error) {
    if (!(error instanceof MemoryBudgetError)) throw error;
    send({ kind: "memory", limit: error.limit });
  }
}

const PROGRESS_BYTES = 64 * 1024 * 1024;

function send(message: WorkerMessage): void {
  invariant(parentPort !== null, "this runs in a worker thread");
  parentPort.postMessage(message);
}

/** Standard input is read by the main thread alone. */
async function* nothing(): AsyncGenerator<Uint8Array> {}
