import { isUtf8 } from "node:buffer";
import { type EventForm, EXPORT_PREFIX, exportTime, formOfLine, parseStoredEvent } from "./event-form.ts";
import type { EventBytes } from "./event-reader.ts";
import { LineSplitter } from "./line-splitter.ts";

/** A longer line is cut: what one event may hold in memory. The service takes events of 1 MB. */
export const LONGEST_LINE = 256 * 1024 * 1024;

/**
 * Splits a stream of byte blocks into events. An event is a line, unless the first line tells that
 * lines hold more than messages. Blank lines are no events; a carriage return before the newline is
 * dropped.
 */
export class EventSplitter {
  readonly #onEvent: (event: EventBytes) => void;
  readonly #lines: LineSplitter;
  #line = 0;
  /** Whether all bytes of the lines that are handed out now are known to be valid UTF-8. */
  #isKnownUtf8 = true;
  #form: EventForm | undefined;
  #open: ExportEvent | undefined;

  /** `form`: known where the stream is not read from its first line, which tells it. */
  constructor(onEvent: (event: EventBytes) => void, longestLine: number = LONGEST_LINE, form?: EventForm) {
    this.#onEvent = onEvent;
    this.#form = form;
    this.#lines = new LineSplitter((bytes, start, end, offset) => this.#take(bytes, start, end, offset), longestLine);
  }

  /** The form of the stream; undefined until its first line. */
  get form(): EventForm | undefined {
    return this.#form;
  }

  get linesCut(): number {
    return this.#lines.linesCut;
  }

  push(block: Buffer, offset: number): void {
    // One check for a block of lines costs a hundredth of one for each line. A block that ends
    // inside a character fails it, and so does the next: their lines are checked one by one.
    this.#isKnownUtf8 = isUtf8(block) && (this.#isKnownUtf8 || !this.#lines.hasCarried);
    this.#lines.push(block, offset);
  }

  end(): void {
    this.#lines.end();
    this.#closeExportEvent();
  }

  #take(bytes: Buffer, start: number, lineEnd: number, offset: number): void {
    this.#line++;
    const end = withoutCarriageReturn(bytes, start, lineEnd);
    const isBlank = isBlankLine(bytes, start, end);
    if (!isBlank) this.#form ??= formOfLine(bytes, start, end);
    if (this.#form === "export") this.#takeExportLine(bytes.subarray(start, end), offset);
    else if (!isBlank && !(this.#form === "stored" && this.#takeStoredLine(bytes.subarray(start, end), offset)))
      this.#onEvent({ bytes, start, end, offset, line: this.#line, time: undefined, isKnownUtf8: this.#isKnownUtf8 });
  }

  /** False for a line that is no stored event: it is read like any other. */
  #takeStoredLine(line: Buffer, offset: number): boolean {
    const stored = parseStoredEvent(line);
    if (stored === undefined) return false;
    const bytes = Buffer.from(stored.message);
    const { timestamp: time, ingestionTime } = stored;
    const event = { bytes, start: 0, end: bytes.length, offset, line: this.#line, time, isKnownUtf8: true };
    this.#onEvent({ ...event, ingestionTime, isWhole: true });
    return true;
  }

  #takeExportLine(line: Buffer, offset: number): void {
    const time = exportTime(line, 0, line.length);
    if (time === undefined) {
      this.#open?.lines.push(Buffer.from(line));
      return;
    }
    this.#closeExportEvent();
    this.#open = { time, offset, line: this.#line, lines: [Buffer.from(line.subarray(EXPORT_PREFIX))] };
  }

  #closeExportEvent(): void {
    if (this.#open === undefined) return;
    const { time, offset, line, lines } = this.#open;
    const bytes = Buffer.concat(lines.flatMap((part, index) => (index === 0 ? [part] : [NEWLINE, part])));
    this.#open = undefined;
    this.#onEvent({ bytes, start: 0, end: bytes.length, offset, line, time, isKnownUtf8: false });
  }
}

/** An event of an S3 export, whose message may still go on. */
interface ExportEvent {
  readonly time: number;
  readonly offset: number;
  readonly line: number;
  readonly lines: Buffer[];
}

const NEWLINE = Buffer.from("\n");

/** Where a line ends that may end in a carriage return. */
export function withoutCarriageReturn(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
}

/** Whether a line holds nothing but blanks: it is no event. */
export function isBlankLine(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return true;
}
