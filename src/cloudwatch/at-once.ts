import { setTimeout } from "node:timers/promises";
import { inParallel } from "./in-parallel.ts";

/** How fast many small requests are sent. */
export interface RequestRate {
  /** The most requests that are under way together. */
  readonly atOnce: number;
  /** The most requests that begin in a second. */
  readonly perSecond: number;
}

/** Does work for each item as `inParallel` does, and begins it no faster than the rate. */
export function mapAtOnce<Item, Answer>(
  items: readonly Item[],
  { atOnce, perSecond }: RequestRate,
  work: (item: Item, signal: AbortSignal) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<readonly Answer[]> {
  let free = performance.now();
  return inParallel(items, atOnce, signal, async (item, ownSignal) => {
    const start = Math.max(performance.now(), free);
    free = start + 1000 / perSecond;
    await setTimeout(start - performance.now(), undefined, { signal: ownSignal });
    return work(item, ownSignal);
  });
}
