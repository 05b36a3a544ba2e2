import type { TimeRange } from "../plan/index.ts";

/** Where a line stands: for people by line number, counted from one; for programs by byte offset. */
export interface LinePosition {
  readonly path: string;
  readonly line: number;
  readonly offset: number;
}

/** The first and the last of some times, in epoch milliseconds. */
export interface TimeBounds {
  earliest: number | undefined;
  latest: number | undefined;
}

/** What was met while reading, so that nothing is lost in silence: plain data, one for each input. */
export interface ScanReport extends TimeBounds {
  /** The input, as it is shown. */
  readonly path: string;
  /** Whether it is of a part of a file behind the one whose report stands before it, and not of a whole one. */
  isContinued: boolean;
  /** Lines of a part of a file, by which the line numbers of the parts behind it are shifted. */
  lines: number;
  events: number;
  /** Lines that are not one valid JSON value; they remain events with `@message` alone. */
  malformed: number;
  readonly firstMalformed: LinePosition[];
  /** The input, or the first of several, whose first line does no more than open an object or array: its JSON is spread over lines. */
  spreadJson: string | undefined;
  /** Lines that are not valid UTF-8; the broken bytes read as U+FFFD. */
  invalidUtf8: number;
  /** Lines longer than can be held, cut at that length. */
  linesCut: number;
  /** Events outside of the time range. */
  outsideRange: number;
  /** The bounds of their times. */
  readonly outside: TimeBounds;
  /** Events left out of a time range because they have no time. */
  withoutTime: number;
  /** Bytes of text, after decompression. */
  bytes: number;
  /** The bounds of the `@timestamp` of the events in range. */
  earliest: number | undefined;
  latest: number | undefined;
}

/** How many malformed lines are named by their position. */
const POSITIONS_NAMED = 3;

export function emptyReport(path: string): ScanReport {
  return {
    path,
    isContinued: false,
    lines: 0,
    events: 0,
    malformed: 0,
    firstMalformed: [],
    spreadJson: undefined,
    invalidUtf8: 0,
    linesCut: 0,
    outsideRange: 0,
    outside: { earliest: undefined, latest: undefined },
    withoutTime: 0,
    bytes: 0,
    earliest: undefined,
    latest: undefined,
  };
}

/** Counts a malformed line; the lines of a batch are not noted in their order. */
export function noteMalformed(report: ScanReport, line: number, offset: number): void {
  report.malformed++;
  const { path, firstMalformed } = report;
  const last = firstMalformed[POSITIONS_NAMED - 1];
  if (last !== undefined && last.line < line) return;
  const at = firstMalformed.findIndex((named) => named.line > line);
  firstMalformed.splice(at < 0 ? firstMalformed.length : at, 0, { path, line, offset });
  firstMalformed.length = Math.min(firstMalformed.length, POSITIONS_NAMED);
}

/**
 * The time of events that hold none, in epoch milliseconds: that of their ingestion, where the range takes them so,
 * as in CloudWatch, where every event has a time.
 */
export function timeOfUntimed({ untimed }: TimeRange, ingestionTime: number): number | undefined {
  return untimed === "at-ingestion" ? ingestionTime : undefined;
}

/**
 * Whether an event is in a time range, whose bounds are both inclusive; notes its time or why it is
 * not. An event without a time is in no range.
 */
export function isInRange(range: TimeRange, time: number | undefined, report: ScanReport): boolean {
  if (range.start === undefined && range.end === undefined) {
    if (time !== undefined) noteTimes(report, time, time);
    return true;
  }
  if (time === undefined) {
    report.withoutTime++;
    return false;
  }
  if ((range.start !== undefined && time < range.start) || (range.end !== undefined && time > range.end)) {
    report.outsideRange++;
    noteTimes(report.outside, time, time);
    return false;
  }
  noteTimes(report, time, time);
  return true;
}

/** Widens bounds, such as those of a report, to hold these times. */
export function noteTimes(bounds: TimeBounds, earliest: number, latest: number): void {
  if (bounds.earliest === undefined || earliest < bounds.earliest) bounds.earliest = earliest;
  if (bounds.latest === undefined || latest > bounds.latest) bounds.latest = latest;
}

function widen(bounds: TimeBounds, { earliest, latest }: TimeBounds): void {
  if (earliest !== undefined && latest !== undefined) noteTimes(bounds, earliest, latest);
}

/** One report of several, in the order of the input; parts of one file are counted through. */
export function mergeReports(reports: readonly ScanReport[]): ScanReport {
  const total = emptyReport("");
  const linesBefore = new Map<string, number>();
  for (const report of reports) {
    const before = report.isContinued ? (linesBefore.get(report.path) ?? 0) : 0;
    linesBefore.set(report.path, before + report.lines);
    const shifted = report.firstMalformed.map((position) => ({ ...position, line: position.line + before }));
    total.firstMalformed.push(...shifted.slice(0, POSITIONS_NAMED - total.firstMalformed.length));
    if (!report.isContinued) total.spreadJson ??= report.spreadJson;
    for (const name of COUNTS) total[name] += report[name];
    widen(total, report);
    widen(total.outside, report.outside);
  }
  return total;
}

const COUNTS = [
  "lines",
  "events",
  "malformed",
  "invalidUtf8",
  "linesCut",
  "outsideRange",
  "withoutTime",
  "bytes",
] as const satisfies readonly (keyof ScanReport)[];
