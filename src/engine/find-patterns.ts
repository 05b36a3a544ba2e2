import {
  type BinRange,
  eventsByBin,
  findPatterns,
  hasHttpError,
  LineCounter,
  type LineForms,
  type LineText,
  leastOf,
  type MaskedCounts,
  magnitudesByBin,
  type PartNumbers,
  type Pattern,
  type Patterns,
  totalOf,
} from "../patterns/index.ts";
import type { Batch, BatchRows, FindPatterns, PatternWindows, PlanExpression, TimeRange } from "../plan/index.ts";
import { invariant } from "../support/invariant-error.ts";
import { timestamp, toNumber, toText, type Value, valueList } from "../values/index.ts";
import type { BatchPart } from "./batches/batch-part.ts";
import { createPart } from "./batches/create-part.ts";
import type { FastGroups } from "./batches/fast-groups.ts";
import type { PartContext } from "./batches/part-context.ts";
import { compileExpression } from "./compile.ts";
import type { MergeState } from "./operators/operator.ts";
import type { Row } from "./row.ts";

/** Counts the rows of one shard by their masked texts. */
export interface PatternCollector {
  readonly add: (row: Row) => void;
  readonly counts: () => MaskedCounts;
  /** Counts the rows of batches, where the text depends on one column alone, and the time on nothing else. */
  readonly fast: (context: PartContext) => FastGroups | undefined;
}

/** The windows of counts: the events of a query's own range or inputs are those of the first. */
const CURRENT = 0;
const EARLIER = 1;

export function collectPatterns({ source, windows }: FindPatterns, forms?: LineForms): PatternCollector {
  const counter = new LineCounter({ hasBins: windows?.kind === "bins" }, forms);
  const read = compileExpression(source);
  const timeOf = windows !== undefined && "time" in windows ? windows.time : undefined;
  const readTime = timeOf === undefined ? () => undefined : compileExpression(timeOf);
  const count = counting(counter, windows);
  return {
    add: (row) => count(lineOf(toText(read(row)), false), toNumber(readTime(row))),
    counts: () => counter.finish(),
    fast: (context) => {
      const isMessage = source.kind === "slot" && source.slot === context.messageSlot;
      const window = onlyWindow(windows);
      if (isMessage && window !== undefined && forms !== undefined) return fastLines(counter, forms, window);
      const line = linePart(source, context);
      const time = timeOf && createPart(timeOf, context);
      if (line === undefined || (timeOf !== undefined && time === undefined)) return undefined;
      return fastPatterns(line, time, count);
    },
  };
}

/** Counts an event with this text and time. */
type Count = (line: LineText | undefined, time: number | undefined) => void;

function lineOf(text: string | undefined, isRepeated: boolean): LineText | undefined {
  return text === undefined ? undefined : { text, isRepeated };
}

function counting(counter: LineCounter, windows: PatternWindows | undefined): Count {
  switch (windows?.kind) {
    case undefined:
      return (line) => counter.add(line, CURRENT);
    case "bins":
      return (line, time) => counter.addAt(line, time, line !== undefined && hasHttpError(line));
    case "inputs":
      return (line) => counter.add(line, windowOfInput(windows.isEarlier));
    case "ranges": {
      const { current, earlier } = windows;
      return (line, time) => {
        if (isWithin(time, current)) counter.add(line, CURRENT);
        if (isWithin(time, earlier)) counter.add(line, EARLIER);
      };
    }
  }
}

/** The window of all events of a shard, where that is one. */
function onlyWindow(windows: PatternWindows | undefined): number | undefined {
  if (windows === undefined) return CURRENT;
  return windows.kind === "inputs" ? windowOfInput(windows.isEarlier) : undefined;
}

function windowOfInput(isEarlier: boolean): number {
  return isEarlier ? EARLIER : CURRENT;
}

function isWithin(time: number | undefined, { start, end }: TimeRange): boolean {
  return time !== undefined && !(start !== undefined && time < start) && !(end !== undefined && time > end);
}

/** Where the text of a row of a batch is. */
interface LinePart {
  readonly start: (batch: Batch, rows: BatchRows) => void;
  readonly lineOf: (row: number) => LineText | undefined;
}

/** The lines themselves as bytes, which are never made strings; other texts as values of a column. */
function linePart(source: PlanExpression, context: PartContext): LinePart | undefined {
  if (source.kind === "slot" && source.slot === context.messageSlot) {
    let rows: BatchRows | undefined;
    return {
      start: (_, batchRows) => {
        rows = batchRows;
      },
      lineOf: (row) => rows?.line(row),
    };
  }
  const part = createPart(source, context);
  return part && { start: part.start, lineOf: (row) => lineOf(toText(part.valueOf(row)), true) };
}

/** Counts whole lines of batches in one window. */
function fastLines(counter: LineCounter, forms: LineForms, window: number): FastGroups {
  let lineOf: BatchRows["line"] | undefined;
  return {
    startBatch: (_, rows) => {
      lineOf = (row) => rows.line(row);
    },
    add: ({ rows, count }) => {
      invariant(lineOf !== undefined && lineOf(rows[0] as number).bytes === forms.memory, "lines are in other memory");
      counter.addRows(rows.subarray(0, count), lineOf, window);
    },
  };
}

function fastPatterns(line: LinePart, time: BatchPart | undefined, count: Count): FastGroups {
  return {
    startBatch: (batch, rows) => {
      line.start(batch, rows);
      time?.start(batch, rows);
    },
    add: (list) => {
      for (let at = 0; at < list.count; at++) {
        const row = list.rows[at] as number;
        count(line.lineOf(row), toNumber(time?.valueOf(row)));
      }
    },
  };
}

/** One row a pattern, most frequent first; of all rows, those without a text have none (section 5.13). */
export function patternRows(counts: MaskedCounts, { slots, windows }: FindPatterns, state: MergeState): Row[] {
  const found = findPatterns(counts);
  const earlierCount = windows !== undefined && "earlierCount" in windows ? windows.earlierCount : undefined;
  const countSlots = [slots.ratio, slots.sampleCount, ...(earlierCount === undefined ? [] : [earlierCount])];
  if (found.isApproximate) for (const slot of countSlots) state.approximateSlots.add(slot);
  if (earlierCount !== undefined) {
    state.compared = { current: found.events.get(CURRENT) ?? 0, earlier: found.events.get(EARLIER) ?? 0 };
  }
  const all = windows?.kind === "bins" ? totalOf(found.events) : (found.events.get(CURRENT) ?? 0);
  return found.patterns.map((pattern) => {
    const row: Row = new Array<Value>(state.slotCount).fill(undefined);
    const count = windows?.kind === "bins" ? totalOf(pattern.tally) : (pattern.tally.get(CURRENT) ?? 0);
    row[slots.pattern] = pattern.text;
    row[slots.ratio] = all === 0 ? 0 : Math.round((count / all) * 1e4) / 1e4;
    row[slots.sampleCount] = count;
    row[slots.severityLabel] = pattern.severity;
    if (earlierCount !== undefined) row[earlierCount] = pattern.tally.get(EARLIER) ?? 0;
    if (windows?.kind === "bins") row[windows.history] = historyOf(pattern, found);
    return row;
  });
}

/** What `anomaly` looks at (see `readHistory`): plain values, as all that a row holds. */
function historyOf({ tally, values, numbers }: Pattern, { bins }: Patterns): Value {
  if (bins === undefined) return undefined;
  const { all, marked } = eventsByBin(tally, bins);
  const parts = [...values].flatMap(([part, tallies]) =>
    [...tallies].map(([value, own]) => valueList([part, value, ...eventsByBin(own, bins).all])),
  );
  const start = timestamp(bins.first * bins.length);
  const numberLists = numbers.map((each) => numbersOf(each, bins));
  return valueList([start, bins.length, valueList(all), valueList(marked), valueList(parts), valueList(numberLists)]);
}

/** The bounds of the amounts of a part in each bin, and how many are at least of an order of magnitude. */
function numbersOf({ part, kind, windows }: PartNumbers, bins: BinRange): Value {
  const all = magnitudesByBin(windows, bins);
  const magnitudes = new Set(all.flatMap((bin) => [...(bin?.counts.keys() ?? [])]));
  const sorted = [...magnitudes].sort((a, b) => a - b);
  const levels = sorted.map((least) =>
    valueList([leastOf(least), ...all.map((bin) => countFrom(bin?.counts ?? new Map(), least))]),
  );
  const least = all.map((bin) => bin?.least);
  const most = all.map((bin) => bin?.most);
  return valueList([part, kind, valueList(least), valueList(most), ...levels]);
}

function countFrom(counts: ReadonlyMap<number, number>, least: number): number {
  let sum = 0;
  for (const [magnitude, count] of counts) if (magnitude >= least) sum += count;
  return sum;
}
