import { setTimeout } from "node:timers/promises";

/** How fast many small requests are sent. */
export interface RequestRate {
  /** The most requests that are under way together. */
  readonly atOnce: number;
  /** The most requests that begin in a second. */
  readonly perSecond: number;
}

/**
 * Does something for each item, several at once and no faster than the rate; results in the order of
 * the items. The first failure, or the signal, ends it: nothing new is begun.
 */
export async function mapAtOnce<Item, Answer>(
  items: readonly Item[],
  { atOnce, perSecond }: RequestRate,
  work: (item: Item) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<readonly Answer[]> {
  const answers: Answer[] = new Array(items.length);
  const options = signal === undefined ? {} : { signal };
  let next = 0;
  let free = performance.now();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !hasFailed) {
      const index = next++;
      const now = performance.now();
      const start = Math.max(now, free);
      free = start + 1000 / perSecond;
      if (start > now) await setTimeout(start - now, undefined, options);
      answers[index] = await work(items[index] as Item);
    }
  };
  const fail = (error: unknown): never => {
    hasFailed = true;
    throw error;
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, () => worker().catch(fail)));
  return answers;
}
