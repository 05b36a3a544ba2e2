/**
 * Bins of time that are as short as they can be with no more than so many between the first event
 * and the last: seconds at first, then twice as long again and again. How long they end up depends on
 * the first and the last event alone.
 */
export interface TimeBins {
  /** Bins are 2 to this power seconds long, and begin at multiples of it. */
  level: number;
  /** Numbers of the first and the last bin; not there while there are no events. */
  first?: number;
  last?: number;
}

const MOST_BINS = 64;

export function startBins(): TimeBins {
  return { level: 0 };
}

/** The length of a bin in milliseconds. */
export function binLength({ level }: TimeBins): number {
  return 1000 * 2 ** level;
}

/** The bin of a moment; where it needs longer bins, `onLonger` is told by how many doublings. */
export function binOf(bins: TimeBins, time: number, onLonger: (doublings: number) => void): number {
  const bin = Math.floor(time / binLength(bins));
  const doublings = widen(bins, bin, bin);
  if (doublings === 0) return bin;
  onLonger(doublings);
  return binLater(bin, doublings);
}

/** The window of an event of a bin: marked events, such as failures, are counted apart from the others. */
export function windowOf(bin: number, isMarked: boolean): number {
  return bin * 2 + (isMarked ? 1 : 0);
}

/** What a window becomes when bins get longer. */
export function windowLater(window: number, doublings: number): number {
  const bin = Math.floor(window / 2);
  return windowOf(binLater(bin, doublings), window > bin * 2);
}

function binLater(bin: number, doublings: number): number {
  return Math.floor(bin / 2 ** doublings);
}

/** Makes the bins hold those from one bin to another; by how many doublings they became longer for that. */
export function widen(bins: TimeBins, first: number, last: number): number {
  bins.first = Math.min(bins.first ?? first, first);
  bins.last = Math.max(bins.last ?? last, last);
  let doublings = 0;
  while (bins.last - bins.first >= MOST_BINS) {
    lengthen(bins, 1);
    doublings++;
  }
  return doublings;
}

export function lengthen(bins: TimeBins, doublings: number): void {
  bins.level += doublings;
  if (bins.first !== undefined) bins.first = binLater(bins.first, doublings);
  if (bins.last !== undefined) bins.last = binLater(bins.last, doublings);
}
