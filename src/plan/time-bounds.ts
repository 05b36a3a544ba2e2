import { type Period, periodBefore } from "../values/index.ts";
import type { SourceSelection, TimeBefore } from "./plan.ts";
import type { TimeRange } from "./time-range.ts";

/** The bounds of a query from outside and those of its text, which both hold. */
export function boundsOfQuery(
  outer: TimeRange,
  source: Pick<SourceSelection, "start" | "end"> | undefined,
  now: number | undefined,
): TimeRange {
  const starts = [outer.start, momentOf(source?.start, now)].filter((time) => time !== undefined);
  const ends = [outer.end, momentOf(source?.end, now)].filter((time) => time !== undefined);
  return {
    ...outer,
    ...(starts.length === 0 ? {} : { start: Math.max(...starts) }),
    ...(ends.length === 0 ? {} : { end: Math.min(...ends) }),
  };
}

function momentOf(before: TimeBefore | undefined, now: number | undefined): number | undefined {
  if (before === undefined || now === undefined) return undefined;
  return before === 0 ? now : periodBefore(now, before);
}

/** The range of the same length that ends where a range begins; without an end, all that is before it. */
export function rangeBefore({ start, end }: TimeRange): TimeRange | undefined {
  if (start === undefined) return undefined;
  return end === undefined ? { end: start - 1 } : { start: start - (end - start) - 1, end: start - 1 };
}

/** The range a period earlier; one without an end ends now. */
export function rangeEarlier(range: TimeRange, period: Period, now: number | undefined): TimeRange | undefined {
  const { start, end = now } = range;
  if (start === undefined || end === undefined) return undefined;
  return { start: periodBefore(start, period), end: periodBefore(end, period) };
}

/** The range from the first moment of two to the last. */
export function cover(one: TimeRange, other: TimeRange): TimeRange {
  const { start: _, end: __, ...rest } = one;
  const isOpen = (bound: "start" | "end"): boolean => one[bound] === undefined || other[bound] === undefined;
  return {
    ...rest,
    ...(isOpen("start") ? {} : { start: Math.min(one.start as number, other.start as number) }),
    ...(isOpen("end") ? {} : { end: Math.max(one.end as number, other.end as number) }),
  };
}

/** A range from a moment on, and what of it lies before. */
export function splitAt(range: TimeRange, time: number): { readonly current: TimeRange; readonly earlier: TimeRange } {
  const { start = time, end = time - 1 } = range;
  return { current: { ...range, start: Math.max(start, time) }, earlier: { ...range, end: Math.min(end, time - 1) } };
}

/** The earliest moment that can be told. */
export const EARLIEST = -8.64e15;

/** All events of a range that have a time: those without one are left out, and so counted and said. */
export function timedAlone(range: TimeRange): TimeRange {
  const isOpen = range.start === undefined && range.end === undefined;
  return isOpen && range.untimed === undefined ? { ...range, start: EARLIEST } : range;
}
