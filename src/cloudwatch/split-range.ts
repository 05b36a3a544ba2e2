import { span } from "../diagnostics/index.ts";
import type { Query, StatsCommand } from "../language/index.ts";
import { parseIsoTime, parseNumber } from "../values/index.ts";
import type { ServiceRow } from "./service-query.ts";

/** A time range in epoch milliseconds, both bounds inclusive. */
export interface MillisecondRange {
  readonly start: number;
  readonly end: number;
}

/** Two halves of a range; a single millisecond has none. */
export function halvesOf({ start, end }: MillisecondRange): readonly [MillisecondRange, MillisecondRange] | undefined {
  if (start >= end) return undefined;
  const middle = Math.floor((start + end) / 2);
  return [
    { start, end: middle },
    { start: middle + 1, end },
  ];
}

const SECOND = 1000;
/** Lengths of bins that the service takes, with their text: no unit counts beyond the next larger one. */
const BINS: readonly { readonly length: number; readonly count: number; readonly unit: string }[] = [
  ...[1, 5, 15, 30].map((count) => ({ length: count * SECOND, count, unit: "s" })),
  ...[1, 5, 15, 30].map((count) => ({ length: count * 60 * SECOND, count, unit: "m" })),
  ...[1, 3, 6, 12].map((count) => ({ length: count * 3600 * SECOND, count, unit: "h" })),
  { length: 86_400 * SECOND, count: 1, unit: "d" },
];

/** As many bins as give good places to cut. */
const ENOUGH_BINS = 2000;

const COUNT = "logq_count";
const BIN = "logq_bin";

/** A query that counts the events of another one over its range, and how wide its bins are. */
export function histogramOf(query: Query, { start, end }: MillisecondRange) {
  const bin = BINS.find(({ length }) => (end - start) / length <= ENOUGH_BINS) ?? BINS.at(-1) ?? NO_BIN;
  const at = span(0, 0);
  const call = { kind: "call", nameSpan: at, span: at } as const;
  const period = { kind: "period", count: bin.count, unit: bin.unit, span: at } as const;
  const made = { aliasSpan: at, span: at };
  const stats: StatsCommand = {
    kind: "stats",
    items: [{ expression: { ...call, name: "count", arguments: [], hasStar: true }, name: COUNT, ...made }],
    groups: [{ expression: { ...call, name: "bin", arguments: [period], hasStar: false }, name: BIN, ...made }],
    span: at,
  };
  return { ...query, commands: [...query.commands, stats] };
}

const NO_BIN = { length: SECOND, count: 1, unit: "s" };

/**
 * Cuts a range where a histogram of its events says that a part is as full as it may get; gives the
 * parts in the order of time, none left out.
 */
export function cutByHistogram(
  range: MillisecondRange,
  rows: readonly ServiceRow[],
  fullest: number,
): readonly MillisecondRange[] {
  const bins = rows
    .map((row) => ({ start: parseIsoTime(cellOf(row, BIN)), count: parseNumber(cellOf(row, COUNT)) ?? 0 }))
    .flatMap(({ start, count }) => (start === undefined ? [] : [{ start, count }]))
    .sort((a, b) => a.start - b.start);
  const parts: MillisecondRange[] = [];
  let start = range.start;
  let events = 0;
  for (const bin of bins) {
    if (events > 0 && events + bin.count > fullest && bin.start > start && bin.start <= range.end) {
      parts.push({ start, end: bin.start - 1 });
      start = bin.start;
      events = 0;
    }
    events += bin.count;
  }
  return [...parts, { start, end: range.end }];
}

function cellOf(row: ServiceRow, name: string): string {
  return row.find(({ field }) => field === name)?.value ?? "";
}
