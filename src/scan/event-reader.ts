import { isUtf8 } from "node:buffer";
import type { FieldRequest, ScanRequest } from "../plan/index.ts";
import { slotsOf } from "../plan/index.ts";
import { timestamp, type Value } from "../values/index.ts";
import { createTimeReader, TIME_MEMBERS } from "./event-time.ts";
import { JsonScanner } from "./json-scanner.ts";
import { emptyReport, noteMalformed, noteTime, type ScanReport } from "./scan-report.ts";

/** What the events of one input have in common. */
export interface EventOrigin {
  /** The path as it is shown: `@logStream`, and the first part of `@ptr`. */
  readonly logStream: string;
  readonly log: string;
  /** When reading began, in epoch milliseconds: `@ingestionTime`. */
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
  /** The time that an S3 export line begins with, in epoch milliseconds. */
  readonly time: number | undefined;
  readonly isKnownUtf8: boolean;
}

type Fill = (row: Value[], event: EventBytes) => void;

/**
 * Makes rows of the bytes of events: fills the slots that the plan asks for, and notes in the
 * report whatever is odd. One row is used for all events; a sink that keeps it must copy it.
 */
export class EventReader {
  readonly report: ScanReport = emptyReport();
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

  constructor(request: ScanRequest, slotCount: number, origin: EventOrigin, sink: EventSink) {
    this.#origin = origin;
    this.#sink = sink;
    this.#range = request.timeRange;
    const members = request.fields.filter(({ name }) => memberPath(name) !== undefined);
    this.#scanner = new JsonScanner([...TIME_MEMBERS, ...members.map(({ name }) => memberPath(name) ?? name)]);
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
    if (!isJson) noteMalformed(this.report, { path: this.#origin.logStream, line: event.line, offset: event.offset });
    if (!event.isKnownUtf8 && !isUtf8(bytes.subarray(start, end))) this.report.invalidUtf8++;
    if (isJson && firstByte(bytes, start) === 0x5b) this.#readElements(event);
    else this.#emit(event);
  }

  /** A top-level array holds one event in each element (section 2.5). */
  #readElements(event: EventBytes): void {
    for (const { start, end } of this.#scanner.elements(event.start)) {
      this.#scanner.scan(event.bytes, start, end);
      this.#emit({ ...event, start, end, offset: event.offset + start - event.start });
    }
  }

  #emit(event: EventBytes): void {
    this.report.events++;
    this.#time = event.time ?? this.#findTime();
    if (!this.#isInRange()) return;
    if (this.#time !== undefined) noteTime(this.report, this.#time);
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

  /** Both bounds are inclusive; an event without a time is in no range, and counted. */
  #isInRange(): boolean {
    const { start, end } = this.#range;
    if (start === undefined && end === undefined) return true;
    const time = this.#time;
    if (time === undefined) this.report.withoutTime++;
    else if ((start === undefined || time >= start) && (end === undefined || time <= end)) return true;
    else this.report.outsideRange++;
    return false;
  }

  #filler({ name, slot }: FieldRequest, path: number): Fill {
    const { logStream, log, ingestionTime } = this.#origin;
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
          row[slot] = `${logStream}:${offset}`;
        };
      case "@logStream":
        return constantFill(slot, logStream);
      case "@log":
        return constantFill(slot, log);
      case "@ingestionTime":
        return constantFill(slot, timestamp(ingestionTime));
      default:
        if (memberPath(name) === undefined) return constantFill(slot, undefined);
        return (row) => {
          row[slot] = this.#scanner.value(path);
        };
    }
  }
}

/**
 * The path of the JSON member that a field name stands for; undefined for system fields. A member
 * whose own name begins with `@` is known by one more: `@@type` (section 2.2).
 */
function memberPath(name: string): string | undefined {
  if (!name.startsWith("@")) return name;
  return name.startsWith("@@") ? name.slice(1) : undefined;
}

function constantFill(slot: number, value: Value): Fill {
  return (row) => {
    row[slot] = value;
  };
}

function firstByte(bytes: Buffer, start: number): number | undefined {
  let at = start;
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
  return bytes[at];
}
