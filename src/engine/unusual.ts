import { quantile } from "./quantile.ts";

/** A bin so many deviations away from what is usual is unusual, if it is so many events away as well. */
const UNUSUAL_SCORE = 6;
const UNUSUAL_EVENTS = 5;

/** The bin of time whose events are the most unusual. */
export interface UnusualBin {
  readonly bin: number;
  /** How far it is from what is usual, in deviations. */
  readonly score: number;
  /** The usual count, or share of all events. */
  readonly usual: number;
}

/**
 * The bin whose count is the farthest from the median of all, in deviations: 1.4826 times the median
 * distance from the median, or what chance alone makes of such a count, the square root of the median
 * and 1, if that is more.
 */
export function farthestCount(counts: readonly number[]): UnusualBin {
  const usual = medianOf(counts);
  const deviation = Math.max(1.4826 * medianOf(counts.map((count) => Math.abs(count - usual))), Math.sqrt(usual + 1));
  let best: UnusualBin = { bin: 0, score: -1, usual };
  for (const [bin, count] of counts.entries()) {
    // Few events at either end mean that the bin is not whole.
    const isCut = (bin === 0 || bin === counts.length - 1) && count < usual;
    const score = Math.abs(count - usual) / deviation;
    if (!isCut && score > best.score) best = { bin, score, usual };
  }
  return best;
}

export function isUnusualCount(counts: readonly number[], { bin, score, usual }: UnusualBin): boolean {
  return score >= UNUSUAL_SCORE && Math.abs((counts[bin] as number) - usual) >= UNUSUAL_EVENTS;
}

/**
 * The bin in which unusually many of all events are of a kind, if there is one. The usual share is the median
 * of those of bins with events, or the share in all other bins together, if that is more. The deviation is
 * that of `farthestCount`, with the chance of a share instead: the square root of n p (1 - p) and 1.
 */
export function highestShare(
  ofKind: readonly number[],
  all: readonly number[],
  leastBins: number,
): UnusualBin | undefined {
  const bins = [...all.keys()].filter((bin) => (all[bin] as number) > 0);
  if (bins.length < leastBins) return undefined;
  const shares = bins.map((bin) => (ofKind[bin] as number) / (all[bin] as number));
  const median = medianOf(shares);
  const spread = 1.4826 * medianOf(shares.map((share) => Math.abs(share - median)));
  const [sumOfKind, sum] = [sumOf(ofKind), sumOf(all)];
  let best: UnusualBin | undefined;
  for (const bin of bins) {
    const [count, events] = [ofKind[bin] as number, all[bin] as number];
    const usual = Math.max(median, (sumOfKind - count) / (sum - events));
    const deviation = Math.max(spread * events, Math.sqrt(events * usual * (1 - usual) + 1));
    const score = (count - usual * events) / deviation;
    const isUnusual = score >= UNUSUAL_SCORE && count - usual * events >= UNUSUAL_EVENTS;
    if (isUnusual && score > (best?.score ?? 0)) best = { bin, score, usual };
  }
  return best;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function medianOf(numbers: readonly number[]): number {
  return quantile(Float64Array.from(numbers).sort(), 0.5);
}
