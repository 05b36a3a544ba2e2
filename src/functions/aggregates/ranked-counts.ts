import { selectRank } from "../../support/select-rank.ts";

/**
 * Numbers, to find the one of any rank. Many are kept as counts of how often each came; above
 * 100,000 different ones the counts are of buckets that grow by 0.1 percent, which is how the service
 * keeps its percentiles (section 9). The buckets are the same whenever that happens, so that no
 * split of the input shows.
 */
export interface RankedCounts {
  /** Numbers as they came, which are counted once they are many: most groups are small. */
  uncounted: number[];
  /** Further ones that came together, and how many those are. */
  runs: Run[];
  inRuns: number;
  counted: Counted | undefined;
}

/** Numbers without negative zeros, from a place in an array to another: of many groups in one, they are sent to another thread at once. */
export interface Run {
  readonly numbers: Float64Array;
  readonly from: number;
  readonly to: number;
}

interface Counted {
  /** By number, or by the end of the bucket that lies farther from zero. */
  counts: Map<number, number>;
  total: number;
  least: number;
  greatest: number;
  isBucketed: boolean;
}

export function rankedCounts(): RankedCounts {
  return { uncounted: [], runs: [], inRuns: 0, counted: undefined };
}

export function countNumber(state: RankedCounts, number: number): void {
  // The sum has no negative zero, which would stand before or behind zero as the input comes.
  state.uncounted.push(number + 0);
  countMany(state);
}

/** Counts the numbers of a run, whose array is taken over. */
export function countRun(state: RankedCounts, run: Run): void {
  state.runs.push(run);
  state.inRuns += run.to - run.from;
  countMany(state);
}

export function totalOf({ uncounted, inRuns, counted }: RankedCounts): number {
  return uncounted.length + inRuns + (counted?.total ?? 0);
}

/** So many numbers take less room, and less time to keep, than their counts would. */
const MOST_UNCOUNTED = 8192;

function countMany(state: RankedCounts): void {
  if (state.uncounted.length + state.inRuns >= MOST_UNCOUNTED) countAll(state);
}

function countAll(state: RankedCounts): Counted {
  const counted = countedOf(state);
  countEach(counted, state.uncounted, 0, state.uncounted.length);
  for (const { numbers, from, to } of state.runs) countEach(counted, numbers, from, to);
  state.uncounted = [];
  state.runs = [];
  state.inRuns = 0;
  return counted;
}

function countEach(counted: Counted, numbers: ArrayLike<number>, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const number = numbers[at] as number;
    counted.total++;
    if (number < counted.least) counted.least = number;
    if (number > counted.greatest) counted.greatest = number;
    increase(counted.counts, counted.isBucketed ? bucketEnd(number) : number, 1);
    boundMemory(counted);
  }
}

function countedOf(state: RankedCounts): Counted {
  state.counted ??= {
    counts: new Map(),
    total: 0,
    least: Number.POSITIVE_INFINITY,
    greatest: Number.NEGATIVE_INFINITY,
    isBucketed: false,
  };
  return state.counted;
}

/** Adds the right counts to the left ones, which take over what they hold. */
export function mergeRankedCounts(left: RankedCounts, right: RankedCounts): void {
  if (right.counted !== undefined) mergeCounted(countedOf(left), right.counted);
  if (left.uncounted.length === 0) left.uncounted = right.uncounted;
  else for (const number of right.uncounted) left.uncounted.push(number);
  left.runs.push(...right.runs);
  left.inRuns += right.inRuns;
  countMany(left);
}

function mergeCounted(left: Counted, right: Counted): void {
  left.total += right.total;
  left.least = Math.min(left.least, right.least);
  left.greatest = Math.max(left.greatest, right.greatest);
  if (right.isBucketed) putIntoBuckets(left);
  for (const [number, count] of right.counts) {
    increase(left.counts, left.isBucketed && !right.isBucketed ? bucketEnd(number) : number, count);
    boundMemory(left);
  }
}

/** The number at a rank from 1 to the total, within 0.1 percent where numbers are in buckets. */
export function numberOfRank(state: RankedCounts, rank: number): number {
  if (state.counted === undefined) return rankedAmong(state, rank);
  // Also where it is not needed, so that how numbers are kept depends on them alone.
  const { counts, total, least, greatest } = countAll(state);
  if (rank <= 1) return least;
  if (rank >= total) return greatest;
  const numbers = Float64Array.from(counts.keys()).sort();
  let reached = 0;
  for (const number of numbers) {
    reached += counts.get(number) ?? 0;
    if (reached >= rank) return Math.max(least, Math.min(greatest, number));
  }
  return greatest;
}

/** Numbers are put in order here, so that small groups need no memory of their own for it. */
const scratch = new Float64Array(MOST_UNCOUNTED);

function rankedAmong({ uncounted, runs }: RankedCounts, rank: number): number {
  const [first] = runs;
  if (first !== undefined && runs.length === 1 && uncounted.length === 0) {
    return selectRank(first.numbers, first.from, first.to, rank);
  }
  let count = copyInto(scratch, 0, uncounted, 0, uncounted.length);
  for (const { numbers, from, to } of runs) count = copyInto(scratch, count, numbers, from, to);
  return selectRank(scratch, 0, count, rank);
}

/** Gives the place behind the copied numbers. */
function copyInto(target: Float64Array, at: number, numbers: ArrayLike<number>, from: number, to: number): number {
  for (let place = from; place < to; place++) target[at + place - from] = numbers[place] as number;
  return at + to - from;
}

const MOST_NUMBERS = 100_000;

function boundMemory(state: Counted): void {
  if (!state.isBucketed && state.counts.size > MOST_NUMBERS) putIntoBuckets(state);
}

function putIntoBuckets(state: Counted): void {
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
