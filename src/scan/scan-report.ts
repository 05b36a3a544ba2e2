/** Where a line stands: for people by line number, counted from one; for programs by byte offset. */
export interface LinePosition {
  readonly path: string;
  readonly line: number;
  readonly offset: number;
}

/** What was met while reading, so that nothing is lost in silence: plain data, one for each input. */
export interface ScanReport {
  events: number;
  /** Lines that are not one valid JSON value; they remain events with `@message` alone. */
  malformed: number;
  readonly firstMalformed: LinePosition[];
  /** Lines that are not valid UTF-8; the broken bytes read as U+FFFD. */
  invalidUtf8: number;
  /** Lines longer than can be held, cut at that length. */
  linesCut: number;
  /** Events outside of the time range. */
  outsideRange: number;
  /** Events left out of a time range because they have no time. */
  withoutTime: number;
  /** Bytes of text, after decompression. */
  bytes: number;
  /** The earliest and latest `@timestamp` of the events in range, in epoch milliseconds. */
  earliest: number | undefined;
  latest: number | undefined;
}

/** How many malformed lines are named by their position. */
const POSITIONS_NAMED = 3;

export function emptyReport(): ScanReport {
  return {
    events: 0,
    malformed: 0,
    firstMalformed: [],
    invalidUtf8: 0,
    linesCut: 0,
    outsideRange: 0,
    withoutTime: 0,
    bytes: 0,
    earliest: undefined,
    latest: undefined,
  };
}

export function noteMalformed(report: ScanReport, position: LinePosition): void {
  report.malformed++;
  if (report.firstMalformed.length < POSITIONS_NAMED) report.firstMalformed.push(position);
}

export function noteTime(report: ScanReport, time: number): void {
  if (report.earliest === undefined || time < report.earliest) report.earliest = time;
  if (report.latest === undefined || time > report.latest) report.latest = time;
}

/** Adds the report of later input to an earlier one. */
export function mergeReports(reports: readonly ScanReport[]): ScanReport {
  const total = emptyReport();
  for (const report of reports) {
    total.events += report.events;
    total.malformed += report.malformed;
    total.firstMalformed.push(...report.firstMalformed.slice(0, POSITIONS_NAMED - total.firstMalformed.length));
    total.invalidUtf8 += report.invalidUtf8;
    total.linesCut += report.linesCut;
    total.outsideRange += report.outsideRange;
    total.withoutTime += report.withoutTime;
    total.bytes += report.bytes;
    if (report.earliest !== undefined) noteTime(total, report.earliest);
    if (report.latest !== undefined) noteTime(total, report.latest);
  }
  return total;
}
