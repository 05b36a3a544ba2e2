import { addTo, isSampled, type MaskedCounts } from "./masked-counts.ts";
import { readMasked } from "./masked-line.ts";
import { patternText } from "./pattern-text.ts";
import { type Severity, severityOf } from "./severity.ts";
import { splitLines } from "./split-lines.ts";
import { totalOf, type WeighedLine } from "./weighed-line.ts";

/** A pattern and how many events of each window have it. */
export interface Pattern {
  readonly text: string;
  readonly severity: Severity;
  readonly counts: readonly number[];
}

export interface Patterns {
  /** Most frequent first, over all windows; patterns that tie in the order of their texts. */
  readonly patterns: readonly Pattern[];
  /** Events of each window, those without a text included. */
  readonly events: readonly number[];
  /** Whether there were too many different lines, so that the counts are in part worked out from a sample. */
  readonly isApproximate: boolean;
}

/** Finds the patterns of all lines that were counted. */
export function findPatterns(counts: MaskedCounts): Patterns {
  const found = new Map<string, number[]>();
  for (const lines of linesByMake(counts).values()) {
    for (const group of splitLines(lines)) {
      const text = patternText(group);
      const sums = found.get(text) ?? [];
      for (const line of group) addTo(sums, line.counts);
      found.set(text, sums);
    }
  }
  const patterns = [...found].map(([text, sums]) => ({ text, severity: severityOf(text), counts: sums }));
  return {
    patterns: patterns.sort((a, b) => totalOf(b.counts) - totalOf(a.counts) || compareTexts(a.text, b.text)),
    events: counts.events,
    isApproximate: isSampled(counts),
  };
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Lines with the same separators, in an order that does not depend on the input's. */
function linesByMake({ buckets }: MaskedCounts): ReadonlyMap<string, readonly WeighedLine[]> {
  const all = [...buckets.values()].flatMap((bucket) => {
    const lines = [...bucket.lines].sort(([a], [b]) => compareTexts(a, b));
    const weighed = lines.map(([masked, counts]) => ({ masked, counts: [...counts] }));
    spread(bucket.others, weighed);
    return weighed;
  });
  const groups = new Map<string, WeighedLine[]>();
  for (const { masked, counts } of all.sort((a, b) => compareTexts(a.masked, b.masked))) {
    const line = { ...readMasked(masked), counts };
    const make = line.separators.join("\0");
    const group = groups.get(make);
    if (group === undefined) groups.set(make, [line]);
    else group.push(line);
  }
  return groups;
}

/**
 * Gives events whose lines were not kept to the lines of the sample, in proportion to what they
 * have of the window, or else of all windows; what does not divide evenly goes to the first ones.
 */
function spread(others: readonly number[], lines: readonly { readonly counts: number[] }[]): void {
  for (const [window, count] of others.entries()) {
    if ((count ?? 0) === 0) continue;
    const ofWindow = lines.map(({ counts }) => counts[window] ?? 0);
    const weights = totalOf(ofWindow) > 0 ? ofWindow : lines.map(({ counts }) => totalOf(counts));
    const total = totalOf(weights);
    let before = 0;
    let given = 0;
    for (const [index, { counts }] of lines.entries()) {
      before += weights[index] as number;
      const upTo = Math.round((count * before) / total);
      counts[window] = (counts[window] ?? 0) + upTo - given;
      given = upTo;
    }
  }
}
