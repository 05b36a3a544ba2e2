import { isSampled, type MaskedCounts } from "./masked-counts.ts";
import type { Magnitudes, NumbersByWindow } from "./number-counts.ts";
import { type PartNumbers, partNumbers } from "./part-numbers.ts";
import { patternText } from "./pattern-text.ts";
import { readMasked } from "./read-masked.ts";
import { type Severity, severityOf } from "./severity.ts";
import { splitLines } from "./split-lines.ts";
import { addTo, count, type Tally, totalOf } from "./tally.ts";
import { binLength, type TimeBins, windowOf } from "./time-bins.ts";
import { type ValueTallies, valueTallies } from "./value-tallies.ts";
import type { WeighedLine } from "./weighed-line.ts";

/** A pattern and how many events of each window have it. */
export interface Pattern {
  readonly text: string;
  readonly severity: Severity;
  readonly tally: ReadonlyMap<number, number>;
  /** Where windows are parts of time: the events of the values of its variable parts. */
  readonly values: ValueTallies;
  /** And the amounts in its variable parts. */
  readonly numbers: readonly PartNumbers[];
}

export interface BinRange {
  readonly first: number;
  readonly last: number;
  readonly length: number;
}

export interface Patterns {
  /** Most frequent first, over all windows; patterns that tie in the order of their texts. */
  readonly patterns: readonly Pattern[];
  /** Events of each window, those without a text included. */
  readonly events: ReadonlyMap<number, number>;
  /** Where windows are parts of time: the numbers of the first and the last, and their length in milliseconds. */
  readonly bins?: BinRange;
  /** Whether there were too many different lines, so that the counts are in part worked out from a sample. */
  readonly isApproximate: boolean;
}

/** Lines of one pattern, and which of their places are variable parts. */
interface Found {
  readonly lines: WeighedLine[];
  readonly parts: ReadonlyMap<number, string>;
}

/** Finds the patterns of all lines that were counted. */
export function findPatterns(counts: MaskedCounts): Patterns {
  const found = new Map<string, Found>();
  for (const lines of linesByMake(counts).values()) {
    for (const group of splitLines(lines)) {
      const parts = new Map<number, string>();
      const text = patternText(group, (position, part) => parts.set(position, part));
      const known = found.get(text);
      if (known === undefined) found.set(text, { lines: [...group], parts });
      else known.lines.push(...group);
    }
  }
  const patterns = [...found].map(([text, { lines, parts }]) => {
    const tally: Tally = new Map();
    for (const line of lines) addTo(tally, line.tally);
    const values: ValueTallies = counts.bins === undefined ? new Map() : valueTallies(lines, parts);
    const numbers = counts.numbers === undefined ? [] : partNumbers(lines, parts, counts.numbers);
    return { pattern: { text, severity: severityOf(text), tally, values, numbers }, all: totalOf(tally) };
  });
  patterns.sort((a, b) => b.all - a.all || compareTexts(a.pattern.text, b.pattern.text));
  return {
    patterns: patterns.map(({ pattern }) => pattern),
    events: counts.events,
    ...binsOf(counts.bins),
    isApproximate: isSampled(counts),
  };
}

/** The events of each bin from the first to the last. */
export function eventsByBin(tally: ReadonlyMap<number, number>, { first, last }: BinRange): BinCounts {
  const bins = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const marked = bins.map((bin) => tally.get(windowOf(bin, true)) ?? 0);
  return { all: bins.map((bin, at) => (tally.get(windowOf(bin, false)) ?? 0) + (marked[at] as number)), marked };
}

/** The amounts of each bin from the first to the last; undefined where there are none. */
export function magnitudesByBin(windows: NumbersByWindow, { first, last }: BinRange): (Magnitudes | undefined)[] {
  return Array.from({ length: last - first + 1 }, (_, at) => windows.get(windowOf(first + at, false)));
}

export interface BinCounts {
  readonly all: readonly number[];
  /** Those of them that were marked when they were counted. */
  readonly marked: readonly number[];
}

function binsOf(bins: TimeBins | undefined): Pick<Patterns, "bins"> {
  if (bins?.first === undefined || bins.last === undefined) return {};
  return { bins: { first: bins.first, last: bins.last, length: binLength(bins) } };
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface MutableLine {
  readonly masked: string;
  readonly tally: Tally;
}

/** Lines with the same separators, in an order that does not depend on the input's. */
function linesByMake({ buckets }: MaskedCounts): ReadonlyMap<string, readonly WeighedLine[]> {
  const all = [...buckets.values()].flatMap((bucket) => {
    const lines: MutableLine[] = [...bucket.lines].map(([masked, tally]) => ({ masked, tally: new Map(tally) }));
    spread(bucket.others, lines.sort(byText));
    return lines;
  });
  const groups = new Map<string, WeighedLine[]>();
  for (const { masked, tally } of all.sort(byText)) {
    const line = { ...readMasked(masked), masked, tally };
    const make = line.separators.join("\0");
    const group = groups.get(make);
    if (group === undefined) groups.set(make, [line]);
    else group.push(line);
  }
  return groups;
}

function byText(a: MutableLine, b: MutableLine): number {
  return compareTexts(a.masked, b.masked);
}

/**
 * Gives events whose lines were not kept to the lines of the sample, in proportion to what they
 * have of the window, or else of all windows; what does not divide evenly goes to the first ones.
 */
function spread(others: ReadonlyMap<number, number>, lines: readonly MutableLine[]): void {
  const kept = lines.map(({ tally }) => new Map(tally));
  for (const [window, events] of others) {
    const ofWindow = kept.map((tally) => tally.get(window) ?? 0);
    const weights = ofWindow.some((weight) => weight > 0) ? ofWindow : kept.map(totalOf);
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    let before = 0;
    let given = 0;
    for (const [index, { tally }] of lines.entries()) {
      before += weights[index] as number;
      const upTo = Math.round((events * before) / all);
      if (upTo > given) count(tally, window, upTo - given);
      given = upTo;
    }
  }
}
