/**
 * How often each number came, to find the one of any rank. Above 100,000 different numbers the
 * counts are of buckets that grow by 0.1 percent, which is how the service keeps its percentiles
 * (section 9). The buckets are the same whenever that happens, so that no split of the input shows.
 */
export interface RankedCounts {
  /** Numbers as they came, which are counted once they are many: most groups are small. */
  uncounted: number[];
  /** By number, or by the end of the bucket that lies farther from zero. */
  counts: Map<number, number>;
  total: number;
  least: number;
  greatest: number;
  isBucketed: boolean;
}

export function rankedCounts(): RankedCounts {
  return {
    uncounted: [],
    counts: new Map(),
    total: 0,
    least: Number.POSITIVE_INFINITY,
    greatest: Number.NEGATIVE_INFINITY,
    isBucketed: false,
  };
}

export function countNumber(state: RankedCounts, number: number): void {
  state.total++;
  if (number < state.least) state.least = number;
  if (number > state.greatest) state.greatest = number;
  state.uncounted.push(number);
  if (state.uncounted.length >= MOST_UNCOUNTED) countAll(state);
}

/** So many numbers take less room, and less time to keep, than their counts would. */
const MOST_UNCOUNTED = 2048;

function countAll(state: RankedCounts): void {
  for (const number of state.uncounted) {
    increase(state.counts, state.isBucketed ? bucketEnd(number) : number, 1);
    boundMemory(state);
  }
  state.uncounted = [];
}

/** Adds the right counts to the left ones. */
export function mergeRankedCounts(left: RankedCounts, right: RankedCounts): void {
  left.total += right.total;
  left.least = Math.min(left.least, right.least);
  left.greatest = Math.max(left.greatest, right.greatest);
  if (right.isBucketed) putIntoBuckets(left);
  left.uncounted.push(...right.uncounted);
  if (left.uncounted.length >= MOST_UNCOUNTED) countAll(left);
  for (const [number, count] of right.counts) {
    increase(left.counts, left.isBucketed && !right.isBucketed ? bucketEnd(number) : number, count);
    boundMemory(left);
  }
}

/** The number at a rank from 1 to the total, within 0.1 percent where numbers are in buckets. */
export function numberOfRank(state: RankedCounts, rank: number): number {
  if (state.counts.size === 0) return Float64Array.from(state.uncounted).sort()[rank - 1] ?? state.greatest;
  countAll(state); // also where it is not needed, so that how numbers are kept depends on them alone
  if (rank <= 1) return state.least;
  if (rank >= state.total) return state.greatest;
  const numbers = Float64Array.from(state.counts.keys()).sort();
  let reached = 0;
  for (const number of numbers) {
    reached += state.counts.get(number) ?? 0;
    if (reached >= rank) return Math.max(state.least, Math.min(state.greatest, number));
  }
  return state.greatest;
}

const MOST_NUMBERS = 100_000;

function boundMemory(state: RankedCounts): void {
  if (!state.isBucketed && state.counts.size > MOST_NUMBERS) putIntoBuckets(state);
}

function putIntoBuckets(state: RankedCounts): void {
  if (state.isBucketed) return;
  state.isBucketed = true;
  const buckets = new Map<number, number>();
  for (const [number, count] of state.counts) increase(buckets, bucketEnd(number), count);
  state.counts = buckets;
}

const GROWTH = 1.001;

function bucketEnd(number: number): number {
  if (number === 0) return 0;
  const bucket = Math.ceil(Math.log(Math.abs(number)) / Math.log(GROWTH));
  return Math.sign(number) * GROWTH ** bucket;
}

function increase(counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
