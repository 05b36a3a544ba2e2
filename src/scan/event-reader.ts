import { isUtf8 } from "node:buffer";
import type { FieldRequest, ScanRequest } from "../plan/index.ts";
import { isSystemField, slotsOf } from "../plan/index.ts";
import { timestamp, type Value } from "../values/index.ts";
import { createTimeReader, TIME_MEMBERS } from "./event-time.ts";
import { JsonScanner } from "./json-scanner.ts";
import { memberPath } from "./member-path.ts";
import { emptyReport, isInRange, noteMalformed, type ScanReport, timeOfUntimed } from "./scan-report.ts";

/** What the events of one input have in common. */
export interface EventOrigin {
  readonly logStream: string;
  /** How the input is shown, if not by the name of its log stream: the first part of `@ptr`. */
  readonly path?: string;
  readonly log: string;
  /** In epoch milliseconds: `@ingestionTime`. */
  readonly ingestionTime: number;
}

/** Takes events: looks at filtered fields first, so that no others are read in vain. */
export interface EventSink {
  readonly accepts: (row: Value[]) => boolean;
  readonly add: (row: Value[]) => void;
}

/** The bytes of one event, without its newline. */
export interface EventBytes {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly offset: number;
  readonly line: number;
  /** The time that stands beside the message, in epoch milliseconds. */
  readonly time: number | undefined;
  /** The same of its ingestion; else it is that of the input. */
  readonly ingestionTime?: number;
  readonly isKnownUtf8: boolean;
  /** A message that is a JSON array is one event nonetheless. */
  readonly isWhole?: boolean;
}

type Fill = (row: Value[], event: EventBytes) => void;

/**
 * Makes rows of the bytes of events: fills the slots that the plan asks for, and notes in the
 * report whatever is odd. One row is used for all events; a sink that keeps it must copy it.
 */
export class EventReader {
  readonly report: ScanReport;
  readonly #origin: EventOrigin;
  readonly #sink: EventSink;
  readonly #scanner: JsonScanner;
  readonly #readTime = createTimeReader();
  readonly #range: ScanRequest["timeRange"];
  readonly #row: Value[] = [];
  /** Slots that the filters read are filled first, the others once an event is accepted. */
  readonly #fillFirst: readonly Fill[];
  readonly #fillRest: readonly Fill[];
  #time: number | undefined;

  /** `report`: one that others note in as well. */
  constructor(
    request: ScanRequest,
    slotCount: number,
    origin: EventOrigin,
    sink: EventSink,
    report = reportOf(origin),
  ) {
    this.report = report;
    this.#origin = origin;
    this.#sink = sink;
    this.#range = request.timeRange;
    const members = request.fields.filter(({ name }) => !isSystemField(name));
    this.#scanner = new JsonScanner([...TIME_MEMBERS, ...members.map(({ name }) => memberPath(name))]);
    const filtered = new Set(request.filters.flatMap(slotsOf));
    const fill = (field: FieldRequest): Fill => this.#filler(field, TIME_MEMBERS.length + members.indexOf(field));
    this.#fillFirst = request.fields.filter(({ slot }) => filtered.has(slot)).map(fill);
    this.#fillRest = request.fields.filter(({ slot }) => !filtered.has(slot)).map(fill);
    for (let slot = 0; slot < slotCount; slot++) this.#row.push(undefined);
  }

  /** Reads one event: a line, or what an S3 export line holds behind its time. */
  read(event: EventBytes): void {
    const { bytes, start, end } = event;
    const isJson = this.#scanner.scan(bytes, start, end);
    if (!isJson) this.#noteMalformed(event);
    if (!event.isKnownUtf8 && !isUtf8(bytes.subarray(start, end))) this.report.invalidUtf8++;
    if (isJson && event.isWhole !== true && firstByte(bytes, start) === 0x5b) this.#readElements(event);
    else this.#emit(event);
  }

  #noteMalformed({ bytes, start, end, line, offset }: EventBytes): void {
    noteMalformed(this.report, line, offset);
    const isShort = end - start <= LONGEST_OPENING;
    if (line === 1 && isShort && OPENING.test(bytes.toString("latin1", start, end))) {
      this.report.spreadJson = this.report.path;
    }
  }

  /** A top-level array holds one event in each element (section 2.5). */
  #readElements(event: EventBytes): void {
    const elements = this.#scanner.elements(event.start);
    // An empty array holds no event of its own: the line itself is kept as one.
    if (elements.length === 0) this.#emit(event);
    for (const { start, end } of elements) {
      this.#scanner.scan(event.bytes, start, end);
      this.#emit({ ...event, start, end, offset: event.offset + start - event.start });
    }
  }

  #emit(event: EventBytes): void {
    this.report.events++;
    const { ingestionTime = this.#origin.ingestionTime } = event;
    this.#time = event.time ?? this.#findTime() ?? timeOfUntimed(this.#range, ingestionTime);
    if (!isInRange(this.#range, this.#time, this.report)) return;
    const row = this.#row;
    for (const fill of this.#fillFirst) fill(row, event);
    if (!this.#sink.accepts(row)) return;
    for (const fill of this.#fillRest) fill(row, event);
    this.#sink.add(row);
  }

  #findTime(): number | undefined {
    for (let member = 0; member < TIME_MEMBERS.length; member++) {
      const value = this.#scanner.value(member);
      const time = value === undefined ? undefined : this.#readTime(value);
      if (time !== undefined) return time;
    }
    return undefined;
  }

  #filler({ name, slot }: FieldRequest, path: number): Fill {
    const { logStream, log, ingestionTime, path: shown = logStream } = this.#origin;
    switch (name) {
      case "@message":
        return (row, { bytes, start, end }) => {
          row[slot] = bytes.toString("utf8", start, end);
        };
      case "@timestamp":
        return (row) => {
          row[slot] = this.#time === undefined ? undefined : timestamp(this.#time);
        };
      case "@ptr":
        return (row, { offset }) => {
          row[slot] = `${shown}:${offset}`;
        };
      case "@logStream":
        return constantFill(slot, logStream);
      case "@log":
        return constantFill(slot, log);
      case "@ingestionTime":
        return (row, event) => {
          row[slot] = timestamp(event.ingestionTime ?? ingestionTime);
        };
      default:
        if (isSystemField(name)) return constantFill(slot, undefined);
        return (row) => {
          row[slot] = this.#scanner.value(path);
        };
    }
  }
}

/** An empty report on an input. */
export function reportOf({ path, logStream }: EventOrigin): ScanReport {
  return emptyReport(path ?? logStream);
}

function constantFill(slot: number, value: Value): Fill {
  return (row) => {
    row[slot] = value;
  };
}

/** A line that opens an object or array and holds nothing of it but blanks of JSON. */
const OPENING = /^[ \t\r]*[{[][ \t\r]*$/;
const LONGEST_OPENING = 100;

/** What JSON allows around its values; a message of an S3 export may hold newlines. */
const BLANKS: ReadonlySet<number> = new Set(Buffer.from(" \t\r\n"));

function firstByte(bytes: Buffer, start: number): number | undefined {
  let at = start;
  while (BLANKS.has(bytes[at] ?? 0)) at++;
  return bytes[at];
}
