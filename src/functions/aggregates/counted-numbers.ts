/**
 * How often each number came, to find the one of any rank. Above 100,000 different ones the counts are of buckets
 * that grow by 0.1 percent, which is how the service keeps its percentiles (section 9). The buckets are the same
 * whenever that happens, so that no split of the input shows.
 */
export interface CountedNumbers {
  /** By number, or by the end of the bucket that lies farther from zero. */
  counts: Map<number, number>;
  total: number;
  least: number;
  greatest: number;
  isBucketed: boolean;
}

export function countedNumbers(): CountedNumbers {
  return {
    counts: new Map(),
    total: 0,
    least: Number.POSITIVE_INFINITY,
    greatest: Number.NEGATIVE_INFINITY,
    isBucketed: false,
  };
}

/** Counts the first so many numbers, without negative zeros. */
export function countNumbers(counted: CountedNumbers, numbers: Float64Array, count: number): void {
  for (let at = 0; at < count; at++) {
    const number = numbers[at] as number;
    counted.total++;
    if (number < counted.least) counted.least = number;
    if (number > counted.greatest) counted.greatest = number;
    increase(counted.counts, counted.isBucketed ? bucketEnd(number) : number, 1);
    boundMemory(counted);
  }
}

/** Adds the right counts to the left ones. */
export function mergeCounted(left: CountedNumbers, right: CountedNumbers): void {
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
export function numberOfRank({ counts, total, least, greatest }: CountedNumbers, rank: number): number {
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

const MOST_NUMBERS = 100_000;

function boundMemory(state: CountedNumbers): void {
  if (!state.isBucketed && state.counts.size > MOST_NUMBERS) putIntoBuckets(state);
}

function putIntoBuckets(state: CountedNumbers): void {
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
