import { isList, printTimestamp, timestamp } from "../../values/index.ts";
import type { Row } from "../row.ts";
import type { Operator, StepOf } from "./operator.ts";
import { quantile } from "./outlier.ts";

/** With fewer bins nothing is usual, and so nothing unusual. */
const FEWEST_BINS = 8;
/** A bin so many deviations away from the median is unusual, if it is so many events away as well. */
const UNUSUAL_SCORE = 6;
const UNUSUAL_EVENTS = 5;
/** A pattern that comes for the first time in this last part of the time is new. */
const NEW_PART = 0.25;

/**
 * Keeps the patterns whose events come unusually, the most unusual first: `new` ones, which come in the
 * last quarter of the time alone, and those of an unusual `frequency` in some bin. The score of a bin
 * is its distance from the median of all bins, in deviations: 1.4826 times the median distance from the
 * median, or what chance alone makes of such a count, the square root of the median and 1, if
 * that is more. Our own method: that of the service is not published (section 5.15).
 */
export const findAnomalies: Operator<StepOf<"anomaly">> = (rows, step) => {
  const { score, type, time, description } = step;
  const unusual = rows.flatMap((row) => {
    const anomaly = anomalyOf(row, step);
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
  readonly type: "new" | "frequency";
  readonly score: number;
  readonly time: number;
  readonly description: string;
}

function anomalyOf(row: Row, { history }: StepOf<"anomaly">): Anomaly | undefined {
  const list = row[history];
  if (list === undefined || !isList(list)) return undefined;
  const [start, length, ...counts] = list.items as readonly unknown[] as [
    { epochMilliseconds: number },
    number,
    ...number[],
  ];
  if (counts.length < FEWEST_BINS) return undefined;
  const timeOf = (bin: number): number => start.epochMilliseconds + bin * length;
  const median = medianOf(counts);
  const deviation = Math.max(1.4826 * medianOf(counts.map((count) => Math.abs(count - median))), Math.sqrt(median + 1));
  const scores = counts.map((count) => Math.abs(count - median) / deviation);
  const bin = mostUnusual(counts, scores, median);
  const best = scores[bin] as number;
  const first = counts.findIndex((count) => count > 0);
  if (first >= counts.length * (1 - NEW_PART)) {
    const time = timeOf(first);
    return { type: "new", score: best, time, description: `first seen after ${printTimestamp(time)}` };
  }
  const count = counts[bin] as number;
  if (best < UNUSUAL_SCORE || Math.abs(count - median) < UNUSUAL_EVENTS) return undefined;
  const description = `${count} ${count === 1 ? "event" : "events"} in ${describeLength(length)}, usually ${median}`;
  return { type: "frequency", score: best, time: timeOf(bin), description };
}

/** The bin with the highest score, the first of several; few events at either end mean that the bin is not whole. */
function mostUnusual(counts: readonly number[], scores: readonly number[], median: number): number {
  let best = 0;
  let bestScore = -1;
  for (const [bin, score] of scores.entries()) {
    const isCut = (bin === 0 || bin === counts.length - 1) && (counts[bin] as number) < median;
    if (isCut || score <= bestScore) continue;
    best = bin;
    bestScore = score;
  }
  return best;
}

function medianOf(numbers: readonly number[]): number {
  return quantile(Float64Array.from(numbers).sort(), 0.5);
}

function describeLength(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
