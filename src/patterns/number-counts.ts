import { hashText } from "./hash-text.ts";
import { renumberKeys } from "./tally.ts";

/**
 * The sizes of the amounts in lines, by masked line, token and window: how many of each order of magnitude, and the
 * least and the largest. All are counts or bounds, so that it makes no difference in which order they come, nor
 * how the input is cut.
 *
 * Where there are too many different lines, a sample of them is kept, chosen by their hashes: which lines
 * that are depends on the set of all alone.
 */
export interface NumberCounts {
  /** Lines whose hash begins with so many zero bits are kept. */
  zeros: number;
  readonly lines: Map<string, LineNumbers>;
}

/** By the position of a token in the line. */
export type LineNumbers = Map<number, NumbersByWindow>;

export type NumbersByWindow = Map<number, Magnitudes>;

export interface Magnitudes {
  least: number;
  most: number;
  /** How many amounts there are of each order of magnitude. */
  readonly counts: Map<number, number>;
}

const MOST_LINES = 1024;

/** The order of magnitude of zero, and of all that is smaller than the others. */
const LOWEST = -21;
const HIGHEST = 63;
const SMALL = 2 ** (LOWEST + 1);
const LARGE = 2 ** HIGHEST;

export function startNumbers(): NumberCounts {
  return { zeros: 0, lines: new Map() };
}

/** The whole part of the logarithm of an amount to base 2. */
export function magnitudeOf(amount: number): number {
  if (amount < SMALL) return LOWEST;
  if (amount >= LARGE) return HIGHEST;
  // The exponent of a double, which no rounding of a logarithm can get wrong.
  DOUBLE.setFloat64(0, amount);
  return ((DOUBLE.getUint16(0) >>> 4) & 0x7ff) - 1023;
}

const DOUBLE = new DataView(new ArrayBuffer(8));

/** The smallest amount of an order of magnitude. */
export function leastOf(magnitude: number): number {
  return magnitude === LOWEST ? 0 : 2 ** magnitude;
}

/** The numbers of a line; undefined where those of others are kept. */
export function numbersOfLine(numbers: NumberCounts, masked: string): LineNumbers | undefined {
  const known = numbers.lines.get(masked);
  if (known !== undefined || !isKept(numbers, masked)) return known;
  const fresh: LineNumbers = new Map();
  numbers.lines.set(masked, fresh);
  sampleWhileTooMany(numbers);
  return fresh;
}

export function addNumber(line: LineNumbers, position: number, window: number, amount: number): void {
  let windows = line.get(position);
  if (windows === undefined) {
    windows = new Map();
    line.set(position, windows);
  }
  const magnitude = magnitudeOf(amount);
  const known = windows.get(window);
  if (known === undefined) {
    windows.set(window, { least: amount, most: amount, counts: new Map([[magnitude, 1]]) });
    return;
  }
  if (amount < known.least) known.least = amount;
  if (amount > known.most) known.most = amount;
  known.counts.set(magnitude, (known.counts.get(magnitude) ?? 0) + 1);
}

/** Adds the right numbers to the left ones. */
export function mergeNumbers(left: NumberCounts, right: NumberCounts): void {
  if (right.zeros > left.zeros) {
    left.zeros = right.zeros;
    sample(left);
  }
  for (const [masked, positions] of right.lines) {
    const line = numbersOfLine(left, masked);
    if (line !== undefined) for (const [position, windows] of positions) addWindows(line, position, windows);
  }
}

export function addWindows(line: LineNumbers, position: number, added: NumbersByWindow): void {
  const windows = line.get(position) ?? new Map<number, Magnitudes>();
  line.set(position, windows);
  for (const [window, magnitudes] of added) {
    const known = windows.get(window);
    windows.set(window, known === undefined ? copyOf(magnitudes) : sumOf(known, magnitudes));
  }
}

/** Puts all numbers into the windows that theirs become. */
export function renumberNumbers({ lines }: NumberCounts, renumbered: (window: number) => number): void {
  for (const line of lines.values()) for (const windows of line.values()) renumberKeys(windows, renumbered, sumOf);
}

function copyOf({ least, most, counts }: Magnitudes): Magnitudes {
  return { least, most, counts: new Map(counts) };
}

function sumOf(left: Magnitudes, right: Magnitudes): Magnitudes {
  const { least, most, counts } = copyOf(left);
  for (const [magnitude, count] of right.counts) counts.set(magnitude, (counts.get(magnitude) ?? 0) + count);
  return { least: Math.min(least, right.least), most: Math.max(most, right.most), counts };
}

function sampleWhileTooMany(numbers: NumberCounts): void {
  while (numbers.lines.size > MOST_LINES) {
    numbers.zeros++;
    sample(numbers);
  }
}

function sample(numbers: NumberCounts): void {
  for (const masked of numbers.lines.keys()) if (!isKept(numbers, masked)) numbers.lines.delete(masked);
}

function isKept({ zeros }: NumberCounts, masked: string): boolean {
  return zeros === 0 || Math.clz32(hashText(masked)) >= zeros;
}
