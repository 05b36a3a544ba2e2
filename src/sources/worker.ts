import { once } from "node:events";
import { parentPort } from "node:worker_threads";
import { invariant } from "../support/invariant-error.ts";
import { shareKernel } from "./load-kernel.ts";
import { MemoryBudgetError } from "./memory-budget.ts";
import { movableBuffers } from "./movable-buffers.ts";
import { PartClaims } from "./parts/part-claims.ts";
import type { WorkerMessage, WorkerOrder } from "./protocol.ts";
import { readStretches } from "./read-stretches.ts";

/** What a worker thread does: waits for its order, reads its part, and hands back what that came to. */
export async function runOrder(): Promise<void> {
  invariant(parentPort !== null, "this runs in a worker thread");
  const [order] = (await once(parentPort, "message")) as [WorkerOrder];
  const { plan, shared, thread, kernel, ...context } = order;
  shareKernel(kernel);
  let bytes = 0;
  let reported = 0;
  const onRead = (count: number): void => {
    bytes += count;
    if (bytes - reported < PROGRESS_BYTES) return;
    reported = bytes;
    send({ kind: "progress", bytes });
  };
  send({ kind: "started" });
  try {
    const claims = new PartClaims(shared, thread);
    const outcomes = await readStretches(plan, { ...context, standardInput: nothing(), onRead }, claims);
    const message: WorkerMessage = { kind: "outcomes", outcomes };
    send(message, movableBuffers(message));
  } catch (error) {
    if (!(error instanceof MemoryBudgetError)) throw error;
    send({ kind: "memory", limit: error.limit });
  }
}

const PROGRESS_BYTES = 64 * 1024 * 1024;

function send(message: WorkerMessage, moved: readonly ArrayBuffer[] = []): void {
  invariant(parentPort !== null, "this runs in a worker thread");
  parentPort.postMessage(message, moved);
}

/** Standard input is read by the main thread alone. */
async function* nothing(): AsyncGenerator<Uint8Array> {}
