import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** More memory than the run may use: refused, rather than to die of it or to answer in part. */
export class MemoryBudgetError extends Error {
  override readonly name = "MemoryBudgetError";
  /** In bytes. */
  readonly limit: number;
  readonly help = "group by fewer values, narrow the time range, or allow more with --max-memory";

  constructor(limit: number) {
    super(`the rows and groups of this query need more than ${Number((limit / 1e6).toPrecision(3))} MB of memory`);
    this.limit = limit;
  }
}

/** The share of what the engine of JavaScript may use at all, beyond which it would be aborted. */
const SAFE_SHARE = 0.8;

/** A look at the heap takes as long as scanning a tenth of a block, so not every call takes one. */
const CALLS_FOR_A_LOOK = 8;

/** After garbage was collected, so large a part of the limit may be used anew before it is again. */
const ROOM_FOR_GARBAGE = 1 / 8;

/** What is made of so little text is safe: the engine allows thousands of megabytes. In bytes. */
const LITTLE_TEXT = 8e6;

/** To be called between blocks, and at last, with the bytes of text read so far. */
export type MemoryCheck = (read: number, isLast?: boolean) => void;

/**
 * Makes a check that throws when what lives in this thread's heap and beside it, which holds all groups, distinct values
 * and rows, has grown past its part of the limit in bytes; by default past what is safe.
 */
export function memoryBudget(limit: number | undefined, threads = 1): MemoryCheck {
  let check = limit === undefined ? undefined : heapBudget(limit, threads);
  let calls = 0;
  return (read, isLast = false) => {
    if (limit === undefined && read < LITTLE_TEXT) return;
    if (!isLast && calls++ % CALLS_FOR_A_LOOK !== 0) return;
    check ??= heapBudget(limit, threads);
    check();
  };
}

/** Makes a look at the heap. */
function heapBudget(limit: number | undefined, threads: number): () => void {
  const safe = getHeapStatistics().heap_size_limit * SAFE_SHARE;
  const most = Math.min((limit ?? safe) / threads, safe);
  const before = limit === undefined ? 0 : usedBytes();
  let tolerated = most;
  return () => {
    if (usedBytes() - before <= tolerated) return;
    collectGarbage();
    const living = usedBytes() - before;
    if (living > most) throw new MemoryBudgetError(limit ?? safe);
    tolerated = Math.max(most, living + most * ROOM_FOR_GARBAGE);
  };
}

/** With the arrays of numbers that stand beside the heap. */
function usedBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

/** What is used holds garbage, as long as nobody has collected it: a query that keeps little would be refused. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (options?: { readonly type: "minor" }) => void;
  collect();
  collect({ type: "minor" }); // by then what stood beside the heap has been given back, which goes on behind a collection
}
