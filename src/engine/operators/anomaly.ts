import { isList, isTimestamp, printTimestamp, timestamp, type Value } from "../../values/index.ts";
import { farthestCount, highestShare, isUnusualCount } from "../unusual.ts";
import { type PlacedNumbers, sharesOfNumbers } from "../unusual-numbers.ts";
import type { Operator, StepOf } from "./operator.ts";

/** With fewer bins nothing is usual, and so nothing unusual. */
const FEWEST_BINS = 8;
/** A pattern that comes for the first time in this last part of the time is new. */
const NEW_PART = 0.25;

/**
 * Keeps the patterns whose events come unusually, the most unusual first. Of a pattern that is unusual in
 * several ways the highest score counts:
 * - `new`: it comes in the last quarter of the time alone;
 * - `frequency`: it comes unusually often or seldom in some bin;
 * - `http-error`: in some bin unusually many of its events tell of an HTTP status of 400 or more;
 * - `token`: in some bin unusually many of its events have one of the few words of a variable part;
 * - `number`: in some bin unusually many of its events have a number, duration or size in a variable part that
 *   is large, or small: at least, or less than, a power of two.
 * These are the five kinds of the service by our own method: its own is not published (section 5.15).
 */
export const findAnomalies: Operator<StepOf<"anomaly">> = (rows, step) => {
  const { score, type, time, description } = step;
  const unusual = rows.flatMap((row) => {
    const history = readHistory(row[step.history]);
    const anomaly = history && anomalyOf(history);
    if (anomaly === undefined) return [];
    row[type] = anomaly.type;
    row[score] = Math.round(anomaly.score * 1e4) / 1e4;
    row[time] = timestamp(anomaly.time);
    row[description] = anomaly.description;
    return [{ row, score: anomaly.score }];
  });
  // Patterns that tie stay in the order of their counts and texts.
  return unusual.sort((a, b) => b.score - a.score).map(({ row }) => row);
};

interface Anomaly {
  readonly type: "new" | "frequency" | "http-error" | "token" | "number";
  readonly score: number;
  readonly time: number;
  readonly description: string;
}

/** The events of a pattern by bins of time. */
interface History {
  readonly start: number;
  /** Of a bin, in milliseconds. */
  readonly length: number;
  readonly counts: readonly number[];
  readonly httpErrors: readonly number[];
  /** Those that have a value of a variable part. */
  readonly values: readonly { readonly part: string; readonly value: string; readonly counts: readonly number[] }[];
  readonly numbers: readonly PlacedNumbers[];
}

function readHistory(list: Value): History | undefined {
  const [start, length, counts, httpErrors, values, numbers] = itemsOf(list);
  if (!isTimestamp(start)) return undefined;
  return {
    start: start.epochMilliseconds,
    length: length as number,
    counts: itemsOf(counts) as readonly number[],
    httpErrors: itemsOf(httpErrors) as readonly number[],
    values: itemsOf(values).map((each) => {
      const [part, value, ...ofValue] = itemsOf(each);
      return { part: part as string, value: value as string, counts: ofValue as readonly number[] };
    }),
    numbers: itemsOf(numbers).map(readNumbers),
  };
}

function readNumbers(list: Value): PlacedNumbers {
  const [part, kind, least, most, ...levels] = itemsOf(list);
  return {
    part: part as string,
    kind: kind as string,
    least: itemsOf(least) as readonly (number | undefined)[],
    most: itemsOf(most) as readonly (number | undefined)[],
    levels: levels.map((level) => {
      const [from, ...counts] = itemsOf(level) as readonly number[];
      return { from: from as number, counts };
    }),
  };
}

function itemsOf(value: Value): readonly Value[] {
  return value !== undefined && isList(value) ? (value.items as readonly Value[]) : [];
}

function anomalyOf(history: History): Anomaly | undefined {
  const { counts, httpErrors, values, numbers } = history;
  if (counts.length < FEWEST_BINS) return undefined;
  const first = counts.findIndex((count) => count > 0);
  if (first >= counts.length * (1 - NEW_PART)) {
    const time = startOf(first, history);
    const description = `first seen after ${printTimestamp(time)}`;
    return { type: "new", score: farthestCount(counts).score, time, description };
  }
  const kinds = [
    unusualFrequency(history),
    unusualShare("http-error", httpErrors, counts, "an HTTP error code", history),
    ...values.map(({ part, value, counts: ofValue }) =>
      unusualShare("token", ofValue, counts, `${value} as ${part}`, history),
    ),
    ...numbers.flatMap((each) =>
      sharesOfNumbers(each).map(({ share, all, what }) => unusualShare("number", share, all, what, history)),
    ),
  ];
  return kinds.reduce((best, kind) => (kind !== undefined && kind.score > (best?.score ?? 0) ? kind : best), undefined);
}

function unusualFrequency(history: History): Anomaly | undefined {
  const { counts, length } = history;
  const found = farthestCount(counts);
  if (!isUnusualCount(counts, found)) return undefined;
  const count = counts[found.bin] as number;
  const description = `${count} ${count === 1 ? "event" : "events"} in ${describeLength(length)}, usually ${found.usual}`;
  return { type: "frequency", score: found.score, time: startOf(found.bin, history), description };
}

function unusualShare(
  type: Anomaly["type"],
  ofKind: readonly number[],
  all: readonly number[],
  what: string,
  history: History,
): Anomaly | undefined {
  const { length } = history;
  const found = highestShare(ofKind, all, FEWEST_BINS);
  if (found === undefined) return undefined;
  const share = `${ofKind[found.bin]} of ${all[found.bin]} events in ${describeLength(length)} have ${what}`;
  const description = `${share}, usually ${Math.round(found.usual * 1000) / 10}%`;
  return { type, score: found.score, time: startOf(found.bin, history), description };
}

function startOf(bin: number, { start, length }: History): number {
  return start + bin * length;
}

function describeLength(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
