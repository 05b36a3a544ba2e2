import { hashText } from "./hash-text.ts";
import { mergeNumbers, type NumberCounts, renumberNumbers, startNumbers } from "./number-counts.ts";
import { readMasked } from "./read-masked.ts";
import { addTo, renumber, type Tally } from "./tally.ts";
import { lengthen, startBins, type TimeBins, widen, windowLater } from "./time-bins.ts";
import { isPlainWord } from "./words.ts";

/**
 * How often each different masked line came, in each of several windows: plain data, which can be merged.
 *
 * Its memory is bounded by a ladder of rungs. Lines lie in buckets by a feature of theirs; a bucket
 * that holds more different lines than the rung allows keeps a sample of them, chosen by their
 * hashes, and only counts the others. Where all buckets together are too many, the next rung makes
 * them coarser or smaller. Which rung is reached, and which lines are kept, depends on the set of
 * different lines alone: not on their order, nor on how the input is cut.
 */
export interface MaskedCounts {
  rung: number;
  buckets: Map<string, Bucket>;
  /** Lines that may be kept in all buckets together, and what counts against them. */
  readonly mostLines: number;
  cost: number;
  /** Events of each window, those without a text included. */
  readonly events: Tally;
  /** Where the windows are parts of time: those, and the amounts in lines. */
  readonly bins?: TimeBins;
  readonly numbers?: NumberCounts;
}

export interface Bucket {
  /** The counts of each window by masked line. */
  readonly lines: Map<string, Tally>;
  /** Lines whose hash begins with so many zero bits are kept. */
  zeros: number;
  /** Counts of the lines that are not. */
  readonly others: Tally;
}

/** How many events came in each of some windows. */
type Added = Iterable<readonly [number, number]>;

const MOST_LINES = 50_000;

interface Rung {
  readonly mostInBucket: number;
  /** How many words at the start of a line, besides its make, tell its bucket. */
  readonly words: number;
  /** Whether the separators do, or only the number of tokens. */
  readonly hasSeparators: boolean;
}

/** Each rung keeps no more than the one before: neither more lines of a bucket nor more buckets. */
const RUNGS: readonly Rung[] = [
  { mostInBucket: 4096, words: 2, hasSeparators: true },
  { mostInBucket: 1024, words: 2, hasSeparators: true },
  { mostInBucket: 1024, words: 1, hasSeparators: true },
  { mostInBucket: 1024, words: 0, hasSeparators: true },
  { mostInBucket: 256, words: 0, hasSeparators: true },
  { mostInBucket: 256, words: 0, hasSeparators: false },
  { mostInBucket: 16, words: 0, hasSeparators: false },
];

/** What a count can be told. */
export interface CountOptions {
  /** How many different masked lines are kept; 50,000 by default. */
  readonly mostLines?: number;
  /** Whether the windows are parts of time. */
  readonly hasBins?: boolean;
}

export function startCounts({ mostLines = MOST_LINES, hasBins = false }: CountOptions = {}): MaskedCounts {
  const bins = hasBins ? { bins: startBins(), numbers: startNumbers() } : {};
  return { rung: 0, buckets: new Map(), mostLines, cost: 0, events: new Map(), ...bins };
}

/** Adds what came in each window of one masked line. */
export function addMasked(counts: MaskedCounts, masked: string, added: Added): void {
  const key = keyOf(masked, rungOf(counts));
  change(counts, key, (bucket, rung) => addLine(bucket, masked, added, rung));
  climbWhileTooMany(counts);
}

/** Adds the right counts to the left ones. */
export function mergeCounts(left: MaskedCounts, right: MaskedCounts): void {
  while (left.rung < right.rung) climb(left);
  while (right.rung < left.rung) climb(right);
  if (left.bins !== undefined && right.bins !== undefined) alignBins(left, left.bins, right, right.bins);
  addTo(left.events, right.events);
  if (left.numbers !== undefined && right.numbers !== undefined) mergeNumbers(left.numbers, right.numbers);
  for (const [key, added] of right.buckets) change(left, key, (bucket, rung) => addBucket(bucket, added, rung));
  climbWhileTooMany(left);
}

/** Whether the lines of some bucket are a sample. */
export function isSampled({ buckets }: MaskedCounts): boolean {
  return [...buckets.values()].some(({ zeros }) => zeros > 0);
}

/** Puts what was counted into longer bins. */
export function lengthenWindows({ events, buckets, numbers }: MaskedCounts, doublings: number): void {
  if (doublings === 0) return;
  const later = (window: number): number => windowLater(window, doublings);
  renumber(events, later);
  if (numbers !== undefined) renumberNumbers(numbers, later);
  for (const { lines, others } of buckets.values()) {
    renumber(others, later);
    for (const tally of lines.values()) renumber(tally, later);
  }
}

/** Brings both to bins of the same length, in which the events of both have room. */
function alignBins(left: MaskedCounts, leftBins: TimeBins, right: MaskedCounts, rightBins: TimeBins): void {
  const level = Math.max(leftBins.level, rightBins.level);
  for (const [counts, bins] of [
    [left, leftBins],
    [right, rightBins],
  ] as const) {
    const doublings = level - bins.level;
    lengthenWindows(counts, doublings);
    lengthen(bins, doublings);
  }
  if (rightBins.first === undefined || rightBins.last === undefined) return;
  const doublings = widen(leftBins, rightBins.first, rightBins.last);
  lengthenWindows(left, doublings);
  lengthenWindows(right, doublings);
}

function rungOf({ rung }: MaskedCounts): Rung {
  return RUNGS[rung] as Rung;
}

function climbWhileTooMany(counts: MaskedCounts): void {
  while (counts.cost > counts.mostLines && counts.rung < RUNGS.length - 1) climb(counts);
}

/** Goes on to the next rung. What is kept there is what would be, had all lines been counted there. */
function climb(counts: MaskedCounts): void {
  const { buckets } = counts;
  counts.rung++;
  counts.buckets = new Map();
  counts.cost = 0;
  const rung = rungOf(counts);
  for (const [key, added] of buckets) change(counts, coarser(key, rung), (bucket) => addBucket(bucket, added, rung));
}

/** Changes a bucket, which is made if it is new, and keeps account of its cost. */
function change(counts: MaskedCounts, key: string, work: (bucket: Bucket, rung: Rung) => void): void {
  const rung = rungOf(counts);
  let bucket = counts.buckets.get(key);
  if (bucket === undefined) {
    bucket = { lines: new Map(), zeros: 0, others: new Map() };
    counts.buckets.set(key, bucket);
  }
  counts.cost -= costOf(bucket, rung);
  work(bucket, rung);
  counts.cost += costOf(bucket, rung);
}

/** Of different lines that ever came, not of those that are kept: so it never falls. */
function costOf({ lines, zeros }: Bucket, { mostInBucket }: Rung): number {
  return zeros > 0 ? mostInBucket : lines.size;
}

function addLine(bucket: Bucket, masked: string, added: Added, rung: Rung): void {
  const known = bucket.lines.get(masked);
  if (known !== undefined) addTo(known, added);
  else if (isKept(bucket, masked)) {
    bucket.lines.set(masked, new Map(added));
    sampleWhileTooMany(bucket, rung);
  } else addTo(bucket.others, added);
}

function addBucket(bucket: Bucket, added: Bucket, rung: Rung): void {
  if (added.zeros > bucket.zeros) {
    bucket.zeros = added.zeros;
    sample(bucket);
  }
  addTo(bucket.others, added.others);
  for (const [masked, counts] of added.lines) addLine(bucket, masked, counts, rung);
  sampleWhileTooMany(bucket, rung);
}

function sampleWhileTooMany(bucket: Bucket, { mostInBucket }: Rung): void {
  while (bucket.lines.size > mostInBucket) {
    bucket.zeros++;
    sample(bucket);
  }
}

function sample(bucket: Bucket): void {
  for (const [masked, counts] of bucket.lines) {
    if (isKept(bucket, masked)) continue;
    addTo(bucket.others, counts);
    bucket.lines.delete(masked);
  }
}

function isKept({ zeros }: Bucket, masked: string): boolean {
  return zeros === 0 || Math.clz32(hashText(masked)) >= zeros;
}

const FEATURE_END = "\u001d";
const MOST_TOKENS_TOLD = 500;

/** What tells a bucket on a rung: number of tokens, separators, first words. */
function keyOf(masked: string, { words, hasSeparators }: Rung): string {
  const { tokens, separators } = readMasked(masked);
  let key = String(Math.min(tokens.length, MOST_TOKENS_TOLD));
  if (hasSeparators) key += FEATURE_END + hashText(separators.join("\0")).toString(36);
  let told = 0;
  for (let at = 0; at < tokens.length && told < words; at++) {
    const token = tokens[at] as string;
    if (!isPlainWord(token)) continue;
    key += FEATURE_END + token;
    told++;
  }
  return key;
}

/** A key of another rung without what this one leaves out. */
function coarser(key: string, { words, hasSeparators }: Rung): string {
  const features = key.split(FEATURE_END);
  return features.slice(0, (hasSeparators ? 2 : 1) + words).join(FEATURE_END);
}
