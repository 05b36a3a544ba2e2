import { isList, isTimestamp, printTimestamp, timestamp, type Value } from "../../values/index.ts";
import { farthestCount, highestShare, isUnusualCount } from "../unusual.ts";
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
 * - `token`: in some bin unusually many of its events have one of the few words of a variable part.
 * These are four of the five kinds of the service; numbers are not kept, and so not compared. Our own
 * method: that of the service is not published (section 5.15).
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
  readonly type: "new" | "frequency" | "http-error" | "token";
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
}

function readHistory(list: Value): History | undefined {
  const [start, length, counts, httpErrors, values] = itemsOf(list);
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
  };
}

function itemsOf(value: Value): readonly Value[] {
  return value !== undefined && isList(value) ? (value.items as readonly Value[]) : [];
}

function anomalyOf(history: History): Anomaly | undefined {
  const { counts, httpErrors, values } = history;
  if (counts.length < FEWEST_BINS) return undefined;
  const first = counts.findIndex((count) => count > 0);
  if (first >= counts.length * (1 - NEW_PART)) {
    const time = startOf(first, history);
    const description = `first seen after ${printTimestamp(time)}`;
    return { type: "new", score: farthestCount(counts).score, time, description };
  }
  const kinds = [
    unusualFrequency(history),
    unusualShare("http-error", httpErrors, "an HTTP error code", history),
    ...values.map(({ part, value, counts: ofValue }) => unusualShare("token", ofValue, `${value} as ${part}`, history)),
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
  what: string,
  history: History,
): Anomaly | undefined {
  const { counts, length } = history;
  const found = highestShare(ofKind, counts, FEWEST_BINS);
  if (found === undefined) return undefined;
  const share = `${ofKind[found.bin]} of ${counts[found.bin]} events in ${describeLength(length)} have ${what}`;
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
