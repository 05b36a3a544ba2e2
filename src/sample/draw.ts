import { invariant } from "../support/invariant-error.ts";
import type { Random } from "../support/random.ts";

/** Something that is drawn by chance. */
export type Draw<T> = (random: Random) => T;

const SLOT_BITS = 12;

/**
 * Draws items by their weights, which need not add up to anything. Shares are rounded to
 * 1/4096, so an item of a smaller share may never come.
 */
export function weighted<T>(...options: readonly (readonly [weight: number, item: T])[]): Draw<T> {
  const total = options.reduce((sum, [weight]) => sum + weight, 0);
  const slots: T[] = [];
  let reached = 0;
  for (const [weight, item] of options) {
    reached += weight;
    const end = Math.round((reached / total) * 2 ** SLOT_BITS);
    while (slots.length < end) slots.push(item);
  }
  return (random) => itemAt(slots, random.word() >>> (32 - SLOT_BITS));
}

/** Draws items evenly. */
export function evenly<T>(items: readonly T[]): Draw<T> {
  return (random) => itemAt(items, random.below(items.length));
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  invariant(item !== undefined, "a draw from nothing");
  return item;
}

/**
 * Draws whole numbers whose distribution is given by its percentiles, straight lines between
 * them. The first point is the 0th percentile, the last the 100th.
 */
export function percentiles(...points: readonly (readonly [percent: number, value: number])[]): Draw<number> {
  return (random) => {
    const percent = (random.word() / 2 ** 32) * 100;
    let [lowPercent, lowValue] = itemAt(points, 0);
    for (const [highPercent, highValue] of points) {
      if (percent < highPercent) {
        const part = (percent - lowPercent) / (highPercent - lowPercent);
        return Math.floor(lowValue + (highValue - lowValue) * part);
      }
      lowPercent = highPercent;
      lowValue = highValue;
    }
    return lowValue;
  };
}
