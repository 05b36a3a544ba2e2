import {
  findPatterns,
  LineCounter,
  type MaskedCounts,
  type Pattern,
  type Patterns,
  totalOf,
} from "../patterns/index.ts";
import type { FindPatterns, PatternWindows, TimeRange } from "../plan/index.ts";
import { timestamp, toNumber, toText, type Value, valueList } from "../values/index.ts";
import { type BatchPart, createPart, type PartContext } from "./batch-part.ts";
import { compileExpression } from "./compile.ts";
import type { FastGroups } from "./fast-groups.ts";
import type { MergeState } from "./operators/operator.ts";
import type { Row } from "./row.ts";

/** Counts the rows of one shard by their masked texts. */
export interface PatternCollector {
  readonly add: (row: Row) => void;
  readonly counts: () => MaskedCounts;
  /** Counts the rows of batches, where the text depends on one column alone, and the time on nothing else. */
  readonly fast: (context: PartContext) => FastGroups | undefined;
}

/** The windows of counts: the events of a query's own range are those of the first. */
const CURRENT = 0;
const EARLIER = 1;

export function collectPatterns({ source, windows }: FindPatterns): PatternCollector {
  const counter = new LineCounter({ hasBins: windows?.kind === "bins" });
  const read = compileExpression(source);
  const readTime = windows === undefined ? () => undefined : compileExpression(windows.time);
  const count = counting(counter, windows);
  return {
    add: (row) => count(toText(read(row)), toNumber(readTime(row)), false),
    counts: () => counter.finish(),
    fast: (context) => {
      const text = createPart(source, context);
      const time = windows === undefined ? undefined : createPart(windows.time, context);
      if (text === undefined || (windows !== undefined && time === undefined)) return undefined;
      return fastPatterns(text, time, count);
    },
  };
}

/** Counts an event with this text and time; `isRepeated`: others are likely to have the same text. */
type Count = (text: string | undefined, time: number | undefined, isRepeated: boolean) => void;

function counting(counter: LineCounter, windows: PatternWindows | undefined): Count {
  switch (windows?.kind) {
    case undefined:
      return (text, _, isRepeated) => counter.add(text, CURRENT, isRepeated);
    case "bins":
      return (text, time, isRepeated) => counter.addAt(text, time, isRepeated);
    case "ranges": {
      const { current, earlier } = windows;
      return (text, time, isRepeated) => {
        if (isWithin(time, current)) counter.add(text, CURRENT, isRepeated);
        if (isWithin(time, earlier)) counter.add(text, EARLIER, isRepeated);
      };
    }
  }
}

function isWithin(time: number | undefined, { start, end }: TimeRange): boolean {
  return time !== undefined && !(start !== undefined && time < start) && !(end !== undefined && time > end);
}

function fastPatterns(text: BatchPart, time: BatchPart | undefined, count: Count): FastGroups {
  return {
    startBatch: (batch) => {
      text.start(batch);
      time?.start(batch);
    },
    add: (row) => count(toText(text.valueOf(row)), toNumber(time?.valueOf(row)), true),
  };
}

/** One row a pattern, most frequent first; of all rows, those without a text have none (section 5.13). */
export function patternRows(counts: MaskedCounts, { slots, windows }: FindPatterns, state: MergeState): Row[] {
  const found = findPatterns(counts);
  const countSlots = [slots.ratio, slots.sampleCount, ...(windows?.kind === "ranges" ? [windows.earlierCount] : [])];
  if (found.isApproximate) for (const slot of countSlots) state.approximateSlots.add(slot);
  const all = windows?.kind === "bins" ? totalOf(found.events) : (found.events.get(CURRENT) ?? 0);
  return found.patterns.map((pattern) => {
    const row: Row = new Array<Value>(state.slotCount).fill(undefined);
    const count = windows?.kind === "bins" ? totalOf(pattern.tally) : (pattern.tally.get(CURRENT) ?? 0);
    row[slots.pattern] = pattern.text;
    row[slots.ratio] = all === 0 ? 0 : Math.round((count / all) * 1e4) / 1e4;
    row[slots.sampleCount] = count;
    row[slots.severityLabel] = pattern.severity;
    if (windows?.kind === "ranges") row[windows.earlierCount] = pattern.tally.get(EARLIER) ?? 0;
    if (windows?.kind === "bins") row[windows.history] = historyOf(pattern, found);
    return row;
  });
}

/** The start of the first bin, the length of a bin in milliseconds, and the count of each. */
function historyOf({ tally }: Pattern, { bins }: Patterns): Value {
  if (bins === undefined) return undefined;
  const { first, last, length } = bins;
  const counts = Array.from({ length: last - first + 1 }, (_, at) => tally.get(first + at) ?? 0);
  return valueList([timestamp(first * length), length, ...counts]);
}
